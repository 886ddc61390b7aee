/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a phone's browser does, as bare bytes on a connection, so that it can do all that no browser
 * would. Each runs the main context till it is done. */

GIOStream *pamor_test_phone_try_call  (GUri          *uri,
                                       const char    *ip);
GIOStream *pamor_test_phone_call      (GUri          *uri);
void       pamor_test_phone_say_bytes (GIOStream     *phone,
                                       gconstpointer  bytes,
                                       gsize          size);
void       pamor_test_phone_say       (GIOStream     *phone,
                                       GUri          *uri,
                                       const char    *format,
                                       ...) G_GNUC_PRINTF (3, 4);
char      *pamor_test_phone_hear      (GIOStream     *phone);
char      *pamor_test_phone_ask       (GUri          *uri,
                                       const char    *request);

G_END_DECLS
