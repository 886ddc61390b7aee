/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "net/pamor-session.h"
#include "practice/pamor-practice.h"
#include "sync/pamor-account.h"
#include "sync/pamor-engine.h"

G_BEGIN_DECLS

/** PamorTestLine: a fixture: the whole line but for the window: a real store, the engine, the
 * session, and the practice E-Open over HTTP on loopback, an officer logged in */
typedef struct
{
  PamorTestFolder  folder;
  char            *office;   /* folder of the practice E-Open */
  PamorPractice   *practice;
  PamorAccount    *account;
  PamorSession    *session;
  PamorEngine     *engine;
  gint64           stop_at;  /* bytes sent, at which the engine is stopped once; 0 never */
} PamorTestLine;

void             pamor_test_line_set_up              (PamorTestLine  *f,
                                                      gconstpointer   unused);
void             pamor_test_line_tear_down           (PamorTestLine  *f,
                                                      gconstpointer   unused);
void             pamor_test_line_make_engine         (PamorTestLine  *f);
void             pamor_test_line_drop_engine         (PamorTestLine  *f);
void             pamor_test_line_log_in              (PamorTestLine  *f);
char            *pamor_test_line_seal                (PamorTestLine  *f,
                                                      guint           n_photos,
                                                      gsize           size);
void             pamor_test_line_correct             (PamorTestLine  *f,
                                                      const char     *id,
                                                      guint           revision,
                                                      const char     *answers);
char            *pamor_test_line_correct_anew        (PamorTestLine  *f,
                                                      const char     *id,
                                                      const char     *answers);
gboolean         pamor_test_line_run                 (PamorTestLine  *f,
                                                      GError        **error);
void             pamor_test_line_run_well            (PamorTestLine  *f);
void             pamor_test_line_run_failing         (PamorTestLine  *f,
                                                      PamorError      code);
PamorSubmission *pamor_test_line_find                (PamorTestLine  *f,
                                                      const char     *id);
JsonNode        *pamor_test_line_ask_trainer         (PamorTestLine  *f,
                                                      const char     *method,
                                                      const char     *path,
                                                      const char     *json);
void             pamor_test_line_set_status          (PamorTestLine  *f,
                                                      const char     *id,
                                                      const char     *status,
                                                      const char     *message);
void             pamor_test_line_assert_arrived      (PamorTestLine  *f,
                                                      guint           n);
void             pamor_test_line_assert_acknowledged (PamorTestLine  *f,
                                                      const char     *id);

G_END_DECLS
