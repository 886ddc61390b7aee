/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** PamorPreferences: the window of preferences; every row is bound to its setting. Its signal
 * "log-out" asks for just that. */
#define PAMOR_TYPE_PREFERENCES (pamor_preferences_get_type ())
G_DECLARE_FINAL_TYPE (PamorPreferences, pamor_preferences, PAMOR, PREFERENCES, AdwWindow)

GtkWindow *pamor_preferences_new          (GSettings        *settings);
void       pamor_preferences_show_account (PamorPreferences *self,
                                           const char       *officer,
                                           const char       *server);

G_END_DECLS
