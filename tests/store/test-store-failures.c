/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each call meets each table that can't be read or written, each statement that is interrupted,
 * each call to a disk that stumbles, breaks or is full: it fails whole, with one error. */
#include "pamor-test-faults.h"
#include "pamor-test-store.h"

#include "base/pamor-uuid.h"
#include "store/pamor-store-private.h"

#define DAY_US ((gint64) 24 * 3600 * G_USEC_PER_SEC)

typedef struct
{
  PamorTestFolder *folder;
  PamorSubmission *draft;
  PamorSubmission *parked;
  PamorSubmission *sealed;  /* about to become parked */
  PamorSubmission *special; /* (nullable): what the act alone is about */
  PamorAttachment *photo;   /* of the sealed one */
  PamorAttachment *another; /* not kept yet */
  gboolean         happened;
} Case;

typedef struct
{
  const char *name;
  gboolean  (*act) (Case *c, GError **error);
  const char *needs; /* tables, in the order of all_tables */
  void      (*prepare) (Case *c); /* (nullable): makes what is special */
} Act;

static const char *const all_tables[] = {
  "submission", "form", "payload", "attachment", "content", "history", "note", "catalogue"
};

static gboolean
save (Case *c, GError **error)
{
  return pamor_test_store_save (c->folder->store, c->draft, "{\"b\": 1}", error);
}

static gboolean
keep_photo (Case *c, GError **error)
{
  return pamor_test_store_keep_photo (c->folder->store, c->draft->id, c->another, error);
}

static gboolean
seal_it (PamorTestFolder  *f,
         PamorSubmission  *item,
         PamorAttachment  *photo,
         GError          **error)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  g_autoptr (PamorSubmission) sealed = NULL;

  g_ptr_array_add (photos, photo);
  sealed = pamor_test_store_seal (f->store, item, "{}", "{\"b\": 1}", photos, error);
  return sealed != NULL;
}

static gboolean
seal (Case *c, GError **error)
{
  return seal_it (c->folder, c->draft, c->another, error);
}

static gboolean
correct (Case *c, GError **error)
{
  return seal_it (c->folder, c->parked, c->another, error);
}

/* Once begun, the draft in its place is the one to be sealed the next time. */
static gboolean
replace (Case *c, GError **error)
{
  g_autofree char *id = pamor_uuid_new (c->folder->clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorSubmission) draft = NULL;

  pamor_store_begin_anew_async (c->folder->store, c->special->id, id, pamor_test_await_cb,
                                &result);
  draft = pamor_store_begin_anew_finish (c->folder->store, pamor_test_await (&result), error);
  return draft != NULL && seal_it (c->folder, draft, c->another, error);
}

static gboolean
take (Case *c, GError **error)
{
  g_autoptr (PamorSubmission) taken
    = pamor_test_store_take (c->folder->store, PAMOR_LANE_SMALL, error);

  return taken != NULL;
}

static gboolean
keep (Case *c, GError **error)
{
  c->sealed->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (c->sealed, "validation", "Kurang", NULL);
  return pamor_test_store_keep (c->folder->store, c->sealed, error);
}

static gboolean
read_form (Case *c, GError **error)
{
  g_autofree char *form = pamor_test_store_read_form (c->folder->store, c->sealed->id, error);

  return form != NULL;
}

static gboolean
read_payload (Case *c, GError **error)
{
  g_autofree char *payload
    = pamor_test_store_read_payload (c->folder->store, c->sealed->id, error);

  return payload != NULL;
}

static gboolean
read_photo (Case *c, GError **error)
{
  g_autoptr (GBytes) photo
    = pamor_test_store_read_photo (c->folder->store, c->sealed->id, c->photo->id, error);

  return photo != NULL;
}

static gboolean
read_history (Case *c, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  pamor_store_read_history_async (c->folder->store, c->sealed->id, pamor_test_await_cb, &result);
  lines = pamor_store_read_history_finish (c->folder->store, pamor_test_await (&result), error);
  return lines != NULL;
}

static gboolean
delete (Case *c, GError **error)
{
  return pamor_test_store_delete (c->folder->store, c->draft->id, error);
}

static gboolean
keep_changes (Case *c, GError **error)
{
  g_autoptr (GPtrArray) changes
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_change_free);
  PamorChange *change = pamor_change_new ();

  change->submission = g_strdup (c->sealed->id);
  change->revision = 1;
  change->status = PAMOR_STATUS_REJECTED;
  change->updated_at = PAMOR_TEST_NOW;
  g_ptr_array_add (changes, change);
  return pamor_test_store_keep_changes (c->folder->store, changes, "7", error);
}

