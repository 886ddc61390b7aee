/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the limits that the discovery document tells, at them and one over, and of bodies in
 * gzip where it offers that. */
#include "conformance/pamor-checks.h"

#include <gio/gio.h>
#include <string.h>

#define PLENTY (8 * 1024 * 1024) /* bytes unpacked: over any limit of answers */

static gint64
get_submission_bytes (PamorJudge *judge)
{
  return pamor_judge_get_limit (judge, "submission_bytes");
}

/* Returns: (transfer full): a sound submission of just that many bytes */
static GBytes *
write_of_size (PamorSpecimen *specimen,
               gint64         bytes)
{
  g_autoptr (GBytes) body = NULL;
  g_autofree char *filling = NULL;
  gint64 have;

  pamor_specimen_change (specimen, "");
  body = pamor_specimen_write (specimen);
  have = g_bytes_get_size (body);
  filling = g_strnfill (MAX (bytes - have, 0), 'x');
  pamor_specimen_change (specimen, filling);
  return pamor_specimen_write (specimen);
}

static PamorAnswer *
put_bytes (PamorJudge    *judge,
           PamorSpecimen *specimen,
           GBytes        *body)
{
  return pamor_judge_send (judge, &(PamorCall){ .method = "PUT", .path = specimen->path,
                                                .body = body });
}

static void
takes_largest (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) body = NULL;

  if (!pamor_judge_reaches (judge, "submission_bytes"))
    return;
  /* Not an answer, whose own length may be limited. */
  json_object_set_string_member (specimen->root, "of_a_later_version", "");
  body = pamor_specimen_write (specimen);
  if (get_submission_bytes (judge) > (gint64) g_bytes_get_size (body))
    {
      g_autofree char *filling
        = g_strnfill (get_submission_bytes (judge) - g_bytes_get_size (body), 'x');

      json_object_set_string_member (specimen->root, "of_a_later_version", filling);
    }
  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
}

static void
refuses_larger (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) body = NULL;

  if (!pamor_judge_reaches (judge, "submission_bytes"))
    return;
  body = write_of_size (specimen, get_submission_bytes (judge) + 1);
  pamor_judge_refusal (judge, put_bytes (judge, specimen, body), 413, "too-large");
}

static PamorAnswer *
put_photos (PamorJudge *judge,
            gint64      n_photos)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) photo = pamor_specimen_make_jpeg (1000, specimen->id);

  for (gint64 i = 0; i < n_photos; i++)
    pamor_judge_add_photo (judge, specimen, "image/jpeg", photo);
  return pamor_judge_put (judge, specimen);
}

static void
takes_most_photos (PamorJudge *judge,
                   const char *word)
{
  const gint64 most = pamor_judge_get_limit (judge, "attachments");

  pamor_judge_status (judge, put_photos (judge, MIN (most, 20)), 201);
}

static void
refuses_more_photos (PamorJudge *judge,
                     const char *word)
{
  const gint64 most = pamor_judge_get_limit (judge, "attachments");

  if (pamor_judge_reaches (judge, "attachments"))
    pamor_judge_refusal (judge, put_photos (judge, most + 1), 413, "too-large");
}

static PamorAnswer *
put_entry (PamorJudge *judge,
           const char *type,
           gint64      size)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 1);
  JsonObject *entry = pamor_specimen_get_entry (specimen, 0);

  json_object_set_string_member (entry, "media_type", type);
  json_object_set_int_member (entry, "size", size);
  return pamor_judge_put (judge, specimen);
}

static void
takes_largest_photo (PamorJudge *judge,
                     const char *word)
{
  const gint64 most = pamor_judge_get_limit (judge, "attachment_bytes");

  pamor_judge_status (judge, put_entry (judge, "image/jpeg", most), 201);
}

static void
refuses_larger_photo (PamorJudge *judge,
                      const char *word)
{
  const gint64 most = pamor_judge_get_limit (judge, "attachment_bytes");

  if (pamor_judge_reaches (judge, "attachment_bytes"))
    pamor_judge_refusal (judge, put_entry (judge, "image/jpeg", most + 1), 413, "too-large");
}

/* From the manifest to the last byte of it */
static void
takes_pdf (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autofree char *words = g_strdup_printf ("%%PDF-1.4\n%% %s\n%%%%EOF\n", specimen->id);
  GBytes *pdf = pamor_judge_keep (judge, g_bytes_new (words, strlen (words)));

  if (!pamor_judge_wants (judge, "pdf"))
    return;
  pamor_judge_add_photo (judge, specimen, "application/pdf", pdf);
  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
  pamor_judge_upload (judge, specimen, 0);
}

