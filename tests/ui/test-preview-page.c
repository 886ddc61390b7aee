/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/form/pamor-form-page.h"
#include "ui/guide/pamor-preview-page.h"
#include "ui/shell/pamor-shell.h"

#include <glib/gstdio.h>
#include <string.h>

#define SERVICE                                                                                    \
  "{\"code\": \"UJI_BARU\", \"group\": \"ktp\", \"kind\": \"application\", " \
  "\"name\": \"Uji <b>\", \"result\": \"Surat\", \"prepare\": \"Siap\", \"title\": \"s.nama\", " \
  "\"sections\": [{\"key\": \"s\", \"title\": \"S\", \"fields\": [{\"key\": \"nama\", "            \
  "\"kind\": \"%s\", \"label\": \"Nama uji\", \"required\": true}]}]}"

/** Edited: a file that somebody is editing */
typedef struct
{
  char *folder, *path;
} Edited;

static void
edit (Edited     *self,
      const char *kind)
{
  g_autofree char *text = g_strdup_printf (SERVICE, kind);

  if (self->folder == NULL)
    self->folder = g_dir_make_tmp ("pamor-edited-XXXXXX", NULL);
  g_free (self->path);
  self->path = g_build_filename (self->folder, "suntingan.json", NULL);
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static void
edited_clear (Edited *self)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static GtkWidget *
open_preview (PamorTestProbe *probe,
              Edited         *file)
{
  GtkWidget *page;

  gtk_widget_activate_action (probe->widget, "shell.preview", NULL);
  page = pamor_shell_get_page (PAMOR_SHELL (probe->widget));
  g_assert_true (PAMOR_IS_PREVIEW_PAGE (page));
  pamor_preview_page_open (PAMOR_PREVIEW_PAGE (page), file->path);
  pamor_test_probe_settle ();
  return page;
}

static void
test_the_form_is_seen_and_nothing_of_it_kept (PamorTestDesk *f,
                                              gconstpointer  unused)
{
  PamorTestProbe probe;
  Edited file = { NULL };
  GtkWidget *page, *row;

  edit (&file, "text");
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  open_preview (&probe, &file);
  pamor_test_probe_press (&probe, "Uji <b>");
  page = pamor_shell_get_page (PAMOR_SHELL (probe.widget));
  g_assert_true (PAMOR_IS_FORM_PAGE (page));
  g_assert_nonnull (pamor_test_probe_find (
      page, "PREVIEW of a catalogue: nothing here is kept or sent"));
  row = pamor_test_probe_find (page, "Nama uji");
  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (row, ADW_TYPE_ENTRY_ROW)), "Ani");
  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (page, "form.seal", NULL);
  pamor_form_page_close (PAMOR_FORM_PAGE (page));
  pamor_test_probe_settle ();
  g_assert_true (PAMOR_IS_PREVIEW_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))));
  pamor_test_probe_tear_down (&probe);
  g_assert_cmpuint (g_list_model_get_n_items (pamor_store_get_items (f->folder.store)), ==, 0);
  edited_clear (&file);
}

static GtkWidget *
find_trouble (GtkWidget  *within,
              const char *part)
{
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_trouble (child, part);

      if (found != NULL)
        return found;
      if (GTK_IS_LABEL (child) && gtk_widget_get_visible (child)
          && strstr (gtk_label_get_text (GTK_LABEL (child)), part) != NULL)
        return child;
    }
  return NULL;
}

static void
test_a_bad_file_is_told_and_read_again (PamorTestDesk *f,
                                        gconstpointer  unused)
{
  PamorTestProbe probe;
  Edited file = { NULL };
  GtkWidget *page;

  edit (&file, "txt");
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  page = open_preview (&probe, &file);
  g_assert_nonnull (find_trouble (page, "$.sections[0].fields[0].kind"));
  g_assert_nonnull (find_trouble (page, file.path));
  g_assert_null (pamor_test_probe_find (page, "Uji <b>"));
  edit (&file, "text");
  pamor_test_probe_press (&probe, "Read it again");
  g_assert_null (find_trouble (page, "$.sections"));
  g_assert_nonnull (pamor_test_probe_find (page, "Uji <b>"));
  pamor_test_probe_tear_down (&probe);
  edited_clear (&file);
}

#define ADD(path, func) \
  g_test_add (path, PamorTestDesk, NULL, pamor_test_desk_set_up, func, pamor_test_desk_tear_down)

static void
add_tests (void)
{
  ADD ("/preview-page/the-form-is-seen-and-nothing-of-it-kept",
       test_the_form_is_seen_and_nothing_of_it_kept);
  ADD ("/preview-page/a-bad-file-is-told-and-read-again", test_a_bad_file_is_told_and_read_again);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
