/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/pamor-practice.h"

static const char *const nicks[] = {
  "normal", "slow", "down", "portal", "reply-lost", "partials-dropped", NULL
};

/** pamor_mood_get_nick: Returns: (transfer none): as pamorctl and the trainer's page send it */
const char *
pamor_mood_get_nick (PamorMood mood)
{
  g_return_val_if_fail (mood <= PAMOR_MOOD_PARTIALS_DROPPED, NULL);

  return nicks[mood];
}

/** pamor_mood_from_nick: @mood is untouched when @nick (nullable) names none */
gboolean
pamor_mood_from_nick (const char *nick,
                      PamorMood  *mood)
{
  for (int i = 0; nick != NULL && nicks[i] != NULL; i++)
    if (g_str_equal (nicks[i], nick))
      {
        *mood = i;
        return TRUE;
      }
  return FALSE;
}
