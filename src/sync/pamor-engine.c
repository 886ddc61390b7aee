/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine's outside: what it shows, what it can be told. What it does is in -turn.c (what next),
 * -lane.c (one step of one row) and -host.c (what belongs to no row); what a row becomes is in
 * pamor-machine.c. Keeps nothing but through the store: killed at any moment, the next start goes
 * on from the table. Main thread only. */
#include "sync/pamor-engine-private.h"

#include "sync/pamor-machine.h"

#define NETWORK_DEBOUNCE_S 2.0  /* an access point comes and goes a few times before it stays */
#define NETWORK_SPREAD_S   30.0 /* nor shall all who were offline come in the same second */

G_DEFINE_FINAL_TYPE (PamorEngine, pamor_engine, G_TYPE_OBJECT)

enum { CATALOGUE_CHANGED, SETTLED, SLOTS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];
GParamSpec *pamor_engine_props[N_PROPS];

/** pamor_engine_notify: @prop: which of pamor_engine_props changed */
void
pamor_engine_notify (PamorEngine *self,
                     guint        prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), pamor_engine_props[prop]);
}

/** pamor_engine_set_link: tells only of a change */
void
pamor_engine_set_link (PamorEngine *self,
                       PamorLink    link)
{
  if (self->link == link)
    return;
  self->link = link;
  pamor_engine_notify (self, PROP_LINK);
}

/** pamor_engine_emit_settled: nothing can move now; why is in the rows and the link */
void
pamor_engine_emit_settled (PamorEngine *self)
{
  g_signal_emit (self, signals[SETTLED], 0);
}

/** pamor_engine_emit_slots_changed: @point: of which newer days are kept now */
void
pamor_engine_emit_slots_changed (PamorEngine *self,
                                 const char  *point)
{
  g_signal_emit (self, signals[SLOTS_CHANGED], 0, point);
}

/** pamor_engine_emit_catalogue_changed: @version: kept now, for the next form */
void
pamor_engine_emit_catalogue_changed (PamorEngine *self,
                                     const char  *version)
{
  g_signal_emit (self, signals[CATALOGUE_CHANGED], 0, version);
}

static void
pamor_engine_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PamorEngine *self = PAMOR_ENGINE (object);

  switch (id)
    {
    case PROP_LINK:
      g_value_set_int (value, self->link);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_SENDING_ID:
      g_value_set_string (value, self->sending_id);
      break;
    case PROP_BYTES_SENT:
      g_value_set_int64 (value, self->bytes_sent);
      break;
    case PROP_BYTES_TOTAL:
      g_value_set_int64 (value, self->bytes_total);
      break;
    case PROP_NEXT_TRY:
      g_value_set_int64 (value, self->next_try);
      break;
    case PROP_LAST_CONTACT:
      g_value_set_int64 (value, self->last_contact);
      break;
    case PROP_MOVED_AT:
      g_value_set_int64 (value, self->moved_at);
      break;
    case PROP_ATTACHMENT_LIMIT:
      g_value_set_int64 (value, self->discovery->attachment_bytes);
      break;
    default:
      g_assert (id == PROP_PHOTOS_ON_METERED);
      g_value_set_boolean (value, self->photos_on_metered);
    }
}

static void
pamor_engine_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  PamorEngine *self = PAMOR_ENGINE (object);

  g_assert (id == PROP_PHOTOS_ON_METERED); /* no other can be written */

  if (self->photos_on_metered == g_value_get_boolean (value))
    return;
  self->photos_on_metered = g_value_get_boolean (value);
  pamor_engine_notify (self, id);
  pamor_engine_wake (self, FALSE);
}

static void
pamor_engine_dispose (GObject *object)
{
  PamorEngine *self = PAMOR_ENGINE (object);

  pamor_engine_clear_timer (self, &self->timer);
  pamor_engine_clear_timer (self, &self->network_timer);
  G_OBJECT_CLASS (pamor_engine_parent_class)->dispose (object);
}

static void
pamor_engine_finalize (GObject *object)
{
  PamorEngine *self = PAMOR_ENGINE (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    pamor_engine_lane_clear (&self->lanes[i]);
  g_object_unref (self->store);
  g_object_unref (self->transport);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->runs);
  g_clear_error (&self->trouble);
  pamor_discovery_free (self->discovery);
  g_hash_table_unref (self->slots_wanted);
  g_clear_pointer (&self->holdings, pamor_holdings_free);
  g_strfreev (self->reported);
  g_free (self->slots_point);
  g_free (self->catalogue_version);
  g_free (self->sending_id);
  G_OBJECT_CLASS (pamor_engine_parent_class)->finalize (object);
}

