/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pamor-practice-handler.h"

G_BEGIN_DECLS

/** PamorPracticeServer: the practice E-Open's socket, on the thread that made it */
typedef struct _PamorPracticeServer PamorPracticeServer;

PamorPracticeServer *pamor_practice_server_new  (PamorPractice               *practice,
                                                 guint16                      port,
                                                 GError                     **error);
void                 pamor_practice_server_free (PamorPracticeServer         *self);
guint16              pamor_practice_server_get_port (PamorPracticeServer     *self);

/* What the server asks of the practice E-Open, for every request. */
PamorPracticeReply  *pamor_practice_answer      (PamorPractice               *self,
                                                 const PamorPracticeRequest  *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPracticeServer, pamor_practice_server_free)

G_END_DECLS
