/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-form.h"

#include "pamor-test-catalogue.h"

#include <string.h>

static const char uji[] = TEST_SERVICE_HEAD
    "'subject': 's.orang.nik', 'sections': [{'key': 's', 'title': 'S', 'fields': ["
    "{'key': 'nama', 'kind': 'name', 'label': 'Nama'},"
    "{'key': 'kk', 'kind': 'no_kk', 'label': 'No. KK'},"
    "{'key': 'alamat', 'kind': 'area', 'label': 'Alamat'},"
    "{'key': 'orang', 'kind': 'person', 'label': 'Pemohon', 'fields': ["
    "{'key': 'kerja', 'kind': 'text', 'label': 'Pekerjaan', 'max_length': 10}]},"
    "{'key': 'pukul', 'kind': 'time', 'label': 'Pukul'},"
    "{'key': 'asal', 'kind': 'region', 'label': 'Kecamatan asal'},"
    "{'key': 'jumlah', 'kind': 'number', 'label': 'Jumlah', 'whole': true, 'max': 5000000,"
    " 'unit': 'rupiah'},"
    "{'key': 'ambil', 'kind': 'date', 'label': 'Tanggal ambil', 'working_days_ahead': [3, 7]},"
    "{'key': 'anggota', 'kind': 'person', 'label': 'Anggota', 'list': {'item_label': 'Anggota %d'},"
    " 'nik_optional': true, 'first_recording': true, 'fields': ["
    "{'key': 'ibu', 'kind': 'nik', 'label': 'NIK ibu'},"
    "{'key': 'warga', 'kind': 'yes_no', 'label': 'WNI', 'required': true},"
    "{'key': 'paspor', 'kind': 'text', 'label': 'Paspor',"
    " 'visible_if': {'field': 's.anggota[].warga', 'is': 'tidak'},"
    " 'required_if': {'field': 's.anggota[].warga', 'is': 'tidak'}},"
    "{'key': 'agama', 'kind': 'choice', 'label': 'Agama', 'codes': 'agama'}]}]}],"
    "'requirements': [{'code': 'KK', 'name': 'KK', 'max': 2}, {'code': 'KTP', 'name': 'KTP-el'}],"
    "'rules': [{'id': 'UJI1', 'severity': 'warn', 'at': 's.anggota[].paspor', 'message': 'M',"
    " 'when': {'field': 's.anggota[].paspor', 'is': 'X'}}]}";

static PamorForm *
new_form (const char *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_test_catalogue_load (uji, NULL, NULL, &error);
  PamorForm *form;
  g_auto (GStrv) pairs = g_strsplit (answers, ";", -1);

  g_assert_no_error (error);
  form = pamor_form_new (catalogue, "UJI", &error);
  pamor_form_append_item (form, "s.anggota");
  pamor_form_append_item (form, "s.anggota");
  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

      pamor_form_set (form, pair[0], pair[1]);
    }
  return form;
}

typedef struct { const char *answers, *rule, *path; gboolean there; } Row;

static void
check_rows (const Row *rows,
            gsize      n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (PamorForm) form = new_form (rows[i].answers);
      g_autoptr (GPtrArray) problems = pamor_test_form_check (form); /* Friday, 20 November 2026 */

      g_test_message ("%s %s", rows[i].answers, rows[i].rule);
      g_assert_cmpint (pamor_test_problems_have (problems, rows[i].rule, rows[i].path), ==,
                       rows[i].there);
    }
}

static void
test_each_person_is_asked_what_concerns_him (void)
{
  g_autoptr (PamorForm) form
      = new_form ("s.anggota[0].warga=ya;s.anggota[0].paspor=A1;s.anggota[1].warga=tidak");
  g_autoptr (GPtrArray) problems = pamor_test_form_check (form);
  g_autofree char *hidden = pamor_form_dup_value (form, "s.anggota[0].paspor");

  g_assert_false (pamor_form_shows_value (form, "s.anggota[0].paspor"));
  g_assert_true (pamor_form_shows_value (form, "s.anggota[1].paspor"));
  g_assert_false (pamor_form_needs_value (form, "s.anggota[0].paspor"));
  g_assert_true (pamor_form_needs_value (form, "s.anggota[1].paspor"));
  g_assert_true (pamor_form_needs_value (form, "s.anggota[0].warga"));
  g_assert_false (pamor_form_needs_value (form, "s.anggota[0].agama"));
  g_assert_null (hidden);
  g_assert_cmpstr (pamor_form_get (form, "s.anggota[0].paspor"), ==, "A1");
  g_assert_false (pamor_test_problems_have (problems, "required", "s.anggota[0].paspor"));
  g_assert_true (pamor_test_problems_have (problems, "required", "s.anggota[1].paspor"));
}

