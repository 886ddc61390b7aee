/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "pamor-test-await.h"
#include "ui/photos/pamor-photo-source.h"

static GPtrArray *
paste (GdkContentProvider  *content,
       GError             **error)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (gdk_clipboard_set_content (clipboard, content));
  pamor_photo_source_paste_async (clipboard, pamor_test_await_cb, &result);
  return pamor_photo_source_finish (pamor_test_await (&result), error);
}

static void
test_a_picture_is_pasted_byte_for_byte (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\xff\xd8\xff bukan gambar sungguhan", 26);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes ("image/jpeg", bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = paste (content, &error);
  PamorPhotoSource *source;

  g_assert_no_error (error);
  g_assert_cmpint (sources->len, ==, 1);
  source = sources->pdata[0];
  g_assert_null (source->file);
  g_assert_true (g_bytes_equal (source->bytes, bytes));
}

static void
test_files_are_pasted_as_files_in_their_order (void)
{
  g_autoptr (GFile) first = g_file_new_for_path ("/tmp/kk.jpg");
  g_autoptr (GFile) second = g_file_new_for_path ("/tmp/ktp.jpg");
  g_autoptr (GSList) files = g_slist_append (g_slist_append (NULL, first), second);
  g_autoptr (GdkContentProvider) content
    = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = paste (content, &error);

  g_assert_no_error (error);
  g_assert_cmpint (sources->len, ==, 2);
  g_assert_true (g_file_equal (((PamorPhotoSource *) sources->pdata[0])->file, first));
  g_assert_true (g_file_equal (((PamorPhotoSource *) sources->pdata[1])->file, second));
}

static void
test_of_a_picture_in_the_web_the_bytes_beside_its_address_are_taken (void)
{
  g_autoptr (GFile) address = g_file_new_for_uri ("https://e-open.example/kk.jpg");
  g_autoptr (GSList) files = g_slist_append (NULL, address);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\xff\xd8\xff bukan gambar sungguhan", 26);
  GdkContentProvider *ways[]
    = { gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files),
        gdk_content_provider_new_for_bytes ("image/jpeg", bytes) };
  g_autoptr (GdkContentProvider) content
    = gdk_content_provider_new_union (ways, G_N_ELEMENTS (ways));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = paste (content, &error);

  g_assert_no_error (error);
  g_assert_cmpint (sources->len, ==, 1);
  g_assert_true (g_bytes_equal (((PamorPhotoSource *) sources->pdata[0])->bytes, bytes));
}

static void
test_words_are_no_picture (void)
{
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_typed (G_TYPE_STRING, "halo");
  g_autoptr (GError) error = NULL;

  g_assert_null (paste (content, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND);
}

/* Right after copying, another program was not yet asked what it copied. On this screen of its own
 * nothing was copied before this first case. */
static void
test_what_is_copied_just_now_is_waited_for (void)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\xff\xd8\xff bukan gambar sungguhan", 26);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes ("image/jpeg", bytes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GError) error = NULL;

  pamor_photo_source_paste_async (clipboard, pamor_test_await_cb, &result);
  g_assert_true (gdk_clipboard_set_content (clipboard, content));
  sources = pamor_photo_source_finish (pamor_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sources->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-source/what-is-copied-just-now-is-waited-for",
                   test_what_is_copied_just_now_is_waited_for);
  g_test_add_func ("/photo-source/a-picture-is-pasted-byte-for-byte",
                   test_a_picture_is_pasted_byte_for_byte);
  g_test_add_func ("/photo-source/files-are-pasted-as-files-in-their-order",
                   test_files_are_pasted_as_files_in_their_order);
  g_test_add_func ("/photo-source/of-a-picture-in-the-web-the-bytes-beside-its-address-are-taken",
                   test_of_a_picture_in_the_web_the_bytes_beside_its_address_are_taken);
  g_test_add_func ("/photo-source/words-are-no-picture", test_words_are_no_picture);
  return g_test_run ();
}
