/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: nothing that grows with the picture is allocated before its size was found
 * acceptable; what is transparent is white, as paper. */
#include "photo/reader/pamor-reading.h"

#include <string.h>

#include "base/pamor-error.h"
#include "photo/pamor-limits.h"

/* Descriptors: the three standard ones, and for some what a font or a codec is loaded by */
static const struct
{
  gboolean (*read) (PamorReading *, GError **);
  guint      files;
} readers[PAMOR_PHOTO_N_KINDS] = {
  [PAMOR_PHOTO_KIND_PNG] = { pamor_read_png, 3 },
  [PAMOR_PHOTO_KIND_WEBP] = { pamor_read_webp, 3 },
  [PAMOR_PHOTO_KIND_TIFF] = { pamor_read_tiff, 3 },
  [PAMOR_PHOTO_KIND_HEIF] = { pamor_read_heif, 16 },
  [PAMOR_PHOTO_KIND_PDF] = { pamor_read_pdf, 16 },
};

/** pamor_reading_files: Returns: how many descriptors a reader of @kind needs in all */
guint
pamor_reading_files (PamorPhotoKind kind)
{
  return kind < PAMOR_PHOTO_N_KINDS ? readers[kind].files : 0;
}

static void
halve_if_large (PamorReading *self)
{
  PamorPlane *luma = &self->planes->plane[0];

  while ((gint64) luma->width * luma->height > PAMOR_LIMITS_FULL_PIXELS)
    pamor_planes_halve (self->planes);
}

/**
 * pamor_reading_run:
 * @self: with data, size, page and meter set, all else zero
 * @kind: what the data were found to be
 *
 * Fills @self. A picture of more than %PAMOR_LIMITS_FULL_PIXELS comes at half its size.
 *
 * Returns: %FALSE with one of the PHOTO codes
 */
gboolean
pamor_reading_run (PamorReading    *self,
                   PamorPhotoKind   kind,
                   GError         **error)
{
  g_return_val_if_fail (self != NULL && self->planes == NULL, FALSE);

  self->orientation = PAMOR_ORIENTATION_UPRIGHT;
  self->pages = 1;
  if (self->page > 0 && kind != PAMOR_PHOTO_KIND_TIFF && kind != PAMOR_PHOTO_KIND_PDF)
    return pamor_reading_no_page (self, error);
  if (kind >= PAMOR_PHOTO_N_KINDS || readers[kind].read == NULL)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND, "Nothing that is read here");
      return FALSE;
    }
  if (!readers[kind].read (self, error))
    return FALSE;
  halve_if_large (self);
  return TRUE;
}

/** pamor_reading_clear: frees what was read */
void
pamor_reading_clear (PamorReading *self)
{
  g_clear_pointer (&self->planes, pamor_planes_free);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->pair[i], g_free);
}

/**
 * pamor_reading_begin:
 * @colour: %FALSE if all is grey
 * @whole: whether its reader holds the whole picture at once
 *
 * Before anything that grows with the picture is allocated.
 */
gboolean
pamor_reading_begin (PamorReading  *self,
                     guint          width,
                     guint          height,
                     gboolean       colour,
                     gboolean       whole,
                     GError       **error)
{
  g_return_val_if_fail (self->planes == NULL, FALSE);

  if (!pamor_limits_check_pixels (width, height, whole, error))
    return FALSE;
  self->planes = pamor_planes_new (width, height, colour);
  for (guint i = 0; i < 2; i++)
    self->pair[i] = g_try_malloc_n (width, 3);
  if (self->planes == NULL || self->pair[0] == NULL || self->pair[1] == NULL)
    return pamor_reading_no_memory (error);
  return TRUE;
}

/* The next row is in its place of the pair */
static void
end_row (PamorReading *self)
{
  gboolean odd = self->rows % 2 == 1;

  if (odd || self->rows + 1 == self->planes->plane[0].height)
    pamor_planes_put_rgb (self->planes, self->rows - odd, self->pair[0], self->pair[odd]);
  self->rows++;
}

/** pamor_reading_add_rgb: @row: the next one, of 3 bytes a pixel */
void
pamor_reading_add_rgb (PamorReading *self,
                       const guint8 *row)
{
  g_return_if_fail (self->rows < self->planes->plane[0].height);

  memcpy (self->pair[self->rows % 2], row, (gsize) self->planes->plane[0].width * 3);
  end_row (self);
}

/** pamor_reading_add_rgba: @row: the next one, of 4 bytes a pixel, not multiplied by alpha */
void
pamor_reading_add_rgba (PamorReading *self,
                        const guint8 *row)
{
  guint8 *rgb = self->pair[self->rows % 2];

  g_return_if_fail (self->rows < self->planes->plane[0].height);

  for (guint x = 0; x < self->planes->plane[0].width; x++, row += 4, rgb += 3)
    for (guint i = 0; i < 3; i++)
      rgb[i] = 255 - ((255 - row[i]) * row[3] + 127) / 255;
  end_row (self);
}

/** pamor_reading_tick: reports the rows that are done */
gboolean
pamor_reading_tick (PamorReading  *self,
                    GError       **error)
{
  return pamor_meter_tick (self->meter, (double) self->rows / self->planes->plane[0].height,
                           error);
}

/** pamor_reading_broken: Returns: %FALSE, with %PAMOR_ERROR_PHOTO_BROKEN */
gboolean
pamor_reading_broken (GError     **error,
                      const char  *kind,
                      const char  *words)
{
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN, "%s: %s", kind, words);
  return FALSE;
}

/** pamor_reading_no_memory: Returns: %FALSE, with %PAMOR_ERROR_PHOTO_HUGE */
gboolean
pamor_reading_no_memory (GError **error)
{
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                       "Not enough memory for the picture");
  return FALSE;
}

/** pamor_reading_no_page: Returns: %FALSE, with %PAMOR_ERROR_INVALID if there are others */
gboolean
pamor_reading_no_page (PamorReading  *self,
                       GError       **error)
{
  if (self->pages == 0)
    return pamor_reading_broken (error, "The file", "no page in it");
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, "No page %u of %u", self->page + 1,
               self->pages);
  return FALSE;
}
