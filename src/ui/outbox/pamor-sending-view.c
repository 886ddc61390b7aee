/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-sending-view.h"

#include "domain/pamor-words.h"
#include "ui/outbox/pamor-item-words.h"
#include "ui/shell/pamor-link-words.h"

#include <glib/gi18n-lib.h>

struct _PamorSendingView
{
  GtkWidget        parent_instance;

  /* Owned as children */
  GtkProgressBar  *progress;
  GtkLabel        *bytes;
  GtkLabel        *why;

  /* Owned */
  PamorDesk       *desk;
  PamorSubmission *item;  /* (nullable) */
  guint            clock; /* source id, 0 none: while it is seen and being sent */
};

G_DEFINE_FINAL_TYPE (PamorSendingView, pamor_sending_view, GTK_TYPE_WIDGET)

/** EngineView: what the engine says at one moment */
typedef struct
{
  char  *sending; /* (owned) (nullable) */
  gint64 sent, total, moved_at, next_try;
} EngineView;

static void
add_part (GString    *text,
          const char *part)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, part);
}

static void
show_bytes (PamorSendingView *self,
            gint64            sent,
            gint64            total)
{
  g_autofree char *of_it = pamor_words_for_size (sent), *all = pamor_words_for_size (total);
  g_autofree char *left = pamor_words_for_size (total - sent);
  g_autofree char *part = g_strdup_printf (_("%s of %s sent, %s left."), of_it, all, left);

  g_assert (PAMOR_IS_SENDING_VIEW (self));

  gtk_label_set_label (self->bytes, part);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) sent / total : 0);
}

static void
add_stillness (PamorSendingView *self,
               GString          *text,
               const EngineView *view)
{
  const gint64 now = pamor_clock_get_boot (pamor_desk_get_clock (self->desk));
  const guint seconds = MAX (now - view->moved_at, 0) / G_USEC_PER_SEC;
  g_autofree char *part = g_strdup_printf (
      ngettext ("Last byte %u second ago.", "Last byte %u seconds ago.", seconds), seconds);

  g_assert (PAMOR_IS_SENDING_VIEW (self));

  if (view->moved_at > 0)
    add_part (text, part);
}

static void
add_wait (PamorSendingView *self,
          GString          *text,
          const EngineView *view)
{
  const PamorLink link = pamor_engine_get_link (pamor_desk_get_engine (self->desk));
  const gint64 now = pamor_clock_get_wall (pamor_desk_get_clock (self->desk));
  const gint64 next = MAX (view->next_try, self->item->next_at);
  g_autofree char *turn = pamor_item_dup_turn (self->item, self->desk);
  g_autofree char *time = NULL, *part = NULL;

  g_assert (PAMOR_IS_SENDING_VIEW (self));

  if (turn != NULL)
    add_part (text, turn);
  if (pamor_link_is_trouble (link))
    add_part (text, pamor_link_get_words (link));
  else if (view->sending != NULL && turn == NULL)
    add_part (text, _("Waits for its turn."));
  if (next <= now)
    return;
  time = pamor_words_for_time (next, now);
  part = g_strdup_printf (_("Next try: %s."), time);
  add_part (text, part);
}

static void
update (PamorSendingView *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  EngineView view = { 0 };
  gint64 total, sent;
  gboolean sending;

  g_assert (PAMOR_IS_SENDING_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->item != NULL && pamor_submission_is_waiting (self->item));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_object_get (pamor_desk_get_engine (self->desk), "sending-id", &view.sending, "bytes-sent",
                &view.sent, "bytes-total", &view.total, "moved-at", &view.moved_at, "next-try",
                &view.next_try, NULL);
  sending = g_strcmp0 (view.sending, self->item->id) == 0 && view.total > 0;
  total = pamor_submission_bytes_total (self->item);
  sent = sending ? view.sent : total - pamor_submission_bytes_left (self->item);
  show_bytes (self, sent, total);
  if (sending)
    add_stillness (self, text, &view);
  else
    add_wait (self, text, &view);
  gtk_label_set_label (self->why, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->why), text->len > 0);
  g_free (view.sending);
}

static gboolean
on_second_cb (gpointer user_data)
{
  update (PAMOR_SENDING_VIEW (user_data));
  return G_SOURCE_CONTINUE;
}

static void
pamor_sending_view_map (GtkWidget *widget)
{
  PamorSendingView *self = PAMOR_SENDING_VIEW (widget);

  GTK_WIDGET_CLASS (pamor_sending_view_parent_class)->map (widget);
  self->clock = g_timeout_add_seconds (1, on_second_cb, self);
}

static void
pamor_sending_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PAMOR_SENDING_VIEW (widget)->clock, g_source_remove);
  GTK_WIDGET_CLASS (pamor_sending_view_parent_class)->unmap (widget);
}

static void
pamor_sending_view_dispose (GObject *object)
{
  PamorSendingView *self = PAMOR_SENDING_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_sending_view_parent_class)->dispose (object);
}

static void
pamor_sending_view_class_init (PamorSendingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_sending_view_dispose;
  widget_class->map = pamor_sending_view_map;
  widget_class->unmap = pamor_sending_view_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (PamorSendingView *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  g_assert (PAMOR_IS_SENDING_VIEW (self));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
pamor_sending_view_init (PamorSendingView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->progress), GTK_WIDGET (self));
  self->bytes = add_label (self);
  self->why = add_label (self);
}

/** pamor_sending_view_new: Returns: (transfer floating): follows the engine by itself */
GtkWidget *
pamor_sending_view_new (PamorDesk *desk)
{
  PamorSendingView *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_SENDING_VIEW, NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (pamor_desk_get_engine (desk), "notify", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/** pamor_sending_view_show: @item: the newest snapshot of what the view is about */
void
pamor_sending_view_show (PamorSendingView *self,
                         PamorSubmission  *item)
{
  g_return_if_fail (PAMOR_IS_SENDING_VIEW (self) && PAMOR_IS_SUBMISSION (item));

  g_set_object (&self->item, item);
  update (self);
}
