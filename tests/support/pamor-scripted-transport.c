/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-scripted-transport.h"

typedef enum { ANSWER, LOSE, HOLD } Manner;

typedef struct
{
  PamorOperation  op;
  Manner          manner;
  PamorVerdict   *verdict; /* (owned) (nullable) */
} Line;

typedef struct
{
  PamorOperation  op;
  GSourceFunc     func;
  gpointer        data;
} Before;

struct _PamorScriptedTransport
{
  GObject     parent_instance;

  PamorStore *store;
  GPtrArray  *script;   /* of Line: the first of an operation is its next answer */
  GHashTable *always;   /* id -> class */
  GHashTable *created;  /* set of ids */
  GHashTable *content;  /* attachment id -> GByteArray */
  GString    *log;
  Before      before;   /* its func NULL: none */
  GBytes     *report;   /* (nullable): the last one */
  GTask      *held;     /* (nullable) */
  gint64      received; /* bytes of chunks that were taken */
  guint       drops;
  PamorCulprit reach;
};

static gboolean reply (gpointer user_data);
static void transport_init (PamorTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PamorScriptedTransport, pamor_scripted_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAMOR_TYPE_TRANSPORT, transport_init))

/* What is only looked up changes nothing here or there: it is not written down. */
static const char *const words[] = { "probe", "discover", "put", "ask", "chunk", "receipt",
                                     "withdraw", "changes", [PAMOR_OP_REPORT] = "report" };

static void
line_free (Line *line)
{
  g_clear_pointer (&line->verdict, pamor_verdict_free);
  g_free (line);
}

static void
finalize (GObject *object)
{
  PamorScriptedTransport *self = PAMOR_SCRIPTED_TRANSPORT (object);

  g_object_unref (self->store);
  g_ptr_array_unref (self->script);
  g_hash_table_unref (self->always);
  g_hash_table_unref (self->created);
  g_hash_table_unref (self->content);
  g_string_free (self->log, TRUE);
  g_clear_pointer (&self->report, g_bytes_unref);
  g_clear_object (&self->held);
  G_OBJECT_CLASS (pamor_scripted_transport_parent_class)->finalize (object);
}

static void
pamor_scripted_transport_class_init (PamorScriptedTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
pamor_scripted_transport_init (PamorScriptedTransport *self)
{
  self->reach = PAMOR_CULPRIT_NONE;
  self->script = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->always = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->log = g_string_new (NULL);
  self->created = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->content = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_byte_array_unref);
}

PamorScriptedTransport *
pamor_scripted_transport_new (PamorStore *store)
{
  PamorScriptedTransport *self = g_object_new (PAMOR_TYPE_SCRIPTED_TRANSPORT, NULL);

  self->store = g_object_ref (store);
  return self;
}

static void
add_line (PamorScriptedTransport *self,
          PamorOperation          op,
          Manner                  manner,
          PamorVerdict           *verdict)
{
  Line *line = g_new (Line, 1);

  *line = (Line) { op, manner, verdict };
  g_ptr_array_add (self->script, line);
}

/** pamor_scripted_transport_say: the next answer to @op. @verdict: (transfer full) */
void
pamor_scripted_transport_say (PamorScriptedTransport *self,
                              PamorOperation          op,
                              PamorVerdict           *verdict)
{
  add_line (self, op, ANSWER, verdict);
}

void
pamor_scripted_transport_say_json (PamorScriptedTransport *self,
                                   PamorOperation          op,
                                   const char             *json)
{
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_OK);

  verdict->http_status = 200;
  verdict->body = json_from_string (json, NULL);
  g_assert_nonnull (verdict->body);
  add_line (self, op, ANSWER, verdict);
}

/** pamor_scripted_transport_lose: does what the next @op asks, but its answer never comes */
void
pamor_scripted_transport_lose (PamorScriptedTransport *self,
                               PamorOperation          op)
{
  add_line (self, op, LOSE, NULL);
}

/** pamor_scripted_transport_before: calls @func when the next @op is asked, before its answer */
void
pamor_scripted_transport_before (PamorScriptedTransport *self,
                                 PamorOperation          op,
                                 GSourceFunc             func,
                                 gpointer                data)
{
  self->before = (Before) { op, func, data };
}

/** pamor_scripted_transport_hold: does what the next @op asks, and waits to be cancelled, or
 * released */
void
pamor_scripted_transport_hold (PamorScriptedTransport *self,
                               PamorOperation          op)
{
  add_line (self, op, HOLD, NULL);
}

/** pamor_scripted_transport_always: whatever is asked of the submission @id */
void
pamor_scripted_transport_always (PamorScriptedTransport *self,
                                 const char             *id,
                                 PamorVerdictClass       class)
{
  g_hash_table_insert (self->always, g_strdup (id), GINT_TO_POINTER (class));
}

gboolean
pamor_scripted_transport_is_held (PamorScriptedTransport *self)
{
  return self->held != NULL;
}

