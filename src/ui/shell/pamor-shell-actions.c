/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages, keys and menus can ask of the shell, each an action named "shell.". */
#include "ui/batch/pamor-batch-page.h"
#include "ui/form/pamor-undo.h"
#include "ui/shell/pamor-shell-private.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-form.h"
#include "domain/pamor-words.h"
#include "ui/form/pamor-form-page.h"
#include "ui/guide/pamor-preview-page.h"
#include "ui/outbox/pamor-item-page.h"
#include "ui/outbox/pamor-saved-page.h"
#include "ui/picker/pamor-bundle-page.h"
#include "ui/picker/pamor-prepare-page.h"
#include "ui/picker/pamor-service-page.h"
#include "ui/shell/pamor-connection-page.h"
#include "ui/studio/pamor-studio-page.h"

#include <glib/gi18n-lib.h>

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);

  if (PAMOR_IS_SERVICE_PAGE (pamor_shell_get_page (self)))
    return;
  pamor_navigator_pop_all (self->navigator);
  pamor_shell_push (self, pamor_service_page_new (pamor_desk_get_catalogue (self->desk)),
                    _("New application"));
}

/* The whole list goes again, but what was worked on since stays. */
static void
take_list_back (gpointer data)
{
  GPtrArray *taken = data; /* the store, then the drafts as they were entered */
  PamorStore *store = taken->pdata[0];

  for (guint i = 1; i < taken->len; i++)
    {
      PamorSubmission *was = taken->pdata[i], *item = pamor_store_find (store, was->id);

      if (item != NULL && item->state == PAMOR_STATE_DRAFT && item->changed_at == was->changed_at)
        pamor_store_delete_draft_async (store, item->id, NULL, NULL);
    }
}

static void
free_taken (gpointer  data,
            GClosure *closure)
{
  g_ptr_array_unref (data);
}

static void
on_list_entered_cb (PamorShell *self,
                    const char *case_id)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *items = pamor_desk_get_items (self->desk);
  g_autofree char *words = NULL;

  g_ptr_array_add (taken, g_object_ref (pamor_desk_get_store (self->desk)));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      PamorSubmission *item = g_list_model_get_item (items, i);

      if (g_strcmp0 (item->case_id, case_id) == 0)
        g_ptr_array_add (taken, item);
      else
        g_object_unref (item);
    }
  pamor_navigator_pop_all (self->navigator);
  _pamor_shell_open_case (self, case_id);
  words = g_strdup_printf (ngettext ("%u draft entered", "%u drafts entered", taken->len - 1),
                           taken->len - 1);
  pamor_undo_offer (GTK_WIDGET (self->navigator), words, take_list_back, taken,
                    free_taken);
}

static void
batch_action (GtkWidget  *widget,
              const char *name,
              GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);
  GtkWidget *page = pamor_batch_page_new (self->desk, g_variant_get_string (argument, NULL));

  g_signal_connect_object (page, "entered", G_CALLBACK (on_list_entered_cb), self,
                           G_CONNECT_SWAPPED);
  pamor_shell_push (self, page, _("Many at once"));
}

static void
prepare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);
  const char *code = g_variant_get_string (argument, NULL);
  const PamorService *service
      = pamor_catalogue_find_service (pamor_desk_get_catalogue (self->desk), code);
  const PamorBundle *bundle
      = pamor_catalogue_find_bundle (pamor_desk_get_catalogue (self->desk), code);

  if (bundle != NULL)
    pamor_shell_push (self, pamor_bundle_page_new (pamor_desk_get_catalogue (self->desk), bundle),
                      _("Prepare first"));
  else if (service != NULL)
    pamor_shell_push (self, pamor_prepare_page_new (pamor_desk_get_catalogue (self->desk), service),
                      _("Prepare first"));
}

/**
 * _pamor_shell_go_on_after:
 * @id: in the queue now: on with the rest of its case, or that it is saved; what can be sent is
 * @here: whether the officer is still at its form; else he stays where he went
 */
void
_pamor_shell_go_on_after (PamorShell *self,
                          const char *id,
                          gboolean    here)
{
  PamorSubmission *item = pamor_store_find (pamor_desk_get_store (self->desk), id);

  g_assert (PAMOR_IS_SHELL (self));

  if (here)
    pamor_navigator_pop_all (self->navigator);
  if (item != NULL && (item->case_id != NULL || !here))
    _pamor_shell_go_on_with_case (self, item, here);
  else if (item != NULL)
    pamor_shell_push (self, pamor_saved_page_new (self->desk, item), _("Saved"));
  pamor_engine_wake (pamor_desk_get_engine (self->desk), FALSE);
}

