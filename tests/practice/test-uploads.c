/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-eopen.h"

#include "base/pamor-uuid.h"

#include <string.h>

#define CHUNK "application/offset+octet-stream"

/* A submission with one photo of 1000 bytes, of which nothing is there yet. */
typedef struct
{
  PamorTestEopen   eopen;
  GPtrArray       *photos;
  PamorAttachment *photo;
  char            *path;
  char            *content;
} Upload;

static void
set_up (Upload       *self,
        gconstpointer unused)
{
  pamor_test_eopen_set_up (&self->eopen, NULL);
  self->photos = pamor_test_eopen_make_photos (&self->eopen, 1, 1000);
  self->photo = self->photos->pdata[0];
  self->path = pamor_test_eopen_hand_in (&self->eopen, "application", "{}", self->photos);
  self->content = g_strdup_printf ("%s/attachments/%s/content", self->path, self->photo->id);
}

static void
tear_down (Upload       *self,
           gconstpointer unused)
{
  pamor_test_eopen_tear_down (&self->eopen, NULL);
  g_ptr_array_unref (self->photos);
  g_free (self->path);
  g_free (self->content);
}

static gint64
ask_offset (Upload *self)
{
  g_assert_cmpint (pamor_test_eopen_send (&self->eopen, "HEAD", self->content, NULL, NULL), ==,
                   200);
  g_assert_cmpstr (pamor_test_eopen_header (&self->eopen, "upload-length"), ==, "1000");
  g_assert_cmpstr (pamor_test_eopen_header (&self->eopen, "tus-resumable"), ==, "1.0.0");
  g_assert_cmpstr (pamor_test_eopen_header (&self->eopen, "cache-control"), ==, "no-store");
  return g_ascii_strtoll (pamor_test_eopen_header (&self->eopen, "upload-offset"), NULL, 10);
}

static guint
patch (Upload *self,
       gint64  offset,
       gint64  size)
{
  return pamor_test_eopen_upload (&self->eopen, self->path, self->photo, offset, size);
}

static gboolean
is_received (Upload *self)
{
  g_assert_cmpint (pamor_test_eopen_send (&self->eopen, "GET", self->path, NULL, NULL), ==, 200);
  return g_str_equal (pamor_test_eopen_text (&self->eopen, "state"), "received");
}

static void
test_pieces_add_up (Upload       *self,
                    gconstpointer unused)
{
  g_assert_cmpint (ask_offset (self), ==, 0);
  g_assert_cmpint (patch (self, 0, 400), ==, 204);
  g_assert_cmpstr (pamor_test_eopen_header (&self->eopen, "upload-offset"), ==, "400");
  g_assert_cmpint (patch (self, 400, 0), ==, 204); /* nothing is a piece too */
  pamor_test_eopen_reopen (&self->eopen);
  g_assert_cmpint (ask_offset (self), ==, 400);
  g_assert_cmpint (patch (self, 400, 599), ==, 204);
  g_assert_false (is_received (self));
  g_assert_cmpint (patch (self, 999, 1), ==, 204);
  g_assert_true (is_received (self));
  g_assert_cmpint (ask_offset (self), ==, 1000);
  g_assert_cmpint (patch (self, 1000, 0), ==, 204);
  g_assert_true (is_received (self));
}

static void
test_a_wrong_offset_is_told_the_true_one (Upload       *self,
                                          gconstpointer unused)
{
  g_assert_cmpint (patch (self, 0, 300), ==, 204);
  g_assert_cmpint (patch (self, 0, 300), ==, 409); /* its reply was lost */
  g_assert_cmpstr (pamor_test_eopen_code (&self->eopen), ==, "offset-mismatch");
  g_assert_cmpstr (pamor_test_eopen_header (&self->eopen, "upload-offset"), ==, "300");
  g_assert_cmpint (patch (self, 600, 100), ==, 409);
  g_assert_cmpint (ask_offset (self), ==, 300);
}

