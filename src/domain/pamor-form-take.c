/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form takes over from an earlier one of the same visit, so that people and addresses are
 * entered once. Only empty answers are filled: what was typed stays. */
#include "domain/pamor-form-private.h"

#include "domain/pamor-field.h"

#include <string.h>

/** Value: one value of one form */
typedef struct
{
  PamorForm        *form;
  const PamorField *field;
  PamorPath         path;
} Value;

static gboolean
find_value (PamorForm  *form,
            const char *text,
            Value      *value)
{
  value->form = form;
  value->field = pamor_service_find_value (form->service, text, &value->path);
  return value->field != NULL;
}

static const PamorCodeList *
get_codes (const Value *value)
{
  const PamorField *own = pamor_field_find_own (value->field, value->path.member);

  return own != NULL ? own->codes : value->field->codes;
}

static gboolean
is_sex (const Value *value)
{
  return value->field->kind == PAMOR_FIELD_PERSON && g_str_equal (value->path.member, "sex");
}

/* Of a person the sex is "L" or "P", in the code list of the paper forms "1" or "2"; where words
 * are due, a code gives its words.
 * Returns: (transfer full) (nullable): @text as @to writes it */
static char *
translate (const Value *to,
           const Value *from,
           const char  *text)
{
  const PamorCodeList *codes = get_codes (to);

  if (is_sex (to) && !is_sex (from))
    return g_strdup (g_str_equal (text, "1") ? "L" : g_str_equal (text, "2") ? "P" : NULL);
  if (is_sex (from) && !is_sex (to) && codes != NULL)
    text = g_str_equal (text, "L") ? "1" : "2";
  if (codes == NULL && get_codes (from) != NULL)
    text = pamor_code_list_find_text (get_codes (from), text);
  if (codes != NULL && pamor_code_list_find_text (codes, text) == NULL)
    return NULL;
  return g_strdup (text);
}

/* What was answered already stays, unless it is only what is usual. */
static void
put_value (const Value *to,
           const char  *answer)
{
  g_autofree char *key = pamor_path_format (&to->path);

  if (pamor_form_get (to->form, key) != NULL && !pamor_form_is_usual (to->form, key))
    return;
  while (to->field->is_list && to->path.index < (int) to->field->list_max
         && to->path.index >= (int) pamor_form_get_count (to->form, to->field->path))
    pamor_form_append_item (to->form, to->field->path);
  if (!to->field->is_list
      || to->path.index < (int) pamor_form_get_count (to->form, to->field->path))
    pamor_form_set (to->form, key, answer);
}

static void
copy_value (const Value *to,
            const Value *from)
{
  g_autofree char *text = pamor_form_dup_normal (from->form, &from->path);
  g_autofree char *answer = text == NULL ? NULL : translate (to, from, text);

  if (answer != NULL)
    put_value (to, answer);
}

static void
copy_field (PamorForm        *self,
            const PamorField *field,
            PamorForm        *from)
{
  const char *const *members = pamor_field_get_members (field);
  guint n = field->is_list ? pamor_form_get_count (from, field->path) : 1;
  Value there = { from, pamor_service_find_field (from->service, field->path), { "" } };
  Value here = { self, field, { "" } };

  if (there.field == NULL || there.field->kind != field->kind
      || there.field->is_list != field->is_list)
    return;
  g_strlcpy (here.path.field, field->path, sizeof here.path.field);
  for (guint i = 0; i < n; i++)
    for (gsize j = 0; members[j] != NULL; j++)
      {
        here.path.index = field->is_list ? (int) i : PAMOR_PATH_NONE;
        g_strlcpy (here.path.member, members[j], sizeof here.path.member);
        there.path = here.path;
        if (pamor_field_accepts_path (there.field, &there.path))
          copy_value (&here, &there);
      }
}

