/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PAMOR_PATH_NONE (-1) /* no item: the field is no list, or the whole list is meant */
#define PAMOR_PATH_EACH (-2) /* "[]": each item of the list */

/** PamorPath: the name of a value in a form taken apart: "saksi.orang[1].nik" */
typedef struct
{
  char field[80];  /* "saksi.orang": section and key */
  int  index;      /* from 0, or one of the two above */
  char member[32]; /* "nik", of a person or an area; else empty */
} PamorPath;

gboolean  pamor_path_parse     (const char      *text,
                                PamorPath       *path);
char     *pamor_path_format    (const PamorPath *path);
gboolean  pamor_path_is_key    (const char      *text);

G_END_DECLS
