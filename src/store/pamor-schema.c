/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbered steps, each one transaction together with its user_version, none ever changed after it
 * was shipped; a new database runs them all. Guarantees: a database that is too new or not ours
 * is not written to; before an existing one is changed a copy of it is made, which goes after a
 * month; a step that fails leaves the file as it was. */
#include "store/pamor-schema.h"

#include "base/pamor-clock.h"
#include "base/pamor-error.h"
#include "store/pamor-store-resources.h"

#include <errno.h>
#include <glib/gstdio.h>

#define APPLICATION_ID 1213230450 /* as step 001 writes it */

/* By then nobody goes back to a copy, and what was purged since is still in it. */
#define COPIES_US ((gint64) 30 * 24 * 3600 * G_USEC_PER_SEC)
#define COPY ".version-"

/**
 * pamor_schema_load_steps:
 *
 * Returns: (transfer full): the SQL of every step, as GBytes, from 001 on
 */
GPtrArray *
pamor_schema_load_steps (void)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GResource *resource = pamor_store_get_resource ();

  for (;;)
    {
      g_autofree char *path = g_strdup_printf ("/id/e_open/HaloPamor/store/schema/%03u.sql",
                                               steps->len + 1);
      GBytes *step = g_resource_lookup_data (resource, path, 0, NULL);

      if (step == NULL)
        return steps;
      g_ptr_array_add (steps, step);
    }
}

/* Under another name until it is whole: what broke off shall not be taken for a copy. */
static gboolean
make_copy (PamorDatabase  *db,
           gint64          version,
           gint64          now_us,
           GError        **error)
{
  g_autoptr (PamorStatement) copy = pamor_database_prepare (db, "VACUUM INTO ?1");
  g_autofree char *time = g_strdelimit (pamor_clock_format_utc (now_us), ":", '-');
  g_autofree char *part = g_strconcat (pamor_database_get_path (db), ".part", NULL);
  g_autofree char *path = g_strdup_printf ("%s" COPY "%" G_GINT64_FORMAT "-%s",
                                           pamor_database_get_path (db), version, time);

  g_unlink (part);
  pamor_statement_bind_text (copy, part);
  if (!pamor_statement_run (copy, error))
    return FALSE;
  if (g_rename (part, path) == 0)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
apply (PamorDatabase  *db,
       GPtrArray      *steps,
       guint           i,
       GError        **error)
{
  GBytes *step = steps->pdata[i];
  g_autofree char *sql = g_strndup (g_bytes_get_data (step, NULL), g_bytes_get_size (step));
  gint64 version = -1;
  gboolean done;

  if (!pamor_database_begin (db, error))
    return FALSE;
  done = pamor_database_run (db, sql, error)
         && pamor_database_read_int (db, "PRAGMA user_version", &version, error);
  if (done && version != i + 1)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "Schema step %u sets version %"
                   G_GINT64_FORMAT, i + 1, version);
      done = FALSE;
    }
  return pamor_database_end (db, done, error);
}

static gboolean
is_ours (PamorDatabase  *db,
         gint64          version,
         GError        **error)
{
  gint64 application = 0, tables = 0;

  if (!pamor_database_read_int (db, "PRAGMA application_id", &application, error)
      || !pamor_database_read_int (db, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (application == APPLICATION_ID || (application == 0 && version == 0 && tables == 0))
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED, "%s: not a database of this program",
               pamor_database_get_path (db));
  return FALSE;
}

/**
 * pamor_schema_upgrade:
 * @steps: of GBytes, from pamor_schema_load_steps()
 * @now_us: wall clock; names the copy "<file>.version-<n>-<time>"
 *
 * Brings @db up to the last step. %PAMOR_ERROR_TOO_NEW when it is beyond that,
 * %PAMOR_ERROR_DAMAGED when it is not of this program.
 */
gboolean
pamor_schema_upgrade (PamorDatabase  *db,
                      GPtrArray      *steps,
                      gint64          now_us,
                      GError        **error)
{
  gint64 version = 0;

  g_return_val_if_fail (db != NULL && steps != NULL, FALSE);

  if (!pamor_database_read_int (db, "PRAGMA user_version", &version, error)
      || !is_ours (db, version, error))
    return FALSE;
  if (version > steps->len)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_TOO_NEW, "%s: version %" G_GINT64_FORMAT
                   ", known up to %u", pamor_database_get_path (db), version, steps->len);
      return FALSE;
    }
  if (version > 0 && version < steps->len && !make_copy (db, version, now_us, error))
    return FALSE;
  for (guint i = version; i < steps->len; i++)
    if (!apply (db, steps, i, error))
      return FALSE;
  return TRUE;
}

/* Returns: wall us of a copy by the name that make_copy() gives it; G_MAXINT64: it is none */
static gint64
get_copy_time (const char *name,
               const char *base)
{
  g_autofree char *start = g_strconcat (base, COPY, NULL);
  const char *dash = g_str_has_prefix (name, start) ? strchr (name + strlen (start), '-') : NULL;
  g_autofree char *time = g_strdup (dash == NULL ? "" : dash + 1);
  gint64 at = G_MAXINT64;

  if (strlen (time) == strlen ("2026-11-20T08-00-00Z"))
    time[13] = time[16] = ':';
  pamor_clock_parse_utc (time, &at);
  return at;
}

/**
 * pamor_schema_drop_copies:
 * @path: of a database that was opened well
 * @now_us: wall clock
 *
 * Deletes the copies that pamor_schema_upgrade() made of it a month ago or earlier.
 */
void
pamor_schema_drop_copies (const char *path,
                          gint64      now_us)
{
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *copy = g_build_filename (folder, name, NULL);

      if (get_copy_time (name, base) <= now_us - COPIES_US && g_unlink (copy) != 0)
        g_debug ("%s stays: %s", copy, g_strerror (errno));
    }
}
