/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"
#include "domain/pamor-submission.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define PAMOR_SPECIMEN_SERVICE "ADUAN" /* asks for the least */

/** PamorSpecimen: an invented submission with invented photos, to be handed in or spoilt */
typedef struct
{
  char       *id;
  char       *path;    /* /v1/submissions/{id} */
  JsonObject *root;    /* of the body, to be changed by whoever wants it wrong */
  GPtrArray  *photos;  /* of PamorAttachment, content here */
  char       *etag;    /* (nullable): the server's, of the newest revision handed in */
} PamorSpecimen;

PamorSpecimen *pamor_specimen_new          (PamorClock    *clock,
                                            const char    *service,
                                            guint          n_photos);
void           pamor_specimen_free         (PamorSpecimen *self);
void           pamor_specimen_add_photo    (PamorSpecimen *self,
                                            PamorClock    *clock,
                                            const char    *media_type,
                                            GBytes        *content);
void           pamor_specimen_drop_photo   (PamorSpecimen *self,
                                            guint          index);
PamorAttachment *pamor_specimen_get_photo  (PamorSpecimen *self,
                                            guint          index);
JsonObject    *pamor_specimen_get_entry    (PamorSpecimen *self,
                                            guint          index);
void           pamor_specimen_change       (PamorSpecimen *self,
                                            const char    *words);
GBytes        *pamor_specimen_write        (PamorSpecimen *self);
char          *pamor_specimen_make_manifest (PamorSpecimen *self);
char          *pamor_specimen_make_path    (PamorSpecimen *self,
                                            guint          index);
GBytes        *pamor_specimen_make_jpeg    (gsize          size,
                                            const char    *mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorSpecimen, pamor_specimen_free)

G_END_DECLS
