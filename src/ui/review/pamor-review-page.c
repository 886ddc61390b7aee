/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/review/pamor-review-page.h"

#include "domain/pamor-answer-words.h"
#include "ui/reading/pamor-read-button.h"
#include "ui/review/pamor-consent-box.h"
#include "ui/widgets/pamor-answers-view.h"
#include "ui/widgets/pamor-focus.h"
#include "ui/widgets/pamor-photo-tile.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorReviewPage
{
  GtkWidget        parent_instance;

  /* Template */
  GtkBox          *box;
  GtkBox          *photos;
  GtkWidget       *photos_group;
  GtkListBox      *problems;
  GtkWidget       *problems_group;
  GtkWidget       *scroller;

  /* Owned by the box */
  PamorConsentBox *consent;

  /* Owned */
  PamorDesk       *desk;
  PamorForm       *form;
  char            *submission; /* id */
  GPtrArray       *shown;      /* of char *: ids of the photos that are seen */
  GPtrArray       *paths;      /* of char *: where the problems listed are */
};

enum { PROBLEM_CHOSEN, LEFT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorReviewPage, pamor_review_page, GTK_TYPE_WIDGET)

static void
on_problem_activated_cb (PamorReviewPage *self,
                         GtkListBoxRow   *row)
{
  g_assert (PAMOR_IS_REVIEW_PAGE (self));

  g_signal_emit (self, signals[PROBLEM_CHOSEN], 0,
                 g_ptr_array_index (self->paths, gtk_list_box_row_get_index (row)));
}

static void
on_consent_left_cb (PamorReviewPage *self)
{
  g_assert (PAMOR_IS_REVIEW_PAGE (self));

  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
shows_photos (PamorReviewPage *self,
              GPtrArray       *sent)
{
  g_assert (PAMOR_IS_REVIEW_PAGE (self));

  if (sent->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < sent->len; i++)
    if (!g_str_equal (((PamorAttachment *) sent->pdata[i])->id, self->shown->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
add_photo (PamorReviewPage       *self,
           const PamorAttachment *attachment)
{
  const PamorRequirement *requirement
    = pamor_service_find_requirement (pamor_form_get_service (self->form),
                                      attachment->requirement);
  GtkWidget *tile = pamor_photo_tile_new (self->desk, self->submission, attachment->id,
                                          requirement->name);

  g_assert (PAMOR_IS_REVIEW_PAGE (self));

  gtk_box_append (self->photos, tile);
  g_ptr_array_add (self->shown, g_strdup (attachment->id));
}

/* When the page is come to: what is off the screen does not follow each key. */
static void
update_photos (PamorReviewPage *self)
{
  g_autoptr (GPtrArray) sent = pamor_form_list_sent_attachments (self->form);
  GtkWidget *child;

  g_assert (PAMOR_IS_REVIEW_PAGE (self));

  gtk_widget_set_visible (self->photos_group, sent->len > 0);
  if (shows_photos (self, sent))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->photos))) != NULL)
    gtk_box_remove (self->photos, child);
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < sent->len; i++)
    add_photo (self, sent->pdata[i]);
}

static void
pamor_review_page_map (GtkWidget *widget)
{
  update_photos (PAMOR_REVIEW_PAGE (widget));

  GTK_WIDGET_CLASS (pamor_review_page_parent_class)->map (widget);
}

static void
pamor_review_page_dispose (GObject *object)
{
  PamorReviewPage *self = PAMOR_REVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_REVIEW_PAGE);
  g_clear_object (&self->desk);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (pamor_review_page_parent_class)->dispose (object);
}

static void
pamor_review_page_finalize (GObject *object)
{
  PamorReviewPage *self = PAMOR_REVIEW_PAGE (object);

  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->shown);
  g_free (self->submission);

  G_OBJECT_CLASS (pamor_review_page_parent_class)->finalize (object);
}

static void
pamor_review_page_class_init (PamorReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_review_page_finalize;
  widget_class->map = pamor_review_page_map;

  signals[PROBLEM_CHOSEN] = g_signal_new ("problem-chosen", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/review/pamor-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorReviewPage, box);
  gtk_widget_class_bind_template_child (widget_class, PamorReviewPage, photos);
  gtk_widget_class_bind_template_child (widget_class, PamorReviewPage, photos_group);
  gtk_widget_class_bind_template_child (widget_class, PamorReviewPage, problems);
  gtk_widget_class_bind_template_child (widget_class, PamorReviewPage, problems_group);
  gtk_widget_class_bind_template_child (widget_class, PamorReviewPage, scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_problem_activated_cb);
}

static void
pamor_review_page_init (PamorReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->shown = g_ptr_array_new_with_free_func (g_free);
}

static void
append_spoken (GString          *text,
               PamorForm        *form,
               const PamorField *field)
{
  const guint n = field->is_list ? pamor_form_get_count (form, field->path) : 1;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = field->is_list ? g_strdup_printf ("%s[%u]", field->path, i)
                                             : g_strdup (field->path);
      g_autofree char *answer = pamor_answer_words_for_field (form, field, path);

      if (answer != NULL && *answer != '\0')
        g_string_append_printf (text, "%s: %s.\n", field->label, answer);
    }
}

