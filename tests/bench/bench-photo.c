/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What bench-photo.py measures, each verb in a process of its own:
 *   shrink SOURCE RESULT LIMIT: the room's work
 *   floor SOURCE RESULT: bare libjpeg, which decodes SOURCE to planes once, at the size that RESULT
 *     has, and encodes these once, optimised, with its tables
 *   batch LIMIT FILE...: pictures through the intake; prints the milliseconds that it took */
#include "photo/pamor-photo.h"

#include <stdio.h>
#include <jpeglib.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 16

typedef struct
{
  guint8 *data; /* with room for whole blocks */
  gsize   stride;
  guint   rows;
} Plane;

static GBytes *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  return g_bytes_new_take (data, size);
}

static int
run_shrink (char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) source = load (argv[0]);
  PamorPhotoWish wish = { .limit = g_ascii_strtoll (argv[2], NULL, 10) };
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);

  if (photo == NULL)
    g_error ("%s: %s", argv[0], error->message);
  return !g_file_set_contents (argv[1], g_bytes_get_data (photo->jpeg, NULL),
                               g_bytes_get_size (photo->jpeg), NULL);
}

static void
open_jpeg (struct jpeg_decompress_struct *codec,
           struct jpeg_error_mgr         *errors,
           GBytes                        *jpeg)
{
  codec->err = jpeg_std_error (errors);
  jpeg_create_decompress (codec);
  jpeg_mem_src (codec, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  jpeg_read_header (codec, TRUE);
}

static Plane
make_plane (guint width,
            guint height)
{
  Plane plane = { .stride = (width + 2 * ROWS) & ~(gsize) (ROWS - 1), .rows = height + 2 * ROWS };

  plane.data = g_malloc0 (plane.stride * plane.rows);
  return plane;
}

/* Every other sample, where the source has as much chroma as luma */
static void
thin_out (Plane *plane,
          guint  across,
          guint  down)
{
  for (guint y = 0; y * down < plane->rows; y++)
    for (guint x = 0; x < plane->stride / across; x++)
      plane->data[y * plane->stride + x] = plane->data[y * down * plane->stride + x * across];
}

/* Returns: how many planes there are */
static guint
decode (GBytes *source,
        guint   longest,
        Plane  *planes)
{
  struct jpeg_decompress_struct codec = { 0 };
  struct jpeg_error_mgr errors;
  JSAMPROW rows[3][2 * ROWS];
  JSAMPARRAY at[3] = { rows[0], rows[1], rows[2] };
  guint n, done = 0;

  open_jpeg (&codec, &errors, source);
  codec.raw_data_out = TRUE;
  codec.scale_denom = MAX (codec.image_width, codec.image_height) > longest ? 2 : 1;
  jpeg_start_decompress (&codec);
  n = codec.num_components;
  for (guint i = 0; i < n; i++)
    planes[i] = make_plane (codec.comp_info[i].downsampled_width,
                            codec.comp_info[i].downsampled_height);
  for (; codec.output_scanline < codec.output_height; done++)
    {
      for (guint i = 0; i < n; i++)
        {
          guint lines = codec.comp_info[i].v_samp_factor * codec.comp_info[i].DCT_scaled_size;

          for (guint y = 0; y < lines; y++)
            rows[i][y] = planes[i].data + (done * lines + y) * planes[i].stride;
        }
      jpeg_read_raw_data (&codec, at, codec.max_v_samp_factor * codec.min_DCT_scaled_size);
    }
  for (guint i = 1; i < n; i++)
    thin_out (&planes[i],
              codec.comp_info[i].downsampled_width > (codec.output_width + 1) / 2 ? 2 : 1,
              codec.comp_info[i].downsampled_height > (codec.output_height + 1) / 2 ? 2 : 1);
  jpeg_finish_decompress (&codec);
  jpeg_destroy_decompress (&codec);
  return n;
}

static void
encode (Plane    *planes,
        guint     n,
        GBytes   *like,
        gboolean  turned)
{
  struct jpeg_decompress_struct model = { 0 };
  struct jpeg_compress_struct codec = { 0 };
  struct jpeg_error_mgr errors;
  JSAMPROW rows[3][ROWS];
  JSAMPARRAY at[3] = { rows[0], rows[1], rows[2] };
  unsigned char *bytes = NULL;
  unsigned long size = 0;

  open_jpeg (&model, &errors, like);
  codec.err = &errors;
  jpeg_create_compress (&codec);
  jpeg_mem_dest (&codec, &bytes, &size);
  codec.image_width = turned ? model.image_height : model.image_width;
  codec.image_height = turned ? model.image_width : model.image_height;
  codec.input_components = n;
  codec.in_color_space = n == 3 ? JCS_YCbCr : JCS_GRAYSCALE;
  jpeg_set_defaults (&codec);
  codec.raw_data_in = TRUE;
  codec.optimize_coding = TRUE;
  for (guint i = 0; i < MIN (n, 2); i++)
    memcpy (codec.quant_tbl_ptrs[i]->quantval, model.quant_tbl_ptrs[i]->quantval,
            sizeof codec.quant_tbl_ptrs[i]->quantval);
  jpeg_start_compress (&codec, TRUE);
  while (codec.next_scanline < codec.image_height)
    {
      guint lines = codec.max_v_samp_factor * DCTSIZE;

      for (guint i = 0; i < n; i++)
        for (guint y = 0; y < lines / (i > 0 ? 2 : 1); y++)
          rows[i][y] = planes[i].data +
                       (codec.next_scanline / (i > 0 ? 2 : 1) + y) * planes[i].stride;
      jpeg_write_raw_data (&codec, at, lines);
    }
  jpeg_finish_compress (&codec);
  jpeg_destroy_compress (&codec);
  jpeg_destroy_decompress (&model);
  free (bytes);
}

static void
get_size (GBytes *jpeg,
          guint  *width,
          guint  *height)
{
  struct jpeg_decompress_struct codec = { 0 };
  struct jpeg_error_mgr errors;

  open_jpeg (&codec, &errors, jpeg);
  *width = codec.image_width;
  *height = codec.image_height;
  jpeg_destroy_decompress (&codec);
}

static int
run_floor (char *argv[])
{
  g_autoptr (GBytes) source = load (argv[0]);
  g_autoptr (GBytes) result = load (argv[1]);
  Plane planes[4] = { 0 };
  guint width, height, coded_width, coded_height, n;

  get_size (result, &width, &height);
  get_size (source, &coded_width, &coded_height);
  n = decode (source, MAX (width, height), planes);
  encode (planes, n, result, (width > height) != (coded_width > coded_height));
  for (guint i = 0; i < n; i++)
    g_free (planes[i].data);
  return 0;
}

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  guint *left = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_intake_add_finish (PAMOR_INTAKE (source), result, &error);

  if (photo == NULL)
    g_error ("%s", error->message);
  (*left)--;
}

static int
run_batch (char  *argv[],
           guint  files)
{
  g_autoptr (PamorIntake) intake = pamor_intake_new ();
  PamorPhotoWish wish = { .limit = g_ascii_strtoll (argv[0], NULL, 10) };
  gint64 start = g_get_monotonic_time ();
  guint left = files;

  for (guint i = 0; i < files; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (argv[1 + i]);

      pamor_intake_add_file_async (intake, file, &wish, NULL, NULL, NULL, on_added_cb, &left);
    }
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_print ("%.1f\n", (g_get_monotonic_time () - start) / 1e3);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], "shrink"))
    return run_shrink (argv + 2);
  if (argc == 4 && g_str_equal (argv[1], "floor"))
    return run_floor (argv + 2);
  if (argc > 3 && g_str_equal (argv[1], "batch"))
    return run_batch (argv + 2, argc - 3);
  return 2;
}
