/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form from a file: what loads is written and read again as the same, can be checked, and what is
 * sent of it is JSON that the payload's limit of depth lets through. */
#include "domain/pamor-form.h"
#include "net/pamor-reply-json.h"
#include "pamor-fuzz.h"

#define ID "019aa2f0-1c3e-7abc-8def-012345678901"
#define NOON G_GINT64_CONSTANT (1795150800000000) /* 20 November 2026, 05:00 UTC */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorForm) form
    = pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), bytes, "berkas", &error);
  g_autoptr (PamorForm) again = NULL;
  g_autoptr (GBytes) written = NULL, rewritten = NULL, frozen = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (JsonNode) payload = NULL;
  g_autofree char *title = NULL;
  GDate today;

  g_assert_true ((form == NULL) == (error != NULL));
  if (form == NULL)
    return 0;
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, 11, 2026);
  problems = pamor_form_check (form, &today);
  title = pamor_form_dup_title (form);
  written = pamor_form_to_bytes (form);
  again = pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), written, "lagi", &error);
  g_assert_no_error (error);
  rewritten = pamor_form_to_bytes (again);
  g_assert_true (g_bytes_equal (written, rewritten));
  frozen = pamor_form_freeze (form, ID, 1, NULL, NOON);
  payload = pamor_reply_parse (frozen);
  g_assert_nonnull (pamor_reply_object (payload));
  return 0;
}
