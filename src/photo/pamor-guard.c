/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-guard.h"

/**
 * pamor_guard_run:
 * @func: called with @data; may call pamor_guard_leave()
 *
 * Returns: %FALSE with the error that @func left by
 */
gboolean
pamor_guard_run (PamorGuard     *self,
                 PamorGuardFunc  func,
                 gpointer        data,
                 GError        **error)
{
  if (setjmp (self->escape) == 0)
    {
      func (data);
      return TRUE;
    }
  /* Parameters are not changed since setjmp, so they still hold here */
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/**
 * pamor_guard_leave:
 * @error: (transfer full): why
 *
 * Leaves the function that pamor_guard_run() called.
 */
void
pamor_guard_leave (PamorGuard *self,
                   GError     *error)
{
  self->error = error;
  longjmp (self->escape, 1);
}

/** pamor_guard_tick: reports @part, 0 to 1, of the stage; leaves when the work is to stop */
void
pamor_guard_tick (PamorGuard *self,
                  double      part)
{
  GError *error = NULL;

  if (!pamor_meter_tick (self->meter, part, &error))
    pamor_guard_leave (self, error);
}
