/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine looks up: the city's catalogue, and the room left at pick-up points. They use the
 * lane of small requests, after everything that is to be sent. Guarantees: a catalogue takes the
 * place of the one before only when its digest is right, it loads, and it is on the disk, whole;
 * a bad one changes nothing and stops nothing. */
#include "sync/pamor-engine-private.h"

#include "domain/pamor-catalogue.h"
#include "sync/pamor-slots.h"

#define CATALOGUE_US ((gint64) 6 * 3600 * G_USEC_PER_SEC)
#define AGAIN_US     ((gint64) 300 * G_USEC_PER_SEC)

static void on_catalogue_read (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_catalogue      (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_catalogue_kept (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_slots          (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_slots_kept     (GObject *source, GAsyncResult *result, gpointer user_data);

static PamorEngineLane *
get_lane (PamorEngine *self)
{
  return &self->lanes[PAMOR_LANE_SMALL];
}

/** pamor_engine_pull_catalogue: asks whether there is another than the newest that is kept */
void
pamor_engine_pull_catalogue (PamorEngine *self)
{
  self->catalogue_at = pamor_clock_get_boot (self->clock) + AGAIN_US;
  get_lane (self)->busy = TRUE;
  pamor_store_read_catalogue_async (self->store, NULL, on_catalogue_read, g_object_ref (self));
}

/* One that is damaged is as none: it is asked for anew. */
static void
on_catalogue_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  PamorEngineLane *lane = get_lane (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = NULL;

  pamor_request_clear (&lane->request);
  pack = pamor_store_read_catalogue_finish (PAMOR_STORE (source), result, &lane->request.etag,
                                            &error);
  if (pack == NULL)
    g_clear_pointer (&lane->request.etag, g_free);
  lane->request.op = PAMOR_OP_GET_CATALOGUE;
  pamor_transport_exchange_async (self->transport, &lane->request, NULL, NULL, self->cancellable,
                                  on_catalogue, g_object_ref (self));
}

/* Returns: (transfer full) (nullable): its version; NULL: it is none that this program can use */
static char *
check_catalogue (GBytes *pack)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue
    = pamor_catalogue_load_pack (pack, "GET /v1/catalogue", &error);

  if (catalogue == NULL)
    {
      g_debug ("The city's catalogue: %s", error->message);
      return NULL;
    }
  return g_strdup (pamor_catalogue_get_version (catalogue));
}

static void
on_catalogue (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  g_autoptr (PamorVerdict) verdict = pamor_engine_finish (self, result);
  g_autofree char *version = NULL;

  if (verdict != NULL)
    {
      self->catalogue_at = pamor_clock_get_boot (self->clock) + CATALOGUE_US;
      if (verdict->content != NULL)
        version = check_catalogue (verdict->content);
    }
  if (version == NULL)
    {
      pamor_engine_lane_end (get_lane (self));
      return;
    }
  g_free (self->catalogue_version);
  self->catalogue_version = g_steal_pointer (&version);
  pamor_store_keep_catalogue_async (self->store, self->catalogue_version, verdict->etag,
                                    verdict->content, on_catalogue_kept, g_object_ref (self));
}

static void
on_catalogue_kept (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  GError *error = NULL;

  if (pamor_store_keep_catalogue_finish (PAMOR_STORE (source), result, &error))
    pamor_engine_emit_catalogue_changed (self, self->catalogue_version);
  else
    pamor_engine_fail (self, error);
  pamor_engine_lane_end (get_lane (self));
}

static char *
make_query (const char  *point,
            const GDate *from,
            const GDate *to)
{
  g_autofree char *escaped = g_uri_escape_string (point, NULL, FALSE);

  return g_strdup_printf ("point=%s&from=%04d-%02d-%02d&to=%04d-%02d-%02d", escaped,
                          g_date_get_year (from), g_date_get_month (from), g_date_get_day (from),
                          g_date_get_year (to), g_date_get_month (to), g_date_get_day (to));
}

/**
 * pamor_engine_want_slots:
 * @point: code of a pick-up point; wanted again before it was asked, the newer days count
 */
void
pamor_engine_want_slots (PamorEngine *self,
                         const char  *point,
                         const GDate *from,
                         const GDate *to)
{
  g_return_if_fail (PAMOR_IS_ENGINE (self) && point != NULL);
  g_return_if_fail (from != NULL && to != NULL);

  g_hash_table_replace (self->slots_wanted, g_strdup (point), make_query (point, from, to));
  pamor_engine_turn (self);
}

/** pamor_engine_pull_slots: of one of the points that are wanted; asked once, whatever comes */
void
pamor_engine_pull_slots (PamorEngine *self)
{
  GHashTableIter each;
  gpointer point, query;
  gboolean any;

  g_hash_table_iter_init (&each, self->slots_wanted);
  any = g_hash_table_iter_next (&each, &point, &query);
  g_assert (any);
  g_free (self->slots_point);
  self->slots_point = g_strdup (point);
  pamor_engine_ask (self, PAMOR_OP_GET_SLOTS, query, on_slots);
  g_hash_table_iter_remove (&each);
}

static void
on_slots (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);
  g_autoptr (PamorVerdict) verdict = pamor_engine_finish (self, result);
  gint64 now = pamor_clock_get_wall (self->clock);
  g_autoptr (PamorSlots) slots = NULL;
  g_autofree char *name = NULL;
  g_autofree char *note = NULL;

  if (verdict != NULL)
    slots = pamor_slots_parse (verdict->body, now, NULL);
  if (slots == NULL)
    {
      pamor_engine_lane_end (get_lane (self));
      return;
    }
  name = pamor_slots_make_note_name (self->slots_point);
  note = pamor_slots_make_note (slots);
  pamor_store_set_note_async (self->store, name, note, on_slots_kept, g_object_ref (self));
}

static void
on_slots_kept (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);

  if (pamor_engine_finish_note (self, result))
    pamor_engine_emit_slots_changed (self, self->slots_point);
  pamor_engine_lane_end (get_lane (self));
}
