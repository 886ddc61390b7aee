/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-fleet.h"

#include "store/pamor-store.h"
#include "sync/pamor-circuit.h"
#include "sync/pamor-machine.h"
#include "sync/pamor-pace.h"

#include <math.h>

#define TICK_S        0.1
#define ROUND_TRIP_S  0.06
#define HEAD_BYTES    700 /* of a request and its reply, TLS and all */
#define FORM_BYTES    3000
#define PATIENCE_S    45 /* the client's, with a server that does not move */
#define COME_BACK_S   30
#define LIMIT_BYTES   (1024 * 1024)
#define GIVE_UP_S     (24 * 3600)
#define MINUTE_S      60

typedef struct
{
  PamorSubmission *row; /* owned */
  gint64           arrived[8]; /* of each photo */
  gboolean         created;
} Item;

/* One exchange at a time, as the engine has them. */
typedef struct
{
  Item         *item;      /* (nullable): busy; NULL with busy: the probe */
  gboolean      busy, probing, served;
  PamorRequest  request;
  gint64        length;    /* of a chunk */
  double        left;      /* bytes still to go out */
  double        rest_s;    /* of the round trip */
  double        waited_s;  /* in front of the server */
  double        begun;
  Item         *known;     /* (nullable): its offset was told just now */
} Lane;

typedef struct
{
  Item         *items;
  Lane          lanes[2];  /* by PamorLane */
  PamorCircuit  circuit;
  PamorPace     pace;
  double        asked[64]; /* when, newest last; a ring */
  guint         n_asked, open;
  double        drop_at;   /* seconds of sending left until the link breaks */
} Officer;

typedef struct
{
  const PamorFleetPlan *plan;
  PamorFleetResult     *result;
  GRand                *random;
  Officer              *officers;
  double                now;
  guint                 serving, sending;
} Fleet;

static gint64
to_us (double seconds)
{
  return (gint64) (seconds * G_USEC_PER_SEC) + 1;
}

static gboolean
is_down (const Fleet *self)
{
  return self->now < self->plan->outage_s;
}

static Item
make_item (const PamorFleetPlan *plan)
{
  Item item = { pamor_submission_new () };
  g_autoptr (GBytes) photo = g_bytes_new_static ("photo", 5);

  item.row->id = g_uuid_string_random ();
  item.row->state = PAMOR_STATE_QUEUED;
  item.row->revision = 1;
  item.row->payload_size = FORM_BYTES;
  item.row->payload_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
  for (guint i = 0; i < plan->photos; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      PamorAttachment *attachment = pamor_attachment_new (id, "KK", photo);

      attachment->size = plan->photo_bytes;
      g_ptr_array_add (item.row->attachments, attachment);
    }
  item.row->manifest_sha256
    = pamor_submission_make_manifest_sha256 (item.row->payload_sha256, item.row->attachments);
  return item;
}

/* Of what is due the one with the fewest attempts, as the table gives it out. */
static Item *
take (Fleet   *self,
      Officer *officer,
      guint    lane)
{
  Item *best = NULL;

  for (guint i = 0; i < self->plan->submissions; i++)
    {
      PamorSubmission *row = officer->items[i].row;
      gboolean photos = row->state == PAMOR_STATE_UPLOADING;

      if (row->state == PAMOR_STATE_ACKNOWLEDGED || photos != (lane == PAMOR_LANE_PHOTOS)
          || row->next_at > to_us (self->now))
        continue;
      if (best == NULL || row->attempts < best->row->attempts)
        best = &officer->items[i];
    }
  return best;
}

static void
count_request (Fleet   *self,
               Officer *officer)
{
  guint within = 0;

  officer->asked[officer->n_asked++ % G_N_ELEMENTS (officer->asked)] = self->now;
  if (!is_down (self))
    return;
  for (guint i = 0; i < MIN (officer->n_asked, G_N_ELEMENTS (officer->asked)); i++)
    within += officer->asked[i] > self->now - MINUTE_S;
  self->result->most_a_minute = MAX (self->result->most_a_minute, within);
}

static void
go_out (Fleet   *self,
        Officer *officer,
        Lane    *lane)
{
  lane->busy = TRUE;
  lane->served = FALSE;
  lane->rest_s = ROUND_TRIP_S;
  lane->waited_s = 0;
  lane->begun = self->now;
  lane->left = HEAD_BYTES + lane->length;
  if (!lane->probing && lane->request.op == PAMOR_OP_PUT_SUBMISSION)
    lane->left += FORM_BYTES;
  count_request (self, officer);
}

static void
begin (Fleet   *self,
       Officer *officer,
       guint    which)
{
  Lane *lane = &officer->lanes[which];
  Item *item = lane->known != NULL ? lane->known : take (self, officer, which);

  if (item == NULL)
    return;
  pamor_request_clear (&lane->request);
  if (!pamor_machine_next (item->row, lane->known == item,
                           pamor_pace_get_chunk (&officer->pace, LIMIT_BYTES,
                                                 self->plan->keeps_partial),
                           &lane->request, &lane->length))
    return;
  lane->known = NULL;
  lane->item = item;
  go_out (self, officer, lane);
}

