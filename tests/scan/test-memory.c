/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan/driver/pamor-scan-memory.h"

#include <glib/gstdio.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

/* As tmpfile() of a driver does, but under a name */
static void
lay_down (const char *path)
{
  gboolean covered = pamor_scan_memory_cover ();

  /* In a container it may be that nobody is let */
  if (!covered)
    _exit (unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 ? 2 : 0);
  _exit (g_file_set_contents (path, "a page", -1, NULL) ? 0 : 1);
}

static void
test_what_drivers_lay_down_is_in_memory (void)
{
  static const char *const folders[] = { "/tmp", "/var/tmp" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/pamor-page-%d", folders[i], getpid ());
      pid_t child = fork ();
      int status = 0;

      if (child == 0)
        lay_down (path);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFEXITED (status));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/what-drivers-lay-down-is-in-memory",
                   test_what_drivers_lay_down_is_in_memory);
  return g_test_run ();
}
