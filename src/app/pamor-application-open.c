/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a closed data folder to an officer at work: unlocking, logging in, and what to say when
 * something is in the way. */
#include "app/pamor-application-private.h"

#include "base/pamor-error.h"
#include "domain/pamor-words.h"
#include "ui/compat/pamor-tell.h"
#include "ui/shell/pamor-shell.h"
#include "ui/welcome/pamor-log-in-page.h"
#include "ui/welcome/pamor-passphrase-page.h"
#include "ui/welcome/pamor-welcome-page.h"

#include <glib/gi18n-lib.h>

/** _pamor_application_dup_folder: Returns: (transfer full): where the data is, practice or real */
char *
_pamor_application_dup_folder (PamorApplication *self)
{
  if (self->data != NULL)
    return g_strdup (self->data);
  return g_build_filename (g_get_user_data_dir (), "halo-pamor",
                           self->practice ? "latihan" : "data", NULL);
}

static PamorTokenKeeper *
get_keeper (PamorApplication *self)
{
  return PAMOR_TOKEN_KEEPER (pamor_desk_get_account (pamor_station_get_desk (self->station)));
}

static void
on_logged_in_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data);

static void
on_log_in_cb (PamorApplication *self,
              const char       *server,
              const char       *officer,
              const char       *secret,
              PamorLogInPage   *page)
{
  g_assert (PAMOR_IS_APPLICATION (self));

  pamor_log_in_page_set_busy (page, TRUE);
  pamor_station_log_in_async (self->station, server, officer, secret, on_logged_in_cb,
                              g_object_ref (page));
}

static void show_work (PamorApplication *self);

/* Asked for again over the work, the page has a window of its own; the first time it fills ours. */
static void
leave_log_in (PamorApplication *self,
              PamorLogInPage   *page)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));

  g_assert (PAMOR_IS_APPLICATION (self));

  if (window != GTK_WINDOW (self->window))
    return gtk_window_destroy (window);
  if (pamor_token_keeper_get_officer (get_keeper (self)) != NULL)
    return show_work (self);
  _pamor_application_close (self);
  pamor_window_show (self->window, pamor_welcome_page_new ());
}

static void
on_logged_in_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PamorLogInPage) page = user_data;
  g_autoptr(GError) error = NULL;
  PamorApplication *self = PAMOR_APPLICATION (g_application_get_default ());
  const gboolean done
      = pamor_station_log_in_finish (PAMOR_STATION (source), result, &error);

  if (self->window == NULL || gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    return; /* the page was left meanwhile */
  if (!done)
    {
      g_debug ("log in: %s", error->message);
      return pamor_log_in_page_show_error (page, error);
    }
  if (!self->practice)
    {
      g_settings_set_string (self->settings, "server",
                             pamor_token_keeper_get_server (get_keeper (self)));
      g_settings_set_string (self->settings, "last-officer",
                             pamor_token_keeper_get_officer (get_keeper (self)));
    }
  leave_log_in (self, page);
}

static void
on_cancelled_cb (PamorApplication *self,
                 PamorLogInPage   *page)
{
  g_assert (PAMOR_IS_APPLICATION (self));

  leave_log_in (self, page);
}

static GtkWidget *
new_log_in_page (PamorApplication *self)
{
  g_autofree char *server = g_settings_get_string (self->settings, "server");
  g_autofree char *officer = g_settings_get_string (self->settings, "last-officer");
  const char *known = pamor_token_keeper_get_server (get_keeper (self));
  const char *who = pamor_token_keeper_get_officer (get_keeper (self));
  GtkWidget *page
      = pamor_log_in_page_new (known != NULL ? known : server, who != NULL ? who : officer);

  g_assert (PAMOR_IS_APPLICATION (self));

  g_signal_connect_object (page, "log-in", G_CALLBACK (on_log_in_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "cancelled", G_CALLBACK (on_cancelled_cb), self,
                           G_CONNECT_SWAPPED);
  return page;
}

/* Over the work, which stays as it is: a half-filled form must not go for a login. */
static void
on_log_in_again_cb (PamorApplication *self)
{
  GtkWidget *window = adw_window_new ();

  g_assert (PAMOR_IS_APPLICATION (self));

  adw_window_set_content (ADW_WINDOW (window), new_log_in_page (self));
  gtk_window_set_title (GTK_WINDOW (window), _("Log in"));
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 520);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_logged_out_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GtkWindow) preferences = user_data;
  g_autoptr(GError) error = NULL;
  GtkWindow *window = gtk_window_get_transient_for (preferences);
  const gboolean done
      = pamor_station_log_out_finish (PAMOR_STATION (source), result, &error);

  gtk_window_destroy (preferences);
  if (!done && window != NULL)
    {
      g_autofree char *words = pamor_words_for_error (error);

      pamor_tell (GTK_WIDGET (window), _("You are still logged in"), words, _("_Close"));
    }
}

