/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each scanner has options of its own; only some names and values are the same for all. What one
 * has not is left as it is: a page that came out differently can still be looked at. */
#include "pamor-scan-options.h"

#include <math.h>
#include <sane/saneopts.h>
#include <string.h>

#define A4_WIDTH_MM  210
#define A4_HEIGHT_MM 297

/* Returns: (nullable): that can be set just now; to be asked for anew after each setting */
static const SANE_Option_Descriptor *
find (SANE_Handle  scanner,
      const char  *name,
      SANE_Int    *number)
{
  SANE_Int n = 0;

  if (sane_control_option (scanner, 0, SANE_ACTION_GET_VALUE, &n, NULL) != SANE_STATUS_GOOD)
    return NULL;
  for (*number = 1; *number < n; (*number)++)
    {
      const SANE_Option_Descriptor *option = sane_get_option_descriptor (scanner, *number);

      if (option != NULL && g_strcmp0 (option->name, name) == 0)
        return SANE_OPTION_IS_ACTIVE (option->cap) && SANE_OPTION_IS_SETTABLE (option->cap)
                 ? option : NULL;
    }
  return NULL;
}

/* Returns: what the option takes: of a list the next one up, for too fine does less harm than too
 * coarse */
static SANE_Word
constrain (const SANE_Option_Descriptor *option,
           SANE_Word                     word)
{
  const SANE_Word *list = option->constraint.word_list;
  const SANE_Range *range = option->constraint.range;
  SANE_Word best;

  if (option->constraint_type == SANE_CONSTRAINT_RANGE)
    {
      word = CLAMP (word, range->min, range->max);
      return range->quant > 0 ? word - (word - range->min) % range->quant : word;
    }
  if (option->constraint_type != SANE_CONSTRAINT_WORD_LIST || list[0] < 1)
    return word;
  best = list[1];
  for (SANE_Int i = 2; i <= list[0]; i++)
    if (best < word ? list[i] > best : list[i] >= word && list[i] < best)
      best = list[i];
  return best;
}

static gboolean
set_number (SANE_Handle  scanner,
            const char  *name,
            double       value)
{
  SANE_Int number;
  const SANE_Option_Descriptor *option = find (scanner, name, &number);
  SANE_Word word;

  if (option == NULL || option->size != sizeof word
      || (option->type != SANE_TYPE_INT && option->type != SANE_TYPE_FIXED))
    return FALSE;
  word = option->type == SANE_TYPE_FIXED ? SANE_FIX (value) : (SANE_Word) lround (value);
  word = constrain (option, word);
  return sane_control_option (scanner, number, SANE_ACTION_SET_VALUE, &word, NULL)
         == SANE_STATUS_GOOD;
}

static void
set_length (SANE_Handle  scanner,
            const char  *name,
            double       mm,
            guint        dpi)
{
  SANE_Int number;
  const SANE_Option_Descriptor *option = find (scanner, name, &number);

  if (option != NULL)
    set_number (scanner, name, option->unit == SANE_UNIT_PIXEL ? mm / 25.4 * dpi : mm);
}

/* @words: any of them fits, NULL-terminated. @unless: (nullable): none of these may be there.
 *
 * Returns: (nullable): what the option offers that fits */
static const char *
find_text (SANE_Handle        scanner,
           const char        *name,
           const char *const *words,
           const char *const *unless)
{
  SANE_Int number;
  const SANE_Option_Descriptor *option = find (scanner, name, &number);

  if (option == NULL || option->constraint_type != SANE_CONSTRAINT_STRING_LIST)
    return NULL;
  for (const SANE_String_Const *offer = option->constraint.string_list; *offer != NULL; offer++)
    {
      g_autofree char *low = g_ascii_strdown (*offer, -1);
      gboolean fits = FALSE;

      for (guint i = 0; words[i] != NULL; i++)
        fits |= strstr (low, words[i]) != NULL;
      for (guint i = 0; unless[i] != NULL; i++)
        fits &= strstr (low, unless[i]) == NULL;
      if (fits)
        return *offer;
    }
  return NULL;
}

/* @text: (nullable): of what it offers */
static void
set_text (SANE_Handle  scanner,
          const char  *name,
          const char  *text)
{
  SANE_Int number;
  const SANE_Option_Descriptor *option = find (scanner, name, &number);
  g_autofree char *value = NULL;

  if (option == NULL || text == NULL || option->type != SANE_TYPE_STRING
      || strlen (text) >= (gsize) option->size)
    return;
  value = g_malloc0 (option->size);
  memcpy (value, text, strlen (text));
  sane_control_option (scanner, number, SANE_ACTION_SET_VALUE, value, NULL);
}

static const char *
find_mode (SANE_Handle scanner,
           gboolean    grey)
{
  static const char *const colours[] = { "color", "colour", NULL };
  static const char *const greys[] = { "gray", "grey", NULL };
  static const char *const coarse[] = { "lineart", "halftone", "binary", "dither", NULL };

  return find_text (scanner, SANE_NAME_SCAN_MODE, grey ? greys : colours, coarse);
}

static const char *
find_source (SANE_Handle      scanner,
             PamorScanSources source)
{
  static const char *const glass[] = { "flatbed", "flat bed", "platen", NULL };
  static const char *const feeder[] = { "feeder", "adf", NULL };
  static const char *const others[] = { "duplex", "both", "back", "rear", NULL };

  return find_text (scanner, SANE_NAME_SCAN_SOURCE, source == PAMOR_SCAN_FEEDER ? feeder : glass,
                    others);
}

/** pamor_scan_options_get_sources: Returns: at least one; the glass, where it does not say */
PamorScanSources
pamor_scan_options_get_sources (SANE_Handle scanner)
{
  const PamorScanSources sources
    = (find_source (scanner, PAMOR_SCAN_GLASS) != NULL ? PAMOR_SCAN_GLASS : 0)
      | (find_source (scanner, PAMOR_SCAN_FEEDER) != NULL ? PAMOR_SCAN_FEEDER : 0);

  return sources != 0 ? sources : PAMOR_SCAN_GLASS;
}

/** pamor_scan_options_set: all, in an order in which one does not undo another */
void
pamor_scan_options_set (SANE_Handle          scanner,
                        const PamorScanWish *wish)
{
  set_text (scanner, SANE_NAME_SCAN_SOURCE, find_source (scanner, wish->source));
  set_text (scanner, SANE_NAME_SCAN_MODE, find_mode (scanner, wish->grey));
  set_number (scanner, SANE_NAME_BIT_DEPTH, 8);
  if (!set_number (scanner, SANE_NAME_SCAN_RESOLUTION, wish->dpi))
    set_number (scanner, SANE_NAME_SCAN_X_RESOLUTION, wish->dpi);
  set_number (scanner, SANE_NAME_SCAN_Y_RESOLUTION, wish->dpi);
  set_length (scanner, SANE_NAME_PAGE_WIDTH, A4_WIDTH_MM, wish->dpi);
  set_length (scanner, SANE_NAME_PAGE_HEIGHT, A4_HEIGHT_MM, wish->dpi);
  set_length (scanner, SANE_NAME_SCAN_TL_X, 0, wish->dpi);
  set_length (scanner, SANE_NAME_SCAN_TL_Y, 0, wish->dpi);
  set_length (scanner, SANE_NAME_SCAN_BR_X, A4_WIDTH_MM, wish->dpi);
  set_length (scanner, SANE_NAME_SCAN_BR_Y, A4_HEIGHT_MM, wish->dpi);
  /* SANE's own test device shows nothing but black else. */
  set_text (scanner, "test-picture", "Grid");
}
