/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each file keeps, beside what a reader sees, the old bytes of every sector written since it was
 * last synced. A step is a write, a truncation, a sync or a removal of a file of the officer's; the
 * program can be made to die in any of them, after which every call fails until the restart. */
#include "pamor-sim-disk.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR   512
#define OFFICERS "pamor.db"

typedef struct
{
  guint32 number;
  guint8  old[SECTOR];
} Undo;

typedef struct
{
  char       *name;
  gboolean    exists;
  gboolean    durable;  /* its name is on the disk, whatever its bytes */
  gboolean    officers;
  GByteArray *bytes;
  GArray     *undo;     /* of Undo */
  GByteArray *dirty;    /* a flag of each sector */
  gsize       synced_size;
  GByteArray *removed;  /* (nullable): what was removed, and may come back when the power goes */
} File;

typedef struct
{
  sqlite3_file  base;
  File         *file;
} Handle;

static GPtrArray        *files; /* of File */
static PamorSimChance    draw;
static PamorSimDiskState state, next_state;
static gboolean          lying, dead, torn;
static guint             steps, die_at, turn_at;

static void
file_free (File *file)
{
  g_free (file->name);
  g_byte_array_unref (file->bytes);
  g_byte_array_unref (file->dirty);
  g_array_unref (file->undo);
  g_clear_pointer (&file->removed, g_byte_array_unref);
  g_free (file);
}

static File *
find (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *name = slash == NULL ? path : slash + 1;
  File *file;

  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (((File *) files->pdata[i])->name, name))
      return files->pdata[i];
  file = g_new0 (File, 1);
  file->name = g_strdup (name);
  file->officers = g_str_has_prefix (name, OFFICERS);
  file->bytes = g_byte_array_new ();
  file->dirty = g_byte_array_new ();
  file->undo = g_array_new (FALSE, FALSE, sizeof (Undo));
  g_ptr_array_add (files, file);
  return file;
}

static void
settle (File *file)
{
  if (file->dirty->len > 0)
    memset (file->dirty->data, 0, file->dirty->len);
  g_array_set_size (file->undo, 0);
  file->synced_size = file->bytes->len;
  file->durable = file->exists;
  if (file->exists) /* the folder is synced with a new file */
    g_clear_pointer (&file->removed, g_byte_array_unref);
}

/* Grows with zeros. */
static void
set_size (GByteArray *bytes,
          gsize       size)
{
  gsize before = bytes->len;

  g_byte_array_set_size (bytes, size);
  if (size > before)
    memset (bytes->data + before, 0, size - before);
}

static void
remember (File  *file,
          gsize  from,
          gsize  size)
{
  for (guint n = from / SECTOR; size > 0 && n <= (from + size - 1) / SECTOR; n++)
    {
      Undo undo = { .number = n };
      gsize at = (gsize) n * SECTOR;

      if (n >= file->dirty->len)
        set_size (file->dirty, n + 1);
      if (file->dirty->data[n])
        continue;
      file->dirty->data[n] = 1;
      if (at < file->bytes->len)
        memcpy (undo.old, file->bytes->data + at, MIN (SECTOR, file->bytes->len - at));
      g_array_append_val (file->undo, undo);
    }
}

/* One step of the officer's disk. Returns: SQLITE_OK, or why it can't be done */
static int
begin_step (File     *file,
            gboolean  grows)
{
  if (!file->officers)
    return SQLITE_OK;
  if (dead)
    return SQLITE_IOERR;
  steps++;
  if (turn_at != 0 && steps >= turn_at)
    pamor_sim_disk_set_state (next_state);
  if (state == PAMOR_SIM_DISK_FULL && grows)
    return SQLITE_FULL;
  return state == PAMOR_SIM_DISK_FAILING ? SQLITE_IOERR : SQLITE_OK;
}

/* What the step did is done; whether it survives is seen when the power goes. */
static int
end_step (File *file)
{
  if (!file->officers || die_at == 0 || steps < die_at)
    return SQLITE_OK;
  dead = torn = TRUE;
  return SQLITE_IOERR;
}

static int
on_close (sqlite3_file *handle)
{
  return SQLITE_OK;
}