static void
act (Fleet   *self,
     Officer *officer)
{
  Lane *small = &officer->lanes[PAMOR_LANE_SMALL], *photos = &officer->lanes[PAMOR_LANE_PHOTOS];

  if (officer->open == 0 || !pamor_circuit_let_pass (&officer->circuit, to_us (self->now)))
    return;
  if (officer->circuit.state == PAMOR_CIRCUIT_HALF_OPEN)
    {
      if (small->busy || photos->busy)
        return;
      small->probing = TRUE;
      small->length = 0;
      go_out (self, officer, small);
      return;
    }
  if (!small->busy && (!photos->busy || pamor_circuit_lanes (&officer->circuit) > 1))
    begin (self, officer, PAMOR_LANE_SMALL);
  if (!photos->busy && (!small->busy || pamor_circuit_lanes (&officer->circuit) > 1))
    begin (self, officer, PAMOR_LANE_PHOTOS);
}

static void
list_missing (const Item   *item,
              PamorVerdict *verdict)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < item->row->attachments->len; i++)
    {
      const PamorAttachment *attachment = item->row->attachments->pdata[i];

      if (item->arrived[i] < attachment->size)
        g_strv_builder_add (ids, attachment->id);
    }
  verdict->missing = g_strv_builder_end (ids);
  verdict->incomplete = verdict->missing[0] != NULL;
}

/* What a sound server answers to a request that came whole. */
static PamorVerdict *
serve (Lane *lane)
{
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  Item *item = lane->item;
  guint photo = lane->request.attachment != NULL ? atoi (lane->request.attachment) : 0;
  g_autofree char *receipt = NULL;

  verdict->http_status = 200;
  if (lane->request.op == PAMOR_OP_PUT_SUBMISSION)
    {
      item->created = TRUE;
      list_missing (item, verdict);
    }
  else if (lane->request.op == PAMOR_OP_SEND_CHUNK && lane->request.offset != item->arrived[photo])
    verdict->class = PAMOR_VERDICT_RESYNC;
  else if (lane->request.op == PAMOR_OP_SEND_CHUNK)
    item->arrived[photo] += lane->length;
  else if (lane->request.op == PAMOR_OP_GET_RECEIPT)
    {
      receipt = g_strdup_printf ("{\"number\": \"1\", \"manifest_sha256\": \"%s\"}",
                                 item->row->manifest_sha256);
      verdict->body = json_from_string (receipt, NULL);
    }
  verdict->offset = item->arrived[photo];
  return verdict;
}

/* @verdict: (transfer full) */
static void
end (Fleet        *self,
     Officer      *officer,
     Lane         *lane,
     PamorVerdict *verdict)
{
  g_autoptr (PamorVerdict) owned = verdict;
  gboolean chunk = !lane->probing && lane->request.op == PAMOR_OP_SEND_CHUNK;

  pamor_circuit_note (&officer->circuit, owned, lane->probing, to_us (self->now),
                      g_rand_double (self->random));
  if (chunk && owned->class == PAMOR_VERDICT_OK)
    pamor_pace_went_well (&officer->pace, lane->length, to_us (self->now - lane->begun));
  else if (chunk && owned->class == PAMOR_VERDICT_LINK)
    pamor_pace_failed (&officer->pace);
  if (!lane->probing)
    {
      pamor_machine_apply (lane->item->row, &lane->request, lane->length, owned,
                           to_us (self->now));
      if (lane->request.op == PAMOR_OP_ASK_OFFSET && owned->class == PAMOR_VERDICT_OK)
        lane->known = lane->item;
      if (lane->item->row->state == PAMOR_STATE_ACKNOWLEDGED)
        {
          officer->open--;
          self->result->acknowledged++;
        }
    }
  self->serving -= lane->served;
  lane->busy = lane->probing = lane->served = FALSE;
  lane->item = NULL;
}

/* A body that broke off: what arrived of it stays where the server keeps that. */
static void
break_off (Fleet   *self,
           Officer *officer,
           Lane    *lane)
{
  const double out = MAX (lane->length - lane->left, 0);

  if (!lane->probing && lane->request.op == PAMOR_OP_SEND_CHUNK && self->plan->keeps_partial
      && lane->item->arrived[atoi (lane->request.attachment)] == lane->request.offset)
    lane->item->arrived[atoi (lane->request.attachment)] += (gint64) out;
  end (self, officer, lane, pamor_verdict_new (PAMOR_VERDICT_LINK));
}

/* Whether the server turns to it now; else it waits, or is sent away. */
static gboolean
is_served (Fleet   *self,
           Officer *officer,
           Lane    *lane)
{
  PamorVerdict *verdict;

  if (lane->served || lane->probing)
    return TRUE;
  if (self->serving < self->plan->workers)
    {
      self->serving++;
      lane->served = TRUE;
      return TRUE;
    }
  if (self->plan->admission)
    {
      verdict = pamor_verdict_new (PAMOR_VERDICT_THROTTLE);
      verdict->retry_after_s = COME_BACK_S;
      self->result->sent += HEAD_BYTES;
      end (self, officer, lane, verdict);
      return FALSE;
    }
  lane->waited_s += TICK_S;
  if (lane->waited_s > PATIENCE_S)
    break_off (self, officer, lane);
  return FALSE;
}

