/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/status/pamor-status-page.h"

#include "domain/pamor-words.h"
#include "ui/outbox/pamor-by-street.h"
#include "ui/outbox/pamor-item-row.h"
#include "ui/outbox/pamor-item-search.h"
#include "ui/outbox/pamor-place.h"
#include "ui/status/pamor-tell-row.h"
#include "ui/status/pamor-to-tell.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define N_STATES (PAMOR_STATUS_FAILED + 1)
#define ALL N_STATES

enum { TELL_HEAD, SHOWN_HEAD, N_HEADS };

static const char *const head_names[] = { "tell", "shown" };

struct _PamorStatusPage
{
  GtkWidget        parent_instance;

  /* Template */
  AdwStatusPage   *empty;
  GtkToggleButton *by_street;
  GtkListView     *list;
  GtkSearchEntry  *search;
  GtkStack        *stack;
  GtkFlowBox      *states;

  /* Owned */
  PamorDesk       *desk;
  GtkSorter       *order;
  GListModel      *arrived;  /* all that the city has, newest change first */
  GListModel      *to_tell;  /* those of it whose citizen is to be told */
  GListModel      *shown;    /* those of it that were asked for */
  GtkCustomFilter *tellable;
  GtkCustomFilter *asked;
  char            *folded;   /* what is searched for; "" nothing */

  GtkLabel        *heads[N_HEADS]; /* (weak) while they are seen */
  GtkToggleButton *buttons[N_STATES + 1]; /* (borrowed) by status, then for all */
  guint            only;     /* a status, or ALL */
};

G_DEFINE_FINAL_TYPE (PamorStatusPage, pamor_status_page, GTK_TYPE_WIDGET)

static gboolean
has_arrived (gpointer item,
             gpointer user_data)
{
  const PamorState state = PAMOR_SUBMISSION (item)->state;

  return state == PAMOR_STATE_ACKNOWLEDGED || state == PAMOR_STATE_WITHDRAWN
         || state == PAMOR_STATE_PURGED;
}

static gboolean
is_found (PamorStatusPage *self,
          PamorSubmission *item)
{
  return *self->folded == '\0'
         || pamor_item_search_matches (item, pamor_desk_get_catalogue (self->desk), self->folded);
}

static gboolean
is_tellable (gpointer item,
             gpointer user_data)
{
  return pamor_submission_is_untold (item) && is_found (user_data, item);
}

static gboolean
is_asked (gpointer item,
          gpointer user_data)
{
  PamorStatusPage *self = user_data;

  return (self->only == ALL || PAMOR_SUBMISSION (item)->status == self->only)
         && is_found (self, item);
}

static gint64
get_last_change (const PamorSubmission *item)
{
  return MAX (item->status_at, item->received_at);
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  PamorStatusPage *self = user_data;
  const gint64 at = get_last_change (a), before = get_last_change (b);
  const int street = gtk_toggle_button_get_active (self->by_street)
                       ? pamor_by_street_compare (a, b) : 0;

  if (street != 0)
    return street;
  return at == before ? 0 : at > before ? -1 : 1;
}

static char *
describe_head (PamorStatusPage *self,
               guint            head)
{
  const guint to_tell = g_list_model_get_n_items (self->to_tell);
  const guint shown = g_list_model_get_n_items (self->shown);

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  if (head == TELL_HEAD)
    return to_tell > 0 ? g_strdup_printf (_("Who is to be told? (%u)"), to_tell)
                       : g_strdup (_("Who is to be told? Nobody just now."));
  return shown > 0 ? g_strdup_printf (_("With the city (%u)"), shown)
                   : g_strdup (_("With the city: nothing of this kind."));
}

/* The words change and the line stays: another line would move the list away from its top. */
static void
update_heads (PamorStatusPage *self)
{
  g_assert (PAMOR_IS_STATUS_PAGE (self));

  for (guint i = 0; i < N_HEADS; i++)
    {
      g_autofree char *words = describe_head (self, i);

      if (self->heads[i] != NULL)
        gtk_label_set_label (self->heads[i], words);
    }
}

static void
update_counts (PamorStatusPage *self)
{
  guint counts[N_STATES + 1] = { 0 };

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  counts[ALL] = g_list_model_get_n_items (self->arrived);
  for (guint i = 0; i < counts[ALL]; i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (self->arrived, i);

      counts[item->status]++;
    }
  for (guint i = 0; i <= ALL; i++)
    {
      g_autofree char *name = i == ALL ? g_strdup (_("All")) : pamor_words_for_status (i);
      g_autofree char *label = g_strdup_printf ("%s · %u", name, counts[i]);

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), label);
      gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->buttons[i])),
                              counts[i] > 0 || i == self->only);
    }
  gtk_stack_set_visible_child_name (self->stack, counts[ALL] > 0 ? "list" : "empty");
}

