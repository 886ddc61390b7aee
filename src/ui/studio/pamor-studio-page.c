/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/studio/pamor-studio-page.h"

#include "domain/pamor-words.h"
#include "ui/compat/pamor-tell.h"
#include "ui/form/pamor-side-layout.h"
#include "ui/photos/pamor-photo-verdict.h"
#include "ui/studio/pamor-studio-frame.h"
#include "ui/studio/pamor-studio.h"
#include "ui/widgets/pamor-document-sketch.h"
#include "ui/widgets/pamor-photo-canvas.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define NEARER 1.25
#define INSET  0.1 /* of the photo: where corners begin that were not found */

struct _PamorStudioPage
{
  GtkWidget            parent_instance;

  /* Template */
  GtkWidget           *about;
  GtkWidget           *all;
  PamorPhotoCanvas    *canvas;
  GtkToggleButton     *compare;
  GtkLabel            *facts;
  PamorStudioFrame    *frame;
  GtkToggleButton     *grey;
  GtkLabel            *help;
  GtkLabel            *hint;
  GtkAdjustment       *light;
  GtkLabel            *name;
  GtkButton           *pixels;
  GtkProgressBar      *progress;
  GtkLabel            *scale;
  GtkWidget           *shaping;
  PamorDocumentSketch *sketch;
  GtkLabel            *stage;
  GtkWidget           *tools;
  GtkLabel            *trouble;
  PamorPhotoVerdict   *verdict;

  /* Owned */
  PamorStudio         *studio;
  char                *attachment; /* id */

  gboolean             is_read;    /* there is writing on what it is a photo of */
  PamorStudioShape     shape;      /* of the corners that are being moved */
  gboolean             looked_for; /* the corners, since it is begun */
  gboolean             filling;    /* what is set is not what a person sets */
};

static guint closed_signal;

G_DEFINE_FINAL_TYPE (PamorStudioPage, pamor_studio_page, GTK_TYPE_WIDGET)

static void begin_search (PamorStudioPage *self);

/* While corners are moved, the photo is seen without what they will bring about */
static PamorEdit
get_seen (PamorStudioPage *self)
{
  PamorEdit edit = *pamor_studio_get_edit (self->studio);

  if (self->shape == PAMOR_STUDIO_SHAPE_FREE)
    edit.straighten = FALSE;
  if (self->shape != PAMOR_STUDIO_SHAPE_NONE)
    edit.crop.left = edit.crop.top = edit.crop.right = edit.crop.bottom = 0;
  return edit;
}

static void
show_facts (PamorStudioPage *self)
{
  const PamorPhoto *photo = pamor_studio_get_photo (self->studio);
  g_autofree char *size = NULL;
  g_autofree char *words = NULL;

  if (photo == NULL)
    return;
  size = pamor_words_for_size (g_bytes_get_size (photo->jpeg));
  /* Translators: size of a photo, "412 KB", and its width and height */
  words = g_strdup_printf (_("%s · %u × %u pixels"), size, photo->width, photo->height);
  gtk_label_set_label (self->facts, words);
  if (self->is_read)
    pamor_photo_verdict_show (self->verdict, &photo->verdict);
}

static void
show_trouble (PamorStudioPage *self,
              const GError    *error)
{
  g_autofree char *words = error != NULL ? pamor_words_for_error (error) : NULL;

  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

static void
update_actions (PamorStudioPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean free = self->shape == PAMOR_STUDIO_SHAPE_NONE;
  gboolean there = pamor_studio_get_picture (self->studio) != NULL;

  gtk_widget_action_set_enabled (widget, "studio.turn", free && there);
  gtk_widget_action_set_enabled (widget, "studio.straighten", free && there);
  gtk_widget_action_set_enabled (widget, "studio.crop", free && there);
  gtk_widget_action_set_enabled (widget, "studio.undo",
                                 free && pamor_studio_can_go (self->studio, -1));
  gtk_widget_action_set_enabled (widget, "studio.redo",
                                 free && pamor_studio_can_go (self->studio, 1));
  gtk_widget_action_set_enabled (widget, "studio.apply", !free);
  gtk_widget_action_set_enabled (widget, "studio.drop", !free);
  gtk_widget_action_set_enabled (widget, "studio.save",
                                 free && pamor_studio_can_save (self->studio));
  gtk_widget_set_visible (self->tools, free);
  gtk_widget_set_visible (self->about, free);
  gtk_widget_set_visible (self->shaping, !free);
}

static void
update (PamorStudioPage *self)
{
  const PamorEdit *edit = pamor_studio_get_edit (self->studio);
  double progress = pamor_studio_get_progress (self->studio);
  gboolean before = gtk_toggle_button_get_active (self->compare);
  PamorPhotoPicture *picture = before ? pamor_studio_get_before (self->studio)
                                      : pamor_studio_get_picture (self->studio);

  g_assert (PAMOR_IS_STUDIO_PAGE (self));

  pamor_photo_canvas_set_picture (self->canvas, GDK_PAINTABLE (picture));
  gtk_widget_set_visible (GTK_WIDGET (self->stage), before);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), progress >= 0);
  gtk_progress_bar_set_fraction (self->progress, MAX (progress, 0));
  self->filling = TRUE;
  gtk_toggle_button_set_active (self->grey, edit->grey);
  gtk_adjustment_set_value (self->light, edit->brightness * 100);
  self->filling = FALSE;
  show_facts (self);
  show_trouble (self, pamor_studio_get_error (self->studio));
  update_actions (self);
  begin_search (self);
}

