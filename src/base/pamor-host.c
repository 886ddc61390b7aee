/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the operating system can do; the one room with POSIX-only calls. */
#include "base/pamor-host.h"

#include "base/pamor-error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Where crashes are handed to a program, as Ubuntu does, the limit on core files is not asked
 * (core(5)): then too there is to be nothing of ours in them. */
static void
keep_memory_out_of_cores (void)
{
  int fd = open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);

  if (fd < 0 || write (fd, "0", 1) != 1)
    g_debug ("What is dumped stays as it is: %s", g_strerror (errno));
  if (fd >= 0)
    close (fd);
}

/* A standard stream that the caller closed would be the next file that is opened, one of the data
 * perhaps, and words for people go into it. Read-only, so that writing them fails. */
static void
keep_streams_apart (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDONLY);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd >= 0)
    close (fd);
}

/**
 * pamor_host_harden:
 *
 * First thing in every main: no core file may hold what is unlocked, new files are the owner's
 * alone, none of them is a standard stream, and libsoup keeps to HTTP/1.1 (its HTTP/2 of 3.2 stalls
 * uploads).
 */
void
pamor_host_harden (void)
{
  const struct rlimit none = { 0, 0 };

  keep_streams_apart ();
  setrlimit (RLIMIT_CORE, &none);
  keep_memory_out_of_cores ();
  umask (0077);
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
}

/** pamor_host_make_folder: @path and its parents, mode 0700; %PAMOR_ERROR_NO_SPACE or FAILED */
gboolean
pamor_host_make_folder (const char  *path,
                        GError     **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  g_set_error (error, PAMOR_ERROR, errno == ENOSPC ? PAMOR_ERROR_NO_SPACE : PAMOR_ERROR_FAILED,
               "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/**
 * pamor_host_lock_folder:
 * @path: a data folder that exists
 *
 * One program at a time may work on a data folder. The lock dies with the process, however it ends.
 *
 * Returns: what pamor_host_unlock_folder() takes, or -1: %PAMOR_ERROR_BUSY when another holds it
 */
int
pamor_host_lock_folder (const char  *path,
                        GError     **error)
{
  g_autofree char *file = g_build_filename (path, "lock", NULL);
  int fd = open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, PAMOR_ERROR, errno == ENOSPC ? PAMOR_ERROR_NO_SPACE : PAMOR_ERROR_FAILED,
                   "%s: %s", file, g_strerror (errno));
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_BUSY, "%s is held by another program", file);
      close (fd);
      return -1;
    }
  return fd;
}

/** pamor_host_unlock_folder: @lock: from pamor_host_lock_folder(); -1 is ignored */
void
pamor_host_unlock_folder (int lock)
{
  if (lock >= 0)
    close (lock);
}

/**
 * pamor_host_limit_unsent:
 * @bytes: that the system may hold back of what was written to @socket (it takes up to twice that)
 *
 * Without a limit the system takes half a photo at once, and nobody sees whether it moves.
 */
void
pamor_host_limit_unsent (GSocket *socket,
                         int      bytes)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (G_IS_SOCKET (socket));

  if (!g_socket_set_option (socket, SOL_SOCKET, SO_SNDBUF, bytes, &error))
    g_debug ("The send buffer stays as it is: %s", error->message);
}

/** pamor_host_free_bytes: Returns: bytes that may still be written at @path; G_MAXINT64 unknown */
gint64
pamor_host_free_bytes (const char *path)
{
  struct statvfs fs;

  if (statvfs (path, &fs) != 0)
    return G_MAXINT64;
  return (gint64) fs.f_bavail * fs.f_frsize;
}
