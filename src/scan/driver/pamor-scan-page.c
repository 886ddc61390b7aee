/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-scan-page.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>

#include "pamor-scan-say.h"

#define CHUNK (64 * 1024)

/* A3 in colour at 600 dpi, twice */
#define MOST (G_GUINT64_CONSTANT (420) * 1000 * 1000)

/* Returns: whether it is a picture that is understood here, and what is said of it is possible */
static gboolean
is_known (const SANE_Parameters *is)
{
  const gint64 samples = (is->format == SANE_FRAME_RGB ? 3 : 1) * (gint64) is->pixels_per_line;

  return (is->format == SANE_FRAME_RGB || is->format == SANE_FRAME_GRAY) && is->last_frame
         && (is->depth == 8 || is->depth == 16) && is->pixels_per_line > 0
         && is->bytes_per_line >= samples * is->depth / 8
         && (guint64) MAX (is->lines, 1) * is->bytes_per_line <= MOST;
}

/* Returns: %FALSE when nobody listens any more. Of a height that is not known nothing is told. */
static gboolean
tell_progress (const SANE_Parameters *is,
               guint64                done,
               int                   *told)
{
  const guint64 whole = (guint64) MAX (is->lines, 0) * is->bytes_per_line;
  const int percent = whole > 0 ? MIN (done * 100 / whole, 100) : -1;

  if (percent <= *told)
    return TRUE;
  *told = percent;
  return pamor_scan_say_byte (PAMOR_SCAN_WIRE_PROGRESS, percent);
}

static SANE_Status
read_rows (SANE_Handle            scanner,
           const SANE_Parameters *is,
           GByteArray            *rows)
{
  g_autofree SANE_Byte *chunk = g_malloc (CHUNK);
  SANE_Status status;
  SANE_Int n = 0;
  int told = -1;

  while ((status = sane_read (scanner, chunk, CHUNK, &n)) == SANE_STATUS_GOOD)
    {
      if ((guint64) rows->len + n > MOST)
        return SANE_STATUS_NO_MEM;
      g_byte_array_append (rows, chunk, n);
      if (!tell_progress (is, rows->len, &told))
        return SANE_STATUS_CANCELLED;
    }
  return status == SANE_STATUS_EOF ? SANE_STATUS_GOOD : status;
}

/* Of two bytes a sample, in the order of the machine, the high one. @is: becomes what @rows are */
static void
halve_depth (GByteArray      *rows,
             SANE_Parameters *is)
{
  const guint16 *from = (gconstpointer) rows->data;

  is->bytes_per_line /= 2;
  is->depth = 8;
  g_byte_array_set_size (rows, rows->len / 2 * 2);
  for (guint i = 0; i < rows->len / 2; i++)
    rows->data[i] = from[i] >> 8;
  g_byte_array_set_size (rows, rows->len / 2);
}

/* The rows that came are the page: of some paper the height is known only at its end. */
static SANE_Status
say_png (const SANE_Parameters *is,
         GByteArray            *rows)
{
  png_image image = { .version = PNG_IMAGE_VERSION, .flags = PNG_IMAGE_FLAG_FAST };
  char *data = NULL;
  size_t size = 0;
  FILE *memory = open_memstream (&data, &size);
  gboolean well;

  image.width = is->pixels_per_line;
  image.height = rows->len / is->bytes_per_line;
  image.format = is->format == SANE_FRAME_RGB ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
  well = memory != NULL
         && png_image_write_to_stdio (&image, memory, FALSE, rows->data, is->bytes_per_line, NULL)
         && fflush (memory) == 0 && size <= PAMOR_SCAN_WIRE_MOST
         && pamor_scan_say (PAMOR_SCAN_WIRE_PAGE, data, size);
  if (memory != NULL)
    fclose (memory);
  free (data);
  return well ? SANE_STATUS_GOOD : SANE_STATUS_NO_MEM;
}

/** pamor_scan_page_read: scans the next page and says it, whole or not at all */
SANE_Status
pamor_scan_page_read (SANE_Handle scanner)
{
  g_autoptr (GByteArray) rows = NULL;
  SANE_Parameters is = { 0 };
  SANE_Status status = sane_start (scanner);

  if (status == SANE_STATUS_GOOD)
    status = sane_get_parameters (scanner, &is);
  if (status != SANE_STATUS_GOOD)
    return status;
  if (!is_known (&is))
    return SANE_STATUS_UNSUPPORTED;
  rows = g_byte_array_sized_new (MAX (is.lines, 1) * is.bytes_per_line);
  status = read_rows (scanner, &is, rows);
  if (status != SANE_STATUS_GOOD)
    return status;
  if (is.depth == 16)
    halve_depth (rows, &is);
  return rows->len >= (guint) is.bytes_per_line ? say_png (&is, rows) : SANE_STATUS_IO_ERROR;
}
