/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-document-sketch.h"

#include <glib/gi18n-lib.h>

/* Widest it is drawn, pixels */
#define WIDEST 260
#define NARROWEST 120

/** Where: how the place is told in words */
typedef enum
{
  KK_TITLE,
  KK_HEAD,   /* line of the block at the upper left */
  KK_UPPER,  /* column of the upper table */
  KK_LOWER,  /* column of the lower table */
  KK_WHOLE,
  KTP_LINE,
  KTP_RIGHT, /* of a line, its right half */
  KTP_PHOTO,
  KTP_WHOLE,
  SKL_LINE,
  SKL_WHOLE
} Where;

typedef struct
{
  const char *spot;
  Where       where;
  guint       n;     /* line or column, from 1 */
} Spot;

/* The order of lines and columns is that of the printed documents. */
static const Spot spots[] = {
  { "kk", KK_WHOLE, 0 },
  { "ktp", KTP_WHOLE, 0 },
  { "skl", SKL_WHOLE, 0 },
  { "kk.nomor", KK_TITLE, 0 },
  { "kk.kepala", KK_HEAD, 1 },
  { "kk.alamat", KK_HEAD, 2 },
  { "kk.rt_rw", KK_HEAD, 3 },
  { "kk.kelurahan", KK_HEAD, 4 },
  { "kk.nama", KK_UPPER, 1 },
  { "kk.nik", KK_UPPER, 2 },
  { "kk.jenis_kelamin", KK_UPPER, 3 },
  { "kk.tempat_lahir", KK_UPPER, 4 },
  { "kk.tanggal_lahir", KK_UPPER, 5 },
  { "kk.agama", KK_UPPER, 6 },
  { "kk.pendidikan", KK_UPPER, 7 },
  { "kk.pekerjaan", KK_UPPER, 8 },
  { "kk.golongan_darah", KK_UPPER, 9 },
  { "kk.status", KK_LOWER, 1 },
  { "kk.hubungan", KK_LOWER, 3 },
  { "kk.kewarganegaraan", KK_LOWER, 4 },
  { "kk.paspor", KK_LOWER, 5 },
  { "kk.ayah", KK_LOWER, 7 },
  { "kk.ibu", KK_LOWER, 8 },
  { "ktp.nik", KTP_LINE, 1 },
  { "ktp.nama", KTP_LINE, 2 },
  { "ktp.lahir", KTP_LINE, 3 },
  { "ktp.jenis_kelamin", KTP_LINE, 4 },
  { "ktp.golongan_darah", KTP_RIGHT, 4 },
  { "ktp.alamat", KTP_LINE, 5 },
  { "ktp.rt_rw", KTP_LINE, 6 },
  { "ktp.kelurahan", KTP_LINE, 7 },
  { "ktp.kecamatan", KTP_LINE, 8 },
  { "ktp.agama", KTP_LINE, 9 },
  { "ktp.status", KTP_LINE, 10 },
  { "ktp.pekerjaan", KTP_LINE, 11 },
  { "ktp.kewarganegaraan", KTP_LINE, 12 },
  { "ktp.foto", KTP_PHOTO, 0 },
  { "skl.nama", SKL_LINE, 1 },
  { "skl.tanggal", SKL_LINE, 2 },
  { "skl.pukul", SKL_LINE, 3 },
  { "skl.berat", SKL_LINE, 4 },
  { "skl.panjang", SKL_LINE, 5 },
  { "skl.ibu", SKL_LINE, 6 },
};

struct _PamorDocumentSketch
{
  GtkWidget   parent_instance;

  const Spot *spot; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PamorDocumentSketch, pamor_document_sketch, GTK_TYPE_WIDGET)

/* Paper is white and ink is grey in every theme; the mark stands out by its frame too. */
static const GdkRGBA paper = { 1, 1, 1, 1 }, ink = { 0.62, 0.62, 0.64, 1 },
                     edge = { 0.45, 0.45, 0.47, 1 }, mark = { 1, 0.82, 0.25, 1 },
                     frame = { 0.65, 0.16, 0.05, 1 };

/* Height of the document where it is 100 wide */
static double
get_height (const Spot *spot)
{
  if (spot->where >= SKL_LINE)
    return 118;
  return spot->where >= KTP_LINE ? 66 : 71;
}

