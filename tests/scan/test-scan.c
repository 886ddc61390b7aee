/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SANE's own test device, through the real program and back */
#include "scan/pamor-scan.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/pamor-error.h"
#include "pamor-test-await.h"
#include "pamor-test-scanners.h"
#include "photo/pamor-decoder.h"

#define SCANNER "test:0"

/* What came of one run */
typedef struct
{
  GPtrArray    *names;
  GPtrArray    *titles;
  GPtrArray    *pages;       /* of GBytes */
  GCancellable *cancellable;
  guint         sources;
  guint         told;        /* how often it said how far it is */
  double        share;       /* the last of it */
  gboolean      cancels;     /* as soon as it is under way */
  GError       *error;       /* (nullable) */
} Run;

static void
on_device_cb (Run        *self,
              const char *name,
              const char *title)
{
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->titles, g_strdup (title));
}

static void
on_sources_cb (Run   *self,
               guint  sources)
{
  self->sources = sources;
}

static void
on_progress_cb (Run    *self,
                double  share)
{
  self->told++;
  self->share = share;
  if (self->cancels)
    g_cancellable_cancel (self->cancellable);
}

static void
on_page_cb (Run    *self,
            GBytes *page)
{
  g_ptr_array_add (self->pages, g_bytes_ref (page));
}

static void
set_up (Run           *self,
        gconstpointer  options)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->cancellable = g_cancellable_new ();
  pamor_test_scanners_set (1, options != NULL ? options : "");
}

static void
clear (Run *self)
{
  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->titles, 0);
  g_ptr_array_set_size (self->pages, 0);
  g_clear_error (&self->error);
}

static void
tear_down (Run           *self,
           gconstpointer  unused)
{
  clear (self);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->pages);
  g_object_unref (self->cancellable);
  pamor_test_scanners_stop ();
}

static void
listen (Run       *self,
        PamorScan *scan)
{
  g_signal_connect_swapped (scan, "device", G_CALLBACK (on_device_cb), self);
  g_signal_connect_swapped (scan, "sources", G_CALLBACK (on_sources_cb), self);
  g_signal_connect_swapped (scan, "progress", G_CALLBACK (on_progress_cb), self);
  g_signal_connect_swapped (scan, "page", G_CALLBACK (on_page_cb), self);
}

/* @scan: (transfer full). Nobody is left behind, dead or alive. */
static gboolean
run (Run       *self,
     PamorScan *scan)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean well;

  clear (self);
  listen (self, scan);
  pamor_scan_run_async (scan, self->cancellable, pamor_test_await_cb, &result);
  pamor_test_await (&result);
  well = pamor_scan_run_finish (scan, result, &self->error);
  g_assert_true (well == (self->error == NULL));
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  g_assert_cmpint (errno, ==, ECHILD);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (scan);
  return well;
}

static gboolean
scan_pages (Run              *self,
            PamorScanSources  source,
            guint             dpi,
            gboolean          grey)
{
  const PamorScanWish wish = { source, dpi, grey };

  return run (self, pamor_scan_new_pages (SCANNER, &wish));
}

/* As a photo on its way in is read */
static void
assert_page (Run   *self,
             guint  width,
             guint  height,
             guint  planes)
{
  PamorMeter meter = { .to = 100, .last = -1 };
  PamorDecoderHead head;
  g_autoptr (PamorPlanes) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (self->pages->len, ==, 1);
  g_assert_cmpint (pamor_photo_kind_sniff (self->pages->pdata[0]), ==, PAMOR_PHOTO_KIND_PNG);
  page = pamor_decoder_read (self->pages->pdata[0], PAMOR_PHOTO_KIND_PNG, &(PamorDecoderWish) { 0 },
                             &meter, &head, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->plane[0].width, ==, width);
  g_assert_cmpint (page->plane[0].height, ==, height);
  g_assert_cmpint (page->n, ==, planes);
}

static void
test_all_that_are_there_are_found (Run           *self,
                                   gconstpointer  unused)
{
  pamor_test_scanners_set (2, "");
  g_assert_true (run (self, pamor_scan_new_search ()));
  g_assert_cmpint (self->names->len, ==, 2);
  g_assert_cmpstr (self->names->pdata[0], ==, "test:0");
  g_assert_cmpstr (self->names->pdata[1], ==, "test:1");
  g_assert_cmpstr (self->titles->pdata[0], ==, "frontend-tester");
}

static void
test_none_there_is_nothing_wrong (Run           *self,
                                  gconstpointer  unused)
{
  pamor_test_scanners_set (0, "");
  g_assert_true (run (self, pamor_scan_new_search ()));
  g_assert_cmpint (self->names->len, ==, 0);
}

static void
test_one_tells_from_where_it_takes_paper (Run           *self,
                                          gconstpointer  unused)
{
  g_assert_true (run (self, pamor_scan_new_look (SCANNER)));
  g_assert_cmpint (self->sources, ==, PAMOR_SCAN_GLASS | PAMOR_SCAN_FEEDER);
}

