/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees, against whoever else is in the same network:
 * - It listens on the one private address that was chosen, on a port of chance, and only until the
 *   last wanted picture is here, five minutes pass unused, 20 wrong addresses were tried, or it is
 *   closed. Then the address is dead for ever.
 * - Without the whole key of 128 bits (compared in constant time), with another host in the request
 *   (a web site that points its name here) or with any method but GET and POST, nothing is told,
 *   not even that: always the same 404, and nothing is read behind the headers.
 * - Nothing can be read out: there is the page, and there is sending. A picture is only ever in
 *   memory, and only handed on when whole, with the first bytes of a picture, under the limit,
 *   which is kept before it arrives. One at a time.
 * - Few connections, each cut when it dawdles.
 * Not guarded: the way is plain HTTP, as no phone trusts a certificate of ours. Who can listen in
 * on the network, in an open Wi-Fi anybody, sees the picture; with the phone's own hotspot nobody.
 *
 * Lives on the main thread. */
#include "pocket/pamor-pocket.h"

#include <string.h>

#include "base/pamor-error.h"
#include "base/pamor-network.h"
#include "domain/pamor-words.h"
#include "photo/pamor-photo-kind.h"
#include "pocket/pamor-pocket-key.h"
#include "pocket/pamor-pocket-page.h"
#include "pocket/pamor-pocket-visit.h"

#define VISITS 8   /* a browser opens up to six */
#define SNIFF  32  /* bytes that tell what it is */

struct _PamorPocket
{
  GObject           parent_instance;

  /* Owned */
  PamorClock       *clock;
  GSocketService   *door;
  SoupServer       *soup;   /* reads the requests */
  GHashTable       *visits; /* GSocketConnection, borrowed -> PamorPocketVisit */
  GBytes           *page;
  char             *key;
  char             *host;   /* as a request must say it: "192.168.1.5:40123" */
  char             *address;

  /* Borrowed, of visits */
  PamorPocketVisit *sender; /* (nullable): who sends a picture, or waits for what came of it */

  PamorPocketState  state;
  guint             room;    /* how many more pictures are wanted */
  guint             guesses;
  goffset           done, total;
  gint64            patient_until; /* of the clock's awake time */
  guint             timer;
};

enum { CHANGED, RECEIVED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorPocket, pamor_pocket, G_TYPE_OBJECT)

static gboolean
is_closed (PamorPocket *self)
{
  return self->state >= PAMOR_POCKET_FULL;
}

static void
set_state (PamorPocket      *self,
           PamorPocketState  state)
{
  g_assert (PAMOR_IS_POCKET (self));

  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cut_visits (PamorPocket *self)
{
  GHashTableIter iter;
  gpointer visit;

  g_assert (PAMOR_IS_POCKET (self));

  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &visit))
    if (!((PamorPocketVisit *) visit)->is_replied)
      pamor_pocket_visit_cut (visit);
}

static void
close_with (PamorPocket      *self,
            PamorPocketState  state)
{
  g_assert (PAMOR_IS_POCKET (self));

  if (is_closed (self))
    return;
  g_socket_service_stop (self->door);
  g_socket_listener_close (G_SOCKET_LISTENER (self->door));
  if (self->timer != 0)
    pamor_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
  self->sender = NULL;
  cut_visits (self);
  set_state (self, state);
}

static gboolean
on_patience_over (gpointer data)
{
  PamorPocket *self = data;

  self->timer = 0;
  close_with (self, PAMOR_POCKET_UNUSED);
  return G_SOURCE_REMOVE;
}

static void
be_patient (PamorPocket *self)
{
  g_assert (PAMOR_IS_POCKET (self));

  if (self->timer != 0)
    pamor_clock_remove_timer (self->clock, self->timer);
  self->timer = pamor_clock_add_timer (self->clock, PAMOR_POCKET_PATIENCE, on_patience_over, self);
  self->patient_until = pamor_clock_get_awake (self->clock) + PAMOR_POCKET_PATIENCE;
}

static void
refuse (PamorPocketVisit *visit,
        guint             status,
        PamorError        code)
{
  g_autoptr (GError) error = g_error_new_literal (PAMOR_ERROR, code, "");
  char *words = pamor_words_for_error (error);
  g_autoptr (GBytes) body = g_bytes_new_take (words, strlen (words));

  pamor_pocket_visit_reply (visit, status, NULL, body);
}

