/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the document lies in the photo that is edited. */
#include "ui/studio/pamor-studio.h"

#include "photo/pamor-edit-corners.h"
#include "photo/pamor-preview.h"

/* Pixels that the corners are looked for in */
#define SEARCH_SIDE 800

static PamorPlanes *
make_planes (const PamorPreview *preview)
{
  PamorPlanes *planes = pamor_planes_new (preview->width, preview->height, TRUE);
  const guint8 *rows = g_bytes_get_data (preview->pixels, NULL);

  for (guint y = 0; planes != NULL && y < preview->height; y += 2)
    pamor_planes_put_rgb (planes, y, rows + (gsize) y * preview->stride,
                          rows + (gsize) MIN (y + 1, preview->height - 1) * preview->stride);
  return planes;
}

static void
find_corners_in_thread (GTask        *task,
                        gpointer      source,
                        gpointer      data,
                        GCancellable *cancellable)
{
  g_autoptr (PamorPreview) preview = pamor_preview_new (data, SEARCH_SIDE, NULL);
  g_autoptr (PamorPlanes) planes = preview != NULL ? make_planes (preview) : NULL;
  g_autofree PamorEditPoint *corners = g_new (PamorEditPoint, 4);

  if (planes != NULL && pamor_edit_find_corners (planes, corners))
    g_task_return_pointer (task, g_steal_pointer (&corners), g_free);
  else
    g_task_return_pointer (task, NULL, NULL);
}

/** pamor_studio_find_corners_async: of the document in the picture that is shown */
void
pamor_studio_find_corners_async (PamorStudio         *self,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  const PamorPhoto *photo = pamor_studio_get_photo (self);
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (photo != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_studio_find_corners_async);
  g_task_set_task_data (task, g_bytes_ref (photo->jpeg), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, find_corners_in_thread);
}

/** pamor_studio_find_corners_finish: Returns: FALSE where none are plainly seen */
gboolean
pamor_studio_find_corners_finish (PamorStudio    *self,
                                  GAsyncResult   *result,
                                  PamorEditPoint *corners)
{
  g_autofree PamorEditPoint *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), NULL);
  for (guint i = 0; i < 4 && found != NULL; i++)
    corners[i] = found[i];
  return found != NULL;
}
