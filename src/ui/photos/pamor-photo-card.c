/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-card.h"

#include "ui/photos/pamor-phone-window.h"
#include "ui/photos/pamor-photo-kept.h"
#include "ui/photos/pamor-photo-move.h"
#include "ui/photos/pamor-photo-twin.h"
#include "ui/photos/pamor-photo-undo.h"
#include "ui/photos/pamor-photo-ways.h"
#include "ui/photos/pamor-photo-work.h"
#include "ui/scanner/pamor-scanner-window.h"
#include "ui/studio/pamor-studio-page.h"
#include "ui/widgets/pamor-focus.h"
#include "ui/widgets/pamor-navigator.h"
#include "ui/widgets/pamor-photo-viewer.h"

#include <glib/gi18n-lib.h>

struct _PamorPhotoCard
{
  GtkWidget               parent_instance;

  /* Template */
  GtkWidget              *gallery;
  GtkWidget              *head;
  GtkLabel               *help;
  GtkLabel               *name;
  GtkPicture             *part;
  GtkBox                 *photos;
  GtkLabel               *state;
  GtkLabel               *trouble;
  GtkLabel               *twin;
  PamorPhotoWays         *ways;
  GtkBox                 *works;

  /* Borrowed, of the catalogue */
  const PamorRequirement *requirement;

  /* Owned */
  PamorPhotoTaker        *taker;
  GPtrArray              *kept;     /* of PamorPhotoKept, owned by the box */
  GPtrArray              *waiting;  /* of PamorPhotoSource: further pages, one after the other */
  char                   *replaced; /* (nullable) id of the photo that the next one replaces */
  PamorAttachment        *edited;   /* (nullable) that which is in the studio */

  guint                   under_way;
};

static guint left_signal;

G_DEFINE_FINAL_TYPE (PamorPhotoCard, pamor_photo_card, GTK_TYPE_WIDGET)

static void
remove_photo (PamorPhotoCard        *self,
              const PamorAttachment *attachment,
              const char            *words)
{
  g_autofree char *id = g_strdup (attachment->id);

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  pamor_photo_undo_offer (GTK_WIDGET (self), pamor_photo_taker_get_form (self->taker), attachment,
                          NULL, words);
  pamor_form_remove_attachment (pamor_photo_taker_get_form (self->taker), id);
}

static void
on_remove_cb (PamorPhotoCard *self,
              PamorPhotoKept *photo)
{
  g_autofree char *words = g_strdup_printf (_("Photo removed: %s"), self->requirement->name);

  remove_photo (self, pamor_photo_kept_get_attachment (photo), words);
}

static void
on_took_cb (PamorPhotoCard *self,
            GPtrArray      *sources)
{
  g_assert (PAMOR_IS_PHOTO_CARD (self));

  if (sources->len == 0)
    g_clear_pointer (&self->replaced, g_free);
  for (guint i = 0; i < sources->len; i++)
    pamor_photo_card_take (self, g_ptr_array_index (sources, i));
}

static void
on_replace_cb (PamorPhotoCard *self,
               PamorPhotoKept *photo)
{
  g_free (self->replaced);
  self->replaced = g_strdup (pamor_photo_kept_get_attachment (photo)->id);
  pamor_photo_ways_choose (self->ways);
}

