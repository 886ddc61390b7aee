/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a condition as a clause that goes behind "if": for the citizen's list of documents and for
 * the office that reads what it wrote. Pure; any thread. */
#include "domain/pamor-condition-words.h"

#include "domain/pamor-condition-private.h"
#include "domain/pamor-field.h"
#include "domain/pamor-words.h"

#include <glib/gi18n-lib.h>

/** Telling: what the words are looked up in */
typedef struct
{
  const PamorService *service;
  PamorCatalogue     *catalogue;
} Telling;

static char *
dup_label (const Telling   *telling,
           const PamorPath *path)
{
  const PamorField *field = pamor_field_find (telling->service, path), *own;
  const char *member;

  if (field == NULL)
    return pamor_path_format (path);
  if (*path->member == '\0')
    return g_strdup (field->label);
  own = pamor_field_find_own (field, path->member);
  member = own != NULL ? own->label
                       : pamor_catalogue_get_member_label (telling->catalogue, path->member);
  return g_strdup_printf ("%s: %s", field->label, member != NULL ? member : path->member);
}

static const char *
find_value_words (const Telling   *telling,
                  const PamorPath *path,
                  const char      *value)
{
  const PamorField *field = pamor_field_find (telling->service, path);
  const PamorField *own = field != NULL ? pamor_field_find_own (field, path->member) : NULL;
  const PamorCodeList *codes = own != NULL ? own->codes : field != NULL ? field->codes : NULL;
  const char *text = codes != NULL ? pamor_code_list_find_text (codes, value) : NULL;

  if (text != NULL)
    return text;
  if (g_str_equal (value, "ya"))
    return _("yes");
  if (g_str_equal (value, "tidak"))
    return _("no");
  if (g_str_equal (path->member, "sex"))
    return g_str_equal (value, "P") ? _("female") : _("male");
  return value;
}

static char *
dup_values (const PamorCondition *self,
            const Telling        *telling)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (gsize i = 0; self->values[i] != NULL; i++)
    g_strv_builder_add (words, find_value_words (telling, &self->field, self->values[i]));
  list = g_strv_builder_end (words);
  return g_strjoinv (_(" or "), list);
}

static const char *
find_activity_name (PamorCatalogue *catalogue,
                    const char     *code)
{
  GPtrArray *activities = pamor_catalogue_get_activities (catalogue);

  for (guint i = 0; i < activities->len; i++)
    if (g_str_equal (((PamorActivity *) activities->pdata[i])->code, code))
      return ((PamorActivity *) activities->pdata[i])->name;
  return code;
}

static char *
dup_activity (const PamorCondition *self,
              const Telling        *telling)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *joined = NULL;
  g_auto (GStrv) list = NULL;

  for (gsize i = 0; self->values[i] != NULL; i++)
    g_strv_builder_add (words, find_activity_name (telling->catalogue, self->values[i]));
  list = g_strv_builder_end (words);
  joined = g_strjoinv (_(" or "), list);
  return g_strdup_printf (_("today's activity is: %s"), joined);
}

/* The day that before, after and the ages look at. */
static char *
dup_day (const PamorCondition *self,
         const Telling        *telling)
{
  g_autofree char *label = NULL;

  if (g_date_valid (&self->day))
    return pamor_words_for_date (&self->day);
  if (!self->has_other)
    return g_strdup (_("today"));
  label = dup_label (telling, &self->other);
  return g_strdup_printf ("“%s”", label);
}

static char *
dup_by_day (const PamorCondition *self,
            const Telling        *telling,
            const char           *label)
{
  g_autofree char *day = dup_day (self, telling);

  switch (self->test)
    {
    case TEST_BEFORE:
      return g_strdup_printf (_("“%s” is before %s"), label, day);
    case TEST_AFTER:
      return g_strdup_printf (_("“%s” is after %s"), label, day);
    case TEST_DAYS_AGO_OVER:
      return g_strdup_printf (_("“%s” is more than %g days before %s"), label, self->number, day);
    case TEST_AGE_AT_LEAST:
      return g_strdup_printf (_("the age by “%s” is %g years or more on %s"), label, self->number,
                              day);
    default:
      return g_strdup_printf (_("the age by “%s” is under %g years on %s"), label, self->number,
                              day);
    }
}

