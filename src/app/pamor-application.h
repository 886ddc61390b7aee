/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorApplication:
 *
 * The program with a window. One instance; practice mode is a program of its own beside it, with an
 * id, a data folder and a server of its own, so that the two can't mix.
 */
#define PAMOR_TYPE_APPLICATION (pamor_application_get_type ())
G_DECLARE_FINAL_TYPE (PamorApplication, pamor_application, PAMOR, APPLICATION, AdwApplication)

PamorApplication *pamor_application_new (GSettings *settings);

G_END_DECLS
