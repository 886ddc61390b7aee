/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Test data, all invented: a question by nobody, with grey pictures that are sound JPEG of just the
 * size that is wanted. */
#include "conformance/pamor-specimen.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-catalogue.h"

#include <string.h>

#define PHOTO_BYTES   3000
#define SMALLEST      300   /* bytes of a picture */
#define COMMENT_BYTES 65000 /* of one segment; the format takes 65533 */
#define HEAD_BYTES    20    /* of the picture: SOI and JFIF; comments may come after */

/* 8 by 8 pixels, grey. */
static const char picture[]
  = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////"
    "////////////////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAA"
    "AAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z";

static void
append_comment (GByteArray *jpeg,
                gsize       bytes,
                const char *mark)
{
  const guint8 head[] = { 0xff, 0xfe, (bytes - 2) >> 8, (bytes - 2) & 0xff };
  const gsize marked = MIN (strlen (mark), bytes - sizeof head);
  const guint start = jpeg->len;

  g_byte_array_set_size (jpeg, start + bytes);
  memset (jpeg->data + start, '.', bytes);
  memcpy (jpeg->data + start, head, sizeof head);
  memcpy (jpeg->data + start + sizeof head, mark, marked);
}

/**
 * pamor_specimen_make_jpeg:
 * @size: bytes; %SMALLEST at least are made
 * @mark: what makes it another than the others
 *
 * Returns: (transfer full)
 */
GBytes *
pamor_specimen_make_jpeg (gsize       size,
                          const char *mark)
{
  gsize length;
  g_autofree guchar *grey = g_base64_decode (picture, &length);
  GByteArray *jpeg = g_byte_array_new ();
  gsize left = MAX (size, SMALLEST) - length;

  g_byte_array_append (jpeg, grey, HEAD_BYTES);
  while (left > 0)
    {
      const gsize part = MIN (left, COMMENT_BYTES);
      const gsize next = left - part > 0 && left - part < 4 ? part - 4 : part;

      append_comment (jpeg, next, mark);
      left -= next;
    }
  g_byte_array_append (jpeg, grey + HEAD_BYTES, length - HEAD_BYTES);
  return g_byte_array_free_to_bytes (jpeg);
}

static JsonObject *
make_answers (void)
{
  JsonObject *answers = json_object_new ();
  JsonObject *question = json_object_new (), *asker = json_object_new ();

  json_object_set_string_member (question, "macam", "TANYA");
  json_object_set_string_member (question, "jenis", "LAIN");
  json_object_set_string_member (question, "pokok", "Uji kesesuaian, bukan permohonan warga");
  json_object_set_string_member (asker, "rahasia", "ya");
  json_object_set_string_member (asker, "hp", "081200000000");
  json_object_set_object_member (answers, "aduan", question);
  json_object_set_object_member (answers, "pelapor", asker);
  return answers;
}

static JsonObject *
make_consent (const char *now)
{
  JsonObject *consent = json_object_new ();

  json_object_set_string_member (consent, "agreed", "ya");
  json_object_set_string_member (consent, "role", "pemohon");
  json_object_set_string_member (consent, "name", "Uji Kesesuaian");
  json_object_set_string_member (consent, "at", now);
  return consent;
}

/**
 * pamor_specimen_new:
 * @service: code; sound for %PAMOR_SPECIMEN_SERVICE, of another all but the answers is
 * @n_photos: as pamor_specimen_add_photo() makes them, each another picture
 */
PamorSpecimen *
pamor_specimen_new (PamorClock *clock,
                    const char *service,
                    guint       n_photos)
{
  PamorSpecimen *self = g_new0 (PamorSpecimen, 1);
  g_autofree char *now = pamor_clock_format_utc (pamor_clock_get_wall (clock));

  self->id = pamor_uuid_new (clock);
  self->path = g_strconcat ("/v1/submissions/", self->id, NULL);
  self->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  self->root = json_object_new ();
  json_object_set_string_member (self->root, "id", self->id);
  json_object_set_int_member (self->root, "revision", 1);
  json_object_set_string_member (self->root, "service", service);
  if (g_str_equal (service, PAMOR_SPECIMEN_SERVICE))
    json_object_set_string_member (self->root, "kind", "complaint");
  json_object_set_string_member (self->root, "catalogue",
                                 pamor_catalogue_get_version (pamor_catalogue_get_builtin ()));
  json_object_set_string_member (self->root, "captured_at", now);
  json_object_set_object_member (self->root, "answers", make_answers ());
  json_object_set_object_member (self->root, "consent", make_consent (now));
  json_object_set_array_member (self->root, "attachments", json_array_new ());
  for (guint i = 0; i < n_photos; i++)
    pamor_specimen_add_photo (self, clock, "image/jpeg", NULL);
  return self;
}