static GParamSpec *
make_number (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
pamor_engine_class_init (PamorEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = pamor_engine_get_property;
  object_class->set_property = pamor_engine_set_property;
  object_class->dispose = pamor_engine_dispose;
  object_class->finalize = pamor_engine_finalize;

  pamor_engine_props[PROP_LINK] = g_param_spec_int ("link", NULL, NULL, 0, PAMOR_LINK_UPGRADE, 0,
                                                    readable);
  pamor_engine_props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  pamor_engine_props[PROP_SENDING_ID] = g_param_spec_string ("sending-id", NULL, NULL, NULL,
                                                             readable);
  pamor_engine_props[PROP_BYTES_SENT] = make_number ("bytes-sent");
  pamor_engine_props[PROP_BYTES_TOTAL] = make_number ("bytes-total");
  pamor_engine_props[PROP_NEXT_TRY] = make_number ("next-try");
  pamor_engine_props[PROP_LAST_CONTACT] = make_number ("last-contact");
  pamor_engine_props[PROP_MOVED_AT] = make_number ("moved-at");
  pamor_engine_props[PROP_ATTACHMENT_LIMIT] = make_number ("attachment-limit");
  pamor_engine_props[PROP_PHOTOS_ON_METERED]
    = g_param_spec_boolean ("photos-on-metered", NULL, NULL, TRUE, readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, pamor_engine_props);

  signals[CATALOGUE_CHANGED] = g_signal_new ("catalogue-changed", PAMOR_TYPE_ENGINE,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                             G_TYPE_STRING);
  signals[SLOTS_CHANGED] = g_signal_new ("slots-changed", PAMOR_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SETTLED] = g_signal_new ("settled", PAMOR_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
pamor_engine_init (PamorEngine *self)
{
  self->cancellable = g_cancellable_new ();
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->photos_on_metered = TRUE;
  self->slots_wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    {
      self->lanes[i].engine = self;
      self->lanes[i].lane = i;
    }
}

/* Something was sealed, or a person acted: a row may be ready that was not. So may the next of a
 * case be, whatever became of this one, were it only deleted. */
static void
on_store_changed (PamorEngine *self,
                  const char  *id,
                  PamorStore  *store)
{
  PamorSubmission *item = pamor_store_find (store, id);

  if (item != NULL && !pamor_submission_is_waiting (item) && item->case_order == 0)
    return;
  pamor_engine_look (self);
  pamor_engine_turn (self);
}

static gboolean
on_network_settled (gpointer user_data)
{
  PamorEngine *self = user_data;

  self->network_timer = 0;
  pamor_circuit_poke (&self->circuit);
  pamor_engine_wake (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* A hint to look soon, whatever it claims of being reachable: it never forbids a try. */
static void
on_network_changed (PamorEngine *self)
{
  double wait = NETWORK_DEBOUNCE_S + g_random_double () * NETWORK_SPREAD_S;

  if (!self->started)
    return;
  pamor_engine_clear_timer (self, &self->network_timer);
  self->network_timer = pamor_clock_add_timer (self->clock, wait * G_USEC_PER_SEC,
                                               on_network_settled, self);
}

/** pamor_engine_new: Returns: (transfer full): at rest until it is started or run */
PamorEngine *
pamor_engine_new (PamorStore     *store,
                  PamorTransport *transport)
{
  PamorEngine *self;

  g_return_val_if_fail (PAMOR_IS_STORE (store) && PAMOR_IS_TRANSPORT (transport), NULL);

  self = g_object_new (PAMOR_TYPE_ENGINE, NULL);
  self->store = g_object_ref (store);
  self->transport = g_object_ref (transport);
  self->clock = pamor_store_get_clock (store);
  self->discovery = pamor_discovery_load (store);
  self->changes_late
    = pamor_clock_get_boot (self->clock) + self->discovery->changes_s * G_USEC_PER_SEC;
  self->boot_ahead = pamor_clock_get_boot (self->clock) - pamor_clock_get_awake (self->clock);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "notify::network-metered",
                           G_CALLBACK (on_network_changed), self, G_CONNECT_SWAPPED);
  return self;
}

static void
renew_cancellable (PamorEngine *self)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    return;
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

/** pamor_engine_start: moves what can move, from now on, whenever it can */
void
pamor_engine_start (PamorEngine *self)
{
  g_return_if_fail (PAMOR_IS_ENGINE (self));

  self->started = TRUE;
  renew_cancellable (self);
  pamor_engine_look (self);
  pamor_engine_turn (self);
}

static void
halt (PamorEngine *self)
{
  pamor_engine_clear_timer (self, &self->timer);
  pamor_engine_clear_timer (self, &self->network_timer);
  g_cancellable_cancel (self->cancellable);
}

/** pamor_engine_stop: what is under way is broken off, as by a lost link; runs end as cancelled */
void
pamor_engine_stop (PamorEngine *self)
{
  g_autoptr (GPtrArray) runs = NULL;

  g_return_if_fail (PAMOR_IS_ENGINE (self));

  runs = g_steal_pointer (&self->runs);
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->started = FALSE;
  halt (self);
  for (guint i = 0; i < runs->len; i++)
    g_task_return_new_error (runs->pdata[i], G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped");
}

static void
on_retry_kept (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PamorEngine) self = PAMOR_ENGINE (user_data);

  if (!pamor_engine_finish_progress (self, result))
    pamor_engine_turn (self);
}

/* What is under way is being tried already, and its lane's copy is newer than the snapshot. */
static void
try_now (PamorEngine     *self,
         PamorSubmission *item)
{
  g_autoptr (PamorSubmission) copy = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    if (self->lanes[i].row != NULL && g_str_equal (self->lanes[i].row->id, item->id))
      return;
  copy = pamor_submission_copy (item);
  if (pamor_machine_retry (copy))
    pamor_store_keep_progress_async (self->store, copy, on_retry_kept, g_object_ref (self));
}

/* A person is no reason to disobey the server's Retry-After, but waits for no time of our own. */
static void
act_for_person (PamorEngine *self)
{
  GListModel *items = pamor_store_get_items (self->store);

  pamor_circuit_poke (&self->circuit);
  self->ask_anew = TRUE;
  self->log_in = FALSE;
  self->changes_at = 0;
  self->catalogue_at = 0;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      if (pamor_submission_is_waiting (item) && item->next_at != 0)
        try_now (self, item);
    }
}

/**
 * pamor_engine_wake:
 * @by_person: "send now", or a login: our own timers are skipped, but not the server's Retry-After
 */
void
pamor_engine_wake (PamorEngine *self,
                   gboolean     by_person)
{
  g_return_if_fail (PAMOR_IS_ENGINE (self));

  if (by_person)
    act_for_person (self);
  pamor_engine_look (self);
  pamor_engine_turn (self);
}

/* GTask returns the error by itself where its cancellable is cancelled. */
static gboolean
end_cancelled_run (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  PamorEngine *self = g_task_get_source_object (task);

  if (!g_ptr_array_find (self->runs, task, NULL))
    return G_SOURCE_REMOVE;
  g_ptr_array_remove (self->runs, g_object_ref (task));
  if (!pamor_engine_is_active (self))
    halt (self);
  g_task_return_boolean (task, FALSE);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
on_run_cancelled (GCancellable *cancellable,
                  GTask        *task)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, end_cancelled_run, g_object_ref (task), g_object_unref);
}

/**
 * pamor_engine_run_async:
 *
 * Sends until nothing can move now, whether started or not: three tries on a bad link with a second
 * or two between them, then it is over. Fails with %PAMOR_ERROR_OFFLINE, RETRY_LATER, AUTH, PORTAL,
 * UNTRUSTED or UPGRADE when the host or the login is the reason, with the store's error when that
 * failed. Rows that are parked or wait for their own time are no failure.
 */
void
pamor_engine_run_async (PamorEngine         *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PAMOR_IS_ENGINE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pamor_engine_run_async);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_run_cancelled), task, 0);
  g_ptr_array_add (self->runs, task);
  renew_cancellable (self);
  act_for_person (self);
  pamor_engine_look (self);
  pamor_engine_turn (self);
}

