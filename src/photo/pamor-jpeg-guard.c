/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: a damaged JPEG is an error, never a picture with a grey lower half. libjpeg calls
 * most damage a warning and paints on; here the first such warning ends the reading, or, for who
 * wants to see what is left, tells where it came. */
#include "photo/pamor-jpeg-guard.h"

#include <jerror.h>

#include "base/pamor-error.h"
#include "photo/pamor-limits.h"

static PamorError
code_for (int message)
{
  switch (message)
    {
    case JERR_NO_SOI:
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_ARITH_NOTIMPL:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_COMPONENT_COUNT:
      return PAMOR_ERROR_PHOTO_KIND;
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW:
    case JERR_OUT_OF_MEMORY:
      return PAMOR_ERROR_PHOTO_HUGE;
    default:
      return PAMOR_ERROR_PHOTO_BROKEN;
    }
}

static void
leave_with_message (j_common_ptr cinfo,
                    PamorError   code)
{
  PamorJpegGuard *self = (PamorJpegGuard *) cinfo->err;
  char message[JMSG_LENGTH_MAX];

  self->errors.format_message (cinfo, message);
  pamor_guard_leave (&self->guard, g_error_new (PAMOR_ERROR, code, "JPEG: %s", message));
}

static void
error_exit (j_common_ptr cinfo)
{
  leave_with_message (cinfo, code_for (cinfo->err->msg_code));
}

/* Rows of MCUs before the one being read; a later scan only refines what an earlier one has told */
static void
note_damage (PamorJpegGuard                      *self,
             const struct jpeg_decompress_struct *codec)
{
  if (codec->input_scan_number <= 1 && codec->total_iMCU_rows > 0)
    self->intact = MIN (self->intact, (double) codec->input_iMCU_row / codec->total_iMCU_rows);
}

static void
emit_message (j_common_ptr cinfo,
              int          level)
{
  PamorJpegGuard *self = (PamorJpegGuard *) cinfo->err;

  if (level >= 0)
    return; /* a trace */
  switch (cinfo->err->msg_code)
    {
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_BOGUS_ICC:
      return;
    case JWRN_EXTRANEOUS_DATA:
      /* Some cameras pad the end; elsewhere it means that something was lost */
      if (cinfo->err->msg_parm.i[1] != JPEG_EOI)
        break;
      self->untidy = TRUE;
      return;
    default:
      break;
    }
  if (self->lenient && cinfo->is_decompressor)
    note_damage (self, (const struct jpeg_decompress_struct *) cinfo);
  else
    leave_with_message (cinfo, PAMOR_ERROR_PHOTO_BROKEN);
}

static void
output_message (j_common_ptr cinfo)
{
}

static void
progress_monitor (j_common_ptr cinfo)
{
  PamorJpegGuard *self = (PamorJpegGuard *) cinfo->err;
  struct jpeg_progress_mgr *at = cinfo->progress;
  double pass = (double) at->pass_counter / MAX (at->pass_limit, 1);

  if (cinfo->is_decompressor &&
      ((j_decompress_ptr) cinfo)->input_scan_number > PAMOR_LIMITS_SCANS)
    pamor_guard_leave (&self->guard,
                       g_error_new (PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                                    "JPEG: more than %d scans", PAMOR_LIMITS_SCANS));
  pamor_guard_tick (&self->guard, (at->completed_passes + pass) / MAX (at->total_passes, 1));
}

/**
 * pamor_jpeg_guard_init:
 * @meter: (transfer none): outlives @self
 *
 * Set &self->errors as cinfo.err before creating the codec, &self->progress as cinfo.progress
 * after it.
 */
void
pamor_jpeg_guard_init (PamorJpegGuard *self,
                       PamorMeter     *meter)
{
  jpeg_std_error (&self->errors);
  self->errors.error_exit = error_exit;
  self->errors.emit_message = emit_message;
  self->errors.output_message = output_message;
  self->progress.progress_monitor = progress_monitor;
  self->guard.meter = meter;
  self->intact = 1;
}
