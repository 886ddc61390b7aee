/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a stolen computer need not give away: once the city is done with something and nobody
 * waits for it, or the citizen took it back, its contents go. Guarantees: what may still be asked
 * for, or told, is not touched; of what goes, ids, digests, the city's number, the times and the
 * history without its words stay; each goes whole or not at all. What was withdrawn stays that. */
#include "store/pamor-store-private.h"

#define DAY_US ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define COLLECTED_DAYS 7 /* after the citizen has it in hand, or took it back */
#define DONE_DAYS 30     /* the citizen knows, and nobody says that it was collected; the
                          * catalogue's consent.json promises it */
#define MOST 20          /* at one opening: photos are overwritten, which takes its time */

#define LIST_SETTLED \
  "SELECT id, status_at FROM submission WHERE state = 'acknowledged' AND received_at <= ?1 " \
  "AND ((status = 'collected' AND status_at <= ?1) OR (status = 'done' AND status_at <= ?2 " \
  "AND told_status = status AND told_at = status_at)) " \
  "UNION ALL SELECT id, changed_at FROM submission " \
  "WHERE state = 'withdrawn' AND changed_at <= ?1 AND payload_size > 0 ORDER BY 2 LIMIT ?3"

static const char *const deletions[] = {
  "DELETE FROM payload WHERE submission = ?1",
  "DELETE FROM form WHERE submission = ?1",
  "DELETE FROM content WHERE attachment IN (SELECT n FROM attachment WHERE submission = ?1)",
  "UPDATE history SET text = NULL WHERE submission = ?1",
};

static void
drop (char **text)
{
  g_free (*text);
  *text = NULL;
}

/* The number stands in the place of the name, or where the city gave none, what it was. */
static void
forget_people (PamorSubmission *item)
{
  drop (&item->title);
  item->title = g_strdup (item->number != NULL ? item->number : item->service);
  drop (&item->subject);
  drop (&item->street);
  drop (&item->phone);
  drop (&item->case_name);
  drop (&item->qr);
  drop (&item->status_text);
  g_clear_pointer (&item->people, g_ptr_array_unref);
  pamor_submission_set_reason (item, NULL, NULL, NULL);
}

static gboolean purge (PamorStore *self, const char *id, GError **error);

/* What @item was handed in in place of is settled with it. */
static gboolean
purge_replaced (PamorStore       *self,
                PamorSubmission  *item,
                GError          **error)
{
  GError *failed = NULL;
  g_autoptr (PamorSubmission) old = NULL;

  if (item->replaces != NULL)
    old = pamor_store_find_row (self, item->replaces, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  return old == NULL || g_strcmp0 (old->replaced_by, item->id) != 0 || purge (self, old->id, error);
}

static gboolean
purge (PamorStore  *self,
       const char  *id,
       GError     **error)
{
  g_autoptr (PamorSubmission) item = pamor_store_read_row (self, id, error);

  if (item == NULL)
    return FALSE;
  if (pamor_submission_is_emptied (item)) /* by itself, or with what took its place */
    return TRUE;
  forget_people (item);
  item->payload_size = 0;
  if (item->state != PAMOR_STATE_WITHDRAWN)
    item->state = PAMOR_STATE_PURGED;
  item->changed_at = pamor_clock_get_wall (self->clock);
  for (gsize i = 0; i < G_N_ELEMENTS (deletions); i++)
    if (!pamor_store_run_for (self, deletions[i], id, error))
      return FALSE;
  return pamor_store_write_row (self, item, error)
         && pamor_store_write_history (self, id, item->changed_at,
                                       pamor_state_get_nick (PAMOR_STATE_PURGED), NULL, NULL,
                                       error)
         && purge_replaced (self, item, error);
}

/** pamor_store_purge: the oldest of what is settled for long. In the worker, in a transaction. */
gboolean
pamor_store_purge (PamorStore  *self,
                   GError     **error)
{
  g_autoptr (PamorStatement) list = pamor_database_prepare (self->db, LIST_SETTLED);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const gint64 now = pamor_clock_get_wall (self->clock);

  g_assert (pamor_worker_is_current (self->worker));

  pamor_statement_bind_int (list, now - COLLECTED_DAYS * DAY_US);
  pamor_statement_bind_int (list, now - DONE_DAYS * DAY_US);
  pamor_statement_bind_int (list, MOST);
  while (pamor_statement_next (list, error))
    g_ptr_array_add (ids, pamor_statement_dup_text (list, 0));
  if (!pamor_statement_is_done (list))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!purge (self, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}
