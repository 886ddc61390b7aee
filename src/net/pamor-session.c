/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transport to E-Open. Guarantees: an exchange whose token is refused is asked again once, with
 * a renewed one; one renewal is under way at a time, whoever wants it; renewed tokens are kept
 * before they are first used, for until then the server honours the old ones, so that a crash
 * between never logs the officer out. Main thread only. */
#include "net/pamor-session-private.h"

#include "net/pamor-message.h"
#include "net/pamor-reach.h"

#include <stdarg.h>

#define CONNECT_S 20
#define STALL_S   45

typedef struct
{
  const PamorRequest     *request;       /* the caller's */
  PamorTransportProgress  progress;      /* (nullable) */
  gpointer                progress_data;
  char                   *token;         /* (owned) (nullable): that it went out with */
  gboolean                renewed;       /* asked again already */
} Exchange;

static void pamor_session_transport_init (PamorTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PamorSession, pamor_session, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAMOR_TYPE_TRANSPORT,
                                                      pamor_session_transport_init))

static void begin      (PamorSession *self, GTask *task);
static void on_replied (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_renewed (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_kept    (GObject *source, GAsyncResult *result, gpointer user_data);

static void
exchange_free (Exchange *data)
{
  g_free (data->token);
  g_free (data);
}

static void
pamor_session_finalize (GObject *object)
{
  PamorSession *self = PAMOR_SESSION (object);

  g_object_unref (self->keeper);
  g_object_unref (self->clock);
  g_object_unref (self->http);
  g_clear_pointer (&self->tokens, pamor_tokens_free);
  g_clear_pointer (&self->fresh, pamor_tokens_free);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (pamor_session_parent_class)->finalize (object);
}

static void
pamor_session_class_init (PamorSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_session_finalize;
}

static void
pamor_session_init (PamorSession *self)
{
  self->http = pamor_http_new (CONNECT_S, STALL_S);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/** pamor_session_new: Returns: (transfer full): logged in where @keeper has tokens */
PamorSession *
pamor_session_new (PamorTokenKeeper *keeper,
                   PamorClock       *clock)
{
  PamorSession *self;

  g_return_val_if_fail (PAMOR_IS_TOKEN_KEEPER (keeper) && PAMOR_IS_CLOCK (clock), NULL);

  self = g_object_new (PAMOR_TYPE_SESSION, NULL);
  self->keeper = g_object_ref (keeper);
  self->clock = g_object_ref (clock);
  self->tokens = pamor_tokens_from_text (pamor_token_keeper_get_tokens (keeper));
  return self;
}

/** pamor_session_check_server: whether @url may be used at all; %PAMOR_ERROR_INVALID with words */
gboolean
pamor_session_check_server (const char  *url,
                            GError     **error)
{
  return pamor_message_check_server (url, error);
}

/** pamor_session_adopt_tokens: @tokens: (transfer full) (nullable): kept by now */
void
pamor_session_adopt_tokens (PamorSession *self,
                            PamorTokens  *tokens)
{
  g_clear_pointer (&self->tokens, pamor_tokens_free);
  self->tokens = tokens;
}

/** pamor_session_make_body: Returns: (transfer full): JSON of name, value, name, value, ... NULL */
GBytes *
pamor_session_make_body (const char *first_name,
                         ...)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  va_list args;
  char *text;

  json_builder_begin_object (builder);
  va_start (args, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (args, const char *))
    {
      json_builder_set_member_name (builder, name);
      json_builder_add_string_value (builder, va_arg (args, const char *));
    }
  va_end (args);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
needs_token (PamorOperation op)
{
  return op != PAMOR_OP_PROBE && op != PAMOR_OP_DISCOVER;
}

static void
return_verdict (GTask        *task,
                PamorVerdict *verdict)
{
  g_task_return_pointer (task, verdict, (GDestroyNotify) pamor_verdict_free);
}

/* All that waited for a renewal go on, or wait on where a login is about to give them better;
 * with @trouble (nullable) they end with that class. */
static void
end_renewal (PamorSession       *self,
             const PamorVerdict *trouble)
{
  g_autoptr (GPtrArray) waiting = NULL;

  self->renewing = FALSE;
  if (self->keeping > 0)
    return;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = waiting->pdata[i];

      if (trouble == NULL)
        begin (self, task);
      else if (!g_task_return_error_if_cancelled (task))
        {
          PamorVerdict *verdict = pamor_verdict_new (trouble->class);

          verdict->http_status = trouble->http_status;
          verdict->retry_after_s = trouble->retry_after_s;
          return_verdict (task, verdict);
        }
    }
}

/** pamor_session_begin_keeping: a login or log-out is decided: no renewal may be kept over it */
void
pamor_session_begin_keeping (PamorSession *self)
{
  self->keeping++;
  self->outdated = TRUE;
}

/** pamor_session_end_keeping: it was adopted, or could not be kept */
void
pamor_session_end_keeping (PamorSession *self)
{
  self->keeping--;
  if (!self->renewing)
    end_renewal (self, NULL);
}

/* The renewal belongs to nobody in particular, so nobody's cancelling ends it. */
static void
renew (PamorSession *self,
       GTask        *task)
{
  g_auto (PamorRequest) request = { .op = PAMOR_OP_REFRESH };

  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (self->renewing || self->keeping > 0)
    return;

  self->renewing = TRUE;
  self->outdated = FALSE;
  request.body = pamor_session_make_body ("refresh_token", self->tokens->refresh, NULL);
  pamor_http_exchange_async (self->http, pamor_token_keeper_get_server (self->keeper), &request,
                             NULL, NULL, NULL, NULL, on_renewed, g_object_ref (self));
}

static void
on_renewed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorSession) self = PAMOR_SESSION (user_data);
  g_autoptr (PamorVerdict) verdict = pamor_http_exchange_finish (PAMOR_HTTP (source), result, NULL);

  g_assert (verdict != NULL); /* nobody could cancel it */
  if (self->outdated)
    {
      end_renewal (self, NULL);
      return;
    }
  if (verdict->class == PAMOR_VERDICT_OK)
    self->fresh = pamor_tokens_from_node (verdict->body, pamor_clock_get_boot (self->clock));
  else if (verdict->class != PAMOR_VERDICT_AUTH)
    {
      /* Nothing that is the fault of any item, or of its way. */
      if (verdict->class == PAMOR_VERDICT_ITEM || verdict->class == PAMOR_VERDICT_TRANSIT)
        verdict->class = PAMOR_VERDICT_SERVER;
      end_renewal (self, verdict);
      return;
    }

  pamor_token_keeper_keep_async (self->keeper, pamor_token_keeper_get_server (self->keeper),
                                 pamor_token_keeper_get_officer (self->keeper),
                                 self->fresh == NULL ? NULL : self->fresh->text, on_kept,
                                 g_object_ref (self));
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PamorSession) self = PAMOR_SESSION (user_data);
  g_autoptr (PamorTokens) fresh = g_steal_pointer (&self->fresh);
  g_autoptr (PamorVerdict) refused = pamor_verdict_new (PAMOR_VERDICT_AUTH);
  g_autoptr (PamorVerdict) later = pamor_verdict_new (PAMOR_VERDICT_SERVER);
  g_autoptr (GError) error = NULL;

  if (!pamor_token_keeper_keep_finish (PAMOR_TOKEN_KEEPER (source), result, &error))
    {
      g_debug ("Renewed tokens could not be kept, so they are not used: %s", error->message);
      end_renewal (self, fresh == NULL ? refused : later);
      return;
    }
  if (self->outdated)
    {
      end_renewal (self, NULL);
      return;
    }
  pamor_session_adopt_tokens (self, g_steal_pointer (&fresh));
  end_renewal (self, self->tokens == NULL ? refused : NULL);
}

