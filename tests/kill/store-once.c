/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on a data folder, for the tests that break it off at each step, and a look at the whole:
 * store-once draft FOLDER PASSPHRASE-FILE: a draft and the first of two photos; prints its id
 * store-once save FOLDER PASSPHRASE-FILE ID: writes over the draft
 * store-once seal FOLDER PASSPHRASE-FILE ID: seals it, with the second photo too
 * store-once look FOLDER PASSPHRASE-FILE: prints all that is kept, without the times
 * Ends with 1, the reason told, when the store refuses. */
#include "pamor-test-store.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-submission.h"
#include "domain/pamor-words.h"

#define FORM_BEFORE "{\"form\":0}"
#define FORM_AFTER "{\"form\":1}"
#define PAYLOAD "{\"payload\":1}"

/* The same picture in each run; only its id tells the two apart. */
static PamorAttachment *
make_photo (PamorClock *clock,
            const char *id,
            gsize       size)
{
  PamorAttachment *photo = pamor_test_store_new_photo (clock, size);

  g_free (photo->id);
  photo->id = g_strdup (id);
  return photo;
}

static GPtrArray *
make_photos (PamorClock *clock)
{
  GPtrArray *photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);

  g_ptr_array_add (photos, make_photo (clock, "01940000-0000-7000-8000-000000000001", 30000));
  g_ptr_array_add (photos, make_photo (clock, "01940000-0000-7000-8000-000000000002", 40000));
  return photos;
}

static gboolean
begin_draft (PamorStore  *store,
             GPtrArray   *photos,
             GError     **error)
{
  g_autoptr (PamorSubmission) item
    = pamor_test_store_new_item (pamor_store_get_clock (store), "SEKAR");

  g_print ("%s\n", item->id);
  return pamor_test_store_save (store, item, FORM_BEFORE, error)
         && pamor_test_store_keep_photo (store, item->id, photos->pdata[0], error);
}

static gboolean
seal (PamorStore       *store,
      PamorSubmission  *item,
      GPtrArray        *photos,
      GError          **error)
{
  g_autoptr (PamorSubmission) sealed = NULL;

  g_clear_pointer (&((PamorAttachment *) photos->pdata[0])->content, g_bytes_unref);
  sealed = pamor_test_store_seal (store, item, FORM_AFTER, PAYLOAD, photos, error);
  return sealed != NULL;
}

static void
print_digest (const char *what,
              const char *content)
{
  g_autofree char *digest = NULL;

  if (content != NULL)
    digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_print (" %s=%s", what, digest == NULL ? "-" : digest);
}

static void
print_item (PamorStore      *store,
            PamorSubmission *item)
{
  g_autofree char *form = pamor_test_store_read_form (store, item->id, NULL);
  g_autofree char *payload = pamor_test_store_read_payload (store, item->id, NULL);
  g_autofree char *history = pamor_test_store_read_history (store, item->id);

  g_print ("%s %s status=%s number=%s qr=%s title=%s revision=%u/%u manifest=%s", item->id,
           pamor_state_get_nick (item->state), pamor_status_get_nick (item->status), item->number,
           item->qr, item->title, item->revision, item->server_revision, item->manifest_sha256);
  print_digest ("form", form);
  print_digest ("payload", payload);
  for (guint i = 0; i < item->attachments->len; i++)
    {
      PamorAttachment *photo = item->attachments->pdata[i];
      g_autoptr (GBytes) content
        = pamor_test_store_read_photo (store, item->id, photo->id, NULL);
      g_autofree char *digest = NULL;

      if (content != NULL)
        digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
      g_assert_true (digest == NULL || g_str_equal (digest, photo->sha256));
      g_print (" %s:%s:%" G_GINT64_FORMAT "%s", photo->requirement, digest == NULL ? "-" : digest,
               photo->offset, photo->stored ? "" : "?");
    }
  g_print (" history=%s\n", history);
}

static void
look (PamorStore *store)
{
  GListModel *items = pamor_store_get_items (store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pack = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      print_item (store, item);
    }
  pamor_store_read_catalogue_async (store, NULL, pamor_test_await_cb, &result);
  pamor_test_await (&result);
  pack = pamor_store_read_catalogue_finish (store, result, NULL, &error);
  g_assert_no_error (error);
  digest = pack == NULL ? NULL : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pack);
  g_print ("catalogue=%s\n", digest);
  g_print ("cursor=%s\n", pamor_store_get_note (store, "cursor"));
  g_print ("damaged=%s\n", pamor_store_get_damaged_file (store));
}

static gboolean
act (PamorStore  *store,
     const char  *job,
     const char  *id,
     GPtrArray   *photos,
     GError     **error)
{
  g_autoptr (PamorSubmission) item = NULL;

  if (id != NULL)
    item = pamor_submission_copy (pamor_store_find (store, id));
  if (g_str_equal (job, "draft"))
    return begin_draft (store, photos, error);
  if (g_str_equal (job, "save"))
    return pamor_test_store_save (store, item, FORM_AFTER, error);
  if (g_str_equal (job, "seal"))
    return seal (store, item, photos, error);
  look (store);
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PamorClock) clock = pamor_clock_new_system ();
  g_autoptr (GPtrArray) photos = make_photos (clock);
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *passphrase = NULL, *words = NULL;

  if (argc < 4 || !g_file_get_contents (argv[3], &passphrase, NULL, &error))
    return 2;
  store = pamor_test_store_open (argv[2], g_strchomp (passphrase), clock, NULL, &error);
  if (store != NULL && act (store, argv[1], argc > 4 ? argv[4] : NULL, photos, &error))
    return 0;
  words = pamor_words_for_error (error);
  g_printerr ("%s\n", words);
  return 1;
}