/** pamor_engine_run_finish: Returns: TRUE when nothing can move, and no host or login is why */
gboolean
pamor_engine_run_finish (PamorEngine   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** pamor_engine_retry: a person says "try again" of the row @id, parked or waiting */
void
pamor_engine_retry (PamorEngine *self,
                    const char  *id)
{
  PamorSubmission *item;

  g_return_if_fail (PAMOR_IS_ENGINE (self) && id != NULL);

  item = pamor_store_find (self->store, id);
  if (item != NULL)
    try_now (self, item);
  pamor_engine_wake (self, TRUE);
}

/** pamor_engine_get_link: Returns: how it was when something was last tried */
PamorLink
pamor_engine_get_link (PamorEngine *self)
{
  g_return_val_if_fail (PAMOR_IS_ENGINE (self), PAMOR_LINK_UNKNOWN);

  return self->link;
}

/** pamor_engine_get_next_try: Returns: wall us; 0: nothing waits for time */
gint64
pamor_engine_get_next_try (PamorEngine *self)
{
  g_return_val_if_fail (PAMOR_IS_ENGINE (self), 0);

  return self->next_try;
}

/** pamor_engine_get_attachment_limit: Returns: bytes that a photo may have, as the server says */
gint64
pamor_engine_get_attachment_limit (PamorEngine *self)
{
  g_return_val_if_fail (PAMOR_IS_ENGINE (self), PAMOR_DEFAULT_ATTACHMENT_BYTES);

  return self->discovery->attachment_bytes;
}

/** pamor_engine_takes_pdf: Returns: whether the server takes a PDF as it is in place of a photo */
gboolean
pamor_engine_takes_pdf (PamorEngine *self)
{
  g_return_val_if_fail (PAMOR_IS_ENGINE (self), FALSE);

  return self->discovery->takes_pdf;
}
