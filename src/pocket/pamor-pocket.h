/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PAMOR_POCKET_BYTES    (60 * 1000 * 1000) /* a phone's largest mode has 40 MB */
#define PAMOR_POCKET_PATIENCE (5 * G_TIME_SPAN_MINUTE)
#define PAMOR_POCKET_GUESSES  20

typedef enum
{
  PAMOR_POCKET_WAITING,   /* nobody came yet */
  PAMOR_POCKET_OPENED,    /* a phone shows the page */
  PAMOR_POCKET_RECEIVING, /* a picture is on its way */
  PAMOR_POCKET_LOOKING,   /* it is here, and the phone waits for pamor_pocket_answer() */
  /* Closed: */
  PAMOR_POCKET_FULL,      /* all that were wanted are here */
  PAMOR_POCKET_UNUSED,    /* for five minutes nobody came or sent anything */
  PAMOR_POCKET_GUESSED,   /* somebody asked for too many pages that there are not */
  PAMOR_POCKET_LEFT       /* pamor_pocket_close() */
} PamorPocketState;

/**
 * PamorPocket:
 *
 * A page for the officer's own phone, which takes a picture there and sends it here.
 * Signals: changed (): another state, or more bytes; received (GBytes *picture), still foreign:
 * to be answered with pamor_pocket_answer().
 */
#define PAMOR_TYPE_POCKET (pamor_pocket_get_type ())
G_DECLARE_FINAL_TYPE (PamorPocket, pamor_pocket, PAMOR, POCKET, GObject)

PamorPocket      *pamor_pocket_new           (PamorClock    *clock,
                                              GInetAddress  *address,
                                              const char    *title,
                                              guint          room,
                                              GError       **error);
const char       *pamor_pocket_get_address   (PamorPocket   *self);
PamorPocketState  pamor_pocket_get_state     (PamorPocket   *self);
void              pamor_pocket_get_progress  (PamorPocket   *self,
                                              goffset       *done,
                                              goffset       *total);
gint64            pamor_pocket_get_time_left (PamorPocket   *self);
void              pamor_pocket_answer        (PamorPocket   *self,
                                              gboolean       taken,
                                              const char    *words);
void              pamor_pocket_close         (PamorPocket   *self);

G_END_DECLS
