/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-picture.h"
#include "pamor-test-probe.h"
#include "ui/widgets/pamor-photo-canvas.h"
#include "ui/widgets/pamor-photo-picture.h"

#include <math.h>

#define WIDTH 2000
#define HEIGHT 1000

typedef struct
{
  PamorTestProbe     probe;
  PamorPhotoCanvas  *canvas;
  PamorPhotoPicture *picture;
} Canvas;

static void
on_decoded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(PamorPhotoPicture **) user_data = pamor_photo_picture_finish (result, &error);
  g_assert_no_error (error);
}

static PamorPhotoPicture *
decode (PamorPhotoPictureSize size)
{
  PamorTestPicture spec = { .width = WIDTH, .height = HEIGHT };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);
  PamorPhotoPicture *picture = NULL;

  pamor_photo_picture_decode_async (jpeg, size, on_decoded_cb, &picture);
  while (picture == NULL)
    g_main_context_iteration (NULL, TRUE);
  return picture;
}

static void
set_up (Canvas        *self,
        gconstpointer  unused)
{
  self->canvas = g_object_new (PAMOR_TYPE_PHOTO_CANVAS, NULL);
  self->picture = decode (PAMOR_PHOTO_PICTURE_WHOLE);
  pamor_photo_canvas_set_picture (self->canvas, GDK_PAINTABLE (self->picture));
  pamor_test_probe_set_up (&self->probe, GTK_WIDGET (self->canvas));
  while (gtk_widget_get_width (GTK_WIDGET (self->canvas)) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Canvas        *self,
           gconstpointer  unused)
{
  pamor_test_probe_tear_down (&self->probe);
  g_assert_finalize_object (self->picture);
}

static void
test_at_first_the_whole_is_seen (Canvas        *self,
                                 gconstpointer  unused)
{
  graphene_rect_t place = pamor_photo_canvas_get_place (self->canvas);

  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (self->picture)), ==, WIDTH);
  g_assert_cmpfloat (place.origin.x, >=, 0);
  g_assert_cmpfloat (place.origin.y, >=, 0);
  g_assert_cmpfloat (place.origin.x + place.size.width, <=,
                     gtk_widget_get_width (GTK_WIDGET (self->canvas)));
  g_assert_cmpfloat (fabs (place.size.width / place.size.height - 2), <, 0.01);
  pamor_photo_canvas_zoom (self->canvas, 0.5);
  g_assert_cmpfloat (pamor_photo_canvas_get_place (self->canvas).size.width, ==,
                     place.size.width);
}

static void
test_as_the_office_sees_it_a_pixel_is_a_pixel (Canvas        *self,
                                               gconstpointer  unused)
{
  graphene_rect_t place;

  pamor_photo_canvas_show_pixels (self->canvas);
  place = pamor_photo_canvas_get_place (self->canvas);
  g_assert_cmpfloat (pamor_photo_canvas_get_scale (self->canvas), ==, 1);
  g_assert_cmpfloat (place.size.width, ==, WIDTH);
  g_assert_cmpfloat (place.origin.x, ==, floor (place.origin.x));
  pamor_photo_canvas_show_whole (self->canvas);
  g_assert_cmpfloat (pamor_photo_canvas_get_scale (self->canvas), <, 1);
}

static void
test_what_is_in_the_middle_stays_there_when_going_nearer (Canvas        *self,
                                                          gconstpointer  unused)
{
  double middle = gtk_widget_get_width (GTK_WIDGET (self->canvas)) / 2.0, before;
  graphene_rect_t place;

  pamor_photo_canvas_show_pixels (self->canvas);
  place = pamor_photo_canvas_get_place (self->canvas);
  before = (middle - place.origin.x) / place.size.width;
  pamor_photo_canvas_zoom (self->canvas, 2);
  place = pamor_photo_canvas_get_place (self->canvas);
  g_assert_cmpfloat (fabs ((middle - place.origin.x) / place.size.width - before), <, 0.001);
}

static void
test_a_tile_does_not_hold_the_whole_photo (void)
{
  g_autoptr (PamorPhotoPicture) tile = decode (PAMOR_PHOTO_PICTURE_TILE);

  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (tile)), <, WIDTH / 2);
}

static void
test_pixels_asked_for_before_there_is_room_are_those_of_the_middle (void)
{
  PamorPhotoCanvas *canvas = g_object_new (PAMOR_TYPE_PHOTO_CANVAS, NULL);
  g_autoptr (PamorPhotoPicture) picture = decode (PAMOR_PHOTO_PICTURE_WHOLE);
  PamorTestProbe probe;
  graphene_rect_t place;

  pamor_photo_canvas_set_picture (canvas, GDK_PAINTABLE (picture));
  pamor_photo_canvas_show_pixels (canvas);
  pamor_test_probe_set_up (&probe, GTK_WIDGET (canvas));
  while (gtk_widget_get_width (GTK_WIDGET (canvas)) == 0)
    g_main_context_iteration (NULL, TRUE);
  place = pamor_photo_canvas_get_place (canvas);
  g_assert_cmpfloat (fabs (place.origin.x + place.size.width / 2
                           - gtk_widget_get_width (GTK_WIDGET (canvas)) / 2.0), <=, 1);
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
  g_test_add ("/photo-canvas/at-first-the-whole-is-seen", Canvas, NULL, set_up,
              test_at_first_the_whole_is_seen, tear_down);
  g_test_add ("/photo-canvas/as-the-office-sees-it-a-pixel-is-a-pixel", Canvas, NULL, set_up,
              test_as_the_office_sees_it_a_pixel_is_a_pixel, tear_down);
  g_test_add ("/photo-canvas/what-is-in-the-middle-stays-there-when-going-nearer", Canvas, NULL,
              set_up, test_what_is_in_the_middle_stays_there_when_going_nearer, tear_down);
  g_test_add_func ("/photo-canvas/pixels-asked-for-before-there-is-room-are-those-of-the-middle",
                   test_pixels_asked_for_before_there_is_room_are_those_of_the_middle);
  g_test_add_func ("/photo-canvas/a-tile-does-not-hold-the-whole-photo",
                   test_a_tile_does_not_hold_the_whole_photo);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
