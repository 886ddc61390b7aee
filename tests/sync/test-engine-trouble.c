/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store fails at any point of a sync: the run says so, the next one brings all to an end. */
#include "pamor-test-engine.h"
#include "pamor-test-faults.h"

#include "domain/pamor-catalogue.h"
#include "store/pamor-store-private.h"
#include "sync/pamor-engine-private.h"

#define KIB 1024
#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)

/* A run in which the statement @n is interrupted. Returns: FALSE where there are not so many */
static gboolean
run_into_trouble (PamorTestEngine *f,
                  guint            n)
{
  g_autoptr (GError) error = NULL;
  gboolean done, happened;

  pamor_test_faults_set (PAMOR_TEST_FAULT_STATEMENT, n);
  done = pamor_test_engine_run (f, &error);
  happened = pamor_test_faults_lift ();
  g_assert_true (done == (error == NULL));
  g_assert_true (done || (happened && error->domain == PAMOR_ERROR));
  return happened;
}

static void
test_whichever_statement_fails_the_next_run_brings_all_to_an_end (PamorTestEngine *f,
                                                                  gconstpointer    unused)
{
  g_autofree char *old = pamor_test_engine_seal (f, NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  gboolean happened = TRUE;
  guint n;

  pamor_test_engine_run_well (f);
  for (n = 1; happened; n++)
    {
      gint64 before = pamor_scripted_transport_received (f->server);
      g_autofree char *id = pamor_test_engine_seal (f, (const gsize[]) { 10 * KIB, 0 });
      g_autofree char *news = g_strdup_printf (
        "{\"items\": [{\"submission\": \"%s\", \"revision\": 1, \"status\": \"processing\","
        " \"updated_at\": \"2026-11-21T14:00:%02u.%uZ\"}], \"next\": \"%u\", \"more\": false}",
        old, n % 60, n, n);
      g_autofree char *list = NULL;

      pamor_clock_advance (f->folder.clock, HOUR); /* asked for again: limits, list, catalogue */
      pamor_engine_doubt (f->engine);
      pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, news);
      g_string_append_printf (lines, "%s{\"id\": \"%s\", \"revision\": 1, \"state\": "
                              "\"complete\"}", n > 1 ? ", " : "", id);
      list = g_strdup_printf ("{\"items\": [%s], \"more\": false}", lines->str);
      pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, list);
      happened = run_into_trouble (f, n);
      pamor_test_engine_run_well (f);
      pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
      pamor_test_engine_assert_state (f, old, PAMOR_STATE_ACKNOWLEDGED);
      g_assert_cmpint (pamor_scripted_transport_received (f->server) - before, ==, 10 * KIB);
      g_assert_cmpuint (pamor_scripted_transport_created (f->server), ==, n + 1);
    }
  g_assert_cmpuint (n, >, 50);
}

static void
want_slots (PamorTestEngine *f)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 23, 11, 2026);
  pamor_engine_want_slots (f->engine, "KEC05", &day, &day);
}

static void
say_references (PamorTestEngine *f)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", NULL);
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_OK);

  verdict->http_status = 200;
  verdict->etag = g_strdup ("\"9\"");
  verdict->content = pamor_catalogue_pack_folder (folder, NULL);
  pamor_scripted_transport_say (f->server, PAMOR_OP_GET_CATALOGUE, verdict);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_SLOTS,
                                     "{\"days\": [{\"date\": \"2026-11-23\", \"room\": 4}]}");
}

static void
on_told (PamorEngine *engine,
         const char  *what,
         guint       *told)
{
  (*told)++;
}

static void
test_what_is_looked_up_is_told_only_when_it_is_kept (PamorTestEngine *f,
                                                     gconstpointer    unused)
{
  gboolean happened = TRUE;

  for (guint n = 1; happened; n++)
    {
      g_autoptr (PamorEngine) engine = g_steal_pointer (&f->engine);
      guint slots = 0, catalogues = 0;

      f->engine = pamor_engine_new (f->folder.store, PAMOR_TRANSPORT (f->server));
      g_signal_connect (f->engine, "slots-changed", G_CALLBACK (on_told), &slots);
      g_signal_connect (f->engine, "catalogue-changed", G_CALLBACK (on_told), &catalogues);
      say_references (f);
      want_slots (f);
      happened = run_into_trouble (f, n);
      pamor_test_engine_run_well (f);
      g_assert_cmpuint (slots, <=, 1); /* asked once, whatever comes: it is only looked up */
      g_assert_true (happened || (slots == 1 && catalogues == 1));
      g_signal_handlers_disconnect_by_func (f->engine, on_told, &slots);
      g_signal_handlers_disconnect_by_func (f->engine, on_told, &catalogues);
      g_assert_true (pamor_database_run (f->folder.store->db, "DELETE FROM catalogue", NULL));
    }
}

/* Another that does not answer, or that says what makes no sense. */
static void
test_a_free_day_that_is_not_told_changes_nothing (PamorTestEngine *f,
                                                  gconstpointer    unused)
{
  guint slots = 0;

  g_signal_connect (f->engine, "slots-changed", G_CALLBACK (on_told), &slots);
  pamor_test_engine_say_class (f, PAMOR_OP_GET_SLOTS, PAMOR_VERDICT_ITEM);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_SLOTS, "{\"days\": 7}");
  for (int i = 0; i < 2; i++)
    {
      want_slots (f);
      pamor_test_engine_run_well (f);
    }
  g_assert_cmpuint (slots, ==, 0);
  g_assert_null (pamor_store_get_note (f->folder.store, "slots:KEC05"));
}

#define ADD(name, func) \
  g_test_add ("/engine-trouble/" name, PamorTestEngine, NULL, pamor_test_engine_set_up, func, \
              pamor_test_engine_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pamor_test_faults_install ();
  ADD ("whichever-statement-fails-the-next-run-brings-all-to-an-end",
       test_whichever_statement_fails_the_next_run_brings_all_to_an_end);
  ADD ("what-is-looked-up-is-told-only-when-it-is-kept",
       test_what_is_looked_up_is_told_only_when_it_is_kept);
  ADD ("a-free-day-that-is-not-told-changes-nothing",
       test_a_free_day_that_is_not_told_changes_nothing);
  return g_test_run ();
}