static graphene_rect_t
get_place (Where where,
           guint n)
{
  switch (where)
    {
    case KK_TITLE:
      return GRAPHENE_RECT_INIT (30, 8, 40, 4);
    case KK_HEAD:
      return GRAPHENE_RECT_INIT (4, 10 + 4.5 * n, 38, 3);
    case KK_UPPER:
      return GRAPHENE_RECT_INIT (6 + 10 * (n - 1), 34, 9.5, 15);
    case KK_LOWER:
      return GRAPHENE_RECT_INIT (6 + 11.25 * (n - 1), 52, 10.75, 15);
    case KTP_LINE:
      return GRAPHENE_RECT_INIT (5, 8 + 4.5 * n, n == 4 ? 32 : 58, 3);
    case KTP_RIGHT:
      return GRAPHENE_RECT_INIT (42, 8 + 4.5 * n, 21, 3);
    case KTP_PHOTO:
      return GRAPHENE_RECT_INIT (70, 14, 25, 33);
    case KK_WHOLE:
    case KTP_WHOLE:
    case SKL_WHOLE:
      return GRAPHENE_RECT_INIT (0, 0, 0, 0);
    case SKL_LINE:
    default:
      return GRAPHENE_RECT_INIT (10, 22 + 11 * n, 80, 4);
    }
}

static void
draw (GtkSnapshot     *snapshot,
      graphene_rect_t  place,
      double           scale,
      const GdkRGBA   *colour)
{
  graphene_rect_scale (&place, scale, scale, &place);
  gtk_snapshot_append_color (snapshot, colour, &place);
}

static void
draw_lines (GtkSnapshot *snapshot,
            Where        where,
            guint        count,
            double       scale)
{
  for (guint n = 1; n <= count; n++)
    {
      graphene_rect_t place = get_place (where, n);

      graphene_rect_inset (&place, 0, 0.7);
      draw (snapshot, place, scale, &ink);
    }
}

/* Of a table the head and three lines in each column */
static void
draw_table (GtkSnapshot *snapshot,
            Where        where,
            guint        columns,
            double       scale)
{
  for (guint n = 1; n <= columns; n++)
    for (guint line = 0; line < 4; line++)
      {
        graphene_rect_t place = get_place (where, n);

        place.origin.y += 1 + 4 * line;
        place.size.height = line == 0 ? 2 : 1.2;
        draw (snapshot, place, scale, line == 0 ? &edge : &ink);
      }
}

static void
draw_document (GtkSnapshot *snapshot,
               Where        where,
               double       scale)
{
  if (where >= SKL_LINE)
    {
      draw (snapshot, GRAPHENE_RECT_INIT (25, 12, 50, 4), scale, &edge);
      draw_lines (snapshot, SKL_LINE, 7, scale);
    }
  else if (where >= KTP_LINE)
    {
      draw (snapshot, GRAPHENE_RECT_INIT (30, 4, 40, 2), scale, &edge);
      draw (snapshot, GRAPHENE_RECT_INIT (35, 7.5, 30, 2), scale, &edge);
      draw_lines (snapshot, KTP_LINE, 12, scale);
      draw (snapshot, GRAPHENE_RECT_INIT (42, 26.7, 21, 1.6), scale, &ink);
      draw (snapshot, get_place (KTP_PHOTO, 0), scale, &ink);
    }
  else
    {
      draw (snapshot, GRAPHENE_RECT_INIT (36, 3, 28, 3.5), scale, &edge);
      draw (snapshot, GRAPHENE_RECT_INIT (32, 9, 36, 2), scale, &ink);
      draw_lines (snapshot, KK_HEAD, 4, scale);
      draw_table (snapshot, KK_UPPER, 9, scale);
      draw_table (snapshot, KK_LOWER, 8, scale);
    }
}

static gboolean
is_whole (Where where)
{
  return where == KK_WHOLE || where == KTP_WHOLE || where == SKL_WHOLE;
}

static void
draw_mark (GtkSnapshot     *snapshot,
           graphene_rect_t  place,
           double           scale)
{
  graphene_rect_inset (&place, -1, -1);
  draw (snapshot, place, scale, &mark);
}

static void
draw_frame (GtkSnapshot     *snapshot,
            graphene_rect_t  place,
            double           scale)
{
  GskRoundedRect outline;

  graphene_rect_inset (&place, -1, -1);
  graphene_rect_scale (&place, scale, scale, &place);
  gsk_rounded_rect_init_from_rect (&outline, &place, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { frame, frame, frame, frame });
}

static void
pamor_document_sketch_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  PamorDocumentSketch *self = PAMOR_DOCUMENT_SKETCH (widget);
  graphene_rect_t whole, place;
  GskRoundedRect outline;
  double scale;

  if (self->spot == NULL)
    return;
  scale = MIN (gtk_widget_get_width (widget) / 100.0,
               gtk_widget_get_height (widget) / get_height (self->spot));
  whole = GRAPHENE_RECT_INIT (0, 0, 100 * scale, get_height (self->spot) * scale);
  gtk_snapshot_append_color (snapshot, &paper, &whole);
  gsk_rounded_rect_init_from_rect (&outline, &whole, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { edge, edge, edge, edge });

  place = get_place (self->spot->where, self->spot->n);
  if (!is_whole (self->spot->where))
    draw_mark (snapshot, place, scale);
  draw_document (snapshot, self->spot->where, scale);
  if (!is_whole (self->spot->where))
    draw_frame (snapshot, place, scale);
}

