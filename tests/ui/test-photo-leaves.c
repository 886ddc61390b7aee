/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-foreign.h"
#include "ui/photos/pamor-photo-leaf.h"
#include "ui/photos/pamor-photo-leaves.h"
#include "ui/photos/pamor-photo-page.h"

#include <adwaita.h>

/* More pages than this are never in sight at once */
#define MOST 60

typedef struct
{
  PamorTestDesk    base;
  PamorForm       *form;
  PamorDraftSaver *saver;
  PamorPhotoTaker *taker;
  PamorPhotoPage  *page;
} Photos;

static void
set_up (Photos        *self,
        gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = NULL;

  pamor_test_desk_set_up (&self->base, NULL);
  self->form = pamor_test_desk_new_form (&self->base, "AKTA_LAHIR");
  item = pamor_test_desk_new_item (&self->base, self->form);
  self->saver = pamor_draft_saver_new (self->base.folder.store, self->form, item);
  self->taker = pamor_photo_taker_new (self->base.desk, self->form, self->saver);
  self->page = g_object_ref_sink (PAMOR_PHOTO_PAGE (pamor_photo_page_new (self->taker)));
}

static void
settle (Photos *self)
{
  while (pamor_photo_taker_is_busy (self->taker)
         || pamor_draft_saver_get_state (self->saver) == PAMOR_DRAFT_DIRTY)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Photos        *self,
           gconstpointer  unused)
{
  settle (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->page);
  g_assert_finalize_object (self->taker);
  g_assert_finalize_object (self->saver);
  g_assert_finalize_object (self->form);
  pamor_test_desk_tear_down (&self->base, NULL);
}

/* Returns: a document that takes @most photos */
static PamorPhotoCard *
find_card (Photos *self,
           guint   most)
{
  GPtrArray *requirements = pamor_form_get_service (self->form)->requirements;

  for (guint i = 0; i < requirements->len; i++)
    {
      const PamorRequirement *requirement = requirements->pdata[i];
      PamorPhotoCard *card = pamor_photo_page_find_card (self->page, requirement->code);

      if (requirement->max == most && (most > 1 || pamor_photo_card_is_missing (card)))
        return card;
    }
  g_assert_not_reached ();
}

static const PamorAttachment *
get_photo (Photos *self,
           guint   index)
{
  return pamor_form_get_attachments (self->form)->pdata[index];
}

static PamorPhotoLeaves *
find_leaves (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (PAMOR_IS_PHOTO_LEAVES (window))
        return PAMOR_PHOTO_LEAVES (window);
    }
  return NULL;
}

/* Returns: the window that asks for the pages, once it shows them */
static PamorPhotoLeaves *
await_leaves (void)
{
  while (find_leaves () == NULL || !pamor_photo_leaves_known (find_leaves ()))
    g_main_context_iteration (NULL, TRUE);
  return find_leaves ();
}

static PamorPhotoSource *
make_pages (guint pages)
{
  g_autoptr (GBytes) pdf = pamor_test_foreign_pdf (pages, 200, 140, FALSE);

  return pamor_photo_source_new_bytes (pdf);
}

static void
test_of_a_pdf_the_pages_are_asked_for (Photos        *self,
                                       gconstpointer  unused)
{
  g_autoptr (PamorPhotoSource) five = make_pages (5);
  PamorPhotoCard *narrow = find_card (self, 1);
  PamorPhotoLeaves *leaves;

  pamor_photo_card_take (narrow, five);
  leaves = await_leaves ();
  g_assert_true (pamor_photo_taker_is_busy (self->taker));
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 0);
  pamor_photo_leaves_turn (leaves, 3);
  pamor_photo_leaves_turn (leaves, 0);
  pamor_photo_leaves_turn (leaves, 3);
  pamor_photo_leaves_take (leaves);
  settle (self);
  g_assert_cmpint (pamor_photo_card_count_photos (narrow), ==, 1);
  g_assert_null (pamor_photo_card_get_trouble (narrow));
  g_assert_cmpuint (pamor_photo_taker_find_source (self->taker, get_photo (self, 0)->id)->page, ==,
                    0);
}

static void
test_pages_that_all_have_room_are_chosen_beforehand (Photos        *self,
                                                     gconstpointer  unused)
{
  g_autoptr (PamorPhotoSource) two = make_pages (2);
  PamorPhotoCard *roomy = find_card (self, 2);

  pamor_photo_card_take (roomy, two);
  pamor_photo_leaves_take (await_leaves ());
  settle (self);
  g_assert_cmpint (pamor_photo_card_count_photos (roomy), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (pamor_photo_taker_find_source (self->taker, get_photo (self, i)->id)->page,
                      ==, i);
}

static void
test_pages_beyond_the_room_go_to_the_next_documents (Photos        *self,
                                                     gconstpointer  unused)
{
  g_autoptr (PamorPhotoSource) five = make_pages (5);
  PamorPhotoCard *narrow = find_card (self, 1);
  PamorPhotoLeaves *leaves;

  pamor_photo_card_take (narrow, five);
  leaves = await_leaves ();
  pamor_photo_leaves_turn (leaves, 1);
  pamor_photo_leaves_turn (leaves, 4);
  pamor_photo_leaves_take (leaves);
  settle (self);
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 2);
  g_assert_cmpstr (get_photo (self, 0)->requirement, ==,
                   pamor_photo_card_get_requirement (narrow)->code);
  g_assert_cmpstr (get_photo (self, 1)->requirement, !=, get_photo (self, 0)->requirement);
  g_assert_cmpstr (get_photo (self, 1)->sha256, !=, get_photo (self, 0)->sha256);
}

