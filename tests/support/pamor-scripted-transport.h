/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-store.h"
#include "sync/pamor-transport.h"

G_BEGIN_DECLS

/**
 * PamorScriptedTransport:
 *
 * A fake in the server's place: sound and in memory, but for the answers that a test puts in its
 * way. It writes down what it is asked, and the state that the store shows at that moment:
 * "put@sending chunk@uploading receipt@confirming". What was sealed it looks up in the store.
 */
#define PAMOR_TYPE_SCRIPTED_TRANSPORT (pamor_scripted_transport_get_type ())
G_DECLARE_FINAL_TYPE (PamorScriptedTransport, pamor_scripted_transport, PAMOR, SCRIPTED_TRANSPORT,
                      GObject)

PamorScriptedTransport *pamor_scripted_transport_new   (PamorStore             *store);
void        pamor_scripted_transport_say       (PamorScriptedTransport *self,
                                                PamorOperation          op,
                                                PamorVerdict           *verdict);
void        pamor_scripted_transport_say_json  (PamorScriptedTransport *self,
                                                PamorOperation          op,
                                                const char             *json);
void        pamor_scripted_transport_lose      (PamorScriptedTransport *self,
                                                PamorOperation          op);
void        pamor_scripted_transport_hold      (PamorScriptedTransport *self,
                                                PamorOperation          op);
void        pamor_scripted_transport_always    (PamorScriptedTransport *self,
                                                const char             *id,
                                                PamorVerdictClass       class);
void        pamor_scripted_transport_before    (PamorScriptedTransport *self,
                                                PamorOperation          op,
                                                GSourceFunc             func,
                                                gpointer                data);
gboolean    pamor_scripted_transport_is_held   (PamorScriptedTransport *self);
void        pamor_scripted_transport_release   (PamorScriptedTransport *self,
                                                PamorVerdict           *verdict);
const char *pamor_scripted_transport_get_log   (PamorScriptedTransport *self);
void        pamor_scripted_transport_clear_log (PamorScriptedTransport *self);
guint       pamor_scripted_transport_count     (PamorScriptedTransport *self,
                                                const char             *word);
guint       pamor_scripted_transport_created   (PamorScriptedTransport *self);
gint64      pamor_scripted_transport_received  (PamorScriptedTransport *self);
void        pamor_scripted_transport_set_reach (PamorScriptedTransport *self,
                                                PamorCulprit            culprit);
char       *pamor_scripted_transport_read_report (PamorScriptedTransport *self);
guint       pamor_scripted_transport_drops     (PamorScriptedTransport *self);

G_END_DECLS
