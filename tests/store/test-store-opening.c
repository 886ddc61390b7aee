/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a folder, also one of the first version or a damaged one, while the disk fails at any
 * call or a statement is interrupted: whatever comes of it, the next opening finds everything. */
#include "pamor-test-faults.h"
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-key-slot.h"
#include "store/pamor-store-private.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define PAGE 8192
#define LONG_FORM 30000
#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

/* A folder as it was left, to be put back. */
typedef struct
{
  char   *path;
  char   *data;
  gsize   size;
  guint   items; /* that a sound opening finds */
} Left;

static void
sql (PamorTestFolder *f,
     const char      *script)
{
  g_autoptr (GError) error = NULL;

  pamor_database_run (f->store->db, script, &error);
  g_assert_no_error (error);
}

/* Thousands of openings: the passphrase is not stretched, which a slot may say of itself. */
static void
make_cheap (PamorDatabase *db)
{
  g_autoptr (GPtrArray) slots = pamor_key_slot_read (db, NULL);
  PamorKeySlot *slot = pamor_key_slot_find (slots, PAMOR_KEY_SLOT_PASSPHRASE);
  g_autoptr (PamorVault) vault = pamor_key_slot_open (slot, PAMOR_TEST_PASSPHRASE, NULL);
  g_autofree char *label = g_strdup_printf ("key_slot|%s|%u", slot->name, slot->key_id);
  g_autoptr (PamorStatement) write = pamor_database_prepare (
    db, "UPDATE key_slot SET operations = 0, memory = 0, wrapped = ?1");
  guint8 key[PAMOR_VAULT_KEY_BYTES], out[200];
  unsigned long long length;
  g_autoptr (GBytes) wrapped = NULL;

  crypto_generichash (key, sizeof key, (const guint8 *) PAMOR_TEST_PASSPHRASE,
                      strlen (PAMOR_TEST_PASSPHRASE), g_bytes_get_data (slot->salt, NULL),
                      crypto_pwhash_SALTBYTES);
  randombytes_buf (out, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (
    out + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, &length, pamor_vault_get_root (vault),
    PAMOR_VAULT_KEY_BYTES, (const guint8 *) label, strlen (label), NULL, out, key);
  wrapped = g_bytes_new (out, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + length);
  pamor_statement_bind_bytes (write, wrapped);
  g_assert_true (pamor_statement_run (write, NULL));
}

static void
save_draft (PamorTestFolder *f,
            const char      *title)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, title);
  g_autofree char *form = g_strnfill (LONG_FORM, title[0]);

  item->presence = PAMOR_PRESENCE_AWAY;
  g_assert_true (pamor_test_store_save (f->store, item, form, NULL));
}

static void
seal_one (PamorTestFolder *f)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "d");
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GPtrArray) photos
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);

  g_ptr_array_add (photos, pamor_test_store_new_photo (f->clock, 20000));
  sealed = pamor_test_store_seal (f->store, item, "{}", "{\"a\": 1}", photos, NULL);
  g_assert_nonnull (sealed);
}

static void
park (PamorTestFolder *f)
{
  g_autoptr (PamorSubmission) item
    = g_list_model_get_item (pamor_store_get_items (f->store), 0);
  g_autoptr (PamorSubmission) parked = pamor_submission_copy (item);

  parked->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (parked, "validation", "Kurang", NULL);
  g_assert_true (pamor_test_store_keep (f->store, parked, NULL));
}

/* Three drafts and one that is sealed, and that the city wants corrected. */
static void
fill (PamorTestFolder *f)
{
  make_cheap (f->store->db);
  save_draft (f, "a");
  save_draft (f, "b");
  save_draft (f, "c");
  seal_one (f);
  park (f);
  g_assert_true (pamor_test_store_set_note (f->store, "token", "rahasia", NULL));
}

static Left
leave (PamorTestFolder *f,
       guint            items)
{
  Left left = { g_build_filename (f->folder, "pamor.db", NULL), NULL, 0, items };

  g_clear_object (&f->store);
  g_assert_true (g_file_get_contents (left.path, &left.data, &left.size, NULL));
  return left;
}

static void
left_clear (Left *self)
{
  g_free (self->path);
  g_free (self->data);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Left, left_clear)

static void
put_back (PamorTestFolder *f,
          const Left      *left)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_true (g_file_set_contents (left->path, left->data, left->size, NULL));
}

/* Returns: whether the fault happened */
static gboolean
open_twice (PamorTestFolder *f,
            const Left      *left,
            PamorTestFault   fault,
            guint            nth)
{
  g_autoptr (GError) error = NULL;
  gboolean happened;

  put_back (f, left);
  pamor_test_faults_set (fault, nth);
  f->store = pamor_test_store_open (f->folder, PAMOR_TEST_PASSPHRASE, f->clock, NULL, &error);
  happened = pamor_test_faults_lift ();
  g_assert_true ((f->store != NULL) == (error == NULL));
  g_assert_true (f->store != NULL || (happened && error->domain == PAMOR_ERROR));
  if (f->store != NULL)
    g_assert_cmpuint (pamor_test_folder_count (f), ==, left->items);
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_test_folder_count (f), ==, left->items);
  g_assert_cmpstr (pamor_store_get_note (f->store, "token"), ==, "rahasia");
  g_clear_object (&f->store);
  return happened;
}

static void
assert_opens_next (PamorTestFolder *f,
                   const Left      *left,
                   guint            steps)
{
  const PamorTestFault faults[] = { PAMOR_TEST_FAULT_STATEMENT, PAMOR_TEST_FAULT_STUMBLE,
                                    PAMOR_TEST_FAULT_BROKEN, PAMOR_TEST_FAULT_FULL };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      guint n;

      for (n = 1; open_twice (f, left, faults[i], n); n++)
        ;
      g_assert_cmpuint (n, >, steps);
    }
  pamor_test_folder_reopen (f);
}