static void
on_viewed_cb (PamorStudioPage *self)
{
  g_autofree char *words
    = g_strdup_printf ("%ld %%", lrint (100 * pamor_photo_canvas_get_scale (self->canvas)));

  gtk_label_set_label (self->scale, words);
}

static void
on_grey_toggled_cb (PamorStudioPage *self)
{
  PamorEdit edit = *pamor_studio_get_edit (self->studio);

  g_assert (PAMOR_IS_STUDIO_PAGE (self));

  if (self->filling)
    return;
  edit.grey = gtk_toggle_button_get_active (self->grey);
  pamor_studio_take_step (self->studio, &edit);
}

static void
on_light_changed_cb (PamorStudioPage *self)
{
  PamorEdit edit = *pamor_studio_get_edit (self->studio);

  g_assert (PAMOR_IS_STUDIO_PAGE (self));

  if (self->filling)
    return;
  edit.brightness = gtk_adjustment_get_value (self->light) / 100;
  pamor_studio_take_step (self->studio, &edit);
}

static void
show_corners (PamorStudioPage      *self,
              const PamorEditPoint *corners)
{
  pamor_studio_frame_show (self->frame, self->shape, corners);
  gtk_widget_child_focus (GTK_WIDGET (self->frame), GTK_DIR_TAB_FORWARD);
}

static void
on_corners_found_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (PamorStudioPage) self = user_data;
  PamorEditPoint corners[4] = { { INSET, INSET }, { 1 - INSET, INSET },
                                { 1 - INSET, 1 - INSET }, { INSET, 1 - INSET } };
  gboolean found = pamor_studio_find_corners_finish (PAMOR_STUDIO (source), result, corners);

  if (self->frame == NULL || self->shape != PAMOR_STUDIO_SHAPE_FREE)
    return; /* left meanwhile */
  gtk_label_set_label (self->hint, found ? _("The corners of the document were found. Are they "
                                             "right?")
                                         : _("The corners could not be found. Put one on each "
                                             "corner of the document."));
  show_corners (self, corners);
}

/* In the photo as it is without straightening, once that is there */
static void
begin_search (PamorStudioPage *self)
{
  PamorEdit seen = get_seen (self);

  if (self->shape != PAMOR_STUDIO_SHAPE_FREE || self->looked_for
      || !pamor_studio_shows (self->studio, &seen))
    return;
  self->looked_for = TRUE;
  if (pamor_studio_get_edit (self->studio)->straighten)
    show_corners (self, pamor_studio_get_edit (self->studio)->corners);
  else
    pamor_studio_find_corners_async (self->studio, on_corners_found_cb, g_object_ref (self));
}

static void
begin_shaping (PamorStudioPage  *self,
               PamorStudioShape  shape,
               const char       *hint)
{
  PamorEdit seen;

  gtk_toggle_button_set_active (self->compare, FALSE);
  pamor_photo_canvas_show_whole (self->canvas);
  gtk_label_set_label (self->hint, hint);
  self->shape = shape;
  self->looked_for = FALSE;
  seen = get_seen (self);
  pamor_studio_show (self->studio, &seen);
}

static void
end_shaping (PamorStudioPage *self)
{
  self->shape = PAMOR_STUDIO_SHAPE_NONE;
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  pamor_studio_frame_show (self->frame, self->shape, NULL);
  pamor_studio_show (self->studio, pamor_studio_get_edit (self->studio));
}

static void
straighten_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *argument)
{
  begin_shaping (PAMOR_STUDIO_PAGE (widget), PAMOR_STUDIO_SHAPE_FREE,
                 _("Looking for the corners of the document…"));
}

