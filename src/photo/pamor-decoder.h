/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-decoder-wire.h"
#include "photo/pamor-meter.h"
#include "photo/pamor-photo-kind.h"
#include "photo/pamor-planes.h"

G_BEGIN_DECLS

/** PamorDecoderWish: what is asked of the decoder process */
typedef struct
{
  guint    page;    /* as in PamorPhotoWish */
  guint    side;    /* as in PamorPhotoWish */
  gboolean lenient; /* of a picture that is broken, whatever rows can be read */
} PamorDecoderWish;

PamorPlanes *pamor_decoder_read (GBytes                  *source,
                                 PamorPhotoKind           kind,
                                 const PamorDecoderWish  *wish,
                                 PamorMeter              *meter,
                                 PamorDecoderHead        *head,
                                 GError                 **error);

G_END_DECLS
