/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time, injected. A manual clock moves only when told to; both its times move together unless the
 * wall is set by itself, as a person does who mends a wrong date. A simulated one is manual and has
 * timers of its own, which run when it is told to go to the next of them: nothing is ever waited
 * for. */
#include "base/pamor-clock.h"

#include <time.h>

#define LAST_SECOND G_GINT64_CONSTANT (253402300799) /* of the year 9999 */

typedef struct
{
  gint64      due; /* awake us */
  guint       id;
  GSourceFunc func;
  gpointer    data;
} Timer;

struct _PamorClock
{
  GObject  parent_instance;

  gboolean manual;
  gboolean simulated;
  GMutex   mutex;    /* guards the three below, which only a manual clock uses */
  gint64   wall_us;
  gint64   boot_us;
  gint64   slept_us; /* of boot_us */

  /* Only of a simulated clock */
  GList   *timers;   /* (owned): of Timer, the next one first */
  guint    last_id;
};

G_DEFINE_FINAL_TYPE (PamorClock, pamor_clock, G_TYPE_OBJECT)

static void
pamor_clock_finalize (GObject *object)
{
  g_mutex_clear (&PAMOR_CLOCK (object)->mutex);
  g_list_free_full (PAMOR_CLOCK (object)->timers, g_free);
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

/** pamor_clock_new_simulated: as pamor_clock_new_manual(), with timers of its own */
PamorClock *
pamor_clock_new_simulated (gint64 wall_us)
{
  PamorClock *self = pamor_clock_new_manual (wall_us);

  self->simulated = TRUE;
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

/**
 * pamor_clock_get_awake:
 *
 * Returns: microseconds since the machine started, without suspend: what the main loop counts, for
 *   a manual clock too
 */
gint64
pamor_clock_get_awake (PamorClock *self)
{
  g_return_val_if_fail (PAMOR_IS_CLOCK (self), 0);

  return self->simulated ? self->boot_us - self->slept_us : g_get_monotonic_time ();
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

/** pamor_clock_suspend: the machine of a simulated clock slept for @by_us microseconds */
void
pamor_clock_suspend (PamorClock *self,
                     gint64      by_us)
{
  g_return_if_fail (PAMOR_IS_CLOCK (self) && self->simulated);

  pamor_clock_advance (self, by_us);
  self->slept_us += by_us;
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

/**
 * pamor_clock_use_city_zone:
 *
 * From here on local time is that of Bekasi (WIB, seven hours ahead of UTC all year; Keppres
 * 41/1987), whatever zone the computer is set to: in another one a child born today would not be
 * born yet for some hours, and a day to come would be told a day early. Called once in main, before
 * threads run.
 */
void
pamor_clock_use_city_zone (void)
{
  g_setenv ("TZ", "WIB-7", TRUE);
  tzset ();
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

/**
 * pamor_clock_parse_utc: reads RFC 3339 with any offset, from 1970 to 9999: what can be written
 *   again; @wall_us is untouched on failure
 */
gboolean
pamor_clock_parse_utc (const char *text,
                       gint64     *wall_us)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL || g_date_time_to_unix (time) < 0 || g_date_time_to_unix (time) > LAST_SECOND)
    return FALSE;

  *wall_us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}

static int
compare_timers (gconstpointer a,
                gconstpointer b)
{
  const Timer *x = a, *y = b;

  if (x->due != y->due)
    return x->due < y->due ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/**
 * pamor_clock_add_timer:
 * @wait_us: rounded up to milliseconds by the main loop
 * @func: returns %G_SOURCE_REMOVE
 *
 * Returns: for pamor_clock_remove_timer(); of the main loop's where the clock is not simulated
 */
guint
pamor_clock_add_timer (PamorClock  *self,
                       gint64       wait_us,
                       GSourceFunc  func,
                       gpointer     data)
{
  Timer *timer;

  g_return_val_if_fail (PAMOR_IS_CLOCK (self), 0);

  if (!self->simulated)
    return g_timeout_add ((wait_us + 999) / 1000, func, data);

  timer = g_new (Timer, 1);
  *timer = (Timer) { pamor_clock_get_awake (self) + wait_us, ++self->last_id, func, data };
  self->timers = g_list_insert_sorted (self->timers, timer, compare_timers);
  return timer->id;
}

/** pamor_clock_remove_timer: @id: of one that did not run yet */
void
pamor_clock_remove_timer (PamorClock *self,
                          guint       id)
{
  g_return_if_fail (PAMOR_IS_CLOCK (self));

  if (!self->simulated)
    {
      g_source_remove (id);
      return;
    }
  for (GList *l = self->timers; l != NULL; l = l->next)
    if (((Timer *) l->data)->id == id)
      {
        g_free (l->data);
        self->timers = g_list_delete_link (self->timers, l);
        return;
      }
  g_return_if_reached ();
}

/**
 * pamor_clock_run_next_timer:
 *
 * Moves a simulated clock on to its next timer, and runs it.
 *
 * Returns: FALSE where there is none
 */
gboolean
pamor_clock_run_next_timer (PamorClock *self)
{
  g_autofree Timer *timer = NULL;

  g_return_val_if_fail (PAMOR_IS_CLOCK (self) && self->simulated, FALSE);

  if (self->timers == NULL)
    return FALSE;
  timer = self->timers->data;
  self->timers = g_list_delete_link (self->timers, self->timers);
  pamor_clock_advance (self, MAX (timer->due - pamor_clock_get_awake (self), 0));
  timer->func (timer->data);
  return TRUE;
}
