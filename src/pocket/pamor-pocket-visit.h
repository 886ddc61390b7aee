/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * PamorPocketVisit:
 *
 * One connection of a browser, which asks once. It is cut when it idles: the headers, every
 * PAMOR_POCKET_VISIT_STEP bytes of a body and the taking of the reply have PAMOR_POCKET_VISIT_WAIT
 * each. Its owner frees it when it ends.
 */
typedef struct
{
  PamorClock        *clock;
  SoupServer        *server;
  GSocket           *socket;
  GSocketAddress    *remote;
  SoupServerMessage *message; /* (nullable): what it asks, until it is replied to; weak, for it
                               * holds the connection */
  GByteArray        *body;    /* (nullable): from pamor_pocket_visit_await() on */
  goffset            length;  /* of the whole body */
  guint              timer;   /* 0 for none */
  gboolean           is_replied;
} PamorPocketVisit;

#define PAMOR_POCKET_VISIT_WAIT (20 * G_TIME_SPAN_SECOND)
#define PAMOR_POCKET_VISIT_STEP (256 * 1024)

PamorPocketVisit *pamor_pocket_visit_new   (PamorClock        *clock,
                                            SoupServer        *server,
                                            GSocketConnection *connection,
                                            GSocketAddress    *remote);
void              pamor_pocket_visit_free  (PamorPocketVisit  *self);
void              pamor_pocket_visit_cut   (PamorPocketVisit  *self);
void              pamor_pocket_visit_await (PamorPocketVisit  *self,
                                            goffset            length);
gboolean          pamor_pocket_visit_add   (PamorPocketVisit  *self,
                                            GBytes            *chunk);
GBytes           *pamor_pocket_visit_take  (PamorPocketVisit  *self);
void              pamor_pocket_visit_reply (PamorPocketVisit  *self,
                                            guint              status,
                                            const char        *headers,
                                            GBytes            *body);

G_END_DECLS
