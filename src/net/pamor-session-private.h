/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/pamor-http.h"
#include "net/pamor-session.h"
#include "net/pamor-tokens.h"

G_BEGIN_DECLS

struct _PamorSession
{
  GObject           parent_instance;

  /* Owned */
  PamorTokenKeeper *keeper;
  PamorClock       *clock;
  PamorHttp        *http;
  PamorTokens      *tokens;   /* (nullable): as the keeper has them */
  PamorTokens      *fresh;    /* (nullable): came from the server, not yet kept, so not yet used */
  GPtrArray        *waiting;  /* of GTask: exchanges that want the tokens now being renewed */

  gboolean          renewing;
  gboolean          outdated; /* logged in or out since the renewal began: that is newer */
  guint             keeping;  /* logins and log-outs on their way to the keeper */
};

void    pamor_session_begin_keeping (PamorSession *self);
void    pamor_session_end_keeping   (PamorSession *self);
void    pamor_session_adopt_tokens (PamorSession *self,
                                    PamorTokens  *tokens);
GBytes *pamor_session_make_body    (const char   *first_name,
                                    ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
