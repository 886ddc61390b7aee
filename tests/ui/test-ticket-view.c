/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/outbox/pamor-item-page.h"
#include "ui/outbox/pamor-saved-page.h"
#include "ui/outbox/pamor-ticket-view.h"
#include "ui/widgets/pamor-paper.h"
#include "ui/widgets/pamor-qr-code.h"

#include <glib/gstdio.h>
#include <string.h>

#define QR "DANTAIN|A-012|2026-11-25|MPP"

static PamorSubmission *
new_ticket (const char *number)
{
  PamorSubmission *item = pamor_submission_new ();

  item->id = g_strdup ("0192f0c1-0000-7000-8000-000000000001");
  item->kind = g_strdup ("ticket");
  item->service = g_strdup ("KTP_HILANG");
  item->title = g_strdup ("Bagus <b>");
  item->state = number != NULL ? PAMOR_STATE_ACKNOWLEDGED : PAMOR_STATE_QUEUED;
  item->number = g_strdup (number);
  item->qr = number != NULL ? g_strdup (QR) : NULL;
  return item;
}

/* What a program prints of the file at @path. */
static char *
read_with (const char *path,
           const char *program,
           const char *option,
           const char *last)
{
  const char *argv[] = { program, option, path, last, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strchomp (out);
}

static GtkWidget *
find_code (GtkWidget *within)
{
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = PAMOR_IS_QR_CODE (child) ? child : find_code (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* As it stands on the screen. */
static void
draw (GtkWidget  *widget,
      const char *path)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
check_scans (AdwColorScheme scheme)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = new_ticket ("A-012");
  g_autofree char *folder = g_dir_make_tmp ("pamor-qr-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "qr.png", NULL);
  g_autofree char *text = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  pamor_test_probe_set_up (&probe, pamor_ticket_view_new ());
  pamor_ticket_view_show (PAMOR_TICKET_VIEW (probe.widget), item, NULL);
  while (gtk_widget_get_height (find_code (probe.widget)) == 0)
    g_main_context_iteration (NULL, TRUE);
  draw (find_code (probe.widget), path);
  text = read_with (path, "zbarimg", "--raw", NULL);
  g_assert_cmpstr (text, ==, QR);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "A-012"));
  pamor_test_probe_tear_down (&probe);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_the_code_on_the_screen_is_read_by_a_scanner (void)
{
  check_scans (ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static void
test_also_where_the_window_is_dark (void)
{
  check_scans (ADW_COLOR_SCHEME_FORCE_DARK);
}

static void
test_before_the_number_came_it_says_so (void)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) waiting = new_ticket (NULL), came = new_ticket ("A-012");

  pamor_test_probe_set_up (&probe, pamor_ticket_view_new ());
  pamor_ticket_view_show (PAMOR_TICKET_VIEW (probe.widget), waiting, NULL);
  g_assert_nonnull (pamor_test_probe_find (
      probe.widget, "The queue number has not come yet. It is asked for by itself as soon as "
                    "there is a network, and then stands here."));
  g_assert_null (pamor_test_probe_find (probe.widget, "Print"));
  pamor_ticket_view_show (PAMOR_TICKET_VIEW (probe.widget), came, NULL);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Print"));
  pamor_test_probe_tear_down (&probe);
}

static void
on_text_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_it_is_copied_as_a_message (void)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = new_ticket ("A-012");
  g_autofree char *text = NULL;

  item->pickup = g_strdup ("Mal Pelayanan Publik");
  pamor_test_probe_set_up (&probe, pamor_ticket_view_new ());
  pamor_ticket_view_show (PAMOR_TICKET_VIEW (probe.widget), item, NULL);
  pamor_test_probe_press (&probe, "Copy as message");
  g_assert_cmpstr (probe.asked, ==, "say 'The message was copied'");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (probe.widget), NULL, on_text_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (text, "*Queue number A-012*\nFor: Bagus <b>\n"
                                         "Where: Mal Pelayanan Publik\n"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_paper_holds_all_of_it (void)
{
  g_autoptr (GString) long_text = g_string_new (NULL);
  g_autoptr (PamorPaper) paper = NULL;
  g_autofree char *folder = g_dir_make_tmp ("pamor-paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "tiket.pdf", NULL);
  g_autofree char *image = g_build_filename (folder, "tiket", NULL);
  g_autofree char *first = g_build_filename (folder, "tiket-1.png", NULL);
  g_autofree char *second = g_build_filename (folder, "tiket-2.png", NULL);
  g_autofree char *words = NULL, *drawn = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (long_text, "Baris %u & <b>\n", i);
  paper = pamor_paper_new ("Tiket A-012", "A-012", QR, long_text->str);
  g_assert_true (pamor_paper_write_pdf (paper, path, &error));
  g_assert_no_error (error);
  words = read_with (path, "pdftotext", "-layout", "-");
  g_assert_nonnull (strstr (words, "Tiket A-012"));
  g_assert_nonnull (strstr (words, "Baris 0 & <b>"));
  g_assert_nonnull (strstr (words, "Baris 59 & <b>"));
  drawn = read_with (path, "pdftoppm", "-png", image);
  text = read_with (first, "zbarimg", "--raw", NULL);
  g_assert_cmpstr (text, ==, QR);
  g_unlink (first);
  g_assert_cmpint (g_unlink (second), ==, 0); /* it took two pages */
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_what_can_not_be_saved_is_told (void)
{
  g_autoptr (PamorPaper) paper = pamor_paper_new ("T", NULL, NULL, "x");
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_paper_write_pdf (paper, "/nowhere/at/all.pdf", &error));
  g_assert_nonnull (error);
}

static void
test_the_page_of_a_ticket_shows_it (PamorTestDesk *f,
                                    gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorForm) form = pamor_test_desk_new_form (f, "KTP_HILANG");
  g_autoptr (PamorSubmission) draft = pamor_test_desk_new_item (f, form);
  g_autoptr (PamorSubmission) sealed = NULL, progress = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_free (draft->kind);
  draft->kind = g_strdup ("ticket");
  pamor_form_set (form, "hilang.surat_tanggal", "2026-11-20");
  bytes = pamor_form_to_bytes (form);
  g_assert_true (pamor_test_store_save (f->folder.store, draft, g_bytes_get_data (bytes, NULL),
                                        NULL));
  sealed = pamor_test_store_seal (f->folder.store, draft, g_bytes_get_data (bytes, NULL),
                                  "{\"isi\": 1}", NULL, NULL);
  progress = pamor_submission_copy (sealed);
  progress->state = PAMOR_STATE_ACKNOWLEDGED;
  progress->server_revision = progress->revision;
  progress->number = g_strdup ("A-012");
  progress->received_at = PAMOR_TEST_NOW;
  g_assert_true (pamor_test_store_keep (f->folder.store, progress, NULL));
  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, draft->id));
  while (pamor_test_probe_find (probe.widget, "Tanggal surat: Friday, 20 November 2026") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "A-012"));
  g_assert_null (pamor_test_probe_find (probe.widget, "Number from the city"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_no_photos_are_not_counted (PamorTestDesk *f,
                                gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = new_ticket (NULL);
  g_autofree char *words = NULL;

  pamor_test_probe_set_up (&probe, pamor_saved_page_new (f->desk, item));
  words = g_strdup (adw_status_page_get_description (ADW_STATUS_PAGE (probe.widget)));
  g_assert_nonnull (strstr (words, "Local number"));
  g_assert_null (strstr (words, "photos"));
  pamor_test_probe_tear_down (&probe);
}

#define ADD(path, func) \
  g_test_add (path, PamorTestDesk, NULL, pamor_test_desk_set_up, func, pamor_test_desk_tear_down)

static void
add_tests (void)
{
  g_test_add_func ("/ticket-view/the-code-on-the-screen-is-read-by-a-scanner",
                   test_the_code_on_the_screen_is_read_by_a_scanner);
  g_test_add_func ("/ticket-view/also-where-the-window-is-dark",
                   test_also_where_the_window_is_dark);
  g_test_add_func ("/ticket-view/before-the-number-came-it-says-so",
                   test_before_the_number_came_it_says_so);
  g_test_add_func ("/ticket-view/it-is-copied-as-a-message", test_it_is_copied_as_a_message);
  g_test_add_func ("/paper/holds-all-of-it", test_paper_holds_all_of_it);
  g_test_add_func ("/paper/what-can-not-be-saved-is-told", test_what_can_not_be_saved_is_told);
  ADD ("/item-page/the-page-of-a-ticket-shows-it", test_the_page_of_a_ticket_shows_it);
  ADD ("/saved-page/no-photos-are-not-counted", test_no_photos_are_not_counted);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
