/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/batch/pamor-batch-view.h"

#include "ui/widgets/pamor-focus.h"

#include <glib/gi18n-lib.h>

/* Of the list's own columns so many are shown; the rest is seen in the forms. */
#define MOST_COLUMNS 4

struct _PamorBatchView
{
  GtkWidget           parent_instance;

  PamorBatch         *batch; /* (nullable) borrowed */

  /* Owned by the tree or the view */
  GtkColumnView      *view;
  GListStore         *rows;  /* owned; of GtkStringObject: the number of a row, from 0 */
  GtkCustomFilter    *filter;

  gboolean            only_bad;
};

G_DEFINE_FINAL_TYPE (PamorBatchView, pamor_batch_view, GTK_TYPE_WIDGET)

static guint
get_number (gpointer item)
{
  return g_ascii_strtoull (gtk_string_object_get_string (GTK_STRING_OBJECT (item)), NULL, 10);
}

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  PamorBatchView *self = user_data;

  return !self->only_bad
         || (self->batch != NULL && pamor_batch_get_row (self->batch, get_number (item))->bad);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  unused)
{
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_WORD,
                NULL);
  gtk_list_item_set_child (item, label);
}

/* Returns: (transfer full) */
static char *
dup_words (const PamorBatchRow *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < row->problems->len; i++)
    g_strv_builder_add (builder, ((PamorProblem *) row->problems->pdata[i])->message);
  words = g_strv_builder_end (builder);
  return words[0] != NULL ? g_strjoinv ("\n", words) : g_strdup (_("good"));
}

static void
on_problems_bind_cb (GtkSignalListItemFactory *factory,
                     GtkListItem              *item,
                     PamorBatchView           *self)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const PamorBatchRow *row;
  g_autofree char *words = NULL;

  if (self->batch == NULL)
    return;
  row = pamor_batch_get_row (self->batch, get_number (gtk_list_item_get_item (item)));
  words = dup_words (row);
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_widget_remove_css_class (label, "error");
  gtk_widget_remove_css_class (label, "warning");
  if (row->bad)
    gtk_widget_add_css_class (label, "error");
  else if (row->problems->len > 0)
    gtk_widget_add_css_class (label, "warning");
}

static void
on_number_bind_cb (GtkSignalListItemFactory *factory,
                   GtkListItem              *item,
                   gpointer                  unused)
{
  g_autofree char *text
    = g_strdup_printf ("%u", get_number (gtk_list_item_get_item (item)) + 1);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
on_cell_bind_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 PamorBatchView           *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));

  if (self->batch != NULL)
    gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                         pamor_table_get_cell (pamor_batch_get_table (self->batch),
                                               get_number (gtk_list_item_get_item (item)),
                                               column));
}

static GtkColumnViewColumn *
add_column (PamorBatchView *self,
            const char     *title,
            GCallback       on_bind,
            guint           column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) added = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", on_bind, self, 0);
  added = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_append_column (self->view, added);
  return added;
}

static void
make_columns (PamorBatchView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  PamorTable *table;
  guint shown = 0;

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  if (self->batch == NULL)
    return;
  table = pamor_batch_get_table (self->batch);
  add_column (self, _("Row"), G_CALLBACK (on_number_bind_cb), 0);
  for (guint i = 0; i < pamor_table_get_n_columns (table) && shown < MOST_COLUMNS; i++)
    if (pamor_batch_get_path (self->batch, i) != NULL)
      {
        add_column (self, pamor_table_get_header (table, i), G_CALLBACK (on_cell_bind_cb), i);
        shown++;
      }
  gtk_column_view_column_set_expand (
    add_column (self, _("What is the matter"), G_CALLBACK (on_problems_bind_cb), 0), TRUE);
}

static void
pamor_batch_view_dispose (GObject *object)
{
  PamorBatchView *self = PAMOR_BATCH_VIEW (object);
  GtkWidget *child;

  self->batch = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (pamor_batch_view_parent_class)->dispose (object);
}

static void
pamor_batch_view_class_init (PamorBatchViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_batch_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
pamor_batch_view_init (PamorBatchView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkFilterListModel *filtered;

  self->rows = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)),
                                        GTK_FILTER (self->filter));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (
    GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filtered)))));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  pamor_focus_skip (GTK_WIDGET (self->view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

/** pamor_batch_view_new: Returns: (transfer floating): empty, until a batch is set */
GtkWidget *
pamor_batch_view_new (void)
{
  return g_object_new (PAMOR_TYPE_BATCH_VIEW, NULL);
}

/** pamor_batch_view_set_batch: @batch: (nullable): kept by the caller until another is set */
void
pamor_batch_view_set_batch (PamorBatchView *self,
                            PamorBatch     *batch)
{
  g_return_if_fail (PAMOR_IS_BATCH_VIEW (self));

  g_list_store_remove_all (self->rows);
  self->batch = batch;
  make_columns (self);
  pamor_batch_view_update (self);
}

/** pamor_batch_view_update: shows the rows that were made since; all anew where they were */
void
pamor_batch_view_update (PamorBatchView *self)
{
  guint count;

  g_return_if_fail (PAMOR_IS_BATCH_VIEW (self));

  count = self->batch != NULL ? pamor_batch_count (self->batch) : 0;
  if (count < g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    {
      g_list_store_remove_all (self->rows);
      make_columns (self);
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i < count; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autoptr (GtkStringObject) item = gtk_string_object_new (number);

      g_list_store_append (self->rows, item);
    }
}

/** pamor_batch_view_set_only_bad: hides the good rows; they are entered all the same */
void
pamor_batch_view_set_only_bad (PamorBatchView *self,
                               gboolean        only_bad)
{
  g_return_if_fail (PAMOR_IS_BATCH_VIEW (self));

  self->only_bad = only_bad;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}
