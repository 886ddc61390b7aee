/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time, injected. A manual clock moves only when told to; both its times move together unless the
 * wall is set by itself, as a person does who mends a wrong date. */
#include "base/pamor-clock.h"

#include <time.h>

struct _PamorClock
{
  GObject  parent_instance;

  gboolean manual;
  GMutex   mutex;   /* guards the two below, which only a manual clock uses */
  gint64   wall_us;
  gint64   boot_us;
};

G_DEFINE_FINAL_TYPE (PamorClock, pamor_clock, G_TYPE_OBJECT)

static void
pamor_clock_finalize (GObject *object)
{
  g_mutex_clear (&PAMOR_CLOCK (object)->mutex);
  G_OBJECT_CLASS (pamor_clock_parent_class)->finalize (object);
}

static void
pamor_clock_class_init (PamorClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_clock_finalize;
}

static void
pamor_clock_init (PamorClock *self)
{
  g_mutex_init (&self->mutex);
}

/** pamor_clock_new_system: Returns: (transfer full): the machine's own clock */
PamorClock *
pamor_clock_new_system (void)
{
  return g_object_new (PAMOR_TYPE_CLOCK, NULL);
}

/**
 * pamor_clock_new_manual:
 * @wall_us: microseconds since 1970, UTC
 *
 * Returns: (transfer full): a clock that stands still until it is advanced; its boot clock
 *   begins at one second, as 0 means "never" to those who keep times
 */
PamorClock *
pamor_clock_new_manual (gint64 wall_us)
{
  PamorClock *self = g_object_new (PAMOR_TYPE_CLOCK, NULL);

  self->manual = TRUE;
  self->wall_us = wall_us;
  self->boot_us = G_USEC_PER_SEC;
  return self;
}

/** pamor_clock_get_wall: Returns: microseconds since 1970, UTC; may jump either way */
gint64
pamor_clock_get_wall (PamorClock *self)
{
  g_return_val_if_fail (PAMOR_IS_CLOCK (self), 0);

  if (!self->manual)
    return g_get_real_time ();

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  return self->wall_us;
}

/** pamor_clock_get_boot: Returns: microseconds since the machine started, suspend included */
gint64
pamor_clock_get_boot (PamorClock *self)
{
  struct timespec now;

  g_return_val_if_fail (PAMOR_IS_CLOCK (self), 0);

  if (!self->manual)
    {
      clock_gettime (CLOCK_BOOTTIME, &now);
      return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
    }

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  return self->boot_us;
}

/** pamor_clock_advance: moves both times of a manual clock forward by @by_us microseconds */
void
pamor_clock_advance (PamorClock *self,
                     gint64      by_us)
{
  g_return_if_fail (PAMOR_IS_CLOCK (self) && self->manual);
  g_return_if_fail (by_us >= 0);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  self->wall_us += by_us;
  self->boot_us += by_us;
}

/** pamor_clock_set_wall: sets the wall time of a manual clock; its boot time stays */
void
pamor_clock_set_wall (PamorClock *self,
                      gint64      wall_us)
{
  g_return_if_fail (PAMOR_IS_CLOCK (self) && self->manual);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  self->wall_us = wall_us;
}

/** pamor_clock_get_today: @today: (out): the date on the wall where the officer is */
void
pamor_clock_get_today (PamorClock *self,
                       GDate      *today)
{
  g_autoptr (GDateTime) now = NULL;
  int year, month, day;

  g_return_if_fail (PAMOR_IS_CLOCK (self));
  g_return_if_fail (today != NULL);

  now = g_date_time_new_from_unix_local (pamor_clock_get_wall (self) / G_USEC_PER_SEC);
  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (today, 1);
  g_date_set_dmy (today, day, month, year);
}

/** pamor_clock_format_utc: Returns: (transfer full): RFC 3339, "2026-11-20T14:00:00Z" */
char *
pamor_clock_format_utc (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);

  return time == NULL ? NULL : g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

/** pamor_clock_parse_utc: reads RFC 3339 with any offset; @wall_us is untouched on failure */
gboolean
pamor_clock_parse_utc (const char *text,
                       gint64     *wall_us)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL)
    return FALSE;

  *wall_us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}
