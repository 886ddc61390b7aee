/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-probe.h"
#include "ui/widgets/pamor-switch-row.h"

static void
count (guint *notifies)
{
  ++*notifies;
}

static void
test_tells_once_for_each_change (void)
{
  GtkWidget *row = g_object_ref_sink (pamor_switch_row_new ());
  guint notifies = 0;

  g_signal_connect_swapped (row, "notify::active", G_CALLBACK (count), &notifies);
  g_assert_false (pamor_switch_row_get_active (PAMOR_SWITCH_ROW (row)));
  pamor_switch_row_set_active (PAMOR_SWITCH_ROW (row), TRUE);
  pamor_switch_row_set_active (PAMOR_SWITCH_ROW (row), TRUE);
  g_assert_true (pamor_switch_row_get_active (PAMOR_SWITCH_ROW (row)));
  g_assert_cmpuint (notifies, ==, 1);
  g_object_set (row, "active", FALSE, NULL);
  g_assert_false (pamor_switch_row_get_active (PAMOR_SWITCH_ROW (row)));
  g_assert_cmpuint (notifies, ==, 2);
  g_assert_finalize_object (row);
}

static void
test_whole_row_switches (void)
{
  PamorTestProbe probe;
  GtkWidget *list = gtk_list_box_new (), *row = pamor_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Photos");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  pamor_test_probe_set_up (&probe, list);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  while (!pamor_switch_row_get_active (PAMOR_SWITCH_ROW (row))) /* it slides first */
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
  g_test_add_func ("/switch-row/tells-once-for-each-change", test_tells_once_for_each_change);
  g_test_add_func ("/switch-row/whole-row-switches", test_whole_row_switches);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