/** pamor_specimen_free: with its photos */
void
pamor_specimen_free (PamorSpecimen *self)
{
  g_free (self->id);
  g_free (self->path);
  g_free (self->etag);
  json_object_unref (self->root);
  g_ptr_array_unref (self->photos);
  g_free (self);
}

/** pamor_specimen_add_photo: @content: (nullable) (transfer none): NULL: a new picture */
void
pamor_specimen_add_photo (PamorSpecimen *self,
                          PamorClock    *clock,
                          const char    *media_type,
                          GBytes        *content)
{
  g_autofree char *id = pamor_uuid_new (clock);
  g_autoptr (GBytes) bytes = content == NULL ? pamor_specimen_make_jpeg (PHOTO_BYTES, id)
                                             : g_bytes_ref (content);
  PamorAttachment *photo = pamor_attachment_new (id, "BUKTI", bytes);
  JsonObject *entry = json_object_new ();

  g_free (photo->media_type);
  photo->media_type = g_strdup (media_type);
  json_object_set_string_member (entry, "id", id);
  json_object_set_string_member (entry, "requirement", "BUKTI");
  json_object_set_string_member (entry, "media_type", media_type);
  json_object_set_int_member (entry, "size", photo->size);
  json_object_set_string_member (entry, "sha256", photo->sha256);
  json_array_add_object_element (json_object_get_array_member (self->root, "attachments"), entry);
  g_ptr_array_add (self->photos, photo);
}

/** pamor_specimen_drop_photo: its entry of the manifest too; those behind it move up */
void
pamor_specimen_drop_photo (PamorSpecimen *self,
                           guint          index)
{
  json_array_remove_element (json_object_get_array_member (self->root, "attachments"), index);
  g_ptr_array_remove_index (self->photos, index);
}

/** pamor_specimen_get_photo: Returns: (transfer none): with its content */
PamorAttachment *
pamor_specimen_get_photo (PamorSpecimen *self,
                          guint          index)
{
  return self->photos->pdata[index];
}

/** pamor_specimen_get_entry: Returns: (transfer none): of the manifest, to be changed */
JsonObject *
pamor_specimen_get_entry (PamorSpecimen *self,
                          guint          index)
{
  return json_array_get_object_element (json_object_get_array_member (self->root, "attachments"),
                                        index);
}

/** pamor_specimen_change: other answers, sound ones */
void
pamor_specimen_change (PamorSpecimen *self,
                       const char    *words)
{
  JsonObject *answers = json_object_get_object_member (self->root, "answers");

  json_object_set_string_member (json_object_get_object_member (answers, "aduan"), "pokok", words);
}

/** pamor_specimen_write: Returns: (transfer full): the body as JSON, as it stands now */
GBytes *
pamor_specimen_write (PamorSpecimen *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  char *text;

  json_node_set_object (node, self->root);
  text = json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/** pamor_specimen_make_manifest: Returns: (transfer full): the digest that a receipt must name */
char *
pamor_specimen_make_manifest (PamorSpecimen *self)
{
  g_autoptr (GBytes) body = pamor_specimen_write (self);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);

  return pamor_submission_make_manifest_sha256 (sha256, self->photos);
}

/** pamor_specimen_make_path: Returns: (transfer full): of the content of a photo */
char *
pamor_specimen_make_path (PamorSpecimen *self,
                          guint          index)
{
  return g_strdup_printf ("%s/attachments/%s/content", self->path,
                          pamor_specimen_get_photo (self, index)->id);
}