/* @window: that takes or shows photos of this card */
static void
present (PamorPhotoCard *self,
         GtkWidget      *window)
{
  g_assert (PAMOR_IS_PHOTO_CARD (self));

  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_phone_cb (PamorPhotoCard *self)
{
  PamorDesk *desk = pamor_photo_taker_get_desk (self->taker);

  present (self, pamor_phone_window_new (self, pamor_desk_get_clock (desk),
                                         pamor_desk_is_practice (desk)));
}

static void
on_scanner_cb (PamorPhotoCard *self)
{
  PamorDesk *desk = pamor_photo_taker_get_desk (self->taker);

  present (self, pamor_scanner_window_new (self, pamor_desk_is_practice (desk)));
}

static gboolean
on_drop_cb (PamorPhotoCard *self,
            GdkDrop        *drop)
{
  g_assert (PAMOR_IS_PHOTO_CARD (self));

  pamor_photo_ways_drop (self->ways, drop);
  return TRUE;
}

static PamorPhotoKept *
find_kept (PamorPhotoCard *self,
           const char     *attachment)
{
  g_assert (PAMOR_IS_PHOTO_CARD (self));

  for (guint i = 0; i < self->kept->len; i++)
    if (g_str_equal (pamor_photo_kept_get_attachment (self->kept->pdata[i])->id, attachment))
      return self->kept->pdata[i];
  return NULL;
}

/* Back to the photo that was opened, or what has become of it */
static void
on_studio_closed_cb (PamorPhotoCard *self,
                     const char     *attachment,
                     GtkWidget      *page)
{
  GtkWidget *navigator = gtk_widget_get_ancestor (page, PAMOR_TYPE_NAVIGATOR);
  PamorPhotoKept *kept = find_kept (self, attachment);
  g_autofree char *words = g_strdup_printf (_("Photo edited: %s"), self->requirement->name);

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  if (self->edited != NULL && !g_str_equal (self->edited->id, attachment))
    pamor_photo_undo_offer (GTK_WIDGET (self), pamor_photo_taker_get_form (self->taker),
                            self->edited, attachment, words);
  g_clear_pointer (&self->edited, pamor_attachment_free);
  if (navigator != NULL && pamor_navigator_get_page (PAMOR_NAVIGATOR (navigator)) == page)
    pamor_navigator_pop (PAMOR_NAVIGATOR (navigator));
  if (kept != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (kept));
}

/* What is to stay as it is can't be mended. */
static void
look_at (PamorPhotoCard *self,
         PamorPhotoKept *kept)
{
  GtkWidget *viewer
    = pamor_photo_viewer_new (pamor_desk_get_store (pamor_photo_taker_get_desk (self->taker)),
                              pamor_photo_taker_get_id (self->taker),
                              pamor_photo_kept_get_attachment (kept)->id, self->requirement->name);

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  present (self, viewer);
}

static void
edit_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *argument)
{
  PamorPhotoCard *self = PAMOR_PHOTO_CARD (widget);
  GtkWidget *navigator = gtk_widget_get_ancestor (widget, PAMOR_TYPE_NAVIGATOR), *page;
  PamorPhotoKept *kept = find_kept (self, g_variant_get_string (argument, NULL));

  if (kept == NULL || navigator == NULL)
    return;
  if (pamor_attachment_is_pdf (pamor_photo_kept_get_attachment (kept)))
    return look_at (self, kept);
  g_clear_pointer (&self->edited, pamor_attachment_free);
  self->edited = pamor_attachment_copy (pamor_photo_kept_get_attachment (kept));
  page = pamor_studio_page_new (self->taker, self->requirement, self->edited);
  g_signal_connect_object (page, "closed", G_CALLBACK (on_studio_closed_cb), self,
                           G_CONNECT_SWAPPED);
  pamor_navigator_push (PAMOR_NAVIGATOR (navigator), page, _("Look at the photo"));
}

static void
pamor_photo_card_dispose (GObject *object)
{
  PamorPhotoCard *self = PAMOR_PHOTO_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_PHOTO_CARD);
  g_clear_object (&self->taker);

  G_OBJECT_CLASS (pamor_photo_card_parent_class)->dispose (object);
}

static void
pamor_photo_card_finalize (GObject *object)
{
  PamorPhotoCard *self = PAMOR_PHOTO_CARD (object);

  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->waiting);
  g_free (self->replaced);
  g_clear_pointer (&self->edited, pamor_attachment_free);

  G_OBJECT_CLASS (pamor_photo_card_parent_class)->finalize (object);
}

static void
pamor_photo_card_class_init (PamorPhotoCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_photo_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_card_finalize;

  left_signal = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_install_action (widget_class, "photo.edit", "s", edit_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-photo-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, gallery);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, head);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, help);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, name);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, part);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, photos);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, state);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, trouble);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, twin);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, ways);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCard, works);
  gtk_widget_class_bind_template_callback (widget_class, on_phone_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_scanner_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_took_cb);
  gtk_widget_class_bind_template_callback (widget_class, pamor_photo_card_set_trouble);
}

static void
pamor_photo_card_init (PamorPhotoCard *self)
{
  GtkDropTargetAsync *target;

  g_type_ensure (PAMOR_TYPE_PHOTO_WAYS);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->kept = g_ptr_array_new ();
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);
  target = gtk_drop_target_async_new (pamor_photo_source_formats (), GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
update_state (PamorPhotoCard *self)
{
  const char *words = _("when there is one"), *style = "dim-label";

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  if (self->kept->len > 0)
    {
      words = _("taken");
      style = "success";
    }
  else if (pamor_photo_taker_count_coming (self->taker, self->requirement->code) > 0)
    words = _("on its way…");
  else if (pamor_photo_card_is_missing (self))
    {
      words = _("still missing");
      style = "warning";
    }
  gtk_label_set_label (self->state, words);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), (const char *[]) { style, NULL });
  gtk_widget_set_visible (self->gallery, self->kept->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->works), self->under_way > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ways), pamor_photo_card_count_free (self) > 0);
}

