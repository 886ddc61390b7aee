/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list, the search and the queue know of a form: the summary of a submission. */
#include "domain/pamor-form-private.h"

#include "domain/pamor-field.h"
#include "domain/pamor-person.h"
#include "domain/pamor-regions.h"


/* The first that is answered: of an area and of a phone, no other is asked for here. */
static const PamorField *
find_first (PamorForm      *self,
            PamorFieldKind  kind)
{
  for (guint i = 0; i < self->service->sections->len; i++)
    {
      const PamorSection *section = g_ptr_array_index (self->service->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        {
          const PamorField *field = g_ptr_array_index (section->fields, j);
          const PamorPath path = { .index = PAMOR_PATH_NONE };
          PamorPath there = path;

          g_strlcpy (there.field, field->path, sizeof there.field);
          if (field->kind == kind && !field->is_list
              && pamor_form_has_any (self, field, &there))
            return field;
        }
    }
  return NULL;
}

static char *
dup_member (PamorForm        *self,
            const PamorField *field,
            const char       *member)
{
  PamorPath path = { .index = PAMOR_PATH_NONE };

  g_strlcpy (path.field, field->path, sizeof path.field);
  g_strlcpy (path.member, member, sizeof path.member);
  return pamor_form_dup_normal (self, &path);
}

/* Returns: (transfer full) (nullable): the first address: "Jl. Melati 5, RT 004/RW 002, Kranji" */
static char *
dup_street (PamorForm *self)
{
  const PamorField *field = find_first (self, PAMOR_FIELD_AREA);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *address = NULL, *rt = NULL, *rw = NULL, *code = NULL;
  g_auto (GStrv) list = NULL;
  const PamorArea *area;

  if (field == NULL)
    return NULL;
  address = dup_member (self, field, "address");
  rt = dup_member (self, field, "rt");
  rw = dup_member (self, field, "rw");
  code = dup_member (self, field, "kelurahan");
  area = pamor_regions_find_area (pamor_regions_get_default (), code);
  if (address != NULL)
    g_strv_builder_add (parts, address);
  if (rt != NULL || rw != NULL)
    {
      g_autofree char *block = g_strdup_printf ("RT %s/RW %s", rt == NULL ? "-" : rt,
                                                rw == NULL ? "-" : rw);

      g_strv_builder_add (parts, block);
    }
  if (area != NULL)
    g_strv_builder_add (parts, area->name);
  list = g_strv_builder_end (parts);
  return g_strjoinv (", ", list);
}

static char *
dup_phone (PamorForm *self)
{
  const PamorField *field = find_first (self, PAMOR_FIELD_PHONE);
  PamorPath path = { .index = PAMOR_PATH_NONE };

  if (field == NULL)
    return NULL;
  g_strlcpy (path.field, field->path, sizeof path.field);
  return pamor_form_dup_normal (self, &path);
}

static void
take_problems (PamorForm       *self,
               const GDate     *today,
               PamorSubmission *item)
{
  g_autoptr (GPtrArray) problems = pamor_form_check (self, today);

  item->missing = 0;
  item->consented = TRUE;
  for (guint i = 0; i < problems->len; i++)
    {
      const PamorProblem *problem = g_ptr_array_index (problems, i);

      item->missing += pamor_problem_blocks (problem);
      if (g_str_equal (problem->rule, "consent"))
        item->consented = FALSE;
    }
}

static PamorPresence
find_presence (PamorForm *self)
{
  PamorPath path;
  const PamorField *field = pamor_path_parse (PAMOR_FORM_PRESENT, &path)
                              ? pamor_field_find (self->service, &path) : NULL;

  if (field == NULL || !pamor_form_shows_field (self, field))
    return PAMOR_PRESENCE_NOT_ASKED;
  return g_strcmp0 (pamor_form_get (self, PAMOR_FORM_PRESENT), "ya") == 0 ? PAMOR_PRESENCE_HERE
                                                                         : PAMOR_PRESENCE_AWAY;
}

static void
take (char **member,
      char  *value)
{
  g_free (*member);
  *member = value;
}

/**
 * pamor_form_describe:
 * @today: the day that problems are counted for
 * @item: gets service, kind, title, activity, subject, street, phone, people, missing,
 *   consented, presence and case; the rest of it stays. Not one that was handed out already.
 */
void
pamor_form_describe (PamorForm       *self,
                     const GDate     *today,
                     PamorSubmission *item)
{
  const PamorService *service;

  g_return_if_fail (PAMOR_IS_FORM (self) && today != NULL && PAMOR_IS_SUBMISSION (item));

  service = self->service;
  take (&item->service, g_strdup (service->code));
  take (&item->kind, g_strdup (service->kind));
  take (&item->title, pamor_form_dup_title (self));
  take (&item->activity, g_strdup (self->activity));
  take (&item->subject, service->subject_path == NULL
                            ? NULL
                            : pamor_form_dup_value (self, service->subject_path));
  take (&item->street, dup_street (self));
  take (&item->phone, dup_phone (self));
  take (&item->case_id, g_strdup (self->case_id));
  take (&item->case_name, g_strdup (self->case_name));
  item->case_order = self->case_order;
  item->presence = find_presence (self);
  take_problems (self, today, item);
  g_clear_pointer (&item->people, g_ptr_array_unref);
  item->people = pamor_form_list_people (self);
}

/**
 * pamor_form_set_case:
 * @id: (nullable): UUID shared by what belongs together; %NULL takes it out of its case
 * @name: (nullable): what people call the case
 * @order: from 1, in which order its parts are sent; 0 where it does not matter
 */
void
pamor_form_set_case (PamorForm  *self,
                     const char *id,
                     const char *name,
                     guint       order)
{
  g_return_if_fail (PAMOR_IS_FORM (self));

  take (&self->case_id, g_strdup (id));
  take (&self->case_name, id == NULL ? NULL : g_strdup (name));
  self->case_order = id == NULL ? 0 : order;
  g_signal_emit_by_name (self, "changed", "");
}
