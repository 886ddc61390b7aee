/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sealing a submission of two photos costs, against a bare SQLite transaction that inserts the
 * same bytes with the same care (rollback journal, synchronous=EXTRA). Alternating, medians. */
#include "base/pamor-uuid.h"
#include "store/pamor-store.h"

#include <sqlite3.h>
#include <string.h>

#define RUNS 15
#define PHOTO_BYTES 740000
#define FORM_BYTES 3000

static GBytes *
make_bytes (gsize size)
{
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = g_random_int ();
  return g_bytes_new_take (bytes, size);
}

static void
must (int result, sqlite3 *db)
{
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
    g_error ("floor: %s", sqlite3_errmsg (db));
}

static void
insert (sqlite3 *db, GBytes *bytes)
{
  sqlite3_stmt *statement;

  must (sqlite3_prepare_v2 (db, "INSERT INTO t (b) VALUES (?)", -1, &statement, NULL), db);
  must (sqlite3_bind_blob64 (statement, 1, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                             SQLITE_STATIC), db);
  must (sqlite3_step (statement), db);
  must (sqlite3_finalize (statement), db);
}

static double
time_floor (sqlite3 *db, GBytes *form, GBytes *photos[2])
{
  gint64 start = g_get_monotonic_time ();

  must (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), db);
  insert (db, form);
  insert (db, form);
  insert (db, photos[0]);
  insert (db, photos[1]);
  must (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), db);
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static double
time_seal (PamorStore *store, GBytes *form, GBytes *photos[2])
{
  PamorClock *clock = pamor_store_get_clock (store);
  g_autoptr (GPtrArray) manifest = g_ptr_array_new_with_free_func (
    (GDestroyNotify) pamor_attachment_free);
  g_autoptr (PamorSubmission) item = pamor_submission_new ();
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  item->id = pamor_uuid_new (clock);
  item->service = g_strdup ("KTP_HILANG");
  item->kind = g_strdup ("application");
  item->title = g_strdup ("CONTOH WARGA");
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *id = pamor_uuid_new (clock);

      g_ptr_array_add (manifest, pamor_attachment_new (id, "KK", photos[i]));
    }
  pamor_store_seal_async (store, item, form, form, manifest, on_ready, &result);
  sealed = pamor_store_seal_finish (store, await (&result), &error);
  g_assert_no_error (error);
  return (g_get_monotonic_time () - start) / 1000.0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *times)
{
  qsort (times, RUNS, sizeof *times, compare);
  return times[RUNS / 2];
}

static sqlite3 *
open_floor (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "floor.db", NULL);
  sqlite3 *db;

  must (sqlite3_open (file, &db), NULL);
  must (sqlite3_exec (db, "PRAGMA page_size=8192; PRAGMA journal_mode=DELETE;"
                      "PRAGMA synchronous=EXTRA; CREATE TABLE t (b BLOB)", NULL, NULL, NULL), db);
  return db;
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("pamor-bench-XXXXXX", NULL);
  g_autoptr (PamorClock) clock = pamor_clock_new_system ();
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) form = make_bytes (FORM_BYTES);
  GBytes *photos[2] = { make_bytes (PHOTO_BYTES), make_bytes (PHOTO_BYTES) };
  sqlite3 *db = open_floor (folder);
  double floors[RUNS], seals[RUNS];

  pamor_store_open_async (folder, "bench", clock, NULL, on_ready, &result);
  store = pamor_store_open_finish (await (&result), &error);
  g_assert_no_error (error);

  for (int i = 0; i < RUNS; i++)
    {
      floors[i] = time_floor (db, form, photos);
      seals[i] = time_seal (store, form, photos);
    }
  g_print ("seal      %.2f x a bare SQLite insert of the same bytes (%.1f ms, floor %.1f ms; "
           "median of %d)\n",
           median (seals) / median (floors), median (seals), median (floors), RUNS);

  pamor_store_close (store);
  sqlite3_close (db);
  g_bytes_unref (photos[0]);
  g_bytes_unref (photos[1]);
  return 0;
}
