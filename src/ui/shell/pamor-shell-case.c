/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several services for one family: begun together, shown together, each taking over from the one
 * before. */
#include "ui/shell/pamor-shell-private.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-form.h"
#include "domain/pamor-words.h"
#include "ui/outbox/pamor-case-copy.h"
#include "ui/outbox/pamor-case-page.h"
#include "ui/outbox/pamor-case-send-page.h"
#include "ui/outbox/pamor-item-words.h"

#include <glib/gi18n-lib.h>

/** Step: what the shell goes on with when the store has answered */
typedef struct
{
  PamorShell *shell;   /* owned */
  char       *case_id; /* owned */
  char       *first;   /* owned (nullable): id of the form that is opened */
} Step;

static Step *
step_new (PamorShell *shell,
          const char *case_id,
          const char *first)
{
  Step *step = g_new0 (Step, 1);

  step->shell = g_object_ref (shell);
  step->case_id = g_strdup (case_id);
  step->first = g_strdup (first);
  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->shell);
  g_free (step->case_id);
  g_free (step->first);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/** _pamor_shell_open_case: on top of the page that shows */
void
_pamor_shell_open_case (PamorShell *self,
                        const char *case_id)
{
  g_assert (PAMOR_IS_SHELL (self));

  pamor_shell_push (self, pamor_case_page_new (self->desk, case_id), _("One case"));
}

static void
on_drafts_saved_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(Step) step = user_data;
  g_autoptr(GError) error = NULL;
  const gboolean saved
      = pamor_store_save_drafts_finish (PAMOR_STORE (source), result, &error);

  step->shell->begins = FALSE;
  if (step->shell->desk == NULL)
    return; /* disposed meanwhile */
  if (!saved)
    return _pamor_shell_say_error (step->shell, error);
  pamor_navigator_pop_all (step->shell->navigator);
  _pamor_shell_open_case (step->shell, step->case_id);
  gtk_widget_activate_action (GTK_WIDGET (step->shell), "shell.edit", "s", step->first);
}

/* Adds a draft of the service at @order, from 1, to @items and @forms; nothing where it can't be
 * begun. */
static void
add_draft (PamorShell        *self,
           const PamorBundle *bundle,
           guint              order,
           const char        *case_id,
           GPtrArray         *items,
           GPtrArray         *forms)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PamorForm) form = pamor_form_new (pamor_desk_get_catalogue (self->desk),
                                              bundle->services[order - 1], &error);
  g_autoptr(PamorSubmission) item = pamor_submission_new ();
  GDate today;

  g_assert (PAMOR_IS_SHELL (self));

  if (form == NULL)
    return _pamor_shell_say_error (self, error);
  pamor_form_set_activity (form, pamor_desk_get_activity (self->desk));
  pamor_form_set_case (form, case_id, bundle->name, order);
  item->id = pamor_uuid_new (pamor_desk_get_clock (self->desk));
  pamor_clock_get_today (pamor_desk_get_clock (self->desk), &today);
  pamor_form_describe (form, &today, item);
  g_ptr_array_add (items, g_steal_pointer (&item));
  g_ptr_array_add (forms, pamor_form_to_bytes (form));
}

/** _pamor_shell_start_bundle: drafts of all its services at once, the first of them opened */
void
_pamor_shell_start_bundle (PamorShell        *self,
                           const PamorBundle *bundle)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *case_id = pamor_uuid_new (pamor_desk_get_clock (self->desk));

  g_assert (PAMOR_IS_SHELL (self));

  if (self->begins)
    return; /* a second click on the same button */
  for (guint order = 1; bundle->services[order - 1] != NULL; order++)
    add_draft (self, bundle, order, case_id, items, forms);
  self->begins = items->len > 0;
  if (self->begins)
    pamor_store_save_drafts_async (
        pamor_desk_get_store (self->desk), items, forms, on_drafts_saved_cb,
        step_new (self, case_id, ((PamorSubmission *) items->pdata[0])->id));
}

