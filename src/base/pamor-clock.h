/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PamorClock:
 *
 * The two times that the program knows: the wall clock, which in the field is often wrong and
 * jumps, and the boot clock, which runs on in suspend and never jumps. Injected everywhere, so
 * that a test owns time. Thread-safe but for timers, which belong to the main thread.
 */
#define PAMOR_TYPE_CLOCK (pamor_clock_get_type ())
G_DECLARE_FINAL_TYPE (PamorClock, pamor_clock, PAMOR, CLOCK, GObject)

PamorClock *pamor_clock_new_system (void);
PamorClock *pamor_clock_new_manual (gint64 wall_us);
PamorClock *pamor_clock_new_simulated (gint64 wall_us);
gint64      pamor_clock_get_wall   (PamorClock *self);
gint64      pamor_clock_get_boot   (PamorClock *self);
gint64      pamor_clock_get_awake  (PamorClock *self);
void        pamor_clock_advance    (PamorClock *self,
                                    gint64      by_us);
void        pamor_clock_suspend    (PamorClock *self,
                                    gint64      by_us);
void        pamor_clock_set_wall   (PamorClock *self,
                                    gint64      wall_us);
void        pamor_clock_use_city_zone (void);
void        pamor_clock_get_today  (PamorClock *self,
                                    GDate      *today);
char       *pamor_clock_format_utc (gint64      wall_us);
gboolean    pamor_clock_parse_utc  (const char *text,
                                    gint64     *wall_us);

/* Timers stand still in suspend, as the main loop's do. A timer runs once. */
guint       pamor_clock_add_timer  (PamorClock *self,
                                    gint64      wait_us,
                                    GSourceFunc func,
                                    gpointer    data);
void        pamor_clock_remove_timer (PamorClock *self,
                                    guint       id);
gboolean    pamor_clock_run_next_timer (PamorClock *self);

G_END_DECLS
