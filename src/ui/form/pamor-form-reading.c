/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form comes back from the store with the catalogue that it was begun with: what it asked then it
 * asks now. One that is kept no more gives way to the newest, which reads what both have. */
#include "ui/form/pamor-form-reading.h"

#include <json-glib/json-glib.h>

/** Reading: a form on its way from the store */
typedef struct
{
  PamorDesk *desk;   /* owned */
  char      *id;     /* owned */
  GBytes    *bytes;  /* owned (nullable): once read */
  GBytes    *sent;   /* owned (nullable): of a correction, the form that it corrects */
  gboolean   newest; /* with the newest catalogue, whatever it was begun with */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->desk);
  g_free (reading->id);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_clear_pointer (&reading->sent, g_bytes_unref);
  g_free (reading);
}

/* @catalogue: (nullable): %NULL where the form's own is kept no more */
static void
give (GTask          *task,
      PamorCatalogue *catalogue)
{
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  PamorCatalogue *known
    = catalogue != NULL ? catalogue : pamor_desk_get_catalogue (reading->desk);
  PamorForm *form = catalogue != NULL
                      ? pamor_form_new_from_bytes (known, reading->bytes, reading->id, &error)
                      : pamor_form_new_from_older (known, reading->bytes, reading->id, &error);
  g_autoptr (PamorForm) sent = NULL;

  if (form == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (reading->sent != NULL)
    sent = pamor_form_new_from_older (known, reading->sent, reading->id, NULL);
  pamor_form_set_sent (form, sent);
  g_task_return_pointer (task, form, g_object_unref);
}

static void
on_catalogue_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GBytes) pack
    = pamor_store_read_catalogue_finish (PAMOR_STORE (source), result, NULL, NULL);
  g_autoptr (PamorCatalogue) catalogue = NULL;

  if (pack != NULL)
    catalogue = pamor_catalogue_load_pack (pack, reading->id, NULL);
  if (catalogue != NULL)
    pamor_desk_add_catalogue (reading->desk, catalogue);
  give (task, catalogue);
}

static char *
dup_version (GBytes *form)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *text = g_bytes_get_data (form, &size);
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, size, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root)
           ? g_strdup (json_object_get_string_member_with_default (json_node_get_object (root),
                                                                   "catalogue", NULL))
           : NULL;
}

static void
read_catalogue (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autofree char *version = reading->newest ? NULL : dup_version (reading->bytes);
  PamorCatalogue *catalogue = version != NULL
                                ? pamor_desk_find_catalogue (reading->desk, version)
                                : pamor_desk_get_catalogue (reading->desk);

  if (catalogue != NULL)
    give (task, catalogue);
  else
    pamor_store_read_catalogue_async (pamor_desk_get_store (reading->desk), version,
                                      on_catalogue_read_cb, g_object_ref (task));
}

/* What was emptied since is corrected without it. */
static void
on_sent_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);

  reading->sent = pamor_store_read_sealed_form_finish (PAMOR_STORE (source), result, NULL);
  read_catalogue (task);
}

/* Returns: (nullable): id of what the city has, where the form corrects or replaces it */
static const char *
find_sent (Reading *reading)
{
  PamorSubmission *item = pamor_store_find (pamor_desk_get_store (reading->desk), reading->id);

  if (item == NULL)
    return NULL;
  return item->state == PAMOR_STATE_DRAFT ? item->replaces : item->id;
}

static void
on_form_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  const char *sent = find_sent (reading);

  reading->bytes = pamor_store_read_form_finish (PAMOR_STORE (source), result, &error);
  if (reading->bytes == NULL)
    g_task_return_error (task, error);
  else if (sent != NULL)
    pamor_store_read_sealed_form_async (PAMOR_STORE (source), sent, on_sent_read_cb,
                                        g_steal_pointer (&task));
  else
    read_catalogue (task);
}

/** pamor_form_reading_async: @newest: with the newest catalogue, whatever it was begun with */
void
pamor_form_reading_async (PamorDesk           *desk,
                          const char          *id,
                          gboolean             newest,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Reading *reading;
  GTask *task;

  g_return_if_fail (PAMOR_IS_DESK (desk) && id != NULL);

  reading = g_new0 (Reading, 1);
  reading->desk = g_object_ref (desk);
  reading->id = g_strdup (id);
  reading->newest = newest;
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_form_reading_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  pamor_store_read_form_async (pamor_desk_get_store (desk), id, on_form_read_cb, task);
}

/** pamor_form_reading_finish: Returns: (transfer full) (nullable): the form */
PamorForm *
pamor_form_reading_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
