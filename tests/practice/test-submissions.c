/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-eopen.h"

#include "base/pamor-uuid.h"

#include <string.h>

#define ANSWERS "{\"ibu\":{\"orang\":{\"nik\":\"3275016504900001\",\"name\":\"SITI UJI\"}}}"
#define LEFT    "\"019aa2f0-1c3e-7abc-8def-0123456789aa\""
#define OTHER   "\"019aa2f0-1c3e-7abc-8def-0123456789bb\""

static guint
put (PamorTestEopen *self,
     const char     *path,
     const char     *answers,
     GPtrArray      *photos)
{
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", answers, photos);

  return pamor_test_eopen_send (self, "PUT", path, payload, NULL);
}

static guint
put_new (PamorTestEopen *self,
         const char     *answers,
         GPtrArray      *photos)
{
  g_autofree char *id = pamor_uuid_new (self->clock);
  g_autofree char *path = g_strconcat ("/v1/submissions/", id, NULL);

  return put (self, path, answers, photos);
}

static guint
put_revision (PamorTestEopen *self,
              const char     *path,
              guint           revision,
              GPtrArray      *photos,
              const char     *etag)
{
  g_autoptr (GBytes) payload
      = pamor_test_eopen_make_payload (revision, "application", "{\"a\":1}", photos);
  g_autofree char *address = g_strdup_printf ("%s/revisions/%u", path, revision);

  return pamor_test_eopen_send (self, "PUT", address, payload, "if-match", etag, NULL);
}

static void
test_sending_again_is_answered_as_the_first_time (PamorTestEopen *self,
                                                  gconstpointer   unused)
{
  g_autoptr (GPtrArray) photos = pamor_test_eopen_make_photos (self, 2, 100);
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", ANSWERS, photos);
  g_autofree char *etag = g_strdup (pamor_test_eopen_header (self, "etag"));

  g_assert_cmpstr (pamor_test_eopen_text (self, "state"), ==, "incomplete");
  g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "missing")), ==, 2);
  for (int i = 0; i < 3; i++)
    {
      g_assert_cmpint (put (self, path, ANSWERS, photos), ==, 200);
      g_assert_cmpstr (pamor_test_eopen_header (self, "etag"), ==, etag);
    }
  g_assert_cmpint (put (self, path, "{}", photos), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "different-content");
}

static void
test_without_photos_it_is_received_at_once (PamorTestEopen *self,
                                            gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "complaint", "{}", NULL);

  g_assert_cmpstr (pamor_test_eopen_text (self, "state"), ==, "received");
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, NULL), ==, 200);
  g_assert_nonnull (pamor_test_eopen_text (self, "number"));
}

static void
test_only_a_uuid7_names_a_submission (PamorTestEopen *self,
                                      gconstpointer   unused)
{
  const char *const names[] = {
    "1", "..", "%2e%2e%2fetc", "0193A000-0000-7000-8000-000000000001",
    "0193a000-0000-4000-8000-000000000001", "' OR 1=1", "\xff\xfe"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/v1/submissions/", names[i], NULL);

      g_assert_cmpint (put (self, path, ANSWERS, NULL), ==, 400);
      g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, NULL), ==, 404);
      g_assert_cmpint (pamor_test_eopen_send (self, "DELETE", path, NULL, NULL), ==, 404);
    }
}

static void
test_a_fault_is_named_by_its_pointer (PamorTestEopen *self,
                                      gconstpointer   unused)
{
  const struct { const char *answers, *pointer; } faults[] = {
    { "{\"ibu\":{\"orang\":{\"nik\":\"327501\"}}}", "/answers/ibu/orang/nik" },
    { "{\"ibu\":{\"orang\":{\"nik\":3275016504900001}}}", "/answers/ibu/orang/nik" },
    { "{\"nik\":\"\"}", "/answers/nik" },
    { "{\"s\":{\"orang\":[{},{\"nik\":\"32750165049000O1\"}]}}", "/answers/s/orang/1/nik" },
    { "{\"a/b\":{\"~\":{\"nik\":\"x\"}}}", "/answers/a~1b/~0/nik" },
    { "[]", "/answers" },
    { "\"text\"", "/answers" },
    { "null", "/answers" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      JsonObject *error;

      g_assert_cmpint (put_new (self, faults[i].answers, NULL), ==, 422);
      g_assert_cmpstr (pamor_test_eopen_code (self), ==, "validation");
      g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "errors")), ==, 1);
      error = json_array_get_object_element (pamor_test_eopen_array (self, "errors"), 0);
      g_assert_cmpstr (json_object_get_string_member (error, "pointer"), ==, faults[i].pointer);
    }
  g_assert_cmpint (put_new (self, "{\"nik\":null}", NULL), ==, 201); /* has none yet */
}

