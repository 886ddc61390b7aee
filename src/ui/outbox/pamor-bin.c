/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-bin.h"

#include <gtk/gtk.h>

struct _PamorBin
{
  GObject             parent_instance;

  /* Owned */
  PamorStore         *store;
  GtkCustomFilter    *filter;
  GtkFilterListModel *items;
  char               *id;      /* (nullable): what is in the bin */
  GHashTable         *hidden;  /* ids: that one, and those whose deletion is under way */
};

G_DEFINE_FINAL_TYPE (PamorBin, pamor_bin, G_TYPE_OBJECT)

static gboolean
is_outside (gpointer item,
            gpointer user_data)
{
  PamorBin *self = PAMOR_BIN (user_data);

  return !g_hash_table_contains (self->hidden, PAMOR_SUBMISSION (item)->id);
}

static void
pamor_bin_finalize (GObject *object)
{
  PamorBin *self = PAMOR_BIN (object);

  /* The model may live on in a list that is being taken down: it must not call back here. */
  gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->items);
  g_clear_object (&self->filter);
  g_clear_object (&self->store);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_free (self->id);

  G_OBJECT_CLASS (pamor_bin_parent_class)->finalize (object);
}

static void
pamor_bin_class_init (PamorBinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_bin_finalize;
}

static void
pamor_bin_init (PamorBin *self)
{
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filter = gtk_custom_filter_new (is_outside, self, NULL);
}

PamorBin *
pamor_bin_new (PamorStore *store)
{
  PamorBin *self;

  g_return_val_if_fail (PAMOR_IS_STORE (store), NULL);

  self = g_object_new (PAMOR_TYPE_BIN, NULL);
  self->store = g_object_ref (store);
  self->items = gtk_filter_list_model_new (g_object_ref (pamor_store_get_items (store)),
                                           GTK_FILTER (g_object_ref (self->filter)));
  return self;
}

/** pamor_bin_get_items: Returns: (transfer none): what the store has, less what is in the bin */
GListModel *
pamor_bin_get_items (PamorBin *self)
{
  g_return_val_if_fail (PAMOR_IS_BIN (self), NULL);

  return G_LIST_MODEL (self->items);
}

static void
refilter (PamorBin *self)
{
  g_assert (PAMOR_IS_BIN (self));

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/** pamor_bin_put: @id: of a draft; what was in the bin before is deleted for good */
void
pamor_bin_put (PamorBin   *self,
               const char *id)
{
  g_return_if_fail (PAMOR_IS_BIN (self));
  g_return_if_fail (id != NULL);

  pamor_bin_empty (self);
  self->id = g_strdup (id);
  g_hash_table_add (self->hidden, g_strdup (id));
  refilter (self);
}

void
pamor_bin_take_back (PamorBin *self)
{
  g_autofree char *id = NULL;

  g_return_if_fail (PAMOR_IS_BIN (self));

  id = g_steal_pointer (&self->id);
  if (id != NULL)
    g_hash_table_remove (self->hidden, id);
  refilter (self);
}

static void
on_deleted_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PamorBin) self = user_data;
  g_autoptr(GError) error = NULL;

  if (pamor_store_delete_draft_finish (PAMOR_STORE (source), result, &error))
    return;

  /* What could not be deleted simply is there again. */
  g_debug ("deleting a draft: %s", error->message);
  g_hash_table_remove_all (self->hidden);
  if (self->id != NULL)
    g_hash_table_add (self->hidden, g_strdup (self->id));
  refilter (self);
}

/** pamor_bin_empty: deletes what is in the bin, for good; it stays hidden until it is gone */
void
pamor_bin_empty (PamorBin *self)
{
  g_autofree char *id = NULL;

  g_return_if_fail (PAMOR_IS_BIN (self));

  id = g_steal_pointer (&self->id);
  if (id != NULL && pamor_store_find (self->store, id) != NULL)
    pamor_store_delete_draft_async (self->store, id, on_deleted_cb, g_object_ref (self));
}
