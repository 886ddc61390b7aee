/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do next, and when. Called after everything that happens: looks at the circuit, the lanes
 * and the clocks, starts what may start, and where nothing can move says so and sets the timer.
 * Due times are on the boot clock; the main loop's timers stand still while the machine sleeps, so
 * a boot clock that ran ahead of them tells that it slept. */
#include "sync/pamor-engine-private.h"

#include "base/pamor-error.h"

#define BEAT_US  ((gint64) 15 * G_USEC_PER_SEC)
#define SLEPT_US ((gint64) 10 * G_USEC_PER_SEC)

static const struct
{
  PamorVerdictClass  class;
  PamorError         code;
  const char        *message;
} host_errors[] = {
  { PAMOR_VERDICT_LINK, PAMOR_ERROR_OFFLINE, "No way to the server" },
  { PAMOR_VERDICT_SERVER, PAMOR_ERROR_RETRY_LATER, "The server fails" },
  { PAMOR_VERDICT_THROTTLE, PAMOR_ERROR_RETRY_LATER, "The server says: later" },
  { PAMOR_VERDICT_PORTAL, PAMOR_ERROR_PORTAL, "Somebody else answers in the server's place" },
  { PAMOR_VERDICT_TLS, PAMOR_ERROR_UNTRUSTED, "The server's certificate is not to be trusted" },
  { PAMOR_VERDICT_UPGRADE, PAMOR_ERROR_UPGRADE, "This program is too old for the server" },
};

static void set_timer (PamorEngine *self, gint64 wait_us);

/** pamor_engine_is_active: Returns: whether anything may go out: it is started, or asked to run */
gboolean
pamor_engine_is_active (PamorEngine *self)
{
  return self->started || self->runs->len > 0;
}

/** pamor_engine_look: the table may have changed, or its time come, or the disk have room again */
void
pamor_engine_look (PamorEngine *self)
{
  g_clear_error (&self->trouble);
  self->lanes[PAMOR_LANE_SMALL].look = TRUE;
  self->lanes[PAMOR_LANE_PHOTOS].look = TRUE;
}

/** pamor_engine_fail: the store failed; no more is taken until somebody or the timer looks again.
 * @error: (transfer full) */
void
pamor_engine_fail (PamorEngine *self,
                   GError      *error)
{
  g_debug ("The store failed: %s", error->message);
  g_clear_error (&self->trouble);
  self->trouble = error;
}

/* After a sleep every connection is dead, though nobody was told. */
static void
check_sleep (PamorEngine *self)
{
  gint64 ahead = pamor_clock_get_boot (self->clock) - pamor_clock_get_awake (self->clock);
  gboolean slept = ahead - self->boot_ahead > SLEPT_US;

  self->boot_ahead = ahead;
  if (!slept)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  pamor_transport_drop_links (self->transport);
  pamor_circuit_suspect (&self->circuit);
  self->ask_anew = TRUE;
  pamor_engine_look (self);
}

static gboolean
may_send_photos (PamorEngine *self)
{
  return self->photos_on_metered
         || !g_network_monitor_get_network_metered (g_network_monitor_get_default ());
}

/* After trouble only one goes at a time. A row at which the host failed though it answers probes
 * may be what it falls over: that one shall keep neither photos nor news from the others. */
static gboolean
rows_yield (PamorEngine *self)
{
  return self->row_fell && self->circuit.slow > 0;
}

/* Returns: whether something that belongs to no row was asked */
static gboolean
start_errand (PamorEngine *self)
{
  PamorEngineLane *photos = &self->lanes[PAMOR_LANE_PHOTOS];
  gint64 now = pamor_clock_get_boot (self->clock);
  gboolean quiet = !photos->busy && !photos->look;

  if (g_hash_table_size (self->slots_wanted) > 0)
    pamor_engine_pull_slots (self);
  else if (now >= self->changes_at && (quiet || now >= self->changes_late))
    pamor_engine_pull_changes (self);
  else if (quiet && pamor_engine_wants_holdings (self))
    pamor_engine_pull_holdings (self);
  else if (quiet && now >= self->catalogue_at)
    pamor_engine_pull_catalogue (self);
  else if (quiet && pamor_engine_wants_report (self))
    pamor_engine_report (self);
  else
    return FALSE;
  self->row_fell = FALSE;
  return TRUE;
}

