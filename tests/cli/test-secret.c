/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/pamor-command.h"

#include <glib/gstdio.h>
#include <string.h>

#define WORDS "kereta malam ke bekasi"

static char *watched;
static guint wiped;

void __real_g_free (gpointer memory);
void __wrap_g_free (gpointer memory);

/* What pamorctl gives back, seen a moment before. */
void
__wrap_g_free (gpointer memory)
{
  if (memory != NULL && memory == watched)
    {
      for (gsize i = 0; i < strlen (WORDS); i++)
        g_assert_cmpint (watched[i], ==, '\0');
      watched = NULL;
      wiped++;
    }
  __real_g_free (memory);
}

static char *
write_file (void)
{
  char *path = NULL;
  int file = g_file_open_tmp ("pamor-secret-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_assert_true (g_close (file, NULL) && g_file_set_contents (path, WORDS "\n", -1, NULL));
  return path;
}

static void
read_and_leave (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorSecret) secret = pamor_secret_read (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, WORDS);
  watched = secret;
}

static void
test_nothing_of_it_stays_behind (void)
{
  g_autofree char *path = write_file ();

  read_and_leave (path);
  g_assert_cmpuint (wiped, ==, 1);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/nothing-of-it-stays-behind", test_nothing_of_it_stays_behind);
  return g_test_run ();
}
