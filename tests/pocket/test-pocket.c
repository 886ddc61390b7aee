/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pocket/pamor-pocket.h"

#include <string.h>

#include "base/pamor-error.h"
#include "domain/pamor-words.h"
#include "pamor-test-phone.h"
#include "pamor-test-picture.h"

typedef struct
{
  PamorClock  *clock;
  PamorPocket *pocket;
  GUri        *uri;

  /* What came */
  GBytes      *picture;
  guint        received;
} Fixture;

static void
on_received_cb (Fixture *self,
                GBytes  *picture)
{
  self->received++;
  g_clear_pointer (&self->picture, g_bytes_unref);
  self->picture = g_bytes_ref (picture);
}

static void
open_pocket (Fixture    *self,
             const char *ip,
             guint       room)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (ip);
  g_autoptr (GError) error = NULL;

  self->pocket = pamor_pocket_new (self->clock, address, "Kartu Keluarga", room, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (self->pocket, "received", G_CALLBACK (on_received_cb), self);
  self->uri = g_uri_parse (pamor_pocket_get_address (self->pocket), G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->clock = pamor_clock_new_simulated (G_GINT64_CONSTANT (1800000000000000));
  open_pocket (self, "127.0.0.1", 1);
}

static void
set_up_for_three (Fixture       *self,
                  gconstpointer  unused)
{
  self->clock = pamor_clock_new_simulated (G_GINT64_CONSTANT (1800000000000000));
  open_pocket (self, "127.0.0.1", 3);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  g_assert_finalize_object (self->pocket);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->clock);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_uri_unref (self->uri);
}

static GBytes *
make_jpeg (void)
{
  const PamorTestPicture spec = { .width = 1600, .height = 1200, .orientation = 1, .seed = 7 };

  return pamor_test_picture_jpeg (&spec);
}

static void
begin_to_send (Fixture   *self,
               GIOStream *phone,
               gsize      size)
{
  pamor_test_phone_say (phone, self->uri,
                        "POST /KEY HTTP/1.1\r\nHost: HOST\r\n"
                        "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
}

static void
send_picture (Fixture   *self,
              GIOStream *phone)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();

  begin_to_send (self, phone, g_bytes_get_size (jpeg));
  pamor_test_phone_say_bytes (phone, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
}

static void
wait_for (Fixture          *self,
          PamorPocketState  state)
{
  while (pamor_pocket_get_state (self->pocket) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_dead (Fixture *self)
{
  g_assert_null (pamor_test_phone_try_call (self->uri, "127.0.0.1"));
  g_assert_cmpint (pamor_pocket_get_time_left (self->pocket), ==, 0);
}

static void
test_the_key_opens_a_page_that_runs_and_loads_nothing_else (Fixture       *self,
                                                            gconstpointer  unused)
{
  g_autofree char *reply = pamor_test_phone_ask (self->uri, "GET /KEY HTTP/1.1\r\nHost: HOST");

  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (reply, "\r\nContent-Security-Policy: default-src 'none'; "
                                   "script-src 'sha256-"));
  g_assert_null (strstr (reply, "unsafe-inline"));
  g_assert_nonnull (strstr (reply, "\r\nCache-Control: no-store\r\n"));
  g_assert_nonnull (strstr (reply, "\r\nReferrer-Policy: no-referrer\r\n"));
  g_assert_nonnull (strstr (reply, "\r\nX-Frame-Options: DENY\r\n"));
  g_assert_nonnull (strstr (reply, "<h1>Kartu Keluarga</h1>"));
  g_assert_null (strstr (reply, "://"));
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_OPENED);
}

static void
test_all_that_is_not_right_is_told_the_same_nothing (Fixture       *self,
                                                     gconstpointer  unused)
{
  static const char *const wrong[] = {
    "GET / HTTP/1.1\r\nHost: HOST",
    "GET /KEYa HTTP/1.1\r\nHost: HOST",
    "GET /aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nHost: HOST",
    "GET /KEY/ HTTP/1.1\r\nHost: HOST",
    "GET /KEY/../etc/passwd HTTP/1.1\r\nHost: HOST",
    "GET /favicon.ico HTTP/1.1\r\nHost: HOST",
    "GET /KEY HTTP/1.1\r\nHost: jahat.example",
    "GET /KEY HTTP/1.1\r\nHost: localhost",
    "GET /KEY HTTP/1.0",
    "HEAD /KEY HTTP/1.1\r\nHost: HOST",
    "PUT /KEY HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5000000",
    "DELETE /KEY HTTP/1.1\r\nHost: HOST",
    "OPTIONS /KEY HTTP/1.1\r\nHost: HOST",
    "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5000000",
    "POST /KEY HTTP/1.1\r\nHost: jahat.example\r\nContent-Length: 5000000",
  };
  g_autofree char *nothing = pamor_test_phone_ask (self->uri, wrong[0]);

  g_assert_true (g_str_has_prefix (nothing, "HTTP/1.1 404 "));
  for (guint i = 1; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *reply = pamor_test_phone_ask (self->uri, wrong[i]);

      g_test_message ("%s", wrong[i]);
      g_assert_cmpstr (reply, ==, nothing);
    }
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_WAITING);
}