static char *
dup_spoken (gpointer form)
{
  GString *text = g_string_new (NULL);
  GPtrArray *sections = pamor_form_get_service (form)->sections;

  g_string_append_printf (text, "%s.\n", pamor_form_get_service (form)->name);
  for (guint i = 0; i < sections->len; i++)
    {
      const PamorSection *section = sections->pdata[i];

      for (guint j = 0; j < section->fields->len; j++)
        if (pamor_form_shows_field (form, section->fields->pdata[j]))
          append_spoken (text, form, section->fields->pdata[j]);
    }
  return g_string_free (text, FALSE);
}

/** pamor_review_page_new: @submission: id under which the store keeps the photos */
GtkWidget *
pamor_review_page_new (PamorDesk  *desk,
                       PamorForm  *form,
                       const char *submission)
{
  PamorReviewPage *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (PAMOR_IS_FORM (form), NULL);
  g_return_val_if_fail (submission != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_REVIEW_PAGE, NULL);
  self->desk = g_object_ref (desk);
  self->form = g_object_ref (form);
  self->submission = g_strdup (submission);
  gtk_box_insert_child_after (self->box, pamor_answers_view_new (form), self->problems_group);
  gtk_box_insert_child_after (self->box, pamor_read_button_new (dup_spoken, form, NULL),
                              self->problems_group);
  self->consent = PAMOR_CONSENT_BOX (pamor_consent_box_new (desk, form));
  g_signal_connect_object (self->consent, "left", G_CALLBACK (on_consent_left_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->box, GTK_WIDGET (self->consent));
  return GTK_WIDGET (self);
}

static const char *
get_place (PamorReviewPage *self,
           const char      *path)
{
  const PamorService *service = pamor_form_get_service (self->form);
  g_auto (GStrv) parts = NULL;

  g_assert (PAMOR_IS_REVIEW_PAGE (self));

  if (g_str_has_prefix (path, "attachment:"))
    return _("Photos");
  if (g_str_has_prefix (path, "consent"))
    return _("Consent");
  parts = g_strsplit (path, ".", 2);
  for (guint i = 0; i < service->sections->len; i++)
    {
      const PamorSection *section = service->sections->pdata[i];

      if (g_str_equal (section->key, parts[0]))
        return section->title;
    }
  return "";
}

static void
add_problem (PamorReviewPage    *self,
             const PamorProblem *problem)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), problem->message);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), get_place (self, problem->path));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (
                               problem->severity == PAMOR_SEVERITY_REFUSE
                                 ? "dialog-error-symbolic" : "dialog-warning-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->problems, row);
  g_ptr_array_add (self->paths, g_strdup (problem->path));
}

/**
 * pamor_review_page_show_problems:
 * @problems: of pamor_form_check(); those that keep it from being sealed are listed
 * @asked_for: sealing was tried: what is missing in the consent is said there too
 */
void
pamor_review_page_show_problems (PamorReviewPage *self,
                                 GPtrArray       *problems,
                                 gboolean         asked_for)
{
  const PamorProblem *consent = NULL;
  GtkWidget *child;

  g_return_if_fail (PAMOR_IS_REVIEW_PAGE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->problems))) != NULL)
    gtk_list_box_remove (self->problems, child);
  g_ptr_array_set_size (self->paths, 0);
  for (guint i = 0; i < problems->len; i++)
    {
      const PamorProblem *problem = problems->pdata[i];

      /* The consent stands right here, below: it is not yet given, not forgotten. */
      if (g_str_has_prefix (problem->path, "consent"))
        consent = problem;
      else if (pamor_problem_blocks (problem))
        add_problem (self, problem);
    }
  gtk_widget_set_visible (self->problems_group, self->paths->len > 0);
  pamor_consent_box_set_problem (self->consent, asked_for ? consent : NULL);
}

/** pamor_review_page_begin: the keyboard to the first line of what is still missing, if any */
void
pamor_review_page_begin (PamorReviewPage *self)
{
  GtkListBoxRow *first;

  g_return_if_fail (PAMOR_IS_REVIEW_PAGE (self));

  first = gtk_list_box_get_row_at_index (self->problems, 0);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/** pamor_review_page_go_to_consent: the keyboard to it, as where its problem was chosen */
void
pamor_review_page_go_to_consent (PamorReviewPage *self)
{
  GtkScrolledWindow *scroller;

  g_return_if_fail (PAMOR_IS_REVIEW_PAGE (self));

  scroller = GTK_SCROLLED_WINDOW (self->scroller);
  /* The text too, where there is room for it; in any case what is said of the answers. */
  pamor_focus_show (scroller, pamor_consent_box_focus (self->consent));
  pamor_focus_show (scroller, pamor_consent_box_get_note (self->consent));
}