static void
test_a_folder_opens_the_next_time (PamorTestFolder *f,
                                   gconstpointer    unused)
{
  g_auto (Left) left = { NULL };

  fill (f);
  left = leave (f, 4);
  assert_opens_next (f, &left, 5);
}

static void
test_a_folder_with_something_to_purge_opens_the_next_time (PamorTestFolder *f,
                                                           gconstpointer    unused)
{
  g_auto (Left) left = { NULL };

  fill (f);
  sql (f, "UPDATE submission SET state = 'acknowledged', number = 'DKC-1', status = 'collected', "
          "status_at = 1 WHERE state = 'parked'");
  left = leave (f, 4);
  assert_opens_next (f, &left, 5);
  g_assert_true (pamor_database_run (f->store->db, "DELETE FROM payload", NULL));
}

static void
test_a_folder_of_the_first_version_opens_the_next_time (PamorTestFolder *f,
                                                        gconstpointer    unused)
{
  g_auto (Left) left = { NULL };

  fill (f);
  sql (f, "ALTER TABLE submission DROP COLUMN status_seq;"
          "ALTER TABLE submission DROP COLUMN told_status;"
          "ALTER TABLE submission DROP COLUMN told_at;"
          "DROP INDEX submission_case; ALTER TABLE submission DROP COLUMN case_id;"
          "ALTER TABLE submission DROP COLUMN case_order; ALTER TABLE history DROP COLUMN reason;"
          "DROP TABLE catalogue; PRAGMA user_version = 1");
  left = leave (f, 4);
  assert_opens_next (f, &left, 20);
}

/* The page of a form is broken; after a crash it is found. */
static void
test_a_damaged_folder_is_salvaged_the_next_time (PamorTestFolder *f,
                                                 gconstpointer    unused)
{
  g_auto (Left) left = { NULL };
  g_autoptr (PamorStatement) ask = NULL;
  g_autoptr (GBytes) sealed = NULL;
  const char *middle;
  gsize size;

  fill (f);
  ask = pamor_database_prepare (f->store->db, "SELECT sealed FROM form WHERE n = 2");
  g_assert_true (pamor_statement_next (ask, NULL));
  sealed = pamor_statement_dup_bytes (ask, 0);
  g_clear_pointer (&ask, pamor_statement_free);
  sql (f, "DELETE FROM meta WHERE name = 'clean'; INSERT INTO meta VALUES ('clean', 'no');"
          "CREATE TEMP TRIGGER unclean BEFORE UPDATE ON meta BEGIN SELECT RAISE (IGNORE); END");
  left = leave (f, 3);
  middle = g_bytes_get_data (sealed, &size);
  middle = memmem (left.data, left.size, middle + size / 2, 16);
  memset (left.data + (middle - left.data) / PAGE * PAGE, 0x5a, PAGE);
  assert_opens_next (f, &left, 20);
}

static void
test_a_note_that_does_not_authenticate_is_damage (PamorTestFolder *f,
                                                  gconstpointer    unused)
{
  fill (f);
  sql (f, "UPDATE note SET sealed = zeroblob (400)");
  pamor_test_folder_reopen (f);
  g_assert_nonnull (pamor_store_get_damaged_file (f->store));
  g_assert_null (pamor_store_get_note (f->store, "token"));
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 4);
}

static void
test_history_that_does_not_authenticate_is_damage (PamorTestFolder *f,
                                                   gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fill (f);
  item = g_list_model_get_item (pamor_store_get_items (f->store), 0);
  sql (f, "UPDATE history SET text = zeroblob (400) WHERE text IS NOT NULL");
  pamor_store_read_history_async (f->store, item->id, pamor_test_await_cb, &result);
  g_assert_null (pamor_store_read_history_finish (f->store, pamor_test_await (&result), &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
}

static void
test_a_folder_that_lost_its_name_gets_another (PamorTestFolder *f,
                                               gconstpointer    unused)
{
  fill (f);
  sql (f, "DELETE FROM meta WHERE name = 'folder'");
  pamor_test_folder_reopen (f);
  g_assert_null (pamor_store_get_damaged_file (f->store));
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 4);
}

/* Nothing is in it that a key was ever needed for. */
static void
test_an_empty_folder_without_keys_is_as_new (PamorTestFolder *f,
                                             gconstpointer    unused)
{
  sql (f, "DELETE FROM key_slot");
  pamor_test_folder_reopen (f);
  g_assert_null (pamor_store_get_damaged_file (f->store));
  save_draft (f, "a");
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 1);
}

#define ADD(name, func) \
  g_test_add ("/opening/" name, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pamor_test_faults_install ();
  ADD ("a-folder-opens-the-next-time", test_a_folder_opens_the_next_time);
  ADD ("a-folder-with-something-to-purge-opens-the-next-time",
       test_a_folder_with_something_to_purge_opens_the_next_time);
  ADD ("a-folder-of-the-first-version-opens-the-next-time",
       test_a_folder_of_the_first_version_opens_the_next_time);
  ADD ("a-damaged-folder-is-salvaged-the-next-time",
       test_a_damaged_folder_is_salvaged_the_next_time);
  ADD ("a-note-that-does-not-authenticate-is-damage",
       test_a_note_that_does_not_authenticate_is_damage);
  ADD ("history-that-does-not-authenticate-is-damage",
       test_history_that_does_not_authenticate_is_damage);
  ADD ("a-folder-that-lost-its-name-gets-another", test_a_folder_that_lost_its_name_gets_another);
  ADD ("an-empty-folder-without-keys-is-as-new", test_an_empty_folder_without_keys_is_as_new);
  return g_test_run ();
}