static void
test_twenty_wrong_keys_close_it (Fixture       *self,
                                 gconstpointer  unused)
{
  for (guint i = 0; i < PAMOR_POCKET_GUESSES; i++)
    {
      g_autofree char *reply
        = pamor_test_phone_ask (self->uri, "GET /salah HTTP/1.1\r\nHost: HOST");

      g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 404 "));
    }
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_GUESSED);
  assert_dead (self);
}

static void
test_a_picture_arrives_whole_and_the_phone_is_told_what_came_of_it (Fixture       *self,
                                                                    gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
  g_autofree char *reply = NULL;
  goffset done, total;

  send_picture (self, phone);
  wait_for (self, PAMOR_POCKET_LOOKING);
  g_assert_cmpint (self->received, ==, 1);
  g_assert_true (g_bytes_equal (self->picture, jpeg));
  pamor_pocket_get_progress (self->pocket, &done, &total);
  g_assert_cmpint (done, ==, g_bytes_get_size (jpeg));
  g_assert_cmpint (total, ==, done);
  pamor_pocket_answer (self->pocket, TRUE, "Sudah masuk");
  reply = pamor_test_phone_hear (phone);
  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 201 "));
  g_assert_true (g_str_has_suffix (reply, "\r\n\r\nSudah masuk"));
}

static void
test_the_last_picture_kills_the_address (Fixture       *self,
                                         gconstpointer  unused)
{
  g_autoptr (GIOStream) late = pamor_test_phone_call (self->uri);
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
  g_autofree char *reply = NULL, *nothing = NULL;

  send_picture (self, phone);
  wait_for (self, PAMOR_POCKET_LOOKING);
  pamor_pocket_answer (self->pocket, TRUE, "Sudah masuk");
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_FULL);
  assert_dead (self);
  /* Nor does it help to have called before. */
  pamor_test_phone_say (late, self->uri, "GET /KEY HTTP/1.1\r\nHost: HOST\r\n\r\n");
  nothing = pamor_test_phone_hear (late);
  g_assert_null (strstr (nothing, "200"));
  reply = pamor_test_phone_hear (phone);
  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 201 "));
}

static void
test_the_reply_arrives_though_the_pocket_is_gone (Fixture       *self,
                                                  gconstpointer  unused)
{
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
  g_autofree char *reply = NULL;

  send_picture (self, phone);
  wait_for (self, PAMOR_POCKET_LOOKING);
  pamor_pocket_answer (self->pocket, TRUE, "Sudah masuk");
  g_assert_finalize_object (self->pocket);
  reply = pamor_test_phone_hear (phone);
  g_assert_true (g_str_has_suffix (reply, "Sudah masuk"));
  g_uri_unref (self->uri);
  open_pocket (self, "127.0.0.1", 1);
}

static void
test_a_refused_picture_can_be_followed_by_a_better_one (Fixture       *self,
                                                        gconstpointer  unused)
{
  g_autoptr (GIOStream) first = pamor_test_phone_call (self->uri);
  g_autoptr (GIOStream) second = NULL;
  g_autofree char *no = NULL, *yes = NULL;

  send_picture (self, first);
  wait_for (self, PAMOR_POCKET_LOOKING);
  pamor_pocket_answer (self->pocket, FALSE, "Foto buram");
  no = pamor_test_phone_hear (first);
  g_assert_true (g_str_has_prefix (no, "HTTP/1.1 422 "));
  g_assert_true (g_str_has_suffix (no, "Foto buram"));
  second = pamor_test_phone_call (self->uri);
  send_picture (self, second);
  wait_for (self, PAMOR_POCKET_LOOKING);
  pamor_pocket_answer (self->pocket, TRUE, "Sudah masuk");
  yes = pamor_test_phone_hear (second);
  g_assert_true (g_str_has_prefix (yes, "HTTP/1.1 201 "));
}

