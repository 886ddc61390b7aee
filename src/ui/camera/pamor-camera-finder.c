/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asking for cameras opens every device that might be one, which takes its time: done elsewhere.
 * What comes and goes later is told on the bus of the monitor.
 */
#include "ui/camera/pamor-camera-finder.h"

#include <gst/gst.h>

struct _PamorCameraFinder
{
  GObject           parent_instance;

  /* Owned */
  GListStore       *list;    /* of GstDevice */
  GstDeviceMonitor *monitor; /* (nullable): once it is ready and there is one */
  guint             watch;
  gboolean          ready;
};

enum { PROP_0, PROP_READY, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PamorCameraFinder, pamor_camera_finder, G_TYPE_OBJECT)

static void
pamor_camera_finder_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  g_value_set_boolean (value, PAMOR_CAMERA_FINDER (object)->ready);
}

static void
pamor_camera_finder_finalize (GObject *object)
{
  PamorCameraFinder *self = PAMOR_CAMERA_FINDER (object);

  if (self->watch != 0)
    g_source_remove (self->watch);
  if (self->monitor != NULL)
    gst_device_monitor_stop (self->monitor);
  gst_clear_object (&self->monitor);
  g_object_unref (self->list);

  G_OBJECT_CLASS (pamor_camera_finder_parent_class)->finalize (object);
}

static void
pamor_camera_finder_class_init (PamorCameraFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = pamor_camera_finder_get_property;
  G_OBJECT_CLASS (klass)->finalize = pamor_camera_finder_finalize;

  props[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
pamor_camera_finder_init (PamorCameraFinder *self)
{
  self->list = g_list_store_new (G_TYPE_OBJECT);
}

static gboolean
on_message_cb (GstBus     *bus,
               GstMessage *message,
               gpointer    user_data)
{
  PamorCameraFinder *self = user_data;
  g_autoptr (GstDevice) device = NULL;
  guint position;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_ADDED)
    {
      gst_message_parse_device_added (message, &device);
      if (!g_list_store_find (self->list, device, NULL))
        g_list_store_append (self->list, device);
    }
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_REMOVED)
    {
      gst_message_parse_device_removed (message, &device);
      if (g_list_store_find (self->list, device, &position))
        g_list_store_remove (self->list, position);
    }
  return G_SOURCE_CONTINUE;
}

/* The first call of all reads what plugins there are, too. */
static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GstDeviceMonitor *monitor;

  if (!gst_init_check (NULL, NULL, NULL))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  monitor = gst_device_monitor_new ();
  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  gst_device_monitor_start (monitor);
  g_task_return_pointer (task, monitor, gst_object_unref);
}

static void
on_looked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      unused)
{
  PamorCameraFinder *self = PAMOR_CAMERA_FINDER (source);
  g_autoptr (GstBus) bus = NULL;
  GList *devices;

  self->monitor = g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->monitor != NULL)
    {
      devices = gst_device_monitor_get_devices (self->monitor);
      for (GList *device = devices; device != NULL; device = device->next)
        g_list_store_append (self->list, device->data);
      g_list_free_full (devices, gst_object_unref);
      bus = gst_device_monitor_get_bus (self->monitor);
      self->watch = gst_bus_add_watch (bus, on_message_cb, self);
    }
  self->ready = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READY]);
}

/** pamor_camera_finder_new: Returns: (transfer full): already looking; a signal tells the rest */
PamorCameraFinder *
pamor_camera_finder_new (void)
{
  PamorCameraFinder *self = g_object_new (PAMOR_TYPE_CAMERA_FINDER, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_looked_cb, NULL);

  g_task_set_source_tag (task, pamor_camera_finder_new);
  g_task_run_in_thread (task, look_in_thread);
  return self;
}

/** pamor_camera_finder_get_list: Returns: (transfer none): of GstDevice */
GListModel *
pamor_camera_finder_get_list (PamorCameraFinder *self)
{
  g_return_val_if_fail (PAMOR_IS_CAMERA_FINDER (self), NULL);
  return G_LIST_MODEL (self->list);
}

/** pamor_camera_finder_is_ready: Returns: whether it looked */
gboolean
pamor_camera_finder_is_ready (PamorCameraFinder *self)
{
  g_return_val_if_fail (PAMOR_IS_CAMERA_FINDER (self), FALSE);
  return self->ready;
}
