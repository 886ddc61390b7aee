/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a correction changed, as people write it: a line for each value and each kind of photo, in
 * the order of the form. */
#include "domain/pamor-form-changes.h"

#include "domain/pamor-answer-words.h"
#include "domain/pamor-field.h"
#include "domain/pamor-form-private.h"

#include <glib/gi18n-lib.h>

static char *
dup_words (const PamorField *field,
           const char       *member,
           const char       *value)
{
  return value == NULL ? g_strdup ("–") : pamor_answer_words_for_value (field, member, value);
}

static void
add_value (PamorForm        *before,
           PamorForm        *after,
           const PamorField *field,
           const PamorPath  *path,
           GPtrArray        *lines)
{
  g_autofree char *was = pamor_form_dup_normal (before, path);
  g_autofree char *is = pamor_form_dup_normal (after, path);
  g_autofree char *label = NULL, *old = NULL, *new = NULL;

  if (g_strcmp0 (was, is) == 0)
    return;
  label = pamor_form_dup_label (after, field, path);
  old = dup_words (field, path->member, was);
  new = dup_words (field, path->member, is);
  g_ptr_array_add (lines, g_strdup_printf ("%s: %s → %s", label, old, new));
}

static void
add_item (PamorForm        *before,
          PamorForm        *after,
          const PamorField *field,
          int               index,
          GPtrArray        *lines)
{
  const char *const *members = pamor_field_get_members (field);
  PamorPath path = { .index = index };

  g_strlcpy (path.field, field->path, sizeof path.field);
  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_strlcpy (path.member, members[i], sizeof path.member);
      add_value (before, after, field, &path, lines);
    }
}

static void
add_field (PamorForm        *before,
           PamorForm        *after,
           const PamorField *field,
           GPtrArray        *lines)
{
  guint count;

  if (!field->is_list)
    {
      add_item (before, after, field, PAMOR_PATH_NONE, lines);
      return;
    }
  count = MAX (pamor_form_get_count (before, field->path),
               pamor_form_get_count (after, field->path));
  for (guint i = 0; i < count; i++)
    add_item (before, after, field, i, lines);
}

static gboolean
has_photo (PamorForm             *form,
           const PamorAttachment *photo)
{
  for (guint i = 0; i < form->attachments->len; i++)
    {
      const PamorAttachment *other = form->attachments->pdata[i];

      if (g_str_equal (other->requirement, photo->requirement)
          && g_strcmp0 (other->sha256, photo->sha256) == 0)
        return TRUE;
    }
  return FALSE;
}

/* How many photos of @requirement are in @form and not in @other */
static guint
count_only_in (PamorForm  *form,
               PamorForm  *other,
               const char *requirement)
{
  guint n = 0;

  for (guint i = 0; i < form->attachments->len; i++)
    {
      const PamorAttachment *photo = form->attachments->pdata[i];

      n += g_str_equal (photo->requirement, requirement) && !has_photo (other, photo);
    }
  return n;
}

static void
add_photos (PamorForm              *before,
            PamorForm              *after,
            const PamorRequirement *requirement,
            GPtrArray              *lines)
{
  const guint gone = count_only_in (before, after, requirement->code);
  const guint come = count_only_in (after, before, requirement->code);

  if (gone > 0 && come > 0)
    g_ptr_array_add (lines, g_strdup_printf (_("%s: photo replaced"), requirement->name));
  else if (come > 0)
    g_ptr_array_add (lines, g_strdup_printf (_("%s: photo added"), requirement->name));
  else if (gone > 0)
    g_ptr_array_add (lines, g_strdup_printf (_("%s: photo removed"), requirement->name));
}

/**
 * pamor_form_describe_changes:
 * @before: of the same service as @after
 *
 * Returns: (transfer full): a line each, "Nama ibu: SITI → SITI AMINAH"; "" where nothing that is
 *   sent changed
 */
char *
pamor_form_describe_changes (PamorForm *before,
                             PamorForm *after)
{
  const PamorService *service;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (PAMOR_IS_FORM (before) && PAMOR_IS_FORM (after), NULL);

  service = pamor_form_get_service (after);
  for (guint i = 0; i < service->sections->len; i++)
    {
      const PamorSection *section = service->sections->pdata[i];

      for (guint j = 0; j < section->fields->len; j++)
        add_field (before, after, section->fields->pdata[j], lines);
    }
  for (guint i = 0; i < service->requirements->len; i++)
    add_photos (before, after, service->requirements->pdata[i], lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
