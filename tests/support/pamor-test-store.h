/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pamor-test-await.h"
#include "store/pamor-store.h"

G_BEGIN_DECLS

/* The store's calls, each waited for, on a folder in a temporary place. */

#define PAMOR_TEST_PASSPHRASE "pagi ini hujan turun"
#define PAMOR_TEST_NOW (G_GINT64_CONSTANT (1795161600) * G_USEC_PER_SEC) /* 2026-11-20 */

/** PamorTestFolder: a fixture: a new folder, opened */
typedef struct
{
  char       *folder;
  PamorClock *clock;
  PamorStore *store;
} PamorTestFolder;

void             pamor_test_folder_set_up       (PamorTestFolder  *self,
                                                 gconstpointer     unused);
void             pamor_test_folder_tear_down    (PamorTestFolder  *self,
                                                 gconstpointer     unused);
void             pamor_test_folder_reopen       (PamorTestFolder  *self);
guint            pamor_test_folder_count        (PamorTestFolder  *self);

char            *pamor_test_store_make_folder   (void);
void             pamor_test_store_remove_folder (const char       *folder);
PamorStore      *pamor_test_store_open          (const char       *folder,
                                                 const char       *passphrase,
                                                 PamorClock       *clock,
                                                 PamorLock        *lock,
                                                 GError          **error);
PamorSubmission *pamor_test_store_new_item      (PamorClock       *clock,
                                                 const char       *title);
gboolean         pamor_test_store_save          (PamorStore       *self,
                                                 PamorSubmission  *item,
                                                 const char       *form,
                                                 GError          **error);
PamorAttachment *pamor_test_store_new_photo     (PamorClock       *clock,
                                                 gsize             size);
gboolean         pamor_test_store_keep_photo    (PamorStore       *self,
                                                 const char       *id,
                                                 PamorAttachment  *photo,
                                                 GError          **error);
PamorSubmission *pamor_test_store_seal          (PamorStore       *self,
                                                 PamorSubmission  *item,
                                                 const char       *form,
                                                 const char       *payload,
                                                 GPtrArray        *photos,
                                                 GError          **error);
PamorSubmission *pamor_test_store_take          (PamorStore       *self,
                                                 PamorLane         lane,
                                                 GError          **error);
gboolean         pamor_test_store_keep          (PamorStore       *self,
                                                 PamorSubmission  *progress,
                                                 GError          **error);
char            *pamor_test_store_read_form     (PamorStore       *self,
                                                 const char       *id,
                                                 GError          **error);
char            *pamor_test_store_read_payload  (PamorStore       *self,
                                                 const char       *id,
                                                 GError          **error);
GBytes          *pamor_test_store_read_photo    (PamorStore       *self,
                                                 const char       *id,
                                                 const char       *photo,
                                                 GError          **error);
gboolean         pamor_test_store_delete        (PamorStore       *self,
                                                 const char       *id,
                                                 GError          **error);
gboolean         pamor_test_store_keep_changes  (PamorStore       *self,
                                                 GPtrArray        *changes,
                                                 const char       *cursor,
                                                 GError          **error);
void             pamor_test_store_keep_decided  (PamorStore       *self,
                                                 PamorSubmission  *progress);
char            *pamor_test_store_read_history  (PamorStore       *self,
                                                 const char       *id);
gboolean         pamor_test_store_set_note      (PamorStore       *self,
                                                 const char       *name,
                                                 const char       *value,
                                                 GError          **error);

G_END_DECLS
