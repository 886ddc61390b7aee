/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is thrown away in the window, and for a moment can be taken back. */
#include "ui/shell/pamor-shell-private.h"

#include "ui/compat/pamor-toast.h"
#include "ui/form/pamor-form-page.h"
#include "ui/outbox/pamor-item-page.h"

#include <glib/gi18n-lib.h>

static void
on_undo_dismissed_cb (PamorShell *self,
                      AdwToast   *toast)
{
  g_assert (PAMOR_IS_SHELL (self));

  if (self->undo != toast || self->desk == NULL)
    return;
  g_clear_object (&self->undo);
  pamor_bin_empty (pamor_desk_get_bin (self->desk));
}

static void
end_undo (PamorShell *self)
{
  g_autoptr(AdwToast) last = self->undo != NULL ? g_object_ref (self->undo) : NULL;

  g_assert (PAMOR_IS_SHELL (self));

  if (last == NULL)
    return;
  on_undo_dismissed_cb (self, last);
  pamor_toast_dismiss (self->toasts, last);
}

/* One can be taken back, not two: a button that brings back another draft would be a lie. */
static void
throw_away (PamorShell *self,
            const char *id,
            const char *words)
{
  AdwToast *toast = _pamor_shell_new_toast (words);

  g_assert (PAMOR_IS_SHELL (self));

  end_undo (self);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "shell.undo-delete");
  g_set_object (&self->undo, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_undo_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  pamor_bin_put (pamor_desk_get_bin (self->desk), id);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What was begun may be shown, or what it was begun of, which stays to be seen. */
static void
leave_begun (PamorShell *self,
             const char *id)
{
  GtkWidget *page = pamor_shell_get_page (self);

  g_assert (PAMOR_IS_SHELL (self));

  if (PAMOR_IS_FORM_PAGE (page))
    pamor_navigator_pop (self->navigator);
  page = pamor_shell_get_page (self);
  if (PAMOR_IS_ITEM_PAGE (page)
      && g_str_equal (pamor_item_page_get_id (PAMOR_ITEM_PAGE (page)), id))
    pamor_navigator_pop (self->navigator);
}

/**
 * _pamor_shell_delete:
 * @id: of a draft, or of something sealed, of which only the correction goes that was begun
 *
 * Nothing where nothing was begun, but for a form that is open: it is left.
 */
void
_pamor_shell_delete (PamorShell *self,
                     const char *id)
{
  PamorStore *store = pamor_desk_get_store (self->desk);
  PamorSubmission *item = pamor_store_find (store, id), *draft;
  const char *begun
      = item != NULL ? pamor_bin_find_begun (pamor_desk_get_bin (self->desk), item) : NULL;

  g_assert (PAMOR_IS_SHELL (self));

  draft = begun != NULL ? pamor_store_find (store, begun) : NULL;
  if (draft != NULL && draft->state == PAMOR_STATE_DRAFT && draft->replaces == NULL)
    {
      throw_away (self, begun, _("Draft deleted"));
      pamor_navigator_pop_all (self->navigator);
      return;
    }
  if (draft != NULL)
    throw_away (self, begun, _("The correction was dropped"));
  leave_begun (self, draft != NULL && draft->state == PAMOR_STATE_DRAFT ? begun : "");
}

/** _pamor_shell_let_go_of: @id: of what is opened: what was thrown away of it goes for good now */
void
_pamor_shell_let_go_of (PamorShell *self,
                        const char *id)
{
  PamorSubmission *item = pamor_store_find (pamor_desk_get_store (self->desk), id);

  g_assert (PAMOR_IS_SHELL (self));

  if (item != NULL && pamor_bin_has_begun (pamor_desk_get_bin (self->desk), item))
    end_undo (self);
}