static void
test_it_stays_open_till_all_wanted_pictures_are_here (Fixture       *self,
                                                      gconstpointer  unused)
{
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
      g_autofree char *reply = NULL;

      send_picture (self, phone);
      wait_for (self, PAMOR_POCKET_LOOKING);
      pamor_pocket_answer (self->pocket, TRUE, "Sudah masuk");
      reply = pamor_test_phone_hear (phone);
      g_assert_true (g_str_has_prefix (reply, i < 3 ? "HTTP/1.1 200 " : "HTTP/1.1 201 "));
    }
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_FULL);
}

static void
assert_refused (Fixture    *self,
                const char *length,
                const char *start,
                const char *status)
{
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
  g_autofree char *reply = NULL;

  pamor_test_phone_say (phone, self->uri, "POST /KEY HTTP/1.1\r\nHost: HOST\r\n%s\r\n\r\n", length);
  pamor_test_phone_say_bytes (phone, start, strlen (start));
  reply = pamor_test_phone_hear (phone);
  g_assert_true (g_str_has_prefix (reply, status));
  g_assert_cmpint (self->received, ==, 0);
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), !=, PAMOR_POCKET_RECEIVING);
}

/* In none of these the rest of the body is ever sent: waiting for it would never end. */
static void
test_what_is_no_photo_is_refused_before_it_is_read (Fixture       *self,
                                                    gconstpointer  unused)
{
  assert_refused (self, "Content-Length: 60000001", "", "HTTP/1.1 413 ");
  assert_refused (self, "Content-Length: 99999999999999999999", "", "HTTP/1.1 4");
  assert_refused (self, "Content-Length: 0", "", "HTTP/1.1 422 ");
  assert_refused (self, "Content-Length: 5000000", "MZ\x90 bukan foto, sama sekali bukan foto",
                  "HTTP/1.1 415 ");
  assert_refused (self, "Content-Length: 12", "bukan foto..", "HTTP/1.1 415 ");
  assert_refused (self, "Transfer-Encoding: chunked", "", "HTTP/1.1 411 ");
  assert_refused (self, "Accept: */*", "", "HTTP/1.1 411 ");
}

static void
test_the_words_of_a_refusal_say_what_to_do (Fixture       *self,
                                            gconstpointer  unused)
{
  g_autoptr (GError) error = g_error_new_literal (PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND, "");
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
  g_autofree char *words = pamor_words_for_error (error);
  g_autofree char *reply = NULL;

  begin_to_send (self, phone, 12);
  pamor_test_phone_say_bytes (phone, "bukan foto..", 12);
  reply = pamor_test_phone_hear (phone);
  g_assert_true (g_str_has_suffix (reply, words));
}

static void
test_a_second_picture_waits_its_turn (Fixture       *self,
                                      gconstpointer  unused)
{
  g_autoptr (GIOStream) first = pamor_test_phone_call (self->uri);
  g_autoptr (GIOStream) second = pamor_test_phone_call (self->uri);
  g_autofree char *busy = NULL;

  begin_to_send (self, first, 1000000);
  wait_for (self, PAMOR_POCKET_RECEIVING);
  begin_to_send (self, second, 1000000);
  busy = pamor_test_phone_hear (second);
  g_assert_true (g_str_has_prefix (busy, "HTTP/1.1 409 "));
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_RECEIVING);
}

static void
test_what_breaks_off_is_not_handed_on (Fixture       *self,
                                       gconstpointer  unused)
{
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);

  begin_to_send (self, phone, 1000000);
  pamor_test_phone_say_bytes (phone, "\xff\xd8\xff\xe0 separuh", 12);
  wait_for (self, PAMOR_POCKET_RECEIVING);
  g_clear_object (&phone);
  wait_for (self, PAMOR_POCKET_OPENED);
  g_assert_cmpint (self->received, ==, 0);
}

static void
test_a_picture_can_not_be_read_back (Fixture       *self,
                                     gconstpointer  unused)
{
  g_autofree char *before = pamor_test_phone_ask (self->uri, "GET /KEY HTTP/1.1\r\nHost: HOST");
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
  g_autofree char *after = NULL;

  send_picture (self, phone);
  wait_for (self, PAMOR_POCKET_LOOKING);
  after = pamor_test_phone_ask (self->uri, "GET /KEY HTTP/1.1\r\nHost: HOST\r\nRange: bytes=0-9");
  g_assert_cmpstr (after, ==, before);
}