static gboolean
set_told (Case *c, GError **error)
{
  g_autoptr (PamorSubmission) told = pamor_submission_copy (c->sealed);
  g_autoptr (GAsyncResult) result = NULL;

  told->status = PAMOR_STATUS_REJECTED;
  told->status_at = PAMOR_TEST_NOW;
  pamor_store_set_told_async (c->folder->store, told, TRUE, pamor_test_await_cb, &result);
  return pamor_store_set_told_finish (c->folder->store, pamor_test_await (&result), error);
}

static gboolean
begin_correction (Case *c, GError **error)
{
  return pamor_test_store_save (c->folder->store, c->parked, "{\"b\": 1}", error);
}

static gboolean
drop_correction (Case *c, GError **error)
{
  return pamor_test_store_delete (c->folder->store, c->special->id, error);
}

static gboolean
keep_catalogue (Case *c, GError **error)
{
  g_autoptr (GBytes) pack = g_bytes_new_static ("pack", 4);
  g_autoptr (GAsyncResult) result = NULL;

  pamor_store_keep_catalogue_async (c->folder->store, "9", "\"9\"", pack, pamor_test_await_cb,
                                    &result);
  return pamor_store_keep_catalogue_finish (c->folder->store, pamor_test_await (&result), error);
}

static gboolean
set_note (Case *c, GError **error)
{
  return pamor_test_store_set_note (c->folder->store, "cursor", "7", error);
}

/* Returns: (transfer full) */
static PamorSubmission *
make_parked (Case       *c,
             const char *reason)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (c->folder->clock, "c");
  PamorSubmission *parked;

  g_assert_true (seal_it (c->folder, item, c->photo, NULL));
  parked = pamor_submission_copy (pamor_store_find (c->folder->store, item->id));
  parked->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (parked, reason, NULL, NULL);
  g_assert_true (pamor_test_store_keep (c->folder->store, parked, NULL));
  return parked;
}

static void
prepare_refused (Case *c)
{
  c->special = make_parked (c, "different-content");
}

static void
prepare_corrected (Case *c)
{
  c->special = make_parked (c, "validation");
  g_assert_true (pamor_test_store_save (c->folder->store, c->special, "{}", NULL));
}

/* In place of another, and in the citizen's hands for a week. */
static void
prepare_settled (Case *c)
{
  g_autoptr (PamorSubmission) progress = NULL;

  prepare_refused (c);
  g_assert_true (replace (c, NULL));
  progress = pamor_submission_copy (pamor_store_find (c->folder->store, c->special->id));
  g_object_unref (c->special);
  c->special
    = pamor_submission_copy (pamor_store_find (c->folder->store, progress->replaced_by));
  c->special->state = PAMOR_STATE_ACKNOWLEDGED;
  c->special->number = g_strdup ("DK-1");
  c->special->status = PAMOR_STATUS_COLLECTED;
  c->special->status_at = c->special->received_at = PAMOR_TEST_NOW - 8 * DAY_US;
  pamor_test_store_keep_decided (c->folder->store, c->special);
}

static gboolean
purge_in_worker (PamorStore *store, PamorStoreJob *job, GError **error)
{
  return pamor_store_purge (store, error);
}

/* As an opening does it, before anything is shown. */
static gboolean
purge (Case *c, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pamor_store_run (c->folder->store, pamor_store_job_new (purge_in_worker, NULL), purge,
                   pamor_test_await_cb, &result);
  return pamor_store_run_finish_done (c->folder->store, pamor_test_await (&result), purge, error);
}

static const Act acts[] = {
  { "save", save, "submission form attachment " },
  { "keep-photo", keep_photo, "submission form attachment content " },
  { "seal", seal, "submission form payload attachment content history " },
  { "correct", correct, "submission form payload attachment content history " },
  { "replace", replace, "submission form payload attachment content history ", prepare_refused },
  { "take", take, "submission form attachment " },
  { "keep", keep, "submission form attachment history " },
  { "read-form", read_form, "form " },
  { "read-payload", read_payload, "payload " },
  { "read-photo", read_photo, "attachment content " },
  { "read-history", read_history, "history " },
  { "delete", delete, "submission form attachment " },
  { "keep-changes", keep_changes, "submission form attachment history note " },
  { "set-note", set_note, "note " },
  { "set-told", set_told, "submission form attachment history " },
  { "begin-correction", begin_correction, "submission form attachment " },
  { "drop-correction", drop_correction, "submission form attachment ", prepare_corrected },
  { "purge", purge, "submission form payload attachment content history ", prepare_settled },
  { "keep-catalogue", keep_catalogue, "submission form catalogue " },
};

static void
rename_table (PamorTestFolder *f,
              const char      *from,
              const char      *to)
{
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE %s RENAME TO %s", from, to);
  g_autoptr (GError) error = NULL;

  pamor_database_run (f->store->db, sql, &error);
  g_assert_no_error (error);
}

