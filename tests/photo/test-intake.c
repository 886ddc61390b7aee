/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-photo.h"

#include <glib/gstdio.h>
#include <png.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/pamor-error.h"
#include "pamor-test-picture.h"

#define LIMIT 30000

static const PamorPhotoWish wish = { .limit = LIMIT };

typedef struct
{
  PamorIntake  *intake;
  GCancellable *cancellable;
  char         *folder;
  GThread      *main_thread;

  /* What the last photo brought */
  PamorPhoto   *photo;
  GError       *error;
  double        share;
  gint64        last;
  guint         finished;
  gboolean      cancel_at_first_report;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->intake = pamor_intake_new ();
  self->cancellable = g_cancellable_new ();
  self->folder = g_dir_make_tmp ("pamor-intake-XXXXXX", NULL);
  self->main_thread = g_thread_self ();
  self->last = -1;
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (self->folder, "photo.jpg", NULL);

  g_clear_pointer (&self->photo, pamor_photo_free);
  g_clear_error (&self->error);
  g_unlink (path);
  g_rmdir (path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_object_unref (self->cancellable);
  g_object_unref (self->intake);
}

static GBytes *
make_jpeg (void)
{
  PamorTestPicture picture = { .width = 640, .height = 480, .orientation = 6, .noise = 10 };

  return pamor_test_picture_jpeg (&picture);
}

static GFile *
write_file (Fixture    *self,
            const void *data,
            gsize       size)
{
  g_autofree char *path = g_build_filename (self->folder, "photo.jpg", NULL);

  g_assert_true (g_file_set_contents (path, data, size, NULL));
  return g_file_new_for_path (path);
}

static void
note (gint64   done,
      gint64   total,
      gpointer data)
{
  Fixture *self = data;

  g_assert_true (g_thread_self () == self->main_thread);
  g_assert_cmpint (self->finished, ==, 0);
  g_assert_cmpint (done, >, self->last);
  self->last = done;
  if (self->cancel_at_first_report)
    g_cancellable_cancel (self->cancellable);
}

static void
finish (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  Fixture *self = data;
  const PamorPreview *part;

  g_assert_true (g_thread_self () == self->main_thread);
  g_clear_pointer (&self->photo, pamor_photo_free);
  g_clear_error (&self->error);
  self->photo = pamor_intake_add_finish (PAMOR_INTAKE (source), result, &self->error);
  part = pamor_intake_get_part (PAMOR_INTAKE (source), result);
  self->share = part != NULL ? part->share : 0;
  self->finished++;
}

static void
wait_for (Fixture *self,
          guint    photos)
{
  while (self->finished < photos)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_file (Fixture *self,
          GFile   *file)
{
  pamor_intake_add_file_async (self->intake, file, &wish, note, self, self->cancellable, finish,
                               self);
  wait_for (self, 1);
}

static void
assert_refused (Fixture    *self,
                const void *data,
                gsize       size,
                PamorError  code)
{
  g_autoptr (GFile) file = write_file (self, data, size);

  add_file (self, file);
  g_assert_null (self->photo);
  g_assert_error (self->error, PAMOR_ERROR, code);
}

static void
test_a_file_becomes_a_photo_with_progress (Fixture       *self,
                                           gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (GFile) file = write_file (self, g_bytes_get_data (jpeg, NULL),
                                       g_bytes_get_size (jpeg));

  add_file (self, file);
  g_assert_no_error (self->error);
  g_assert_cmpint (g_bytes_get_size (self->photo->jpeg), <=, LIMIT);
  g_assert_cmpint (self->photo->width, ==, 640);
  g_assert_cmpint (self->photo->source_bytes, ==, g_bytes_get_size (jpeg));
  g_assert_cmpint (self->last, ==, 100);
}

/* Alternately a picture and none; each ends once, after all of its own progress */
static void
test_of_many_each_ends_once_and_as_itself (Fixture       *self,
                                           gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  Fixture each[10] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      each[i].main_thread = self->main_thread;
      each[i].last = -1;
      pamor_intake_add_bytes_async (self->intake, i % 2 == 0 ? jpeg : text, &wish, note, &each[i],
                                    NULL, finish, &each[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    wait_for (&each[i], 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      g_assert_cmpuint (each[i].finished, ==, 1);
      if (i % 2 == 0)
        g_assert_no_error (each[i].error);
      else
        g_assert_error (each[i].error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND);
      g_assert_cmpint (each[i].last, ==, i % 2 == 0 ? 100 : -1);
      g_clear_pointer (&each[i].photo, pamor_photo_free);
      g_clear_error (&each[i].error);
    }
}

static void
test_bytes_become_a_photo_without_progress (Fixture       *self,
                                            gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();

  pamor_intake_add_bytes_async (self->intake, jpeg, &wish, NULL, NULL, NULL, finish, self);
  wait_for (self, 1);
  g_assert_no_error (self->error);
  g_assert_nonnull (self->photo);
}

static void
test_a_cancel_before_or_within_ends_as_cancelled (Fixture       *self,
                                                  gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (GFile) file = write_file (self, g_bytes_get_data (jpeg, NULL),
                                       g_bytes_get_size (jpeg));

  self->cancel_at_first_report = TRUE;
  add_file (self, file);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pamor_intake_add_file_async (self->intake, file, &wish, NULL, NULL, self->cancellable, finish,
                               self);
  wait_for (self, 2);
  g_assert_null (self->photo);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_the_intake_may_be_let_go_at_once (Fixture       *self,
                                       gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();

  pamor_intake_add_bytes_async (self->intake, jpeg, &wish, note, self, NULL, finish, self);
  g_object_unref (self->intake);
  wait_for (self, 1);
  g_assert_no_error (self->error);
  self->intake = pamor_intake_new ();
}

static void
test_what_is_not_there_is_not_found (Fixture       *self,
                                     gconstpointer  unused)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GFile) file = g_file_get_child (folder, "gone.jpg");

  add_file (self, file);
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
}

static void
test_a_link_to_nothing_is_not_found (Fixture       *self,
                                     gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (self->folder, "photo.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_cmpint (symlink ("gone.jpg", path), ==, 0);
  add_file (self, file);
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
}

static void
test_a_folder_is_no_photo (Fixture       *self,
                           gconstpointer  unused)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  add_file (self, folder);
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND);
}

static void
test_a_pipe_does_not_hold_up_the_others (Fixture       *self,
                                         gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (self->folder, "photo.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  add_file (self, file);
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND);
}

static void
test_what_the_system_refuses_fails_with_its_reason (Fixture       *self,
                                                    gconstpointer  unused)
{
  g_autofree char *name = g_strnfill (300, 'x');
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GFile) file = g_file_get_child (folder, name);

  add_file (self, file);
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_assert_cmpint (strlen (self->error->message), >, 0);
}

static void
test_an_empty_file_is_empty (Fixture       *self,
                             gconstpointer  unused)
{
  assert_refused (self, "", 0, PAMOR_ERROR_PHOTO_EMPTY);
}

static void
test_a_text_named_jpg_is_no_photo (Fixture       *self,
                                   gconstpointer  unused)
{
  assert_refused (self, "Catatan petugas", 15, PAMOR_ERROR_PHOTO_KIND);
}

static void
test_a_photo_that_breaks_off_is_broken_but_its_part_is_there (Fixture       *self,
                                        gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();

  assert_refused (self, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg) * 2 / 3,
                  PAMOR_ERROR_PHOTO_BROKEN);
  g_assert_cmpfloat (self->share, >, 0.3);
  g_assert_cmpfloat (self->share, <, 0.9);
}

