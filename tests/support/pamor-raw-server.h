/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PamorRawServer:
 *
 * An HTTP/1.1 server of bare bytes on loopback, for what no sound server does: it answers each
 * request with exactly the bytes it is told to, or hangs up, or falls silent.
 */
typedef struct _PamorRawServer PamorRawServer;

/** PamorRawRequest: one request, whole */
typedef struct
{
  char  *line;  /* "PUT /v1/submissions/x" */
  char  *head;  /* all header lines, as they came */
  char  *body;
  gsize  length;
} PamorRawRequest;

/* Called in a thread of the server, one call at a time. Returns: (transfer full) (nullable): bytes
 * of the reply; NULL: hang up without one; "": never answer. One that ends with PAMOR_RAW_CUT is
 * sent without that, and then the connection is cut;
 * with PAMOR_RAW_DRIP a byte comes now and then. */
typedef char *(*PamorRawAnswer) (const PamorRawRequest *request,
                                 gpointer               user_data);

#define PAMOR_RAW_CUT  "\x01" "CUT"
#define PAMOR_RAW_DRIP "\x01" "DRIP"

PamorRawServer *pamor_raw_server_new         (PamorRawAnswer         answer,
                                              gpointer               user_data,
                                              GTlsCertificate       *certificate);
const char     *pamor_raw_server_get_url     (PamorRawServer        *self);
void            pamor_raw_server_free        (PamorRawServer        *self);
char           *pamor_raw_request_get_header (const PamorRawRequest *request,
                                              const char            *name);
char           *pamor_raw_reply              (const char            *status,
                                              const char            *headers,
                                              const char            *body);

G_END_DECLS
