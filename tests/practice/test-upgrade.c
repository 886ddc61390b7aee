/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice database that an earlier version of the program left goes on with this one. */
#include "pamor-test-eopen.h"

#include "base/pamor-uuid.h"

#include <glib/gstdio.h>
#include <string.h>

#define LIST "/v1/submissions"
#define REJECTED LIST "/019aa2f0-1c3e-7abc-8def-000000000001"
#define INCOMPLETE LIST "/019aa2f0-1c3e-7abc-8def-000000000002"
#define CONTENT INCOMPLETE "/attachments/019aa2f0-1c3e-7abc-8def-0000000000a1/content"

/* In place of what is there. */
static void
put_version (PamorTestEopen *self,
             const char     *name)
{
  g_autofree char *dump = g_build_filename (g_getenv ("PAMOR_FIXTURES"), "practice", name, NULL);
  g_autofree char *path = g_build_filename (self->folder, "practice.db", NULL);
  g_autofree char *script = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_true (g_file_get_contents (dump, &script, NULL, &error));
  g_clear_pointer (&self->store, pamor_practice_store_close);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, script, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  self->store = pamor_practice_store_open (self->folder, &error);
  g_assert_no_error (error);
  pamor_test_eopen_log_in (self);
}

static void
set_up (PamorTestEopen *self,
        gconstpointer   unused)
{
  pamor_test_eopen_set_up (self, unused);
  put_version (self, "version-1.sql");
}

static JsonObject *
get_item (PamorTestEopen *self,
          guint           n)
{
  return json_array_get_object_element (pamor_test_eopen_array (self, "items"), n);
}

static void
test_all_that_was_in_it_is_answered_as_before (PamorTestEopen *self,
                                               gconstpointer   unused)
{
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", REJECTED, NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "number"), ==, "EOP-20261119-0001");
  g_assert_cmpstr (pamor_test_eopen_text (self, "status"), ==, "rejected");
  g_assert_cmpint (pamor_test_eopen_number (self, "revision"), ==, 2);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", REJECTED "/receipt", NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "manifest_sha256"), ==, "c2");
  g_assert_cmpint (pamor_test_eopen_send (self, "HEAD", CONTENT, NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_header (self, "upload-offset"), ==, "4");
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", LIST, NULL, NULL), ==, 200);
  g_assert_cmpuint (json_array_get_length (pamor_test_eopen_array (self, "items")), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_false (json_object_get_boolean_member (get_item (self, i), "closed"));

  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/v1/changes", NULL, NULL), ==, 200);
  g_assert_cmpuint (json_array_get_length (pamor_test_eopen_array (self, "items")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (get_item (self, 1), "message"), ==,
                   "Foto buram");
  g_assert_false (json_object_get_boolean_member (get_item (self, 1), "closed"));
}

static guint
post (PamorTestEopen *self,
      const char     *path,
      const char     *text)
{
  return pamor_test_eopen_send_text (self, "POST", path, text);
}

/* @old: id of what it takes the place of. Returns: the status; its path in @path */
static guint
put_in_place_of (PamorTestEopen  *self,
                 const char      *old,
                 char           **path)
{
  g_autofree char *id = pamor_uuid_new (self->clock);
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", "{}", NULL);
  const char *text = g_bytes_get_data (payload, NULL);
  g_autofree char *body = g_strdup_printf ("{\"replaces\":\"%s\",%.*s", old,
                                           (int) g_bytes_get_size (payload) - 1, text + 1);

  g_free (*path);
  *path = g_strconcat (LIST "/", id, NULL);
  return pamor_test_eopen_send_text (self, "PUT", *path, body);
}

/* What came with the second version: closing, pointing, taking another one's place. Whoever took a
 * place and is taken back gives it up, with all that he brought. */
static void
test_it_can_do_what_came_since (PamorTestEopen *self,
                                gconstpointer   unused)
{
  const char *old = strrchr (REJECTED, '/') + 1;
  g_autofree char *path = NULL, *first = NULL;

  g_assert_cmpint (post (self, "/trainer/status",
                         "{\"submission\":\"019aa2f0-1c3e-7abc-8def-000000000001\","
                         "\"status\":\"rejected\",\"message\":\"Ajukan baru\","
                         "\"pointer\":\"/attachments/0\",\"closed\":\"yes\"}"), ==, 204);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/v1/changes", NULL, NULL), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (get_item (self, 2), "pointer"), ==,
                   "/attachments/0");
  g_assert_true (json_object_get_boolean_member (get_item (self, 2), "closed"));

  g_assert_cmpint (put_in_place_of (self, old, &path), ==, 201);
  first = g_strdup (path);
  g_assert_cmpint (put_in_place_of (self, old, &path), ==, 409);
  g_assert_cmpint (pamor_test_eopen_send (self, "DELETE", first, NULL, NULL), ==, 204);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", REJECTED, NULL, NULL), ==, 200);
  g_assert_null (pamor_test_eopen_text (self, "replaced_by"));
  g_assert_cmpint (put_in_place_of (self, old, &path), ==, 201);
  pamor_test_eopen_reopen (self); /* and is of this version now */
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", REJECTED, NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "replaced_by"), ==, strrchr (path, '/') + 1);
}

/* A backup of before has other columns. */
static void
test_its_backup_is_gone_and_a_new_one_is_whole (PamorTestEopen *self,
                                                gconstpointer   unused)
{
  g_assert_cmpint (post (self, "/trainer/restore", "{}"), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "no-backup");
  g_assert_cmpint (post (self, "/trainer/backup", "{}"), ==, 204);
  g_assert_cmpint (pamor_test_eopen_send (self, "DELETE", INCOMPLETE, NULL, NULL), ==, 204);
  g_assert_cmpint (post (self, "/trainer/restore", "{}"), ==, 204);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", INCOMPLETE, NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "state"), ==, "incomplete");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/practice-upgrade/" name, PamorTestEopen, NULL, set_up, func, \
              pamor_test_eopen_tear_down)
  ADD ("all-that-was-in-it-is-answered-as-before", test_all_that_was_in_it_is_answered_as_before);
  ADD ("it-can-do-what-came-since", test_it_can_do_what_came_since);
  ADD ("its-backup-is-gone-and-a-new-one-is-whole",
       test_its_backup_is_gone_and_a_new_one_is_whole);
  return g_test_run ();
}
