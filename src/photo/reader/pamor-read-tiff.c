/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: a damaged or cut off page is an error; thumbnails are no pages. */
#include "photo/reader/pamor-reading.h"

#include <string.h>
#include <tiffio.h>

#include "base/pamor-error.h"
#include "photo/pamor-limits.h"

/* Of one allocation: the strip of the largest picture that is accepted in one */
#define ALLOCATION_MAX (G_GINT64_CONSTANT (256) * 1024 * 1024)

typedef struct
{
  /* Borrowed */
  PamorReading *reading;

  gsize         at;
  char          words[128]; /* of the first error, "" for none */
} Reader;

static tmsize_t
read_some (thandle_t  handle,
           void      *out,
           tmsize_t   size)
{
  Reader *self = handle;
  gsize left = self->reading->size - MIN (self->at, self->reading->size);
  gsize n = MIN ((gsize) size, left);

  if (n > 0)
    memcpy (out, self->reading->data + self->at, n);
  self->at += n;
  return n;
}

static tmsize_t
write_nothing (thandle_t  handle,
               void      *data,
               tmsize_t   size)
{
  return 0;
}

static toff_t
seek (thandle_t handle,
      toff_t    offset,
      int       whence)
{
  Reader *self = handle;
  gsize base = whence == SEEK_CUR ? self->at : whence == SEEK_END ? self->reading->size : 0;

  self->at = base + offset; /* anywhere: reading checks */
  return self->at;
}

static int
close_nothing (thandle_t handle)
{
  return 0;
}

static toff_t
get_size (thandle_t handle)
{
  return ((Reader *) handle)->reading->size;
}

static int
map_nothing (thandle_t   handle,
             void      **base,
             toff_t     *size)
{
  return 0;
}

static void
unmap_nothing (thandle_t  handle,
               void      *base,
               toff_t     size)
{
}

G_GNUC_PRINTF (4, 0) static int
take_error (TIFF       *tiff,
            void       *data,
            const char *module,
            const char *format,
            va_list     args)
{
  Reader *self = data;

  if (self->words[0] == '\0')
    g_vsnprintf (self->words, sizeof self->words, format, args);
  return 1;
}

G_GNUC_PRINTF (4, 0) static int
pass_over_warning (TIFF       *tiff,
                   void       *data,
                   const char *module,
                   const char *format,
                   va_list     args)
{
  return 1;
}

static TIFF *
open_tiff (Reader *self)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFF *tiff;

  TIFFOpenOptionsSetMaxSingleMemAlloc (options, ALLOCATION_MAX);
  TIFFOpenOptionsSetErrorHandlerExtR (options, take_error, self);
  TIFFOpenOptionsSetWarningHandlerExtR (options, pass_over_warning, self);
  tiff = TIFFClientOpenExt ("photo", "rm", self, read_some, write_nothing, seek, close_nothing,
                            get_size, map_nothing, unmap_nothing, options);
  TIFFOpenOptionsFree (options);
  return tiff;
}

static gboolean
is_thumbnail (TIFF *tiff)
{
  guint32 type = 0;

  return TIFFGetField (tiff, TIFFTAG_SUBFILETYPE, &type) && (type & FILETYPE_REDUCEDIMAGE) != 0;
}

/* Counts the pages. Returns: the directory of the one wanted, else of the first; -1 if none is */
static int
find_page (Reader *self,
           TIFF   *tiff)
{
  PamorReading *reading = self->reading;
  int found = -1;

  reading->pages = 0;
  do
    if (!is_thumbnail (tiff) && (reading->pages++ == reading->page || found < 0))
      found = TIFFCurrentDirectory (tiff);
  while (TIFFReadDirectory (tiff));
  return found;
}

static gboolean
is_grey (const TIFFRGBAImage *image)
{
  return image->photometric == PHOTOMETRIC_MINISWHITE ||
         image->photometric == PHOTOMETRIC_MINISBLACK;
}

/* A row whose colour is multiplied by alpha already, laid on white */
static void
add_row (PamorReading  *reading,
         const guint32 *row,
         guint8        *rgb)
{
  for (guint x = 0; x < reading->planes->plane[0].width; x++)
    {
      guint white = 255 - TIFFGetA (row[x]);

      rgb[3 * x] = MIN (TIFFGetR (row[x]) + white, 255);
      rgb[3 * x + 1] = MIN (TIFFGetG (row[x]) + white, 255);
      rgb[3 * x + 2] = MIN (TIFFGetB (row[x]) + white, 255);
    }
  pamor_reading_add_rgb (reading, rgb);
}

/* In the order in which they are stored, a strip or a row of tiles at a time */
static gboolean
add_rows (Reader         *self,
          TIFFRGBAImage  *image,
          guint           at_once,
          GError        **error)
{
  g_autofree guint32 *raster = g_try_malloc_n ((gsize) image->width * at_once, 4);
  g_autofree guint8 *rgb = g_try_malloc_n (image->width, 3);

  if (raster == NULL || rgb == NULL)
    return pamor_reading_no_memory (error);
  for (guint y = 0; y < image->height; y += at_once)
    {
      guint rows = MIN (at_once, image->height - y);

      image->row_offset = y;
      if (!TIFFRGBAImageGet (image, raster, image->width, rows) || self->words[0] != '\0')
        return pamor_reading_broken (error, "TIFF", self->words);
      for (guint i = 0; i < rows; i++)
        add_row (self->reading, raster + (gsize) i * image->width, rgb);
      if (!pamor_reading_tick (self->reading, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_page (Reader  *self,
           TIFF    *tiff,
           GError **error)
{
  char words[1024] = "";
  guint32 width = 0, height = 0, at_once = 0;
  TIFFRGBAImage image;
  gboolean done;

  TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &height);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_ROWSPERSTRIP, &at_once);
  if (TIFFIsTiled (tiff))
    TIFFGetField (tiff, TIFFTAG_TILELENGTH, &at_once);
  at_once = CLAMP (at_once, 1, MAX (height, 1));
  if (!pamor_limits_check_pixels (width, height, at_once == height, error))
    return FALSE;
  if (!TIFFRGBAImageOK (tiff, words) || !TIFFRGBAImageBegin (&image, tiff, TRUE, words))
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND, "TIFF: %s", words);
      return FALSE;
    }
  if (image.orientation >= PAMOR_ORIENTATION_UPRIGHT &&
      image.orientation <= PAMOR_ORIENTATION_TURN_LEFT)
    self->reading->orientation = image.orientation;
  image.req_orientation = image.orientation; /* turned later, as all are */
  done = pamor_reading_begin (self->reading, width, height, !is_grey (&image), at_once == height,
                              error) &&
         add_rows (self, &image, at_once, error);
  TIFFRGBAImageEnd (&image);
  return done;
}

/** pamor_read_tiff: a page of a TIFF; grey stays grey */
gboolean
pamor_read_tiff (PamorReading  *reading,
                 GError       **error)
{
  Reader self = { .reading = reading };
  TIFF *tiff = open_tiff (&self);
  int directory;
  gboolean done;

  if (tiff == NULL)
    return pamor_reading_broken (error, "TIFF", self.words);
  directory = find_page (&self, tiff);
  if (self.words[0] != '\0')
    done = pamor_reading_broken (error, "TIFF", self.words);
  else if (!pamor_reading_choose (reading, error))
    done = FALSE;
  else
    done = TIFFSetDirectory (tiff, directory) ? read_page (&self, tiff, error)
                                              : pamor_reading_broken (error, "TIFF", self.words);
  TIFFClose (tiff);
  return done;
}
