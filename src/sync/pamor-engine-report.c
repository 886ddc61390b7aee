/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this computer holds that the city does not: who has to say within three days what a stolen
 * one gave away (UU 27/2022, art. 46) can say it from the last report. Ids and times alone go out.
 * Guarantees: a report goes after everything else, at most every quarter of an hour, and only when
 * it says something other than the one that the city is known to have. One that is lost or refused
 * delays nothing. */
#include "sync/pamor-engine-private.h"

#define REPORT_US ((gint64) 15 * 60 * G_USEC_PER_SEC)
#define COUNT     "reports"  /* note: how many went out */
#define NOTE      "reported" /* note: "n id id...": what the nth said, once the city took it */
#define MOST_IDS  1500       /* the oldest: a body is 64 KiB at most */

static void on_announced (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_reported  (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_noted     (GObject *source, GAsyncResult *result, gpointer user_data);

/* A draft or a begun correction too: it names a citizen as well as what is sealed does. */
static gboolean
is_unsent (PamorSubmission *item)
{
  return item->state < PAMOR_STATE_ACKNOWLEDGED || item->state == PAMOR_STATE_PARKED || item->begun;
}

/* Returns: (transfer full): their ids, oldest first */
static GStrv
list_unsent (PamorEngine *self)
{
  GListModel *items = pamor_store_get_items (self->store);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint n = 0, i = g_list_model_get_n_items (items); i > 0 && n < MOST_IDS; i--)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i - 1);

      if (!is_unsent (item))
        continue;
      g_strv_builder_add (ids, item->id);
      n++;
    }
  return g_strv_builder_end (ids);
}

/* Returns: (transfer full): as that the city took the last one is noted */
static char *
make_note (PamorEngine *self)
{
  g_autofree char *ids = g_strjoinv (" ", self->reported);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", pamor_engine_get_number (self, COUNT), ids);
}

/** pamor_engine_wants_report: Returns: whether what this computer holds is other than what the city
 * is known to have been told; who holds nothing, and never did, has nothing to tell */
gboolean
pamor_engine_wants_report (PamorEngine *self)
{
  const gint64 boot = pamor_clock_get_boot (self->clock);
  const char *last = pamor_store_get_note (self->store, NOTE);
  g_autofree char *now = NULL;

  if (boot < self->report_at || pamor_store_get_note (self->store, "device") == NULL)
    return FALSE;
  self->report_at = boot + REPORT_US; /* it looks at all rows: not on every turn */
  g_strfreev (self->reported);
  self->reported = list_unsent (self);
  now = make_note (self);
  return !g_str_equal (now, last == NULL ? "0 " : last);
}

/* pamor_engine_wants_report() has just looked: all that it saw are still there. */
static GBytes *
make_body (PamorEngine *self,
           gint64       n)
{
  const char *first = self->reported[0];
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *oldest = NULL;
  char *text;

  if (first != NULL)
    oldest = pamor_clock_format_utc (pamor_store_find (self->store, first)->created_at);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "device");
  json_builder_add_string_value (builder, pamor_store_get_note (self->store, "device"));
  json_builder_set_member_name (builder, "n");
  json_builder_add_int_value (builder, n);
  json_builder_set_member_name (builder, "app_version");
  json_builder_add_string_value (builder, PAMOR_VERSION);
  json_builder_set_member_name (builder, "oldest_unsent");
  json_builder_add_string_value (builder, oldest);
  json_builder_set_member_name (builder, "unsent");
  json_builder_begin_array (builder);
  for (guint i = 0; self->reported[i] != NULL; i++)
    json_builder_add_string_value (builder, self->reported[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  text = json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/** pamor_engine_report: tells the city what this computer holds and it does not */
void
pamor_engine_report (PamorEngine *self)
{
  PamorEngineLane *lane = &self->lanes[PAMOR_LANE_SMALL];
  const gint64 n = pamor_engine_get_number (self, COUNT) + 1;
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  lane->busy = TRUE;
  pamor_request_clear (&lane->request);
  lane->request.op = PAMOR_OP_REPORT;
  lane->request.body = make_body (self, n);
  pamor_store_set_note_async (self->store, COUNT, count, on_announced, g_object_ref (self));
}

static void
on_announced (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  PamorEngineLane *lane = &self->lanes[PAMOR_LANE_SMALL];

  if (!pamor_engine_finish_note (self, result))
    {
      pamor_engine_lane_end (lane);
      return;
    }
  pamor_transport_exchange_async (self->transport, &lane->request, NULL, NULL, self->cancellable,
                                  on_reported, g_object_ref (self));
}

static void
on_reported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  g_autoptr (PamorVerdict) verdict = pamor_engine_finish (self, result);
  g_autofree char *note = make_note (self);

  if (verdict == NULL)
    pamor_engine_lane_end (&self->lanes[PAMOR_LANE_SMALL]);
  else
    pamor_store_set_note_async (self->store, NOTE, note, on_noted, g_object_ref (self));
}

static void
on_noted (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);

  pamor_engine_finish_note (self, result);
  pamor_engine_lane_end (&self->lanes[PAMOR_LANE_SMALL]);
}
