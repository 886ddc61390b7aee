/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-paper.h"

#include "ui/compat/pamor-tell.h"
#include "ui/compat/pamor-pick-file.h"
#include "ui/widgets/pamor-qr-code.h"

#include <glib/gi18n-lib.h>

#define MARGIN 15.0      /* mm */
#define QR_SIDE 142.0    /* points: 5 cm */
#define GAP 12.0         /* points between the parts */
#define TITLE_FONT "Sans Bold 16"
#define LARGE_FONT "Sans Bold 40"
#define TEXT_FONT "Sans 11"

struct _PamorPaper
{
  GObject      parent_instance;

  /* Owned */
  char        *title, *large, *qr, *text; /* the middle two nullable */

  /* Owned, while it is printed */
  PangoLayout *lines;
  GArray      *pages; /* of int: the first line of each */
};

G_DEFINE_FINAL_TYPE (PamorPaper, pamor_paper, G_TYPE_OBJECT)

static void
pamor_paper_finalize (GObject *object)
{
  PamorPaper *self = PAMOR_PAPER (object);

  g_clear_object (&self->lines);
  g_clear_pointer (&self->pages, g_array_unref);
  g_free (self->title);
  g_free (self->large);
  g_free (self->qr);
  g_free (self->text);
  G_OBJECT_CLASS (pamor_paper_parent_class)->finalize (object);
}

static void
pamor_paper_class_init (PamorPaperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_paper_finalize;
}

static void
pamor_paper_init (PamorPaper *self)
{
}

/**
 * pamor_paper_new:
 * @large: (nullable): a number to be read from afar
 * @qr: (nullable): text of a QR code
 * @text: plain text, its lines broken where the paper ends
 */
PamorPaper *
pamor_paper_new (const char *title,
                 const char *large,
                 const char *qr,
                 const char *text)
{
  PamorPaper *self = g_object_new (PAMOR_TYPE_PAPER, NULL);

  self->title = g_strdup (title);
  self->large = g_strdup (large);
  self->qr = g_strdup (qr);
  self->text = g_strdup (text);
  return self;
}

static PangoLayout *
new_layout (GtkPrintContext *context,
            const char      *font,
            const char      *text)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, gtk_print_context_get_width (context) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* Draws one of the parts above the text, or only measures where @cr is NULL; returns its end. */
static double
put_line (GtkPrintContext *context,
          cairo_t         *cr,
          const char      *font,
          const char      *text,
          double           y)
{
  g_autoptr(PangoLayout) layout = NULL;
  int height;

  if (text == NULL)
    return y;
  layout = new_layout (context, font, text);
  pango_layout_get_size (layout, NULL, &height);
  if (cr != NULL)
    {
      cairo_move_to (cr, 0, y);
      pango_cairo_show_layout (cr, layout);
    }
  return y + (double) height / PANGO_SCALE + GAP;
}

static double
put_head (PamorPaper      *self,
          GtkPrintContext *context,
          cairo_t         *cr)
{
  double y = put_line (context, cr, TITLE_FONT, self->title, 0);

  g_assert (PAMOR_IS_PAPER (self));

  y = put_line (context, cr, LARGE_FONT, self->large, y);
  if (self->qr == NULL)
    return y;
  if (cr != NULL)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, y);
      pamor_qr_code_draw (self->qr, cr, QR_SIDE);
      cairo_restore (cr);
    }
  return y + QR_SIDE + GAP;
}

static void
on_begin_cb (PamorPaper        *self,
             GtkPrintContext   *context,
             GtkPrintOperation *operation)
{
  const double height = gtk_print_context_get_height (context);
  double y = put_head (self, context, NULL);
  int first = 0;

  g_assert (PAMOR_IS_PAPER (self));

  g_clear_object (&self->lines);
  g_clear_pointer (&self->pages, g_array_unref);
  self->lines = new_layout (context, TEXT_FONT, self->text);
  self->pages = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (self->pages, first);
  for (int i = 0; i < pango_layout_get_line_count (self->lines); i++)
    {
      PangoRectangle logical;

      pango_layout_line_get_extents (pango_layout_get_line_readonly (self->lines, i), NULL,
                                     &logical);
      if (y + (double) logical.height / PANGO_SCALE > height && i > first)
        {
          first = i;
          y = 0;
          g_array_append_val (self->pages, first);
        }
      y += (double) logical.height / PANGO_SCALE;
    }
  gtk_print_operation_set_n_pages (operation, self->pages->len);
}

