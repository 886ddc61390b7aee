/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-network.h"
#include "pamor-test-phone.h"
#include "pamor-test-photos.h"
#include "pamor-test-picture.h"
#include "ui/photos/pamor-phone-window.h"

#include <string.h>

/* A document that wants one photo, and the window that waits for it from the phone */
typedef struct
{
  PamorTestPhotos  base;
  PamorPhotoCard  *card;
  PamorClock      *clock;
  GtkWidget       *window; /* (nullable): until it is gone */
} Phone;

/* Each an address of this computer, as if it were one of a network */
static void
offer (Phone *self,
       guint  count)
{
  g_autoptr (GPtrArray) networks
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_network_free);

  for (guint i = 1; i <= count; i++)
    {
      g_autofree char *ip = g_strdup_printf ("127.0.0.%u", i);
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (ip);

      g_ptr_array_add (networks, pamor_network_new ("wlan0", address));
    }
  pamor_phone_window_offer (PAMOR_PHONE_WINDOW (self->window), networks);
}

static void
set_up (Phone         *self,
        gconstpointer  unused)
{
  pamor_test_photos_set_up (&self->base, "KTP_HILANG");
  self->card = pamor_photo_page_find_card (self->base.page, "KK");
  g_assert_cmpint (pamor_photo_card_count_free (self->card), ==, 1);
  self->clock = pamor_clock_new_simulated (G_GINT64_CONSTANT (1800000000000000));
  self->window = pamor_phone_window_new (self->card, self->clock, TRUE);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  offer (self, 1);
}

static void
await_gone (Phone *self)
{
  while (self->window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Phone         *self,
           gconstpointer  unused)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  await_gone (self);
  pamor_test_photos_tear_down (&self->base, NULL);
  g_assert_finalize_object (self->clock);
}

static gpointer
get_part (Phone      *self,
          const char *name)
{
  return gtk_widget_get_template_child (self->window, PAMOR_TYPE_PHONE_WINDOW, name);
}

static const char *
get_view (Phone *self)
{
  return gtk_stack_get_visible_child_name (get_part (self, "stack"));
}

static GUri *
read_address (Phone *self)
{
  const char *address = pamor_phone_window_get_address (PAMOR_PHONE_WINDOW (self->window));
  g_autoptr (GError) error = NULL;
  GUri *uri = g_uri_parse (address, G_URI_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return uri;
}

/* The program listens there for nobody any more */
static void
assert_dead (GUri *address)
{
  g_assert_null (pamor_test_phone_try_call (address, g_uri_get_host (address)));
}

static void
send_picture (GUri *address)
{
  const PamorTestPicture spec = { .width = 1600, .height = 1200, .orientation = 1, .seed = 7 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);
  g_autoptr (GIOStream) phone = pamor_test_phone_call (address);

  pamor_test_phone_say (phone, address,
                        "POST /KEY HTTP/1.1\r\nHost: HOST\r\n"
                        "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", g_bytes_get_size (jpeg));
  pamor_test_phone_say_bytes (phone, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
}

static void
test_code_and_address_lead_to_a_page (Phone         *self,
                                      gconstpointer  unused)
{
  g_autoptr (GUri) address = read_address (self);
  g_autofree char *before = g_strdup (gtk_label_get_label (get_part (self, "state")));
  g_autofree char *reply = NULL;

  g_assert_cmpstr (get_view (self), ==, "code");
  g_assert_true (gtk_widget_get_visible (get_part (self, "code")));
  g_assert_cmpstr (gtk_label_get_label (get_part (self, "address")), ==,
                   pamor_phone_window_get_address (PAMOR_PHONE_WINDOW (self->window)));
  g_assert_false (gtk_widget_get_visible (get_part (self, "choice")));
  reply = pamor_test_phone_ask (address, "GET /KEY HTTP/1.1\r\nHost: HOST");
  g_assert_nonnull (strstr (reply, pamor_photo_card_get_requirement (self->card)->name));
  g_assert_cmpstr (gtk_label_get_label (get_part (self, "state")), !=, before);
}

static void
test_a_photo_from_there_is_in_the_form_and_ends_it (Phone         *self,
                                                    gconstpointer  unused)
{
  g_autoptr (GUri) address = read_address (self);

  send_picture (address);
  await_gone (self);
  pamor_test_photos_await (self->card, 1);
  assert_dead (address);
}

/* As a person says it: what a clock shows is read as hours and minutes. */
static void
test_the_time_left_is_told_in_minutes_and_seconds (Phone         *self,
                                                   gconstpointer  unused)
{
  GtkLabel *left = get_part (self, "left");
  g_autofree char *first = g_strdup (gtk_label_get_label (left));

  g_assert_nonnull (strstr (first, " 5 "));
  g_assert_null (strchr (first, '0'));
  pamor_clock_advance (self->clock, 4 * G_TIME_SPAN_SECOND);
  while (g_str_equal (gtk_label_get_label (left), first))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_label (left), " 4 "));
  g_assert_nonnull (strstr (gtk_label_get_label (left), " 56 "));
}