static void
start_small (PamorEngine *self)
{
  PamorEngineLane *small = &self->lanes[PAMOR_LANE_SMALL];

  if (pamor_clock_get_boot (self->clock) >= self->discover_at)
    pamor_engine_discover (self);
  else if (small->look && !rows_yield (self))
    pamor_engine_lane_start (small);
  else if (!start_errand (self) && small->look)
    pamor_engine_lane_start (small);
}

static void
start_photos (PamorEngine *self)
{
  PamorEngineLane *photos = &self->lanes[PAMOR_LANE_PHOTOS];

  if (photos->look && !photos->busy
      && (!self->lanes[PAMOR_LANE_SMALL].busy || pamor_circuit_lanes (&self->circuit) > 1))
    pamor_engine_lane_start (photos);
}

static void
start_what_may (PamorEngine *self)
{
  PamorEngineLane *small = &self->lanes[PAMOR_LANE_SMALL];
  PamorEngineLane *photos = &self->lanes[PAMOR_LANE_PHOTOS];

  /* A run gives up where a started engine would wait and probe. */
  if (self->circuit.state == PAMOR_CIRCUIT_OPEN && !self->started && !self->ask_anew)
    return;
  if (self->log_in || self->trouble != NULL
      || !pamor_circuit_let_pass (&self->circuit, pamor_clock_get_boot (self->clock)))
    return;
  if (self->circuit.state == PAMOR_CIRCUIT_HALF_OPEN)
    {
      if (!small->busy && !photos->busy)
        pamor_engine_probe (self);
      return;
    }

  if (!may_send_photos (self))
    photos->look = FALSE;
  if (rows_yield (self))
    start_photos (self);
  if (!small->busy && (!photos->busy || pamor_circuit_lanes (&self->circuit) > 1))
    start_small (self);
  start_photos (self);
}

/* (nullable): why the host, the login or the store let nothing move */
static GError *
make_error (PamorEngine *self)
{
  if (self->trouble != NULL)
    return g_error_copy (self->trouble);
  if (self->log_in)
    return g_error_new_literal (PAMOR_ERROR, PAMOR_ERROR_AUTH, "The server wants a login");
  if (self->circuit.state == PAMOR_CIRCUIT_CLOSED)
    return NULL;
  for (gsize i = 0;; i++)
    {
      g_assert (i < G_N_ELEMENTS (host_errors)); /* no other opens the circuit */
      if (host_errors[i].class == self->circuit.cause)
        return g_error_new_literal (PAMOR_ERROR, host_errors[i].code, host_errors[i].message);
    }
}

/* Boot time of the first waiting row's own next_at; G_MAXINT64: none waits for time. */
static gint64
get_row_due (PamorEngine *self)
{
  GListModel *items = pamor_store_get_items (self->store);
  gint64 wall = pamor_clock_get_wall (self->clock), due = G_MAXINT64;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      if (pamor_submission_is_waiting (item) && item->next_at > wall)
        due = MIN (due, item->next_at);
    }
  return due == G_MAXINT64 ? due : pamor_clock_get_boot (self->clock) + due - wall;
}

/* When to look again; also tells people, where something waits for that time. A login, or room on
 * the disk, comes from outside: what else is due by then can't go before it. */
