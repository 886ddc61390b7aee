/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What befalls everybody over time: weather on the line, the office, the clock, the disk, the
 * power. */
#include "pamor-sim.h"

#include "pamor-sim-disk.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
change_weather (void)
{
  static const PamorSimFault kinds[] = { PAMOR_SIM_LINK_DOWN, PAMOR_SIM_LINK_DOWN,
                                         PAMOR_SIM_PORTAL, PAMOR_SIM_UNTRUSTED,
                                         PAMOR_SIM_THROTTLED_UNTIL, PAMOR_SIM_UPGRADE,
                                         PAMOR_SIM_ERROR_BEFORE };
  PamorSim *sim = pamor_sim_get ();
  PamorSimFault kind = kinds[pamor_sim_draw (G_N_ELEMENTS (kinds))];

  if (!pamor_sim_strikes (kind))
    return;
  sim->weather = kind;
  sim->weather_until = pamor_clock_get_boot (sim->clock) + (1 + pamor_sim_draw (1800)) * SECOND;
}

static void
jump_clock (void)
{
  static const gint64 jumps[] = { 365 * 86400, -365 * 86400, 3600, -3600, -60 };
  PamorSim *sim = pamor_sim_get ();
  gint64 wall = sim->epoch + pamor_clock_get_boot (sim->clock);

  if (!pamor_sim_strikes (PAMOR_SIM_CLOCK_JUMP))
    return;
  if (pamor_sim_chance (70))
    wall += jumps[pamor_sim_draw (G_N_ELEMENTS (jumps))] * SECOND;
  sim->jumped_at = pamor_clock_get_boot (sim->clock);
  pamor_clock_set_wall (sim->clock, wall);
}

static gboolean
on_disk_mended (gpointer user_data)
{
  pamor_sim_disk_set_state (PAMOR_SIM_DISK_WELL);
  return G_SOURCE_REMOVE;
}

static void
harm_disk (PamorSimFault     fault,
           PamorSimDiskState state)
{
  if (!pamor_sim_strikes (fault))
    return;
  if (pamor_sim_chance (50))
    pamor_sim_disk_set_state (state);
  else
    pamor_sim_disk_turn_in (1 + pamor_sim_draw (40), state);
  pamor_clock_add_timer (pamor_sim_get ()->clock, (1 + pamor_sim_draw (300)) * SECOND,
                         on_disk_mended, NULL);
}

static void
let_die (PamorSimFault fault)
{
  if (!pamor_sim_strikes (fault))
    return;
  pamor_sim_get ()->power_cut = fault == PAMOR_SIM_POWER_CUT;
  if (pamor_sim_chance (50))
    pamor_sim_disk_die_now ();
  else
    pamor_sim_disk_die_in (1 + pamor_sim_draw (60));
}

static void
befall (PamorSimFault fault)
{
  PamorSim *sim = pamor_sim_get ();

  switch ((int) fault)
    {
    case PAMOR_SIM_LINK_DOWN:
      change_weather ();
      break;
    case PAMOR_SIM_TOKEN_EXPIRED:
    case PAMOR_SIM_SESSION_ENDED:
      if (pamor_sim_strikes (fault))
        pamor_sim_office_expire (fault == PAMOR_SIM_SESSION_ENDED);
      break;
    case PAMOR_SIM_OFFICE_RESTART:
      if (pamor_sim_strikes (fault))
        pamor_sim_office_restart ();
      break;
    case PAMOR_SIM_OFFICE_RESTORED:
      pamor_sim_office_restore ();
      break;
    case PAMOR_SIM_CLOCK_JUMP:
      jump_clock ();
      break;
    case PAMOR_SIM_SUSPEND:
      if (pamor_sim_strikes (fault))
        pamor_clock_suspend (sim->clock, (10 + pamor_sim_draw (30000)) * SECOND);
      break;
    case PAMOR_SIM_NETWORK_CHANGED:
      if (pamor_sim_strikes (fault))
        g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
      break;
    case PAMOR_SIM_DISK_IS_FULL:
      harm_disk (fault, PAMOR_SIM_DISK_FULL);
      break;
    case PAMOR_SIM_DISK_FAILS:
      harm_disk (fault, PAMOR_SIM_DISK_FAILING);
      break;
    case PAMOR_SIM_MEMORY_IS_SHORT:
      if (pamor_sim_strikes (fault))
        pamor_sim_statements_fail_in (1 + pamor_sim_draw (60));
      break;
    case PAMOR_SIM_OVERTAKEN: /* comes with a correction */
      break;
    default:
      let_die (fault);
    }
}

static gboolean
on_fate (gpointer user_data)
{
  PamorSim *sim = pamor_sim_get ();
  guint n = PAMOR_SIM_N_FAULTS - PAMOR_SIM_LINK_DOWN;

  if (sim->calm)
    return G_SOURCE_REMOVE;
  if (pamor_sim_chance (30))
    pamor_sim_office_decide ();
  else
    befall (PAMOR_SIM_LINK_DOWN + pamor_sim_draw (n));
  pamor_sim_fate_begin ();
  return G_SOURCE_REMOVE;
}

/** pamor_sim_fate_begin: strikes now and then, until the calm */
void
pamor_sim_fate_begin (void)
{
  pamor_clock_add_timer (pamor_sim_get ()->clock, (1 + pamor_sim_draw (100)) * SECOND, on_fate,
                         NULL);
}
