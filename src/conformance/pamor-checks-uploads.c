/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of uploads by tus: the server's offset is the truth, what is wrong is never stored, and an
 * upload that broke off goes on. */
#include "conformance/pamor-checks.h"

#include <string.h>

#define WAITS    50                       /* looks at an upload that was cut */
#define WAIT     (100 * 1000)             /* us between two of them */
#define CUT_BYTES 300000                  /* of a photo that breaks off */
#define CHUNK    "application/offset+octet-stream"

/* Returns: (nullable): one with a photo to be sent; NULL, having skipped, where there is no tus */
static PamorSpecimen *
start (PamorJudge *judge)
{
  return pamor_judge_wants (judge, "tus") ? pamor_judge_hand_in (judge, 1) : NULL;
}

static PamorAnswer *
ask_at (PamorJudge *judge,
        const char *path)
{
  return pamor_judge_send (judge, &(PamorCall){ .method = "HEAD", .path = path,
                                                .headers = { "Tus-Resumable", "1.0.0" } });
}

static PamorAnswer *
ask (PamorJudge    *judge,
     PamorSpecimen *specimen)
{
  g_autofree char *path = pamor_specimen_make_path (specimen, 0);

  return ask_at (judge, path);
}

static void
expect_offset (PamorJudge  *judge,
               PamorAnswer *answer,
               gsize        offset)
{
  pamor_judge_header (judge, answer, "upload-offset",
                      pamor_judge_format (judge, "%" G_GSIZE_FORMAT, offset));
}

static PamorAnswer *
send_bytes (PamorJudge    *judge,
            PamorSpecimen *specimen,
            const char    *offset,
            GBytes        *bytes)
{
  g_autofree char *path = pamor_specimen_make_path (specimen, 0);

  return pamor_judge_send (judge, &(PamorCall){ .method = "PATCH", .path = path, .body = bytes,
                                                .type = CHUNK,
                                                .headers = { "Tus-Resumable", "1.0.0",
                                                             offset == NULL ? NULL
                                                                            : "Upload-Offset",
                                                             offset } });
}

/* Part of the photo, at its own place. */
static PamorAnswer *
send_part (PamorJudge    *judge,
           PamorSpecimen *specimen,
           gsize          from,
           gsize          to)
{
  GBytes *part = g_bytes_new_from_bytes (pamor_specimen_get_photo (specimen, 0)->content, from,
                                         to - from);

  return send_bytes (judge, specimen, pamor_judge_format (judge, "%" G_GSIZE_FORMAT, from),
                     pamor_judge_keep (judge, part));
}

static gsize
get_size (PamorSpecimen *specimen)
{
  return pamor_specimen_get_photo (specimen, 0)->size;
}

static void
is_empty (PamorJudge *judge,
          const char *word)
{
  PamorSpecimen *specimen = start (judge);
  PamorAnswer *answer = specimen == NULL ? NULL : ask (judge, specimen);

  if (answer == NULL || !pamor_judge_status (judge, answer, 200))
    return;
  expect_offset (judge, answer, 0);
  pamor_judge_header (judge, answer, "upload-length",
                      pamor_judge_format (judge, "%" G_GSIZE_FORMAT, get_size (specimen)));
}

static void
has_header (PamorJudge *judge,
            const char *word)
{
  g_auto (GStrv) pair = g_strsplit (word, ": ", 2);
  PamorSpecimen *specimen = start (judge);

  if (specimen != NULL)
    pamor_judge_header (judge, ask (judge, specimen), pair[0], pair[1]);
}

static void
knows_not (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *specimen = start (judge);
  const gboolean submission = g_str_equal (word, "submission");

  if (specimen != NULL)
    pamor_judge_refusal (
      judge,
      ask_at (judge, pamor_judge_format (judge, "/v1/submissions/%s/attachments/%s/content",
                                         submission ? pamor_judge_make_id (judge) : specimen->id,
                                         submission ? pamor_specimen_get_photo (specimen, 0)->id
                                                    : pamor_judge_make_id (judge))),
      404, NULL);
}

