/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-item-page.h"

#include "domain/pamor-form.h"
#include "domain/pamor-words.h"
#include "ui/outbox/pamor-history.h"
#include "ui/outbox/pamor-item-words.h"
#include "ui/outbox/pamor-sending-view.h"
#include "ui/outbox/pamor-ticket-view.h"
#include "ui/widgets/pamor-answers-view.h"
#include "ui/widgets/pamor-photo-tile.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorItemPage
{
  GtkWidget            parent_instance;

  /* Template */
  GtkWidget           *again;
  AdwBin              *answers;
  GtkWidget           *case_group;
  AdwActionRow        *case_row;
  GtkWidget           *content;
  GtkButton           *discard;
  GtkButton           *edit;
  AdwBin              *history;
  AdwActionRow        *number;
  GtkFlowBox          *photos;
  GtkWidget           *photos_group;
  AdwActionRow        *pickup;
  AdwActionRow        *replaced_by;
  AdwActionRow        *replaces;
  GtkWidget           *replacing;
  GtkWidget           *receipt;
  AdwBin              *sending;
  GtkLabel            *service;
  GtkLabel            *state;
  AdwBin              *ticket;
  GtkLabel            *title;
  GtkLabel            *when;
  GtkLabel            *why;

  /* Owned */
  PamorDesk           *desk;
  PamorSubmission     *item;     /* the newest snapshot */
  PamorForm           *form;     /* (nullable) what was answered, once it is read */
  guint                revision; /* of which answers and photos are shown */
};

G_DEFINE_FINAL_TYPE (PamorItemPage, pamor_item_page, GTK_TYPE_WIDGET)

static void
on_edit_cb (PamorItemPage *self)
{
  g_assert (PAMOR_IS_ITEM_PAGE (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "shell.edit", "s", self->item->id);
}

/* The button goes with what it throws away, so the keyboard leaves it first. */
static void
on_discard_cb (PamorItemPage *self)
{
  g_assert (PAMOR_IS_ITEM_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.delete", "s", self->item->id);
}

static gboolean
delete_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   unused)
{
  PamorItemPage *self = PAMOR_ITEM_PAGE (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->discard)))
    return FALSE;
  on_discard_cb (self);
  return TRUE;
}

static void
on_again_cb (PamorItemPage *self)
{
  g_assert (PAMOR_IS_ITEM_PAGE (self));

  pamor_engine_retry (pamor_desk_get_engine (self->desk), self->item->id);
}

static void
on_copy_cb (PamorItemPage *self)
{
  g_assert (PAMOR_IS_ITEM_PAGE (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->item->number);
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.say", "s", _("The number was copied"));
}

static void
update_row (AdwActionRow *row,
            const char   *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

static void
update_actions (PamorItemPage *self)
{
  const gboolean draft = self->item->state == PAMOR_STATE_DRAFT;
  const gboolean correct = pamor_submission_can_correct (self->item);
  const gboolean begun
      = pamor_bin_find_begun (pamor_desk_get_bin (self->desk), self->item) != NULL;
  g_autofree char *turn = pamor_item_dup_turn (self->item, self->desk);

  g_assert (PAMOR_IS_ITEM_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->discard), begun);
  gtk_button_set_label (self->discard, draft && self->item->replaces == NULL
                                           ? _("_Delete draft")
                                           : _("_Drop the correction"));
  /* What waits for its turn would not go by it. */
  gtk_widget_set_visible (self->again, pamor_submission_can_retry (self->item) && turn == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->edit), draft || correct);
  gtk_button_set_label (self->edit, draft   ? _("Continue")
                                    : begun ? _("Continue the correction")
                                            : _("Correct"));
}

static void
update_head (PamorItemPage *self)
{
  const char *classes[] = { "pamor-state", pamor_item_get_tone (self->item), NULL };
  const gint64 now = pamor_clock_get_wall (pamor_desk_get_clock (self->desk));
  const PamorService *service = pamor_catalogue_find_service (
      pamor_desk_get_catalogue (self->desk), self->item->service);
  g_autofree char *state = pamor_words_for_state (self->item);
  /* What is left and when it is tried next stands below, with more of it. */
  g_autofree char *reason = pamor_submission_is_waiting (self->item)
                                ? pamor_item_dup_reason (self->item)
                                : pamor_item_dup_why (self->item, now);
  g_autofree char *when = pamor_words_for_time (self->item->changed_at, now);
  const char *title = self->item->title;

  g_assert (PAMOR_IS_ITEM_PAGE (self));

  gtk_label_set_label (self->title, title != NULL && *title != '\0' ? title : _("No name yet"));
  gtk_label_set_label (self->service, service != NULL ? service->name : self->item->service);
  gtk_label_set_label (self->state, state);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->why, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->why), *reason != '\0');
  update_row (self->number, self->item->number);
  update_row (self->pickup, self->item->pickup);
  gtk_widget_set_visible (self->receipt, self->item->number != NULL);
}

