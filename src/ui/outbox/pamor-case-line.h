/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"

G_BEGIN_DECLS

/**
 * PamorCaseLine:
 *
 * The place of one submission in the list of its case. It stays while snapshots come and go, so
 * that the keyboard stays on it, and so does who was just ticked while only the absent are shown.
 *
 * Signal: renewed (): a newer snapshot.
 */
#define PAMOR_TYPE_CASE_LINE (pamor_case_line_get_type ())
G_DECLARE_FINAL_TYPE (PamorCaseLine, pamor_case_line, PAMOR, CASE_LINE, GObject)

PamorSubmission *pamor_case_line_get_item (PamorCaseLine   *self);
void             pamor_case_lines_follow  (GListStore      *lines,
                                           GListModel      *items,
                                           guint            position,
                                           guint            removed,
                                           guint            added);

G_END_DECLS
