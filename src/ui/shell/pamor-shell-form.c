/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms in the window: opened, and again, where the keyboard was, after the program ended under
 * them. */
#include "ui/shell/pamor-shell-private.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-form.h"
#include "domain/pamor-words.h"
#include "ui/form/pamor-draft-saver.h"
#include "ui/form/pamor-form-page.h"
#include "ui/form/pamor-form-reading.h"
#include "ui/studio/pamor-studio-page.h"

#include <glib/gi18n-lib.h>

/** OpenedForm: a form on its way from the store into the window */
typedef struct
{
  PamorShell  *shell; /* owned */
  char        *id;    /* owned */
  char        *path;  /* owned (nullable): where the keyboard goes */
  PamorOpenAt  at;
} OpenedForm;

static void
opened_form_free (OpenedForm *opened)
{
  g_object_unref (opened->shell);
  g_free (opened->id);
  g_free (opened->path);
  g_free (opened);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenedForm, opened_form_free)

/* Keeping and sealing take their time, in which the officer may have gone elsewhere. */
static gboolean
is_on_top (PamorShell *self,
           GtkWidget  *page)
{
  g_assert (PAMOR_IS_SHELL (self));

  return pamor_shell_get_page (self) == page;
}

static void
on_closed_cb (PamorShell *self,
              GtkWidget  *page)
{
  g_autofree char *filled = NULL;

  if (!is_on_top (self, page))
    return;
  filled = g_steal_pointer (&self->filling);
  pamor_navigator_pop (self->navigator);
  if (filled != NULL)
    _pamor_shell_fill_next (self, filled);
}

static void
on_renewed_cb (PamorShell *self,
               const char *id,
               GtkWidget  *page)
{
  if (!is_on_top (self, page))
    return;
  pamor_navigator_pop (self->navigator);
  _pamor_shell_open_form (self, id, PAMOR_OPEN_RENEWED);
}

static void
on_sealed_cb (PamorShell *self,
              const char *id,
              GtkWidget  *page)
{
  _pamor_shell_go_on_after (self, id, is_on_top (self, page));
}

/** _pamor_shell_push_form: Returns: (transfer none): the page of @form, on top now */
GtkWidget *
_pamor_shell_push_form (PamorShell      *self,
                        PamorForm       *form,
                        PamorSubmission *item)
{
  GtkWidget *page = pamor_form_page_new (self->desk, form, item);

  g_assert (PAMOR_IS_SHELL (self));

  g_clear_pointer (&self->filling, g_free);
  g_signal_connect_object (page, "sealed", G_CALLBACK (on_sealed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "closed", G_CALLBACK (on_closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "renewed", G_CALLBACK (on_renewed_cb), self, G_CONNECT_SWAPPED);
  pamor_shell_push (self, page, pamor_form_get_service (form)->name);
  return page;
}

/* Where the first thing is that keeps it from the queue; the consent is not asked for here.
 * Returns: (transfer full) (nullable): a path */
static char *
find_missing (PamorShell *self,
              PamorForm  *form)
{
  g_autoptr (GPtrArray) problems = NULL;
  GDate today;

  pamor_clock_get_today (pamor_desk_get_clock (self->desk), &today);
  problems = pamor_form_check (form, &today);
  for (guint i = 0; i < problems->len; i++)
    {
      const PamorProblem *problem = problems->pdata[i];

      if (pamor_problem_blocks (problem) && !g_str_equal (problem->rule, "consent"))
        return g_strdup (problem->path);
    }
  return NULL;
}

/* Asked for twice, as by two clicks, it is opened once. */
static gboolean
shows_form (PamorShell *self,
            const char *id)
{
  GtkWidget *page = pamor_shell_get_page (self);

  return PAMOR_IS_FORM_PAGE (page)
         && g_str_equal (pamor_form_page_get_id (PAMOR_FORM_PAGE (page)), id);
}

static void
on_form_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (OpenedForm) opened = user_data;
  PamorShell *self = opened->shell;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorForm) form = pamor_form_reading_finish (result, &error);
  PamorDraftSaver *saver;
  PamorSubmission *item;
  GtkWidget *page;

  if (self->desk == NULL || shows_form (self, opened->id))
    return; /* disposed meanwhile, or open by now */
  saver = pamor_draft_saver_find (pamor_desk_get_store (self->desk), opened->id);
  if (saver != NULL && opened->at != PAMOR_OPEN_RENEWED)
    g_set_object (&form, pamor_draft_saver_get_form (saver));
  if (form == NULL)
    return _pamor_shell_say_error (self, error);
  item = pamor_store_find (pamor_desk_get_store (self->desk), opened->id);
  if (item == NULL)
    return;
  page = _pamor_shell_push_form (self, form, item);
  /* What is complete is not typed over because the keyboard came to it. */
  if (opened->at == PAMOR_OPEN_MISSING
      || (opened->at == PAMOR_OPEN_BEGIN && item->state == PAMOR_STATE_DRAFT))
    opened->path = find_missing (self, form);
  if (opened->at == PAMOR_OPEN_MISSING)
    self->filling = g_strdup (opened->id);
  if (opened->path != NULL && *opened->path != '\0')
    pamor_form_page_go_to (PAMOR_FORM_PAGE (page), opened->path);
  if (opened->at == PAMOR_OPEN_AGAIN)
    pamor_shell_say (self, _("Continued where you were"));
}

