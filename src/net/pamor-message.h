/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-transport.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

SoupMessage *pamor_message_new          (const char         *server,
                                         const PamorRequest *request,
                                         const char         *token);
gboolean     pamor_message_check_server (const char         *url,
                                         GError            **error);

G_END_DECLS