/* Each required member left out, or of the wrong type. */
static void
test_what_is_no_submission_is_refused (PamorTestEopen *self,
                                       gconstpointer   unused)
{
  const char *const members[] = {
    "revision", "service", "catalogue", "captured_at", "answers", "consent", "attachments"
  };
  g_autofree char *id = pamor_uuid_new (self->clock);
  g_autofree char *path = g_strconcat ("/v1/submissions/", id, NULL);
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", "{}", NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (members); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      g_autofree char *changed = NULL;

      json_object_remove_member (json_node_get_object (node), members[i / 2]);
      if (i % 2 == 1)
        json_object_set_boolean_member (json_node_get_object (node), members[i / 2], TRUE);
      changed = json_to_string (node, FALSE);
      g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", path, changed), ==, 422);
    }
  g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", path, "{}"), ==, 422);
  g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", path, text), ==, 201);
}

/* What the contract lets out must still be what it says where it is there. */
static void
test_optional_members_keep_the_contract (PamorTestEopen *self,
                                         gconstpointer   unused)
{
  static const struct { const char *member, *value, *pointer; } faults[] = {
    { "id", "7", "/id" },
    { "kind", "\"petition\"", "/kind" },
    { "kind", "7", "/kind" },
    { "activity", "{}", "/activity" },
    { "reasons", "\"none\"", "/reasons" },
    { "reasons", "[{\"rule\":\"NIK09\"}]", "/reasons/0" },
    { "reasons", "[{\"rule\":\"NIK09\",\"reason\":\"r\"},7]", "/reasons/1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *id = pamor_uuid_new (self->clock);
      g_autofree char *path = g_strconcat ("/v1/submissions/", id, NULL);
      g_autofree char *text = g_strdup_printf (
          "{\"revision\":1,\"service\":\"UJI\",\"catalogue\":\"1\",\"answers\":{},\"consent\":{},"
          "\"captured_at\":\"2026-11-20T01:02:03Z\",\"attachments\":[],\"%s\":%s}",
          faults[i].member, faults[i].value);
      JsonObject *error;

      g_test_message ("%s %s", faults[i].member, faults[i].value);
      g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", path, text), ==, 422);
      g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "errors")), ==, 1);
      error = json_array_get_object_element (pamor_test_eopen_array (self, "errors"), 0);
      g_assert_cmpstr (json_object_get_string_member (error, "pointer"), ==, faults[i].pointer);
    }
}

static void
test_an_id_that_is_not_the_address_is_refused (PamorTestEopen *self,
                                               gconstpointer   unused)
{
  g_autofree char *id = pamor_uuid_new (self->clock);
  g_autofree char *path = g_strconcat ("/v1/submissions/", id, NULL);
  const char *text
      = "{\"id\":\"0193a000-0000-7000-8000-000000000001\",\"revision\":1,"
        "\"service\":\"UJI\",\"catalogue\":\"1\",\"captured_at\":\"2026-11-20T08:00:00Z\","
        "\"answers\":{},\"consent\":{},\"attachments\":[],\"new\":[]}";

  g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", path, text), ==, 400);
}

static void
test_what_is_not_json_is_refused (PamorTestEopen *self,
                                  gconstpointer   unused)
{
  g_autofree char *id = pamor_uuid_new (self->clock);
  g_autofree char *path = g_strconcat ("/v1/submissions/", id, NULL);
  g_autofree char *deep = g_strnfill (60000, '[');
  g_autofree char *hidden = g_strconcat ("/*\"*/", deep, NULL);
  const char *const texts[] = {
    "", "hallo", "{", "[]", "1", "{\"a\":\"\xff\"}", deep, hidden, "{'a':1}", "var a = {};", "{}}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", path, texts[i]), ==, 400);
      g_assert_cmpstr (pamor_test_eopen_code (self), ==, "malformed");
    }
}