static void
test_five_minutes_without_use_close_it (Fixture       *self,
                                        gconstpointer  unused)
{
  const gint64 begin = pamor_clock_get_awake (self->clock);

  g_assert_cmpint (pamor_pocket_get_time_left (self->pocket), ==, 5 * G_TIME_SPAN_MINUTE);
  g_assert_true (pamor_clock_run_next_timer (self->clock));
  g_assert_cmpint (pamor_clock_get_awake (self->clock) - begin, ==, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_UNUSED);
  assert_dead (self);
}

static void
test_use_gives_five_minutes_more (Fixture       *self,
                                  gconstpointer  unused)
{
  g_autofree char *reply = NULL;

  pamor_clock_advance (self->clock, 4 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (pamor_pocket_get_time_left (self->pocket), ==, G_TIME_SPAN_MINUTE);
  reply = pamor_test_phone_ask (self->uri, "GET /KEY HTTP/1.1\r\nHost: HOST");
  g_assert_cmpint (pamor_pocket_get_time_left (self->pocket), ==, 5 * G_TIME_SPAN_MINUTE);
}

/* Half a request, and half a picture */
static void
test_who_dawdles_is_cut (Fixture       *self,
                         gconstpointer  unused)
{
  g_autoptr (GIOStream) slow = pamor_test_phone_call (self->uri);
  g_autoptr (GIOStream) phone = NULL;
  g_autofree char *nothing = NULL, *rest = NULL;

  pamor_test_phone_say (slow, self->uri, "GET /KEY HTTP/1.1\r\nHost: ");
  phone = pamor_test_phone_call (self->uri);
  begin_to_send (self, phone, 1000000);
  wait_for (self, PAMOR_POCKET_RECEIVING);
  g_assert_true (pamor_clock_run_next_timer (self->clock));
  nothing = pamor_test_phone_hear (slow);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (pamor_clock_run_next_timer (self->clock));
  rest = pamor_test_phone_hear (phone);
  g_assert_cmpstr (rest, ==, "");
  wait_for (self, PAMOR_POCKET_OPENED);
  g_assert_cmpint (self->received, ==, 0);
}

static void
test_a_ninth_connection_is_not_let_in (Fixture       *self,
                                       gconstpointer  unused)
{
  g_autoptr (GPtrArray) phones = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *nothing = NULL, *page = NULL;
  GIOStream *ninth;

  for (guint i = 0; i < 9; i++)
    {
      g_ptr_array_add (phones, pamor_test_phone_call (self->uri));
      pamor_test_phone_say (phones->pdata[i], self->uri, "GET /KEY HTTP/1.1\r\n");
    }
  ninth = phones->pdata[8];
  nothing = pamor_test_phone_hear (ninth);
  g_assert_cmpstr (nothing, ==, "");
  pamor_test_phone_say (phones->pdata[7], self->uri, "Host: HOST\r\n\r\n");
  page = pamor_test_phone_hear (phones->pdata[7]);
  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200 "));
}

static void
test_closing_cuts_who_is_there (Fixture       *self,
                                gconstpointer  unused)
{
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
  g_autofree char *rest = NULL;

  send_picture (self, phone);
  wait_for (self, PAMOR_POCKET_LOOKING);
  pamor_pocket_close (self->pocket);
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_LEFT);
  pamor_pocket_answer (self->pocket, TRUE, "Sudah masuk");
  g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_LEFT);
  rest = pamor_test_phone_hear (phone);
  g_assert_cmpstr (rest, ==, "");
  assert_dead (self);
}

/* What the system still held of it is read after the cut, and is nobody's any more. */
static void
test_a_picture_that_was_on_its_way_when_it_closed_is_not_handed_on (Fixture       *self,
                                                                    gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  const gsize size = MIN (g_bytes_get_size (jpeg), 20000), begun = 100;
  const char *bytes = g_bytes_get_data (jpeg, NULL);
  g_autoptr (GIOStream) phone = pamor_test_phone_call (self->uri);
  g_autoptr (GError) error = NULL;

  begin_to_send (self, phone, size);
  pamor_test_phone_say_bytes (phone, bytes, begun);
  wait_for (self, PAMOR_POCKET_RECEIVING);
  g_assert_cmpint (g_socket_send (g_socket_connection_get_socket (G_SOCKET_CONNECTION (phone)),
                                  bytes + begun, size - begun, NULL, &error), ==, size - begun);
  g_assert_no_error (error);
  pamor_pocket_close (self->pocket);
  while (g_main_context_iteration (NULL, FALSE))
    g_assert_cmpint (pamor_pocket_get_state (self->pocket), ==, PAMOR_POCKET_LEFT);
  g_assert_cmpint (self->received, ==, 0);
}

