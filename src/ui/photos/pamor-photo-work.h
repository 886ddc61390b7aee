/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-taker.h"

G_BEGIN_DECLS

/**
 * PamorPhotoWork:
 *
 * A photo on its way in: how far it is, and a button to let it be. Of a file of several pages it
 * asks which are needed.
 * Signal: done (const char *attachment, const char *trouble): one of the two, both NULL when it was
 * cancelled.
 */
#define PAMOR_TYPE_PHOTO_WORK (pamor_photo_work_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoWork, pamor_photo_work, PAMOR, PHOTO_WORK, GtkWidget)

GtkWidget  *pamor_photo_work_new      (void);
void        pamor_photo_work_start    (PamorPhotoWork         *self,
                                       PamorPhotoTaker        *taker,
                                       const PamorPhotoSource *source,
                                       const PamorRequirement *requirement,
                                       guint                   room);
GdkTexture *pamor_photo_work_get_part (PamorPhotoWork         *self);
GPtrArray  *pamor_photo_work_get_rest (PamorPhotoWork         *self);
PamorLegibility
            pamor_photo_work_get_verdict (PamorPhotoWork      *self);
gboolean    pamor_photo_work_wants_better (PamorPhotoWork     *self);

G_END_DECLS
