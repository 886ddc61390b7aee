/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of one row: take it from the table, ask the machine, read the bytes and check their
 * digest, keep the announced state, exchange, keep what came of it. Guarantees: nothing goes out
 * that was not announced on the disk first; what came back is kept whatever is cancelled. A row
 * dropped half-way is as after a crash: the table has it, and every request may be repeated. */
#include "sync/pamor-engine-private.h"

#include "base/pamor-error.h"
#include "sync/pamor-machine.h"

static void on_taken     (GObject *source, GAsyncResult *result, gpointer user_data);
static void begin_step   (PamorEngineLane *lane);
static void on_payload   (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_photo     (GObject *source, GAsyncResult *result, gpointer user_data);
static void announce     (PamorEngineLane *lane);
static void on_announced (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_exchanged (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_kept      (GObject *source, GAsyncResult *result, gpointer user_data);

/* A lane lives in its engine: each call under way holds the engine. */
static PamorEngineLane *
hold (PamorEngineLane *lane)
{
  g_object_ref (lane->engine);
  return lane;
}

static void
forget_photo (PamorEngineLane *lane)
{
  g_clear_pointer (&lane->photo_id, g_free);
  g_clear_pointer (&lane->photo, g_bytes_unref);
}

/** pamor_engine_lane_clear: frees what it holds; for the engine's end only, when nothing is under
 *   way */
void
pamor_engine_lane_clear (PamorEngineLane *lane)
{
  g_clear_object (&lane->row);
  pamor_request_clear (&lane->request);
  g_clear_pointer (&lane->known, g_free);
  forget_photo (lane);
}

/** pamor_engine_lane_end: the row is done with, for now; what comes next is decided anew */
void
pamor_engine_lane_end (PamorEngineLane *lane)
{
  g_clear_object (&lane->row);
  pamor_request_clear (&lane->request);
  g_clear_pointer (&lane->known, g_free);
  lane->in_flight = 0;
  lane->busy = FALSE;
  pamor_engine_turn (lane->engine);
}

/* The store failed. @error: (transfer full) */
static void
end_with_error (PamorEngineLane *lane,
                GError          *error)
{
  pamor_engine_fail (lane->engine, error);
  pamor_engine_lane_end (lane);
}

static void
show_progress (PamorEngineLane *lane)
{
  PamorEngine *self = lane->engine;
  PamorEngineLane *photos = &self->lanes[PAMOR_LANE_PHOTOS];

  if (lane != photos && photos->row != NULL)
    return;
  if (g_strcmp0 (self->sending_id, lane->row->id) != 0)
    {
      g_free (self->sending_id);
      self->sending_id = g_strdup (lane->row->id);
      pamor_engine_notify (self, PROP_SENDING_ID);
    }
  self->bytes_total = pamor_submission_bytes_total (lane->row);
  self->bytes_sent = MIN (self->bytes_total - pamor_submission_bytes_left (lane->row)
                          + lane->in_flight, self->bytes_total);
  pamor_engine_notify (self, PROP_BYTES_TOTAL);
  pamor_engine_notify (self, PROP_BYTES_SENT);
}

static void
on_progress (gint64   sent,
             gpointer user_data)
{
  PamorEngineLane *lane = user_data;

  lane->in_flight = sent;
  lane->engine->moved_at = pamor_clock_get_boot (lane->engine->clock);
  show_progress (lane);
}

/** pamor_engine_lane_start: one step of the row whose turn it is, if there is one */
void
pamor_engine_lane_start (PamorEngineLane *lane)
{
  g_assert (!lane->busy && lane->row == NULL);

  lane->busy = TRUE;
  pamor_store_take_async (lane->engine->store, lane->lane, on_taken, hold (lane));
}

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PamorEngineLane *lane = user_data;
  g_autoptr (PamorEngine) self = lane->engine;
  g_autoptr (PamorSubmission) taken = NULL;
  GError *error = NULL;

  taken = pamor_store_take_finish (PAMOR_STORE (source), result, &error);
  if (taken == NULL)
    {
      lane->look = FALSE;
      if (error != NULL)
        pamor_engine_fail (self, error);
      pamor_engine_lane_end (lane);
      return;
    }
  lane->row = pamor_submission_copy (taken);
  begin_step (lane);
}

static void
begin_step (PamorEngineLane *lane)
{
  PamorEngine *self = lane->engine;
  gboolean known = g_strcmp0 (lane->known, lane->row->id) == 0;
  gint64 chunk = pamor_pace_get_chunk (&self->pace, self->discovery->chunk_bytes,
                                       self->discovery->keeps_partial);
  gboolean asks;

  g_clear_pointer (&lane->known, g_free);
  lane->in_flight = 0;
  asks = pamor_machine_next (lane->row, known, chunk, &lane->request, &lane->length);
  g_assert (asks); /* the table offers no other */
  show_progress (lane);
  if (lane->request.op == PAMOR_OP_PUT_SUBMISSION)
    pamor_store_read_payload_async (self->store, lane->row->id, on_payload, hold (lane));
  else if (lane->request.op != PAMOR_OP_SEND_CHUNK)
    announce (lane);
  else if (g_strcmp0 (lane->photo_id, lane->request.attachment) == 0)
    announce (lane);
  else
    {
      forget_photo (lane);
      pamor_store_read_photo_async (self->store, lane->row->id, lane->request.attachment, on_photo,
                                    hold (lane));
    }
}

static gboolean
has_digest (GBytes     *bytes,
            const char *sha256)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_strcmp0 (digest, sha256) == 0;
}

/* What we have is not what was sealed, or is not there: nobody but a person can help. */
static void
park_damaged (PamorEngineLane *lane)
{
  pamor_machine_park_damaged (lane->row);
  pamor_store_keep_progress_async (lane->engine->store, lane->row, on_kept, hold (lane));
}

/* Whether @bytes are what was sealed; else sees to what follows. @error: (transfer full) */
static gboolean
is_sound (PamorEngineLane *lane,
          GBytes          *bytes,
          const char      *sha256,
          GError          *error)
{
  if (bytes != NULL && has_digest (bytes, sha256))
    return TRUE;

  if (bytes != NULL || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED)
      || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      park_damaged (lane);
    }
  else
    end_with_error (lane, error);
  return FALSE;
}

