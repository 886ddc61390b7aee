/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft whose own catalogue is kept no more: that of a program which was updated since. */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/form/pamor-form-page-private.h"
#include "ui/shell/pamor-shell.h"

#define DRAFT                                                                                      \
  "{\"service\": \"KTP_BARU\", \"catalogue\": \"2000.1.1\", \"answers\": {\"pemohon\": "           \
  "{\"hp\": \"081234500001\", \"hp_lama\": \"081234500002\"}}}"

static void
test_it_is_opened_with_the_newest_and_what_goes_is_said (PamorTestDesk *f,
                                                         gconstpointer  unused)
{
  g_autoptr (PamorForm) form = pamor_test_desk_new_form (f, "KTP_BARU");
  g_autoptr (PamorSubmission) item = pamor_test_desk_new_item (f, form);
  g_autoptr (GError) error = NULL;
  PamorTestProbe probe;
  GtkWidget *page;

  pamor_test_store_save (f->folder.store, item, DRAFT, &error);
  g_assert_no_error (error);
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  gtk_widget_activate_action (probe.widget, "shell.edit", "s", item->id);
  while (page = pamor_shell_get_page (PAMOR_SHELL (probe.widget)), !PAMOR_IS_FORM_PAGE (page))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (pamor_form_get (PAMOR_FORM_PAGE (page)->form, "pemohon.hp"), ==,
                   "081234500001");
  g_assert_true (pamor_banner_get_revealed (PAMOR_FORM_PAGE (page)->newer));
  g_assert_cmpstr (pamor_banner_get_title (PAMOR_FORM_PAGE (page)->newer), ==,
                   "This is no longer asked, and goes once the form is saved: "
                   "hp lama: 081234500002");
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
  g_test_add ("/form-page-newer/it-is-opened-with-the-newest-and-what-goes-is-said", PamorTestDesk,
              NULL, pamor_test_desk_set_up, test_it_is_opened_with_the_newest_and_what_goes_is_said,
              pamor_test_desk_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
