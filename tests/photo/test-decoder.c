/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-decoder.h"

#include <string.h>
#include <sys/wait.h>

#include "base/pamor-error.h"
#include "photo/pamor-photo.h"

static PamorPlanes *
decode (GBytes        *source,
        GCancellable  *cancellable,
        GError       **error)
{
  static const PamorDecoderWish wish = { 0 };
  PamorMeter meter = { .cancellable = cancellable, .to = 100, .last = -1 };
  PamorDecoderHead head;

  return pamor_decoder_read (source, pamor_photo_kind_sniff (source), &wish, &meter, &head, error);
}

static GBytes *
make_order (const char *order)
{
  g_autofree char *text = g_strconcat ("\x89PNG\r\n\x1a\n", order, NULL);

  return g_bytes_new (text, strlen (text));
}

static void
assert_rogue (const char *order,
              PamorError  code)
{
  g_autoptr (GBytes) source = make_order (order);
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (source, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (const char *c = error->message; *c != '\0'; c++)
    g_assert_false (g_ascii_iscntrl (*c));
  /* Nobody is left behind, dead or alive */
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
}

static void
test_what_a_tricked_decoder_says_is_checked (void)
{
  assert_rogue ("huge", PAMOR_ERROR_PHOTO_HUGE);
  assert_rogue ("nothing", PAMOR_ERROR_PHOTO_BROKEN);
  assert_rogue ("planes", PAMOR_ERROR_FAILED);
  assert_rogue ("turned", PAMOR_ERROR_FAILED);
  assert_rogue ("pages", PAMOR_ERROR_FAILED);
  assert_rogue ("rows", PAMOR_ERROR_FAILED);
  assert_rogue ("short", PAMOR_ERROR_FAILED);
  assert_rogue ("mark", PAMOR_ERROR_FAILED);
  assert_rogue ("silent", PAMOR_ERROR_FAILED);
  assert_rogue ("refusal", PAMOR_ERROR_FAILED);
}

static void
test_how_a_decoder_dies_says_why (void)
{
  assert_rogue ("status", PAMOR_ERROR_FAILED);
  assert_rogue ("fall", PAMOR_ERROR_PHOTO_BROKEN);
  assert_rogue ("burn", PAMOR_ERROR_PHOTO_HUGE);
  assert_rogue ("close", PAMOR_ERROR_PHOTO_HUGE);
}

static void
test_no_decoder_is_told (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("PAMOR_DECODE", "/nonexistent/pamor-decode", TRUE);
      assert_rogue ("any", PAMOR_ERROR_FAILED);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
cancel_when_begun (gint64   done,
                   gint64   total,
                   gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_a_cancel_ends_a_decoder_that_sleeps (void)
{
  g_autoptr (GBytes) source = make_order ("sleep");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PamorPhotoWish wish = { .limit = 750000 };

  g_assert_null (pamor_photo_shrink (source, &wish, cancel_when_begun, cancellable, cancellable,
                                     &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("PAMOR_DECODE", g_getenv ("ROGUE_DECODER"), TRUE);
  g_test_add_func ("/decoder/what-a-tricked-decoder-says-is-checked",
                   test_what_a_tricked_decoder_says_is_checked);
  g_test_add_func ("/decoder/how-a-decoder-dies-says-why", test_how_a_decoder_dies_says_why);
  g_test_add_func ("/decoder/no-decoder-is-told", test_no_decoder_is_told);
  g_test_add_func ("/decoder/a-cancel-ends-a-decoder-that-sleeps",
                   test_a_cancel_ends_a_decoder_that_sleeps);
  return g_test_run ();
}