static int
on_read (sqlite3_file  *handle,
         void          *buffer,
         int            amount,
         sqlite3_int64  from)
{
  File *file = ((Handle *) handle)->file;
  gsize there = from < file->bytes->len ? MIN ((gsize) amount, file->bytes->len - from) : 0;

  if (file->officers && dead)
    return SQLITE_IOERR_READ;
  if (there > 0)
    memcpy (buffer, file->bytes->data + from, there);
  memset ((char *) buffer + there, 0, amount - there);
  return there < amount ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int
on_write (sqlite3_file  *handle,
          const void    *buffer,
          int            amount,
          sqlite3_int64  from)
{
  File *file = ((Handle *) handle)->file;
  int code = begin_step (file, from + amount > file->bytes->len);

  if (code != SQLITE_OK)
    return code;
  if (file->officers)
    remember (file, from, amount);
  if (from + amount > file->bytes->len)
    set_size (file->bytes, from + amount);
  memcpy (file->bytes->data + from, buffer, amount);
  return end_step (file);
}

static int
on_truncate (sqlite3_file  *handle,
             sqlite3_int64  size)
{
  File *file = ((Handle *) handle)->file;
  int code = begin_step (file, FALSE);

  if (code != SQLITE_OK)
    return code;
  if (file->officers && size < file->bytes->len)
    remember (file, size, file->bytes->len - size);
  set_size (file->bytes, size);
  return end_step (file);
}

static int
on_sync (sqlite3_file *handle,
         int           flags)
{
  File *file = ((Handle *) handle)->file;
  int code = begin_step (file, FALSE);

  if (code != SQLITE_OK)
    return code;
  if (!lying)
    settle (file);
  return end_step (file);
}

static int
on_size (sqlite3_file  *handle,
         sqlite3_int64 *size)
{
  *size = ((Handle *) handle)->file->bytes->len;
  return SQLITE_OK;
}

static int
on_lock (sqlite3_file *handle,
         int           level)
{
  return SQLITE_OK;
}

static int
on_check_lock (sqlite3_file *handle,
               int          *reserved)
{
  *reserved = 0;
  return SQLITE_OK;
}

static int
on_control (sqlite3_file *handle,
            int           what,
            void         *argument)
{
  if (what != SQLITE_FCNTL_MMAP_SIZE)
    return SQLITE_NOTFOUND;
  *(sqlite3_int64 *) argument = 0;
  return SQLITE_OK;
}

static int
on_sector_size (sqlite3_file *handle)
{
  return SECTOR;
}

static int
on_characteristics (sqlite3_file *handle)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* as the file systems of our computers */
}

static const sqlite3_io_methods methods = {
  1, on_close, on_read, on_write, on_truncate, on_sync, on_size, on_lock, on_lock, on_check_lock,
  on_control, on_sector_size, on_characteristics
};

static int
on_open (sqlite3_vfs  *vfs,
         const char   *path,
         sqlite3_file *handle,
         int           flags,
         int          *flags_out)
{
  File *file = find (path == NULL ? "temporary" : path);

  handle->pMethods = NULL;
  if (file->officers && dead)
    return SQLITE_CANTOPEN;
  if (!file->exists && !(flags & SQLITE_OPEN_CREATE))
    return SQLITE_CANTOPEN;
  if (!file->exists)
    {
      set_size (file->bytes, 0);
      settle (file);
    }
  file->exists = TRUE;
  ((Handle *) handle)->file = file;
  handle->pMethods = &methods;
  if (flags_out != NULL)
    *flags_out = flags;
  return SQLITE_OK;
}

static int
on_delete (sqlite3_vfs *vfs,
           const char  *path,
           int          sync_folder)
{
  File *file = find (path);
  int code = begin_step (file, FALSE);

  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_IOERR_DELETE : code;
  if (!file->exists)
    return SQLITE_IOERR_DELETE_NOENT;
  if (sync_folder && !lying)
    g_clear_pointer (&file->removed, g_byte_array_unref);
  else if (file->officers && file->durable && file->removed == NULL)
    {
      file->removed = g_byte_array_append (g_byte_array_new (), file->bytes->data,
                                           file->bytes->len);
    }
  file->exists = FALSE;
  set_size (file->bytes, 0);
  settle (file);
  return end_step (file);
}

static int
on_access (sqlite3_vfs *vfs,
           const char  *path,
           int          flags,
           int         *result)
{
  *result = find (path)->exists;
  return SQLITE_OK;
}

static int
on_full_path (sqlite3_vfs *vfs,
              const char  *path,
              int          size,
              char        *out)
{
  g_strlcpy (out, path, size);
  return SQLITE_OK;
}

static int
on_randomness (sqlite3_vfs *vfs,
               int          size,
               char        *out)
{
  for (int i = 0; i < size; i++)
    out[i] = draw (256);
  return size;
}

static int
on_sleep (sqlite3_vfs *vfs,
          int          us)
{
  return us;
}

static int
on_time (sqlite3_vfs *vfs,
         double      *julian)
{
  *julian = 2461000.0;
  return SQLITE_OK;
}

static int
on_last_error (sqlite3_vfs *vfs,
               int          size,
               char        *out)
{
  return 0;
}

