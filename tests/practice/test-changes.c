/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-eopen.h"

#include <string.h>

static guint
get_receipt (PamorTestEopen *self,
             const char     *path)
{
  g_autofree char *address = g_strconcat (path, "/receipt", NULL);

  return pamor_test_eopen_send (self, "GET", address, NULL, NULL);
}

static guint
get_changes (PamorTestEopen *self,
             const char     *query)
{
  g_autofree char *address = g_strconcat ("/v1/changes", query, NULL);

  return pamor_test_eopen_send (self, "GET", address, NULL, NULL);
}

static void
test_a_receipt_names_all_that_was_sent (PamorTestEopen *self,
                                        gconstpointer   unused)
{
  g_autoptr (GPtrArray) photos = pamor_test_eopen_make_photos (self, 3, 50);
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", "{}", photos);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, payload);
  g_autofree char *manifest = pamor_submission_make_manifest_sha256 (sha256, photos);
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", "{}", photos);

  for (guint i = 0; i < photos->len; i++)
    {
      g_assert_cmpint (get_receipt (self, path), ==, 409);
      g_assert_cmpstr (pamor_test_eopen_code (self), ==, "incomplete");
      g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "missing")), ==, 3 - i);
      g_assert_cmpint (pamor_test_eopen_upload (self, path, photos->pdata[2 - i], 0, -1), ==, 204);
    }
  g_assert_cmpint (get_receipt (self, path), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "manifest_sha256"), ==, manifest);
  g_assert_cmpstr (pamor_test_eopen_text (self, "number"), ==, "EOP-20261120-0001");
  g_assert_cmpstr (pamor_test_eopen_text (self, "received_at"), ==, "2026-11-20T08:00:00Z");
  g_assert_nonnull (pamor_test_eopen_text (self, "pickup"));
}

static void
test_a_receipt_never_changes (PamorTestEopen *self,
                              gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "complaint", "{}", NULL);
  g_autoptr (GBytes) first = NULL;

  get_receipt (self, path);
  first = g_bytes_ref (self->reply->body);
  pamor_clock_advance (self->clock, 86400 * (gint64) G_USEC_PER_SEC);
  pamor_test_eopen_log_in (self);
  pamor_test_eopen_set_status (self, path, "verification", NULL);
  pamor_test_eopen_reopen (self);
  g_assert_cmpint (get_receipt (self, path), ==, 200);
  g_assert_true (g_bytes_equal (self->reply->body, first));
}

static void
test_numbers_count_within_the_day_of_bekasi (PamorTestEopen *self,
                                             gconstpointer   unused)
{
  g_autofree char *first = pamor_test_eopen_hand_in (self, "ticket", "{}", NULL);
  g_autofree char *second = pamor_test_eopen_hand_in (self, "ticket", "{}", NULL);
  g_autofree char *third = NULL;

  g_assert_cmpint (get_receipt (self, second), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "number"), ==, "EOP-20261120-0002");
  g_assert_cmpstr (pamor_test_eopen_text (self, "queue"), ==, "A-0002");
  g_assert_cmpstr (pamor_test_eopen_text (self, "qr"), ==, "EOP-20261120-0002");
  g_assert_null (pamor_test_eopen_text (self, "pickup"));

  pamor_clock_advance (self->clock, 9 * 3600 * (gint64) G_USEC_PER_SEC); /* 00:00 in Bekasi */
  pamor_test_eopen_log_in (self);
  third = pamor_test_eopen_hand_in (self, "ticket", "{}", NULL);
  g_assert_cmpint (get_receipt (self, third), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "number"), ==, "EOP-20261121-0001");
}

static void
test_a_correction_keeps_its_number (PamorTestEopen *self,
                                    gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", "{}", NULL);
  g_autofree char *etag = g_strdup (pamor_test_eopen_header (self, "etag"));
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (2, "application", "{\"a\":1}", NULL);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, payload);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *manifest = pamor_submission_make_manifest_sha256 (sha256, none);
  g_autofree char *address = g_strconcat (path, "/revisions/2", NULL);

  pamor_test_eopen_set_status (self, path, "rejected", "Nama keliru");
  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", address, payload, "if-match", etag, NULL),
                   ==, 201);
  g_assert_cmpint (get_receipt (self, path), ==, 200);
  g_assert_cmpint (pamor_test_eopen_number (self, "revision"), ==, 2);
  g_assert_cmpstr (pamor_test_eopen_text (self, "number"), ==, "EOP-20261120-0001");
  g_assert_cmpstr (pamor_test_eopen_text (self, "manifest_sha256"), ==, manifest);
}

