/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/welcome/pamor-welcome-page.h"

#include "base/pamor-error.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static GtkWidget *
new_button (const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
new_page (const char *icon,
          const char *title,
          const char *description,
          GtkWidget  *first,
          GtkWidget  *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = adw_status_page_new ();
  GtkWidget *header = adw_header_bar_new (), *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *markup = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), markup);
  gtk_widget_add_css_class (first, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), first);
  gtk_box_append (GTK_BOX (buttons), second);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), buttons);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  return box;
}

/** pamor_welcome_page_new: the first thing ever seen; activates "app.log-in" or "app.practice" */
GtkWidget *
pamor_welcome_page_new (void)
{
  return new_page (PAMOR_APP_ID, _("Welcome to Halo Pamor"),
                   _("Enter applications at the citizen's door, with or without a network. "
                     "Log in once; after that everything works offline."),
                   new_button (_("_Log in"), "app.log-in"),
                   new_button (_("Try _practice mode"), "app.practice"));
}

/* What happened, what is safe, what to do: for each thing that keeps the data closed. */
static const char *
find_advice (const GError *error)
{
  if (error->domain != PAMOR_ERROR)
    return _("What you entered is untouched. Try again; if it stays like this, tell the office.");
  switch ((PamorError) error->code)
    {
    case PAMOR_ERROR_BUSY:
      return _("Halo Pamor is already open in another window or on the command line. Close it "
               "there, then try again.");
    case PAMOR_ERROR_TOO_NEW:
      return _("What you entered was last opened with a newer Halo Pamor and is untouched. Update "
               "this one, then try again.");
    case PAMOR_ERROR_DAMAGED:
      return _("What is kept on this computer does not read back as it was written. Nothing was "
               "deleted. Don't enter anything new here; tell the office.");
    case PAMOR_ERROR_NO_SPACE:
      return _("The disk is full. What you entered is untouched. Delete other files, then try "
               "again.");
    case PAMOR_ERROR_LOCKED:
      return _("The keyring of this computer is locked. Unlock it with the password you log in to "
               "the computer with, then try again.");
    default:
      return _("What you entered is untouched. Try again; if it stays like this, tell the office.");
    }
}

/** pamor_trouble_page_new: why nothing can be opened, and what to do; activates "app.open" */
GtkWidget *
pamor_trouble_page_new (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return new_page ("dialog-warning-symbolic", _("Halo Pamor can't open yet"), find_advice (error),
                   new_button (_("_Try again"), "app.open"), new_button (_("_Quit"), "app.quit"));
}
