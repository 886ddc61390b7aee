/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/studio/pamor-studio-frame.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define HANDLE 40 /* pixels, to be hit by a finger */
#define STEP   5  /* pixels that an arrow moves a corner; with Shift one */
#define LEAST  0.05 /* of the photo that a rectangle keeps */

struct _PamorStudioFrame
{
  GtkWidget         parent_instance;

  /* Borrowed, a child */
  GtkWidget        *handles[4];

  /* Owned */
  PamorPhotoCanvas *canvas;

  PamorStudioShape  shape;
  PamorEditPoint    corners[4];
  graphene_point_t  grip; /* from the pointer to the corner that it drags */
};

G_DEFINE_FINAL_TYPE (PamorStudioFrame, pamor_studio_frame, GTK_TYPE_WIDGET)

static graphene_point_t
get_place (PamorStudioFrame *self,
           guint             corner)
{
  graphene_rect_t photo = pamor_photo_canvas_get_place (self->canvas);

  return GRAPHENE_POINT_INIT (photo.origin.x + self->corners[corner].x * photo.size.width,
                              photo.origin.y + self->corners[corner].y * photo.size.height);
}

static guint
get_corner (PamorStudioFrame *self,
            GtkWidget        *handle)
{
  guint corner = 0;

  while (corner < 3 && self->handles[corner] != handle)
    corner++;
  return corner;
}

