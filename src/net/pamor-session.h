/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"
#include "sync/pamor-transport.h"

G_BEGIN_DECLS

/**
 * PamorSession:
 *
 * The officer's session with E-Open over libsoup; implements PamorTransport. Adds the bearer token,
 * refreshes it once when it is refused or about to run out (one refresh in flight), judges every
 * reply with pamor_reply_judge(). TLS only, plain http only to 127.0.0.1 and [::1]; no redirects;
 * one attempt is one send. Main thread only.
 */
#define PAMOR_TYPE_SESSION (pamor_session_get_type ())
G_DECLARE_FINAL_TYPE (PamorSession, pamor_session, PAMOR, SESSION, GObject)

PamorSession *pamor_session_new          (PamorTokenKeeper     *keeper,
                                          PamorClock           *clock);
gboolean      pamor_session_check_server (const char           *url,
                                          GError              **error);
void          pamor_session_log_in_async  (PamorSession         *self,
                                           const char           *server,
                                           const char           *officer,
                                           const char           *secret,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      pamor_session_log_in_finish (PamorSession         *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void          pamor_session_log_out_async  (PamorSession         *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean      pamor_session_log_out_finish (PamorSession         *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
