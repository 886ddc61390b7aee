/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pamor-application-private.h"

#include "ui/compat/pamor-about.h"
#include "ui/reading/pamor-reading-mode.h"
#include "ui/shell/pamor-shell.h"
#include "ui/welcome/pamor-welcome-page.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PamorApplication, pamor_application, ADW_TYPE_APPLICATION)

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  pamor_about_show (GTK_WINDOW (PAMOR_APPLICATION (user_data)->window));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  PamorApplication *self = PAMOR_APPLICATION (user_data);
  GtkWindow *preferences = pamor_preferences_new (self->settings);

  _pamor_application_offer_log_out (self, PAMOR_PREFERENCES (preferences));
  gtk_window_set_transient_for (preferences, GTK_WINDOW (self->window));
  gtk_window_present (preferences);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  _pamor_application_open (PAMOR_APPLICATION (user_data), NULL);
}

static void
practice_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  PamorApplication *self = PAMOR_APPLICATION (user_data);

  if (self->station != NULL || self->opening)
    return;
  self->practice = TRUE;
  _pamor_application_open (self, NULL);
}

/* From the notification: the page of it, where an officer is at work; else what there is. */
static void
status_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PamorApplication *self = PAMOR_APPLICATION (user_data);

  g_application_activate (G_APPLICATION (self));
  if (PAMOR_IS_SHELL (pamor_window_get_page (self->window)))
    pamor_shell_set_place (PAMOR_SHELL (pamor_window_get_page (self->window)),
                           PAMOR_PLACE_STATUS);
}

/* As by the button of the window, which keeps what was typed; the program ends with it. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PamorApplication *self = PAMOR_APPLICATION (user_data);

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
}

static void
pamor_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "about", about_action },
    { "log-in", open_action },
    { "open", open_action },
    { "practice", practice_action },
    { "preferences", preferences_action },
    { "quit", quit_action },
    { "status", status_action },
  };
  const char *quit[] = { "<Control>q", NULL }, *preferences[] = { "<Control>comma", NULL };
  g_autoptr(GAction) reading = NULL;

  G_APPLICATION_CLASS (pamor_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  reading = g_settings_create_action (PAMOR_APPLICATION (application)->settings,
                                      PAMOR_READING_KEY);
  g_action_map_add_action (G_ACTION_MAP (application), reading);
  pamor_reading_mode_follow (PAMOR_APPLICATION (application)->settings);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.preferences",
                                         preferences);
  gtk_window_set_default_icon_name (PAMOR_APP_ID);
}

static void
pamor_application_activate (GApplication *application)
{
  PamorApplication *self = PAMOR_APPLICATION (application);
  g_autofree char *folder = _pamor_application_dup_folder (self);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }
  self->window = pamor_window_new (GTK_APPLICATION (self), self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  if (self->practice || pamor_store_exists (folder))
    _pamor_application_open (self, NULL);
  else
    pamor_window_show (self->window, pamor_welcome_page_new ());
  gtk_window_present (GTK_WINDOW (self->window));
}

/* Before the program has a name on the bus: practice takes another one. */
static int
pamor_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  PamorApplication *self = PAMOR_APPLICATION (application);

  g_variant_dict_lookup (options, "practice", "b", &self->practice);
  g_variant_dict_lookup (options, "data", "^ay", &self->data);
  if (self->practice)
    g_application_set_application_id (application, PAMOR_APP_ID ".Latihan");
  if (self->data != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
pamor_application_shutdown (GApplication *application)
{
  PamorApplication *self = PAMOR_APPLICATION (application);

  /* The pages first: what they still hold goes into the store before that closes. */
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  _pamor_application_close (self);
  G_APPLICATION_CLASS (pamor_application_parent_class)->shutdown (application);
}

static void
pamor_application_finalize (GObject *object)
{
  PamorApplication *self = PAMOR_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);
  g_free (self->data);
  G_OBJECT_CLASS (pamor_application_parent_class)->finalize (object);
}

static void
pamor_application_class_init (PamorApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pamor_application_finalize;
  application_class->activate = pamor_application_activate;
  application_class->handle_local_options = pamor_application_handle_local_options;
  application_class->shutdown = pamor_application_shutdown;
  application_class->startup = pamor_application_startup;
}

static void
pamor_application_init (PamorApplication *self)
{
  const GOptionEntry options[] = {
    { "practice", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Practise: nothing is real"), NULL },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Keep what is entered in this folder"),
      N_("FOLDER") },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/** pamor_application_new: @settings: a reference of it is taken */
PamorApplication *
pamor_application_new (GSettings *settings)
{
  PamorApplication *self
      = g_object_new (PAMOR_TYPE_APPLICATION, "application-id", PAMOR_APP_ID, "resource-base-path",
                      "/id/e_open/HaloPamor", NULL);

  self->settings = g_object_ref (settings);
  return self;
}
