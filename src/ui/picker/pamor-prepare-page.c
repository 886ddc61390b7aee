/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/picker/pamor-prepare-page.h"

#include "domain/pamor-checklist.h"
#include "ui/reading/pamor-read-button.h"
#include "ui/widgets/pamor-paper.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/** Checklist: what the buttons of the page hand on */
typedef struct
{
  PamorCatalogue     *catalogue; /* owned: the service lives in it */
  const PamorService *service;
} Checklist;

static void
checklist_free (Checklist *self)
{
  pamor_catalogue_unref (self->catalogue);
  g_free (self);
}

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
new_note (const char *note)
{
  g_autofree char *text = g_strdup_printf (_("Not certain: %s"), note);
  GtkWidget *label = new_text (text, "caption");

  gtk_widget_add_css_class (label, "pamor-doubt");
  return label;
}

/* Help, in which case, and what is unsure of it, a line each; in cases it can't be overlooked. */
static char *
dup_details (const PamorRequirement *requirement,
             const Checklist        *checklist)
{
  g_autofree char *when
      = pamor_checklist_dup_when (requirement, checklist->service, checklist->catalogue);
  GString *text = g_string_new (requirement->required_if != NULL ? when : NULL);

  if (requirement->help != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", requirement->help);
  if (requirement->note != NULL)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text, _("Not certain: %s"), requirement->note);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
new_requirement (const PamorRequirement *requirement,
                 const Checklist        *checklist)
{
  GtkWidget *row = adw_action_row_new (), *word;
  g_autofree char *details = dup_details (requirement, checklist);
  const gboolean depends = requirement->required_if != NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), requirement->name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  word = gtk_label_new (depends ? _("in some cases") : requirement->required ? _("needed")
                                                                            : _("if there is one"));
  gtk_widget_add_css_class (word, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  return row;
}

static GtkWidget *
new_requirements (const Checklist *checklist)
{
  GtkWidget *group = adw_preferences_group_new ();
  GPtrArray *requirements = checklist->service->requirements;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Prepare first"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("The originals are photographed, copies are not."));
  for (guint i = 0; i < requirements->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               new_requirement (requirements->pdata[i], checklist));
  return group;
}

static char *
dup_spoken (gpointer checklist)
{
  const Checklist *self = checklist;
  GString *text = g_string_new (self->service->name);
  g_autofree char *promise = pamor_checklist_dup_promise (self->service);

  g_string_append_printf (text, ".\n%s\n", self->service->prepare != NULL ? self->service->prepare
                                                                          : "");
  for (guint i = 0; i < self->service->requirements->len; i++)
    {
      const PamorRequirement *requirement = self->service->requirements->pdata[i];
      g_autofree char *when
          = pamor_checklist_dup_when (requirement, self->service, self->catalogue);

      g_string_append_printf (text, "%s, %s.\n", requirement->name, when);
    }
  g_string_append (text, promise);
  return g_string_free (text, FALSE);
}

static void
on_print_cb (GtkWidget *button,
             Checklist *checklist)
{
  g_autofree char *title = g_strdup_printf (_("Prepare first: %s"), checklist->service->name);
  g_autofree char *text = pamor_checklist_dup_text (checklist->service, checklist->catalogue);
  g_autoptr(PamorPaper) paper = pamor_paper_new (title, NULL, NULL, text);

  pamor_paper_print (paper, button);
}

static void
on_copy_cb (GtkWidget *button,
            Checklist *checklist)
{
  g_autofree char *message
      = pamor_checklist_dup_message (checklist->service, checklist->catalogue);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), message);
  gtk_widget_activate_action (button, "shell.say", "s", _("The message was copied"));
}

static void
add_button (GtkWidget *box,
            GtkWidget *button)
{
  gtk_widget_set_halign (button, GTK_ALIGN_FILL);
  gtk_flow_box_append (GTK_FLOW_BOX (box), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static GtkWidget *
new_many (const PamorService *service)
{
  GtkWidget *many = gtk_button_new_with_mnemonic (_("_Many at once…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (many), "shell.batch");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (many), "s", service->code);
  return many;
}

static GtkWidget *
new_actions (Checklist *checklist)
{
  GtkWidget *box = gtk_flow_box_new ();
  GtkWidget *print = gtk_button_new_with_mnemonic (_("_Print"));
  GtkWidget *copy = gtk_button_new_with_mnemonic (_("_Copy as message"));

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 6);
  g_signal_connect (print, "clicked", G_CALLBACK (on_print_cb), checklist);
  g_signal_connect (copy, "clicked", G_CALLBACK (on_copy_cb), checklist);
  add_button (box, pamor_read_button_new (dup_spoken, checklist, NULL));
  add_button (box, print);
  add_button (box, copy);
  if (g_str_equal (checklist->service->kind, "application")
      || g_str_equal (checklist->service->kind, "ticket"))
    add_button (box, new_many (checklist->service));
  return box;
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

/* What comes out of it and what it rests on, for who wants to know. */
static void
add_background (GtkWidget          *box,
                const PamorService *service)
{
  g_autofree char *basis = g_strjoinv ("; ", service->basis);
  g_autofree char *result = g_strdup_printf (_("Result: %s"), service->result);
  g_autofree char *law = g_strdup_printf (_("Law: %s"), basis);
  g_autofree char *form
      = g_strdup_printf (_("Form: %s"), service->form != NULL ? service->form : "");

  gtk_box_append (GTK_BOX (box), new_text (result, "dim-label"));
  if (service->form != NULL)
    gtk_box_append (GTK_BOX (box), new_text (form, "dim-label"));
  if (*basis != '\0')
    gtk_box_append (GTK_BOX (box), new_text (law, "dim-label"));
}

static GtkWidget *
new_content (Checklist *checklist)
{
  const PamorService *service = checklist->service;
  GtkWidget *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *promise = pamor_checklist_dup_promise (service);

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), new_text (service->name, "title-1"));
  if (service->prepare != NULL)
    gtk_box_append (GTK_BOX (box), new_text (service->prepare, "body"));
  gtk_box_append (GTK_BOX (box), new_text (promise, "dim-label"));
  if (service->note != NULL)
    gtk_box_append (GTK_BOX (box), new_note (service->note));
  gtk_box_append (GTK_BOX (box), new_actions (checklist));
  if (service->requirements->len > 0)
    gtk_box_append (GTK_BOX (box), new_requirements (checklist));
  add_background (box, service);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  return clamp;
}

/**
 * pamor_prepare_page_new:
 * @catalogue: of @service; a reference is taken
 *
 * Returns: (transfer full): what the citizen must have ready for @service, to read, hear, print and
 *   send, and the way to begin; activates "shell.start" with its code
 */
GtkWidget *
pamor_prepare_page_new (PamorCatalogue     *catalogue,
                        const PamorService *service)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  Checklist *checklist;

  g_return_val_if_fail (catalogue != NULL && service != NULL, NULL);

  checklist = g_new0 (Checklist, 1);
  checklist->catalogue = pamor_catalogue_ref (catalogue);
  checklist->service = service;
  g_object_set_data_full (G_OBJECT (page), "checklist", checklist,
                          (GDestroyNotify) checklist_free);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), new_content (checklist));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), scroller);
  gtk_box_append (GTK_BOX (page), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (page), new_start (service));
  return page;
}
