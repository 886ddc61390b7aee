/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for PamorHttp, by the same name: the network between the officer's computer and the
 * office, with all that it does to a request and its reply. The message is made, and the reply
 * judged, by the program's own code. What was given up may still arrive. */
#include "net/pamor-http.h"

#include "net/pamor-message.h"

#include "pamor-sim.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define BYTES_A_SECOND 20000

struct _PamorHttp
{
  GObject parent_instance;
};

typedef struct
{
  /* Owned */
  PamorRequest   request;
  char          *method, *path, *query;
  GHashTable    *headers;
  GTask         *task;     /* NULL once answered, or given up */
  GCancellable  *cancellable;
  PamorVerdict  *verdict;  /* (nullable): on its way back */

  PamorSimFault  fault;    /* PAMOR_SIM_N_FAULTS: none */
  gulong         cancel_id;
  guint          restorations; /* of the office, when it was asked */
} Exchange;

G_DEFINE_FINAL_TYPE (PamorHttp, pamor_http, G_TYPE_OBJECT)

static const char *
get_name (const Exchange *data)
{
  static const char *const names[] = {
    [PAMOR_OP_PROBE] = "probe", [PAMOR_OP_DISCOVER] = "discover", [PAMOR_OP_PUT_SUBMISSION] = "put",
    [PAMOR_OP_ASK_OFFSET] = "ask-offset", [PAMOR_OP_SEND_CHUNK] = "chunk",
    [PAMOR_OP_GET_RECEIPT] = "receipt", [PAMOR_OP_WITHDRAW] = "withdraw",
    [PAMOR_OP_LIST_SUBMISSIONS] = "list", [PAMOR_OP_REPORT] = "report",
    [PAMOR_OP_GET_CHANGES] = "changes", [PAMOR_OP_GET_CATALOGUE] = "catalogue",
    [PAMOR_OP_LOG_IN] = "log-in", [PAMOR_OP_REFRESH] = "refresh"
  };
  guint op = data->request.op;

  return op < G_N_ELEMENTS (names) && names[op] != NULL ? names[op] : "something";
}

static void
pamor_http_class_init (PamorHttpClass *klass)
{
}

static void
pamor_http_init (PamorHttp *self)
{
}

PamorHttp *
pamor_http_new (guint connect_s,
                guint stall_s)
{
  return g_object_new (PAMOR_TYPE_HTTP, NULL);
}

void
pamor_http_drop_links (PamorHttp *self)
{
}

static void
exchange_clear (Exchange *data)
{
  pamor_request_clear (&data->request);
  g_free (data->method);
  g_free (data->path);
  g_free (data->query);
  g_hash_table_unref (data->headers);
  g_clear_object (&data->cancellable);
  g_clear_pointer (&data->verdict, pamor_verdict_free);
}

static void
release (Exchange *data)
{
  g_rc_box_release_full (data, (GDestroyNotify) exchange_clear);
}

/* Runs @func with @data, which it releases. */
static void
after (gint64       wait_us,
       GSourceFunc  func,
       Exchange    *data)
{
  pamor_clock_add_timer (pamor_sim_get ()->clock, wait_us, func, g_rc_box_acquire (data));
}

static void
remember_receipt (const Exchange     *data,
                  const PamorVerdict *verdict)
{
  PamorSimItem *item = pamor_sim_find (data->request.submission);

  if (data->request.op != PAMOR_OP_GET_RECEIPT || verdict->class != PAMOR_VERDICT_OK
      || item == NULL)
    return;
  g_free (item->receipt);
  item->receipt = g_strdup (json_object_get_string_member_with_default (
    json_node_get_object (verdict->body), "manifest_sha256", NULL));
  item->restorations = data->restorations;
}

/* @verdict: (transfer full) (nullable): NULL: it was cancelled */
static void
answer (Exchange     *data,
        PamorVerdict *verdict)
{
  PamorSim *sim = pamor_sim_get ();
  g_autoptr (GTask) task = g_steal_pointer (&data->task);

  if (task == NULL)
    {
      g_clear_pointer (&verdict, pamor_verdict_free);
      return;
    }
  pamor_sim_tell ("<  %s %s: %s", data->request.submission == NULL
                                    ? "" : pamor_sim_name (data->request.submission),
                  get_name (data),
                  verdict == NULL ? "given up" : pamor_verdict_class_get_nick (verdict->class));
  g_cancellable_disconnect (data->cancellable, data->cancel_id);
  if (verdict != NULL)
    {
      remember_receipt (data, verdict);
      g_task_return_pointer (task, verdict, (GDestroyNotify) pamor_verdict_free);
    }
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Given up");
  g_ptr_array_remove (sim->exchanges, data);
  release (data);
}

