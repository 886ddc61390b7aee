/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the city still hold what it gave a receipt for? A server that was restored from a backup has
 * forgotten the last days and says nothing of it. So its list is read whole and compared: after any
 * sign of a loss, and once a day where something older than that is in its hands. Guarantees: what
 * it no longer has is sent again while its bytes are here, and told to a person where they are not;
 * a list that breaks off, or that anything went wrong with, is no proof of anything. */
#include "sync/pamor-engine-private.h"

#include "sync/pamor-account.h"
#include "sync/pamor-holdings.h"

#define DAY_US   ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define AGAIN_US ((gint64) 300 * G_USEC_PER_SEC)
#define NOTE     "holdings" /* wall us, of the last list that was read to its end */
#define MOST_PAGES 1000     /* for a server that never ends */

static void on_page      (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_kept      (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_noted     (GObject *source, GAsyncResult *result, gpointer user_data);
static void keep_next    (PamorEngine *self);

/* Whether the city has held something for longer than a day that it was not asked about since. A
 * clock that was set back is no reason to wait for it. */
static gboolean
is_daily_due (PamorEngine *self)
{
  GListModel *items = pamor_store_get_items (self->store);
  const gint64 now = pamor_clock_get_wall (self->clock);
  const gint64 last = pamor_engine_get_number (self, NOTE);

  if (last <= now && now - last < DAY_US)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      if (item->state == PAMOR_STATE_ACKNOWLEDGED && now - item->sealed_at > DAY_US)
        return TRUE;
    }
  return FALSE;
}

/** pamor_engine_doubt: something that the city had is gone: what else is? */
void
pamor_engine_doubt (PamorEngine *self)
{
  self->holdings_doubted = TRUE;
}

/** pamor_engine_wants_holdings: Returns: whether the list is to be read now, or read on */
gboolean
pamor_engine_wants_holdings (PamorEngine *self)
{
  gint64 boot = pamor_clock_get_boot (self->clock);

  if (self->holdings != NULL)
    return TRUE;
  if (boot < self->holdings_at)
    return FALSE;
  if (self->holdings_doubted)
    return TRUE;
  if (boot < self->holdings_look_at)
    return FALSE;
  self->holdings_look_at = boot + AGAIN_US; /* it looks at all rows: not on every turn */
  return is_daily_due (self);
}

/** pamor_engine_pull_holdings: the next page of the list, the first where none was begun */
void
pamor_engine_pull_holdings (PamorEngine *self)
{
  if (self->holdings == NULL)
    {
      self->holdings = pamor_holdings_new (pamor_store_get_items (self->store),
                                           pamor_engine_get_number (self, PAMOR_ACCOUNT_SINCE));
      self->holdings_doubted = FALSE;
    }
  self->holdings_at = pamor_clock_get_boot (self->clock) + AGAIN_US;
  pamor_engine_ask (self, PAMOR_OP_LIST_SUBMISSIONS, pamor_holdings_get_after (self->holdings),
                    on_page);
}

/* Begun anew another time: nothing was learnt. */
static void
give_up (PamorEngine *self)
{
  g_clear_pointer (&self->holdings, pamor_holdings_free);
  self->holdings_doubted = TRUE;
  pamor_engine_lane_end (&self->lanes[PAMOR_LANE_SMALL]);
}

static void
on_page (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  g_autoptr (PamorVerdict) verdict = pamor_engine_finish (self, result);
  gboolean more = FALSE;

  if (verdict == NULL
      || pamor_holdings_get_since (self->holdings)
           != pamor_engine_get_number (self, PAMOR_ACCOUNT_SINCE)
      || !pamor_holdings_read (self->holdings, verdict->body, &more)
      || (more && pamor_holdings_get_pages (self->holdings) >= MOST_PAGES))
    {
      give_up (self);
      return;
    }
  if (more)
    pamor_engine_lane_end (&self->lanes[PAMOR_LANE_SMALL]);
  else
    keep_next (self);
}

/* The next of those that the city does not hold as it should; the table's row counts, not what was
 * seen when the list was begun. */
static PamorSubmission *
take_missed (PamorEngine *self)
{
  guint held;
  char *id;

  while ((id = pamor_holdings_steal_missed (self->holdings, &held)) != NULL)
    {
      g_autofree char *owned = id;
      g_autoptr (PamorSubmission) copy
        = pamor_submission_copy (pamor_store_find (self->store, owned)); /* only drafts go away */

      if (pamor_holdings_miss (copy, held))
        return g_steal_pointer (&copy);
    }
  return NULL;
}

static void
keep_next (PamorEngine *self)
{
  g_autoptr (PamorSubmission) missed = take_missed (self);
  g_autofree char *now = NULL;

  if (missed != NULL)
    {
      g_debug ("%s: the city no longer has it", missed->id);
      pamor_store_keep_progress_async (self->store, missed, on_kept, g_object_ref (self));
      return;
    }
  if (pamor_holdings_is_status_missed (self->holdings))
    self->changes_anew = TRUE;
  g_clear_pointer (&self->holdings, pamor_holdings_free);
  now = g_strdup_printf ("%" G_GINT64_FORMAT, pamor_clock_get_wall (self->clock));
  pamor_store_set_note_async (self->store, NOTE, now, on_noted, g_object_ref (self));
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);

  if (pamor_engine_finish_progress (self, result))
    keep_next (self);
  else
    give_up (self);
}

static void
on_noted (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);

  pamor_engine_finish_note (self, result);
  if (self->changes_anew)
    self->changes_at = 0;
  pamor_engine_lane_end (&self->lanes[PAMOR_LANE_SMALL]);
}