static sqlite3_vfs vfs = {
  .iVersion = 1, .szOsFile = sizeof (Handle), .mxPathname = 512, .zName = "simulated",
  .xOpen = on_open, .xDelete = on_delete, .xAccess = on_access, .xFullPathname = on_full_path,
  .xRandomness = on_randomness, .xSleep = on_sleep, .xCurrentTime = on_time,
  .xGetLastError = on_last_error
};

/** pamor_sim_disk_register: from now on the only disk that SQLite knows */
void
pamor_sim_disk_register (PamorSimChance chance)
{
  draw = chance;
  sqlite3_config (SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  if (sqlite3_vfs_register (&vfs, 1) != SQLITE_OK)
    g_error ("SQLite does not take the disk");
  files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
}

/** pamor_sim_disk_clear: an empty disk, well; nothing may be open */
void
pamor_sim_disk_clear (void)
{
  g_ptr_array_set_size (files, 0);
  state = PAMOR_SIM_DISK_WELL;
  lying = dead = torn = FALSE;
  steps = die_at = turn_at = 0;
  sqlite3_randomness (0, NULL); /* seeded anew, by the run's own numbers */
}

/** pamor_sim_disk_set_file: @content: as if it were synced long ago; nothing may have it open */
void
pamor_sim_disk_set_file (const char *name,
                         GBytes     *content)
{
  File *file = find (name);

  file->exists = TRUE;
  set_size (file->bytes, 0);
  g_byte_array_append (file->bytes, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  settle (file);
}

/** pamor_sim_disk_get_file: Returns: (transfer full): a copy */
GBytes *
pamor_sim_disk_get_file (const char *name)
{
  File *file = find (name);

  return g_bytes_new (file->bytes->data, file->bytes->len);
}

void
pamor_sim_disk_set_state (PamorSimDiskState to)
{
  state = to;
  turn_at = 0;
}

/** pamor_sim_disk_turn_in: becomes so in the step so many ahead, in the middle of something */
void
pamor_sim_disk_turn_in (guint             ahead,
                        PamorSimDiskState to)
{
  next_state = to;
  turn_at = steps + ahead;
}

/** pamor_sim_disk_set_lying: a disk that says "synced" and is not */
void
pamor_sim_disk_set_lying (gboolean lies)
{
  lying = lies;
}

/** pamor_sim_disk_die_in: the program dies in the step so many ahead; 0: it does not */
void
pamor_sim_disk_die_in (guint ahead)
{
  die_at = ahead == 0 ? 0 : steps + ahead;
}

/** pamor_sim_disk_die_now: the program dies, and nothing is half done */
void
pamor_sim_disk_die_now (void)
{
  dead = TRUE;
}

gboolean
pamor_sim_disk_is_dead (void)
{
  return dead;
}

/** pamor_sim_disk_is_torn: whether it died in a step */
gboolean
pamor_sim_disk_is_torn (void)
{
  return torn;
}

gboolean
pamor_sim_disk_is_well (void)
{
  return state == PAMOR_SIM_DISK_WELL && !dead;
}

/* Lost, kept, or the beginning of it kept. */
static void
lose (File       *file,
      const Undo *undo)
{
  gsize at = (gsize) undo->number * SECTOR;
  guint keep;

  if (at >= file->bytes->len)
    return;
  switch (draw (3))
    {
    case 0:
      return;
    case 1:
      keep = 0;
      break;
    default:
      keep = draw (SECTOR);
    }
  if (at + keep < file->bytes->len)
    memcpy (file->bytes->data + at + keep, undo->old + keep,
            MIN (SECTOR - keep, file->bytes->len - at - keep));
}

static void
cut_power (File *file)
{
  gboolean had_name = file->durable || !file->exists;

  if (!had_name && draw (2))
    {
      file->exists = FALSE;
      set_size (file->bytes, 0);
    }
  if (!file->exists && file->removed != NULL && draw (2))
    {
      file->exists = TRUE;
      g_byte_array_append (file->bytes, file->removed->data, file->removed->len);
    }
  else if (file->exists)
    {
      if (file->bytes->len != file->synced_size && draw (2))
        set_size (file->bytes, file->synced_size);
      for (guint i = 0; i < file->undo->len; i++)
        lose (file, &g_array_index (file->undo, Undo, i));
    }
}

/** pamor_sim_disk_restart: after the program died; @power_cut: the computer with it */
void
pamor_sim_disk_restart (gboolean power_cut)
{
  dead = torn = FALSE;
  die_at = 0;
  for (guint i = 0; power_cut && i < files->len; i++)
    {
      File *file = files->pdata[i];

      if (!file->officers)
        continue;
      cut_power (file);
      settle (file);
      g_clear_pointer (&file->removed, g_byte_array_unref);
    }
}
