/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-cameras.h"
#include "ui/camera/pamor-camera-mode.h"
#include "ui/camera/pamor-camera-window.h"

/* Held open by whoever reads it, as a camera is. */
#define DEVICE "/dev/zero"
#define CAMERA \
  "filesrc location=" DEVICE " ! rawvideoparse width=1600 height=1200 format=i420 framerate=30/1 " \
  "! identity sync=true"

/* A window with a camera, and what it gave */
typedef struct
{
  GtkWidget         *window; /* (nullable): until it is gone */
  PamorCameraFinder *finder; /* (nullable) */
  GBytes            *taken;  /* (nullable) */
} Camera;

static void
on_took_cb (Camera *self,
            GBytes *jpeg)
{
  self->taken = g_bytes_ref (jpeg);
}

static void
open_window (Camera     *self,
             const char *stand_in)
{
  self->window = pamor_camera_window_new ("KK", TRUE, self->finder, stand_in);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect_swapped (self->window, "took", G_CALLBACK (on_took_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
await_gone (Camera *self)
{
  while (self->window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gpointer
get_part (Camera     *self,
          const char *name)
{
  return gtk_widget_get_template_child (self->window, PAMOR_TYPE_CAMERA_WINDOW, name);
}

static void
await_page (Camera     *self,
            const char *name)
{
  while (!g_str_equal (gtk_stack_get_visible_child_name (get_part (self, "stack")), name))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Camera        *self,
           gconstpointer  unused)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  await_gone (self);
  g_clear_pointer (&self->taken, g_bytes_unref);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (self->finder != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->finder));
}

static gboolean
is_open (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      if (g_strcmp0 (target, DEVICE) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_what_it_sees_is_taken_at_full_size (Camera        *self,
                                         gconstpointer  unused)
{
  g_autoptr (GdkTexture) picture = NULL;
  g_autoptr (GError) error = NULL;

  open_window (self, CAMERA);
  await_page (self, "live");
  g_assert_true (gtk_widget_activate_action (self->window, "camera.shoot", NULL));
  await_gone (self);
  g_assert_nonnull (self->taken);
  picture = gdk_texture_new_from_bytes (self->taken, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (picture), ==, 1600);
  g_assert_cmpint (gdk_texture_get_height (picture), ==, 1200);
}

static void
test_its_light_goes_off_when_it_is_left (Camera        *self,
                                         gconstpointer  unused)
{
  g_assert_false (is_open ());
  open_window (self, CAMERA);
  await_page (self, "live");
  g_assert_true (is_open ());
  gtk_window_close (GTK_WINDOW (self->window));
  await_gone (self);
  g_assert_false (is_open ());
  g_assert_null (self->taken);
}

static void
test_it_tells_live_what_the_office_could_not_read (Camera        *self,
                                                   gconstpointer  unused)
{
  open_window (self, "videotestsrc is-live=true pattern=black");
  await_page (self, "live");
  while (!gtk_widget_get_visible (get_part (self, "verdict")))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
test_one_that_stops_is_told_and_can_be_tried_again (Camera        *self,
                                                    gconstpointer  unused)
{
  open_window (self, "videotestsrc is-live=true num-buffers=4");
  await_page (self, "trouble");
  g_assert_true (gtk_widget_get_visible (get_part (self, "again")));
  g_signal_emit_by_name (get_part (self, "again"), "clicked");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_part (self, "stack")), ==, "wait");
  await_page (self, "trouble");
}

static void
test_one_that_cant_be_opened_is_told (Camera        *self,
                                      gconstpointer  unused)
{
  open_window (self, "filesrc location=/dev/none/such");
  await_page (self, "trouble");
  g_assert_true (gtk_widget_get_visible (get_part (self, "again")));
}

static void
test_without_one_it_waits_for_one (Camera        *self,
                                   gconstpointer  unused)
{
  self->finder = pamor_camera_finder_new ();
  open_window (self, NULL);
  await_page (self, "trouble");
  g_assert_false (gtk_widget_get_visible (get_part (self, "again")));
  pamor_test_cameras_plug ("Kamera meja");
  await_page (self, "live");
  g_assert_false (gtk_widget_get_visible (get_part (self, "cameras")));
  pamor_test_cameras_unplug ("Kamera meja");
  await_page (self, "trouble");
  pamor_test_cameras_plug ("Kamera meja");
  await_page (self, "live");
  pamor_test_cameras_unplug ("Kamera meja");
  await_page (self, "trouble");
}

static void
test_before_there_is_one_nothing_is_taken (Camera        *self,
                                           gconstpointer  unused)
{
  self->finder = pamor_camera_finder_new ();
  open_window (self, NULL);
  g_assert_true (gtk_widget_get_mapped (self->window));
  g_assert_false (pamor_camera_finder_is_ready (self->finder));
  gtk_widget_activate_action (self->window, "camera.shoot", NULL);
  g_assert_null (self->taken);
}

static char *
dup_selected (Camera *self)
{
  return gst_device_get_display_name (gtk_drop_down_get_selected_item (get_part (self, "cameras")));
}

static void
test_the_one_chosen_is_used_the_next_time (Camera        *self,
                                           gconstpointer  unused)
{
  g_autofree char *first = NULL, *second = NULL;

  pamor_test_cameras_plug ("Kamera laptop");
  pamor_test_cameras_plug ("Kamera meja");
  self->finder = pamor_camera_finder_new ();
  open_window (self, NULL);
  await_page (self, "live");
  g_assert_true (gtk_widget_get_visible (get_part (self, "cameras")));
  gtk_drop_down_set_selected (get_part (self, "cameras"),
                              1 - gtk_drop_down_get_selected (get_part (self, "cameras")));
  first = dup_selected (self);
  await_page (self, "live");
  gtk_window_close (GTK_WINDOW (self->window));
  await_gone (self);
  g_assert_finalize_object (g_steal_pointer (&self->finder));

  self->finder = pamor_camera_finder_new ();
  open_window (self, NULL);
  await_page (self, "live");
  second = dup_selected (self);
  g_assert_cmpstr (second, ==, first);
  pamor_test_cameras_unplug ("Kamera laptop");
  pamor_test_cameras_unplug ("Kamera meja");
}

static void
assert_mode (const char *can,
             const char *wanted)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (can);
  g_autoptr (GstCaps) want = gst_caps_from_string (wanted);
  g_autoptr (GstCaps) mode = pamor_camera_mode_choose (caps);
  g_autofree char *words = gst_caps_to_string (mode);

  g_test_message ("%s", words);
  g_assert_true (gst_caps_is_equal (mode, want));
}

static void
test_small_print_wants_pixels (void)
{
  assert_mode ("video/x-raw,format=YUY2,width=640,height=480,framerate={ 30/1, 15/1 };"
               "video/x-raw,format=YUY2,width=2592,height=1944,framerate=2/1;"
               "image/jpeg,width=1920,height=1080,framerate={ 60/1, 30/1, 5/1 }",
               "image/jpeg,width=1920,height=1080,framerate=30/1");
  assert_mode ("video/x-raw,format=YUY2,width=[160,1280],height=[120,720],framerate=[1/1,30/1];"
               "video/x-h264,width=3840,height=2160,framerate=30/1",
               "video/x-raw,format=YUY2,width=1280,height=720,framerate=30/1");
  assert_mode ("video/x-raw,width=640,height=480,framerate=1/1", "ANY");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  pamor_test_cameras_start ();
  g_test_add_func ("/camera/small-print-wants-pixels", test_small_print_wants_pixels);
#define ADD(name, test) g_test_add ("/camera/" name, Camera, NULL, NULL, test, tear_down)
  ADD ("what-it-sees-is-taken-at-full-size", test_what_it_sees_is_taken_at_full_size);
  ADD ("its-light-goes-off-when-it-is-left", test_its_light_goes_off_when_it_is_left);
  ADD ("it-tells-live-what-the-office-could-not-read",
       test_it_tells_live_what_the_office_could_not_read);
  ADD ("one-that-stops-is-told-and-can-be-tried-again",
       test_one_that_stops_is_told_and_can_be_tried_again);
  ADD ("one-that-cant-be-opened-is-told", test_one_that_cant_be_opened_is_told);
  ADD ("before-there-is-one-nothing-is-taken", test_before_there_is_one_nothing_is_taken);
  ADD ("without-one-it-waits-for-one", test_without_one_it_waits_for_one);
  ADD ("the-one-chosen-is-used-the-next-time", test_the_one_chosen_is_used_the_next_time);
#undef ADD
  return g_test_run ();
}