/* A file on a stick that is pulled out once a megabyte was read */
G_DECLARE_FINAL_TYPE (PulledStream, pulled_stream, PULLED, STREAM, GFileInputStream)
struct _PulledStream
{
  GFileInputStream parent_instance;
  gboolean         pulled;
};
G_DEFINE_FINAL_TYPE (PulledStream, pulled_stream, G_TYPE_FILE_INPUT_STREAM)

G_DECLARE_FINAL_TYPE (PulledFile, pulled_file, PULLED, FILE, GObject)
struct _PulledFile
{
  GObject parent_instance;
};
static void pulled_file_init_file (GFileIface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (PulledFile, pulled_file, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE, pulled_file_init_file))

static gssize
pulled_stream_read (GInputStream  *stream,
                    void          *buffer,
                    gsize          count,
                    GCancellable  *cancellable,
                    GError       **error)
{
  PulledStream *self = PULLED_STREAM (stream);

  if (self->pulled)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Input/output error");
      return -1;
    }
  self->pulled = TRUE;
  memset (buffer, 0, count);
  return count;
}

static void
pulled_stream_class_init (PulledStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = pulled_stream_read;
}

static void
pulled_stream_init (PulledStream *self)
{
}

static GFileInputStream *
pulled_file_read (GFile         *file,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return g_object_new (pulled_stream_get_type (), NULL);
}

