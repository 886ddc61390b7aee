/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Guarantees: whatever the bytes are, reading ends, with a value or with one error that names file
 * and path. A member that is there twice is an error. Any thread; one thread per reader.
 */
#include "domain/pamor-json.h"

#include "base/pamor-error.h"
#include "domain/pamor-json-scan.h"
#include "domain/pamor-nearest.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_WORDS 1000 /* characters of an error: a word that it quotes may be the whole file */

typedef struct
{
  JsonNode *node;        /* (borrowed) from the root */
  gsize     path_length; /* of the path of this value */
} Place;

struct _PamorJson
{
  char     *file;
  JsonNode *root;
  GArray   *places; /* of Place, the innermost last */
  GString  *path;
  GError   *error;  /* (nullable): the first thing wrong */
};

G_GNUC_PRINTF (3, 0)
static void
fail_valist (PamorJson  *self,
             const char *path,
             const char *format,
             va_list     args)
{
  g_autofree char *text = NULL, *start = NULL;

  if (self->error != NULL)
    return;
  text = g_strdup_vprintf (format, args);
  start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MOST_WORDS));
  self->error = g_error_new (PAMOR_ERROR, PAMOR_ERROR_INVALID, "%s: %s: %s%s", self->file, path,
                             start, strlen (start) < strlen (text) ? "…" : "");
}

/**
 * pamor_json_fail: keeps what is wrong with the value it stands on, unless something already was
 */
void
pamor_json_fail (PamorJson  *self,
                 const char *format,
                 ...)
{
  va_list args;

  va_start (args, format);
  fail_valist (self, self->path->str, format, args);
  va_end (args);
}

/** pamor_json_fail_at: as pamor_json_fail() for a value that was read earlier, at @path */
void
pamor_json_fail_at (PamorJson  *self,
                    const char *path,
                    const char *format,
                    ...)
{
  va_list args;

  va_start (args, format);
  fail_valist (self, path, format, args);
  va_end (args);
}

/**
 * pamor_json_fail_unknown:
 * @path: where the word stands
 * @what: what it should name, translated: "key", "kind", "field"
 * @known: the words that would do, %NULL-terminated
 *
 * Fails with the nearest known word, or with all of them where they are few.
 */
void
pamor_json_fail_unknown (PamorJson         *self,
                         const char        *path,
                         const char        *what,
                         const char        *word,
                         const char *const *known)
{
  const char *nearest = pamor_nearest_word (word, known);

  if (nearest != NULL)
    pamor_json_fail_at (self, path, _("unknown %s “%s”; did you mean “%s”?"), what, word, nearest);
  else if (known[0] != NULL && g_strv_length ((GStrv) known) <= 24)
    {
      g_autofree char *all = g_strjoinv (", ", (GStrv) known);

      pamor_json_fail_at (self, path, _("unknown %s “%s”; expected one of: %s"), what, word, all);
    }
  else
    pamor_json_fail_at (self, path, _("unknown %s “%s”"), what, word);
}

typedef struct
{
  PamorJson *json;
  GPtrArray *objects; /* of GHashTable, the names met in each open object, the innermost last */
} Watch;

/* Not the parser's own words: they quote the file, which may hold what is nobody's business. */
static void
on_error (JsonParser *parser,
          gpointer    error,
          Watch      *watch)
{
  pamor_json_fail (watch->json, _("line %u: this is not JSON; look for a comma, colon or bracket"),
                   json_parser_get_current_line (parser));
}

static void
on_object_start (JsonParser *parser,
                 Watch      *watch)
{
  g_ptr_array_add (watch->objects, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
}

static void
on_object_member (JsonParser *parser,
                  JsonObject *object,
                  const char *name,
                  Watch      *watch)
{
  GHashTable *names = g_ptr_array_index (watch->objects, watch->objects->len - 1);

  if (!g_hash_table_add (names, g_strdup (name)))
    pamor_json_fail (watch->json, _("line %u: the key “%s” is there twice"),
                     json_parser_get_current_line (parser), name);
}

static void
on_object_end (JsonParser *parser,
               JsonObject *object,
               Watch      *watch)
{
  g_ptr_array_set_size (watch->objects, watch->objects->len - 1);
}

static void
parse (PamorJson  *self,
       const char *text,
       gsize       length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) objects
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  Watch watch = { self, objects };

  g_signal_connect (parser, "error", G_CALLBACK (on_error), &watch);
  g_signal_connect (parser, "object-start", G_CALLBACK (on_object_start), &watch);
  g_signal_connect (parser, "object-member", G_CALLBACK (on_object_member), &watch);
  g_signal_connect (parser, "object-end", G_CALLBACK (on_object_end), &watch);
  if (json_parser_load_from_data (parser, text, length, NULL))
    self->root = json_parser_steal_root (parser);
  if (self->root == NULL)
    pamor_json_fail (self, _("the file is empty"));
}

