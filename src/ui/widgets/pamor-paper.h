/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorPaper:
 *
 * What goes onto paper or into a PDF: a title, a large line and a QR code where there are such,
 * and plain text, over as many pages as it takes.
 */
#define PAMOR_TYPE_PAPER (pamor_paper_get_type ())
G_DECLARE_FINAL_TYPE (PamorPaper, pamor_paper, PAMOR, PAPER, GObject)

PamorPaper *pamor_paper_new       (const char  *title,
                                   const char  *large,
                                   const char  *qr,
                                   const char  *text);
void        pamor_paper_print     (PamorPaper  *self,
                                   GtkWidget   *over);
void        pamor_paper_save      (PamorPaper  *self,
                                   GtkWidget   *over);
gboolean    pamor_paper_write_pdf (PamorPaper  *self,
                                   const char  *path,
                                   GError     **error);

G_END_DECLS
