/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database that a disk spoiled: the bytes say how. Whatever they say, a new one comes of it that
 * is sound and holds nothing that was not in the old one; each record that can still be read by its
 * number, and is what was sealed, is in it. */
#include "base/pamor-clock.h"
#include "pamor-fuzz.h"
#include "store/pamor-salvage.h"
#include "store/pamor-schema.h"
#include "store/pamor-store-private.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 8192
#define ITEMS 24
#define NOW (G_GINT64_CONSTANT (1795161600) * G_USEC_PER_SEC)

/* How one change begins; what it lays over the file, if anything, follows. */
typedef struct
{
  guint8 kind, page, high, low;
} Change;

typedef enum
{
  LAY_OVER, /* up to 16 bytes */
  POINT,    /* to another page, as a b-tree does */
  COPY,     /* of another page */
  WIPE,
  CUT,      /* the file ends there */
  N_KINDS
} Kind;

static char       *path, *salvaged;
static PamorVault *vault;
static PamorClock *clock_;
static GPtrArray  *slots;
static guint8     *base;
static gsize       base_size;

static GBytes *
make_plain (gsize size)
{
  char *text = g_strnfill (size, 'x');

  memcpy (text, "{}", 2);
  memset (text + 2, ' ', size - 2);
  return g_bytes_new_take (text, size);
}

static void
insert (PamorDatabase *db,
        const char    *sql,
        const char    *table,
        guint          n,
        gint64         revision,
        gsize          size)
{
  g_autoptr (PamorStatement) insert = pamor_database_prepare (db, sql);
  g_autofree char *id = g_strdup_printf ("id-%u", n);
  g_autofree char *label = g_str_equal (table, "content")
                             ? pamor_store_make_photo_label (id, "foto") : g_strdup (id);
  g_autoptr (GBytes) plain = make_plain (size);
  g_autoptr (GBytes) sealed
    = pamor_vault_seal (vault, table, label, g_str_equal (table, "history") ? n : revision, plain);
  g_autoptr (GError) error = NULL;

  pamor_statement_bind_text (insert, id);
  pamor_statement_bind_bytes (insert, sealed);
  pamor_statement_bind_int (insert, n);
  pamor_statement_run (insert, &error);
  g_assert_no_error (error);
}

static void
fill (PamorDatabase *db)
{
  for (guint n = 1; n <= ITEMS; n++)
    {
      insert (db, "INSERT INTO submission SELECT ?3, ?1, 1, 0, 'parked', ?2, 'p', 'm', 1, 0, 0, "
              "NULL, NULL, NULL, 0, 'none', NULL, 0, 1, 1, 1, NULL, 0, 'none', 0, 0",
              "submission", n, 0, 200);
      insert (db, "INSERT INTO form VALUES (?3, ?1, 1, ?2)", "form", n, 1,
              n % 7 == 0 ? 20000 : 1500);
      insert (db, "INSERT INTO payload VALUES (?3, ?1, 1, ?2)",
              "payload", n, 1, 500);
      insert (db, "INSERT INTO history (submission, at, what, text) VALUES (?1, ?3, 'sealed', ?2)",
              "history", n, 0, 900);
      if (n % 6 != 0)
        continue;
      insert (db, "INSERT INTO attachment SELECT ?3, ?1, 'foto', 0, 0, 'KK', 'image/jpeg', 's', 1, "
              "0, 0, 0 WHERE ?2 IS NOT NULL", "attachment", n, 0, 10);
      insert (db, "INSERT INTO content SELECT ?3, ?2 WHERE ?1 IS NOT NULL", "content", n, 0, 9000);
    }
}

static void
remove_files (void)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_unlink (salvaged);
  g_rmdir (folder);
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  static const guint8 root[PAMOR_VAULT_KEY_BYTES] = { 7 };
  const char *memory = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();
  g_autofree char *folder = g_build_filename (memory, "pamor-fuzz-XXXXXX", NULL);
  g_autoptr (GPtrArray) steps = pamor_schema_load_steps ();
  g_autoptr (PamorDatabase) db = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (g_mkdtemp (folder));
  path = g_build_filename (folder, "pamor.db", NULL);
  salvaged = g_strconcat (path, ".salvaged", NULL);
  atexit (remove_files);
  vault = pamor_vault_new_of_root (root, 1);
  clock_ = pamor_clock_new_manual (NOW);
  slots = g_ptr_array_new ();
  db = pamor_database_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (pamor_schema_upgrade (db, steps, NOW, &error));
  fill (db);
  g_clear_pointer (&db, pamor_database_close);
  g_assert_true (g_file_get_contents (path, (char **) &base, &base_size, &error));
  return 0;
}

static gsize
get_place (const Change *change,
           gsize         size)
{
  return ((gsize) change->page * PAGE + (change->high << 8 | change->low) % PAGE) % size;
}

