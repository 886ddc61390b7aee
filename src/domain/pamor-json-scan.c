/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looks at bytes before the JSON parser does, because that one recurses without limit and takes
 * more than JSON: comments, assignments, escapes that make no text. Pure; any thread.
 */
#include "domain/pamor-json-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_DEPTH 32
#define LARGEST "9223372036854775807" /* whole number that fits into 64 bits */

/* Returns: the UTF-16 unit of an escape "\\u0041"; 0 for anything else, and for a NUL too */
static guint
read_unit (const char *text,
           gsize       left)
{
  guint unit = 0;

  if (left < 6 || text[0] != '\\' || text[1] != 'u')
    return 0;
  for (gsize i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return 0;
      unit = unit * 16 + g_ascii_xdigit_value (text[i]);
    }
  return unit;
}

/* Returns: bytes of the escape that @text begins with; 0 where it makes no character */
static gsize
measure_escape (const char *text,
                gsize       left)
{
  guint unit = read_unit (text, left);

  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      guint low = left > 6 ? read_unit (text + 6, left - 6) : 0;

      return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
    }
  if (unit != 0)
    return unit >= 0xdc00 && unit <= 0xdfff ? 0 : 6;
  return left > 1 && text[1] != '\0' && strchr ("\"\\/bfnrt", text[1]) != NULL ? 2 : 0;
}

static gsize
count_digits (const char *text,
              gsize       left)
{
  gsize n = 0;

  while (n < left && g_ascii_isdigit (text[n]))
    n++;
  return n;
}

/* Returns: bytes of the number that @text begins with; 0 where it is none as JSON writes it */
static gsize
measure_number (const char *text,
                gsize       left)
{
  gsize n = text[0] == '-', digits = count_digits (text + n, left - n);

  if (digits == 0 || digits > strlen (LARGEST) || (digits > 1 && text[n] == '0')
      || (digits == strlen (LARGEST) && strncmp (text + n, LARGEST, digits) > 0))
    return 0;
  n += digits;
  if (n < left && text[n] == '.')
    {
      digits = count_digits (text + n + 1, left - n - 1);
      n += digits + 1;
    }
  if (digits > 0 && n < left && (text[n] == 'e' || text[n] == 'E'))
    {
      n++;
      n += n < left && (text[n] == '+' || text[n] == '-');
      digits = count_digits (text + n, left - n);
      n += digits;
    }
  return digits > 0 ? n : 0;
}

/* Returns: (transfer full) (nullable): what is wrong with a byte outside strings */
static char *
judge (char   byte,
       guint  line,
       guint *depth)
{
  if (byte == '\0' || strchr ("\"{}[]:, \t\r\ntruefalsn", byte) == NULL)
    return g_strdup_printf (_("line %u: this is not JSON"), line);
  if ((byte == '{' || byte == '[') && ++*depth > MAX_DEPTH)
    return g_strdup_printf (_("line %u: nested deeper than %d levels"), line, MAX_DEPTH);
  if ((byte == '}' || byte == ']') && *depth > 0)
    --*depth;
  return NULL;
}

/* Returns: whether @text, no string, goes on behind the end of its one value: the parser would take
 * the last of several, and lose the others */
static gboolean
goes_on (const char *text,
         gsize       at,
         guint       depth,
         gboolean   *begun)
{
  gboolean in_word;

  if (depth > 0 || strchr (" \t\r\n}]", text[at]) != NULL)
    return FALSE;
  in_word = at > 0 && *begun && strchr ("\" \t\r\n{}[]", text[at - 1]) == NULL
            && strchr ("\"{[,:", text[at]) == NULL;
  if (*begun && !in_word)
    return TRUE;
  *begun = TRUE;
  return FALSE;
}

/**
 * pamor_json_scan:
 *
 * Returns: (transfer full) (nullable): why the parser must not be given @text, in words; %NULL
 * where it may be
 */
char *
pamor_json_scan (const char *text,
                 gsize       length)
{
  guint depth = 0, line = 1;
  gboolean in_string = FALSE, begun = FALSE;
  char *problem = NULL;

  if (length > MAX_BYTES)
    return g_strdup_printf (_("the file is larger than %d MB"), MAX_BYTES / 1024 / 1024);
  for (gsize i = 0; i < length && problem == NULL; i++)
    {
      line += text[i] == '\n';
      if (in_string && text[i] == '\\')
        {
          gsize escape = measure_escape (text + i, length - i);

          if (escape == 0)
            problem = g_strdup_printf (_("line %u: this is not JSON"), line);
          i += MAX (escape, 1) - 1;
        }
      else if (in_string)
        in_string = text[i] != '"';
      else if (goes_on (text, i, depth, &begun))
        problem = g_strdup_printf (_("line %u: this is not JSON"), line);
      else if (text[i] != '\0' && strchr ("+-.0123456789", text[i]) != NULL)
        {
          gsize number = measure_number (text + i, length - i);

          if (number == 0)
            problem = g_strdup_printf (_("line %u: this is not JSON"), line);
          i += MAX (number, 1) - 1;
        }
      else
        {
          problem = judge (text[i], line, &depth);
          in_string = text[i] == '"';
        }
    }
  if (problem == NULL && (in_string || depth > 0))
    problem = g_strdup_printf (_("line %u: the file breaks off before its end"), line);
  if (problem == NULL && !g_utf8_validate (text, length, NULL))
    problem = g_strdup (_("this is not UTF-8 text"));
  return problem;
}
