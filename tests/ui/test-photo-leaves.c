/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-foreign.h"
#include "pamor-test-photos.h"
#include "ui/photos/pamor-photo-leaf.h"
#include "ui/photos/pamor-photo-leaves.h"

#include <adwaita.h>

/* More pages than this are never in sight at once */
#define MOST 60

/* Returns: a document that takes @most photos */
static PamorPhotoCard *
find_card (PamorTestPhotos *self,
           guint            most)
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
get_photo (PamorTestPhotos *self,
           guint            index)
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
test_of_a_pdf_the_pages_are_asked_for (PamorTestPhotos *self,
                                       gconstpointer    unused)
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
  pamor_test_photos_settle (self);
  g_assert_cmpint (pamor_photo_card_count_photos (narrow), ==, 1);
  g_assert_null (pamor_photo_card_get_trouble (narrow));
  g_assert_cmpuint (pamor_photo_taker_find_source (self->taker, get_photo (self, 0)->id)->page, ==,
                    0);
}

static void
test_pages_that_all_have_room_are_chosen_beforehand (PamorTestPhotos *self,
                                                     gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) two = make_pages (2);
  PamorPhotoCard *roomy = find_card (self, 2);

  pamor_photo_card_take (roomy, two);
  pamor_photo_leaves_take (await_leaves ());
  pamor_test_photos_settle (self);
  g_assert_cmpint (pamor_photo_card_count_photos (roomy), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (pamor_photo_taker_find_source (self->taker, get_photo (self, i)->id)->page,
                      ==, i);
}

static void
test_pages_beyond_the_room_go_to_the_next_documents (PamorTestPhotos *self,
                                                     gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) five = make_pages (5);
  PamorPhotoCard *narrow = find_card (self, 1);
  PamorPhotoLeaves *leaves;

  pamor_photo_card_take (narrow, five);
  leaves = await_leaves ();
  pamor_photo_leaves_turn (leaves, 1);
  pamor_photo_leaves_turn (leaves, 4);
  pamor_photo_leaves_take (leaves);
  pamor_test_photos_settle (self);
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 2);
  g_assert_cmpstr (get_photo (self, 0)->requirement, ==,
                   pamor_photo_card_get_requirement (narrow)->code);
  g_assert_cmpstr (get_photo (self, 1)->requirement, !=, get_photo (self, 0)->requirement);
  g_assert_cmpstr (get_photo (self, 1)->sha256, !=, get_photo (self, 0)->sha256);
}

static void
test_a_pdf_may_go_as_it_is (PamorTestPhotos *self,
                            gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) three = make_pages (3);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, three->bytes);
  PamorPhotoCard *narrow = find_card (self, 1);

  pamor_photo_card_take (narrow, three);
  pamor_photo_leaves_take_whole (await_leaves ());
  pamor_test_photos_settle (self);
  g_assert_cmpint (pamor_photo_card_count_photos (narrow), ==, 1);
  g_assert_true (pamor_attachment_is_pdf (get_photo (self, 0)));
  g_assert_cmpstr (get_photo (self, 0)->sha256, ==, digest);
}

static void
test_who_chooses_no_page_takes_none (PamorTestPhotos *self,
                                     gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) three = make_pages (3);
  PamorPhotoCard *narrow = find_card (self, 1);

  pamor_photo_card_take (narrow, three);
  gtk_window_close (GTK_WINDOW (await_leaves ()));
  pamor_test_photos_settle (self);
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
test_of_a_thousand_pages_only_those_in_sight_are_in_memory (PamorTestPhotos *self,
                                                            gconstpointer    unused)
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

static void
add (const char *name,
     void      (*test) (PamorTestPhotos *self, gconstpointer service))
{
  g_test_add (name, PamorTestPhotos, "AKTA_LAHIR", pamor_test_photos_set_up, test,
              pamor_test_photos_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  add ("/photo-leaves/of-a-pdf-the-pages-are-asked-for", test_of_a_pdf_the_pages_are_asked_for);
  add ("/photo-leaves/pages-that-all-have-room-are-chosen-beforehand",
       test_pages_that_all_have_room_are_chosen_beforehand);
  add ("/photo-leaves/pages-beyond-the-room-go-to-the-next-documents",
       test_pages_beyond_the_room_go_to_the_next_documents);
  add ("/photo-leaves/a-pdf-may-go-as-it-is", test_a_pdf_may_go_as_it_is);
  add ("/photo-leaves/who-chooses-no-page-takes-none", test_who_chooses_no_page_takes_none);
  add ("/photo-leaves/of-a-thousand-pages-only-those-in-sight-are-in-memory",
       test_of_a_thousand_pages_only_those_in_sight_are_in_memory);
  return g_test_run ();
}
