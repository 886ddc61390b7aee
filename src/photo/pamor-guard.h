/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <setjmp.h>

#include "photo/pamor-meter.h"

G_BEGIN_DECLS

/**
 * PamorGuard:
 *
 * The one place of this room with setjmp: libjpeg and libpng leave by longjmp. What runs inside
 * may hold nothing in local variables that must be freed: all that is owned lives in the struct
 * that is passed, which the caller frees afterwards, however it ended.
 */
typedef struct
{
  jmp_buf     escape;
  GError     *error; /* (owned) from leaving until run hands it on */
  PamorMeter *meter; /* (borrowed) */
} PamorGuard;

typedef void (*PamorGuardFunc) (gpointer data);

gboolean        pamor_guard_run   (PamorGuard      *self,
                                   PamorGuardFunc   func,
                                   gpointer         data,
                                   GError         **error);
G_NORETURN void pamor_guard_leave (PamorGuard      *self,
                                   GError          *error);
void            pamor_guard_tick  (PamorGuard      *self,
                                   double           part);

G_END_DECLS
