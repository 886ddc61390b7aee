/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-eopen.h"

#include "base/pamor-uuid.h"

#include <glib/gstdio.h>

#define NOW (G_GINT64_CONSTANT (1795161600) * G_USEC_PER_SEC) /* 2026-11-20T08:00:00Z */

static void
open_store (PamorTestEopen *self)
{
  g_autoptr (GError) error = NULL;

  self->store = pamor_practice_store_open (self->folder, &error);
  g_assert_no_error (error);
}

void
pamor_test_eopen_set_up (PamorTestEopen *self,
                         gconstpointer   unused)
{
  self->folder = g_dir_make_tmp ("pamor-eopen-XXXXXX", NULL);
  self->clock = pamor_clock_new_manual (NOW);
  open_store (self);
  pamor_test_eopen_log_in (self);
}

void
pamor_test_eopen_tear_down (PamorTestEopen *self,
                            gconstpointer   unused)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  pamor_practice_store_close (self->store);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_clear_pointer (&self->reply, pamor_practice_reply_free);
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_object (&self->clock);
  g_free (self->folder);
  g_free (self->access);
  g_free (self->refresh);
}

/** pamor_test_eopen_reopen: as a restart of the program does */
void
pamor_test_eopen_reopen (PamorTestEopen *self)
{
  pamor_practice_store_close (self->store);
  open_store (self);
}

void
pamor_test_eopen_log_in (PamorTestEopen *self)
{
  g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/v1/sessions",
                                               "{\"officer\":\"latihan\",\"secret\":\"latihan\","
                                               "\"device\":\"uji\"}"),
                   ==, 201);
  g_free (self->access);
  g_free (self->refresh);
  self->access = g_strdup (pamor_test_eopen_text (self, "access_token"));
  self->refresh = g_strdup (pamor_test_eopen_text (self, "refresh_token"));
}

static void
set_header (GHashTable *headers,
            const char *name,
            const char *value)
{
  if (*value == '\0')
    g_hash_table_remove (headers, name);
  else
    g_hash_table_replace (headers, g_strdup (name), g_strdup (value));
}

/* What a client sends by itself. */
static GHashTable *
make_headers (PamorTestEopen *self,
              const char     *path,
              GBytes         *body)
{
  GHashTable *headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->access, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize size = sizeof bytes;

  set_header (headers, "host", "127.0.0.1:8080");
  set_header (headers, "authorization", bearer);
  if (g_str_has_suffix (path, "/content"))
    set_header (headers, "tus-resumable", "1.0.0");
  if (body != NULL)
    {
      g_autofree char *base64 = NULL;
      g_autofree char *digest = NULL;

      g_checksum_update (sum, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      g_checksum_get_digest (sum, bytes, &size);
      base64 = g_base64_encode (bytes, size);
      digest = g_strdup_printf ("sha-256=:%s:", base64);
      set_header (headers, "content-digest", digest);
      set_header (headers, "content-type", "application/json");
    }
  return headers;
}

static void
keep_reply (PamorTestEopen     *self,
            PamorPracticeReply *reply)
{
  const char *type = g_hash_table_lookup (reply->headers, "content-type");

  g_clear_pointer (&self->reply, pamor_practice_reply_free);
  g_clear_pointer (&self->json, json_node_unref);
  self->reply = reply;
  if (type != NULL && reply->body != NULL && g_str_has_suffix (type, "json"))
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GError) error = NULL;

      json_parser_load_from_data (parser, g_bytes_get_data (reply->body, NULL),
                                  g_bytes_get_size (reply->body), &error);
      g_assert_no_error (error);
      self->json = json_parser_steal_root (parser);
    }
}

guint
pamor_test_eopen_send (PamorTestEopen *self,
                       const char     *method,
                       const char     *path,
                       GBytes         *body,
                       ...)
{
  g_autoptr (GHashTable) headers = make_headers (self, path, body);
  g_auto (GStrv) parts = g_strsplit (path, "?", 2);
  PamorPracticeRequest request = { .method = method, .path = parts[0], .query = parts[1] };
  const char *name;
  va_list pairs;

  va_start (pairs, body);
  while ((name = va_arg (pairs, const char *)) != NULL)
    set_header (headers, name, va_arg (pairs, const char *));
  va_end (pairs);

  request.headers = headers;
  request.body = body;
  request.body_complete = !self->cut_body;
  self->cut_body = FALSE;
  keep_reply (self, pamor_practice_handle (self->store, &request,
                                           pamor_clock_get_wall (self->clock)));
  return self->reply->cut ? 0 : self->reply->status;
}

guint
pamor_test_eopen_send_text (PamorTestEopen *self,
                            const char     *method,
                            const char     *path,
                            const char     *body)
{
  g_autoptr (GBytes) bytes = body == NULL ? NULL : g_bytes_new (body, strlen (body));

  return pamor_test_eopen_send (self, method, path, bytes, NULL);
}

