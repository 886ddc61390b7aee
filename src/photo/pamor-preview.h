/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PamorPreview: a photo small, to be shown: rows of red, green, blue, one byte each */
typedef struct
{
  GBytes *pixels;
  guint   width, height, stride;
  double  share; /* of the photo that could be read, more than 0, at most 1 */
} PamorPreview;

PamorPreview *pamor_preview_new      (GBytes        *jpeg,
                                      guint          side,
                                      GError       **error);
PamorPreview *pamor_preview_new_part (GBytes        *source,
                                      guint          side,
                                      GCancellable  *cancellable);
void          pamor_preview_free     (PamorPreview  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPreview, pamor_preview_free)

G_END_DECLS
