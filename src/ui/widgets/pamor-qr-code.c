/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-qr-code.h"

#include <math.h>
#include <qrencode.h>

#define QUIET 4   /* modules of white around it, as the standard wants */
#define SIDE 232  /* pixels asked for, at least */

struct _PamorQrCode
{
  GtkWidget  parent_instance;

  /* Owned */
  QRcode    *code; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PamorQrCode, pamor_qr_code, GTK_TYPE_WIDGET)

/* Medium correction: up to a seventh of it may be creased or dirty. */
static QRcode *
encode (const char *text)
{
  return text != NULL && *text != '\0' ? QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M) : NULL;
}

static gboolean
is_dark (const QRcode *code,
         int           x,
         int           y)
{
  return code->data[y * code->width + x] & 1;
}

static void
pamor_qr_code_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  static const GdkRGBA white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };
  const QRcode *code = PAMOR_QR_CODE (widget)->code;
  const int scale = gtk_widget_get_scale_factor (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  float module, left, top;

  if (code == NULL)
    return;
  module = floor ((double) MIN (width, height) * scale / (code->width + 2 * QUIET)) / scale;
  left = floor ((width - module * code->width) / 2);
  top = floor ((height - module * code->width) / 2);
  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT (left - QUIET * module, top - QUIET * module,
                                                  (code->width + 2 * QUIET) * module,
                                                  (code->width + 2 * QUIET) * module));
  for (int y = 0; y < code->width; y++)
    for (int x = 0, from; x < code->width; x++)
      {
        /* A run at a time: seams between single modules would show when they are scaled. */
        for (from = x; x < code->width && is_dark (code, x, y); x++)
          ;
        if (x > from)
          gtk_snapshot_append_color (snapshot, &black,
                                     &GRAPHENE_RECT_INIT (left + from * module, top + y * module,
                                                          (x - from) * module, module));
      }
}

static void
pamor_qr_code_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = PAMOR_QR_CODE (widget)->code != NULL ? SIDE : 0;
}

static void
pamor_qr_code_finalize (GObject *object)
{
  g_clear_pointer (&PAMOR_QR_CODE (object)->code, QRcode_free);
  G_OBJECT_CLASS (pamor_qr_code_parent_class)->finalize (object);
}

static void
pamor_qr_code_class_init (PamorQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pamor_qr_code_finalize;
  widget_class->measure = pamor_qr_code_measure;
  widget_class->snapshot = pamor_qr_code_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
pamor_qr_code_init (PamorQrCode *self)
{
}

/** pamor_qr_code_new: Returns: (transfer floating): blank, until a text is set */
GtkWidget *
pamor_qr_code_new (void)
{
  return g_object_new (PAMOR_TYPE_QR_CODE, NULL);
}

/**
 * pamor_qr_code_set_text:
 * @text: (nullable): what it holds; without, or with more than fits, nothing is drawn
 * @spoken: what it is, for who does not see it
 */
void
pamor_qr_code_set_text (PamorQrCode *self,
                        const char  *text,
                        const char  *spoken)
{
  g_return_if_fail (PAMOR_IS_QR_CODE (self));

  g_clear_pointer (&self->code, QRcode_free);
  self->code = encode (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** pamor_qr_code_draw: on paper, at the current point 0, 0; @side: with the quiet zone */
void
pamor_qr_code_draw (const char *text,
                    cairo_t    *cr,
                    double      side)
{
  QRcode *code = encode (text);
  double module;

  g_return_if_fail (cr != NULL);

  if (code == NULL)
    return;
  module = side / (code->width + 2 * QUIET);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, side, side);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if (is_dark (code, x, y))
        cairo_rectangle (cr, (x + QUIET) * module, (y + QUIET) * module, module, module);
  cairo_fill (cr);
  cairo_restore (cr);
  QRcode_free (code);
}
