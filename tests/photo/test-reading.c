/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readers themselves, without the wall of a process, so that sanitizers see into them */
#include "photo/reader/pamor-reading.h"

#include <png.h>
#include <string.h>
#include <tiffio.h>

#include "base/pamor-error.h"
#include "pamor-test-foreign.h"

static const PamorTestPicture small = { .width = 90, .height = 61, .orientation = 6, .noise = 8 };

static gboolean
read_bytes (PamorPhotoKind   kind,
            const guint8    *data,
            gsize            size,
            GError         **error)
{
  /* On the heap at its exact size, so that the sanitizer sees one byte too many */
  g_autofree guint8 *copy = g_memdup2 (data, size);
  PamorMeter meter = { .to = 100, .last = -1 };
  g_auto (PamorReading) reading = { .data = copy, .size = size, .meter = &meter };

  return pamor_reading_run (&reading, kind, error);
}

static void
assert_refused (PamorPhotoKind  kind,
                const guint8   *data,
                gsize           size,
                PamorError      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (read_bytes (kind, data, size, &error));
  g_assert_error (error, PAMOR_ERROR, code);
}

static GPtrArray *
make_all (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (all, pamor_test_picture_png (&small, PNG_COLOR_TYPE_RGB_ALPHA, 8, FALSE));
  g_ptr_array_add (all, pamor_test_picture_png (&small, PNG_COLOR_TYPE_PALETTE, 8, TRUE));
  g_ptr_array_add (all, pamor_test_foreign_webp (&small, FALSE));
  g_ptr_array_add (all, pamor_test_foreign_webp (&small, TRUE));
  g_ptr_array_add (all, pamor_test_foreign_tiff (&small, 2, COMPRESSION_ADOBE_DEFLATE, FALSE));
  g_ptr_array_add (all, pamor_test_foreign_tiff (&small, 1, COMPRESSION_NONE, TRUE));
  g_ptr_array_add (all, pamor_test_foreign_heic ());
  g_ptr_array_add (all, pamor_test_foreign_pdf (1, 30, 20, FALSE));
  return all;
}

static void
test_what_is_cut_anywhere_is_broken (void)
{
  g_autoptr (GPtrArray) all = make_all ();

  for (guint i = 0; i < all->len; i++)
    {
      PamorPhotoKind kind = pamor_photo_kind_sniff (all->pdata[i]);
      gsize size;
      const guint8 *data = g_bytes_get_data (all->pdata[i], &size);
      g_autoptr (GError) error = NULL;

      read_bytes (kind, data, size, &error);
      g_assert_no_error (error);
      /* Nothing is lost with a PDF's last line feed */
      for (gsize cut = 12; cut < size - 2; cut += 7)
        assert_refused (kind, data, cut, PAMOR_ERROR_PHOTO_BROKEN);
    }
}

static void
test_flipped_bytes_never_crash (void)
{
  g_autoptr (GPtrArray) all = make_all ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240731);

  for (guint i = 0; i < all->len; i++)
    for (guint round = 0; round < 200; round++)
      {
        gsize size = g_bytes_get_size (all->pdata[i]);
        g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (all->pdata[i], NULL), size);
        gsize span = round % 2 == 0 ? MIN (size, 800) : size; /* headers hold the most risk */
        g_autoptr (GError) error = NULL;

        for (guint flips = 1 + round % 3; flips > 0; flips--)
          data[g_rand_int_range (rand, 8, span)] = g_rand_int (rand);
        if (!read_bytes (pamor_photo_kind_sniff (all->pdata[i]), data, size, &error))
          g_assert_true (error->domain == PAMOR_ERROR && error->code >= PAMOR_ERROR_PHOTO_EMPTY &&
                         error->code <= PAMOR_ERROR_PHOTO_HUGE);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reading/what-is-cut-anywhere-is-broken", test_what_is_cut_anywhere_is_broken);
  g_test_add_func ("/reading/flipped-bytes-never-crash", test_flipped_bytes_never_crash);
  return g_test_run ();
}
