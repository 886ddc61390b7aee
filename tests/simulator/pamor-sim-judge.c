/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promises, asked after every step of whatever changed: nothing sealed is lost or changed;
 * acknowledged means that the office has it all; nobody is held up by another; statuses don't go
 * back. */
#include "pamor-sim.h"

#include "practice/pamor-practice-record.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static PamorSimSeal *
find_seal (PamorSimItem *item,
           const char   *payload,
           guint        *index)
{
  for (guint i = item->seals->len; i-- > 0;)
    {
      PamorSimSeal *seal = item->seals->pdata[i];

      if (g_strcmp0 (seal->payload, payload) != 0)
        continue;
      *index = i;
      return seal;
    }
  return NULL;
}

/* Index of the newest seal that was reported; -1: none was. */
static int
get_promised (PamorSimItem *item)
{
  for (int i = (int) item->seals->len - 1; i >= 0; i--)
    if (((PamorSimSeal *) item->seals->pdata[i])->reported)
      return i;
  return -1;
}

static gboolean
office_has_photo (PamorSimItem          *item,
                  const PamorAttachment *photo)
{
  g_autoptr (GBytes) content
    = pamor_practice_read_content (pamor_sim_get ()->office, item->id, photo->id);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  return g_str_equal (sha256, photo->sha256);
}

/* By its bytes, whatever the office says of itself. */
static gboolean
office_has (PamorSimItem *item,
            PamorSimSeal *seal)
{
  PamorPracticeStore *office = pamor_sim_get ()->office;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *sha256 = NULL;
  gboolean has;

  pamor_practice_store_begin (office);
  payload = pamor_practice_read_payload (office, item->id, seal->revision);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, payload);
  has = g_str_equal (sha256, seal->payload);
  for (guint i = 0; has && i < seal->photos->len; i++)
    has = office_has_photo (item, seal->photos->pdata[i]);
  pamor_practice_store_roll_back (office);
  return has;
}

static void
judge_acknowledged (PamorSimItem    *item,
                    PamorSubmission *shown,
                    PamorSimSeal    *seal)
{
  PamorSim *sim = pamor_sim_get ();

  if (item->state == PAMOR_STATE_WITHDRAWING)
    return; /* too late to take it back: it was acknowledged before */
  if (shown->number == NULL || g_strcmp0 (item->receipt, seal->manifest) != 0)
    pamor_sim_break ("#%u is acknowledged without a receipt of what was sealed", item->number);
  if (item->restorations == sim->restorations && !office_has (item, seal))
    pamor_sim_break ("#%u is acknowledged, but the office does not have it all", item->number);
}

/* What is nobody's fault in particular parks nothing. */
static gboolean
is_of_host (const char *reason)
{
  static const PamorVerdictClass classes[] = { PAMOR_VERDICT_LINK, PAMOR_VERDICT_TLS,
                                               PAMOR_VERDICT_PORTAL, PAMOR_VERDICT_AUTH,
                                               PAMOR_VERDICT_SERVER, PAMOR_VERDICT_THROTTLE,
                                               PAMOR_VERDICT_UPGRADE };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (reason, pamor_verdict_class_get_nick (classes[i])))
      return TRUE;
  return FALSE;
}

static void
judge_item (PamorSimItem    *item,
            PamorSubmission *shown)
{
  guint index = 0;
  PamorSimSeal *seal = find_seal (item, shown->payload_sha256, &index);

  if (shown->state == PAMOR_STATE_DRAFT)
    pamor_sim_break ("#%u was sealed, and is a draft again", item->number);
  else if (seal == NULL || g_strcmp0 (seal->manifest, shown->manifest_sha256) != 0
           || seal->revision != shown->revision)
    pamor_sim_break ("#%u is not what was sealed", item->number);
  else if ((int) index < get_promised (item))
    pamor_sim_break ("#%u went back to an older revision", item->number);
  else if (shown->state == PAMOR_STATE_PARKED
           && (shown->reason == NULL || is_of_host (shown->reason)))
    pamor_sim_break ("#%u is parked without a reason of its own", item->number);
  else if (shown->state == PAMOR_STATE_PURGED && item->state != PAMOR_STATE_PURGED
           && item->state != PAMOR_STATE_ACKNOWLEDGED && shown->replaced_by == NULL)
    pamor_sim_break ("#%u lost its contents before it was acknowledged", item->number);
  else if (shown->replaced_by != NULL && pamor_store_find (pamor_sim_get ()->store,
                                                           shown->replaced_by) == NULL)
    pamor_sim_break ("#%u was replaced by what is gone", item->number);
  else if (shown->status_at < item->status_at && pamor_sim_get ()->office_behind == 0)
    pamor_sim_break ("#%u went back to an older status", item->number);
  else if (shown->state == PAMOR_STATE_ACKNOWLEDGED && item->state != PAMOR_STATE_ACKNOWLEDGED)
    judge_acknowledged (item, shown, seal);
  item->state = shown->state;
  item->status_at = shown->status_at;
}