static void
test_what_is_over_a_limit_is_refused (PamorTestEopen *self,
                                      gconstpointer   unused)
{
  g_autofree char *filler = g_strnfill (65536, 'x');
  g_autofree char *long_answers = g_strdup_printf ("{\"a\":\"%s\"}", filler);
  g_autoptr (GPtrArray) many = pamor_test_eopen_make_photos (self, 21, 1);
  g_autoptr (GPtrArray) large = pamor_test_eopen_make_photos (self, 1, 750001);
  g_autoptr (GPtrArray) film = pamor_test_eopen_make_photos (self, 1, 10);
  PamorAttachment *photo = film->pdata[0];

  g_assert_cmpint (put_new (self, long_answers, NULL), ==, 413);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "too-large");
  g_assert_cmpint (put_new (self, "{}", many), ==, 413);
  g_assert_cmpint (put_new (self, "{}", large), ==, 413);
  g_ptr_array_set_size (many, 20);
  g_assert_cmpint (put_new (self, "{}", many), ==, 201);
  g_free (photo->media_type);
  photo->media_type = g_strdup ("video/mp4");
  g_assert_cmpint (put_new (self, "{}", film), ==, 415);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "media-type");
}

static void
test_a_broken_manifest_is_refused (PamorTestEopen *self,
                                   gconstpointer   unused)
{
  g_autoptr (GPtrArray) twice = pamor_test_eopen_make_photos (self, 2, 10);
  g_autoptr (GPtrArray) empty = pamor_test_eopen_make_photos (self, 1, 10);
  PamorAttachment *first = twice->pdata[0], *second = twice->pdata[1], *photo = empty->pdata[0];

  g_free (second->id);
  second->id = g_strdup (first->id);
  g_assert_cmpint (put_new (self, "{}", twice), ==, 422);
  photo->size = 0;
  g_assert_cmpint (put_new (self, "{}", empty), ==, 422);
  photo->size = 10;
  photo->requirement[0] = '\0';
  g_assert_cmpint (put_new (self, "{}", empty), ==, 422);
  photo->requirement[0] = 'K';
  photo->sha256[0] = 'X';
  g_assert_cmpint (put_new (self, "{}", empty), ==, 422);
}

static GBytes *
gzip (GBytes *plain)
{
  g_autoptr (GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_bytes (plain);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (in, G_CONVERTER (zip));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static void
test_a_packed_body_is_the_same_submission (PamorTestEopen *self,
                                           gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", ANSWERS, NULL);
  g_autoptr (GBytes) plain = pamor_test_eopen_make_payload (1, "application", ANSWERS, NULL);
  g_autoptr (GBytes) packed = gzip (plain);
  g_autofree guint8 *zeros = g_malloc0 (64 << 20);
  g_autoptr (GBytes) flood = g_bytes_new_static (zeros, 64 << 20);
  g_autoptr (GBytes) bomb = gzip (flood);

  g_assert_cmpint (
      pamor_test_eopen_send (self, "PUT", path, packed, "content-encoding", "gzip", NULL), ==, 200);
  g_assert_cmpint (
      pamor_test_eopen_send (self, "PUT", path, bomb, "content-encoding", "gzip", NULL), ==, 413);
  g_assert_cmpint (
      pamor_test_eopen_send (self, "PUT", path, plain, "content-encoding", "gzip", NULL), ==, 400);
  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", path, plain, "content-encoding", "br", NULL),
                   ==, 415);
}

static void
test_what_has_not_changed_is_not_sent_again (PamorTestEopen *self,
                                             gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", ANSWERS, NULL);
  g_autofree char *etag = NULL;

  g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, NULL), ==, 200);
  etag = g_strdup (pamor_test_eopen_header (self, "etag"));
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, "if-none-match", etag, NULL), ==,
                   304);
  g_assert_null (self->reply->body);
  g_assert_null (pamor_test_eopen_header (self, "content-type"));

  pamor_test_eopen_set_status (self, path, "processing", NULL);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, "if-none-match", etag, NULL), ==,
                   200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "status"), ==, "processing");
  g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "history")), ==, 1);
}

