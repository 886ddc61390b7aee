/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An async call, waited for: g_autoptr (GAsyncResult) result = NULL;
 * thing_async (..., pamor_test_await_cb, &result);
 * thing_finish (pamor_test_await (&result), &error) */

static inline void
pamor_test_await_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static inline GAsyncResult *
pamor_test_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

G_END_DECLS