const char *
pamor_test_eopen_header (PamorTestEopen *self,
                         const char     *name)
{
  return g_hash_table_lookup (self->reply->headers, name);
}

/** pamor_test_eopen_code: of the problem that the last reply was */
const char *
pamor_test_eopen_code (PamorTestEopen *self)
{
  g_assert_cmpstr (pamor_test_eopen_header (self, "content-type"), ==, "application/problem+json");
  g_assert_cmpint (pamor_test_eopen_number (self, "status"), ==, self->reply->status);
  return strrchr (pamor_test_eopen_text (self, "type"), '/') + 1;
}

const char *
pamor_test_eopen_text (PamorTestEopen *self,
                       const char     *member)
{
  g_assert_nonnull (self->json);
  return json_object_get_string_member_with_default (json_node_get_object (self->json), member,
                                                     NULL);
}

gint64
pamor_test_eopen_number (PamorTestEopen *self,
                         const char     *member)
{
  g_assert_nonnull (self->json);
  return json_object_get_int_member (json_node_get_object (self->json), member);
}

JsonArray *
pamor_test_eopen_array (PamorTestEopen *self,
                        const char     *member)
{
  g_assert_nonnull (self->json);
  return json_object_get_array_member (json_node_get_object (self->json), member);
}

void
pamor_test_eopen_set_mood (PamorTestEopen *self,
                           PamorMood       mood)
{
  g_autofree char *text = g_strdup_printf ("{\"mood\":\"%s\"}", pamor_mood_get_nick (mood));

  g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/trainer/mood", text), ==, 204);
}

/** pamor_test_eopen_make_photos: of PamorAttachment, each of other bytes */
GPtrArray *
pamor_test_eopen_make_photos (PamorTestEopen *self,
                              guint           n,
                              gsize           size)
{
  GPtrArray *photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = pamor_uuid_new (self->clock);
      guint8 *bytes = g_malloc (size);
      g_autoptr (GBytes) content = NULL;

      for (gsize at = 0; at < size; at++)
        bytes[at] = at * 7 + i;
      content = g_bytes_new_take (bytes, size);
      g_ptr_array_add (photos, pamor_attachment_new (id, "KK", content));
    }
  return photos;
}

/** pamor_test_eopen_make_payload: @answers: JSON; @photos: (nullable) */
GBytes *
pamor_test_eopen_make_payload (guint       revision,
                               const char *kind,
                               const char *answers,
                               GPtrArray  *photos)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text,
                   "{\"revision\":%u,\"service\":\"UJI\",\"kind\":\"%s\",\"catalogue\":\"1\","
                   "\"captured_at\":\"2026-11-20T15:00:00+07:00\",\"answers\":%s,"
                   "\"consent\":{\"agreed\":\"ya\"},\"attachments\":[",
                   revision, kind, answers);
  for (guint i = 0; photos != NULL && i < photos->len; i++)
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

/** pamor_test_eopen_hand_in: Returns: (transfer full): the path of a submission, newly put */
char *
pamor_test_eopen_hand_in (PamorTestEopen *self,
                          const char     *kind,
                          const char     *answers,
                          GPtrArray      *photos)
{
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, kind, answers, photos);
  g_autofree char *id = pamor_uuid_new (self->clock);
  char *path = g_strconcat ("/v1/submissions/", id, NULL);

  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", path, payload, NULL), ==, 201);
  return path;
}

/** pamor_test_eopen_upload: @submission: path; @size: -1 for all that is left. Returns: the status
 */
guint
pamor_test_eopen_upload (PamorTestEopen  *self,
                         const char      *submission,
                         PamorAttachment *photo,
                         gint64           offset,
                         gint64           size)
{
  g_autofree char *path = g_strdup_printf ("%s/attachments/%s/content", submission, photo->id);
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, offset);
  g_autoptr (GBytes) chunk = NULL;

  chunk = g_bytes_new_from_bytes (photo->content, offset, size < 0 ? photo->size - offset : size);
  return pamor_test_eopen_send (self, "PATCH", path, chunk, "content-type",
                                "application/offset+octet-stream", "upload-offset", at, NULL);
}

/** pamor_test_eopen_set_status: @submission: path; @message: (nullable). As the trainer does */
void
pamor_test_eopen_set_status (PamorTestEopen *self,
                             const char     *submission,
                             const char     *status,
                             const char     *message)
{
  g_autofree char *text = g_strdup_printf ("{\"submission\":\"%s\",\"status\":\"%s\","
                                           "\"message\":\"%s\"}",
                                           strrchr (submission, '/') + 1, status,
                                           message == NULL ? "" : message);

  g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/trainer/status", text), ==, 204);
}