static void
test_a_correction_names_what_it_corrects (PamorTestEopen *self,
                                          gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", ANSWERS, NULL);
  g_autofree char *etag = g_strdup (pamor_test_eopen_header (self, "etag"));

  pamor_test_eopen_set_status (self, path, "rejected", "Foto buram");
  g_assert_cmpint (put_revision (self, path, 2, NULL, ""), ==, 428);
  g_assert_cmpint (put_revision (self, path, 2, NULL, "\"1-0000\""), ==, 412);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "stale");
  g_assert_cmpint (put_revision (self, path, 3, NULL, etag), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "revision-gap");
  g_assert_cmpint (put_revision (self, path, 2, NULL, etag), ==,
                   201); /* a status made it not stale */
  g_assert_cmpint (pamor_test_eopen_number (self, "revision"), ==, 2);
  g_assert_cmpint (put_revision (self, path, 2, NULL, ""), ==, 200); /* the reply was lost */
  g_assert_cmpint (put_revision (self, path, 3, NULL, etag), ==, 412);

  g_assert_cmpint (put (self, path, ANSWERS, NULL), ==, 200); /* the old one, late */
  g_assert_cmpint (pamor_test_eopen_number (self, "revision"), ==, 2);
}

static void
test_a_correction_keeps_photos_that_it_names_again (PamorTestEopen *self,
                                                    gconstpointer   unused)
{
  g_autoptr (GPtrArray) photos = pamor_test_eopen_make_photos (self, 3, 100);
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", ANSWERS, photos);
  g_autofree char *etag = g_strdup (pamor_test_eopen_header (self, "etag"));
  PamorAttachment *renewed = photos->pdata[1];
  JsonArray *missing;

  for (guint i = 0; i < photos->len; i++)
    g_assert_cmpint (pamor_test_eopen_upload (self, path, photos->pdata[i], 0, -1), ==, 204);
  pamor_test_eopen_set_status (self, path, "rejected", "Foto buram");

  g_ptr_array_set_size (photos, 2);
  g_bytes_unref (renewed->content);
  renewed->content = g_bytes_new_static ("lain", 4);
  renewed->size = 4;
  g_free (renewed->sha256);
  renewed->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, renewed->content);
  g_assert_cmpint (put_revision (self, path, 2, photos, etag), ==, 201);
  g_assert_cmpstr (pamor_test_eopen_text (self, "state"), ==, "incomplete");
  missing = pamor_test_eopen_array (self, "missing");
  g_assert_cmpint (json_array_get_length (missing), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (missing, 0), ==, renewed->id);
  g_assert_cmpint (pamor_test_eopen_upload (self, path, renewed, 0, -1), ==, 204);
}

static void
test_what_the_office_works_on_stays (PamorTestEopen *self,
                                     gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", ANSWERS, NULL);
  g_autofree char *etag = g_strdup (pamor_test_eopen_header (self, "etag"));

  pamor_test_eopen_set_status (self, path, "processing", NULL);
  g_assert_cmpint (put_revision (self, path, 2, NULL, etag), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "already-processed");
  g_assert_cmpint (pamor_test_eopen_send (self, "DELETE", path, NULL, NULL), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "already-processed");
}

static void
test_a_correction_of_nothing_is_refused (PamorTestEopen *self,
                                         gconstpointer   unused)
{
  g_autofree char *id = pamor_uuid_new (self->clock);
  g_autofree char *path = g_strconcat ("/v1/submissions/", id, NULL);
  g_autofree char *kept = pamor_test_eopen_hand_in (self, "application", ANSWERS, NULL);

  g_assert_cmpint (put_revision (self, path, 2, NULL, "\"x\""), ==, 404);
  g_assert_cmpint (put_revision (self, kept, 1, NULL, "\"x\""), ==, 400);
  g_assert_cmpint (put_revision (self, kept, 4000000000u, NULL, "\"x\""), ==, 400);
}

static guint
put_in_place_of (PamorTestEopen *self,
                 const char     *id,
                 const char     *old)
{
  g_autofree char *path = g_strconcat ("/v1/submissions/", id, NULL);
  g_autoptr (GBytes) payload
      = pamor_test_eopen_make_payload (1, "application", "{\"a\":2}", NULL);
  const char *text = g_bytes_get_data (payload, NULL);
  g_autofree char *body = g_strdup_printf ("{\"replaces\":\"%s\",%.*s", old,
                                           (int) g_bytes_get_size (payload) - 1, text + 1);

  return pamor_test_eopen_send_text (self, "PUT", path, body);
}

