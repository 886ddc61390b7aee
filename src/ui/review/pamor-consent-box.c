/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/review/pamor-consent-box.h"

#include "ui/form/pamor-note.h"
#include "ui/reading/pamor-read-button.h"
#include "ui/widgets/pamor-whole-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorConsentBox
{
  GtkWidget            parent_instance;

  /* Template */
  GtkCheckButton      *agreed;
  GtkWidget           *content;
  AdwPreferencesGroup *group;
  AdwEntryRow         *name;
  AdwComboRow         *role;
  GtkLabel            *text;
  GtkCheckButton      *whatsapp;
  AdwPreferencesGroup *words;

  /* Owned */
  PamorDesk           *desk;
  PamorForm           *form;
  PamorNote           *note;

  gboolean             setting;
  gboolean             many; /* of several people at once */
};

static guint left_signal;

G_DEFINE_FINAL_TYPE (PamorConsentBox, pamor_consent_box, GTK_TYPE_WIDGET)

static const struct { const char *code, *words; } roles[] = {
  { NULL, N_("Not chosen") },
  { "pemohon", N_("The applicant") },
  { "orang-tua", N_("A parent of the child") },
  { "wali", N_("The guardian") },
  { "pendamping", N_("The companion of a person with a disability") },
};

static void
on_left_cb (PamorConsentBox *self)
{
  g_assert (PAMOR_IS_CONSENT_BOX (self));

  g_signal_emit (self, left_signal, 0);
}

static void
on_agreed_toggled_cb (PamorConsentBox *self)
{
  g_autofree char *now = NULL;

  g_assert (PAMOR_IS_CONSENT_BOX (self));

  if (self->setting)
    return;
  if (gtk_check_button_get_active (self->agreed))
    {
      now = pamor_clock_format_utc (pamor_clock_get_wall (pamor_desk_get_clock (self->desk)));
      pamor_form_set_consent (self->form, "agreed", "ya");
      pamor_form_set_consent (self->form, "officer", pamor_desk_get_officer (self->desk));
    }
  else
    {
      pamor_form_set_consent (self->form, "agreed", NULL);
      pamor_form_set_consent (self->form, "officer", NULL);
    }
  pamor_form_set_consent (self->form, "at", now);
  on_left_cb (self);
}

static void
on_whatsapp_toggled_cb (PamorConsentBox *self)
{
  g_assert (PAMOR_IS_CONSENT_BOX (self));

  if (!self->setting)
    pamor_form_set_consent (self->form, "whatsapp",
                            gtk_check_button_get_active (self->whatsapp) ? "ya" : NULL);
}

static gboolean
is_each_their_own (PamorConsentBox *self)
{
  return self->many && g_strcmp0 (pamor_form_get_consent (self->form, "role"), "pemohon") == 0;
}

/* Several who agree for themselves have as many names: those of their forms. */
static void
show_name (PamorConsentBox *self)
{
  const gboolean own = is_each_their_own (self);

  g_assert (PAMOR_IS_CONSENT_BOX (self));

  if (own)
    gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_widget_set_visible (GTK_WIDGET (self->name), !own);
}

static void
on_role_selected_cb (PamorConsentBox *self)
{
  guint selected = adw_combo_row_get_selected (self->role);

  g_assert (PAMOR_IS_CONSENT_BOX (self));

  if (self->setting || selected >= G_N_ELEMENTS (roles))
    return;
  pamor_form_set_consent (self->form, "role", roles[selected].code);
  show_name (self);
  on_left_cb (self);
}

static void
on_name_changed_cb (PamorConsentBox *self)
{
  g_assert (PAMOR_IS_CONSENT_BOX (self));

  if (!self->setting)
    pamor_form_set_consent (self->form, "name", gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static void
pamor_consent_box_dispose (GObject *object)
{
  PamorConsentBox *self = PAMOR_CONSENT_BOX (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_CONSENT_BOX);
  g_clear_object (&self->note);
  g_clear_object (&self->desk);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (pamor_consent_box_parent_class)->dispose (object);
}

static void
pamor_consent_box_class_init (PamorConsentBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_consent_box_dispose;

  left_signal = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                              NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/review/pamor-consent-box.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorConsentBox, agreed);
  gtk_widget_class_bind_template_child (widget_class, PamorConsentBox, content);
  gtk_widget_class_bind_template_child (widget_class, PamorConsentBox, group);
  gtk_widget_class_bind_template_child (widget_class, PamorConsentBox, name);
  gtk_widget_class_bind_template_child (widget_class, PamorConsentBox, role);
  gtk_widget_class_bind_template_child (widget_class, PamorConsentBox, text);
  gtk_widget_class_bind_template_child (widget_class, PamorConsentBox, whatsapp);
  gtk_widget_class_bind_template_child (widget_class, PamorConsentBox, words);
  gtk_widget_class_bind_template_callback (widget_class, on_agreed_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_role_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_whatsapp_toggled_cb);
}

static char *
dup_spoken (gpointer text)
{
  return g_strdup (gtk_label_get_text (text));
}

static void
pamor_consent_box_init (PamorConsentBox *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    gtk_string_list_append (words, _(roles[i].words));
  pamor_whole_words_show (self->role);
  adw_combo_row_set_model (self->role, G_LIST_MODEL (words));
  adw_preferences_group_set_header_suffix (
      self->words, pamor_read_button_new (dup_spoken, g_object_ref (self->text), g_object_unref));
  self->note = g_object_ref_sink (PAMOR_NOTE (pamor_note_new ()));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->note));
  self->setting = FALSE;
}

