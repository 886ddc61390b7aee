/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-transport.h"

G_BEGIN_DECLS

/**
 * PamorHttp:
 *
 * Sends one request over HTTP and judges its reply. One attempt is one send: no redirect, no
 * silent second try. Whatever goes wrong is a verdict; only cancelling is an error.
 */
#define PAMOR_TYPE_HTTP (pamor_http_get_type ())
G_DECLARE_FINAL_TYPE (PamorHttp, pamor_http, PAMOR, HTTP, GObject)

PamorHttp    *pamor_http_new             (guint                    connect_s,
                                          guint                    stall_s);
void          pamor_http_exchange_async  (PamorHttp               *self,
                                          const char              *server,
                                          const PamorRequest      *request,
                                          const char              *token,
                                          PamorTransportProgress   progress,
                                          gpointer                 progress_data,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
PamorVerdict *pamor_http_exchange_finish (PamorHttp               *self,
                                          GAsyncResult            *result,
                                          GError                 **error);
void          pamor_http_drop_links      (PamorHttp               *self);

G_END_DECLS
