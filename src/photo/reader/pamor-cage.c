/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeps a decoder that was tricked from doing harm, as far as any process may bind itself on
 * every kernel and inside of any sandbox. */
#include "photo/reader/pamor-cage.h"

#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* The largest picture of PAMOR_LIMITS_WHOLE_PIXELS: as its codec holds it, as RGBA, as planes */
#define MEMORY (G_GUINT64_CONSTANT (768) * 1024 * 1024)

#ifdef PAMOR_CAGE_WITHOUT_MEMORY_LIMIT
#define LIMITS_MEMORY FALSE
#else
#define LIMITS_MEMORY TRUE
#endif

static gboolean
limit (__rlimit_resource_t resource,
       guint64             most)
{
  const struct rlimit both = { most, most };

  return setrlimit (resource, &both) == 0;
}

/**
 * pamor_cage_enter:
 * @files: descriptors from now on, the three standard ones included
 * @seconds: of the processor in all
 *
 * Before the first foreign byte is read: no more memory, time or files than this, nothing written,
 * no core, no right that the parent has not, and the parent's end is its own.
 *
 * Returns: %FALSE if a bound could not be set
 */
gboolean
pamor_cage_enter (guint files,
                  guint seconds)
{
  mallopt (M_ARENA_MAX, 1); /* each arena reserves 64 MB */
  signal (SIGXFSZ, SIG_IGN); /* a library that tries to write a cache is told so */
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0) == 0 &&
         prctl (PR_SET_PDEATHSIG, SIGKILL) == 0 && limit (RLIMIT_CORE, 0) &&
         limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_CPU, seconds) &&
         (!LIMITS_MEMORY || limit (RLIMIT_AS, MEMORY)) &&
         close_range (STDERR_FILENO + 1, G_MAXUINT, 0) == 0 && limit (RLIMIT_NOFILE, files);
}
