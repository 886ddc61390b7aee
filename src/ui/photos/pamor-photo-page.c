/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-page.h"

#include "domain/pamor-words.h"
#include "ui/photos/pamor-photo-check.h"
#include "ui/photos/pamor-photo-move.h"
#include "ui/photos/pamor-photo-original.h"
#include "ui/widgets/pamor-focus.h"

#include <glib/gi18n-lib.h>

struct _PamorPhotoPage
{
  GtkWidget        parent_instance;

  /* Template */
  GtkBox          *box;
  GtkWidget       *scroller;
  GtkLabel        *trouble;

  /* Owned */
  PamorPhotoTaker *taker;
  GPtrArray       *cards; /* of PamorPhotoCard, owned by the box, in the order they stand */
  GHashTable      *known; /* ids of the photos whose originals were thought of */

  gboolean         unchecked; /* several found their places and nobody looked yet */
};

G_DEFINE_FINAL_TYPE (PamorPhotoPage, pamor_photo_page, GTK_TYPE_WIDGET)

static void
set_trouble (PamorPhotoPage *self,
             const char     *words)
{
  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

static void
on_sources_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (PamorPhotoPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = pamor_photo_source_finish (result, &error);
  g_autofree char *words = NULL;

  if (GDK_IS_DROP (source))
    gdk_drop_finish (GDK_DROP (source), sources != NULL ? GDK_ACTION_COPY : 0);
  if (sources != NULL)
    return pamor_photo_page_take (self, sources);
  words = pamor_words_for_error (error);
  set_trouble (self, words);
}

static gboolean
on_drop_cb (PamorPhotoPage *self,
            GdkDrop        *drop)
{
  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  pamor_photo_source_drop_async (drop, on_sources_read_cb, g_object_ref (self));
  return TRUE;
}

static void
move_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *argument)
{
  PamorPhotoPage *self = PAMOR_PHOTO_PAGE (widget);
  const char *photo, *requirement;
  PamorPhotoCard *card;

  g_variant_get (argument, "(&s&s)", &photo, &requirement);
  pamor_photo_move (widget, pamor_photo_taker_get_form (self->taker), photo, requirement);
  card = pamor_photo_page_find_card (self, requirement);
  if (card != NULL)
    gtk_widget_child_focus (GTK_WIDGET (card), GTK_DIR_TAB_FORWARD);
}

static void
add_file (GPtrArray *files,
          GFile     *file)
{
  if (!g_ptr_array_find_with_equal_func (files, file, (GEqualFunc) g_file_equal, NULL))
    g_ptr_array_add (files, file);
}

/* Of the photos that came since, once each */
static void
offer_originals (PamorPhotoPage *self)
{
  GPtrArray *photos = pamor_form_get_attachments (pamor_photo_taker_get_form (self->taker));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  for (guint i = 0; i < photos->len; i++)
    {
      const char *id = ((PamorAttachment *) photos->pdata[i])->id;
      const PamorPhotoSource *source = pamor_photo_taker_find_source (self->taker, id);

      if (g_hash_table_add (self->known, g_strdup (id)) && source != NULL && source->file != NULL)
        add_file (files, source->file);
    }
  pamor_photo_original_offer (GTK_WIDGET (self), files);
}

/* The next card with room: one that sealing waits for before one that may stay empty. */
static PamorPhotoCard *
find_free_card (PamorPhotoPage *self)
{
  PamorPhotoCard *optional = NULL;

  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  for (guint i = 0; i < self->cards->len; i++)
    {
      PamorPhotoCard *card = self->cards->pdata[i];
      const PamorRequirement *requirement = pamor_photo_card_get_requirement (card);

      if (!gtk_widget_get_visible (GTK_WIDGET (card))
          || pamor_photo_card_count_free (card) < requirement->max)
        continue;
      if (pamor_photo_card_is_missing (card))
        return card;
      if (optional == NULL)
        optional = card;
    }
  return optional;
}

/* The way by which a photo came may have gone, and the keyboard with it: on to the next document,
 * or where none waits to the last photo. */
