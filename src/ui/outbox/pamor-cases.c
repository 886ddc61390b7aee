/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members are kept by case beside a copy of the list's order: what was removed from the list can't
 * be asked for any more. */
#include "ui/outbox/pamor-cases.h"

#include <gtk/gtk.h>

struct _PamorCases
{
  GObject     parent_instance;

  /* Owned */
  GPtrArray  *mirror;  /* of PamorSubmission, in the order of the list */
  GHashTable *members; /* case id -> GPtrArray of PamorSubmission */
  GHashTable *known;   /* case id -> PamorCase, the one in the list of cases */
  GListStore *cases;
  GListModel *all;
};

G_DEFINE_FINAL_TYPE (PamorCases, pamor_cases, G_TYPE_OBJECT)

static void
pamor_cases_finalize (GObject *object)
{
  PamorCases *self = PAMOR_CASES (object);

  g_clear_object (&self->all);
  g_clear_object (&self->cases);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->members);
  g_ptr_array_unref (self->mirror);
  G_OBJECT_CLASS (pamor_cases_parent_class)->finalize (object);
}

static void
pamor_cases_class_init (PamorCasesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_cases_finalize;
}

static void
pamor_cases_init (PamorCases *self)
{
  self->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->cases = g_list_store_new (PAMOR_TYPE_CASE);
}

static gint64
get_seq (gconstpointer line)
{
  return PAMOR_IS_CASE ((gpointer) line) ? ((const PamorCase *) line)->seq
                                         : ((const PamorSubmission *) line)->seq;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b,
               gpointer      unused)
{
  const gint64 one = get_seq (a), other = get_seq (b);

  if (one != other)
    return one > other ? -1 : 1;
  return PAMOR_IS_CASE ((gpointer) b) - PAMOR_IS_CASE ((gpointer) a);
}

static void
leave (PamorCases      *self,
       PamorSubmission *item,
       GHashTable      *touched)
{
  if (item->case_id == NULL)
    return;
  g_ptr_array_remove_fast (g_hash_table_lookup (self->members, item->case_id), item);
  g_hash_table_add (touched, g_strdup (item->case_id));
}

static void
join (PamorCases      *self,
      PamorSubmission *item,
      GHashTable      *touched)
{
  GPtrArray *members;

  if (item->case_id == NULL)
    return;
  members = g_hash_table_lookup (self->members, item->case_id);
  if (members == NULL)
    {
      members = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->members, g_strdup (item->case_id), members);
    }
  g_ptr_array_add (members, g_object_ref (item));
  g_hash_table_add (touched, g_strdup (item->case_id));
}

/* Its new snapshot stands where the old one stood; nothing stands where it has no members left. */
static void
renew (PamorCases *self,
       const char *id)
{
  GPtrArray *members = g_hash_table_lookup (self->members, id);
  PamorCase *old = g_hash_table_lookup (self->known, id);
  gpointer fresh = members->len > 0 ? pamor_case_new (members) : NULL;
  guint position = 0;

  if (old != NULL)
    g_list_store_find (self->cases, old, &position);
  g_list_store_splice (self->cases, position, old != NULL, &fresh, fresh != NULL);
  if (fresh != NULL)
    {
      g_hash_table_replace (self->known, g_strdup (id), fresh);
      return;
    }
  g_hash_table_remove (self->known, id);
  g_hash_table_remove (self->members, id);
}

static void
on_items_changed_cb (PamorCases *self,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GListModel *items)
{
  g_autoptr(GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter each;
  gpointer id;

  g_assert (PAMOR_IS_CASES (self));

  for (guint i = 0; i < removed; i++)
    leave (self, self->mirror->pdata[position + i], touched);
  if (removed > 0)
    g_ptr_array_remove_range (self->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      PamorSubmission *item = g_list_model_get_item (items, position + i);

      g_ptr_array_insert (self->mirror, position + i, item);
      join (self, item, touched);
    }
  g_hash_table_iter_init (&each, touched);
  while (g_hash_table_iter_next (&each, &id, NULL))
    renew (self, id);
}

/** pamor_cases_new: @items: of PamorSubmission, newest first; followed */
PamorCases *
pamor_cases_new (GListModel *items)
{
  PamorCases *self;
  GListStore *both;
  GListModel *flat;
  GtkSorter *sorter;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  self = g_object_new (PAMOR_TYPE_CASES, NULL);
  on_items_changed_cb (self, 0, 0, g_list_model_get_n_items (items), items);
  both = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (both, self->cases);
  g_list_store_append (both, items);
  flat = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (both)));
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_lines, NULL, NULL));
  self->all = G_LIST_MODEL (gtk_sort_list_model_new (flat, sorter));
  /* After the models above, so that these never stand on what is there no more. */
  g_signal_connect_object (items, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * pamor_cases_get_all:
 *
 * Returns: (transfer none): all cases and all submissions, those of a case too
 */
GListModel *
pamor_cases_get_all (PamorCases *self)
{
  g_return_val_if_fail (PAMOR_IS_CASES (self), NULL);

  return self->all;
}

/** pamor_cases_find: Returns: (transfer none) (nullable): how the case stands now */
PamorCase *
pamor_cases_find (PamorCases *self,
                  const char *id)
{
  g_return_val_if_fail (PAMOR_IS_CASES (self) && id != NULL, NULL);

  return g_hash_table_lookup (self->known, id);
}

/**
 * pamor_cases_find_incomplete:
 * @id: of a case
 * @after: (nullable): the one behind it in the list; behind the last comes the first
 *
 * Returns: (transfer none) (nullable): the next that is to be completed
 */
PamorSubmission *
pamor_cases_find_incomplete (PamorCases      *self,
                             const char      *id,
                             PamorSubmission *after)
{
  GPtrArray *members;
  PamorCase *entry;
  PamorSubmission *next = NULL, *first = NULL;

  g_return_val_if_fail (PAMOR_IS_CASES (self) && id != NULL, NULL);

  members = g_hash_table_lookup (self->members, id);
  entry = g_hash_table_lookup (self->known, id);
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      PamorSubmission *item = members->pdata[i];

      if (!pamor_case_wants (entry, item) || (after != NULL && item->seq == after->seq))
        continue;
      if (first == NULL || item->seq < first->seq)
        first = item;
      if (after != NULL && item->seq > after->seq && (next == NULL || item->seq < next->seq))
        next = item;
    }
  return next != NULL ? next : first;
}

/** pamor_cases_is_line: Returns: whether @line stands for itself: a case, or what is in none */
gboolean
pamor_cases_is_line (gpointer line)
{
  return PAMOR_IS_CASE (line) || PAMOR_SUBMISSION (line)->case_id == NULL;
}
