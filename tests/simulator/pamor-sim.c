/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run: a day with everything that can go wrong, then the calm, in which all must come to its
 * end; then nothing more may be sent. */
#include "pamor-sim.h"

#include "practice/pamor-practice-store.h"

#include "pamor-sim-disk.h"

#include <glib/gstdio.h>
#include <sodium.h>

#define SECOND ((gint64) G_USEC_PER_SEC)
#define EPOCH  (G_GINT64_CONSTANT (1795161600) * SECOND) /* 2026-11-20T08:00:00Z */
#define CALM_AT_MOST (48 * 3600 * SECOND)
#define HELP_EVERY   (1200 * SECOND)
#define QUIET        (1300 * SECOND) /* longer than the changes are ever waited for */

static PamorSim *current;
static char     *folder;       /* real, and empty but for the lock and a name that is looked for */
static GBytes   *computer_image, *office_image; /* both logged in with each other */

PamorSim *
pamor_sim_get (void)
{
  return current;
}

static const char *
get_random_name (void)
{
  return "simulated";
}

static uint32_t
get_random (void)
{
  return pamor_sim_draw (G_MAXUINT32);
}

static void
fill_random (void *const  buffer,
             const size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((guint8 *) buffer)[i] = pamor_sim_draw (256);
}

static randombytes_implementation random_numbers = {
  .implementation_name = get_random_name, .random = get_random, .buf = fill_random
};

/* Whether there is a database is asked of the folder, not of SQLite. */
static void
make_name (void)
{
  g_autofree char *path = g_build_filename (folder, "pamor.db", NULL);
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  if (!g_file_set_contents (path, "", 0, &error))
    g_error ("%s", error->message);
}

static PamorSim *
sim_new (guint64       seed,
         PamorSimPlant plant)
{
  PamorSim *self = g_new0 (PamorSim, 1);

  self->seed = self->random = seed;
  self->plant = plant;
  self->trace = g_string_new (NULL);
  self->clock = pamor_clock_new_simulated (EPOCH);
  self->epoch = EPOCH - pamor_clock_get_boot (self->clock);
  self->jumped_at = -3600 * SECOND;
  self->folder = folder;
  self->exchanges = g_ptr_array_new ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_sim_item_free);
  self->weather = PAMOR_SIM_N_FAULTS;
  self->chunk_bytes = 1048576;
  g_random_set_seed ((guint32) seed);
  return self;
}

void
pamor_sim_free (PamorSim *self)
{
  g_string_free (self->trace, TRUE);
  g_object_unref (self->clock);
  g_ptr_array_unref (self->exchanges);
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->backup, g_bytes_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_free (self->breach);
  g_free (self);
}

/* Time goes on to the next event, and all that follows from it is done. FALSE: there is none. */
static gboolean
step (void)
{
  if (!pamor_clock_run_next_timer (current->clock))
    return FALSE;
  pamor_sim_pump ();
  pamor_sim_computer_check ();
  pamor_sim_judge_step ();
  return current->breach == NULL;
}

static void
run_for (gint64 us)
{
  gint64 until = pamor_clock_get_boot (current->clock) + us;

  while (pamor_clock_get_boot (current->clock) < until && step ())
    ;
}

/* Every end is an end of the program too; what was still on its way arrives at nobody. */
static void
wind_up (void)
{
  current->calm = TRUE;
  pamor_sim_disk_set_state (PAMOR_SIM_DISK_WELL);
  pamor_sim_computer_stop ();
  while (pamor_clock_run_next_timer (current->clock))
    pamor_sim_pump ();
  pamor_sim_office_close ();
}

static void
draw_kinds (PamorSim *self)
{
  static const guint percents[] = { 2, 10, 25, 50, 75 };
  guint share = 10 + pamor_sim_draw (80);

  for (guint i = 0; i < PAMOR_SIM_N_FAULTS; i++)
    self->kinds[i] = pamor_sim_chance (share);
  self->percent = percents[pamor_sim_draw (G_N_ELEMENTS (percents))];
  self->chunk_bytes = 1024 << pamor_sim_draw (5);
  self->acts_left = 3 + pamor_sim_draw (5);
}

