/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-form-page-private.h"

#include "ui/form/pamor-note.h"
#include "ui/widgets/pamor-focus.h"

#include <glib/gi18n-lib.h>

/* Pixels around the row with the focus: what comes next is seen to be there. */
#define FOCUS_MARGIN 24

/* The steps are the sections in their order, then the photos, then the review. */

/** pamor_form_page_add_steps: once, after the rows: one for each section, then photos and review */
void
pamor_form_page_add_steps (PamorFormPage *self)
{
  GPtrArray *sections = pamor_form_get_service (self->form)->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      const PamorSection *section = g_ptr_array_index (sections, i);
      GtkWidget *part = pamor_form_section_new (self->rows, section);

      gtk_box_append (self->sections, part);
      g_ptr_array_add (self->parts, part);
      pamor_step_rail_append (self->rail, section->title);
    }
  self->photo_step = pamor_step_rail_append (self->rail, _("Photos"));
  self->review_step = pamor_step_rail_append (self->rail, _("Review"));
}

static guint
find_step (PamorFormPage *self,
           const char    *path)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (g_str_has_prefix (path, "attachment:"))
    return self->photo_step;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const char *key = pamor_form_section_get_section (self->parts->pdata[i])->key;
      gsize length = strlen (key);

      if (strncmp (path, key, length) == 0 && (path[length] == '.' || path[length] == '\0'))
        return i;
    }
  return self->review_step;
}

static gboolean
is_shown (PamorFormPage *self,
          guint          step)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (step < self->parts->len)
    return pamor_form_shows_section (self->form,
                                     pamor_form_section_get_section (self->parts->pdata[step]));
  return step != self->photo_step || pamor_photo_page_asks (self->photos);
}

/* Returns: the nearest shown step in the direction @by (1 or -1); @step where there is none */
static guint
find_next (PamorFormPage *self,
           guint          step,
           int            by)
{
  g_assert (PAMOR_IS_FORM_PAGE (self));

  for (int i = (int) step + by; i >= 0 && i <= (int) self->review_step; i += by)
    if (is_shown (self, i))
      return i;
  return step;
}

/** pamor_form_page_update_steps: which steps the answers call for, and what this one offers */
void
pamor_form_page_update_steps (PamorFormPage *self)
{
  guint step = pamor_step_rail_get_current (self->rail);

  for (guint i = 0; i <= self->review_step; i++)
    pamor_step_rail_set_shown (self->rail, i, is_shown (self, i));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.previous",
                                 find_next (self, step, -1) != step);
  gtk_widget_set_visible (self->next, step != self->review_step);
  gtk_widget_set_visible (self->seal, step == self->review_step);
  gtk_widget_set_visible (GTK_WIDGET (self->help), step < self->parts->len);
}

/** pamor_form_page_check: what is the matter with the form: at the fields left, and as counts */
void
pamor_form_page_check (PamorFormPage *self)
{
  g_autofree guint *lacking = g_new0 (guint, self->review_step + 1);
  GDate today;

  pamor_clock_get_today (pamor_desk_get_clock (self->desk), &today);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = pamor_form_check (self->form, &today);
  for (guint i = 0; i < self->problems->len; i++)
    {
      const PamorProblem *problem = self->problems->pdata[i];

      if (pamor_problem_blocks (problem))
        lacking[find_step (self, problem->path)]++;
    }
  for (guint i = 0; i <= self->review_step; i++)
    pamor_step_rail_set_lacking (self->rail, i, lacking[i]);
  pamor_row_set_show_problems (self->rows, self->problems);
  if (pamor_step_rail_get_current (self->rail) == self->review_step)
    pamor_review_page_show_problems (self->review, self->problems, self->asked_for);
}

/* @above: pixels to be seen above it */
static void
scroll_to (PamorFormPage *self,
           GtkWidget     *widget,
           int            above)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_point_t top;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (gtk_widget_compute_point (widget, GTK_WIDGET (self->sections), &GRAPHENE_POINT_INIT (0, 0),
                                &top))
    gtk_adjustment_set_value (adjustment, top.y - above);
}

/* The focus first: the viewport scrolls after it, by where things were before any scrolling. */
static void
aim_at_answer (PamorFormPage *self,
               guint          step)
{
  PamorRow *row = self->aim != NULL ? pamor_row_set_find (self->rows, self->aim) : NULL;
  GtkWidget *part = self->parts->pdata[step];
  GtkWidget *widget = row != NULL ? pamor_row_get_widget (row) : part;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  scroll_to (self, widget, row != NULL ? 96 : 0);
  pamor_step_rail_set_current (self->rail, step);
}