/**
 * pamor_json_new:
 * @file: the name that errors begin with
 *
 * Returns: (transfer full): a reader that stands on the root. Bytes that are no JSON make one that
 * has failed.
 */
PamorJson *
pamor_json_new (GBytes     *bytes,
                const char *file)
{
  PamorJson *self = g_new0 (PamorJson, 1);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *problem = NULL;
  Place place = { NULL, 1 };

  self->file = g_strdup (file);
  self->path = g_string_new ("$");
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  text = text == NULL ? "" : text; /* of no bytes */
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) /* some editors mark UTF-8 so */
    {
      text += 3;
      length -= 3;
    }
  problem = pamor_json_scan (text, length);
  if (problem != NULL)
    pamor_json_fail (self, "%s", problem);
  else
    parse (self, text, length);
  place.node = self->root;
  g_array_append_val (self->places, place);
  return self;
}

/**
 * pamor_json_new_again:
 * @file: the name that errors begin with
 *
 * Returns: (transfer full): a reader of the same values from the root on, of the same thread; it
 * fails on its own
 */
PamorJson *
pamor_json_new_again (PamorJson  *other,
                      const char *file)
{
  PamorJson *self = g_new0 (PamorJson, 1);
  Place place = { other->root, 1 };

  self->file = g_strdup (file);
  self->path = g_string_new ("$");
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->root = other->root == NULL ? NULL : json_node_ref (other->root);
  self->error = other->root == NULL ? g_error_copy (other->error) : NULL;
  g_array_append_val (self->places, place);
  return self;
}

/** pamor_json_free: with what it reads; an error that was not fetched is lost */
void
pamor_json_free (PamorJson *self)
{
  g_free (self->file);
  g_clear_pointer (&self->root, json_node_unref);
  g_array_unref (self->places);
  g_string_free (self->path, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

/** pamor_json_finish: Returns: whether nothing was wrong; else @error is PAMOR_ERROR_INVALID */
gboolean
pamor_json_finish (PamorJson  *self,
                   GError    **error)
{
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  return self->error == NULL;
}

/** pamor_json_has_failed: Returns: whether the first error is kept, after which nothing is read */
gboolean
pamor_json_has_failed (PamorJson *self)
{
  return self->error != NULL;
}

/** pamor_json_fail_with: takes what is wrong with @other for its own, if nothing was yet */
void
pamor_json_fail_with (PamorJson *self,
                      PamorJson *other)
{
  if (self->error == NULL && other->error != NULL)
    self->error = g_error_copy (other->error);
}

/** pamor_json_get_path: Returns: where it stands, "$.sections[0].key"; changes with every move */
const char *
pamor_json_get_path (PamorJson *self)
{
  return self->path->str;
}

static JsonNode *
here (PamorJson *self)
{
  return g_array_index (self->places, Place, self->places->len - 1).node;
}

static JsonObject *
get_object (PamorJson *self)
{
  if (self->error != NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (here (self)))
    return json_node_get_object (here (self));
  pamor_json_fail (self, _("expected an object"));
  return NULL;
}

static void
push (PamorJson *self,
      JsonNode  *node)
{
  Place place = { node, self->path->len };

  g_array_append_val (self->places, place);
}

/* An editor that completes keys wants to know by which schema; it says nothing to the program. */
static gboolean
is_for_editors (PamorJson  *self,
                const char *key)
{
  return self->places->len == 1 && g_str_equal (key, "$schema");
}

/** pamor_json_expect_object: Returns: whether the value is an object of no other keys than @keys */
gboolean
pamor_json_expect_object (PamorJson         *self,
                          const char *const *keys)
{
  g_autoptr (GList) members = pamor_json_get_members (self);

  for (GList *l = members; l != NULL && self->error == NULL; l = l->next)
    if (!g_strv_contains (keys, l->data) && !is_for_editors (self, l->data))
      pamor_json_fail_unknown (self, self->path->str, _("key"), l->data, keys);
  return self->error == NULL;
}

/** pamor_json_get_members: Returns: (transfer container): names of the object, as in the file */
GList *
pamor_json_get_members (PamorJson *self)
{
  JsonObject *object = get_object (self);

  return object == NULL ? NULL : json_object_get_members (object);
}

/** pamor_json_has: Returns: whether it stands on an object with the member @key, be it null */
gboolean
pamor_json_has (PamorJson  *self,
                const char *key)
{
  return self->error == NULL && JSON_NODE_HOLDS_OBJECT (here (self))
         && json_object_has_member (json_node_get_object (here (self)), key);
}

/** pamor_json_has_list: Returns: whether the member @key is there and a list */
gboolean
pamor_json_has_list (PamorJson  *self,
                     const char *key)
{
  JsonObject *object = pamor_json_has (self, key) ? json_node_get_object (here (self)) : NULL;

  return object != NULL && JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, key));
}

