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
  GHashTable         *thrown;  /* ids: that one, and those whose deletion is under way */
};

G_DEFINE_FINAL_TYPE (PamorBin, pamor_bin, G_TYPE_OBJECT)

static guint moved_signal;

/** Deletion: one under way */
typedef struct
{
  PamorBin *bin; /* owned */
  char     *id;  /* owned */
} Deletion;

static void
deletion_free (Deletion *deletion)
{
  g_object_unref (deletion->bin);
  g_free (deletion->id);
  g_free (deletion);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

static gboolean
is_outside (gpointer item,
            gpointer user_data)
{
  PamorBin *self = PAMOR_BIN (user_data);

  return PAMOR_SUBMISSION (item)->state != PAMOR_STATE_DRAFT
         || !g_hash_table_contains (self->thrown, PAMOR_SUBMISSION (item)->id);
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
  g_clear_pointer (&self->thrown, g_hash_table_unref);
  g_free (self->id);

  G_OBJECT_CLASS (pamor_bin_parent_class)->finalize (object);
}

static void
pamor_bin_class_init (PamorBinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_bin_finalize;

  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
pamor_bin_init (PamorBin *self)
{
  self->thrown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filter = gtk_custom_filter_new (is_outside, self, NULL);
}

/** pamor_bin_new: Returns: (transfer full): empty */
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
look_anew (PamorBin *self)
{
  g_assert (PAMOR_IS_BIN (self));

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  g_signal_emit (self, moved_signal, 0);
}

/**
 * pamor_bin_put:
 * @id: of a draft, or of what a correction was begun of; what was in the bin before is deleted for
 *   good
 */
void
pamor_bin_put (PamorBin   *self,
               const char *id)
{
  g_return_if_fail (PAMOR_IS_BIN (self));
  g_return_if_fail (id != NULL);

  pamor_bin_empty (self);
  self->id = g_strdup (id);
  g_hash_table_add (self->thrown, g_strdup (id));
  look_anew (self);
}

/** pamor_bin_take_back: what pamor_bin_put() hid last is in the lists again */
void
pamor_bin_take_back (PamorBin *self)
{
  g_autofree char *id = NULL;

  g_return_if_fail (PAMOR_IS_BIN (self));

  id = g_steal_pointer (&self->id);
  if (id != NULL)
    g_hash_table_remove (self->thrown, id);
  look_anew (self);
}

/* What could not be deleted simply is there again. */
static void
on_deleted_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Deletion) deletion = user_data;
  g_autoptr(GError) error = NULL;

  if (!pamor_store_delete_draft_finish (PAMOR_STORE (source), result, &error))
    g_debug ("deleting a draft: %s", error->message);
  g_hash_table_remove (deletion->bin->thrown, deletion->id);
  look_anew (deletion->bin);
}

/** pamor_bin_empty: deletes what is in the bin, for good; it stays hidden until it is gone */
void
pamor_bin_empty (PamorBin *self)
{
  Deletion *deletion;

  g_return_if_fail (PAMOR_IS_BIN (self));

  if (self->id == NULL)
    return;
  deletion = g_new0 (Deletion, 1);
  deletion->bin = g_object_ref (self);
  deletion->id = g_steal_pointer (&self->id);
  pamor_store_delete_draft_async (self->store, deletion->id, on_deleted_cb, deletion);
}

/**
 * pamor_bin_find_begun:
 *
 * Returns: (nullable): id of what was begun and not sealed, and lies in no bin: of @item itself, a
 *   draft or what is being corrected, or of the draft that is to go in its place
 */
const char *
pamor_bin_find_begun (PamorBin        *self,
                      PamorSubmission *item)
{
  const PamorCorrection way = pamor_submission_get_correction (item);

  g_return_val_if_fail (PAMOR_IS_BIN (self) && PAMOR_IS_SUBMISSION (item), NULL);

  for (guint i = 0; way == PAMOR_CORRECTION_ANEW
                    && i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (PamorSubmission) draft = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (draft->state == PAMOR_STATE_DRAFT && g_strcmp0 (draft->replaces, item->id) == 0)
        return draft->id; /* the store has it too */
    }
  return (item->state == PAMOR_STATE_DRAFT || (item->begun && way != PAMOR_CORRECTION_NONE))
                 && !g_hash_table_contains (self->thrown, item->id)
             ? item->id
             : NULL;
}

/** pamor_bin_has_begun: Returns: whether what lies in the bin was begun of @item or in its place */
gboolean
pamor_bin_has_begun (PamorBin        *self,
                     PamorSubmission *item)
{
  PamorSubmission *thrown;

  g_return_val_if_fail (PAMOR_IS_BIN (self) && PAMOR_IS_SUBMISSION (item), FALSE);

  thrown = self->id != NULL ? pamor_store_find (self->store, self->id) : NULL;
  return thrown != NULL && (g_str_equal (thrown->id, item->id)
                            || g_strcmp0 (thrown->replaces, item->id) == 0);
}
