/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"
#include "domain/pamor-submission.h"

G_BEGIN_DECLS

/**
 * PamorStore:
 *
 * The facade of all that is kept: drafts, the outbox, photos, the account. One SQLite file in one
 * data folder, one worker thread; every payload and photo sealed. What an async call reported as
 * done survives a crash and a power cut. All functions are called on the main thread; the items
 * model and all signals belong to it too.
 *
 * Signals: changed (const char *id): a submission was written, or one of its case for which it
 * waits was; its newer snapshot is in the model, which no longer has it if it was a draft that was
 * deleted.
 */
#define PAMOR_TYPE_STORE (pamor_store_get_type ())
G_DECLARE_FINAL_TYPE (PamorStore, pamor_store, PAMOR, STORE, GObject)

/* Opening. Locks the folder against other instances, migrates, checks. With @passphrase the keyring
 * is not asked; without, a folder that needs one fails with PAMOR_ERROR_LOCKED. */
void        pamor_store_open_async   (const char           *folder,
                                      const char           *passphrase,
                                      PamorClock           *clock,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
PamorStore *pamor_store_open_finish  (GAsyncResult         *result,
                                      GError              **error);

/** PamorLock: what a data folder asks for that failed to open with PAMOR_ERROR_LOCKED */
typedef enum
{
  PAMOR_LOCK_NONE,
  PAMOR_LOCK_CHOOSE,     /* new, and no keyring answers: a passphrase is to be chosen */
  PAMOR_LOCK_PASSPHRASE, /* its passphrase, or the right one */
  PAMOR_LOCK_KEYRING     /* the desktop's keyring is to be unlocked */
} PamorLock;

PamorLock   pamor_store_open_get_lock (GAsyncResult        *result);
gboolean    pamor_store_exists       (const char           *folder);
void        pamor_store_close        (PamorStore           *self);

/* What became of a damaged database: set aside under this name in the folder, NULL when there was
 * none, and how many submissions were saved out of it. */
const char *pamor_store_get_damaged_file (PamorStore       *self);
guint       pamor_store_get_salvaged     (PamorStore       *self);

/* What there is. A GListModel of PamorSubmission, newest first, every state; snapshots. */
GListModel      *pamor_store_get_items (PamorStore *self);
PamorSubmission *pamor_store_find      (PamorStore *self,
                                        const char *id);
PamorSubmission *pamor_store_find_earlier (PamorStore      *self,
                                           PamorSubmission *item);
PamorClock      *pamor_store_get_clock (PamorStore *self);

/* Drafts. @item: id, service, kind, title, activity; a new id makes a new draft, an id whose
 * submission can be corrected keeps the correction beside the sealed revision.
 * @form: the bytes of pamor_form_to_bytes(). */
void      pamor_store_save_draft_async    (PamorStore           *self,
                                           PamorSubmission      *item,
                                           GBytes               *form,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean  pamor_store_save_draft_finish   (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* A draft with form and photos of @id, to be handed in in its place, where only that corrects it:
 * the one that was begun before, or a new one with the id @draft. */
void             pamor_store_begin_anew_async  (PamorStore           *self,
                                                const char           *id,
                                                const char           *draft,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
PamorSubmission *pamor_store_begin_anew_finish (PamorStore           *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* A photo taken, kept before it is shown as taken; belongs to the draft @id. Refused with
 * PAMOR_ERROR_NO_SPACE below 200 MB free. */
void      pamor_store_keep_photo_async    (PamorStore           *self,
                                           const char           *id,
                                           PamorAttachment      *attachment,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean  pamor_store_keep_photo_finish   (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Sealing: payload, photos and queue row in one transaction, and what it replaces is marked in the
 * same. @item as for a draft, of a new one also what it replaces;
 * @form: kept for viewing and correction; @payload: the frozen bytes that will be sent, from
 * pamor_form_freeze() with revision item->server_revision + 1; @attachments: of PamorAttachment,
 * the whole manifest; one whose content is NULL was kept before. Photos not named are dropped. */
void             pamor_store_seal_async   (PamorStore           *self,
                                           PamorSubmission      *item,
                                           GBytes               *form,
                                           GBytes               *payload,
                                           GPtrArray            *attachments,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PamorSubmission *pamor_store_seal_finish  (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Reading back. The form of a draft, or of a sealed one for viewing and correction. */
void      pamor_store_read_form_async     (PamorStore           *self,
                                           const char           *id,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GBytes   *pamor_store_read_form_finish    (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void      pamor_store_read_sealed_form_async  (PamorStore           *self,
                                               const char           *id,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GBytes   *pamor_store_read_sealed_form_finish (PamorStore           *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void      pamor_store_read_payload_async  (PamorStore           *self,
                                           const char           *id,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GBytes   *pamor_store_read_payload_finish (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void      pamor_store_read_photo_async    (PamorStore           *self,
                                           const char           *id,
                                           const char           *attachment,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GBytes   *pamor_store_read_photo_finish   (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Everybody named in what is entered here, newest first, one of each NIK. */
GPtrArray *pamor_store_list_people (PamorStore *self);

/* Several new drafts in one transaction, all or none. @items: of PamorSubmission; @forms: of
 * GBytes. */
void       pamor_store_save_drafts_async   (PamorStore           *self,
                                            GPtrArray            *items,
                                            GPtrArray            *forms,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean   pamor_store_save_drafts_finish  (PamorStore           *self,
                                            GAsyncResult         *result,
                                            GError              **error);
/* Catalogues that came from the city: packs of pamor_catalogue_pack(). Those that drafts began with
 * are kept beside the newest. @version NULL: the newest; NULL and no error when there is none. */
void        pamor_store_keep_catalogue_async  (PamorStore           *self,
                                               const char           *version,
                                               const char           *etag,
                                               GBytes               *pack,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean    pamor_store_keep_catalogue_finish (PamorStore           *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void        pamor_store_read_catalogue_async  (PamorStore           *self,
                                               const char           *version,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GBytes     *pamor_store_read_catalogue_finish (PamorStore           *self,
                                               GAsyncResult         *result,
                                               char                **etag,
                                               GError              **error);

/* Deleting drafts, and corrections that were begun. What was sealed is never deleted by hand. */
void      pamor_store_delete_draft_async  (PamorStore           *self,
                                           const char           *id,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean  pamor_store_delete_draft_finish (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* For the sync engine. The table is the queue: each call asks it anew. */

/** PamorLane: small things first; photos one submission at a time */
typedef enum
{
  PAMOR_LANE_SMALL, /* QUEUED, SENDING, CONFIRMING, WITHDRAWING */
  PAMOR_LANE_PHOTOS /* UPLOADING */
} PamorLane;

/* Takes the oldest due submission of a lane (fewest attempts first, then next_at, then seq); NULL
 * and no error when none is due. A next_at over 15 minutes ahead is due: the clock was moved. */
void             pamor_store_take_async   (PamorStore           *self,
                                           PamorLane             lane,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PamorSubmission *pamor_store_take_finish  (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Keeps the new progress of a submission (state, attempts, offsets, reason, receipt ...); never its
 * sealed bytes. Refused when revision differs from the kept one: it was corrected meanwhile. */
void      pamor_store_keep_progress_async  (PamorStore           *self,
                                            PamorSubmission      *progress,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean  pamor_store_keep_progress_finish (PamorStore           *self,
                                            GAsyncResult         *result,
                                            GError              **error);

/** PamorChange: one status that came back */
typedef struct
{
  gint64       seq;         /* its place in the feed; 0: not said */
  char        *submission;
  guint        revision;
  PamorStatus  status;
  char        *reason_code; /* (nullable) */
  char        *message;     /* (nullable) */
  char        *pointer;     /* (nullable) JSON pointer into the payload: what it is about */
  gboolean     closed;      /* no revision of it is taken any more */
  gint64       updated_at;  /* wall clock, us */
} PamorChange;

PamorChange *pamor_change_new  (void);
void         pamor_change_free (PamorChange *self);

/* Statuses and the cursor behind them in one transaction; the same changes twice do nothing.
 * The cursor is a note named "cursor"; without one the feed begins anew, and its places with it.
 * @changes: of PamorChange. */
void      pamor_store_keep_changes_async  (PamorStore           *self,
                                           GPtrArray            *changes,
                                           const char           *cursor,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean  pamor_store_keep_changes_finish (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* The citizen was told of the status that @told, a snapshot, shows: a newer one is still to be
 * told. @was FALSE takes that back. */
void      pamor_store_set_told_async      (PamorStore           *self,
                                           PamorSubmission      *told,
                                           gboolean              was,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean  pamor_store_set_told_finish     (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/** PamorHistoryLine: one line of a submission's history, oldest first */
typedef struct
{
  gint64  at;   /* wall clock, us */
  char   *what; /* state or status nick, "sealed", "corrected", "replaced", "told", "untold" */
  char   *reason; /* (nullable) code of the reason */
  char   *text; /* (nullable) the words that came with it */
} PamorHistoryLine;

void       pamor_store_read_history_async  (PamorStore           *self,
                                            const char           *id,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray *pamor_store_read_history_finish (PamorStore           *self,
                                            GAsyncResult         *result,
                                            GError              **error);

/* Notes: small named values (account, cursor, discovery), sealed, cached in memory at opening. */
const char *pamor_store_get_note          (PamorStore           *self,
                                           const char           *name);
void        pamor_store_set_note_async    (PamorStore           *self,
                                           const char           *name,
                                           const char           *value,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean    pamor_store_set_note_finish   (PamorStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
