/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending in the name of the test account, rightly unless told otherwise, and what most checks
 * begin with: a session, a submission that was handed in, a photo that was uploaded. */
#include "conformance/pamor-judge-private.h"

#include "base/pamor-uuid.h"

#include <string.h>

#define SUBMISSIONS "/v1/submissions/"
#define TRIES       10 /* of one call, as long as the server asks for patience */
#define WAIT_MAX    60 /* seconds before one of them */

/* A server that is asked often may ask for patience in return, as a client has it. Returns: whether
 * it did; it was waited */
static gboolean
was_patient (PamorAnswer *answer)
{
  const char *header = pamor_answer_get_header (answer, "retry-after");
  guint64 seconds = 1;

  if (answer->status != 429)
    return FALSE;
  if (header != NULL)
    g_ascii_string_to_unsigned (header, 10, 0, WAIT_MAX, &seconds, NULL);
  g_usleep (seconds * G_USEC_PER_SEC);
  return TRUE;
}

/* A token that has lived as long as was said may be over. Returns: whether there is another */
static gboolean
renew_token (PamorJudge      *self,
             const PamorCall *call,
             PamorAnswer     *answer)
{
  PamorAnswer *session;

  if (answer->status != 401 || call->token != NULL || self->token == NULL
      || pamor_clock_get_boot (self->clock) < self->token_end)
    return FALSE;
  g_clear_pointer (&self->token, g_free);
  session = pamor_judge_log_in (self, self->secret);
  pamor_judge_use_session (self, session);
  return self->token != NULL;
}

/* What has to be withdrawn in the end. */
static void
remember (PamorJudge  *self,
          PamorAnswer *answer)
{
  const char *id = g_str_has_prefix (answer->path, SUBMISSIONS)
                     ? answer->path + strlen (SUBMISSIONS) : NULL;

  if (id == NULL || strchr (id, '/') != NULL)
    return;
  if (g_str_equal (answer->method, "PUT") && answer->status == 201)
    g_hash_table_add (self->here, g_strdup (answer->path));
  else if (g_str_equal (answer->method, "DELETE") && answer->status == 204)
    g_hash_table_remove (self->here, answer->path);
}

/** pamor_judge_send: for the test account unless @call names another token. Returns: (transfer
 *   none): until the check ends */
PamorAnswer *
pamor_judge_send (PamorJudge      *self,
                  const PamorCall *call)
{
  PamorAnswer *answer;
  guint n = 0;

  do
    {
      answer = pamor_wire_send (self->wire, call, call->token == NULL ? self->token : call->token);
      g_ptr_array_add (self->heard, answer);
    }
  while (++n < TRIES && (was_patient (answer) || renew_token (self, call, answer)));
  remember (self, answer);
  return answer;
}

/** pamor_judge_get: Returns: (transfer none): as pamor_judge_send() */
PamorAnswer *
pamor_judge_get (PamorJudge *self,
                 const char *path)
{
  return pamor_judge_send (self, &(PamorCall){ .method = "GET", .path = path });
}

/** pamor_judge_send_text: @text: (nullable): JSON, or what is to be taken for it */
PamorAnswer *
pamor_judge_send_text (PamorJudge *self,
                       const char *method,
                       const char *path,
                       const char *text)
{
  g_autoptr (GBytes) body = text == NULL ? NULL : g_bytes_new (text, strlen (text));

  return pamor_judge_send (self,
                           &(PamorCall){ .method = method, .path = path, .body = body });
}

/** pamor_judge_send_cut: pamor_wire_send_cut() for the test account */
gboolean
pamor_judge_send_cut (PamorJudge      *self,
                      const PamorCall *call,
                      gsize            bytes)
{
  return pamor_wire_send_cut (self->wire, call, self->token, bytes);
}

/** pamor_judge_log_in: a session of its own; that of the other checks stays as it is */
PamorAnswer *
pamor_judge_log_in (PamorJudge *self,
                    const char *secret)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *login = json_object_new ();

  json_object_set_string_member (login, "officer", self->officer);
  json_object_set_string_member (login, "secret", secret);
  json_object_set_string_member (login, "device", "halo-pamor-conformance");
  json_node_take_object (node, login);
  text = json_to_string (node, FALSE);
  return pamor_judge_send_text (self, "POST", "/v1/sessions", text);
}

/** pamor_judge_get_officer: Returns: (transfer none): whose account the checks use */
const char *
pamor_judge_get_officer (PamorJudge *self)
{
  return self->officer;
}

/** pamor_judge_get_secret: Returns: (transfer none): with which the test account logs in */
const char *
pamor_judge_get_secret (PamorJudge *self)
{
  return self->secret;
}

/** pamor_judge_use_session: @answer: to logging in; its token is for every call from now on that
 *   names no other */
