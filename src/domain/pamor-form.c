/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeps every answer as it was typed, under its path; what is hidden stays kept but counts as
 * absent for conditions, checks and sending. One thread, the one that shows it. Nothing is on disk
 * here: what survives is what the owner saves of pamor_form_to_bytes().
 */
#include "domain/pamor-form-private.h"

#include "base/pamor-error.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_TYPE (PamorForm, pamor_form, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const char *const pamor_consent_keys[]
    = { "agreed", "role", "name", "whatsapp", "at", "officer", NULL };

static void
pamor_form_finalize (GObject *object)
{
  PamorForm *self = PAMOR_FORM (object);

  g_clear_pointer (&self->catalogue, pamor_catalogue_unref);
  g_free (self->activity);
  g_free (self->case_id);
  g_free (self->case_name);
  if (self->lost != NULL)
    g_string_free (g_steal_pointer (&self->lost), TRUE);
  pamor_form_set_twin (self, NULL, NULL, NULL);
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->reasons);
  g_hash_table_unref (self->consent);
  g_ptr_array_unref (self->attachments);
  g_clear_object (&self->sent);
  G_OBJECT_CLASS (pamor_form_parent_class)->finalize (object);
}

static void
pamor_form_class_init (PamorFormClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pamor_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", PAMOR_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
pamor_form_init (PamorForm *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->values = new_texts ();
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reasons = new_texts ();
  self->consent = new_texts ();
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  g_date_set_dmy (&self->today, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
}

static void
emit_changed (PamorForm  *self,
              const char *path)
{
  g_signal_emit (self, signals[CHANGED], 0, path);
}

/* Gives a new value, or each of a new item, the answer that it usually has. */
static void
answer_usual (PamorForm        *self,
              const PamorField *field,
              int               index)
{
  PamorPath path = { .index = index };

  g_strlcpy (path.field, field->path, sizeof path.field);
  if (field->usual != NULL)
    g_hash_table_insert (self->values, pamor_path_format (&path), g_strdup (field->usual));
  for (guint i = 0; field->fields != NULL && i < field->fields->len; i++)
    {
      const PamorField *own = g_ptr_array_index (field->fields, i);

      g_strlcpy (path.member, own->key, sizeof path.member);
      if (own->usual != NULL)
        g_hash_table_insert (self->values, pamor_path_format (&path), g_strdup (own->usual));
    }
}

static void
begin_field (PamorForm        *self,
             const PamorField *field,
             gboolean          answered)
{
  if (field->is_list)
    pamor_form_set_count (self, field->path, field->list_min);
  if (!answered)
    return;
  if (!field->is_list)
    answer_usual (self, field, PAMOR_PATH_NONE);
  for (guint i = 0; field->is_list && i < field->list_min; i++)
    answer_usual (self, field, i);
}

/** pamor_form_begin: @answered: whether what is usual is answered; a form that is read answers for
 *   itself. Returns: (transfer full) */
PamorForm *
pamor_form_begin (PamorCatalogue     *catalogue,
                  const PamorService *service,
                  gboolean            answered)
{
  PamorForm *self = g_object_new (PAMOR_TYPE_FORM, NULL);

  self->catalogue = pamor_catalogue_ref (catalogue);
  self->service = service;
  for (guint i = 0; i < service->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (service->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        begin_field (self, g_ptr_array_index (section->fields, j), answered);
    }
  return self;
}

/**
 * pamor_form_new:
 * @service: code in @catalogue
 *
 * Returns: (transfer full) (nullable): an empty form whose lists have their least number of items,
 * with only the usual answers, such as the citizenship; %NULL with PAMOR_ERROR_NOT_FOUND
 * where there is no such service
 */
PamorForm *
pamor_form_new (PamorCatalogue  *catalogue,
                const char      *service,
                GError         **error)
{
  const PamorService *found;

  g_return_val_if_fail (catalogue != NULL && service != NULL, NULL);

  found = pamor_catalogue_find_service (catalogue, service);
  if (found == NULL)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND,
                   _("There is no service “%s” in the catalogue"), service);
      return NULL;
    }
  return pamor_form_begin (catalogue, found, TRUE);
}

/** pamor_form_get_catalogue: Returns: (transfer none): that it was begun with */
PamorCatalogue *
pamor_form_get_catalogue (PamorForm *self)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self), NULL);

  return self->catalogue;
}

