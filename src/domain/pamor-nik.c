/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the digits say by themselves. That a number is registered can't be known here: "format
 * benar", never "terdaftar". Pure functions of their arguments, for any thread. */
#include "domain/pamor-nik.h"

#define DIGITS 16
#define CITY_PREFIX "3275"
#define WOMAN 40              /* added to the day of birth */
#define IMPLAUSIBLE_RUN 10    /* longer than a date or a serial number, so it spans several */

/* Returns: whether @text is 16 ASCII digits and separators; @digits is "" when it isn't */
static gboolean
take_digits (const char *text,
             char        digits[DIGITS + 1])
{
  int n = 0;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == ' ' || *at == '.' || *at == '-')
        continue;
      if (!g_ascii_isdigit (*at) || n == DIGITS)
        {
          digits[0] = '\0';
          return FALSE;
        }
      digits[n++] = *at;
    }
  digits[n == DIGITS ? DIGITS : 0] = '\0';
  return n == DIGITS;
}

static guint
two_digits (const char *digits)
{
  return g_ascii_digit_value (digits[0]) * 10 + g_ascii_digit_value (digits[1]);
}

static gboolean
set_date (GDate *date,
          guint  day,
          guint  month,
          guint  year)
{
  g_date_clear (date, 1);
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/* NIK08: this century where that is not in the future, else the last one */
static gboolean
find_birth (PamorNik    *nik,
            guint        day,
            guint        month,
            guint        yy,
            const GDate *today)
{
  GDate early, late;
  gboolean early_is = set_date (&early, day, month, 1900 + yy);
  gboolean late_is = set_date (&late, day, month, 2000 + yy);
  gboolean late_was = late_is && g_date_compare (&late, today) <= 0;

  nik->birth = late_was || !early_is ? late : early;
  nik->other_century_possible = early_is && late_was;
  return early_is || late_is;
}

/* Returns: (nullable): the rule that refuses the 16 digits, in the order a person reads them */
static const char *
find_refusal (PamorNik     *nik,
              PamorRegions *regions,
              const GDate  *today)
{
  guint day = two_digits (nik->digits + 6);
  gboolean woman = day > WOMAN;

  if (!pamor_regions_has_province (regions, nik->digits))
    return "NIK02";
  day -= woman ? WOMAN : 0;
  if (day < 1 || day > 31)
    return "NIK05";
  if (!find_birth (nik, day, two_digits (nik->digits + 8), two_digits (nik->digits + 10), today))
    return "NIK06";
  if (g_str_equal (nik->digits + 12, "0000"))
    return "NIK07";
  nik->sex = woman ? PAMOR_SEX_FEMALE : PAMOR_SEX_MALE;
  return NULL;
}

/* NIK13: 9999..., 123456... and the like, typed where there is no number */
static gboolean
is_implausible (const char *digits)
{
  int run = 1, step = 0;

  for (int i = 1; i < DIGITS && run < IMPLAUSIBLE_RUN; i++)
    {
      int new_step = (digits[i] - digits[i - 1] + 10) % 10;
      gboolean regular = new_step == 0 || new_step == 1 || new_step == 9;

      if (!regular)
        run = 1;
      else
        run = run > 1 && new_step == step ? run + 1 : 2;
      step = new_step;
    }
  return run >= IMPLAUSIBLE_RUN;
}

static void
add_flag (PamorNik   *nik,
          const char *rule)
{
  if (nik->flags[0] != '\0')
    g_strlcat (nik->flags, ",", sizeof nik->flags);
  g_strlcat (nik->flags, rule, sizeof nik->flags);
}

static void
find_flags (PamorNik     *nik,
            PamorRegions *regions)
{
  gboolean historical = FALSE;

  if (pamor_regions_find_city (regions, nik->digits) == NULL)
    add_flag (nik, "NIK03");
  else if (pamor_regions_find_district (regions, nik->digits, &historical) == NULL || historical)
    add_flag (nik, "NIK04");
  if (!g_str_has_prefix (nik->digits, CITY_PREFIX))
    add_flag (nik, "NIK11");
  if (is_implausible (nik->digits))
    add_flag (nik, "NIK13");
}

/**
 * pamor_nik_parse:
 * @text: as typed; spaces, dots and dashes are dropped
 * @today: decides the century of birth
 * @nik: (out caller-allocates): its digits are "" unless there are 16; birth, sex and flags are
 *   there only where nothing refuses it
 *
 * Rules NIK01-NIK08, NIK11, NIK13: 16 digits of region, date of birth (day + 40 for women) and
 * serial number (PP 37/2007 Ps. 37; PP 40/2019). What depends on other fields is not judged here.
 *
 * Returns: whether nothing refuses it
 */
gboolean
pamor_nik_parse (const char   *text,
                 PamorRegions *regions,
                 const GDate  *today,
                 PamorNik     *nik)
{
  g_return_val_if_fail (text != NULL && regions != NULL, FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today) && nik != NULL, FALSE);

  memset (nik, 0, sizeof *nik);
  nik->refused_by = take_digits (text, nik->digits) ? find_refusal (nik, regions, today) : "NIK01";
  if (nik->refused_by == NULL)
    find_flags (nik, regions);
  else
    g_date_clear (&nik->birth, 1);
  return nik->refused_by == NULL;
}