static void
test_siblings_have_one_mother_but_not_one_nik (void)
{
  static const Row rows[] = {
    { "s.anggota[0].ibu=3275015208950003;s.anggota[1].ibu=3275015208950003", "NIK12",
      "s.anggota[1].ibu", FALSE },
    { "s.anggota[0].nik=3275015208950003;s.anggota[1].nik=3275015208950003", "NIK12",
      "s.anggota[1].nik", TRUE },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_a_name_is_new_only_with_who_has_no_nik (void)
{
  static const Row rows[] = {
    { "s.anggota[0].no_nik=ya;s.anggota[0].name=Nur'aini", "NAM03", "s.anggota[0].name", TRUE },
    { "s.anggota[0].no_nik=tidak;s.anggota[0].name=Nur'aini", "NAM03", "s.anggota[0].name", FALSE },
    { "s.anggota[0].name=Nur'aini", "NAM02", "s.anggota[0].name", FALSE },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_a_person_that_may_be_left_out_is_asked_nothing (void)
{
  g_autoptr (PamorForm) form = new_form ("s.nama=x");

  g_assert_false (pamor_form_needs_value (form, "s.orang.name"));
  pamor_form_set (form, "s.orang.kerja", "Guru");
  g_assert_true (pamor_form_needs_value (form, "s.orang.name"));
  g_assert_false (pamor_form_needs_value (form, "s.orang.kerja"));
}

static void
test_values_of_persons_are_checked_by_their_kind (void)
{
  g_autoptr (PamorForm) form = new_form (
      "s.anggota[1].warga=tidak;s.anggota[1].agama=99;s.anggota[1].paspor=X;"
      "s.orang.kerja=Pegawai negeri");
  g_autoptr (GPtrArray) problems = pamor_test_form_check (form);
  gboolean labelled = FALSE;

  g_assert_true (pamor_test_problems_have (problems, "choice", "s.anggota[1].agama"));
  g_assert_true (pamor_test_problems_have (problems, "text_long", "s.orang.kerja"));
  g_assert_true (pamor_test_problems_have (problems, "UJI1", "s.anggota[1].paspor"));
  g_assert_false (pamor_test_problems_have (problems, "UJI1", "s.anggota[0].paspor"));
  for (guint i = 0; i < problems->len; i++)
    labelled |= g_str_has_prefix (((PamorProblem *) problems->pdata[i])->message,
                                  "Anggota 2: Agama tidak ada");
  g_assert_true (labelled);
}

static void
test_values_of_persons_are_kept_and_sent (void)
{
  g_autoptr (PamorForm) form = new_form (
      "s.anggota[0].name=Ani;s.anggota[0].warga=tidak;s.anggota[0].paspor=A1;s.orang.kerja=Guru");
  g_autoptr (GBytes) bytes = pamor_form_to_bytes (form);
  g_autoptr (GBytes) frozen
      = pamor_form_freeze (form, "019aa2f0-1c3e-7abc-8def-012345678901", 1, NULL, G_USEC_PER_SEC);
  g_autofree char *text = g_strndup (g_bytes_get_data (frozen, NULL), g_bytes_get_size (frozen));
  g_autofree char *path = NULL;
  gboolean gone;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorForm) again
      = pamor_form_new_from_bytes (pamor_form_get_catalogue (form), bytes, "draf", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (pamor_form_get (again, "s.anggota[0].paspor"), ==, "A1");
  g_assert_cmpstr (pamor_form_get (again, "s.orang.kerja"), ==, "Guru");
  g_assert_nonnull (strstr (text, "{\"name\":\"Ani\",\"warga\":\"tidak\",\"paspor\":\"A1\"}"));
  path = pamor_form_dup_path_at (form, "/answers/s/anggota/1/paspor",
                                 pamor_form_get_attachments (form), &gone);
  g_assert_cmpstr (path, ==, "s.anggota[1].paspor");
}

static void
test_kinds (void)
{
  static const Row rows[] = {
    { "s.pukul=14.30", "time", "s.pukul", FALSE },
    { "s.pukul=24:00", "time", "s.pukul", TRUE },
    { "s.pukul=12:60", "time", "s.pukul", TRUE },
    { "s.pukul=siang", "time", "s.pukul", TRUE },
    { "s.asal=32.73.02", "region", "s.asal", FALSE },
    { "s.asal=999999", "region", "s.asal", TRUE },
    { "s.asal=3273", "region", "s.asal", TRUE },
    { "s.asal=32730201", "region", "s.asal", TRUE },
    { "s.jumlah=3", "number_whole", "s.jumlah", FALSE },
    { "s.jumlah=3,5", "number_whole", "s.jumlah", TRUE },
    { "s.ambil=2026-11-24", "AMB01", "s.ambil", TRUE }, /* the second working day */
    { "s.ambil=2026-11-25", "AMB01", "s.ambil", FALSE },
    { "s.ambil=2026-11-28", "AMB01", "s.ambil", TRUE }, /* a Saturday */
    { "s.ambil=2026-12-01", "AMB01", "s.ambil", FALSE },
    { "s.ambil=2026-12-02", "AMB01", "s.ambil", TRUE },
    { "s.alamat.rt=4", "RTW01", "s.alamat.rt", FALSE },
    { "s.alamat.rt=0", "RTW01", "s.alamat.rt", TRUE },
    { "s.alamat.rt=0004", "RTW01", "s.alamat.rt", TRUE },
    { "s.alamat.rt=4a", "RTW01", "s.alamat.rt", TRUE },
    { "s.nama=Siti\001", "text_control", "s.nama", TRUE },
    { "s.nama=<b>Siti</b> & \"Budi\"", "text_control", "s.nama", FALSE },
    { "s.nama=R2D2", "NAM05", "s.nama", TRUE },
    { "s.nama=Siti", "NAM05", "s.nama", FALSE },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_a_large_limit_is_told_in_digits (void)
{
  g_autoptr (PamorForm) form = new_form ("s.jumlah=5000001");
  g_autoptr (GPtrArray) problems = pamor_test_form_check (form);
  const char *words = NULL;

  for (guint i = 0; i < problems->len; i++)
    if (g_str_equal (((PamorProblem *) problems->pdata[i])->rule, "number_high"))
      words = ((PamorProblem *) problems->pdata[i])->message;
  g_assert_cmpstr (words, ==, "Jumlah paling banyak 5000000 rupiah.");
}

static void
test_a_name_of_300_letters_is_refused (void)
{
  g_autofree char *name = g_strnfill (300, 'a');
  g_autoptr (PamorForm) form = new_form ("s.nama=x");
  g_autoptr (GPtrArray) problems = NULL;

  pamor_form_set (form, "s.nama", name);
  problems = pamor_test_form_check (form);
  g_assert_true (pamor_test_problems_have (problems, "text_long", "s.nama"));
}

/* The woman is born on 5 March 1993, the card was recorded on 12 March 2018. */
#define WOMAN "3275014503930002"
#define CARD "3275011203180007"

static void
test_numbers_that_changed_places_are_noticed (void)
{
  static const Row rows[] = {
    { "s.kk=" CARD ";s.orang.nik=" WOMAN ";s.orang.birth=1993-03-05", "KK07", "s.kk", FALSE },
    { "s.kk=" WOMAN ";s.orang.nik=" CARD ";s.orang.birth=1993-03-05", "KK07", "s.kk", TRUE },
    { "s.kk=" WOMAN ";s.orang.nik=" CARD ";s.orang.birth=1990-01-01", "KK07", "s.kk", FALSE },
    { "s.kk=" WOMAN ";s.anggota[1].nik=" CARD ";s.anggota[1].birth=1993-03-05", "KK07", "s.kk",
      TRUE },
    { "s.kk=" WOMAN ";s.anggota[1].nik=" WOMAN, "KK03", "s.kk", TRUE },
    { "s.orang.nik=3275030101269001;s.orang.birth=1926-01-01", "NIK08", "s.orang.birth", TRUE },
    { "s.orang.nik=3275030101269001;s.orang.birth=1926-01-01", "NIK09", "s.orang.birth", FALSE },
    { "s.orang.nik=3275030101269001;s.orang.birth=2026-01-01", "NIK08", "s.orang.birth", FALSE },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
add_photo (PamorForm  *form,
           const char *requirement,
           const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (PamorAttachment) photo
      = pamor_attachment_new ("019aa2f0-1c3e-7abc-8def-012345678955", requirement, content);

  pamor_form_add_attachment (form, photo);
}

static void
test_what_is_off_is_not_sent (void)
{
  g_auto (GStrv) parts = g_strsplit (uji, "'subject'", 2);
  g_autofree char *off = g_strjoinv ("'off': true, 'subject'", parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_test_catalogue_load (off, NULL, NULL, &error);
  g_autoptr (PamorForm) form = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_no_error (error);
  form = pamor_form_new (catalogue, "UJI", &error);
  g_assert_nonnull (form); /* a draft of before can still be read */
  problems = pamor_test_form_check (form);
  g_assert_true (pamor_test_problems_have (problems, "service_off", "s.nama"));
}

static void
test_the_same_photo_twice_is_noticed (void)
{
  g_autoptr (PamorForm) form = new_form ("s.nama=x");
  g_autoptr (GPtrArray) once = NULL, twice = NULL;

  add_photo (form, "KK", "satu");
  add_photo (form, "KK", "dua");
  once = pamor_test_form_check (form);
  g_assert_false (pamor_test_problems_have (once, "photo_twice", "attachment:KK"));
  add_photo (form, "KTP", "satu");
  twice = pamor_test_form_check (form);
  g_assert_true (pamor_test_problems_have (twice, "photo_twice", "attachment:KTP"));
}

static char *
find_twin (const char *service,
           const char *nik,
           gpointer    user_data)
{
  g_assert_cmpstr (service, ==, "UJI");
  return g_str_equal (nik, WOMAN) ? g_strdup ("Siti, kemarin") : NULL;
}

static void
forget (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
test_who_waits_already_is_told (void)
{
  g_autoptr (PamorForm) form = new_form ("s.orang.nik=" WOMAN);
  g_autoptr (PamorForm) other = new_form ("s.orang.nik=" CARD);
  g_autoptr (GPtrArray) problems = NULL, none = NULL;
  gboolean forgotten = FALSE, also = FALSE;

  pamor_form_set_twin (form, find_twin, &forgotten, forget);
  pamor_form_set_twin (other, find_twin, &also, forget);
  problems = pamor_test_form_check (form);
  none = pamor_test_form_check (other);
  g_assert_true (pamor_test_problems_have (problems, "twin", "s.orang.nik"));
  g_assert_false (pamor_test_problems_have (none, "twin", "s.orang.nik"));
  pamor_form_set_twin (form, NULL, NULL, NULL);
  g_assert_true (forgotten);
  g_clear_object (&other);
  g_assert_true (also);
}

static void
test_who_came_is_known_where_it_is_asked (void)
{
  PamorCatalogue *catalogue = pamor_catalogue_get_builtin ();
  g_autoptr (PamorForm) form = pamor_form_new (catalogue, "KTP_REKAM", NULL);
  g_autoptr (PamorSubmission) item = pamor_submission_new ();
  GDate today;

  g_date_set_dmy (&today, 20, G_DATE_NOVEMBER, 2026);
  pamor_form_describe (form, &today, item);
  g_assert_cmpint (item->presence, ==, PAMOR_PRESENCE_NOT_ASKED);
  pamor_form_set_activity (form, "MANTEL_GADIS");
  pamor_form_describe (form, &today, item);
  g_assert_cmpint (item->presence, ==, PAMOR_PRESENCE_AWAY);
  pamor_form_set (form, PAMOR_FORM_PRESENT, "ya");
  pamor_form_describe (form, &today, item);
  g_assert_cmpint (item->presence, ==, PAMOR_PRESENCE_HERE);
}

static void
test_a_draft_is_ready_when_nothing_but_the_consent_is_missing (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_SOURCE"), "tests", "fixtures",
                                            "forms", "ADUAN.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PamorForm) form = NULL;
  g_autoptr (PamorSubmission) item = pamor_submission_new ();
  GDate today;

  g_date_set_dmy (&today, 20, G_DATE_NOVEMBER, 2026);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = g_bytes_new (text, strlen (text));
  form = pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), bytes, path, NULL);
  pamor_form_describe (form, &today, item);
  g_assert_true (item->consented);
  g_assert_true (pamor_submission_is_ready (item));
  pamor_form_set_consent (form, "agreed", NULL);
  pamor_form_describe (form, &today, item);
  g_assert_cmpuint (item->missing, ==, 1);
  g_assert_true (pamor_submission_is_ready (item));
  pamor_form_set (form, "aduan.pokok", NULL);
  pamor_form_describe (form, &today, item);
  g_assert_false (pamor_submission_is_ready (item));
}

static void
test_a_form_describes_itself (void)
{
  g_autoptr (PamorForm) form = new_form (
      "s.nama=Siti;s.orang.nik=3275 0145 0393 0002;s.orang.name=Siti;s.alamat.address=Jl. Melati 5;"
      "s.alamat.rt=4;s.alamat.rw=12;s.alamat.kelurahan=32.75.01.1002");
  g_autoptr (PamorSubmission) item = pamor_submission_new ();
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, 11, 2026);
  pamor_form_set_activity (form, "MANTEL_GADIS");
  pamor_form_set_case (form, "019aa2f0-1c3e-7abc-8def-012345678999", "Bayi baru lahir", 2);
  pamor_form_describe (form, &today, item);
  g_assert_cmpstr (item->service, ==, "UJI");
  g_assert_cmpstr (item->kind, ==, "application");
  g_assert_cmpstr (item->title, ==, "Siti");
  g_assert_cmpstr (item->activity, ==, "MANTEL_GADIS");
  g_assert_cmpstr (item->subject, ==, WOMAN);
  g_assert_cmpstr (item->street, ==, "Jl. Melati 5, RT 004/RW 012, Margahayu");
  g_assert_cmpstr (item->case_name, ==, "Bayi baru lahir");
  g_assert_cmpuint (item->case_order, ==, 2);
  g_assert_cmpuint (item->people->len, ==, 1);
  g_assert_cmpuint (item->missing, >, 1); /* the two members, the consent */
}

static void
test_a_case_goes_with_draft_and_payload (void)
{
  static const char id[] = "019aa2f0-1c3e-7abc-8def-012345678999";
  g_autoptr (PamorForm) form = new_form ("s.nama=Siti");
  g_autoptr (PamorSubmission) item = pamor_submission_new ();
  g_autoptr (GBytes) bytes = NULL, frozen = NULL;
  g_autoptr (PamorForm) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GDate today;

  pamor_form_set_case (form, id, "SMAN 3", 0);
  bytes = pamor_form_to_bytes (form);
  frozen = pamor_form_freeze (form, "019aa2f0-1c3e-7abc-8def-012345678901", 1, NULL,
                              G_USEC_PER_SEC);
  text = g_strndup (g_bytes_get_data (frozen, NULL), g_bytes_get_size (frozen));
  again = pamor_form_new_from_bytes (pamor_form_get_catalogue (form), bytes, "draf", &error);
  g_assert_no_error (error);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, 11, 2026);
  pamor_form_describe (again, &today, item);
  g_assert_cmpstr (item->case_id, ==, id);
  g_assert_cmpuint (item->case_order, ==, 0);
  g_assert_nonnull (strstr (text, "\"case\":{\"id\":\"019aa2f0-1c3e-7abc-8def-012345678999\","
                                  "\"name\":\"SMAN 3\",\"order\":0}"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-members/each-person-is-asked-what-concerns-him",
                   test_each_person_is_asked_what_concerns_him);
  g_test_add_func ("/form-members/siblings-have-one-mother-but-not-one-nik",
                   test_siblings_have_one_mother_but_not_one_nik);
  g_test_add_func ("/form-members/a-name-is-new-only-with-who-has-no-nik",
                   test_a_name_is_new_only_with_who_has_no_nik);
  g_test_add_func ("/form-members/a-person-that-may-be-left-out-is-asked-nothing",
                   test_a_person_that_may_be_left_out_is_asked_nothing);
  g_test_add_func ("/form-members/values-are-checked-by-their-kind",
                   test_values_of_persons_are_checked_by_their_kind);
  g_test_add_func ("/form-members/values-are-kept-and-sent",
                   test_values_of_persons_are_kept_and_sent);
  g_test_add_func ("/form-kinds/each-side-of-their-limits", test_kinds);
  g_test_add_func ("/form-members/a-large-limit-is-told-in-digits",
                   test_a_large_limit_is_told_in_digits);
  g_test_add_func ("/form-kinds/a-name-of-300-letters-is-refused",
                   test_a_name_of_300_letters_is_refused);
  g_test_add_func ("/form-numbers/that-changed-places-are-noticed",
                   test_numbers_that_changed_places_are_noticed);
  g_test_add_func ("/form-check/what-is-off-is-not-sent", test_what_is_off_is_not_sent);
  g_test_add_func ("/form-check/the-same-photo-twice-is-noticed",
                   test_the_same_photo_twice_is_noticed);
  g_test_add_func ("/form-numbers/who-waits-already-is-told", test_who_waits_already_is_told);
  g_test_add_func ("/form-describe/who-came-is-known-where-it-is-asked",
                   test_who_came_is_known_where_it_is_asked);
  g_test_add_func ("/form-describe/a-draft-is-ready-when-nothing-but-the-consent-is-missing",
                   test_a_draft_is_ready_when_nothing_but_the_consent_is_missing);
  g_test_add_func ("/form-describe/a-form-describes-itself", test_a_form_describes_itself);
  g_test_add_func ("/form-describe/a-case-goes-with-draft-and-payload",
                   test_a_case_goes_with_draft_and_payload);
  return g_test_run ();
}
