/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/pamor-shell-private.h"

#include "domain/pamor-words.h"
#include "ui/form/pamor-form-page.h"
#include "ui/guide/pamor-guide-entry.h"
#include "ui/guide/pamor-guide-page.h"
#include "ui/home/pamor-home-page.h"
#include "ui/reading/pamor-reading-mode.h"
#include "ui/shell/pamor-link-words.h"
#include "ui/shell/pamor-sync-button.h"
#include "ui/status/pamor-status-page.h"

#include <glib/gi18n-lib.h>

/* The page gets at least this many times the width of the sidebar, or the sidebar folds away. */
#define PAGE_TO_SIDEBAR 3
/* The activity in which people are met who may see little. */
#define READING_ACTIVITY "ANDUK_BANG_BEK"

G_DEFINE_FINAL_TYPE (PamorShell, pamor_shell, GTK_TYPE_WIDGET)

static guint log_in_signal;

static void
update_title (PamorShell *self)
{
  const char *title = pamor_navigator_get_title (self->navigator);
  const char *officer = pamor_desk_get_officer (self->desk);

  g_assert (PAMOR_IS_SHELL (self));

  adw_window_title_set_title (self->title, title != NULL ? title : "Halo Pamor");
  if (pamor_desk_is_practice (self->desk))
    adw_window_title_set_subtitle (self->title, _("Practice"));
  else
    adw_window_title_set_subtitle (self->title, officer != NULL ? officer : "");
}

static void
on_navigated_cb (PamorShell *self)
{
  const gboolean leads_back = pamor_navigator_get_depth (self->navigator) > 0;

  g_assert (PAMOR_IS_SHELL (self));

  if (self->desk == NULL)
    return;
  update_title (self);
  _pamor_shell_forget_form (self);
  gtk_widget_set_visible (self->back, leads_back);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shell.back", leads_back);
}

