/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PAMOR_PHOTO_KIND_UNKNOWN,
  PAMOR_PHOTO_KIND_JPEG,
  PAMOR_PHOTO_KIND_PNG,
  PAMOR_PHOTO_KIND_WEBP,
  PAMOR_PHOTO_KIND_TIFF, /* of one page or several */
  PAMOR_PHOTO_KIND_HEIF,
  PAMOR_PHOTO_KIND_PDF, /* likewise */
  PAMOR_PHOTO_N_KINDS
} PamorPhotoKind;

PamorPhotoKind     pamor_photo_kind_sniff       (GBytes *source);
const char *const *pamor_photo_kind_media_types (void);

G_END_DECLS
