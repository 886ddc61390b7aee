/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine asks that belongs to no row: the probe, the discovery document, the changes.
 * They use the lane of small requests. Every verdict of either lane is noted here, once. */
#include "sync/pamor-engine-private.h"

#include "base/pamor-error.h"
#include "sync/pamor-changes.h"

#define HOUR_US  ((gint64) 3600 * G_USEC_PER_SEC)
#define AGAIN_US ((gint64) 300 * G_USEC_PER_SEC)
#define MOST_PAGES 200 /* of changes at a time, for a server that never ends */

static void on_probed         (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_discovered     (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_discovery_kept (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_changes        (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_changes_kept   (GObject *source, GAsyncResult *result, gpointer user_data);

static PamorEngineLane *
get_lane (PamorEngine *self)
{
  return &self->lanes[PAMOR_LANE_SMALL];
}

static PamorLink
get_link (PamorEngine        *self,
          const PamorVerdict *verdict)
{
  gboolean open = self->circuit.state == PAMOR_CIRCUIT_OPEN;

  switch (verdict->class)
    {
    case PAMOR_VERDICT_LINK:
      return open ? PAMOR_LINK_OFFLINE : self->link; /* one stumble is no news */

    case PAMOR_VERDICT_SERVER:
      return open ? PAMOR_LINK_SERVER_DOWN : self->link;

    case PAMOR_VERDICT_THROTTLE:
      return PAMOR_LINK_SERVER_DOWN;

    case PAMOR_VERDICT_TLS:
      return PAMOR_LINK_UNTRUSTED;

    case PAMOR_VERDICT_PORTAL:
      return PAMOR_LINK_PORTAL;

    case PAMOR_VERDICT_AUTH:
      return PAMOR_LINK_LOG_IN;

    case PAMOR_VERDICT_UPGRADE:
      return PAMOR_LINK_UPGRADE;

    case PAMOR_VERDICT_OK:
    case PAMOR_VERDICT_TRANSIT:
    case PAMOR_VERDICT_RESYNC:
    case PAMOR_VERDICT_LOST:
    case PAMOR_VERDICT_INCOMPLETE:
    case PAMOR_VERDICT_ITEM:
    default:
      return self->log_in ? PAMOR_LINK_LOG_IN : PAMOR_LINK_ONLINE;
    }
}

/** pamor_engine_note: what a verdict says of the host, whatever it says of a row */
void
pamor_engine_note (PamorEngine        *self,
                   PamorOperation      op,
                   const PamorVerdict *verdict)
{
  gboolean probe = op == PAMOR_OP_PROBE || op == PAMOR_OP_DISCOVER;

  pamor_circuit_note (&self->circuit, verdict, probe, pamor_clock_get_boot (self->clock),
                      g_random_double ());
  if (self->circuit.state == PAMOR_CIRCUIT_OPEN)
    self->ask_anew = FALSE;
  if (verdict->class == PAMOR_VERDICT_AUTH)
    self->log_in = TRUE;
  if (verdict->http_status != 0)
    {
      self->last_contact = pamor_clock_get_wall (self->clock);
      pamor_engine_notify (self, PROP_LAST_CONTACT);
    }
  pamor_engine_set_link (self, get_link (self, verdict));
}

/** pamor_engine_ask: what belongs to no row. @cursor: (nullable): as in PamorRequest */
void
pamor_engine_ask (PamorEngine         *self,
                  PamorOperation       op,
                  const char          *cursor,
                  GAsyncReadyCallback  callback)
{
  PamorEngineLane *lane = get_lane (self);

  g_assert (lane->row == NULL);

  lane->busy = TRUE;
  pamor_request_clear (&lane->request);
  lane->request.op = op;
  lane->request.cursor = g_strdup (cursor);
  pamor_transport_exchange_async (self->transport, &lane->request, NULL, NULL, self->cancellable,
                                  callback, g_object_ref (self));
}

/* Returns: (transfer full) (nullable): NULL: it was cancelled */
static PamorVerdict *
finish (PamorEngine  *self,
        GAsyncResult *result)
{
  PamorVerdict *verdict = pamor_transport_exchange_finish (self->transport, result, NULL);

  if (verdict != NULL)
    {
      g_debug ("Request %d, %s", get_lane (self)->request.op,
               pamor_verdict_class_get_nick (verdict->class));
      pamor_engine_note (self, get_lane (self)->request.op, verdict);
    }
  return verdict;
}

/** pamor_engine_finish: Returns: (transfer full) (nullable): of what belongs to no row, what was
 * asked for; NULL: it did not come */
PamorVerdict *
pamor_engine_finish (PamorEngine  *self,
                     GAsyncResult *result)
{
  g_autoptr (PamorVerdict) verdict = finish (self, result);

  return verdict != NULL && verdict->class == PAMOR_VERDICT_OK ? g_steal_pointer (&verdict) : NULL;
}

/** pamor_engine_get_number: Returns: what is noted under the name @note; 0: nothing is */
gint64
pamor_engine_get_number (PamorEngine *self,
                         const char  *note)
{
  const char *number = pamor_store_get_note (self->store, note);

  return number == NULL ? 0 : g_ascii_strtoll (number, NULL, 10);
}

/** pamor_engine_finish_note: Returns: whether a note was kept; if not, the store failed */
gboolean
pamor_engine_finish_note (PamorEngine  *self,
                          GAsyncResult *result)
{
  GError *error = NULL;

  if (pamor_store_set_note_finish (self->store, result, &error))
    return TRUE;
  pamor_engine_fail (self, error);
  return FALSE;
}

/**
 * pamor_engine_finish_progress:
 *
 * Returns: whether progress was kept, or a correction meanwhile made it old, which is no failure:
 * the newer row is in the table; if neither, the store failed
 */
gboolean
pamor_engine_finish_progress (PamorEngine  *self,
                              GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  if (pamor_store_keep_progress_finish (self->store, result, &error)
      || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT))
    return TRUE;
  pamor_engine_fail (self, g_steal_pointer (&error));
  return FALSE;
}

/** pamor_engine_probe: the one question of a half-open circuit */
void
pamor_engine_probe (PamorEngine *self)
{
  pamor_engine_ask (self, PAMOR_OP_PROBE, NULL, on_probed);
}

static void
on_probed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  g_autoptr (PamorVerdict) verdict = finish (self, result);

  if (verdict == NULL) /* nothing learnt */
    pamor_circuit_suspect (&self->circuit);
  else if (verdict->class != PAMOR_VERDICT_OK)
    self->row_fell = FALSE; /* the host itself is away: no row need yield for that */
  pamor_engine_lane_end (get_lane (self));
}

/** pamor_engine_discover: a failure is no obstacle: what was known before, or the defaults, hold */
void
pamor_engine_discover (PamorEngine *self)
{
  self->discover_at = pamor_clock_get_boot (self->clock) + AGAIN_US;
  pamor_engine_ask (self, PAMOR_OP_DISCOVER, NULL, on_discovered);
}

static void
on_discovered (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  g_autoptr (PamorVerdict) verdict = pamor_engine_finish (self, result);
  g_autoptr (PamorDiscovery) fresh = pamor_discovery_new ();
  g_autofree char *note = NULL;

  if (verdict == NULL || !pamor_discovery_read (fresh, verdict->body))
    {
      pamor_engine_lane_end (get_lane (self));
      return;
    }
  self->discover_at = pamor_clock_get_boot (self->clock) + HOUR_US;
  pamor_discovery_free (self->discovery);
  self->discovery = g_steal_pointer (&fresh);
  pamor_engine_notify (self, PROP_ATTACHMENT_LIMIT);
  note = json_to_string (verdict->body, FALSE);
  pamor_store_set_note_async (self->store, "discovery", note, on_discovery_kept,
                              g_object_ref (self));
}

static void
on_discovery_kept (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);

  pamor_engine_finish_note (self, result);
  pamor_engine_lane_end (get_lane (self));
}

static void
set_changes_at (PamorEngine *self)
{
  gint64 spread = self->discovery->spread_s * G_USEC_PER_SEC * g_random_double ();

  self->changes_at = pamor_clock_get_boot (self->clock)
                     + self->discovery->changes_s * G_USEC_PER_SEC + spread;
  self->changes_late = self->changes_at;
}

/** pamor_engine_get_cursor: Returns: up to where the news were kept; "": none was */
const char *
pamor_engine_get_cursor (PamorEngine *self)
{
  const char *cursor = pamor_store_get_note (self->store, "cursor");

  return cursor == NULL ? "" : cursor;
}

/* What places are known in the feed is to be forgotten before it is told from its beginning. */
static void
begin_changes_anew (PamorEngine *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  self->changes_at = 0;
  get_lane (self)->busy = TRUE;
  pamor_store_keep_changes_async (self->store, none, "", on_changes_kept, g_object_ref (self));
}

/** pamor_engine_pull_changes: one page from where we stand; the next follows while there is more */
void
pamor_engine_pull_changes (PamorEngine *self)
{
  if (self->changes_anew)
    {
      begin_changes_anew (self);
      return;
    }
  set_changes_at (self);
  pamor_engine_ask (self, PAMOR_OP_GET_CHANGES, pamor_engine_get_cursor (self), on_changes);
}

static void
on_changes (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  g_autoptr (PamorVerdict) verdict = finish (self, result);
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *asked = g_strdup (get_lane (self)->request.cursor);
  const char *next = "";
  gboolean more = TRUE;

  if (verdict != NULL && verdict->class == PAMOR_VERDICT_OK)
    changes = pamor_changes_read (verdict->body, &next, &more);
  else if (verdict != NULL && verdict->class == PAMOR_VERDICT_LOST)
    {
      /* The cursor expired, or is ahead of the feed: anew, what is known does no harm. */
      changes = g_ptr_array_new ();
      pamor_engine_doubt (self);
    }

  if (changes == NULL || (g_str_equal (next, asked) && changes->len == 0))
    {
      self->changes_pages = 0;
      pamor_engine_lane_end (get_lane (self));
      return;
    }
  if (more && !g_str_equal (next, asked) && ++self->changes_pages < MOST_PAGES)
    self->changes_at = 0;
  else
    self->changes_pages = 0;
  pamor_store_keep_changes_async (self->store, changes, next, on_changes_kept, g_object_ref (self));
}

static void
on_changes_kept (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  GError *error = NULL;

  if (pamor_store_keep_changes_finish (PAMOR_STORE (source), result, &error))
    self->changes_anew = FALSE;
  else
    {
      set_changes_at (self);
      pamor_engine_fail (self, error);
    }
  pamor_engine_lane_end (get_lane (self));
}
