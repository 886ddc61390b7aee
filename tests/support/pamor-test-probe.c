/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-probe.h"

static void
on_asked_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PamorTestProbe *self = user_data;
  g_autofree char *value = parameter != NULL ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_free (self->asked);
  self->asked = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), value);
  g_strchomp (self->asked);
}

static void
listen (PamorTestProbe *self)
{
  static const struct
  {
    const char *group, *name, *type;
  } known[] = {
    { "shell", "case", "s" },    { "shell", "portal", NULL }, { "shell", "log-in", NULL },
    { "shell", "back", NULL },   { "shell", "delete", "s" }, { "shell", "edit", "s" },
    { "shell", "fill", "s" },    { "shell", "send-case", "s" },
    { "shell", "new", NULL },    { "shell", "open", "s" },   { "shell", "place", "i" },
    { "shell", "prepare", "s" }, { "shell", "say", "s" },    { "shell", "send-now", NULL },
    { "shell", "set-activity", "s" },
    { "shell", "start", "s" },   { "app", "open", NULL },    { "app", "log-in", NULL },
    { "app", "practice", NULL }, { "app", "quit", NULL },
  };
  g_autoptr (GSimpleActionGroup) shell = g_simple_action_group_new ();
  g_autoptr (GSimpleActionGroup) app = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (
          known[i].name, known[i].type != NULL ? G_VARIANT_TYPE (known[i].type) : NULL);

      g_signal_connect (action, "activate", G_CALLBACK (on_asked_cb), self);
      g_action_map_add_action (
          G_ACTION_MAP (g_str_equal (known[i].group, "app") ? app : shell), G_ACTION (action));
    }
  gtk_widget_insert_action_group (self->window, "shell", G_ACTION_GROUP (shell));
  gtk_widget_insert_action_group (self->window, "app", G_ACTION_GROUP (app));
}

/** pamor_test_probe_set_up: @widget: (transfer floating) */
void
pamor_test_probe_set_up (PamorTestProbe *self,
                         GtkWidget      *widget)
{
  self->asked = NULL;
  self->widget = widget;
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  listen (self);
  gtk_window_set_child (GTK_WINDOW (self->window), widget);
  gtk_window_present (GTK_WINDOW (self->window));
  pamor_test_probe_settle ();
}

void
pamor_test_probe_tear_down (PamorTestProbe *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->widget), (gpointer *) &self->widget);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (self->widget != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_free (self->asked);
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return NULL;
}

static GtkWidget *
find (GtkWidget  *within,
      const char *text,
      gboolean    pressable)
{
  if (!gtk_widget_get_visible (within))
    return NULL;
  if (g_strcmp0 (get_text (within), text) == 0
      && (!pressable || GTK_IS_LIST_BOX_ROW (within)
          || gtk_widget_get_ancestor (within, GTK_TYPE_BUTTON) != NULL))
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, text, pressable);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * pamor_test_probe_find:
 *
 * Returns: (transfer none) (nullable): the first label or row within @within, visible up to it,
 *   that says @text
 */
GtkWidget *
pamor_test_probe_find (GtkWidget  *within,
                       const char *text)
{
  return find (within, text, FALSE);
}

/** pamor_test_probe_press: activates the button or row that says @text */
void
pamor_test_probe_press (PamorTestProbe *self,
                        const char     *text)
{
  GtkWidget *at = find (self->widget, text, TRUE);

  g_assert_nonnull (at);
  if (!GTK_IS_LIST_BOX_ROW (at))
    at = gtk_widget_get_ancestor (at, GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_is_sensitive (at));
  /* Activating a button by the keyboard shows it pressed for a while first. */
  if (GTK_IS_BUTTON (at))
    g_signal_emit_by_name (at, "clicked");
  else
    gtk_widget_activate (at);
  pamor_test_probe_settle ();
}

/** pamor_test_probe_sees_focus: moves it; Returns: whether it shows where it is then */
gboolean
pamor_test_probe_sees_focus (PamorTestProbe   *self,
                             GtkDirectionType  direction)
{
  g_signal_emit_by_name (self->window, "move-focus", direction);
  return !GTK_IS_SCROLLED_WINDOW (gtk_window_get_focus (GTK_WINDOW (self->window)));
}

/** pamor_test_probe_settle: until nothing is to be done at once */
void
pamor_test_probe_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/** pamor_test_probe_run: what the main of a test of widgets does */
int
pamor_test_probe_run (int     argc,
                      char  **argv,
                      void  (*add_tests) (void))
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add_tests ();
  return g_test_run ();
}
