/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-nearest.h"

static const char *const known[]
    = { "label", "required", "required_if", "visible_if", "kind", NULL };

static void
test_a_mistyped_word_is_known_again (void)
{
  static const char *const rows[][2] = {
    { "lable", "label" },          { "requierd", "required" }, { "required_fi", "required_if" },
    { "visibleif", "visible_if" }, { "knid", "kind" },         { "label", "label" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (pamor_nearest_word (rows[i][0], known), ==, rows[i][1]);
}

static void
test_what_is_far_from_all_is_meant_for_none (void)
{
  g_autofree char *longest = g_strnfill (63, 'a');
  g_autofree char *longer = g_strnfill (64, 'a');
  const char *const long_words[] = { longest, NULL };
  const char *const longer_words[] = { longer, NULL };

  g_assert_null (pamor_nearest_word ("", known));
  g_assert_null (pamor_nearest_word ("x", known));
  g_assert_null (pamor_nearest_word ("keterangan", known));
  g_assert_null (pamor_nearest_word ("label", longer_words + 1)); /* of none */
  g_assert_cmpstr (pamor_nearest_word (longest, long_words), ==, longest);
  g_assert_null (pamor_nearest_word (longer, longer_words));
}

static void
test_of_two_as_near_it_is_the_first (void)
{
  static const char *const twins[] = { "nama_ibu", "nama_ibo", NULL };

  g_assert_cmpstr (pamor_nearest_word ("nama_ib", twins), ==, "nama_ibu");
  g_assert_cmpstr (pamor_nearest_word ("nama_ibo", twins), ==, "nama_ibo");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nearest/a-mistyped-word-is-known-again", test_a_mistyped_word_is_known_again);
  g_test_add_func ("/nearest/what-is-far-from-all-is-meant-for-none",
                   test_what_is_far_from_all_is_meant_for_none);
  g_test_add_func ("/nearest/of-two-as-near-it-is-the-first", test_of_two_as_near_it_is_the_first);
  return g_test_run ();
}