static void
on_banner_clicked_cb (PamorShell *self)
{
  const char *action
      = pamor_link_get_action (pamor_engine_get_link (pamor_desk_get_engine (self->desk)));

  g_assert (PAMOR_IS_SHELL (self));

  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
update_banner (PamorShell *self)
{
  const PamorLink link = pamor_engine_get_link (pamor_desk_get_engine (self->desk));
  const gboolean trouble = pamor_link_is_trouble (link);

  g_assert (PAMOR_IS_SHELL (self));

  /* On the way out it keeps its words: a line that empties itself while it folds looks broken. */
  if (trouble)
    {
      pamor_banner_set_title (self->banner, pamor_link_get_words (link));
      pamor_banner_set_button_label (self->banner, pamor_link_get_button (link));
    }
  pamor_banner_set_revealed (self->banner, trouble);
}

static void
on_place_chosen_cb (PamorShell *self,
                    int         place)
{
  g_assert (PAMOR_IS_SHELL (self));

  pamor_shell_set_place (self, place);
}

static void
on_entry_chosen_cb (PamorShell            *self,
                    const PamorGuideEntry *entry)
{
  g_assert (PAMOR_IS_SHELL (self));

  pamor_shell_push (self, pamor_guide_entry_new (entry), _("Guide"));
}

static void
on_catalogue_changed_cb (PamorShell *self,
                         const char *version)
{
  g_autofree char *words
      = g_strdup_printf (_("A newer list of services came from the city (%s). New forms use it."),
                         version);

  g_assert (PAMOR_IS_SHELL (self));

  pamor_shell_say (self, words);
}

/* Of what has no page any more: as long as it takes to read it while doing something else */
static void
on_said_cb (PamorShell *self,
            const char *words)
{
  AdwToast *toast = _pamor_shell_new_toast (words);

  g_assert (PAMOR_IS_SHELL (self));

  adw_toast_set_timeout (toast, 20);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* At the door of who may see little, the larger text is one press away. */
static void
offer_reading (PamorShell *self)
{
  AdwToast *toast;

  g_assert (PAMOR_IS_SHELL (self));

  if (g_strcmp0 (pamor_desk_get_activity (self->desk), READING_ACTIVITY) != 0
      || pamor_reading_mode_is_on ())
    return;
  toast = _pamor_shell_new_toast (_("Larger text and high contrast?"));
  adw_toast_set_button_label (toast, _("Reading mode"));
  adw_toast_set_action_name (toast, "app." PAMOR_READING_KEY);
  adw_toast_set_timeout (toast, 20); /* longer, it would stand over a form */
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
set_folded (PamorShell *self,
            gboolean    folded)
{
  g_assert (PAMOR_IS_SHELL (self));

  self->folded = folded;
  gtk_widget_set_visible (self->side_space, !folded);
  gtk_widget_set_visible (self->side_button, folded);
  gtk_revealer_set_reveal_child (self->side, !folded);
}

static void
on_layout_cb (PamorShell *self,
              int         width)
{
  int sidebar;
  gboolean folded;

  g_assert (PAMOR_IS_SHELL (self));

  gtk_widget_measure (GTK_WIDGET (self->sidebar), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &sidebar,
                      NULL, NULL);
  folded = width < sidebar * (PAGE_TO_SIDEBAR + 1);
  if (folded != self->folded)
    set_folded (self, folded);
}

static void
pamor_shell_realize (GtkWidget *widget)
{
  PamorShell *self = PAMOR_SHELL (widget);

  GTK_WIDGET_CLASS (pamor_shell_parent_class)->realize (widget);
  self->surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_connect_object (self->surface, "layout", G_CALLBACK (on_layout_cb), self,
                           G_CONNECT_SWAPPED);
  if (gdk_surface_get_width (self->surface) > 1)
    on_layout_cb (self, gdk_surface_get_width (self->surface));
}

static void
pamor_shell_unrealize (GtkWidget *widget)
{
  PamorShell *self = PAMOR_SHELL (widget);

  g_signal_handlers_disconnect_by_func (self->surface, on_layout_cb, self);
  self->surface = NULL;
  GTK_WIDGET_CLASS (pamor_shell_parent_class)->unrealize (widget);
}

static void
pamor_shell_dispose (GObject *object)
{
  PamorShell *self = PAMOR_SHELL (object);

  /* What was thrown away and not taken back is deleted now: the chance is over. */
  if (self->desk != NULL)
    pamor_bin_empty (pamor_desk_get_bin (self->desk));
  g_clear_object (&self->undo);
  g_clear_pointer (&self->filling, g_free);
  g_clear_pointer (&self->wanted, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_SHELL);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_shell_parent_class)->dispose (object);
}

static void
pamor_shell_class_init (PamorShellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_shell_dispose;
  widget_class->realize = pamor_shell_realize;
  widget_class->unrealize = pamor_shell_unrealize;
  log_in_signal = g_signal_new ("log-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PAMOR_TYPE_BANNER);
  g_type_ensure (PAMOR_TYPE_NAVIGATOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/shell/pamor-shell.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorShell, back);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, banner);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, content);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, navigator);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, side);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, side_button);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, side_space);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, sync);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, title);
  gtk_widget_class_bind_template_child (widget_class, PamorShell, toasts);
  gtk_widget_class_bind_template_callback (widget_class, on_banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_navigated_cb);
  _pamor_shell_install_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "shell.back", NULL);
}

