/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pamor-application.h"

#include "base/pamor-clock.h"
#include "base/pamor-host.h"
#include "base/pamor-language.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GSettings) settings = NULL;
  g_autoptr(GApplication) application = NULL;
  g_autofree char *language = NULL;

  pamor_host_harden ();
  pamor_clock_use_city_zone ();
  settings = g_settings_new (PAMOR_APP_ID);
  language = g_settings_get_string (settings, "language");
  pamor_language_start (language);
  /* GTK would set the locale anew from the environment. */
  gtk_disable_setlocale ();
  g_set_application_name ("Halo Pamor");
  application = G_APPLICATION (pamor_application_new (settings));
  return g_application_run (application, argc, argv);
}