/* What takes over from another is not opened before it has: it would be written under the form.
 * @path: (nullable): where the keyboard goes */
static void
read_at (PamorShell  *self,
         const char  *id,
         PamorOpenAt  at,
         const char  *path)
{
  OpenedForm *opened;

  g_assert (PAMOR_IS_SHELL (self));

  if (self->copying > 0)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (id);
      self->wanted_at = at;
      return;
    }
  opened = g_new0 (OpenedForm, 1);
  opened->shell = g_object_ref (self);
  opened->id = g_strdup (id);
  opened->path = g_strdup (path);
  opened->at = at;
  pamor_form_reading_async (self->desk, id, at == PAMOR_OPEN_RENEWED, on_form_read_cb, opened);
}

static void
on_anew_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorShell) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorSubmission) draft
    = pamor_store_begin_anew_finish (PAMOR_STORE (source), result, &error);

  if (self->desk == NULL)
    return; /* disposed meanwhile */
  if (draft != NULL)
    read_at (self, draft->id, PAMOR_OPEN_BEGIN, NULL);
  else
    _pamor_shell_say_error (self, error);
}

/* What takes no revision any more is opened as the draft in its place. */
static void
open_at (PamorShell  *self,
         const char  *id,
         PamorOpenAt  at,
         const char  *path)
{
  PamorStore *store = pamor_desk_get_store (self->desk);
  PamorSubmission *item = pamor_store_find (store, id);
  g_autofree char *draft = NULL;

  g_assert (PAMOR_IS_SHELL (self));

  _pamor_shell_let_go_of (self, id);
  if (item == NULL || pamor_submission_get_correction (item) != PAMOR_CORRECTION_ANEW)
    return read_at (self, id, at, path);
  draft = pamor_uuid_new (pamor_desk_get_clock (self->desk));
  pamor_store_begin_anew_async (store, id, draft, on_anew_cb, g_object_ref (self));
}

/** _pamor_shell_open_form: @at: where in it the keyboard goes */
void
_pamor_shell_open_form (PamorShell  *self,
                        const char  *id,
                        PamorOpenAt  at)
{
  open_at (self, id, at, NULL);
}

/** _pamor_shell_resume_form: @note: (nullable): of PAMOR_FORM_PAGE_NOTE, when the program began */
void
_pamor_shell_resume_form (PamorShell *self,
                          const char *note)
{
  g_auto (GStrv) parts = note != NULL ? g_strsplit (note, " ", 2) : NULL;
  PamorSubmission *item;

  g_assert (PAMOR_IS_SHELL (self));

  if (parts == NULL || parts[0] == NULL)
    return;
  item = pamor_store_find (pamor_desk_get_store (self->desk), parts[0]);
  if (item != NULL && (item->state == PAMOR_STATE_DRAFT || pamor_submission_can_correct (item)))
    open_at (self, item->id, PAMOR_OPEN_AGAIN, parts[1]);
}

/** _pamor_shell_forget_form: with no form on top, nor a photo of one, none is to be opened again */
void
_pamor_shell_forget_form (PamorShell *self)
{
  PamorStore *store = pamor_desk_get_store (self->desk);

  g_assert (PAMOR_IS_SHELL (self));

  if (!PAMOR_IS_FORM_PAGE (pamor_shell_get_page (self))
      && !PAMOR_IS_STUDIO_PAGE (pamor_shell_get_page (self))
      && pamor_store_get_note (store, PAMOR_FORM_PAGE_NOTE) != NULL)
    pamor_store_set_note_async (store, PAMOR_FORM_PAGE_NOTE, NULL, NULL, NULL);
}
