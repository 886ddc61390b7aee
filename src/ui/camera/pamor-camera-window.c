/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/camera/pamor-camera-window.h"

#include "ui/camera/pamor-camera.h"
#include "ui/photos/pamor-photo-verdict.h"
#include "ui/widgets/pamor-focus.h"

#include <glib/gi18n-lib.h>

#define REMEMBERED "camera"
#define SHOOT "camera.shoot"

struct _PamorCameraWindow
{
  AdwWindow          parent_instance;

  /* Template */
  GtkWidget         *again;
  GtkDropDown       *cameras;
  GtkPicture        *picture;
  GtkWidget         *shutter;
  GtkStack          *stack;
  AdwWindowTitle    *title;
  AdwStatusPage     *trouble;
  PamorPhotoVerdict *verdict;

  /* Owned */
  PamorCamera       *camera;   /* (nullable): while one is on */
  GstDevice         *device;   /* (nullable): the one that is or was on */
  PamorCameraFinder *finder;   /* (nullable) */
  GSettings         *settings;
  char              *stand_in; /* (nullable) */

  gboolean           judges;
  PamorLegibility    judged;   /* the last one */
};

static guint took_signal;

G_DEFINE_FINAL_TYPE (PamorCameraWindow, pamor_camera_window, ADW_TYPE_WINDOW)

static void
put_out (PamorCameraWindow *self)
{
  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  if (self->camera != NULL)
    pamor_camera_stop (self->camera);
  g_clear_object (&self->camera);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SHOOT, FALSE);
}

static void
show_trouble (PamorCameraWindow *self,
              const char        *title,
              const char        *words,
              gboolean           again)
{
  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  put_out (self);
  adw_status_page_set_title (self->trouble, title);
  adw_status_page_set_description (self->trouble, words);
  gtk_widget_set_visible (self->again, again);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
on_lost_cb (PamorCameraWindow *self,
            gboolean           taken)
{
  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  if (taken)
    show_trouble (self, _("Another program uses the camera"),
                  _("Close that program, then try again. What is entered here is safe."), TRUE);
  else
    show_trouble (self, _("The camera stopped"),
                  _("Check its cable and plug it in again. What is entered here is safe."), TRUE);
}

static void
light (PamorCameraWindow *self,
       PamorCamera       *camera)
{
  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  put_out (self);
  if (camera == NULL)
    return on_lost_cb (self, FALSE);
  self->camera = camera;
  g_signal_connect_object (camera, "lost", G_CALLBACK (on_lost_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "wait");
  pamor_camera_start (camera);
}

/* The camera that is chosen, or else what stands in for one, or else words. */
static void
begin (PamorCameraWindow *self)
{
  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  g_set_object (&self->device, gtk_drop_down_get_selected_item (self->cameras));
  if (self->device != NULL)
    light (self, pamor_camera_new (self->device));
  else if (self->stand_in != NULL)
    light (self, pamor_camera_new_for_source (self->stand_in));
  else
    show_trouble (self, _("No camera was found"),
                  _("Plug one in and it shows here by itself. Or take the photo with a phone, and "
                    "choose or paste its file."),
                  FALSE);
}

static gboolean
find_device (PamorCameraWindow *self,
             guint             *position)
{
  GListModel *list = gtk_drop_down_get_model (self->cameras);

  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  return list != NULL && self->device != NULL
         && g_list_store_find (G_LIST_STORE (list), self->device, position);
}

static void
on_selected_cb (PamorCameraWindow *self)
{
  GstDevice *device = gtk_drop_down_get_selected_item (self->cameras);
  g_autofree char *name = NULL;

  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  /* Selects by itself, too, when what was selected is unplugged; that is not a choice. */
  if (device == NULL || device == self->device || !find_device (self, NULL))
    return;
  name = gst_device_get_display_name (device);
  g_settings_set_string (self->settings, REMEMBERED, name);
  begin (self);
}

static void
select_remembered (PamorCameraWindow *self)
{
  GListModel *list = gtk_drop_down_get_model (self->cameras);
  g_autofree char *remembered = g_settings_get_string (self->settings, REMEMBERED);

  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GstDevice) device = g_list_model_get_item (list, i);
      g_autofree char *name = gst_device_get_display_name (device);

      if (g_str_equal (name, remembered))
        gtk_drop_down_set_selected (self->cameras, i);
    }
}

static void
on_cameras_changed_cb (PamorCameraWindow *self,
                       guint              position,
                       guint              removed,
                       guint              added,
                       GListModel        *list)
{
  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->cameras), g_list_model_get_n_items (list) > 1);
  if (self->camera != NULL && self->device != NULL && !find_device (self, NULL))
    on_lost_cb (self, FALSE);
  else if (self->camera == NULL && added > 0)
    begin (self);
}

