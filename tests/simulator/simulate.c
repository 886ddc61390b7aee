/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs seeds, some processes at a time, and tells what came of them; of a seed that breaks a
 * promise its whole trace, and how to run it alone. */
#include "pamor-sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/** Sum: what a process tells its parent through a pipe, as it is in memory */
typedef struct
{
  guint64 seeds, requests, crashes, items, acknowledged, parked, withdrawn, purged, drafts;
  guint64 fired[PAMOR_SIM_N_FAULTS];
  gint64  longest_calm; /* us */
  guint64 failed;       /* how many */
  guint64 first_failed; /* seed */
} Sum;

static gint64   n_seeds = 1000, first_seed = 1, n_jobs = 2;
static gboolean verbose;
static char    *plant_name;

static const GOptionEntry entries[] = {
  { "seeds", 0, 0, G_OPTION_ARG_INT64, &n_seeds, "How many seeds to run", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &first_seed, "The first of them", "S" },
  { "jobs", 0, 0, G_OPTION_ARG_INT64, &n_jobs, "Processes at a time", "N" },
  { "trace", 0, 0, G_OPTION_ARG_NONE, &verbose, "Tell what happens, also where all is well", NULL },
  { "plant", 0, 0, G_OPTION_ARG_STRING, &plant_name,
    "A fault beyond all promises: lying-disk, forged-receipt, changed-bytes", "NAME" },
  { NULL }
};

static PamorSimPlant
find_plant (void)
{
  static const char *const names[] = { "none", "lying-disk", "forged-receipt", "changed-bytes" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (plant_name, names[i]) == 0)
      return i;
  return PAMOR_SIM_PLANT_NONE;
}

static void
count (Sum      *sum,
       PamorSim *sim)
{
  sum->seeds++;
  sum->requests += sim->requests;
  sum->crashes += sim->crashes;
  sum->longest_calm = MAX (sum->longest_calm, sim->settled_after);
  for (guint i = 0; i < PAMOR_SIM_N_FAULTS; i++)
    sum->fired[i] += sim->fired[i];
  for (guint i = 0; i < sim->items->len; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];

      sum->items++;
      sum->acknowledged += item->state == PAMOR_STATE_ACKNOWLEDGED;
      sum->parked += item->state == PAMOR_STATE_PARKED;
      sum->withdrawn += item->state == PAMOR_STATE_WITHDRAWN;
      sum->purged += item->state == PAMOR_STATE_PURGED;
      sum->drafts += item->state == PAMOR_STATE_DRAFT;
    }
  if (sim->breach == NULL)
    return;
  if (sum->failed++ == 0)
    sum->first_failed = sim->seed;
}

static void
tell (PamorSim *sim)
{
  if (sim->breach == NULL && !verbose)
    return;
  fprintf (stderr, "%sseed %" G_GUINT64_FORMAT ": %s\n",
           sim->breach != NULL && n_seeds > 1 ? "" : sim->trace->str, sim->seed,
           sim->breach == NULL ? "well" : sim->breach);
  if (sim->breach != NULL)
    fprintf (stderr, "  ./dev simulate --seeds 1 --seed %" G_GUINT64_FORMAT "\n", sim->seed);
}

/* Every n_jobs-th seed, from its own number on. */
static void
run_share (gint64 number,
           Sum   *sum)
{
  for (gint64 i = number; i < n_seeds; i += n_jobs)
    {
      g_autoptr (PamorSim) sim = pamor_sim_run (first_seed + i, find_plant ());

      count (sum, sim);
      tell (sim);
    }
}

static int
start_share (gint64 number)
{
  int ends[2];
  Sum sum = { 0 };

  if (pipe (ends) != 0)
    g_error ("No pipe");
  fflush (NULL);
  if (fork () != 0)
    {
      close (ends[1]);
      return ends[0];
    }
  pamor_sim_prepare ();
  run_share (number, &sum);
  if (write (ends[1], &sum, sizeof sum) != sizeof sum)
    g_error ("Nobody listens");
  exit (EXIT_SUCCESS);
}

static gboolean
add_share (int  end,
           Sum *total)
{
  Sum sum = { 0 };
  gboolean whole = read (end, &sum, sizeof sum) == sizeof sum;

  close (end);
  total->seeds += sum.seeds;
  total->requests += sum.requests;
  total->crashes += sum.crashes;
  total->items += sum.items;
  total->acknowledged += sum.acknowledged;
  total->parked += sum.parked;
  total->withdrawn += sum.withdrawn;
  total->purged += sum.purged;
  total->drafts += sum.drafts;
  total->longest_calm = MAX (total->longest_calm, sum.longest_calm);
  total->failed += sum.failed;
  for (guint i = 0; i < PAMOR_SIM_N_FAULTS; i++)
    total->fired[i] += sum.fired[i];
  return whole;
}

#define COUNT G_GUINT64_FORMAT

static void
report (const Sum *total,
        double     seconds)
{
  printf ("# %" COUNT " seeds in %.1f s (%.0f a second), %" COUNT " broke a promise\n",
          total->seeds, seconds, total->seeds / seconds, total->failed);
  printf ("# %" COUNT " requests, %" COUNT " deaths of the program, %" COUNT " things entered: %"
          COUNT " acknowledged, %" COUNT " parked, %" COUNT " withdrawn, %" COUNT " purged, %" COUNT
          " drafts\n",
          total->requests, total->crashes, total->items, total->acknowledged, total->parked,
          total->withdrawn, total->purged, total->drafts);
  printf ("# settled after at most %.1f h of calm\n", total->longest_calm / 3.6e9);
  for (guint i = 0; i < PAMOR_SIM_N_FAULTS; i++)
    printf ("#   %-16s %" COUNT "\n", pamor_sim_fault_get_nick (i), total->fired[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- a day with everything going wrong");
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();
  gboolean whole = TRUE;
  Sum total = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }
  n_jobs = CLAMP (n_jobs, 1, MAX (n_seeds, 1));
  if (n_jobs == 1) /* here, for a debugger */
    {
      pamor_sim_prepare ();
      run_share (0, &total);
    }
  for (gint64 i = 0; n_jobs > 1 && i < n_jobs; i++)
    {
      int end = start_share (i);

      g_array_append_val (ends, end);
    }
  for (guint i = 0; i < ends->len; i++)
    whole = add_share (g_array_index (ends, int, i), &total) && whole;
  while (wait (NULL) > 0)
    ;
  report (&total, (g_get_monotonic_time () - begun) / 1e6);
  return whole && total.failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
