/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice E-Open, asked without a socket, and what befalls a server. Its clock is right but in
 * every fourth run, where it is set back before whatever the office says. */
#include "pamor-sim.h"

#include "practice/pamor-practice-store.h"

#include "pamor-sim-disk.h"

#define FILE_NAME "practice.db"
#define SET_BACK  ((gint64) 1800 * G_USEC_PER_SEC)

gint64
pamor_sim_office_now (void)
{
  PamorSim *sim = pamor_sim_get ();

  return sim->epoch + pamor_clock_get_boot (sim->clock) - sim->office_behind;
}

static void
open_store (void)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GError) error = NULL;

  sim->office = pamor_practice_store_open (sim->folder, &error);
  if (sim->office == NULL)
    g_error ("The office does not open: %s", error->message);
  /* Of a server that can't crash in a transaction no journal is needed on the disk. */
  pamor_practice_store_begin (sim->office);
  pamor_practice_store_roll_back (sim->office);
  pamor_practice_store_run (sim->office, "PRAGMA journal_mode = MEMORY", "");
}

/** pamor_sim_office_open: @image: (nullable): of an office that was there before */
void
pamor_sim_office_open (GBytes *image)
{
  if (image != NULL)
    pamor_sim_disk_set_file (FILE_NAME, image);
  open_store ();
}

void
pamor_sim_office_close (void)
{
  g_clear_pointer (&pamor_sim_get ()->office, pamor_practice_store_close);
}

/** pamor_sim_office_ask: Returns: (transfer full) */
PamorPracticeReply *
pamor_sim_office_ask (const PamorPracticeRequest *request)
{
  return pamor_practice_handle (pamor_sim_get ()->office, request, pamor_sim_office_now ());
}

static void
run (const char *sql)
{
  PamorPracticeStore *office = pamor_sim_get ()->office;
  g_autoptr (GError) error = NULL;

  pamor_practice_store_begin (office);
  pamor_practice_store_run (office, sql, "");
  if (!pamor_practice_store_commit (office, &error))
    g_error ("%s: %s", sql, error->message);
}

/** pamor_sim_office_restart: what was not whole yet was only in its memory */
void
pamor_sim_office_restart (void)
{
  run ("DELETE FROM chunk WHERE EXISTS (SELECT 1 FROM attachment a WHERE a.submission = "
       "chunk.submission AND a.id = chunk.attachment AND NOT a.stored)");
  pamor_sim_office_close ();
  open_store ();
}

/** pamor_sim_office_restore: to the last backup, or makes another one */
void
pamor_sim_office_restore (void)
{
  PamorSim *sim = pamor_sim_get ();

  pamor_sim_office_close ();
  if (pamor_sim_chance (70) && pamor_sim_strikes (PAMOR_SIM_OFFICE_RESTORED))
    {
      sim->restorations++;
      pamor_sim_disk_set_file (FILE_NAME, sim->backup);
    }
  else
    {
      g_clear_pointer (&sim->backup, g_bytes_unref);
      sim->backup = pamor_sim_disk_get_file (FILE_NAME);
      pamor_sim_tell ("the office makes a backup");
    }
  open_store ();
}

/** pamor_sim_office_expire: the token, or with it what it could be renewed with */
void
pamor_sim_office_expire (gboolean whole_session)
{
  run (whole_session ? "DELETE FROM session" : "DELETE FROM access");
}

/* Returns: (transfer full) (nullable): the id of one that is whole, drawn */
static char *
draw_submission (void)
{
  PamorPracticeStore *office = pamor_sim_get ()->office;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) rows = NULL;

  pamor_practice_store_begin (office);
  rows = pamor_practice_store_query (office,
                                     "SELECT id FROM submission WHERE number IS NOT NULL "
                                     "AND NOT withdrawn ORDER BY seq", "");
  while (pamor_practice_store_next (office, rows))
    g_ptr_array_add (ids, pamor_practice_store_dup_text (rows, 0));
  g_clear_pointer (&rows, sqlite3_finalize);
  pamor_practice_store_roll_back (office);
  return ids->len == 0 ? NULL : g_strdup (ids->pdata[pamor_sim_draw (ids->len)]);
}

/** pamor_sim_office_decide: gives something that it has a status, as the trainer does */
void
pamor_sim_office_decide (void)
{
  static const char *const statuses[] = { "verification", "processing", "done", "rejected",
                                          "rejected", "failed", "collected" };
  g_autofree char *id = draw_submission ();
  const char *status = statuses[pamor_sim_draw (G_N_ELEMENTS (statuses))];

  if (id != NULL)
    pamor_sim_office_say (id, status, pamor_sim_chance (50));
}

/** pamor_sim_office_say: of @id, that it has @status now */
void
pamor_sim_office_say (const char *id,
                      const char *status,
                      gboolean    closes)
{
  g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (PamorPracticeReply) reply = NULL;

  if (pamor_sim_get ()->seed % 4 == 1)
    pamor_sim_get ()->office_behind += SET_BACK;
  text = g_strdup_printf ("{\"submission\":\"%s\",\"status\":\"%s\",\"message\":\"Foto buram\"%s}",
                          id, status, closes ? ",\"closed\":\"yes\"" : "");
  body = g_bytes_new (text, strlen (text));
  g_hash_table_insert (headers, (char *) "host", (char *) "127.0.0.1:8080");
  g_hash_table_insert (headers, (char *) "content-type", (char *) "application/json");
  reply = pamor_sim_office_ask (&(PamorPracticeRequest) {
    .method = "POST", .path = "/trainer/status", .headers = headers, .body = body,
    .body_complete = TRUE });
  pamor_sim_tell ("the office says of %s: %s%s (%u)", pamor_sim_name (id), status,
                  closes ? ", and closes it" : "", reply->status);
}
