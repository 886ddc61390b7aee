/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For who sees little: text twice as large and high contrast, at once and in every window. */
#include "ui/reading/pamor-reading-mode.h"

#include <adwaita.h>

#define SCALE 2
#define USUAL_DPI (96 * 1024) /* of a screen that says none; 1/1024 dots per inch, as GTK counts */
#define SHEETS "/id/e_open/HaloPamor/reading/"

/* One for the program, as there is one screen; set up once, lives with the program. */
static struct
{
  GtkCssProvider *contrast; /* NULL: off */
  int             dpi;      /* what it was before */
} mode;

static void
load_contrast (void)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (mode.contrast != NULL)
    gtk_css_provider_load_from_resource (mode.contrast, dark ? SHEETS "contrast-dark.css"
                                                             : SHEETS "contrast-light.css");
}

static void
set_on (gboolean on)
{
  GdkDisplay *display = gdk_display_get_default ();
  GtkSettings *settings = gtk_settings_get_for_display (display);

  if (on == (mode.contrast != NULL))
    return;
  if (on)
    {
      g_object_get (settings, "gtk-xft-dpi", &mode.dpi, NULL);
      g_object_set (settings, "gtk-xft-dpi", (mode.dpi > 0 ? mode.dpi : USUAL_DPI) * SCALE, NULL);
      mode.contrast = gtk_css_provider_new ();
      load_contrast ();
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (mode.contrast),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
      return;
    }
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (mode.contrast));
  g_clear_object (&mode.contrast);
  g_object_set (settings, "gtk-xft-dpi", mode.dpi, NULL);
}

static void
on_changed_cb (GSettings *settings)
{
  set_on (g_settings_get_boolean (settings, PAMOR_READING_KEY));
}

/** pamor_reading_mode_follow: from now on as the setting says; @settings must live on */
void
pamor_reading_mode_follow (GSettings *settings)
{
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_signal_connect (settings, "changed::" PAMOR_READING_KEY, G_CALLBACK (on_changed_cb), NULL);
  g_signal_connect (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (load_contrast),
                    NULL);
  on_changed_cb (settings);
}

/** pamor_reading_mode_is_on: Returns: in every window */
gboolean
pamor_reading_mode_is_on (void)
{
  return mode.contrast != NULL;
}
