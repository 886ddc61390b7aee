/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"
#include "domain/pamor-submission.h"
#include "practice/pamor-practice-handler.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** PamorTestEopen: a fixture: a practice E-Open in process, an officer logged in, and the last
 * reply */
typedef struct
{
  char               *folder;
  PamorClock         *clock;
  PamorPracticeStore *store;
  char               *access;
  char               *refresh;
  gboolean            cut_body; /* of the next request only: its connection ends in its body */
  PamorPracticeReply *reply;
  JsonNode           *json;     /* (nullable): the reply's body, where it is JSON */
} PamorTestEopen;

void        pamor_test_eopen_set_up    (PamorTestEopen  *self,
                                        gconstpointer    unused);
void        pamor_test_eopen_tear_down (PamorTestEopen  *self,
                                        gconstpointer    unused);
void        pamor_test_eopen_reopen    (PamorTestEopen  *self);
void        pamor_test_eopen_log_in    (PamorTestEopen  *self);

/* Returns the HTTP status, 0 where the connection was cut. @body: (nullable). Then pairs of header
 * and value, ended by NULL, over what a client sends by itself; the value "" leaves one out. */
guint       pamor_test_eopen_send      (PamorTestEopen  *self,
                                        const char      *method,
                                        const char      *path,
                                        GBytes          *body,
                                        ...) G_GNUC_NULL_TERMINATED;
guint       pamor_test_eopen_send_text (PamorTestEopen  *self,
                                        const char      *method,
                                        const char      *path,
                                        const char      *body);
const char *pamor_test_eopen_header    (PamorTestEopen  *self,
                                        const char      *name);
const char *pamor_test_eopen_code      (PamorTestEopen  *self);
const char *pamor_test_eopen_text      (PamorTestEopen  *self,
                                        const char      *member);
gint64      pamor_test_eopen_number    (PamorTestEopen  *self,
                                        const char      *member);
JsonArray  *pamor_test_eopen_array     (PamorTestEopen  *self,
                                        const char      *member);
void        pamor_test_eopen_set_mood  (PamorTestEopen  *self,
                                        PamorMood        mood);

GPtrArray  *pamor_test_eopen_make_photos  (PamorTestEopen  *self,
                                           guint            n,
                                           gsize            size);
GBytes     *pamor_test_eopen_make_payload (guint            revision,
                                           const char      *kind,
                                           const char      *answers,
                                           GPtrArray       *photos);
char       *pamor_test_eopen_hand_in      (PamorTestEopen  *self,
                                           const char      *kind,
                                           const char      *answers,
                                           GPtrArray       *photos);
guint       pamor_test_eopen_upload       (PamorTestEopen  *self,
                                           const char      *submission,
                                           PamorAttachment *photo,
                                           gint64           offset,
                                           gint64           size);
void        pamor_test_eopen_set_status   (PamorTestEopen  *self,
                                           const char      *submission,
                                           const char      *status,
                                           const char      *message);

G_END_DECLS
