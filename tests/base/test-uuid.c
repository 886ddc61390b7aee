/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-uuid.h"

static void
test_ids_carry_the_time_and_version_7 (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_manual (G_GINT64_CONSTANT (0x017F22E279B0) * 1000);
  g_autofree char *id = pamor_uuid_new (clock);

  g_assert_true (pamor_uuid_is_valid (id));
  g_assert_true (g_str_has_prefix (id, "017f22e2-79b0-7")); /* the example of RFC 9562, A.6 */
}

static void
test_ids_of_one_moment_differ_and_keep_their_order (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_manual (G_GINT64_CONSTANT (1900000000000000));
  g_autofree char *last = pamor_uuid_new (clock);

  for (int i = 0; i < 10000; i++)
    {
      char *id = pamor_uuid_new (clock);

      g_assert_cmpstr (last, <, id);
      g_free (last);
      last = id;
    }
}

static void
test_what_is_no_uuid7_is_refused (void)
{
  g_assert_false (pamor_uuid_is_valid (NULL));
  g_assert_false (pamor_uuid_is_valid (""));
  g_assert_false (pamor_uuid_is_valid ("017f22e2-79b0-4cc3-98c4-dc0c0c07398f"));
  g_assert_false (pamor_uuid_is_valid ("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
  g_assert_false (pamor_uuid_is_valid ("017f22e2-79b0-7cc3-18c4-dc0c0c07398f"));
  g_assert_false (pamor_uuid_is_valid ("017f22e2_79b0-7cc3-98c4-dc0c0c07398f"));
  g_assert_true (pamor_uuid_is_valid ("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uuid/carries-the-time-and-version-7", test_ids_carry_the_time_and_version_7);
  g_test_add_func ("/uuid/one-moment-differs-in-order",
                   test_ids_of_one_moment_differ_and_keep_their_order);
  g_test_add_func ("/uuid/what-is-none-is-refused", test_what_is_no_uuid7_is_refused);
  return g_test_run ();
}
