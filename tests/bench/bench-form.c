/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What opening a form to its first frame costs, and one keystroke in it, against a page of one
 * entry in the same window. Alternating, medians of the main thread's processor time. Needs a
 * display. Usage: bench-form EXAMPLE SECTION, an example of tests/fixtures/forms and the number of
 * the section whose first entry is typed in. */
#include "pamor-test-catalogue.h"
#include "pamor-test-desk.h"
#include "ui/form/pamor-form-page-private.h"

#include <time.h>

#define RUNS 15
#define KEYS 20

typedef struct
{
  GtkWidget *window;
  gboolean   painted;
} Screen;

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
on_after_paint (GdkFrameClock *clock,
                Screen        *self)
{
  self->painted = TRUE;
}

static void
paint (Screen *self)
{
  self->painted = FALSE;
  gtk_widget_queue_draw (self->window);
  while (!self->painted)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_text (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_TEXT (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child);
  return found;
}

static double
time_keys (Screen    *screen,
           GtkWidget *page)
{
  GtkEditable *text = GTK_EDITABLE (find_text (page));
  double start;

  g_assert_nonnull (text);
  gtk_widget_grab_focus (GTK_WIDGET (text));
  paint (screen);
  start = now_ms ();
  for (int i = 0; i < KEYS; i++)
    {
      int position = -1;

      gtk_editable_insert_text (text, i % 2 == 0 ? "a" : "e", 1, &position);
      paint (screen);
    }
  return (now_ms () - start) / KEYS;
}

static double
time_page (Screen    *screen,
           GtkWidget *page,
           double     start)
{
  gtk_window_set_child (GTK_WINDOW (screen->window), page);
  paint (screen);
  return now_ms () - start;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), adw_entry_row_new ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values)
{
  qsort (values, RUNS, sizeof (double), compare);
  return values[RUNS / 2];
}

int
main (int   argc,
      char *argv[])
{
  PamorTestDesk desk = { 0 };
  Screen screen = { 0 };
  double open[RUNS], key[RUNS], empty_open[RUNS], empty_key[RUNS];

  adw_init ();
  pamor_test_desk_set_up (&desk, NULL);
  screen.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (screen.window), 1366, 768);
  gtk_window_present (GTK_WINDOW (screen.window));
  g_signal_connect (gtk_widget_get_frame_clock (screen.window), "after-paint",
                    G_CALLBACK (on_after_paint), &screen);
  for (int i = 0; i < RUNS; i++)
    {
      g_autoptr (PamorForm) form = pamor_test_form_read (argv[1]);
      g_autoptr (PamorSubmission) item = pamor_test_desk_new_item (&desk, form);
      double start = now_ms ();
      GtkWidget *page = make_empty ();

      empty_open[i] = time_page (&screen, page, start);
      empty_key[i] = time_keys (&screen, page);
      start = now_ms ();
      page = pamor_form_page_new (desk.desk, form, item);
      open[i] = time_page (&screen, page, start);
      pamor_form_page_show_step (PAMOR_FORM_PAGE (page), atoi (argv[2]));
      paint (&screen);
      key[i] = time_keys (&screen, page);
      pamor_draft_saver_set_held (PAMOR_FORM_PAGE (page)->saver, TRUE);
    }
  g_print ("form      %.2f x a page of one entry (%s: %.1f ms, floor %.1f ms to the first frame); "
           "a keystroke %.2f x (%.2f ms, floor %.2f ms); median of %d\n",
           median (open) / median (empty_open), argv[1], median (open), median (empty_open),
           median (key) / median (empty_key), median (key), median (empty_key), RUNS);
  return 0;
}
