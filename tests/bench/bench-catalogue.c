/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What loading the whole catalogue from its folder costs, against reading the bytes of the same
 * files. Alternating, medians of the processor's time. Usage: bench-catalogue FOLDER */
#include "domain/pamor-catalogue.h"

#include <time.h>

#define RUNS 41

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static gsize
read_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;
  gsize total = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        total += g_str_equal (name, "schema") ? 0 : read_folder (file);
      else if (g_str_has_suffix (name, ".json") && g_file_get_contents (file, &text, &length, NULL))
        total += length;
    }
  return total;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int    argc,
      char *argv[])
{
  double ours[RUNS], floor[RUNS];
  gsize bytes = 0;
  guint services = 0;

  for (int i = 0; i < RUNS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorCatalogue) catalogue = NULL;
      double start = now_ms ();

      bytes = read_folder (argv[1]);
      floor[i] = now_ms () - start;
      start = now_ms ();
      catalogue = pamor_catalogue_load_folder (argv[1], &error);
      ours[i] = now_ms () - start;
      g_assert_no_error (error);
      services = 0;
      for (guint j = 0; j < pamor_catalogue_get_groups (catalogue)->len; j++)
        {
          PamorGroup *group = pamor_catalogue_get_groups (catalogue)->pdata[j];

          services += group->services->len;
        }
    }
  qsort (ours, RUNS, sizeof (double), compare);
  qsort (floor, RUNS, sizeof (double), compare);
  g_print ("catalogue %.1f x reading its bytes (%.1f ms for %u services, floor %.2f ms for %.0f "
           "kB; median of %d)\n", ours[RUNS / 2] / floor[RUNS / 2], ours[RUNS / 2], services,
           floor[RUNS / 2], bytes / 1000.0, RUNS);
  return 0;
}
