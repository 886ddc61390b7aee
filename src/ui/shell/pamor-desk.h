/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"
#include "photo/pamor-photo.h"
#include "store/pamor-store.h"
#include "sync/pamor-account.h"
#include "sync/pamor-engine.h"
#include "ui/outbox/pamor-bin.h"
#include "ui/outbox/pamor-cases.h"

G_BEGIN_DECLS

/**
 * PamorDesk:
 *
 * What an officer at work has at hand: the store, the engine, the way in for photos, the catalogue,
 * the account and today's activity. Made once the store is open and handed to every page. It only
 * holds; news comes from what it holds.
 *
 * Property: activity (string), code of today's activity, stamped on what is entered.
 * Signal: catalogue-changed (const char *version): one that came from the city meanwhile is used
 * for new forms from now on.
 * Signal: said (const char *words): to be shown to the officer, wherever he is.
 */
#define PAMOR_TYPE_DESK (pamor_desk_get_type ())
G_DECLARE_FINAL_TYPE (PamorDesk, pamor_desk, PAMOR, DESK, GObject)

PamorDesk      *pamor_desk_new           (PamorStore     *store,
                                          PamorEngine    *engine,
                                          PamorIntake    *intake,
                                          PamorCatalogue *catalogue,
                                          PamorAccount   *account,
                                          gboolean        practice);
PamorStore     *pamor_desk_get_store     (PamorDesk      *self);
PamorEngine    *pamor_desk_get_engine    (PamorDesk      *self);
PamorIntake    *pamor_desk_get_intake    (PamorDesk      *self);
PamorCatalogue *pamor_desk_get_catalogue (PamorDesk      *self);
PamorCatalogue *pamor_desk_find_catalogue (PamorDesk     *self,
                                          const char     *version);
void            pamor_desk_add_catalogue (PamorDesk      *self,
                                          PamorCatalogue *catalogue);
const char     *pamor_desk_get_trouble   (PamorDesk      *self);
void            pamor_desk_refresh_async (PamorDesk      *self,
                                          GAsyncReadyCallback callback,
                                          gpointer        user_data);
gboolean        pamor_desk_refresh_finish (PamorDesk     *self,
                                          GAsyncResult   *result,
                                          GError        **error);
PamorAccount   *pamor_desk_get_account   (PamorDesk      *self);
PamorClock     *pamor_desk_get_clock     (PamorDesk      *self);
PamorBin       *pamor_desk_get_bin       (PamorDesk      *self);
GListModel     *pamor_desk_get_items     (PamorDesk      *self);
PamorCases     *pamor_desk_get_cases     (PamorDesk      *self);
const char     *pamor_desk_get_officer   (PamorDesk      *self);
gboolean        pamor_desk_is_practice   (PamorDesk      *self);
const char     *pamor_desk_get_activity  (PamorDesk      *self);
void            pamor_desk_set_activity  (PamorDesk      *self,
                                          const char     *code);
void            pamor_desk_say           (PamorDesk      *self,
                                          const char     *words);

G_END_DECLS
