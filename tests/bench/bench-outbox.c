/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an outbox of COUNT submissions with three photos each costs: opening it, the first frame of
 * its list, a search, what the sync asks for next, memory. Prints the figures as JSON for
 * bench-outbox.py, which sets two sizes side by side. Needs a display. Usage: bench-outbox COUNT */
#include "pamor-scripted-transport.h"
#include "pamor-test-store.h"
#include "sync/pamor-account.h"
#include "ui/home/pamor-home-page.h"
#include "ui/outbox/pamor-outbox-page.h"

#include <adwaita.h>
#include <stdio.h>
#include <string.h>

#define PHOTOS 3
#define PHOTO_BYTES 2000
#define RUNS 9

typedef struct
{
  GtkWidget *window;
  gboolean   painted;
} Screen;

static double
now_ms (void)
{
  return g_get_monotonic_time () / 1000.0;
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

/* kB; 0 where the system does not tell */
static long
read_memory (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, name);
  return line == NULL ? 0 : strtol (line + strlen (name), NULL, 10);
}

static void
fill (PamorTestFolder *f,
      guint            count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *title = g_strdup_printf ("Warga Contoh %05u", i);
      g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, title);
      g_autoptr (GPtrArray) photos
        = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
      g_autoptr (PamorSubmission) sealed = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < PHOTOS; j++)
        g_ptr_array_add (photos, pamor_test_store_new_photo (f->clock, PHOTO_BYTES));
      sealed = pamor_test_store_seal (f->store, item, "{}", "{\"isi\": 1}", photos, &error);
      g_assert_no_error (error);
    }
}

static double
time_opening (PamorTestFolder *f)
{
  double values[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      const double start = now_ms ();

      pamor_test_folder_reopen (f);
      values[i] = now_ms () - start;
    }
  return median (values);
}

static double
time_taking (PamorTestFolder *f)
{
  double values[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorSubmission) taken = NULL;
      const double start = now_ms ();

      taken = pamor_test_store_take (f->store, PAMOR_LANE_SMALL, &error);
      g_assert_no_error (error);
      values[i] = now_ms () - start;
    }
  return median (values);
}

static double
time_page (Screen    *screen,
           PamorDesk *desk,
           GtkWidget *(*make) (PamorDesk *desk))
{
  double values[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      const double start = now_ms ();

      gtk_window_set_child (GTK_WINDOW (screen->window), make (desk));
      paint (screen);
      values[i] = now_ms () - start;
    }
  return median (values);
}

static GtkWidget *
make_list (PamorDesk *desk)
{
  GtkWidget *page = pamor_outbox_page_new (desk);

  pamor_outbox_page_set_place (PAMOR_OUTBOX_PAGE (page), PAMOR_PLACE_QUEUE);
  return page;
}

/* A letter more each time, as it is typed. */
static double
time_search (Screen *screen)
{
  static const char words[] = "Contoh 00";
  GtkWidget *page = gtk_window_get_child (GTK_WINDOW (screen->window));
  double values[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      g_autofree char *text = g_strndup (words, i + 1);
      const double start = now_ms ();

      pamor_outbox_page_search (PAMOR_OUTBOX_PAGE (page), text);
      paint (screen);
      values[i] = now_ms () - start;
    }
  return median (values);
}

int
main (int   argc,
      char *argv[])
{
  PamorTestFolder f = { 0 };
  Screen screen = { 0 };
  g_autoptr (PamorScriptedTransport) transport = NULL;
  g_autoptr (PamorEngine) engine = NULL;
  g_autoptr (PamorIntake) intake = pamor_intake_new ();
  g_autoptr (PamorAccount) account = NULL;
  g_autoptr (PamorDesk) desk = NULL;
  double opening, taking, home, list, search;

  adw_init ();
  pamor_test_folder_set_up (&f, NULL);
  fill (&f, atoi (argv[1]));
  opening = time_opening (&f);
  taking = time_taking (&f);
  transport = pamor_scripted_transport_new (f.store);
  engine = pamor_engine_new (f.store, PAMOR_TRANSPORT (transport));
  account = pamor_account_new (f.store);
  desk = pamor_desk_new (f.store, engine, intake, pamor_catalogue_get_builtin (), account, FALSE);
  screen.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (screen.window), 1366, 768);
  gtk_window_present (GTK_WINDOW (screen.window));
  g_signal_connect (gtk_widget_get_frame_clock (screen.window), "after-paint",
                    G_CALLBACK (on_after_paint), &screen);
  home = time_page (&screen, desk, pamor_home_page_new);
  list = time_page (&screen, desk, make_list);
  search = time_search (&screen);
  printf ("{\"open\": %f, \"take\": %f, \"home\": %f, \"list\": %f, \"search\": %f, "
          "\"memory\": %ld}\n", opening, taking, home, list, search, read_memory ("VmRSS:"));
  pamor_test_store_remove_folder (f.folder);
  return 0;
}
