/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The officer's day: enters, corrects, withdraws, tries again, logs in where it is asked for. */
#include "pamor-sim.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define DAY    (86400 * SECOND)

typedef gboolean (*Choice) (PamorSubmission *item);

static gboolean
is_draft (PamorSubmission *item)
{
  return item->state == PAMOR_STATE_DRAFT;
}

static gboolean
is_parked (PamorSubmission *item)
{
  return item->state == PAMOR_STATE_PARKED;
}

/* As the command line lets him; what is on its way the engine holds, as it can't while that has the
 * folder. Too late for some, which the office has to say. */
static gboolean
is_asked_back (PamorSubmission *item)
{
  return item->state == PAMOR_STATE_ACKNOWLEDGED
         || (is_parked (item) && pamor_submission_can_withdraw (item));
}

/* Returns: (transfer none) (nullable): one that suits, drawn */
static PamorSimItem *
choose (Choice suits)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GPtrArray) suiting = g_ptr_array_new ();

  for (guint i = 0; i < sim->items->len; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];
      PamorSubmission *shown = pamor_store_find (sim->store, item->id);

      if (shown != NULL && suits (shown))
        g_ptr_array_add (suiting, item);
    }
  return suiting->len == 0 ? NULL : suiting->pdata[pamor_sim_draw (suiting->len)];
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  pamor_store_keep_progress_finish (PAMOR_STORE (source), result, NULL);
}

static void
withdraw (PamorSimItem *item)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (PamorSubmission) copy
    = pamor_submission_copy (pamor_store_find (sim->store, item->id));

  item->asked_back = TRUE;
  pamor_sim_tell ("the person withdraws #%u", item->number);
  copy->state = PAMOR_STATE_WITHDRAWING;
  copy->next_at = 0;
  pamor_store_keep_progress_async (sim->store, copy, on_kept, NULL);
}

static void
retry (PamorSimItem *item)
{
  pamor_sim_tell ("the person tries #%u again", item->number);
  pamor_engine_retry (pamor_sim_get ()->engine, item->id);
}

/** pamor_sim_tell_citizen: ticks that he knows of the status of @item */
void
pamor_sim_tell_citizen (PamorSimItem *item)
{
  PamorSim *sim = pamor_sim_get ();

  pamor_sim_tell ("the citizen of #%u is told", item->number);
  pamor_store_set_told_async (sim->store, pamor_store_find (sim->store, item->id), TRUE, NULL,
                              NULL);
}

/* Sometimes after weeks. */
static void
restart (void)
{
  pamor_sim_tell ("the person restarts the program");
  pamor_sim_computer_stop ();
  if (pamor_sim_chance (15))
    pamor_clock_suspend (pamor_sim_get ()->clock, (8 + pamor_sim_draw (30)) * DAY);
  pamor_sim_computer_start ();
}

static void
send_now (void)
{
  PamorSim *sim = pamor_sim_get ();

  pamor_sim_tell ("the person says: send now");
  if (pamor_engine_get_link (sim->engine) == PAMOR_LINK_LOG_IN)
    pamor_sim_log_in ();
  else
    pamor_engine_wake (sim->engine, TRUE);
}

static void
act (void)
{
  PamorSimItem *item = NULL;
  guint what = pamor_sim_draw (100);

  if (what < 25 || pamor_sim_get ()->items->len < 2)
    pamor_sim_enter_new ();
  else if (what < 37 && (item = choose (is_draft)) != NULL)
    pamor_sim_finish_draft (item);
  else if (what < 57 && (item = choose (pamor_submission_can_correct)) != NULL)
    pamor_sim_correct (item);
  else if (what < 72 && (item = choose (is_parked)) != NULL)
    retry (item);
  else if (what >= 72 && what < 79 && (item = choose (is_asked_back)) != NULL)
    withdraw (item);
  else if (what < 81 && (item = choose (pamor_submission_is_untold)) != NULL)
    pamor_sim_tell_citizen (item);
  else if (what < 86)
    restart ();
  else
    send_now ();
}

static gboolean
on_act (gpointer user_data)
{
  PamorSim *sim = pamor_sim_get ();

  if (sim->calm)
    return G_SOURCE_REMOVE;
  if (sim->acts_left > 0)
    sim->acts_left--;
  if (sim->store == NULL)
    pamor_sim_computer_start ();
  else
    act ();
  pamor_sim_person_begin ();
  return G_SOURCE_REMOVE;
}

/** pamor_sim_person_begin: acts now and then, until the calm */
void
pamor_sim_person_begin (void)
{
  gint64 wait = pamor_sim_chance (80) ? pamor_sim_draw (30) : pamor_sim_draw (1200);

  pamor_clock_add_timer (pamor_sim_get ()->clock, wait * SECOND + 1, on_act, NULL);
}

/** pamor_sim_person_help: what a person does who wants to go home with everything sent */
void
pamor_sim_person_help (void)
{
  PamorSim *sim = pamor_sim_get ();

  if (sim->store == NULL && !pamor_sim_computer_start ())
    return;
  for (guint i = 0; i < sim->items->len; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];
      PamorSubmission *shown = pamor_store_find (sim->store, item->id);

      if (shown != NULL && is_parked (shown))
        retry (item);
    }
  send_now ();
}
