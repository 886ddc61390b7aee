/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-ways.h"

#include "domain/pamor-words.h"
#include "ui/compat/pamor-pick-file.h"

struct _PamorPhotoWays
{
  GtkWidget  parent_instance;

  /* Template */
  GtkWidget *buttons;
  GtkWidget *hint;

  char      *title; /* (owned) (nullable): of the document */
};

enum { TOOK, TROUBLE, N_SIGNALS };

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
pamor_photo_ways_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_PHOTO_WAYS);

  G_OBJECT_CLASS (pamor_photo_ways_parent_class)->dispose (object);
}

static void
pamor_photo_ways_finalize (GObject *object)
{
  g_free (PAMOR_PHOTO_WAYS (object)->title);

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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-photo-ways.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoWays, buttons);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoWays, hint);
  gtk_widget_class_bind_template_callback (widget_class, pamor_photo_ways_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked_cb);
}

static void
pamor_photo_ways_init (PamorPhotoWays *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_photo_ways_set_title: @title: what the document is called */
void
pamor_photo_ways_set_title (PamorPhotoWays *self,
                            const char     *title)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WAYS (self));

  g_free (self->title);
  self->title = g_strdup (title);
}

/** pamor_photo_ways_choose: asks for files */
void
pamor_photo_ways_choose (PamorPhotoWays *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WAYS (self));

  pamor_pick_images_async (GTK_WIDGET (self), self->title, on_chosen_cb, g_object_ref (self));
}

/** pamor_photo_ways_drop: reads and finishes @drop */
void
pamor_photo_ways_drop (PamorPhotoWays *self,
                       GdkDrop        *drop)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WAYS (self));

  pamor_photo_source_drop_async (drop, on_sources_read_cb, g_object_ref (self));
}