static void
add_photo (PamorPhotoCard        *self,
           const PamorAttachment *attachment)
{
  GtkWidget *photo = pamor_photo_kept_new (self->taker, attachment, self->requirement->name);

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  g_signal_connect_object (photo, "remove", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (photo, "replace", G_CALLBACK (on_replace_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->photos, photo);
  g_ptr_array_add (self->kept, photo);
}

static gboolean
shows_photos (PamorPhotoCard *self,
              GPtrArray      *attachments)
{
  g_assert (PAMOR_IS_PHOTO_CARD (self));

  if (attachments->len != self->kept->len)
    return FALSE;
  for (guint i = 0; i < attachments->len; i++)
    if (!g_str_equal (pamor_photo_kept_get_attachment (self->kept->pdata[i])->id,
                      ((PamorAttachment *) attachments->pdata[i])->id))
      return FALSE;
  return TRUE;
}

/* Returns: which of the photos the keyboard is at; their number where it is at none */
static guint
find_focused (PamorPhotoCard *self)
{
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (self));
  guint i = 0;

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  while (i < self->kept->len
         && (focus == NULL || !gtk_widget_is_ancestor (focus, self->kept->pdata[i])))
    i++;
  return i;
}

/* The form tells of every key that is pressed; the photos are built anew when they are others. The
 * keyboard stays: at the photo that has the place, or at the ways to take one. */
static void
on_form_changed_cb (PamorPhotoCard *self)
{
  GPtrArray *all = pamor_form_get_attachments (pamor_photo_taker_get_form (self->taker));
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  const guint focused = find_focused (self);
  const gboolean holds = focused < self->kept->len;

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((PamorAttachment *) all->pdata[i])->requirement, self->requirement->code))
      g_ptr_array_add (own, all->pdata[i]);
  if (!shows_photos (self, own))
    {
      for (guint i = 0; i < self->kept->len; i++)
        gtk_box_remove (self->photos, self->kept->pdata[i]);
      g_ptr_array_set_size (self->kept, 0);
      for (guint i = 0; i < own->len; i++)
        add_photo (self, own->pdata[i]);
    }
  pamor_photo_twin_show (self->twin, pamor_photo_taker_get_form (self->taker), own);
  update_state (self);
  if (holds && self->kept->len > 0 && find_focused (self) == self->kept->len)
    gtk_widget_grab_focus (self->kept->pdata[MIN (focused, self->kept->len - 1)]);
  else if (holds && self->kept->len == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->ways), GTK_DIR_TAB_FORWARD);
}

/** pamor_photo_card_new: @requirement: of the form's service */
GtkWidget *
pamor_photo_card_new (PamorPhotoTaker        *taker,
                      const PamorRequirement *requirement)
{
  PamorPhotoCard *self;

  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (taker), NULL);

  self = g_object_new (PAMOR_TYPE_PHOTO_CARD, NULL);
  self->taker = g_object_ref (taker);
  self->requirement = requirement;
  gtk_label_set_label (self->name, requirement->name);
  pamor_photo_move_add_target (GTK_WIDGET (self), requirement->code);
  pamor_photo_ways_set_up (self->ways, pamor_photo_taker_get_desk (taker), requirement);
  gtk_label_set_label (self->help, requirement->help != NULL ? requirement->help : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help), requirement->help != NULL);
  g_signal_connect_object (pamor_photo_taker_get_form (taker), "changed",
                           G_CALLBACK (on_form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (taker, "notify::busy", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  on_form_changed_cb (self);
  return GTK_WIDGET (self);
}

/** pamor_photo_card_get_requirement: Returns: (transfer none): the catalogue's */
const PamorRequirement *
pamor_photo_card_get_requirement (PamorPhotoCard *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (self), NULL);
  return self->requirement;
}

/** pamor_photo_card_get_taker: of the form that the card stands in */
PamorPhotoTaker *
pamor_photo_card_get_taker (PamorPhotoCard *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (self), NULL);
  return self->taker;
}

/** pamor_photo_card_count_photos: Returns: those kept; what is still being worked on is none yet */
guint
pamor_photo_card_count_photos (PamorPhotoCard *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (self), 0);
  return self->kept->len;
}

/** pamor_photo_card_count_free: Returns: how many more photos it takes */
guint
pamor_photo_card_count_free (PamorPhotoCard *self)
{
  guint coming, used;

  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (self), 0);

  coming = pamor_photo_taker_count_coming (self->taker, self->requirement->code);
  used = self->kept->len + MAX (self->under_way, coming) + self->waiting->len;
  return self->requirement->max > used ? self->requirement->max - used : 0;
}

/** pamor_photo_card_is_missing: Returns: whether sealing waits for a photo here */
gboolean
pamor_photo_card_is_missing (PamorPhotoCard *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (self), FALSE);

  return self->kept->len == 0
         && (self->requirement->required || self->requirement->required_if != NULL);
}

