/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what was sent is a submission at all (data/api/eopen-field-v1.yaml, Submission): its
 * shape, its manifest within the limits, and any NIK in its answers well-formed. Every fault is
 * named by a JSON pointer. Members that are not known are passed over. */
#include "practice/pamor-practice-check.h"

#include "base/pamor-uuid.h"
#include "practice/pamor-practice-json.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  JsonBuilder *errors; /* an open array */
  guint        n_errors;
} Check;

static void
add_error (Check      *check,
           const char *pointer,
           const char *code,
           const char *message)
{
  check->n_errors++;
  json_builder_begin_object (check->errors);
  pamor_practice_json_add (check->errors, "pointer", pointer);
  pamor_practice_json_add (check->errors, "code", code);
  pamor_practice_json_add (check->errors, "message", message);
  json_builder_end_object (check->errors);
}

static gboolean
is_sha256 (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
is_nik (JsonNode *node)
{
  const char *text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                      : NULL;

  return text != NULL && strlen (text) == 16 && strspn (text, "0123456789") == 16;
}

/* RFC 6901: a name within a pointer. */
static char *
extend_pointer (const char *pointer,
                const char *name)
{
  g_autoptr (GString) escaped = g_string_new (name);

  g_string_replace (escaped, "~", "~0", 0);
  g_string_replace (escaped, "/", "~1", 0);
  return g_strconcat (pointer, "/", escaped->str, NULL);
}

static void check_answers (Check *check, JsonNode *node, const char *pointer);

static void
check_answer (Check      *check,
              const char *pointer,
              const char *name,
              JsonNode   *node)
{
  g_autofree char *inner = extend_pointer (pointer, name);

  if (g_str_equal (name, "nik") && JSON_NODE_HOLDS_VALUE (node) && !is_nik (node))
    add_error (check, inner, "nik-malformed", _("A NIK has 16 digits."));
  else
    check_answers (check, node, inner);
}

/* The depth is bounded by the parser. */
static void
check_answers (Check      *check,
               JsonNode   *node,
               const char *pointer)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        check_answer (check, pointer, name, member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *inner = g_strdup_printf ("%s/%u", pointer, i);

          check_answers (check, json_array_get_element (array, i), inner);
        }
    }
}

static void
check_members (Check    *check,
               JsonNode *root,
               guint     revision)
{
  const char *service = pamor_practice_json_get_text (root, "service");
  JsonNode *answers = pamor_practice_json_get_member (root, "answers");
  JsonNode *consent = pamor_practice_json_get_member (root, "consent");
  gint64 number = 0, time;

  if (service == NULL || *service == '\0')
    add_error (check, "/service", "required", _("The service is missing."));
  if (pamor_practice_json_get_text (root, "catalogue") == NULL)
    add_error (check, "/catalogue", "required", _("The version of the catalogue is missing."));
  if (!pamor_clock_parse_utc (pamor_practice_json_get_text (root, "captured_at"), &time))
    add_error (check, "/captured_at", "malformed", _("The time of entry is missing."));
  if (!pamor_practice_json_get_int (root, "revision", &number) || number != revision)
    add_error (check, "/revision", "malformed", _("The revision is not the one of the address."));
  if (consent == NULL || !JSON_NODE_HOLDS_OBJECT (consent))
    add_error (check, "/consent", "required", _("The consent is missing."));
  if (answers == NULL || !JSON_NODE_HOLDS_OBJECT (answers))
    add_error (check, "/answers", "required", _("The answers are missing."));
  else
    check_answers (check, answers, "/answers");
}

static void
check_reasons (Check    *check,
               JsonNode *reasons)
{
  JsonArray *entries = JSON_NODE_HOLDS_ARRAY (reasons) ? json_node_get_array (reasons) : NULL;

  if (entries == NULL)
    add_error (check, "/reasons", "malformed", _("This is not as it should be."));
  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/reasons/%u", i);
      JsonNode *entry = json_array_get_element (entries, i);

      if (pamor_practice_json_get_text (entry, "rule") == NULL
          || pamor_practice_json_get_text (entry, "reason") == NULL)
        add_error (check, pointer, "malformed", _("This is not as it should be."));
    }
}

static void
check_case (Check    *check,
            JsonNode *family)
{
  gint64 order = -1;

  if (!pamor_uuid_is_valid (pamor_practice_json_get_text (family, "id"))
      || pamor_practice_json_get_text (family, "name") == NULL
      || !pamor_practice_json_get_int (family, "order", &order) || order < 0)
    add_error (check, "/case", "malformed", _("This is not as it should be."));
}

