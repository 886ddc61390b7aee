/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people write into the cell of a spreadsheet, as the answer that it is meant for. Pure; any
 * thread. */
#include "domain/pamor-batch-cell.h"

#include "domain/pamor-field.h"

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

/* "17-08-2009", "17/8/2009", "17 Agustus 2009": day, month, year. NULL: none of these */
static char *
read_date (const char *text)
{
  static const char *const months[]
    = { "jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des" };
  g_auto (GStrv) parts = g_strsplit_set (text, "-/. ", -1);
  guint month;
  GDate date;

  if (pamor_field_parse_date (text, &date))
    return g_strdup (text);
  if (g_strv_length (parts) != 3 || strlen (parts[2]) != 4)
    return NULL;
  month = g_ascii_strtoull (parts[1], NULL, 10);
  for (guint i = 0; i < G_N_ELEMENTS (months) && month == 0; i++)
    if (g_ascii_strncasecmp (parts[1], months[i], 3) == 0)
      month = i + 1;
  return g_strdup_printf ("%s-%02u-%02u", parts[2], month,
                          (guint) g_ascii_strtoull (parts[0], NULL, 10));
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

static char *
read_code (const PamorField *field,
           const char       *text)
{
  g_autofree char *folded = pamor_batch_fold (text);

  for (guint i = 0; field->codes != NULL && i < field->codes->codes->len; i++)
    {
      const PamorCode *code = field->codes->codes->pdata[i];
      g_autofree char *words = pamor_batch_fold (code->text);

      if (g_str_equal (code->code, text) || g_str_equal (words, folded))
        return g_strdup (code->code);
    }
  return NULL;
}

/* A spreadsheet drops the zero that a telephone number begins with. */
static char *
read_phone (const char *text)
{
  return *text == '8' ? g_strconcat ("0", text, NULL) : NULL;
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
