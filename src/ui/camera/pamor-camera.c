/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Branches behind the camera: small frames to look at, a few at full size to be judged, and a
 * picture when the shutter opens. Whoever looks pulls: no frame waits for anybody, the newest takes
 * the place of the one before. The light of the camera goes off in pamor_camera_stop ().
 */
#include "ui/camera/pamor-camera.h"

#include "base/pamor-error.h"
#include "ui/camera/pamor-camera-mode.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

/* Full-range levels, as JPEG means them; a camera gives others, and jpegenc would not tell. */
#define PIPELINE \
  "capsfilter name=mode ! decodebin ! videoconvert ! " \
  "video/x-raw,format=I420,colorimetry=1:4:0:0 ! tee name=all " \
  "all. ! queue max-size-buffers=1 leaky=downstream ! videorate drop-only=true max-rate=15 ! " \
  "videoscale ! video/x-raw,width=[1,1280],height=[1,960],pixel-aspect-ratio=1/1 ! " \
  "videoconvert ! video/x-raw,format=BGRA ! " \
  "appsink name=view sync=false max-buffers=1 drop=true " \
  "all. ! queue max-size-buffers=1 leaky=downstream ! videorate drop-only=true max-rate=3 ! " \
  "appsink name=judge sync=false max-buffers=1 drop=true " \
  "all. ! queue max-size-buffers=1 leaky=downstream ! " \
  "valve name=shutter drop=true drop-mode=forward-sticky-events ! " \
  "jpegenc quality=95 ! appsink name=film sync=false async=false max-buffers=1 drop=true"

/* Longer than any camera takes from one frame to the next. */
#define PATIENCE (4 * GST_SECOND)

struct _PamorCamera
{
  GObject     parent_instance;

  /* Owned */
  GstElement *pipeline; /* (nullable): NULL once it is off */
  GstElement *view, *judge, *film, *shutter;
  guint       watch;
};

static guint lost_signal;

G_DEFINE_FINAL_TYPE (PamorCamera, pamor_camera, G_TYPE_OBJECT)

static void
pamor_camera_dispose (GObject *object)
{
  pamor_camera_stop (PAMOR_CAMERA (object));

  G_OBJECT_CLASS (pamor_camera_parent_class)->dispose (object);
}

static void
pamor_camera_class_init (PamorCameraClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_camera_dispose;

  lost_signal = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
pamor_camera_init (PamorCamera *self)
{
}

static gboolean
is_taken (GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  gst_message_parse_error (message, &error, NULL);
  g_debug ("camera: %s", error->message);
  return g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY);
}

static gboolean
on_message_cb (GstBus     *bus,
               GstMessage *message,
               gpointer    user_data)
{
  g_autoptr (PamorCamera) self = g_object_ref (PAMOR_CAMERA (user_data));
  const GstMessageType type = GST_MESSAGE_TYPE (message);

  if (type != GST_MESSAGE_ERROR && type != GST_MESSAGE_EOS)
    return G_SOURCE_CONTINUE;
  self->watch = 0;
  pamor_camera_stop (self);
  g_signal_emit (self, lost_signal, 0, type == GST_MESSAGE_ERROR && is_taken (message));
  return G_SOURCE_REMOVE;
}

static GstElement *
take_part (GstElement *pipeline,
           const char *name)
{
  return gst_bin_get_by_name (GST_BIN (pipeline), name);
}

/* @source: (transfer floating); Returns: (nullable): NULL where GStreamer lacks a part */
static PamorCamera *
new_camera (GstElement *source,
            GstCaps    *mode)
{
  g_autoptr (GstElement) owned = gst_object_ref_sink (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (PIPELINE, &error);
  g_autoptr (GstElement) filter = NULL;
  g_autoptr (GstBus) bus = NULL;
  PamorCamera *self;

  if (error != NULL)
    {
      g_debug ("camera: %s", error->message);
      return NULL;
    }
  self = g_object_new (PAMOR_TYPE_CAMERA, NULL);
  self->pipeline = gst_object_ref_sink (g_steal_pointer (&pipeline));
  self->view = take_part (self->pipeline, "view");
  self->judge = take_part (self->pipeline, "judge");
  self->film = take_part (self->pipeline, "film");
  self->shutter = take_part (self->pipeline, "shutter");
  filter = take_part (self->pipeline, "mode");
  g_object_set (filter, "caps", mode, NULL);
  gst_bin_add (GST_BIN (self->pipeline), source);
  gst_element_link (source, filter);
  bus = gst_element_get_bus (self->pipeline);
  self->watch = gst_bus_add_watch (bus, on_message_cb, self);
  return self;
}

/** pamor_camera_new: Returns: (transfer full) (nullable): NULL where the device is just gone */
PamorCamera *
pamor_camera_new (GstDevice *device)
{
  g_autoptr (GstCaps) can = NULL;
  g_autoptr (GstCaps) mode = NULL;
  GstElement *source;

  g_return_val_if_fail (GST_IS_DEVICE (device), NULL);

  source = gst_device_create_element (device, NULL);
  if (source == NULL)
    return NULL;
  can = gst_device_get_caps (device);
  mode = pamor_camera_mode_choose (can);
  return new_camera (source, mode);
}

/**
 * pamor_camera_new_for_source:
 * @description: what stands in for a camera, as gst-launch writes it: "videotestsrc is-live=true"
 *
 * Returns: (transfer full) (nullable): NULL where GStreamer can't make it
 */
PamorCamera *
pamor_camera_new_for_source (const char *description)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) source = NULL;

  g_return_val_if_fail (description != NULL, NULL);

  source = gst_parse_bin_from_description (description, TRUE, &error);
  if (error == NULL)
    return new_camera (g_steal_pointer (&source), NULL);
  g_debug ("camera: %s", error->message);
  return NULL;
}