static void
on_closed_cb (PamorShell *self)
{
  g_assert (PAMOR_IS_SHELL (self));

  pamor_navigator_pop (self->navigator);
}

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);
  g_autoptr(GError) error = NULL;
  g_autoptr(PamorForm) form
      = pamor_form_new (pamor_desk_get_catalogue (self->desk),
                        g_variant_get_string (argument, NULL), &error);
  g_autoptr(PamorSubmission) item = pamor_submission_new ();

  if (form == NULL)
    return _pamor_shell_say_error (self, error);
  pamor_form_set_activity (form, pamor_desk_get_activity (self->desk));
  item->id = pamor_uuid_new (pamor_desk_get_clock (self->desk));
  item->service = g_strdup (pamor_form_get_service (form)->code);
  item->kind = g_strdup (pamor_form_get_service (form)->kind);
  item->activity = g_strdup (pamor_desk_get_activity (self->desk));
  pamor_navigator_pop_all (self->navigator);
  _pamor_shell_push_form (self, form, item);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *argument)
{
  _pamor_shell_open_form (PAMOR_SHELL (widget), g_variant_get_string (argument, NULL),
                          PAMOR_OPEN_BEGIN);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);
  const char *id = g_variant_get_string (argument, NULL);
  PamorSubmission *item = pamor_store_find (pamor_desk_get_store (self->desk), id);
  const PamorService *service;

  if (item == NULL)
    return;
  /* The title bar names the service, not the person: it is seen from afar and in screenshots. */
  service = pamor_catalogue_find_service (pamor_desk_get_catalogue (self->desk), item->service);
  pamor_shell_push (self, pamor_item_page_new (self->desk, id),
                    service != NULL ? service->name : item->service);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *argument)
{
  _pamor_shell_delete (PAMOR_SHELL (widget), g_variant_get_string (argument, NULL));
}

static void
undo_delete_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);

  pamor_bin_take_back (pamor_desk_get_bin (self->desk));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);
  GtkWidget *page = pamor_shell_get_page (self);

  /* A form, or a photo of one, leaves when it is kept, and stays, saying why, when it can't be. */
  if (PAMOR_IS_FORM_PAGE (page))
    pamor_form_page_close (PAMOR_FORM_PAGE (page));
  else if (PAMOR_IS_STUDIO_PAGE (page))
    pamor_studio_page_close (PAMOR_STUDIO_PAGE (page));
  else
    pamor_navigator_pop (self->navigator);
}

/* The keys of a form, and of a photo of one, are heard when the keyboard is in the header bar or
 * the sidebar, too. */
static void
pass_on_action (GtkWidget  *widget,
                const char *name,
                GVariant   *argument)
{
  GtkWidget *page = pamor_shell_get_page (PAMOR_SHELL (widget));
  g_autofree char *action
    = g_strconcat (PAMOR_IS_STUDIO_PAGE (page) ? "studio." : "form.",
                   g_variant_get_string (argument, NULL), NULL);

  gtk_widget_activate_action (page, action, NULL);
}

static void
place_action (GtkWidget  *widget,
              const char *name,
              GVariant   *argument)
{
  pamor_shell_set_place (PAMOR_SHELL (widget), g_variant_get_int32 (argument));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);

  if (pamor_shell_get_page (self) != GTK_WIDGET (self->outbox))
    pamor_shell_set_place (self, PAMOR_PLACE_QUEUE);
  pamor_outbox_page_search (self->outbox, "");
}

static void
send_now_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *argument)
{
  pamor_engine_wake (pamor_desk_get_engine (PAMOR_SHELL (widget)->desk), TRUE);
}

static void
connection_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);

  if (!PAMOR_IS_CONNECTION_PAGE (pamor_shell_get_page (self)))
    pamor_shell_push (self, pamor_connection_page_new (self->desk), _("Test the connection"));
}

static void
show_places_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);

  if (self->folded)
    gtk_revealer_set_reveal_child (self->side, !gtk_revealer_get_reveal_child (self->side));
}

static void
log_in_action (GtkWidget  *widget,
               const char *name,
               GVariant   *argument)
{
  _pamor_shell_log_in (PAMOR_SHELL (widget));
}

static void
case_action (GtkWidget  *widget,
             const char *name,
             GVariant   *argument)
{
  _pamor_shell_open_case (PAMOR_SHELL (widget), g_variant_get_string (argument, NULL));
}

