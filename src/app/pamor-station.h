/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

/**
 * PamorStation:
 *
 * All that works behind the window, put together: the store of one data folder, the session with
 * E-Open, the engine between them, and in practice mode the practice E-Open itself.
 */
#define PAMOR_TYPE_STATION (pamor_station_get_type ())
G_DECLARE_FINAL_TYPE (PamorStation, pamor_station, PAMOR, STATION, GObject)

void          pamor_station_open_async          (const char           *folder,
                                                 const char           *passphrase,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
void          pamor_station_open_practice_async (const char           *folder,
                                                 const char           *server_folder,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
PamorStation *pamor_station_open_finish         (GAsyncResult         *result,
                                                 PamorLock            *lock,
                                                 GError              **error);
PamorDesk    *pamor_station_get_desk            (PamorStation         *self);
void          pamor_station_log_in_async        (PamorStation         *self,
                                                 const char           *server,
                                                 const char           *officer,
                                                 const char           *secret,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean      pamor_station_log_in_finish       (PamorStation         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void          pamor_station_log_out_async       (PamorStation         *self,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean      pamor_station_log_out_finish      (PamorStation         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void          pamor_station_close               (PamorStation         *self);

G_END_DECLS