static void
crop_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *argument)
{
  PamorStudioPage *self = PAMOR_STUDIO_PAGE (widget);
  const PamorEdit *edit = pamor_studio_get_edit (self->studio);
  double left = edit->crop.left, right = 1 - edit->crop.right;
  double top = edit->crop.top, bottom = 1 - edit->crop.bottom;
  const PamorEditPoint corners[4] = { { left, top }, { right, top }, { right, bottom },
                                      { left, bottom } };

  begin_shaping (self, PAMOR_STUDIO_SHAPE_RIGHT, _("What is dark goes."));
  show_corners (self, corners);
}

/* Straightening makes another picture, of which nothing is cropped yet */
static void
apply_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *argument)
{
  PamorStudioPage *self = PAMOR_STUDIO_PAGE (widget);
  const PamorEditPoint *corners = pamor_studio_frame_get_corners (self->frame);
  PamorEdit edit = get_seen (self);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->frame)))
    return; /* still looking for them */
  if (self->shape == PAMOR_STUDIO_SHAPE_FREE)
    {
      edit.straighten = TRUE;
      memcpy (edit.corners, corners, sizeof edit.corners);
    }
  else
    {
      edit.crop.left = corners[0].x;
      edit.crop.top = corners[0].y;
      edit.crop.right = 1 - corners[2].x;
      edit.crop.bottom = 1 - corners[2].y;
    }
  pamor_studio_take_step (self->studio, &edit);
  end_shaping (self);
}

static void
drop_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *argument)
{
  end_shaping (PAMOR_STUDIO_PAGE (widget));
}

static void
turn_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *argument)
{
  PamorStudioPage *self = PAMOR_STUDIO_PAGE (widget);
  PamorEdit edit = *pamor_studio_get_edit (self->studio);

  pamor_edit_turn (&edit, g_variant_get_int32 (argument));
  pamor_studio_take_step (self->studio, &edit);
}

static void
go_cb (GtkWidget  *widget,
       const char *name,
       GVariant   *argument)
{
  pamor_studio_go (PAMOR_STUDIO_PAGE (widget)->studio, g_str_equal (name, "studio.undo") ? -1 : 1);
}

static void
compare_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *argument)
{
  GtkToggleButton *compare = PAMOR_STUDIO_PAGE (widget)->compare;

  gtk_toggle_button_set_active (compare, !gtk_toggle_button_get_active (compare));
}

static void
view_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *argument)
{
  PamorPhotoCanvas *canvas = PAMOR_STUDIO_PAGE (widget)->canvas;

  if (g_str_equal (name, "studio.whole"))
    pamor_photo_canvas_show_whole (canvas);
  else if (g_str_equal (name, "studio.pixels"))
    pamor_photo_canvas_show_pixels (canvas);
  else
    pamor_photo_canvas_zoom (canvas, g_str_equal (name, "studio.nearer") ? NEARER : 1 / NEARER);
}

static void
on_given_up_cb (PamorStudioPage *self)
{
  g_assert (PAMOR_IS_STUDIO_PAGE (self));

  pamor_studio_give_up (self->studio);
  g_signal_emit (self, closed_signal, 0, self->attachment);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PamorStudioPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = pamor_studio_save_finish (PAMOR_STUDIO (source), result, &error);
  g_autofree char *words = NULL;

  if (self->all == NULL)
    return; /* left meanwhile */
  gtk_widget_set_sensitive (self->all, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  if (id != NULL)
    {
      g_signal_emit (self, closed_signal, 0, id);
      return;
    }
  words = pamor_words_for_error (error);
  show_trouble (self, error);
  pamor_tell_before (GTK_WIDGET (self), _("The edited photo is not saved"), words,
                     _("_Stay Here"), _("_Leave It as It Was"), G_CALLBACK (on_given_up_cb),
                     G_OBJECT (self));
}

/**
 * pamor_studio_page_close:
 *
 * First out of what is being done, then out of here. What was done is kept: the form offers to take
 * it back.
 */
void
pamor_studio_page_close (PamorStudioPage *self)
{
  g_return_if_fail (PAMOR_IS_STUDIO_PAGE (self));

  if (!gtk_widget_get_sensitive (self->all))
    return; /* leaves already */
  if (self->shape != PAMOR_STUDIO_SHAPE_NONE)
    end_shaping (self);
  else if (!pamor_studio_can_save (self->studio))
    g_signal_emit (self, closed_signal, 0, self->attachment);
  else
    {
      gtk_widget_set_sensitive (self->all, FALSE);
      pamor_studio_save_async (self->studio, on_saved_cb, g_object_ref (self));
    }
}

static void
close_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *argument)
{
  pamor_studio_page_close (PAMOR_STUDIO_PAGE (widget));
}

static void
cancel_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *argument)
{
  PamorStudioPage *self = PAMOR_STUDIO_PAGE (widget);

  if (self->shape != PAMOR_STUDIO_SHAPE_NONE)
    end_shaping (self);
  else
    on_given_up_cb (self);
}

