/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/pamor-window.h"

#include "domain/pamor-words.h"
#include "ui/compat/pamor-tell.h"
#include "ui/form/pamor-draft-saver.h"
#include "ui/photos/pamor-photo-taker.h"
#include "ui/studio/pamor-studio.h"
#include "ui/widgets/pamor-focus.h"

#include <glib/gi18n-lib.h>

struct _PamorWindow
{
  AdwApplicationWindow  parent_instance;

  /* Template */
  GtkStack             *pages;
  GtkWidget            *practice;

  /* Owned */
  GSettings            *settings;

  gboolean              given_up; /* what can't be kept may be lost */
  gboolean              waits;    /* for a photo */
};

G_DEFINE_FINAL_TYPE (PamorWindow, pamor_window, ADW_TYPE_APPLICATION_WINDOW)

static void
pamor_window_dispose (GObject *object)
{
  PamorWindow *self = PAMOR_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_WINDOW);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (pamor_window_parent_class)->dispose (object);
}

static void
on_given_up_cb (PamorWindow *self)
{
  g_assert (PAMOR_IS_WINDOW (self));

  self->given_up = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* @heading: what is not kept where there is an @error; else it goes on */
static void
go_on_closing (PamorWindow  *self,
               const char   *heading,
               const GError *error)
{
  g_autofree char *words = NULL;

  g_assert (PAMOR_IS_WINDOW (self));

  if (error == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  words = pamor_words_for_error (error);
  pamor_tell_before (GTK_WIDGET (self), heading, words, _("_Stay Here"),
                     _("_Close All the Same"), G_CALLBACK (on_given_up_cb), G_OBJECT (self));
}

static void
on_kept_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PamorWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  pamor_draft_saver_save_finish (PAMOR_DRAFT_SAVER (source), result, &error);
  go_on_closing (self, _("What was typed last is not saved"), error);
}

static void
on_edited_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PamorWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = pamor_studio_save_finish (PAMOR_STUDIO (source), result, &error);

  go_on_closing (self, _("The edited photo is not saved"), error);
}

/* One that can't be taken is told before; then the window stays. */
static void
on_there_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PamorWindow) self = user_data;

  self->waits = FALSE;
  if (pamor_photo_taker_wait_finish (PAMOR_PHOTO_TAKER (source), result))
    gtk_window_close (GTK_WINDOW (self));
}

static void
await_photos (PamorWindow     *self,
              PamorPhotoTaker *taker)
{
  g_assert (PAMOR_IS_WINDOW (self));

  self->waits = TRUE;
  gtk_widget_activate_action (pamor_window_get_page (self), "shell.say", "s",
                              _("A photo is still coming in. The window closes by itself once that "
                                "is there."));
  pamor_photo_taker_wait_async (taker, on_there_cb, g_object_ref (self));
}

/* What was done last is kept first, also of a form that was left meanwhile: to a photo, then those
 * that are on their way, then what was typed. Who closes twice does not wait for a photo. */
static gboolean
pamor_window_close_request (GtkWindow *window)
{
  PamorWindow *self = PAMOR_WINDOW (window);
  PamorStudio *studio = self->given_up ? NULL : pamor_studio_find_unsaved ();
  PamorPhotoTaker *taker
      = self->given_up || self->waits ? NULL : pamor_photo_taker_find_busy (NULL);
  PamorDraftSaver *saver = self->given_up ? NULL : pamor_draft_saver_find_unkept ();

  if (studio != NULL)
    pamor_studio_save_async (studio, on_edited_cb, g_object_ref (self));
  else if (taker != NULL)
    await_photos (self, taker);
  else if (saver != NULL)
    pamor_draft_saver_save_async (saver, FALSE, on_kept_cb, g_object_ref (self));
  else
    return GTK_WINDOW_CLASS (pamor_window_parent_class)->close_request (window);
  return GDK_EVENT_STOP;
}

static void
pamor_window_class_init (PamorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pamor_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/shell/pamor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, PamorWindow, practice);
}

static void
pamor_window_init (PamorWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* On a screen that it would fill anyway the window fills it, without the borders. */
static void
fit_screen (PamorWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle screen;
  int width, height;

  g_assert (PAMOR_IS_WINDOW (self));

  if (monitor == NULL)
    return;
  gdk_monitor_get_geometry (monitor, &screen);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width >= screen.width || height >= screen.height)
    gtk_window_maximize (GTK_WINDOW (self));
}

/** pamor_window_new: @settings: of the program; the size is kept there */
PamorWindow *
pamor_window_new (GtkApplication *application,
                  GSettings      *settings)
{
  PamorWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PAMOR_TYPE_WINDOW, "application", application, NULL);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  fit_screen (self);
  return self;
}

/** pamor_window_set_practice: whether to say, always and clearly, that nothing here is real */
void
pamor_window_set_practice (PamorWindow *self,
                           gboolean     practice)
{
  g_return_if_fail (PAMOR_IS_WINDOW (self));

  gtk_widget_set_visible (self->practice, practice);
  gtk_window_set_title (GTK_WINDOW (self), practice ? _("PRACTICE · Halo Pamor") : "Halo Pamor");
}

/** pamor_window_show: @page: (transfer floating): takes the place of the one before, which goes */
void
pamor_window_show (PamorWindow *self,
                   GtkWidget   *page)
{
  GtkWidget *last;

  g_return_if_fail (PAMOR_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  last = gtk_stack_get_visible_child (self->pages);
  if (gtk_widget_get_parent (page) == NULL)
    gtk_stack_add_child (self->pages, page);
  gtk_stack_set_visible_child (self->pages, page);
  if (last != NULL && last != page)
    gtk_stack_remove (self->pages, last);
  pamor_focus_page (page);
}

/** pamor_window_show_wait: while something is opened: @words, and that it goes on */
void
pamor_window_show_wait (PamorWindow *self,
                        const char  *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = adw_status_page_new ();
  GtkWidget *spinner = gtk_spinner_new (), *header = adw_header_bar_new ();

  g_return_if_fail (PAMOR_IS_WINDOW (self));

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), words);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), spinner);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  pamor_window_show (self, box);
}

/** pamor_window_get_page: Returns: (transfer none) (nullable): what fills the window */
GtkWidget *
pamor_window_get_page (PamorWindow *self)
{
  g_return_val_if_fail (PAMOR_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child (self->pages);
}
