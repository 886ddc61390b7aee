/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/**
 * PamorRowHead:
 *
 * The head of a person in a list of whom much is asked: who it is and what is missing, in two
 * lines. Opened, the questions stand below it; a family of five has two hundred, and nobody answers
 * them all at once.
 *
 * Signal: opened: its rows are wanted, or no longer; pamor_row_head_is_open() says which.
 */
#define PAMOR_TYPE_ROW_HEAD (pamor_row_head_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowHead, pamor_row_head, PAMOR, ROW_HEAD, PamorRow)

PamorRow *pamor_row_head_new         (const PamorRowPlace *place);
gboolean  pamor_row_head_is_open     (PamorRowHead        *self);
void      pamor_row_head_set_open    (PamorRowHead        *self,
                                      gboolean             open);
void      pamor_row_head_set_lacking (PamorRowHead        *self,
                                      guint                count);

G_END_DECLS
