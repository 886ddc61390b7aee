/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-case-page.h"

#include "ui/outbox/pamor-item-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorCasePage
{
  GtkWidget        parent_instance;

  /* Owned as children */
  GtkWidget       *scroller;
  GtkLabel        *name, *words;
  GtkListBox      *list;

  /* Owned */
  PamorDesk       *desk;
  GListModel      *items; /* of PamorSubmission, in the order of the case */
};

G_DEFINE_FINAL_TYPE (PamorCasePage, pamor_case_page, GTK_TYPE_WIDGET)

static gboolean
is_of_case (gpointer item,
            gpointer case_id)
{
  return g_strcmp0 (PAMOR_SUBMISSION (item)->case_id, case_id) == 0;
}

static int
compare_order (gconstpointer a,
               gconstpointer b,
               gpointer      unused)
{
  const PamorSubmission *one = a, *other = b;

  if (one->case_order != other->case_order)
    return one->case_order < other->case_order ? -1 : 1;
  return one->seq < other->seq ? -1 : one->seq > other->seq;
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer desk)
{
  GtkWidget *row = pamor_item_row_new ();

  pamor_item_row_hide_case (PAMOR_ITEM_ROW (row));
  pamor_item_row_set_item (PAMOR_ITEM_ROW (row), PAMOR_DESK (desk), item);
  return row;
}

/* A draft is gone on with, all else is looked at. */
static void
on_row_activated_cb (PamorCasePage *self,
                     GtkListBoxRow *row)
{
  g_autoptr(PamorSubmission) item
      = g_list_model_get_item (self->items, gtk_list_box_row_get_index (row));

  g_assert (PAMOR_IS_CASE_PAGE (self));

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                item->state == PAMOR_STATE_DRAFT ? "shell.edit" : "shell.open",
                                "s", item->id);
}

static void
pamor_case_page_dispose (GObject *object)
{
  PamorCasePage *self = PAMOR_CASE_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_case_page_parent_class)->dispose (object);
}

static void
pamor_case_page_class_init (PamorCasePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_case_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
pamor_case_page_init (PamorCasePage *self)
{
  GtkWidget *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  self->name = add_label (box, "", "title-1");
  self->words = add_label (box, "", "dim-label");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/* A family's services follow each other; a list has no order, and how far it is matters. */
static void
update_words (PamorCasePage *self)
{
  guint n = g_list_model_get_n_items (self->items), drafts = 0, incomplete = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PamorSubmission) item = g_list_model_get_item (self->items, i);

      if (item->case_order > 0)
        {
          gtk_label_set_label (self->words,
                               _("Each has its own number. What is entered in one is taken over "
                                 "into the next; they are sent in this order."));
          return;
        }
      drafts += item->state == PAMOR_STATE_DRAFT;
      incomplete += item->state == PAMOR_STATE_DRAFT && item->missing > 0;
    }
  words = g_strdup_printf (_("%u entered: %u are sent or wait to be, %u are complete, %u are not."),
                           n, n - drafts, drafts - incomplete, incomplete);
  gtk_label_set_label (self->words, words);
}

/** pamor_case_page_new: @case_id: of what belongs together; follows the store */
GtkWidget *
pamor_case_page_new (PamorDesk  *desk,
                     const char *case_id)
{
  PamorCasePage *self;
  GtkFilter *filter;
  GtkSorter *sorter;
  GListModel *found;
  g_autoptr(PamorSubmission) first = NULL;

  g_return_val_if_fail (PAMOR_IS_DESK (desk) && case_id != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_CASE_PAGE, NULL);
  self->desk = g_object_ref (desk);
  filter = GTK_FILTER (gtk_custom_filter_new (is_of_case, g_strdup (case_id), g_free));
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_order, NULL, NULL));
  found = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (pamor_desk_get_items (desk)), filter));
  self->items = G_LIST_MODEL (gtk_sort_list_model_new (found, sorter));
  gtk_list_box_bind_model (self->list, self->items, create_row_cb, g_object_ref (desk),
                           g_object_unref);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (update_words), self,
                           G_CONNECT_SWAPPED);
  update_words (self);
  first = g_list_model_get_item (self->items, 0);
  if (first != NULL && first->case_name != NULL)
    gtk_label_set_label (self->name, first->case_name);
  return GTK_WIDGET (self);
}

/** pamor_case_page_get_all: Returns: (transfer none): what belongs to it, in its order, live */
GListModel *
pamor_case_page_get_all (PamorCasePage *self)
{
  g_return_val_if_fail (PAMOR_IS_CASE_PAGE (self), NULL);

  return self->items;
}
