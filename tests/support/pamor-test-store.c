/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-uuid.h"

#include <glib/gstdio.h>

/* Waits for a call of the store; the call's arguments are given without the callback. */
#define AWAIT(result, call, ...) \
  g_autoptr (GAsyncResult) result = NULL; \
  call (__VA_ARGS__, pamor_test_await_cb, &result); \
  pamor_test_await (&result)

char *
pamor_test_store_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("pamor-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
pamor_test_store_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/** pamor_test_store_open: @lock: (out) (nullable) */
PamorStore *
pamor_test_store_open (const char  *folder,
                       const char  *passphrase,
                       PamorClock  *clock,
                       PamorLock   *lock,
                       GError     **error)
{
  AWAIT (result, pamor_store_open_async, folder, passphrase, clock, NULL);

  if (lock != NULL)
    *lock = pamor_store_open_get_lock (result);
  return pamor_store_open_finish (result, error);
}

PamorSubmission *
pamor_test_store_new_item (PamorClock *clock,
                           const char *title)
{
  PamorSubmission *item = pamor_submission_new ();

  item->id = pamor_uuid_new (clock);
  item->service = g_strdup ("AKTA_LAHIR");
  item->kind = g_strdup ("application");
  item->title = g_strdup (title);
  item->activity = g_strdup ("KELILING");
  return item;
}

gboolean
pamor_test_store_save (PamorStore       *self,
                       PamorSubmission  *item,
                       const char       *form,
                       GError          **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (form, strlen (form));
  AWAIT (result, pamor_store_save_draft_async, self, item, bytes);

  return pamor_store_save_draft_finish (self, result, error);
}

/**
 * pamor_test_store_new_photo:
 *
 * begins as a JPEG does; two of the same size are alike but for their ids
 */
PamorAttachment *
pamor_test_store_new_photo (PamorClock *clock,
                            gsize       size)
{
  static const guint8 head[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F' };
  guint8 *data = g_malloc (size);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *id = pamor_uuid_new (clock);

  for (gsize i = 0; i < size; i++)
    data[i] = i < sizeof head ? head[i] : i * 7 + i / 251;
  content = g_bytes_new_take (data, size);
  return pamor_attachment_new (id, "KK", content);
}

gboolean
pamor_test_store_keep_photo (PamorStore       *self,
                             const char       *id,
                             PamorAttachment  *photo,
                             GError          **error)
{
  AWAIT (result, pamor_store_keep_photo_async, self, id, photo);

  return pamor_store_keep_photo_finish (self, result, error);
}

/** pamor_test_store_seal: @photos: (nullable): of PamorAttachment */
PamorSubmission *
pamor_test_store_seal (PamorStore       *self,
                       PamorSubmission  *item,
                       const char       *form,
                       const char       *payload,
                       GPtrArray        *photos,
                       GError          **error)
{
  g_autoptr (GBytes) form_bytes = g_bytes_new (form, strlen (form));
  g_autoptr (GBytes) payload_bytes = g_bytes_new (payload, strlen (payload));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  AWAIT (result, pamor_store_seal_async, self, item, form_bytes, payload_bytes,
         photos == NULL ? none : photos);

  return pamor_store_seal_finish (self, result, error);
}

PamorSubmission *
pamor_test_store_take (PamorStore  *self,
                       PamorLane    lane,
                       GError     **error)
{
  AWAIT (result, pamor_store_take_async, self, lane);

  return pamor_store_take_finish (self, result, error);
}

gboolean
pamor_test_store_keep (PamorStore       *self,
                       PamorSubmission  *progress,
                       GError          **error)
{
  AWAIT (result, pamor_store_keep_progress_async, self, progress);

  return pamor_store_keep_progress_finish (self, result, error);
}

static char *
to_text (GBytes *bytes)
{
  char *text = bytes == NULL ? NULL
                             : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_clear_pointer (&bytes, g_bytes_unref);
  return text;
}

char *
pamor_test_store_read_form (PamorStore  *self,
                            const char  *id,
                            GError     **error)
{
  AWAIT (result, pamor_store_read_form_async, self, id);

  return to_text (pamor_store_read_form_finish (self, result, error));
}

char *
pamor_test_store_read_payload (PamorStore  *self,
                               const char  *id,
                               GError     **error)
{
  AWAIT (result, pamor_store_read_payload_async, self, id);

  return to_text (pamor_store_read_payload_finish (self, result, error));
}

GBytes *
pamor_test_store_read_photo (PamorStore  *self,
                             const char  *id,
                             const char  *photo,
                             GError     **error)
{
  AWAIT (result, pamor_store_read_photo_async, self, id, photo);

  return pamor_store_read_photo_finish (self, result, error);
}

gboolean
pamor_test_store_delete (PamorStore  *self,
                         const char  *id,
                         GError     **error)
{
  AWAIT (result, pamor_store_delete_draft_async, self, id);

  return pamor_store_delete_draft_finish (self, result, error);
}

gboolean
pamor_test_store_keep_changes (PamorStore  *self,
                               GPtrArray   *changes,
                               const char  *cursor,
                               GError     **error)
{
  AWAIT (result, pamor_store_keep_changes_async, self, changes, cursor);

  return pamor_store_keep_changes_finish (self, result, error);
}

/** pamor_test_store_keep_decided: @progress, and its status as the office says it */
void
pamor_test_store_keep_decided (PamorStore      *self,
                               PamorSubmission *progress)
{
  g_autoptr (GPtrArray) changes
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_change_free);
  PamorChange *change = pamor_change_new ();

  change->submission = g_strdup (progress->id);
  change->revision = progress->revision;
  change->status = progress->status;
  change->updated_at = progress->status_at;
  g_ptr_array_add (changes, change);
  g_assert_true (pamor_test_store_keep (self, progress, NULL));
  g_assert_true (progress->status == PAMOR_STATUS_NONE
                 || pamor_test_store_keep_changes (
                   self, changes, pamor_store_get_note (self, "cursor"), NULL));
}

/** pamor_test_store_read_history: Returns: (transfer full): "what:reason:text ...", oldest first */
char *
pamor_test_store_read_history (PamorStore *self,
                               const char *id)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  AWAIT (result, pamor_store_read_history_async, self, id);

  lines = pamor_store_read_history_finish (self, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const PamorHistoryLine *line = lines->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", line->what);
      if (line->reason != NULL)
        g_string_append_printf (text, ":%s", line->reason);
      if (line->text != NULL)
        g_string_append_printf (text, ":%s", line->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
pamor_test_store_set_note (PamorStore  *self,
                           const char  *name,
                           const char  *value,
                           GError     **error)
{
  AWAIT (result, pamor_store_set_note_async, self, name, value);

  return pamor_store_set_note_finish (self, result, error);
}

/** pamor_test_folder_reopen: closes it as a program does at its end, and opens it again */
void
pamor_test_folder_reopen (PamorTestFolder *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->store);
  self->store
    = pamor_test_store_open (self->folder, PAMOR_TEST_PASSPHRASE, self->clock, NULL, &error);
  g_assert_no_error (error);
}

void
pamor_test_folder_set_up (PamorTestFolder *self,
                          gconstpointer    unused)
{
  self->folder = pamor_test_store_make_folder ();
  self->clock = pamor_clock_new_manual (PAMOR_TEST_NOW);
  pamor_test_folder_reopen (self);
}

void
pamor_test_folder_tear_down (PamorTestFolder *self,
                             gconstpointer    unused)
{
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  pamor_test_store_remove_folder (self->folder);
  g_free (self->folder);
}

guint
pamor_test_folder_count (PamorTestFolder *self)
{
  return g_list_model_get_n_items (pamor_store_get_items (self->store));
}
