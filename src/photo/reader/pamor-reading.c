/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: nothing that grows with the picture is allocated before its size was found
 * acceptable; what is transparent is white, as paper. */
#include "photo/reader/pamor-reading.h"

#include <string.h>

#include "base/pamor-error.h"
#include "photo/pamor-limits.h"
#include "photo/pamor-photo.h"

#define MISSING 0xc0 /* luma of what could not be read */
#define GREY    0x80 /* chroma without colour */

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

/**
 * pamor_reading_seconds:
 *
 * The slowest honest files that were found need of the processor here: a page of 100,000 strokes,
 * as maps have it, 6 s; a scan of 600 dpi in JPEG 2000 2.4 s; the largest HEIC that is accepted
 * 2.5 s. Twice to thrice that is for slow machines. What is only looked at is asked for by the
 * dozen.
 *
 * Returns: how many seconds of the processor are given
 */
guint
pamor_reading_seconds (const PamorReading *self,
                       PamorPhotoKind      kind)
{
  if (self->side > 0)
    return 5;
  return kind == PAMOR_PHOTO_KIND_PDF ? 12 : 8;
}

static gboolean
is_large (const PamorReading *self)
{
  const PamorPlane *luma = &self->planes->plane[0];

  return (gint64) luma->width * luma->height > PAMOR_LIMITS_FULL_PIXELS ||
         (self->side > 0 && MAX (luma->width, luma->height) / 2 >= self->side);
}

static void
halve_if_large (PamorReading *self)
{
  while (is_large (self))
    {
      pamor_planes_halve (self->planes);
      self->rows = (self->rows + 1) / 2;
    }
}

/* Grey stands in the place of rows that could not be read. Returns: whether any could */
static gboolean
take_part (PamorReading *self)
{
  /* The first of a pair waits for the second */
  self->rows -= self->rows % 2;
  if (self->planes == NULL || self->rows == 0)
    return FALSE;
  for (guint i = 0; i < self->planes->n; i++)
    {
      PamorPlane *plane = &self->planes->plane[i];
      guint from = i == 0 ? self->rows : self->rows / 2;

      memset (plane->data + from * plane->stride, i == 0 ? MISSING : GREY,
              (plane->height - from) * plane->stride);
    }
  return TRUE;
}

/**
 * pamor_reading_run:
 * @self: with data, size, page and meter set, all else zero
 * @kind: what the data were found to be
 *
 * Fills @self. A picture of more than %PAMOR_LIMITS_FULL_PIXELS comes at half its size, and so does
 * one of which less is enough.
 *
 * Returns: %FALSE with one of the PHOTO codes
 */
gboolean
pamor_reading_run (PamorReading    *self,
                   PamorPhotoKind   kind,
                   GError         **error)
{
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self != NULL && self->planes == NULL, FALSE);

  self->orientation = PAMOR_ORIENTATION_UPRIGHT;
  self->pages = 1;
  if (kind != PAMOR_PHOTO_KIND_TIFF && kind != PAMOR_PHOTO_KIND_PDF &&
      !pamor_reading_choose (self, error))
    return FALSE;
  if (kind >= PAMOR_PHOTO_N_KINDS || readers[kind].read == NULL)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND, "Nothing that is read here");
      return FALSE;
    }
  if (!readers[kind].read (self, &cause) &&
      !(self->lenient && cause->code == PAMOR_ERROR_PHOTO_BROKEN && take_part (self)))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
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

/**
 * pamor_reading_choose:
 *
 * Once it is known how many pages there are: makes the sole page the first.
 *
 * Returns: %FALSE if the page is not to be had, with %PAMOR_ERROR_PHOTO_PAGES if it is not the sole
 *   one, or %PAMOR_ERROR_INVALID if there are others
 */
gboolean
pamor_reading_choose (PamorReading  *self,
                      GError       **error)
{
  if (self->pages == 0)
    return pamor_reading_broken (error, "The file", "no page in it");
  if (self->page == PAMOR_PHOTO_SOLE_PAGE && self->pages == 1)
    self->page = 0;
  if (self->page < self->pages)
    return TRUE;
  if (self->page == PAMOR_PHOTO_SOLE_PAGE)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_PAGES, "There are %u pages", self->pages);
  else
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, "No page %u of %u", self->page + 1,
                 self->pages);
  return FALSE;
}
