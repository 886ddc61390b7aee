/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PamorArea: a kecamatan or kelurahan of Kota Bekasi */
typedef struct
{
  const char *code;      /* "32.75.05.1003" */
  const char *parent;    /* code of the kecamatan; of the city for a kecamatan */
  const char *name;      /* as people write it, "Bintara Jaya" */
  const char *postcode;  /* "" for a kecamatan */
  gboolean    is_kecamatan;
} PamorArea;

/**
 * PamorRegions:
 *
 * Area codes: provinces, kab/kota and kecamatan of the whole country, past ones too, for what a NIK
 * begins with; kecamatan and kelurahan of Kota Bekasi by name. Immutable, shared between threads.
 */
typedef struct _PamorRegions PamorRegions;

PamorRegions    *pamor_regions_get_default    (void);
gboolean         pamor_regions_has_province   (PamorRegions *self,
                                               const char   *code2);
const char      *pamor_regions_find_city      (PamorRegions *self,
                                               const char   *code4);
const char      *pamor_regions_find_district  (PamorRegions *self,
                                               const char   *code6,
                                               gboolean     *historical);
const PamorArea *pamor_regions_find_area      (PamorRegions *self,
                                               const char   *code);
GPtrArray       *pamor_regions_search_areas   (PamorRegions *self,
                                               const char   *text);
GPtrArray       *pamor_regions_search_districts (PamorRegions *self,
                                               const char   *text,
                                               guint         most);
char            *pamor_regions_dup_district_words (PamorRegions *self,
                                               const char   *code6);

G_END_DECLS
