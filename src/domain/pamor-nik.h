/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-regions.h"

G_BEGIN_DECLS

typedef enum { PAMOR_SEX_UNKNOWN, PAMOR_SEX_MALE, PAMOR_SEX_FEMALE } PamorSex;

/** PamorNik: what a NIK says of itself (Perpres/PP 40/2019; rules NIK01-NIK13) */
typedef struct
{
  char        digits[17]; /* without separators */
  GDate       birth;      /* century chosen by rule NIK08 */
  gboolean    other_century_possible;
  PamorSex    sex;
  const char *refused_by; /* (nullable): the one rule that refuses it, static */
  char        flags[64];  /* the rules that flag it, "NIK04,NIK11"; empty when none */
} PamorNik;

gboolean  pamor_nik_parse      (const char   *text,
                                PamorRegions *regions,
                                const GDate  *today,
                                PamorNik     *nik);
gboolean  pamor_nik_has_flag   (const PamorNik *nik,
                                const char     *rule);
char     *pamor_nik_format     (const char   *digits);

/** PamorNoKk: what a family card number says of itself (rules KK01, KK02, KK06) */
typedef struct
{
  char        digits[17];
  GDate       recorded;   /* invalid when its date is not one */
  const char *refused_by; /* (nullable) */
  const char *warned_by;  /* (nullable) */
} PamorNoKk;

gboolean  pamor_no_kk_parse    (const char   *text,
                                const GDate  *today,
                                PamorNoKk    *no_kk);

G_END_DECLS