static void
pamor_shell_init (PamorShell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_shell_new: Returns: (transfer floating): at today's place, or in the form that was open
 *   when the program ended */
GtkWidget *
pamor_shell_new (PamorDesk *desk)
{
  PamorShell *self;
  PamorEngine *engine;
  g_autofree char *open_form = NULL;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_SHELL, NULL);
  engine = pamor_desk_get_engine (desk);
  open_form = g_strdup (pamor_store_get_note (pamor_desk_get_store (desk), PAMOR_FORM_PAGE_NOTE));
  self->desk = g_object_ref (desk);
  self->guide = pamor_guide_page_new (desk);
  self->home = pamor_home_page_new (desk);
  self->outbox = PAMOR_OUTBOX_PAGE (pamor_outbox_page_new (desk));
  self->sidebar = PAMOR_SIDEBAR (pamor_sidebar_new (desk));
  self->status = pamor_status_page_new (desk);
  gtk_revealer_set_child (self->side, GTK_WIDGET (self->sidebar));
  adw_bin_set_child (self->sync, pamor_sync_button_new (desk));
  g_signal_connect_object (self->sidebar, "place-chosen", G_CALLBACK (on_place_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->guide, "chosen", G_CALLBACK (on_entry_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::activity", G_CALLBACK (offer_reading), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "catalogue-changed", G_CALLBACK (on_catalogue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "said", G_CALLBACK (on_said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::link", G_CALLBACK (update_banner), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shell.trainer", pamor_desk_is_practice (desk));
  /* All roots are in from the start, so that none is ever without a parent. */
  pamor_navigator_set_root (self->navigator, GTK_WIDGET (self->outbox), "");
  pamor_navigator_set_root (self->navigator, self->guide, "");
  pamor_navigator_set_root (self->navigator, self->status, "");
  pamor_shell_set_place (self, PAMOR_PLACE_TODAY);
  set_folded (self, FALSE);
  update_banner (self);
  if (pamor_desk_get_trouble (desk) != NULL)
    pamor_shell_say (self, _("The list of services that came from the city can't be used; the one "
                             "of the program is."));
  _pamor_shell_resume_form (self, open_form);
  return GTK_WIDGET (self);
}

/** pamor_shell_set_place: shows @place; what was open over the last one is let go of */
void
pamor_shell_set_place (PamorShell *self,
                       PamorPlace  place)
{
  GtkWidget *root;

  g_return_if_fail (PAMOR_IS_SHELL (self));

  root = place == PAMOR_PLACE_TODAY    ? self->home
         : place == PAMOR_PLACE_STATUS ? self->status
         : place == PAMOR_PLACE_GUIDE  ? self->guide
                                       : GTK_WIDGET (self->outbox);
  if (root == GTK_WIDGET (self->outbox))
    pamor_outbox_page_set_place (self->outbox, place);
  pamor_navigator_set_root (self->navigator, root, pamor_place_get_title (place));
  pamor_sidebar_set_place (self->sidebar, place);
  if (self->folded)
    gtk_revealer_set_reveal_child (self->side, FALSE);
}

/** pamor_shell_push: shows @page over what is shown */
void
pamor_shell_push (PamorShell *self,
                  GtkWidget  *page,
                  const char *title)
{
  g_return_if_fail (PAMOR_IS_SHELL (self));

  pamor_navigator_push (self->navigator, page, title);
  if (self->folded)
    gtk_revealer_set_reveal_child (self->side, FALSE);
}

/* libadwaita 1.2 names the button that closes a toast to nobody who does not see it. */
static void
name_buttons (GtkWidget *within)
{
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && gtk_button_get_icon_name (GTK_BUTTON (child)) != NULL)
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Close"), -1);
}

static void
on_toast_map_cb (GtkWidget *label)
{
  GtkWidget *at = gtk_widget_get_parent (label);

  for (; at != NULL && !ADW_IS_TOAST_OVERLAY (at); at = gtk_widget_get_parent (at))
    name_buttons (at);
}

/**
 * _pamor_shell_new_toast:
 *
 * Returns: (transfer full): a toast of @words, plain text; the label of its own makes it an alert
 *   to a screen reader, which those of libadwaita 1.2 are not
 */
AdwToast *
_pamor_shell_new_toast (const char *words)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                   "label", words, "wrap", TRUE, "natural-wrap-mode",
                                   GTK_NATURAL_WRAP_NONE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "heading");
  g_signal_connect (label, "map", G_CALLBACK (on_toast_map_cb), NULL);
  adw_toast_set_custom_title (toast, label);
  return toast;
}

/** pamor_shell_say: shows @words, plain text, for a moment */
void
pamor_shell_say (PamorShell *self,
                 const char *words)
{
  g_return_if_fail (PAMOR_IS_SHELL (self));

  adw_toast_overlay_add_toast (self->toasts, _pamor_shell_new_toast (words));
}

/** _pamor_shell_say_error: what went wrong, in words for people */
void
_pamor_shell_say_error (PamorShell   *self,
                        const GError *error)
{
  g_autofree char *words = pamor_words_for_error (error);

  g_assert (PAMOR_IS_SHELL (self));

  g_debug ("%s", error->message);
  pamor_shell_say (self, words);
}

/** pamor_shell_get_page: Returns: (transfer none): the page on top */
GtkWidget *
pamor_shell_get_page (PamorShell *self)
{
  g_return_val_if_fail (PAMOR_IS_SHELL (self), NULL);

  return pamor_navigator_get_page (self->navigator);
}

/** _pamor_shell_log_in: asks who has the window for it, by "log-in" */
void
_pamor_shell_log_in (PamorShell *self)
{
  g_assert (PAMOR_IS_SHELL (self));

  g_signal_emit (self, log_in_signal, 0);
}
