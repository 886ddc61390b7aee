/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "pamor-test-picture.h"

int
main (int   argc,
      char *argv[])
{
  PamorTestPicture picture = { .noise = 6 };
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 4 || argc > 6)
    {
      g_printerr ("make-picture OUT.jpg WIDTH HEIGHT [ORIENTATION 0-8] [SEED]: upright pixels\n");
      return 2;
    }
  picture.width = MAX (atoi (argv[2]), 1);
  picture.height = MAX (atoi (argv[3]), 1);
  picture.orientation = argc > 4 ? CLAMP (atoi (argv[4]), 0, 8) : 0;
  picture.seed = argc > 5 ? atoi (argv[5]) : 0;
  jpeg = pamor_test_picture_jpeg (&picture);
  if (g_file_set_contents (argv[1], g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg), &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
