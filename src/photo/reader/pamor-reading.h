/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-meter.h"
#include "photo/pamor-photo-kind.h"
#include "photo/pamor-planes.h"

G_BEGIN_DECLS

/**
 * PamorReading:
 *
 * A foreign picture becoming planes, in the process made for it. A reader says by begin() how large
 * it is, which is where too large a one is refused, and then hands over its rows from the top.
 */
typedef struct
{
  /* Borrowed */
  const guint8     *data;
  PamorMeter       *meter;

  gsize             size;
  guint             page; /* as in PamorPhotoWish */
  guint             side; /* as in PamorPhotoWish */
  gboolean          lenient; /* what is broken is taken as far as it can be read */

  /* Owned: what was read; NULL until begin() */
  PamorPlanes      *planes;
  guint8           *pair[2]; /* two rows of RGB */

  PamorOrientation  orientation; /* of the planes */
  guint             pages;       /* in all; 1 but for those that have more */
  guint             rows;        /* done, in the end of those that the planes have */
} PamorReading;

guint    pamor_reading_files     (PamorPhotoKind   kind);
guint    pamor_reading_seconds   (const PamorReading *self,
                                  PamorPhotoKind   kind);
gboolean pamor_reading_run       (PamorReading    *self,
                                  PamorPhotoKind   kind,
                                  GError         **error);
void     pamor_reading_clear     (PamorReading    *self);

gboolean pamor_reading_begin     (PamorReading    *self,
                                  guint            width,
                                  guint            height,
                                  gboolean         colour,
                                  gboolean         whole,
                                  GError         **error);
void     pamor_reading_add_rgb   (PamorReading    *self,
                                  const guint8    *row);
void     pamor_reading_add_rgba  (PamorReading    *self,
                                  const guint8    *row);
gboolean pamor_reading_tick      (PamorReading    *self,
                                  GError         **error);

gboolean pamor_reading_broken    (GError         **error,
                                  const char      *kind,
                                  const char      *words);
gboolean pamor_reading_no_memory (GError         **error);

gboolean pamor_reading_choose    (PamorReading    *self,
                                  GError         **error);

gboolean pamor_read_heif         (PamorReading    *self,
                                  GError         **error);
gboolean pamor_read_pdf          (PamorReading    *self,
                                  GError         **error);
gboolean pamor_read_png          (PamorReading    *self,
                                  GError         **error);
gboolean pamor_read_tiff         (PamorReading    *self,
                                  GError         **error);
gboolean pamor_read_webp         (PamorReading    *self,
                                  GError         **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PamorReading, pamor_reading_clear)

G_END_DECLS