static void
on_draw_cb (PamorPaper        *self,
            GtkPrintContext   *context,
            int                page,
            GtkPrintOperation *operation)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const int end = page + 1 < (int) self->pages->len
                      ? g_array_index (self->pages, int, page + 1)
                      : pango_layout_get_line_count (self->lines);
  double y;

  g_assert (PAMOR_IS_PAPER (self));

  cairo_set_source_rgb (cr, 0, 0, 0);
  y = page == 0 ? put_head (self, context, cr) : 0;
  for (int i = g_array_index (self->pages, int, page); i < end; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->lines, i);
      PangoRectangle logical;

      pango_layout_line_get_extents (line, NULL, &logical);
      cairo_move_to (cr, 0, y - (double) logical.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, line);
      y += (double) logical.height / PANGO_SCALE;
    }
}

static GtkPrintOperation *
new_operation (PamorPaper *self)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) page = gtk_page_setup_new ();
  g_autoptr(GtkPaperSize) a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  g_assert (PAMOR_IS_PAPER (self));

  gtk_page_setup_set_paper_size (page, a4);
  gtk_page_setup_set_top_margin (page, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (page, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (page, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (page, MARGIN, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, self->title);
  g_signal_connect_object (operation, "begin-print", G_CALLBACK (on_begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (on_draw_cb), self,
                           G_CONNECT_SWAPPED);
  return operation;
}

static void
tell_trouble (GtkWidget    *over,
              const char   *heading,
              const GError *error)
{
  g_debug ("paper: %s", error->message);
  pamor_tell (over, heading, error->message, _("_Close"));
}

/** pamor_paper_print: asks for the printer in a dialog over @over, and says what went wrong */
void
pamor_paper_print (PamorPaper *self,
                   GtkWidget  *over)
{
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autoptr(PamorPaper) kept = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (PAMOR_IS_PAPER (self) && GTK_IS_WIDGET (over));

  kept = g_object_ref (self); /* the dialog runs a loop in which it might be let go */
  operation = new_operation (self);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (gtk_widget_get_root (over)), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    tell_trouble (over, _("It could not be printed"), error);
}

/* A full disk is no error to who draws the pages, but the end of the file then is not there. */
static gboolean
is_whole (const char  *path,
          GError     **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  if (g_str_has_suffix (bytes + length - MIN (length, 8), "%%EOF\n"))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "%s", path);
  return FALSE;
}

/** pamor_paper_write_pdf: Returns: whether the file at @path is there whole */
gboolean
pamor_paper_write_pdf (PamorPaper  *self,
                       const char  *path,
                       GError     **error)
{
  g_autoptr(GtkPrintOperation) operation = NULL;

  g_return_val_if_fail (PAMOR_IS_PAPER (self) && path != NULL, FALSE);

  operation = new_operation (self);
  gtk_print_operation_set_export_filename (operation, path);
  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, error)
             != GTK_PRINT_OPERATION_RESULT_ERROR
         && is_whole (path, error);
}

static void
on_path_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PamorPaper) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = pamor_pick_path_finish (result, &error);
  GtkWidget *over = GTK_WIDGET (source);

  if (file == NULL)
    return; /* nothing was chosen */
  if (!pamor_paper_write_pdf (self, g_file_peek_path (file), &error))
    tell_trouble (over, _("It could not be saved"), error);
  else
    gtk_widget_activate_action (over, "shell.say", "s", _("The PDF was saved"));
}

/** pamor_paper_save: asks where to, over @over, and saves it there as PDF */
void
pamor_paper_save (PamorPaper *self,
                  GtkWidget  *over)
{
  g_autofree char *name = NULL;

  g_return_if_fail (PAMOR_IS_PAPER (self) && GTK_IS_WIDGET (over));

  name = g_strdup_printf ("%s.pdf", self->title);
  g_strdelimit (name, "/\\:", '-');
  pamor_pick_path_async (over, GTK_FILE_CHOOSER_ACTION_SAVE, _("Save as PDF"), name, on_path_cb,
                         g_object_ref (self));
}