static void
test_unused_it_closes_and_a_new_code_can_be_had (Phone         *self,
                                                 gconstpointer  unused)
{
  g_autoptr (GUri) address = read_address (self);
  g_autofree char *old
    = g_strdup (pamor_phone_window_get_address (PAMOR_PHONE_WINDOW (self->window)));

  g_assert_true (pamor_clock_run_next_timer (self->clock));
  g_assert_cmpstr (get_view (self), ==, "notice");
  assert_dead (address);
  g_signal_emit_by_name (adw_status_page_get_child (get_part (self, "notice")), "clicked");
  g_assert_cmpstr (get_view (self), ==, "code");
  g_assert_cmpstr (pamor_phone_window_get_address (PAMOR_PHONE_WINDOW (self->window)), !=, old);
}

static void
test_closed_by_hand_the_address_is_dead (Phone         *self,
                                         gconstpointer  unused)
{
  g_autoptr (GUri) address = read_address (self);

  gtk_window_close (GTK_WINDOW (self->window));
  await_gone (self);
  assert_dead (address);
}

static void
test_another_network_has_another_code (Phone         *self,
                                       gconstpointer  unused)
{
  g_autoptr (GUri) first = NULL, second = NULL;

  offer (self, 2);
  g_assert_true (gtk_widget_get_visible (get_part (self, "choice")));
  first = read_address (self);
  gtk_drop_down_set_selected (get_part (self, "chooser"), 1);
  second = read_address (self);
  g_assert_cmpstr (g_uri_get_host (first), ==, "127.0.0.1");
  g_assert_cmpstr (g_uri_get_host (second), ==, "127.0.0.2");
  assert_dead (first);
}

static void
test_without_a_network_it_tells_how_to_make_one (Phone         *self,
                                                 gconstpointer  unused)
{
  offer (self, 0);
  g_assert_cmpstr (get_view (self), ==, "notice");
  g_assert_null (pamor_phone_window_get_address (PAMOR_PHONE_WINDOW (self->window)));
  g_assert_nonnull (adw_status_page_get_description (get_part (self, "notice")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, test) g_test_add ("/phone/" name, Phone, NULL, set_up, test, tear_down)
  ADD ("code-and-address-lead-to-a-page", test_code_and_address_lead_to_a_page);
  ADD ("a-photo-from-there-is-in-the-form-and-ends-it",
       test_a_photo_from_there_is_in_the_form_and_ends_it);
  ADD ("the-time-left-is-told-in-minutes-and-seconds",
       test_the_time_left_is_told_in_minutes_and_seconds);
  ADD ("unused-it-closes-and-a-new-code-can-be-had",
       test_unused_it_closes_and_a_new_code_can_be_had);
  ADD ("closed-by-hand-the-address-is-dead", test_closed_by_hand_the_address_is_dead);
  ADD ("another-network-has-another-code", test_another_network_has_another_code);
  ADD ("without-a-network-it-tells-how-to-make-one",
       test_without_a_network_it_tells_how_to_make_one);
#undef ADD
  return g_test_run ();
}
