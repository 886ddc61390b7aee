/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-store.h"
#include "sync/pamor-transport.h"

G_BEGIN_DECLS

/** PamorLink: how things stand with the server, for the banner */
typedef enum
{
  PAMOR_LINK_UNKNOWN, /* not tried yet */
  PAMOR_LINK_ONLINE,
  PAMOR_LINK_OFFLINE,
  PAMOR_LINK_PORTAL,
  PAMOR_LINK_SERVER_DOWN,
  PAMOR_LINK_UNTRUSTED,
  PAMOR_LINK_LOG_IN,
  PAMOR_LINK_UPGRADE
} PamorLink;

/**
 * PamorEngine:
 *
 * Moves what is queued to the city, by itself, when it can: takes the next row from the store,
 * asks the machine what to do, sends it through the transport, keeps the new state. Two lanes: one
 * small request and one upload at a time. Main thread only. Everything it knows of a submission
 * is in the table; everything it knows of the server (circuit, backoff) dies with it.
 *
 * Properties (read-only, notified): link (PamorLink as int), busy (boolean), sending-id (string),
 * bytes-sent and bytes-total (int64, of the submission being sent), next-try (int64, wall us, 0
 * none), last-contact (int64, wall us, 0 never), moved-at (int64, boot us, of the newest byte that
 * went out; 0 none; not notified, as bytes-sent is), attachment-limit (int64, bytes).
 * Signals: slots-changed (const char *point); catalogue-changed (const char *version): a newer
 * catalogue was checked and kept; settled (): nothing can move now: all is done, or waits for time
 * or a person.
 */
#define PAMOR_TYPE_ENGINE (pamor_engine_get_type ())
G_DECLARE_FINAL_TYPE (PamorEngine, pamor_engine, PAMOR, ENGINE, GObject)

PamorEngine *pamor_engine_new                  (PamorStore     *store,
                                                PamorTransport *transport);
void         pamor_engine_start                (PamorEngine    *self);
void         pamor_engine_stop                 (PamorEngine    *self);
void         pamor_engine_wake                 (PamorEngine    *self,
                                                gboolean        by_person);
void         pamor_engine_run_async            (PamorEngine    *self,
                                                GCancellable   *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer        user_data);
gboolean     pamor_engine_run_finish           (PamorEngine    *self,
                                                GAsyncResult   *result,
                                                GError        **error);
/* Asks for the days with room left at a pick-up point, once the server can be reached; what comes
 * is kept as the note pamor_slots_make_note_name() and told by the signal slots-changed (point). */
void         pamor_engine_want_slots           (PamorEngine    *self,
                                                const char     *point,
                                                const GDate    *from,
                                                const GDate    *to);
/* What is between here and the city, found out step by step: a person asks. */
void         pamor_engine_find_culprit_async   (PamorEngine    *self,
                                                GCancellable   *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer        user_data);
PamorCulprit pamor_engine_find_culprit_finish  (PamorEngine    *self,
                                                GAsyncResult   *result,
                                                GError        **error);
void         pamor_engine_retry                (PamorEngine    *self,
                                                const char     *id);
PamorLink    pamor_engine_get_link             (PamorEngine    *self);
gint64       pamor_engine_get_next_try         (PamorEngine    *self);
gint64       pamor_engine_get_attachment_limit (PamorEngine    *self);
gboolean     pamor_engine_takes_pdf       (PamorEngine         *self);

G_END_DECLS
