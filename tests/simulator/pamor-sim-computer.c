/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The officer's computer: the program starts, ends, and dies in any step of its disk, the next
 * start among them. */
#include "pamor-sim.h"

#include "pamor-sim-disk.h"

#define MOST_DEATHS_IN_START 3

/** pamor_sim_pump: all that is to be done now; no time passes */
void
pamor_sim_pump (void)
{
  gint64 round = g_get_monotonic_time ();

  while (g_main_context_iteration (NULL, FALSE))
    {
      /* A GTask tells by the time of the loop's round whether it may return at once, so no two
       * rounds may have the same. */
      gint64 before = round;

      while (round == before)
        round = g_get_monotonic_time ();
    }
}

/** pamor_sim_await: as in pamor-test-await.h; for calls that need no time */
GAsyncResult *
pamor_sim_await (GAsyncResult **result)
{
  pamor_sim_pump ();
  g_assert (*result != NULL);
  return *result;
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
on_changed (PamorStore *store,
            const char *id,
            PamorSim   *sim)
{
  PamorSubmission *item = pamor_store_find (store, id);

  sim->changed = TRUE;
  if (item != NULL)
    pamor_sim_tell ("   %s %s r%u/%u, %u tries%s%s", pamor_sim_name (id),
                    pamor_state_get_nick (item->state), item->revision, item->server_revision,
                    item->attempts, item->reason == NULL ? "" : ", ",
                    item->reason == NULL ? "" : item->reason);
}

static PamorStore *
open_store (GError **error)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GAsyncResult) result = NULL;

  pamor_store_open_async (sim->folder, NULL, sim->clock, NULL, on_opened, &result);
  return pamor_store_open_finish (pamor_sim_await (&result), error);
}

/* What was synced is what there is, if the power went too. */
static void
rise_again (gboolean power_cut)
{
  pamor_sim_get ()->crashes++;
  pamor_sim_disk_restart (power_cut);
}

static void
begin_work (PamorSim *sim)
{
  g_signal_connect (sim->store, "changed", G_CALLBACK (on_changed), sim);
  sim->account = pamor_account_new (sim->store);
  sim->session = pamor_session_new (PAMOR_TOKEN_KEEPER (sim->account), sim->clock);
  sim->engine = pamor_engine_new (sim->store, PAMOR_TRANSPORT (sim->session));
  sim->changed = TRUE;
  pamor_sim_shown_judge ();
  pamor_sim_judge_reopened ();
  pamor_engine_start (sim->engine);
  pamor_sim_pump ();
}

/** pamor_sim_computer_start: Returns: FALSE where the disk does not let it */
gboolean
pamor_sim_computer_start (void)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GError) error = NULL;

  pamor_sim_statements_fail_in (0);
  for (guint deaths = 0;; deaths++)
    {
      if (deaths < MOST_DEATHS_IN_START && !sim->calm && pamor_sim_chance (5))
        pamor_sim_disk_die_in (1 + pamor_sim_draw (12));
      g_clear_error (&error);
      sim->store = open_store (&error);
      if (!pamor_sim_disk_is_dead ())
        break;
      g_clear_object (&sim->store);
      pamor_sim_tell ("it dies while it starts");
      rise_again (pamor_sim_chance (50));
    }
  pamor_sim_disk_die_in (0);
  if (sim->store == NULL)
    {
      pamor_sim_tell ("it does not start: %s", error->message);
      if (pamor_sim_disk_is_well ())
        pamor_sim_break ("the data folder does not open: %s", error->message);
      return FALSE;
    }
  pamor_sim_tell ("the program starts");
  if (pamor_store_get_damaged_file (sim->store) != NULL)
    pamor_sim_break ("the database is damaged after the last end");
  begin_work (sim);
  return TRUE;
}

/** pamor_sim_computer_stop: as a program ends; what is under way is broken off */
void
pamor_sim_computer_stop (void)
{
  PamorSim *sim = pamor_sim_get ();

  if (sim->store == NULL)
    return;
  pamor_engine_stop (sim->engine);
  pamor_sim_link_hang_up ();
  pamor_sim_pump ();
  g_signal_handlers_disconnect_by_data (sim->store, sim);
  g_clear_object (&sim->engine);
  g_clear_object (&sim->session);
  g_clear_object (&sim->account);
  pamor_sim_pump ();
  pamor_sim_shown_remember ();
  pamor_store_close (sim->store);
  g_assert_finalize_object (g_steal_pointer (&sim->store));
}

/** pamor_sim_computer_check: has it died? Then it starts anew from what its disk has */
void
pamor_sim_computer_check (void)
{
  PamorSim *sim = pamor_sim_get ();

  if (!pamor_sim_disk_is_dead ())
    return;
  pamor_sim_tell ("it dies%s", sim->power_cut ? ", as the power goes" : "");
  pamor_sim_computer_stop ();
  rise_again (sim->power_cut);
  pamor_sim_computer_start ();
}

static void
on_logged_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GError) error = NULL;
  gboolean done = pamor_session_log_in_finish (PAMOR_SESSION (source), result, &error);

  pamor_sim_tell ("the person logs in: %s", done ? "done" : error->message);
  if (done && sim->engine != NULL && PAMOR_SESSION (source) == sim->session)
    pamor_engine_wake (sim->engine, TRUE);
}

void
pamor_sim_log_in (void)
{
  pamor_session_log_in_async (pamor_sim_get ()->session, "https://e-open.example", "latihan",
                              "latihan", NULL, on_logged_in, NULL);
}
