/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms in the window: opened with the catalogue that they were begun with, and again, where the
 * keyboard was, after the program ended under them. */
#include "ui/shell/pamor-shell-private.h"

#include "domain/pamor-form.h"
#include "domain/pamor-words.h"
#include "ui/form/pamor-form-page.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/** OpenedForm: a form on its way from the store into the window */
typedef struct
{
  PamorShell *shell;  /* owned */
  char       *id;     /* owned */
  char       *path;   /* owned (nullable): where the keyboard goes */
  GBytes     *bytes;  /* owned (nullable): once read */
  gboolean    newest; /* with the newest catalogue, whatever it was begun with */
} OpenedForm;

static void
opened_form_free (OpenedForm *opened)
{
  g_object_unref (opened->shell);
  g_free (opened->id);
  g_free (opened->path);
  g_clear_pointer (&opened->bytes, g_bytes_unref);
  g_free (opened);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenedForm, opened_form_free)

static void
on_closed_cb (PamorShell *self)
{
  g_assert (PAMOR_IS_SHELL (self));

  pamor_navigator_pop (self->navigator);
}

static void
on_renewed_cb (PamorShell *self,
               const char *id)
{
  g_assert (PAMOR_IS_SHELL (self));

  pamor_navigator_pop (self->navigator);
  _pamor_shell_open_form (self, id, NULL, TRUE);
}

/** _pamor_shell_push_form: Returns: (transfer none): the page of @form, on top now */
GtkWidget *
_pamor_shell_push_form (PamorShell      *self,
                        PamorForm       *form,
                        PamorSubmission *item)
{
  GtkWidget *page = pamor_form_page_new (self->desk, form, item);

  g_assert (PAMOR_IS_SHELL (self));

  g_signal_connect_object (page, "sealed", G_CALLBACK (_pamor_shell_go_on_after), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "closed", G_CALLBACK (on_closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "renewed", G_CALLBACK (on_renewed_cb), self, G_CONNECT_SWAPPED);
  pamor_shell_push (self, page, pamor_form_get_service (form)->name);
  return page;
}

static void
show (OpenedForm     *opened,
      PamorCatalogue *catalogue)
{
  PamorShell *self = opened->shell;
  PamorSubmission *item = pamor_store_find (pamor_desk_get_store (self->desk), opened->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorForm) form
    = pamor_form_new_from_bytes (catalogue, opened->bytes, opened->id, &error);
  GtkWidget *page;

  if (form == NULL)
    return _pamor_shell_say_error (self, error);
  if (item == NULL)
    return;
  page = _pamor_shell_push_form (self, form, item);
  if (opened->path == NULL)
    return;
  if (*opened->path != '\0')
    pamor_form_page_go_to (PAMOR_FORM_PAGE (page), opened->path);
  pamor_shell_say (self, _("Continued where you were"));
}

static void
on_catalogue_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (OpenedForm) opened = user_data;
  g_autoptr (GBytes) pack
    = pamor_store_read_catalogue_finish (PAMOR_STORE (source), result, NULL, NULL);
  g_autoptr (PamorCatalogue) catalogue = NULL;

  if (opened->shell->desk == NULL)
    return; /* disposed meanwhile */
  if (pack != NULL)
    catalogue = pamor_catalogue_load_pack (pack, opened->id, NULL);
  /* One that is kept no more: the newest reads what both have, and says what it lacks. */
  show (opened, catalogue != NULL ? catalogue : pamor_desk_get_catalogue (opened->shell->desk));
}

static char *
dup_version (GBytes *form)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *text = g_bytes_get_data (form, &size);
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, size, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root)
           ? g_strdup (json_object_get_string_member_with_default (json_node_get_object (root),
                                                                   "catalogue", NULL))
           : NULL;
}

static void
on_form_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (OpenedForm) opened = user_data;
  PamorCatalogue *builtin = pamor_catalogue_get_builtin ();
  PamorCatalogue *newest;
  g_autoptr (GError) error = NULL;
  g_autofree char *version = NULL;

  opened->bytes = pamor_store_read_form_finish (PAMOR_STORE (source), result, &error);
  if (opened->shell->desk == NULL)
    return; /* disposed meanwhile */
  if (opened->bytes == NULL)
    return _pamor_shell_say_error (opened->shell, error);
  newest = pamor_desk_get_catalogue (opened->shell->desk);
  version = dup_version (opened->bytes);
  if (opened->newest || version == NULL
      || g_str_equal (version, pamor_catalogue_get_version (newest)))
    show (opened, newest);
  else if (g_str_equal (version, pamor_catalogue_get_version (builtin)))
    show (opened, builtin);
  else
    pamor_store_read_catalogue_async (PAMOR_STORE (source), version, on_catalogue_read_cb,
                                      g_steal_pointer (&opened));
}

/* @path: (nullable): where the keyboard was, "" when that is not known; NULL: it is opened anew */
void
_pamor_shell_open_form (PamorShell *self,
                        const char *id,
                        const char *path,
                        gboolean    newest)
{
  OpenedForm *opened = g_new0 (OpenedForm, 1);

  g_assert (PAMOR_IS_SHELL (self));

  opened->shell = g_object_ref (self);
  opened->id = g_strdup (id);
  opened->path = g_strdup (path);
  opened->newest = newest;
  pamor_store_read_form_async (pamor_desk_get_store (self->desk), id, on_form_read_cb, opened);
}

/* @note: (nullable): that of PAMOR_FORM_PAGE_NOTE when the program began */
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
    _pamor_shell_open_form (self, item->id, parts[1] != NULL ? parts[1] : "", FALSE);
}

/* Once no form is on top, none is to be opened again. */
void
_pamor_shell_forget_form (PamorShell *self)
{
  PamorStore *store = pamor_desk_get_store (self->desk);

  g_assert (PAMOR_IS_SHELL (self));

  if (!PAMOR_IS_FORM_PAGE (pamor_shell_get_page (self))
      && pamor_store_get_note (store, PAMOR_FORM_PAGE_NOTE) != NULL)
    pamor_store_set_note_async (store, PAMOR_FORM_PAGE_NOTE, NULL, NULL, NULL);
}
