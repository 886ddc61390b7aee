/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-worker.h"
#include "store/pamor-database.h"
#include "store/pamor-store.h"
#include "store/pamor-vault.h"

G_BEGIN_DECLS

struct _PamorStore
{
  GObject        parent_instance;

  /* Owned, main thread */
  PamorClock    *clock;       /* thread-safe, the worker reads it too */
  GListStore    *items;       /* of PamorSubmission, seq descending */
  GHashTable    *by_id;       /* id (borrowed of the value) -> PamorSubmission */
  GHashTable    *notes;       /* name -> value */
  guint          salvaged;
  char          *damaged_file; /* (nullable) */

  /* Owned, set before the first job; the worker's alone while it runs */
  PamorWorker   *worker;      /* NULL once closed */
  char          *folder;
  int            lock;        /* -1 none */
  PamorDatabase *db;          /* (nullable) */
  PamorVault    *vault;       /* (nullable) */
  gboolean       ends_clean;  /* the opening is done, and no damage was met since */
  gint64         photo_floor; /* bytes free below which no new photo is taken */
};

typedef struct _PamorStoreJob PamorStoreJob;

/* Runs in the worker, inside a transaction that is committed when it returns TRUE. */
typedef gboolean (*PamorStoreWork) (PamorStore *self, PamorStoreJob *job, GError **error);

/** PamorStoreJob: one call of the facade on its way through the worker and back */
struct _PamorStoreJob
{
  PamorStoreWork   work;

  /* Input, (owned) (nullable) */
  char            *id;
  char            *name;        /* of a note; it is cached once committed */
  char            *value;
  char            *etag;        /* of a catalogue */
  PamorSubmission *item;
  GBytes          *form;
  GBytes          *payload;
  GPtrArray       *attachments; /* of PamorAttachment */
  GPtrArray       *changes;     /* of PamorChange */
  GPtrArray       *items;       /* of PamorSubmission */
  GPtrArray       *forms;       /* of GBytes, one of each item */
  PamorLane        lane;

  /* Outcome, (owned) */
  GPtrArray       *written;     /* of PamorSubmission: what the model shows once committed */
  char            *removed;     /* (nullable): id of what it no longer shows */
  gpointer         result;      /* (nullable) */
  GDestroyNotify   result_free;
};

/* pamor-store.c */
PamorStoreJob   *pamor_store_job_new          (PamorStoreWork        work,
                                               const char           *id);
void             pamor_store_job_set_result   (PamorStoreJob        *job,
                                               gpointer              result,
                                               GDestroyNotify        result_free);
void             pamor_store_run              (PamorStore           *self,
                                               PamorStoreJob        *job,
                                               gpointer              tag,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gpointer         pamor_store_run_finish       (PamorStore           *self,
                                               GAsyncResult         *result,
                                               gpointer              tag,
                                               GError              **error);
gboolean         pamor_store_run_finish_done  (PamorStore           *self,
                                               GAsyncResult         *result,
                                               gpointer              tag,
                                               GError              **error);
void             pamor_store_fill             (PamorStore           *self,
                                               GPtrArray            *items);

/* pamor-store-rows.c; all in the worker */
PamorSubmission *pamor_store_read_row         (PamorStore           *self,
                                               const char           *id,
                                               GError              **error);
PamorSubmission *pamor_store_find_row         (PamorStore           *self,
                                               const char           *id,
                                               GError              **error);
GPtrArray       *pamor_store_read_rows        (PamorStore           *self,
                                               GError              **error);
gboolean         pamor_store_write_row        (PamorStore           *self,
                                               PamorSubmission      *item,
                                               GError              **error);
gboolean         pamor_store_run_for          (PamorStore           *self,
                                               const char           *sql,
                                               const char           *id,
                                               GError              **error);

/* pamor-store-drafts.c, -photos.c, -history.c, -notes.c; all in the worker */
PamorSubmission *pamor_store_begin_writing    (PamorStore           *self,
                                               PamorSubmission      *wanted,
                                               gboolean              seals,
                                               GError              **error);
gboolean         pamor_store_write_form       (PamorStore           *self,
                                               const char           *id,
                                               guint                 revision,
                                               GBytes               *form,
                                               GError              **error);
gboolean         pamor_store_write_photo      (PamorStore           *self,
                                               const char           *id,
                                               PamorAttachment      *attachment,
                                               GError              **error);
char            *pamor_store_make_photo_label (const char           *id,
                                               const char           *attachment);
gboolean         pamor_store_write_history    (PamorStore           *self,
                                               const char           *id,
                                               gint64                at,
                                               const char           *what,
                                               const char           *reason,
                                               const char           *text,
                                               GError              **error);
gboolean         pamor_store_write_note       (PamorStore           *self,
                                               const char           *name,
                                               const char           *value,
                                               GError              **error);
gboolean         pamor_store_read_notes       (PamorStore           *self,
                                               GHashTable           *notes,
                                               GError              **error);

/* pamor-store-purge.c; in the worker */
gboolean         pamor_store_purge            (PamorStore           *self,
                                               GError              **error);

G_END_DECLS
