/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-step-rail.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkToggleButton *button; /* owned by the box, as is what follows */
  GtkLabel        *number;
  GtkWidget       *texts;  /* the name, and words under it */
  GtkLabel        *words;
} Step;

struct _PamorStepRail
{
  GtkWidget          parent_instance;

  /* Owned */
  GtkScrolledWindow *scroller;
  GtkBox            *box;
  GArray            *steps; /* of Step */

  guint              current;
  gboolean           setting;
  double             wide;    /* pixels that all names take; 0: there is room for them */
  guint              refit;   /* source id, 0 none */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (PamorStepRail, pamor_step_rail, GTK_TYPE_WIDGET)

static Step *
step_at (PamorStepRail *self,
         guint          step)
{
  g_assert (PAMOR_IS_STEP_RAIL (self));
  g_assert (step < self->steps->len);

  return &g_array_index (self->steps, Step, step);
}

/* Where there are more steps than room, the one the officer is at is seen. */
static void
reveal_current (PamorStepRail *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  graphene_rect_t bounds;

  g_assert (PAMOR_IS_STEP_RAIL (self));

  if (self->current < self->steps->len
      && gtk_widget_compute_bounds (GTK_WIDGET (step_at (self, self->current)->button),
                                    GTK_WIDGET (self->box), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.x - 24,
                               bounds.origin.x + bounds.size.width + 24);
}

/* Where there is no room for all names, those next to the officer keep theirs. */
static void
update_faces (PamorStepRail *self)
{
  int place = 0, here = 0;

  g_assert (PAMOR_IS_STEP_RAIL (self));

  for (guint i = 0; i < self->current; i++)
    here += gtk_widget_get_visible (GTK_WIDGET (step_at (self, i)->button));
  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = step_at (self, i);

      gtk_widget_set_visible (step->texts, self->wide == 0 || ABS (place - here) <= 1);
      place += gtk_widget_get_visible (GTK_WIDGET (step->button));
    }
}

static void
refit_cb (gpointer user_data)
{
  PamorStepRail *self = PAMOR_STEP_RAIL (user_data);

  self->refit = 0;
  update_faces (self);
}

/* Told while the rail gets its place, when nothing in it may change its size: in a moment then. */
static void
on_room_changed_cb (PamorStepRail *self,
                    GtkAdjustment *room)
{
  const double upper = gtk_adjustment_get_upper (room), size = gtk_adjustment_get_page_size (room);
  const double last = self->wide;

  g_assert (PAMOR_IS_STEP_RAIL (self));

  if (self->wide == 0 && upper > size)
    self->wide = upper;
  else if (self->wide > 0 && size >= self->wide)
    self->wide = 0;
  if (self->wide != last && self->refit == 0)
    self->refit = g_idle_add_once (refit_cb, self);
  reveal_current (self);
}

static void
on_toggled_cb (PamorStepRail   *self,
               GtkToggleButton *button)
{
  g_assert (PAMOR_IS_STEP_RAIL (self));

  if (self->setting || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < self->steps->len; i++)
    if (step_at (self, i)->button == button)
      self->current = i;
  g_signal_emit (self, chosen_signal, 0, self->current);
}

static void
pamor_step_rail_dispose (GObject *object)
{
  PamorStepRail *self = PAMOR_STEP_RAIL (object);

  g_clear_handle_id (&self->refit, g_source_remove);
  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;
  g_array_set_size (self->steps, 0);

  G_OBJECT_CLASS (pamor_step_rail_parent_class)->dispose (object);
}

static void
pamor_step_rail_finalize (GObject *object)
{
  g_array_unref (PAMOR_STEP_RAIL (object)->steps);

  G_OBJECT_CLASS (pamor_step_rail_parent_class)->finalize (object);
}

static void
pamor_step_rail_class_init (PamorStepRailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_step_rail_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_step_rail_finalize;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
pamor_step_rail_init (PamorStepRail *self)
{
  self->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_halign (GTK_WIDGET (self->box), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "step-rail");
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->box));
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed",
                           G_CALLBACK (on_room_changed_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_face (Step       *step,
           const char *title)
{
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = step->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (title);

  step->number = GTK_LABEL (gtk_label_new (NULL));
  step->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (step->number), "step-number");
  gtk_widget_set_valign (GTK_WIDGET (step->number), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (step->words), "caption");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (step->words, 0);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (step->words));
  gtk_box_append (GTK_BOX (face), GTK_WIDGET (step->number));
  gtk_box_append (GTK_BOX (face), texts);
  return face;
}