static void
set_up_case (Case            *c,
             PamorTestFolder *f,
             const Act       *act)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "b");

  *c = (Case) { .folder = f, .draft = pamor_test_store_new_item (f->clock, "a"),
                .photo = pamor_test_store_new_photo (f->clock, 500),
                .another = pamor_test_store_new_photo (f->clock, 600) };
  g_assert_true (pamor_test_store_save (f->store, c->draft, "{}", NULL));
  g_assert_true (seal_it (f, item, c->photo, NULL));
  c->sealed = pamor_submission_copy (pamor_store_find (f->store, item->id));
  c->parked = make_parked (c, "validation");
  if (act->prepare != NULL)
    act->prepare (c);
}

/* The next one begins with an empty table again: with each that stayed all would take longer. */
static void
tear_down_case (Case *c)
{
  PamorStore *store = c->folder->store;

  g_hash_table_remove_all (store->by_id);
  g_list_store_remove_all (store->items);
  g_assert_true (pamor_database_run (store->db, "UPDATE submission SET state = 'draft'; "
                                                "DELETE FROM submission", NULL));
  g_object_unref (c->draft);
  g_object_unref (c->sealed);
  g_object_unref (c->parked);
  g_clear_object (&c->special);
  pamor_attachment_free (c->photo);
  pamor_attachment_free (c->another);
}

/* Makes @act fail, if it does: whole, saying why, and so that it can be made again.
 * @table: (nullable): the one that is not there; NULL: what pamor_test_faults_set() said befalls it
 *
 * Returns: whether it failed */
static gboolean
fails (PamorTestFolder *f,
       const Act       *act,
       const char      *table,
       PamorTestFault   fault,
       guint            nth)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *note = g_strdup (pamor_store_get_note (f->store, "cursor"));
  PamorSubmission *shown[3];
  Case c;
  gboolean done;

  set_up_case (&c, f, act);
  shown[0] = pamor_store_find (f->store, c.draft->id);
  shown[1] = pamor_store_find (f->store, c.sealed->id);
  shown[2] = pamor_store_find (f->store, c.parked->id);
  if (table != NULL)
    rename_table (f, table, "gone");
  else
    pamor_test_faults_set (fault, nth);
  done = act->act (&c, &error);
  if (table != NULL)
    rename_table (f, "gone", table);
  else
    c.happened = pamor_test_faults_lift ();

  g_assert_true (done == (error == NULL));
  if (!done)
    {
      g_assert_true (pamor_store_find (f->store, c.draft->id) == shown[0]);
      g_assert_true (pamor_store_find (f->store, c.sealed->id) == shown[1]);
      g_assert_true (pamor_store_find (f->store, c.parked->id) == shown[2]);
      g_assert_cmpstr (pamor_store_get_note (f->store, "cursor"), ==, note);
      g_clear_error (&error);
      g_assert_true (act->act (&c, &error));
      g_assert_no_error (error);
    }
  tear_down_case (&c);
  return table != NULL ? !done : c.happened;
}

static void
test_a_call_fails_whole_and_can_be_made_again (PamorTestFolder *f,
                                               gconstpointer    data)
{
  const Act *act = data;
  g_autoptr (GString) needs = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all_tables); i++)
    if (fails (f, act, all_tables[i], 0, 0))
      g_string_append_printf (needs, "%s ", all_tables[i]);
  g_assert_cmpstr (needs->str, ==, act->needs);
}

static void
test_so_it_does_whichever_statement_is_interrupted_or_disk_call_fails (PamorTestFolder *f,
                                                                       gconstpointer    data)
{
  const PamorTestFault faults[] = { PAMOR_TEST_FAULT_STATEMENT, PAMOR_TEST_FAULT_STUMBLE,
                                    PAMOR_TEST_FAULT_BROKEN, PAMOR_TEST_FAULT_FULL };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint n = 1; fails (f, data, NULL, faults[i], n); n++)
      g_assert_cmpuint (n, <, 200);
}

static void
add (const char *name,
     const Act  *act,
     void        test (PamorTestFolder *f, gconstpointer data))
{
  g_autofree char *path = g_strdup_printf ("/store-failures/%s/%s", name, act->name);

  g_test_add (path, PamorTestFolder, act, pamor_test_folder_set_up, test,
              pamor_test_folder_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pamor_test_faults_install ();
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      add ("a-call-fails-whole-and-can-be-made-again", &acts[i],
           test_a_call_fails_whole_and_can_be_made_again);
      add ("so-it-does-whichever-statement-is-interrupted-or-disk-call-fails", &acts[i],
           test_so_it_does_whichever_statement_is_interrupted_or_disk_call_fails);
    }
  return g_test_run ();
}
