/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PamorReader:
 *
 * The one voice of the program: reads Indonesian text aloud through speech-dispatcher. Whoever
 * reads last is the one heard. Main thread only; all talk with the service is on a thread of its
 * own, for that may take seconds.
 *
 * Signal: moved (): somebody else reads, or nobody any more.
 */
#define PAMOR_TYPE_READER (pamor_reader_get_type ())
G_DECLARE_FINAL_TYPE (PamorReader, pamor_reader, PAMOR, READER, GObject)

PamorReader *pamor_reader_get_default (void);
gpointer     pamor_reader_get_owner   (PamorReader         *self);
void         pamor_reader_read_async  (PamorReader         *self,
                                       gpointer             owner,
                                       const char          *text,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean     pamor_reader_read_finish (PamorReader         *self,
                                       GAsyncResult        *result,
                                       GError             **error);
void         pamor_reader_stop        (PamorReader         *self);

G_END_DECLS
