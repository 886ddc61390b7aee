/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-uuid.h"
#include "sync/pamor-account.h"

static gboolean
keep (PamorAccount *account,
      const char   *server,
      const char   *officer,
      const char   *tokens)
{
  g_autoptr (GAsyncResult) result = NULL;

  pamor_token_keeper_keep_async (PAMOR_TOKEN_KEEPER (account), server, officer, tokens,
                                 pamor_test_await_cb, &result);
  return pamor_token_keeper_keep_finish (PAMOR_TOKEN_KEEPER (account), pamor_test_await (&result),
                                         NULL);
}

static void
test_what_is_kept_survives (PamorTestFolder *f,
                            gconstpointer    unused)
{
  g_autoptr (PamorAccount) account = pamor_account_new (f->store);
  PamorTokenKeeper *keeper;

  g_assert_false (pamor_account_is_logged_in (account));
  g_assert_true (keep (account, "https://e-open.example", "petugas-7", "{\"a\": \"b\"}"));
  g_assert_true (pamor_account_is_logged_in (account));

  g_clear_object (&account);
  pamor_test_folder_reopen (f);
  account = pamor_account_new (f->store);
  keeper = PAMOR_TOKEN_KEEPER (account);
  g_assert_true (pamor_account_is_logged_in (account));
  g_assert_cmpstr (pamor_token_keeper_get_server (keeper), ==, "https://e-open.example");
  g_assert_cmpstr (pamor_token_keeper_get_officer (keeper), ==, "petugas-7");
  g_assert_cmpstr (pamor_token_keeper_get_tokens (keeper), ==, "{\"a\": \"b\"}");
}

static void
test_logged_out_but_not_forgotten (PamorTestFolder *f,
                                   gconstpointer    unused)
{
  g_autoptr (PamorAccount) account = pamor_account_new (f->store);

  g_assert_true (keep (account, "https://e-open.example", "petugas-7", "t"));
  g_assert_true (keep (account, "https://e-open.example", "petugas-7", NULL));
  g_assert_false (pamor_account_is_logged_in (account));

  g_clear_object (&account);
  pamor_test_folder_reopen (f);
  account = pamor_account_new (f->store);
  g_assert_false (pamor_account_is_logged_in (account));
  g_assert_cmpstr (pamor_token_keeper_get_officer (PAMOR_TOKEN_KEEPER (account)), ==, "petugas-7");
}

static void
test_a_device_has_one_name_for_ever (PamorTestFolder *f,
                                     gconstpointer    unused)
{
  g_autoptr (PamorAccount) account = pamor_account_new (f->store);
  g_autofree char *device
    = g_strdup (pamor_token_keeper_get_device (PAMOR_TOKEN_KEEPER (account)));

  g_assert_true (pamor_uuid_is_valid (device));
  g_clear_object (&account);
  pamor_store_close (f->store);
  pamor_test_folder_reopen (f);
  account = pamor_account_new (f->store);
  g_assert_cmpstr (pamor_token_keeper_get_device (PAMOR_TOKEN_KEEPER (account)), ==, device);
}

static void
test_what_can_t_be_kept_changes_nothing (PamorTestFolder *f,
                                         gconstpointer    unused)
{
  g_autoptr (PamorAccount) account = pamor_account_new (f->store);

  g_assert_true (keep (account, "https://e-open.example", "petugas-7", "old"));
  pamor_store_close (f->store);
  g_assert_false (keep (account, "https://other.example", "petugas-8", "new"));
  g_assert_cmpstr (pamor_token_keeper_get_tokens (PAMOR_TOKEN_KEEPER (account)), ==, "old");
  g_assert_cmpstr (pamor_token_keeper_get_server (PAMOR_TOKEN_KEEPER (account)), ==,
                   "https://e-open.example");
}

static void
test_another_server_or_officer_has_its_own_changes (PamorTestFolder *f,
                                                    gconstpointer    unused)
{
  const char *others[][2] = { { "https://other.example", "petugas-7" },
                              { "https://other.example", "petugas-8" } };
  g_autoptr (PamorAccount) account = pamor_account_new (f->store);

  g_assert_true (keep (account, "https://e-open.example", "petugas-7", "old"));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_true (pamor_test_store_set_note (f->store, "cursor", "57", NULL));
      g_assert_true (pamor_test_store_set_note (f->store, "reported", "", NULL));
      g_assert_true (keep (account, others[i][0], others[i][1], "new"));
      g_assert_null (pamor_store_get_note (f->store, "cursor"));
      g_assert_null (pamor_store_get_note (f->store, "reported"));
    }
  g_assert_true (pamor_test_store_set_note (f->store, "cursor", "57", NULL));
  g_assert_true (keep (account, "https://other.example", "petugas-8", NULL));
  g_assert_true (keep (account, "https://other.example", "petugas-8", "newer"));
  g_assert_cmpstr (pamor_store_get_note (f->store, "cursor"), ==, "57");
}

static void
test_from_when_on_it_is_another_officers_is_known (PamorTestFolder *f,
                                                   gconstpointer    unused)
{
  g_autoptr (PamorAccount) account = pamor_account_new (f->store);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, PAMOR_TEST_NOW);

  g_assert_true (keep (account, "https://e-open.example", "petugas-7", "old"));
  g_assert_true (keep (account, "https://other.example", "petugas-7", "new"));
  g_assert_null (pamor_store_get_note (f->store, PAMOR_ACCOUNT_SINCE));
  g_assert_true (keep (account, "https://other.example", "petugas-8", "newer"));
  g_assert_cmpstr (pamor_store_get_note (f->store, PAMOR_ACCOUNT_SINCE), ==, now);
}

static void
test_a_broken_note_is_as_logged_out (PamorTestFolder *f,
                                     gconstpointer    unused)
{
  const char *notes[] = { "", "{", "[]", "{\"server\": 7, \"tokens\": []}" };

  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autoptr (PamorAccount) account = NULL;

      g_assert_true (pamor_test_store_set_note (f->store, "account", notes[i], NULL));
      account = pamor_account_new (f->store);
      g_assert_false (pamor_account_is_logged_in (account));
    }
}

#define ADD(name, func) \
  g_test_add ("/account/" name, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-kept-survives", test_what_is_kept_survives);
  ADD ("logged-out-but-not-forgotten", test_logged_out_but_not_forgotten);
  ADD ("a-device-has-one-name-for-ever", test_a_device_has_one_name_for_ever);
  ADD ("what-can-t-be-kept-changes-nothing", test_what_can_t_be_kept_changes_nothing);
  ADD ("another-server-or-officer-has-its-own-changes",
       test_another_server_or_officer_has_its_own_changes);
  ADD ("from-when-on-it-is-another-officers-is-known",
       test_from_when_on_it_is_another_officers_is_known);
  ADD ("a-broken-note-is-as-logged-out", test_a_broken_note_is_as_logged_out);
  return g_test_run ();
}