/** pamor_form_get_service: Returns: (transfer none): lives as long as the catalogue of the form */
const PamorService *
pamor_form_get_service (PamorForm *self)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self), NULL);

  return self->service;
}

/** pamor_form_dup_lost: Returns: (transfer full) (nullable): what was answered and its catalogue no
 *   longer asks, in words; pamor_form_to_bytes() is without it */
char *
pamor_form_dup_lost (PamorForm *self)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self), NULL);

  return self->lost != NULL && self->lost->len > 0 ? g_strdup (self->lost->str) : NULL;
}

/** pamor_form_get_activity: Returns: (nullable): code of the activity it was entered in */
const char *
pamor_form_get_activity (PamorForm *self)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self), NULL);

  return self->activity;
}

/** pamor_form_set_activity: @code: (nullable): on which conditions may stand; any answer may now
 *   be shown or hidden */
void
pamor_form_set_activity (PamorForm  *self,
                         const char *code)
{
  g_autofree char *copy = g_strdup (code);

  g_return_if_fail (PAMOR_IS_FORM (self));

  g_free (self->activity);
  self->activity = g_steal_pointer (&copy);
  emit_changed (self, "");
}

/**
 * pamor_form_set_twin:
 * @twin: (nullable): asked at every check, so it has to answer from memory
 * @destroy: (nullable): of @user_data
 */
void
pamor_form_set_twin (PamorForm      *self,
                     PamorFormTwin   twin,
                     gpointer        user_data,
                     GDestroyNotify  destroy)
{
  g_return_if_fail (PAMOR_IS_FORM (self));

  if (self->twin_destroy != NULL)
    self->twin_destroy (self->twin_data);
  self->twin = twin;
  self->twin_data = user_data;
  self->twin_destroy = destroy;
}

/** pamor_form_is_usual: Returns: whether the value is the one that the form began with */
gboolean
pamor_form_is_usual (PamorForm  *self,
                     const char *path)
{
  const PamorField *field, *own;
  PamorPath parts;

  if (!pamor_path_parse (path, &parts))
    return FALSE;
  field = pamor_field_find (self->service, &parts);
  own = field == NULL || parts.member[0] == '\0' ? field
                                                 : pamor_field_find_own (field, parts.member);
  return own != NULL && own->usual != NULL
         && g_strcmp0 (g_hash_table_lookup (self->values, path), own->usual) == 0;
}

/** pamor_form_is_empty: Returns: whether nothing but the usual was answered and no photo taken */
gboolean
pamor_form_is_empty (PamorForm *self)
{
  GHashTableIter iter;
  const char *path;

  g_return_val_if_fail (PAMOR_IS_FORM (self), TRUE);

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, NULL))
    if (!pamor_form_is_usual (self, path))
      return FALSE;
  return self->attachments->len == 0;
}

static gboolean
is_value_path (PamorForm  *self,
               const char *text,
               PamorPath  *path)
{
  const PamorField *field = pamor_service_find_value (self->service, text, path);

  return field != NULL
         && (!field->is_list || path->index < (int) pamor_form_get_count (self, field->path));
}

/**
 * pamor_form_get:
 * @path: of one value
 *
 * Returns: (transfer none) (nullable): the value as it was typed, hidden or not
 */
const char *
pamor_form_get (PamorForm  *self,
                const char *path)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self) && path != NULL, NULL);

  return g_hash_table_lookup (self->values, path);
}

/**
 * pamor_form_set:
 * @path: of one value that the service has, of an item that the list has
 * @value: (nullable): as typed; %NULL and "" take the answer back
 */