static void
on_payload (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PamorEngineLane *lane = user_data;
  g_autoptr (PamorEngine) self = lane->engine;
  g_autoptr (GBytes) payload = NULL;
  GError *error = NULL;

  payload = pamor_store_read_payload_finish (PAMOR_STORE (source), result, &error);
  if (!is_sound (lane, payload, lane->row->payload_sha256, error))
    return;
  lane->request.body = g_steal_pointer (&payload);
  announce (lane);
}

static void
on_photo (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PamorEngineLane *lane = user_data;
  g_autoptr (PamorEngine) self = lane->engine;
  PamorAttachment *attachment;
  g_autoptr (GBytes) photo = NULL;
  GError *error = NULL;

  attachment = pamor_submission_find_attachment (lane->row, lane->request.attachment);
  photo = pamor_store_read_photo_finish (PAMOR_STORE (source), result, &error);
  if (!is_sound (lane, photo, attachment->sha256, error))
    return;
  lane->photo_id = g_strdup (attachment->id);
  lane->photo = g_steal_pointer (&photo);
  announce (lane);
}

static void
announce (PamorEngineLane *lane)
{
  if (lane->request.op == PAMOR_OP_SEND_CHUNK)
    {
      gint64 left = (gint64) g_bytes_get_size (lane->photo) - lane->request.offset;

      lane->length = MIN (lane->length, MAX (left, 0));
      lane->request.body = g_bytes_new_from_bytes (lane->photo, lane->request.offset, lane->length);
    }
  pamor_store_keep_progress_async (lane->engine->store, lane->row, on_announced, hold (lane));
}