/** pamor_nik_has_flag: Returns: whether @rule, "NIK04", flags @nik */
gboolean
pamor_nik_has_flag (const PamorNik *nik,
                    const char     *rule)
{
  g_return_val_if_fail (nik != NULL && rule != NULL, FALSE);

  return strstr (nik->flags, rule) != NULL;
}

/**
 * pamor_nik_format:
 * @digits: a NIK or No. KK, also one that is half typed
 *
 * Returns: (transfer full): in groups of four, "3275 0112 0875 1234"; as it was where anything but
 *   digits and separators is in it
 */
char *
pamor_nik_format (const char *digits)
{
  g_autoptr (GString) grouped = g_string_new (NULL);
  guint n = 0;

  g_return_val_if_fail (digits != NULL, NULL);

  for (const char *at = digits; *at != '\0'; at++)
    {
      if (*at == ' ' || *at == '.' || *at == '-')
        continue;
      if (!g_ascii_isdigit (*at))
        return g_strdup (digits);
      if (n > 0 && n % 4 == 0)
        g_string_append_c (grouped, ' ');
      g_string_append_c (grouped, *at);
      n++;
    }
  return g_string_free (g_steal_pointer (&grouped), FALSE);
}

/**
 * pamor_no_kk_parse:
 * @text: as typed; spaces, dots and dashes are dropped
 * @today: a card recorded later than that is implausible
 * @no_kk: (out caller-allocates)
 *
 * Rules KK01, KK02 and KK06: 16 digits of region, date of recording (its year is of this century)
 * and serial number. Old cards differ, so only the count of digits is a reason to refuse.
 *
 * Returns: whether nothing refuses it
 */
gboolean
pamor_no_kk_parse (const char  *text,
                   const GDate *today,
                   PamorNoKk   *no_kk)
{
  guint day;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today) && no_kk != NULL, FALSE);

  memset (no_kk, 0, sizeof *no_kk);
  if (!take_digits (text, no_kk->digits))
    {
      no_kk->refused_by = "KK01";
      return FALSE;
    }
  day = two_digits (no_kk->digits + 6);
  if (day > WOMAN && day <= WOMAN + 31)
    no_kk->warned_by = "KK02";
  else if (!set_date (&no_kk->recorded, day, two_digits (no_kk->digits + 8),
                      2000 + two_digits (no_kk->digits + 10))
           || g_date_compare (&no_kk->recorded, today) > 0)
    {
      g_date_clear (&no_kk->recorded, 1);
      no_kk->warned_by = "KK06";
    }
  return TRUE;
}
