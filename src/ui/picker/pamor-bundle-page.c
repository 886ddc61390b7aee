/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/picker/pamor-bundle-page.h"

#include "domain/pamor-checklist.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static void
add_text (GtkWidget  *box,
          const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
add_row (GtkWidget  *group,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

/* What one service asks for and those before it did not: nobody brings a document twice. */
static void
add_service (GtkWidget          *group,
             PamorCatalogue     *catalogue,
             const PamorService *service,
             GHashTable         *seen,
             guint               number)
{
  g_autofree char *title = g_strdup_printf ("%u. %s", number, service->name);
  g_autoptr(GString) documents = g_string_new (NULL);

  for (guint i = 0; i < service->requirements->len; i++)
    {
      const PamorRequirement *requirement = service->requirements->pdata[i];
      g_autofree char *when = pamor_checklist_dup_when (requirement, service, catalogue);

      if (g_hash_table_add (seen, requirement->name))
        g_string_append_printf (documents, "%s• %s (%s)", documents->len > 0 ? "\n" : "",
                                requirement->name, when);
    }
  add_row (group, title, documents->str);
}

static GtkWidget *
new_start (const PamorBundle *bundle)
{
  GtkWidget *start = gtk_button_new_with_mnemonic (_("_Start"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (start), "shell.start-bundle");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (start), "s", bundle->code);
  gtk_widget_add_css_class (start, "suggested-action");
  gtk_widget_add_css_class (start, "pill");
  gtk_widget_set_halign (start, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (start, 12);
  gtk_widget_set_margin_bottom (start, 12);
  g_signal_connect (start, "map", G_CALLBACK (gtk_widget_grab_focus), NULL);
  return start;
}

/**
 * pamor_bundle_page_new:
 *
 * Returns: (transfer full): what a family must have ready for the services of @bundle, each
 *   document once, and the way to begin; activates "shell.start-bundle" with its code
 */
GtkWidget *
pamor_bundle_page_new (PamorCatalogue    *catalogue,
                       const PamorBundle *bundle)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller;
  GtkWidget *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (catalogue != NULL && bundle != NULL, NULL);

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  add_text (box, bundle->name, "title-1");
  if (bundle->prepare != NULL)
    add_text (box, bundle->prepare, "body");
  add_text (box, _("People and photos are entered once. Each service gets its own number. All of "
                   "it is free of charge."), "dim-label");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Prepare first"));
  for (guint i = 0; bundle->services[i] != NULL; i++)
    add_service (group, catalogue, pamor_catalogue_find_service (catalogue, bundle->services[i]),
                 seen, i + 1);
  gtk_box_append (GTK_BOX (box), group);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), scroller);
  gtk_box_append (GTK_BOX (page), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (page), new_start (bundle));
  return page;
}
