/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The disk of a run, as SQLite's default VFS: files in memory, by the last part of their name. What
 * was not synced is lost, kept or torn, sector by sector, when the power goes; files of the
 * officer's computer can also fail in the ways that disks do. The office's disk never fails.
 */
typedef enum
{
  PAMOR_SIM_DISK_WELL,
  PAMOR_SIM_DISK_FULL,   /* nothing grows */
  PAMOR_SIM_DISK_FAILING /* nothing is written or synced */
} PamorSimDiskState;

/** PamorSimChance: draws a number from 0 to below @n */
typedef guint (*PamorSimChance) (guint n);

void     pamor_sim_disk_register   (PamorSimChance     chance);
void     pamor_sim_disk_clear      (void);
void     pamor_sim_disk_set_file   (const char        *name,
                                    GBytes            *content);
GBytes  *pamor_sim_disk_get_file   (const char        *name);
void     pamor_sim_disk_set_state  (PamorSimDiskState  state);
void     pamor_sim_disk_turn_in    (guint              steps,
                                    PamorSimDiskState  state);
void     pamor_sim_disk_set_lying  (gboolean           lying);
void     pamor_sim_disk_die_in     (guint              steps);
void     pamor_sim_disk_die_now    (void);
gboolean pamor_sim_disk_is_dead    (void);
gboolean pamor_sim_disk_is_torn    (void);
gboolean pamor_sim_disk_is_well    (void);
void     pamor_sim_disk_restart    (gboolean           power_cut);

G_END_DECLS
