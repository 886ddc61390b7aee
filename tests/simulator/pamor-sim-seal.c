/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person enters, kept and sealed through the store as the form page does it. What the store
 * reports as done is remembered as a promise; what it was asked for and did not report may have
 * been done all the same. */
#include "pamor-sim.h"

#include <string.h>

static void
seal_free (PamorSimSeal *seal)
{
  g_free (seal->payload);
  g_free (seal->manifest);
  g_ptr_array_unref (seal->photos);
  g_free (seal);
}

void
pamor_sim_item_free (PamorSimItem *item)
{
  g_free (item->id);
  g_ptr_array_unref (item->seals);
  g_free (item->form);
  g_free (item->form_tried);
  g_free (item->receipt);
  g_free (item);
}

/* @id: (transfer full) */
static PamorSimItem *
item_new (char *id)
{
  PamorSim *sim = pamor_sim_get ();
  PamorSimItem *item = g_new0 (PamorSimItem, 1);

  item->id = id;
  item->number = sim->items->len + 1;
  item->seals = g_ptr_array_new_with_free_func ((GDestroyNotify) seal_free);
  g_ptr_array_add (sim->items, item);
  return item;
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static PamorSubmission *
make_submission (PamorSimItem *item)
{
  PamorSim *sim = pamor_sim_get ();
  PamorSubmission *known = pamor_store_find (sim->store, item->id);
  PamorSubmission *submission;

  if (known != NULL)
    return pamor_submission_copy (known);
  submission = pamor_submission_new ();
  submission->id = g_strdup (item->id);
  submission->service = g_strdup ("UJI");
  submission->kind = g_strdup ("application");
  submission->title = g_strdup_printf ("Sekar %u", item->number);
  if (pamor_sim_chance (20)) /* one family for all */
    {
      submission->case_id = g_strdup ("keluarga");
      submission->case_order = 1 + pamor_sim_draw (3);
    }
  return submission;
}

static GBytes *
make_form (PamorSimItem *item)
{
  g_free (item->form_tried);
  item->form_tried = g_strdup_printf ("{\"isi\": %u}", pamor_sim_draw (1000000));
  return g_bytes_new (item->form_tried, strlen (item->form_tried));
}

static gboolean
save_draft (PamorSimItem    *item,
            PamorSubmission *submission)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GBytes) form = make_form (item);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  pamor_store_save_draft_async (sim->store, submission, form, on_done, &result);
  done = pamor_store_save_draft_finish (sim->store, pamor_sim_await (&result), &error);
  pamor_sim_tell ("the draft #%u is %s", item->number, done ? "kept" : error->message);
  if (done)
    {
      g_free (item->form);
      item->form = g_strdup (item->form_tried);
    }
  return done;
}

static PamorAttachment *
make_photo (void)
{
  g_autofree char *id = pamor_sim_make_id ();
  gsize size = 1 + pamor_sim_draw (pamor_sim_chance (20) ? 20000 : 3000);
  guint8 *bytes = g_malloc (size);
  g_autoptr (GBytes) content = NULL;
  guint first = pamor_sim_draw (256);

  for (gsize i = 0; i < size; i++)
    bytes[i] = first + i * 7 + i / 251;
  content = g_bytes_new_take (bytes, size);
  return pamor_attachment_new (id, "KK", content);
}

/* As soon as it is taken. Returns: whether it need not be given again at sealing */
static gboolean
keep_photo (PamorSimItem    *item,
            PamorAttachment *photo)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GAsyncResult) result = NULL;

  pamor_store_keep_photo_async (sim->store, item->id, photo, on_done, &result);
  return pamor_store_keep_photo_finish (sim->store, pamor_sim_await (&result), NULL);
}

static GBytes *
make_payload (PamorSubmission *submission,
              GPtrArray       *photos)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text,
                   "{%s%s%s\"revision\":%u,\"service\":\"UJI\",\"kind\":\"application\","
                   "\"catalogue\":\"1\",\"captured_at\":\"2026-11-20T15:00:00+07:00\","
                   "\"answers\":{\"isi\":%u},\"consent\":{\"agreed\":\"ya\"},\"attachments\":[",
                   submission->replaces != NULL ? "\"replaces\":\"" : "",
                   submission->replaces != NULL ? submission->replaces : "",
                   submission->replaces != NULL ? "\"," : "",
                   submission->server_revision + 1, pamor_sim_draw (1000000000));
  for (guint i = 0; i < photos->len; i++)
    {
      const PamorAttachment *photo = photos->pdata[i];

      g_string_append_printf (text,
                              "%s{\"id\":\"%s\",\"requirement\":\"%s\",\"media_type\":\"%s\","
                              "\"size\":%" G_GINT64_FORMAT ",\"sha256\":\"%s\"}",
                              i > 0 ? "," : "", photo->id, photo->requirement, photo->media_type,
                              photo->size, photo->sha256);
    }
  g_string_append (text, "]}");
  return g_string_free_to_bytes (text);
}

static PamorSimSeal *
add_seal (PamorSimItem    *item,
          PamorSubmission *submission,
          GBytes          *payload,
          GPtrArray       *photos)
{
  PamorSimSeal *seal = g_new0 (PamorSimSeal, 1);

  seal->revision = submission->server_revision + 1;
  seal->payload = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, payload);
  seal->manifest = pamor_submission_make_manifest_sha256 (seal->payload, photos);
  seal->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  for (guint i = 0; i < photos->len; i++)
    {
      PamorAttachment *photo = pamor_attachment_copy (photos->pdata[i]);

      g_clear_pointer (&photo->content, g_bytes_unref);
      g_ptr_array_add (seal->photos, photo);
    }
  g_ptr_array_add (item->seals, seal);
  return seal;
}