/* The test device's glass is 200 mm wide and high, less than A4. */
static void
test_a_page_comes_as_it_was_wished (Run           *self,
                                    gconstpointer  unused)
{
  g_assert_true (scan_pages (self, PAMOR_SCAN_GLASS, 300, FALSE));
  assert_page (self, 2362, 2362, 3);
  g_assert_cmpint (self->told, >=, 10);
  g_assert_cmpfloat (self->share, ==, 1);
  g_assert_true (scan_pages (self, PAMOR_SCAN_GLASS, 200, TRUE));
  assert_page (self, 1574, 1574, 1);
}

static void
test_one_that_can_do_less_gives_what_comes_nearest (Run           *self,
                                                    gconstpointer  unused)
{
  g_assert_true (scan_pages (self, PAMOR_SCAN_GLASS, 1200, FALSE));
  assert_page (self, 2362, 2362, 3);
}

static void
test_of_paper_of_any_length_the_whole_comes (Run           *self,
                                             gconstpointer  unused)
{
  g_assert_true (scan_pages (self, PAMOR_SCAN_GLASS, 300, FALSE));
  assert_page (self, 1299, 2007, 3);
  g_assert_cmpint (self->told, ==, 0);
}

/* SANE's test device has ten in its pile. */
static void
test_a_pile_comes_page_after_page (Run           *self,
                                   gconstpointer  unused)
{
  g_assert_true (scan_pages (self, PAMOR_SCAN_FEEDER, 200, TRUE));
  g_assert_cmpint (self->pages->len, ==, 10);
}

static void
test_each_trouble_asks_for_its_own_reaction (Run           *self,
                                             gconstpointer  unused)
{
  static const struct
  {
    const char *status;
    PamorError  code;
  } troubles[] = {
    { "DEVICE_BUSY", PAMOR_ERROR_SCANNER_BUSY }, { "COVER_OPEN", PAMOR_ERROR_SCANNER_COVER },
    { "JAMMED", PAMOR_ERROR_SCANNER_JAM }, { "NO_DOCS", PAMOR_ERROR_SCANNER_EMPTY },
    { "ACCESS_DENIED", PAMOR_ERROR_SCANNER_DENIED }, { "IO_ERROR", PAMOR_ERROR_SCANNER_LOST },
    { "NO_MEM", PAMOR_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *options
        = g_strdup_printf ("read-status-code \"SANE_STATUS_%s\"", troubles[i].status);

      pamor_test_scanners_set (1, options);
      g_assert_false (scan_pages (self, PAMOR_SCAN_FEEDER, 200, TRUE));
      g_assert_error (self->error, PAMOR_ERROR, (int) troubles[i].code);
      g_assert_cmpint (self->pages->len, ==, 0);
    }
}

static void
test_one_that_is_gone_is_told (Run           *self,
                               gconstpointer  unused)
{
  const PamorScanWish wish = { PAMOR_SCAN_GLASS, 300, FALSE };

  g_assert_false (run (self, pamor_scan_new_look ("test:7")));
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_SCANNER_LOST);
  g_assert_false (run (self, pamor_scan_new_pages ("gone:1", &wish)));
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_SCANNER_LOST);
}

