/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-transport.h"

G_BEGIN_DECLS

/** PamorCircuitState: whether the host may be asked anything */
typedef enum
{
  PAMOR_CIRCUIT_CLOSED,   /* all may pass */
  PAMOR_CIRCUIT_OPEN,     /* nothing may pass before its time */
  PAMOR_CIRCUIT_HALF_OPEN /* one probe may pass, and decides */
} PamorCircuitState;

/** PamorCircuit: the memory of how the host behaved; plain values, boot-clock times in us */
typedef struct
{
  PamorCircuitState  state;
  guint              failures;   /* in a row, while closed */
  guint              openings;   /* in a row, without a real exchange that went well between */
  guint              slow;       /* good exchanges to go before both lanes may run again */
  gint64             not_before; /* our own timer; a person skips it */
  gint64             hold_until; /* the server's Retry-After; nobody skips it */
  PamorVerdictClass  cause;      /* of the newest failure */
} PamorCircuit;

void     pamor_circuit_note     (PamorCircuit       *self,
                                 const PamorVerdict *verdict,
                                 gboolean            probe,
                                 gint64              boot_us,
                                 double              random);
void     pamor_circuit_poke     (PamorCircuit       *self);
void     pamor_circuit_suspect  (PamorCircuit       *self);
gboolean pamor_circuit_is_due   (const PamorCircuit *self,
                                 gint64              boot_us);
gboolean pamor_circuit_let_pass (PamorCircuit       *self,
                                 gint64              boot_us);
gint64   pamor_circuit_get_due  (const PamorCircuit *self);
gint64   pamor_circuit_get_pause (const PamorCircuit *self,
                                 guint               tries,
                                 double              random);
guint    pamor_circuit_lanes    (const PamorCircuit *self);

G_END_DECLS
