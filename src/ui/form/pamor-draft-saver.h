/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "store/pamor-store.h"

G_BEGIN_DECLS

/** PamorDraftState: how what is on the screen stands to what is kept */
typedef enum
{
  PAMOR_DRAFT_EMPTY,  /* nothing to keep yet */
  PAMOR_DRAFT_DIRTY,  /* changed, will be kept within two seconds */
  PAMOR_DRAFT_SAVED,
  PAMOR_DRAFT_FAILED  /* the store could not: the error says why; it is tried again by itself */
} PamorDraftState;

/**
 * PamorDraftSaver:
 *
 * Keeps an open form as a draft: within two seconds after a change, however fast one types, one
 * save at a time. After a failure it tries again by itself and at once when it is asked to. Lives
 * until all is kept, whoever lets go of it.
 *
 * Signal: moved (): the state, the time or the error is another.
 */
#define PAMOR_TYPE_DRAFT_SAVER (pamor_draft_saver_get_type ())
G_DECLARE_FINAL_TYPE (PamorDraftSaver, pamor_draft_saver, PAMOR, DRAFT_SAVER, GObject)

PamorDraftSaver *pamor_draft_saver_new         (PamorStore           *store,
                                                PamorForm            *form,
                                                PamorSubmission      *item);
PamorDraftSaver *pamor_draft_saver_find        (PamorStore           *store,
                                                const char           *id);
PamorDraftSaver *pamor_draft_saver_find_unkept (void);
PamorForm       *pamor_draft_saver_get_form    (PamorDraftSaver      *self);
PamorSubmission *pamor_draft_saver_get_item    (PamorDraftSaver      *self);
PamorDraftState  pamor_draft_saver_get_state   (PamorDraftSaver      *self);
gint64           pamor_draft_saver_get_time    (PamorDraftSaver      *self);
const GError    *pamor_draft_saver_get_error   (PamorDraftSaver      *self);
void             pamor_draft_saver_save_async  (PamorDraftSaver      *self,
                                                gboolean              even_empty,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         pamor_draft_saver_save_finish (PamorDraftSaver      *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void             pamor_draft_saver_set_held    (PamorDraftSaver      *self,
                                                gboolean              held);

G_END_DECLS
