/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

/**
 * PamorNews:
 *
 * Counts what the city said since it was last told of, for a notification on the desktop, where
 * anybody may read along: numbers alone, never a name.
 *
 * Signal: came: the engine has come to rest, and there is news.
 */
#define PAMOR_TYPE_NEWS (pamor_news_get_type ())
G_DECLARE_FINAL_TYPE (PamorNews, pamor_news, PAMOR, NEWS, GObject)

PamorNews     *pamor_news_new               (PamorDesk *desk);
GNotification *pamor_news_make_notification (PamorNews *self);
void           pamor_news_forget            (PamorNews *self);

G_END_DECLS
