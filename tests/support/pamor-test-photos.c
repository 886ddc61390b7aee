/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-photos.h"

void
pamor_test_photos_set_up (PamorTestPhotos *self,
                          gconstpointer    service)
{
  g_autoptr (PamorSubmission) item = NULL;

  pamor_test_desk_set_up (&self->base, NULL);
  self->form = pamor_test_desk_new_form (&self->base, service);
  item = pamor_test_desk_new_item (&self->base, self->form);
  self->saver = pamor_draft_saver_new (self->base.folder.store, self->form, item);
  self->taker = pamor_photo_taker_new (self->base.desk, self->form, self->saver);
  self->page = g_object_ref_sink (PAMOR_PHOTO_PAGE (pamor_photo_page_new (self->taker)));
}

/* Until all that is on its way is in, and saved */
void
pamor_test_photos_settle (PamorTestPhotos *self)
{
  while (pamor_photo_taker_is_busy (self->taker)
         || pamor_draft_saver_get_state (self->saver) == PAMOR_DRAFT_DIRTY)
    g_main_context_iteration (NULL, TRUE);
}

void
pamor_test_photos_tear_down (PamorTestPhotos *self,
                             gconstpointer    unused)
{
  pamor_test_photos_settle (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->page);
  g_assert_finalize_object (self->taker);
  g_assert_finalize_object (self->saver);
  g_assert_finalize_object (self->form);
  pamor_test_desk_tear_down (&self->base, NULL);
}

/* Until there are that many in the form, and no more */
void
pamor_test_photos_await (PamorPhotoCard *card,
                         guint           count)
{
  while (pamor_photo_card_count_photos (card) < count)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (pamor_photo_card_count_photos (card), ==, count);
}
