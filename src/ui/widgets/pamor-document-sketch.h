/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorDocumentSketch:
 *
 * A family card, a card of identity or a letter of birth in outline, and on it the place where an
 * answer stands. Hidden where none is known.
 */
#define PAMOR_TYPE_DOCUMENT_SKETCH (pamor_document_sketch_get_type ())
G_DECLARE_FINAL_TYPE (PamorDocumentSketch, pamor_document_sketch, PAMOR, DOCUMENT_SKETCH, GtkWidget)

void  pamor_document_sketch_set_spot  (PamorDocumentSketch *self,
                                       const char          *spot);
char *pamor_document_sketch_dup_words (PamorDocumentSketch *self);
char *pamor_document_spot_of_member   (const char          *spot,
                                       const char          *member);
const char *pamor_document_spot_of_requirement (const char *code);

G_END_DECLS
