/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*PamorUndoFunc) (gpointer data);

void pamor_undo_offer (GtkWidget      *near,
                       const char     *words,
                       PamorUndoFunc   undo,
                       gpointer        data,
                       GClosureNotify  destroy);

G_END_DECLS
