/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of photos sent in one piece, for servers and photos that need no more. */
#include "conformance/pamor-checks.h"

static PamorSpecimen *
start (PamorJudge *judge)
{
  return pamor_judge_wants (judge, "put") ? pamor_judge_hand_in (judge, 1) : NULL;
}

static PamorAnswer *
send (PamorJudge    *judge,
      PamorSpecimen *specimen,
      GBytes        *content,
      const char    *type)
{
  g_autofree char *path = pamor_specimen_make_path (specimen, 0);

  return pamor_judge_send (judge, &(PamorCall){ .method = "PUT", .path = path, .body = content,
                                                .type = type });
}

static PamorAnswer *
send_right (PamorJudge    *judge,
            PamorSpecimen *specimen)
{
  PamorAttachment *photo = pamor_specimen_get_photo (specimen, 0);

  return send (judge, specimen, photo->content, photo->media_type);
}

static void
is_taken (PamorJudge *judge,
          const char *word)
{
  PamorSpecimen *specimen = start (judge);

  if (specimen == NULL)
    return;
  pamor_judge_status (judge, send_right (judge, specimen), 201);
  pamor_judge_shape (judge, pamor_judge_get (judge, specimen->path), NULL, "state:received");
}

static void
is_taken_again (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *specimen = start (judge);

  if (specimen == NULL)
    return;
  pamor_judge_status (judge, send_right (judge, specimen), 201);
  pamor_judge_status (judge, send_right (judge, specimen), 200);
}

static void
refuses_other (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = start (judge);
  g_autoptr (GBytes) other = pamor_specimen_make_jpeg (3000, "other");

  if (specimen == NULL)
    return;
  pamor_judge_refusal (judge, send (judge, specimen, other, "image/jpeg"), 409,
                       "different-content");
  pamor_judge_shape (judge, pamor_judge_get (judge, specimen->path), NULL, "state:incomplete");
}

static void
keeps_first (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = start (judge);
  g_autoptr (GBytes) other = pamor_specimen_make_jpeg (3000, "other");

  if (specimen == NULL)
    return;
  send_right (judge, specimen);
  send (judge, specimen, other, "image/jpeg");
  pamor_judge_status (judge, send_right (judge, specimen), 200);
}

static void
refuses_kind (PamorJudge *judge,
              const char *word)
{
  PamorSpecimen *specimen = start (judge);

  if (specimen != NULL)
    pamor_judge_refusal (judge, send (judge, specimen,
                                      pamor_specimen_get_photo (specimen, 0)->content,
                                      "application/pdf"),
                         415, "media-type");
}

static void
knows_not (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *specimen = start (judge);
  PamorCall call = { .method = "PUT", .type = "image/jpeg" };

  if (specimen == NULL)
    return;
  call.body = pamor_specimen_get_photo (specimen, 0)->content;
  call.path = pamor_judge_format (judge, "%s/attachments/%s/content", specimen->path,
                                  pamor_judge_make_id (judge));
  pamor_judge_refusal (judge, pamor_judge_send (judge, &call), 404, NULL);
}

/* What tus had begun, a PUT may finish; and tus knows of it. */
static void
goes_with_tus (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = pamor_judge_wants (judge, "tus") ? start (judge) : NULL;
  g_autofree char *path = specimen == NULL ? NULL : pamor_specimen_make_path (specimen, 0);
  g_autoptr (GBytes) part = NULL;
  PamorAnswer *answer;

  if (specimen == NULL)
    return;
  part = g_bytes_new_from_bytes (pamor_specimen_get_photo (specimen, 0)->content, 0, 1000);
  pamor_judge_send (judge, &(PamorCall){ .method = "PATCH", .path = path, .body = part,
                                         .type = "application/offset+octet-stream",
                                         .headers = { "Tus-Resumable", "1.0.0",
                                                      "Upload-Offset", "0" } });
  pamor_judge_status (judge, send_right (judge, specimen), 201);
  answer = pamor_judge_send (judge, &(PamorCall){ .method = "HEAD", .path = path,
                                                  .headers = { "Tus-Resumable", "1.0.0" } });
  pamor_judge_header (judge, answer, "upload-offset", "3000");
}

static void
takes_largest (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen;
  GBytes *photo;

  if (!pamor_judge_wants (judge, "put") || !pamor_judge_reaches (judge, "attachment_bytes"))
    return;
  specimen = pamor_judge_make (judge, 0);
  photo = pamor_judge_keep (judge, pamor_specimen_make_jpeg (
                                     pamor_judge_get_limit (judge, "attachment_bytes"),
                                     specimen->id));
  pamor_judge_add_photo (judge, specimen, "image/jpeg", photo);
  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
  pamor_judge_status (judge, send_right (judge, specimen), 201);
}

#define PUT "putContent"

const PamorCheck pamor_checks_contents[] = {
  { "content-taken", "A photo can come in one piece", PUT, is_taken },
  { "content-again", "The same again is harmless: 200", PUT, is_taken_again },
  { "content-other", "Another one than the manifest names is refused", PUT, refuses_other },
  { "content-other-keeps", "After that the right one is still there", PUT, keeps_first },
  { "content-kind", "Another kind than the manifest names is refused", PUT, refuses_kind },
  { "content-unknown", "A photo that no manifest names is 404", PUT, knows_not },
  { "content-and-tus", "It finishes what tus had begun", PUT, goes_with_tus },
  { "content-largest", "A photo of attachment_bytes is taken", PUT, takes_largest },
  { NULL }
};