/* Numbers count what is shown: a step that the answers made needless leaves no gap. */
static void
renumber (PamorStepRail *self)
{
  guint number = 0;

  g_assert (PAMOR_IS_STEP_RAIL (self));

  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = step_at (self, i);
      g_autofree char *text = NULL;

      if (!gtk_widget_get_visible (GTK_WIDGET (step->button)))
        continue;
      text = g_strdup_printf ("%u", ++number);
      gtk_label_set_label (step->number, text);
    }
}

/** pamor_step_rail_append: Returns: the number of the new step, from 0 */
guint
pamor_step_rail_append (PamorStepRail *self,
                        const char    *title)
{
  Step step = { 0 };
  GtkWidget *button;

  g_return_val_if_fail (PAMOR_IS_STEP_RAIL (self), 0);

  button = gtk_toggle_button_new ();
  step.button = GTK_TOGGLE_BUTTON (button);
  gtk_button_set_child (GTK_BUTTON (button), make_face (&step, title));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (step.words), FALSE);
  if (self->steps->len > 0)
    gtk_toggle_button_set_group (step.button, step_at (self, 0)->button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, button);
  g_array_append_val (self->steps, step);
  renumber (self);
  return self->steps->len - 1;
}

/** pamor_step_rail_set_lacking: @count: of what keeps the step from being complete */
void
pamor_step_rail_set_lacking (PamorStepRail *self,
                             guint          step,
                             guint          count)
{
  g_autofree char *words = NULL;
  GtkWidget *label;

  g_return_if_fail (PAMOR_IS_STEP_RAIL (self));

  label = GTK_WIDGET (step_at (self, step)->words);
  /* Translators: under the name of a step, how many answers or photos are missing */
  words = count > 0 ? g_strdup_printf (_("lacks %u"), count) : g_strdup (_("complete"));
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_widget_set_visible (label, TRUE);
  gtk_widget_remove_css_class (label, count > 0 ? "success" : "dim-label");
  gtk_widget_add_css_class (label, count > 0 ? "dim-label" : "success");
  if (count > 0)
    gtk_widget_remove_css_class (GTK_WIDGET (step_at (self, step)->number), "success");
  else
    gtk_widget_add_css_class (GTK_WIDGET (step_at (self, step)->number), "success");
  gtk_accessible_update_property (GTK_ACCESSIBLE (step_at (self, step)->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/** pamor_step_rail_get_words: Returns: what stands under the step's name */
const char *
pamor_step_rail_get_words (PamorStepRail *self,
                           guint          step)
{
  g_return_val_if_fail (PAMOR_IS_STEP_RAIL (self), NULL);
  return gtk_label_get_label (step_at (self, step)->words);
}

/** pamor_step_rail_set_shown: those that are shown are numbered anew, without a gap */
void
pamor_step_rail_set_shown (PamorStepRail *self,
                           guint          step,
                           gboolean       shown)
{
  g_return_if_fail (PAMOR_IS_STEP_RAIL (self));

  gtk_widget_set_visible (GTK_WIDGET (step_at (self, step)->button), shown);
  renumber (self);
  update_faces (self);
}

/** pamor_step_rail_set_current: shows where the officer is, without the signal */
void
pamor_step_rail_set_current (PamorStepRail *self,
                             guint          step)
{
  g_return_if_fail (PAMOR_IS_STEP_RAIL (self));

  self->current = step;
  self->setting = TRUE;
  gtk_toggle_button_set_active (step_at (self, step)->button, TRUE);
  self->setting = FALSE;
  update_faces (self);
  reveal_current (self);
}

/** pamor_step_rail_get_current: Returns: the step it stands on, counted with those not shown */
guint
pamor_step_rail_get_current (PamorStepRail *self)
{
  g_return_val_if_fail (PAMOR_IS_STEP_RAIL (self), 0);
  return self->current;
}
