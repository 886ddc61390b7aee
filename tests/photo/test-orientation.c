/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-orientation.h"

#include <string.h>

/* One entry: orientation 6 */
static const guint8 little[] = { 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0,
                                 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0 };
static const guint8 big[] = { 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
                              1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0 };

/* On the heap at its exact size, so that the sanitizer sees one byte too many */
static PamorOrientation
parse (const guint8 *data,
       gsize         size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  return pamor_orientation_parse (copy, size);
}

static void
test_both_byte_orders_are_read (void)
{
  g_assert_cmpint (parse (little, sizeof little), ==, PAMOR_ORIENTATION_TURN_RIGHT);
  g_assert_cmpint (parse (big, sizeof big), ==, PAMOR_ORIENTATION_TURN_RIGHT);
}

static void
test_a_later_entry_is_found (void)
{
  guint8 two[sizeof big + 12] = { 0 };

  memcpy (two, big, sizeof big);
  memcpy (two + 22, big + 10, 12);
  two[9] = 2;
  two[11] = 0x0f; /* the first is another tag */
  g_assert_cmpint (parse (two, sizeof two), ==, PAMOR_ORIENTATION_TURN_RIGHT);
}

static void
test_a_block_cut_anywhere_is_upright_or_right (void)
{
  for (gsize size = 0; size < sizeof little; size++)
    g_assert_cmpint (parse (little, size), ==, size < 20 ? PAMOR_ORIENTATION_UPRIGHT
                                                         : PAMOR_ORIENTATION_TURN_RIGHT);
}

static void
test_values_types_and_counts_out_of_range_are_upright (void)
{
  static const struct { guint at; guint8 value; } wrong[] = {
    { 0, 'X' }, { 1, 'M' }, { 2, 43 }, { 12, 4 }, { 12, 0 }, { 14, 2 }, { 14, 0 }, { 17, 0x80 },
    { 18, 0 }, { 18, 9 }, { 18, 255 }, { 19, 1 }, { 8, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      guint8 data[sizeof little];

      memcpy (data, little, sizeof little);
      data[wrong[i].at] = wrong[i].value;
      g_assert_cmpint (parse (data, sizeof data), ==, PAMOR_ORIENTATION_UPRIGHT);
    }
}

static void
test_offsets_beyond_the_end_are_upright (void)
{
  static const guint32 offsets[] = { sizeof little - 1, sizeof little, 0x7fffffff, 0x80000000,
                                     0xfffffffe, 0xffffffff };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      guint8 data[sizeof little];
      guint32 offset = GUINT32_TO_LE (offsets[i]);

      memcpy (data, little, sizeof little);
      memcpy (data + 4, &offset, 4);
      g_assert_cmpint (parse (data, sizeof data), ==, PAMOR_ORIENTATION_UPRIGHT);
    }
}

static void
test_more_entries_than_bytes_end (void)
{
  guint8 data[64 + 12] = { 'I', 'I', 42, 0, 8, 0, 0, 0, 0xff, 0xff };

  g_assert_cmpint (parse (data, sizeof data), ==, PAMOR_ORIENTATION_UPRIGHT);
}

static void
test_a_directory_that_leads_to_itself_ends (void)
{
  guint8 loop[sizeof little];

  memcpy (loop, little, sizeof little);
  loop[10] = 0x69; /* the EXIF directory, */
  loop[11] = 0x87;
  loop[18] = 8;    /* which is this one; so is the next */
  loop[22] = 8;
  g_assert_cmpint (parse (loop, sizeof loop), ==, PAMOR_ORIENTATION_UPRIGHT);
  loop[4] = 0; /* the header as a directory */
  g_assert_cmpint (parse (loop, sizeof loop), ==, PAMOR_ORIENTATION_UPRIGHT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orientation/both-byte-orders-are-read", test_both_byte_orders_are_read);
  g_test_add_func ("/orientation/a-later-entry-is-found", test_a_later_entry_is_found);
  g_test_add_func ("/orientation/a-block-cut-anywhere-is-upright-or-right",
                   test_a_block_cut_anywhere_is_upright_or_right);
  g_test_add_func ("/orientation/values-types-and-counts-out-of-range-are-upright",
                   test_values_types_and_counts_out_of_range_are_upright);
  g_test_add_func ("/orientation/offsets-beyond-the-end-are-upright",
                   test_offsets_beyond_the_end_are_upright);
  g_test_add_func ("/orientation/more-entries-than-bytes-end", test_more_entries_than_bytes_end);
  g_test_add_func ("/orientation/a-directory-that-leads-to-itself-ends",
                   test_a_directory_that_leads_to_itself_ends);
  return g_test_run ();
}