/** pamor_scripted_transport_release: what is held is answered. @verdict: (transfer full)
 * (nullable): NULL: that it was done */
void
pamor_scripted_transport_release (PamorScriptedTransport *self,
                                  PamorVerdict           *verdict)
{
  PamorVerdict **answer = g_task_get_task_data (self->held);

  if (verdict != NULL)
    {
      pamor_verdict_free (*answer);
      *answer = verdict;
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, reply, g_steal_pointer (&self->held), g_object_unref);
}

const char *
pamor_scripted_transport_get_log (PamorScriptedTransport *self)
{
  return self->log->str;
}

void
pamor_scripted_transport_clear_log (PamorScriptedTransport *self)
{
  g_string_truncate (self->log, 0);
}

/** pamor_scripted_transport_count: how often @word was asked */
guint
pamor_scripted_transport_count (PamorScriptedTransport *self,
                                const char             *word)
{
  g_auto (GStrv) asked = g_strsplit_set (self->log->str, " @", -1);
  guint count = 0;

  for (guint i = 0; asked[i] != NULL; i++)
    count += g_str_equal (asked[i], word);
  return count;
}

/** pamor_scripted_transport_created: how many submissions the server holds */
guint
pamor_scripted_transport_created (PamorScriptedTransport *self)
{
  return g_hash_table_size (self->created);
}

/** pamor_scripted_transport_received: bytes of photos taken, twice where they came twice */
gint64
pamor_scripted_transport_received (PamorScriptedTransport *self)
{
  return self->received;
}

/** pamor_scripted_transport_read_report: Returns: (transfer full): the last that was sent, JSON */
char *
pamor_scripted_transport_read_report (PamorScriptedTransport *self)
{
  return g_strndup (g_bytes_get_data (self->report, NULL), g_bytes_get_size (self->report));
}

guint
pamor_scripted_transport_drops (PamorScriptedTransport *self)
{
  return self->drops;
}

static GByteArray *
get_content (PamorScriptedTransport *self,
             const char             *id)
{
  GByteArray *content = g_hash_table_lookup (self->content, id);

  if (content == NULL)
    {
      content = g_byte_array_new ();
      g_hash_table_insert (self->content, g_strdup (id), content);
    }
  return content;
}

static GStrv
list_missing (PamorScriptedTransport *self,
              PamorSubmission        *item)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < item->attachments->len; i++)
    {
      PamorAttachment *attachment = item->attachments->pdata[i];

      if (get_content (self, attachment->id)->len < attachment->size)
        g_strv_builder_add (ids, attachment->id);
    }
  return g_strv_builder_end (ids);
}

static void
put (PamorScriptedTransport *self,
     const PamorRequest     *request,
     PamorSubmission        *item,
     PamorVerdict           *verdict)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, request->body);

  g_assert_cmpstr (sha256, ==, item->payload_sha256);
  g_hash_table_add (self->created, g_strdup (request->submission));
  verdict->missing = list_missing (self, item);
  verdict->incomplete = verdict->missing[0] != NULL;
  verdict->etag = g_strdup_printf ("\"%u\"", request->revision);
}

static void
take_chunk (PamorScriptedTransport *self,
            const PamorRequest     *request,
            PamorVerdict           *verdict)
{
  GByteArray *content = get_content (self, request->attachment);

  if (request->offset != content->len)
    verdict->class = PAMOR_VERDICT_RESYNC;
  else
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (request->body, &length);

      g_byte_array_append (content, data, length);
      self->received += length;
    }
  verdict->offset = content->len;
}

static void
give_receipt (PamorScriptedTransport *self,
              PamorSubmission        *item,
              PamorVerdict           *verdict)
{
  g_autofree char *text = NULL;

  verdict->missing = list_missing (self, item);
  if (verdict->missing[0] != NULL)
    {
      verdict->class = PAMOR_VERDICT_INCOMPLETE;
      return;
    }
  text = g_strdup_printf ("{\"number\": \"DKC-%u\", \"manifest_sha256\": \"%s\"}",
                          (guint) item->seq, item->manifest_sha256);
  verdict->body = json_from_string (text, NULL);
}

static PamorVerdict *
serve (PamorScriptedTransport *self,
       const PamorRequest     *request)
{
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  PamorSubmission *item
    = request->submission == NULL ? NULL : pamor_store_find (self->store, request->submission);

  verdict->http_status = 200;
  if (item != NULL && g_hash_table_contains (self->always, item->id))
    verdict->class = GPOINTER_TO_INT (g_hash_table_lookup (self->always, item->id));
  else if (request->op == PAMOR_OP_PUT_SUBMISSION)
    put (self, request, item, verdict);
  else if (item != NULL && !g_hash_table_contains (self->created, item->id))
    verdict->class = PAMOR_VERDICT_LOST;
  else if (request->op == PAMOR_OP_ASK_OFFSET)
    verdict->offset = get_content (self, request->attachment)->len;
  else if (request->op == PAMOR_OP_SEND_CHUNK)
    take_chunk (self, request, verdict);
  else if (request->op == PAMOR_OP_GET_RECEIPT)
    give_receipt (self, item, verdict);
  else if (request->op == PAMOR_OP_DISCOVER)
    verdict->body = json_from_string ("{\"service\": \"eopen-field\", \"api\": [\"1\"]}", NULL);
  else if (request->op == PAMOR_OP_GET_CHANGES)
    verdict->body = json_from_string ("{\"items\": [], \"next\": \"\", \"more\": false}", NULL);
  return verdict;
}