static void
update_case (PamorItemPage *self)
{
  g_assert (PAMOR_IS_ITEM_PAGE (self));

  gtk_widget_set_visible (self->case_group, self->item->case_id != NULL);
  if (self->item->case_id == NULL)
    return;
  adw_action_row_set_subtitle (self->case_row,
                               self->item->case_name != NULL ? self->item->case_name : "");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->case_row), "s", self->item->case_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->case_row), "shell.case");
}

/* To the one that was handed in in its place, or to the one whose place it took. */
static void
point_to (PamorItemPage *self,
          AdwActionRow  *row,
          const char    *id)
{
  PamorSubmission *other
    = id != NULL ? pamor_store_find (pamor_desk_get_store (self->desk), id) : NULL;
  g_autofree char *state = other != NULL ? pamor_words_for_state (other) : NULL;
  g_autofree char *words = NULL;

  g_assert (PAMOR_IS_ITEM_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (row), other != NULL);
  if (other == NULL)
    return;
  words = other->number != NULL ? g_strdup_printf ("%s · %s", other->number, state)
                                : g_steal_pointer (&state);
  adw_action_row_set_subtitle (row, words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "shell.open");
}

static void
update_replacing (PamorItemPage *self)
{
  g_assert (PAMOR_IS_ITEM_PAGE (self));

  point_to (self, self->replaced_by, self->item->replaced_by);
  point_to (self, self->replaces, self->item->replaces);
  gtk_widget_set_visible (self->replacing,
                          gtk_widget_get_visible (GTK_WIDGET (self->replaced_by))
                              || gtk_widget_get_visible (GTK_WIDGET (self->replaces)));
}

/* The number of a ticket is what it is about, so it stands large, and not in a row as well. */
static void
update_ticket (PamorItemPage *self)
{
  const gboolean ticket = g_strcmp0 (self->item->kind, "ticket") == 0
                          && self->item->state != PAMOR_STATE_DRAFT;

  g_assert (PAMOR_IS_ITEM_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->ticket), ticket);
  if (!ticket)
    return;
  if (adw_bin_get_child (self->ticket) == NULL)
    adw_bin_set_child (self->ticket, pamor_ticket_view_new ());
  pamor_ticket_view_show (PAMOR_TICKET_VIEW (adw_bin_get_child (self->ticket)), self->item,
                          self->form);
  gtk_widget_set_visible (self->receipt, FALSE);
}

static void
show_photos (PamorItemPage *self)
{
  const PamorService *service = pamor_catalogue_find_service (
      pamor_desk_get_catalogue (self->desk), self->item->service);
  GtkWidget *child;

  g_assert (PAMOR_IS_ITEM_PAGE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->photos))) != NULL)
    gtk_flow_box_remove (self->photos, child);
  for (guint i = 0; i < self->item->attachments->len; i++)
    {
      const PamorAttachment *photo = self->item->attachments->pdata[i];
      const PamorRequirement *requirement
          = service != NULL ? pamor_service_find_requirement (service, photo->requirement) : NULL;

      gtk_flow_box_append (self->photos, pamor_photo_tile_new (
          self->desk, self->item->id, photo->id,
          requirement != NULL ? requirement->name : photo->requirement));
    }
  gtk_widget_set_visible (self->photos_group, self->item->attachments->len > 0);
}

static GBytes *
read_form_finish (PamorStore    *store,
                  GAsyncResult  *result,
                  GError       **error)
{
  return g_async_result_is_tagged (result, pamor_store_read_sealed_form_async)
             ? pamor_store_read_sealed_form_finish (store, result, error)
             : pamor_store_read_form_finish (store, result, error);
}

static void
on_form_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PamorItemPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PamorForm) form = NULL;
  g_autoptr(GBytes) bytes = read_form_finish (PAMOR_STORE (source), result, &error);

  if (self->desk == NULL)
    return; /* disposed meanwhile */
  if (bytes != NULL)
    form = pamor_form_new_from_older (pamor_desk_get_catalogue (self->desk), bytes, self->item->id,
                                      &error);
  if (form != NULL)
    adw_bin_set_child (self->answers, pamor_answers_view_new (form));
  else
    g_debug ("form of %s: %s", self->item->id, error->message);
  g_set_object (&self->form, form);
  update_ticket (self);
  gtk_widget_set_visible (GTK_WIDGET (self->answers), form != NULL);
}