static void
test_one_takes_the_place_of_what_is_closed (PamorTestEopen *self,
                                            gconstpointer   unused)
{
  g_autofree char *old = pamor_test_eopen_hand_in (self, "application", "{}", NULL);
  g_autofree char *etag = g_strdup (pamor_test_eopen_header (self, "etag"));
  g_autofree char *first = pamor_uuid_new (self->clock), *second = pamor_uuid_new (self->clock);
  const char *id = strrchr (old, '/') + 1;
  g_autofree char *closing = g_strdup_printf (
      "{\"submission\":\"%s\",\"status\":\"rejected\",\"message\":\"Ajukan baru\","
      "\"closed\":\"yes\"}", id);

  g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/trainer/status", closing), ==, 204);
  g_assert_cmpint (put_revision (self, old, 2, NULL, etag), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "closed");
  g_assert_cmpint (put_in_place_of (self, first, id), ==, 201);
  g_assert_cmpint (put_in_place_of (self, first, id), ==, 200);
  g_assert_cmpint (put_in_place_of (self, second, id), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "already-replaced");
  g_assert_cmpint (put_in_place_of (self, second, second), ==, 422);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", old, NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "replaced_by"), ==, first);
}

static void
test_nothing_takes_the_place_of_what_the_office_works_on (PamorTestEopen *self,
                                                          gconstpointer   unused)
{
  g_autofree char *old = pamor_test_eopen_hand_in (self, "application", "{}", NULL);
  g_autofree char *id = pamor_uuid_new (self->clock);

  pamor_test_eopen_set_status (self, old, "processing", NULL);
  g_assert_cmpint (put_in_place_of (self, id, strrchr (old, '/') + 1), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "already-processed");
}

static void
test_withdrawing_takes_the_data_back (PamorTestEopen *self,
                                      gconstpointer   unused)
{
  g_autoptr (GPtrArray) photos = pamor_test_eopen_make_photos (self, 1, 5000);
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", ANSWERS, photos);
  g_autoptr (sqlite3_stmt) rows = NULL;

  pamor_test_eopen_upload (self, path, photos->pdata[0], 0, -1);
  g_assert_cmpint (pamor_test_eopen_send (self, "DELETE", path, NULL, NULL), ==, 204);
  g_assert_cmpint (pamor_test_eopen_send (self, "DELETE", path, NULL, NULL), ==, 204);
  g_assert_cmpint (put (self, path, ANSWERS, photos), ==, 410);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "withdrawn");
  g_assert_cmpint (pamor_test_eopen_upload (self, path, photos->pdata[0], 0, -1), ==, 404);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "state"), ==, "withdrawn");

  rows = pamor_practice_store_query (self->store,
                                     "SELECT (SELECT count(payload) FROM revision)"
                                     " + (SELECT count(*) FROM chunk)",
                                     "");
  g_assert_true (pamor_practice_store_next (self->store, rows));
  g_assert_cmpint (sqlite3_column_int (rows, 0), ==, 0);
}

static void
report (PamorTestEopen *self,
        const char     *json,
        const char     *held)
{
  g_autoptr (sqlite3_stmt) rows = NULL;

  g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", "/v1/device", json), ==, 204);
  rows = pamor_practice_store_query (self->store, "SELECT report ->> 'unsent' FROM device", "");
  g_assert_true (pamor_practice_store_next (self->store, rows));
  g_assert_cmpstr ((const char *) sqlite3_column_text (rows, 0), ==, held);
}

static void
test_a_report_that_comes_late_takes_no_later_one_s_place (PamorTestEopen *self,
                                                          gconstpointer   unused)
{
  report (self, "{\"device\":\"uji\",\"n\":9,\"unsent\":[" LEFT "]}", "[" LEFT "]");
  report (self, "{\"device\":\"uji\",\"n\":10,\"unsent\":[]}", "[]");
  report (self, "{\"device\":\"uji\",\"n\":9,\"unsent\":[" LEFT "]}", "[]");
  report (self, "{\"device\":\"uji\",\"unsent\":[" OTHER "]}", "[" OTHER "]"); /* does not count */
}

