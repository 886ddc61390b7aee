/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-kept.h"

#include "domain/pamor-words.h"
#include "ui/photos/pamor-photo-move.h"
#include "ui/photos/pamor-photo-verdict.h"
#include "ui/widgets/pamor-focus.h"
#include "ui/widgets/pamor-photo-tile.h"

#include <glib/gi18n-lib.h>

struct _PamorPhotoKept
{
  GtkWidget        parent_instance;

  /* Borrowed, a child */
  GtkWidget       *edit;

  /* Owned */
  PamorAttachment *attachment;
};

enum { REPLACE, REMOVE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorPhotoKept, pamor_photo_kept, GTK_TYPE_WIDGET)

static void
pamor_photo_kept_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pamor_photo_kept_parent_class)->dispose (object);
}

static void
pamor_photo_kept_finalize (GObject *object)
{
  pamor_attachment_free (PAMOR_PHOTO_KEPT (object)->attachment);

  G_OBJECT_CLASS (pamor_photo_kept_parent_class)->finalize (object);
}

/* The tile can't be come to before its photo is read */
static gboolean
pamor_photo_kept_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PAMOR_PHOTO_KEPT (widget)->edit);
}

static void
pamor_photo_kept_class_init (PamorPhotoKeptClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_photo_kept_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_kept_finalize;

  signals[REPLACE] = g_signal_new ("replace", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  GTK_WIDGET_CLASS (klass)->grab_focus = pamor_photo_kept_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
pamor_photo_kept_init (PamorPhotoKept *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
}

static void
on_replace_clicked_cb (PamorPhotoKept *self)
{
  g_signal_emit (self, signals[REPLACE], 0);
}

static void
on_remove_clicked_cb (PamorPhotoKept *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static GtkWidget *
make_flat_button (const char *icon,
                  const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return button;
}

static GtkWidget *
make_edit_button (PamorPhotoKept *self)
{
  self->edit = make_flat_button ("document-edit-symbolic", _("Look at it and mend it"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", self->attachment->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "photo.edit");
  if (pamor_attachment_is_pdf (self->attachment))
    {
      gtk_button_set_icon_name (GTK_BUTTON (self->edit), "zoom-in-symbolic");
      gtk_widget_set_tooltip_text (self->edit, _("Look at its first page"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Look at its first page"), -1);
    }
  return self->edit;
}

static GtkWidget *
make_button (PamorPhotoKept *self,
             const char     *icon,
             const char     *words,
             GCallback       callback)
{
  GtkWidget *button = make_flat_button (icon, words);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_verdict (PamorPhotoKept  *self,
             PamorPhotoTaker *taker)
{
  GtkWidget *verdict = pamor_photo_verdict_new ();

  gtk_widget_set_parent (verdict, GTK_WIDGET (self));
  pamor_photo_verdict_judge (PAMOR_PHOTO_VERDICT (verdict), pamor_photo_taker_get_desk (taker),
                             pamor_photo_taker_get_id (taker), self->attachment->id);
}

/**
 * pamor_photo_kept_new:
 * @attachment: of the form that @taker takes photos for; copied
 * @name: what it is a photo of
 */
GtkWidget *
pamor_photo_kept_new (PamorPhotoTaker       *taker,
                      const PamorAttachment *attachment,
                      const char            *name)
{
  PamorPhotoKept *self = g_object_new (PAMOR_TYPE_PHOTO_KEPT, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *size = pamor_words_for_size (attachment->size);
  g_autofree char *pdf = g_strdup_printf (_("PDF as it is, %s"), size);
  GtkWidget *label = gtk_label_new (pamor_attachment_is_pdf (attachment) ? pdf : size), *tile;

  self->attachment = pamor_attachment_copy (attachment);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), make_edit_button (self));
  gtk_box_append (GTK_BOX (line), pamor_photo_move_button_new (pamor_photo_taker_get_form (taker),
                                                               attachment));
  gtk_box_append (GTK_BOX (line), make_button (self, "view-refresh-symbolic", _("Take another"),
                                               G_CALLBACK (on_replace_clicked_cb)));
  gtk_box_append (GTK_BOX (line), make_button (self, "user-trash-symbolic", _("Remove the photo"),
                                               G_CALLBACK (on_remove_clicked_cb)));
  tile = pamor_photo_tile_new (pamor_photo_taker_get_desk (taker), pamor_photo_taker_get_id (taker),
                               attachment->id, name);
  pamor_photo_tile_hide_label (PAMOR_PHOTO_TILE (tile));
  pamor_photo_move_add_source (tile, attachment->id);
  gtk_widget_set_parent (tile, GTK_WIDGET (self));
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  if (pamor_photo_verdict_is_due (attachment->requirement)
      && !pamor_attachment_is_pdf (attachment))
    add_verdict (self, taker);
  return GTK_WIDGET (self);
}

/** pamor_photo_kept_get_attachment: Returns: (transfer none): the photo that it shows */
const PamorAttachment *
pamor_photo_kept_get_attachment (PamorPhotoKept *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_KEPT (self), NULL);
  return self->attachment;
}

/** pamor_photo_kept_claim_focus: unless a person has gone on, and the keyboard is elsewhere */
void
pamor_photo_kept_claim_focus (PamorPhotoKept *self)
{
  GtkWidget *focus;

  g_return_if_fail (PAMOR_IS_PHOTO_KEPT (self));

  focus = pamor_focus_get (GTK_WIDGET (self));
  if (focus == NULL || gtk_widget_is_ancestor (GTK_WIDGET (self), focus))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}
