/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/picker/pamor-prepare-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static GtkWidget *
new_text (const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_requirement (const PamorRequirement *requirement)
{
  GtkWidget *row = adw_action_row_new (), *word;
  const gboolean depends = requirement->required_if != NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), requirement->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               requirement->help != NULL ? requirement->help : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  word = gtk_label_new (depends ? _("in some cases") : requirement->required ? _("needed")
                                                                            : _("if there is one"));
  gtk_widget_add_css_class (word, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  return row;
}

static char *
dup_promise (const PamorService *service)
{
  if (service->working_days[1] == 0)
    return g_strdup (_("This service is free of charge."));
  if (service->working_days[0] == service->working_days[1])
    return g_strdup_printf (_("Done within %u working days. This service is free of charge."),
                            service->working_days[1]);
  return g_strdup_printf (_("Done within %u to %u working days. This service is free of charge."),
                          service->working_days[0], service->working_days[1]);
}

static GtkWidget *
new_requirements (const PamorService *service)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Prepare first"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("The originals are photographed, copies are not."));
  for (guint i = 0; i < service->requirements->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               new_requirement (service->requirements->pdata[i]));
  return group;
}

static GtkWidget *
new_start (const PamorService *service)
{
  GtkWidget *start = gtk_button_new_with_mnemonic (_("_Start"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (start), "shell.start");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (start), "s", service->code);
  gtk_widget_add_css_class (start, "suggested-action");
  gtk_widget_add_css_class (start, "pill");
  gtk_widget_set_halign (start, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (start, 12);
  gtk_widget_set_margin_bottom (start, 12);
  /* Enter chooses a service, and Enter again begins. */
  g_signal_connect (start, "map", G_CALLBACK (gtk_widget_grab_focus), NULL);
  return start;
}

/**
 * pamor_prepare_page_new:
 *
 * Returns: (transfer full): what the citizen must have ready for @service, and the way to begin;
 *   activates "shell.start" with its code
 */
GtkWidget *
pamor_prepare_page_new (const PamorService *service)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *promise = NULL;

  g_return_val_if_fail (service != NULL, NULL);

  promise = dup_promise (service);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), new_text (service->name, "title-1"));
  if (service->prepare != NULL)
    gtk_box_append (GTK_BOX (box), new_text (service->prepare, "body"));
  gtk_box_append (GTK_BOX (box), new_text (promise, "dim-label"));
  if (service->requirements->len > 0)
    gtk_box_append (GTK_BOX (box), new_requirements (service));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), scroller);
  gtk_box_append (GTK_BOX (page), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (page), new_start (service));
  return page;
}
