/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two doors of the sync core: to the server, and to where the tokens are kept. */
#include "sync/pamor-transport.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (PamorTransport, pamor_transport, G_TYPE_OBJECT)
G_DEFINE_INTERFACE (PamorTokenKeeper, pamor_token_keeper, G_TYPE_OBJECT)

static void
pamor_transport_default_init (PamorTransportInterface *iface)
{
}

static void
pamor_token_keeper_default_init (PamorTokenKeeperInterface *iface)
{
}

/** pamor_request_clear: frees what @self holds and leaves it empty; @self itself is the caller's */
void
pamor_request_clear (PamorRequest *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->submission);
  g_free (self->etag);
  g_free (self->attachment);
  g_free (self->cursor);
  g_clear_pointer (&self->body, g_bytes_unref);
  *self = (PamorRequest) { 0 };
}

static const char *const class_nicks[] = {
  "ok", "link", "tls", "portal", "transit", "resync", "lost", "incomplete", "auth", "item",
  "server", "throttle", "upgrade"
};
G_STATIC_ASSERT (G_N_ELEMENTS (class_nicks) == PAMOR_N_VERDICT_CLASSES);

/** pamor_verdict_class_get_nick: Returns: a word for logs, and the reason of a row that waits */
const char *
pamor_verdict_class_get_nick (PamorVerdictClass class)
{
  g_return_val_if_fail (class < PAMOR_N_VERDICT_CLASSES, NULL);

  return class_nicks[class];
}

static const struct { const char *nick, *words; } culprits[] = {
  [PAMOR_CULPRIT_NETWORK]
    = { "network",
        N_("This computer has no network. Turn on Wi-Fi, or share the network of your phone.") },
  [PAMOR_CULPRIT_PORTAL]
    = { "portal",
        N_("This Wi-Fi wants you to log in to it first. Open its page, log in, then test again.") },
  [PAMOR_CULPRIT_NAME]
    = { "name", N_("The network doesn't find the address of E-Open. Try another network, such as "
                   "that of your phone.") },
  [PAMOR_CULPRIT_SERVER]
    = { "server", N_("E-Open doesn't answer. Nothing is wrong here: everything is sent by itself "
                     "once it is back.") },
  [PAMOR_CULPRIT_CLOCK]
    = { "clock", N_("E-Open's certificate doesn't fit the date of this computer. Put date and time "
                    "right; if they are, tell the office.") },
  [PAMOR_CULPRIT_CERTIFICATE]
    = { "certificate", N_("Something answers but can't prove to be E-Open, so nothing is sent. Try "
                          "another network, and tell the office.") },
  [PAMOR_CULPRIT_UPGRADE]
    = { "upgrade", N_("E-Open wants a newer Halo Pamor. Please update the program.") },
  [PAMOR_CULPRIT_ACCOUNT] = { "account", N_("E-Open answers, but wants you to log in again.") },
  [PAMOR_CULPRIT_NONE] = { "none", N_("All is well: E-Open answers and knows you.") },
};

/** pamor_culprit_get_nick: Returns: a word for logs and tools */
const char *
pamor_culprit_get_nick (PamorCulprit culprit)
{
  g_return_val_if_fail (culprit <= PAMOR_CULPRIT_NONE, NULL);

  return culprits[culprit].nick;
}

/** pamor_culprit_get_words: Returns: what is in the way and what to do, for people */
const char *
pamor_culprit_get_words (PamorCulprit culprit)
{
  g_return_val_if_fail (culprit <= PAMOR_CULPRIT_NONE, NULL);

  return _(culprits[culprit].words);
}

/** pamor_verdict_new: Returns: (transfer full): with nothing said but its class */
PamorVerdict *
pamor_verdict_new (PamorVerdictClass class)
{
  PamorVerdict *self = g_new0 (PamorVerdict, 1);

  self->class = class;
  self->retry_after_s = -1;
  self->offset = -1;
  return self;
}

