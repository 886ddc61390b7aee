/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging in and out. Tokens are kept before the login is reported as done; the secret is never
 * kept. Logging out always works here, even when the server can't be told. */
#include "net/pamor-session-private.h"

#include "base/pamor-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char        *server;  /* (owned) */
  char        *officer; /* (owned) */
  PamorTokens *tokens;  /* (owned) (nullable): on their way to the keeper; or its last ones */
} Login;

static void on_logged_in  (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_login_kept (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_forgotten  (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_told       (GObject *source, GAsyncResult *result, gpointer user_data);

static void
login_free (Login *data)
{
  g_free (data->server);
  g_free (data->officer);
  g_clear_pointer (&data->tokens, pamor_tokens_free);
  g_free (data);
}

static const struct
{
  PamorVerdictClass  class;
  PamorError         code;
  const char        *words;
} failures[] = {
  { PAMOR_VERDICT_LINK, PAMOR_ERROR_OFFLINE, N_("The server can't be reached from here") },
  { PAMOR_VERDICT_TLS, PAMOR_ERROR_UNTRUSTED,
    N_("The server can't prove that it is the city's. Check the date of this computer") },
  { PAMOR_VERDICT_PORTAL, PAMOR_ERROR_PORTAL,
    N_("Something else answers in the server's place. Log in to this Wi-Fi first") },
  { PAMOR_VERDICT_AUTH, PAMOR_ERROR_AUTH, N_("Officer id and secret do not belong together") },
  { PAMOR_VERDICT_ITEM, PAMOR_ERROR_REJECTED, N_("The server refuses this login") },
  { PAMOR_VERDICT_UPGRADE, PAMOR_ERROR_UPGRADE, N_("This program is too old for the server") },
};

static GError *
make_error (const PamorVerdict *verdict)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].class == verdict->class)
      {
        const char *words = verdict->class == PAMOR_VERDICT_ITEM && verdict->message != NULL
                              ? verdict->message : _(failures[i].words);

        return g_error_new_literal (PAMOR_ERROR, failures[i].code, words);
      }
  return g_error_new_literal (PAMOR_ERROR, PAMOR_ERROR_RETRY_LATER,
                              _("The server is there, but can't log anybody in just now"));
}

/**
 * pamor_session_log_in_async:
 * @server: base URL, see pamor_session_check_server()
 * @officer: the officer's id
 * @secret: not kept
 *
 * Fails with %PAMOR_ERROR_INVALID (address), AUTH (wrong secret), REJECTED (locked: the server's
 * words), OFFLINE, PORTAL, RETRY_LATER, UNTRUSTED or UPGRADE; what was kept before stays then.
 */
void
pamor_session_log_in_async (PamorSession        *self,
                            const char          *server,
                            const char          *officer,
                            const char          *secret,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_auto (PamorRequest) request = { .op = PAMOR_OP_LOG_IN };
  GError *error = NULL;
  Login *data;

  g_return_if_fail (PAMOR_IS_SESSION (self) && officer != NULL && secret != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pamor_session_log_in_async);
  if (!pamor_session_check_server (server, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  data = g_new0 (Login, 1);
  data->server = g_strdup (server);
  data->officer = g_strdup (officer);
  g_task_set_task_data (task, data, (GDestroyNotify) login_free);

  request.body = pamor_session_make_body ("officer", officer, "secret", secret, "device",
                                          pamor_token_keeper_get_device (self->keeper), NULL);
  pamor_http_exchange_async (self->http, server, &request, NULL, NULL, NULL, cancellable,
                             on_logged_in, g_steal_pointer (&task));
}

static void
on_logged_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PamorSession *self = g_task_get_source_object (task);
  Login *data = g_task_get_task_data (task);
  g_autoptr (PamorVerdict) verdict = NULL;
  GError *error = NULL;

  verdict = pamor_http_exchange_finish (PAMOR_HTTP (source), result, &error);
  if (verdict == NULL || verdict->class != PAMOR_VERDICT_OK)
    {
      g_task_return_error (task, verdict == NULL ? error : make_error (verdict));
      return;
    }
  data->tokens = pamor_tokens_from_node (verdict->body, pamor_clock_get_boot (self->clock));
  pamor_session_begin_keeping (self);
  pamor_token_keeper_keep_async (self->keeper, data->server, data->officer, data->tokens->text,
                                 on_login_kept, g_steal_pointer (&task));
}

static void
on_login_kept (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PamorSession *self = g_task_get_source_object (task);
  Login *data = g_task_get_task_data (task);
  GError *error = NULL;

  if (pamor_token_keeper_keep_finish (PAMOR_TOKEN_KEEPER (source), result, &error))
    {
      pamor_session_adopt_tokens (self, g_steal_pointer (&data->tokens));
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
  pamor_session_end_keeping (self);
}

/** pamor_session_log_in_finish: Returns: TRUE once the tokens are kept */
gboolean
pamor_session_log_in_finish (PamorSession  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** pamor_session_log_out_async: fails only when it can't be kept; server and officer stay known.
 * Here it is over before the server hears of it, which may take its time or never come about. */
void
pamor_session_log_out_async (PamorSession        *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;
  Login *data;

  g_return_if_fail (PAMOR_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_session_log_out_async);
  data = g_new0 (Login, 1);
  data->tokens = g_steal_pointer (&self->tokens);
  g_task_set_task_data (task, data, (GDestroyNotify) login_free);
  pamor_session_begin_keeping (self);
  pamor_token_keeper_keep_async (self->keeper, pamor_token_keeper_get_server (self->keeper),
                                 pamor_token_keeper_get_officer (self->keeper), NULL, on_forgotten,
                                 task);
}

static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PamorSession *self = g_task_get_source_object (task);
  Login *data = g_task_get_task_data (task);
  g_auto (PamorRequest) request = { .op = PAMOR_OP_LOG_OUT };
  GError *error = NULL;

  if (!pamor_token_keeper_keep_finish (PAMOR_TOKEN_KEEPER (source), result, &error))
    {
      pamor_session_adopt_tokens (self, g_steal_pointer (&data->tokens));
      g_task_return_error (task, error);
    }
  else if (data->tokens == NULL)
    g_task_return_boolean (task, TRUE);
  else
    pamor_http_exchange_async (self->http, pamor_token_keeper_get_server (self->keeper), &request,
                               data->tokens->access, NULL, NULL, NULL, on_told,
                               g_object_ref (task));
  pamor_session_end_keeping (self);
}

/* Whatever the server said */
static void
on_told (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (PamorVerdict) verdict = pamor_http_exchange_finish (PAMOR_HTTP (source), result, NULL);

  g_task_return_boolean (task, TRUE);
}

/** pamor_session_log_out_finish: Returns: TRUE once no token is kept, whatever the server said */
gboolean
pamor_session_log_out_finish (PamorSession  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
