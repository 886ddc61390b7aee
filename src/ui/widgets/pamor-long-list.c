/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-long-list.h"

#define ROWS_AT_FIRST 25

struct _PamorLongList
{
  GObject            parent_instance;

  /* Owned */
  GListModel        *whole;
  GtkSliceListModel *near;   /* the first of them */
  guint              growth; /* source id, 0 none */
};

G_DEFINE_FINAL_TYPE (PamorLongList, pamor_long_list, G_TYPE_OBJECT)

static void
pamor_long_list_finalize (GObject *object)
{
  PamorLongList *self = PAMOR_LONG_LIST (object);

  g_clear_handle_id (&self->growth, g_source_remove);
  g_clear_object (&self->near);
  g_clear_object (&self->whole);
  G_OBJECT_CLASS (pamor_long_list_parent_class)->finalize (object);
}

static void
pamor_long_list_class_init (PamorLongListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_long_list_finalize;
}

static void
pamor_long_list_init (PamorLongList *self)
{
}

static void
grow_cb (gpointer user_data)
{
  PamorLongList *self = PAMOR_LONG_LIST (user_data);

  self->growth = 0;
  gtk_slice_list_model_set_size (self->near, 2 * gtk_slice_list_model_get_size (self->near));
}

/* Told while rows get their places, when there may not be more of them: in a moment then. */
static void
on_room_changed_cb (PamorLongList *self,
                    GtkAdjustment *room)
{
  const double below = gtk_adjustment_get_upper (room) - gtk_adjustment_get_value (room);

  g_assert (PAMOR_IS_LONG_LIST (self));

  if (below < 3 * gtk_adjustment_get_page_size (room) && self->growth == 0
      && g_list_model_get_n_items (self->whole) > gtk_slice_list_model_get_size (self->near))
    self->growth = g_idle_add_once (grow_cb, self);
}

/** pamor_long_list_new: @scroller: around the list view */
PamorLongList *
pamor_long_list_new (GListModel        *whole,
                     GtkScrolledWindow *scroller)
{
  GtkAdjustment *room;
  PamorLongList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (whole) && GTK_IS_SCROLLED_WINDOW (scroller), NULL);

  self = g_object_new (PAMOR_TYPE_LONG_LIST, NULL);
  self->whole = g_object_ref (whole);
  self->near = gtk_slice_list_model_new (g_object_ref (whole), 0, ROWS_AT_FIRST);
  room = gtk_scrolled_window_get_vadjustment (scroller);
  g_signal_connect_object (room, "changed", G_CALLBACK (on_room_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (room, "value-changed", G_CALLBACK (on_room_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/** pamor_long_list_get_near: Returns: (transfer none): for the list view */
GListModel *
pamor_long_list_get_near (PamorLongList *self)
{
  g_return_val_if_fail (PAMOR_IS_LONG_LIST (self), NULL);

  return G_LIST_MODEL (self->near);
}

/** pamor_long_list_begin_anew: where other items are shown now, or in another order */
void
pamor_long_list_begin_anew (PamorLongList *self)
{
  g_return_if_fail (PAMOR_IS_LONG_LIST (self));

  gtk_slice_list_model_set_size (self->near, ROWS_AT_FIRST);
}

/** pamor_long_list_reach: the item at @position is among them */
void
pamor_long_list_reach (PamorLongList *self,
                       guint          position)
{
  g_return_if_fail (PAMOR_IS_LONG_LIST (self));

  if (position >= gtk_slice_list_model_get_size (self->near))
    gtk_slice_list_model_set_size (self->near, position + ROWS_AT_FIRST);
}
