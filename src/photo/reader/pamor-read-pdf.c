/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: a file that breaks off is an error, though much of it could be guessed. */
#include "photo/reader/pamor-reading.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

#include "base/pamor-error.h"
#include "photo/pamor-limits.h"
#include "photo/pamor-photo.h"

/* A point is 1/72 inch. No page of PDF 1.7 is larger (annex C). */
#define PAGE_MAX  14400.0
#define PER_INCH  (300 / 72.0)
#define MOST      (600 / 72.0)
#define LONG_SIDE 2000.0 /* pixels that even a card has, as far as MOST allows */

/* The last line, which writers and readers alike place within so many bytes of the end */
#define END        "%%EOF"
#define END_WITHIN 1024

static gboolean
breaks_off (const PamorReading *self)
{
  gsize tail = MIN (self->size, END_WITHIN);

  return memmem (self->data + self->size - tail, tail, END, strlen (END)) == NULL;
}

/* Returns: pixels a point: an A4 page gets 8.7 megapixels, and none more than may stay whole */
static double
choose_scale (double width,
              double height,
              guint  side)
{
  double scale = MAX (PER_INCH, MIN (LONG_SIDE / MAX (width, height), MOST));

  if (side > 0)
    scale = MIN (scale, side / MAX (width, height));
  return MIN (scale, sqrt (PAMOR_LIMITS_FULL_PIXELS / (width * height)));
}

static gboolean
add_rows (PamorReading     *self,
          cairo_surface_t  *surface,
          GError          **error)
{
  guint width = self->planes->plane[0].width, height = self->planes->plane[0].height;
  const guint8 *data = cairo_image_surface_get_data (surface);
  g_autofree guint8 *rgb = g_try_malloc_n (width, 3);

  if (rgb == NULL)
    return pamor_reading_no_memory (error);
  for (guint y = 0; y < height; y++, data += cairo_image_surface_get_stride (surface))
    {
      const guint32 *pixel = (const guint32 *) (gconstpointer) data;

      for (guint x = 0; x < width; x++)
        for (guint i = 0; i < 3; i++)
          rgb[3 * x + i] = pixel[x] >> (16 - 8 * i);
      pamor_reading_add_rgb (self, rgb);
    }
  return pamor_reading_tick (self, error);
}

static gboolean
render (PamorReading  *self,
        PopplerPage   *page,
        double         scale,
        GError       **error)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->planes->plane[0].width,
                                self->planes->plane[0].height);
  cairo_t *context = cairo_create (surface);
  gboolean done;

  cairo_set_source_rgb (context, 1, 1, 1);
  cairo_paint (context);
  cairo_scale (context, scale, scale);
  poppler_page_render (page, context);
  done = cairo_status (context) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (context);
  cairo_surface_flush (surface);
  done = done ? add_rows (self, surface, error) : pamor_reading_no_memory (error);
  cairo_surface_destroy (surface);
  return done;
}

static gboolean
read_page (PamorReading  *self,
           PopplerPage   *page,
           GError       **error)
{
  double width, height, scale;

  poppler_page_get_size (page, &width, &height);
  if (!(width > 0 && height > 0))
    return pamor_reading_broken (error, "PDF", "a page without a size");
  if (width > PAGE_MAX || height > PAGE_MAX)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE, "PDF: a page of %.0f x %.0f points",
                   width, height);
      return FALSE;
    }
  scale = choose_scale (width, height, self->side);
  return pamor_reading_begin (self, MAX (width * scale, 1), MAX (height * scale, 1), TRUE, TRUE,
                              error) &&
         render (self, page, scale, error);
}

static gboolean
take_error (const GError  *cause,
            GError       **error)
{
  gboolean locked = g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

  g_set_error (error, PAMOR_ERROR, locked ? PAMOR_ERROR_PHOTO_LOCKED : PAMOR_ERROR_PHOTO_BROKEN,
               "PDF: %s", cause->message);
  return FALSE;
}

/* What is run when the file is opened stands outside of what poppler tells of, most often in plain
 * sight. */
static gboolean
acts (const PamorReading *self,
      PopplerDocument    *document)
{
  static const char *const names[] = { "/JavaScript", "/Launch" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (memmem (self->data, self->size, names[i], strlen (names[i])) != NULL)
      return TRUE;
  return poppler_document_has_javascript (document) || poppler_document_has_attachments (document);
}

/* From the last to the first, which is what stays */
static gboolean
read_all (PamorReading     *self,
          PopplerDocument  *document,
          GError          **error)
{
  gboolean done = self->pages > 0 || pamor_reading_broken (error, "PDF", "no page in it");

  if (done && acts (self, document))
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND,
                           "PDF: there are scripts or other files in it");
      return FALSE;
    }
  for (guint left = self->pages; done && left > 0; left--)
    {
      PopplerPage *page = poppler_document_get_page (document, left - 1);

      pamor_reading_clear (self);
      self->page = left - 1;
      self->rows = 0;
      done = page != NULL ? read_page (self, page, error)
                          : pamor_reading_broken (error, "PDF", "a page is missing");
      g_clear_object (&page);
    }
  return done;
}

static gboolean
read_document (PamorReading     *self,
               PopplerDocument  *document,
               GError          **error)
{
  PopplerPage *page;
  gboolean done;

  self->pages = MAX (poppler_document_get_n_pages (document), 0);
  if (self->page == PAMOR_PHOTO_WHOLE_PDF)
    return read_all (self, document, error);
  if (!pamor_reading_choose (self, error))
    return FALSE;
  page = poppler_document_get_page (document, self->page);
  if (page == NULL)
    return pamor_reading_broken (error, "PDF", "a page is missing");
  done = read_page (self, page, error);
  g_object_unref (page);
  return done;
}

/**
 * pamor_read_pdf:
 *
 * A page of a PDF, on white, at 300 pixels an inch. Where the whole is wished, every page, to see
 * that it is sound; the first stays.
 */
gboolean
pamor_read_pdf (PamorReading  *self,
                GError       **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (self->data, self->size);
  g_autoptr (GError) cause = NULL;
  PopplerDocument *document;
  gboolean done;

  if (breaks_off (self))
    return pamor_reading_broken (error, "PDF", "the file breaks off");
  document = poppler_document_new_from_bytes (bytes, NULL, &cause);
  if (document == NULL)
    return take_error (cause, error);
  done = read_document (self, document, error);
  g_object_unref (document);
  return done;
}
