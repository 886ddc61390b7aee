/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program showed when it ended, be it that the power went, is what it shows when it starts
 * again: the last thing that anybody was told is the first that a careless disk loses. Only where
 * it died in a step of its disk nobody can say whether that was the last one needed. */
#include "pamor-sim.h"

#include "pamor-sim-disk.h"

/** pamor_sim_shown_remember: as the program ends; its store is still there */
void
pamor_sim_shown_remember (void)
{
  PamorSim *sim = pamor_sim_get ();
  GListModel *items = pamor_store_get_items (sim->store);

  g_clear_pointer (&sim->shown, g_ptr_array_unref);
  if (pamor_sim_disk_is_torn ())
    return;
  sim->shown = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    g_ptr_array_add (sim->shown, g_list_model_get_item (items, i));
}

/* Bytes that the office is known to have; it is told of each photo by itself. */
static gint64
get_progress (PamorSubmission *item)
{
  gint64 sum = 0;

  for (guint i = 0; i < item->attachments->len; i++)
    sum += ((PamorAttachment *) item->attachments->pdata[i])->offset;
  return sum;
}

/* The next start queues what was being sent, and purges what is settled for long. */
static gboolean
is_state_after (PamorState after,
                PamorState before)
{
  return after == before || after == PAMOR_STATE_PURGED
         || (before == PAMOR_STATE_SENDING && after == PAMOR_STATE_QUEUED);
}

static gboolean
is_as_shown (PamorSubmission *now,
             PamorSubmission *was)
{
  if (pamor_submission_is_emptied (now) && !pamor_submission_is_emptied (was))
    return now->revision == was->revision && now->status_at == was->status_at;
  return is_state_after (now->state, was->state) && now->changed_at == was->changed_at
         && now->revision == was->revision && now->server_revision == was->server_revision
         && now->attempts == was->attempts && now->next_at == was->next_at
         && now->status == was->status && now->status_at == was->status_at
         && now->told_at == was->told_at && g_strcmp0 (now->number, was->number) == 0
         && g_strcmp0 (now->payload_sha256, was->payload_sha256) == 0
         && now->attachments->len == was->attachments->len
         && get_progress (now) == get_progress (was);
}

/** pamor_sim_shown_judge: as it starts again */
void
pamor_sim_shown_judge (void)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GPtrArray) shown = g_steal_pointer (&sim->shown);

  if (shown == NULL)
    return;
  if (g_list_model_get_n_items (pamor_store_get_items (sim->store)) != shown->len)
    pamor_sim_break ("%u things were there when it ended, not as many now", shown->len);
  for (guint i = 0; i < shown->len; i++)
    {
      PamorSubmission *was = shown->pdata[i];
      PamorSubmission *now = pamor_store_find (sim->store, was->id);

      if (now == NULL || !is_as_shown (now, was))
        pamor_sim_break ("%s is not what was shown when it ended", pamor_sim_name (was->id));
    }
}
