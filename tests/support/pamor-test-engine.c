/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-engine.h"

#define KIB 1024
#define SECOND ((gint64) G_USEC_PER_SEC)

void
pamor_test_engine_set_up (PamorTestEngine *f,
                          gconstpointer    unused)
{
  pamor_test_folder_set_up (&f->folder, NULL);
  f->server = pamor_scripted_transport_new (f->folder.store);
  f->engine = pamor_engine_new (f->folder.store, PAMOR_TRANSPORT (f->server));
}

void
pamor_test_engine_tear_down (PamorTestEngine *f,
                             gconstpointer    unused)
{
  pamor_engine_stop (f->engine);
  while (G_OBJECT (f->engine)->ref_count > 1) /* each call under way holds it */
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (f->engine);
  g_assert_finalize_object (f->server);
  pamor_test_folder_tear_down (&f->folder, NULL);
}

/* One sealed submission with photos of these sizes; 0 ends. @order: in a case; 0: in none.
 * Returns: (transfer full): its id */
char *
pamor_test_engine_seal_in_order (PamorTestEngine *f,
                                 const gsize     *sizes,
                                 guint            order)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Sekar");
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  g_autofree char *payload = g_strdup_printf ("{\"id\": \"%s\"}", item->id);
  g_autoptr (GError) error = NULL;

  item->case_id = order == 0 ? NULL : g_strdup ("family");
  item->case_order = order;
  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  for (guint i = 0; sizes != NULL && sizes[i] > 0; i++)
    g_ptr_array_add (photos, pamor_test_store_new_photo (f->folder.clock, sizes[i]));
  sealed = pamor_test_store_seal (f->folder.store, item, "{}", payload, photos, &error);
  g_assert_no_error (error);
  return g_strdup (item->id);
}

char *
pamor_test_engine_seal (PamorTestEngine *f,
                        const gsize     *sizes)
{
  return pamor_test_engine_seal_in_order (f, sizes, 0);
}

char *
pamor_test_engine_seal_two_photos (PamorTestEngine *f)
{
  return pamor_test_engine_seal (f, (const gsize[]) { 100 * KIB, 10 * KIB, 0 });
}

gboolean
pamor_test_engine_run (PamorTestEngine  *f,
                       GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  /* Time goes on while we wait, for a stumbling link is tried again after a second or two. */
  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  while (result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      pamor_clock_advance (f->folder.clock, SECOND / 2);
    }
  return pamor_engine_run_finish (f->engine, result, error);
}

void
pamor_test_engine_run_well (PamorTestEngine *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_test_engine_run (f, &error));
  g_assert_no_error (error);
}

void
pamor_test_engine_run_failing (PamorTestEngine *f, PamorError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_test_engine_run (f, &error));
  g_assert_error (error, PAMOR_ERROR, code);
}

PamorSubmission *
pamor_test_engine_find (PamorTestEngine *f, const char *id)
{
  return pamor_store_find (f->folder.store, id);
}

void
pamor_test_engine_assert_state (PamorTestEngine *f, const char *id, PamorState state)
{
  PamorSubmission *item = pamor_test_engine_find (f, id);

  g_assert_cmpstr (pamor_state_get_nick (item->state), ==, pamor_state_get_nick (state));
}

void
pamor_test_engine_say_class (PamorTestEngine *f, PamorOperation op, PamorVerdictClass class)
{
  pamor_scripted_transport_say (f->server, op, pamor_verdict_new (class));
}
