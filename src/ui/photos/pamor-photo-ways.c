/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-ways.h"

#include "domain/pamor-words.h"
#include "ui/camera/pamor-camera-window.h"
#include "ui/compat/pamor-pick-file.h"
#include "ui/photos/pamor-photo-verdict.h"

/* Where there is no camera to practise with */
#define PRACTICE_CAMERA \
  "videotestsrc is-live=true ! capsfilter caps=video/x-raw,width=1600,height=1200,framerate=15/1"

struct _PamorPhotoWays
{
  GtkWidget  parent_instance;

  /* Template */
  GtkWidget *buttons;
  GtkWidget *hint;

  /* Owned */
  PamorDesk *desk;

  /* Borrowed, of the catalogue */
  const PamorRequirement *requirement;
};

enum { TOOK, TROUBLE, PHONE, SCANNER, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorPhotoWays, pamor_photo_ways, GTK_TYPE_WIDGET)

static void
on_chosen_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorPhotoWays) self = user_data;
  g_autoptr (GListModel) files = pamor_pick_images_finish (result, NULL);
  g_autoptr (GPtrArray) sources =
    g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (sources, pamor_photo_source_new_file (file));
    }
  g_signal_emit (self, signals[TOOK], 0, sources);
}

static void
on_sources_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (PamorPhotoWays) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = pamor_photo_source_finish (result, &error);
  g_autofree char *words = NULL;

  if (GDK_IS_DROP (source))
    gdk_drop_finish (GDK_DROP (source), sources != NULL ? GDK_ACTION_COPY : 0);
  if (sources != NULL)
    {
      g_signal_emit (self, signals[TOOK], 0, sources);
      return;
    }
  words = pamor_words_for_error (error);
  g_signal_emit (self, signals[TROUBLE], 0, words);
}

static void
on_paste_clicked_cb (PamorPhotoWays *self)
{
  g_assert (PAMOR_IS_PHOTO_WAYS (self));

  pamor_photo_source_paste_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), on_sources_read_cb,
                                  g_object_ref (self));
}

static void
on_camera_took_cb (PamorPhotoWays *self,
                   GBytes         *jpeg)
{
  g_autoptr (GPtrArray) sources =
    g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);

  g_assert (PAMOR_IS_PHOTO_WAYS (self));

  g_ptr_array_add (sources, pamor_photo_source_new_bytes (jpeg));
  g_signal_emit (self, signals[TOOK], 0, sources);
}

static void
on_phone_clicked_cb (PamorPhotoWays *self)
{
  g_signal_emit (self, signals[PHONE], 0);
}

static void
on_scanner_clicked_cb (PamorPhotoWays *self)
{
  g_signal_emit (self, signals[SCANNER], 0);
}

static void
pamor_photo_ways_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_PHOTO_WAYS);

  G_OBJECT_CLASS (pamor_photo_ways_parent_class)->dispose (object);
}

static void
pamor_photo_ways_finalize (GObject *object)
{
  PamorPhotoWays *self = PAMOR_PHOTO_WAYS (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (pamor_photo_ways_parent_class)->finalize (object);
}

static void
pamor_photo_ways_class_init (PamorPhotoWaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_photo_ways_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_ways_finalize;

  signals[TOOK] = g_signal_new ("took", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[TROUBLE] = g_signal_new ("trouble", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PHONE] = g_signal_new ("phone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[SCANNER] = g_signal_new ("scanner", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-photo-ways.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoWays, buttons);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoWays, hint);
  gtk_widget_class_bind_template_callback (widget_class, pamor_photo_ways_choose);
  gtk_widget_class_bind_template_callback (widget_class, pamor_photo_ways_open_camera);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_phone_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_scanner_clicked_cb);
}

static void
pamor_photo_ways_init (PamorPhotoWays *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_photo_ways_set_up: once, before it is shown; @requirement: of the catalogue */
void
pamor_photo_ways_set_up (PamorPhotoWays         *self,
                         PamorDesk              *desk,
                         const PamorRequirement *requirement)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WAYS (self) && PAMOR_IS_DESK (desk));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  self->requirement = requirement;
}

/** pamor_photo_ways_choose: asks for files */
void
pamor_photo_ways_choose (PamorPhotoWays *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WAYS (self));

  pamor_pick_images_async (GTK_WIDGET (self), self->requirement->name, on_chosen_cb,
                           g_object_ref (self));
}

/** pamor_photo_ways_open_camera: shows what a camera sees, to take a photo of it */
void
pamor_photo_ways_open_camera (PamorPhotoWays *self)
{
  g_autoptr (PamorCameraFinder) finder = NULL;
  GtkWidget *window;

  g_return_if_fail (PAMOR_IS_PHOTO_WAYS (self));

  finder = pamor_camera_finder_new ();
  window = pamor_camera_window_new (self->requirement->name,
                                    pamor_photo_verdict_is_due (self->requirement->code), finder,
                                    pamor_desk_is_practice (self->desk) ? PRACTICE_CAMERA : NULL);
  g_signal_connect_object (window, "took", G_CALLBACK (on_camera_took_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}

/** pamor_photo_ways_drop: reads and finishes @drop */
void
pamor_photo_ways_drop (PamorPhotoWays *self,
                       GdkDrop        *drop)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WAYS (self));

  pamor_photo_source_drop_async (drop, on_sources_read_cb, g_object_ref (self));
}
