/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-outbox-page.h"

#include "ui/outbox/pamor-by-street.h"
#include "ui/outbox/pamor-item-row.h"
#include "ui/outbox/pamor-item-search.h"
#include "ui/widgets/pamor-focus.h"
#include "ui/widgets/pamor-long-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorOutboxPage
{
  GtkWidget           parent_instance;

  /* Template */
  GtkWidget          *begin;
  GtkToggleButton    *by_street;
  GtkWidget          *content;
  AdwStatusPage      *empty;
  GtkListView        *list;
  GtkScrolledWindow  *scroller;
  GtkSearchEntry     *search;
  GtkStack           *stack;

  /* Owned */
  PamorDesk          *desk;
  GtkCustomFilter    *filter;
  GtkFilterListModel *shown;
  GtkSortListModel   *sorted;
  PamorLongList      *lines;  /* the first of them */
  char               *folded; /* what is searched for; "" nothing */
  PamorPlace          place;
};

G_DEFINE_FINAL_TYPE (PamorOutboxPage, pamor_outbox_page, GTK_TYPE_WIDGET)

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  PamorOutboxPage *self = user_data;

  if (*self->folded == '\0')
    return pamor_cases_is_line (item)
           && (PAMOR_IS_CASE (item) ? PAMOR_CASE (item)->newest[self->place] != NULL
                                    : pamor_place_of (item) == self->place);
  if (PAMOR_IS_CASE (item))
    return pamor_item_search_matches_case (item, self->folded);
  return pamor_item_search_matches (item, pamor_desk_get_catalogue (self->desk), self->folded);
}

static void
update_empty (PamorOutboxPage *self)
{
  const gboolean searching = *self->folded != '\0';
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;

  g_assert (PAMOR_IS_OUTBOX_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
  adw_status_page_set_icon_name (self->empty, searching ? "edit-find-symbolic"
                                                        : pamor_place_get_icon (self->place));
  adw_status_page_set_title (self->empty,
                             searching ? _("Nothing found") : pamor_place_get_title (self->place));
  adw_status_page_set_description (self->empty, searching
                                                    ? _("Try part of a name, or the number.")
                                                    : pamor_place_get_empty (self->place));
  gtk_widget_set_visible (self->begin, !searching && self->place == PAMOR_PLACE_DRAFTS);
}

static void
refilter (PamorOutboxPage *self)
{
  g_assert (PAMOR_IS_OUTBOX_PAGE (self));

  pamor_long_list_begin_anew (self->lines);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_empty (self);
}

static void
on_search_changed_cb (PamorOutboxPage *self)
{
  g_autofree char *old = NULL;

  g_assert (PAMOR_IS_OUTBOX_PAGE (self));

  old = g_steal_pointer (&self->folded);
  self->folded = pamor_item_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  refilter (self);
}

static void
on_stop_search_cb (PamorOutboxPage *self)
{
  g_assert (PAMOR_IS_OUTBOX_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_activate_cb (PamorOutboxPage *self,
                guint            position)
{
  g_autoptr(GObject) line = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  g_assert (PAMOR_IS_OUTBOX_PAGE (self));

  if (PAMOR_IS_CASE (line))
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.case", "s", PAMOR_CASE (line)->id);
  else if (line != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.open", "s", PAMOR_SUBMISSION (line)->id);
}

/* Delete, on the line of a draft or a correction. It is taken for itself elsewhere, as by the
 * search. */
static gboolean
delete_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   unused)
{
  GtkWidget *focus = pamor_focus_get (widget);
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  const char *begun;

  if (!PAMOR_IS_ITEM_ROW (row) || !gtk_widget_is_ancestor (row, widget))
    return FALSE;
  begun = pamor_item_row_get_begun (PAMOR_ITEM_ROW (row));
  return begun != NULL && gtk_widget_activate_action (widget, "shell.delete", "s", begun);
}

static void
on_setup_cb (GtkListItemFactory *factory,
             GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, pamor_item_row_new ());
}

static void
on_bind_cb (GtkListItemFactory *factory,
            GtkListItem        *list_item,
            PamorOutboxPage    *self)
{
  PamorItemRow *row = PAMOR_ITEM_ROW (gtk_list_item_get_child (list_item));
  gpointer line = gtk_list_item_get_item (list_item);

  g_assert (PAMOR_IS_OUTBOX_PAGE (self));

  pamor_item_row_set_by_street (row, gtk_toggle_button_get_active (self->by_street));
  if (PAMOR_IS_CASE (line))
    pamor_item_row_set_case (row, self->desk, line,
                             *self->folded != '\0' ? PAMOR_PLACE_TODAY : self->place);
  else
    pamor_item_row_set_item (row, self->desk, line);
  pamor_item_row_name (row, gtk_widget_get_parent (GTK_WIDGET (row)));
}

static PamorSubmission *
get_first (gpointer line)
{
  return PAMOR_IS_CASE (line) ? PAMOR_CASE (line)->first : PAMOR_SUBMISSION (line);
}

static int
compare_streets (gconstpointer a,
                 gconstpointer b,
                 gpointer      unused)
{
  return pamor_by_street_compare (get_first ((gpointer) a), get_first ((gpointer) b));
}

/* Each row is made anew, as each shows the street or no longer does. */
static void
on_by_street_cb (PamorOutboxPage *self)
{
  g_autoptr(GtkListItemFactory) factory = NULL;
  g_autoptr(GtkSorter) sorter = NULL;

  g_assert (PAMOR_IS_OUTBOX_PAGE (self));

  if (gtk_toggle_button_get_active (self->by_street))
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_streets, NULL, NULL));
  pamor_long_list_begin_anew (self->lines);
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}

