/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people of a form, and looking them up by a number or a name as it is remembered: case, marks,
 * spaces and the order of words do not matter. Pure; what is kept of people is for the store.
 */
#include "domain/pamor-person.h"

#include "domain/pamor-field.h"
#include "domain/pamor-form-private.h"

#include <string.h>

/** pamor_person_new: Returns: (transfer full): nobody, nothing known */
PamorPerson *
pamor_person_new (void)
{
  return g_new0 (PamorPerson, 1);
}

/** pamor_person_copy: Returns: (transfer full): with texts of its own */
PamorPerson *
pamor_person_copy (const PamorPerson *self)
{
  PamorPerson *copy = pamor_person_new ();

  copy->nik = g_strdup (self->nik);
  copy->name = g_strdup (self->name);
  copy->birth = g_strdup (self->birth);
  copy->sex = g_strdup (self->sex);
  copy->no_kk = g_strdup (self->no_kk);
  copy->role = g_strdup (self->role);
  copy->submission = g_strdup (self->submission);
  return copy;
}

/** pamor_person_free: with all that is known of them */
void
pamor_person_free (PamorPerson *self)
{
  g_free (self->nik);
  g_free (self->name);
  g_free (self->birth);
  g_free (self->sex);
  g_free (self->no_kk);
  g_free (self->role);
  g_free (self->submission);
  g_free (self);
}

/** Gathering: the people of one form */
typedef struct
{
  PamorForm  *form;
  GPtrArray  *people; /* of PamorPerson */
  const char *no_kk;  /* (nullable) of the section that is looked at */
} Gathering;

static char *
dup_value (Gathering       *self,
           const PamorPath *item,
           const char      *member)
{
  PamorPath path = *item;

  g_strlcpy (path.member, member, sizeof path.member);
  return pamor_form_dup_normal (self->form, &path);
}

static void
fill (char **member,
      char  *value)
{
  if (*member == NULL)
    *member = g_steal_pointer (&value);
  g_free (value);
}

/* Who is named twice, as reporter and as father, is one; what either says is kept. */
static PamorPerson *
get_person (Gathering  *self,
            const char *nik)
{
  PamorPerson *person;

  for (guint i = 0; i < self->people->len; i++)
    {
      person = g_ptr_array_index (self->people, i);
      if (g_str_equal (person->nik, nik))
        return person;
    }
  person = pamor_person_new ();
  person->nik = g_strdup (nik);
  g_ptr_array_add (self->people, person);
  return person;
}

static void
add_person (Gathering        *self,
            const PamorField *field,
            const PamorPath  *item)
{
  g_autofree char *nik = dup_value (self, item, "nik");
  PamorPerson *person;

  if (nik == NULL || strlen (nik) != 16 || strspn (nik, "0123456789") != 16)
    return;
  person = get_person (self, nik);
  fill (&person->name, dup_value (self, item, "name"));
  fill (&person->birth, dup_value (self, item, "birth"));
  fill (&person->sex, dup_value (self, item, "sex"));
  fill (&person->no_kk, g_strdup (self->no_kk));
  fill (&person->role, field->is_list ? pamor_field_dup_item_label (field, item->index)
                                      : g_strdup (field->label));
}

static void
add_people_of (Gathering        *self,
               const PamorField *field)
{
  guint n = field->is_list ? pamor_form_get_count (self->form, field->path) : 1;
  PamorPath item = { .index = PAMOR_PATH_NONE };

  g_strlcpy (item.field, field->path, sizeof item.field);
  for (guint i = 0; i < n; i++)
    {
      item.index = field->is_list ? (int) i : PAMOR_PATH_NONE;
      add_person (self, field, &item);
    }
}

/* The No. KK that is asked beside people is theirs. */
static char *
dup_no_kk (Gathering          *self,
           const PamorSection *section)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const PamorField *field = g_ptr_array_index (section->fields, i);
      char *no_kk = field->kind == PAMOR_FIELD_NO_KK && !field->is_list
                        ? pamor_form_dup_value (self->form, field->path)
                        : NULL;

      if (no_kk != NULL)
        return no_kk;
    }
  return NULL;
}

