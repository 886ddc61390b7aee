/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-error.h"

#define FORM "{\"anak\":{\"nama\":\"SEKAR AYUNINGTYAS\",\"nik\":\"3275014506260001\"}}"
#define PAYLOAD "{\"revision\":1,\"answers\":{\"anak\":{\"nama\":\"SEKAR AYUNINGTYAS\"}}}"

typedef struct
{
  char       *folder;
  PamorClock *clock;
  PamorStore *store;
} Fixture;

static void
reopen (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&f->store);
  f->store = pamor_test_store_open (f->folder, PAMOR_TEST_PASSPHRASE, f->clock, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  f->folder = pamor_test_store_make_folder ();
  f->clock = pamor_clock_new_manual (PAMOR_TEST_NOW);
  reopen (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_clear_object (&f->store);
  g_object_unref (f->clock);
  pamor_test_store_remove_folder (f->folder);
  g_free (f->folder);
}

static guint
count_items (Fixture *f)
{
  return g_list_model_get_n_items (pamor_store_get_items (f->store));
}

static void
test_a_draft_is_there_after_a_restart (Fixture       *f,
                                       gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR AYUNINGTYAS");
  g_autoptr (GError) error = NULL;
  g_autofree char *form = NULL;
  PamorSubmission *kept;

  g_assert_true (pamor_test_store_save (f->store, item, "{}", &error));
  g_assert_true (pamor_test_store_save (f->store, item, FORM, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (f), ==, 1);
  reopen (f);
  g_assert_cmpuint (count_items (f), ==, 1);
  kept = pamor_store_find (f->store, item->id);
  g_assert_cmpstr (kept->title, ==, "SEKAR AYUNINGTYAS");
  g_assert_cmpstr (kept->service, ==, "AKTA_LAHIR");
  g_assert_cmpstr (kept->activity, ==, "KELILING");
  g_assert_cmpint (kept->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpint (kept->seq, ==, 1);
  form = pamor_test_store_read_form (f->store, item->id, &error);
  g_assert_cmpstr (form, ==, FORM);
}

static void
test_sealing_freezes_all_and_queues (Fixture       *f,
                                     gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autofree char *payload = NULL;

  sealed = pamor_test_store_seal (f->store, item, FORM, PAYLOAD, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sealed->state, ==, PAMOR_STATE_QUEUED);
  payload = pamor_test_store_read_payload (f->store, item->id, &error);
  g_assert_cmpstr (payload, ==, PAYLOAD);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-draft-is-there-after-a-restart", test_a_draft_is_there_after_a_restart);
  ADD ("sealing-freezes-all-and-queues", test_sealing_freezes_all_and_queues);
  return g_test_run ();
}
