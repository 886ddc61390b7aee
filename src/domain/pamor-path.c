/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-path.h"

#include <string.h>

#define MAX_KEY 32

/* Returns: the length of the key that text begins with; 0 when it begins with none */
static gsize
measure_key (const char *text)
{
  gsize n = 0;

  if (!g_ascii_islower (text[0]))
    return 0;
  while (g_ascii_islower (text[n]) || g_ascii_isdigit (text[n]) || text[n] == '_')
    n++;
  return n <= MAX_KEY ? n : 0;
}

/**
 * pamor_path_is_key: Returns: whether @text can name a section or field: a-z, 0-9, _; at most 32
 */
gboolean
pamor_path_is_key (const char *text)
{
  gsize n = measure_key (text);

  return n > 0 && text[n] == '\0';
}

/* Reads "[]" or "[12]", an index below 1000 written in its shortest way. */
static const char *
parse_index (const char *text,
             int        *index)
{
  gsize n = 1;

  if (text[1] == ']')
    {
      *index = PAMOR_PATH_EACH;
      return text + 2;
    }
  for (*index = 0; g_ascii_isdigit (text[n]) && n <= 3; n++)
    *index = *index * 10 + (text[n] - '0');
  if (n == 1 || text[n] != ']' || (text[1] == '0' && n > 2))
    return NULL;
  return text + n + 1;
}

/**
 * pamor_path_parse:
 * @path: (out caller-allocates): filled only when it returns %TRUE
 *
 * Returns: whether @text is "section.key", with an optional "[n]" or "[]" and an optional ".member"
 */
gboolean
pamor_path_parse (const char *text,
                  PamorPath  *path)
{
  PamorPath result = { .index = PAMOR_PATH_NONE };
  gsize section = measure_key (text), key, member;
  const char *rest;

  if (section == 0 || text[section] != '.' || (key = measure_key (text + section + 1)) == 0)
    return FALSE;
  memcpy (result.field, text, section + 1 + key);
  rest = text + section + 1 + key;
  if (*rest == '[' && (rest = parse_index (rest, &result.index)) == NULL)
    return FALSE;
  if (*rest == '.')
    {
      member = measure_key (rest + 1);
      if (member == 0 || member >= sizeof result.member)
        return FALSE;
      memcpy (result.member, rest + 1, member);
      rest += member + 1;
    }
  if (*rest != '\0')
    return FALSE;
  *path = result;
  return TRUE;
}

/** pamor_path_format: Returns: (transfer full): the text that pamor_path_parse() reads */
char *
pamor_path_format (const PamorPath *path)
{
  GString *text = g_string_new (path->field);

  if (path->index == PAMOR_PATH_EACH)
    g_string_append (text, "[]");
  else if (path->index >= 0)
    g_string_append_printf (text, "[%d]", path->index);
  if (*path->member != '\0')
    g_string_append_printf (text, ".%s", path->member);
  return g_string_free (text, FALSE);
}