static void
turn_away (PamorPocketVisit *visit)
{
  pamor_pocket_visit_reply (visit, SOUP_STATUS_NOT_FOUND, NULL, NULL);
}

static void
send_page (PamorPocket      *self,
           PamorPocketVisit *visit)
{
  g_autofree char *headers = pamor_pocket_page_make_headers ();

  g_assert (PAMOR_IS_POCKET (self));

  be_patient (self);
  pamor_pocket_visit_reply (visit, SOUP_STATUS_OK, headers, self->page);
  if (self->state == PAMOR_POCKET_WAITING)
    set_state (self, PAMOR_POCKET_OPENED);
}

static void
begin_picture (PamorPocket      *self,
               PamorPocketVisit *visit)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (visit->message);
  const goffset length = soup_message_headers_get_content_length (headers);

  g_assert (PAMOR_IS_POCKET (self));

  be_patient (self);
  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    pamor_pocket_visit_reply (visit, SOUP_STATUS_LENGTH_REQUIRED, NULL, NULL);
  else if (self->sender != NULL)
    pamor_pocket_visit_reply (visit, SOUP_STATUS_CONFLICT, NULL, NULL);
  else if (length <= 0)
    refuse (visit, SOUP_STATUS_UNPROCESSABLE_ENTITY, PAMOR_ERROR_PHOTO_EMPTY);
  else if (length > PAMOR_POCKET_BYTES)
    refuse (visit, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, PAMOR_ERROR_PHOTO_HUGE);
  else
    {
      pamor_pocket_visit_await (visit, length);
      self->sender = visit;
      self->done = 0;
      self->total = length;
      set_state (self, PAMOR_POCKET_RECEIVING);
    }
}

/* @path: of the request, not decoded */
static gboolean
knows_key (PamorPocket *self,
           const char  *path)
{
  g_assert (PAMOR_IS_POCKET (self));

  return *path == '/' && pamor_pocket_key_matches (self->key, path + 1);
}

/* Returns: (nullable): the connection on which @message came, unless it was replied to */
static PamorPocketVisit *
find_visit (PamorPocket       *self,
            SoupServerMessage *message)
{
  GHashTableIter iter;
  gpointer visit;

  g_assert (PAMOR_IS_POCKET (self));

  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &visit))
    if (((PamorPocketVisit *) visit)->message == message)
      return visit;
  return NULL;
}