static void
on_copied_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Step) step = user_data;
  PamorShell *self = step->shell;
  g_autofree char *wanted = NULL;
  g_autoptr(GError) error = NULL;
  const gboolean copied = pamor_case_copy_finish (result, &error);

  self->copying--;
  if (self->desk == NULL)
    return; /* disposed meanwhile */
  if (!copied)
    _pamor_shell_say_error (self, error);
  wanted = self->copying == 0 ? g_steal_pointer (&self->wanted) : NULL;
  if (wanted != NULL)
    _pamor_shell_open_form (self, wanted, self->wanted_at);
}

/** _pamor_shell_fill_next: @filled: of a list; once it is complete the next one is opened */
void
_pamor_shell_fill_next (PamorShell *self,
                        const char *filled)
{
  PamorSubmission *item = pamor_store_find (pamor_desk_get_store (self->desk), filled), *next;

  g_assert (PAMOR_IS_SHELL (self));

  /* Who leaves something open means to stop. */
  if (item == NULL || item->case_id == NULL
      || (item->state == PAMOR_STATE_DRAFT && !pamor_submission_is_ready (item)))
    return;
  next = pamor_cases_find_incomplete (pamor_desk_get_cases (self->desk), item->case_id, item);
  if (next != NULL)
    _pamor_shell_open_form (self, next->id, PAMOR_OPEN_MISSING);
  else
    pamor_shell_say (self, _("That was the last one: the rest is complete"));
}

static void
on_case_sent_cb (PamorShell *self,
                 guint       sealed,
                 GtkWidget  *page)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u saved in the queue",
                                                      "%u saved in the queue", sealed), sealed);

  g_assert (PAMOR_IS_SHELL (self));

  if (pamor_shell_get_page (self) == page) /* else it was left meanwhile */
    pamor_navigator_pop (self->navigator);
  pamor_shell_say (self, words);
}

/** _pamor_shell_send_case: asks for the consent of all of a list who are complete and came */
void
_pamor_shell_send_case (PamorShell *self,
                        const char *case_id)
{
  GtkWidget *page;

  g_assert (PAMOR_IS_SHELL (self));

  if (pamor_cases_find (pamor_desk_get_cases (self->desk), case_id) == NULL)
    return;
  page = pamor_case_send_page_new (self->desk, case_id);
  g_signal_connect_object (page, "done", G_CALLBACK (on_case_sent_cb), self, G_CONNECT_SWAPPED);
  pamor_shell_push (self, page, _("Send together"));
}

/* Of one that waits for its turn the officer hears while he can still finish what comes first. */
static void
say_saved (PamorShell      *self,
           PamorSubmission *sealed)
{
  g_autofree char *turn = pamor_item_dup_turn (sealed, self->desk);
  g_autofree char *words = g_strjoin (" ", turn != NULL ? _("Saved in the queue.")
                                                        : _("Saved in the queue"), turn, NULL);

  g_assert (PAMOR_IS_SHELL (self));

  pamor_shell_say (self, words);
}

/**
 * _pamor_shell_go_on_with_case:
 * @sealed: of a case the others take over
 * @here: whether they are shown
 */
void
_pamor_shell_go_on_with_case (PamorShell      *self,
                              PamorSubmission *sealed,
                              gboolean         here)
{
  g_autofree char *filled = here ? g_steal_pointer (&self->filling) : NULL;

  g_assert (PAMOR_IS_SHELL (self));

  if (here)
    _pamor_shell_open_case (self, sealed->case_id);
  say_saved (self, sealed);
  if (sealed->case_order > 0)
    {
      self->copying++;
      pamor_case_copy_async (self->desk, sealed, on_copied_cb,
                             step_new (self, sealed->case_id, NULL));
    }
  else if (filled != NULL)
    _pamor_shell_fill_next (self, filled);
}