static void
begin (PamorSim *self)
{
  pamor_sim_disk_clear ();
  make_name ();
  pamor_sim_disk_set_lying (self->plant == PAMOR_SIM_PLANT_LYING_DISK);
  pamor_sim_disk_set_file ("pamor.db", computer_image);
  draw_kinds (self);
  self->backup = g_bytes_ref (office_image);
  pamor_sim_office_open (office_image);
  if (pamor_sim_chance (50))
    {
      pamor_practice_store_begin (self->office);
      pamor_practice_store_set_mood (self->office, PAMOR_MOOD_PARTIALS_DROPPED);
      pamor_practice_store_commit (self->office, NULL);
    }
  pamor_sim_computer_start ();
  pamor_sim_person_begin ();
  pamor_sim_fate_begin ();
}

static void
calm_down (PamorSim *self)
{
  gint64 begun = pamor_clock_get_boot (self->clock);

  pamor_sim_tell ("from now on nothing goes wrong any more");
  self->calm = TRUE;
  self->weather = PAMOR_SIM_N_FAULTS;
  pamor_sim_disk_set_state (PAMOR_SIM_DISK_WELL);
  pamor_sim_disk_die_in (0);
  pamor_sim_statements_fail_in (0);
  do
    {
      pamor_sim_person_help ();
      pamor_sim_pump ();
      run_for (HELP_EVERY);
    }
  while (self->breach == NULL && !pamor_sim_is_settled ()
         && pamor_clock_get_boot (self->clock) - begun < CALM_AT_MOST);
  self->settled_after = pamor_clock_get_boot (self->clock) - begun;
  if (self->breach == NULL && !pamor_sim_is_settled ())
    pamor_sim_break ("after two days of calm something still waits");
}

/* A further sync sends nothing, and brings the last news. What a restored office lost is found and
 * sent again within a day, so that there it may. */
static void
sync_once_more (PamorSim *self)
{
  guint64 bodies = self->bodies;

  pamor_engine_wake (self->engine, TRUE);
  run_for (QUIET);
  if (self->breach == NULL && self->restorations == 0 && self->bodies != bodies)
    pamor_sim_break ("a further sync sent something again");
}

static void
come_to_rest (PamorSim *self)
{
  calm_down (self);
  if (self->breach == NULL)
    sync_once_more (self);
  if (self->breach == NULL)
    pamor_sim_judge_end ();
}

static void
let_weeks_pass (PamorSim *self)
{
  pamor_sim_weeks_begin ();
  pamor_engine_wake (self->engine, TRUE);
  run_for (QUIET);
  if (self->breach == NULL)
    pamor_sim_weeks_pass ();
  if (self->breach == NULL)
    come_to_rest (self);
}

/**
 * pamor_sim_run:
 *
 * Returns: (transfer full): the run, over; its breach says what was broken, if anything
 */
PamorSim *
pamor_sim_run (guint64       seed,
               PamorSimPlant plant)
{
  PamorSim *self = sim_new (seed, plant);

  current = self;
  begin (self);
  while (self->acts_left > 0 && step ())
    ;
  if (self->breach == NULL)
    come_to_rest (self);
  if (self->breach == NULL && pamor_sim_chance (20))
    let_weeks_pass (self);
  wind_up ();
  return self;
}

static void
make_folder (void)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("pamor-simulator-XXXXXX", &error);
  if (folder == NULL)
    g_error ("%s", error->message);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/** pamor_sim_prepare: once in a process: an office, and a computer that is logged in there */
void
pamor_sim_prepare (void)
{
  g_autoptr (PamorSim) self = NULL;

  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE); /* the real one has nothing to say here */
  make_folder ();
  atexit (remove_folder);
  self = sim_new (0, PAMOR_SIM_PLANT_NONE);
  current = self;
  self->calm = TRUE;
  if (randombytes_set_implementation (&random_numbers) != 0 || sodium_init () < 0)
    g_error ("libsodium can't start");
  pamor_sim_disk_register (pamor_sim_draw);
  pamor_sim_office_open (NULL);
  pamor_sim_computer_start ();
  pamor_sim_log_in ();
  run_for (60 * SECOND);
  if (!pamor_account_is_logged_in (self->account))
    g_error ("Nobody can log in:\n%s", self->trace->str);
  pamor_sim_computer_stop ();
  computer_image = pamor_sim_disk_get_file ("pamor.db");
  make_name ();
  wind_up ();
  office_image = pamor_sim_disk_get_file ("practice.db");
}
