/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-ticket-view.h"

#include "domain/pamor-answer-words.h"
#include "ui/widgets/pamor-paper.h"
#include "ui/widgets/pamor-qr-code.h"

#include <glib/gi18n-lib.h>

struct _PamorTicketView
{
  GtkWidget        parent_instance;

  /* Owned as children */
  GtkWidget       *box;
  GtkLabel        *heading, *number, *facts, *reminder;
  PamorQrCode     *qr;
  GtkWidget       *actions;

  /* Owned */
  PamorSubmission *item; /* (nullable): until the first is shown */
  char            *text; /* what is known of it, a line each */
};

G_DEFINE_FINAL_TYPE (PamorTicketView, pamor_ticket_view, GTK_TYPE_WIDGET)

static const char *
get_reminder (void)
{
  return _("Please come on the day that was chosen, with this number and the original documents. "
           "Whoever can't come tells the officer, so that the place goes to somebody else. "
           "The service is free of charge.");
}

static PamorPaper *
new_paper (PamorTicketView *self)
{
  g_autofree char *title = g_strdup_printf (_("Queue ticket %s"), self->item->number);
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", self->text, get_reminder ());

  g_assert (PAMOR_IS_TICKET_VIEW (self));

  return pamor_paper_new (title, self->item->number, self->item->qr, text);
}

static void
on_print_cb (PamorTicketView *self)
{
  g_autoptr(PamorPaper) paper = new_paper (self);

  pamor_paper_print (paper, GTK_WIDGET (self));
}

static void
on_save_cb (PamorTicketView *self)
{
  g_autoptr(PamorPaper) paper = new_paper (self);

  pamor_paper_save (paper, GTK_WIDGET (self));
}

static void
on_copy_cb (PamorTicketView *self)
{
  g_autofree char *message = NULL;

  g_assert (PAMOR_IS_TICKET_VIEW (self));

  message = g_strdup_printf (_("*Queue number %s*\n%s\n%s"), self->item->number, self->text,
                             get_reminder ());
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), message);
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.say", "s", _("The message was copied"));
}

/* Of a ticket everything that is chosen matters: the service, the point, the day, the time. */
static gboolean
is_fact (const PamorField *field)
{
  return !field->is_list
         && (field->kind == PAMOR_FIELD_CHOICE || field->kind == PAMOR_FIELD_DATE
             || field->kind == PAMOR_FIELD_TIME);
}

static char *
dup_facts (PamorSubmission *item,
           PamorForm       *form)
{
  GString *text = g_string_new (NULL);

  if (item->title != NULL && *item->title != '\0')
    g_string_append_printf (text, _("For: %s\n"), item->title);
  for (guint i = 0; form != NULL && i < pamor_form_get_service (form)->sections->len; i++)
    {
      const PamorSection *section = pamor_form_get_service (form)->sections->pdata[i];

      for (guint j = 0; j < section->fields->len; j++)
        {
          const PamorField *field = section->fields->pdata[j];
          g_autofree char *answer = is_fact (field) && pamor_form_shows_field (form, field)
                                        ? pamor_answer_words_for_field (form, field, field->path)
                                        : NULL;

          if (answer != NULL && *answer != '\0')
            g_string_append_printf (text, "%s: %s\n", field->label, answer);
        }
    }
  if (item->pickup != NULL)
    g_string_append_printf (text, _("Where: %s\n"), item->pickup);
  return g_string_free (text, FALSE);
}

static GtkLabel *
add_label (PamorTicketView *self,
           const char      *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  g_assert (PAMOR_IS_TICKET_VIEW (self));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static void
add_action (PamorTicketView *self,
            const char      *label,
            GCallback        callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_assert (PAMOR_IS_TICKET_VIEW (self));

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (GTK_FLOW_BOX (self->actions), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
pamor_ticket_view_dispose (GObject *object)
{
  PamorTicketView *self = PAMOR_TICKET_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->item);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (pamor_ticket_view_parent_class)->dispose (object);
}

static void
pamor_ticket_view_class_init (PamorTicketViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_ticket_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
pamor_ticket_view_init (PamorTicketView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "pamor-ticket");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->heading = add_label (self, "heading");
  self->number = add_label (self, "pamor-ticket-number");
  self->qr = PAMOR_QR_CODE (pamor_qr_code_new ());
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->qr));
  self->facts = add_label (self, "body");
  self->reminder = add_label (self, "dim-label");
  gtk_label_set_label (self->reminder, get_reminder ());
  self->actions = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->actions), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->actions), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->actions), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->actions), 6);
  gtk_box_append (GTK_BOX (self->box), self->actions);
  add_action (self, _("_Print"), G_CALLBACK (on_print_cb));
  add_action (self, _("_Save as PDF"), G_CALLBACK (on_save_cb));
  add_action (self, _("_Copy as message"), G_CALLBACK (on_copy_cb));
}

/** pamor_ticket_view_new: Returns: (transfer floating): blank, see pamor_ticket_view_show() */
GtkWidget *
pamor_ticket_view_new (void)
{
  return g_object_new (PAMOR_TYPE_TICKET_VIEW, NULL);
}

/**
 * pamor_ticket_view_show:
 * @item: the newest snapshot of a ticket
 * @form: (nullable): what was answered, once it is read
 */
void
pamor_ticket_view_show (PamorTicketView *self,
                        PamorSubmission *item,
                        PamorForm       *form)
{
  const gboolean came = item->number != NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (PAMOR_IS_TICKET_VIEW (self) && PAMOR_IS_SUBMISSION (item));

  g_set_object (&self->item, item);
  g_free (self->text);
  self->text = dup_facts (item, form);
  g_strchomp (self->text);
  spoken = g_strdup_printf (_("QR code of the queue number %s"), came ? item->number : "");
  gtk_label_set_label (self->heading,
                       came ? _("Queue number")
                            : _("The queue number has not come yet. It is asked for by itself as "
                                "soon as there is a network, and then stands here."));
  gtk_label_set_label (self->number, came ? item->number : "");
  gtk_label_set_label (self->facts, self->text);
  pamor_qr_code_set_text (self->qr, came ? item->qr : NULL, spoken);
  gtk_widget_set_visible (GTK_WIDGET (self->number), came);
  gtk_widget_set_visible (GTK_WIDGET (self->qr), came && item->qr != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *self->text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->reminder), came);
  gtk_widget_set_visible (self->actions, came);
}
