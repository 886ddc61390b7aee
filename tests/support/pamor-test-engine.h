/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pamor-scripted-transport.h"
#include "pamor-test-store.h"
#include "base/pamor-error.h"
#include "sync/pamor-engine.h"

G_BEGIN_DECLS

/** PamorTestEngine: a fixture: an engine at rest over a new folder, a fake in the server's place */
typedef struct
{
  PamorTestFolder         folder;
  PamorScriptedTransport *server;
  PamorEngine            *engine;
} PamorTestEngine;

void             pamor_test_engine_set_up          (PamorTestEngine    *f,
                                                    gconstpointer       unused);
void             pamor_test_engine_tear_down       (PamorTestEngine    *f,
                                                    gconstpointer       unused);
char            *pamor_test_engine_seal            (PamorTestEngine    *f,
                                                    const gsize        *sizes);
char            *pamor_test_engine_seal_in_order   (PamorTestEngine    *f,
                                                    const gsize        *sizes,
                                                    guint               order);
char            *pamor_test_engine_seal_two_photos (PamorTestEngine    *f);
gboolean         pamor_test_engine_run             (PamorTestEngine    *f,
                                                    GError            **error);
void             pamor_test_engine_run_well        (PamorTestEngine    *f);
void             pamor_test_engine_run_failing     (PamorTestEngine    *f,
                                                    PamorError          code);
PamorSubmission *pamor_test_engine_find            (PamorTestEngine    *f,
                                                    const char         *id);
void             pamor_test_engine_assert_state    (PamorTestEngine    *f,
                                                    const char         *id,
                                                    PamorState          state);
void             pamor_test_engine_say_class       (PamorTestEngine    *f,
                                                    PamorOperation      op,
                                                    PamorVerdictClass   class);

G_END_DECLS