/* With the place in the words, so that who does not see it hears where the corner has come to */
static void
name_handles (PamorStudioFrame *self)
{
  const char *names[] = { _("Upper left corner"), _("Upper right corner"),
                          _("Lower right corner"), _("Lower left corner") };

  g_assert (PAMOR_IS_STUDIO_FRAME (self));

  for (guint i = 0; i < 4; i++)
    {
      /* Translators: a corner, and where it is in percents of the photo's width and height */
      g_autofree char *words = g_strdup_printf (_("%s, %d %% from the left, %d %% from the top"),
                                                names[i], (int) lrint (100 * self->corners[i].x),
                                                (int) lrint (100 * self->corners[i].y));

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
}

static void
place_again (PamorStudioFrame *self)
{
  g_assert (PAMOR_IS_STUDIO_FRAME (self));

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The corners beside it go along, each in one direction */
static void
keep_right (PamorEditPoint *corners,
            guint           corner)
{
  guint before = (corner + 3) % 4, after = (corner + 1) % 4;

  if (corner % 2 == 0)
    {
      corners[after].y = corners[corner].y;
      corners[before].x = corners[corner].x;
    }
  else
    {
      corners[after].x = corners[corner].x;
      corners[before].y = corners[corner].y;
    }
}

/**
 * pamor_studio_frame_move:
 * @corner: from the upper left on, clockwise
 * @x: in parts of the photo; held inside of it
 *
 * Returns: FALSE where the corners would not make up the shape any more; then all stay
 */
gboolean
pamor_studio_frame_move (PamorStudioFrame *self,
                         guint             corner,
                         double            x,
                         double            y)
{
  PamorEditPoint moved[4];

  g_return_val_if_fail (PAMOR_IS_STUDIO_FRAME (self) && corner < 4, FALSE);

  memcpy (moved, self->corners, sizeof moved);
  moved[corner] = (PamorEditPoint) { CLAMP (x, 0, 1), CLAMP (y, 0, 1) };
  if (self->shape == PAMOR_STUDIO_SHAPE_RIGHT)
    keep_right (moved, corner);
  if (!pamor_corners_are_valid (moved)
      || (self->shape == PAMOR_STUDIO_SHAPE_RIGHT
          && (moved[2].x - moved[0].x < LEAST || moved[2].y - moved[0].y < LEAST)))
    return FALSE;
  memcpy (self->corners, moved, sizeof moved);
  name_handles (self);
  place_again (self);
  return TRUE;
}

static void
move_to (PamorStudioFrame *self,
         guint             corner,
         double            x,
         double            y)
{
  graphene_rect_t photo = pamor_photo_canvas_get_place (self->canvas);

  pamor_studio_frame_move (self, corner, (x - photo.origin.x) / photo.size.width,
                           (y - photo.origin.y) / photo.size.height);
}

static gboolean
on_key_cb (PamorStudioFrame      *self,
           guint                  key,
           guint                  code,
           GdkModifierType        state,
           GtkEventControllerKey *controller)
{
  guint corner = get_corner (self, gtk_event_controller_get_widget (
                                       GTK_EVENT_CONTROLLER (controller)));
  graphene_point_t at = get_place (self, corner);
  int step = (state & GDK_SHIFT_MASK) != 0 ? 1 : STEP;

  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    at.x -= step;
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    at.x += step;
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    at.y -= step;
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    at.y += step;
  else
    return GDK_EVENT_PROPAGATE;
  move_to (self, corner, at.x, at.y);
  return GDK_EVENT_STOP;
}

static void
on_drag_begin_cb (PamorStudioFrame *self,
                  double            x,
                  double            y,
                  GtkGesture       *gesture)
{
  GtkWidget *handle = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (handle);
  gtk_widget_translate_coordinates (handle, GTK_WIDGET (self), x, y, &x, &y);
  self->grip = get_place (self, get_corner (self, handle));
  self->grip.x -= x;
  self->grip.y -= y;
}

/* The pointer is told within the handle, which moves along, a frame later */
static void
on_drag_update_cb (PamorStudioFrame *self,
                   double            dx,
                   double            dy,
                   GtkGesture       *gesture)
{
  GtkWidget *handle = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  double x, y;

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
  gtk_widget_translate_coordinates (handle, GTK_WIDGET (self), x + dx, y + dy, &x, &y);
  move_to (self, get_corner (self, handle), x + self->grip.x, y + self->grip.y);
}

static GtkWidget *
new_handle (PamorStudioFrame *self)
{
  GtkWidget *handle = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_BUTTON,
                                    "focusable", TRUE, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_add_css_class (handle, "studio-handle");
  gtk_widget_set_cursor_from_name (handle, "move");
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (handle, keys);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_parent (handle, GTK_WIDGET (self));
  return handle;
}

/* What is not a handle is the canvas under it */
static gboolean
pamor_studio_frame_contains (GtkWidget *widget,
                             double     x,
                             double     y)
{
  return FALSE;
}

static void
pamor_studio_frame_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
pamor_studio_frame_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  PamorStudioFrame *self = PAMOR_STUDIO_FRAME (widget);

  for (guint i = 0; i < 4; i++)
    if (gtk_widget_should_layout (self->handles[i]))
      {
        graphene_point_t at = get_place (self, i);
        int minimum;

        gtk_widget_measure (self->handles[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                            NULL);
        minimum = MAX (minimum, HANDLE);
        gtk_widget_size_allocate (self->handles[i],
                                  &(GtkAllocation) { lrint (at.x) - minimum / 2,
                                                     lrint (at.y) - minimum / 2, minimum,
                                                     minimum }, -1);
      }
}

static void
trace (PamorStudioFrame *self,
       cairo_t          *cairo)
{
  cairo_new_sub_path (cairo);
  for (guint i = 0; i < 4; i++)
    {
      graphene_point_t at = get_place (self, i);

      cairo_line_to (cairo, at.x, at.y);
    }
  cairo_close_path (cairo);
}

/* Dark beside light, so that the line is seen on any photo */
static void
pamor_studio_frame_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  PamorStudioFrame *self = PAMOR_STUDIO_FRAME (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                            gtk_widget_get_height (widget));
  cairo_t *cairo;

  if (self->shape == PAMOR_STUDIO_SHAPE_NONE)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &all);
  cairo_rectangle (cairo, 0, 0, all.size.width, all.size.height);
  trace (self, cairo);
  cairo_set_fill_rule (cairo, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_source_rgba (cairo, 0, 0, 0, 0.55);
  cairo_fill (cairo);
  trace (self, cairo);
  cairo_set_line_width (cairo, 4);
  cairo_set_source_rgb (cairo, 0.1, 0.1, 0.1);
  cairo_stroke_preserve (cairo);
  cairo_set_line_width (cairo, 2);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_stroke (cairo);
  cairo_destroy (cairo);
  GTK_WIDGET_CLASS (pamor_studio_frame_parent_class)->snapshot (widget, snapshot);
}

static void
pamor_studio_frame_dispose (GObject *object)
{
  PamorStudioFrame *self = PAMOR_STUDIO_FRAME (object);

  for (guint i = 0; i < 4; i++)
    g_clear_pointer (&self->handles[i], gtk_widget_unparent);
  g_clear_object (&self->canvas);

  G_OBJECT_CLASS (pamor_studio_frame_parent_class)->dispose (object);
}

static void
pamor_studio_frame_class_init (PamorStudioFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_studio_frame_dispose;
  widget_class->contains = pamor_studio_frame_contains;
  widget_class->measure = pamor_studio_frame_measure;
  widget_class->size_allocate = pamor_studio_frame_size_allocate;
  widget_class->snapshot = pamor_studio_frame_snapshot;
}

static void
pamor_studio_frame_init (PamorStudioFrame *self)
{
  for (guint i = 0; i < 4; i++)
    self->handles[i] = new_handle (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** pamor_studio_frame_set_canvas: whose photo the corners are in; once */
void
pamor_studio_frame_set_canvas (PamorStudioFrame *self,
                               PamorPhotoCanvas *canvas)
{
  g_return_if_fail (PAMOR_IS_STUDIO_FRAME (self));
  g_return_if_fail (PAMOR_IS_PHOTO_CANVAS (canvas));

  self->canvas = g_object_ref (canvas);
  g_signal_connect_object (canvas, "viewed", G_CALLBACK (place_again), self, G_CONNECT_SWAPPED);
}

/** pamor_studio_frame_show: @corners: (nullable): of that shape; NULL for none */
void
pamor_studio_frame_show (PamorStudioFrame     *self,
                         PamorStudioShape      shape,
                         const PamorEditPoint *corners)
{
  g_return_if_fail (PAMOR_IS_STUDIO_FRAME (self));
  g_return_if_fail (corners != NULL || shape == PAMOR_STUDIO_SHAPE_NONE);

  self->shape = shape;
  if (corners != NULL)
    memcpy (self->corners, corners, sizeof self->corners);
  name_handles (self);
  gtk_widget_set_visible (GTK_WIDGET (self), shape != PAMOR_STUDIO_SHAPE_NONE);
  place_again (self);
}

/** pamor_studio_frame_get_corners: Returns: (transfer none) (array fixed-size=4) */
const PamorEditPoint *
pamor_studio_frame_get_corners (PamorStudioFrame *self)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO_FRAME (self), NULL);
  return self->corners;
}
