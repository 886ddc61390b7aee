/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PamorFleet:
 *
 * A model of many officers on one line after an outage, in virtual time: what each decides (which
 * request, how big a chunk, when to try again) is decided by the program's own sync core; the line
 * is a fluid that all who send share, the server a counter of what has arrived.
 */
typedef struct
{
  guint    officers;
  guint    submissions;     /* of each officer, sealed in the outage */
  guint    photos;          /* of each submission */
  gint64   photo_bytes;
  double   line_rate;       /* bytes a second, of all together */
  double   own_rate;        /* bytes a second, at most, of one officer */
  double   outage_s;
  double   drop_mean_s;     /* of sending, until an officer's own link breaks; 0 never */
  double   drop_every_s;    /* of the clock; 0 never */
  guint    workers;         /* exchanges that the server serves at once; others stand in line */
  gboolean admission;       /* others are told to come back instead */
  gboolean keeps_partial;
  guint32  seed;
} PamorFleetPlan;

/** PamorFleetResult: what came of it */
typedef struct
{
  double  ideal_s;          /* the payload at the rate of the line, or of one officer's */
  double  drained_s;        /* from the end of the outage until all are acknowledged */
  gint64  payload;          /* bytes that had to arrive */
  gint64  sent;             /* bytes that went out, forms, requests and repetitions too */
  guint   most_a_minute;    /* requests of one officer while the server was down */
  guint   acknowledged;     /* submissions */
  GArray *arrived;          /* of gint64: bytes at each minute after the outage */
} PamorFleetResult;

void pamor_fleet_run          (const PamorFleetPlan *plan,
                               PamorFleetResult     *result);
void pamor_fleet_result_clear (PamorFleetResult     *self);

G_END_DECLS