static void
find_keyboard (PamorPhotoPage *self)
{
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (self));
  PamorPhotoCard *next = find_free_card (self);

  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  if (focus != NULL && focus != self->scroller && !gtk_widget_is_ancestor (self->scroller, focus))
    return;
  if (next == NULL && self->cards->len > 0)
    next = self->cards->pdata[self->cards->len - 1];
  if (next != NULL)
    gtk_widget_child_focus (GTK_WIDGET (next), GTK_DIR_TAB_FORWARD);
}

/* Where a person can look: once all are there, and the page is seen. */
static void
have_checked (PamorPhotoPage *self)
{
  GPtrArray *photos = pamor_form_get_attachments (pamor_photo_taker_get_form (self->taker));
  const gboolean unchecked = self->unchecked && photos->len > 1;
  GtkWidget *check;

  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  if (pamor_photo_taker_is_busy (self->taker) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->unchecked = FALSE;
  find_keyboard (self);
  if (!unchecked)
    return offer_originals (self);
  check = pamor_photo_check_new (self->taker);
  g_signal_connect_object (check, "destroy", G_CALLBACK (offer_originals), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (check),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_set_modal (GTK_WINDOW (check), TRUE);
  gtk_window_present (GTK_WINDOW (check));
}

static void
pamor_photo_page_dispose (GObject *object)
{
  PamorPhotoPage *self = PAMOR_PHOTO_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_PHOTO_PAGE);
  g_clear_object (&self->taker);

  G_OBJECT_CLASS (pamor_photo_page_parent_class)->dispose (object);
}

static void
pamor_photo_page_finalize (GObject *object)
{
  g_ptr_array_unref (PAMOR_PHOTO_PAGE (object)->cards);
  g_hash_table_unref (PAMOR_PHOTO_PAGE (object)->known);

  G_OBJECT_CLASS (pamor_photo_page_parent_class)->finalize (object);
}

static void
pamor_photo_page_class_init (PamorPhotoPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_photo_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_page_finalize;

  gtk_widget_class_install_action (widget_class, PAMOR_PHOTO_MOVE_ACTION, "(ss)", move_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-photo-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoPage, box);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoPage, trouble);
}

