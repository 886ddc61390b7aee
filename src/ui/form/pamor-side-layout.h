/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorSideLayout:
 *
 * Two children: the first is the matter, the second says something about it: beside it where there
 * is room, below it where there is not.
 */
#define PAMOR_TYPE_SIDE_LAYOUT (pamor_side_layout_get_type ())
G_DECLARE_FINAL_TYPE (PamorSideLayout, pamor_side_layout, PAMOR, SIDE_LAYOUT, GtkLayoutManager)

G_END_DECLS