/* Who comes back from looking at a photo is at it already. */
static void
aim_at_photo (PamorFormPage *self)
{
  const char *code = self->aim != NULL ? strchr (self->aim, ':') + 1 : "";
  PamorPhotoCard *card = pamor_photo_page_find_card (self->photos, code);
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (self));

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (card == NULL && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->photos)))
    return;
  gtk_widget_child_focus (card != NULL ? GTK_WIDGET (card) : GTK_WIDGET (self->photos),
                          GTK_DIR_TAB_FORWARD);
}

/* What was just shown has its place after the layout of one frame: at the tick of the next. */
static gboolean
on_tick_cb (GtkWidget     *widget,
            GdkFrameClock *frame_clock,
            gpointer       unused)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (widget);
  guint step = pamor_step_rail_get_current (self->rail);

  if (self->frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->arrival = 0;
  if (step < self->parts->len)
    aim_at_answer (self, step);
  else if (step == self->photo_step)
    aim_at_photo (self);
  else if (self->aim != NULL)
    pamor_review_page_go_to_consent (self->review);
  else
    pamor_review_page_begin (self->review);
  g_clear_pointer (&self->aim, g_free);
  return G_SOURCE_REMOVE;
}

/** pamor_form_page_arrive: brings the focus to where the officer goes, once that is laid out */
void
pamor_form_page_arrive (PamorFormPage *self)
{
  self->frames = 0;
  if (self->arrival == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->arrival = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

/* Returns: (nullable): the row that has the focus, or the note below a row */
static GtkWidget *
find_focused_row (PamorFormPage *self)
{
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (self));

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sections)))
    return NULL;
  return gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
}

/* GTK follows the cursor alone, and not when a note above pushes the row out of sight. */
static gboolean
on_follow_cb (GtkWidget     *widget,
              GdkFrameClock *frame_clock,
              gpointer       unused)
{
  PamorFormPage *self = PAMOR_FORM_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *row = find_focused_row (self);
  GtkWidget *note = row != NULL ? gtk_widget_get_next_sibling (row) : NULL;
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t place, below;
  double top, bottom;

  self->follow = 0;
  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->sections), &place))
    return G_SOURCE_REMOVE;
  if (PAMOR_IS_NOTE (note) && gtk_widget_get_visible (note)
      && gtk_widget_compute_bounds (note, GTK_WIDGET (self->sections), &below))
    graphene_rect_union (&place, &below, &place);
  graphene_rect_inset (&place, 0, -FOCUS_MARGIN);
  top = graphene_rect_get_y (&place);
  bottom = top + graphene_rect_get_height (&place);
  value = MAX (value, bottom - gtk_adjustment_get_page_size (adjustment));
  /* Set in any case: it ends GTK's own way to where the row was before. */
  gtk_adjustment_set_value (adjustment, MIN (value, top));
  return G_SOURCE_REMOVE;
}

/** pamor_form_page_follow_focus: keeps the row with the focus, and what is said of it, in sight */
void
pamor_form_page_follow_focus (PamorFormPage *self)
{
  if (self->follow == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->follow = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_follow_cb, NULL, NULL);
}

static void
show_section_help (PamorFormPage *self,
                   guint          step)
{
  const PamorSection *section = pamor_form_section_get_section (self->parts->pdata[step]);

  g_assert (PAMOR_IS_FORM_PAGE (self));

  pamor_help_pane_show (self->help, section->title, section->help, NULL, NULL, NULL);
}

/** pamor_form_page_show_step: @step: from 0: the sections, the photos, the review */
void
pamor_form_page_show_step (PamorFormPage *self,
                           guint          step)
{
  pamor_step_rail_set_current (self->rail, step);
  pamor_form_page_update_steps (self);
  if (step < self->parts->len)
    show_section_help (self, step);
  if (step == self->photo_step)
    pamor_photo_page_sort (self->photos);
  if (step >= self->photo_step)
    pamor_form_page_check (self);
  gtk_stack_set_visible_child_name (self->stack, step < self->parts->len ? "answers"
                                                 : step == self->photo_step ? "photos" : "review");
  pamor_form_page_arrive (self);
}

/** pamor_form_page_go_to: @path: of a value, "attachment:KK", or "consent" */
void
pamor_form_page_go_to (PamorFormPage *self,
                       const char    *path)
{
  g_autofree char *old = NULL;

  g_return_if_fail (PAMOR_IS_FORM_PAGE (self));
  g_return_if_fail (path != NULL);

  old = g_steal_pointer (&self->aim);
  self->aim = g_strdup (path);
  pamor_form_page_show_step (self, find_step (self, path));
}

/** pamor_form_page_go_by: @by: steps that are shown; back where negative; stops at either end */
void
pamor_form_page_go_by (PamorFormPage *self,
                       int            by)
{
  pamor_form_page_show_step (self,
                             find_next (self, pamor_step_rail_get_current (self->rail), by));
}