static void
on_announced (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PamorEngineLane *lane = user_data;
  g_autoptr (PamorEngine) self = lane->engine;
  GError *error = NULL;

  if (!pamor_store_keep_progress_finish (PAMOR_STORE (source), result, &error))
    {
      end_with_error (lane, error);
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable) || self->log_in
      || self->circuit.state != PAMOR_CIRCUIT_CLOSED) /* the other lane learnt it meanwhile */
    {
      pamor_engine_lane_end (lane);
      return;
    }
  lane->begun = pamor_clock_get_boot (self->clock);
  pamor_transport_exchange_async (self->transport, &lane->request, on_progress, lane,
                                  self->cancellable, on_exchanged, hold (lane));
}

static void
note_pace (PamorEngineLane    *lane,
           const PamorVerdict *verdict)
{
  PamorEngine *self = lane->engine;

  if (verdict->class == PAMOR_VERDICT_TRANSIT)
    forget_photo (lane); /* read and checked anew: the damage may be ours */
  if (lane->request.op != PAMOR_OP_SEND_CHUNK)
    return;
  if (verdict->class == PAMOR_VERDICT_OK)
    pamor_pace_went_well (&self->pace, lane->length,
                          pamor_clock_get_boot (self->clock) - lane->begun);
  else if (verdict->class == PAMOR_VERDICT_LINK)
    pamor_pace_failed (&self->pace);
}

static gboolean
is_trouble (const PamorCircuit *circuit)
{
  return circuit->state != PAMOR_CIRCUIT_CLOSED || circuit->failures > 0;
}

static void
wait_alone (PamorEngineLane *lane)
{
  PamorEngine *self = lane->engine;
  gint64 pause
    = pamor_circuit_get_pause (&self->circuit, lane->row->attempts, g_random_double ());

  if (pause > 0)
    lane->row->next_at = pamor_clock_get_wall (self->clock) + pause;
}

/* From here on nothing is cancelled: the server may have done its part. */
static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PamorEngineLane *lane = user_data;
  g_autoptr (PamorEngine) self = lane->engine;
  g_autoptr (PamorVerdict) verdict = NULL;
  gboolean again; /* the server fell over it the last time too */

  verdict = pamor_transport_exchange_finish (PAMOR_TRANSPORT (source), result, NULL);
  if (verdict == NULL)
    {
      pamor_engine_lane_end (lane);
      return;
    }
  g_debug ("%s: request %d, %s", lane->row->id, lane->request.op,
           pamor_verdict_class_get_nick (verdict->class));
  pamor_engine_note (self, lane->request.op, verdict);
  self->row_fell = lane->lane == PAMOR_LANE_SMALL && is_trouble (&self->circuit);
  note_pace (lane, verdict);
  if (verdict->class == PAMOR_VERDICT_LOST)
    pamor_engine_doubt (self);
  again = g_strcmp0 (lane->row->reason, pamor_verdict_class_get_nick (PAMOR_VERDICT_SERVER)) == 0;
  pamor_machine_apply (lane->row, &lane->request, lane->length, verdict,
                       pamor_clock_get_wall (self->clock));
  if (verdict->class == PAMOR_VERDICT_SERVER && again)
    wait_alone (lane);
  if (lane->request.op == PAMOR_OP_ASK_OFFSET && verdict->class == PAMOR_VERDICT_OK)
    lane->known = g_strdup (lane->row->id);
  if (lane->row->state == PAMOR_STATE_ACKNOWLEDGED)
    self->changes_at = 0;
  lane->in_flight = 0;
  show_progress (lane);
  pamor_store_keep_progress_async (self->store, lane->row, on_kept, hold (lane));
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PamorEngineLane *lane = user_data;
  g_autoptr (PamorEngine) self = lane->engine;
  GError *error = NULL;

  if (!pamor_store_keep_progress_finish (PAMOR_STORE (source), result, &error))
    end_with_error (lane, error);
  else if (lane->known != NULL && lane->row->state == PAMOR_STATE_UPLOADING
           && pamor_engine_is_active (self))
    begin_step (lane); /* its chunk belongs to the same turn, while the offset is true */
  else
    pamor_engine_lane_end (lane);
}