static void
copy_section (PamorForm  *self,
              const char *key,
              PamorForm  *from)
{
  for (guint i = 0; i < self->service->sections->len; i++)
    {
      const PamorSection *section = g_ptr_array_index (self->service->sections, i);

      for (guint j = 0; j < section->fields->len && g_str_equal (section->key, key); j++)
        copy_field (self, g_ptr_array_index (section->fields, j), from);
    }
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/**
 * pamor_form_take_over:
 * @copy: of a bundle, to the service of this form
 * @from: a form of the service that it takes from
 *
 * Fills empty answers with those of @from that are shown there, and with those that go without
 * asking; items of lists are appended as needed. Photos are for who has their bytes:
 * pamor_form_list_photos_to_take().
 */
void
pamor_form_take_over (PamorForm             *self,
                      const PamorBundleCopy *copy,
                      PamorForm             *from)
{
  g_autoptr (GList) paths = NULL;

  g_return_if_fail (PAMOR_IS_FORM (self) && copy != NULL && PAMOR_IS_FORM (from));
  g_return_if_fail (g_str_equal (copy->to, self->service->code));
  g_return_if_fail (g_str_equal (copy->from, from->service->code));

  paths = g_list_sort (g_hash_table_get_keys (copy->answers), compare_paths);
  for (GList *l = paths; l != NULL; l = l->next)
    {
      Value to, source;

      if (find_value (self, l->data, &to)
          && find_value (from, g_hash_table_lookup (copy->answers, l->data), &source))
        copy_value (&to, &source);
    }
  for (gsize i = 0; copy->sections[i] != NULL; i++)
    copy_section (self, copy->sections[i], from);
  g_list_free (paths);
  paths = g_list_sort (g_hash_table_get_keys (copy->set), compare_paths);
  for (GList *l = paths; l != NULL; l = l->next)
    {
      Value to;

      if (find_value (self, l->data, &to))
        put_value (&to, g_hash_table_lookup (copy->set, l->data));
    }
}

static gboolean
has_photo (PamorForm  *self,
           const char *requirement)
{
  for (guint i = 0; i < self->attachments->len; i++)
    if (g_str_equal (((PamorAttachment *) g_ptr_array_index (self->attachments, i))->requirement,
                     requirement))
      return TRUE;
  return FALSE;
}

/**
 * pamor_form_list_photos_to_take:
 *
 * Returns: (transfer full) (element-type PamorAttachment): photos of @from for documents that this
 * form asks for and has none of yet: the id is the one in @from, for reading the bytes; the
 * requirement is the one here. Each needs an id of its own before it is added.
 */
GPtrArray *
pamor_form_list_photos_to_take (PamorForm             *self,
                                const PamorBundleCopy *copy,
                                PamorForm             *from)
{
  GPtrArray *photos;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && copy != NULL && PAMOR_IS_FORM (from), NULL);

  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  for (guint i = 0; i < self->service->requirements->len; i++)
    {
      const PamorRequirement *requirement = g_ptr_array_index (self->service->requirements, i);
      const char *source = g_hash_table_lookup (copy->photos, requirement->code);

      if (source == NULL || has_photo (self, requirement->code)
          || !pamor_form_asks_for (self, requirement))
        continue;
      for (guint j = 0, n = 0; j < from->attachments->len && n < requirement->max; j++)
        {
          const PamorAttachment *photo = g_ptr_array_index (from->attachments, j);
          PamorAttachment *taken;

          if (!g_str_equal (photo->requirement, source))
            continue;
          taken = pamor_attachment_copy (photo);
          g_free (taken->requirement);
          taken->requirement = g_strdup (requirement->code);
          g_ptr_array_add (photos, taken);
          n++;
        }
    }
  return photos;
}

/**
 * pamor_form_take_consent:
 * @from: what was agreed to for several at once
 *
 * Each keeps a record of its own: the same time, and the same name, unless each agrees for itself:
 * then whom it is about.
 */
void
pamor_form_take_consent (PamorForm *self,
                         PamorForm *from)
{
  g_autofree char *title = NULL;

  g_return_if_fail (PAMOR_IS_FORM (self) && PAMOR_IS_FORM (from));

  for (gsize i = 0; pamor_consent_keys[i] != NULL; i++)
    pamor_form_set_consent (self, pamor_consent_keys[i],
                            pamor_form_get_consent (from, pamor_consent_keys[i]));
  if (g_strcmp0 (pamor_form_get_consent (from, "role"), "pemohon") != 0
      || pamor_form_get_consent (from, "name") != NULL)
    return;
  title = pamor_form_dup_title (self);
  pamor_form_set_consent (self, "name", title);
}
