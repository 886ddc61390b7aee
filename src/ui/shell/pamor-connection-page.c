/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/pamor-connection-page.h"

#include "domain/pamor-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* The steps of the way, nearest first; each culprit stands at one of them. */
enum { STEP_NETWORK, STEP_NAME, STEP_SERVER, STEP_SAFE, STEP_ACCOUNT, N_STEPS };

static const char *const steps[N_STEPS] = {
  [STEP_NETWORK] = N_("Network"),
  [STEP_NAME] = N_("Address of E-Open"),
  [STEP_SERVER] = N_("E-Open answers"),
  [STEP_SAFE] = N_("The way is safe"),
  [STEP_ACCOUNT] = N_("Your account"),
};

static const struct
{
  guint       step;
  const char *button, *action; /* (nullable) what else helps */
} culprits[] = {
  [PAMOR_CULPRIT_NETWORK] = { STEP_NETWORK, NULL, NULL },
  [PAMOR_CULPRIT_PORTAL] = { STEP_NETWORK, N_("Open its page"), "shell.portal" },
  [PAMOR_CULPRIT_NAME] = { STEP_NAME, NULL, NULL },
  [PAMOR_CULPRIT_SERVER] = { STEP_SERVER, NULL, NULL },
  [PAMOR_CULPRIT_CLOCK] = { STEP_SAFE, NULL, NULL },
  [PAMOR_CULPRIT_CERTIFICATE] = { STEP_SAFE, NULL, NULL },
  [PAMOR_CULPRIT_UPGRADE] = { STEP_SERVER, NULL, NULL },
  [PAMOR_CULPRIT_ACCOUNT] = { STEP_ACCOUNT, N_("Log in"), "shell.log-in" },
  [PAMOR_CULPRIT_NONE] = { N_STEPS, NULL, NULL },
};

struct _PamorConnectionPage
{
  GtkWidget     parent_instance;

  /* Template */
  GtkButton    *again;
  GtkWidget    *content;
  GtkLabel     *contact;
  GtkButton    *help;
  GtkSpinner   *spinner;
  GtkListBox   *steps;
  GtkLabel     *words;

  /* Owned */
  PamorDesk    *desk;
  GCancellable *cancellable; /* (nullable): while a test is under way */
  GtkImage     *icons[N_STEPS]; /* (borrowed) in the rows */
};

G_DEFINE_FINAL_TYPE (PamorConnectionPage, pamor_connection_page, GTK_TYPE_WIDGET)

static void
show_step (PamorConnectionPage *self,
           guint                step,
           const char          *icon,
           const char          *tone,
           const char          *words)
{
  const char *classes[] = { tone, NULL };
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self->icons[step]), ADW_TYPE_ACTION_ROW);

  g_assert (PAMOR_IS_CONNECTION_PAGE (self));

  gtk_image_set_from_icon_name (self->icons[step], icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icons[step]), classes);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
}

static void
show_contact (PamorConnectionPage *self)
{
  const gint64 now = pamor_clock_get_wall (pamor_desk_get_clock (self->desk));
  g_autofree char *time = NULL, *words = NULL;
  gint64 last;

  g_assert (PAMOR_IS_CONNECTION_PAGE (self));

  g_object_get (pamor_desk_get_engine (self->desk), "last-contact", &last, NULL);
  if (last > 0)
    {
      time = pamor_words_for_time (last, now);
      words = g_strdup_printf (_("Last in contact: %s."), time);
    }
  gtk_label_set_label (self->contact, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->contact), words != NULL);
}

static void
show_testing (PamorConnectionPage *self,
              gboolean             testing)
{
  g_assert (PAMOR_IS_CONNECTION_PAGE (self));

  gtk_spinner_set_spinning (self->spinner, testing);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), testing);
}

static void
show_culprit (PamorConnectionPage *self,
              PamorCulprit         culprit)
{
  const guint at = culprits[culprit].step;

  g_assert (PAMOR_IS_CONNECTION_PAGE (self));

  for (guint i = 0; i < N_STEPS; i++)
    if (i < at)
      show_step (self, i, "emblem-ok-symbolic", "success", _("well"));
    else if (i == at)
      show_step (self, i, "dialog-warning-symbolic", "warning", _("here it ends"));
    else
      show_step (self, i, "content-loading-symbolic", "dim-label", _("not tested"));
  gtk_label_set_label (self->words, pamor_culprit_get_words (culprit));
  gtk_widget_set_visible (GTK_WIDGET (self->help), culprits[culprit].action != NULL);
  if (culprits[culprit].action == NULL)
    return;
  gtk_button_set_label (self->help, _(culprits[culprit].button));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->help), culprits[culprit].action);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PamorConnectionPage) self = user_data;
  g_autoptr(GError) error = NULL;
  const PamorCulprit culprit
      = pamor_engine_find_culprit_finish (PAMOR_ENGINE (source), result, &error);

  if (error != NULL)
    return; /* the page has gone */
  g_clear_object (&self->cancellable);
  show_testing (self, FALSE);
  show_culprit (self, culprit);
  show_contact (self);
  if (culprit == PAMOR_CULPRIT_NONE) /* what waited for the line need not wait longer */
    pamor_engine_wake (PAMOR_ENGINE (source), TRUE);
}

static void
on_again_cb (PamorConnectionPage *self)
{
  g_assert (PAMOR_IS_CONNECTION_PAGE (self));

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < N_STEPS; i++)
    show_step (self, i, "content-loading-symbolic", "dim-label", _("not tested"));
  gtk_label_set_label (self->words, _("Testing the way to E-Open…"));
  gtk_widget_set_visible (GTK_WIDGET (self->help), FALSE);
  show_testing (self, TRUE);
  pamor_engine_find_culprit_async (pamor_desk_get_engine (self->desk), self->cancellable,
                                   on_found_cb, g_object_ref (self));
}

static gboolean
pamor_connection_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PAMOR_CONNECTION_PAGE (widget)->again));
}

static void
pamor_connection_page_dispose (GObject *object)
{
  PamorConnectionPage *self = PAMOR_CONNECTION_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_CONNECTION_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_connection_page_parent_class)->dispose (object);
}

static void
pamor_connection_page_class_init (PamorConnectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_connection_page_dispose;
  widget_class->grab_focus = pamor_connection_page_grab_focus;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/id/e_open/HaloPamor/shell/pamor-connection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorConnectionPage, again);
  gtk_widget_class_bind_template_child (widget_class, PamorConnectionPage, contact);
  gtk_widget_class_bind_template_child (widget_class, PamorConnectionPage, content);
  gtk_widget_class_bind_template_child (widget_class, PamorConnectionPage, help);
  gtk_widget_class_bind_template_child (widget_class, PamorConnectionPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PamorConnectionPage, steps);
  gtk_widget_class_bind_template_child (widget_class, PamorConnectionPage, words);
  gtk_widget_class_bind_template_callback (widget_class, on_again_cb);
}

static void
pamor_connection_page_init (PamorConnectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_STEPS; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      gtk_widget_set_focusable (row, FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(steps[i]));
      self->icons[i] = GTK_IMAGE (gtk_image_new ());
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (self->icons[i]));
      gtk_list_box_append (self->steps, row);
    }
}

/** pamor_connection_page_new: a page whose test has begun */
GtkWidget *
pamor_connection_page_new (PamorDesk *desk)
{
  PamorConnectionPage *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_CONNECTION_PAGE, NULL);
  self->desk = g_object_ref (desk);
  show_contact (self);
  on_again_cb (self);
  return GTK_WIDGET (self);
}