static void
pamor_photo_page_init (PamorPhotoPage *self)
{
  GtkDropTargetAsync *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cards = g_ptr_array_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  target = gtk_drop_target_async_new (pamor_photo_source_formats (), GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
on_form_changed_cb (PamorPhotoPage *self)
{
  PamorForm *form = pamor_photo_taker_get_form (self->taker);

  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  for (guint i = 0; i < self->cards->len; i++)
    gtk_widget_set_visible (self->cards->pdata[i],
                            pamor_form_asks_for (form, pamor_photo_card_get_requirement (
                                                         self->cards->pdata[i])));
}

/* They find their places by themselves, which is to be looked at, be it only one. */
static void
on_left_cb (PamorPhotoPage *self,
            GPtrArray      *sources)
{
  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  pamor_photo_page_take (self, sources);
  self->unchecked = TRUE;
}

/** pamor_photo_page_new: Returns: (transfer floating): a card for each requirement */
GtkWidget *
pamor_photo_page_new (PamorPhotoTaker *taker)
{
  PamorPhotoPage *self;
  PamorForm *form;
  GPtrArray *requirements;

  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (taker), NULL);

  self = g_object_new (PAMOR_TYPE_PHOTO_PAGE, NULL);
  self->taker = g_object_ref (taker);
  form = pamor_photo_taker_get_form (taker);
  requirements = pamor_form_get_service (form)->requirements;
  for (guint i = 0; i < requirements->len; i++)
    {
      GtkWidget *card = pamor_photo_card_new (taker, g_ptr_array_index (requirements, i));

      g_signal_connect_object (card, "left", G_CALLBACK (on_left_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->cards, card);
      gtk_box_append (self->box, card);
    }
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (taker, "notify::busy", G_CALLBACK (have_checked), self,
                           G_CONNECT_SWAPPED);
  pamor_focus_follow (GTK_SCROLLED_WINDOW (self->scroller));
  on_form_changed_cb (self);
  return GTK_WIDGET (self);
}

/** pamor_photo_page_asks: Returns: whether any document is asked for */
gboolean
pamor_photo_page_asks (PamorPhotoPage *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_PAGE (self), FALSE);

  for (guint i = 0; i < self->cards->len; i++)
    if (gtk_widget_get_visible (self->cards->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Missing first, then what may be there, then what is done; within these as the catalogue says. */
static guint
rank (PamorPhotoCard *card)
{
  if (pamor_photo_card_is_missing (card))
    return 0;
  return pamor_photo_card_count_photos (card) == 0 ? 1 : 2;
}

/** pamor_photo_page_sort: when the officer comes to the page; while he works nothing moves away */
void
pamor_photo_page_sort (PamorPhotoPage *self)
{
  GPtrArray *requirements;
  GtkWidget *after;

  g_return_if_fail (PAMOR_IS_PHOTO_PAGE (self));

  requirements = pamor_form_get_service (pamor_photo_taker_get_form (self->taker))->requirements;
  g_ptr_array_set_size (self->cards, 0);
  after = GTK_WIDGET (self->trouble);
  for (guint wanted = 0; wanted <= 2; wanted++)
    for (guint i = 0; i < requirements->len; i++)
      {
        const PamorRequirement *requirement = requirements->pdata[i];
        PamorPhotoCard *card = pamor_photo_page_find_card (self, requirement->code);

        if (rank (card) != wanted)
          continue;
        gtk_box_reorder_child_after (self->box, GTK_WIDGET (card), after);
        after = GTK_WIDGET (card);
        g_ptr_array_add (self->cards, card);
      }
  have_checked (self);
}

/** pamor_photo_page_take: @sources: (element-type PamorPhotoSource): one for each empty card */
void
pamor_photo_page_take (PamorPhotoPage *self,
                       GPtrArray      *sources)
{
  guint left = 0;

  g_return_if_fail (PAMOR_IS_PHOTO_PAGE (self));

  self->unchecked |= sources->len > 1;
  for (guint i = 0; i < sources->len; i++)
    {
      PamorPhotoCard *card = find_free_card (self);

      if (card != NULL)
        pamor_photo_card_take (card, sources->pdata[i]);
      else
        left++;
    }
  if (left > 0)
    {
      g_autofree char *words
        = g_strdup_printf (_("Photos that found no empty place: %u. Drop each on its document."),
                           left);

      set_trouble (self, words);
    }
  else
    set_trouble (self, NULL);
}

/* Of the document that the keyboard is at, if it takes another photo; else of the next. */
static PamorPhotoCard *
find_card_to_fill (PamorPhotoPage *self)
{
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (self));
  GtkWidget *card = focus != NULL ? gtk_widget_get_ancestor (focus, PAMOR_TYPE_PHOTO_CARD) : NULL;

  g_assert (PAMOR_IS_PHOTO_PAGE (self));

  if (card != NULL && pamor_photo_card_count_free (PAMOR_PHOTO_CARD (card)) > 0)
    return PAMOR_PHOTO_CARD (card);
  return find_free_card (self);
}

/** pamor_photo_page_open_camera: to take a photo of the document at hand */
void
pamor_photo_page_open_camera (PamorPhotoPage *self)
{
  PamorPhotoCard *card;

  g_return_if_fail (PAMOR_IS_PHOTO_PAGE (self));

  card = find_card_to_fill (self);
  if (card != NULL)
    pamor_photo_card_open_camera (card);
  else
    set_trouble (self, _("Every document has its photo. To take another, remove one first."));
}

/** pamor_photo_page_paste: takes what is in the clipboard */
void
pamor_photo_page_paste (PamorPhotoPage *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_PAGE (self));

  pamor_photo_source_paste_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), on_sources_read_cb,
                                  g_object_ref (self));
}

/** pamor_photo_page_find_card: Returns: (nullable): of the requirement with that code */
PamorPhotoCard *
pamor_photo_page_find_card (PamorPhotoPage *self,
                            const char     *requirement)
{
  GtkWidget *child;

  g_return_val_if_fail (PAMOR_IS_PHOTO_PAGE (self), NULL);

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (PAMOR_IS_PHOTO_CARD (child)
        && g_str_equal (pamor_photo_card_get_requirement (PAMOR_PHOTO_CARD (child))->code,
                        requirement))
      return PAMOR_PHOTO_CARD (child);
  return NULL;
}