/** pamor_verdict_free: with the body that came */
void
pamor_verdict_free (PamorVerdict *self)
{
  g_free (self->code);
  g_free (self->message);
  g_free (self->pointer);
  g_free (self->etag);
  g_strfreev (self->missing);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

/**
 * pamor_transport_exchange_async:
 * @request: kept alive and unchanged by the caller until the callback
 * @progress: (nullable): called with the bytes of the body gone out so far
 *
 * One exchange. The request reaches the server once or not at all; only a refused token makes it
 * go out again, because the server did nothing with the first.
 */
void
pamor_transport_exchange_async (PamorTransport         *self,
                                const PamorRequest     *request,
                                PamorTransportProgress  progress,
                                gpointer                progress_data,
                                GCancellable           *cancellable,
                                GAsyncReadyCallback     callback,
                                gpointer                user_data)
{
  g_return_if_fail (PAMOR_IS_TRANSPORT (self) && request != NULL);

  PAMOR_TRANSPORT_GET_IFACE (self)->exchange_async (self, request, progress, progress_data,
                                                    cancellable, callback, user_data);
}

/** pamor_transport_exchange_finish: Returns: (transfer full): a verdict; NULL only if cancelled */
PamorVerdict *
pamor_transport_exchange_finish (PamorTransport  *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (PAMOR_IS_TRANSPORT (self), NULL);

  return PAMOR_TRANSPORT_GET_IFACE (self)->exchange_finish (self, result, error);
}

/** pamor_transport_drop_links: closes idle connections, dead unseen since the machine slept */
void
pamor_transport_drop_links (PamorTransport *self)
{
  g_return_if_fail (PAMOR_IS_TRANSPORT (self));

  PAMOR_TRANSPORT_GET_IFACE (self)->drop_links (self);
}

/**
 * pamor_transport_reach_async:
 *
 * Finds out whether a safe connection to the server can be made at all; asks nothing over it.
 */
void
pamor_transport_reach_async (PamorTransport      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_TRANSPORT (self));

  PAMOR_TRANSPORT_GET_IFACE (self)->reach_async (self, cancellable, callback, user_data);
}

/** pamor_transport_reach_finish: Returns: what is in the way; %PAMOR_CULPRIT_NONE with @error set
 *   only if cancelled */
PamorCulprit
pamor_transport_reach_finish (PamorTransport  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (PAMOR_IS_TRANSPORT (self), PAMOR_CULPRIT_NONE);

  return PAMOR_TRANSPORT_GET_IFACE (self)->reach_finish (self, result, error);
}

/** pamor_token_keeper_get_server: Returns: (nullable): base URL, as the officer gave it */
const char *
pamor_token_keeper_get_server (PamorTokenKeeper *self)
{
  g_return_val_if_fail (PAMOR_IS_TOKEN_KEEPER (self), NULL);

  return PAMOR_TOKEN_KEEPER_GET_IFACE (self)->get_server (self);
}

/** pamor_token_keeper_get_officer: Returns: (nullable): the officer's id */
const char *
pamor_token_keeper_get_officer (PamorTokenKeeper *self)
{
  g_return_val_if_fail (PAMOR_IS_TOKEN_KEEPER (self), NULL);

  return PAMOR_TOKEN_KEEPER_GET_IFACE (self)->get_officer (self);
}

/** pamor_token_keeper_get_device: Returns: the UUID of this device, the same for ever */
const char *
pamor_token_keeper_get_device (PamorTokenKeeper *self)
{
  g_return_val_if_fail (PAMOR_IS_TOKEN_KEEPER (self), NULL);

  return PAMOR_TOKEN_KEEPER_GET_IFACE (self)->get_device (self);
}

/** pamor_token_keeper_get_tokens: Returns: (nullable): what the session gave to be kept */
const char *
pamor_token_keeper_get_tokens (PamorTokenKeeper *self)
{
  g_return_val_if_fail (PAMOR_IS_TOKEN_KEEPER (self), NULL);

  return PAMOR_TOKEN_KEEPER_GET_IFACE (self)->get_tokens (self);
}

/** pamor_token_keeper_keep_async: keeps all three at once; @tokens NULL: logged out */
void
pamor_token_keeper_keep_async (PamorTokenKeeper    *self,
                               const char          *server,
                               const char          *officer,
                               const char          *tokens,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_TOKEN_KEEPER (self));

  PAMOR_TOKEN_KEEPER_GET_IFACE (self)->keep_async (self, server, officer, tokens, callback,
                                                   user_data);
}

/** pamor_token_keeper_keep_finish: TRUE: it survives a power cut */
gboolean
pamor_token_keeper_keep_finish (PamorTokenKeeper  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (PAMOR_IS_TOKEN_KEEPER (self), FALSE);

  return PAMOR_TOKEN_KEEPER_GET_IFACE (self)->keep_finish (self, result, error);
}