/* @bytes: that the line carries for one who sends in this tick */
static void
advance (Fleet   *self,
         Officer *officer,
         Lane    *lane,
         double   bytes)
{
  double out;

  if (is_down (self)) /* nobody listens */
    {
      end (self, officer, lane, pamor_verdict_new (PAMOR_VERDICT_LINK));
      return;
    }
  if (!is_served (self, officer, lane))
    return;
  out = MIN (bytes, lane->left);
  lane->left -= out;
  self->result->sent += (gint64) out;
  officer->drop_at -= TICK_S;
  if (self->plan->drop_mean_s > 0 && officer->drop_at < 0)
    {
      officer->drop_at = -log (1 - g_rand_double (self->random)) * self->plan->drop_mean_s;
      break_off (self, officer, lane);
      return;
    }
  if (lane->left > 0)
    return;
  lane->rest_s -= TICK_S;
  if (lane->rest_s <= 0)
    end (self, officer, lane,
         lane->probing ? pamor_verdict_new (PAMOR_VERDICT_OK) : serve (lane));
}

static double
share (Fleet *self)
{
  self->sending = 0;
  for (guint i = 0; i < self->plan->officers; i++)
    for (guint j = 0; j < 2; j++)
      self->sending += self->officers[i].lanes[j].busy
                       && (self->officers[i].lanes[j].served || self->officers[i].lanes[j].probing)
                       && self->officers[i].lanes[j].left > 0;
  return MIN (self->plan->own_rate, self->plan->line_rate / MAX (self->sending, 1)) * TICK_S;
}

/* From one whose drops are by the clock the link is taken at each. */
static gboolean
is_drop (const Fleet *self)
{
  const double every = self->plan->drop_every_s;

  return every > 0 && floor (self->now / every) != floor ((self->now - TICK_S) / every);
}

static void
tick (Fleet *self)
{
  const double bytes = share (self);

  for (guint i = 0; i < self->plan->officers; i++)
    {
      Officer *officer = &self->officers[i];

      for (guint j = 0; j < 2; j++)
        if (officer->lanes[j].busy && is_drop (self))
          break_off (self, officer, &officer->lanes[j]);
        else if (officer->lanes[j].busy)
          advance (self, officer, &officer->lanes[j], bytes);
      act (self, officer);
    }
  self->now += TICK_S;
}

static gint64
count_arrived (Fleet *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->plan->officers; i++)
    for (guint j = 0; j < self->plan->submissions; j++)
      for (guint k = 0; k < self->plan->photos; k++)
        sum += self->officers[i].items[j].arrived[k];
  return sum;
}

static void
set_up (Fleet *self)
{
  const PamorFleetPlan *plan = self->plan;

  self->random = g_rand_new_with_seed (plan->seed);
  self->officers = g_new0 (Officer, plan->officers);
  for (guint i = 0; i < plan->officers; i++)
    {
      Officer *officer = &self->officers[i];

      officer->items = g_new0 (Item, plan->submissions);
      officer->open = plan->submissions;
      officer->drop_at = -log (1 - g_rand_double (self->random)) * plan->drop_mean_s;
      /* The outage meets nobody at the same moment. */
      officer->circuit.not_before = to_us (g_rand_double (self->random) * 60);
      for (guint j = 0; j < plan->submissions; j++)
        officer->items[j] = make_item (plan);
    }
}

static void
tear_down (Fleet *self)
{
  for (guint i = 0; i < self->plan->officers; i++)
    {
      for (guint j = 0; j < self->plan->submissions; j++)
        g_object_unref (self->officers[i].items[j].row);
      for (guint j = 0; j < 2; j++)
        pamor_request_clear (&self->officers[i].lanes[j].request);
      g_free (self->officers[i].items);
    }
  g_free (self->officers);
  g_rand_free (self->random);
}

void
pamor_fleet_run (const PamorFleetPlan *plan,
                 PamorFleetResult     *result)
{
  Fleet self = { .plan = plan, .result = result };
  const guint all = plan->officers * plan->submissions;
  double minute = plan->outage_s;

  *result = (PamorFleetResult) { .arrived = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  result->payload = (gint64) all * (plan->photos * plan->photo_bytes + FORM_BYTES);
  result->ideal_s
    = result->payload / MIN (plan->line_rate, plan->own_rate * (double) plan->officers);
  set_up (&self);
  while (result->acknowledged < all && self.now < plan->outage_s + GIVE_UP_S)
    {
      tick (&self);
      if (self.now >= minute)
        {
          const gint64 arrived = count_arrived (&self);

          g_array_append_val (result->arrived, arrived);
          minute += MINUTE_S;
        }
    }
  result->drained_s = self.now - plan->outage_s;
  tear_down (&self);
}

void
pamor_fleet_result_clear (PamorFleetResult *self)
{
  g_clear_pointer (&self->arrived, g_array_unref);
}
