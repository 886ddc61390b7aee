/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/reader/pamor-cage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__ /* which needs all the memory there is: the other build tells */
#define BOUNDS_MEMORY FALSE
#else
#define BOUNDS_MEMORY TRUE
#endif

/* Each says what went wrong by the status that a process of its own ends with, 0 for nothing */
typedef int (*Attempt) (void);

static void
assert_holds (Attempt attempt)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (attempt ());
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static int
open_something (void)
{
  int before = open ("/dev/null", O_RDONLY);

  if (!pamor_cage_enter (3, 7))
    return 1;
  if (read (before, &(char) { 0 }, 1) >= 0 || errno != EBADF)
    return 2; /* what the parent left open */
  if (open ("/etc/passwd", O_RDONLY) >= 0 || errno != EMFILE)
    return 3;
  if (socket (AF_UNIX, SOCK_STREAM, 0) >= 0 || errno != EMFILE)
    return 4;
  return pamor_cage_enter (16, 7) ? 5 : 0; /* a bound is not raised again */
}

static int
write_something (void)
{
  int file = memfd_create ("file", 0);

  if (dup2 (file, STDOUT_FILENO) < 0 || !pamor_cage_enter (3, 7))
    return 1;
  return write (STDOUT_FILENO, "x", 1) >= 0 || errno != EFBIG ? 2 : 0;
}

static int
take_memory (void)
{
  if (!pamor_cage_enter (3, 7))
    return 1;
  return mmap (NULL, 1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
           != MAP_FAILED ? 2 : 0;
}

static int
ask_for_bounds (void)
{
  struct rlimit cpu, core;

  if (!pamor_cage_enter (3, 7) || getrlimit (RLIMIT_CPU, &cpu) != 0 ||
      getrlimit (RLIMIT_CORE, &core) != 0)
    return 1;
  if (cpu.rlim_max != 7 || core.rlim_max != 0)
    return 2;
  return prctl (PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1 || prctl (PR_GET_DUMPABLE) != 0 ? 3 : 0;
}

static void
test_nothing_can_be_opened_and_nothing_is_inherited (void)
{
  assert_holds (open_something);
}

static void
test_nothing_is_written_to_a_disk (void)
{
  assert_holds (write_something);
}

static void
test_memory_ends (void)
{
  assert_holds (take_memory);
}

static void
test_time_ends_and_no_core_is_left (void)
{
  assert_holds (ask_for_bounds);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cage/nothing-can-be-opened-and-nothing-is-inherited",
                   test_nothing_can_be_opened_and_nothing_is_inherited);
  g_test_add_func ("/cage/nothing-is-written-to-a-disk", test_nothing_is_written_to_a_disk);
  if (BOUNDS_MEMORY)
    g_test_add_func ("/cage/memory-ends", test_memory_ends);
  g_test_add_func ("/cage/time-ends-and-no-core-is-left", test_time_ends_and_no_core_is_left);
  return g_test_run ();
}