/* @version: of tus; "" none */
static void
wants_version (PamorJudge *judge,
               const char *version)
{
  PamorSpecimen *specimen = start (judge);
  g_autofree char *path = specimen == NULL ? NULL : pamor_specimen_make_path (specimen, 0);
  const char *name = *version == '\0' ? NULL : "Tus-Resumable";

  if (specimen == NULL)
    return;
  pamor_judge_status (judge, pamor_judge_send (judge, &(PamorCall){ .method = "HEAD", .path = path,
                                                                    .headers = { name, version } }),
                      412);
  pamor_judge_status (
    judge,
    pamor_judge_send (judge, &(PamorCall){ .method = "PATCH", .path = path, .type = CHUNK,
                                           .body = pamor_specimen_get_photo (specimen, 0)->content,
                                           .headers = { "Upload-Offset", "0", name, version } }),
    412);
}

static void
takes_whole (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = start (judge);
  PamorAnswer *answer;

  if (specimen == NULL)
    return;
  answer = send_part (judge, specimen, 0, get_size (specimen));
  if (pamor_judge_status (judge, answer, 204))
    expect_offset (judge, answer, get_size (specimen));
}

static void
takes_parts (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = start (judge);
  PamorAnswer *answer;

  if (specimen == NULL)
    return;
  answer = send_part (judge, specimen, 0, 1000);
  if (pamor_judge_status (judge, answer, 204))
    expect_offset (judge, answer, 1000);
  expect_offset (judge, ask (judge, specimen), 1000);
  answer = send_part (judge, specimen, 1000, get_size (specimen));
  if (pamor_judge_status (judge, answer, 204))
    expect_offset (judge, answer, get_size (specimen));
}

static void
makes_received (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *specimen = start (judge);

  if (specimen == NULL)
    return;
  send_part (judge, specimen, 0, 1000);
  send_part (judge, specimen, 1000, get_size (specimen));
  pamor_judge_shape (judge, pamor_judge_get (judge, specimen->path), NULL, "state:received");
}

/* The first 1000 bytes are there; sent again or beyond them, 409 tells so. */
static void
tells_offset (PamorJudge *judge,
              const char *from)
{
  PamorSpecimen *specimen = start (judge);
  const gsize at = g_ascii_strtoull (from, NULL, 10);
  PamorAnswer *answer;

  if (specimen == NULL)
    return;
  send_part (judge, specimen, 0, 1000);
  answer = send_part (judge, specimen, at, at + 500);
  if (pamor_judge_refusal (judge, answer, 409, "offset-mismatch"))
    expect_offset (judge, answer, 1000);
  expect_offset (judge, ask (judge, specimen), 1000);
}

static void
tells_end (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *specimen = start (judge);
  PamorAnswer *answer;

  if (specimen == NULL)
    return;
  send_part (judge, specimen, 0, get_size (specimen));
  answer = send_part (judge, specimen, 0, get_size (specimen));
  if (pamor_judge_refusal (judge, answer, 409, "offset-mismatch"))
    expect_offset (judge, answer, get_size (specimen));
}

/* @offset: (nullable): as it must not stand in the header */
static void
wants_offset (PamorJudge *judge,
              const char *offset)
{
  PamorSpecimen *specimen = start (judge);

  if (specimen != NULL)
    pamor_judge_refusal (judge, send_bytes (judge, specimen, offset,
                                            pamor_specimen_get_photo (specimen, 0)->content),
                         400, "malformed");
}

static void
keeps_nothing_wrong (PamorJudge *judge,
                     const char *word)
{
  PamorSpecimen *specimen = start (judge);
  g_autofree char *path = specimen == NULL ? NULL : pamor_specimen_make_path (specimen, 0);

  if (specimen == NULL)
    return;
  pamor_judge_send (judge, &(PamorCall){
                             .method = "PATCH", .path = path, .type = CHUNK,
                             .body = pamor_specimen_get_photo (specimen, 0)->content,
                             .digest = "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:",
                             .headers = { "Tus-Resumable", "1.0.0", "Upload-Offset", "0" } });
  expect_offset (judge, ask (judge, specimen), 0);
}