static void
drop_replaced (PamorPhotoCard *self)
{
  g_autofree char *id = g_steal_pointer (&self->replaced);
  g_autofree char *words = g_strdup_printf (_("Photo replaced: %s"), self->requirement->name);
  PamorPhotoKept *kept = id != NULL ? find_kept (self, id) : NULL;

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  if (kept != NULL)
    remove_photo (self, pamor_photo_kept_get_attachment (kept), words);
}

/* In their order, so that each waits for the one before it. What has no room here is let go. */
static void
take_rest (PamorPhotoCard *self,
           GPtrArray      *rest)
{
  g_autoptr (GPtrArray) left
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);

  g_assert (PAMOR_IS_PHOTO_CARD (self));

  for (guint i = 0; i < rest->len; i++)
    g_ptr_array_add (pamor_photo_card_count_free (self) > 0 ? self->waiting : left,
                     pamor_photo_source_copy (rest->pdata[i]));
  if (left->len > 0)
    g_signal_emit (self, left_signal, 0, left);
  if (self->waiting->len > 0)
    {
      g_autoptr (PamorPhotoSource) next = g_ptr_array_steal_index (self->waiting, 0);

      pamor_photo_card_take (self, next);
    }
}

static void
show_part (PamorPhotoCard *self,
           GdkTexture     *part)
{
  g_assert (PAMOR_IS_PHOTO_CARD (self));

  gtk_picture_set_paintable (self->part, part != NULL ? GDK_PAINTABLE (part) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->part), part != NULL);
}

static void
on_work_done_cb (PamorPhotoCard *self,
                 const char     *attachment,
                 const char     *trouble,
                 GtkWidget      *work)
{
  g_assert (PAMOR_IS_PHOTO_CARD (self));

  self->under_way--;
  gtk_box_remove (self->works, work);
  pamor_photo_card_set_trouble (self, trouble);
  show_part (self, pamor_photo_work_get_part (PAMOR_PHOTO_WORK (work)));
  if (attachment != NULL)
    {
      drop_replaced (self);
      take_rest (self, pamor_photo_work_get_rest (PAMOR_PHOTO_WORK (work)));
      if (pamor_photo_work_wants_better (PAMOR_PHOTO_WORK (work)))
        pamor_photo_kept_claim_focus (find_kept (self, attachment));
    }
  else
    {
      /* What comes next is another photo, and not the one that was to take its place. */
      g_clear_pointer (&self->replaced, g_free);
      g_ptr_array_set_size (self->waiting, 0);
    }
  update_state (self);
}

/**
 * pamor_photo_card_take:
 *
 * Takes a photo. A card for one photo that has it takes the new one in its place; any other that is
 * full says so.
 *
 * Returns: (transfer none) (nullable): the PamorPhotoWork that tells what comes of it; %NULL where
 *   it is full
 */
GtkWidget *
pamor_photo_card_take (PamorPhotoCard         *self,
                       const PamorPhotoSource *source)
{
  GtkWidget *work;

  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (self), NULL);

  if (self->replaced == NULL && self->kept->len == 1 && self->requirement->max == 1)
    self->replaced = g_strdup (pamor_photo_kept_get_attachment (self->kept->pdata[0])->id);
  if (self->under_way > 0 ? pamor_photo_card_count_free (self) == 0
                          : pamor_photo_card_count_free (self) == 0 && self->replaced == NULL)
    {
      pamor_photo_card_set_trouble (self, _("There is no room for more photos of this document. "
                                            "Remove one first."));
      return NULL;
    }
  pamor_photo_card_set_trouble (self, NULL);
  work = pamor_photo_work_new ();
  /* The card lives as long, wherever its form is by then: what is coming has its place in it. */
  g_signal_connect_data (work, "done", G_CALLBACK (on_work_done_cb), g_object_ref (self),
                         (GClosureNotify) (void (*) (void)) g_object_unref, G_CONNECT_SWAPPED);
  gtk_box_append (self->works, work);
  self->under_way++;
  update_state (self);
  pamor_photo_work_start (PAMOR_PHOTO_WORK (work), self->taker, source, self->requirement,
                          1 + pamor_photo_card_count_free (self));
  return work;
}

/** pamor_photo_card_open_camera: to take a photo of this document */
void
pamor_photo_card_open_camera (PamorPhotoCard *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_CARD (self));

  pamor_photo_ways_open_camera (self->ways);
}

/** pamor_photo_card_get_trouble: Returns: (nullable): why the last photo was not taken */
const char *
pamor_photo_card_get_trouble (PamorPhotoCard *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->trouble)) ? gtk_label_get_label (self->trouble)
                                                             : NULL;
}

/** pamor_photo_card_set_trouble: @words: (nullable): NULL when there is none any more */
void
pamor_photo_card_set_trouble (PamorPhotoCard *self,
                              const char     *words)
{
  g_return_if_fail (PAMOR_IS_PHOTO_CARD (self));

  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
  show_part (self, NULL);
}
