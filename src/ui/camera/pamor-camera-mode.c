/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which of its modes a camera is asked for. Small print needs pixels, not motion: the most pixels
 * at which the view still follows the hand, however the camera packs them.
 */
#include "ui/camera/pamor-camera-mode.h"

/* Frames a second below which a hand can't be steadied by looking. */
#define SLOWEST 5

/* Modes are lists of rates and ranges of sizes: the best of each is what fixating towards much
 * of all gives. */
static GstStructure *
dup_best (GstStructure *structure)
{
  GstStructure *best = gst_structure_copy (structure);

  gst_structure_fixate_field_nearest_int (best, "width", G_MAXINT);
  gst_structure_fixate_field_nearest_int (best, "height", G_MAXINT);
  gst_structure_fixate_field_nearest_fraction (best, "framerate", 30, 1);
  return best;
}

/* Returns: pixels, or 0 for what is no mode to be chosen */
static gint64
weigh (const GstStructure *mode)
{
  int width, height, numerator, denominator;

  if (!gst_structure_has_name (mode, "video/x-raw") && !gst_structure_has_name (mode, "image/jpeg"))
    return 0;
  if (!gst_structure_get_int (mode, "width", &width)
      || !gst_structure_get_int (mode, "height", &height)
      || !gst_structure_get_fraction (mode, "framerate", &numerator, &denominator))
    return 0;
  return numerator >= SLOWEST * denominator ? (gint64) width * height : 0;
}

/**
 * pamor_camera_mode_choose:
 * @can: (nullable): what the device says it can do
 *
 * Returns: (transfer full): what it is asked for; anything where none of its modes is fit
 */
GstCaps *
pamor_camera_mode_choose (GstCaps *can)
{
  GstCaps *chosen = gst_caps_new_any ();
  gint64 most = 0;

  for (guint i = 0; can != NULL && i < gst_caps_get_size (can); i++)
    {
      g_autoptr (GstStructure) mode = dup_best (gst_caps_get_structure (can, i));
      const gint64 pixels = weigh (mode);

      if (pixels <= most)
        continue;
      most = pixels;
      gst_caps_replace (&chosen, NULL);
      chosen = gst_caps_new_full (g_steal_pointer (&mode), NULL);
    }
  return chosen;
}