/* Not before it is ready: only then GStreamer's types are there, too. */
static void
on_ready_cb (PamorCameraWindow *self)
{
  GListModel *list = pamor_camera_finder_get_list (self->finder);
  g_autoptr (GtkExpression) name = NULL;

  g_assert (PAMOR_IS_CAMERA_WINDOW (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  name = gtk_property_expression_new (GST_TYPE_DEVICE, NULL, "display-name");
  gtk_drop_down_set_expression (self->cameras, name);
  gtk_drop_down_set_model (self->cameras, list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_cameras_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_widget_set_visible (GTK_WIDGET (self->cameras), g_list_model_get_n_items (list) > 1);
  select_remembered (self);
  begin (self);
}

/* Shown once two in a row agree: what flickers can't be read. */
static void
on_judged_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorCameraWindow) self = user_data;
  PamorCamera *camera = PAMOR_CAMERA (source);
  PamorLegibility verdict;

  if (!pamor_camera_judge_finish (camera, result, &verdict) || camera != self->camera)
    return;
  if (verdict.grade == self->judged.grade && verdict.reason == self->judged.reason)
    pamor_photo_verdict_show (self->verdict, &verdict);
  self->judged = verdict;
  pamor_camera_judge_async (camera, on_judged_cb, g_steal_pointer (&self));
}

static gboolean
on_tick_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  PamorCameraWindow *self = PAMOR_CAMERA_WINDOW (widget);
  g_autoptr (GdkTexture) seen = self->camera != NULL ? pamor_camera_look (self->camera) : NULL;

  if (seen == NULL)
    return G_SOURCE_CONTINUE;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (seen));
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "live"))
    {
      gtk_stack_set_visible_child_name (self->stack, "live");
      gtk_widget_action_set_enabled (GTK_WIDGET (self), SHOOT, TRUE);
      gtk_widget_grab_focus (self->shutter);
      if (self->judges)
        pamor_camera_judge_async (self->camera, on_judged_cb, g_object_ref (self));
    }
  return G_SOURCE_CONTINUE;
}

static void
on_shot_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorCameraWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = pamor_camera_shoot_finish (PAMOR_CAMERA (source), result, &error);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return; /* closed meanwhile: the officer thought better of it */
  if (jpeg == NULL)
    return on_lost_cb (self, FALSE);
  g_signal_emit (self, took_signal, 0, jpeg);
  gtk_window_close (GTK_WINDOW (self));
}

static void
shoot (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  PamorCameraWindow *self = PAMOR_CAMERA_WINDOW (widget);

  gtk_widget_action_set_enabled (widget, SHOOT, FALSE);
  pamor_camera_shoot_async (self->camera, on_shot_cb, g_object_ref (self));
}

static void
pamor_camera_window_map (GtkWidget *widget)
{
  PamorCameraWindow *self = PAMOR_CAMERA_WINDOW (widget);

  GTK_WIDGET_CLASS (pamor_camera_window_parent_class)->map (widget);
  if (self->finder == NULL)
    begin (self);
  else if (pamor_camera_finder_is_ready (self->finder))
    on_ready_cb (self);
}

static void
pamor_camera_window_unmap (GtkWidget *widget)
{
  put_out (PAMOR_CAMERA_WINDOW (widget));

  GTK_WIDGET_CLASS (pamor_camera_window_parent_class)->unmap (widget);
}

static void
pamor_camera_window_finalize (GObject *object)
{
  PamorCameraWindow *self = PAMOR_CAMERA_WINDOW (object);

  g_clear_object (&self->device);
  g_clear_object (&self->finder);
  g_object_unref (self->settings);
  g_free (self->stand_in);

  G_OBJECT_CLASS (pamor_camera_window_parent_class)->finalize (object);
}

static void
pamor_camera_window_class_init (PamorCameraWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pamor_camera_window_finalize;
  widget_class->map = pamor_camera_window_map;
  widget_class->unmap = pamor_camera_window_unmap;

  took_signal = g_signal_new ("took", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);

  gtk_widget_class_install_action (widget_class, SHOOT, NULL, shoot);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, SHOOT, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, SHOOT, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, SHOOT, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/id/e_open/HaloPamor/camera/pamor-camera-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorCameraWindow, again);
  gtk_widget_class_bind_template_child (widget_class, PamorCameraWindow, cameras);
  gtk_widget_class_bind_template_child (widget_class, PamorCameraWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, PamorCameraWindow, shutter);
  gtk_widget_class_bind_template_child (widget_class, PamorCameraWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PamorCameraWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PamorCameraWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, PamorCameraWindow, verdict);
  gtk_widget_class_bind_template_callback (widget_class, begin);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
}

static void
pamor_camera_window_init (PamorCameraWindow *self)
{
  g_type_ensure (PAMOR_TYPE_PHOTO_VERDICT);
  gtk_widget_init_template (GTK_WIDGET (self));
  pamor_focus_name (self->cameras, _("Which camera"));
  self->settings = g_settings_new (PAMOR_APP_ID);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SHOOT, FALSE);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

/**
 * pamor_camera_window_new:
 * @title: what it is a photo of
 * @judges: whether it tells, live, if the office will be able to read it
 * @finder: (nullable): of the cameras; NULL: only what stands in for one
 * @stand_in: (nullable): GStreamer description of what is shown where there is no camera
 */
GtkWidget *
pamor_camera_window_new (const char        *title,
                         gboolean           judges,
                         PamorCameraFinder *finder,
                         const char        *stand_in)
{
  PamorCameraWindow *self = g_object_new (PAMOR_TYPE_CAMERA_WINDOW, NULL);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_subtitle (self->title, title);
  self->judges = judges;
  self->stand_in = g_strdup (stand_in);
  if (finder == NULL)
    return GTK_WIDGET (self);
  self->finder = g_object_ref (finder);
  g_signal_connect_object (finder, "notify::ready", G_CALLBACK (on_ready_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