static void
test_the_list_is_walked_page_by_page (PamorTestEopen *self,
                                      gconstpointer   unused)
{
  g_autofree char *address = g_strdup ("/v1/submissions?limit=2");
  guint pages = 0, items = 0;
  gboolean more = TRUE;

  for (int i = 0; i < 5; i++)
    g_free (pamor_test_eopen_hand_in (self, "application", "{}", NULL));
  for (; more; pages++)
    {
      g_assert_cmpint (pamor_test_eopen_send (self, "GET", address, NULL, NULL), ==, 200);
      items += json_array_get_length (pamor_test_eopen_array (self, "items"));
      more = json_object_get_boolean_member (json_node_get_object (self->json), "more");
      g_free (address);
      address = g_strconcat ("/v1/submissions?limit=2&after=", pamor_test_eopen_text (self, "next"),
                             NULL);
    }
  g_assert_cmpint (pages, ==, 3);
  g_assert_cmpint (items, ==, 5);
}

static void
test_the_same_answers_again_are_refused_where_asked_for (PamorTestEopen *self,
                                                         gconstpointer   unused)
{
  g_autofree char *first = pamor_test_eopen_hand_in (self, "application", ANSWERS, NULL);

  g_assert_cmpint (put_new (self, ANSWERS, NULL), ==, 201); /* nobody asked */
  g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/trainer/mood",
                                               "{\"mood\":\"normal\",\"duplicates\":\"refuse\"}"),
                   ==, 204);
  g_assert_cmpint (put_new (self, ANSWERS, NULL), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "duplicate-subject");
  g_assert_cmpint (put (self, first, ANSWERS, NULL), ==, 200); /* itself is no duplicate */
  g_assert_cmpint (put_new (self, "{\"a\":2}", NULL), ==, 201);
}

static void
add (const char *name,
     void        (*test) (PamorTestEopen *, gconstpointer))
{
  g_test_add (name, PamorTestEopen, NULL, pamor_test_eopen_set_up, test,
              pamor_test_eopen_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/submissions/sending-again-is-answered-as-the-first-time",
       test_sending_again_is_answered_as_the_first_time);
  add ("/submissions/without-photos-it-is-received-at-once",
       test_without_photos_it_is_received_at_once);
  add ("/submissions/only-a-uuid7-names-a-submission", test_only_a_uuid7_names_a_submission);
  add ("/submissions/a-fault-is-named-by-its-pointer", test_a_fault_is_named_by_its_pointer);
  add ("/submissions/what-is-no-submission-is-refused", test_what_is_no_submission_is_refused);
  add ("/submissions/optional-members-keep-the-contract", test_optional_members_keep_the_contract);
  add ("/submissions/an-id-that-is-not-the-address-is-refused",
       test_an_id_that_is_not_the_address_is_refused);
  add ("/submissions/what-is-not-json-is-refused", test_what_is_not_json_is_refused);
  add ("/submissions/what-is-over-a-limit-is-refused", test_what_is_over_a_limit_is_refused);
  add ("/submissions/a-broken-manifest-is-refused", test_a_broken_manifest_is_refused);
  add ("/submissions/a-packed-body-is-the-same-submission",
       test_a_packed_body_is_the_same_submission);
  add ("/submissions/what-has-not-changed-is-not-sent-again",
       test_what_has_not_changed_is_not_sent_again);
  add ("/submissions/a-correction-names-what-it-corrects",
       test_a_correction_names_what_it_corrects);
  add ("/submissions/a-correction-keeps-photos-that-it-names-again",
       test_a_correction_keeps_photos_that_it_names_again);
  add ("/submissions/what-the-office-works-on-stays", test_what_the_office_works_on_stays);
  add ("/submissions/a-correction-of-nothing-is-refused", test_a_correction_of_nothing_is_refused);
  add ("/submissions/one-takes-the-place-of-what-is-closed",
       test_one_takes_the_place_of_what_is_closed);
  add ("/submissions/nothing-takes-the-place-of-what-the-office-works-on",
       test_nothing_takes_the_place_of_what_the_office_works_on);
  add ("/submissions/withdrawing-takes-the-data-back", test_withdrawing_takes_the_data_back);
  add ("/submissions/a-report-that-comes-late-takes-no-later-one-s-place",
       test_a_report_that_comes_late_takes_no_later_one_s_place);
  add ("/submissions/the-list-is-walked-page-by-page", test_the_list_is_walked_page_by_page);
  add ("/submissions/the-same-answers-again-are-refused-where-asked-for",
       test_the_same_answers_again_are_refused_where_asked_for);
  return g_test_run ();
}
