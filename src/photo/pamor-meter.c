/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-meter.h"

/**
 * pamor_meter_stage:
 * @from: percent at its beginning
 * @to: percent at its end
 *
 * Begins a stage.
 */
void
pamor_meter_stage (PamorMeter *self,
                   gint64      from,
                   gint64      to)
{
  self->from = from;
  self->to = to;
}

/**
 * pamor_meter_tick:
 * @part: how much of the stage is done, 0 to 1
 *
 * Reports a percent that is new. Cheap enough for every row of blocks.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED when the work is to stop
 */
gboolean
pamor_meter_tick (PamorMeter *self,
                  double      part,
                  GError    **error)
{
  gint64 now = self->from + (gint64) ((self->to - self->from) * CLAMP (part, 0.0, 1.0));

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (now > self->last)
    {
      self->last = now;
      if (self->progress != NULL)
        self->progress (now, 100, self->user_data);
    }
  return TRUE;
}