static gboolean
pamor_studio_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PAMOR_STUDIO_PAGE (widget)->canvas));
}

static void
pamor_studio_page_dispose (GObject *object)
{
  PamorStudioPage *self = PAMOR_STUDIO_PAGE (object);

  if (self->studio != NULL)
    pamor_studio_leave (self->studio);
  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_STUDIO_PAGE);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->attachment, g_free);

  G_OBJECT_CLASS (pamor_studio_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name, *type;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "studio.apply", NULL, apply_cb },            { "studio.cancel", NULL, cancel_cb },
    { "studio.close", NULL, close_cb },            { "studio.compare", NULL, compare_cb },
    { "studio.crop", NULL, crop_cb },              { "studio.drop", NULL, drop_cb },
    { "studio.farther", NULL, view_cb },           { "studio.nearer", NULL, view_cb },
    { "studio.pixels", NULL, view_cb },            { "studio.redo", NULL, go_cb },
    { "studio.save", NULL, close_cb },             { "studio.straighten", NULL, straighten_cb },
    { "studio.turn", "i", turn_cb },               { "studio.undo", NULL, go_cb },
    { "studio.whole", NULL, view_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].activate);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType state; const char *action; } keys[] = {
    { GDK_KEY_Escape, 0, "studio.close" },      { GDK_KEY_Return, 0, "studio.apply" },
    { GDK_KEY_KP_Enter, 0, "studio.apply" },    { GDK_KEY_b, 0, "studio.compare" },
    { GDK_KEY_plus, 0, "studio.nearer" },       { GDK_KEY_equal, 0, "studio.nearer" },
    { GDK_KEY_KP_Add, 0, "studio.nearer" },     { GDK_KEY_minus, 0, "studio.farther" },
    { GDK_KEY_KP_Subtract, 0, "studio.farther" }, { GDK_KEY_0, 0, "studio.whole" },
    { GDK_KEY_KP_0, 0, "studio.whole" },        { GDK_KEY_1, 0, "studio.pixels" },
    { GDK_KEY_KP_1, 0, "studio.pixels" },       { GDK_KEY_s, GDK_CONTROL_MASK, "studio.save" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "studio.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "studio.redo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].state, keys[i].action,
                                         NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "studio.turn",
                                       "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "studio.turn", "i", -1);
}

static void
pamor_studio_page_class_init (PamorStudioPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_studio_page_dispose;
  widget_class->grab_focus = pamor_studio_page_grab_focus;
  closed_signal = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  install_actions (widget_class);
  bind_keys (widget_class);

  g_type_ensure (PAMOR_TYPE_DOCUMENT_SKETCH);
  g_type_ensure (PAMOR_TYPE_PHOTO_CANVAS);
  g_type_ensure (PAMOR_TYPE_PHOTO_VERDICT);
  g_type_ensure (PAMOR_TYPE_SIDE_LAYOUT);
  g_type_ensure (PAMOR_TYPE_STUDIO_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/studio/pamor-studio-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, about);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, all);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, compare);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, facts);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, frame);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, grey);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, help);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, hint);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, light);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, name);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, pixels);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, progress);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, scale);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, shaping);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, sketch);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, stage);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, tools);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, PamorStudioPage, verdict);
  gtk_widget_class_bind_template_callback (widget_class, on_grey_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_light_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_viewed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

/* A long one: two lines rather than a page that is too wide */
static void
wrap (GtkButton *button)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (button));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

static void
pamor_studio_page_init (PamorStudioPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pamor_studio_frame_set_canvas (self->frame, self->canvas);
  wrap (GTK_BUTTON (self->compare));
  wrap (self->pixels);
}

/**
 * pamor_studio_page_new:
 * @taker: of the open form
 * @requirement: what it is a photo of
 * @attachment: a photo of that form; copied
 */
GtkWidget *
pamor_studio_page_new (PamorPhotoTaker        *taker,
                       const PamorRequirement *requirement,
                       const PamorAttachment  *attachment)
{
  PamorStudioPage *self;

  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (taker), NULL);
  g_return_val_if_fail (requirement != NULL && attachment != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_STUDIO_PAGE, NULL);
  self->studio = pamor_studio_new (taker, attachment);
  self->attachment = g_strdup (attachment->id);
  self->is_read = pamor_photo_verdict_is_due (requirement->code);
  gtk_label_set_label (self->name, requirement->name);
  gtk_label_set_label (self->help, requirement->help != NULL ? requirement->help : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help), requirement->help != NULL);
  pamor_document_sketch_set_spot (self->sketch,
                                  pamor_document_spot_of_requirement (requirement->code));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  requirement->name, -1);
  g_signal_connect_object (self->studio, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
