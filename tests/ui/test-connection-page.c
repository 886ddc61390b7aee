/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/shell/pamor-connection-page.h"

static gboolean
sees (PamorTestProbe *probe,
      const char     *text)
{
  GtkWidget *found = pamor_test_probe_find (probe->widget, text);

  return found != NULL && gtk_widget_get_mapped (found);
}

static void
open_page (PamorTestProbe *probe,
           PamorTestDesk  *f,
           PamorCulprit    culprit)
{
  pamor_test_desk_set_culprit (f, culprit);
  pamor_test_probe_set_up (probe, pamor_connection_page_new (f->desk));
  pamor_test_probe_settle ();
}

static void
test_the_one_thing_in_the_way_is_named (PamorTestDesk *f,
                                        gconstpointer  unused)
{
  for (PamorCulprit culprit = 0; culprit < PAMOR_CULPRIT_NONE; culprit++)
    {
      PamorTestProbe probe = { 0 };

      open_page (&probe, f, culprit);
      g_assert_true (sees (&probe, pamor_culprit_get_words (culprit)));
      g_assert_true (sees (&probe, "here it ends"));
      g_assert_cmpint (sees (&probe, "well"), ==, culprit > PAMOR_CULPRIT_PORTAL);
      g_assert_cmpint (sees (&probe, "not tested"), ==, culprit != PAMOR_CULPRIT_ACCOUNT);
      pamor_test_probe_tear_down (&probe);
    }
}

static void
test_what_helps_is_one_press_away (PamorTestDesk *f,
                                   gconstpointer  unused)
{
  PamorTestProbe probe = { 0 };

  open_page (&probe, f, PAMOR_CULPRIT_PORTAL);
  pamor_test_probe_press (&probe, "Open its page");
  g_assert_cmpstr (probe.asked, ==, "portal");
  pamor_test_desk_set_culprit (f, PAMOR_CULPRIT_ACCOUNT);
  pamor_test_probe_press (&probe, "Test again");
  pamor_test_probe_settle ();
  pamor_test_probe_press (&probe, "Log in");
  g_assert_cmpstr (probe.asked, ==, "log-in");
  pamor_test_desk_set_culprit (f, PAMOR_CULPRIT_NETWORK);
  pamor_test_probe_press (&probe, "Test again");
  pamor_test_probe_settle ();
  g_assert_false (sees (&probe, "Log in"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_leaving_while_it_tests_is_no_trouble (PamorTestDesk *f,
                                           gconstpointer  unused)
{
  PamorTestProbe probe = { 0 };

  pamor_test_desk_set_culprit (f, PAMOR_CULPRIT_NETWORK);
  pamor_test_probe_set_up (&probe, pamor_connection_page_new (f->desk));
  pamor_test_probe_tear_down (&probe);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/connection/" name, PamorTestDesk, NULL, pamor_test_desk_set_up, func,              \
              pamor_test_desk_tear_down)

static void
add_tests (void)
{
  ADD ("the-one-thing-in-the-way-is-named", test_the_one_thing_in_the_way_is_named);
  ADD ("what-helps-is-one-press-away", test_what_helps_is_one_press_away);
  ADD ("leaving-while-it-tests-is-no-trouble", test_leaving_while_it_tests_is_no_trouble);
}

int
main (int    argc,
      char **argv)
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