static GtkSizeRequestMode
pamor_document_sketch_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pamor_document_sketch_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  PamorDocumentSketch *self = PAMOR_DOCUMENT_SKETCH (widget);
  int width = for_size < 0 ? WIDEST : MIN (for_size, WIDEST);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? NARROWEST : 0;
  *natural = WIDEST;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = self->spot != NULL ? width * get_height (self->spot) / 100 : 0;
}

static void
pamor_document_sketch_class_init (PamorDocumentSketchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = pamor_document_sketch_get_request_mode;
  widget_class->measure = pamor_document_sketch_measure;
  widget_class->snapshot = pamor_document_sketch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
pamor_document_sketch_init (PamorDocumentSketch *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * pamor_document_sketch_set_spot:
 * @spot: (nullable): of a field of the catalogue, "kk.nomor", or a whole document, "kk"
 */
void
pamor_document_sketch_set_spot (PamorDocumentSketch *self,
                                const char          *spot)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PAMOR_IS_DOCUMENT_SKETCH (self));

  self->spot = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
    if (g_strcmp0 (spots[i].spot, spot) == 0)
      self->spot = &spots[i];
  words = pamor_document_sketch_dup_words (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->spot != NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** pamor_document_sketch_dup_words: Returns: (transfer full) (nullable): what the drawing shows */
char *
pamor_document_sketch_dup_words (PamorDocumentSketch *self)
{
  g_return_val_if_fail (PAMOR_IS_DOCUMENT_SKETCH (self), NULL);

  if (self->spot == NULL)
    return NULL;
  switch (self->spot->where)
    {
    case KK_TITLE:
      return g_strdup (_("On the KK: at the top, under the title"));
    case KK_HEAD:
      return g_strdup_printf (_("On the KK: upper left, line %u"), self->spot->n);
    case KK_UPPER:
      /* Translators: not counting the column of numbers */
      return g_strdup_printf (_("On the KK: upper table, column %u after the number"),
                              self->spot->n);
    case KK_LOWER:
      return g_strdup_printf (_("On the KK: lower table, column %u after the number"),
                              self->spot->n);
    case KTP_LINE:
      return g_strdup_printf (_("On the KTP: line %u under the heading"), self->spot->n);
    case KTP_RIGHT:
      return g_strdup_printf (_("On the KTP: line %u under the heading, on the right"),
                              self->spot->n);
    case KTP_PHOTO:
      return g_strdup (_("On the KTP: the photo on the right"));
    case KK_WHOLE:
      return g_strdup (_("What a KK looks like: the whole sheet"));
    case KTP_WHOLE:
      return g_strdup (_("What a KTP looks like: the whole card"));
    case SKL_WHOLE:
      return g_strdup (_("What a letter of birth looks like: the whole sheet"));
    case SKL_LINE:
    default:
      return g_strdup (_("On the letter of birth; each hospital has another order"));
    }
}

/**
 * pamor_document_spot_of_member:
 * @spot: (nullable): of a person or an area
 *
 * Returns: (transfer full) (nullable): where that part of it stands on the same document
 */
char *
pamor_document_spot_of_member (const char *spot,
                               const char *member)
{
  static const struct { const char *member, *ktp, *kk; } parts[] = {
    { "nik", "ktp.nik", "kk.nik" },
    { "name", "ktp.nama", "kk.nama" },
    { "birth", "ktp.lahir", "kk.tanggal_lahir" },
    { "sex", "ktp.jenis_kelamin", "kk.jenis_kelamin" },
    { "address", "ktp.alamat", "kk.alamat" },
    { "rt", "ktp.rt_rw", "kk.rt_rw" },
    { "rw", "ktp.rt_rw", "kk.rt_rw" },
    { "kelurahan", "ktp.kelurahan", "kk.kelurahan" },
  };

  for (guint i = 0; spot != NULL && i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].member, member))
      return g_strdup (g_str_has_prefix (spot, "kk.") ? parts[i].kk : parts[i].ktp);
  return NULL;
}

/**
 * pamor_document_spot_of_requirement:
 * @code: of a document that is photographed, "KTP_ORTU"
 *
 * Returns: (nullable): the whole document that it is, where there is a drawing of it
 */
const char *
pamor_document_spot_of_requirement (const char *code)
{
  static const struct { const char *prefix, *spot; } documents[] = {
    { "KK", "kk" }, { "KTP", "ktp" }, { "KIA", "ktp" }, { "SKL", "skl" },
  };

  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (g_str_has_prefix (code, documents[i].prefix))
      return documents[i].spot;
  return NULL;
}
