/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pamor-test-desk.h"
#include "ui/photos/pamor-photo-page.h"

G_BEGIN_DECLS

/**
 * PamorTestPhotos:
 *
 * A fixture: the photo step of a new form. Tearing down waits until all that is on its way is in,
 * and asserts that nothing holds on to the form.
 */
typedef struct
{
  PamorTestDesk    base;
  PamorForm       *form;
  PamorDraftSaver *saver;
  PamorPhotoTaker *taker;
  PamorPhotoPage  *page;
} PamorTestPhotos;

void pamor_test_photos_set_up    (PamorTestPhotos *self,
                                  gconstpointer    service);
void pamor_test_photos_tear_down (PamorTestPhotos *self,
                                  gconstpointer    unused);
void pamor_test_photos_settle    (PamorTestPhotos *self);
void pamor_test_photos_await     (PamorPhotoCard  *card,
                                  guint            count);

G_END_DECLS
