/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/home/pamor-home-page.h"

#include "domain/pamor-words.h"
#include "ui/outbox/pamor-item-row.h"
#include "ui/outbox/pamor-place.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define LATEST_SHOWN 8

/* What waits is told calmly when it is more than this, or older. */
#define MANY_WAITING 5
#define LONG_WAITING_US (2 * 24 * 3600 * (gint64) G_USEC_PER_SEC)

/* The four counts; each tile leads to where they are. */
enum { TILE_ENTERED, TILE_WAITING, TILE_ARRIVED, TILE_CORRECT, N_TILES };

static const struct
{
  const char *words;
  PamorPlace  place;
} tiles[N_TILES] = {
  [TILE_ENTERED] = { N_("Entered today"), PAMOR_PLACE_TODAY },
  [TILE_WAITING] = { N_("Waiting to be sent"), PAMOR_PLACE_QUEUE },
  [TILE_ARRIVED] = { N_("With the city"), PAMOR_PLACE_STATUS },
  [TILE_CORRECT] = { N_("Needs correction"), PAMOR_PLACE_CORRECT },
};

struct _PamorHomePage
{
  GtkWidget    parent_instance;

  /* Template */
  GtkLabel    *activity;
  GtkWidget   *content;
  GtkLabel    *date;
  GtkWidget   *empty;
  GtkListBox  *latest;
  GtkWidget   *latest_group;
  GtkWidget   *reminder;
  AdwActionRow *reminder_row;
  GtkFlowBox  *tiles;

  /* Owned */
  PamorDesk   *desk;
  GListModel  *recent; /* the newest lines: cases, and what is in none */
  GtkLabel    *counts[N_TILES]; /* (borrowed) in the tiles */
};

G_DEFINE_FINAL_TYPE (PamorHomePage, pamor_home_page, GTK_TYPE_WIDGET)

static const char *
find_activity_name (PamorDesk *desk)
{
  GPtrArray *activities = pamor_catalogue_get_activities (pamor_desk_get_catalogue (desk));
  const char *code = pamor_desk_get_activity (desk);

  for (guint i = 0; i < activities->len; i++)
    {
      const PamorActivity *activity = activities->pdata[i];

      if (g_strcmp0 (activity->code, code) == 0)
        return activity->name;
    }
  return "";
}

/* Wall clock, us, of the midnight before now; the local one. */
static gint64
get_midnight (gint64 now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autoptr(GDateTime) midnight
      = g_date_time_new_local (g_date_time_get_year (time), g_date_time_get_month (time),
                               g_date_time_get_day_of_month (time), 0, 0, 0);

  return g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
}

/** HomeView: what there is, in numbers */
typedef struct
{
  guint  counts[N_TILES];
  gint64 oldest; /* wall us: when the oldest of what waits was sealed; G_MAXINT64 none waits */
} HomeView;

static void
count_items (PamorHomePage *self,
             HomeView      *view)
{
  GListModel *items = pamor_desk_get_items (self->desk);
  const gint64 midnight
      = get_midnight (pamor_clock_get_wall (pamor_desk_get_clock (self->desk)));

  g_assert (PAMOR_IS_HOME_PAGE (self));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(PamorSubmission) item = g_list_model_get_item (items, i);
      const PamorPlace place = pamor_place_of (item);

      view->counts[TILE_ENTERED] += item->sealed_at >= midnight;
      view->counts[TILE_WAITING] += place == PAMOR_PLACE_QUEUE;
      view->counts[TILE_ARRIVED] += place == PAMOR_PLACE_STATUS;
      view->counts[TILE_CORRECT] += place == PAMOR_PLACE_CORRECT;
      if (place == PAMOR_PLACE_QUEUE)
        view->oldest = MIN (view->oldest, item->sealed_at);
    }
}

static void
remind (PamorHomePage  *self,
        const HomeView *view)
{
  const guint waiting = view->counts[TILE_WAITING];
  const gint64 now = pamor_clock_get_wall (pamor_desk_get_clock (self->desk));
  const gboolean due
      = waiting > MANY_WAITING || (waiting > 0 && now - view->oldest > LONG_WAITING_US);
  g_autofree char *since = NULL, *words = NULL;

  g_assert (PAMOR_IS_HOME_PAGE (self));

  gtk_widget_set_visible (self->reminder, due);
  if (!due)
    return;
  since = pamor_words_for_time (view->oldest, now);
  words = g_strdup_printf (ngettext ("%u application waits to be sent, since %s. It is safe here; "
                                     "look for a network when you can.",
                                     "%u applications wait to be sent, the oldest since %s. All is "
                                     "safe here; look for a network when you can.", waiting),
                           waiting, since);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reminder_row), words);
}

