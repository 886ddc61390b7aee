/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-case-page.h"

#include "ui/outbox/pamor-case-row.h"
#include "ui/outbox/pamor-item-search.h"
#include "ui/widgets/pamor-focus.h"
#include "ui/widgets/pamor-long-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MOST_FRAMES 20 /* until a line that the keyboard is to come to has been laid out */

/* What of a list is looked at. */
enum { SHOW_ALL, SHOW_INCOMPLETE, SHOW_PRESENT, SHOW_ABSENT };

struct _PamorCasePage
{
  GtkWidget           parent_instance;

  /* Owned as children */
  GtkWidget          *box;
  GtkLabel           *name, *words;
  GtkWidget          *tools, *foot;
  GtkSearchEntry     *search;
  GtkDropDown        *choice;
  GtkListView        *list;
  GtkScrolledWindow  *scroller;
  GtkWidget          *next;
  GtkButton          *send;

  /* Owned */
  PamorDesk          *desk;
  char               *id;
  GListModel         *items;  /* of PamorSubmission, in the order of the case */
  GListStore         *lines;  /* of PamorCaseLine, as many */
  GtkCustomFilter    *filter;
  GtkFilterListModel *shown;
  PamorLongList      *near;   /* the first of them, as far as they are looked at */
  char               *folded; /* what is searched for; "" nothing */
  char               *last;   /* (nullable) id: the one that was opened last */
  guint               aim;    /* tick callback */
  guint               frames; /* since it began */
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

/* Asked when the officer asks, not when an answer changes: who was just ticked does not vanish from
 * under the hand. */
static gboolean
is_shown (gpointer line,
          gpointer user_data)
{
  PamorCasePage *self = user_data;
  PamorSubmission *item = pamor_case_line_get_item (line);
  const guint choice = gtk_drop_down_get_selected (self->choice);

  if (choice == SHOW_INCOMPLETE
      && (item->state != PAMOR_STATE_DRAFT || pamor_submission_is_ready (item)))
    return FALSE;
  if ((choice == SHOW_PRESENT || choice == SHOW_ABSENT)
      && (item->presence == PAMOR_PRESENCE_HERE) != (choice == SHOW_PRESENT))
    return FALSE;
  return *self->folded == '\0'
         || pamor_item_search_matches (item, pamor_desk_get_catalogue (self->desk), self->folded);
}

static void
refilter (PamorCasePage *self)
{
  g_autofree char *old = NULL;

  g_assert (PAMOR_IS_CASE_PAGE (self));

  old = g_steal_pointer (&self->folded);
  self->folded = pamor_item_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (self->filter == NULL)
    return;
  pamor_long_list_begin_anew (self->near);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static PamorCaseRow *
get_row (GtkWidget *list_item)
{
  GtkWidget *child = list_item != NULL ? gtk_widget_get_first_child (list_item) : NULL;

  return PAMOR_IS_CASE_ROW (child) ? PAMOR_CASE_ROW (child) : NULL;
}

/* Returns: (nullable): the line of @id; NULL: the first that can be seen */
static GtkWidget *
find_list_item (PamorCasePage *self,
                const char    *id)
{
  for (GtkWidget *at = gtk_widget_get_first_child (GTK_WIDGET (self->list)); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    {
      PamorCaseRow *row = get_row (at);
      PamorCaseLine *line = row != NULL ? pamor_case_row_get_line (row) : NULL;

      if (line != NULL && gtk_widget_get_child_visible (at)
          && (id == NULL || g_str_equal (pamor_case_line_get_item (line)->id, id)))
        return at;
    }
  return NULL;
}

static gboolean
aim_cb (GtkWidget     *widget,
        GdkFrameClock *frame_clock,
        gpointer       unused)
{
  PamorCasePage *self = PAMOR_CASE_PAGE (widget);
  GtkWidget *line = find_list_item (self, self->last);

  if ((line == NULL || !gtk_widget_grab_focus (line)) && ++self->frames < MOST_FRAMES)
    return G_SOURCE_CONTINUE;
  self->aim = 0;
  return G_SOURCE_REMOVE;
}

/* To the line of self->last, or the first; a line far down is made only once it is scrolled to. */
static gboolean
focus_line (PamorCasePage *self)
{
  GListModel *shown = G_LIST_MODEL (self->shown);

  g_assert (PAMOR_IS_CASE_PAGE (self));

  for (guint i = 0; self->last != NULL && i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (PamorCaseLine) line = g_list_model_get_item (shown, i);

      if (!g_str_equal (pamor_case_line_get_item (line)->id, self->last))
        continue;
      pamor_long_list_reach (self->near, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
    }
  self->frames = 0;
  if (self->aim == 0)
    self->aim = gtk_widget_add_tick_callback (GTK_WIDGET (self), aim_cb, NULL, NULL);
  return TRUE;
}

/* Enter behind a name that only one has ticks that one, and the next name can be typed at once. */
static void
on_search_activate_cb (PamorCasePage *self)
{
  GListModel *shown = G_LIST_MODEL (self->shown);
  g_autoptr (PamorCaseLine) line = NULL;
  PamorCaseRow *row;

  g_assert (PAMOR_IS_CASE_PAGE (self));

  refilter (self); /* what was typed last may not have been looked for yet */
  line = g_list_model_get_item (shown, 0);
  if (line == NULL)
    return;
  row = get_row (find_list_item (self, pamor_case_line_get_item (line)->id));
  if (g_list_model_get_n_items (shown) > 1 || *self->folded == '\0' || row == NULL
      || !pamor_case_row_can_toggle (row))
    {
      g_free (self->last);
      self->last = g_strdup (pamor_case_line_get_item (line)->id);
      focus_line (self);
      return;
    }
  pamor_case_row_toggle (row);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

static void
on_stop_search_cb (PamorCasePage *self)
{
  g_assert (PAMOR_IS_CASE_PAGE (self));

  if (*self->folded == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.back", NULL);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* Space ticks; in a list it would select, which nothing here does. Escape ends the search first. */
static gboolean
on_key_cb (PamorCasePage *self,
           guint          key)
{
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (self));
  PamorCaseRow *row = get_row (focus);

  g_assert (PAMOR_IS_CASE_PAGE (self));

  if (key == GDK_KEY_Escape && *self->folded != '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
      on_stop_search_cb (self);
      return GDK_EVENT_STOP;
    }
  if ((key != GDK_KEY_space && key != GDK_KEY_KP_Space) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  pamor_case_row_toggle (row);
  return GDK_EVENT_STOP;
}

/* A draft is gone on with, all else is looked at. */
static void
on_activate_cb (PamorCasePage *self,
                guint          position)
{
  g_autoptr (PamorCaseLine) line = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  PamorSubmission *item;

  g_assert (PAMOR_IS_CASE_PAGE (self));

  if (line == NULL)
    return;
  item = pamor_case_line_get_item (line);
  g_free (self->last);
  self->last = g_strdup (item->id);
  gtk_widget_activate_action (GTK_WIDGET (self),
                              item->state == PAMOR_STATE_DRAFT ? "shell.edit" : "shell.open", "s",
                              item->id);
}

static void
on_next_cb (PamorCasePage *self)
{
  PamorSubmission *item
    = pamor_cases_find_incomplete (pamor_desk_get_cases (self->desk), self->id, NULL);

  g_assert (PAMOR_IS_CASE_PAGE (self));

  if (item == NULL)
    return;
  g_free (self->last);
  self->last = g_strdup (item->id);
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.fill", "s", item->id);
}

static void
on_send_cb (PamorCasePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.send-case", "s", self->id);
}

/* A family's services follow each other; a list has no order, and how far it is matters. */
static void
update_words (PamorCasePage *self)
{
  PamorCases *cases = pamor_desk_get_cases (self->desk);
  PamorCase *entry = pamor_cases_find (cases, self->id);
  const PamorService *service;
  g_autofree char *words = NULL, *send = NULL, *far = NULL;

  g_assert (PAMOR_IS_CASE_PAGE (self));

  if (entry == NULL)
    return;
  far = pamor_case_dup_words (entry);
  service = entry->service != NULL
              ? pamor_catalogue_find_service (pamor_desk_get_catalogue (self->desk), entry->service)
              : NULL;
  words = entry->ordered ? g_strdup (_("Each has its own number. What is entered in one is taken "
                                       "over into the next; they are sent in this order."))
                         : g_strconcat (service != NULL ? service->name : "",
                                        service != NULL ? " · " : "", far, NULL);
  send = g_strdup_printf (_("_Send the complete ones (%u)"), entry->sendable);
  gtk_label_set_label (self->name, entry->first->case_name != NULL ? entry->first->case_name : "");
  gtk_label_set_label (self->words, words);
  gtk_button_set_label (self->send, send);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), entry->sendable > 0);
  gtk_widget_set_sensitive (self->next,
                            pamor_cases_find_incomplete (cases, self->id, NULL) != NULL);
}

static void
on_items_changed_cb (PamorCasePage *self,
                     guint          position,
                     guint          removed,
                     guint          added)
{
  g_assert (PAMOR_IS_CASE_PAGE (self));

  pamor_case_lines_follow (self->lines, self->items, position, removed, added);
  update_words (self);
}

/* Of a family the next to be filled; in a list where the officer was, or to the search. */
static gboolean
pamor_case_page_grab_focus (GtkWidget *widget)
{
  PamorCasePage *self = PAMOR_CASE_PAGE (widget);
  PamorCase *entry = pamor_cases_find (pamor_desk_get_cases (self->desk), self->id);

  if (entry != NULL && !entry->ordered && self->last == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->search));
  for (guint i = 0; entry != NULL && entry->ordered && i < g_list_model_get_n_items (self->items);
       i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (self->items, i);

      if (item->state != PAMOR_STATE_DRAFT)
        continue;
      g_free (self->last);
      self->last = g_strdup (item->id);
      break;
    }
  return focus_line (self);
}

static void
pamor_case_page_dispose (GObject *object)
{
  PamorCasePage *self = PAMOR_CASE_PAGE (object);

  if (self->aim != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->aim);
  self->aim = 0;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->near);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->lines);
  g_clear_object (&self->items);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_case_page_parent_class)->dispose (object);
}

static void
pamor_case_page_finalize (GObject *object)
{
  PamorCasePage *self = PAMOR_CASE_PAGE (object);

  g_free (self->id);
  g_free (self->folded);
  g_free (self->last);
  G_OBJECT_CLASS (pamor_case_page_parent_class)->finalize (object);
}

static void
pamor_case_page_class_init (PamorCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_case_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_case_page_finalize;
  widget_class->grab_focus = pamor_case_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/outbox/pamor-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, box);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, choice);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, foot);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, list);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, name);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, next);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, search);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, send);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, tools);
  gtk_widget_class_bind_template_child (widget_class, PamorCasePage, words);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_send_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, refilter);
}