static gint64
plan (PamorEngine *self)
{
  gint64 boot = pamor_clock_get_boot (self->clock);
  gint64 host = self->circuit.state == PAMOR_CIRCUIT_CLOSED
                  ? G_MAXINT64 : pamor_circuit_get_due (&self->circuit);
  gint64 due = MIN (host, get_row_due (self));
  gint64 next_try = self->log_in || due == G_MAXINT64
                      ? 0 : pamor_clock_get_wall (self->clock) + MAX (due - boot, 0);

  if (next_try != self->next_try)
    {
      self->next_try = next_try;
      pamor_engine_notify (self, PROP_NEXT_TRY);
    }
  if (self->log_in || self->trouble != NULL)
    return boot + BEAT_US;
  return host == G_MAXINT64
           ? MIN (MIN (due, self->changes_at), MIN (self->discover_at, self->catalogue_at)) : host;
}

static void
end_runs (PamorEngine *self)
{
  g_autoptr (GPtrArray) runs = g_steal_pointer (&self->runs);

  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < runs->len; i++)
    {
      GError *error = make_error (self);

      if (error != NULL)
        g_task_return_error (runs->pdata[i], error);
      else
        g_task_return_boolean (runs->pdata[i], TRUE);
    }
}

static void
set_busy (PamorEngine *self,
          gboolean     busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  if (!busy)
    {
      g_clear_pointer (&self->sending_id, g_free);
      self->bytes_sent = self->bytes_total = 0;
      pamor_engine_notify (self, PROP_SENDING_ID);
      pamor_engine_notify (self, PROP_BYTES_SENT);
      pamor_engine_notify (self, PROP_BYTES_TOTAL);
    }
  pamor_engine_notify (self, PROP_BUSY);
}

/* plan() leaves out what is past, so the time that it gave is kept until it has come. */
static void
look_if_due (PamorEngine *self)
{
  if (pamor_clock_get_boot (self->clock) < self->look_at)
    return;
  self->look_at = G_MAXINT64;
  pamor_engine_look (self);
}

/**
 * pamor_engine_turn:
 *
 * A closed circuit after a stumble waits a second or two: that is still being busy, and a run
 * goes on. An open one is not: the run ends and says why.
 */
void
pamor_engine_turn (PamorEngine *self)
{
  PamorEngineLane *lanes = self->lanes;
  gint64 boot, wait;
  gboolean news;

  if (pamor_engine_is_active (self))
    {
      check_sleep (self);
      look_if_due (self);
      start_what_may (self);
    }
  boot = pamor_clock_get_boot (self->clock);
  if (lanes[0].busy || lanes[1].busy)
    {
      set_busy (self, TRUE);
      set_timer (self, BEAT_US);
      return;
    }
  wait = pamor_circuit_get_due (&self->circuit) - boot;
  if (pamor_engine_is_active (self) && self->circuit.state == PAMOR_CIRCUIT_CLOSED && wait > 0
      && !self->log_in && self->trouble == NULL)
    {
      set_busy (self, TRUE);
      set_timer (self, wait);
      return;
    }

  news = self->busy || self->runs->len > 0;
  set_busy (self, FALSE);
  self->look_at = plan (self);
  end_runs (self);
  set_timer (self, self->look_at - boot);
  if (news)
    pamor_engine_emit_settled (self);
}

/** pamor_engine_clear_timer: @id: (inout): one of the engine's, 0 none */
void
pamor_engine_clear_timer (PamorEngine *self,
                          guint       *id)
{
  if (*id != 0)
    pamor_clock_remove_timer (self->clock, *id);
  *id = 0;
}

static gboolean
on_timer (gpointer user_data)
{
  PamorEngine *self = user_data;
  g_autoptr (PamorEngine) hold = g_object_ref (self);

  self->timer = 0;
  pamor_engine_turn (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (PamorEngine *self,
           gint64       wait_us)
{
  pamor_engine_clear_timer (self, &self->timer);
  if (pamor_engine_is_active (self))
    self->timer = pamor_clock_add_timer (self->clock, CLAMP (wait_us, 1000, BEAT_US) + 1000,
                                         on_timer, self);
}
