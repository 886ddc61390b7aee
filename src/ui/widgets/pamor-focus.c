/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-focus.h"

#include <adwaita.h>

/* So many lines of text stay free below what has the focus: a toast may stand there. */
#define FREE_LINES 6
#define MARGIN 12 /* pixels above and below what is shown */
/* What comes unfolds over some frames. */
#define FRAMES_AT_REST 3

/** Follow: keeps what has the focus in sight while what lies above it grows */
typedef struct
{
  GtkScrolledWindow *scroller; /* borrowed: it owns this */
  gulong             watch;    /* handler of the window, while the scroller is mapped */
  guint              tick;
  guint              frames;   /* since it last changed */
  float              was;      /* where it stood in all that scrolls */
  gboolean           arrived;  /* it was in sight; before that GTK may be on its way to it */
} Follow;

/** pamor_focus_get: Returns: (nullable): what has the keyboard in the window of @widget, if it is
 * in one */
GtkWidget *
pamor_focus_get (GtkWidget *widget)
{
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = gtk_widget_get_root (widget);
  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/**
 * pamor_focus_page:
 * @page: just shown
 *
 * The keyboard goes where the page begins. What took the focus by itself when it appeared keeps it;
 * else the page says where, or it is its first widget.
 */
void
pamor_focus_page (GtkWidget *page)
{
  GtkWidget *focus;

  g_return_if_fail (GTK_IS_WIDGET (page));

  focus = pamor_focus_get (page);
  if (gtk_widget_get_root (page) == NULL || (focus != NULL && gtk_widget_is_ancestor (focus, page)))
    return;
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static gboolean
on_tab_cb (GtkWidget *list,
           guint      key)
{
  const gboolean back = key == GDK_KEY_ISO_Left_Tab;

  if (key != GDK_KEY_Tab && !back)
    return GDK_EVENT_PROPAGATE;
  for (GtkWidget *at = list; at != NULL; at = gtk_widget_get_parent (at))
    {
      GtkWidget *beside = at;

      while ((beside = back ? gtk_widget_get_prev_sibling (beside)
                            : gtk_widget_get_next_sibling (beside)) != NULL)
        if (gtk_widget_get_child_visible (beside)
            && gtk_widget_child_focus (beside, back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD))
          return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/**
 * pamor_focus_skip:
 * @list: of any length
 *
 * Tab goes on behind it; GTK 4.8 would go from line to line, of which there may be a thousand. Up
 * and Down do that.
 */
void
pamor_focus_skip (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (list));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_tab_cb), list, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (list, keys);
}

/**
 * pamor_focus_through:
 * @page: what there is to come to in it scrolls by itself
 *
 * What scrolls in @page takes the keyboard no more when there is nothing in it: nobody would see
 * where it is.
 */
void
pamor_focus_through (GtkWidget *page)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  if (GTK_IS_SCROLLED_WINDOW (page))
    gtk_widget_set_focusable (page, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    pamor_focus_through (child);
}

/* Returns: whether it is laid out; @place: where it stands in all that scrolls */
static gboolean
find_place (GtkScrolledWindow *scroller,
            GtkWidget         *widget,
            graphene_rect_t   *place)
{
  GtkAdjustment *room = gtk_scrolled_window_get_vadjustment (scroller);

  if (!gtk_widget_compute_bounds (widget, gtk_scrolled_window_get_child (scroller), place))
    return FALSE;
  graphene_rect_offset (place, 0, gtk_adjustment_get_value (room));
  return TRUE;
}

/* As little as possible is scrolled. Set in any case: it ends GTK's own way to where it was. */
static void
scroll_to (GtkScrolledWindow *scroller,
           double             top,
           double             bottom)
{
  GtkAdjustment *room = gtk_scrolled_window_get_vadjustment (scroller);
  const double value = MAX (gtk_adjustment_get_value (room),
                            bottom - gtk_adjustment_get_page_size (room));

  gtk_adjustment_set_value (room, MIN (value, top));
}

static gboolean
find_focus (Follow          *follow,
            graphene_rect_t *place)
{
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (follow->scroller));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (follow->scroller))
         && find_place (follow->scroller, focus, place);
}