/** pamor_json_is_text: Returns: whether it stands on text */
gboolean
pamor_json_is_text (PamorJson *self)
{
  return self->error == NULL && json_node_get_value_type (here (self)) == G_TYPE_STRING;
}

/** pamor_json_enter: Returns: whether it now stands on the member @key and must be left again */
gboolean
pamor_json_enter (PamorJson  *self,
                  const char *key)
{
  JsonObject *object = get_object (self);

  if (object == NULL || !json_object_has_member (object, key))
    return FALSE;
  g_string_append_printf (self->path, ".%s", key);
  push (self, json_object_get_member (object, key));
  return TRUE;
}

/** pamor_json_need: as pamor_json_enter() for a member that must be there */
gboolean
pamor_json_need (PamorJson  *self,
                 const char *key)
{
  if (pamor_json_enter (self, key))
    return TRUE;
  pamor_json_fail (self, _("“%s” is missing"), key);
  return FALSE;
}

/** pamor_json_count: Returns: items of the array it stands on; 0 with an error for anything else */
guint
pamor_json_count (PamorJson *self)
{
  if (self->error != NULL)
    return 0;
  if (JSON_NODE_HOLDS_ARRAY (here (self)))
    return json_array_get_length (json_node_get_array (here (self)));
  pamor_json_fail (self, _("expected a list"));
  return 0;
}

/** pamor_json_enter_item: Returns: whether it now stands on the item and must be left again: not
 *   behind the last, and not once something was wrong, so that a long list is no long way */
gboolean
pamor_json_enter_item (PamorJson *self,
                       guint      index)
{
  if (index >= pamor_json_count (self))
    return FALSE;
  g_string_append_printf (self->path, "[%u]", index);
  push (self, json_array_get_element (json_node_get_array (here (self)), index));
  return TRUE;
}

/** pamor_json_leave: back to where the last pamor_json_enter() or _enter_item() came from */
void
pamor_json_leave (PamorJson *self)
{
  g_return_if_fail (self->places->len > 1);

  g_array_set_size (self->places, self->places->len - 1);
  g_string_truncate (self->path,
                     g_array_index (self->places, Place, self->places->len - 1).path_length);
}

/** pamor_json_dup_json: Returns: (transfer full): the value it stands on as JSON, on one line */
char *
pamor_json_dup_json (PamorJson *self)
{
  return self->error != NULL ? g_strdup ("null") : json_to_string (here (self), FALSE);
}

/** pamor_json_dup_string: Returns: (transfer full) (nullable): the string it stands on */
char *
pamor_json_dup_string (PamorJson *self)
{
  if (self->error != NULL)
    return NULL;
  if (json_node_get_value_type (here (self)) == G_TYPE_STRING)
    return json_node_dup_string (here (self));
  pamor_json_fail (self, _("expected text in quotes"));
  return NULL;
}

