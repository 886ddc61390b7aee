/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program would do that has GdkPixbuf only: the best quality that fits, by bisection.
 * Usage: bench-pixbuf SOURCE RESULT LIMIT; ends with 1 where no quality fits. */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GdkPixbuf) stored = argc == 4 ? gdk_pixbuf_new_from_file (argv[1], NULL) : NULL;
  g_autoptr (GdkPixbuf) upright = stored ? gdk_pixbuf_apply_embedded_orientation (stored) : NULL;
  g_autofree char *best = NULL;
  gsize best_size = 0;
  int fits = 0, over = 101;

  if (upright == NULL)
    return 2;
  g_clear_object (&stored);
  while (over - fits > 1)
    {
      int quality = (fits + over) / 2;
      g_autofree char *text = g_strdup_printf ("%d", quality);
      g_autofree char *jpeg = NULL;
      gsize size;

      if (!gdk_pixbuf_save_to_buffer (upright, &jpeg, &size, "jpeg", NULL, "quality", text, NULL))
        return 2;
      if (size > strtoull (argv[3], NULL, 10))
        over = quality;
      else
        {
          fits = quality;
          g_free (best);
          best = g_steal_pointer (&jpeg);
          best_size = size;
        }
    }
  return best == NULL || !g_file_set_contents (argv[2], best, best_size, NULL);
}
