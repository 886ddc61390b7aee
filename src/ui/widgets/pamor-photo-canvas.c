/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-photo-canvas.h"

#include <math.h>

#define STEP      1.25 /* of + and -, and of a click of the wheel */
#define MOST      8.0  /* pixels of the screen to one of the photo */
#define ARROW     0.15 /* of the room */
#define NARROWEST 240  /* pixels */
#define MARGIN    20   /* pixels around the photo, so that its corners can be got hold of */

struct _PamorPhotoCanvas
{
  GtkWidget     parent_instance;

  /* Owned */
  GdkPaintable *picture; /* (nullable) */

  double        scale;      /* pixels of the screen to one of the photo; 0: all there is room for */
  double        x, y;       /* what of the photo is in the middle, in parts of it */
  double        from_x, from_y;       /* x, y when the drag began */
  double        from_scale;           /* when two fingers came */
  double        pointer_x, pointer_y; /* in the widget */
};

static guint viewed_signal;

G_DEFINE_FINAL_TYPE (PamorPhotoCanvas, pamor_photo_canvas, GTK_TYPE_WIDGET)

static int
get_photo_width (PamorPhotoCanvas *self)
{
  return self->picture != NULL ? gdk_paintable_get_intrinsic_width (self->picture) : 1;
}

static int
get_photo_height (PamorPhotoCanvas *self)
{
  return self->picture != NULL ? gdk_paintable_get_intrinsic_height (self->picture) : 1;
}

/* At which the whole is seen; a small photo is not made larger than it is */
static double
get_least_scale (PamorPhotoCanvas *self)
{
  int pixels = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  double width = fmax (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN, 1);
  double height = fmax (gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN, 1);

  return fmin (fmin (width / get_photo_width (self), height / get_photo_height (self)) * pixels, 1);
}

/* Where a photo of that @size begins in a @room, @at being in the middle; never farther off the
 * edge than the margin, and on a whole pixel, so that one to one is one to one */
static double
place (double room,
       double size,
       double at)
{
  return floor (size <= room ? (room - size) / 2
                             : CLAMP (room / 2 - at * size, room - size - MARGIN, MARGIN));
}

/**
 * pamor_photo_canvas_get_place:
 *
 * Returns: where in the widget the photo is, beyond its edges too
 */
graphene_rect_t
pamor_photo_canvas_get_place (PamorPhotoCanvas *self)
{
  double scale, width, height;

  g_return_val_if_fail (PAMOR_IS_PHOTO_CANVAS (self), GRAPHENE_RECT_INIT (0, 0, 0, 0));

  scale = pamor_photo_canvas_get_scale (self) / gtk_widget_get_scale_factor (GTK_WIDGET (self));
  width = get_photo_width (self) * scale;
  height = get_photo_height (self) * scale;
  return GRAPHENE_RECT_INIT (place (gtk_widget_get_width (GTK_WIDGET (self)), width, self->x),
                             place (gtk_widget_get_height (GTK_WIDGET (self)), height, self->y),
                             width, height);
}

/** pamor_photo_canvas_get_scale: Returns: pixels of the screen to one of the photo */
double
pamor_photo_canvas_get_scale (PamorPhotoCanvas *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_CANVAS (self), 1);

  return MAX (self->scale, get_least_scale (self));
}

static void
tell (PamorPhotoCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, viewed_signal, 0);
}

/* What is now in the middle of the room becomes x, y, so that moving goes on from what is seen */
static void
settle (PamorPhotoCanvas *self)
{
  graphene_rect_t now = pamor_photo_canvas_get_place (self);

  if (gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return; /* no room yet */
  self->x = (gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 - now.origin.x) / now.size.width;
  self->y = (gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 - now.origin.y) / now.size.height;
}

/* What is at @x, @y of the widget stays there */
static void
zoom_at (PamorPhotoCanvas *self,
         double            scale,
         double            x,
         double            y)
{
  graphene_rect_t was = pamor_photo_canvas_get_place (self);
  double part_x = (x - was.origin.x) / was.size.width;
  double part_y = (y - was.origin.y) / was.size.height;

  g_assert (PAMOR_IS_PHOTO_CANVAS (self));

  self->scale = scale > get_least_scale (self) ? MIN (scale, MOST) : 0;
  was = pamor_photo_canvas_get_place (self);
  self->x = part_x + (gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 - x) / was.size.width;
  self->y = part_y + (gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 - y) / was.size.height;
  settle (self);
  tell (self);
}

/** pamor_photo_canvas_zoom: @factor: over 1 nearer, under 1 farther, but never than the whole */
void
pamor_photo_canvas_zoom (PamorPhotoCanvas *self,
                         double            factor)
{
  g_return_if_fail (PAMOR_IS_PHOTO_CANVAS (self));

  zoom_at (self, pamor_photo_canvas_get_scale (self) * factor,
           gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

/** pamor_photo_canvas_show_whole: all of it, whatever room there is */
void
pamor_photo_canvas_show_whole (PamorPhotoCanvas *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_CANVAS (self));

  self->scale = 0;
  tell (self);
}

/** pamor_photo_canvas_show_pixels: each as one of the screen, as who checks it sees it */
void
pamor_photo_canvas_show_pixels (PamorPhotoCanvas *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_CANVAS (self));

  settle (self);
  self->scale = 1;
  tell (self);
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   unused)
{
  pamor_photo_canvas_zoom (PAMOR_PHOTO_CANVAS (widget), pow (STEP, g_variant_get_int32 (args)));
  return TRUE;
}

static gboolean
show_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   unused)
{
  if (g_variant_get_boolean (args))
    pamor_photo_canvas_show_pixels (PAMOR_PHOTO_CANVAS (widget));
  else
    pamor_photo_canvas_show_whole (PAMOR_PHOTO_CANVAS (widget));
  return TRUE;
}