void
pamor_form_set (PamorForm  *self,
                const char *path,
                const char *value)
{
  PamorPath parts;

  g_return_if_fail (PAMOR_IS_FORM (self) && path != NULL);
  g_return_if_fail (is_value_path (self, path, &parts));
  g_return_if_fail (value == NULL || g_utf8_validate (value, -1, NULL));

  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (value, pamor_form_get (self, path)) == 0)
    return;
  if (value == NULL)
    g_hash_table_remove (self->values, path);
  else
    g_hash_table_insert (self->values, g_strdup (path), g_strdup (value));
  emit_changed (self, path);
}

/** pamor_form_set_count: for readers of a form: drops no answer, tells nobody */
void
pamor_form_set_count (PamorForm  *self,
                      const char *list_path,
                      guint       count)
{
  g_hash_table_insert (self->counts, g_strdup (list_path), GUINT_TO_POINTER (count));
}

/** pamor_form_get_count: Returns: items of the list field at @list_path; 0 for no list */
guint
pamor_form_get_count (PamorForm  *self,
                      const char *list_path)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self) && list_path != NULL, 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, list_path));
}

/** pamor_form_append_item: Returns: the index of the new item, with only the usual answers */
guint
pamor_form_append_item (PamorForm  *self,
                        const char *list_path)
{
  guint n;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && list_path != NULL, 0);
  g_return_val_if_fail (g_hash_table_contains (self->counts, list_path), 0);

  n = pamor_form_get_count (self, list_path);
  pamor_form_set_count (self, list_path, n + 1);
  answer_usual (self, pamor_service_find_field (self->service, list_path), n);
  emit_changed (self, list_path);
  return n;
}

/* Takes item @index of the list out of the @table; later items move up by one. A key is a path, or,
 * among the reasons, a rule, a blank and a path. */
static void
drop_item (GHashTable **table,
           const char  *list_path,
           guint        index)
{
  GHashTable *kept = new_texts ();
  GHashTableIter iter;
  const char *key, *text;

  g_hash_table_iter_init (&iter, *table);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &text))
    {
      const char *blank = strchr (key, ' ');
      const char *at = blank == NULL ? key : blank + 1;
      g_autofree char *moved = NULL;
      PamorPath path;

      if (!pamor_path_parse (at, &path) || !g_str_equal (path.field, list_path))
        path.index = PAMOR_PATH_NONE;
      if (path.index == (int) index)
        continue;
      if (path.index > (int) index)
        {
          path.index--;
          moved = pamor_path_format (&path);
        }
      g_hash_table_insert (kept,
                           g_strdup_printf ("%.*s%s", (int) (at - key), key,
                                            moved == NULL ? at : moved),
                           g_strdup (text));
    }
  g_hash_table_unref (*table);
  *table = kept;
}

/** pamor_form_remove_item: takes an item with its answers and reasons out; later ones move up */
void
pamor_form_remove_item (PamorForm  *self,
                        const char *list_path,
                        guint       index)
{
  guint n;

  g_return_if_fail (PAMOR_IS_FORM (self) && list_path != NULL);

  n = pamor_form_get_count (self, list_path);
  g_return_if_fail (index < n);

  drop_item (&self->values, list_path, index);
  drop_item (&self->reasons, list_path, index);
  pamor_form_set_count (self, list_path, n - 1);
  emit_changed (self, list_path);
}

static void
set_text (PamorForm  *self,
          GHashTable *table,
          const char *key,
          const char *text)
{
  if (text == NULL || *text == '\0')
    g_hash_table_remove (table, key);
  else
    g_hash_table_insert (table, g_strdup (key), g_strdup (text));
  emit_changed (self, "");
}

/** pamor_form_get_reason: Returns: (transfer none) (nullable): why the warning does not matter */
const char *
pamor_form_get_reason (PamorForm  *self,
                       const char *rule,
                       const char *path)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && rule != NULL && path != NULL, NULL);

  key = g_strdup_printf ("%s %s", rule, path);
  return g_hash_table_lookup (self->reasons, key);
}

