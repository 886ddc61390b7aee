/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chunk sizes, pure. A chunk should take about 10 s: long enough that its overhead is nothing,
 * short enough that a link which drops every half minute still moves on. Where the server keeps
 * what arrived of a cut body, a chunk may be as big as the server allows. */
#include "sync/pamor-pace.h"

#define SMALLEST (32 * 1024)
#define START    (64 * 1024)
#define BIGGEST  (512 * 1024)
#define QUICK_US (5 * G_USEC_PER_SEC)

static gint64
get_chunk (const PamorPace *self)
{
  return self->chunk == 0 ? START : self->chunk;
}

/**
 * pamor_pace_get_chunk:
 * @limit: the server's own, bytes
 * @keeps_partial: the server keeps what arrived of a body that broke off
 *
 * Returns: bytes of the next chunk at most
 */
gint64
pamor_pace_get_chunk (const PamorPace *self,
                      gint64           limit,
                      gboolean         keeps_partial)
{
  return keeps_partial ? limit : MIN (get_chunk (self), limit);
}

/** pamor_pace_went_well: @bytes were taken in @took_us; a last, small piece proves nothing */
void
pamor_pace_went_well (PamorPace *self,
                      gint64     bytes,
                      gint64     took_us)
{
  if (took_us < QUICK_US && bytes >= get_chunk (self))
    self->chunk = MIN (2 * get_chunk (self), BIGGEST);
}

/** pamor_pace_failed: the link dropped: half as much the next time */
void
pamor_pace_failed (PamorPace *self)
{
  self->chunk = MAX (get_chunk (self) / 2, SMALLEST);
}
