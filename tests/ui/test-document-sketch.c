/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-document-sketch.h"

#include <gtk/gtk.h>

static char *
say (const char *spot)
{
  PamorDocumentSketch *sketch
    = g_object_ref_sink (g_object_new (PAMOR_TYPE_DOCUMENT_SKETCH, NULL));
  char *words;

  pamor_document_sketch_set_spot (sketch, spot);
  words = pamor_document_sketch_dup_words (sketch);
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (sketch)), ==, words != NULL);
  g_object_unref (sketch);
  return words;
}

static void
check_words (const char *spot,
             const char *words)
{
  g_autofree char *said = say (spot);

  g_assert_cmpstr (said, ==, words);
}

static void
test_the_place_is_told_in_words (void)
{
  check_words ("ktp.nama", "On the KTP: line 2 under the heading");
  check_words ("kk.nik", "On the KK: upper table, column 2 after the number");
  check_words ("kk.nomor", "On the KK: at the top, under the title");
  check_words ("skl.berat", "On the letter of birth; each hospital has another order");
  check_words (NULL, NULL);
  check_words ("paspor.nomor", NULL);
}

static void
test_a_member_stands_on_the_document_of_the_whole (void)
{
  g_autofree char *ktp = pamor_document_spot_of_member ("ktp.nik", "birth");
  g_autofree char *kk = pamor_document_spot_of_member ("kk.nik", "birth");
  g_autofree char *address = pamor_document_spot_of_member ("kk.alamat", "rt");

  g_assert_cmpstr (ktp, ==, "ktp.lahir");
  g_assert_cmpstr (kk, ==, "kk.tanggal_lahir");
  g_assert_cmpstr (address, ==, "kk.rt_rw");
  g_assert_null (pamor_document_spot_of_member ("kk.nik", "no_nik"));
  g_assert_null (pamor_document_spot_of_member (NULL, "nik"));
}

/* Each place lies on its paper, and the drawing has something to be seen. */
static void
test_every_document_is_drawn (void)
{
  static const char *const spots[] = { "kk.ibu", "kk.kelurahan", "ktp.kewarganegaraan", "ktp.foto",
                                       "ktp.golongan_darah", "skl.ibu" };

  for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *sketch = g_object_new (PAMOR_TYPE_DOCUMENT_SKETCH, NULL);
      GdkPaintable *picture;
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GskRenderNode *node;
      graphene_rect_t bounds;

      pamor_document_sketch_set_spot (PAMOR_DOCUMENT_SKETCH (sketch), spots[i]);
      gtk_window_set_child (GTK_WINDOW (window), sketch);
      gtk_window_present (GTK_WINDOW (window));
      while (gtk_widget_get_width (sketch) == 0)
        g_main_context_iteration (NULL, TRUE);
      picture = gtk_widget_paintable_new (sketch);
      gdk_paintable_snapshot (picture, snapshot, gtk_widget_get_width (sketch),
                              gtk_widget_get_height (sketch));
      node = gtk_snapshot_free_to_node (snapshot);
      g_assert_nonnull (node);
      gsk_render_node_get_bounds (node, &bounds);
      g_assert_cmpfloat (bounds.size.height, <=, gtk_widget_get_height (sketch) + 1);
      gsk_render_node_unref (node);
      g_object_unref (picture);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int argc, char *argv[])
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-sketch/the-place-is-told-in-words", test_the_place_is_told_in_words);
  g_test_add_func ("/document-sketch/a-member-stands-on-the-document-of-the-whole",
                   test_a_member_stands_on_the_document_of_the_whole);
  g_test_add_func ("/document-sketch/every-document-is-drawn", test_every_document_is_drawn);
  return g_test_run ();
}
