/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-case-line.h"

struct _PamorCaseLine
{
  GObject          parent_instance;

  PamorSubmission *item; /* owned */
};

G_DEFINE_FINAL_TYPE (PamorCaseLine, pamor_case_line, G_TYPE_OBJECT)

static guint renewed_signal;

static void
pamor_case_line_finalize (GObject *object)
{
  g_clear_object (&PAMOR_CASE_LINE (object)->item);
  G_OBJECT_CLASS (pamor_case_line_parent_class)->finalize (object);
}

static void
pamor_case_line_class_init (PamorCaseLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_case_line_finalize;
  renewed_signal = g_signal_new ("renewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_case_line_init (PamorCaseLine *self)
{
}

static PamorCaseLine *
new_line (PamorSubmission *item)
{
  PamorCaseLine *self = g_object_new (PAMOR_TYPE_CASE_LINE, NULL);

  self->item = g_object_ref (item);
  return self;
}

/** pamor_case_line_get_item: Returns: (transfer none): the newest snapshot */
PamorSubmission *
pamor_case_line_get_item (PamorCaseLine *self)
{
  g_return_val_if_fail (PAMOR_IS_CASE_LINE (self), NULL);

  return self->item;
}

static void
set_item (PamorCaseLine   *self,
          PamorSubmission *item)
{
  g_assert (PAMOR_IS_CASE_LINE (self));

  if (g_set_object (&self->item, item))
    g_signal_emit (self, renewed_signal, 0);
}

/** pamor_case_lines_follow: @lines: one for each of @items, before they changed as the rest says */
void
pamor_case_lines_follow (GListStore *lines,
                         GListModel *items,
                         guint       position,
                         guint       removed,
                         guint       added)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (G_IS_LIST_STORE (lines) && G_IS_LIST_MODEL (items));

  while (removed > 0 && added > 0)
    {
      g_autoptr (PamorCaseLine) line = g_list_model_get_item (G_LIST_MODEL (lines), position);
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, position);

      if (g_strcmp0 (line->item->id, item->id) != 0)
        break;
      set_item (line, item);
      position++, removed--, added--;
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, position + i);

      g_ptr_array_add (fresh, new_line (item));
    }
  if (removed > 0 || added > 0)
    g_list_store_splice (lines, position, removed, fresh->pdata, added);
}
