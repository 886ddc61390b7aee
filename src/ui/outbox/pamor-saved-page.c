/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-saved-page.h"

#include "domain/pamor-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static GtkWidget *
new_button (const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  return button;
}

/* What was taken: of a complaint or a ticket no photos, and then none are counted. */
static char *
dup_taken (PamorSubmission *item)
{
  g_autofree char *size = pamor_words_for_size (pamor_submission_bytes_total (item));

  if (item->attachments->len == 0)
    return g_strdup_printf (_("Local number %u, %s."), (guint) item->seq, size);
  return g_strdup_printf (_("Local number %u, photos: %u, %s."), (guint) item->seq,
                          item->attachments->len, size);
}

/** pamor_saved_page_new: Returns: (transfer full): @item, just sealed, is safe */
GtkWidget *
pamor_saved_page_new (PamorDesk       *desk,
                      PamorSubmission *item)
{
  GtkWidget *page = adw_status_page_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *next = new_button (_("_New application"), "shell.new");
  const PamorService *service;
  g_autofree char *description = NULL, *escaped = NULL, *taken = NULL, *open = NULL;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  service = pamor_catalogue_find_service (pamor_desk_get_catalogue (desk), item->service);
  open = g_strdup_printf ("shell.open::%s", item->id);
  taken = dup_taken (item);
  description = g_strdup_printf (
      "%s\n%s\n%s", service != NULL ? service->name : item->service, taken,
      _("It can't be lost now. It is sent by itself when there is a network; the city's number "
        "then appears under Status. This service is free of charge."));
  escaped = g_markup_escape_text (description, -1);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Saved in the queue"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  gtk_widget_add_css_class (next, "suggested-action");
  gtk_box_append (GTK_BOX (box), next);
  gtk_box_append (GTK_BOX (box), new_button (_("_Look at it"), open));
  gtk_box_append (GTK_BOX (box), new_button (_("_Back to today"), "shell.place(0)"));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  return page;
}
