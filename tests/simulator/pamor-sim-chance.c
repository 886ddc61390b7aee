/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a run's numbers come from, and what it tells: every choice is drawn here, so that the same
 * seed makes the same run on any machine. */
#include "pamor-sim.h"

static const char *const nicks[PAMOR_SIM_N_FAULTS] = {
  "dropped-before", "dropped-after", "cut-kept", "cut-lost", "duplicated", "late", "error-before",
  "error-after", "throttled", "throttled-until", "portal", "untrusted", "upgrade", "truncated",
  "garbage", "huge", "wrong-type", "wrong-id", "wrong-digest", "damaged", "link-down",
  "token-expired", "session-ended", "office-restart", "office-restored", "clock-jump", "suspend",
  "network-changed", "disk-full", "disk-fails", "memory-short", "overtaken", "killed", "power-cut"
};

/* splitmix64 */
static guint64
next (guint64 *state)
{
  guint64 z = (*state += 0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** pamor_sim_draw: Returns: 0 to below @n */
guint
pamor_sim_draw (guint n)
{
  return next (&pamor_sim_get ()->random) % n;
}

gboolean
pamor_sim_chance (guint percent)
{
  return pamor_sim_draw (100) < percent;
}

/** pamor_sim_make_id: Returns: (transfer full): a UUIDv7 of the computer's time */
char *
pamor_sim_make_id (void)
{
  PamorSim *sim = pamor_sim_get ();
  guint64 ms = MAX (pamor_clock_get_wall (sim->clock), 0) / 1000;
  guint64 rest = next (&sim->random);

  return g_strdup_printf ("%08x-%04x-7%03x-8%03x-%012" G_GINT64_MODIFIER "x",
                          (guint) (ms >> 16) & 0xffffffff, (guint) ms & 0xffff,
                          (guint) pamor_sim_draw (4096), (guint) pamor_sim_draw (4096),
                          rest & 0xffffffffffff);
}

const char *
pamor_sim_fault_get_nick (PamorSimFault fault)
{
  return nicks[fault];
}

/** pamor_sim_strikes: counts @fault, and tells it. Returns: FALSE where this run has none of it */
gboolean
pamor_sim_strikes (PamorSimFault fault)
{
  PamorSim *sim = pamor_sim_get ();

  if (sim->calm || !sim->kinds[fault])
    return FALSE;
  sim->fired[fault]++;
  pamor_sim_tell ("!! %s", nicks[fault]);
  return TRUE;
}

static void
tell (PamorSim   *sim,
      const char *format,
      va_list     values)
{
  gint64 ms = pamor_clock_get_boot (sim->clock) / 1000;

  g_string_append_printf (sim->trace, "%3d.%02d:%02d:%02d.%03d  ", (int) (ms / 86400000),
                          (int) (ms / 3600000 % 24), (int) (ms / 60000 % 60),
                          (int) (ms / 1000 % 60), (int) (ms % 1000));
  g_string_append_vprintf (sim->trace, format, values);
  g_string_append_c (sim->trace, '\n');
}

/** pamor_sim_tell: a line of the trace, with the time since the computer started */
void
pamor_sim_tell (const char *format,
                ...)
{
  va_list values;

  va_start (values, format);
  tell (pamor_sim_get (), format, values);
  va_end (values);
}

/** pamor_sim_break: a promise is broken: the run ends */
void
pamor_sim_break (const char *format,
                 ...)
{
  PamorSim *sim = pamor_sim_get ();
  va_list values;

  if (sim->breach != NULL)
    return;
  va_start (values, format);
  sim->breach = g_strdup_vprintf (format, values);
  va_end (values);
  pamor_sim_tell ("BROKEN: %s", sim->breach);
}

/** pamor_sim_find: Returns: (transfer none) (nullable) */
PamorSimItem *
pamor_sim_find (const char *id)
{
  PamorSim *sim = pamor_sim_get ();

  for (guint i = 0; i < sim->items->len; i++)
    if (g_strcmp0 (((PamorSimItem *) sim->items->pdata[i])->id, id) == 0)
      return sim->items->pdata[i];
  return NULL;
}

/** pamor_sim_name: Returns: (transfer none): "#3", until the next call */
const char *
pamor_sim_name (const char *id)
{
  static char name[16];
  PamorSimItem *item = pamor_sim_find (id);

  g_snprintf (name, sizeof name, item == NULL ? "#?" : "#%u", item == NULL ? 0 : item->number);
  return name;
}