static void
on_log_out_cb (PamorApplication *self,
               PamorPreferences *preferences)
{
  g_assert (PAMOR_IS_APPLICATION (self));

  pamor_station_log_out_async (self->station, on_logged_out_cb, g_object_ref (preferences));
}

/** _pamor_application_offer_log_out: where an officer is logged in; practice logs in by itself */
void
_pamor_application_offer_log_out (PamorApplication *self,
                                  PamorPreferences *preferences)
{
  g_assert (PAMOR_IS_APPLICATION (self));

  if (self->station == NULL || self->practice
      || pamor_token_keeper_get_tokens (get_keeper (self)) == NULL)
    return;
  pamor_preferences_show_account (preferences, pamor_token_keeper_get_officer (get_keeper (self)),
                                  pamor_token_keeper_get_server (get_keeper (self)));
  g_signal_connect_object (preferences, "log-out", G_CALLBACK (on_log_out_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
tell_salvage (PamorApplication *self)
{
  PamorStore *store = pamor_desk_get_store (pamor_station_get_desk (self->station));
  const char *file = pamor_store_get_damaged_file (store);
  g_autofree char *body = NULL;

  g_assert (PAMOR_IS_APPLICATION (self));

  if (file == NULL)
    return;
  body = g_strdup_printf (
      _("%u of what was kept could be read and are here; look through them. The damaged file was "
        "set aside as “%s”, nothing was deleted. Please tell the office before you go on."),
      pamor_store_get_salvaged (store), file);
  pamor_tell (GTK_WIDGET (self->window), _("What was kept here was damaged"), body, _("_Close"));
}

/* Whoever looks at the window needs no notification. */
static void
on_news_cb (PamorApplication *self)
{
  g_autoptr(GNotification) notification = NULL;

  g_assert (PAMOR_IS_APPLICATION (self));

  if (self->window == NULL || gtk_window_is_active (GTK_WINDOW (self->window)))
    return pamor_news_forget (self->news);
  notification = pamor_news_make_notification (self->news);
  g_application_send_notification (G_APPLICATION (self), PAMOR_NEWS_ID, notification);
}

static void
on_window_active_cb (PamorApplication *self)
{
  g_assert (PAMOR_IS_APPLICATION (self));

  if (self->news == NULL || self->window == NULL
      || !gtk_window_is_active (GTK_WINDOW (self->window)))
    return;
  pamor_news_forget (self->news);
  g_application_withdraw_notification (G_APPLICATION (self), PAMOR_NEWS_ID);
}

static void
show_work (PamorApplication *self)
{
  PamorDesk *desk = pamor_station_get_desk (self->station);
  GtkWidget *shell;

  g_assert (PAMOR_IS_APPLICATION (self));

  /* What is chosen while practising is not that of the work. */
  g_settings_bind (self->settings, "last-activity", desk, "activity",
                   self->practice ? G_SETTINGS_BIND_GET : G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "photos-on-metered", pamor_desk_get_engine (desk),
                   "photos-on-metered", G_SETTINGS_BIND_GET);
  shell = pamor_shell_new (desk);
  g_signal_connect_object (shell, "log-in", G_CALLBACK (on_log_in_again_cb), self,
                           G_CONNECT_SWAPPED);
  pamor_window_show (self->window, shell);
  g_clear_object (&self->news);
  self->news = pamor_news_new (desk);
  g_signal_connect_object (self->news, "came", G_CALLBACK (on_news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (on_window_active_cb),
                           self, G_CONNECT_SWAPPED);
  tell_salvage (self);
}

static void
show_station (PamorApplication *self)
{
  g_assert (PAMOR_IS_APPLICATION (self));

  if (pamor_token_keeper_get_officer (get_keeper (self)) != NULL)
    show_work (self);
  else
    pamor_window_show (self->window, new_log_in_page (self));
}

static void
on_passphrase_cb (PamorApplication *self,
                  const char       *passphrase)
{
  g_assert (PAMOR_IS_APPLICATION (self));

  _pamor_application_open (self, passphrase);
}

static void
ask_passphrase (PamorApplication *self,
                gboolean          choosing,
                gboolean          again)
{
  GtkWidget *page = pamor_passphrase_page_new (choosing);

  g_assert (PAMOR_IS_APPLICATION (self));

  g_signal_connect_object (page, "passphrase", G_CALLBACK (on_passphrase_cb), self,
                           G_CONNECT_SWAPPED);
  pamor_window_show (self->window, page);
  if (again)
    pamor_passphrase_page_show_trouble (PAMOR_PASSPHRASE_PAGE (page),
                                        _("This is not the passphrase. Please type it again."));
}

/** Attempt: one try to open */
typedef struct
{
  PamorApplication *application; /* owned */
  gboolean          typed;       /* a person typed a passphrase for it */
} Attempt;

static void
on_open_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Attempt *attempt = user_data;
  g_autoptr(PamorApplication) self = attempt->application;
  g_autoptr(GError) error = NULL;
  PamorLock lock;

  self->opening = FALSE;
  self->station = pamor_station_open_finish (result, &lock, &error);
  g_application_release (G_APPLICATION (self));
  if (self->window == NULL)
    return; /* closed meanwhile: shutdown closes the station */
  if (self->station != NULL)
    return show_station (self);

  g_debug ("open: %s", error->message);
  if (lock == PAMOR_LOCK_CHOOSE || lock == PAMOR_LOCK_PASSPHRASE)
    ask_passphrase (self, lock == PAMOR_LOCK_CHOOSE, attempt->typed);
  else
    pamor_window_show (self->window, pamor_trouble_page_new (error));
}

/** _pamor_application_open: once, however often it is asked for, also from other programs.
 * @passphrase: (nullable): typed by a person */
void
_pamor_application_open (PamorApplication *self,
                         const char       *passphrase)
{
  g_autofree char *folder = _pamor_application_dup_folder (self);
  g_autofree char *server = NULL;
  Attempt *attempt;

  g_assert (PAMOR_IS_APPLICATION (self));

  if (self->window == NULL || self->station != NULL)
    return;
  pamor_window_set_practice (self->window, self->practice);
  pamor_window_show_wait (self->window, _("Opening …"));
  if (self->opening)
    return;
  self->opening = TRUE;
  attempt = g_new0 (Attempt, 1);
  attempt->application = g_object_ref (self);
  attempt->typed = passphrase != NULL;
  /* The folder must not be let go in the middle of opening it. */
  g_application_hold (G_APPLICATION (self));
  if (!self->practice)
    return pamor_station_open_async (folder, passphrase, on_open_cb, attempt);
  server = g_build_filename (g_get_user_state_dir (), "halo-pamor", "eopen-latihan", NULL);
  pamor_station_open_practice_async (folder, server, on_open_cb, attempt);
}

/**
 * _pamor_application_close:
 *
 * Lets the station go, and with it the data folder; does nothing where none is open. May block
 * until what was asked to be kept is kept.
 */
void
_pamor_application_close (PamorApplication *self)
{
  g_assert (PAMOR_IS_APPLICATION (self));

  g_clear_object (&self->news);
  if (self->station != NULL)
    pamor_station_close (self->station);
  g_clear_object (&self->station);
}