static void
test_what_is_not_there_has_no_receipt (PamorTestEopen *self,
                                       gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", "{}", NULL);

  g_assert_cmpint (get_receipt (self, "/v1/submissions/0193a000-0000-7000-8000-000000000001"), ==,
                   404);
  g_assert_cmpint (get_receipt (self, "/v1/submissions/.."), ==, 404);
  pamor_test_eopen_send (self, "DELETE", path, NULL, NULL);
  g_assert_cmpint (get_receipt (self, path), ==, 410);
}

static void
test_changes_come_page_by_page_and_again (PamorTestEopen *self,
                                          gconstpointer   unused)
{
  const char *const statuses[] = { "verification", "processing", "failed", "done", "collected" };
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", "{}", NULL);
  g_autofree char *query = g_strdup ("?cursor=&limit=2");
  gboolean more = TRUE;
  guint n = 0;

  g_assert_cmpint (get_changes (self, ""), ==, 200);
  g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "items")), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    pamor_test_eopen_set_status (self, path, statuses[i], "Silakan");

  while (more)
    {
      JsonArray *items;

      g_assert_cmpint (get_changes (self, query), ==, 200);
      items = pamor_test_eopen_array (self, "items");
      for (guint i = 0; i < json_array_get_length (items); i++, n++)
        {
          JsonObject *item = json_array_get_object_element (items, i);

          g_assert_cmpint (json_object_get_int_member (item, "seq"), ==, n + 1);
          g_assert_cmpstr (json_object_get_string_member (item, "status"), ==, statuses[n]);
          g_assert_cmpstr (json_object_get_string_member (item, "submission"), ==,
                           strrchr (path, '/') + 1);
          g_assert_cmpstr (json_object_get_string_member (item, "message"), ==, "Silakan");
        }
      more = json_object_get_boolean_member (json_node_get_object (self->json), "more");
      g_free (query);
      query = g_strdup_printf ("?limit=2&cursor=%s", pamor_test_eopen_text (self, "next"));
    }
  g_assert_cmpint (n, ==, 5);
  g_assert_cmpint (get_changes (self, "?cursor=3"), ==, 200); /* as often as one asks */
  g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "items")), ==, 2);
}

static void
test_a_cursor_of_another_life_has_expired (PamorTestEopen *self,
                                           gconstpointer   unused)
{
  const char *const queries[] = { "?cursor=1", "?cursor=-1", "?cursor=abc", "?cursor=1%20",
                                  "?cursor=99999999999999999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_assert_cmpint (get_changes (self, queries[i]), ==, 410);
      g_assert_cmpstr (pamor_test_eopen_code (self), ==, "cursor-expired");
    }
  g_assert_cmpint (get_changes (self, "?cursor=0"), ==, 200);
}

static void
test_a_crooked_limit_is_refused (PamorTestEopen *self,
                                 gconstpointer   unused)
{
  const char *const limits[] = { "0", "501", "-1", "x", "", "1%20", "99999999999999999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *query = g_strconcat ("?limit=", limits[i], NULL);

      g_assert_cmpint (get_changes (self, query), ==, 400);
    }
  g_assert_cmpint (get_changes (self, "?limit=500"), ==, 200);
}

static void
add (const char *name,
     void        (*test) (PamorTestEopen *, gconstpointer))
{
  g_test_add (name, PamorTestEopen, NULL, pamor_test_eopen_set_up, test,
              pamor_test_eopen_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/changes/a-receipt-names-all-that-was-sent", test_a_receipt_names_all_that_was_sent);
  add ("/changes/a-receipt-never-changes", test_a_receipt_never_changes);
  add ("/changes/numbers-count-within-the-day-of-bekasi",
       test_numbers_count_within_the_day_of_bekasi);
  add ("/changes/a-correction-keeps-its-number", test_a_correction_keeps_its_number);
  add ("/changes/what-is-not-there-has-no-receipt", test_what_is_not_there_has_no_receipt);
  add ("/changes/changes-come-page-by-page-and-again", test_changes_come_page_by_page_and_again);
  add ("/changes/a-cursor-of-another-life-has-expired", test_a_cursor_of_another_life_has_expired);
  add ("/changes/a-crooked-limit-is-refused", test_a_crooked_limit_is_refused);
  return g_test_run ();
}
