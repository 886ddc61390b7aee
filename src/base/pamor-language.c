/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program speaks Indonesian whatever the machine's locale is: cheap laptops are sold in English
 * and their owners don't know where that is changed. */
#include "base/pamor-language.h"

#include <libintl.h>
#include <locale.h>

/**
 * pamor_language_start:
 * @language: (nullable): "id", "en", or NULL for "id"
 *
 * Called once in main, before any text is translated and before threads run. gettext obeys LANGUAGE
 * in every locale but the bare C, so that one is widened to C.UTF-8. PAMOR_LOCALEDIR in the
 * environment names the translations of a build that is not installed.
 */
void
pamor_language_start (const char *language)
{
  const char *folder = g_getenv ("PAMOR_LOCALEDIR");
  const char *locale;

  g_setenv ("LANGUAGE", language == NULL ? "id" : language, TRUE);
  locale = setlocale (LC_ALL, "");
  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    {
      g_setenv ("LC_ALL", "C.UTF-8", TRUE);
      setlocale (LC_ALL, "C.UTF-8");
    }
  bindtextdomain (GETTEXT_PACKAGE, folder == NULL ? PAMOR_LOCALEDIR : folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
