/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-scanners.h"

#include <glib/gstdio.h>

static char *folder;

static void
put (const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* From now on this many; @options: lines as in SANE's test.conf */
void
pamor_test_scanners_set (guint       devices,
                         const char *options)
{
  g_autofree char *text = g_strdup_printf ("number_of_devices %u\nresolution_max 300\n%s\n",
                                           MAX (devices, 1), options);

  if (folder == NULL)
    folder = g_dir_make_tmp ("pamor-sane-XXXXXX", NULL);
  put ("dll.conf", devices > 0 ? "test\n" : "");
  put ("test.conf", text);
  g_setenv ("SANE_CONFIG_DIR", folder, TRUE);
}

void
pamor_test_scanners_stop (void)
{
  static const char *const names[] = { "dll.conf", "test.conf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}