static void
test_a_cut_piece_keeps_what_came (Upload       *self,
                                  gconstpointer unused)
{
  self->eopen.cut_body = TRUE;
  g_assert_cmpint (patch (self, 0, 123), ==, 0);
  g_assert_cmpint (ask_offset (self), ==, 123);
  g_assert_cmpint (patch (self, 123, -1), ==, 204);
  g_assert_true (is_received (self));
}

static void
test_a_cut_piece_leaves_nothing_in_that_mood (Upload       *self,
                                              gconstpointer unused)
{
  pamor_test_eopen_set_mood (&self->eopen, PAMOR_MOOD_PARTIALS_DROPPED);
  self->eopen.cut_body = TRUE;
  g_assert_cmpint (patch (self, 0, 123), ==, 0);
  g_assert_cmpint (ask_offset (self), ==, 0);
  g_assert_cmpint (patch (self, 0, 200), ==, 204); /* whole pieces are kept */
  g_assert_cmpint (ask_offset (self), ==, 200);
}

static void
test_a_piece_changed_on_its_way_is_not_kept (Upload       *self,
                                             gconstpointer unused)
{
  g_autoptr (GBytes) changed = g_bytes_new_static ("xx", 2);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  g_assert_cmpint (
      pamor_test_eopen_send (&self->eopen, "PATCH", self->content, changed, "content-type", CHUNK,
                             "upload-offset", "0", "content-digest",
                             "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", NULL),
      ==, 400);
  g_assert_cmpstr (pamor_test_eopen_code (&self->eopen), ==, "digest-mismatch");
  g_assert_cmpint (pamor_test_eopen_send (&self->eopen, "PATCH", self->content, empty,
                                          "content-type", CHUNK, "upload-offset", "0",
                                          "content-digest", "", NULL),
                   ==, 400);
  g_assert_cmpstr (pamor_test_eopen_code (&self->eopen), ==, "digest-missing");
  g_assert_cmpint (ask_offset (self), ==, 0);
}

