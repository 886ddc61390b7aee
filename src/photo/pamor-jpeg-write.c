/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planes into a baseline JPEG, in one go: nothing is held that grows with the picture but the
 * bytes. Guarantees: the same planes and coding give the same bytes, and these hold a JFIF header
 * and what the pixels need, nothing else. */
#include "photo/pamor-jpeg-write.h"

#include <string.h>

#include "photo/pamor-calm.h"
#include "photo/pamor-jpeg-guard.h"

#define CHUNK 65536

typedef struct
{
  struct jpeg_destination_mgr  parent; /* first: libjpeg hands it back as cinfo->dest */
  GByteArray                  *bytes;  /* (borrowed); jpeg_mem_dest() would leak on a longjmp */
} Sink;

typedef struct
{
  /* Borrowed */
  const PamorPlanes           *planes;
  const PamorCoding           *coding;

  /* Owned */
  struct jpeg_compress_struct  codec;
  PamorJpegGuard               guard;
  Sink                         sink;
  guint8                      *strip; /* a row of patches of luma */
} Writer;

static void
grow (Sink *sink)
{
  guint filled = sink->bytes->len;

  g_byte_array_set_size (sink->bytes, filled + CHUNK);
  sink->parent.next_output_byte = sink->bytes->data + filled;
  sink->parent.free_in_buffer = CHUNK;
}

static void
init_destination (j_compress_ptr codec)
{
  grow ((Sink *) codec->dest);
}

static boolean
empty_output_buffer (j_compress_ptr codec)
{
  grow ((Sink *) codec->dest);
  return TRUE;
}

static void
term_destination (j_compress_ptr codec)
{
  Sink *sink = (Sink *) codec->dest;

  g_byte_array_set_size (sink->bytes, sink->bytes->len - sink->parent.free_in_buffer);
}

static void
set_code (JHUFF_TBL          *table,
          const PamorHuffman *code)
{
  memcpy (table->bits, code->counts, sizeof code->counts);
  memcpy (table->huffval, code->symbols, sizeof code->symbols);
}

static void
set_up (Writer *self)
{
  struct jpeg_compress_struct *codec = &self->codec;

  jpeg_create_compress (codec);
  codec->progress = &self->guard.progress;
  codec->dest = &self->sink.parent;
  codec->image_width = self->planes->plane[0].width;
  codec->image_height = self->planes->plane[0].height;
  codec->input_components = self->planes->n;
  codec->in_color_space = self->planes->n == 3 ? JCS_YCbCr : JCS_GRAYSCALE;
  jpeg_set_defaults (codec);
  codec->raw_data_in = TRUE;
  for (guint i = 0; i < MIN (self->planes->n, 2); i++)
    {
      for (guint k = 0; k < DCTSIZE2; k++)
        codec->quant_tbl_ptrs[i]->quantval[k] = self->coding->steps[i][k];
      set_code (codec->dc_huff_tbl_ptrs[i], &self->coding->dc[i]);
      set_code (codec->ac_huff_tbl_ptrs[i], &self->coding->ac[i]);
    }
}

/* Points at the lines of luma that come next, flattened where they are to be. Those of grey are
 * half of a row of patches. */
static void
get_luma (Writer   *self,
          guint     lines,
          JSAMPROW *rows)
{
  const PamorPlane *luma = &self->planes->plane[0];
  guint y = self->codec.next_scanline;
  guint8 *from = luma->data + (gsize) y * luma->stride;

  if (self->coding->calm > 0)
    {
      if (y % PAMOR_CALM_SIDE == 0)
        pamor_calm_flatten (luma, y / PAMOR_CALM_SIDE, self->coding->calm, self->strip);
      from = self->strip + y % PAMOR_CALM_SIDE * luma->stride;
    }
  for (guint i = 0; i < lines; i++)
    rows[i] = from + i * luma->stride;
}

static void
write_jpeg (gpointer data)
{
  Writer *self = data;
  struct jpeg_compress_struct *codec = &self->codec;
  JSAMPROW rows[3][2 * DCTSIZE];
  JSAMPARRAY planes[3] = { rows[0], rows[1], rows[2] };

  set_up (self);
  jpeg_start_compress (codec, TRUE);
  while (codec->next_scanline < codec->image_height)
    {
      guint lines = codec->max_v_samp_factor * DCTSIZE;

      get_luma (self, lines, rows[0]);
      for (guint i = 1; i < self->planes->n; i++)
        {
          const PamorPlane *plane = &self->planes->plane[i];
          gsize top = codec->next_scanline / 2;

          for (guint y = 0; y < DCTSIZE; y++)
            rows[i][y] = plane->data + (top + y) * plane->stride;
        }
      jpeg_write_raw_data (codec, planes, lines);
    }
  jpeg_finish_compress (codec);
}

/**
 * pamor_jpeg_write:
 * @planes: extended with pamor_planes_extend()
 * @coding: has a code for each symbol that comes
 *
 * Chroma is 4:2:0.
 *
 * Returns: (transfer full): %NULL with %G_IO_ERROR_CANCELLED
 */
GBytes *
pamor_jpeg_write (const PamorPlanes  *planes,
                  const PamorCoding  *coding,
                  PamorMeter         *meter,
                  GError            **error)
{
  g_autofree Writer *self = g_new0 (Writer, 1);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean done;

  g_return_val_if_fail (planes != NULL && coding != NULL && meter != NULL, NULL);

  self->planes = planes;
  self->coding = coding;
  self->sink.bytes = bytes;
  self->strip = g_malloc (PAMOR_CALM_SIDE * planes->plane[0].stride);
  self->sink.parent.init_destination = init_destination;
  self->sink.parent.empty_output_buffer = empty_output_buffer;
  self->sink.parent.term_destination = term_destination;
  pamor_jpeg_guard_init (&self->guard, meter);
  self->codec.err = &self->guard.errors;
  done = pamor_guard_run (&self->guard.guard, write_jpeg, self, error);
  jpeg_destroy_compress (&self->codec);
  g_free (self->strip);
  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
