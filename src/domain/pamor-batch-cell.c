/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people write into the cell of a spreadsheet, as the answer that it is meant for. Pure; any
 * thread. */
#include "domain/pamor-batch-cell.h"

#include "domain/pamor-field.h"
#include "domain/pamor-regions.h"

#include <string.h>

/** pamor_batch_fold: Returns: (transfer full): "No. KK" and "no_kk" are both "nokk" */
char *
pamor_batch_fold (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *folded = g_string_new (NULL);

  for (const char *c = lower; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (folded, *c);
  return g_string_free (folded, FALSE);
}

/* As they are shortened here, and in the English of some spreadsheets. */
static guint
read_month (const char *text)
{
  static const char *const months[]
    = { "jan", "feb peb", "mar", "apr", "mei may", "jun", "jul", "agu ags agt aug", "sep",
        "okt oct", "nov nop", "des dec" };
  g_autofree char *start = g_ascii_strdown (text, 3);

  for (guint i = 0; strlen (start) == 3 && i < G_N_ELEMENTS (months); i++)
    if (strstr (months[i], start) != NULL)
      return i + 1;
  return g_ascii_strtoull (text, NULL, 10);
}

/* Days since 30 December 1899, as a spreadsheet keeps a date: five digits are 1927 to 2173. */
static char *
read_serial (const char *text)
{
  char words[11];
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, g_ascii_strtoull (text, NULL, 10));
  g_date_strftime (words, sizeof words, "%Y-%m-%d", &date);
  return g_strdup (words);
}

/* "17-08-2009", "17/8/2009", "Bekasi, 17 Agustus 2009": day, month, year; "2009-08-17 00:00:00".
 * NULL: none of these */
static char *
read_date (const char *text)
{
  const char *comma = strrchr (text, ',');
  g_autofree char *day = g_strstrip (g_strdup (comma != NULL ? comma + 1 : text));
  char *time = strchr (day, ':') != NULL ? strrchr (day, ' ') : NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *made = NULL;
  GDate date;

  if (time != NULL)
    *time = '\0';
  if (pamor_field_parse_date (day, &date))
    return g_steal_pointer (&day);
  if (strlen (day) == 5 && strspn (day, "0123456789") == 5 && *day != '0')
    return read_serial (day);
  parts = g_strsplit_set (day, "-/. ", -1);
  if (g_strv_length (parts) != 3 || strlen (parts[2]) != 4)
    return NULL;
  made = g_strdup_printf ("%s-%02u-%02u", parts[2], read_month (parts[1]),
                          (guint) g_ascii_strtoull (parts[0], NULL, 10));
  return pamor_field_parse_date (made, &date) ? g_steal_pointer (&made) : NULL;
}

static char *
read_sex (const char *text)
{
  g_autofree char *folded = pamor_batch_fold (text);

  if (g_str_equal (folded, "l") || g_str_has_prefix (folded, "laki")
      || g_str_equal (folded, "pria"))
    return g_strdup ("L");
  if (g_str_equal (folded, "p") || g_str_has_prefix (folded, "perem")
      || g_str_equal (folded, "wanita"))
    return g_strdup ("P");
  return NULL;
}

static char *
read_yes_no (const char *text)
{
  g_autofree char *folded = pamor_batch_fold (text);

  if (g_str_equal (folded, "ya") || g_str_equal (folded, "y") || g_str_equal (folded, "1")
      || g_str_equal (folded, "hadir"))
    return g_strdup ("ya");
  if (g_str_equal (folded, "tidak") || g_str_equal (folded, "t") || g_str_equal (folded, "0"))
    return g_strdup ("tidak");
  return NULL;
}

/* As it is written in the list, else the one that it can only be: "A+" folds as "A" does. */
static char *
read_code (const PamorField *field,
           const char       *text)
{
  g_autofree char *folded = pamor_batch_fold (text);
  const char *found = NULL;
  guint n = 0;

  for (guint i = 0; field->codes != NULL && i < field->codes->codes->len; i++)
    {
      const PamorCode *code = field->codes->codes->pdata[i];
      g_autofree char *words = pamor_batch_fold (code->text);
      g_autofree char *short_one = pamor_batch_fold (code->code);

      if (g_ascii_strcasecmp (code->code, text) == 0 || g_ascii_strcasecmp (code->text, text) == 0)
        return g_strdup (code->code);
      if (!g_str_equal (short_one, folded) && !g_str_equal (words, folded))
        continue;
      found = code->code;
      n++;
    }
  return n == 1 ? g_strdup (found) : NULL;
}

/* "Kel. Kota Baru", "kotabaru"; a name that two have stays as it is, and the form asks which. */
static char *
read_kelurahan (const char *text)
{
  const gboolean marked = g_ascii_strncasecmp (text, "kel.", 4) == 0
                          || g_ascii_strncasecmp (text, "kel ", 4) == 0;
  g_autofree char *folded = pamor_batch_fold (marked ? text + 4 : text);
  g_autoptr (GPtrArray) areas = pamor_regions_search_areas (pamor_regions_get_default (), folded);
  const char *code = NULL;

  for (guint i = 0; i < areas->len; i++)
    {
      const PamorArea *area = areas->pdata[i];
      g_autofree char *words = pamor_batch_fold (area->name);

      if (area->is_kecamatan || !g_str_equal (words, folded))
        continue;
      if (code != NULL)
        return NULL;
      code = area->code;
    }
  return g_strdup (code);
}

/* A spreadsheet drops the zero that a telephone number begins with. */
static char *
read_phone (const char *text)
{
  return *text == '8' && strspn (text, "0123456789 .-") == strlen (text)
           ? g_strconcat ("0", text, NULL) : NULL;
}

/**
 * pamor_batch_read_cell:
 * @path: the value of @field that the column is for
 *
 * Returns: (transfer full): the answer, or the cell as it stands where it can't be read as one
 */
char *
pamor_batch_read_cell (const PamorField *field,
                       const PamorPath  *path,
                       const char       *cell)
{
  const PamorField *own = pamor_field_find_own (field, path->member);
  char *value = NULL;

  if (field->kind == PAMOR_FIELD_PERSON && g_str_equal (path->member, "sex"))
    value = read_sex (cell);
  else if (field->kind == PAMOR_FIELD_AREA && g_str_equal (path->member, "kelurahan"))
    value = read_kelurahan (cell);
  else
    switch (pamor_field_get_value_kind (field, path->member))
      {
      case PAMOR_FIELD_DATE:
        value = read_date (cell);
        break;
      case PAMOR_FIELD_YES_NO:
        value = read_yes_no (cell);
        break;
      case PAMOR_FIELD_CHOICE:
        value = read_code (own != NULL ? own : field, cell);
        break;
      case PAMOR_FIELD_PHONE:
        value = read_phone (cell);
        break;
      default:
        break;
      }
  return value != NULL ? value : g_strdup (cell);
}
