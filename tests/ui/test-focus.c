/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-probe.h"
#include "ui/widgets/pamor-focus.h"

#define HEIGHT 400

/** Page: what grows, and a button below it, in a window too small for both */
typedef struct
{
  PamorTestProbe  probe;
  GtkWidget      *grows, *button;
  GtkAdjustment  *room;
} Page;

static void
set_up (Page          *self,
        gconstpointer  unused)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
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
  pamor_test_probe_set_up (&self->probe, scroller);
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

static void
add_tests (void)
{
  g_test_add ("/focus/what-grows-above-it-does-not-push-it-out-of-sight", Page, NULL, set_up,
              test_what_grows_above_the_focus_does_not_push_it_out_of_sight, tear_down);
  g_test_add ("/focus/who-scrolled-away-from-it-stays-there", Page, NULL, set_up,
              test_who_scrolled_away_from_the_focus_stays_there, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