static void
write_down (PamorScriptedTransport *self,
            const PamorRequest     *request)
{
  PamorSubmission *item
    = request->submission == NULL ? NULL : pamor_store_find (self->store, request->submission);

  if (request->op >= G_N_ELEMENTS (words) || words[request->op] == NULL)
    return;
  if (self->log->len > 0)
    g_string_append_c (self->log, ' ');
  g_string_append (self->log, words[request->op]);
  if (item != NULL)
    {
      g_string_append_printf (self->log, "@%s", pamor_state_get_nick (item->state));
      g_assert_cmpuint (item->attempts, >, 0); /* counted before the act */
    }
}

/* One that was cancelled before it came. */
static void
answer_free (PamorVerdict **answer)
{
  g_clear_pointer (answer, pamor_verdict_free);
  g_free (answer);
}

static gboolean
reply (gpointer user_data)
{
  GTask *task = G_TASK (user_data);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer ((PamorVerdict **) g_task_get_task_data (task)),
                           (GDestroyNotify) pamor_verdict_free);
  return G_SOURCE_REMOVE;
}

static void
on_held_cancelled (GCancellable *cancellable,
                   GTask        *task)
{
  PamorScriptedTransport *self = g_task_get_source_object (task);

  if (self->held == task)
    pamor_scripted_transport_release (self, NULL);
}

static Line *
steal_line (PamorScriptedTransport *self,
            PamorOperation          op)
{
  for (guint i = 0; i < self->script->len; i++)
    if (((Line *) self->script->pdata[i])->op == op)
      return g_ptr_array_steal_index (self->script, i);
  return NULL;
}

static void
exchange_async (PamorTransport         *transport,
                const PamorRequest     *request,
                PamorTransportProgress  progress,
                gpointer                progress_data,
                GCancellable           *cancellable,
                GAsyncReadyCallback     callback,
                gpointer                user_data)
{
  PamorScriptedTransport *self = PAMOR_SCRIPTED_TRANSPORT (transport);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Line *line = steal_line (self, request->op);
  PamorVerdict **answer = g_new0 (PamorVerdict *, 1);

  write_down (self, request);
  if (request->op == PAMOR_OP_REPORT)
    {
      g_clear_pointer (&self->report, g_bytes_unref);
      self->report = g_bytes_ref (request->body);
    }
  if (self->before.func != NULL && self->before.op == request->op)
    ((GSourceFunc) g_steal_pointer (&self->before.func)) (self->before.data);
  *answer = line != NULL && line->manner == ANSWER ? g_steal_pointer (&line->verdict)
                                                   : serve (self, request);
  if (progress != NULL && request->body != NULL)
    progress (g_bytes_get_size (request->body), progress_data);
  g_task_set_task_data (task, answer, (GDestroyNotify) answer_free);
  if (line != NULL && line->manner == LOSE)
    {
      pamor_verdict_free (*answer);
      *answer = pamor_verdict_new (PAMOR_VERDICT_LINK);
    }
  if (line != NULL && line->manner == HOLD)
    {
      self->held = task;
      g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_held_cancelled), task, 0);
    }
  else
    g_idle_add_full (G_PRIORITY_DEFAULT, reply, task, g_object_unref);
  g_clear_pointer (&line, line_free);
}

static PamorVerdict *
exchange_finish (PamorTransport  *transport,
                 GAsyncResult    *result,
                 GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
drop_links (PamorTransport *transport)
{
  PAMOR_SCRIPTED_TRANSPORT (transport)->drops++;
}

/** pamor_scripted_transport_set_reach: how far a connection comes from now on */
void
pamor_scripted_transport_set_reach (PamorScriptedTransport *self,
                                    PamorCulprit            culprit)
{
  self->reach = culprit;
}

static void
reach_async (PamorTransport      *transport,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);

  g_task_set_source_tag (task, reach_async);
  g_task_return_int (task, PAMOR_SCRIPTED_TRANSPORT (transport)->reach);
}

static PamorCulprit
reach_finish (PamorTransport  *transport,
              GAsyncResult    *result,
              GError         **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
transport_init (PamorTransportInterface *iface)
{
  iface->exchange_async = exchange_async;
  iface->exchange_finish = exchange_finish;
  iface->drop_links = drop_links;
  iface->reach_async = reach_async;
  iface->reach_finish = reach_finish;
}
