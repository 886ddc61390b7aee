/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-path.h"

static void
test_paths_come_apart_and_together (void)
{
  static const struct { const char *text, *field; int index; const char *member; } rows[] = {
    { "anak.nama", "anak.nama", PAMOR_PATH_NONE, "" },
    { "ibu.orang.nik", "ibu.orang", PAMOR_PATH_NONE, "nik" },
    { "saksi.orang[0].nik", "saksi.orang", 0, "nik" },
    { "saksi.orang[12]", "saksi.orang", 12, "" },
    { "saksi.orang[].birth", "saksi.orang", PAMOR_PATH_EACH, "birth" },
    { "a_1.b2", "a_1.b2", PAMOR_PATH_NONE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      PamorPath path;

      g_assert_true (pamor_path_parse (rows[i].text, &path));
      g_assert_cmpstr (path.field, ==, rows[i].field);
      g_assert_cmpint (path.index, ==, rows[i].index);
      g_assert_cmpstr (path.member, ==, rows[i].member);
      text = pamor_path_format (&path);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_other_text_is_no_path (void)
{
  static const char *const rows[] = {
    "", "anak", "anak.", ".nama", "Anak.nama", "anak.nama.", "anak.nama..x", "anak.nama[",
    "anak.nama[]x", "anak.nama[-1]", "anak.nama[01]", "anak.nama[1000]", "anak.nama[1",
    "anak.nama[1].", "a.b.c.d", "a.b c", "1a.b", "a.b.abcdefghijklmnopqrstuvwxyz123456",
    "abcdefghijklmnopqrstuvwxyz1234567.b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PamorPath path;

      g_test_message ("%s", rows[i]);
      g_assert_false (pamor_path_parse (rows[i], &path));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/come-apart-and-together", test_paths_come_apart_and_together);
  g_test_add_func ("/path/other-text-is-no-path", test_other_text_is_no_path);
  return g_test_run ();
}