/** pamor_form_set_reason: @reason: (nullable): the officer's words; %NULL and "" take them back */
void
pamor_form_set_reason (PamorForm  *self,
                       const char *rule,
                       const char *path,
                       const char *reason)
{
  g_autofree char *key = NULL;

  g_return_if_fail (PAMOR_IS_FORM (self) && rule != NULL && path != NULL);

  key = g_strdup_printf ("%s %s", rule, path);
  set_text (self, self->reasons, key, reason);
}

/** pamor_form_get_consent: Returns: (transfer none) (nullable): value of a key of the consent */
const char *
pamor_form_get_consent (PamorForm  *self,
                        const char *key)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self) && key != NULL, NULL);

  return g_hash_table_lookup (self->consent, key);
}

/**
 * pamor_form_set_consent:
 * @key: agreed, whatsapp ("ya"), role (pemohon, orang-tua, wali, pendamping), name (who agrees), at
 * (RFC 3339), officer (id)
 * @value: (nullable):
 */
void
pamor_form_set_consent (PamorForm  *self,
                        const char *key,
                        const char *value)
{
  g_return_if_fail (PAMOR_IS_FORM (self) && key != NULL);
  g_return_if_fail (g_strv_contains (pamor_consent_keys, key));

  set_text (self, self->consent, key, value);
}

/**
 * pamor_form_get_attachments: Returns: (transfer none) (element-type PamorAttachment): all photos
 */
GPtrArray *
pamor_form_get_attachments (PamorForm *self)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self), NULL);

  return self->attachments;
}

/** pamor_form_add_attachment: @attachment: (transfer none): a copy is kept */
void
pamor_form_add_attachment (PamorForm       *self,
                           PamorAttachment *attachment)
{
  g_return_if_fail (PAMOR_IS_FORM (self));

  pamor_form_insert_attachment (self, attachment, self->attachments->len);
}

/**
 * pamor_form_insert_attachment:
 * @attachment: (transfer none): a copy is kept
 * @index: where it stood among all; the last place, where there are fewer now
 */
void
pamor_form_insert_attachment (PamorForm       *self,
                              PamorAttachment *attachment,
                              guint            index)
{
  g_return_if_fail (PAMOR_IS_FORM (self) && attachment != NULL);

  g_ptr_array_insert (self->attachments, MIN (index, self->attachments->len),
                      pamor_attachment_copy (attachment));
  emit_changed (self, "");
}

static gboolean
find_attachment (PamorForm  *self,
                 const char *id,
                 guint      *index)
{
  for (*index = 0; *index < self->attachments->len; (*index)++)
    if (g_str_equal (((PamorAttachment *) self->attachments->pdata[*index])->id, id))
      return TRUE;
  return FALSE;
}

/** pamor_form_remove_attachment: Returns: whether there was one of that id */
gboolean
pamor_form_remove_attachment (PamorForm  *self,
                              const char *id)
{
  guint index;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && id != NULL, FALSE);

  if (!find_attachment (self, id, &index))
    return FALSE;
  g_ptr_array_remove_index (self->attachments, index);
  emit_changed (self, "");
  return TRUE;
}

/**
 * pamor_form_replace_attachment:
 * @id: of the photo that goes
 * @attachment: (transfer none): a copy takes its place
 *
 * In one go: at no time the form is without the photo.
 *
 * Returns: whether there was one of that id
 */
gboolean
pamor_form_replace_attachment (PamorForm       *self,
                               const char      *id,
                               PamorAttachment *attachment)
{
  guint index;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && id != NULL && attachment != NULL, FALSE);

  if (!find_attachment (self, id, &index))
    return FALSE;
  pamor_attachment_free (self->attachments->pdata[index]);
  self->attachments->pdata[index] = pamor_attachment_copy (attachment);
  emit_changed (self, "");
  return TRUE;
}