/** pamor_sim_judge_step: after each event */
void
pamor_sim_judge_step (void)
{
  PamorSim *sim = pamor_sim_get ();

  if (!sim->changed || sim->store == NULL)
    return;
  sim->changed = FALSE;
  for (guint i = 0; i < sim->items->len; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];
      PamorSubmission *shown = pamor_store_find (sim->store, item->id);

      if (shown == NULL && get_promised (item) >= 0)
        pamor_sim_break ("#%u was sealed, and is gone", item->number);
      else if (shown == NULL && item->form != NULL && !item->deleted)
        pamor_sim_break ("the draft #%u was kept, and is gone", item->number);
      else if (shown != NULL && (shown->state != PAMOR_STATE_DRAFT || get_promised (item) >= 0))
        judge_item (item, shown);
    }
}

static gboolean
is_of_photos (PamorSubmission *item)
{
  return item->state == PAMOR_STATE_UPLOADING;
}

/* One that could have gone instead for a while, and was tried clearly less often. */
static gboolean
was_passed_over (PamorSubmission *other,
                 PamorSubmission *taken,
                 gint64           wall)
{
  return other != taken && pamor_submission_is_waiting (other) && other->case_order == 0
         && is_of_photos (other) == is_of_photos (taken) && other->attempts + 3 < taken->attempts
         && (other->next_at + SECOND <= wall || other->next_at > wall + 3600 * SECOND)
         && other->changed_at + SECOND < wall;
}

/** pamor_sim_judge_request: @request: of a row, as it goes out: was it this one's turn? */
void
pamor_sim_judge_request (const PamorRequest *request)
{
  PamorSim *sim = pamor_sim_get ();
  PamorSubmission *taken = pamor_store_find (sim->store, request->submission);
  gint64 wall = pamor_clock_get_wall (sim->clock);

  if (taken == NULL || pamor_clock_get_boot (sim->clock) - sim->jumped_at < 60 * SECOND)
    return;
  for (guint i = 0; i < sim->items->len; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];
      PamorSubmission *other = pamor_store_find (sim->store, item->id);

      if (other != NULL && was_passed_over (other, taken, wall))
        pamor_sim_break ("#%u was taken for the %uth time while #%u waits", 
                         pamor_sim_find (taken->id)->number, taken->attempts, item->number);
    }
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* @bytes: (nullable): NULL with @error */
static void
judge_bytes (PamorSimItem *item,
             const char   *what,
             GBytes       *bytes,
             const char   *sha256,
             GError       *error)
{
  g_autofree char *digest
    = bytes == NULL ? NULL : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (bytes == NULL)
    pamor_sim_break ("%s of #%u can't be read: %s", what, item->number, error->message);
  else if (g_strcmp0 (digest, sha256) != 0)
    pamor_sim_break ("%s of #%u changed", what, item->number);
}

