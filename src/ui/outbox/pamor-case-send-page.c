/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-case-send-page.h"

#include "domain/pamor-words.h"
#include "ui/outbox/pamor-case-seal.h"
#include "ui/review/pamor-consent-box.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorCaseSendPage
{
  GtkWidget            parent_instance;

  /* Template */
  GtkWidget           *box;
  GtkLabel            *title;
  AdwBin              *consent_place;
  GtkProgressBar      *progress;
  GtkLabel            *trouble;
  AdwPreferencesGroup *refused;
  GtkWidget           *stop;
  GtkButton           *send;

  /* Owned */
  PamorDesk           *desk;
  char                *id;
  PamorForm           *carrier; /* of no submission: what is agreed to for all */
  PamorConsentBox     *consent; /* borrowed from its place */
  GPtrArray           *rows;    /* of the widgets in the group of the refused, borrowed */
  GPtrArray           *ids;     /* (nullable) of char *: those on their way */
  GCancellable        *cancellable; /* (nullable): while they are */
};

G_DEFINE_FINAL_TYPE (PamorCaseSendPage, pamor_case_send_page, GTK_TYPE_WIDGET)

static guint done_signal;

/* Returns: (transfer full): ids of what can go, in the order of the list */
static GPtrArray *
list_sendable (PamorCaseSendPage *self)
{
  GListModel *items = pamor_desk_get_items (self->desk);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = g_list_model_get_n_items (items); i > 0; i--)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i - 1);

      if (g_strcmp0 (item->case_id, self->id) == 0 && pamor_case_can_send (item))
        g_ptr_array_add (ids, g_strdup (item->id));
    }
  return ids;
}

static void
update_words (PamorCaseSendPage *self)
{
  PamorCase *entry = pamor_cases_find (pamor_desk_get_cases (self->desk), self->id);
  const guint n = entry != NULL ? entry->sendable : 0;
  g_autofree char *title = g_strdup_printf (ngettext ("%u application together",
                                                      "%u applications together", n), n);
  g_autofree char *send = g_strdup_printf (ngettext ("_Save %u to the queue",
                                                     "_Save %u to the queue", n), n);

  g_assert (PAMOR_IS_CASE_SEND_PAGE (self));

  if (self->cancellable != NULL)
    return; /* the bar tells it */
  gtk_label_set_label (self->title, title);
  gtk_button_set_label (self->send, send);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), n > 0);
}

static void
set_busy (PamorCaseSendPage *self,
          gboolean           busy)
{
  g_assert (PAMOR_IS_CASE_SEND_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_visible (self->stop, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->send), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->consent_place), !busy);
  if (busy)
    gtk_widget_grab_focus (self->stop);
}

static void
on_refused_activated_cb (PamorCaseSendPage *self,
                         GtkWidget         *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.fill", "s", gtk_widget_get_name (row));
}

static void
add_refused (PamorCaseSendPage      *self,
             const PamorCaseRefusal *refusal)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 refusal->title != NULL && *refusal->title != '\0'
                                   ? refusal->title : _("No name yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), refusal->message);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, refusal->id);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_refused_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->refused, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_trouble (PamorCaseSendPage *self,
              const char        *words)
{
  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

static void
show_outcome (PamorCaseSendPage      *self,
              const PamorCaseOutcome *outcome)
{
  const guint n = outcome->sealed;
  g_autofree char *words = NULL, *done = NULL;

  g_assert (PAMOR_IS_CASE_SEND_PAGE (self));

  done = g_strdup_printf (ngettext ("%u is in the queue and can't be lost.",
                                    "%u are in the queue and can't be lost.", n), n);
  if (outcome->error != NULL)
    {
      g_autofree char *error = pamor_words_for_error (outcome->error);

      words = g_strconcat (done, " ", error, NULL);
    }
  else
    words = g_strconcat (done, " ", _("The rest stayed drafts."), NULL);
  show_trouble (self, words);
  for (guint i = 0; i < outcome->refused->len; i++)
    add_refused (self, outcome->refused->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), outcome->refused->len > 0);
}

static void
on_sealed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorCaseSendPage) self = user_data;
  g_autoptr (PamorCaseOutcome) outcome = pamor_case_seal_finish (result);
  const gboolean stopped = g_cancellable_is_cancelled (self->cancellable);

  if (outcome->sealed > 0 && self->desk != NULL)
    pamor_engine_wake (pamor_desk_get_engine (self->desk), FALSE);
  g_clear_object (&self->cancellable);
  if (self->desk == NULL)
    return; /* disposed meanwhile */
  set_busy (self, FALSE);
  update_words (self);
  if (!stopped && outcome->error == NULL && outcome->refused->len == 0)
    g_signal_emit (self, done_signal, 0, outcome->sealed);
  else
    show_outcome (self, outcome);
}

