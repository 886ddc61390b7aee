/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-field.h"

#include "domain/pamor-condition.h"

#include <math.h>
#include <string.h>

const char *const pamor_field_kinds[] = { "nik",    "no_kk", "name",   "text", "number", "date",
                                          "phone",  "email", "choice", "area", "yes_no", "person",
                                          "time",   "region", NULL };

static const char *const person_members[] = { "no_nik", "nik", "name", "sex", "birth", NULL };
static const char *const area_members[] = { "address", "rt", "rw", "kelurahan", NULL };
static const char *const single_member[] = { "", NULL };

/** pamor_field_kind_from_nick: @kind: (out): untouched where @nick is none of pamor_field_kinds */
gboolean
pamor_field_kind_from_nick (const char     *nick,
                            PamorFieldKind *kind)
{
  for (gsize i = 0; pamor_field_kinds[i] != NULL; i++)
    if (g_str_equal (nick, pamor_field_kinds[i]))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * pamor_field_get_members:
 *
 * Returns: (transfer none): the members that its value has, in the order of asking; the one member
 * "" where the value is one text.
 */
const char *const *
pamor_field_get_members (const PamorField *self)
{
  switch (self->kind)
    {
    case PAMOR_FIELD_PERSON:
      return self->members != NULL ? (const char *const *) self->members : person_members;
    case PAMOR_FIELD_AREA:
      return area_members;
    default:
      return single_member;
    }
}

/** pamor_field_add_own: @own: (transfer full): one more question for each person; its key becomes a
 *   member */
void
pamor_field_add_own (PamorField *self,
                     PamorField *own)
{
  g_autoptr (GStrvBuilder) members = g_strv_builder_new ();

  if (self->fields == NULL)
    self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_field_free);
  g_ptr_array_add (self->fields, own);
  g_strv_builder_addv (members, (const char **) person_members);
  for (guint i = 0; i < self->fields->len; i++)
    g_strv_builder_add (members, ((PamorField *) g_ptr_array_index (self->fields, i))->key);
  g_strfreev (self->members);
  self->members = g_strv_builder_end (members);
}

/**
 * pamor_field_find_own:
 * @member: of a value of the field
 *
 * Returns: (transfer none) (nullable): the field of the person that @member is the key of; %NULL
 * where it is a member that every person or area has, or none
 */
const PamorField *
pamor_field_find_own (const PamorField *self,
                      const char       *member)
{
  for (guint i = 0; self->fields != NULL && i < self->fields->len; i++)
    {
      const PamorField *own = g_ptr_array_index (self->fields, i);

      if (g_str_equal (own->key, member))
        return own;
    }
  return NULL;
}

/**
 * pamor_field_get_value_kind: Returns: the kind of the value; for a person or area of the @member
 */
PamorFieldKind
pamor_field_get_value_kind (const PamorField *self,
                            const char       *member)
{
  static const struct { const char *member; PamorFieldKind kind; } kinds[] = {
    { "no_nik", PAMOR_FIELD_YES_NO },  { "nik", PAMOR_FIELD_NIK },
    { "name", PAMOR_FIELD_NAME },      { "sex", PAMOR_FIELD_CHOICE },
    { "birth", PAMOR_FIELD_DATE },     { "address", PAMOR_FIELD_TEXT },
    { "rt", PAMOR_FIELD_TEXT },        { "rw", PAMOR_FIELD_TEXT },
    { "kelurahan", PAMOR_FIELD_CHOICE },
  };

  const PamorField *own = pamor_field_find_own (self, member);

  if (own != NULL)
    return own->kind;
  if (self->kind != PAMOR_FIELD_PERSON && self->kind != PAMOR_FIELD_AREA)
    return self->kind;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (member, kinds[i].member))
      return kinds[i].kind;
  g_return_val_if_reached (PAMOR_FIELD_TEXT);
}

static char *
strip_separators (const char *text,
                  const char *separators)
{
  GString *kept = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (strchr (separators, *text) == NULL)
      g_string_append_c (kept, *text);
  return g_string_free (kept, FALSE);
}

/* Marks that turn the direction of writing or take no room: they are never seen, come with pasted
 * text, and would make two equal names differ, or a name read backwards on paper. */
static gboolean
is_unseen (gunichar c)
{
  return c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)
         || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

