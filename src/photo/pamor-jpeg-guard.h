/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>
#include <jpeglib.h>

#include "photo/pamor-guard.h"

G_BEGIN_DECLS

/** PamorJpegGuard: libjpeg's errors, warnings and progress led to a #PamorGuard */
typedef struct
{
  struct jpeg_error_mgr    errors; /* first: libjpeg hands it back as cinfo->err */
  struct jpeg_progress_mgr progress;
  PamorGuard               guard;
  gboolean                 untidy;  /* stray bytes that harm no pixel were passed over */
  gboolean                 lenient; /* set it to go on after damage */
  double                   intact;  /* how much of the picture, from above, no damage was met in */
} PamorJpegGuard;

void pamor_jpeg_guard_init (PamorJpegGuard *self,
                            PamorMeter     *meter);

G_END_DECLS