static void
refuses_surplus (PamorJudge *judge,
                 const char *word)
{
  PamorSpecimen *specimen = start (judge);
  GBytes *more;

  if (specimen == NULL)
    return;
  more = pamor_judge_keep (judge, pamor_specimen_make_jpeg (get_size (specimen) + 1, "surplus"));
  pamor_judge_refusal (judge, send_bytes (judge, specimen, "0", more), 413, "too-large");
  expect_offset (judge, ask (judge, specimen), 0);
}

static void
refuses_long_chunk (PamorJudge *judge,
                    const char *word)
{
  const gint64 most = pamor_judge_get_limit (judge, "chunk_bytes");
  PamorSpecimen *specimen = pamor_judge_reaches (judge, "chunk_bytes") ? start (judge) : NULL;

  if (specimen != NULL)
    pamor_judge_refusal (judge, send_bytes (judge, specimen, "0",
                                            pamor_judge_keep (judge, pamor_specimen_make_jpeg (
                                                                       most + 1, "chunk"))),
                         413, "too-large");
}

/* Sound on its way, but not the photo that the manifest names. */
static PamorAnswer *
send_other (PamorJudge    *judge,
            PamorSpecimen *specimen)
{
  GBytes *other = pamor_judge_keep (judge, pamor_specimen_make_jpeg (get_size (specimen), "other"));

  return send_bytes (judge, specimen, "0", other);
}

static void
refuses_other (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = start (judge);
  PamorAnswer *answer = specimen == NULL ? NULL : send_other (judge, specimen);

  if (answer != NULL && pamor_judge_refusal (judge, answer, 400, "digest-mismatch"))
    expect_offset (judge, answer, 0);
}

static void
begins_anew (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = start (judge);

  if (specimen == NULL)
    return;
  send_other (judge, specimen);
  expect_offset (judge, ask (judge, specimen), 0);
  pamor_judge_status (judge, send_part (judge, specimen, 0, get_size (specimen)), 204);
}

/* The offset after an upload that was cut: the server may need a moment to see that it was, so it
 * is asked until it says the same twice, and not 0. */
static PamorAnswer *
await_offset (PamorJudge    *judge,
              PamorSpecimen *specimen)
{
  PamorAnswer *answer = ask (judge, specimen);

  for (guint i = 0; i < WAITS; i++)
    {
      const char *before = pamor_answer_get_header (answer, "upload-offset");

      g_usleep (WAIT);
      answer = ask (judge, specimen);
      if (g_strcmp0 (before, "0") != 0
          && g_strcmp0 (before, pamor_answer_get_header (answer, "upload-offset")) == 0)
        break;
    }
  return answer;
}

/* A photo as large as one chunk may be breaks off in the middle. */
static PamorSpecimen *
make_cut (PamorJudge  *judge,
          PamorAnswer **answer)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  const gint64 most = MIN (pamor_judge_get_limit (judge, "chunk_bytes"),
                           pamor_judge_get_limit (judge, "attachment_bytes"));
  GBytes *photo = pamor_judge_keep (judge, pamor_specimen_make_jpeg (MIN (most, CUT_BYTES),
                                                                     specimen->id));
  g_autofree char *path = NULL;

  pamor_judge_add_photo (judge, specimen, "image/jpeg", photo);
  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
  path = pamor_specimen_make_path (specimen, 0);
  pamor_judge_send_cut (judge, &(PamorCall){ .method = "PATCH", .path = path, .body = photo,
                                             .type = CHUNK,
                                             .headers = { "Tus-Resumable", "1.0.0",
                                                          "Upload-Offset", "0" } },
                        g_bytes_get_size (photo) / 2);
  *answer = await_offset (judge, specimen);
  return specimen;
}

