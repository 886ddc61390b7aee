/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form that was begun with an older catalogue keeps it; what the newest asks for besides is said
 * calmly, and taken up only when the officer wants it. */
#include "ui/form/pamor-form-page-private.h"

#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>

static gboolean
is_blocked_at (GPtrArray  *problems,
               const char *path)
{
  for (guint i = 0; i < problems->len; i++)
    if (pamor_problem_blocks (problems->pdata[i])
        && g_str_equal (((const PamorProblem *) problems->pdata[i])->path, path))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full) (nullable): what the citizen calls it */
static char *
dup_name (PamorForm  *form,
          const char *text)
{
  const PamorService *service = pamor_form_get_service (form);
  const PamorRequirement *requirement;
  const PamorField *field;
  PamorPath path;

  if (g_str_has_prefix (text, "attachment:"))
    {
      requirement = pamor_service_find_requirement (service, strchr (text, ':') + 1);
      return requirement != NULL ? g_strdup (requirement->name) : NULL;
    }
  field = pamor_path_parse (text, &path) ? pamor_field_find (service, &path) : NULL;
  if (field == NULL)
    return NULL;
  return *path.member == '\0'
           ? g_strdup (field->label)
           : g_strdup_printf ("%s: %s", field->label,
                              pamor_field_get_member_label (
                                field, pamor_form_get_catalogue (form), path.member));
}

/* Returns: (transfer full): the names of what the newest asks for and the form's own does not */
static GPtrArray *
list_more (PamorFormPage *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = pamor_form_to_bytes (self->form);
  g_autoptr (PamorForm) newer
    = pamor_form_new_from_bytes (pamor_desk_get_catalogue (self->desk), bytes, "", NULL);
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) there = NULL;
  GDate today;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (newer == NULL)
    return names; /* it has not got these questions any more: the form goes on as it was begun */
  pamor_clock_get_today (pamor_desk_get_clock (self->desk), &today);
  here = pamor_form_check (self->form, &today);
  there = pamor_form_check (newer, &today);
  for (guint i = 0; i < there->len; i++)
    {
      const PamorProblem *problem = there->pdata[i];
      g_autofree char *name = NULL;

      if (!pamor_problem_blocks (problem) || is_blocked_at (here, problem->path))
        continue;
      name = dup_name (newer, problem->path);
      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  return names;
}

/* The form's own catalogue is gone, and the newest has no place for some answers. */
static void
tell_lost (PamorFormPage *self)
{
  g_autofree char *lost = pamor_form_dup_lost (self->form);
  g_autofree char *title = NULL;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (lost == NULL)
    return;
  title = g_strdup_printf (_("This is no longer asked, and goes once the form is saved: %s"),
                           lost);
  pamor_banner_set_title (self->newer, title);
  pamor_banner_set_button_label (self->newer, NULL);
  pamor_banner_set_revealed (self->newer, TRUE);
}

static void
update (PamorFormPage *self)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *list = NULL;
  g_autofree char *title = NULL;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (self->preview
      || g_str_equal (pamor_catalogue_get_version (pamor_form_get_catalogue (self->form)),
                      pamor_catalogue_get_version (pamor_desk_get_catalogue (self->desk))))
    {
      tell_lost (self);
      return;
    }
  names = list_more (self);
  if (names->len == 0)
    return;
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  title = g_strdup_printf (_("The newest list of services also asks for: %s"), list);
  pamor_banner_set_title (self->newer, title);
  pamor_banner_set_button_label (self->newer, _("Use the Newest"));
  pamor_banner_set_revealed (self->newer, TRUE);
}

static void
on_kept_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorFormPage) self = user_data;

  /* The saver tells of a failure by itself, in the banner; then the page stays. */
  if (pamor_draft_saver_save_finish (PAMOR_DRAFT_SAVER (source), result, NULL))
    g_signal_emit_by_name (self, "renewed",
                           pamor_draft_saver_get_item (PAMOR_DRAFT_SAVER (source))->id);
}

/** pamor_form_page_renew: keeps what is there, to be opened with the newest catalogue */
void
pamor_form_page_renew (PamorFormPage *self)
{
  g_return_if_fail (PAMOR_IS_FORM_PAGE (self));

  if (!pamor_form_page_awaits_photos (self, pamor_form_page_renew))
    pamor_draft_saver_save_async (self->saver, TRUE, on_kept_cb, g_object_ref (self));
}

/** pamor_form_page_watch_newer: now, and when a catalogue comes while the form is open */
void
pamor_form_page_watch_newer (PamorFormPage *self)
{
  g_signal_connect_object (self->desk, "catalogue-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