/** pamor_home_page_update: counts anew; also when the day or the activity became another */
void
pamor_home_page_update (PamorHomePage *self)
{
  HomeView view = { .oldest = G_MAXINT64 };
  g_autofree char *words = NULL;
  gboolean any;
  GDate today;

  g_return_if_fail (PAMOR_IS_HOME_PAGE (self));

  any = g_list_model_get_n_items (self->recent) > 0;
  pamor_clock_get_today (pamor_desk_get_clock (self->desk), &today);
  words = pamor_words_for_date (&today);
  gtk_label_set_label (self->date, words);
  gtk_label_set_label (self->activity, find_activity_name (self->desk));
  count_items (self, &view);
  remind (self, &view);
  for (guint i = 0; i < N_TILES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", view.counts[i]);
      g_autofree char *spoken = g_strdup_printf ("%s: %u", _(tiles[i].words),
                                                  view.counts[i]);

      gtk_label_set_label (self->counts[i], text);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (gtk_widget_get_ancestor (GTK_WIDGET (self->counts[i]), GTK_TYPE_BUTTON)),
          GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
  gtk_widget_set_visible (self->empty, !any);
  gtk_widget_set_visible (self->latest_group, any);
}

static void
on_row_activated_cb (PamorHomePage *self,
                     GtkListBoxRow *row)
{
  g_autoptr(GObject) line
      = g_list_model_get_item (self->recent, gtk_list_box_row_get_index (row));

  g_assert (PAMOR_IS_HOME_PAGE (self));

  if (PAMOR_IS_CASE (line))
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.case", "s", PAMOR_CASE (line)->id);
  else if (line != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.open", "s", PAMOR_SUBMISSION (line)->id);
}

static GtkWidget *
create_row_cb (gpointer line,
               gpointer user_data)
{
  GtkWidget *row = pamor_item_row_new (), *list_row = gtk_list_box_row_new ();

  if (PAMOR_IS_CASE (line))
    pamor_item_row_set_case (PAMOR_ITEM_ROW (row), PAMOR_DESK (user_data), line,
                             PAMOR_PLACE_TODAY);
  else
    pamor_item_row_set_item (PAMOR_ITEM_ROW (row), PAMOR_DESK (user_data), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), row);
  pamor_item_row_name (PAMOR_ITEM_ROW (row), list_row);
  return list_row;
}

static void
add_tile (PamorHomePage *self,
          guint          tile)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *count = gtk_label_new ("0"), *words = gtk_label_new (_(tiles[tile].words));

  g_assert (PAMOR_IS_HOME_PAGE (self));

  gtk_widget_add_css_class (count, "pamor-count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_xalign (GTK_LABEL (count), 0);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "pamor-tile");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "shell.place");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (int) tiles[tile].place);
  gtk_flow_box_append (self->tiles, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  self->counts[tile] = GTK_LABEL (count);
}

static void
pamor_home_page_map (GtkWidget *widget)
{
  pamor_home_page_update (PAMOR_HOME_PAGE (widget));
  GTK_WIDGET_CLASS (pamor_home_page_parent_class)->map (widget);
}

static void
pamor_home_page_dispose (GObject *object)
{
  PamorHomePage *self = PAMOR_HOME_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_HOME_PAGE);
  g_clear_object (&self->recent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_home_page_parent_class)->dispose (object);
}

static void
pamor_home_page_class_init (PamorHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_home_page_dispose;
  widget_class->map = pamor_home_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/home/pamor-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, activity);
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, content);
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, date);
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, empty);
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, latest);
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, latest_group);
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, reminder);
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, reminder_row);
  gtk_widget_class_bind_template_child (widget_class, PamorHomePage, tiles);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
pamor_home_page_init (PamorHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_TILES; i++)
    add_tile (self, i);
}

static gboolean
is_line (gpointer line,
         gpointer unused)
{
  return pamor_cases_is_line (line);
}

/** pamor_home_page_new: Returns: (transfer floating): follows the desk by itself */
GtkWidget *
pamor_home_page_new (PamorDesk *desk)
{
  PamorHomePage *self;
  GtkFilter *lines;
  GListModel *filtered;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_HOME_PAGE, NULL);
  self->desk = g_object_ref (desk);
  lines = GTK_FILTER (gtk_custom_filter_new (is_line, NULL, NULL));
  filtered = G_LIST_MODEL (gtk_filter_list_model_new (
      g_object_ref (pamor_cases_get_all (pamor_desk_get_cases (desk))), lines));
  self->recent = G_LIST_MODEL (gtk_slice_list_model_new (filtered, 0, LATEST_SHOWN));
  gtk_list_box_bind_model (self->latest, self->recent, create_row_cb, g_object_ref (desk),
                           g_object_unref);
  g_signal_connect_object (pamor_desk_get_items (desk), "items-changed",
                           G_CALLBACK (pamor_home_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::activity", G_CALLBACK (pamor_home_page_update), self,
                           G_CONNECT_SWAPPED);
  pamor_home_page_update (self);
  return GTK_WIDGET (self);
}
