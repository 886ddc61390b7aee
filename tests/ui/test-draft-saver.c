/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "ui/form/pamor-draft-saver.h"

#include <adwaita.h>

typedef struct
{
  PamorTestDesk    base;
  PamorForm       *form;
  PamorSubmission *item;
  PamorDraftSaver *saver;
} Draft;

static void
set_up (Draft         *self,
        gconstpointer  unused)
{
  pamor_test_desk_set_up (&self->base, NULL);
  self->form = pamor_test_desk_new_form (&self->base, "ADUAN");
  self->item = pamor_test_desk_new_item (&self->base, self->form);
  self->saver = pamor_draft_saver_new (self->base.folder.store, self->form, self->item);
}

static void
tear_down (Draft         *self,
           gconstpointer  unused)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->saver);
  g_object_unref (self->item);
  g_assert_finalize_object (self->form);
  pamor_test_desk_tear_down (&self->base, NULL);
}

static void
write_something (Draft *self)
{
  const PamorSection *section = pamor_form_get_service (self->form)->sections->pdata[0];

  for (guint i = 0; i < section->fields->len; i++)
    {
      const PamorField *field = section->fields->pdata[i];

      if (field->kind == PAMOR_FIELD_TEXT || field->kind == PAMOR_FIELD_NAME)
        {
          pamor_form_set (self->form, field->path, "Siti Aminah");
          return;
        }
      if (field->kind == PAMOR_FIELD_PERSON)
        {
          g_autofree char *path = g_strconcat (field->path, ".name", NULL);

          pamor_form_set (self->form, path, "Siti Aminah");
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
save (Draft     *self,
      gboolean   even_empty,
      GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pamor_draft_saver_save_async (self->saver, even_empty, pamor_test_await_cb, &result);
  return pamor_draft_saver_save_finish (self->saver, pamor_test_await (&result), error);
}

static void
test_a_change_is_kept_by_itself (Draft         *self,
                                 gconstpointer  unused)
{
  g_autofree char *kept = NULL;

  write_something (self);
  g_assert_cmpint (pamor_draft_saver_get_state (self->saver), ==, PAMOR_DRAFT_DIRTY);
  while (pamor_draft_saver_get_state (self->saver) != PAMOR_DRAFT_SAVED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (pamor_draft_saver_get_time (self->saver), >, 0);
  kept = pamor_test_store_read_form (self->base.folder.store, self->item->id, NULL);
  g_assert_true (strstr (kept, "Siti Aminah") != NULL);
}

static void
test_nothing_entered_makes_no_draft (Draft         *self,
                                     gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (self, FALSE, &error));
  g_assert_no_error (error);
  g_assert_null (pamor_store_find (self->base.folder.store, self->item->id));
  g_assert_cmpint (pamor_draft_saver_get_state (self->saver), ==, PAMOR_DRAFT_EMPTY);
}

static void
test_a_photo_gets_its_draft_though_nothing_was_entered (Draft         *self,
                                                        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (self, TRUE, &error));
  g_assert_no_error (error);
  g_assert_nonnull (pamor_store_find (self->base.folder.store, self->item->id));
}

static void
test_what_changes_during_a_save_is_kept_too (Draft         *self,
                                             gconstpointer  unused)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autofree char *kept = NULL;

  write_something (self);
  pamor_draft_saver_save_async (self->saver, FALSE, pamor_test_await_cb, &first);
  pamor_form_set_activity (self->form, "KELILING");
  pamor_draft_saver_save_async (self->saver, FALSE, pamor_test_await_cb, &second);
  pamor_test_await (&first);
  pamor_test_await (&second);
  g_assert_true (pamor_draft_saver_save_finish (self->saver, first, NULL));
  g_assert_true (pamor_draft_saver_save_finish (self->saver, second, NULL));
  kept = pamor_test_store_read_form (self->base.folder.store, self->item->id, NULL);
  g_assert_true (strstr (kept, "KELILING") != NULL);
}

static void
test_a_failed_save_says_so_and_a_later_one_mends_it (Draft         *self,
                                                     gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  pamor_test_desk_fill_disk (&self->base, TRUE);
  write_something (self);
  g_assert_false (save (self, FALSE, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (pamor_draft_saver_get_state (self->saver), ==, PAMOR_DRAFT_FAILED);
  g_assert_nonnull (pamor_draft_saver_get_error (self->saver));

  pamor_test_desk_fill_disk (&self->base, FALSE);
  g_clear_error (&error);
  g_assert_true (save (self, FALSE, &error));
  g_assert_cmpint (pamor_draft_saver_get_state (self->saver), ==, PAMOR_DRAFT_SAVED);
}

static void
test_held_it_writes_nothing (Draft         *self,
                             gconstpointer  unused)
{
  write_something (self);
  pamor_draft_saver_set_held (self->saver, TRUE);
  pamor_form_set_activity (self->form, "KELILING");
  g_assert_cmpint (pamor_draft_saver_get_state (self->saver), ==, PAMOR_DRAFT_DIRTY);
  g_assert_null (pamor_store_find (self->base.folder.store, self->item->id));
  pamor_draft_saver_set_held (self->saver, FALSE);
  while (pamor_draft_saver_get_state (self->saver) != PAMOR_DRAFT_SAVED)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_what_was_emptied_again_wants_no_keeping (Draft         *self,
                                              gconstpointer  unused)
{
  pamor_test_desk_fill_disk (&self->base, TRUE);
  pamor_form_set (self->form, "aduan.pokok", "Lampu mati");
  g_assert_false (save (self, FALSE, NULL));
  g_assert_true (pamor_draft_saver_find_unkept () == self->saver);
  pamor_form_set (self->form, "aduan.pokok", NULL);
  g_assert_null (pamor_draft_saver_find_unkept ());
  pamor_test_desk_fill_disk (&self->base, FALSE);
  g_assert_true (save (self, TRUE, NULL));
}

static void
test_who_waits_when_it_is_held_is_answered (Draft         *self,
                                            gconstpointer  unused)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  write_something (self);
  pamor_draft_saver_save_async (self->saver, FALSE, pamor_test_await_cb, &first);
  pamor_draft_saver_save_async (self->saver, FALSE, pamor_test_await_cb, &second);
  pamor_draft_saver_set_held (self->saver, TRUE);
  pamor_test_await (&first);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_nonnull (second);
  g_assert_true (pamor_draft_saver_save_finish (self->saver, second, NULL));
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/draft-saver/a-change-is-kept-by-itself", Draft, NULL, set_up,
              test_a_change_is_kept_by_itself, tear_down);
  g_test_add ("/draft-saver/nothing-entered-makes-no-draft", Draft, NULL, set_up,
              test_nothing_entered_makes_no_draft, tear_down);
  g_test_add ("/draft-saver/a-photo-gets-its-draft-though-nothing-was-entered", Draft, NULL,
              set_up, test_a_photo_gets_its_draft_though_nothing_was_entered, tear_down);
  g_test_add ("/draft-saver/what-changes-during-a-save-is-kept-too", Draft, NULL, set_up,
              test_what_changes_during_a_save_is_kept_too, tear_down);
  g_test_add ("/draft-saver/a-failed-save-says-so-and-a-later-one-mends-it", Draft, NULL, set_up,
              test_a_failed_save_says_so_and_a_later_one_mends_it, tear_down);
  g_test_add ("/draft-saver/held-it-writes-nothing", Draft, NULL, set_up,
              test_held_it_writes_nothing, tear_down);
  g_test_add ("/draft-saver/what-was-emptied-again-wants-no-keeping", Draft, NULL, set_up,
              test_what_was_emptied_again_wants_no_keeping, tear_down);
  g_test_add ("/draft-saver/who-waits-when-it-is-held-is-answered", Draft, NULL, set_up,
              test_who_waits_when_it_is_held_is_answered, tear_down);
  return g_test_run ();
}