/* Sends, or first renews what is about to run out. */
static void
begin (PamorSession *self,
       GTask        *task)
{
  Exchange *data = g_task_get_task_data (task);
  const char *server = pamor_token_keeper_get_server (self->keeper);
  gboolean with_token = needs_token (data->request->op);

  if (server == NULL || (with_token && self->tokens == NULL))
    {
      return_verdict (task, pamor_verdict_new (PAMOR_VERDICT_AUTH));
      return;
    }
  if (with_token
      && (self->renewing
          || (!data->renewed
              && pamor_tokens_run_out (self->tokens, pamor_clock_get_boot (self->clock)))))
    {
      data->renewed = TRUE;
      renew (self, task);
      return;
    }

  g_free (data->token);
  data->token = with_token ? g_strdup (self->tokens->access) : NULL;
  pamor_http_exchange_async (self->http, server, data->request, data->token, data->progress,
                             data->progress_data, g_task_get_cancellable (task), on_replied,
                             g_object_ref (task));
}

static void
on_replied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PamorSession *self = g_task_get_source_object (task);
  Exchange *data = g_task_get_task_data (task);
  g_autoptr (PamorVerdict) verdict = NULL;
  GError *error = NULL;

  verdict = pamor_http_exchange_finish (PAMOR_HTTP (source), result, &error);
  if (verdict == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (verdict->class != PAMOR_VERDICT_AUTH || data->renewed || data->token == NULL
      || self->tokens == NULL)
    {
      return_verdict (task, g_steal_pointer (&verdict));
      return;
    }

  /* Refused, so nothing was done with it. Where another exchange renewed meanwhile: only again. */
  data->renewed = TRUE;
  if (self->renewing || g_strcmp0 (data->token, self->tokens->access) == 0)
    renew (self, task);
  else
    begin (self, task);
}

static void
pamor_session_exchange_async (PamorTransport         *transport,
                              const PamorRequest     *request,
                              PamorTransportProgress  progress,
                              gpointer                progress_data,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);
  Exchange *data = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, pamor_session_exchange_async);
  data->request = request;
  data->progress = progress;
  data->progress_data = progress_data;
  g_task_set_task_data (task, data, (GDestroyNotify) exchange_free);
  begin (PAMOR_SESSION (transport), task);
}

static PamorVerdict *
pamor_session_exchange_finish (PamorTransport  *transport,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pamor_session_drop_links (PamorTransport *transport)
{
  pamor_http_drop_links (PAMOR_SESSION (transport)->http);
}

/* Without a server there is no account either, and a login is what helps. */
static void
pamor_session_reach_async (PamorTransport      *transport,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  const char *server = pamor_token_keeper_get_server (PAMOR_SESSION (transport)->keeper);
  g_autoptr (GTask) task = NULL;

  if (server != NULL)
    {
      pamor_reach_async (server, CONNECT_S, cancellable, callback, user_data);
      return;
    }
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pamor_reach_async);
  g_task_return_int (task, PAMOR_CULPRIT_ACCOUNT);
}

static PamorCulprit
pamor_session_reach_finish (PamorTransport  *transport,
                            GAsyncResult    *result,
                            GError         **error)
{
  return pamor_reach_finish (result, error);
}

static void
pamor_session_transport_init (PamorTransportInterface *iface)
{
  iface->exchange_async = pamor_session_exchange_async;
  iface->exchange_finish = pamor_session_exchange_finish;
  iface->drop_links = pamor_session_drop_links;
  iface->reach_async = pamor_session_reach_async;
  iface->reach_finish = pamor_session_reach_finish;
}