static void
test_what_is_cancelled_stops_and_frees_the_scanner (Run           *self,
                                                    gconstpointer  unused)
{
  self->cancels = TRUE;
  g_assert_false (scan_pages (self, PAMOR_SCAN_GLASS, 300, FALSE));
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (self->told, ==, 1);
  g_assert_cmpint (self->pages->len, ==, 0);
  g_assert_false (run (self, pamor_scan_new_look (SCANNER)));
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nothing_is_written_to_the_disk (Run           *self,
                                     gconstpointer  unused)
{
  const struct rlimit nothing = { 0, 0 };

  if (g_test_subprocess ())
    {
      /* The first byte that this process or the other puts into a file kills it. */
      setrlimit (RLIMIT_FSIZE, &nothing);
      g_assert_true (scan_pages (self, PAMOR_SCAN_GLASS, 200, TRUE));
      g_assert_cmpint (self->pages->len, ==, 1);
      _exit (0);
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* As the dynamic linker tells it: the driver is bound to what the program gives it. */
static void
test_no_thread_of_a_driver_is_ended_at_any_instruction (Run           *self,
                                                        gconstpointer  unused)
{
  const char *argv[] = { g_getenv ("PAMOR_SCAN"), "search", NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "LD_DEBUG", "bindings", TRUE);
  g_autofree char *said = NULL, *pattern = NULL;
  g_autoptr (GError) error = NULL;

  pamor_test_scanners_set (1, "");
  environment = g_environ_setenv (environment, "LD_BIND_NOW", "1", TRUE);
  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                &said, NULL, &error);
  g_assert_no_error (error);
  pattern = g_strdup_printf ("libsane-test\\S* \\[0\\] to %s .*`pthread_setcanceltype'", argv[0]);
  g_assert_true (g_regex_match_simple (pattern, said, 0, 0));
}

static void
assert_rogue (Run        *self,
              const char *order,
              PamorError  code)
{
  g_assert_false (run (self, pamor_scan_new_look (order)));
  g_assert_error (self->error, PAMOR_ERROR, (int) code);
  g_assert_cmpint (self->names->len + self->pages->len, ==, 0);
}

static void
use_program (const char *path)
{
  g_assert_nonnull (path);
  g_setenv ("PAMOR_SCAN", path, TRUE);
}

static void
test_a_driver_that_goes_wrong_does_no_harm (Run           *self,
                                            gconstpointer  unused)
{
  static const char *const orders[] = { "huge", "short", "unknown", "wide", "endless", "titleless",
                                        "garbled", "nameless", "fall", "nothing" };
  g_autofree char *real = g_strdup (g_getenv ("PAMOR_SCAN"));

  use_program (g_getenv ("ROGUE_SCAN"));
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    assert_rogue (self, orders[i], PAMOR_ERROR_SCANNER_LOST);
  assert_rogue (self, "code", PAMOR_ERROR_FAILED);
  use_program (real);
}

/* One after its last word, the other although it is asked to stop */
static void
test_a_driver_that_hangs_is_ended (Run           *self,
                                   gconstpointer  unused)
{
  g_autofree char *real = g_strdup (g_getenv ("PAMOR_SCAN"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorScan) late = pamor_scan_new_look ("late");

  use_program (g_getenv ("ROGUE_SCAN"));
  pamor_scan_run_async (late, NULL, pamor_test_await_cb, &result);
  self->cancels = TRUE;
  {
    g_autoptr (GAsyncResult) other = NULL;
    g_autoptr (PamorScan) deaf = pamor_scan_new_look ("deaf");

    listen (self, deaf);
    pamor_scan_run_async (deaf, self->cancellable, pamor_test_await_cb, &other);
    g_assert_false (pamor_scan_run_finish (deaf, pamor_test_await (&other), &self->error));
    g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
  g_assert_true (pamor_scan_run_finish (late, pamor_test_await (&result), NULL));
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  use_program (real);
}

/* It could be ended a second time, when nobody knows of it any more. */
static void
test_one_cancelled_after_its_last_word_is_waited_for_once (Run           *self,
                                                           gconstpointer  unused)
{
  g_autofree char *real = g_strdup (g_getenv ("PAMOR_SCAN"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorScan) scan = pamor_scan_new_look ("lingering");

  use_program (g_getenv ("ROGUE_SCAN"));
  pamor_scan_run_async (scan, self->cancellable, pamor_test_await_cb, &result);
  while (g_main_context_find_source_by_user_data (NULL, scan) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (self->cancellable);
  g_assert_false (pamor_scan_run_finish (scan, pamor_test_await (&result), &self->error));
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, scan));
  use_program (real);
}

static void
test_a_missing_program_is_told (Run           *self,
                                gconstpointer  unused)
{
  g_autofree char *real = g_strdup (g_getenv ("PAMOR_SCAN"));

  use_program ("/nonexistent/pamor-scan");
  g_assert_false (run (self, pamor_scan_new_search ()));
  g_assert_error (self->error, PAMOR_ERROR, PAMOR_ERROR_SCANNER_ABSENT);
  use_program (real);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, options, test) g_test_add ("/scan/" name, Run, options, set_up, test, tear_down)
  ADD ("all-that-are-there-are-found", NULL, test_all_that_are_there_are_found);
  ADD ("none-there-is-nothing-wrong", NULL, test_none_there_is_nothing_wrong);
  ADD ("one-tells-from-where-it-takes-paper", NULL, test_one_tells_from_where_it_takes_paper);
  ADD ("a-page-comes-as-it-was-wished", NULL, test_a_page_comes_as_it_was_wished);
  ADD ("one-that-can-do-less-gives-what-comes-nearest", NULL,
       test_one_that_can_do_less_gives_what_comes_nearest);
  ADD ("of-paper-of-any-length-the-whole-comes", "hand-scanner true",
       test_of_paper_of_any_length_the_whole_comes);
  ADD ("a-pile-comes-page-after-page", NULL, test_a_pile_comes_page_after_page);
  ADD ("each-trouble-asks-for-its-own-reaction", NULL,
       test_each_trouble_asks_for_its_own_reaction);
  ADD ("one-that-is-gone-is-told", NULL, test_one_that_is_gone_is_told);
  ADD ("what-is-cancelled-stops-and-frees-the-scanner",
       "read-delay true\nread-delay-duration 200000",
       test_what_is_cancelled_stops_and_frees_the_scanner);
  ADD ("nothing-is-written-to-the-disk", NULL, test_nothing_is_written_to_the_disk);
  ADD ("a-driver-that-goes-wrong-does-no-harm", NULL, test_a_driver_that_goes_wrong_does_no_harm);
  ADD ("no-thread-of-a-driver-is-ended-at-any-instruction", NULL,
       test_no_thread_of_a_driver_is_ended_at_any_instruction);
  ADD ("a-driver-that-hangs-is-ended", NULL, test_a_driver_that_hangs_is_ended);
  ADD ("one-cancelled-after-its-last-word-is-waited-for-once", NULL,
       test_one_cancelled_after_its_last_word_is_waited_for_once);
  ADD ("a-missing-program-is-told", NULL, test_a_missing_program_is_told);
#undef ADD
  return g_test_run ();
}
