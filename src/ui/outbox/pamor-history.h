/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pamor_history_new (GPtrArray  *lines,
                              PamorClock *clock);

G_END_DECLS