static void
test_a_pdf_may_go_as_it_is (Photos        *self,
                            gconstpointer  unused)
{
  g_autoptr (PamorPhotoSource) three = make_pages (3);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, three->bytes);
  PamorPhotoCard *narrow = find_card (self, 1);

  pamor_photo_card_take (narrow, three);
  pamor_photo_leaves_take_whole (await_leaves ());
  settle (self);
  g_assert_cmpint (pamor_photo_card_count_photos (narrow), ==, 1);
  g_assert_true (pamor_attachment_is_pdf (get_photo (self, 0)));
  g_assert_cmpstr (get_photo (self, 0)->sha256, ==, digest);
}

static void
test_who_chooses_no_page_takes_none (Photos        *self,
                                     gconstpointer  unused)
{
  g_autoptr (PamorPhotoSource) three = make_pages (3);
  PamorPhotoCard *narrow = find_card (self, 1);

  pamor_photo_card_take (narrow, three);
  gtk_window_close (GTK_WINDOW (await_leaves ()));
  settle (self);
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 0);
  g_assert_cmpint (pamor_photo_card_count_free (narrow), ==, 1);
  g_assert_null (pamor_photo_card_get_trouble (narrow));
}

static void
add_pictures (GtkWidget *from,
              GPtrArray *pictures)
{
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_PICTURE (child))
      add_pictures (child, pictures);
    else if (gtk_picture_get_paintable (GTK_PICTURE (child)) != NULL)
      g_ptr_array_add (pictures, gtk_widget_get_ancestor (child, PAMOR_TYPE_PHOTO_LEAF));
}

/* Waits until the page is in sight with its picture */
static void
await_picture (PamorPhotoLeaves *leaves,
               guint             page)
{
  for (;;)
    {
      g_autoptr (GPtrArray) pictures = g_ptr_array_new ();

      add_pictures (GTK_WIDGET (leaves), pictures);
      g_assert_cmpuint (pictures->len, <, MOST);
      for (guint i = 0; i < pictures->len; i++)
        if (pamor_photo_leaf_get_page (pictures->pdata[i]) == page)
          return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Returns: (nullable): what scrolls the pages */
static GtkScrolledWindow *
find_scroller (GtkWidget *from)
{
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkScrolledWindow *found = GTK_IS_SCROLLED_WINDOW (child) ? GTK_SCROLLED_WINDOW (child)
                                                                : find_scroller (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_of_a_thousand_pages_only_those_in_sight_are_in_memory (Photos        *self,
                                                            gconstpointer  unused)
{
  g_autoptr (PamorPhotoSource) thousand = make_pages (1000);
  PamorPhotoLeaves *leaves;
  GtkAdjustment *place;

  pamor_photo_card_take (find_card (self, 1), thousand);
  leaves = await_leaves ();
  await_picture (leaves, 0);
  place = gtk_scrolled_window_get_vadjustment (find_scroller (GTK_WIDGET (leaves)));
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  await_picture (leaves, 999);
  gtk_window_close (GTK_WINDOW (leaves));
}

int
main (int   argc,
      char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/photo-leaves/of-a-pdf-the-pages-are-asked-for", Photos, NULL, set_up,
              test_of_a_pdf_the_pages_are_asked_for, tear_down);
  g_test_add ("/photo-leaves/pages-that-all-have-room-are-chosen-beforehand", Photos, NULL, set_up,
              test_pages_that_all_have_room_are_chosen_beforehand, tear_down);
  g_test_add ("/photo-leaves/pages-beyond-the-room-go-to-the-next-documents", Photos, NULL, set_up,
              test_pages_beyond_the_room_go_to_the_next_documents, tear_down);
  g_test_add ("/photo-leaves/a-pdf-may-go-as-it-is", Photos, NULL, set_up,
              test_a_pdf_may_go_as_it_is, tear_down);
  g_test_add ("/photo-leaves/who-chooses-no-page-takes-none", Photos, NULL, set_up,
              test_who_chooses_no_page_takes_none, tear_down);
  g_test_add ("/photo-leaves/of-a-thousand-pages-only-those-in-sight-are-in-memory", Photos, NULL,
              set_up, test_of_a_thousand_pages_only_those_in_sight_are_in_memory, tear_down);
  return g_test_run ();
}
