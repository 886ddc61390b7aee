/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"
#include "domain/pamor-submission.h"

G_BEGIN_DECLS

/* Whether somebody came: asked here, and ticked in a list as well as in the form. */
#define PAMOR_FORM_PRESENT "sesi.hadir"

/**
 * PamorForm:
 *
 * What an officer enters for one service: answers, reasons for warnings, consent, and which photos
 * there are. Every value is text under a path: "anak.nama", "ibu.orang.nik",
 * "saksi.orang[1].name", "alamat.kelurahan"; dates are ISO 8601, yes_no "ya" or "tidak", a choice
 * its code. Not thread-safe; one per open form.
 *
 * Signals: changed (const char *path), after any change; "" when everything may have.
 */
#define PAMOR_TYPE_FORM (pamor_form_get_type ())
G_DECLARE_FINAL_TYPE (PamorForm, pamor_form, PAMOR, FORM, GObject)

PamorForm          *pamor_form_new               (PamorCatalogue      *catalogue,
                                                  const char          *service,
                                                  GError             **error);
PamorForm          *pamor_form_new_from_bytes    (PamorCatalogue      *catalogue,
                                                  GBytes              *json,
                                                  const char          *file,
                                                  GError             **error);
PamorForm          *pamor_form_new_from_older    (PamorCatalogue      *catalogue,
                                                  GBytes              *json,
                                                  const char          *file,
                                                  GError             **error);
char               *pamor_form_dup_lost          (PamorForm           *self);
GBytes             *pamor_form_to_bytes          (PamorForm           *self);
GBytes             *pamor_form_freeze            (PamorForm           *self,
                                                  const char          *id,
                                                  guint                revision,
                                                  const char          *replaces,
                                                  gint64               captured_at);
PamorCatalogue     *pamor_form_get_catalogue     (PamorForm           *self);
const PamorService *pamor_form_get_service       (PamorForm           *self);
const char         *pamor_form_get_activity      (PamorForm           *self);
void                pamor_form_set_activity      (PamorForm           *self,
                                                  const char          *code);
char               *pamor_form_dup_title         (PamorForm           *self);
void                pamor_form_describe          (PamorForm           *self,
                                                  const GDate         *today,
                                                  PamorSubmission     *item);
void                pamor_form_set_case          (PamorForm           *self,
                                                  const char          *id,
                                                  const char          *name,
                                                  guint                order);
void                pamor_form_take_over         (PamorForm           *self,
                                                  const PamorBundleCopy *copy,
                                                  PamorForm           *from);
void                pamor_form_take_consent      (PamorForm           *self,
                                                  PamorForm           *from);
GPtrArray          *pamor_form_list_photos_to_take (PamorForm         *self,
                                                  const PamorBundleCopy *copy,
                                                  PamorForm           *from);
/** PamorFormTwin: Returns: (transfer full) (nullable): words on what waits for @service and @nik */
typedef char     *(*PamorFormTwin)              (const char          *service,
                                                  const char          *nik,
                                                  gpointer             user_data);
void                pamor_form_set_twin          (PamorForm           *self,
                                                  PamorFormTwin        twin,
                                                  gpointer             user_data,
                                                  GDestroyNotify       destroy);
gboolean            pamor_form_is_empty          (PamorForm           *self);

const char         *pamor_form_get               (PamorForm           *self,
                                                  const char          *path);
void                pamor_form_set               (PamorForm           *self,
                                                  const char          *path,
                                                  const char          *value);
guint               pamor_form_get_count         (PamorForm           *self,
                                                  const char          *list_path);
guint               pamor_form_append_item       (PamorForm           *self,
                                                  const char          *list_path);
void                pamor_form_remove_item       (PamorForm           *self,
                                                  const char          *list_path,
                                                  guint                index);

const char         *pamor_form_get_reason        (PamorForm           *self,
                                                  const char          *rule,
                                                  const char          *path);
void                pamor_form_set_reason        (PamorForm           *self,
                                                  const char          *rule,
                                                  const char          *path,
                                                  const char          *reason);
const char         *pamor_form_get_consent       (PamorForm           *self,
                                                  const char          *key);
void                pamor_form_set_consent       (PamorForm           *self,
                                                  const char          *key,
                                                  const char          *value);

GPtrArray          *pamor_form_get_attachments   (PamorForm           *self);
GPtrArray          *pamor_form_list_sent_attachments (PamorForm       *self);
void                pamor_form_add_attachment    (PamorForm           *self,
                                                  PamorAttachment     *attachment);
void                pamor_form_insert_attachment (PamorForm           *self,
                                                  PamorAttachment     *attachment,
                                                  guint                index);
gboolean            pamor_form_remove_attachment (PamorForm           *self,
                                                  const char          *id);
gboolean            pamor_form_replace_attachment (PamorForm          *self,
                                                  const char          *id,
                                                  PamorAttachment     *attachment);

char               *pamor_form_dup_value         (PamorForm           *self,
                                                  const char          *path);
void                pamor_form_set_sent          (PamorForm           *self,
                                                  PamorForm           *sent);
char               *pamor_form_dup_path_at       (PamorForm           *self,
                                                  const char          *pointer,
                                                  GPtrArray           *manifest,
                                                  gboolean            *gone);
gboolean            pamor_form_shows_field       (PamorForm           *self,
                                                  const PamorField    *field);
gboolean            pamor_form_shows_section     (PamorForm           *self,
                                                  const PamorSection  *section);
gboolean            pamor_form_shows_value       (PamorForm           *self,
                                                  const char          *path);
gboolean            pamor_form_needs_value       (PamorForm           *self,
                                                  const char          *path);
gboolean            pamor_form_needs_field       (PamorForm           *self,
                                                  const PamorField    *field);
gboolean            pamor_form_asks_for          (PamorForm           *self,
                                                  const PamorRequirement *requirement);
GPtrArray          *pamor_form_check             (PamorForm           *self,
                                                  const GDate         *today);

G_END_DECLS
