/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** PamorMood: how the practice E-Open behaves */
typedef enum
{
  PAMOR_MOOD_NORMAL,
  PAMOR_MOOD_SLOW,            /* every reply after a second, bodies taken slowly */
  PAMOR_MOOD_DOWN,            /* 503 with Retry-After */
  PAMOR_MOOD_PORTAL,          /* a Wi-Fi login page answers everything with 200 and HTML */
  PAMOR_MOOD_REPLY_LOST,      /* commits, then cuts the connection, once for each request */
  PAMOR_MOOD_PARTIALS_DROPPED /* a cut upload keeps nothing of its partial body */
} PamorMood;

/* "normal", "slow", "down", "portal", "reply-lost", "partials-dropped" */
const char *pamor_mood_get_nick  (PamorMood   mood);
gboolean    pamor_mood_from_nick (const char *nick,
                                  PamorMood  *mood);

/**
 * PamorPractice:
 *
 * The practice E-Open: the whole field API on loopback, for training and for tests; no account
 * but officer "latihan", secret "latihan". Runs on a thread of its own. Its state is its own
 * SQLite file in @folder, never the officer's. GET / is the trainer's page.
 */
#define PAMOR_TYPE_PRACTICE (pamor_practice_get_type ())
G_DECLARE_FINAL_TYPE (PamorPractice, pamor_practice, PAMOR, PRACTICE, GObject)

PamorPractice *pamor_practice_new      (const char     *folder,
                                        PamorClock     *clock,
                                        GError        **error);
PamorPractice *pamor_practice_new_lesson (const char  *folder,
                                        PamorClock     *clock,
                                        GError        **error);
gboolean       pamor_practice_start    (PamorPractice  *self,
                                        guint16         port,
                                        GError        **error);
const char    *pamor_practice_get_url  (PamorPractice  *self);
PamorMood      pamor_practice_get_mood (PamorPractice  *self);
void           pamor_practice_set_mood (PamorPractice  *self,
                                        PamorMood       mood);
/* @pack: of pamor_catalogue_pack(): what GET /v1/catalogue gives out from now on */
gboolean       pamor_practice_set_catalogue (PamorPractice *self,
                                        GBytes         *pack,
                                        GError        **error);
void           pamor_practice_stop     (PamorPractice  *self);

G_END_DECLS