static void
on_progress_cb (guint    done,
                gpointer user_data)
{
  PamorCaseSendPage *self = user_data;
  g_autofree char *words = g_strdup_printf (_("%u of %u"), done, self->ids->len);

  g_assert (PAMOR_IS_CASE_SEND_PAGE (self));

  gtk_progress_bar_set_fraction (self->progress, (double) done / self->ids->len);
  gtk_progress_bar_set_text (self->progress, words);
}

static void
forget_refused (PamorCaseSendPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->refused, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), FALSE);
}

static void
on_send_cb (PamorCaseSendPage *self)
{
  g_assert (PAMOR_IS_CASE_SEND_PAGE (self));

  if (self->cancellable != NULL)
    return;
  if (!pamor_consent_box_is_given (self->consent))
    {
      show_trouble (self, _("Read the text aloud; then tick that it was agreed to, choose who "
                            "consents and write the name."));
      pamor_consent_box_focus (self->consent);
      return;
    }
  show_trouble (self, NULL);
  forget_refused (self);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  self->ids = list_sendable (self);
  if (self->ids->len == 0)
    return;
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  on_progress_cb (0, self);
  pamor_case_seal_async (self->desk, self->ids, self->carrier, on_progress_cb, self->cancellable,
                         on_sealed_cb, g_object_ref (self));
}

static void
on_stop_cb (PamorCaseSendPage *self)
{
  g_assert (PAMOR_IS_CASE_SEND_PAGE (self));

  g_cancellable_cancel (self->cancellable);
}

static gboolean
pamor_case_send_page_grab_focus (GtkWidget *widget)
{
  pamor_consent_box_focus (PAMOR_CASE_SEND_PAGE (widget)->consent);
  return TRUE;
}

static void
pamor_case_send_page_dispose (GObject *object)
{
  PamorCaseSendPage *self = PAMOR_CASE_SEND_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->carrier);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_case_send_page_parent_class)->dispose (object);
}

static void
pamor_case_send_page_finalize (GObject *object)
{
  PamorCaseSendPage *self = PAMOR_CASE_SEND_PAGE (object);

  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_free (self->id);
  G_OBJECT_CLASS (pamor_case_send_page_parent_class)->finalize (object);
}

static void
pamor_case_send_page_class_init (PamorCaseSendPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_case_send_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_case_send_page_finalize;
  widget_class->grab_focus = pamor_case_send_page_grab_focus;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/id/e_open/HaloPamor/outbox/pamor-case-send-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorCaseSendPage, box);
  gtk_widget_class_bind_template_child (widget_class, PamorCaseSendPage, consent_place);
  gtk_widget_class_bind_template_child (widget_class, PamorCaseSendPage, progress);
  gtk_widget_class_bind_template_child (widget_class, PamorCaseSendPage, refused);
  gtk_widget_class_bind_template_child (widget_class, PamorCaseSendPage, send);
  gtk_widget_class_bind_template_child (widget_class, PamorCaseSendPage, stop);
  gtk_widget_class_bind_template_child (widget_class, PamorCaseSendPage, title);
  gtk_widget_class_bind_template_child (widget_class, PamorCaseSendPage, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_send_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_cb);
}

static void
pamor_case_send_page_init (PamorCaseSendPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

/** pamor_case_send_page_new: @case_id: of a case that has something to be sent */
GtkWidget *
pamor_case_send_page_new (PamorDesk  *desk,
                          const char *case_id)
{
  PamorCaseSendPage *self;
  PamorCase *entry;

  g_return_val_if_fail (PAMOR_IS_DESK (desk) && case_id != NULL, NULL);
  entry = pamor_cases_find (pamor_desk_get_cases (desk), case_id);
  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_CASE_SEND_PAGE, NULL);
  self->desk = g_object_ref (desk);
  self->id = g_strdup (case_id);
  self->carrier = pamor_form_new (pamor_desk_get_catalogue (desk), entry->first->service, NULL);
  self->consent = PAMOR_CONSENT_BOX (pamor_consent_box_new (desk, self->carrier));
  pamor_consent_box_set_many (self->consent);
  adw_bin_set_child (self->consent_place, GTK_WIDGET (self->consent));
  g_signal_connect_object (pamor_desk_get_items (desk), "items-changed", G_CALLBACK (update_words),
                           self, G_CONNECT_SWAPPED);
  update_words (self);
  return GTK_WIDGET (self);
}
