/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-leaves.h"

#include "domain/pamor-words.h"
#include "ui/photos/pamor-photo-leaf.h"

#include <glib/gi18n-lib.h>

/* Whoever has more in a file looks for the page elsewhere */
#define PAGES_MAX 5000

/* Pixels around what is in sight, where a page's picture is made already */
#define MARGIN 100

#define LOOKS 3

struct _PamorPhotoLeaves
{
  AdwWindow         parent_instance;

  /* Template */
  GtkGridView      *grid;
  GtkLabel         *chosen_words;
  GtkLabel         *heading;
  GtkWidget        *scroller;
  GtkStack         *stack;
  GtkLabel         *trouble;
  GtkButton        *take;
  GtkWidget        *whole;

  /* Owned */
  PamorPhotoTaker  *taker;
  PamorPhotoSource *source;
  GCancellable     *cancellable; /* of the first look, which counts the pages */
  GtkBitset        *chosen;
  GPtrArray        *leaves;      /* of PamorPhotoLeaf that show a page, owned by the grid */

  guint             pages;       /* 0 until they are counted */
  guint             room;
  guint             looks;       /* frames that are yet to be looked at */
  gboolean          fresh;       /* the keyboard has not come to the pages yet */
};

static guint chose_signal;

G_DEFINE_FINAL_TYPE (PamorPhotoLeaves, pamor_photo_leaves, ADW_TYPE_WINDOW)

static void
show_chosen (PamorPhotoLeaves *self)
{
  const guint64 n = gtk_bitset_get_size (self->chosen);
  g_autofree char *words = NULL;

  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  if (n == 0)
    words = g_strdup (_("No page chosen yet"));
  else if (n == 1)
    words = g_strdup_printf (_("Page %u is chosen"), gtk_bitset_get_minimum (self->chosen) + 1);
  else
    words = g_strdup_printf (ngettext ("%u page is chosen", "%u pages are chosen", n), (guint) n);
  if (n > self->room)
    {
      g_autofree char *place = g_strdup_printf (
        ngettext ("There is room for %u here; the others go to the documents that come next.",
                  "There is room for %u here; the others go to the documents that come next.",
                  self->room), self->room);
      g_autofree char *first = g_steal_pointer (&words);

      words = g_strconcat (first, ". ", place, NULL);
    }
  gtk_label_set_label (self->chosen_words, words);
  gtk_button_set_label (self->take, n > 1 ? _("_Take These Pages") : _("_Take This Page"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->take), n > 0);
}

/* Only those in sight, and a little around it, are worth a process and memory. */
static gboolean
look (GtkWidget     *grid,
      GdkFrameClock *clock,
      gpointer       data)
{
  PamorPhotoLeaves *self = data;
  const int height = gtk_widget_get_height (self->scroller);

  for (guint i = 0; i < self->leaves->len; i++)
    {
      GtkWidget *leaf = self->leaves->pdata[i];
      graphene_rect_t at;
      gboolean seen = gtk_widget_get_mapped (leaf)
                      && gtk_widget_compute_bounds (leaf, self->scroller, &at)
                      && at.size.height > 0 && at.origin.y < height + MARGIN
                      && at.origin.y + at.size.height > -MARGIN;

      pamor_photo_leaf_set_seen (PAMOR_PHOTO_LEAF (leaf), seen);
    }
  if (self->fresh)
    gtk_widget_grab_focus (grid); /* there are items by now, the first of which takes it */
  self->fresh = FALSE;
  self->looks--;
  return self->looks > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* What was scrolled or shown has its place after the frame that comes next. */
static void
look_later (PamorPhotoLeaves *self)
{
  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  if (self->looks == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->grid), look, self, NULL);
  self->looks = LOOKS;
}

static void
on_setup_cb (PamorPhotoLeaves *self,
             GtkListItem      *item)
{
  gtk_list_item_set_child (item, pamor_photo_leaf_new (self->taker, self->source));
}

static void
on_bind_cb (PamorPhotoLeaves *self,
            GtkListItem      *item)
{
  PamorPhotoLeaf *leaf = PAMOR_PHOTO_LEAF (gtk_list_item_get_child (item));
  const guint page = gtk_list_item_get_position (item);

  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  pamor_photo_leaf_set_page (leaf, page);
  pamor_photo_leaf_set_chosen (leaf, gtk_bitset_contains (self->chosen, page));
  g_ptr_array_add (self->leaves, leaf);
  look_later (self);
}

