/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-form-page-private.h"

#include "domain/pamor-path.h"
#include "domain/pamor-words.h"
#include "ui/form/pamor-side-layout.h"
#include "ui/form/pamor-twins.h"
#include "ui/widgets/pamor-document-sketch.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

enum { SEALED, CLOSED, RENEWED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorFormPage, pamor_form_page, GTK_TYPE_WIDGET)

static void
on_retry_clicked_cb (PamorFormPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

/* Returns: (transfer none) (nullable): what the office wants corrected: @item, or what it goes in
 * place of */
static PamorSubmission *
find_asked (PamorFormPage   *self,
            PamorSubmission *item)
{
  PamorSubmission *asked = item;

  if (item->state == PAMOR_STATE_DRAFT && item->replaces != NULL)
    asked = pamor_store_find (pamor_desk_get_store (self->desk), item->replaces);
  return asked != NULL && pamor_submission_can_correct (asked) ? asked : NULL;
}

/* What was parked has a reason, what was rejected a message with its status. */
static char *
dup_office_words (PamorSubmission *item)
{
  if (item->state == PAMOR_STATE_PARKED)
    return pamor_words_for_reason (item);
  return item->status_text != NULL ? g_strdup (item->status_text)
                                   : pamor_words_for_status (item->status);
}

/* The office's words, and the way to what they are about in the form as it is now. */
static void
follow_office (PamorFormPage   *self,
               PamorSubmission *asked)
{
  const char *pointer
    = asked->state == PAMOR_STATE_PARKED ? asked->reason_pointer : asked->status_pointer;
  gboolean gone = FALSE;
  g_autofree char *words = dup_office_words (asked), *title = NULL;
  g_autofree char *path
    = pointer == NULL ? NULL
                      : pamor_form_dup_path_at (self->form, pointer, asked->attachments, &gone);

  title = g_strdup_printf (gone ? _("The office: %s · This is no longer in the form")
                                : _("The office: %s"), words);
  pamor_banner_set_title (self->office, title);
  pamor_banner_set_button_label (self->office, path != NULL ? _("Go there") : NULL);
  if (path != NULL)
    pamor_form_page_go_to (self, path);
}

static void
on_office_clicked_cb (PamorFormPage *self)
{
  PamorSubmission *asked = find_asked (self, pamor_draft_saver_get_item (self->saver));

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (asked != NULL)
    follow_office (self, asked);
}

static void
show_help (PamorFormPage *self,
           PamorRow      *row)
{
  const PamorField *field = pamor_row_get_field (row);
  g_autofree char *spot = g_strdup (field->spot);
  PamorPath path;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if ((field->kind == PAMOR_FIELD_PERSON || field->kind == PAMOR_FIELD_AREA)
      && pamor_path_parse (pamor_row_get_path (row), &path))
    {
      g_free (spot);
      spot = pamor_document_spot_of_member (field->spot, path.member);
    }
  pamor_help_pane_show (self->help, field->label, field->help, field->mistake, field->note, spot);
}

static void
note_place (PamorFormPage *self,
            PamorRow      *row)
{
  PamorSubmission *item = pamor_draft_saver_get_item (self->saver);
  g_autofree char *note = g_strconcat (item->id, " ", pamor_row_get_path (row), NULL);

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (!self->preview)
    pamor_store_set_note_async (pamor_desk_get_store (self->desk), PAMOR_FORM_PAGE_NOTE, note,
                                NULL, NULL);
}

static void
on_row_entered_cb (PamorFormPage *self,
                   PamorRow      *row)
{
  GtkWidget *part = gtk_widget_get_ancestor (pamor_row_get_widget (row), PAMOR_TYPE_FORM_SECTION);
  guint step;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  show_help (self, row);
  note_place (self, row);
  if (part != NULL && g_ptr_array_find (self->parts, part, &step))
    {
      pamor_step_rail_set_current (self->rail, step);
      pamor_form_page_update_steps (self);
    }
  pamor_form_page_follow_focus (self);
}

static void
on_rows_finished_cb (PamorFormPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.next", NULL);
}

/* Photos come and go by a click, not by typing: what is missing is counted at once. */
static void
on_form_changed_cb (PamorFormPage *self,
                    const char    *path)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  pamor_form_page_update_steps (self);
  if (*path == '\0' && pamor_step_rail_get_current (self->rail) == self->photo_step)
    pamor_form_page_check (self);
}

static void
pamor_form_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pamor_form_page_parent_class)->map (widget);

  pamor_form_page_arrive (PAMOR_FORM_PAGE (widget));
}

static void
pamor_form_page_unmap (GtkWidget *widget)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (widget);

  if (self->arrival != 0)
    gtk_widget_remove_tick_callback (widget, self->arrival);
  if (self->follow != 0)
    gtk_widget_remove_tick_callback (widget, self->follow);
  self->arrival = self->follow = 0;

  GTK_WIDGET_CLASS (pamor_form_page_parent_class)->unmap (widget);
}