static void
show_values (PamorConsentBox *self)
{
  const char *role = pamor_form_get_consent (self->form, "role");
  const char *name = pamor_form_get_consent (self->form, "name");

  g_assert (PAMOR_IS_CONSENT_BOX (self));

  self->setting = TRUE;
  gtk_check_button_set_active (self->agreed,
                               pamor_form_get_consent (self->form, "agreed") != NULL);
  gtk_check_button_set_active (self->whatsapp,
                               pamor_form_get_consent (self->form, "whatsapp") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].code, role) == 0)
      adw_combo_row_set_selected (self->role, i);
  self->setting = FALSE;
}

/** pamor_consent_box_new: Returns: (transfer floating): with what @form says of the consent;
 *   what is answered goes into it */
GtkWidget *
pamor_consent_box_new (PamorDesk *desk,
                       PamorForm *form)
{
  PamorConsentBox *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (PAMOR_IS_FORM (form), NULL);

  self = g_object_new (PAMOR_TYPE_CONSENT_BOX, NULL);
  self->desk = g_object_ref (desk);
  self->form = g_object_ref (form);
  gtk_label_set_label (self->text, pamor_catalogue_get_consent (pamor_form_get_catalogue (form)));
  show_values (self);
  return GTK_WIDGET (self);
}

/** pamor_consent_box_set_problem: @problem: (nullable): shown below */
void
pamor_consent_box_set_problem (PamorConsentBox    *self,
                               const PamorProblem *problem)
{
  g_return_if_fail (PAMOR_IS_CONSENT_BOX (self));

  pamor_note_set_problem (self->note, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->note), pamor_note_speaks (self->note));
}

/**
 * pamor_consent_box_focus: to the first that is still missing, or to the tick
 *
 * Returns: (transfer none): all that is answered there, and what is said of it
 */
GtkWidget *
pamor_consent_box_focus (PamorConsentBox *self)
{
  const char *name;
  GtkWidget *missing;

  g_return_val_if_fail (PAMOR_IS_CONSENT_BOX (self), NULL);

  name = pamor_form_get_consent (self->form, "name");
  if (pamor_form_get_consent (self->form, "agreed") == NULL)
    missing = GTK_WIDGET (self->agreed);
  else if (pamor_form_get_consent (self->form, "role") == NULL)
    missing = GTK_WIDGET (self->role);
  else if ((name == NULL || *name == '\0') && gtk_widget_get_visible (GTK_WIDGET (self->name)))
    missing = GTK_WIDGET (self->name);
  else
    missing = GTK_WIDGET (self->agreed);
  gtk_widget_grab_focus (missing);
  return GTK_WIDGET (self->group);
}

/** pamor_consent_box_get_note: Returns: (transfer none): the line that says what is missing */
GtkWidget *
pamor_consent_box_get_note (PamorConsentBox *self)
{
  g_return_val_if_fail (PAMOR_IS_CONSENT_BOX (self), NULL);

  return GTK_WIDGET (self->note);
}

/** pamor_consent_box_set_many: it is read to several at once, who agree for themselves or by one */
void
pamor_consent_box_set_many (PamorConsentBox *self)
{
  g_return_if_fail (PAMOR_IS_CONSENT_BOX (self));

  self->many = TRUE;
  adw_preferences_group_set_description (
    self->group,
    _("“The applicant”: each agrees for themselves, and their own names are recorded."));
  show_name (self);
}

/** pamor_consent_box_is_given: Returns: whether it was agreed to, by whom, in which role */
gboolean
pamor_consent_box_is_given (PamorConsentBox *self)
{
  const char *name;

  g_return_val_if_fail (PAMOR_IS_CONSENT_BOX (self), FALSE);

  name = pamor_form_get_consent (self->form, "name");
  return pamor_form_get_consent (self->form, "agreed") != NULL
         && pamor_form_get_consent (self->form, "role") != NULL
         && (is_each_their_own (self) || (name != NULL && name[strspn (name, " ")] != '\0'));
}