static void
refilter (PamorStatusPage *self)
{
  g_assert (PAMOR_IS_STATUS_PAGE (self));

  gtk_filter_changed (GTK_FILTER (self->tellable), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (GTK_FILTER (self->asked), GTK_FILTER_CHANGE_DIFFERENT);
  update_heads (self);
}

static void
on_search_changed_cb (PamorStatusPage *self)
{
  g_assert (PAMOR_IS_STATUS_PAGE (self));

  g_free (self->folded);
  self->folded = pamor_item_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  refilter (self);
}

static void
on_stop_search_cb (PamorStatusPage *self)
{
  g_assert (PAMOR_IS_STATUS_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_only_cb (PamorStatusPage *self,
            GtkToggleButton *button)
{
  g_assert (PAMOR_IS_STATUS_PAGE (self));

  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i <= ALL; i++)
    if (self->buttons[i] == button)
      self->only = i;
  refilter (self);
}

static void
on_activate_cb (PamorStatusPage *self,
                guint            position)
{
  g_autoptr(GObject) line = g_list_model_get_item (
      G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);
  PamorSubmission *item = PAMOR_IS_SUBMISSION (line) ? PAMOR_SUBMISSION (line) : NULL;

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  if (PAMOR_IS_TO_TELL (line))
    item = pamor_to_tell_get_item (PAMOR_TO_TELL (line));
  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.open", "s", item->id);
}

static GtkWidget *
make_row (gpointer line)
{
  GtkWidget *head;

  if (PAMOR_IS_SUBMISSION (line))
    return pamor_item_row_new ();
  if (PAMOR_IS_TO_TELL (line))
    return pamor_tell_row_new ();
  head = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_wrap (GTK_LABEL (head), TRUE);
  gtk_widget_add_css_class (head, "title-4");
  return head;
}

static void
show_head (PamorStatusPage *self,
           GtkLabel        *label,
           const char      *name)
{
  const guint head = g_str_equal (name, head_names[TELL_HEAD]) ? TELL_HEAD : SHOWN_HEAD;

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  gtk_widget_add_css_class (gtk_widget_get_parent (GTK_WIDGET (label)), "pamor-head");
  g_set_weak_pointer (&self->heads[head], label);
  update_heads (self);
}

/* A row is one of three kinds, and is made for what it shows. */
static void
on_bind_cb (GtkListItemFactory *factory,
            GtkListItem        *list_item,
            PamorStatusPage    *self)
{
  gpointer line = gtk_list_item_get_item (list_item);
  GtkWidget *row = make_row (line);

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, !GTK_IS_STRING_OBJECT (line));
  if (PAMOR_IS_SUBMISSION (line))
    {
      pamor_item_row_set_by_street (PAMOR_ITEM_ROW (row),
                                    gtk_toggle_button_get_active (self->by_street));
      pamor_item_row_set_item (PAMOR_ITEM_ROW (row), self->desk, line);
      pamor_item_row_name (PAMOR_ITEM_ROW (row), gtk_widget_get_parent (row));
      return;
    }
  gtk_accessible_reset_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                 GTK_ACCESSIBLE_PROPERTY_LABEL);
  if (PAMOR_IS_TO_TELL (line))
    pamor_tell_row_set_item (PAMOR_TELL_ROW (row), self->desk, pamor_to_tell_get_item (line));
  else
    show_head (self, GTK_LABEL (row), gtk_string_object_get_string (line));
}

static void
on_unbind_cb (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  gtk_widget_remove_css_class (gtk_widget_get_parent (gtk_list_item_get_child (list_item)),
                               "pamor-head");
  gtk_list_item_set_child (list_item, NULL);
}

/* Each row is made anew, as each shows the street or no longer does. */
static void
on_by_street_cb (PamorStatusPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  gtk_sorter_changed (self->order, GTK_SORTER_CHANGE_DIFFERENT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
}

static gpointer
wrap (gpointer item,
      gpointer user_data)
{
  PamorToTell *line = pamor_to_tell_new (item);

  g_object_unref (item);
  return line;
}

static void
pamor_status_page_dispose (GObject *object)
{
  PamorStatusPage *self = PAMOR_STATUS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_STATUS_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->to_tell);
  g_clear_object (&self->arrived);
  g_clear_object (&self->order);
  g_clear_object (&self->asked);
  g_clear_object (&self->tellable);
  g_clear_object (&self->desk);
  for (guint i = 0; i < N_HEADS; i++)
    g_clear_weak_pointer (&self->heads[i]);
  G_OBJECT_CLASS (pamor_status_page_parent_class)->dispose (object);
}

static void
pamor_status_page_finalize (GObject *object)
{
  g_free (PAMOR_STATUS_PAGE (object)->folded);
  G_OBJECT_CLASS (pamor_status_page_parent_class)->finalize (object);
}