/* Returns: how many of @size bytes of @data were used */
static gsize
change_file (guint8       *file,
             gsize        *length,
             const guint8 *data,
             gsize         size)
{
  const Change *change = (const Change *) data;
  const gsize pages = *length / PAGE, at = get_place (change, *length);
  const gsize other = pages == 0 ? 0 : change->low % pages, page = at / PAGE;
  gsize used = sizeof *change;

  switch (change->kind % N_KINDS)
    {
    case POINT:
      for (gsize i = 0; i < 4 && at + i < *length; i++)
        file[at + i] = i < 3 ? 0 : other;
      break;
    case COPY:
      if (pages > 0 && page < pages)
        memmove (file + page * PAGE, file + other * PAGE, PAGE);
      break;
    case WIPE:
      memset (file + page * PAGE, change->low, MIN (PAGE, *length - page * PAGE));
      break;
    case CUT:
      *length = MAX (at, 1);
      break;
    default:
      used += MIN (change->kind / N_KINDS % 16 + 1, size - used);
      for (gsize i = 0; i + sizeof *change < used && at + i < *length; i++)
        file[at + i] = data[sizeof *change + i];
    }
  return used;
}

static PamorDatabase *
spoil (const guint8 *data,
       gsize         size)
{
  g_autofree guint8 *file = g_memdup2 (base, base_size);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  gsize length = base_size;

  for (gsize used = 0; used + sizeof (Change) <= size;)
    used += change_file (file, &length, data + used, size - used);
  g_unlink (journal);
  g_assert_true (g_file_set_contents_full (path, (char *) file, length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  return pamor_database_open (path, NULL);
}

static gint64
ask (PamorDatabase *db,
     const char    *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  pamor_database_read_int (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static gboolean
opens (const char     *table,
       PamorStatement *row)
{
  const char *id = pamor_statement_get_text (row, 0);
  gint64 revision = pamor_statement_get_int (row, 1);
  g_autoptr (GBytes) sealed = pamor_statement_dup_bytes (row, 2);
  g_autoptr (GBytes) plain
    = id == NULL ? NULL : pamor_vault_open (vault, table, id, revision, sealed, NULL);

  return plain != NULL;
}

static void
check_each_opens (PamorDatabase *db,
                  const char    *table,
                  const char    *sql)
{
  g_autoptr (PamorStatement) rows = pamor_database_prepare (db, sql);

  while (pamor_statement_next (rows, NULL))
    g_assert_true (opens (table, rows));
  g_assert_true (pamor_statement_is_done (rows));
}

static gboolean
has (PamorDatabase  *db,
     const char     *sql,
     PamorStatement *row)
{
  g_autoptr (PamorStatement) find = pamor_database_prepare (db, sql);

  pamor_statement_bind_column (find, row, 0);
  pamor_statement_bind_column (find, row, 1);
  return pamor_statement_next (find, NULL);
}

/* By number, as long as the file it was in is read so: what opens must be there, if that to which
 * it belongs is. */
static void
check_none_is_missing (PamorDatabase *from,
                       PamorDatabase *to,
                       const char    *table,
                       const char    *read,
                       const char    *find)
{
  for (guint n = 1; n <= ITEMS; n++)
    {
      g_autoptr (PamorStatement) row = pamor_database_prepare (from, read);

      pamor_statement_bind_int (row, n);
      if (pamor_statement_next (row, NULL) && opens (table, row)
          && has (to, "SELECT 1 FROM submission WHERE id = ?1 AND ?2 IS NOT NULL", row)
          && !has (to, find, row))
        g_error ("Row %u of %s was not saved", n, table);
    }
}

static void
check (PamorDatabase *from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorDatabase) to = pamor_database_open (salvaged, &error);
  g_autoptr (PamorStatement) orphans = NULL;

  g_assert_no_error (error);
  g_assert_true (pamor_database_quick_check (to, NULL));
  orphans = pamor_database_prepare (to, "PRAGMA foreign_key_check");
  g_assert_false (pamor_statement_next (orphans, NULL));
  g_assert_true (pamor_statement_is_done (orphans));
  g_assert_cmpint (ask (to, "SELECT count(*) FROM submission"), <=, ITEMS);
  check_each_opens (to, "submission", "SELECT id, 0, summary FROM submission");
  check_each_opens (to, "form", "SELECT submission, revision, sealed FROM form");
  check_each_opens (to, "payload", "SELECT submission, revision, sealed FROM payload");
  if (from == NULL)
    return;
  check_none_is_missing (from, to, "form",
                         "SELECT submission, revision, sealed FROM form WHERE rowid = ?1",
                         "SELECT 1 FROM form WHERE submission = ?1 AND revision = ?2");
  check_none_is_missing (from, to, "history",
                         "SELECT submission, at, text FROM history WHERE rowid = ?1",
                         "SELECT 1 FROM history WHERE submission = ?1 AND at = ?2");
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (PamorDatabase) from = spoil (data, size);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_assert_true (pamor_salvage_rebuild (path, from, vault, slots, "folder", clock_, &count,
                                        &error));
  g_assert_no_error (error);
  g_assert_true (size >= sizeof (Change) || count == ITEMS);
  check (from);
  return 0;
}