static void
judge_sealed_bytes (PamorSimItem    *item,
                    PamorSubmission *shown)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) error = NULL;

  pamor_store_read_payload_async (sim->store, item->id, on_done, &result);
  payload = pamor_store_read_payload_finish (sim->store, pamor_sim_await (&result), &error);
  judge_bytes (item, "the payload", payload, shown->payload_sha256, error);
  for (guint i = 0; i < shown->attachments->len; i++)
    {
      const PamorAttachment *photo = shown->attachments->pdata[i];
      g_autoptr (GAsyncResult) read = NULL;
      g_autoptr (GBytes) content = NULL;
      g_autoptr (GError) failed = NULL;

      pamor_store_read_photo_async (sim->store, item->id, photo->id, on_done, &read);
      content = pamor_store_read_photo_finish (sim->store, pamor_sim_await (&read), &failed);
      judge_bytes (item, "a photo", content, photo->sha256, failed);
    }
}

static void
judge_purged (PamorSimItem *item)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) form = NULL;

  pamor_store_read_form_async (sim->store, item->id, on_done, &result);
  form = pamor_store_read_form_finish (sim->store, pamor_sim_await (&result), NULL);
  if (form != NULL)
    pamor_sim_break ("#%u was purged, and is still to be read", item->number);
}

static void
judge_draft (PamorSimItem *item)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) form = NULL;
  g_autofree char *text = NULL;

  pamor_store_read_form_async (sim->store, item->id, on_done, &result);
  form = pamor_store_read_form_finish (sim->store, pamor_sim_await (&result), NULL);
  text = form == NULL ? NULL : g_strndup (g_bytes_get_data (form, NULL), g_bytes_get_size (form));
  if (item->form != NULL && g_strcmp0 (text, item->form) != 0
      && g_strcmp0 (text, item->form_tried) != 0)
    pamor_sim_break ("the draft #%u is not what was kept", item->number);
}

/** pamor_sim_judge_reopened: every byte that was promised is there; the disk must be well */
void
pamor_sim_judge_reopened (void)
{
  PamorSim *sim = pamor_sim_get ();

  pamor_sim_judge_step ();
  for (guint i = 0; i < sim->items->len && sim->breach == NULL; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];
      PamorSubmission *shown = pamor_store_find (sim->store, item->id);

      if (shown != NULL && shown->state == PAMOR_STATE_DRAFT)
        judge_draft (item);
      else if (shown != NULL && pamor_submission_is_emptied (shown))
        judge_purged (item);
      else if (shown != NULL)
        judge_sealed_bytes (item, shown);
    }
}

/* Of a family, behind one that is still being filled: that takes a person. */
static gboolean
waits_for_draft (PamorSubmission *shown)
{
  PamorSubmission *earlier = pamor_store_find_earlier (pamor_sim_get ()->store, shown);

  return earlier != NULL && earlier->state == PAMOR_STATE_DRAFT;
}

/** pamor_sim_is_settled: the office answers, and nothing waits any more of what goes by itself */
gboolean
pamor_sim_is_settled (void)
{
  PamorSim *sim = pamor_sim_get ();

  if (sim->store == NULL || pamor_engine_get_link (sim->engine) != PAMOR_LINK_ONLINE)
    return FALSE;
  for (guint i = 0; i < sim->items->len; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];
      PamorSubmission *shown = pamor_store_find (sim->store, item->id);

      if (shown != NULL && pamor_submission_is_waiting (shown) && !waits_for_draft (shown))
        return FALSE;
    }
  return TRUE;
}

static void
judge_last_word (PamorSimItem    *item,
                 PamorSubmission *shown)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (PamorPracticeRecord) record = NULL;
  guint index;

  if (shown->state != PAMOR_STATE_ACKNOWLEDGED || item->restorations != sim->restorations)
    return;
  pamor_practice_store_begin (sim->office);
  record = pamor_practice_record_load (sim->office, item->id);
  pamor_practice_store_roll_back (sim->office);
  if (record != NULL && record->withdrawn && item->asked_back)
    return; /* its list tells of it within a day */
  if (!office_has (item, find_seal (item, shown->payload_sha256, &index)))
    pamor_sim_break ("#%u is acknowledged in the end, but the office does not have it all",
                     item->number);
  if (record == NULL || record->withdrawn)
    pamor_sim_break ("#%u is acknowledged, but not there", item->number);
  else if (sim->restorations == 0 && record->status != shown->status)
    pamor_sim_break ("#%u: the office says %s, the officer knows of %s", item->number,
                     pamor_status_get_nick (record->status), pamor_status_get_nick (shown->status));
}

