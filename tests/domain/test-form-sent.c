/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office counts as it was sent; the form went on since. */
#include "domain/pamor-form.h"

#include "pamor-test-catalogue.h"

static const char uji[] = TEST_SERVICE_HEAD
    "'subject': 's.orang.nik', 'sections': [{'key': 's', 'title': 'S', 'fields': ["
    "{'key': 'nama', 'kind': 'name', 'label': 'Nama'},"
    "{'key': 'orang', 'kind': 'person', 'label': 'Pemohon'},"
    "{'key': 'anggota', 'kind': 'person', 'label': 'Anggota', 'list': {'item_label': 'Anggota %d'},"
    " 'nik_optional': true},"
    "{'key': 'barang', 'kind': 'text', 'label': 'Barang', 'list': {'item_label': 'Barang %d'}}]}],"
    "'requirements': [{'code': 'KK', 'name': 'KK'}]}";

/* @people: "Ani 3275014508750001,Budi -" */
static void
fill (PamorForm  *form,
      const char *people)
{
  g_auto (GStrv) each = g_strsplit (people, ",", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (each[i], " ", 2);
      g_autofree char *name = g_strdup_printf ("s.anggota[%u].name", i);
      g_autofree char *nik = g_strdup_printf ("s.anggota[%u].nik", i);

      pamor_form_append_item (form, "s.anggota");
      if (words[0] != NULL)
        pamor_form_set (form, name, words[0]);
      if (words[0] != NULL && words[1] != NULL)
        pamor_form_set (form, nik, words[1]);
    }
}

static PamorForm *
new_form (const char *people)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_test_catalogue_load (uji, NULL, NULL, &error);
  PamorForm *form;

  g_assert_no_error (error);
  form = pamor_form_new (catalogue, "UJI", &error);
  g_assert_no_error (error);
  fill (form, people);
  return form;
}

static char *
dup_path (PamorForm  *form,
          const char *pointer,
          gboolean   *gone)
{
  return pamor_form_dup_path_at (form, pointer, pamor_form_get_attachments (form), gone);
}

#define ANI "Ani 3275014508750001"
#define BUDI "Budi 3275010102030002"
#define CICI "Cici 3275014203040003"

static void
test_a_person_is_found_again_wherever_he_is_now (void)
{
  static const struct { const char *sent, *now, *path; } rows[] = {
    { ANI "," BUDI, ANI "," BUDI, "s.anggota[1].nik" },
    { ANI "," BUDI, BUDI, "s.anggota[0].nik" },
    { ANI "," BUDI, CICI "," ANI "," BUDI, "s.anggota[2].nik" },
    { ANI "," BUDI "," CICI, CICI "," BUDI "," ANI, "s.anggota[1].nik" },
    { ANI "," BUDI, "Budi 3275 0101 0203 0002", "s.anggota[0].nik" },
    { ANI "," BUDI, "Budi 3275010102030099," ANI, "s.anggota[0].nik" },   /* his NIK put right */
    { ANI "," BUDI, "Budiman 3275010102030002," ANI, "s.anggota[0].nik" }, /* his name */
    { ANI "," BUDI, ANI ",Budiman 3275010102030099", "s.anggota[1].nik" }, /* both, where he was */
    { "Ani,Budi,Ani 3275014508750001", "Ani 3275014508750001,Budi", "s.anggota[1].nik" },
    { ANI ",", ANI ",", "s.anggota[1].nik" }, /* nobody yet */
    { ANI "," BUDI, ANI, NULL },
    { ANI "," BUDI, CICI, NULL },
    { ANI "," BUDI "," CICI, ANI "," CICI, NULL }, /* another stands in his place */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorForm) sent = new_form (rows[i].sent), form = new_form (rows[i].now);
      g_autofree char *path = NULL;
      gboolean gone;

      g_test_message ("%s -> %s", rows[i].sent, rows[i].now);
      pamor_form_set_sent (form, sent);
      path = dup_path (form, "/answers/s/anggota/1/nik", &gone);
      g_assert_cmpstr (path, ==, rows[i].path);
      g_assert_true (gone == (rows[i].path == NULL));
    }
}

static void
test_what_was_sent_is_not_known_so_the_place_counts (void)
{
  g_autoptr (PamorForm) form = new_form (ANI "," BUDI), sent = new_form (ANI);
  g_autofree char *path = NULL, *behind = NULL;
  gboolean gone;

  path = dup_path (form, "/answers/s/anggota/1/nik", &gone);
  g_assert_cmpstr (path, ==, "s.anggota[1].nik");
  g_assert_false (gone);
  pamor_form_set_sent (form, sent);
  behind = dup_path (form, "/answers/s/anggota/1", &gone);
  g_assert_cmpstr (behind, ==, "s.anggota[1]");
}

static void
test_what_is_no_person_is_known_by_itself (void)
{
  g_autoptr (PamorForm) form = new_form (""), sent = new_form ("");
  g_autofree char *path = NULL, *lost = NULL;
  gboolean gone;

  for (guint i = 0; i < 3; i++)
    pamor_form_append_item (sent, "s.barang");
  pamor_form_append_item (form, "s.barang");
  pamor_form_set (sent, "s.barang[0]", "meja");
  pamor_form_set (sent, "s.barang[1]", "kursi");
  pamor_form_set (sent, "s.barang[2]", "lampu");
  pamor_form_set (form, "s.barang[0]", "lampu");
  pamor_form_set_sent (form, sent);
  path = dup_path (form, "/answers/s/barang/2", &gone);
  g_assert_cmpstr (path, ==, "s.barang[0]");
  lost = dup_path (form, "/answers/s/barang/0", &gone);
  g_assert_null (lost);
  g_assert_true (gone);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-sent/a-person-is-found-again-wherever-he-is-now",
                   test_a_person_is_found_again_wherever_he_is_now);
  g_test_add_func ("/form-sent/what-was-sent-is-not-known-so-the-place-counts",
                   test_what_was_sent_is_not_known_so_the_place_counts);
  g_test_add_func ("/form-sent/what-is-no-person-is-known-by-itself",
                   test_what_is_no_person_is_known_by_itself);
  return g_test_run ();
}