/**
 * pamor_form_list_people:
 *
 * Returns: (transfer full) (element-type PamorPerson): everybody the form names with a NIK, in its
 * order, each once
 */
GPtrArray *
pamor_form_list_people (PamorForm *form)
{
  Gathering gathering = { form, NULL, NULL };

  g_return_val_if_fail (PAMOR_IS_FORM (form), NULL);

  gathering.people = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_person_free);
  for (guint i = 0; i < form->service->sections->len; i++)
    {
      const PamorSection *section = g_ptr_array_index (form->service->sections, i);
      g_autofree char *no_kk = dup_no_kk (&gathering, section);

      gathering.no_kk = no_kk;
      for (guint j = 0; j < section->fields->len; j++)
        {
          const PamorField *field = g_ptr_array_index (section->fields, j);

          if (field->kind == PAMOR_FIELD_PERSON)
            add_people_of (&gathering, field);
        }
    }
  return gathering.people;
}

/**
 * pamor_person_fold:
 *
 * Returns: (transfer full): the words of @text in lower case, without marks and signs, one blank
 * between: "Nur'aini  DÉWI" is "nuraini dewi"
 */
char *
pamor_person_fold (const char *text)
{
  g_autofree char *apart = NULL;
  GString *folded = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  for (const char *at = apart == NULL ? "" : apart; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
      else if ((g_unichar_isspace (c) || c == '-') && folded->len > 0
               && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

static char *
squeeze (const char *folded)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  return g_strjoinv ("", words);
}

/** How well somebody fits what was typed; the lesser the better */
enum
{
  FITS_BEGIN,  /* the number or name begins so */
  FITS_WORDS,  /* every word begins a word of the name */
  FITS_MIDDLE, /* it is somewhere in it */
  N_FITS       /* not at all */
};

static guint
rank_digits (const PamorPerson *self,
             const char        *digits)
{
  const char *const numbers[] = { self->nik, self->no_kk };
  guint best = N_FITS;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i] != NULL && strstr (numbers[i], digits) != NULL)
      best = MIN (best, g_str_has_prefix (numbers[i], digits) ? FITS_BEGIN : FITS_MIDDLE);
  return best;
}

static gboolean
begins_a_word (const char *const *words,
               const char        *wanted)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], wanted))
      return TRUE;
  return FALSE;
}

static guint
rank_name (const PamorPerson *self,
           const char        *wanted)
{
  g_autofree char *name = pamor_person_fold (self->name == NULL ? "" : self->name);
  g_autofree char *whole = squeeze (name);
  g_autofree char *all = squeeze (wanted);
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  g_auto (GStrv) parts = g_strsplit (wanted, " ", -1);
  guint rank = FITS_WORDS;

  if (g_str_has_prefix (whole, all))
    return FITS_BEGIN;
  for (gsize i = 0; parts[i] != NULL; i++)
    if (strstr (whole, parts[i]) == NULL)
      return N_FITS;
    else if (!begins_a_word ((const char *const *) words, parts[i]))
      rank = FITS_MIDDLE;
  return rank;
}

/**
 * pamor_people_search:
 * @people: (element-type PamorPerson): the newest first
 * @text: a part of a NIK or No. KK, or of a name, its words in any order; blank finds nobody
 * @most: how many at most
 *
 * Returns: (transfer container) (element-type PamorPerson): whose number or name begins so first;
 * borrowed from @people
 */
GPtrArray *
pamor_people_search (GPtrArray  *people,
                     const char *text,
                     guint       most)
{
  GPtrArray *found;
  g_autofree char *wanted = NULL;
  g_autofree char *digits = NULL;
  gboolean is_number;

  g_return_val_if_fail (people != NULL && text != NULL, NULL);

  found = g_ptr_array_new ();
  wanted = pamor_person_fold (text);
  digits = squeeze (wanted);
  is_number = strspn (digits, "0123456789") == strlen (digits);
  for (guint rank = 0; rank < N_FITS && *digits != '\0'; rank++)
    for (guint i = 0; i < people->len && found->len < most; i++)
      {
        PamorPerson *person = g_ptr_array_index (people, i);

        if ((is_number ? rank_digits (person, digits) : rank_name (person, wanted)) == rank)
          g_ptr_array_add (found, person);
      }
  return found;
}
