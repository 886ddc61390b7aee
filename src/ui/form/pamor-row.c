/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row.h"

typedef struct
{
  /* Borrowed */
  const PamorField *field;

  /* Owned */
  PamorForm        *form;
  PamorClock       *clock;
  char             *path;
  char             *title;
  GtkWidget        *widget;
  PamorNote        *note;

  gboolean          writing; /* row to form */
  gboolean          reading; /* form to row */
  gboolean          shown;

  guint             news;    /* source: the focus came or went, to be told */
  gboolean          came;
  gboolean          went;
} PamorRowPrivate;

enum { ENTERED, LEFT, NEXT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PamorRow, pamor_row, G_TYPE_OBJECT)

static PamorRowPrivate *
private_of (PamorRow *self)
{
  g_assert (PAMOR_IS_ROW (self));

  return pamor_row_get_instance_private (self);
}

static void
pamor_row_finalize (GObject *object)
{
  PamorRowPrivate *priv = private_of (PAMOR_ROW (object));

  g_clear_handle_id (&priv->news, g_source_remove);
  g_clear_object (&priv->widget);
  g_clear_object (&priv->note);
  g_clear_object (&priv->form);
  g_clear_object (&priv->clock);
  g_free (priv->path);
  g_free (priv->title);

  G_OBJECT_CLASS (pamor_row_parent_class)->finalize (object);
}

static void
pamor_row_real_take_focus (PamorRow *self)
{
  gtk_widget_child_focus (private_of (self)->widget, GTK_DIR_TAB_FORWARD);
}

static void
pamor_row_class_init (PamorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_row_finalize;
  klass->take_focus = pamor_row_real_take_focus;
  klass->enter = pamor_row_move_on;

  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT] = g_signal_new ("next", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_row_init (PamorRow *self)
{
  private_of (self)->shown = TRUE;
}

static gboolean
tell_news_cb (gpointer user_data)
{
  g_autoptr (PamorRow) self = g_object_ref (PAMOR_ROW (user_data));
  PamorRowPrivate *priv = private_of (self);

  priv->news = 0;
  if (priv->went)
    g_signal_emit (self, signals[LEFT], 0);
  if (priv->came)
    g_signal_emit (self, signals[ENTERED], 0);
  priv->went = priv->came = FALSE;
  return G_SOURCE_REMOVE;
}

/* Told only when GTK has done moving the focus: what is shown and hidden upon it would move the
 * focus again, without an end where a page is just being hidden. */
static void
spread_news (PamorRow *self)
{
  PamorRowPrivate *priv = private_of (self);

  if (priv->news == 0)
    priv->news = g_idle_add (tell_news_cb, self);
}

static void
on_focus_entered_cb (PamorRow *self)
{
  private_of (self)->came = TRUE;
  spread_news (self);
}

static void
on_focus_left_cb (PamorRow *self)
{
  private_of (self)->went = TRUE;
  private_of (self)->came = FALSE;
  spread_news (self);
}

static void
on_reason_given_cb (PamorRow   *self,
                    const char *rule,
                    const char *path,
                    const char *reason)
{
  g_assert (PAMOR_IS_ROW (self));

  pamor_form_set_reason (private_of (self)->form, rule, path, reason);
}

static void
watch_focus (PamorRow *self)
{
  PamorRowPrivate *priv = private_of (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (on_focus_entered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (priv->widget, focus);
}

/**
 * pamor_row_construct:
 * @type: of a subclass
 *
 * For the constructors of subclasses, which call pamor_row_build() when their own members are set.
 *
 * Returns: (transfer full): the row, with no widget yet
 */
gpointer
pamor_row_construct (GType                type,
                     const PamorRowPlace *place)
{
  PamorRow *self;
  PamorRowPrivate *priv;

  g_return_val_if_fail (g_type_is_a (type, PAMOR_TYPE_ROW), NULL);
  g_return_val_if_fail (place->path != NULL, NULL);

  self = g_object_new (type, NULL);
  priv = private_of (self);
  priv->form = g_object_ref (place->form);
  priv->clock = g_object_ref (place->clock);
  priv->field = place->field;
  priv->path = g_strdup (place->path);
  priv->title = g_strdup (place->title);
  return self;
}

/**
 * pamor_row_build:
 *
 * Makes the widget and its note and shows what the form has; once, by the kind of row, when all
 * that its build () reads is set.
 */
void
pamor_row_build (PamorRow *self)
{
  PamorRowPrivate *priv = private_of (self);

  g_return_if_fail (priv->widget == NULL);

  priv->widget = g_object_ref_sink (PAMOR_ROW_GET_CLASS (self)->build (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (priv->widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (priv->widget), priv->title);
  priv->note = PAMOR_NOTE (g_object_ref_sink (pamor_note_new ()));
  g_signal_connect_object (priv->note, "reason-given", G_CALLBACK (on_reason_given_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->note, "left", G_CALLBACK (on_focus_left_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->note, "next", G_CALLBACK (pamor_row_move_on), self,
                           G_CONNECT_SWAPPED);
  pamor_note_describe (priv->note, priv->widget);
  watch_focus (self);
  pamor_row_read (self);
}

/** pamor_row_get_widget: Returns: (transfer none): an AdwPreferencesRow; the row lives as long */
GtkWidget *
pamor_row_get_widget (PamorRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW (self), NULL);
  return private_of (self)->widget;
}

/** pamor_row_get_note: Returns: (transfer none): to be put right below the row */
PamorNote *
pamor_row_get_note (PamorRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW (self), NULL);
  return private_of (self)->note;
}

/** pamor_row_get_form: Returns: (transfer none): that it fills */
PamorForm *
pamor_row_get_form (PamorRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW (self), NULL);
  return private_of (self)->form;
}

/** pamor_row_get_field: Returns: (transfer none): the catalogue's; of a member, the whole one */
const PamorField *
pamor_row_get_field (PamorRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW (self), NULL);
  return private_of (self)->field;
}

/** pamor_row_get_path: Returns: (transfer none): of its value in the form, for good */
const char *
pamor_row_get_path (PamorRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW (self), NULL);
  return private_of (self)->path;
}

/** pamor_row_get_today: @today: (out caller-allocates): by the clock of the form's rows */
void
pamor_row_get_today (PamorRow *self,
                     GDate    *today)
{
  g_return_if_fail (PAMOR_IS_ROW (self));
  pamor_clock_get_today (private_of (self)->clock, today);
}

/** pamor_row_get_now: Returns: wall clock, us */
gint64
pamor_row_get_now (PamorRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW (self), 0);
  return pamor_clock_get_wall (private_of (self)->clock);
}

/** pamor_row_write: puts what the officer entered into the form; "" and NULL both mean nothing */
void
pamor_row_write (PamorRow   *self,
                 const char *value)
{
  PamorRowPrivate *priv = private_of (self);
  const char *old = pamor_form_get (priv->form, priv->path);

  if (priv->reading || g_strcmp0 (old != NULL ? old : "", value != NULL ? value : "") == 0)
    return;

  priv->writing = TRUE;
  pamor_form_set (priv->form, priv->path, value != NULL && *value != '\0' ? value : NULL);
  priv->writing = FALSE;
}

/** pamor_row_is_reading: Returns: whether the form's value is being shown: nothing to write back */
gboolean
pamor_row_is_reading (PamorRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW (self), FALSE);
  return private_of (self)->reading;
}