static void
pamor_case_page_init (PamorCasePage *self)
{
  self->folded = g_strdup ("");
  self->lines = g_list_store_new (PAMOR_TYPE_CASE_LINE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  pamor_focus_skip (GTK_WIDGET (self->list));
  pamor_focus_name (self->choice, _("Who is shown"));
}

static void
on_setup_cb (PamorCasePage *self,
             GtkListItem   *list_item)
{
  gtk_list_item_set_child (list_item, pamor_case_row_new (self->desk));
}

static void
on_bind_cb (PamorCasePage *self,
            GtkListItem   *list_item)
{
  pamor_case_row_set_line (PAMOR_CASE_ROW (gtk_list_item_get_child (list_item)),
                           gtk_list_item_get_item (list_item));
}

static void
on_unbind_cb (PamorCasePage *self,
              GtkListItem   *list_item)
{
  pamor_case_row_set_line (PAMOR_CASE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
make_list (PamorCasePage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_assert (PAMOR_IS_CASE_PAGE (self));

  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->lines)),
                                           GTK_FILTER (g_object_ref (self->filter)));
  self->near = pamor_long_list_new (G_LIST_MODEL (self->shown), self->scroller);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (
    gtk_no_selection_new (g_object_ref (pamor_long_list_get_near (self->near))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}

static void
show_kind (PamorCasePage *self)
{
  PamorCase *entry = pamor_cases_find (pamor_desk_get_cases (self->desk), self->id);
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  const gboolean is_list = entry != NULL && !entry->ordered;

  g_assert (PAMOR_IS_CASE_PAGE (self));

  gtk_string_list_append (choices, _("All"));
  gtk_string_list_append (choices, _("Incomplete"));
  g_object_set (self->search, "placeholder-text", _("Name or NIK"), NULL);
  if (entry != NULL && entry->asked > 0)
    {
      g_object_set (self->search, "placeholder-text", _("Name or NIK, then Enter: present"), NULL);
      gtk_string_list_append (choices, _("Present"));
      gtk_string_list_append (choices, _("Not present"));
    }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (choices));
  gtk_widget_set_visible (self->tools, is_list);
  gtk_widget_set_visible (self->foot, is_list);
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

  g_return_val_if_fail (PAMOR_IS_DESK (desk) && case_id != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_CASE_PAGE, NULL);
  self->desk = g_object_ref (desk);
  self->id = g_strdup (case_id);
  filter = GTK_FILTER (gtk_custom_filter_new (is_of_case, g_strdup (case_id), g_free));
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_order, NULL, NULL));
  found = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (pamor_desk_get_items (desk)), filter));
  self->items = G_LIST_MODEL (gtk_sort_list_model_new (found, sorter));
  show_kind (self);
  make_list (self);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_items_changed_cb (self, 0, 0, g_list_model_get_n_items (self->items));
  return GTK_WIDGET (self);
}

/** pamor_case_page_get_all: Returns: (transfer none): what belongs to it, in its order, live */
GListModel *
pamor_case_page_get_all (PamorCasePage *self)
{
  g_return_val_if_fail (PAMOR_IS_CASE_PAGE (self), NULL);

  return self->items;
}