static void
send_case_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *argument)
{
  _pamor_shell_send_case (PAMOR_SHELL (widget), g_variant_get_string (argument, NULL));
}

static void
fill_action (GtkWidget  *widget,
             const char *name,
             GVariant   *argument)
{
  _pamor_shell_open_form (PAMOR_SHELL (widget), g_variant_get_string (argument, NULL),
                          PAMOR_OPEN_MISSING);
}

static void
start_bundle_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);
  const PamorBundle *bundle = pamor_catalogue_find_bundle (
      pamor_desk_get_catalogue (self->desk), g_variant_get_string (argument, NULL));

  if (bundle != NULL)
    _pamor_shell_start_bundle (self, bundle);
}

static void
set_activity_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);

  pamor_desk_set_activity (self->desk, g_variant_get_string (argument, NULL));
  pamor_shell_say (self, _("Today's activity was chosen"));
}

/* Nothing of it comes into the store: neither the catalogue nor what is typed. */
static void
on_preview_chosen_cb (PamorShell         *self,
                      PamorCatalogue     *catalogue,
                      const PamorService *service)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PamorForm) form = pamor_form_new (catalogue, service->code, &error);
  g_autoptr(PamorSubmission) item = pamor_submission_new ();
  g_autofree char *title = g_strdup_printf (_("PREVIEW · %s"), service->name);
  GtkWidget *page;

  g_assert (PAMOR_IS_SHELL (self));

  if (form == NULL)
    return _pamor_shell_say_error (self, error);
  pamor_form_set_activity (form, pamor_desk_get_activity (self->desk));
  item->id = pamor_uuid_new (pamor_desk_get_clock (self->desk));
  item->service = g_strdup (service->code);
  item->kind = g_strdup (service->kind);
  page = pamor_form_page_new (self->desk, form, item);
  pamor_form_page_set_preview (PAMOR_FORM_PAGE (page));
  g_signal_connect_object (page, "closed", G_CALLBACK (on_closed_cb), self, G_CONNECT_SWAPPED);
  pamor_shell_push (self, page, title);
}

static void
preview_action (GtkWidget  *widget,
                const char *name,
                GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);
  GtkWidget *page;

  if (PAMOR_IS_PREVIEW_PAGE (pamor_shell_get_page (self)))
    return;
  page = pamor_preview_page_new ();
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_preview_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  pamor_navigator_pop_all (self->navigator);
  pamor_shell_push (self, page, _("Preview a catalogue"));
}

static void
say_action (GtkWidget  *widget,
            const char *name,
            GVariant   *argument)
{
  pamor_shell_say (PAMOR_SHELL (widget), g_variant_get_string (argument, NULL));
}

/* Both the Wi-Fi's login page and the trainer's page are what the server's address answers with. */
static void
open_server_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *argument)
{
  PamorShell *self = PAMOR_SHELL (widget);
  const char *server = pamor_token_keeper_get_server (
      PAMOR_TOKEN_KEEPER (pamor_desk_get_account (self->desk)));

  if (server != NULL)
    g_app_info_launch_default_for_uri_async (server, NULL, NULL, NULL, NULL);
}

/** _pamor_shell_install_actions: all that begin with "shell.", once for the class */
void
_pamor_shell_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name, *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "shell.back", NULL, back_action },
    { "shell.case", "s", case_action },
    { "shell.connection", NULL, connection_action },
    { "shell.delete", "s", delete_action },
    { "shell.edit", "s", edit_action },
    { "shell.fill", "s", fill_action },
    { "shell.log-in", NULL, log_in_action },
    { "shell.new", NULL, new_action },
    { "shell.open", "s", open_action },
    { "shell.pass-on", "s", pass_on_action },
    { "shell.place", "i", place_action },
    { "shell.portal", NULL, open_server_action },
    { "shell.prepare", "s", prepare_action },
    { "shell.batch", "s", batch_action },
    { "shell.preview", NULL, preview_action },
    { "shell.say", "s", say_action },
    { "shell.search", NULL, search_action },
    { "shell.send-case", "s", send_case_action },
    { "shell.send-now", NULL, send_now_action },
    { "shell.set-activity", "s", set_activity_action },
    { "shell.show-places", NULL, show_places_action },
    { "shell.start", "s", start_action },
    { "shell.start-bundle", "s", start_bundle_action },
    { "shell.trainer", NULL, open_server_action },
    { "shell.undo-delete", NULL, undo_delete_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].activate);
}
