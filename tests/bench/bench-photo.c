/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shrinking photos of 12 megapixels costs, against bare libjpeg that decodes the same file to
 * planes once and encodes these once, with the tables that the shrunk photo has. CPU time,
 * alternating, medians. */
#include "photo/pamor-photo.h"

#include <stdio.h>
#include <jpeglib.h>
#include <stdlib.h>
#include <time.h>

#include "pamor-test-picture.h"

#define RUNS   7
#define LIMIT  750000
#define WIDTH  4000
#define HEIGHT 3000

static const PamorPhotoWish wish = { .limit = LIMIT };

/* 4:2:0, with room for whole blocks */
typedef struct
{
  guint8 luma[HEIGHT + 16][WIDTH + 16];
  guint8 chroma[2][HEIGHT / 2 + 16][WIDTH / 2 + 16];
} Planes;

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
point_at (Planes    *planes,
          guint      y,
          JSAMPROW   rows[3][16])
{
  for (guint i = 0; i < 16; i++)
    rows[0][i] = planes->luma[y + i];
  for (guint i = 0; i < 8; i++)
    {
      rows[1][i] = planes->chroma[0][y / 2 + i];
      rows[2][i] = planes->chroma[1][y / 2 + i];
    }
}

static void
decode (GBytes *jpeg,
        Planes *planes)
{
  struct jpeg_decompress_struct codec = { 0 };
  struct jpeg_error_mgr errors;
  JSAMPROW rows[3][16];
  JSAMPARRAY at[3] = { rows[0], rows[1], rows[2] };

  codec.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&codec);
  jpeg_mem_src (&codec, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  jpeg_read_header (&codec, TRUE);
  codec.raw_data_out = TRUE;
  jpeg_start_decompress (&codec);
  while (codec.output_scanline < codec.output_height)
    {
      point_at (planes, codec.output_scanline, rows);
      jpeg_read_raw_data (&codec, at, 16);
    }
  jpeg_finish_decompress (&codec);
  jpeg_destroy_decompress (&codec);
}

static void
copy_tables (GBytes                      *from,
             struct jpeg_compress_struct *to)
{
  struct jpeg_decompress_struct codec = { 0 };
  struct jpeg_error_mgr errors;

  codec.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&codec);
  jpeg_mem_src (&codec, g_bytes_get_data (from, NULL), g_bytes_get_size (from));
  jpeg_read_header (&codec, TRUE);
  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < DCTSIZE2; k++)
      to->quant_tbl_ptrs[i]->quantval[k] = codec.quant_tbl_ptrs[i]->quantval[k];
  jpeg_destroy_decompress (&codec);
}

static void
encode (Planes *planes,
        GBytes *like)
{
  struct jpeg_compress_struct codec = { 0 };
  struct jpeg_error_mgr errors;
  JSAMPROW rows[3][16];
  JSAMPARRAY at[3] = { rows[0], rows[1], rows[2] };
  unsigned char *bytes = NULL;
  unsigned long size = 0;

  codec.err = jpeg_std_error (&errors);
  jpeg_create_compress (&codec);
  jpeg_mem_dest (&codec, &bytes, &size);
  codec.image_width = WIDTH;
  codec.image_height = HEIGHT;
  codec.input_components = 3;
  codec.in_color_space = JCS_YCbCr;
  jpeg_set_defaults (&codec);
  codec.raw_data_in = TRUE;
  codec.optimize_coding = TRUE;
  copy_tables (like, &codec);
  jpeg_start_compress (&codec, TRUE);
  while (codec.next_scanline < codec.image_height)
    {
      point_at (planes, codec.next_scanline, rows);
      jpeg_write_raw_data (&codec, at, 16);
    }
  jpeg_finish_compress (&codec);
  jpeg_destroy_compress (&codec);
  free (bytes);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
get_median (double *times)
{
  qsort (times, RUNS, sizeof *times, compare);
  return times[RUNS / 2];
}

static void
measure (const PamorTestPicture *picture,
         Planes                 *planes)
{
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (picture);
  double shrinks[RUNS], floors[RUNS], fill = 0;

  for (guint run = 0; run < RUNS; run++)
    {
      g_autoptr (GError) error = NULL;
      double start = get_cpu_ms (), between;
      g_autoptr (PamorPhoto) photo =
        pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      between = get_cpu_ms ();
      shrinks[run] = between - start;
      decode (source, planes);
      encode (planes, photo->jpeg);
      floors[run] = get_cpu_ms () - between;
      fill = 100.0 * g_bytes_get_size (photo->jpeg) / LIMIT;
    }
  g_print ("photo     %.2f x one decode plus one encode (%.0f ms, floor %.0f ms; %s, noise %u, "
           "%.1f %% of the limit; median of %d)\n", get_median (shrinks) / get_median (floors),
           get_median (shrinks), get_median (floors),
           picture->orientation == 1 ? "upright" : "turned", picture->noise, fill, RUNS);
}

int
main (int   argc,
      char *argv[])
{
  static const PamorTestPicture pictures[] = {
    { .width = WIDTH, .height = HEIGHT, .orientation = 1, .noise = 4, .quality = 92 },
    { .width = WIDTH, .height = HEIGHT, .orientation = 1, .noise = 12, .quality = 95 },
    { .width = HEIGHT, .height = WIDTH, .orientation = 6, .noise = 8, .quality = 92 },
  };
  g_autofree Planes *planes = g_new0 (Planes, 1);

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    measure (&pictures[i], planes);
  return 0;
}
