/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "base/pamor-host.h"

#include <glib/gstdio.h>
#include <sys/resource.h>

static void
test_a_folder_is_made_for_its_owner_alone (void)
{
  g_autofree char *top = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (top, "a", "b", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (pamor_host_make_folder (path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (pamor_host_free_bytes (path), >, 0);
}

static void
test_a_folder_under_a_file_is_refused_by_name (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_host_make_folder ("/dev/null/x", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/dev/null/x"));
}

static void
test_a_second_lock_is_refused_until_the_first_is_let_go (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autoptr (GError) error = NULL;
  int lock = pamor_host_lock_folder (folder, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pamor_host_lock_folder (folder, &error), ==, -1);
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_BUSY);
  g_clear_error (&error);

  pamor_host_unlock_folder (lock);
  lock = pamor_host_lock_folder (folder, &error);
  g_assert_no_error (error);
  pamor_host_unlock_folder (lock);
}

static void
test_a_hardened_process_leaves_no_core (void)
{
  struct rlimit limit;
  g_autofree char *filter = NULL;

  pamor_host_harden ();
  g_assert_true (g_file_get_contents ("/proc/self/coredump_filter", &filter, NULL, NULL));
  g_assert_cmpint (g_ascii_strtoll (filter, NULL, 16), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpint (limit.rlim_cur, ==, 0);
  g_assert_cmpstr (g_getenv ("SOUP_FORCE_HTTP1"), ==, "1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/a-folder-is-its-owners-alone", test_a_folder_is_made_for_its_owner_alone);
  g_test_add_func ("/host/a-folder-under-a-file-is-refused",
                   test_a_folder_under_a_file_is_refused_by_name);
  g_test_add_func ("/host/one-lock-at-a-time",
                   test_a_second_lock_is_refused_until_the_first_is_let_go);
  g_test_add_func ("/host/no-core-files", test_a_hardened_process_leaves_no_core);
  return g_test_run ();
}