static void
refuses_kind (PamorJudge *judge,
              const char *type)
{
  pamor_judge_refusal (judge, put_entry (judge, type, 1000), 415, "media-type");
}

static GBytes *
pack (GBytes *plain)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) bytes = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (bytes, G_CONVERTER (gzip));

  g_output_stream_write_all (packed, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), NULL,
                             NULL, NULL);
  g_output_stream_close (packed, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (bytes));
}

static PamorAnswer *
put_packed (PamorJudge    *judge,
            PamorSpecimen *specimen,
            GBytes        *body,
            const char    *digest)
{
  return pamor_judge_send (judge, &(PamorCall){ .method = "PUT", .path = specimen->path,
                                                .body = body, .digest = digest,
                                                .headers = { "Content-Encoding", "gzip" } });
}

static void
takes_gzip (PamorJudge *judge,
            const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) plain = pamor_specimen_write (specimen), packed = pack (plain);

  if (pamor_judge_wants (judge, "gzip"))
    pamor_judge_status (judge, put_packed (judge, specimen, packed, NULL), 201);
}

static void
gzip_is_same (PamorJudge *judge,
              const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) plain = pamor_specimen_write (specimen), packed = pack (plain);

  if (!pamor_judge_wants (judge, "gzip"))
    return;
  pamor_judge_status (judge, put_packed (judge, specimen, packed, NULL), 201);
  pamor_judge_status (judge, put_bytes (judge, specimen, plain), 200);
}

static void
gzip_digest (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) plain = pamor_specimen_write (specimen), packed = pack (plain);
  g_autofree char *digest = pamor_wire_make_digest (plain);

  if (pamor_judge_wants (judge, "gzip"))
    pamor_judge_refusal (judge, put_packed (judge, specimen, packed, digest), 400,
                         "digest-mismatch");
}

static void
gzip_broken (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) plain = pamor_specimen_write (specimen);

  if (pamor_judge_wants (judge, "gzip"))
    pamor_judge_refusal (judge, put_packed (judge, specimen, plain, NULL), 400, "malformed");
}

static void
gzip_bomb (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) plain = write_of_size (specimen, PLENTY), packed = pack (plain);

  if (pamor_judge_wants (judge, "gzip"))
    pamor_judge_refusal (judge, put_packed (judge, specimen, packed, NULL), 413, "too-large");
}

static void
unknown_coding (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) body = pamor_specimen_write (specimen);
  PamorAnswer *answer
    = pamor_judge_send (judge, &(PamorCall){ .method = "PUT", .path = specimen->path, .body = body,
                                             .headers = { "Content-Encoding", "x-unheard-of" } });

  pamor_judge_refusal (judge, answer, 415, "media-type");
}

#define PUT "putSubmission"

const PamorCheck pamor_checks_limits[] = {
  { "limit-bytes", "A submission of just submission_bytes is taken", PUT, takes_largest },
  { "limit-bytes-over", "One of a byte more is refused", PUT, refuses_larger },
  { "limit-photos", "As many photos as attachments says are taken", PUT, takes_most_photos },
  { "limit-photos-over", "One more is refused", PUT, refuses_more_photos },
  { "limit-photo", "A photo of just attachment_bytes is taken", PUT, takes_largest_photo },
  { "limit-photo-over", "One of a byte more is refused", PUT, refuses_larger_photo },
  { "limit-kind", "A photo of another kind than media_types is refused", PUT, refuses_kind,
    "image/gif" },
  { "limit-pdf", "A PDF is taken as it is where media_types lists it", PUT, takes_pdf },
  { "gzip", "A submission in gzip is taken", PUT, takes_gzip },
  { "gzip-same", "In gzip or not, it is the same submission", PUT, gzip_is_same },
  { "gzip-digest", "The digest is that of the bytes as sent", PUT, gzip_digest },
  { "gzip-broken", "What is not gzip under that name is malformed", PUT, gzip_broken },
  { "gzip-bomb", "The limit holds for what is unpacked", PUT, gzip_bomb },
  { "coding-unknown", "A coding that was not offered is refused", PUT, unknown_coding },
  { NULL }
};