static void
play (GstElement *pipeline,
      gpointer    unused)
{
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
}

/** pamor_camera_start: once; a camera can take a second to wake, elsewhere */
void
pamor_camera_start (PamorCamera *self)
{
  g_return_if_fail (PAMOR_IS_CAMERA (self));

  if (self->pipeline != NULL)
    gst_element_call_async (self->pipeline, play, NULL, NULL);
}

/** pamor_camera_stop: for good; after it nobody holds the device */
void
pamor_camera_stop (PamorCamera *self)
{
  g_return_if_fail (PAMOR_IS_CAMERA (self));

  if (self->watch != 0)
    g_source_remove (self->watch);
  self->watch = 0;
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->view);
  gst_clear_object (&self->judge);
  gst_clear_object (&self->film);
  gst_clear_object (&self->shutter);
  gst_clear_object (&self->pipeline);
}

/** pamor_camera_look: Returns: (transfer full) (nullable): what it sees, unless that was seen */
GdkTexture *
pamor_camera_look (PamorCamera *self)
{
  g_autoptr (GstSample) sample = NULL;
  g_autoptr (GBytes) pixels = NULL;
  GdkTexture *texture;
  GstVideoInfo info;
  GstVideoFrame frame;

  g_return_val_if_fail (PAMOR_IS_CAMERA (self), NULL);

  if (self->view == NULL)
    return NULL;
  sample = gst_app_sink_try_pull_sample (GST_APP_SINK (self->view), 0);
  if (sample == NULL || !gst_video_info_from_caps (&info, gst_sample_get_caps (sample))
      || !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;
  pixels = g_bytes_new (GST_VIDEO_FRAME_PLANE_DATA (&frame, 0),
                        (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0) * info.height);
  /* Opaque, so that premultiplied is the same, and that is what is drawn without a conversion. */
  texture = gdk_memory_texture_new (info.width, info.height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                    pixels, GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0));
  gst_video_frame_unmap (&frame);
  return texture;
}

static void
copy_plane (PamorPlane    *plane,
            GstVideoFrame *frame,
            guint          component)
{
  const guint8 *row = GST_VIDEO_FRAME_COMP_DATA (frame, component);

  for (guint y = 0; y < plane->height; y++)
    {
      memcpy (plane->data + y * plane->stride, row, plane->width);
      row += GST_VIDEO_FRAME_COMP_STRIDE (frame, component);
    }
}

/* A frame is 4:2:0 as the planes of a photo are. */
static PamorPlanes *
read_planes (GstSample *sample)
{
  PamorPlanes *planes;
  GstVideoInfo info;
  GstVideoFrame frame;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample))
      || !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;
  planes = pamor_planes_new (info.width, info.height, TRUE);
  for (guint i = 0; planes != NULL && i < planes->n; i++)
    copy_plane (&planes->plane[i], &frame, i);
  gst_video_frame_unmap (&frame);
  return planes;
}

static void
judge_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (data);
  g_autoptr (PamorPlanes) planes = sample != NULL ? read_planes (sample) : NULL;
  PamorLegibility verdict;

  if (planes != NULL)
    pamor_legibility_judge (planes, &verdict);
  g_task_return_pointer (task, planes != NULL ? g_memdup2 (&verdict, sizeof verdict) : NULL,
                         g_free);
}

/** pamor_camera_judge_async: the next frame that is due: at most three a second are */
void
pamor_camera_judge_async (PamorCamera         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PAMOR_IS_CAMERA (self));
  g_return_if_fail (self->judge != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_camera_judge_async);
  g_task_set_task_data (task, gst_object_ref (self->judge), gst_object_unref);
  g_task_run_in_thread (task, judge_in_thread);
}

/** pamor_camera_judge_finish: Returns: whether there was a frame; none once it is off */
gboolean
pamor_camera_judge_finish (PamorCamera     *self,
                           GAsyncResult    *result,
                           PamorLegibility *verdict)
{
  g_autofree PamorLegibility *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), NULL);
  if (found != NULL)
    *verdict = *found;
  return found != NULL;
}

static void
wait_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GstSample) sample = gst_app_sink_try_pull_sample (data, PATIENCE);
  GstBuffer *buffer = sample != NULL ? gst_sample_get_buffer (sample) : NULL;
  gpointer jpeg;
  gsize size;

  if (buffer == NULL)
    {
      g_task_return_new_error (task, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND,
                               "the camera gave no picture");
      return;
    }
  gst_buffer_extract_dup (buffer, 0, gst_buffer_get_size (buffer), &jpeg, &size);
  g_task_return_pointer (task, g_bytes_new_take (jpeg, size), (GDestroyNotify) g_bytes_unref);
}

/** pamor_camera_shoot_async: the next frame, at full size, as JPEG of highest quality */
void
pamor_camera_shoot_async (PamorCamera         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PAMOR_IS_CAMERA (self));
  g_return_if_fail (self->film != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_camera_shoot_async);
  g_task_set_task_data (task, gst_object_ref (self->film), gst_object_unref);
  g_object_set (self->shutter, "drop", FALSE, NULL);
  g_task_run_in_thread (task, wait_in_thread);
}

/** pamor_camera_shoot_finish: Returns: (transfer full) (nullable): %PAMOR_ERROR_NOT_FOUND */
GBytes *
pamor_camera_shoot_finish (PamorCamera   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (self->shutter != NULL)
    g_object_set (self->shutter, "drop", TRUE, NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