static void
on_history_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PamorItemPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines
      = pamor_store_read_history_finish (PAMOR_STORE (source), result, &error);

  if (self->desk == NULL)
    return; /* disposed meanwhile */
  if (lines != NULL && lines->len > 0)
    adw_bin_set_child (self->history,
                       pamor_history_new (lines, pamor_desk_get_clock (self->desk)));
  gtk_widget_set_visible (GTK_WIDGET (self->history), lines != NULL && lines->len > 0);
}

static void
show_item (PamorItemPage   *self,
           PamorSubmission *item)
{
  PamorStore *store = pamor_desk_get_store (self->desk);
  const gboolean fresh = self->item == NULL || self->revision != item->revision
                         || item->state == PAMOR_STATE_DRAFT;

  g_assert (PAMOR_IS_ITEM_PAGE (self));

  g_set_object (&self->item, item);
  self->revision = item->revision;
  update_head (self);
  pamor_sending_view_show (PAMOR_SENDING_VIEW (adw_bin_get_child (self->sending)), item);
  update_actions (self);
  update_case (self);
  update_replacing (self);
  update_ticket (self);
  pamor_store_read_history_async (store, item->id, on_history_read_cb, g_object_ref (self));
  if (!fresh || pamor_submission_is_emptied (item))
    return;
  show_photos (self);
  if (item->state == PAMOR_STATE_DRAFT)
    pamor_store_read_form_async (store, item->id, on_form_read_cb, g_object_ref (self));
  else
    pamor_store_read_sealed_form_async (store, item->id, on_form_read_cb, g_object_ref (self));
}

static void
on_store_changed_cb (PamorItemPage *self,
                     const char    *id)
{
  PamorSubmission *item;

  g_assert (PAMOR_IS_ITEM_PAGE (self));

  /* It may be the draft in its place. */
  if (!g_str_equal (id, self->item->id))
    return update_actions (self);
  item = pamor_store_find (pamor_desk_get_store (self->desk), id);
  if (item != NULL)
    show_item (self, item);
}

/* To what helps now; Enter must not find what deletes. What is hidden would take the focus too, and
 * then no key would be heard. */
static gboolean
pamor_item_page_grab_focus (GtkWidget *widget)
{
  PamorItemPage *self = PAMOR_ITEM_PAGE (widget);
  GtkWidget *help = gtk_widget_get_visible (GTK_WIDGET (self->edit)) ? GTK_WIDGET (self->edit)
                                                                     : self->again;

  return gtk_widget_get_visible (help) && gtk_widget_grab_focus (help);
}

static void
pamor_item_page_dispose (GObject *object)
{
  PamorItemPage *self = PAMOR_ITEM_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_ITEM_PAGE);
  g_clear_object (&self->desk);
  g_clear_object (&self->item);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (pamor_item_page_parent_class)->dispose (object);
}

static void
pamor_item_page_class_init (PamorItemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_item_page_dispose;
  widget_class->grab_focus = pamor_item_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/outbox/pamor-item-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, again);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, answers);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, case_group);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, case_row);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, content);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, discard);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, edit);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, history);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, number);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, photos);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, photos_group);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, pickup);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, receipt);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, replaced_by);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, replaces);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, replacing);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, sending);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, service);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, state);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, ticket);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, title);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, when);
  gtk_widget_class_bind_template_child (widget_class, PamorItemPage, why);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_cb, NULL);
  gtk_widget_class_bind_template_callback (widget_class, on_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_cb);
}

/* At large text three of them are wider than the page; then their words stand in two lines. */
static void
let_wrap (GtkButton *button)
{
  GtkLabel *label;

  if (gtk_button_get_label (button) == NULL)
    gtk_button_set_label (button, "");
  label = GTK_LABEL (gtk_button_get_child (button));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

static void
pamor_item_page_init (PamorItemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  let_wrap (GTK_BUTTON (self->again));
  let_wrap (self->discard);
  let_wrap (self->edit);
}

/** pamor_item_page_new: @id: of a submission that the store has */
GtkWidget *
pamor_item_page_new (PamorDesk  *desk,
                     const char *id)
{
  PamorItemPage *self;
  PamorSubmission *item;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);
  item = pamor_store_find (pamor_desk_get_store (desk), id);
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  self = g_object_new (PAMOR_TYPE_ITEM_PAGE, NULL);
  self->desk = g_object_ref (desk);
  adw_bin_set_child (self->sending, pamor_sending_view_new (desk));
  g_signal_connect_object (pamor_desk_get_store (desk), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pamor_desk_get_bin (desk), "moved", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  show_item (self, item);
  return GTK_WIDGET (self);
}

/** pamor_item_page_get_id: Returns: id of what is shown */
const char *
pamor_item_page_get_id (PamorItemPage *self)
{
  g_return_val_if_fail (PAMOR_IS_ITEM_PAGE (self), NULL);

  return self->item->id;
}
