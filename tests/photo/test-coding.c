/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-coding.h"

/* A code that decoders can read: its symbols are those counted, each once, shortest first; no code
 * is longer than 16 bits and none is of ones only */
static void
assert_sound (const PamorHuffman *code,
              const guint32      *counts)
{
  guint present = 0, listed = 0;
  guint32 taken = 0; /* of 2^16 */

  for (guint length = 1; length <= 16; length++)
    for (guint i = 0; i < code->counts[length]; i++)
      {
        guint8 symbol = code->symbols[listed++];

        g_assert_cmpuint (counts[symbol], >, 0);
        g_assert_cmpuint (code->lengths[symbol], ==, length);
        taken += 1u << (16 - length);
      }
  g_assert_cmpuint (taken, <, 1u << 16);
  for (guint i = 0; i < 256; i++)
    {
      present += counts[i] > 0;
      g_assert_true ((counts[i] > 0) == (code->lengths[i] > 0));
      for (guint j = 0; j < 256; j++)
        if (counts[i] > counts[j] && counts[j] > 0)
          g_assert_cmpuint (code->lengths[i], <=, code->lengths[j]);
    }
  g_assert_cmpuint (listed, ==, present);
}

static void
test_what_comes_twice_as_often_is_a_bit_shorter (void)
{
  guint32 counts[256] = { [3] = 8000, [0xf0] = 4000, [0] = 2000, [255] = 1000 };
  PamorHuffman code;

  pamor_huffman_optimise (&code, counts);
  assert_sound (&code, counts);
  g_assert_cmpuint (code.lengths[3], ==, 1);
  g_assert_cmpuint (code.lengths[0xf0], ==, 2);
  g_assert_cmpuint (code.lengths[0], ==, 3);
  g_assert_cmpuint (code.lengths[255], ==, 4);
}

static void
test_codes_are_sound_from_no_symbol_to_all (void)
{
  for (guint n = 0; n <= 256; n++)
    {
      guint32 counts[256] = { 0 };
      PamorHuffman code;

      for (guint i = 0; i < n; i++)
        counts[(i * 37) % 256] = 1 + i * i % 101;
      pamor_huffman_optimise (&code, counts);
      assert_sound (&code, counts);
    }
}

static void
test_no_code_is_longer_than_16_bits (void)
{
  guint32 counts[256] = { 1, 1 };
  PamorHuffman code;

  for (guint i = 2; i < 45; i++)
    counts[i] = counts[i - 1] + counts[i - 2];
  pamor_huffman_optimise (&code, counts);
  assert_sound (&code, counts);
  g_assert_cmpuint (code.lengths[0], ==, 16);
}

static void
test_steps_are_those_of_the_standard_by_the_coarseness (void)
{
  PamorCoding coding;

  pamor_coding_set_coarseness (&coding, 1);
  g_assert_cmpuint (coding.steps[0][0], ==, 16);
  g_assert_cmpuint (coding.steps[0][8], ==, 12);
  g_assert_cmpuint (coding.steps[1][3], ==, 47);
  pamor_coding_set_coarseness (&coding, 0.001);
  g_assert_cmpuint (coding.steps[0][63], ==, 1);
  pamor_coding_set_coarseness (&coding, 100);
  g_assert_cmpuint (coding.steps[0][2], ==, 255);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coding/what-comes-twice-as-often-is-a-bit-shorter",
                   test_what_comes_twice_as_often_is_a_bit_shorter);
  g_test_add_func ("/coding/codes-are-sound-from-no-symbol-to-all",
                   test_codes_are_sound_from_no_symbol_to_all);
  g_test_add_func ("/coding/no-code-is-longer-than-16-bits", test_no_code_is_longer_than_16_bits);
  g_test_add_func ("/coding/steps-are-those-of-the-standard-by-the-coarseness",
                   test_steps_are_those_of_the_standard_by_the_coarseness);
  return g_test_run ();
}