static gboolean
keeps_partial (PamorJudge *judge)
{
  return pamor_judge_wants (judge, "tus") && pamor_judge_wants (judge, "keeps_partial");
}

static void
keeps_cut (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *specimen;
  PamorAnswer *answer;
  const char *header;
  guint64 offset;

  if (!keeps_partial (judge))
    return;
  specimen = make_cut (judge, &answer);
  header = pamor_answer_get_header (answer, "upload-offset");
  offset = header == NULL ? 0 : g_ascii_strtoull (header, NULL, 10);
  pamor_judge_that (judge, answer, offset > 0 && offset <= get_size (specimen) / 2,
                    "an offset from 1 to %" G_GSIZE_FORMAT ", the bytes that were sent",
                    get_size (specimen) / 2);
}

static void
goes_on_after_cut (PamorJudge *judge,
                   const char *word)
{
  PamorSpecimen *specimen;
  PamorAnswer *answer;
  const char *header;
  gsize offset;

  if (!keeps_partial (judge))
    return;
  specimen = make_cut (judge, &answer);
  header = pamor_answer_get_header (answer, "upload-offset");
  offset = header == NULL ? 0 : g_ascii_strtoull (header, NULL, 10);
  answer = send_part (judge, specimen, MIN (offset, get_size (specimen)), get_size (specimen));
  if (pamor_judge_status (judge, answer, 204))
    expect_offset (judge, answer, get_size (specimen));
}

#define HEAD "askOffset"
#define SEND "sendChunk"

const PamorCheck pamor_checks_uploads[] = {
  { "offset-empty", "Of a photo not sent yet there are 0 bytes of its size", HEAD, is_empty },
  { "offset-tus", "The reply says which tus it speaks", HEAD, has_header, "tus-resumable: 1.0.0" },
  { "offset-unknown-photo", "A photo that no manifest names is 404", HEAD, knows_not, "photo" },
  { "offset-unknown-submission", "So is one of a submission that is not here", HEAD, knows_not,
    "submission" },
  { "tus-missing", "Without a version of tus nothing is answered", SEND, wants_version, "" },
  { "tus-older", "Nor with another version", SEND, wants_version, "0.2.2" },
  { "chunk-whole", "A photo can come in one chunk", SEND, takes_whole },
  { "chunk-parts", "Or in two, and the offset tells how much is there", SEND, takes_parts },
  { "chunk-received", "With the last byte of the last photo it is received", SEND,
    makes_received },
  { "chunk-again", "A chunk that is there already: 409 with the true offset", SEND, tells_offset,
    "0" },
  { "chunk-ahead", "A chunk beyond what is there: 409 with the true offset", SEND, tells_offset,
    "1500" },
  { "chunk-after-end", "After a lost reply to the last chunk, 409 tells that all is there", SEND,
    tells_end },
  { "chunk-no-offset", "A chunk that does not say where it belongs is malformed", SEND,
    wants_offset, NULL },
  { "chunk-negative-offset", "So is one at a negative offset", SEND, wants_offset, "-1" },
  { "chunk-word-offset", "So is one at an offset that is no number", SEND, wants_offset, "awal" },
  { "chunk-wrong-digest-keeps", "Of a chunk under a wrong digest nothing is kept", SEND,
    keeps_nothing_wrong },
  { "chunk-surplus", "More bytes than announced are refused, and none kept", SEND,
    refuses_surplus },
  { "chunk-long", "A chunk over chunk_bytes is refused", SEND, refuses_long_chunk },
  { "photo-other", "A whole that is not the announced photo is refused", SEND, refuses_other },
  { "photo-other-anew", "After that it begins anew, and the right one is taken", SEND,
    begins_anew },
  { "cut-keeps", "Of a body that was cut it keeps what came", SEND, keeps_cut },
  { "cut-goes-on", "From there the upload goes on", SEND, goes_on_after_cut },
  { NULL }
};