static char *
dup_test (const PamorCondition *self,
          const Telling        *telling)
{
  g_autofree char *label = dup_label (telling, &self->field);
  g_autofree char *other = self->has_other ? dup_label (telling, &self->other) : NULL;
  g_autofree char *values = self->values != NULL ? dup_values (self, telling) : NULL;

  switch (self->test)
    {
    case TEST_IS:
    case TEST_IN:
      return g_strdup_printf (_("“%s” is: %s"), label, values);
    case TEST_PRESENT:
      return g_strdup_printf (self->yes ? _("“%s” is filled in") : _("“%s” is left empty"),
                              label);
    case TEST_SAME_AS:
      return g_strdup_printf (_("“%s” is the same as “%s”"), label, other);
    case TEST_SAME_START:
      return g_strdup_printf (_("“%s” and “%s” begin with the same %u digits"), label, other,
                              self->digits);
    case TEST_DIFFERS_FROM_NIK:
      return g_strdup_printf (_("“%s” is not what “%s” says"), label, other);
    case TEST_WORKING_DAY:
      return g_strdup_printf (self->yes ? _("“%s” is a working day") : _("“%s” is no working day"),
                              label);
    case TEST_BELOW:
      return g_strdup_printf (_("“%s” is below %g"), label, self->number);
    case TEST_ABOVE:
      return g_strdup_printf (_("“%s” is above %g"), label, self->number);
    default:
      return dup_by_day (self, telling, label);
    }
}

static char *dup_words (const PamorCondition *self,
                        const Telling        *telling,
                        gboolean              inside);

/* How the catalogue says "all": some are under that age, and nobody is that old.
 * Returns: (transfer full) (nullable): the words, if @self is of that form */
static char *
dup_all_under (const PamorCondition *self,
               const Telling        *telling)
{
  const PamorCondition *some, *old;

  if (self->test != TEST_ALL || self->parts->len != 2)
    return NULL;
  some = self->parts->pdata[0];
  old = self->parts->pdata[1];
  if (some->test != TEST_AGE_BELOW || some->field.index != PAMOR_PATH_EACH || old->test != TEST_NOT)
    return NULL;
  old = old->parts->pdata[0];
  if (old->test != TEST_AGE_AT_LEAST || !g_str_equal (some->field.field, old->field.field)
      || !g_str_equal (some->field.member, old->field.member) || some->number != old->number
      || some->has_other || old->has_other)
    return NULL;
  return g_strdup_printf (_("all are under %g years old: “%s”"), some->number,
                          pamor_field_find (telling->service, &some->field)->label);
}

static char *
dup_joined (const PamorCondition *self,
            const Telling        *telling,
            gboolean              inside)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *joined = NULL;
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autofree char *part = dup_words (self->parts->pdata[i], telling, self->parts->len > 1);

      g_strv_builder_add (words, part);
    }
  parts = g_strv_builder_end (words);
  joined = g_strjoinv (self->test == TEST_ANY ? _(", or ") : _(", and "), parts);
  if (self->test == TEST_NOT)
    return g_strdup_printf (_("it is not so that %s"), joined);
  return inside && self->parts->len > 1 ? g_strdup_printf ("(%s)", joined)
                                        : g_steal_pointer (&joined);
}

static char *
dup_words (const PamorCondition *self,
           const Telling        *telling,
           gboolean              inside)
{
  g_autofree char *words = NULL;

  words = dup_all_under (self, telling);
  if (words != NULL)
    return g_steal_pointer (&words);
  if (self->test <= TEST_NOT)
    return dup_joined (self, telling, inside);
  if (self->test == TEST_ACTIVITY)
    return dup_activity (self, telling);
  words = dup_test (self, telling);
  if (self->more_than < 0)
    return g_steal_pointer (&words);
  return g_strdup_printf (_("it is so in more than %d of them that %s"), self->more_than, words);
}

/**
 * pamor_condition_dup_words:
 * @self: resolved against @service
 * @catalogue: of @service
 *
 * Returns: (transfer full): the condition as a clause that goes behind "if"
 */
char *
pamor_condition_dup_words (const PamorCondition *self,
                           const PamorService   *service,
                           PamorCatalogue       *catalogue)
{
  const Telling telling = { service, catalogue };

  g_return_val_if_fail (self != NULL && service != NULL && catalogue != NULL, NULL);

  return dup_words (self, &telling, FALSE);
}