static void
pamor_form_page_dispose (GObject *object)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (object);

  g_clear_weak_pointer (&self->asked);
  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_FORM_PAGE);
  /* Whoever lets go of the page, and however: what was typed last is kept now, not in a moment. */
  if (self->saver != NULL)
    pamor_draft_saver_save_async (self->saver, FALSE, NULL, NULL);
  g_clear_object (&self->rows);
  g_clear_object (&self->taker);
  g_clear_object (&self->saver);
  /* It may outlive the page in the saver, and needs the desk no longer. */
  if (self->form != NULL)
    pamor_form_set_twin (self->form, NULL, NULL, NULL);
  g_clear_object (&self->form);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (pamor_form_page_parent_class)->dispose (object);
}

static void
pamor_form_page_finalize (GObject *object)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (object);

  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self->aim);

  G_OBJECT_CLASS (pamor_form_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (PAMOR_TYPE_BANNER);
  g_type_ensure (PAMOR_TYPE_HELP_PANE);
  g_type_ensure (PAMOR_TYPE_SIDE_LAYOUT);
  g_type_ensure (PAMOR_TYPE_STEP_RAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/form/pamor-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, back);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, content);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, drop);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, help);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, newer);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, next);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, office);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, rail);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, saved);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, seal);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, sections);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PamorFormPage, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_office_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pamor_form_page_renew);
  gtk_widget_class_bind_template_callback (widget_class, pamor_form_page_show_step);
}

static void
pamor_form_page_class_init (PamorFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_form_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_form_page_finalize;
  widget_class->map = pamor_form_page_map;
  widget_class->unmap = pamor_form_page_unmap;

  signals[SEALED] = g_signal_new ("sealed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RENEWED] = g_signal_new ("renewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (widget_class);
  pamor_form_page_install_actions (widget_class);
}

static void
pamor_form_page_init (PamorFormPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->parts = g_ptr_array_new ();
}

/* Of a correction, or what goes in place of another. */
static void
show_office (PamorFormPage   *self,
             PamorSubmission *item)
{
  PamorSubmission *asked = find_asked (self, item);

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (asked == NULL)
    return;
  pamor_banner_set_revealed (self->office, TRUE);
  follow_office (self, asked);
}

static void
watch (PamorFormPage *self)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  g_signal_connect_object (self->rows, "entered", G_CALLBACK (on_row_entered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "left", G_CALLBACK (pamor_form_page_check), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "finished", G_CALLBACK (on_rows_finished_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "left", G_CALLBACK (pamor_form_page_check), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "problem-chosen", G_CALLBACK (pamor_form_page_go_to),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "moved", G_CALLBACK (pamor_form_page_show_draft), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (pamor_form_page_follow_focus), self, G_CONNECT_SWAPPED);
}

/**
 * pamor_form_page_new:
 * @form: what is there already, empty for a new one
 * @item: id, service and kind; for a correction also what the office said. Copied.
 */
GtkWidget *
pamor_form_page_new (PamorDesk       *desk,
                     PamorForm       *form,
                     PamorSubmission *item)
{
  PamorFormPage *self;
  g_autoptr (GPtrArray) people = NULL;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (PAMOR_IS_FORM (form), NULL);
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  self = g_object_new (PAMOR_TYPE_FORM_PAGE, NULL);
  self->desk = g_object_ref (desk);
  self->form = g_object_ref (form);
  self->saver = pamor_draft_saver_new (pamor_desk_get_store (desk), form, item);
  self->taker = pamor_photo_taker_new (desk, form, self->saver);
  self->rows = pamor_row_set_new (form, pamor_desk_get_clock (desk));
  people = pamor_store_list_people (pamor_desk_get_store (desk));
  pamor_row_set_set_people (self->rows, people);
  pamor_row_set_set_aside (self->rows, GTK_WIDGET (self->help));
  self->photos = PAMOR_PHOTO_PAGE (pamor_photo_page_new (self->taker));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->photos), "photos");
  self->review = PAMOR_REVIEW_PAGE (pamor_review_page_new (desk, form, item->id));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->review), "review");
  pamor_form_page_add_steps (self);
  watch (self);
  pamor_twins_look_for (form, desk, item->id);
  pamor_form_page_watch_slots (self);
  pamor_form_page_watch_newer (self);
  pamor_form_page_watch_photos (self);
  pamor_form_page_check (self);
  pamor_form_page_show_step (self, 0);
  pamor_form_page_show_draft (self);
  show_office (self, item);
  gtk_widget_set_visible (self->drop, item->state != PAMOR_STATE_DRAFT || item->replaces != NULL);
  return GTK_WIDGET (self);
}

/** pamor_form_page_get_id: Returns: of what is filled in */
const char *
pamor_form_page_get_id (PamorFormPage *self)
{
  g_return_val_if_fail (PAMOR_IS_FORM_PAGE (self), NULL);

  return pamor_draft_saver_get_item (self->saver)->id;
}

/** pamor_form_page_set_preview: it is only looked at: kept nowhere, never sealed, and says so */
void
pamor_form_page_set_preview (PamorFormPage *self)
{
  g_return_if_fail (PAMOR_IS_FORM_PAGE (self));

  self->preview = TRUE;
  pamor_draft_saver_set_held (self->saver, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.seal", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->photos), FALSE);
  pamor_banner_set_revealed (self->newer, FALSE);
  pamor_banner_set_title (self->office, _("PREVIEW of a catalogue: nothing here is kept or sent"));
  pamor_banner_set_revealed (self->office, TRUE);
}
