/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some drivers put what they scan down as a temporary file (that for eSCL, which most network
 * printers speak, does). Here such files are in memory, and gone with the process. */
#include "pamor-scan-memory.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static gboolean
put (const char *path,
     const char *text)
{
  int file = open (path, O_WRONLY | O_CLOEXEC);
  gboolean well = file >= 0 && write (file, text, strlen (text)) == (gssize) strlen (text);

  if (file >= 0)
    close (file);
  return well;
}

/* Stays who it is: scanners are opened by the rights of the user and his groups. */
static gboolean
map_itself (uid_t user,
            gid_t group)
{
  g_autofree char *users = g_strdup_printf ("%u %u 1", user, user);
  g_autofree char *groups = g_strdup_printf ("%u %u 1", group, group);

  return put ("/proc/self/uid_map", users) && put ("/proc/self/setgroups", "deny")
         && put ("/proc/self/gid_map", groups);
}

/* The folder that tells SANE which drivers there are may lie in what is covered. */
static void
keep_configuration (void)
{
  const char *folder = g_getenv ("SANE_CONFIG_DIR");
  int kept = folder != NULL ? open (folder, O_PATH | O_DIRECTORY) : -1;
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", kept);

  if (kept >= 0)
    g_setenv ("SANE_CONFIG_DIR", path, TRUE);
}

/**
 * pamor_scan_memory_cover:
 *
 * From now on this process has temporary folders of its own, in memory. Before any thread is
 * started.
 *
 * Returns: %FALSE where the system does not let it; everything else goes on as before
 */
gboolean
pamor_scan_memory_cover (void)
{
  const uid_t user = geteuid ();
  const gid_t group = getegid ();

  keep_configuration ();
  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && map_itself (user, group)
         && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
         && mount ("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777") == 0
         && mount ("tmpfs", "/var/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777") == 0;
}