void
pamor_judge_use_session (PamorJudge  *self,
                         PamorAnswer *answer)
{
  JsonNode *life = pamor_answer_get_member (answer, "expires_in");

  g_free (self->token);
  self->token = g_strdup (pamor_answer_get_text (answer, "access_token"));
  self->token_end = pamor_clock_get_boot (self->clock);
  if (life != NULL && json_node_get_value_type (life) == G_TYPE_INT64)
    self->token_end += CLAMP (json_node_get_int (life), 0, G_MAXINT) * G_USEC_PER_SEC;
}

/** pamor_judge_make: Returns: (transfer none): not sent yet */
PamorSpecimen *
pamor_judge_make (PamorJudge *self,
                  guint       n_photos)
{
  PamorSpecimen *specimen = pamor_specimen_new (self->clock, self->service, n_photos);

  g_ptr_array_add (self->specimens, specimen);
  return specimen;
}

/** pamor_judge_hand_in: Returns: (transfer none): sent; if that failed, so has the check */
PamorSpecimen *
pamor_judge_hand_in (PamorJudge *self,
                     guint       n_photos)
{
  PamorSpecimen *specimen = pamor_judge_make (self, n_photos);

  pamor_judge_status (self, pamor_judge_put (self, specimen), 201);
  return specimen;
}

static void
keep_etag (PamorSpecimen *specimen,
           PamorAnswer   *answer)
{
  if (answer->status != 201)
    return;
  g_free (specimen->etag);
  specimen->etag = g_strdup (pamor_answer_get_header (answer, "etag"));
}

/**
 * pamor_judge_put:
 *
 * Hands @specimen in as it stands now, right or wrong, and keeps the ETag that it got.
 *
 * Returns: (transfer none): as pamor_judge_send()
 */
PamorAnswer *
pamor_judge_put (PamorJudge    *self,
                 PamorSpecimen *specimen)
{
  g_autoptr (GBytes) body = pamor_specimen_write (specimen);
  PamorAnswer *answer = pamor_judge_send (self, &(PamorCall){ .method = "PUT",
                                                              .path = specimen->path,
                                                              .body = body });

  keep_etag (specimen, answer);
  return answer;
}

/** pamor_judge_put_revision: @revision: of the address, not the body; @if_match: (nullable) */
PamorAnswer *
pamor_judge_put_revision (PamorJudge    *self,
                          PamorSpecimen *specimen,
                          guint          revision,
                          const char    *if_match)
{
  g_autofree char *path = g_strdup_printf ("%s/revisions/%u", specimen->path, revision);
  g_autoptr (GBytes) body = pamor_specimen_write (specimen);
  PamorAnswer *answer
    = pamor_judge_send (self, &(PamorCall){ .method = "PUT", .path = path, .body = body,
                                            .headers = { if_match == NULL ? NULL : "If-Match",
                                                         if_match } });

  keep_etag (specimen, answer);
  return answer;
}

/** pamor_judge_upload: the whole photo, by tus where that is offered; a failure is the check's */
PamorAnswer *
pamor_judge_upload (PamorJudge    *self,
                    PamorSpecimen *specimen,
                    guint          index)
{
  PamorAttachment *photo = pamor_specimen_get_photo (specimen, index);
  g_autofree char *path = pamor_specimen_make_path (specimen, index);
  PamorCall call = { .method = "PUT", .path = path, .body = photo->content,
                     .type = photo->media_type };
  PamorAnswer *answer;

  if (pamor_judge_offers (self, "tus"))
    call = (PamorCall){ .method = "PATCH", .path = path, .body = photo->content,
                        .type = "application/offset+octet-stream",
                        .headers = { "Tus-Resumable", "1.0.0", "Upload-Offset", "0" } };
  answer = pamor_judge_send (self, &call);
  pamor_judge_that (self, answer, answer->status == 204 || answer->status == 201,
                    "the whole photo is taken");
  return answer;
}

/** pamor_judge_make_id: one that the server does not know; it lives until the check ends */
const char *
pamor_judge_make_id (PamorJudge *self)
{
  g_autofree char *id = pamor_uuid_new (self->clock);

  return pamor_judge_format (self, "%s", id);
}

/** pamor_judge_format: Returns: (transfer none): until the check ends */
const char *
pamor_judge_format (PamorJudge *self,
                    const char *format,
                    ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return g_bytes_get_data (pamor_judge_keep (self, g_bytes_new (text, strlen (text) + 1)), NULL);
}

/** pamor_judge_keep: @bytes: (transfer full). Returns: (transfer none): until the check ends */
GBytes *
pamor_judge_keep (PamorJudge *self,
                  GBytes     *bytes)
{
  g_ptr_array_add (self->kept, bytes);
  return bytes;
}

/** pamor_judge_add_photo: @content: (nullable) (transfer none): NULL: a new picture */
void
pamor_judge_add_photo (PamorJudge    *self,
                       PamorSpecimen *specimen,
                       const char    *media_type,
                       GBytes        *content)
{
  pamor_specimen_add_photo (specimen, self->clock, media_type, content);
}