/** pamor_json_dup_text: Returns: (transfer full) (nullable): the member, text that is not empty */
char *
pamor_json_dup_text (PamorJson  *self,
                     const char *key)
{
  char *text;

  if (!pamor_json_enter (self, key))
    return NULL;
  text = pamor_json_dup_string (self);
  if (text != NULL && *text == '\0')
    pamor_json_fail (self, _("expected text that is not empty"));
  pamor_json_leave (self);
  return text;
}

/** pamor_json_need_text: Returns: (transfer full) (nullable): as pamor_json_dup_text(), of a member
 *   that must be there; NULL with an error */
char *
pamor_json_need_text (PamorJson  *self,
                      const char *key)
{
  char *text = pamor_json_dup_text (self, key);

  if (text == NULL)
    pamor_json_fail (self, _("“%s” is missing"), key);
  return text;
}

/**
 * pamor_json_dup_texts: Returns: (transfer full): the member, a list of texts; empty when absent
 */
GStrv
pamor_json_dup_texts (PamorJson  *self,
                      const char *key)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (pamor_json_enter (self, key))
    {
      for (guint i = 0; pamor_json_enter_item (self, i); i++)
        {
          g_autofree char *text = pamor_json_dup_string (self);

          if (text != NULL)
            g_strv_builder_add (builder, text);
          pamor_json_leave (self);
        }
      pamor_json_leave (self);
    }
  return g_strv_builder_end (builder);
}

/** pamor_json_get_flag: Returns: the member, true or false; @otherwise when absent */
gboolean
pamor_json_get_flag (PamorJson  *self,
                     const char *key,
                     gboolean    otherwise)
{
  gboolean flag = otherwise;

  if (!pamor_json_enter (self, key))
    return otherwise;
  if (json_node_get_value_type (here (self)) == G_TYPE_BOOLEAN)
    flag = json_node_get_boolean (here (self));
  else
    pamor_json_fail (self, _("expected true or false"));
  pamor_json_leave (self);
  return flag;
}

static gboolean
read_number (PamorJson *self,
             double    *number)
{
  GType type = json_node_get_value_type (here (self));

  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    *number = json_node_get_double (here (self));
  if ((type == G_TYPE_INT64 || type == G_TYPE_DOUBLE) && isfinite (*number))
    return TRUE;
  pamor_json_fail (self, _("expected a number"));
  return FALSE;
}

/** pamor_json_get_number: Returns: whether the member is there and a number */
gboolean
pamor_json_get_number (PamorJson  *self,
                       const char *key,
                       double     *number)
{
  gboolean found;

  if (!pamor_json_enter (self, key))
    return FALSE;
  found = read_number (self, number);
  pamor_json_leave (self);
  return found;
}

/* Returns: the whole number in the limits that it stands on; @least else */
static guint
read_count (PamorJson *self,
            guint      least,
            guint      most)
{
  double number;

  if (self->error != NULL || !read_number (self, &number))
    return least;
  if (number >= least && number <= most && number == (guint) number)
    return number;
  pamor_json_fail (self, _("expected a whole number from %u to %u"), least, most);
  return least;
}

/** pamor_json_get_count: Returns: the member, a whole number in the limits; @least where it is
 *   none, @otherwise when absent */
guint
pamor_json_get_count (PamorJson  *self,
                      const char *key,
                      guint       least,
                      guint       most,
                      guint       otherwise)
{
  if (!pamor_json_enter (self, key))
    return otherwise;
  otherwise = read_count (self, least, most);
  pamor_json_leave (self);
  return otherwise;
}

/**
 * pamor_json_get_pair: sets @least and @most of the member, a list of two whole numbers up to 365,
 * the lesser first; leaves them when absent
 */
void
pamor_json_get_pair (PamorJson  *self,
                     const char *key,
                     guint      *least,
                     guint      *most)
{
  guint *const pair[] = { least, most };

  if (!pamor_json_enter (self, key))
    return;
  if (pamor_json_count (self) != 2)
    pamor_json_fail (self, _("expected two numbers, the least and the most days"));
  for (guint i = 0; pamor_json_enter_item (self, i); i++)
    {
      *pair[i] = read_count (self, 0, 365);
      pamor_json_leave (self);
    }
  if (*least > *most)
    pamor_json_fail (self, _("the lesser number comes first"));
  pamor_json_leave (self);
}
