/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/pamor-sync-button.h"

#include "domain/pamor-words.h"
#include "ui/outbox/pamor-place.h"
#include "ui/shell/pamor-link-words.h"

#include <glib/gi18n-lib.h>

struct _PamorSyncButton
{
  GtkWidget       parent_instance;

  /* Template */
  GtkMenuButton  *button;
  GtkLabel       *detail;
  GtkLabel       *headline;
  GtkImage       *icon;
  GtkProgressBar *progress;
  GtkSpinner     *spinner;
  GtkLabel       *words;

  /* Owned */
  PamorDesk      *desk;
  GListModel     *waiting;
};

G_DEFINE_FINAL_TYPE (PamorSyncButton, pamor_sync_button, GTK_TYPE_WIDGET)

/** EngineView: what the engine says at one moment */
typedef struct
{
  gboolean busy;
  gint64   sent, total, next_try, last_contact;
} EngineView;

static EngineView
look_at_engine (PamorSyncButton *self)
{
  EngineView view = { 0 };

  g_assert (PAMOR_IS_SYNC_BUTTON (self));

  g_object_get (pamor_desk_get_engine (self->desk), "busy", &view.busy, "bytes-sent", &view.sent,
                "bytes-total", &view.total, "next-try", &view.next_try, "last-contact",
                &view.last_contact, NULL);
  return view;
}

/* Whether anything entered here ever left: before that, nothing can be "all sent". */
static gboolean
has_sent (PamorSyncButton *self)
{
  GListModel *items = pamor_desk_get_items (self->desk);

  g_assert (PAMOR_IS_SYNC_BUTTON (self));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(PamorSubmission) item = g_list_model_get_item (items, i);

      if (item->server_revision > 0)
        return TRUE;
    }
  return FALSE;
}

static char *
dup_words (PamorSyncButton  *self,
           const EngineView *view,
           guint             waiting,
           gint64            now)
{
  g_autofree char *sent = NULL, *total = NULL, *time = NULL;

  if (waiting > 0 && view->busy && view->total > 0)
    {
      sent = pamor_words_for_size (view->sent);
      total = pamor_words_for_size (view->total);
      return g_strdup_printf (_("Sending %s of %s"), sent, total);
    }
  if (waiting > 0)
    return g_strdup_printf (ngettext ("%u waiting", "%u waiting", waiting), waiting);
  if (view->last_contact == 0 || !has_sent (self))
    return g_strdup (_("Nothing to send"));
  time = pamor_words_for_time (view->last_contact, now);
  return g_strdup_printf (_("All sent %s"), time);
}

static char *
dup_detail (PamorSyncButton  *self,
            const EngineView *view,
            gint64            now)
{
  g_autoptr(GString) text = g_string_new (
      pamor_link_get_words (pamor_engine_get_link (pamor_desk_get_engine (self->desk))));
  g_autofree char *next = NULL, *last = NULL;

  g_assert (PAMOR_IS_SYNC_BUTTON (self));

  if (view->next_try > now)
    {
      next = pamor_words_for_time (view->next_try, now);
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Next try: %s."), next);
    }
  if (view->last_contact > 0)
    {
      last = pamor_words_for_time (view->last_contact, now);
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Last in contact: %s."), last);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (PamorSyncButton *self)
{
  const EngineView view = look_at_engine (self);
  const guint waiting = g_list_model_get_n_items (self->waiting);
  const gint64 now = pamor_clock_get_wall (pamor_desk_get_clock (self->desk));
  g_autofree char *words = dup_words (self, &view, waiting, now);
  g_autofree char *detail = dup_detail (self, &view, now);

  g_assert (PAMOR_IS_SYNC_BUTTON (self));

  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->headline, words);
  gtk_label_set_label (self->detail, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_spinner_set_spinning (self->spinner, view.busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), view.busy);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !view.busy);
  gtk_image_set_from_icon_name (self->icon, waiting > 0 ? "mail-send-symbolic"
                                                        : "emblem-ok-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), view.busy && view.total > 0);
  if (view.total > 0)
    gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) view.sent / view.total, 0, 1));
}

static void
pamor_sync_button_dispose (GObject *object)
{
  PamorSyncButton *self = PAMOR_SYNC_BUTTON (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_SYNC_BUTTON);
  g_clear_object (&self->waiting);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_sync_button_parent_class)->dispose (object);
}

static void
pamor_sync_button_class_init (PamorSyncButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_sync_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/shell/pamor-sync-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorSyncButton, button);
  gtk_widget_class_bind_template_child (widget_class, PamorSyncButton, detail);
  gtk_widget_class_bind_template_child (widget_class, PamorSyncButton, headline);
  gtk_widget_class_bind_template_child (widget_class, PamorSyncButton, icon);
  gtk_widget_class_bind_template_child (widget_class, PamorSyncButton, progress);
  gtk_widget_class_bind_template_child (widget_class, PamorSyncButton, spinner);
  gtk_widget_class_bind_template_child (widget_class, PamorSyncButton, words);
}

static void
pamor_sync_button_init (PamorSyncButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_sync_button_new: Returns: (transfer floating): follows engine and queue by itself */
GtkWidget *
pamor_sync_button_new (PamorDesk *desk)
{
  PamorSyncButton *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_SYNC_BUTTON, NULL);
  self->desk = g_object_ref (desk);
  self->waiting = pamor_place_filter (PAMOR_PLACE_QUEUE, pamor_desk_get_items (desk));
  g_signal_connect_object (self->waiting, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pamor_desk_get_engine (desk), "notify", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/** pamor_sync_button_get_words: Returns: what the button says */
const char *
pamor_sync_button_get_words (PamorSyncButton *self)
{
  g_return_val_if_fail (PAMOR_IS_SYNC_BUTTON (self), NULL);

  return gtk_label_get_label (self->words);
}
