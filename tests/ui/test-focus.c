/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-probe.h"
#include "ui/widgets/pamor-focus.h"

#define HEIGHT 400

/** Page: what grows, and a button below it, in a window too small for both */
typedef struct
{
  PamorTestProbe  probe;
  GtkWidget      *scroller, *grows, *button;
  GtkAdjustment  *room;
} Page;

static void
set_up (Page          *self,
        gconstpointer  unused)
{
  GtkWidget *overlay = adw_toast_overlay_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *rest = gtk_label_new ("");

  self->grows = gtk_label_new ("");
  self->button = gtk_button_new_with_label ("Pilih");
  gtk_widget_set_size_request (self->grows, -1, 300);
  gtk_widget_set_size_request (rest, -1, 2000);
  gtk_box_append (GTK_BOX (box), self->grows);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), rest);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_size_request (scroller, 300, HEIGHT);
  pamor_focus_follow (GTK_SCROLLED_WINDOW (scroller));
  self->scroller = scroller;
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), scroller);
  pamor_test_probe_set_up (&self->probe, overlay);
  self->room = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_widget_grab_focus (self->button);
  while (gtk_adjustment_get_upper (self->room) < 2300)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Page          *self,
           gconstpointer  unused)
{
  pamor_test_probe_tear_down (&self->probe);
}

static gboolean
count_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       frames)
{
  return --*(int *) frames > 0;
}

/* What is above the button gets @height, and the window some frames after that. */
static void
grow (Page *self,
      int   height)
{
  int frames = 6;

  gtk_widget_set_size_request (self->grows, -1, height);
  gtk_widget_add_tick_callback (self->probe.window, count_cb, &frames, NULL);
  while (frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

static graphene_rect_t
find_button (Page *self)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (self->button, self->probe.widget, &place));
  return place;
}

static void
test_what_grows_above_the_focus_does_not_push_it_out_of_sight (Page          *self,
                                                               gconstpointer  unused)
{
  graphene_rect_t place;

  for (int height = 500; height < 1500; height += 300)
    {
      grow (self, height);
      place = find_button (self);
      g_assert_cmpfloat (place.origin.y, >=, 0);
      g_assert_cmpfloat (place.origin.y + place.size.height, <,
                         gtk_adjustment_get_page_size (self->room));
    }
}

static void
test_who_scrolled_away_from_the_focus_stays_there (Page          *self,
                                                   gconstpointer  unused)
{
  grow (self, 300); /* until it is at rest */
  gtk_adjustment_set_value (self->room, 1000);
  grow (self, 800);
  g_assert_cmpfloat (gtk_adjustment_get_value (self->room), ==, 1000);
}

static gboolean
has_come (GtkWidget *toast)
{
  static int last;
  graphene_rect_t place;
  const int was = last;

  g_assert_true (gtk_widget_compute_bounds (toast, gtk_widget_get_parent (toast), &place));
  last = place.origin.y;
  return last > 0 && last == was;
}

static void
test_what_is_shown_stands_above_a_toast (Page          *self,
                                         gconstpointer  unused)
{
  AdwToast *toast = adw_toast_new ("Foto dihapus");
  GtkWidget *seen;
  graphene_rect_t place, covered;

  grow (self, 2000); /* and the keyboard stays at the button, far below */
  gtk_adjustment_set_value (self->room, 0);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->probe.widget), toast);
  seen = gtk_widget_get_last_child (self->probe.widget);
  g_assert_cmpstr (gtk_widget_get_css_name (seen), ==, "toast");
  grow (self, 1999);
  gtk_adjustment_set_value (self->room, 0);
  pamor_focus_show (GTK_SCROLLED_WINDOW (self->scroller), self->button);
  while (!has_come (seen))
    grow (self, 1999);
  place = find_button (self);
  g_assert_true (gtk_widget_compute_bounds (seen, self->probe.widget, &covered));
  g_assert_cmpfloat (place.origin.y, >, 0);
  g_assert_cmpfloat (place.origin.y + place.size.height, <=, covered.origin.y);
}

static void
add_tests (void)
{
  g_test_add ("/focus/what-grows-above-it-does-not-push-it-out-of-sight", Page, NULL, set_up,
              test_what_grows_above_the_focus_does_not_push_it_out_of_sight, tear_down);
  g_test_add ("/focus/who-scrolled-away-from-it-stays-there", Page, NULL, set_up,
              test_who_scrolled_away_from_the_focus_stays_there, tear_down);
  g_test_add ("/focus/what-is-shown-stands-above-a-toast", Page, NULL, set_up,
              test_what_is_shown_stands_above_a_toast, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