static void
test_only_the_chosen_address_is_listened_on (Fixture       *self,
                                             gconstpointer  unused)
{
  g_autoptr (GIOStream) right = pamor_test_phone_try_call (self->uri, "127.0.0.1");
  g_autoptr (GIOStream) other = pamor_test_phone_try_call (self->uri, "127.0.0.2");

  g_assert_nonnull (right);
  g_assert_null (other);
}

static void
test_an_address_that_is_not_local_is_refused (Fixture       *self,
                                              gconstpointer  unused)
{
  static const char *const wrong[] = { "0.0.0.0", "8.8.8.8", "100.64.0.1", "224.0.0.1", "::",
                                       "2001:db8::1", "fe80::1", "ff02::1" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (wrong[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (pamor_pocket_new (self->clock, address, "KK", 1, &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
    }
}

static void
test_each_has_another_key_of_128_bits (Fixture       *self,
                                       gconstpointer  unused)
{
  g_autofree char *first = g_strdup (g_uri_get_path (self->uri));

  g_assert_cmpint (strlen (first), ==, 1 + 26); /* each of 32 letters: 130 bits */
  g_assert_finalize_object (self->pocket);
  g_uri_unref (self->uri);
  open_pocket (self, "127.0.0.1", 1);
  g_assert_cmpstr (g_uri_get_path (self->uri), !=, first);
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*func) (Fixture *, gconstpointer); } cases[] = {
    { "/pocket/key-opens-a-page-that-runs-and-loads-nothing-else",
      test_the_key_opens_a_page_that_runs_and_loads_nothing_else },
    { "/pocket/all-that-is-not-right-is-told-the-same-nothing",
      test_all_that_is_not_right_is_told_the_same_nothing },
    { "/pocket/twenty-wrong-keys-close-it", test_twenty_wrong_keys_close_it },
    { "/pocket/picture-arrives-whole-and-the-phone-is-told-what-came-of-it",
      test_a_picture_arrives_whole_and_the_phone_is_told_what_came_of_it },
    { "/pocket/last-picture-kills-the-address", test_the_last_picture_kills_the_address },
    { "/pocket/reply-arrives-though-the-pocket-is-gone",
      test_the_reply_arrives_though_the_pocket_is_gone },
    { "/pocket/refused-picture-can-be-followed-by-a-better-one",
      test_a_refused_picture_can_be_followed_by_a_better_one },
    { "/pocket/what-is-no-photo-is-refused-before-it-is-read",
      test_what_is_no_photo_is_refused_before_it_is_read },
    { "/pocket/words-of-a-refusal-say-what-to-do", test_the_words_of_a_refusal_say_what_to_do },
    { "/pocket/second-picture-waits-its-turn", test_a_second_picture_waits_its_turn },
    { "/pocket/what-breaks-off-is-not-handed-on", test_what_breaks_off_is_not_handed_on },
    { "/pocket/picture-can-not-be-read-back", test_a_picture_can_not_be_read_back },
    { "/pocket/five-minutes-without-use-close-it", test_five_minutes_without_use_close_it },
    { "/pocket/use-gives-five-minutes-more", test_use_gives_five_minutes_more },
    { "/pocket/who-dawdles-is-cut", test_who_dawdles_is_cut },
    { "/pocket/ninth-connection-is-not-let-in", test_a_ninth_connection_is_not_let_in },
    { "/pocket/closing-cuts-who-is-there", test_closing_cuts_who_is_there },
    { "/pocket/picture-that-was-on-its-way-when-it-closed-is-not-handed-on",
      test_a_picture_that_was_on_its_way_when_it_closed_is_not_handed_on },
    { "/pocket/only-the-chosen-address-is-listened-on",
      test_only_the_chosen_address_is_listened_on },
    { "/pocket/address-that-is-not-local-is-refused",
      test_an_address_that_is_not_local_is_refused },
    { "/pocket/each-has-another-key-of-128-bits", test_each_has_another_key_of_128_bits },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);
  g_test_add ("/pocket/stays-open-till-all-wanted-pictures-are-here", Fixture, NULL,
              set_up_for_three, test_it_stays_open_till_all_wanted_pictures_are_here, tear_down);
  return g_test_run ();
}