/* Nothing is at the office that was not sealed here. */
static void
judge_office (void)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (sqlite3_stmt) rows = NULL;

  pamor_practice_store_begin (sim->office);
  rows = pamor_practice_store_query (sim->office,
                                     "SELECT submission, n, sha256 FROM revision", "");
  while (pamor_practice_store_next (sim->office, rows))
    {
      PamorSimItem *item = pamor_sim_find ((const char *) sqlite3_column_text (rows, 0));
      guint index;
      PamorSimSeal *seal
        = item == NULL ? NULL
                       : find_seal (item, (const char *) sqlite3_column_text (rows, 2), &index);

      if (seal == NULL || seal->revision != (guint) sqlite3_column_int (rows, 1))
        pamor_sim_break ("the office has what was never sealed so: %s",
                         pamor_sim_name ((const char *) sqlite3_column_text (rows, 0)));
    }
  g_clear_pointer (&rows, sqlite3_finalize);
  pamor_practice_store_roll_back (sim->office);
}

/* What was handed in in place of another is there once. */
static void
judge_places (void)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (sqlite3_stmt) rows = NULL;

  pamor_practice_store_begin (sim->office);
  rows = pamor_practice_store_query (sim->office,
                                     "SELECT replaces FROM submission WHERE replaces IS NOT NULL "
                                     "AND NOT withdrawn GROUP BY replaces HAVING count (*) > 1",
                                     "");
  while (pamor_practice_store_next (sim->office, rows))
    pamor_sim_break ("the office has two in place of %s",
                     pamor_sim_name ((const char *) sqlite3_column_text (rows, 0)));
  g_clear_pointer (&rows, sqlite3_finalize);
  pamor_practice_store_roll_back (sim->office);
}

static gboolean
is_only_here (PamorSubmission *shown)
{
  return shown->begun || shown->state == PAMOR_STATE_DRAFT || shown->state == PAMOR_STATE_PARKED
         || shown->state == PAMOR_STATE_QUEUED;
}

/* Of a computer that is stolen now, the office knows what it held. What was told an office that
 * was restored since is forgotten until it is told anew. */
static void
judge_report (void)
{
  PamorSim *sim = pamor_sim_get ();
  GListModel *items = pamor_store_get_items (sim->store);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) rows = NULL;

  if (sim->restorations > 0)
    return;
  for (guint i = g_list_model_get_n_items (items); i > 0; i--)
    {
      g_autoptr (PamorSubmission) shown = g_list_model_get_item (items, i - 1);

      if (is_only_here (shown))
        g_string_append_printf (wanted, "%s\"%s\"", wanted->len == 0 ? "" : ",", shown->id);
    }
  pamor_practice_store_begin (sim->office);
  rows = pamor_practice_store_query (sim->office, "SELECT json_extract (report, '$.unsent') "
                                     "FROM device UNION ALL SELECT '[]' LIMIT 1", "");
  if (pamor_practice_store_next (sim->office, rows))
    {
      const char *told = (const char *) sqlite3_column_text (rows, 0);

      if (strlen (told) != wanted->len + 2 || strncmp (told + 1, wanted->str, wanted->len) != 0)
        pamor_sim_break ("the office was told that this computer holds %s, not [%s]", told,
                         wanted->str);
    }
  g_clear_pointer (&rows, sqlite3_finalize);
  pamor_practice_store_roll_back (sim->office);
}

/** pamor_sim_judge_end: all is settled, and what came back since is known */
void
pamor_sim_judge_end (void)
{
  PamorSim *sim = pamor_sim_get ();

  sim->changed = TRUE;
  pamor_sim_judge_reopened ();
  for (guint i = 0; i < sim->items->len && sim->breach == NULL; i++)
    {
      PamorSimItem *item = sim->items->pdata[i];
      PamorSubmission *shown = pamor_store_find (sim->store, item->id);

      if (shown != NULL)
        judge_last_word (item, shown);
    }
  judge_office ();
  judge_places ();
  judge_report ();
}