/** pamor_row_read: shows the form's value, unless it just came from here */
void
pamor_row_read (PamorRow *self)
{
  PamorRowPrivate *priv = private_of (self);
  const char *value = pamor_form_get (priv->form, priv->path);

  if (priv->writing)
    return;

  priv->reading = TRUE;
  PAMOR_ROW_GET_CLASS (self)->show_value (self, value != NULL ? value : "");
  priv->reading = FALSE;
}

/** pamor_row_leave: says that the officer is done with it: now problems may be shown */
void
pamor_row_leave (PamorRow *self)
{
  g_return_if_fail (PAMOR_IS_ROW (self));

  g_signal_emit (self, signals[LEFT], 0);
}

/** pamor_row_take_focus: brings the keyboard to it, from the row before */
void
pamor_row_take_focus (PamorRow *self)
{
  g_return_if_fail (PAMOR_IS_ROW (self));

  PAMOR_ROW_GET_CLASS (self)->take_focus (self);
}

/** pamor_row_move_on: says "next": Enter, or an answer that is done; who has the rows moves */
void
pamor_row_move_on (PamorRow *self)
{
  g_return_if_fail (PAMOR_IS_ROW (self));

  g_signal_emit (self, signals[NEXT], 0);
}

static gboolean
on_key_pressed_cb (PamorRow              *self,
                   guint                  key,
                   guint                  code,
                   GdkModifierType        held,
                   GtkEventControllerKey *keys)
{
  g_assert (PAMOR_IS_ROW (self));

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
      || (held & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  PAMOR_ROW_GET_CLASS (self)->enter (self);
  return GDK_EVENT_STOP;
}

/** pamor_row_catch_enter: @widget: of the row, where Enter would only be another click */
void
pamor_row_catch_enter (PamorRow  *self,
                       GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}

static void
update_note (PamorRow *self)
{
  PamorRowPrivate *priv = private_of (self);
  gboolean speaks = priv->shown && pamor_note_speaks (priv->note);

  gtk_widget_set_visible (GTK_WIDGET (priv->note), speaks);
  if (speaks)
    gtk_widget_add_css_class (priv->widget, "noted");
  else
    gtk_widget_remove_css_class (priv->widget, "noted");
}

/** pamor_row_say: what the value says of itself; seen where no problem is. NULL for nothing. */
void
pamor_row_say (PamorRow   *self,
               const char *words)
{
  pamor_note_set_saying (private_of (self)->note, words);
  update_note (self);
}

/** pamor_row_set_problem: @problem: (nullable): NULL when there is none to be shown */
void
pamor_row_set_problem (PamorRow           *self,
                       const PamorProblem *problem)
{
  PamorRowPrivate *priv = private_of (self);
  gboolean refused = problem != NULL && problem->severity == PAMOR_SEVERITY_REFUSE;

  pamor_note_set_problem (priv->note, problem);
  if (refused)
    gtk_widget_add_css_class (priv->widget, "error");
  else
    gtk_widget_remove_css_class (priv->widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               refused ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  update_note (self);
}

/** pamor_row_set_shown: its note goes with it; what was typed stays in the form */
void
pamor_row_set_shown (PamorRow *self,
                     gboolean  shown)
{
  PamorRowPrivate *priv = private_of (self);

  priv->shown = shown;
  gtk_widget_set_visible (priv->widget, shown);
  update_note (self);
}

/** pamor_row_is_shown: Returns: as pamor_row_set_shown() said last, also while its page is not */
gboolean
pamor_row_is_shown (PamorRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW (self), FALSE);
  return private_of (self)->shown;
}
