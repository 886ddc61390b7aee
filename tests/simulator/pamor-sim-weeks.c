/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weeks after: the office has done its part, the citizens have theirs in hand or were told, and
 * the program is opened again, perhaps more than once as it dies over it. Then what is settled for
 * long enough is gone from the computer, and only that. */
#include "pamor-sim.h"

#include "pamor-sim-disk.h"

#define DAY ((gint64) 86400 * G_USEC_PER_SEC)

/** pamor_sim_weeks_begin: the office is done with some of what it has */
void
pamor_sim_weeks_begin (void)
{
  PamorSim *sim = pamor_sim_get ();

  for (guint i = 0; i < sim->items->len; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];

      if (item->state == PAMOR_STATE_ACKNOWLEDGED && pamor_sim_chance (70))
        pamor_sim_office_say (item->id, pamor_sim_chance (60) ? "collected" : "done", FALSE);
    }
}

static gboolean
is_due (PamorSubmission *item,
        gint64           now)
{
  gint64 since = MAX (item->status_at, item->received_at);

  if (item->state == PAMOR_STATE_WITHDRAWN)
    return item->changed_at <= now - 7 * DAY;
  if (item->state != PAMOR_STATE_ACKNOWLEDGED)
    return FALSE;
  if (item->status == PAMOR_STATUS_COLLECTED)
    return since <= now - 7 * DAY;
  return item->status == PAMOR_STATUS_DONE && item->told_status == item->status
         && item->told_at == item->status_at && item->status_at <= now - 30 * DAY
         && item->received_at <= now - 7 * DAY;
}

/* Settled itself, or in whose place something came that is. */
static gboolean
goes (GPtrArray       *shown,
      PamorSubmission *item,
      gint64           now)
{
  if (is_due (item, now) || pamor_submission_is_emptied (item))
    return TRUE;
  for (guint i = 0; item->replaced_by != NULL && i < shown->len; i++)
    if (g_str_equal (((PamorSubmission *) shown->pdata[i])->id, item->replaced_by))
      return goes (shown, shown->pdata[i], now);
  return FALSE;
}

static void
tell_citizens (PamorSim *sim)
{
  for (guint i = 0; i < sim->items->len; i++)
    {
      PamorSubmission *shown
        = pamor_store_find (sim->store, ((PamorSimItem *) sim->items->pdata[i])->id);

      if (shown != NULL && pamor_submission_is_untold (shown) && pamor_sim_chance (60))
        pamor_sim_tell_citizen (sim->items->pdata[i]);
    }
  pamor_sim_pump ();
}

/** pamor_sim_weeks_pass: and the program starts again */
void
pamor_sim_weeks_pass (void)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GPtrArray) before = NULL;
  gint64 now;

  tell_citizens (sim);
  pamor_sim_computer_stop ();
  before = g_ptr_array_ref (sim->shown);
  pamor_clock_suspend (sim->clock, (gint64) (5 + pamor_sim_draw (35)) * DAY);
  now = pamor_clock_get_wall (sim->clock);
  pamor_sim_tell ("weeks pass");
  if (pamor_sim_chance (50))
    pamor_sim_disk_die_in (1 + pamor_sim_draw (80));
  pamor_sim_computer_start ();
  for (guint i = 0; sim->breach == NULL && i < before->len; i++)
    {
      PamorSubmission *was = before->pdata[i];
      PamorSubmission *item = pamor_store_find (sim->store, was->id);
      gboolean gone = item == NULL || pamor_submission_is_emptied (item);

      if (gone != goes (before, was, now))
        pamor_sim_break ("%s %s", pamor_sim_name (was->id),
                         gone ? "was purged before its time" : "should have been purged");
    }
}
