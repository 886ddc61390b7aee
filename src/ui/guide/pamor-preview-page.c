/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/guide/pamor-preview-page.h"

#include "domain/pamor-catalogue-preview.h"
#include "ui/compat/pamor-pick-file.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorPreviewPage
{
  GtkWidget       parent_instance;

  /* Owned as children */
  GtkWidget      *scroller;
  GtkBox         *box;
  GtkLabel       *trouble;
  GtkWidget      *again;
  GtkWidget      *services; /* (nullable): a group, of the last that was opened */

  /* Owned */
  char           *path;      /* (nullable): what was opened last */
  PamorCatalogue *catalogue; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PamorPreviewPage, pamor_preview_page, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
on_row_activated_cb (PamorPreviewPage *self,
                     GtkWidget        *row)
{
  g_assert (PAMOR_IS_PREVIEW_PAGE (self));

  g_signal_emit (self, chosen_signal, 0, self->catalogue,
                 g_object_get_data (G_OBJECT (row), "service"));
}

static void
add_service (PamorPreviewPage   *self,
             const PamorService *service)
{
  GtkWidget *row = adw_action_row_new ();

  g_assert (PAMOR_IS_PREVIEW_PAGE (self));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), service->name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), service->code);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "service", (gpointer) service);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->services), row);
}

/* That of the file that was opened first, then all the others. */
static void
show_services (PamorPreviewPage *self,
               const char       *first)
{
  GPtrArray *groups = pamor_catalogue_get_groups (self->catalogue);

  g_assert (PAMOR_IS_PREVIEW_PAGE (self));

  self->services = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->services),
                                   _("Choose whose form to see"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->services),
                                         pamor_catalogue_get_version (self->catalogue));
  gtk_box_append (self->box, self->services);
  if (first != NULL)
    add_service (self, pamor_catalogue_find_service (self->catalogue, first));
  for (guint i = 0; i < groups->len; i++)
    {
      const PamorGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->services->len; j++)
        if (g_strcmp0 (((PamorService *) group->services->pdata[j])->code, first) != 0)
          add_service (self, group->services->pdata[j]);
    }
}

static void
forget (PamorPreviewPage *self)
{
  g_assert (PAMOR_IS_PREVIEW_PAGE (self));

  if (self->services != NULL)
    gtk_box_remove (self->box, self->services);
  self->services = NULL;
  g_clear_pointer (&self->catalogue, pamor_catalogue_unref);
}

static void
on_path_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      unused)
{
  g_autoptr(GFile) file = pamor_pick_path_finish (result, NULL);

  if (file != NULL)
    pamor_preview_page_open (PAMOR_PREVIEW_PAGE (source), g_file_peek_path (file));
}

static void
on_file_cb (PamorPreviewPage *self)
{
  pamor_pick_path_async (GTK_WIDGET (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                         _("A file of a catalogue"), NULL, on_path_cb, NULL);
}

static void
on_folder_cb (PamorPreviewPage *self)
{
  pamor_pick_path_async (GTK_WIDGET (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                         _("The folder of a catalogue"), NULL, on_path_cb, NULL);
}

static void
on_again_cb (PamorPreviewPage *self)
{
  g_autofree char *path = g_strdup (self->path);

  pamor_preview_page_open (self, path);
}

static void
pamor_preview_page_dispose (GObject *object)
{
  PamorPreviewPage *self = PAMOR_PREVIEW_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->catalogue, pamor_catalogue_unref);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (pamor_preview_page_parent_class)->dispose (object);
}

static void
pamor_preview_page_class_init (PamorPreviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_preview_page_dispose;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (PamorPreviewPage *self,
            GtkWidget        *buttons,
            const char       *label,
            GCallback         callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_assert (PAMOR_IS_PREVIEW_PAGE (self));

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), button);
  return button;
}

static GtkWidget *
add_label (PamorPreviewPage *self,
           const char       *text)
{
  GtkWidget *label = gtk_label_new (text);

  g_assert (PAMOR_IS_PREVIEW_PAGE (self));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (self->box, label);
  return label;
}

static void
pamor_preview_page_init (PamorPreviewPage *self)
{
  GtkWidget *clamp = adw_clamp_new (), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->scroller = gtk_scrolled_window_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 24);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 12);
  add_label (self, _("Shows the form that an edited catalogue makes. A single file is laid over "
                     "the catalogue of the program. Nothing here is kept or sent."));
  add_button (self, buttons, _("Open a _file"), G_CALLBACK (on_file_cb));
  add_button (self, buttons, _("Open a f_older"), G_CALLBACK (on_folder_cb));
  self->again = add_button (self, buttons, _("_Read it again"), G_CALLBACK (on_again_cb));
  gtk_widget_set_visible (self->again, FALSE);
  gtk_box_append (self->box, buttons);
  self->trouble = GTK_LABEL (add_label (self, ""));
  gtk_label_set_selectable (self->trouble, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "pamor-why");
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/** pamor_preview_page_new: Returns: (transfer floating): blank, see pamor_preview_page_open() */
GtkWidget *
pamor_preview_page_new (void)
{
  return g_object_new (PAMOR_TYPE_PREVIEW_PAGE, NULL);
}

/** pamor_preview_page_open: @path: of a file or folder; what is wrong in it is shown */
void
pamor_preview_page_open (PamorPreviewPage *self,
                         const char       *path)
{
  g_autofree char *service = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (PAMOR_IS_PREVIEW_PAGE (self) && path != NULL);

  forget (self);
  g_free (self->path);
  self->path = g_strdup (path);
  self->catalogue = pamor_catalogue_load_preview (path, &service, &error);
  gtk_widget_set_visible (self->again, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), error != NULL);
  gtk_label_set_label (self->trouble, error != NULL ? error->message : "");
  if (self->catalogue != NULL)
    show_services (self, service);
}
