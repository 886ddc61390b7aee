/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-note.h"

#include <glib/gi18n-lib.h>

struct _PamorNote
{
  AdwPreferencesRow  parent_instance;

  /* Template */
  GtkImage          *icon;
  GtkWidget         *line;
  GtkLabel          *words;

  /* Owned by the row's box */
  GtkEditable       *reason;  /* (nullable) until a warning asks for one */

  /* Owned */
  char              *saying;  /* (nullable) */
  char              *rule;    /* (nullable) of the problem shown */
  char              *path;    /* (nullable) of the problem shown */
  char              *message; /* (nullable) of the problem shown */

  gboolean           setting;
};

enum { REASON_GIVEN, LEFT, NEXT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorNote, pamor_note, ADW_TYPE_PREFERENCES_ROW)

static const struct { const char *icon, *style; } looks[] = {
  [PAMOR_SEVERITY_INFO] = { "dialog-information-symbolic", "dim-label" },
  [PAMOR_SEVERITY_WARN] = { "dialog-warning-symbolic", "warning" },
  [PAMOR_SEVERITY_REFUSE] = { "dialog-error-symbolic", "error" },
};

static void
on_reason_changed_cb (PamorNote *self)
{
  g_assert (PAMOR_IS_NOTE (self));

  if (!self->setting && self->rule != NULL)
    g_signal_emit (self, signals[REASON_GIVEN], 0, self->rule, self->path,
                   gtk_editable_get_text (self->reason));
}

static void
on_reason_left_cb (PamorNote *self)
{
  g_assert (PAMOR_IS_NOTE (self));

  g_signal_emit (self, signals[LEFT], 0);
}

static void
on_reason_entered_cb (PamorNote *self)
{
  g_assert (PAMOR_IS_NOTE (self));

  g_signal_emit (self, signals[NEXT], 0);
}

static void
make_reason (PamorNote *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_assert (PAMOR_IS_NOTE (self));

  self->reason = GTK_EDITABLE (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                  _("Your reason, if it is right all the same"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reason"), -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_reason_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_reason_entered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_reason_left_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self))), entry);
}

/* @text: (nullable): what was given before */
static void
ask_reason (PamorNote  *self,
            const char *text)
{
  g_assert (PAMOR_IS_NOTE (self));

  if (self->reason == NULL)
    make_reason (self);
  self->setting = TRUE;
  gtk_editable_set_text (self->reason, text != NULL ? text : "");
  self->setting = FALSE;
}

static void
pamor_note_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_NOTE);

  G_OBJECT_CLASS (pamor_note_parent_class)->dispose (object);
}

static void
pamor_note_finalize (GObject *object)
{
  PamorNote *self = PAMOR_NOTE (object);

  g_free (self->saying);
  g_free (self->rule);
  g_free (self->path);
  g_free (self->message);

  G_OBJECT_CLASS (pamor_note_parent_class)->finalize (object);
}

static void
pamor_note_class_init (PamorNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_note_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_note_finalize;

  signals[REASON_GIVEN] = g_signal_new ("reason-given", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                        G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT] = g_signal_new ("next", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/form/pamor-note.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorNote, icon);
  gtk_widget_class_bind_template_child (widget_class, PamorNote, line);
  gtk_widget_class_bind_template_child (widget_class, PamorNote, words);
}

static void
pamor_note_init (PamorNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_note_new: Returns: (transfer floating): hidden as long as there is nothing to say */
GtkWidget *
pamor_note_new (void)
{
  return g_object_new (PAMOR_TYPE_NOTE, NULL);
}

static void
show (PamorNote     *self,
      PamorSeverity  severity,
      const char    *words)
{
  g_assert (PAMOR_IS_NOTE (self));

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->line, looks[i].style);
  gtk_widget_add_css_class (self->line, looks[severity].style);
  gtk_image_set_from_icon_name (self->icon, looks[severity].icon);
  gtk_label_set_text (self->words, words);
}

static void
update (PamorNote *self)
{
  g_assert (PAMOR_IS_NOTE (self));

  if (self->message == NULL && self->saying != NULL)
    show (self, PAMOR_SEVERITY_INFO, self->saying);
}

/** pamor_note_set_saying: @words: (nullable): what the value says of itself */
void
pamor_note_set_saying (PamorNote  *self,
                       const char *words)
{
  g_return_if_fail (PAMOR_IS_NOTE (self));

  g_free (self->saying);
  self->saying = g_strdup (words);
  update (self);
}

/** pamor_note_set_problem: @problem: (nullable): stands before what the value says of itself */
void
pamor_note_set_problem (PamorNote          *self,
                        const PamorProblem *problem)
{
  gboolean asks = problem != NULL && problem->severity == PAMOR_SEVERITY_WARN;

  g_return_if_fail (PAMOR_IS_NOTE (self));

  g_clear_pointer (&self->message, g_free);
  if (problem == NULL || g_strcmp0 (self->rule, problem->rule) != 0
      || g_strcmp0 (self->path, problem->path) != 0)
    {
      g_free (self->rule);
      g_free (self->path);
      self->rule = problem != NULL ? g_strdup (problem->rule) : NULL;
      self->path = problem != NULL ? g_strdup (problem->path) : NULL;
      if (asks)
        ask_reason (self, problem->reason);
    }
  if (self->reason != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->reason), asks);
  if (problem == NULL)
    {
      update (self);
      return;
    }

  self->message = problem->remedy != NULL && *problem->remedy != '\0'
                    ? g_strdup_printf ("%s %s", problem->message, problem->remedy)
                    : g_strdup (problem->message);
  show (self, problem->severity, self->message);
}

/** pamor_note_speaks: Returns: whether there is anything to be seen */
gboolean
pamor_note_speaks (PamorNote *self)
{
  g_return_val_if_fail (PAMOR_IS_NOTE (self), FALSE);

  return self->message != NULL || self->saying != NULL;
}

/** pamor_note_get_words: Returns: (nullable): the words that are seen */
const char *
pamor_note_get_words (PamorNote *self)
{
  g_return_val_if_fail (PAMOR_IS_NOTE (self), NULL);

  return self->message != NULL ? self->message : self->saying;
}

/** pamor_note_describe: tells a screen reader that the note is about @row */
void
pamor_note_describe (PamorNote *self,
                     GtkWidget *row)
{
  g_return_if_fail (PAMOR_IS_NOTE (self));
  g_return_if_fail (GTK_IS_WIDGET (row));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->words, NULL, -1);
}
