/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"
#include "store/pamor-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** PamorExit: what pamorctl ends with */
typedef enum
{
  PAMOR_EXIT_DONE = 0,
  PAMOR_EXIT_FAILED = 1,
  PAMOR_EXIT_USAGE = 2,
  PAMOR_EXIT_PERSON = 3 /* something waits for a person */
} PamorExit;

/** PamorCommand: what was asked on the command line, and what every job needs */
typedef struct
{
  /* Owned */
  char        *data;            /* data folder */
  char        *passphrase_file; /* (nullable) */
  gboolean     json;            /* print for programs */
  PamorClock  *clock;
  JsonBuilder *out;             /* an open object; printed at the end when json */
  gboolean     finished;        /* it was printed */

  /* Borrowed, until the job ends */
  char       **args;            /* after the job's name */
  int          n_args;
} PamorCommand;

typedef PamorExit (*PamorJob) (PamorCommand *self);

void         pamor_command_complain    (PamorCommand         *self,
                                        const char           *member,
                                        const char           *words);
PamorExit    pamor_command_usage       (PamorCommand         *self);
PamorExit    pamor_command_fail        (PamorCommand         *self,
                                        const GError         *error);
void         pamor_command_say         (PamorCommand         *self,
                                        const char           *format,
                                        ...) G_GNUC_PRINTF (2, 3);
void         pamor_command_tell        (PamorCommand         *self,
                                        const char           *member,
                                        const char           *value);
void         pamor_command_finish      (PamorCommand         *self);
void         pamor_command_tell_item   (PamorCommand         *self,
                                        PamorStore           *store,
                                        PamorSubmission      *item);
gboolean     pamor_command_parse       (PamorCommand         *self,
                                        const GOptionEntry   *options,
                                        int                   n_words);
/** PamorSecret: what nobody shall find in memory once it was used */
typedef char PamorSecret;

void         pamor_secret_free         (PamorSecret          *secret);
PamorSecret *pamor_secret_type         (const char           *prompt);
PamorSecret *pamor_secret_read         (const char           *path,
                                        GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorSecret, pamor_secret_free)

PamorStore  *pamor_command_open_store  (PamorCommand         *self,
                                        GError              **error);
PamorCatalogue *pamor_command_read_catalogue (PamorCommand     *self,
                                        PamorStore           *store);
void         pamor_command_on_ready    (GObject              *source,
                                        GAsyncResult         *result,
                                        gpointer              slot);
GAsyncResult *pamor_command_await      (GAsyncResult        **slot);
GBytes      *pamor_command_read_file   (const char           *path,
                                        GError              **error);
gboolean     pamor_command_write_file  (const char           *path,
                                        GBytes               *bytes,
                                        GError              **error);

/* The jobs, by the file that does them. */
PamorExit    pamor_job_nik             (PamorCommand         *self);
PamorExit    pamor_job_check           (PamorCommand         *self);
PamorExit    pamor_job_shrink          (PamorCommand         *self);

PamorExit    pamor_job_catalogue       (PamorCommand         *self);
PamorExit    pamor_job_prepare         (PamorCommand         *self);

PamorExit    pamor_job_submit          (PamorCommand         *self);
PamorExit    pamor_job_withdraw        (PamorCommand         *self);
PamorExit    pamor_job_import          (PamorCommand         *self);
PamorExit    pamor_job_list            (PamorCommand         *self);
PamorExit    pamor_job_receipt         (PamorCommand         *self);

PamorExit    pamor_job_login           (PamorCommand         *self);
PamorExit    pamor_job_sync            (PamorCommand         *self);
PamorExit    pamor_job_connection      (PamorCommand         *self);
PamorExit    pamor_job_practice        (PamorCommand         *self);

PamorExit    pamor_job_conformance     (PamorCommand         *self);

G_END_DECLS
