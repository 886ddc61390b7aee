/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/guide/pamor-guide-entry.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static void
add_text (GtkWidget  *box,
          const char *text,
          const char *css_class)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
add_group (GtkWidget  *box,
           const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

/* A row that asks the shell for @action with @code when it is pressed. */
static void
add_row (GtkWidget  *group,
         const char *title,
         const char *subtitle,
         const char *action,
         const char *code)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", code);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_carriers (GtkWidget             *box,
              const PamorGuideEntry *entry)
{
  GtkWidget *group;

  if (entry->activities->len > 0)
    {
      group = add_group (box, _("Choose as today's activity"));
      for (guint i = 0; i < entry->activities->len; i++)
        add_row (group, ((PamorActivity *) entry->activities->pdata[i])->name,
                 _("What is entered from now on carries it"), "shell.set-activity",
                 ((PamorActivity *) entry->activities->pdata[i])->code);
    }
  if (entry->bundles->len > 0)
    {
      group = add_group (box, _("Several services for one family"));
      for (guint i = 0; i < entry->bundles->len; i++)
        add_row (group, ((PamorBundle *) entry->bundles->pdata[i])->name,
                 ((PamorBundle *) entry->bundles->pdata[i])->prepare, "shell.prepare",
                 ((PamorBundle *) entry->bundles->pdata[i])->code);
    }
  if (entry->services->len == 0)
    return;
  group = add_group (box, entry->kind == PAMOR_GUIDE_FIELD ? _("Asked in") : _("Services"));
  for (guint i = 0; i < entry->services->len; i++)
    add_row (group, ((PamorService *) entry->services->pdata[i])->name, NULL, "shell.prepare",
             ((PamorService *) entry->services->pdata[i])->code);
}

/** pamor_guide_entry_new: Returns: (transfer full): @entry to read; keeps nothing of it */
GtkWidget *
pamor_guide_entry_new (const PamorGuideEntry *entry)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *mistake = NULL, *note = NULL;

  g_return_val_if_fail (entry != NULL, NULL);

  if (entry->mistake != NULL)
    mistake = g_strdup_printf (_("Often wrong: %s"), entry->mistake);
  if (entry->note != NULL)
    note = g_strdup_printf (_("Not certain: %s"), entry->note);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  add_text (box, entry->title, "title-1");
  add_text (box, entry->what, "body");
  add_text (box, mistake, "body");
  add_text (box, note, "caption");
  add_carriers (box, entry);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  /* Read by keys too: what has no row to stand on is scrolled. */
  gtk_widget_set_focusable (scroller, TRUE);
  return scroller;
}