static void
move (PamorPhotoCanvas *self,
      double            x,
      double            y)
{
  self->x = x;
  self->y = y;
  settle (self);
  tell (self);
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   unused)
{
  PamorPhotoCanvas *self = PAMOR_PHOTO_CANVAS (widget);
  graphene_rect_t now = pamor_photo_canvas_get_place (self);
  int across, down;

  g_variant_get (args, "(ii)", &across, &down);
  settle (self);
  move (self, self->x + across * ARROW * gtk_widget_get_width (widget) / now.size.width,
        self->y + down * ARROW * gtk_widget_get_height (widget) / now.size.height);
  return TRUE;
}

static gboolean
on_scroll_cb (PamorPhotoCanvas *self,
              double            dx,
              double            dy)
{
  zoom_at (self, pamor_photo_canvas_get_scale (self) * pow (STEP, -dy), self->pointer_x,
           self->pointer_y);
  return GDK_EVENT_STOP;
}

static void
on_motion_cb (PamorPhotoCanvas *self,
              double            x,
              double            y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
on_drag_begin_cb (PamorPhotoCanvas *self)
{
  settle (self);
  self->from_x = self->x;
  self->from_y = self->y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_drag_update_cb (PamorPhotoCanvas *self,
                   double            dx,
                   double            dy)
{
  graphene_rect_t now = pamor_photo_canvas_get_place (self);

  move (self, self->from_x - dx / now.size.width, self->from_y - dy / now.size.height);
}

static void
on_fingers_begin_cb (PamorPhotoCanvas *self)
{
  self->from_scale = pamor_photo_canvas_get_scale (self);
}

static void
on_fingers_cb (PamorPhotoCanvas *self,
               double            factor,
               GtkGesture       *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    zoom_at (self, self->from_scale * factor, x, y);
}

static void
pamor_photo_canvas_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  PamorPhotoCanvas *self = PAMOR_PHOTO_CANVAS (widget);
  graphene_rect_t place = pamor_photo_canvas_get_place (self);

  if (self->picture == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &place.origin);
  gdk_paintable_snapshot (self->picture, GDK_SNAPSHOT (snapshot), place.size.width,
                          place.size.height);
  gtk_snapshot_restore (snapshot);
}

static void
pamor_photo_canvas_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = *natural = NARROWEST;
}

static void
pamor_photo_canvas_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  g_signal_emit (widget, viewed_signal, 0);
}

static void
pamor_photo_canvas_finalize (GObject *object)
{
  g_clear_object (&PAMOR_PHOTO_CANVAS (object)->picture);

  G_OBJECT_CLASS (pamor_photo_canvas_parent_class)->finalize (object);
}

static void
bind_keys (GtkWidgetClass *klass)
{
  static const struct { guint key; int steps; } zooms[] = {
    { GDK_KEY_plus, 1 }, { GDK_KEY_equal, 1 }, { GDK_KEY_KP_Add, 1 },
    { GDK_KEY_minus, -1 }, { GDK_KEY_KP_Subtract, -1 } };
  static const struct { guint key, keypad; int across, down; } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 }, { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 }, { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (klass, zooms[i].key, 0, zoom_cb, "i", zooms[i].steps);
  gtk_widget_class_add_binding (klass, GDK_KEY_0, 0, show_cb, "b", FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_0, 0, show_cb, "b", FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_1, 0, show_cb, "b", TRUE);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_1, 0, show_cb, "b", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding (klass, arrows[i].key, 0, move_cb, "(ii)", arrows[i].across,
                                    arrows[i].down);
      gtk_widget_class_add_binding (klass, arrows[i].keypad, 0, move_cb, "(ii)", arrows[i].across,
                                    arrows[i].down);
    }
}

static void
pamor_photo_canvas_class_init (PamorPhotoCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pamor_photo_canvas_finalize;
  widget_class->measure = pamor_photo_canvas_measure;
  widget_class->size_allocate = pamor_photo_canvas_size_allocate;
  widget_class->snapshot = pamor_photo_canvas_snapshot;
  viewed_signal = g_signal_new ("viewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "photo-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controller (PamorPhotoCanvas   *self,
                GtkEventController *controller,
                const char         *signal,
                GCallback           callback)
{
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
pamor_photo_canvas_init (PamorPhotoCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *fingers = gtk_gesture_zoom_new ();

  self->x = self->y = 0.5;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self,
                           G_CONNECT_SWAPPED);
  add_controller (self, GTK_EVENT_CONTROLLER (drag), "drag-update",
                  G_CALLBACK (on_drag_update_cb));
  g_signal_connect_object (fingers, "begin", G_CALLBACK (on_fingers_begin_cb), self,
                           G_CONNECT_SWAPPED);
  add_controller (self, GTK_EVENT_CONTROLLER (fingers), "scale-changed",
                  G_CALLBACK (on_fingers_cb));
  add_controller (self, gtk_event_controller_motion_new (), "motion", G_CALLBACK (on_motion_cb));
  add_controller (self, gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL),
                  "scroll", G_CALLBACK (on_scroll_cb));
}

/**
 * pamor_photo_canvas_set_picture:
 * @picture: (nullable): what is seen of it stays where it was, in parts of the picture
 */
void
pamor_photo_canvas_set_picture (PamorPhotoCanvas *self,
                                GdkPaintable     *picture)
{
  g_return_if_fail (PAMOR_IS_PHOTO_CANVAS (self));

  g_set_object (&self->picture, picture);
  tell (self);
}
