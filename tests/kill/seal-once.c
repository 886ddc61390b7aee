/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on a data folder, for the test that kills it at each step:
 * seal-once prepare FOLDER: saves a draft and keeps the first of two photos; prints the draft's id
 * seal-once seal FOLDER ID: seals it, with a second photo; 3 when the store refuses
 * seal-once look FOLDER ID: prints "draft" or "sealed"; fails unless it is wholly so */
#include "pamor-test-store.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-submission.h"

#define FORM_BEFORE "{\"form\":0}"
#define FORM "{\"form\":1}"
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

static void
prepare (PamorStore *store,
         PamorClock *clock,
         GPtrArray  *photos)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (clock, "SEKAR");

  g_assert_true (pamor_test_store_save (store, item, FORM_BEFORE, NULL));
  g_assert_true (pamor_test_store_keep_photo (store, item->id, photos->pdata[0], NULL));
  g_print ("%s\n", item->id);
}

static int
seal (PamorStore *store,
      const char *id,
      GPtrArray  *photos)
{
  g_autoptr (PamorSubmission) item = pamor_submission_copy (pamor_store_find (store, id));
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&((PamorAttachment *) photos->pdata[0])->content, g_bytes_unref);
  sealed = pamor_test_store_seal (store, item, FORM, PAYLOAD, photos, &error);
  if (sealed != NULL)
    return 0;
  g_printerr ("%s\n", error->message);
  return 3;
}

static void
check_photos (PamorStore      *store,
              PamorSubmission *item,
              GPtrArray       *photos,
              guint            n)
{
  g_assert_cmpuint (item->attachments->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      PamorAttachment *photo = photos->pdata[i];
      g_autoptr (GBytes) content = pamor_test_store_read_photo (store, item->id, photo->id, NULL);

      g_assert_nonnull (content);
      g_assert_true (g_bytes_equal (content, photo->content));
    }
}

static void
look (PamorStore *store,
      const char *id,
      GPtrArray  *photos)
{
  PamorSubmission *item = pamor_store_find (store, id);
  g_autofree char *form = pamor_test_store_read_form (store, id, NULL);
  g_autofree char *payload = pamor_test_store_read_payload (store, id, NULL);
  g_autofree char *history = pamor_test_store_read_history (store, id);
  gboolean sealed = item->state == PAMOR_STATE_QUEUED;

  g_assert_null (pamor_store_get_damaged_file (store));
  g_assert_true (sealed || item->state == PAMOR_STATE_DRAFT);
  g_assert_cmpstr (form, ==, sealed ? FORM : FORM_BEFORE);
  g_assert_cmpstr (payload, ==, sealed ? PAYLOAD : NULL);
  g_assert_cmpstr (history, ==, sealed ? "sealed" : "");
  g_assert_cmpuint (item->revision, ==, sealed ? 1 : 0);
  g_assert_true ((item->manifest_sha256 != NULL) == sealed);
  check_photos (store, item, photos, sealed ? 2 : 1);
  g_print ("%s\n", sealed ? "sealed" : "draft");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PamorClock) clock = pamor_clock_new_system ();
  g_autoptr (GPtrArray) photos = make_photos (clock);
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 3)
    return 2;
  store = pamor_test_store_open (argv[2], PAMOR_TEST_PASSPHRASE, clock, NULL, &error);
  if (store == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 3;
    }
  if (g_str_equal (argv[1], "prepare"))
    prepare (store, clock, photos);
  else if (g_str_equal (argv[1], "seal") && argc == 4)
    return seal (store, argv[3], photos);
  else if (g_str_equal (argv[1], "look") && argc == 4)
    look (store, argv[3], photos);
  else
    return 2;
  return 0;
}
