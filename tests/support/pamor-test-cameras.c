/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-cameras.h"

/* A device that shows a test picture */
typedef struct
{
  GstDevice parent_instance;
} TestCamera;

typedef struct
{
  GstDeviceClass parent_class;
} TestCameraClass;

GType test_camera_get_type (void);
G_DEFINE_TYPE (TestCamera, test_camera, GST_TYPE_DEVICE)

static GstElement *
test_camera_create_element (GstDevice  *device,
                            const char *name)
{
  return gst_parse_bin_from_description ("videotestsrc is-live=true", TRUE, NULL);
}

static void
test_camera_class_init (TestCameraClass *klass)
{
  GST_DEVICE_CLASS (klass)->create_element = test_camera_create_element;
}

static void
test_camera_init (TestCamera *self)
{
}

/* What tells GStreamer of them */
typedef struct
{
  GstDeviceProvider parent_instance;
} TestCameras;

typedef struct
{
  GstDeviceProviderClass parent_class;
} TestCamerasClass;

GType test_cameras_get_type (void);
G_DEFINE_TYPE (TestCameras, test_cameras, GST_TYPE_DEVICE_PROVIDER)

static GPtrArray *plugged; /* of names */
static gboolean watched;

static GstDeviceProvider *
find_provider (void)
{
  return gst_device_provider_factory_get_by_name ("testcameras");
}

static void
add (GstDeviceProvider *provider,
     const char        *name)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw,width=640,height=480,"
                                                   "framerate=30/1");

  gst_device_provider_device_add (provider, g_object_new (test_camera_get_type (), "display-name",
                                                          name, "device-class", "Video/Source",
                                                          "caps", caps, NULL));
}

static gboolean
test_cameras_start (GstDeviceProvider *provider)
{
  watched = TRUE;
  for (guint i = 0; i < plugged->len; i++)
    add (provider, plugged->pdata[i]);
  return TRUE;
}

static void
test_cameras_stop (GstDeviceProvider *provider)
{
  watched = FALSE;
}

static void
test_cameras_class_init (TestCamerasClass *klass)
{
  GST_DEVICE_PROVIDER_CLASS (klass)->start = test_cameras_start;
  GST_DEVICE_PROVIDER_CLASS (klass)->stop = test_cameras_stop;
  gst_device_provider_class_set_static_metadata (GST_DEVICE_PROVIDER_CLASS (klass), "Test cameras",
                                                 "Video/Source", "Of a test", "Halo Pamor");
}

static void
test_cameras_init (TestCameras *self)
{
}

/* Before anything asks for cameras. */
void
pamor_test_cameras_start (void)
{
  GList *providers;

  gst_init (NULL, NULL);
  plugged = g_ptr_array_new_with_free_func (g_free);
  providers = gst_device_provider_factory_list_get_device_providers (GST_RANK_NONE);
  for (GList *provider = providers; provider != NULL; provider = provider->next)
    gst_registry_remove_feature (gst_registry_get (), provider->data);
  gst_plugin_feature_list_free (providers);
  g_assert_true (gst_device_provider_register (NULL, "testcameras", GST_RANK_PRIMARY,
                                               test_cameras_get_type ()));
}

void
pamor_test_cameras_plug (const char *name)
{
  g_autoptr (GstDeviceProvider) provider = find_provider ();

  g_ptr_array_add (plugged, g_strdup (name));
  if (watched)
    add (provider, name);
}

void
pamor_test_cameras_unplug (const char *name)
{
  g_autoptr (GstDeviceProvider) provider = find_provider ();
  GList *devices = gst_device_provider_get_devices (provider);
  guint position;

  g_assert_true (g_ptr_array_find_with_equal_func (plugged, name, g_str_equal, &position));
  g_ptr_array_remove_index (plugged, position);
  for (GList *device = devices; device != NULL; device = device->next)
    {
      g_autofree char *called = gst_device_get_display_name (device->data);

      if (g_str_equal (called, name))
        gst_device_provider_device_remove (provider, device->data);
    }
  g_list_free_full (devices, gst_object_unref);
}