/* Members that may be missing, but not be something else. */
static void
check_optional (Check      *check,
                JsonNode   *root,
                const char *id)
{
  static const char *const kinds[] = { "application", "complaint", "ticket", "visit", "request",
                                       NULL };
  static const char *const texts[] = { "id", "kind", "activity" };
  const char *kind = pamor_practice_json_get_text (root, "kind");
  JsonNode *reasons = pamor_practice_json_get_member (root, "reasons");
  JsonNode *replaces = pamor_practice_json_get_member (root, "replaces");
  JsonNode *family = pamor_practice_json_get_member (root, "case");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (pamor_practice_json_get_member (root, texts[i]) != NULL
        && pamor_practice_json_get_text (root, texts[i]) == NULL)
      {
        g_autofree char *pointer = g_strconcat ("/", texts[i], NULL);

        add_error (check, pointer, "malformed", _("This is not as it should be."));
      }
  if (replaces != NULL
      && (!pamor_uuid_is_valid (pamor_practice_json_get_text (root, "replaces"))
          || g_str_equal (pamor_practice_json_get_text (root, "replaces"), id)))
    add_error (check, "/replaces", "malformed", _("This is not as it should be."));
  if (kind != NULL && !g_strv_contains (kinds, kind))
    add_error (check, "/kind", "malformed", _("This is not as it should be."));
  if (family != NULL)
    check_case (check, family);
  if (reasons != NULL)
    check_reasons (check, reasons);
}

static void
check_attachment (Check      *check,
                  JsonNode   *entry,
                  const char *pointer,
                  GHashTable *ids)
{
  const char *id = pamor_practice_json_get_text (entry, "id");
  const char *requirement = pamor_practice_json_get_text (entry, "requirement");
  gint64 size = 0;

  if (!pamor_uuid_is_valid (id) || !g_hash_table_add (ids, (gpointer) id)
      || requirement == NULL || *requirement == '\0'
      || pamor_practice_json_get_text (entry, "media_type") == NULL
      || !is_sha256 (pamor_practice_json_get_text (entry, "sha256"))
      || !pamor_practice_json_get_int (entry, "size", &size) || size <= 0)
    add_error (check, pointer, "malformed", _("A photo is not described as it should be."));
}

static void
check_manifest (Check    *check,
                JsonNode *root)
{
  JsonNode *member = pamor_practice_json_get_member (root, "attachments");
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *entries;

  if (member == NULL || !JSON_NODE_HOLDS_ARRAY (member))
    {
      add_error (check, "/attachments", "required", _("The list of photos is missing."));
      return;
    }
  entries = json_node_get_array (member);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/attachments/%u", i);

      check_attachment (check, json_array_get_element (entries, i), pointer, ids);
    }
}

static gboolean
is_within_limits (PamorPracticeExchange *exchange,
                  GPtrArray             *manifest)
{
  if (manifest->len > PAMOR_PRACTICE_ATTACHMENTS)
    {
      pamor_practice_exchange_refuse (exchange, 413, "too-large",
                                      _("There are too many photos."));
      return FALSE;
    }
  for (guint i = 0; i < manifest->len; i++)
    {
      const PamorAttachment *attachment = manifest->pdata[i];

      if (attachment->size > PAMOR_PRACTICE_ATTACHMENT_BYTES)
        {
          pamor_practice_exchange_refuse (exchange, 413, "too-large",
                                          _("A photo is too large."));
          return FALSE;
        }
      if (!g_str_equal (attachment->media_type, "image/jpeg")
          && !g_str_equal (attachment->media_type, "application/pdf"))
        {
          pamor_practice_exchange_refuse (exchange, 415, "media-type",
                                          _("A photo must be JPEG, a document PDF."));
          return FALSE;
        }
    }
  return TRUE;
}

/** pamor_practice_check_submission: Returns: FALSE, having refused with 413, 415 or 422 */
gboolean
pamor_practice_check_submission (PamorPracticeExchange *exchange,
                                 JsonNode              *submission,
                                 guint                  revision)
{
  g_autoptr (JsonBuilder) errors = json_builder_new ();
  g_autoptr (GPtrArray) manifest = NULL;
  Check check = { .errors = errors };
  JsonBuilder *problem;

  json_builder_begin_array (errors);
  check_members (&check, submission, revision);
  check_optional (&check, submission, exchange->ids[0]);
  check_manifest (&check, submission);
  json_builder_end_array (errors);
  if (check.n_errors == 0)
    {
      manifest = pamor_practice_read_manifest (submission);
      return is_within_limits (exchange, manifest);
    }

  problem = pamor_practice_exchange_begin_problem (exchange, 422, "validation",
                                                   _("Something has to be corrected."));
  json_builder_set_member_name (problem, "errors");
  json_builder_add_value (problem, json_builder_get_root (errors));
  pamor_practice_exchange_end_problem (exchange, problem);
  return FALSE;
}

/**
 * pamor_practice_read_manifest:
 * @submission: checked
 *
 * Returns: (transfer full) (element-type PamorAttachment): nothing of them stored yet
 */
GPtrArray *
pamor_practice_read_manifest (JsonNode *submission)
{
  JsonArray *entries
      = json_node_get_array (pamor_practice_json_get_member (submission, "attachments"));
  GPtrArray *manifest;

  manifest = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonNode *entry = json_array_get_element (entries, i);
      PamorAttachment *attachment = g_new0 (PamorAttachment, 1);

      attachment->id = g_strdup (pamor_practice_json_get_text (entry, "id"));
      attachment->requirement = g_strdup (pamor_practice_json_get_text (entry, "requirement"));
      attachment->media_type = g_strdup (pamor_practice_json_get_text (entry, "media_type"));
      attachment->sha256 = g_strdup (pamor_practice_json_get_text (entry, "sha256"));
      pamor_practice_json_get_int (entry, "size", &attachment->size);
      g_ptr_array_add (manifest, attachment);
    }
  return manifest;
}
