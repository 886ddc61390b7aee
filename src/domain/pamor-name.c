/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-name.h"

#include <string.h>

#define MOST_LETTERS 60 /* with blanks: Permendagri 73/2022 art. 4(2)b */

static GStrv
split_words (const char *name)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit_set (name, " ,", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

/** pamor_name_has_letter: Returns: whether it can be a name at all: digits alone are a number */
gboolean
pamor_name_has_letter (const char *name)
{
  while (*name != '\0' && !g_unichar_isalpha (g_utf8_get_char (name)))
    name = g_utf8_next_char (name);
  return *name != '\0';
}

/** pamor_name_is_short: Returns: whether it has at most 60 characters, blanks counted (NAM01) */
gboolean
pamor_name_is_short (const char *name)
{
  return g_utf8_strlen (name, -1) <= MOST_LETTERS;
}

/** pamor_name_has_two_words: Returns: whether it has two words or more, as is advised (NAM02) */
gboolean
pamor_name_has_two_words (const char *name)
{
  g_auto (GStrv) words = split_words (name);

  return g_strv_length (words) >= 2;
}

/**
 * pamor_name_is_plain:
 *
 * Returns: whether it is Latin letters and blanks only, with no abbreviation (NAM03). A word of one
 * letter is taken for one, but not the "I" of Balinese names (I Wayan, I Gusti).
 */
gboolean
pamor_name_is_plain (const char *name)
{
  g_auto (GStrv) words = split_words (name);

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter != ' '
          && !(g_unichar_isalpha (letter)
               && g_unichar_get_script (letter) == G_UNICODE_SCRIPT_LATIN))
        return FALSE;
    }
  for (gsize i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) == 1 && g_ascii_strcasecmp (words[i], "I") != 0)
      return FALSE;
  return TRUE;
}

/**
 * pamor_name_has_no_title: Returns: whether no word is a title of study, pilgrimage or rank
 * (NAM04)
 */
gboolean
pamor_name_has_no_title (const char *name)
{
  static const char *const titles[]
      = { "dr",  "drs",  "dra",  "drg", "ir",   "prof", "h",   "hj",   "kh",   "se",  "sh", "spd",
          "ssi", "skom", "sag",  "ssos", "sip", "skm",  "mm",  "msi",  "mpd",  "mkom", "mh", "mt",
          "amd", "ama",  "amdkeb", NULL };
  g_auto (GStrv) words = split_words (name);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ".", -1);
      g_autofree char *joined = g_strjoinv ("", parts);
      g_autofree char *lower = g_ascii_strdown (joined, -1);

      if (g_strv_contains (titles, lower))
        return FALSE;
    }
  return TRUE;
}
