/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "photo/pamor-limits.h"
#include "photo/pamor-meter.h"

static void
test_a_picture_of_no_or_too_many_bytes_is_refused (void)
{
  static const struct { gint64 bytes; int code; } rows[] = {
    { -1, PAMOR_ERROR_PHOTO_EMPTY }, { 0, PAMOR_ERROR_PHOTO_EMPTY }, { 1, -1 },
    { PAMOR_LIMITS_BYTES, -1 },      { PAMOR_LIMITS_BYTES + 1, PAMOR_ERROR_PHOTO_HUGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (pamor_limits_check_bytes (rows[i].bytes, &error), ==, rows[i].code < 0);
      g_assert_cmpint (error != NULL ? error->code : -1, ==, rows[i].code);
    }
}

static void
test_a_header_may_not_ask_for_more_than_there_is_memory_for (void)
{
  static const struct { guint width, height; gboolean whole; int code; } rows[] = {
    { 0, 100, FALSE, PAMOR_ERROR_PHOTO_BROKEN },     { 100, 0, FALSE, PAMOR_ERROR_PHOTO_BROKEN },
    { 12000, 10000, FALSE, -1 },
    { 12001, 10000, FALSE, PAMOR_ERROR_PHOTO_HUGE },
    { 6000, 10000, TRUE, -1 },                       { 6001, 10000, TRUE, PAMOR_ERROR_PHOTO_HUGE },
    { 30000, 1, FALSE, -1 },                         { 30001, 1, FALSE, PAMOR_ERROR_PHOTO_HUGE },
    { 65535, 65535, FALSE, PAMOR_ERROR_PHOTO_HUGE }, { 1, 30001, FALSE, PAMOR_ERROR_PHOTO_HUGE },
    { G_MAXUINT, G_MAXUINT, FALSE, PAMOR_ERROR_PHOTO_HUGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (pamor_limits_check_pixels (rows[i].width, rows[i].height, rows[i].whole,
                                                  &error), ==, rows[i].code < 0);
      g_assert_cmpint (error != NULL ? error->code : -1, ==, rows[i].code);
    }
}

static void
on_progress (gint64   done,
             gint64   total,
             gpointer told)
{
  g_assert_cmpint (total, ==, 100);
  g_string_append_printf (told, "%" G_GINT64_FORMAT " ", done);
}

static void
test_the_percent_never_goes_back_and_a_cancel_is_heard (void)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PamorMeter meter = { .progress = on_progress, .user_data = told, .cancellable = cancellable };

  pamor_meter_stage (&meter, 0, 40);
  g_assert_true (pamor_meter_tick (&meter, 0.5, &error));
  g_assert_true (pamor_meter_tick (&meter, 0.5, &error)); /* nothing new */
  g_assert_true (pamor_meter_tick (&meter, 7.0, &error));
  pamor_meter_stage (&meter, 30, 100); /* begins before what was told */
  g_assert_true (pamor_meter_tick (&meter, 0.0, &error));
  g_assert_true (pamor_meter_tick (&meter, 1.0, &error));
  g_assert_cmpstr (told->str, ==, "20 40 100 ");

  g_cancellable_cancel (cancellable);
  g_assert_false (pamor_meter_tick (&meter, 1.0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/a-picture-of-no-or-too-many-bytes-is-refused",
                   test_a_picture_of_no_or_too_many_bytes_is_refused);
  g_test_add_func ("/limits/a-header-may-not-ask-for-more-than-there-is-memory-for",
                   test_a_header_may_not_ask_for_more_than_there_is_memory_for);
  g_test_add_func ("/meter/the-percent-never-goes-back-and-a-cancel-is-heard",
                   test_the_percent_never_goes_back_and_a_cancel_is_heard);
  return g_test_run ();
}