/* Blanks of other widths, and the ends of lines of other systems, come with pasted text too. */
static char *
plain_text (const char *text)
{
  GString *kept = g_string_sized_new (strlen (text));

  for (const char *next; *text != '\0'; text = next)
    {
      const gunichar c = g_utf8_get_char (text);

      next = g_utf8_next_char (text);
      if (g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
        g_string_append_c (kept, ' ');
      else if (c == '\r' && *next != '\n')
        g_string_append_c (kept, '\n');
      else if (c != '\r' && !is_unseen (c))
        g_string_append_len (kept, text, next - text);
    }
  return g_string_free (kept, FALSE);
}

static char *
join_words (char *plain)
{
  char *to = plain;

  for (const char *at = plain; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      *to++ = *at;
    else if (to > plain && to[-1] != ' ')
      *to++ = ' ';
  *to = '\0';
  return plain;
}

/* "3.200" is three thousand two hundred where no fraction is meant.
 * Returns: whether every point of @number parts three digits from the next */
static gboolean
is_grouped (const char *number)
{
  gsize digits = *number == '0' ? 0 : strspn (number, "0123456789");
  gboolean grouped = digits > 0 && digits <= 3;

  for (number += digits; grouped && *number != '\0'; number += 4)
    grouped = *number == '.' && strspn (number + 1, "0123456789") == 3;
  return grouped;
}

/* "9.05", "0905" and "09:05" are one time. */
static char *
normalize_time (char *plain)
{
  if (strlen (plain) == 4 && strspn (plain, "0123456789") == 4)
    {
      char *parted = g_strdup_printf ("%.2s:%s", plain, plain + 2);

      g_free (plain);
      return parted;
    }
  g_strdelimit (plain, ".", ':');
  if (plain[0] != '\0' && plain[1] == ':')
    {
      char *padded = g_strconcat ("0", plain, NULL);

      g_free (plain);
      return padded;
    }
  return plain;
}

/**
 * pamor_field_normalize:
 * @text: as it was typed
 *
 * Returns: (transfer full): the one way of writing the value that is compared, checked and sent:
 * without outer blanks and unseen marks; numbers that people group without the grouping; a decimal
 * point; a time with a colon.
 */
char *
pamor_field_normalize (PamorFieldKind  kind,
                       const char     *text)
{
  g_autofree char *plain = g_strstrip (plain_text (text));

  switch (kind)
    {
    case PAMOR_FIELD_NIK:
    case PAMOR_FIELD_NO_KK:
    case PAMOR_FIELD_REGION:
      return strip_separators (plain, " .-");
    case PAMOR_FIELD_PHONE:
      return strip_separators (plain, " .-()");
    case PAMOR_FIELD_NUMBER:
      return g_strdelimit (g_steal_pointer (&plain), ",", '.');
    case PAMOR_FIELD_NAME:
      return join_words (g_steal_pointer (&plain));
    case PAMOR_FIELD_TIME:
      return normalize_time (g_steal_pointer (&plain));
    default:
      return g_steal_pointer (&plain);
    }
}

/**
 * pamor_field_normalize_value:
 * @member: of the value; "" where the value is one text
 *
 * Returns: (transfer full): as pamor_field_normalize(); RT and RW in their three digits, "4" is
 * "004"; on one line what is asked on one; a whole number without the points that group it
 */
char *
pamor_field_normalize_value (const PamorField *self,
                             const char       *member,
                             const char       *text)
{
  const PamorField *own = pamor_field_find_own (self, member);
  const PamorField *asked = own != NULL ? own : self;
  const PamorFieldKind kind = pamor_field_get_value_kind (self, member);
  g_autofree char *value = pamor_field_normalize (kind, text);
  gsize length = strlen (value);

  if (kind == PAMOR_FIELD_TEXT && !asked->multiline)
    g_strdelimit (value, "\t\n", ' ');
  if (asked->whole && is_grouped (value))
    return strip_separators (value, ".");
  if (self->kind != PAMOR_FIELD_AREA
      || (!g_str_equal (member, "rt") && !g_str_equal (member, "rw")) || length == 0 || length >= 3
      || strspn (value, "0123456789") != length)
    return g_steal_pointer (&value);
  return g_strconcat (length == 1 ? "00" : "0", value, NULL);
}

/** pamor_field_parse_date: Returns: whether @text is a day of the calendar, "2026-11-20" */
gboolean
pamor_field_parse_date (const char *text,
                        GDate      *date)
{
  guint year, month, day;

  if (strlen (text) != 10 || strspn (text, "0123456789") != 4 || text[4] != '-'
      || strspn (text + 5, "0123456789") != 2 || text[7] != '-'
      || strspn (text + 8, "0123456789") != 2)
    return FALSE;
  year = g_ascii_strtoull (text, NULL, 10);
  month = g_ascii_strtoull (text + 5, NULL, 10);
  day = g_ascii_strtoull (text + 8, NULL, 10);
  if (year < 1850 || !g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/** pamor_field_parse_number: Returns: whether @text is a decimal number as people write it */
gboolean
pamor_field_parse_number (const char *text,
                          double     *number)
{
  char *end = NULL;

  if (*text == '\0' || strspn (text, "0123456789.-") != strlen (text))
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*number);
}

/** pamor_field_parse_time: Returns: whether @text is a time of the day, "14:30" */
gboolean
pamor_field_parse_time (const char *text,
                        guint      *minutes)
{
  guint hour, minute;

  if (strlen (text) != 5 || strspn (text, "0123456789") != 2 || text[2] != ':'
      || strspn (text + 3, "0123456789") != 2)
    return FALSE;
  hour = g_ascii_strtoull (text, NULL, 10);
  minute = g_ascii_strtoull (text + 3, NULL, 10);
  *minutes = hour * 60 + minute;
  return hour < 24 && minute < 60;
}

/** pamor_field_get_member_label: Returns: (nullable): what the citizen calls the member */
const char *
pamor_field_get_member_label (const PamorField *self,
                              PamorCatalogue   *catalogue,
                              const char       *member)
{
  const PamorField *own = pamor_field_find_own (self, member);

  return own != NULL ? own->label : pamor_catalogue_get_member_label (catalogue, member);
}

/** pamor_field_dup_item_label: Returns: (transfer full): of one item of a list: "Saksi 2" */
char *
pamor_field_dup_item_label (const PamorField *self,
                            guint             index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  GString *label;

  if (self->item_label == NULL)
    return g_strdup_printf ("%s %s", self->label, number);
  label = g_string_new (self->item_label);
  g_string_replace (label, "%d", number, 1);
  return g_string_free (label, FALSE);
}

/** pamor_field_find: Returns: (transfer none) (nullable): the field that @path belongs to */
const PamorField *
pamor_field_find (const PamorService *service,
                  const PamorPath    *path)
{
  for (guint i = 0; i < service->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (service->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        {
          PamorField *field = g_ptr_array_index (section->fields, j);

          if (g_str_equal (field->path, path->field))
            return field;
        }
    }
  return NULL;
}

/**
 * pamor_service_find_field:
 * @path: of a field, "saksi.orang", or of a value, "saksi.orang[1].nik"
 *
 * Returns: (transfer none) (nullable): the field
 */
const PamorField *
pamor_service_find_field (const PamorService *self,
                          const char         *path)
{
  PamorPath parts;

  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  return pamor_path_parse (path, &parts) ? pamor_field_find (self, &parts) : NULL;
}

/** pamor_service_list_paths: Returns: (transfer full): of every field, for whoever names one that
 *   there is not */
GStrv
pamor_service_list_paths (const PamorService *self)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < self->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        g_strv_builder_add (paths, ((PamorField *) g_ptr_array_index (section->fields, j))->path);
    }
  return g_strv_builder_end (paths);
}

/**
 * pamor_field_accepts_path:
 * @path: a path of this field
 *
 * Returns: whether the path names one value: an item (or each) exactly where the field is a list,
 * and a member that there is.
 */
gboolean
pamor_field_accepts_path (const PamorField *self,
                          const PamorPath  *path)
{
  return self->is_list == (path->index != PAMOR_PATH_NONE)
         && g_strv_contains (pamor_field_get_members (self), path->member);
}

/**
 * pamor_service_find_value:
 * @text: "saksi.orang[1].nik"
 * @path: (out): what @text was taken apart into, where it is a path
 *
 * Returns: (transfer none) (nullable): the field that @text names exactly one value of; %NULL where
 * it names none, a whole list, or one of each
 */
const PamorField *
pamor_service_find_value (const PamorService *self,
                          const char         *text,
                          PamorPath          *path)
{
  const PamorField *field;

  g_return_val_if_fail (self != NULL && text != NULL && path != NULL, NULL);

  field = pamor_path_parse (text, path) ? pamor_field_find (self, path) : NULL;
  return field != NULL && path->index != PAMOR_PATH_EACH && pamor_field_accepts_path (field, path)
             ? field
             : NULL;
}

/** pamor_field_free: with the questions of its own and its conditions */
void
pamor_field_free (PamorField *self)
{
  g_free (self->key);
  g_free (self->path);
  g_free (self->label);
  g_free (self->help);
  g_free (self->mistake);
  g_free (self->item_label);
  g_free (self->usual);
  g_free (self->unit);
  g_free (self->not_after);
  g_free (self->not_before);
  g_free (self->point);
  g_free (self->spot);
  g_free (self->note);
  g_strfreev (self->forms);
  g_strfreev (self->members);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->required_if, pamor_condition_free);
  g_clear_pointer (&self->visible_if, pamor_condition_free);
  g_free (self);
}