static int
get_free (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  const int line = PANGO_PIXELS (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return FREE_LINES * line;
}

static gboolean
on_frame_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       data)
{
  Follow *follow = data;
  graphene_rect_t place;

  if (find_focus (follow, &place))
    {
      follow->was = place.origin.y;
      scroll_to (follow->scroller, place.origin.y,
                 place.origin.y + place.size.height + get_free (widget));
    }
  if (++follow->frames < FRAMES_AT_REST)
    return G_SOURCE_CONTINUE;
  follow->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
note_place (Follow *follow)
{
  graphene_rect_t place;

  if (find_focus (follow, &place))
    follow->was = place.origin.y;
}

static gboolean
is_in_sight (Follow *follow)
{
  GtkAdjustment *room = gtk_scrolled_window_get_vadjustment (follow->scroller);
  const double value = gtk_adjustment_get_value (room);

  return follow->was >= value && follow->was < value + gtk_adjustment_get_page_size (room);
}

static void
on_scrolled_cb (Follow *follow)
{
  follow->arrived |= is_in_sight (follow);
}

static void
on_focus_moved_cb (Follow *follow)
{
  note_place (follow);
  follow->arrived = is_in_sight (follow);
}

/* What is in there has its new place by now. */
static void
on_room_changed_cb (GtkAdjustment *room,
                    Follow        *follow)
{
  const gboolean follows = !follow->arrived || is_in_sight (follow);
  const float was = follow->was;

  follow->frames = 0;
  if (follow->tick != 0 || follow->watch == 0)
    return;
  note_place (follow);
  follow->arrived |= is_in_sight (follow);
  if (follows && was != follow->was)
    follow->tick = gtk_widget_add_tick_callback (GTK_WIDGET (follow->scroller), on_frame_cb,
                                                 follow, NULL);
}

static void
on_map_cb (Follow *follow)
{
  follow->watch = g_signal_connect_swapped (gtk_widget_get_root (GTK_WIDGET (follow->scroller)),
                                            "notify::focus-widget",
                                            G_CALLBACK (on_focus_moved_cb), follow);
  on_focus_moved_cb (follow);
}

static void
on_unmap_cb (Follow *follow)
{
  g_clear_signal_handler (&follow->watch,
                          gtk_widget_get_root (GTK_WIDGET (follow->scroller)));
}

static void
follow_free (gpointer  follow,
             GClosure *closure)
{
  g_free (follow);
}

/**
 * pamor_focus_follow:
 * @scroller: with its child
 *
 * What has the focus in there, and is in sight, stays so when what lies above it grows. Where the
 * officer has scrolled away from it, nothing moves.
 */
void
pamor_focus_follow (GtkScrolledWindow *scroller)
{
  Follow *follow;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));

  follow = g_new0 (Follow, 1);
  follow->scroller = scroller;
  g_signal_connect_swapped (scroller, "map", G_CALLBACK (on_map_cb), follow);
  g_signal_connect_swapped (scroller, "unmap", G_CALLBACK (on_unmap_cb), follow);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (scroller), "value-changed",
                            G_CALLBACK (on_scrolled_cb), follow);
  g_signal_connect_data (gtk_scrolled_window_get_vadjustment (scroller), "changed",
                         G_CALLBACK (on_room_changed_cb), follow, follow_free, 0);
}

static int
get_margin_below (GtkWidget *scroller)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (scroller, ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *child = overlay != NULL ? gtk_widget_get_first_child (overlay) : NULL;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (gtk_widget_get_css_name (child), "toast"))
      return get_free (scroller);
  return MARGIN;
}

/** pamor_focus_show: all of @widget comes in sight, above a toast if there is one, or from its top
 *   as much as there is room for */
void
pamor_focus_show (GtkScrolledWindow *scroller,
                  GtkWidget         *widget)
{
  graphene_rect_t place;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller) && GTK_IS_WIDGET (widget));

  if (gtk_widget_get_mapped (widget) && find_place (scroller, widget, &place))
    scroll_to (scroller, place.origin.y - MARGIN,
               place.origin.y + place.size.height + get_margin_below (GTK_WIDGET (scroller)));
}

static void
name_button (GtkDropDown *drop_down,
             GParamSpec  *unused,
             const char  *label)
{
  gpointer item = gtk_drop_down_get_selected_item (drop_down);
  const char *chosen = GTK_IS_STRING_OBJECT (item) ? gtk_string_object_get_string (item) : NULL;
  g_autofree char *name = g_strjoin (": ", label, chosen, NULL);

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop_down))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
free_label (gpointer  label,
            GClosure *closure)
{
  g_free (label);
}

/**
 * pamor_focus_name:
 * @label: what is chosen there
 *
 * Up to GTK 4.8 the keyboard comes to a button within, which has no name to be read out.
 */
void
pamor_focus_name (GtkDropDown *drop_down,
                  const char  *label)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down) && label != NULL);

  g_signal_connect_data (drop_down, "notify::selected-item", G_CALLBACK (name_button),
                         g_strdup (label), free_label, 0);
  name_button (drop_down, NULL, label);
}
