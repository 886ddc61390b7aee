/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-form-page-private.h"

#include "domain/pamor-words.h"
#include "ui/form/pamor-form-sealing.h"
#include "ui/widgets/pamor-focus.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static void
show_trouble (PamorFormPage *self,
              const GError  *error)
{
  g_autofree char *words = NULL;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  pamor_banner_set_revealed (self->trouble, error != NULL);
  if (error == NULL)
    return;
  words = pamor_words_for_error (error);
  pamor_banner_set_title (self->trouble, words);
  pamor_banner_set_button_label (self->trouble, _("Save Again"));
}

/** pamor_form_page_show_draft: at the foot, how what is seen stands to what is kept */
void
pamor_form_page_show_draft (PamorFormPage *self)
{
  PamorDraftState state = pamor_draft_saver_get_state (self->saver);
  gint64 time = pamor_draft_saver_get_time (self->saver);
  gint64 now = pamor_clock_get_wall (pamor_desk_get_clock (self->desk));
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  show_trouble (self, state == PAMOR_DRAFT_FAILED ? pamor_draft_saver_get_error (self->saver)
                                                  : NULL);
  if (pamor_photo_taker_is_busy (self->taker))
    gtk_label_set_label (self->saved, _("a photo is coming in…"));
  else if (time > 0 && state != PAMOR_DRAFT_FAILED)
    {
      words = pamor_words_for_time (time, now);
      text = g_strdup_printf (state == PAMOR_DRAFT_SAVED ? _("saved %s") : _("saved %s, saving…"),
                              words);
      gtk_label_set_label (self->saved, text);
    }
  else
    gtk_label_set_label (self->saved, "");
}

static void
on_closing_saved_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (PamorFormPage) self = user_data;

  /* The saver tells of a failure by itself, in the banner; then the page stays. */
  if (pamor_draft_saver_save_finish (PAMOR_DRAFT_SAVER (source), result, NULL))
    g_signal_emit_by_name (self, "closed");
}

/** pamor_form_page_close: keeps what is there and leaves; stays when it can't be kept */
void
pamor_form_page_close (PamorFormPage *self)
{
  g_return_if_fail (PAMOR_IS_FORM_PAGE (self));

  if (!pamor_form_page_awaits_photos (self, pamor_form_page_close))
    pamor_draft_saver_save_async (self->saver, FALSE, on_closing_saved_cb, g_object_ref (self));
}

static void
close_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  pamor_form_page_close (PAMOR_FORM_PAGE (widget));
}

static void
on_dropping_saved_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (PamorFormPage) self = user_data;
  PamorDraftSaver *saver = PAMOR_DRAFT_SAVER (source);

  if (!pamor_draft_saver_save_finish (saver, result, NULL))
    return;
  pamor_draft_saver_set_held (saver, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.delete", "s",
                              pamor_draft_saver_get_item (saver)->id);
}

/* Kept first, so that who takes it back has all of it, what was typed last too. */
static void
drop_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (widget);

  pamor_draft_saver_save_async (self->saver, FALSE, on_dropping_saved_cb, g_object_ref (self));
}

static void
save_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  pamor_draft_saver_save_async (PAMOR_FORM_PAGE (widget)->saver, FALSE, NULL, NULL);
}

static void
next_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  pamor_form_page_go_by (PAMOR_FORM_PAGE (widget), 1);
}

static void
previous_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  pamor_form_page_go_by (PAMOR_FORM_PAGE (widget), -1);
}

static void
paste_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (widget);

  if (pamor_step_rail_get_current (self->rail) == self->photo_step)
    pamor_photo_page_paste (self->photos);
}

static void
camera_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (widget);

  if (pamor_step_rail_get_current (self->rail) == self->photo_step)
    pamor_photo_page_open_camera (self->photos);
}

static void
set_sealing (PamorFormPage *self,
             gboolean       sealing)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  pamor_draft_saver_set_held (self->saver, sealing);
  /* First, for an entry that can't be used any more is never told that the focus went. */
  if (sealing)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_set_sensitive (self->overlay, !sealing);
  if (!sealing)
    pamor_form_page_arrive (self);
}

static void
on_sealed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorFormPage) self = user_data;
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GError) error = NULL;

  sealed = pamor_store_seal_finish (PAMOR_STORE (source), result, &error);
  if (sealed == NULL)
    {
      set_sealing (self, FALSE);
      show_trouble (self, error);
      return;
    }
  g_signal_emit_by_name (self, "sealed", sealed->id);
}

static void
seal (PamorFormPage *self)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  pamor_form_sealing_begin (self->desk, self->form, pamor_draft_saver_get_item (self->saver),
                            on_sealed_cb, g_object_ref (self));
  set_sealing (self, TRUE);
}

static const PamorProblem *
find_blocking (PamorFormPage *self)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  for (guint i = 0; i < self->problems->len; i++)
    if (pamor_problem_blocks (self->problems->pdata[i]))
      return self->problems->pdata[i];
  return NULL;
}

/* Elsewhere than in the review it leads there: nobody seals what he has not seen. */
static void
seal_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (widget);
  const PamorProblem *problem;

  if (pamor_step_rail_get_current (self->rail) != self->review_step)
    return pamor_form_page_show_step (self, self->review_step);

  self->asked_for = TRUE;
  pamor_row_set_leave_all (self->rows);
  pamor_form_page_check (self);
  problem = find_blocking (self);
  if (problem != NULL)
    pamor_form_page_go_to (self, problem->path);
  else if (!self->preview)
    seal (self);
}

/* What was typed is not marked: the next key would wipe it out. */
static void
go_back_to_asked (PamorFormPage *self)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (self->asked == NULL || !gtk_widget_get_mapped (self->asked))
    pamor_form_page_arrive (self);
  else if (GTK_IS_TEXT (self->asked))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (self->asked));
  else
    gtk_widget_grab_focus (self->asked);
}

/* To the guidance, which can be scrolled and is read out there; and back to the field. */
static void
help_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *argument)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (widget);
  GtkWidget *focus = pamor_focus_get (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->help)))
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->help)))
    {
      go_back_to_asked (self);
      return;
    }
  g_set_weak_pointer (&self->asked, focus);
  gtk_widget_grab_focus (GTK_WIDGET (self->help));
}

/** pamor_form_page_install_actions: and their keys */
void
pamor_form_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.camera", NULL, camera_cb);
  gtk_widget_class_install_action (widget_class, "form.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "form.drop", NULL, drop_cb);
  gtk_widget_class_install_action (widget_class, "form.help", NULL, help_cb);
  gtk_widget_class_install_action (widget_class, "form.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "form.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "form.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "form.seal", NULL, seal_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "form.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "form.help", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "form.camera",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "form.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.seal",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "form.seal", NULL);
}
