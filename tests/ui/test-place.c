/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-item-search.h"
#include "ui/outbox/pamor-place.h"

static PamorSubmission *
new_item (PamorState  state,
          PamorStatus status)
{
  PamorSubmission *item = pamor_submission_new ();

  item->id = g_strdup ("01934a00-0000-7000-8000-000000000001");
  item->service = g_strdup ("KTP_HILANG");
  item->title = g_strdup ("Siti Nur-Aini, S.Pd.");
  item->number = g_strdup ("EOP-20261121-0001");
  item->subject = g_strdup ("3275011208751234");
  item->street = g_strdup ("Jl. Kenanga Raya No. 5");
  item->state = state;
  item->status = status;
  return item;
}

static void
test_everything_is_in_exactly_one_place (void)
{
  g_autoptr (GListStore) items = g_list_store_new (PAMOR_TYPE_SUBMISSION);
  guint sum = 0;

  for (guint state = 0; state < PAMOR_N_STATES; state++)
    for (guint status = 0; status <= PAMOR_STATUS_FAILED; status++)
      {
        g_autoptr (PamorSubmission) item = new_item (state, status);

        g_assert_cmpint (pamor_place_of (item), !=, PAMOR_PLACE_TODAY);
        g_list_store_append (items, item);
      }
  for (guint place = 0; place < PAMOR_N_PLACES; place++)
    {
      g_autoptr (GListModel) held = pamor_place_filter (place, G_LIST_MODEL (items));

      sum += g_list_model_get_n_items (held);
    }
  g_assert_cmpuint (sum, ==, g_list_model_get_n_items (G_LIST_MODEL (items)));
}

static void
test_rejected_by_the_city_needs_correction (void)
{
  g_autoptr (PamorSubmission) rejected
      = new_item (PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATUS_REJECTED);
  g_autoptr (PamorSubmission) parked = new_item (PAMOR_STATE_PARKED, PAMOR_STATUS_NONE);
  g_autoptr (PamorSubmission) done = new_item (PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATUS_DONE);
  g_autoptr (PamorSubmission) sending = new_item (PAMOR_STATE_SENDING, PAMOR_STATUS_NONE);

  g_assert_cmpint (pamor_place_of (rejected), ==, PAMOR_PLACE_CORRECT);
  g_assert_cmpint (pamor_place_of (parked), ==, PAMOR_PLACE_CORRECT);
  g_assert_cmpint (pamor_place_of (done), ==, PAMOR_PLACE_STATUS);
  g_assert_cmpint (pamor_place_of (sending), ==, PAMOR_PLACE_QUEUE);
}

static gboolean
finds (const char *text)
{
  g_autoptr (PamorSubmission) item = new_item (PAMOR_STATE_QUEUED, PAMOR_STATUS_NONE);
  g_autofree char *folded = pamor_item_search_fold (text);

  return pamor_item_search_matches (item, pamor_catalogue_get_builtin (), folded);
}

static void
test_found_however_it_is_typed (void)
{
  g_assert_true (finds ("sitinuraini"));
  g_assert_true (finds ("SITI NUR AINI"));
  g_assert_true (finds ("nur aini, s.pd"));
  g_assert_true (finds ("20261121 0001"));
  g_assert_true (finds ("karena hilang"));
  g_assert_true (finds ("3275 0112 0875 1234"));
  g_assert_true (finds ("kenanga raya no 5"));
  g_assert_false (finds ("siti nurhaliza"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/everything-is-in-exactly-one-place",
                   test_everything_is_in_exactly_one_place);
  g_test_add_func ("/place/rejected-by-the-city-needs-correction",
                   test_rejected_by_the_city_needs_correction);
  g_test_add_func ("/item-search/found-however-it-is-typed", test_found_however_it_is_typed);
  return g_test_run ();
}
