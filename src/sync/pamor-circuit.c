/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The host's circuit, pure: times on the boot clock and random numbers come from the caller.
 * Opens after 3 failures of link or server in a row, at once when the server says wait or
 * somebody else answers. Waits with full jitter, uniform (0, min (900, 5 * 2^n)) s, so that a
 * thousand officers do not come back in the same second. All zero is a fresh, closed circuit. */
#include "sync/pamor-circuit.h"

#include <math.h>

#define FAILURES_TO_OPEN  3
#define FIRST_WAIT_S      5.0
#define LONGEST_WAIT_S    900.0
#define TOLD_WAIT_S       60.0  /* beside a Retry-After, which the server sizes to its load */
#define PORTAL_WAIT_S     60.0
#define RETRY_WAIT_S      0.5
#define LONGEST_HOLD_S    3600  /* a probe an hour hurts nobody, whatever the server said */
#define HOLD_JITTER       0.25
#define QUICK_TRIES       2
#define SLOW_START        2
#define ANSWERED_OPENINGS 5     /* at most counted of a host that answers a probe: 160 s */

static gint64
seconds (double s)
{
  return (gint64) (s * G_USEC_PER_SEC);
}

static void
open_circuit (PamorCircuit *self,
              gboolean      told,
              gint64        boot_us,
              double        random)
{
  double longest = MIN (told ? TOLD_WAIT_S : LONGEST_WAIT_S,
                        FIRST_WAIT_S * exp2 (MIN (self->openings, 16)));
  /* After an answered probe two requests are spent on each wait: no short ones by chance. */
  double share = self->slow > 0 ? 0.5 + random / 2 : random;
  double wait = self->cause == PAMOR_VERDICT_PORTAL ? PORTAL_WAIT_S : share * longest;

  if (self->state == PAMOR_CIRCUIT_OPEN) /* the other lane's failure of the same moment */
    return;

  self->state = PAMOR_CIRCUIT_OPEN;
  self->failures = 0;
  self->slow = 0;
  self->openings++;
  self->not_before = boot_us + seconds (wait);
}

static void
note_good (PamorCircuit *self,
           gboolean      probe)
{
  if (self->state == PAMOR_CIRCUIT_OPEN) /* asked before it opened: a probe decides all the same */
    return;

  self->failures = 0;
  self->not_before = 0;
  if (self->state == PAMOR_CIRCUIT_HALF_OPEN)
    {
      self->state = PAMOR_CIRCUIT_CLOSED;
      self->slow = SLOW_START;
      self->openings = MIN (self->openings, ANSWERED_OPENINGS);
      return;
    }
  if (probe)
    return;

  /* A probe alone proves little: a server may answer it and fail at everything else. */
  self->openings = 0;
  if (self->slow > 0)
    self->slow--;
}

/**
 * pamor_circuit_note:
 * @verdict: of any exchange with the host
 * @probe: it was a probe or the discovery, which need no login and touch no data
 * @boot_us: now
 * @random: uniform, 0 to 1
 */
void
pamor_circuit_note (PamorCircuit       *self,
                    const PamorVerdict *verdict,
                    gboolean            probe,
                    gint64              boot_us,
                    double              random)
{
  gint64 retry_after = MIN (verdict->retry_after_s, LONGEST_HOLD_S);

  switch (verdict->class)
    {
    case PAMOR_VERDICT_LINK:
    case PAMOR_VERDICT_SERVER:
      self->cause = verdict->class;
      self->failures++;
      if (self->failures >= FAILURES_TO_OPEN || self->openings > 0
          || self->state != PAMOR_CIRCUIT_CLOSED)
        open_circuit (self, retry_after > 0, boot_us, random);
      else
        self->not_before = boot_us + seconds (random * RETRY_WAIT_S * self->failures);
      break;

    case PAMOR_VERDICT_THROTTLE:
    case PAMOR_VERDICT_PORTAL:
    case PAMOR_VERDICT_TLS:
    case PAMOR_VERDICT_UPGRADE:
      self->cause = verdict->class;
      open_circuit (self, retry_after > 0, boot_us, random);
      break;

    case PAMOR_VERDICT_OK:
    case PAMOR_VERDICT_TRANSIT:
    case PAMOR_VERDICT_RESYNC:
    case PAMOR_VERDICT_LOST:
    case PAMOR_VERDICT_INCOMPLETE:
    case PAMOR_VERDICT_AUTH:
    case PAMOR_VERDICT_ITEM:
    default:
      note_good (self, probe); /* the host answers, whatever it says of the item */
    }

  /* Jitter only upwards: never before the server said, to whichever lane. */
  if (retry_after > 0 && self->state == PAMOR_CIRCUIT_OPEN)
    self->hold_until = MAX (self->hold_until,
                            boot_us + seconds (retry_after * (1 + HOLD_JITTER * random)));
}

/** pamor_circuit_poke: something changed for the better, or a person asks: our own timers end */
void
pamor_circuit_poke (PamorCircuit *self)
{
  self->not_before = 0;
}

/** pamor_circuit_suspect: the machine slept: nothing known of the host holds; a probe decides */
void
pamor_circuit_suspect (PamorCircuit *self)
{
  self->failures = 0;
  self->not_before = 0;
  self->cause = PAMOR_VERDICT_LINK;
  self->state = PAMOR_CIRCUIT_OPEN;
}

/** pamor_circuit_get_due: Returns: boot time before which nothing may pass; 0 at once */
gint64
pamor_circuit_get_due (const PamorCircuit *self)
{
  return MAX (self->not_before, self->hold_until);
}

/** pamor_circuit_is_due: Returns: whether anything may pass at @boot_us; changes nothing */
gboolean
pamor_circuit_is_due (const PamorCircuit *self,
                      gint64              boot_us)
{
  return boot_us >= pamor_circuit_get_due (self);
}

/** pamor_circuit_let_pass: Returns: whether anything may pass now; a circuit found
 * %PAMOR_CIRCUIT_HALF_OPEN after this lets one probe pass and nothing else */
gboolean
pamor_circuit_let_pass (PamorCircuit *self,
                        gint64        boot_us)
{
  if (!pamor_circuit_is_due (self, boot_us))
    return FALSE;
  if (self->state == PAMOR_CIRCUIT_OPEN)
    self->state = PAMOR_CIRCUIT_HALF_OPEN;
  return TRUE;
}

/** pamor_circuit_lanes: Returns: how many exchanges may be under way at once */
guint
pamor_circuit_lanes (const PamorCircuit *self)
{
  return self->state == PAMOR_CIRCUIT_CLOSED && self->slow == 0 && self->failures == 0 ? 2 : 1;
}

/**
 * pamor_circuit_get_pause:
 * @tries: of one row since it last moved on
 * @random: uniform, 0 to 1
 *
 * Of a row at which the host failed just now. While all else goes well with the host it is that
 * row's own matter, and the circuit no bar to it: it waits ever longer by itself.
 *
 * Returns: us to wait; 0: none, be it that the circuit is open and all wait
 */
gint64
pamor_circuit_get_pause (const PamorCircuit *self,
                         guint               tries,
                         double              random)
{
  if (self->state != PAMOR_CIRCUIT_CLOSED || tries <= QUICK_TRIES)
    return 0;
  return seconds ((0.5 + random / 2)
                  * MIN (LONGEST_WAIT_S, FIRST_WAIT_S * exp2 (MIN (tries - QUICK_TRIES, 16))));
}
