/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pamor_calendar_names_put (GtkCalendar *calendar);

G_END_DECLS
