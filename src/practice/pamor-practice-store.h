/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pamor-practice.h"

#include <sqlite3.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/** PamorPracticeStore: all that the practice E-Open knows, in one SQLite file of its own */
typedef struct _PamorPracticeStore PamorPracticeStore;

PamorPracticeStore *pamor_practice_store_open        (const char          *folder,
                                                      GError             **error);
void                pamor_practice_store_close       (PamorPracticeStore  *self);
gboolean            pamor_practice_store_set_aside   (const char          *folder);

/* One exchange is one transaction. */
void                pamor_practice_store_begin       (PamorPracticeStore  *self);
gboolean            pamor_practice_store_commit      (PamorPracticeStore  *self,
                                                      GError             **error);
void                pamor_practice_store_roll_back   (PamorPracticeStore  *self);

/* @types: a letter for each value: s text, i gint64, b GBytes. */
sqlite3_stmt       *pamor_practice_store_query       (PamorPracticeStore  *self,
                                                      const char          *sql,
                                                      const char          *types,
                                                      ...);
gboolean            pamor_practice_store_next        (PamorPracticeStore  *self,
                                                      sqlite3_stmt        *rows);
guint               pamor_practice_store_run         (PamorPracticeStore  *self,
                                                      const char          *sql,
                                                      const char          *types,
                                                      ...);
char               *pamor_practice_store_dup_text    (sqlite3_stmt        *rows,
                                                      int                  column);
GBytes             *pamor_practice_store_dup_bytes   (sqlite3_stmt        *rows,
                                                      int                  column);

char               *pamor_practice_store_get_setting (PamorPracticeStore  *self,
                                                      const char          *name);
void                pamor_practice_store_set_setting (PamorPracticeStore  *self,
                                                      const char          *name,
                                                      const char          *value);
PamorMood           pamor_practice_store_get_mood    (PamorPracticeStore  *self);
void                pamor_practice_store_set_mood    (PamorPracticeStore  *self,
                                                      PamorMood            mood);
char               *pamor_practice_store_make_token  (void);
const char         *pamor_practice_store_get_start   (PamorPracticeStore  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPracticeStore, pamor_practice_store_close)

G_END_DECLS