static void
test_a_whole_that_is_not_the_announced_one_is_dropped (Upload       *self,
                                                       gconstpointer unused)
{
  g_autofree char *wrong = g_strnfill (1000, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new_static (wrong, 1000);

  g_assert_cmpint (pamor_test_eopen_send (&self->eopen, "PATCH", self->content, bytes,
                                          "content-type", CHUNK, "upload-offset", "0", NULL),
                   ==, 400);
  g_assert_cmpstr (pamor_test_eopen_code (&self->eopen), ==, "digest-mismatch");
  g_assert_cmpstr (pamor_test_eopen_header (&self->eopen, "upload-offset"), ==, "0");
  g_assert_false (is_received (self));
  g_assert_cmpint (patch (self, 0, -1), ==, 204);
  g_assert_true (is_received (self));
}

static void
test_more_than_announced_is_refused (Upload       *self,
                                     gconstpointer unused)
{
  g_autofree char *more = g_strnfill (1001, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new_static (more, 1001);

  g_assert_cmpint (pamor_test_eopen_send (&self->eopen, "PATCH", self->content, bytes,
                                          "content-type", CHUNK, "upload-offset", "0", NULL),
                   ==, 413);
  g_assert_cmpint (ask_offset (self), ==, 0);
}

static void
test_what_is_not_tus_is_refused (Upload       *self,
                                 gconstpointer unused)
{
  PamorTestEopen *eopen = &self->eopen;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  g_assert_cmpint (
      pamor_test_eopen_send (eopen, "HEAD", self->content, NULL, "tus-resumable", "", NULL), ==,
      412);
  g_assert_cmpstr (pamor_test_eopen_header (eopen, "tus-version"), ==, "1.0.0");
  g_assert_cmpint (pamor_test_eopen_send (eopen, "PATCH", self->content, bytes, "content-type",
                                          CHUNK, "upload-offset", "0", "tus-resumable", "0.2.2",
                                          NULL),
                   ==, 412);
  g_assert_cmpint (
      pamor_test_eopen_send (eopen, "PATCH", self->content, bytes, "upload-offset", "0", NULL), ==,
      415);
  g_assert_cmpint (pamor_test_eopen_send (eopen, "PATCH", self->content, bytes, "content-type",
                                          CHUNK, "upload-offset", "0", "content-encoding", "gzip",
                                          NULL),
                   ==, 400);
  for (const char *const *offset
       = (const char *const[]){ "", "-1", "x", "1e3", "99999999999999999999", NULL };
       *offset != NULL; offset++)
    g_assert_cmpint (pamor_test_eopen_send (eopen, "PATCH", self->content, bytes, "content-type",
                                            CHUNK, "upload-offset", *offset, NULL),
                     ==, 400);
  g_assert_cmpint (ask_offset (self), ==, 0);
}

static void
test_an_unknown_photo_sends_the_client_back (Upload       *self,
                                             gconstpointer unused)
{
  g_autofree char *id = pamor_uuid_new (self->eopen.clock);
  g_autofree char *other = g_strdup_printf ("%s/attachments/%s/content", self->path, id);
  g_autofree char *lost = g_strdup_printf ("/v1/submissions/%s/attachments/%s/content", id, id);
  g_autofree char *crooked = g_strdup_printf ("%s/attachments/../content", self->path);

  g_assert_cmpint (pamor_test_eopen_send (&self->eopen, "HEAD", other, NULL, NULL), ==, 404);
  g_assert_cmpint (pamor_test_eopen_send (&self->eopen, "HEAD", lost, NULL, NULL), ==, 404);
  g_assert_cmpint (pamor_test_eopen_send (&self->eopen, "HEAD", crooked, NULL, NULL), ==, 404);
}

static guint
put (Upload     *self,
     GBytes     *bytes,
     const char *type)
{
  return pamor_test_eopen_send (&self->eopen, "PUT", self->content, bytes, "content-type", type,
                                NULL);
}

static void
test_one_piece_will_do (Upload       *self,
                        gconstpointer unused)
{
  g_autoptr (GBytes) wrong = g_bytes_new_static ("x", 1);
  g_autofree char *zeros = g_malloc0 (750001);
  g_autoptr (GBytes) large = g_bytes_new_static (zeros, 750001);

  g_assert_cmpint (patch (self, 0, 500), ==, 204);
  g_assert_cmpint (put (self, wrong, "image/jpeg"), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_code (&self->eopen), ==, "different-content");
  g_assert_cmpint (put (self, large, "image/jpeg"), ==, 413);
  g_assert_cmpint (put (self, self->photo->content, "image/png"), ==, 415);
  self->eopen.cut_body = TRUE;
  g_assert_cmpint (put (self, wrong, "image/jpeg"), ==, 0);
  g_assert_cmpint (ask_offset (self), ==, 500);
  g_assert_cmpint (put (self, self->photo->content, "image/jpeg"), ==, 201);
  g_assert_cmpint (put (self, self->photo->content, "image/jpeg"), ==, 200);
  g_assert_true (is_received (self));
}

static void
add (const char *name,
     void        (*test) (Upload *, gconstpointer))
{
  g_test_add (name, Upload, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/uploads/pieces-add-up", test_pieces_add_up);
  add ("/uploads/a-wrong-offset-is-told-the-true-one", test_a_wrong_offset_is_told_the_true_one);
  add ("/uploads/a-cut-piece-keeps-what-came", test_a_cut_piece_keeps_what_came);
  add ("/uploads/a-cut-piece-leaves-nothing-in-that-mood",
       test_a_cut_piece_leaves_nothing_in_that_mood);
  add ("/uploads/a-piece-changed-on-its-way-is-not-kept",
       test_a_piece_changed_on_its_way_is_not_kept);
  add ("/uploads/a-whole-that-is-not-the-announced-one-is-dropped",
       test_a_whole_that_is_not_the_announced_one_is_dropped);
  add ("/uploads/more-than-announced-is-refused", test_more_than_announced_is_refused);
  add ("/uploads/what-is-not-tus-is-refused", test_what_is_not_tus_is_refused);
  add ("/uploads/an-unknown-photo-sends-the-client-back",
       test_an_unknown_photo_sends_the_client_back);
  add ("/uploads/one-piece-will-do", test_one_piece_will_do);
  return g_test_run ();
}