static GFileInfo *
pulled_file_query_info (GFile                *file,
                        const char           *attributes,
                        GFileQueryInfoFlags   flags,
                        GCancellable         *cancellable,
                        GError              **error)
{
  GFileInfo *info = g_file_info_new ();

  g_file_info_set_file_type (info, G_FILE_TYPE_REGULAR);
  g_file_info_set_size (info, 5000000);
  return info;
}

static void
pulled_file_init_file (GFileIface *iface)
{
  iface->read_fn = pulled_file_read;
  iface->query_info = pulled_file_query_info;
}

static void
pulled_file_class_init (PulledFileClass *klass)
{
}

static void
pulled_file_init (PulledFile *self)
{
}

static void
test_a_file_that_vanishes_while_it_is_read_fails (Fixture       *self,
                                                  gconstpointer  unused)
{
  g_autoptr (GFile) file = g_object_new (pulled_file_get_type (), NULL);

  add_file (self, file);
  g_assert_null (self->photo);
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_assert_cmpstr (self->error->message, ==, "Input/output error");
}

static void
test_a_png_named_jpg_is_a_photo (Fixture       *self,
                                 gconstpointer  unused)
{
  PamorTestPicture picture = { .width = 64, .height = 48 };
  g_autoptr (GBytes) png = pamor_test_picture_png (&picture, PNG_COLOR_TYPE_RGB, 8, FALSE);
  g_autoptr (GFile) file = write_file (self, g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  add_file (self, file);
  g_assert_no_error (self->error);
  g_assert_cmpint (self->photo->width, ==, 64);
}

static void
test_a_file_of_more_bytes_than_accepted_is_not_read (Fixture       *self,
                                                     gconstpointer  unused)
{
  g_autoptr (GFile) file = write_file (self, "\xff\xd8\xff", 3);

  g_assert_cmpint (truncate (g_file_peek_path (file), 200 * 1000 * 1000 + 1), ==, 0);
  add_file (self, file);
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*func) (Fixture *, gconstpointer); } tests[] = {
    { "a-file-becomes-a-photo-with-progress", test_a_file_becomes_a_photo_with_progress },
    { "of-many-each-ends-once-and-as-itself", test_of_many_each_ends_once_and_as_itself },
    { "bytes-become-a-photo-without-progress", test_bytes_become_a_photo_without_progress },
    { "a-cancel-before-or-within-ends-as-cancelled",
      test_a_cancel_before_or_within_ends_as_cancelled },
    { "the-intake-may-be-let-go-at-once", test_the_intake_may_be_let_go_at_once },
    { "what-is-not-there-is-not-found", test_what_is_not_there_is_not_found },
    { "a-link-to-nothing-is-not-found", test_a_link_to_nothing_is_not_found },
    { "a-folder-is-no-photo", test_a_folder_is_no_photo },
    { "a-pipe-does-not-hold-up-the-others", test_a_pipe_does_not_hold_up_the_others },
    { "what-the-system-refuses-fails-with-its-reason",
      test_what_the_system_refuses_fails_with_its_reason },
    { "an-empty-file-is-empty", test_an_empty_file_is_empty },
    { "a-text-named-jpg-is-no-photo", test_a_text_named_jpg_is_no_photo },
    { "a-photo-that-breaks-off-is-broken-but-its-part-is-there",
      test_a_photo_that_breaks_off_is_broken_but_its_part_is_there },
    { "a-file-that-vanishes-while-it-is-read-fails",
      test_a_file_that_vanishes_while_it_is_read_fails },
    { "a-png-named-jpg-is-a-photo", test_a_png_named_jpg_is_a_photo },
    { "a-file-of-more-bytes-than-accepted-is-not-read",
      test_a_file_of_more_bytes_than_accepted_is_not_read },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/intake/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].func, tear_down);
    }
  return g_test_run ();
}