static void
on_unbind_cb (PamorPhotoLeaves *self,
              GtkListItem      *item)
{
  PamorPhotoLeaf *leaf = PAMOR_PHOTO_LEAF (gtk_list_item_get_child (item));

  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  g_ptr_array_remove_fast (self->leaves, leaf);
  pamor_photo_leaf_set_seen (leaf, FALSE);
}

/* Returns: (nullable): the page at which the keyboard is, or that lies at a point of the grid */
static PamorPhotoLeaf *
find_leaf (GtkWidget *widget)
{
  while (widget != NULL && !GTK_IS_GRID_VIEW (widget) && !PAMOR_IS_PHOTO_LEAF (widget))
    widget = gtk_widget_get_first_child (widget) != NULL
                 && PAMOR_IS_PHOTO_LEAF (gtk_widget_get_first_child (widget))
               ? gtk_widget_get_first_child (widget)
               : gtk_widget_get_parent (widget);
  return PAMOR_IS_PHOTO_LEAF (widget) ? PAMOR_PHOTO_LEAF (widget) : NULL;
}

static void
on_pressed_cb (PamorPhotoLeaves *self,
               int               n_press,
               double            x,
               double            y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->grid), x, y, GTK_PICK_DEFAULT);
  PamorPhotoLeaf *leaf = find_leaf (at);

  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  if (leaf != NULL && n_press == 1)
    pamor_photo_leaves_turn (self, pamor_photo_leaf_get_page (leaf));
}

static gboolean
on_key_pressed_cb (PamorPhotoLeaves *self,
                   guint             key,
                   guint             code,
                   GdkModifierType   modifiers)
{
  PamorPhotoLeaf *leaf = find_leaf (gtk_window_get_focus (GTK_WINDOW (self)));

  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  if (leaf == NULL || (key != GDK_KEY_space && key != GDK_KEY_KP_Space))
    return GDK_EVENT_PROPAGATE;
  pamor_photo_leaves_turn (self, pamor_photo_leaf_get_page (leaf));
  return GDK_EVENT_STOP;
}

/* Enter at a page, or two clicks on it, take it and what else is chosen. */
static void
on_activate_cb (PamorPhotoLeaves *self,
                guint             page)
{
  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  if (!gtk_bitset_contains (self->chosen, page)
      && (gtk_bitset_is_empty (self->chosen) || self->room > 1))
    gtk_bitset_add (self->chosen, page);
  pamor_photo_leaves_take (self);
}

static void
leave (PamorPhotoLeaves *self,
       GPtrArray        *sources)
{
  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, chose_signal, 0, sources);
}

static gboolean
pamor_photo_leaves_close_request (GtkWindow *window)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  leave (PAMOR_PHOTO_LEAVES (window), none);
  return GTK_WINDOW_CLASS (pamor_photo_leaves_parent_class)->close_request (window);
}

static void
pamor_photo_leaves_dispose (GObject *object)
{
  PamorPhotoLeaves *self = PAMOR_PHOTO_LEAVES (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (pamor_photo_leaves_parent_class)->dispose (object);
}

static void
pamor_photo_leaves_finalize (GObject *object)
{
  PamorPhotoLeaves *self = PAMOR_PHOTO_LEAVES (object);

  g_clear_object (&self->taker);
  g_clear_pointer (&self->source, pamor_photo_source_free);
  g_object_unref (self->cancellable);
  gtk_bitset_unref (self->chosen);
  g_ptr_array_unref (self->leaves);

  G_OBJECT_CLASS (pamor_photo_leaves_parent_class)->finalize (object);
}

static void
pamor_photo_leaves_class_init (PamorPhotoLeavesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_photo_leaves_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_leaves_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pamor_photo_leaves_close_request;

  chose_signal = g_signal_new ("chose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-photo-leaves.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaves, chosen_words);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaves, grid);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaves, heading);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaves, scroller);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaves, stack);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaves, take);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaves, trouble);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaves, whole);
  gtk_widget_class_bind_template_callback (widget_class, look_later);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, pamor_photo_leaves_take);
  gtk_widget_class_bind_template_callback (widget_class, pamor_photo_leaves_take_whole);
}

static void
pamor_photo_leaves_init (PamorPhotoLeaves *self)
{
  self->cancellable = g_cancellable_new ();
  self->chosen = gtk_bitset_new_empty ();
  self->leaves = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_pages (PamorPhotoLeaves *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GtkSelectionModel) model = NULL;
  const guint shown = MIN (self->pages, PAGES_MAX);

  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  /* What stands at a place is told by the place */
  for (guint page = 0; page < shown; page++)
    gtk_string_list_append (list, "");
  if (self->pages <= self->room)
    gtk_bitset_add_range (self->chosen, 0, self->pages);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&list))));
  gtk_grid_view_set_model (self->grid, model);
  gtk_stack_set_visible_child (self->stack, self->scroller);
  show_chosen (self);
  self->fresh = TRUE;
}