static void
on_got_headers_cb (PamorPocket       *self,
                   SoupServerMessage *message)
{
  PamorPocketVisit *visit = find_visit (self, message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *method = soup_server_message_get_method (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_one (headers, "Host");
  const gboolean known = knows_key (self, g_uri_get_path (uri));
  const gboolean right = known && g_strcmp0 (host, self->host) == 0 && !is_closed (self);

  if (right && g_str_equal (method, "GET"))
    send_page (self, visit);
  else if (right && g_str_equal (method, "POST"))
    begin_picture (self, visit);
  else
    {
      turn_away (visit);
      if (!known && ++self->guesses >= PAMOR_POCKET_GUESSES)
        close_with (self, PAMOR_POCKET_GUESSED);
    }
}

static gboolean
is_picture (GByteArray *bytes)
{
  g_autoptr (GBytes) start = g_bytes_new (bytes->data, MIN (bytes->len, SNIFF));

  return pamor_photo_kind_sniff (start) != PAMOR_PHOTO_KIND_UNKNOWN;
}

/* Bytes that the system had taken in before a cut are still read after it: nobody's. */
static gboolean
is_sender (PamorPocket      *self,
           PamorPocketVisit *visit)
{
  return visit != NULL && visit == self->sender;
}

static void
on_got_chunk_cb (PamorPocket       *self,
                 GBytes            *chunk,
                 SoupServerMessage *message)
{
  PamorPocketVisit *visit = find_visit (self, message);
  gsize before;
  gboolean worth;

  if (!is_sender (self, visit))
    return;
  before = visit->body->len;
  worth = pamor_pocket_visit_add (visit, chunk);
  self->done = visit->body->len;
  if (before < SNIFF && (visit->body->len >= SNIFF || self->done == self->total)
      && !is_picture (visit->body))
    {
      self->sender = NULL;
      refuse (visit, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, PAMOR_ERROR_PHOTO_KIND);
      set_state (self, PAMOR_POCKET_OPENED);
    }
  else if (worth)
    {
      be_patient (self);
      set_state (self, PAMOR_POCKET_RECEIVING);
    }
}

/* libsoup gets here only with as many bytes as were announced. */
static void
on_got_body_cb (PamorPocket       *self,
                SoupServerMessage *message)
{
  PamorPocketVisit *visit = find_visit (self, message);
  g_autoptr (GBytes) picture = NULL;

  if (!is_sender (self, visit))
    return;
  soup_server_message_pause (message);
  picture = pamor_pocket_visit_take (visit);
  set_state (self, PAMOR_POCKET_LOOKING);
  g_signal_emit (self, signals[RECEIVED], 0, picture);
}

static void
on_request_started_cb (PamorPocket       *self,
                       SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  GHashTableIter iter;
  gpointer visit;

  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &visit))
    if (((PamorPocketVisit *) visit)->remote == remote)
      g_set_weak_pointer (&((PamorPocketVisit *) visit)->message, message);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect_object (message, "got-headers", G_CALLBACK (on_got_headers_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (message, "got-chunk", G_CALLBACK (on_got_chunk_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (message, "got-body", G_CALLBACK (on_got_body_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
on_connection_gone (gpointer  data,
                    GObject  *connection)
{
  PamorPocket *self = data;
  const gboolean sent = g_hash_table_lookup (self->visits, connection) == self->sender;

  g_hash_table_remove (self->visits, connection);
  if (!sent || self->sender == NULL)
    return;
  /* In the midst of a picture. What came of one that is here already is told when it is known. */
  self->sender = NULL;
  if (self->state == PAMOR_POCKET_RECEIVING)
    set_state (self, PAMOR_POCKET_OPENED);
}

static gboolean
on_incoming_cb (PamorPocket       *self,
                GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  if (local == NULL || remote == NULL || g_hash_table_size (self->visits) >= VISITS)
    return TRUE;
  g_hash_table_insert (self->visits, connection,
                       pamor_pocket_visit_new (self->clock, self->soup, connection, remote));
  g_object_weak_ref (G_OBJECT (connection), on_connection_gone, self);
  soup_server_accept_iostream (self->soup, G_IO_STREAM (connection), local, remote, NULL);
  return TRUE;
}

static void
pamor_pocket_dispose (GObject *object)
{
  PamorPocket *self = PAMOR_POCKET (object);
  GHashTableIter iter;
  gpointer connection;

  if (self->host != NULL)
    close_with (self, PAMOR_POCKET_LEFT);
  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    {
      g_object_weak_unref (connection, on_connection_gone, self);
      g_hash_table_iter_remove (&iter);
    }

  G_OBJECT_CLASS (pamor_pocket_parent_class)->dispose (object);
}

static void
pamor_pocket_finalize (GObject *object)
{
  PamorPocket *self = PAMOR_POCKET (object);

  g_hash_table_unref (self->visits);
  g_object_unref (self->door);
  g_object_unref (self->soup);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->page, g_bytes_unref);
  g_clear_pointer (&self->key, pamor_pocket_key_free);
  g_free (self->host);
  g_free (self->address);

  G_OBJECT_CLASS (pamor_pocket_parent_class)->finalize (object);
}

static void
pamor_pocket_class_init (PamorPocketClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_pocket_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_pocket_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[RECEIVED] = g_signal_new ("received", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
pamor_pocket_init (PamorPocket *self)
{
  self->visits = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) pamor_pocket_visit_free);
  self->door = g_socket_service_new ();
  self->soup = soup_server_new ("raw-paths", TRUE, NULL);
  g_signal_connect_object (self->door, "incoming", G_CALLBACK (on_incoming_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->soup, "request-started", G_CALLBACK (on_request_started_cb), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
listen (PamorPocket   *self,
        GInetAddress  *address,
        GError       **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *ip = g_inet_address_to_string (address);
  const gboolean six = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

  g_assert (PAMOR_IS_POCKET (self));

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->door), wanted, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &got, &cause))
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_OFFLINE, "%s: %s", ip, cause->message);
      return FALSE;
    }
  self->host = g_strdup_printf (six ? "[%s]:%u" : "%s:%u", ip,
                                g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  self->address = g_strdup_printf ("http://%s/%s", self->host, self->key);
  return TRUE;
}

/**
 * pamor_pocket_new:
 * @address: to listen on: private, or loopback
 * @title: what the picture is to be of; whoever has the address reads it
 * @room: how many pictures are wanted, at least 1
 *
 * Returns: (transfer full): open; %PAMOR_ERROR_INVALID for an address on which the internet or all
 *   networks reach this computer, %PAMOR_ERROR_OFFLINE where the network has gone
 */
PamorPocket *
pamor_pocket_new (PamorClock    *clock,
                  GInetAddress  *address,
                  const char    *title,
                  guint          room,
                  GError       **error)
{
  g_autoptr (PamorPocket) self = NULL;

  g_return_val_if_fail (PAMOR_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (G_IS_INET_ADDRESS (address) && title != NULL && room > 0, NULL);

  if (!pamor_network_is_private (address) && !g_inet_address_get_is_loopback (address))
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, "Not a local address");
      return NULL;
    }
  self = g_object_new (PAMOR_TYPE_POCKET, NULL);
  self->clock = g_object_ref (clock);
  self->key = pamor_pocket_key_new ();
  self->page = pamor_pocket_page_make (title, PAMOR_POCKET_BYTES);
  self->room = room;
  if (!listen (self, address, error))
    return NULL;
  be_patient (self);
  return g_steal_pointer (&self);
}

/** pamor_pocket_get_address: Returns: what the phone's browser opens; a secret */
const char *
pamor_pocket_get_address (PamorPocket *self)
{
  g_return_val_if_fail (PAMOR_IS_POCKET (self), NULL);
  return self->address;
}

/** pamor_pocket_get_state: Returns: how far it is; once closed it stays so */
PamorPocketState
pamor_pocket_get_state (PamorPocket *self)
{
  g_return_val_if_fail (PAMOR_IS_POCKET (self), PAMOR_POCKET_LEFT);
  return self->state;
}

/** pamor_pocket_get_progress: in bytes, of the picture that is on its way or came last */
void
pamor_pocket_get_progress (PamorPocket *self,
                           goffset     *done,
                           goffset     *total)
{
  g_return_if_fail (PAMOR_IS_POCKET (self));

  *done = self->done;
  *total = self->total;
}

/** pamor_pocket_get_time_left: Returns: microseconds till it closes unless it is used */
gint64
pamor_pocket_get_time_left (PamorPocket *self)
{
  g_return_val_if_fail (PAMOR_IS_POCKET (self), 0);

  return is_closed (self) ? 0 : MAX (0, self->patient_until - pamor_clock_get_awake (self->clock));
}

/**
 * pamor_pocket_answer:
 * @taken: whether the picture was taken; the last one wanted closes the pocket
 * @words: what the phone shows
 *
 * Once for each picture received. Nothing happens where the phone has left or the pocket is closed.
 */
void
pamor_pocket_answer (PamorPocket *self,
                     gboolean     taken,
                     const char  *words)
{
  PamorPocketVisit *sender;
  gboolean full;

  g_return_if_fail (PAMOR_IS_POCKET (self));
  g_return_if_fail (words != NULL);

  if (self->state != PAMOR_POCKET_LOOKING)
    return;
  full = taken && --self->room == 0;
  sender = g_steal_pointer (&self->sender);
  if (sender != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (words, strlen (words));

      pamor_pocket_visit_reply (sender,
                                full    ? SOUP_STATUS_CREATED
                                : taken ? SOUP_STATUS_OK
                                        : SOUP_STATUS_UNPROCESSABLE_ENTITY,
                                NULL, body);
    }
  be_patient (self);
  if (full)
    close_with (self, PAMOR_POCKET_FULL);
  else
    set_state (self, PAMOR_POCKET_OPENED);
}

/** pamor_pocket_close: cuts whoever is there; the address is dead */
void
pamor_pocket_close (PamorPocket *self)
{
  g_return_if_fail (PAMOR_IS_POCKET (self));

  close_with (self, PAMOR_POCKET_LEFT);
}
