/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "sync/pamor-discovery.h"

#define HEAD "\"service\": \"eopen-field\", \"api\": [\"1\"]"

static PamorDiscovery *
parse (const char *json)
{
  PamorDiscovery *self = pamor_discovery_new ();
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  g_assert_nonnull (node);
  if (!pamor_discovery_read (self, node))
    g_clear_pointer (&self, pamor_discovery_free);
  return self;
}

static void
test_before_the_first_contact_defaults_hold (void)
{
  g_autoptr (PamorDiscovery) self = pamor_discovery_new ();

  g_assert_cmpint (self->submission_bytes, ==, 65536);
  g_assert_cmpint (self->attachments, ==, 20);
  g_assert_cmpint (self->attachment_bytes, ==, 750000);
  g_assert_cmpint (self->chunk_bytes, ==, 1048576);
  g_assert_false (self->keeps_partial);
  g_assert_false (self->takes_pdf);
  g_assert_cmpint (self->changes_s, ==, 300);
}

static void
test_what_the_server_says_is_taken_over (void)
{
  g_autoptr (PamorDiscovery) self =
    parse ("{" HEAD ", \"limits\": {\"submission_bytes\": 100000, \"attachments\": 5,"
          " \"attachment_bytes\": 500000, \"chunk_bytes\": 65536},"
          " \"uploads\": {\"tus\": [\"1.0.0\"], \"keeps_partial\": true}, \"new\": 1,"
          " \"media_types\": [\"image/jpeg\", 7, \"application/pdf\"],"
          " \"poll\": {\"changes_s\": 60, \"spread_s\": 0}, \"maintenance\": \"Libur\"}");

  g_assert_cmpint (self->submission_bytes, ==, 100000);
  g_assert_cmpint (self->attachments, ==, 5);
  g_assert_cmpint (self->attachment_bytes, ==, 500000);
  g_assert_cmpint (self->chunk_bytes, ==, 65536);
  g_assert_true (self->keeps_partial);
  g_assert_true (self->takes_pdf);
  g_assert_cmpint (self->changes_s, ==, 60);
  g_assert_cmpint (self->spread_s, ==, 0);
  g_assert_cmpstr (self->maintenance, ==, "Libur");
}

static void
test_values_out_of_reason_leave_the_defaults (void)
{
  const char *bad[] = {
    "{" HEAD ", \"limits\": {\"attachment_bytes\": 0, \"chunk_bytes\": -1}}",
    "{" HEAD ", \"limits\": {\"attachment_bytes\": \"750000\", \"chunk_bytes\": 1.5}}",
    "{" HEAD ", \"limits\": {\"attachment_bytes\": 9e18, \"chunk_bytes\": 99999999999}}",
    "{" HEAD ", \"limits\": [], \"poll\": 7, \"uploads\": null}",
    "{" HEAD ", \"uploads\": {\"keeps_partial\": \"yes\"}, \"poll\": {\"changes_s\": 0}}",
    "{" HEAD ", \"maintenance\": {}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (PamorDiscovery) self = parse (bad[i]);

      g_assert_cmpint (self->attachment_bytes, ==, 750000);
      g_assert_cmpint (self->chunk_bytes, ==, 1048576);
      g_assert_cmpint (self->changes_s, ==, 300);
      g_assert_false (self->keeps_partial);
      g_assert_null (self->maintenance);
    }
}

static void
test_another_service_is_none (void)
{
  const char *other[] = { "[]", "7", "null", "{}", "{\"service\": \"eopen-field\"}",
                          "{\"service\": \"eopen-field\", \"api\": [\"2\"]}",
                          "{\"service\": \"eopen-field\", \"api\": [1]}",
                          "{\"service\": \"eopen-field\", \"api\": \"1\"}",
                          "{\"service\": 7, \"api\": [\"1\"]}",
                          "{\"service\": \"other\", \"api\": [\"1\"]}" };

  g_autoptr (PamorDiscovery) self = pamor_discovery_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_null (parse (other[i]));
  g_assert_false (pamor_discovery_read (self, NULL));
}

static void
test_a_kept_note_holds_at_the_next_start (PamorTestFolder *f,
                                          gconstpointer    unused)
{
  g_autoptr (PamorDiscovery) before = pamor_discovery_load (f->store);
  g_autoptr (PamorDiscovery) after = NULL, broken = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (before->attachment_bytes, ==, PAMOR_DEFAULT_ATTACHMENT_BYTES);
  pamor_test_store_set_note (f->store, "discovery",
                             "{" HEAD ", \"limits\": {\"attachment_bytes\": 400000}}", &error);
  g_assert_no_error (error);
  pamor_test_folder_reopen (f);
  after = pamor_discovery_load (f->store);
  g_assert_cmpint (after->attachment_bytes, ==, 400000);

  pamor_test_store_set_note (f->store, "discovery", "{\"servi", &error);
  g_assert_no_error (error);
  broken = pamor_discovery_load (f->store);
  g_assert_cmpint (broken->attachment_bytes, ==, PAMOR_DEFAULT_ATTACHMENT_BYTES);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discovery/before-the-first-contact-defaults-hold",
                   test_before_the_first_contact_defaults_hold);
  g_test_add_func ("/discovery/what-the-server-says-is-taken-over",
                   test_what_the_server_says_is_taken_over);
  g_test_add_func ("/discovery/values-out-of-reason-leave-the-defaults",
                   test_values_out_of_reason_leave_the_defaults);
  g_test_add_func ("/discovery/another-service-is-none", test_another_service_is_none);
  g_test_add ("/discovery/a-kept-note-holds-at-the-next-start", PamorTestFolder, NULL,
              pamor_test_folder_set_up, test_a_kept_note_holds_at_the_next_start,
              pamor_test_folder_tear_down);
  return g_test_run ();
}
