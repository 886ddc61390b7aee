/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, a 12-bit counter in rand_a that
 * keeps ids of one process in order within a millisecond, 62 random bits. */
#include "base/pamor-uuid.h"

#include <string.h>
#include <sys/random.h>

static GMutex mutex;
static guint64 last_ms;  /* guarded by mutex, as the counter is */
static guint   counter;

static void
next_stamp (PamorClock *clock,
            guint64    *ms,
            guint      *count)
{
  guint64 now = MAX (pamor_clock_get_wall (clock), 0) / 1000;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (now > last_ms || now + 1000 < last_ms) /* a clock set back by over a second starts anew */
    {
      last_ms = now;
      counter = 0;
    }
  else if (++counter > 0xfff)
    {
      last_ms++;
      counter = 0;
    }
  *ms = last_ms;
  *count = counter;
}

/**
 * pamor_uuid_new:
 * @clock: whose wall time goes into the id
 *
 * Returns: (transfer full): a new UUIDv7 in lower case, 36 characters. Ids made by one process
 *   sort in the order they were made.
 */
char *
pamor_uuid_new (PamorClock *clock)
{
  guint8 b[16];
  guint64 ms;
  guint count;

  g_return_val_if_fail (PAMOR_IS_CLOCK (clock), NULL);

  if (getrandom (b, sizeof b, 0) != sizeof b)
    g_error ("The system gives no random numbers");

  next_stamp (clock, &ms, &count);
  for (int i = 0; i < 6; i++)
    b[i] = ms >> (40 - 8 * i);
  b[6] = 0x70 | (count >> 8);
  b[7] = count & 0xff;
  b[8] = 0x80 | (b[8] & 0x3f);

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                          b[12], b[13], b[14], b[15]);
}

/** pamor_uuid_is_valid: Returns: whether @text (nullable) is a UUIDv7 in lower case */
gboolean
pamor_uuid_is_valid (const char *text)
{
  if (text == NULL || strlen (text) != 36 || text[14] != '7' || strchr ("89ab", text[19]) == NULL)
    return FALSE;

  for (int i = 0; i < 36; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? text[i] != '-' : !g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
    }
  return TRUE;
}