static gboolean
may_stay_whole (PamorPhotoLeaves *self,
                const PamorPhoto *photo)
{
  PamorEngine *engine = pamor_desk_get_engine (pamor_photo_taker_get_desk (self->taker));

  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  return photo->kind == PAMOR_PHOTO_KIND_PDF && pamor_engine_takes_pdf (engine)
         && photo->source_bytes <= pamor_engine_get_attachment_limit (engine);
}

static void
on_counted_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PamorPhotoLeaves) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_intake_add_finish (PAMOR_INTAKE (source), result, &error);
  g_autofree char *words = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (photo != NULL)
    {
      self->pages = photo->pages;
      gtk_widget_set_visible (self->whole, may_stay_whole (self, photo));
      show_pages (self);
      return;
    }
  words = pamor_words_for_error (error);
  gtk_label_set_label (self->trouble, words);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->trouble));
}

static void
set_words (PamorPhotoLeaves *self,
           const char       *name)
{
  g_autofree char *heading = g_strdup_printf (_("Which page is needed for “%s”?"), name);

  g_assert (PAMOR_IS_PHOTO_LEAVES (self));

  gtk_label_set_label (self->heading, heading);
  if (self->source->file != NULL)
    {
      g_autofree char *base = g_file_get_basename (self->source->file);
      g_autofree char *shown = g_filename_display_name (base);

      gtk_window_set_title (GTK_WINDOW (self), shown);
    }
}

/**
 * pamor_photo_leaves_new:
 * @source: of several pages; copied
 * @name: of the document that a page is needed for
 * @room: how many pages that document takes
 */
GtkWidget *
pamor_photo_leaves_new (PamorPhotoTaker        *taker,
                        const PamorPhotoSource *source,
                        const char             *name,
                        guint                   room)
{
  PamorPhotoLeaves *self;

  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (taker) && source != NULL && name != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_PHOTO_LEAVES, NULL);
  self->taker = g_object_ref (taker);
  self->source = pamor_photo_source_copy (source);
  self->source->page = 0;
  self->room = room;
  set_words (self, name);
  show_chosen (self);
  pamor_photo_taker_look_async (taker, self->source, 1, self->cancellable, on_counted_cb,
                                g_object_ref (self));
  return GTK_WIDGET (self);
}

/** pamor_photo_leaves_known: Returns: whether the pages are counted and shown */
gboolean
pamor_photo_leaves_known (PamorPhotoLeaves *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_LEAVES (self), FALSE);
  return self->pages > 0;
}

/** pamor_photo_leaves_turn: chooses @page, or takes that back */
void
pamor_photo_leaves_turn (PamorPhotoLeaves *self,
                         guint             page)
{
  g_return_if_fail (PAMOR_IS_PHOTO_LEAVES (self) && page < self->pages);

  if (!gtk_bitset_remove (self->chosen, page))
    gtk_bitset_add (self->chosen, page);
  for (guint i = 0; i < self->leaves->len; i++)
    if (pamor_photo_leaf_get_page (self->leaves->pdata[i]) == page)
      pamor_photo_leaf_set_chosen (self->leaves->pdata[i],
                                   gtk_bitset_contains (self->chosen, page));
  show_chosen (self);
}

/** pamor_photo_leaves_take_whole: the file as it is, and closes */
void
pamor_photo_leaves_take_whole (PamorPhotoLeaves *self)
{
  g_autoptr (GPtrArray) sources
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);

  g_return_if_fail (PAMOR_IS_PHOTO_LEAVES (self));

  g_ptr_array_add (sources, pamor_photo_source_copy (self->source));
  ((PamorPhotoSource *) sources->pdata[0])->page = PAMOR_PHOTO_WHOLE_PDF;
  leave (self, sources);
  gtk_window_destroy (GTK_WINDOW (self));
}

/** pamor_photo_leaves_take: what is chosen, and closes */
void
pamor_photo_leaves_take (PamorPhotoLeaves *self)
{
  g_autoptr (GPtrArray) sources
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);
  GtkBitsetIter iter;
  guint page;

  g_return_if_fail (PAMOR_IS_PHOTO_LEAVES (self));

  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->chosen, &page); more;
       more = gtk_bitset_iter_next (&iter, &page))
    {
      PamorPhotoSource *source = pamor_photo_source_copy (self->source);

      source->page = page;
      g_ptr_array_add (sources, source);
    }
  leave (self, sources);
  gtk_window_destroy (GTK_WINDOW (self));
}
