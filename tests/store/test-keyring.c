/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run by tests/support/with-keyring.sh, against a real keyring. */
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-keyring.h"
#include "store/pamor-store-private.h"

#include <libsecret/secret.h>
#include <signal.h>

typedef struct
{
  char       *folder;
  PamorClock *clock;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  f->folder = pamor_test_store_make_folder ();
  f->clock = pamor_clock_new_manual (PAMOR_TEST_NOW);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  pamor_test_store_remove_folder (f->folder);
  g_free (f->folder);
  g_object_unref (f->clock);
}

static PamorStore *
open_store (Fixture    *f,
            const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  PamorStore *store = pamor_test_store_open (f->folder, passphrase, f->clock, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static void
check_locked (Fixture    *f,
              const char *passphrase,
              PamorLock   asks_for)
{
  g_autoptr (GError) error = NULL;
  PamorLock lock = PAMOR_LOCK_NONE;

  g_assert_null (pamor_test_store_open (f->folder, passphrase, f->clock, &lock, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED);
  g_assert_cmpint (lock, ==, asks_for);
}

static char *
look_up (const char  *folder,
         GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pamor_keyring_lookup_async (folder, pamor_test_await_cb, &result);
  return pamor_keyring_lookup_finish (pamor_test_await (&result), error);
}

static void
test_gives_back_what_it_was_given (Fixture       *f,
                                   gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *secret;

  pamor_keyring_store_async ("folder-1", "rahasia", pamor_test_await_cb, &result);
  g_assert_true (pamor_keyring_store_finish (pamor_test_await (&result), &error));
  secret = look_up ("folder-1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "rahasia");
  pamor_keyring_free_secret (secret);
  g_assert_null (look_up ("folder-2", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED);
}

static void
test_a_folder_opens_by_the_keyring_alone (Fixture       *f,
                                          gconstpointer  unused)
{
  g_autoptr (PamorStore) store = open_store (f, NULL);

  g_assert_true (pamor_test_store_set_note (store, "a", "b", NULL));
  g_clear_object (&store);
  store = open_store (f, NULL);
  g_assert_cmpstr (pamor_store_get_note (store, "a"), ==, "b");
  g_clear_object (&store);
  store = open_store (f, "tidak dipakai"); /* it has no passphrase: the keyring is asked */
  g_assert_cmpstr (pamor_store_get_note (store, "a"), ==, "b");
}

static void
test_a_folder_with_a_passphrase_does_not_ask_the_keyring (Fixture       *f,
                                                          gconstpointer  unused)
{
  g_autoptr (PamorStore) store = open_store (f, PAMOR_TEST_PASSPHRASE);

  g_clear_object (&store);
  check_locked (f, NULL, PAMOR_LOCK_PASSPHRASE);
  store = open_store (f, PAMOR_TEST_PASSPHRASE);
}

static void
test_a_lost_secret_makes_no_new_key (Fixture       *f,
                                     gconstpointer  unused)
{
  static const SecretSchema schema = {
    PAMOR_APP_ID, SECRET_SCHEMA_NONE, { { "folder", SECRET_SCHEMA_ATTRIBUTE_STRING } }
  };
  g_autoptr (PamorStore) store = open_store (f, NULL);
  g_autoptr (PamorDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "pamor.db", NULL);
  gint64 slots = -1;

  g_clear_object (&store);
  g_assert_true (secret_password_clear_sync (&schema, NULL, &error, NULL));
  check_locked (f, NULL, PAMOR_LOCK_KEYRING);
  check_locked (f, PAMOR_TEST_PASSPHRASE, PAMOR_LOCK_KEYRING);
  db = pamor_database_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (pamor_database_read_int (db, "SELECT count(*) FROM key_slot", &slots, NULL));
  g_assert_cmpint (slots, ==, 1);
}

/* The file is set aside for somebody to mend, who will want its key. */
static void
test_the_key_of_a_damaged_file_is_not_overwritten (Fixture       *f,
                                                   gconstpointer  unused)
{
  g_autoptr (PamorStore) store = open_store (f, NULL);
  g_autoptr (PamorStatement) ask = NULL;
  g_autofree char *name = NULL;
  char *before, *after;

  g_assert_true (pamor_test_store_set_note (store, "a", "b", NULL));
  ask = pamor_database_prepare (store->db, "SELECT value FROM meta WHERE name = 'folder'");
  g_assert_true (pamor_statement_next (ask, NULL));
  name = pamor_statement_dup_text (ask, 0);
  g_clear_pointer (&ask, pamor_statement_free);
  before = look_up (name, NULL);
  g_assert_nonnull (before);
  g_assert_true (pamor_database_run (store->db, "DELETE FROM key_slot", NULL));
  g_clear_object (&store);

  store = open_store (f, NULL);
  g_assert_nonnull (pamor_store_get_damaged_file (store));
  after = look_up (name, NULL);
  g_assert_cmpstr (after, ==, before);
  g_clear_object (&store);
  store = open_store (f, NULL); /* the new file opens by its own */
  g_assert_null (pamor_store_get_damaged_file (store));
  pamor_keyring_free_secret (before);
  pamor_keyring_free_secret (after);
}

/* The limit on a call, which the linker has us make: a test does not wait for it. */
static GSource *limit;

GSource *__real_g_timeout_source_new_seconds (guint seconds);
GSource *__wrap_g_timeout_source_new_seconds (guint seconds);

GSource *
__wrap_g_timeout_source_new_seconds (guint seconds)
{
  GSource *source = __real_g_timeout_source_new_seconds (seconds);

  if (limit != NULL)
    g_source_unref (limit);
  limit = g_source_ref (source);
  g_assert_cmpuint (seconds, ==, 20);
  return source;
}

/* In the connection's thread: what is asked of the keyring is never answered, as where a prompt
 * stands behind the window. */
static GDBusMessage *
swallow (GDBusConnection *bus,
         GDBusMessage    *message,
         gboolean         incoming,
         gpointer         asked)
{
  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_atomic_int_inc ((int *) asked);
  g_main_context_wakeup (NULL);
  g_object_unref (message);
  return NULL;
}

static GDBusConnection *
be_silent_keyring (int *asked)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (
    address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
               | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = g_dbus_connection_call_sync (
    bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
    g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
    &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (bus, swallow, asked, NULL);
  return bus;
}

/* After the one that ended the keyring, whose place it takes. */
static void
test_a_keyring_that_says_nothing_is_given_up_after_20_seconds (Fixture       *f,
                                                               gconstpointer  unused)
{
  int asked = 0;
  GDBusConnection *bus = be_silent_keyring (&asked);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_keyring_lookup_async ("folder-1", pamor_test_await_cb, &result);
  while (g_atomic_int_get (&asked) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  g_source_set_ready_time (limit, 0); /* the 20 seconds are over */
  g_assert_null (pamor_keyring_lookup_finish (pamor_test_await (&result), &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED);

  g_assert_true (g_dbus_connection_close_sync (bus, NULL, NULL)); /* now the bus answers for it */
  while (g_atomic_int_get ((int *) &limit->ref_count) > 1) /* the late answer is dropped */
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (bus);
  g_clear_pointer (&limit, g_source_unref);
}

/* After it there is no keyring. */
static void
test_a_keyring_that_is_gone_locks (Fixture       *f,
                                   gconstpointer  unused)
{
  g_autoptr (PamorStore) store = open_store (f, NULL);
  const char *pid = g_getenv ("KEYRING_PID");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&store);
  g_assert_nonnull (pid);
  g_assert_cmpint (kill (atoi (pid), SIGKILL), ==, 0);
  check_locked (f, NULL, PAMOR_LOCK_KEYRING);
  pamor_keyring_store_async ("folder-1", "rahasia", pamor_test_await_cb, &result);
  g_assert_false (pamor_keyring_store_finish (pamor_test_await (&result), &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("KEYRING_PID")); /* never against a person's own keyring */
#define ADD(path, func) g_test_add ("/keyring/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("gives-back-what-it-was-given", test_gives_back_what_it_was_given);
  ADD ("a-folder-opens-by-the-keyring-alone", test_a_folder_opens_by_the_keyring_alone);
  ADD ("a-folder-with-a-passphrase-does-not-ask-the-keyring",
       test_a_folder_with_a_passphrase_does_not_ask_the_keyring);
  ADD ("a-lost-secret-makes-no-new-key", test_a_lost_secret_makes_no_new_key);
  ADD ("the-key-of-a-damaged-file-is-not-overwritten",
       test_the_key_of_a_damaged_file_is_not_overwritten);
  ADD ("a-keyring-that-is-gone-locks", test_a_keyring_that_is_gone_locks);
  ADD ("a-keyring-that-says-nothing-is-given-up-after-20-seconds",
       test_a_keyring_that_says_nothing_is_given_up_after_20_seconds);
  return g_test_run ();
}
