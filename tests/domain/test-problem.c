/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-problem.h"

static PamorProblem *
make (PamorSeverity severity)
{
  return pamor_problem_new ("NIK09", "anak.orang.nik", severity, "Tanggal berbeda.", NULL);
}

static void
test_a_refusal_blocks_whatever_the_reason (void)
{
  g_autoptr (PamorProblem) problem = make (PAMOR_SEVERITY_REFUSE);

  g_assert_true (pamor_problem_blocks (problem));
  problem->reason = g_strdup ("Akta lama.");
  g_assert_true (pamor_problem_blocks (problem));
}

static void
test_a_warning_blocks_until_it_has_a_reason (void)
{
  g_autoptr (PamorProblem) problem = make (PAMOR_SEVERITY_WARN);

  g_assert_null (problem->reason);
  g_assert_true (pamor_problem_blocks (problem));
  problem->reason = g_strdup ("Sudah dicocokkan dengan akta.");
  g_assert_false (pamor_problem_blocks (problem));
}

static void
test_information_never_blocks (void)
{
  g_autoptr (PamorProblem) problem = make (PAMOR_SEVERITY_INFO);

  g_assert_false (pamor_problem_blocks (problem));
}

static void
test_texts_are_its_own (void)
{
  char message[] = "Isi dua saksi.";
  g_autoptr (PamorProblem) problem = pamor_problem_new ("LHR02", "saksi", PAMOR_SEVERITY_REFUSE,
                                                        message, "Tambah saksi.");

  message[0] = 'x';
  g_assert_cmpstr (problem->rule, ==, "LHR02");
  g_assert_cmpstr (problem->path, ==, "saksi");
  g_assert_cmpstr (problem->message, ==, "Isi dua saksi.");
  g_assert_cmpstr (problem->remedy, ==, "Tambah saksi.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/a-refusal-blocks-whatever-the-reason",
                   test_a_refusal_blocks_whatever_the_reason);
  g_test_add_func ("/problem/a-warning-blocks-until-it-has-a-reason",
                   test_a_warning_blocks_until_it_has_a_reason);
  g_test_add_func ("/problem/information-never-blocks", test_information_never_blocks);
  g_test_add_func ("/problem/texts-are-its-own", test_texts_are_its_own);
  return g_test_run ();
}
