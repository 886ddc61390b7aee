/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AdwAboutWindow is deprecated from libadwaita 1.6 on: only here. */
#include "ui/compat/pamor-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/** pamor_about_show: what program this is, over @parent (nullable) */
void
pamor_about_show (GtkWindow *parent)
{
  adw_show_about_window (
      parent, "application-name", "Halo Pamor", "application-icon", PAMOR_APP_ID, "version",
      PAMOR_VERSION, "developer-name", _("Halo Pamor contributors"), "license-type",
      GTK_LICENSE_GPL_3_0, "comments",
      _("Civil registry applications at the citizen's door, with or without a network."), NULL);
}
