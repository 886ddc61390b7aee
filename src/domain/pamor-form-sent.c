/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office says is about the form as it was sent, and counts people and photos as they stood
 * there. In a correction they may have moved, have been put right, or be gone: here each is found
 * again as the one that it is, never as the one that stands in its place now. */
#include "domain/pamor-form-private.h"

#include "domain/pamor-field.h"

/* By which an item of a list is known, the surest first; "" is that of a list of plain values. */
static const char *const marks[] = { "nik", "name", "" };

/**
 * pamor_form_set_sent:
 * @sent: (nullable): the same as the city has it
 */
void
pamor_form_set_sent (PamorForm *self,
                     PamorForm *sent)
{
  g_return_if_fail (PAMOR_IS_FORM (self) && self != sent);

  g_set_object (&self->sent, sent);
}

/* Returns: whether item @index of @form has the same at @mark as item @other of @other_form */
static gboolean
is_same (PamorForm        *form,
         guint             index,
         PamorForm        *other_form,
         guint             other,
         const PamorField *field,
         const char       *mark)
{
  PamorPath path = { .index = index };
  g_autofree char *here = NULL, *there = NULL;

  g_strlcpy (path.field, field->path, sizeof path.field);
  g_strlcpy (path.member, mark, sizeof path.member);
  here = pamor_form_dup_normal (form, &path);
  path.index = other;
  there = pamor_form_dup_normal (other_form, &path);
  return here != NULL && g_strcmp0 (here, there) == 0;
}

/* Returns: of the items of @in, the one that is item @index of @form; -1: none is */
static int
find_item (PamorForm        *in,
           PamorForm        *form,
           guint             index,
           const PamorField *field)
{
  const char *const *members = pamor_field_get_members (field);

  for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
    for (guint i = 0; i < pamor_form_get_count (in, field->path); i++)
      if (g_strv_contains (members, marks[m]) && is_same (in, i, form, index, field, marks[m]))
        return i;
  return -1;
}

/* The place of an item in the form as it is now. Who is nobody that was sent, and stands where the
 * wanted one stood, is that one with NIK and name put right. */
static int
find_now (PamorForm        *self,
          guint             index,
          const PamorField *field)
{
  int now;

  if (self->sent == NULL || index >= pamor_form_get_count (self->sent, field->path))
    return index;
  now = find_item (self, self->sent, index, field);
  if (now < 0 && index < pamor_form_get_count (self, field->path)
      && find_item (self->sent, self, index, field) < 0)
    return index;
  return now;
}

/* The photo may have another place in the form by now, or be gone. */
static char *
dup_photo_at (PamorForm  *self,
              const char *index,
              GPtrArray  *manifest,
              gboolean   *gone)
{
  const PamorAttachment *sent;
  guint64 n;

  if (!g_ascii_string_to_unsigned (index, 10, 0, G_MAXINT, &n, NULL) || n >= manifest->len)
    return NULL;
  sent = g_ptr_array_index (manifest, n);
  for (guint i = 0; i < self->attachments->len; i++)
    {
      const PamorAttachment *photo = g_ptr_array_index (self->attachments, i);

      if (g_str_equal (photo->id, sent->id))
        return g_strdup_printf ("attachment:%s", photo->requirement);
    }
  *gone = TRUE;
  return NULL;
}

/* @parts: of the pointer, from the section on */
static char *
dup_answer_at (PamorForm   *self,
               char       **parts,
               gboolean    *gone)
{
  const guint n = g_strv_length (parts);
  const gboolean counts = n > 2 && g_ascii_isdigit (*parts[2]);
  const char *member = n > 2 + counts ? parts[2 + counts] : "";
  g_autofree char *text
    = g_strdup_printf ("%s.%s%s%s%s%s%s", parts[0], parts[1], counts ? "[" : "",
                       counts ? parts[2] : "", counts ? "]" : "", *member != '\0' ? "." : "",
                       member);
  const PamorField *field = pamor_service_find_field (self->service, text);
  PamorPath path;

  if (field == NULL || !pamor_path_parse (text, &path))
    return NULL;
  if (path.index >= 0)
    path.index = find_now (self, path.index, field);
  *gone = counts && path.index < 0;
  return *gone ? NULL : pamor_path_format (&path);
}

/**
 * pamor_form_dup_path_at:
 * @pointer: a JSON pointer into the payload, as the server gives one: "/answers/saksi/orang/1/nik"
 * @manifest: (element-type PamorAttachment): the photos of that payload, in its order
 * @gone: (out): whether it points at somebody, or a photo, that is no longer in the form
 *
 * Returns: (transfer full) (nullable): what it points at, as problems name it:
 * "saksi.orang[1].nik", "attachment:KK" for an entry of the manifest, "consent"; %NULL where it
 * points at nothing here
 */
char *
pamor_form_dup_path_at (PamorForm  *self,
                        const char *pointer,
                        GPtrArray  *manifest,
                        gboolean   *gone)
{
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && pointer != NULL, NULL);
  g_return_val_if_fail (manifest != NULL && gone != NULL, NULL);

  *gone = FALSE;
  parts = g_strsplit (pointer, "/", 8);
  n = g_strv_length (parts);
  if (n >= 2 && g_str_equal (parts[1], "consent"))
    return g_strdup ("consent");
  if (n >= 3 && g_str_equal (parts[1], "attachments"))
    return dup_photo_at (self, parts[2], manifest, gone);
  return n >= 4 && g_str_equal (parts[1], "answers") ? dup_answer_at (self, parts + 2, gone)
                                                     : NULL;
}