static void
pamor_outbox_page_dispose (GObject *object)
{
  PamorOutboxPage *self = PAMOR_OUTBOX_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_OUTBOX_PAGE);
  g_clear_object (&self->lines);
  g_clear_object (&self->sorted);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_outbox_page_parent_class)->dispose (object);
}

static void
pamor_outbox_page_finalize (GObject *object)
{
  g_free (PAMOR_OUTBOX_PAGE (object)->folded);
  G_OBJECT_CLASS (pamor_outbox_page_parent_class)->finalize (object);
}

static void
pamor_outbox_page_class_init (PamorOutboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_outbox_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_outbox_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/outbox/pamor-outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorOutboxPage, begin);
  gtk_widget_class_bind_template_child (widget_class, PamorOutboxPage, by_street);
  gtk_widget_class_bind_template_child (widget_class, PamorOutboxPage, content);
  gtk_widget_class_bind_template_child (widget_class, PamorOutboxPage, empty);
  gtk_widget_class_bind_template_child (widget_class, PamorOutboxPage, list);
  gtk_widget_class_bind_template_child (widget_class, PamorOutboxPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PamorOutboxPage, search);
  gtk_widget_class_bind_template_child (widget_class, PamorOutboxPage, stack);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_cb, NULL);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_by_street_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
pamor_outbox_page_init (PamorOutboxPage *self)
{
  self->folded = g_strdup ("");
  self->place = PAMOR_PLACE_DRAFTS;
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  pamor_focus_through (GTK_WIDGET (self));
}

/** pamor_outbox_page_new: Returns: (transfer floating): for one place at a time, all at first */
GtkWidget *
pamor_outbox_page_new (PamorDesk *desk)
{
  g_autoptr(GSettings) settings = g_settings_new (PAMOR_APP_ID);
  g_autoptr(GtkSelectionModel) selection = NULL;
  PamorOutboxPage *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_OUTBOX_PAGE, NULL);
  self->desk = g_object_ref (desk);
  self->shown = gtk_filter_list_model_new (g_object_ref (pamor_cases_get_all (
                                             pamor_desk_get_cases (desk))),
                                           GTK_FILTER (g_object_ref (self->filter)));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_empty), self,
                           G_CONNECT_SWAPPED);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->shown)), NULL);
  self->lines = pamor_long_list_new (G_LIST_MODEL (self->sorted), self->scroller);
  selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (pamor_long_list_get_near (self->lines))));
  gtk_list_view_set_model (self->list, selection);
  g_settings_bind (settings, PAMOR_BY_STREET_KEY, self->by_street, "active",
                   G_SETTINGS_BIND_DEFAULT);
  on_by_street_cb (self);
  update_empty (self);
  return GTK_WIDGET (self);
}

/* Where the last place was empty, the focus may be on what is now hidden. */
static void
begin_anew (PamorOutboxPage *self)
{
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (self));

  g_assert (PAMOR_IS_OUTBOX_PAGE (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/** pamor_outbox_page_set_place: shows @place; a search that was on ends */
void
pamor_outbox_page_set_place (PamorOutboxPage *self,
                             PamorPlace       place)
{
  g_return_if_fail (PAMOR_IS_OUTBOX_PAGE (self));

  self->place = place;
  begin_anew (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  on_search_changed_cb (self);
}

/** pamor_outbox_page_search: looks for @text in all places, the cursor at its end */
void
pamor_outbox_page_search (PamorOutboxPage *self,
                          const char      *text)
{
  g_return_if_fail (PAMOR_IS_OUTBOX_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  on_search_changed_cb (self);
}

/** pamor_outbox_page_get_shown: Returns: (transfer none): what is listed now */
GListModel *
pamor_outbox_page_get_shown (PamorOutboxPage *self)
{
  g_return_val_if_fail (PAMOR_IS_OUTBOX_PAGE (self), NULL);

  return G_LIST_MODEL (self->sorted);
}