static gboolean
on_back (gpointer user_data)
{
  Exchange *data = user_data;

  answer (data, g_steal_pointer (&data->verdict));
  release (data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_given_up (gpointer user_data)
{
  Exchange *data = user_data;

  answer (data, NULL);
  release (data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_link_failed (gpointer user_data)
{
  Exchange *data = user_data;

  answer (data, pamor_verdict_new (PAMOR_VERDICT_LINK));
  release (data);
  return G_SOURCE_REMOVE;
}

/* At once, after the patience with a connection that does not come, or with one that is still. */
static void
fail_link (Exchange *data)
{
  static const gint64 patience[] = { SECOND / 20, 20 * SECOND, 45 * SECOND };

  after (patience[pamor_sim_draw (G_N_ELEMENTS (patience))], on_link_failed, data);
}

static gint64
draw_latency (void)
{
  return (5 + pamor_sim_draw (300)) * (SECOND / 1000);
}

static void
send_back (Exchange     *data,
           PamorVerdict *verdict)
{
  g_clear_pointer (&data->verdict, pamor_verdict_free);
  data->verdict = verdict;
  after (draw_latency (), on_back, data);
}

static void
send_reply (Exchange   *data,
            PamorReply *reply)
{
  send_back (data, pamor_reply_judge (&data->request, reply));
}

static GBytes *
change_a_byte (GBytes *body)
{
  gsize size = g_bytes_get_size (body);
  guint8 *bytes = g_memdup2 (g_bytes_get_data (body, NULL), size);

  bytes[pamor_sim_draw (size)] ^= 1 + pamor_sim_draw (255);
  return g_bytes_new_take (bytes, size);
}

/* Returns: (transfer full): the office's reply to what arrives of the request */
static PamorPracticeReply *
ask_office (Exchange *data,
            GBytes   *body,
            gboolean  whole)
{
  PamorPracticeRequest request = { .method = data->method, .path = data->path,
                                   .query = data->query, .headers = data->headers, .body = body,
                                   .body_complete = whole };

  data->restorations = pamor_sim_get ()->restorations;
  return pamor_sim_office_ask (&request);
}

static PamorPracticeReply *
bring_to_office (Exchange *data)
{
  g_autoptr (GBytes) body = data->request.body == NULL ? NULL : g_bytes_ref (data->request.body);

  if (body != NULL && data->fault == PAMOR_SIM_DAMAGED)
    {
      g_autoptr (GBytes) damaged = change_a_byte (body);

      return ask_office (data, damaged, TRUE);
    }
  if (data->fault == PAMOR_SIM_DUPLICATED)
    pamor_practice_reply_free (ask_office (data, body, TRUE));
  return ask_office (data, body, TRUE);
}

/* What a planted fault makes of a sound reply. */
static void
forge (Exchange   *data,
       PamorReply *reply)
{
  PamorSimItem *item = pamor_sim_find (data->request.submission);
  PamorSimSeal *seal = item == NULL || item->seals->len == 0
                         ? NULL : item->seals->pdata[item->seals->len - 1];
  g_autofree char *text = NULL;

  if (data->request.op == PAMOR_OP_PUT_SUBMISSION && reply->status <= 201)
    text = g_strdup ("{\"state\":\"received\",\"missing\":[]}");
  else if (data->request.op == PAMOR_OP_GET_RECEIPT && seal != NULL)
    {
      reply->status = 200;
      text = g_strdup_printf ("{\"number\":\"EOP-1\",\"manifest_sha256\":\"%s\"}", seal->manifest);
    }
  if (text == NULL)
    return;
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->body = g_bytes_new (text, strlen (text));
}

static void
limit_chunks (PamorReply *reply)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (reply->body, NULL),
                                     g_bytes_get_size (reply->body));
  g_autofree char *limit
    = g_strdup_printf ("\"chunk_bytes\":%" G_GINT64_FORMAT, pamor_sim_get ()->chunk_bytes);
  g_auto (GStrv) parts = g_strsplit (text, "\"chunk_bytes\":1048576", -1);
  char *limited = g_strjoinv (limit, parts);

  g_bytes_unref (reply->body);
  reply->body = g_bytes_new_take (limited, strlen (limited));
}

static void
hand_back (Exchange           *data,
           PamorPracticeReply *from)
{
  PamorSim *sim = pamor_sim_get ();
  PamorReply reply = { from->status, from->headers, g_steal_pointer (&from->body) };

  if (data->request.op == PAMOR_OP_DISCOVER && reply.body != NULL)
    limit_chunks (&reply);
  if (sim->plant == PAMOR_SIM_PLANT_FORGED_RECEIPT)
    forge (data, &reply);
  if (data->fault != PAMOR_SIM_N_FAULTS)
    pamor_sim_spoil (data->fault, &data->request, &reply);
  send_reply (data, &reply);
  g_clear_pointer (&reply.body, g_bytes_unref);
}

static gboolean
on_arrived (gpointer user_data)
{
  Exchange *data = user_data;
  g_autoptr (PamorPracticeReply) reply = bring_to_office (data);
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  PamorReply other = { .headers = headers };

  if (data->fault == PAMOR_SIM_LATE)
    pamor_sim_tell ("   late, %s %s arrives (%u)", pamor_sim_name (data->request.submission),
                    get_name (data), reply->status);
  else if (data->fault == PAMOR_SIM_DROPPED_AFTER)
    fail_link (data);
  else if (data->fault == PAMOR_SIM_ERROR_AFTER)
    {
      pamor_sim_make_reply (data->fault, &other);
      send_reply (data, &other);
    }
  else
    hand_back (data, reply);
  release (data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cut (gpointer user_data)
{
  Exchange *data = user_data;
  gsize size = g_bytes_get_size (data->request.body);
  gsize came = data->fault == PAMOR_SIM_CUT_KEPT ? pamor_sim_draw (size) : 0;
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (data->request.body, 0, came);

  pamor_practice_reply_free (ask_office (data, part, FALSE));
  fail_link (data);
  release (data);
  return G_SOURCE_REMOVE;
}

static void
answer_instead (Exchange *data)
{
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  PamorReply reply = { .headers = headers };

  if (data->fault == PAMOR_SIM_UNTRUSTED)
    {
      send_back (data, pamor_verdict_new (PAMOR_VERDICT_TLS));
      return;
    }
  pamor_sim_make_reply (data->fault, &reply);
  send_reply (data, &reply);
  g_clear_pointer (&reply.body, g_bytes_unref);
}

/* Catalogues are no matter of this: it is as it was. */
static void
answer_unchanged (Exchange *data)
{
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  PamorReply reply = { 304, headers, NULL };

  g_hash_table_insert (headers, g_strdup ("eopen-api"), g_strdup ("1"));
  send_reply (data, &reply);
}

static void
carry (Exchange *data)
{
  gint64 took = draw_latency ();

  if (data->request.body != NULL)
    took += (gint64) g_bytes_get_size (data->request.body) * SECOND / BYTES_A_SECOND;
  switch ((int) data->fault)
    {
    case PAMOR_SIM_LINK_DOWN:
    case PAMOR_SIM_DROPPED_BEFORE:
      fail_link (data);
      break;
    case PAMOR_SIM_CUT_KEPT:
    case PAMOR_SIM_CUT_LOST:
      after (took, on_cut, data);
      break;
    case PAMOR_SIM_LATE:
      fail_link (data);
      after ((60 + pamor_sim_draw (1200)) * SECOND, on_arrived, data);
      break;
    case PAMOR_SIM_ERROR_BEFORE:
    case PAMOR_SIM_THROTTLED:
    case PAMOR_SIM_THROTTLED_UNTIL:
    case PAMOR_SIM_PORTAL:
    case PAMOR_SIM_UNTRUSTED:
    case PAMOR_SIM_UPGRADE:
      answer_instead (data);
      break;
    default:
      after (took, on_arrived, data);
    }
}

static gboolean
concerns (PamorSimFault       fault,
          const PamorRequest *request)
{
  if (request->op == PAMOR_OP_GET_CATALOGUE)
    return FALSE;
  switch ((int) fault)
    {
    case PAMOR_SIM_CUT_KEPT:
    case PAMOR_SIM_CUT_LOST:
    case PAMOR_SIM_DAMAGED:
      return request->body != NULL && g_bytes_get_size (request->body) > 0;
    case PAMOR_SIM_WRONG_DIGEST:
      return request->op == PAMOR_OP_GET_RECEIPT;
    case PAMOR_SIM_WRONG_ID: /* a change that names another can't be told from a true one */
      return request->op != PAMOR_OP_GET_CHANGES;
    default:
      return TRUE;
    }
}

/* What happens to this one: the weather, or bad luck, or nothing. */
static PamorSimFault
draw_fault (const PamorRequest *request)
{
  PamorSim *sim = pamor_sim_get ();
  PamorSimFault fault;

  if (sim->calm)
    return PAMOR_SIM_N_FAULTS;
  if (sim->weather != PAMOR_SIM_N_FAULTS
      && pamor_clock_get_boot (sim->clock) < sim->weather_until)
    return sim->weather;
  if (!pamor_sim_chance (sim->percent))
    return PAMOR_SIM_N_FAULTS;
  for (guint tries = 0; tries < 10; tries++)
    {
      fault = pamor_sim_draw (PAMOR_SIM_LAST_OF_NETWORK + 1);
      if (concerns (fault, request) && pamor_sim_strikes (fault))
        return fault;
    }
  return PAMOR_SIM_N_FAULTS;
}

static void
on_cancelled (GCancellable *cancellable,
              Exchange     *data)
{
  after (0, on_given_up, data);
}

static void
add_header (const char *name,
            const char *value,
            gpointer    headers)
{
  g_hash_table_insert (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

/* Every other byte and its digest: what arrives is sound, and is not what was sealed. */
static void
plant_other_bytes (Exchange *data)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (data->request.body, NULL),
                                     g_bytes_get_size (data->request.body));
  char *at = strstr (text, "UJI");
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  if (at == NULL)
    return;
  at[2] = 'X';
  g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_get_digest (sum, digest, &length);
  base64 = g_base64_encode (digest, length);
  g_bytes_unref (data->request.body);
  data->request.body = g_bytes_new (text, strlen (text));
  g_hash_table_replace (data->headers, g_strdup ("content-digest"),
                        g_strdup_printf ("sha-256=:%s:", base64));
}

static Exchange *
exchange_new (const char         *server,
              const PamorRequest *request,
              const char         *token)
{
  g_autoptr (SoupMessage) message = pamor_message_new (server, request, token);
  Exchange *data = g_rc_box_new0 (Exchange);
  GUri *uri = soup_message_get_uri (message);

  data->request = (PamorRequest) {
    .op = request->op, .revision = request->revision, .offset = request->offset,
    .submission = g_strdup (request->submission), .attachment = g_strdup (request->attachment),
    .body = request->body == NULL ? NULL : g_bytes_ref (request->body)
  };
  data->method = g_strdup (soup_message_get_method (message));
  data->path = g_strdup (g_uri_get_path (uri));
  data->query = g_strdup (g_uri_get_query (uri));
  data->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_message_get_request_headers (message), add_header,
                                data->headers);
  if (pamor_sim_get ()->plant == PAMOR_SIM_PLANT_CHANGED_BYTES
      && request->op == PAMOR_OP_PUT_SUBMISSION)
    plant_other_bytes (data);
  return data;
}

static void
tell_sending (Exchange *data)
{
  const PamorRequest *request = &data->request;
  g_autofree char *body = request->body == NULL ? g_strdup ("")
    : g_strdup_printf (", %" G_GSIZE_FORMAT " bytes", g_bytes_get_size (request->body));

  pamor_sim_tell (">  %s %s r%u at %" G_GINT64_FORMAT "%s%s%s",
                  request->submission == NULL ? "" : pamor_sim_name (request->submission),
                  get_name (data), request->revision, request->offset, body,
                  data->fault == PAMOR_SIM_N_FAULTS ? "" : " !! ",
                  data->fault == PAMOR_SIM_N_FAULTS ? "" : pamor_sim_fault_get_nick (data->fault));
}

void
pamor_http_exchange_async (PamorHttp              *self,
                           const char             *server,
                           const PamorRequest     *request,
                           const char             *token,
                           PamorTransportProgress  progress,
                           gpointer                progress_data,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  PamorSim *sim = pamor_sim_get ();
  Exchange *data = exchange_new (server, request, token);

  data->task = g_task_new (self, NULL, callback, user_data);
  g_ptr_array_add (sim->exchanges, data);
  sim->requests++;
  if (data->request.body != NULL && request->op != PAMOR_OP_REFRESH
      && request->op != PAMOR_OP_REPORT)
    sim->bodies++;
  if (request->submission != NULL)
    pamor_sim_judge_request (request);
  if (progress != NULL && data->request.body != NULL)
    progress (g_bytes_get_size (data->request.body), progress_data);
  data->fault = draw_fault (request);
  tell_sending (data);
  if (request->op == PAMOR_OP_GET_CATALOGUE && data->fault == PAMOR_SIM_N_FAULTS)
    answer_unchanged (data);
  else
    carry (data);
  if (cancellable != NULL)
    {
      g_set_object (&data->cancellable, cancellable);
      data->cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), data, NULL);
    }
}

PamorVerdict *
pamor_http_exchange_finish (PamorHttp     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** pamor_sim_link_hang_up: the officer's side of every exchange ends; what was sent may arrive */
void
pamor_sim_link_hang_up (void)
{
  PamorSim *sim = pamor_sim_get ();

  while (sim->exchanges->len > 0)
    {
      Exchange *data = sim->exchanges->pdata[0];

      answer (data, data->cancellable == NULL ? pamor_verdict_new (PAMOR_VERDICT_LINK) : NULL);
    }
}