static void
seal (PamorSimItem    *item,
      PamorSubmission *submission,
      GPtrArray       *photos)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GBytes) payload = make_payload (submission, photos);
  g_autoptr (GBytes) form = make_form (item);
  PamorSimSeal *promise = add_seal (item, submission, payload, photos);
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_store_seal_async (sim->store, submission, form, payload, photos, on_done, &result);
  sealed = pamor_store_seal_finish (sim->store, pamor_sim_await (&result), &error);
  promise->reported = sealed != NULL;
  pamor_sim_tell ("#%u is sealed as revision %u with %u photos: %s", item->number,
                  promise->revision, photos->len, sealed != NULL ? "done" : error->message);
}

static void
take_photos (PamorSimItem *item,
             GPtrArray    *photos,
             gboolean      drafted)
{
  for (guint n = pamor_sim_draw (4); n > 0; n--)
    {
      PamorAttachment *photo = make_photo ();

      if (drafted && pamor_sim_chance (60) && keep_photo (item, photo))
        g_clear_pointer (&photo->content, g_bytes_unref);
      g_ptr_array_add (photos, photo);
    }
}

/** pamor_sim_enter_new: something new; often drafted first, sometimes not finished today */
void
pamor_sim_enter_new (void)
{
  PamorSimItem *item = item_new (pamor_sim_make_id ());
  g_autoptr (PamorSubmission) submission = make_submission (item);
  g_autoptr (GPtrArray) photos = NULL;
  gboolean drafted = pamor_sim_chance (50) && save_draft (item, submission);

  if (drafted && pamor_sim_chance (30))
    return;
  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  take_photos (item, photos, drafted);
  seal (item, submission, photos);
}

static void
delete_draft (PamorSimItem *item)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  item->deleted = TRUE;
  pamor_store_delete_draft_async (sim->store, item->id, on_done, &result);
  done = pamor_store_delete_draft_finish (sim->store, pamor_sim_await (&result), NULL);
  pamor_sim_tell ("the draft #%u is deleted: %s", item->number, done ? "done" : "no");
}

/** pamor_sim_finish_draft: goes on with it: seals it, saves it once more or deletes it */
void
pamor_sim_finish_draft (PamorSimItem *item)
{
  g_autoptr (PamorSubmission) submission = make_submission (item);
  g_autoptr (GPtrArray) photos = NULL;

  if (pamor_sim_chance (15))
    {
      delete_draft (item);
      return;
    }
  if (pamor_sim_chance (30))
    {
      save_draft (item, submission);
      return;
    }
  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  take_photos (item, photos, TRUE);
  seal (item, submission, photos);
}

/* Returns: (nullable): the draft in place of @old, which may have been begun before a death */
static PamorSimItem *
begin_anew (PamorSimItem *old)
{
  PamorSim *sim = pamor_sim_get ();
  g_autofree char *id = pamor_sim_make_id ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorSubmission) draft = NULL;
  g_autoptr (GError) error = NULL;
  PamorSimItem *item;

  pamor_store_begin_anew_async (sim->store, old->id, id, on_done, &result);
  draft = pamor_store_begin_anew_finish (sim->store, pamor_sim_await (&result), &error);
  if (draft == NULL)
    {
      pamor_sim_tell ("nothing takes the place of #%u: %s", old->number, error->message);
      return NULL;
    }
  item = pamor_sim_find (draft->id);
  if (item == NULL)
    item = item_new (g_strdup (draft->id));
  pamor_sim_tell ("#%u takes the place of #%u", item->number, old->number);
  return item;
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  const PamorSimItem *item = user_data;

  if (pamor_store_keep_progress_finish (PAMOR_STORE (source), result, NULL))
    pamor_sim_break ("#%u: progress of the revision before was kept for the new one", item->number);
}

/* Of a lane that was slow: @before, as it was before its correction, is acknowledged now. */
static void
overtake (PamorSimItem    *item,
          PamorSubmission *before)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (PamorSubmission) progress = NULL;

  if (!pamor_sim_strikes (PAMOR_SIM_OVERTAKEN))
    return;
  progress = pamor_submission_copy (before);
  progress->state = PAMOR_STATE_ACKNOWLEDGED;
  progress->server_revision = progress->revision;
  g_free (progress->number);
  progress->number = g_strdup ("DK-0");
  pamor_store_keep_progress_async (sim->store, progress, on_kept, item);
}

/** pamor_sim_correct: a new revision, or one in its place; some photos stay, some are taken anew */
void
pamor_sim_correct (PamorSimItem *old)
{
  g_autoptr (PamorSubmission) shown
    = g_object_ref (pamor_store_find (pamor_sim_get ()->store, old->id));
  gboolean anew = pamor_submission_get_correction (shown) == PAMOR_CORRECTION_ANEW;
  PamorSimItem *item = anew ? begin_anew (old) : old;
  g_autoptr (PamorSubmission) submission = item != NULL ? make_submission (item) : NULL;
  g_autoptr (GPtrArray) photos = NULL;

  if (item == NULL)
    return;

  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  for (guint i = 0; i < submission->attachments->len; i++)
    if (pamor_sim_chance (70))
      g_ptr_array_add (photos, pamor_attachment_copy (submission->attachments->pdata[i]));
  if (pamor_sim_chance (40))
    g_ptr_array_add (photos, make_photo ());
  seal (item, submission, photos);
  if (!anew && ((PamorSimSeal *) item->seals->pdata[item->seals->len - 1])->reported)
    overtake (item, shown);
}
