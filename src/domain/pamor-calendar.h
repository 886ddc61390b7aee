/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PamorCalendar:
 *
 * Working days of the office: Monday to Friday less holidays and collective leave. Days outside the
 * officially decreed years are reckoned too, but may turn out otherwise: is_official() tells them
 * apart. Immutable, reference-counted atomically.
 */
typedef struct _PamorCalendar PamorCalendar;

PamorCalendar *pamor_calendar_new_from_bytes     (GBytes         *json,
                                                  const char     *file,
                                                  GError        **error);
void           pamor_calendar_free               (PamorCalendar  *self);
gboolean       pamor_calendar_is_working_day     (PamorCalendar  *self,
                                                  const GDate    *day);
const char    *pamor_calendar_get_holiday        (PamorCalendar  *self,
                                                  const GDate    *day);
gboolean       pamor_calendar_is_official        (PamorCalendar  *self,
                                                  const GDate    *day);

/* Always sets @result; returns whether it can be relied on: FALSE is no failure but means "warn",
 * for a day on the way lies outside the officially known years. */
gboolean       pamor_calendar_add_working_days   (PamorCalendar  *self,
                                                  const GDate    *from,
                                                  guint           n,
                                                  GDate          *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorCalendar, pamor_calendar_free)

G_END_DECLS
