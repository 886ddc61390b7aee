/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ends at the first frame of its first window: "first-frame empty" shows an empty libadwaita
 * window, "first-frame program" the whole program. The caller times the process. */
#include "app/pamor-application.h"
#include "base/pamor-host.h"
#include "base/pamor-language.h"

static void
on_after_paint (GdkFrameClock *clock, GApplication *application)
{
  g_application_quit (application);
}

static void
on_mapped (GtkWidget *window, GApplication *application)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint),
                    application);
}

static void
on_window_added (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect (window, "map", G_CALLBACK (on_mapped), application);
}

static void
show_empty (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 700);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), gtk_label_new ("Halo"));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gboolean empty = argc > 1 && g_str_equal (argv[1], "empty");
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GApplication) application = NULL;

  if (empty)
    {
      application = G_APPLICATION (adw_application_new ("id.e_open.Empty",
                                                        G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "activate", G_CALLBACK (show_empty), NULL);
    }
  else
    {
      pamor_host_harden ();
      settings = g_settings_new (PAMOR_APP_ID);
      pamor_language_start (NULL);
      gtk_disable_setlocale ();
      application = G_APPLICATION (pamor_application_new (settings));
    }
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
  return g_application_run (application, 1, argv);
}
