/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A code that the catalogue does not know, or a value that is not what its field asks for, is shown
 * as it came: who reads it must see what is there. */
#include "domain/pamor-answer-words.h"

#include "domain/pamor-field.h"
#include "domain/pamor-form-private.h"
#include "domain/pamor-nik.h"
#include "domain/pamor-words.h"

#include <glib/gi18n-lib.h>

static const char *
find_choice (const PamorField *field,
             const char       *member,
             const char       *value)
{
  const PamorArea *area;

  if (g_str_equal (member, "sex") && field->codes == NULL)
    return g_str_equal (value, "L") ? _("male") : g_str_equal (value, "P") ? _("female") : NULL;
  if (field->codes != NULL)
    return pamor_code_list_find_text (field->codes, value);
  area = pamor_regions_find_area (pamor_regions_get_default (), value);
  return area == NULL ? NULL : area->name;
}

/**
 * pamor_answer_words_for_value:
 * @member: of a person or area; else ""
 * @value: of one value, as it is sent
 *
 * Returns: (transfer full): the value as people write it
 */
char *
pamor_answer_words_for_value (const PamorField *field,
                              const char       *member,
                              const char       *value)
{
  const PamorField *own = pamor_field_find_own (field, member);
  const PamorField *asked = own != NULL ? own : field;
  const char *words = NULL;
  char *region;
  GDate date;

  switch (pamor_field_get_value_kind (field, member))
    {
    case PAMOR_FIELD_NIK:
    case PAMOR_FIELD_NO_KK:
      return pamor_nik_format (value);
    case PAMOR_FIELD_DATE:
      return pamor_field_parse_date (value, &date) ? pamor_words_for_date (&date)
                                                   : g_strdup (value);
    case PAMOR_FIELD_YES_NO:
      words = g_str_equal (value, "ya") ? _("Yes") : g_str_equal (value, "tidak") ? _("No") : NULL;
      break;
    case PAMOR_FIELD_CHOICE:
      words = find_choice (asked, own != NULL ? "" : member, value);
      break;
    case PAMOR_FIELD_REGION:
      region = pamor_regions_dup_district_words (pamor_regions_get_default (), value);
      return region != NULL ? region : g_strdup (value);
    case PAMOR_FIELD_NUMBER:
      return pamor_words_for_number (value, asked->unit);
    default:
      break;
    }
  return g_strdup (words != NULL ? words : value);
}

static char *
dup_member (PamorForm        *form,
            const PamorField *field,
            const PamorPath  *item,
            const char       *member)
{
  g_autofree char *value = NULL;
  PamorPath path = *item;

  g_strlcpy (path.member, member, sizeof path.member);
  value = pamor_form_dup_normal (form, &path);
  if (value == NULL)
    return NULL;
  if (g_str_equal (member, "no_nik"))
    return g_str_equal (value, "ya") ? g_strdup (_("no NIK yet")) : NULL;
  return pamor_answer_words_for_value (field, member, value);
}

static char *
dup_area (PamorForm        *form,
          const PamorField *field,
          const PamorPath  *item)
{
  g_autofree char *address = dup_member (form, field, item, "address");
  g_autofree char *rt = dup_member (form, field, item, "rt");
  g_autofree char *rw = dup_member (form, field, item, "rw");
  g_autofree char *kelurahan = dup_member (form, field, item, "kelurahan");
  g_autofree char *block = rt == NULL && rw == NULL
                               ? NULL
                               : g_strdup_printf ("RT %s / RW %s", rt == NULL ? "–" : rt,
                                                  rw == NULL ? "–" : rw);
  const char *const parts[] = { address, block, kelurahan };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", parts[i]);
  return g_string_free (text, FALSE);
}

/* Who it is on one line, then what else was asked, a line each. */
static char *
dup_person (PamorForm        *form,
            const PamorField *field,
            const PamorPath  *item)
{
  static const char *const who[] = { "name", "nik", "no_nik", "birth", "sex" };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (who); i++)
    {
      g_autofree char *words = dup_member (form, field, item, who[i]);

      if (words != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  for (guint i = 0; field->fields != NULL && i < field->fields->len; i++)
    {
      const PamorField *own = g_ptr_array_index (field->fields, i);
      g_autofree char *words = dup_member (form, field, item, own->key);

      if (words != NULL)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", own->label, words);
    }
  return g_string_free (text, FALSE);
}

/**
 * pamor_answer_words_for_field:
 * @path: of @field, or of one item of its list, "saksi.orang[1]"
 *
 * Returns: (transfer full): the whole answer as people write it; "" where there is none or it is
 * hidden
 */
char *
pamor_answer_words_for_field (PamorForm        *form,
                              const PamorField *field,
                              const char       *path)
{
  PamorPath item;
  char *words;

  g_return_val_if_fail (PAMOR_IS_FORM (form) && field != NULL && path != NULL, NULL);
  g_return_val_if_fail (pamor_path_parse (path, &item), NULL);

  if (field->kind == PAMOR_FIELD_AREA)
    return dup_area (form, field, &item);
  if (field->kind == PAMOR_FIELD_PERSON)
    return dup_person (form, field, &item);
  words = dup_member (form, field, &item, "");
  return words != NULL ? words : g_strdup ("");
}
