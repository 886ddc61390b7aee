/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdarg.h>

typedef struct
{
  sqlite3_file  base;
  sqlite3_file *real;
  const char   *path; /* SQLite's, as long as it is open */
} Handle;

typedef enum { READS, WRITES, GROWS } Deed;

static sqlite3_vfs    *real;
static PamorTestFault  fault;
static const char     *name; /* how the path of the unreadable file ends */
static guint           refused;
static gint            left; /* until it happens; below 0 it has; 0 none is set */

/* Returns: SQLITE_OK, or how the deed fails */
static int
meet (Deed deed,
      int  code)
{
  const gboolean full = fault == PAMOR_TEST_FAULT_FULL;

  if (fault == PAMOR_TEST_FAULT_STATEMENT || fault >= PAMOR_TEST_FAULT_UNREADABLE || left == 0
      || (full && deed != GROWS)
      || (fault == PAMOR_TEST_FAULT_BROKEN && deed == READS))
    return SQLITE_OK;
  if (left > 0 && g_atomic_int_dec_and_test (&left))
    g_atomic_int_set (&left, -1);
  else if (left > 0 || fault == PAMOR_TEST_FAULT_STUMBLE)
    return SQLITE_OK;
  return full && code == SQLITE_IOERR_WRITE ? SQLITE_FULL : code;
}

static int
on_trace (unsigned  what,
          void     *db,
          void     *statement,
          void     *text)
{
  const char *sql = text;
  const gboolean deaf = g_str_has_prefix (sql, "--") || g_str_has_prefix (sql, "BEGIN")
                        || g_str_equal (sql, "COMMIT") || g_str_equal (sql, "ROLLBACK");

  if (fault == PAMOR_TEST_FAULT_STATEMENT && !deaf && left > 0
      && g_atomic_int_dec_and_test (&left))
    {
      g_atomic_int_set (&left, -1);
      sqlite3_interrupt (db);
    }
  return 0;
}

static int
on_connection (sqlite3     *db,
               const char **error,
               const void  *api)
{
  return sqlite3_trace_v2 (db, SQLITE_TRACE_STMT, on_trace, db);
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((Handle *) file)->real;
}

static int
on_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static gboolean
is_unreadable (sqlite3_file *file)
{
  if (fault != PAMOR_TEST_FAULT_UNREADABLE || left == 0
      || !g_str_has_suffix (((Handle *) file)->path, name))
    return FALSE;
  if (left > 0 && !g_atomic_int_dec_and_test (&left))
    return FALSE;
  g_atomic_int_set (&left, -1);
  refused++;
  return TRUE;
}

static int
on_read (sqlite3_file  *file,
         void          *buffer,
         int            amount,
         sqlite3_int64  from)
{
  int code = is_unreadable (file) ? SQLITE_IOERR_READ : meet (READS, SQLITE_IOERR_READ);

  return code != SQLITE_OK ? code
                           : get_real (file)->pMethods->xRead (get_real (file), buffer, amount,
                                                               from);
}

static int
on_write (sqlite3_file  *file,
          const void    *buffer,
          int            amount,
          sqlite3_int64  from)
{
  int code = meet (GROWS, SQLITE_IOERR_WRITE);

  return code != SQLITE_OK ? code
                           : get_real (file)->pMethods->xWrite (get_real (file), buffer, amount,
                                                                from);
}

static int
on_truncate (sqlite3_file  *file,
             sqlite3_int64  size)
{
  int code = meet (WRITES, SQLITE_IOERR_TRUNCATE);

  return code != SQLITE_OK ? code : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
on_sync (sqlite3_file *file,
         int           flags)
{
  return meet (GROWS, SQLITE_IOERR_FSYNC); /* thousands of them, and no power cut */
}

static int
on_size (sqlite3_file  *file,
         sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
on_lock (sqlite3_file *file,
         int           level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
on_unlock (sqlite3_file *file,
           int           level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
on_check_lock (sqlite3_file *file,
               int          *reserved)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), reserved);
}

static int
on_control (sqlite3_file *file,
            int           what,
            void         *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), what, argument);
}

static int
on_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
on_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static const sqlite3_io_methods methods = {
  1, on_close, on_read, on_write, on_truncate, on_sync, on_size, on_lock, on_unlock, on_check_lock,
  on_control, on_sector_size, on_characteristics
};

static int
on_open (sqlite3_vfs  *vfs,
         const char   *path,
         sqlite3_file *file,
         int           flags,
         int          *flags_out)
{
  Handle *handle = (Handle *) file;
  int code = meet (READS, SQLITE_CANTOPEN);

  file->pMethods = NULL;
  handle->real = (sqlite3_file *) (handle + 1);
  handle->path = path == NULL ? "" : path;
  if (code == SQLITE_OK)
    code = real->xOpen (real, path, handle->real, flags, flags_out);
  if (code == SQLITE_OK)
    file->pMethods = &methods;
  return code;
}

static int
on_delete (sqlite3_vfs *vfs,
           const char  *path,
           int          sync_folder)
{
  int code = meet (WRITES, SQLITE_IOERR_DELETE);

  return code != SQLITE_OK ? code : real->xDelete (real, path, sync_folder);
}

static int
on_last_error (sqlite3_vfs *vfs,
               int          size,
               char        *out)
{
  return fault == PAMOR_TEST_FAULT_FULL && left < 0 ? ENOSPC
                                                    : real->xGetLastError (real, size, out);
}

/** pamor_test_faults_install: in every connection that is opened from now on */
void
pamor_test_faults_install (void)
{
  static sqlite3_vfs vfs;

  real = sqlite3_vfs_find (NULL);
  vfs = *real;
  vfs.zName = "faults";
  vfs.szOsFile = sizeof (Handle) + real->szOsFile;
  vfs.pNext = NULL;
  vfs.xOpen = on_open;
  vfs.xDelete = on_delete;
  vfs.xGetLastError = on_last_error;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_auto_extension ((void (*) (void)) on_connection), ==, SQLITE_OK);
}

/** pamor_test_faults_set: @nth: from 1, counted from now */
void
pamor_test_faults_set (PamorTestFault to,
                       guint          nth)
{
  fault = to;
  refused = 0;
  g_atomic_int_set (&left, nth);
}

/** pamor_test_faults_name: @suffix: (transfer none): of the file that becomes unreadable */
void
pamor_test_faults_name (const char *suffix)
{
  name = suffix;
}

/** pamor_test_faults_count: Returns: how many reads of it were refused since it was set */
guint
pamor_test_faults_count (void)
{
  return refused;
}

/* In SQLite's place, for all that is linked here. */
int
sqlite3_db_config (sqlite3 *db,
                   int      option,
                   ...)
{
  static int (*really) (sqlite3 *db, int option, ...);
  va_list values;
  int wanted, code;
  int *is;

  if (really == NULL)
    really = (int (*) (sqlite3 *, int, ...)) dlsym (RTLD_NEXT, "sqlite3_db_config");
  va_start (values, option);
  wanted = va_arg (values, int);
  is = va_arg (values, int *);
  va_end (values);
  code = really (db, option, wanted, is);
  if (fault == PAMOR_TEST_FAULT_OPTION && left > 0 && g_atomic_int_dec_and_test (&left))
    {
      g_atomic_int_set (&left, -1);
      *is = !wanted;
    }
  return code;
}

/** pamor_test_faults_lift: Returns: whether it happened */
gboolean
pamor_test_faults_lift (void)
{
  gboolean happened = left < 0;

  g_atomic_int_set (&left, 0);
  return happened;
}
