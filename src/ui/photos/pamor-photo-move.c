/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A photo that is at the wrong document goes to another: dragged there, or by a menu. Where that
 * one is full, the two change places. No picture is read or written: only the form says otherwise
 * what each is of, and the store hears it with the form.
 */
#include "ui/photos/pamor-photo-move.h"

#include "ui/form/pamor-undo.h"

#include <glib/gi18n-lib.h>

/** Handle: what is dragged: the id of a photo, and no text that others could take */
typedef char Handle;

static Handle *
handle_copy (const Handle *id)
{
  return g_strdup (id);
}

GType handle_get_type (void);
G_DEFINE_BOXED_TYPE (Handle, handle, handle_copy, g_free)

/** Moved: where the photos were */
typedef struct
{
  PamorForm       *form;
  PamorAttachment *photo;
  PamorAttachment *other; /* (nullable): that changed places with it */
} Moved;

static void
put_back (gpointer data)
{
  Moved *moved = data;

  pamor_form_replace_attachment (moved->form, moved->photo->id, moved->photo);
  if (moved->other != NULL)
    pamor_form_replace_attachment (moved->form, moved->other->id, moved->other);
}

static void
moved_free (gpointer  data,
            GClosure *closure)
{
  Moved *moved = data;

  g_object_unref (moved->form);
  pamor_attachment_free (moved->photo);
  g_clear_pointer (&moved->other, pamor_attachment_free);
  g_free (moved);
}

static const PamorAttachment *
find_photo (PamorForm  *form,
            const char *id)
{
  GPtrArray *all = pamor_form_get_attachments (form);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((PamorAttachment *) all->pdata[i])->id, id))
      return all->pdata[i];
  return NULL;
}

/* Returns: (nullable): the last photo of a document that takes no more */
static const PamorAttachment *
find_in_the_way (PamorForm              *form,
                 const PamorRequirement *requirement)
{
  GPtrArray *all = pamor_form_get_attachments (form);
  const PamorAttachment *last = NULL;
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((PamorAttachment *) all->pdata[i])->requirement, requirement->code))
      {
        last = all->pdata[i];
        n++;
      }
  return n >= requirement->max ? last : NULL;
}

static void
assign (PamorForm             *form,
        const PamorAttachment *photo,
        const char            *requirement)
{
  g_autoptr (PamorAttachment) assigned = pamor_attachment_copy (photo);

  g_free (assigned->requirement);
  assigned->requirement = g_strdup (requirement);
  pamor_form_replace_attachment (form, assigned->id, assigned);
}

/**
 * pamor_photo_move:
 * @near: a widget where the move can be undone
 * @attachment: id of a photo of @form
 * @requirement: code of the document that it is of
 */
void
pamor_photo_move (GtkWidget  *near,
                  PamorForm  *form,
                  const char *attachment,
                  const char *requirement)
{
  const PamorRequirement *to
    = pamor_service_find_requirement (pamor_form_get_service (form), requirement);
  const PamorAttachment *photo = find_photo (form, attachment), *other;
  g_autofree char *from = NULL, *words = NULL;
  Moved *moved;

  g_return_if_fail (GTK_IS_WIDGET (near) && PAMOR_IS_FORM (form));

  if (photo == NULL || to == NULL || g_str_equal (photo->requirement, requirement))
    return;
  from = g_strdup (photo->requirement);
  other = find_in_the_way (form, to);
  moved = g_new0 (Moved, 1);
  moved->form = g_object_ref (form);
  moved->photo = pamor_attachment_copy (photo);
  moved->other = other != NULL ? pamor_attachment_copy (other) : NULL;
  words = g_strdup_printf (other != NULL ? _("Photos exchanged: %s") : _("Photo moved: %s"),
                           to->name);
  /* Offered first: the form's change takes the widgets of the photos away. */
  pamor_undo_offer (near, words, put_back, moved, moved_free);
  if (other != NULL)
    assign (form, other, from);
  assign (form, photo, requirement);
}

/**
 * pamor_photo_move_button_new:
 * @attachment: a photo of @form
 *
 * Returns: (transfer floating): a menu of the other documents; hidden where there is none
 */
GtkWidget *
pamor_photo_move_button_new (PamorForm             *form,
                             const PamorAttachment *attachment)
{
  GPtrArray *requirements = pamor_form_get_service (form)->requirements;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < requirements->len; i++)
    {
      const PamorRequirement *to = requirements->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (to->name, NULL);

      if (g_str_equal (to->code, attachment->requirement) || !pamor_form_asks_for (form, to))
        continue;
      g_menu_item_set_action_and_target (item, PAMOR_PHOTO_MOVE_ACTION, "(ss)", attachment->id,
                                         to->code);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _("Move the photo to"), G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "send-to-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0);
  gtk_widget_set_tooltip_text (button, _("Move it to another document"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Move it to another document"), -1);
  return button;
}

static void
on_drag_begin_cb (GtkDragSource *source,
                  GdkDrag       *drag,
                  gpointer       unused)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (widget);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/** pamor_photo_move_add_source: @widget shows that photo and can be dragged */
void
pamor_photo_move_add_source (GtkWidget  *widget,
                             const char *attachment)
{
  GtkDragSource *source = gtk_drag_source_new ();
  g_autoptr (GdkContentProvider) handle
    = gdk_content_provider_new_typed (handle_get_type (), attachment);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_drag_source_set_content (source, handle);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), NULL);
  /* Before the button that the photo is. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
}

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            gpointer       requirement)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  return gtk_widget_activate_action (widget, PAMOR_PHOTO_MOVE_ACTION, "(ss)",
                                     (const char *) g_value_get_boxed (value), requirement);
}

/** pamor_photo_move_add_target: @widget stands for that document; its photos come from elsewhere */
void
pamor_photo_move_add_target (GtkWidget  *widget,
                             const char *requirement)
{
  GtkDropTarget *target = gtk_drop_target_new (handle_get_type (), GDK_ACTION_MOVE);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_connect_data (target, "drop", G_CALLBACK (on_drop_cb), g_strdup (requirement),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