static void
pamor_status_page_class_init (PamorStatusPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_status_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_status_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/status/pamor-status-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorStatusPage, by_street);
  gtk_widget_class_bind_template_child (widget_class, PamorStatusPage, empty);
  gtk_widget_class_bind_template_child (widget_class, PamorStatusPage, list);
  gtk_widget_class_bind_template_child (widget_class, PamorStatusPage, search);
  gtk_widget_class_bind_template_child (widget_class, PamorStatusPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PamorStatusPage, states);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_by_street_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
add_button (PamorStatusPage *self,
            guint            status)
{
  GtkWidget *button = gtk_toggle_button_new ();

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  self->buttons[status] = GTK_TOGGLE_BUTTON (button);
  if (status != ALL)
    gtk_toggle_button_set_group (self->buttons[status], self->buttons[ALL]);
  gtk_toggle_button_set_active (self->buttons[status], status == ALL);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_only_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->states, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
pamor_status_page_init (PamorStatusPage *self)
{
  self->folded = g_strdup ("");
  self->only = ALL;
  self->tellable = gtk_custom_filter_new (is_tellable, self, NULL);
  self->asked = gtk_custom_filter_new (is_asked, self, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_button (self, ALL);
  for (guint status = 0; status < ALL; status++)
    add_button (self, status);
  adw_status_page_set_icon_name (self->empty, pamor_place_get_icon (PAMOR_PLACE_STATUS));
  adw_status_page_set_title (self->empty, pamor_place_get_title (PAMOR_PLACE_STATUS));
  adw_status_page_set_description (self->empty, pamor_place_get_empty (PAMOR_PLACE_STATUS));
}

static GListModel *
filter (GListModel      *model,
        GtkCustomFilter *by)
{
  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (model),
                                                  GTK_FILTER (g_object_ref (by))));
}

static void
make_models (PamorStatusPage *self)
{
  GtkCustomFilter *arrived = gtk_custom_filter_new (has_arrived, NULL, NULL);
  GListModel *all = G_LIST_MODEL (gtk_filter_list_model_new (
      g_object_ref (pamor_desk_get_items (self->desk)), GTK_FILTER (arrived)));

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  self->order = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  self->arrived = G_LIST_MODEL (gtk_sort_list_model_new (all, g_object_ref (self->order)));
  self->to_tell = filter (self->arrived, self->tellable);
  self->shown = filter (self->arrived, self->asked);
}

static void
append_head (GListStore *parts,
             guint       head)
{
  const char *const names[] = { head_names[head], NULL };
  g_autoptr(GtkStringList) line = gtk_string_list_new (names);

  g_list_store_append (parts, line);
}

/* Who is to be told, under its heading, then what the city has, under its own. */
static GtkSelectionModel *
put_together (PamorStatusPage *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GtkMapListModel) lines
      = gtk_map_list_model_new (g_object_ref (self->to_tell), wrap, NULL, NULL);

  g_assert (PAMOR_IS_STATUS_PAGE (self));

  append_head (parts, TELL_HEAD);
  g_list_store_append (parts, lines);
  append_head (parts, SHOWN_HEAD);
  g_list_store_append (parts, self->shown);
  return GTK_SELECTION_MODEL (gtk_no_selection_new (
      G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)))));
}

/** pamor_status_page_new: Returns: (transfer floating): follows the desk by itself */
GtkWidget *
pamor_status_page_new (PamorDesk *desk)
{
  g_autoptr(GSettings) settings = g_settings_new (PAMOR_APP_ID);
  g_autoptr(GtkSelectionModel) selection = NULL;
  PamorStatusPage *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_STATUS_PAGE, NULL);
  self->desk = g_object_ref (desk);
  make_models (self);
  g_settings_bind (settings, PAMOR_BY_STREET_KEY, self->by_street, "active",
                   G_SETTINGS_BIND_DEFAULT);
  on_by_street_cb (self);
  selection = put_together (self);
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (self->arrived, "items-changed", G_CALLBACK (update_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_tell, "items-changed", G_CALLBACK (update_heads), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_heads), self,
                           G_CONNECT_SWAPPED);
  update_counts (self);
  update_heads (self);
  return GTK_WIDGET (self);
}

/** pamor_status_page_get_to_tell: Returns: how many citizens it lists as to be told */
guint
pamor_status_page_get_to_tell (PamorStatusPage *self)
{
  g_return_val_if_fail (PAMOR_IS_STATUS_PAGE (self), 0);

  return g_list_model_get_n_items (self->to_tell);
}

/** pamor_status_page_get_shown: Returns: how many it lists of what the city has */
guint
pamor_status_page_get_shown (PamorStatusPage *self)
{
  g_return_val_if_fail (PAMOR_IS_STATUS_PAGE (self), 0);

  return g_list_model_get_n_items (self->shown);
}
