/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-form.h"

#include "base/pamor-error.h"
#include "pamor-test-catalogue.h"

#include <string.h>

#define ID "019aa2f0-1c3e-7abc-8def-012345678901"
#define NOON G_GINT64_CONSTANT (1795150800000000) /* 20 November 2026, 05:00 UTC */

static const char *const codes[] = { "KTP_BARU",  "KTP_UBAH",   "KTP_HILANG", "KTP_RUSAK",
                                     "KK_TAMBAH", "AKTA_LAHIR", "ADUAN" };

static PamorForm *
new_form (const char *service)
{
  g_autoptr (GError) error = NULL;
  PamorForm *form = pamor_form_new (pamor_catalogue_get_builtin (), service, &error);

  g_assert_no_error (error);
  return form;
}

static void
on_changed (PamorForm  *form,
            const char *path,
            GString    *log)
{
  g_string_append_printf (log, "%s;", path);
}

static void
test_answers_are_kept_as_typed (void)
{
  g_autoptr (PamorForm) form = new_form ("KTP_BARU");
  g_autoptr (GString) log = g_string_new (NULL);
  g_autofree char *value = NULL;
  g_autofree char *title = pamor_form_dup_title (form);

  g_assert_true (pamor_form_is_empty (form));
  g_assert_cmpstr (title, ==, "Cetak KTP-el baru");
  g_signal_connect (form, "changed", G_CALLBACK (on_changed), log);
  pamor_form_set (form, "pemohon.orang.nik", "3275 0302 1009 0001");
  pamor_form_set (form, "pemohon.orang.nik", "3275 0302 1009 0001");
  g_assert_cmpstr (pamor_form_get (form, "pemohon.orang.nik"), ==, "3275 0302 1009 0001");
  value = pamor_form_dup_value (form, "pemohon.orang.nik");
  g_assert_cmpstr (value, ==, "3275030210090001");
  pamor_form_set (form, "pemohon.orang.name", "Dimas ");
  g_clear_pointer (&title, g_free);
  title = pamor_form_dup_title (form);
  g_assert_cmpstr (title, ==, "Dimas");
  pamor_form_set (form, "pemohon.orang.nik", "");
  g_assert_null (pamor_form_get (form, "pemohon.orang.nik"));
  g_assert_cmpstr (log->str, ==, "pemohon.orang.nik;pemohon.orang.name;pemohon.orang.nik;");
}

static void
test_a_new_form_begins_with_what_is_usual (void)
{
  g_autoptr (PamorForm) form = new_form ("AKTA_LAHIR");
  g_autoptr (PamorForm) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_form_is_empty (form));
  g_assert_cmpstr (pamor_form_get (form, "ibu.kewarganegaraan"), ==, "1");
  g_assert_cmpstr (pamor_form_get (form, "saksi.orang[1].warga"), ==, "1");
  g_assert_null (pamor_form_get (form, "saksi.orang[1].name"));
  pamor_form_set (form, "ibu.kewarganegaraan", "");
  pamor_form_set (form, "ayah.kewarganegaraan", "2");
  g_assert_false (pamor_form_is_empty (form));
  bytes = pamor_form_to_bytes (form);
  again = pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), bytes, "draf", &error);
  g_assert_no_error (error);
  g_assert_null (pamor_form_get (again, "ibu.kewarganegaraan"));
  g_assert_cmpstr (pamor_form_get (again, "ayah.kewarganegaraan"), ==, "2");
}

static void
test_a_new_item_begins_with_what_is_usual (void)
{
  g_autoptr (PamorForm) form = new_form ("KK_BARU");
  guint index = pamor_form_append_item (form, "anggota.orang");
  g_autofree char *path = g_strdup_printf ("anggota.orang[%u].warga", index);

  g_assert_cmpstr (pamor_form_get (form, path), ==, "1");
  g_assert_true (pamor_form_is_empty (form));
}

static void
test_items_move_up_with_answers_and_reasons (void)
{
  g_autoptr (PamorForm) form = new_form ("AKTA_LAHIR");

  g_assert_cmpuint (pamor_form_get_count (form, "saksi.orang"), ==, 2);
  g_assert_cmpuint (pamor_form_append_item (form, "saksi.orang"), ==, 2);
  pamor_form_set (form, "saksi.orang[0].name", "Satu");
  pamor_form_set (form, "saksi.orang[1].name", "Dua");
  pamor_form_set (form, "saksi.orang[2].name", "Tiga");
  pamor_form_set (form, "anak.nama", "Kirana Ayu");
  pamor_form_set_reason (form, "NIK13", "saksi.orang[1].nik", "hilang");
  pamor_form_set_reason (form, "NIK13", "saksi.orang[2].nik", "benar");
  pamor_form_set_reason (form, "LHR04", "anak.berat", "kembar");
  pamor_form_remove_item (form, "saksi.orang", 1);
  g_assert_cmpuint (pamor_form_get_count (form, "saksi.orang"), ==, 2);
  g_assert_cmpstr (pamor_form_get (form, "saksi.orang[0].name"), ==, "Satu");
  g_assert_cmpstr (pamor_form_get (form, "saksi.orang[1].name"), ==, "Tiga");
  g_assert_null (pamor_form_get (form, "saksi.orang[2].name"));
  g_assert_cmpstr (pamor_form_get (form, "anak.nama"), ==, "Kirana Ayu");
  g_assert_cmpstr (pamor_form_get_reason (form, "NIK13", "saksi.orang[1].nik"), ==, "benar");
  g_assert_null (pamor_form_get_reason (form, "NIK13", "saksi.orang[2].nik"));
  g_assert_cmpstr (pamor_form_get_reason (form, "LHR04", "anak.berat"), ==, "kembar");
}

static void
test_a_wrong_path_is_a_mistake_of_the_program (void)
{
  g_autoptr (PamorForm) form = new_form ("AKTA_LAHIR");
  static const char *const paths[] = { "anak.namaa", "anak.nama.nik",   "saksi.orang[2].nik",
                                       "ibu.orang",  "saksi.orang.nik", "saksi.orang[].nik" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*is_value_path*");
      pamor_form_set (form, paths[i], "x");
      g_test_assert_expected_messages ();
    }
  g_assert_true (pamor_form_is_empty (form));
}

static void
test_an_unknown_service_is_not_found (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_form_new (pamor_catalogue_get_builtin (), "SIM", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
}

static void
test_bytes_give_the_same_form_back (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (PamorForm) form = pamor_test_form_fill (codes[i]);
      g_autoptr (GBytes) bytes = pamor_form_to_bytes (form);
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorForm) again
          = pamor_form_new_from_bytes (pamor_form_get_catalogue (form), bytes, "draf", &error);
      g_autoptr (GBytes) bytes_again = NULL;

      g_assert_no_error (error);
      bytes_again = pamor_form_to_bytes (again);
      g_assert_true (g_bytes_equal (bytes, bytes_again));
    }
}

static void
test_the_same_answers_freeze_to_the_same_bytes (void)
{
  g_autoptr (PamorForm) filled = pamor_test_form_fill ("AKTA_LAHIR");
  g_autoptr (GBytes) draft = pamor_form_to_bytes (filled);
  g_autoptr (PamorForm) again
      = pamor_form_new_from_bytes (pamor_form_get_catalogue (filled), draft, "draf", NULL);
  g_autoptr (GBytes) one = pamor_form_freeze (filled, ID, 1, NULL, NOON);
  g_autoptr (GBytes) two = NULL;
  g_autoptr (GBytes) three = NULL;

  pamor_form_set (again, "anak.nama", "x");
  pamor_form_set (again, "pemohon.orang.nik", NULL);
  pamor_form_set (again, "pemohon.orang.nik", "3275 0105 0393 0002");
  pamor_form_set (again, "anak.nama", " Kirana Ayu Pratama ");
  two = pamor_form_freeze (again, ID, 1, NULL, NOON);
  three = pamor_form_freeze (again, ID, 2, NULL, NOON);
  g_assert_cmpstr (g_bytes_get_data (one, NULL), ==, g_bytes_get_data (two, NULL));
  g_assert_true (g_bytes_equal (one, two));
  g_assert_false (g_bytes_equal (one, three));
}

static JsonObject *
get_member (JsonObject *object,
            const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  return json_object_get_object_member (object, key);
}

static JsonNode *
parse_frozen (PamorForm *form)
{
  g_autoptr (GBytes) bytes = pamor_form_freeze (form, ID, 1, NULL, NOON);
  g_autoptr (GError) error = NULL;
  JsonNode *root = json_from_string (g_bytes_get_data (bytes, NULL), &error);

  g_assert_no_error (error);
  return root;
}

static void
test_the_payload_says_all_that_the_city_needs (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("KTP_RUSAK");
  g_autoptr (JsonNode) root = parse_frozen (form);
  JsonObject *object = json_node_get_object (root);
  JsonArray *attachments = json_object_get_array_member (object, "attachments");
  JsonObject *reason
      = json_array_get_object_element (json_object_get_array_member (object, "reasons"), 0);
  JsonObject *photo = json_array_get_object_element (attachments, 0);

  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, ID);
  g_assert_cmpint (json_object_get_int_member (object, "revision"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "service"), ==, "KTP_RUSAK");
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "application");
  g_assert_cmpstr (json_object_get_string_member (object, "catalogue"), ==, "2026.11.2");
  g_assert_cmpstr (json_object_get_string_member (object, "activity"), ==, "ANDUK_BANG_BEK");
  g_assert_cmpstr (json_object_get_string_member (object, "captured_at"), ==,
                   "2026-11-20T05:00:00Z");
  g_assert_cmpstr (json_object_get_string_member (reason, "rule"), ==, "IKD01");
  g_assert_cmpstr (json_object_get_string_member (reason, "path"), ==, "data.ikd");
  g_assert_cmpstr (json_object_get_string_member (get_member (object, "consent"), "agreed"), ==,
                   "ya");
  g_assert_cmpuint (json_array_get_length (attachments), ==, 3); /* KTP_RUSAK, KK, F107 */
  g_assert_cmpstr (json_object_get_string_member (photo, "requirement"), ==, "KTP_RUSAK");
  g_assert_cmpint (json_object_get_int_member (photo, "size"), ==, 4);
  g_assert_cmpint (strlen (json_object_get_string_member (photo, "sha256")), ==, 64);
}

static void
test_what_is_hidden_stays_in_the_draft_but_is_not_sent (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("KTP_RUSAK");
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) sent = NULL;
  g_autofree char *hidden = NULL;
  JsonObject *answers, *proxy;

  pamor_form_set_reason (form, "NIK13", "kuasa.orang.nik", "lama");
  pamor_form_set (form, "kuasa.diwakilkan", "tidak");
  root = parse_frozen (form);
  answers = get_member (json_node_get_object (root), "answers");
  proxy = get_member (answers, "kuasa");
  g_assert_false (json_object_has_member (proxy, "orang"));
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (json_node_get_object (root), "reasons")),
      ==, 1);
  sent = pamor_form_list_sent_attachments (form);
  g_assert_cmpuint (sent->len, ==, 2);
  g_assert_cmpuint (pamor_form_get_attachments (form)->len, ==, 3);
  hidden = pamor_form_dup_value (form, "kuasa.orang.name");
  g_assert_null (hidden);
  g_assert_cmpstr (pamor_form_get (form, "kuasa.orang.name"), ==, "Wahyu Hidayat");
}

static void
test_who_has_no_nik_sends_none (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("AKTA_LAHIR");
  g_autoptr (JsonNode) root = NULL;
  JsonObject *father;

  pamor_form_set (form, "ayah.orang.no_nik", "ya");
  root = parse_frozen (form);
  father = get_member (
      get_member (get_member (json_node_get_object (root), "answers"), "ayah"), "orang");
  g_assert_cmpstr (json_object_get_string_member (father, "no_nik"), ==, "ya");
  g_assert_false (json_object_has_member (father, "nik"));
}

static void
test_photos_come_and_go (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("KTP_BARU");
  g_autofree char *id
      = g_strdup (((PamorAttachment *) pamor_form_get_attachments (form)->pdata[0])->id);

  g_assert_true (pamor_form_remove_attachment (form, id));
  g_assert_false (pamor_form_remove_attachment (form, id));
  g_assert_cmpuint (pamor_form_get_attachments (form)->len, ==, 0);
}

static void
test_pointers_of_the_server_lead_to_the_field (void)
{
  static const struct { const char *pointer, *path; } rows[] = {
    { "/answers/anak/nama", "anak.nama" },
    { "/answers/ibu/orang/nik", "ibu.orang.nik" },
    { "/answers/saksi/orang/1/nik", "saksi.orang[1].nik" },
    { "/answers/saksi/orang/1", "saksi.orang[1]" },
    { "/attachments/0/sha256", "attachment:KK" },
    { "/attachments/99", NULL },
    { "/consent/agreed", "consent" },
    { "/answers/anak/tiada", NULL },
    { "/answers", NULL },
    { "", NULL },
    { "anak", NULL },
  };
  g_autoptr (PamorForm) form = pamor_test_form_fill ("AKTA_LAHIR");
  gboolean gone;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path
        = pamor_form_dup_path_at (form, rows[i].pointer, pamor_form_get_attachments (form), &gone);

      g_test_message ("%s", rows[i].pointer);
      g_assert_false (gone);
      g_assert_cmpstr (path, ==, rows[i].path);
    }
}

static char *
dup_requirement_at (PamorForm *form,
                    guint      index,
                    GPtrArray *manifest,
                    gboolean  *gone)
{
  g_autofree char *pointer = g_strdup_printf ("/attachments/%u", index);

  return pamor_form_dup_path_at (form, pointer, manifest, gone);
}

/* The office points into what was sent; the form went on since. */
static void
test_a_pointer_at_a_photo_leads_to_it_wherever_it_is_now (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("AKTA_LAHIR");
  GPtrArray *photos = pamor_form_get_attachments (form);
  g_autoptr (GPtrArray) sent
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  g_autofree char *second = NULL, *moved = NULL, *first = NULL;
  gboolean gone;

  g_assert_cmpuint (photos->len, >=, 3);
  for (guint i = 0; i < photos->len; i++)
    g_ptr_array_add (sent, pamor_attachment_copy (photos->pdata[i]));
  second = dup_requirement_at (form, 1, sent, &gone);

  /* The first is gone, the second is behind all others. */
  g_assert_true (pamor_form_remove_attachment (form, ((PamorAttachment *) sent->pdata[0])->id));
  g_assert_true (pamor_form_remove_attachment (form, ((PamorAttachment *) sent->pdata[1])->id));
  pamor_form_add_attachment (form, sent->pdata[1]);
  moved = dup_requirement_at (form, 1, sent, &gone);
  g_assert_cmpstr (moved, ==, second);
  g_assert_true (g_str_has_suffix (moved, ((PamorAttachment *) sent->pdata[1])->requirement));
  g_assert_false (gone);
  first = dup_requirement_at (form, 0, sent, &gone);
  g_assert_null (first);
  g_assert_true (gone);
  g_assert_null (dup_requirement_at (form, sent->len, sent, &gone));
  g_assert_false (gone); /* there never was such a one */
}

#define FIELD(key) "{'key': '" key "', 'kind': 'text', 'label': 'L'}"
#define SECTION(fields) "{'key': 's', 'title': 'S', 'fields': [" fields "]}"
#define UJI(key, more)                                                                             \
  TEST_SERVICE_HEAD "'sections': [" SECTION (FIELD ("nama") ", " FIELD (key)) more "]}"
#define THEN UJI ("tempat_tugas", ", {'key': 'r', 'title': 'R', 'fields': [" FIELD ("a") "]}")
#define NOW UJI ("baru", "")

static void
test_an_older_form_gives_what_is_still_asked_and_names_the_rest (void)
{
  g_autoptr (PamorCatalogue) then = pamor_test_catalogue_load (THEN, NULL, NULL, NULL);
  g_autoptr (PamorCatalogue) now = pamor_test_catalogue_load (
      NOW, "activities.json", "{'activities': [{'code': 'A', 'name': 'A'}]}", NULL);
  g_autoptr (PamorForm) form = pamor_form_new (then, "UJI", NULL);
  g_autoptr (PamorForm) older = NULL;
  g_autoptr (PamorForm) same = NULL;
  g_autofree char *lost = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  pamor_form_set (form, "s.nama", "Siti");
  pamor_form_set (form, "s.tempat_tugas", "Kranji");
  pamor_form_set (form, "r.a", "x");
  pamor_form_set_activity (form, "PATRIOT_BEKEN");
  bytes = pamor_form_to_bytes (form);
  g_assert_null (pamor_form_new_from_bytes (now, bytes, "draf", NULL));
  older = pamor_form_new_from_older (now, bytes, "draf", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pamor_form_get (older, "s.nama"), ==, "Siti");
  lost = pamor_form_dup_lost (older);
  g_assert_cmpstr (lost, ==, "PATRIOT_BEKEN, r, tempat tugas: Kranji");
  same = pamor_form_new_from_older (then, bytes, "draf", &error);
  g_assert_null (pamor_form_dup_lost (same));
}

#define ADUAN "{\"service\": \"ADUAN\", "
#define EMPTY "\"answers\": {}"

static void
test_malformed_bytes_name_the_place (void)
{
  static const char *const rows[][2] = {
    { "", "f.json: $: the file is empty" },
    { "[]", "f.json: $: expected an object" },
    { "{}", "f.json: $: “service” is missing" },
    { "{\"service\": \"ADUANN\", " EMPTY "}",
      "f.json: $.service: unknown service “ADUANN”; did you mean “ADUAN”?" },
    { ADUAN "\"answer\": {}}", "f.json: $: unknown key “answer”; did you mean “answers”?" },
    { ADUAN "\"consent\": {}}", "f.json: $: “answers” is missing" },
    { ADUAN "\"answers\": []}", "f.json: $.answers: expected an object" },
    { ADUAN "\"answers\": {\"adua\": {}}}",
      "f.json: $.answers: unknown key “adua”; did you mean “aduan”?" },
    { ADUAN "\"answers\": {\"aduan\": {\"pokk\": \"x\"}}}",
      "f.json: $.answers.aduan: unknown key “pokk”; did you mean “pokok”?" },
    { ADUAN "\"answers\": {\"aduan\": {\"pokok\": 3}}}",
      "f.json: $.answers.aduan.pokok: expected text in quotes" },
    { ADUAN "\"answers\": {\"pelapor\": {\"alamat\": \"Gang 3\"}}}",
      "f.json: $.answers.pelapor.alamat: expected an object" },
    { ADUAN "\"answers\": {\"pelapor\": {\"alamat\": {\"rtt\": \"001\"}}}}",
      "f.json: $.answers.pelapor.alamat: unknown key “rtt”; did you mean “rt”?" },
    { "{\"service\": \"AKTA_LAHIR\", \"answers\": {\"saksi\": {\"orang\": {}}}}",
      "f.json: $.answers.saksi.orang: expected a list" },
    { "{\"service\": \"AKTA_LAHIR\", \"answers\": {\"saksi\": {\"orang\": [{}, 3]}}}",
      "f.json: $.answers.saksi.orang[1]: expected an object" },
    { ADUAN EMPTY ", \"activity\": \"PATRIOT_BEKE\"}",
      "f.json: $.activity: unknown activity “PATRIOT_BEKE”; did you mean “PATRIOT_BEKEN”?" },
    { ADUAN EMPTY ", \"reasons\": [{\"rule\": \"X\"}]}",
      "f.json: $.reasons[0]: “path” is missing" },
    { ADUAN EMPTY ", \"consent\": {\"agree\": \"ya\"}}",
      "f.json: $.consent: unknown key “agree”; did you mean “agreed”?" },
    { ADUAN EMPTY ", \"attachments\": [{\"id\": \"x\"}]}",
      "f.json: $.attachments[0]: “requirement” is missing" },
    { ADUAN EMPTY ", \"attachments\": [{\"id\": \"x\", \"requirement\": \"BUKTI\", "
      "\"media_type\": \"image/jpeg\", \"size\": 3, \"sha256\": \"00\"}]}",
      "f.json: $.attachments[0]: “x” is not a UUID" },
    { ADUAN EMPTY ", \"attachments\": [{\"id\": \"" ID "\", \"requirement\": \"BUKTI\", "
      "\"media_type\": \"image/jpeg\", \"size\": 3, \"sha256\": \"00\"}]}",
      "f.json: $.attachments[0]: “00” is not a SHA-256 digest" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i][0], strlen (rows[i][0]));
      g_autoptr (GError) error = NULL;

      g_assert_null (
          pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), bytes, "f.json", &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, rows[i][1]);
    }
}

/* Any one byte of a draft changed or everything after it cut off: an error or a form. */
static void
test_damage_never_crashes (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("KTP_RUSAK");
  g_autoptr (GBytes) draft = pamor_form_to_bytes (form);
  gsize length = g_bytes_get_size (draft);

  for (guint i = 0; i < 2000; i++)
    {
      char *damaged = g_memdup2 (g_bytes_get_data (draft, NULL), length);
      guint at = g_test_rand_int_range (0, length);
      gsize kept = i % 4 == 0 ? at : length;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorForm) again = NULL;

      damaged[at] = "{}[]\",:\\ 0u\xff"[g_test_rand_int_range (0, 12)];
      bytes = g_bytes_new_take (damaged, kept);
      again = pamor_form_new_from_bytes (pamor_form_get_catalogue (form), bytes, "draf", &error);
      g_assert_true ((again == NULL) == (error != NULL));
    }
}

static void
test_the_bad_examples_are_refused (void)
{
  static const char *const rows[][2] = {
    { "bad-cut.json", "bad-cut.json: $: line 1: the file breaks off before its end" },
    { "bad-field.json",
      "bad-field.json: $.answers.aduan: unknown key “pokk”; did you mean “pokok”?" },
    { "bad-service.json",
      "bad-service.json: $.service: unknown service “AKTA_LAHIRR”; did you mean “AKTA_LAHIR”?" },
  };
  g_autoptr (PamorForm) wrong = pamor_test_form_read ("bad-answer");
  g_autoptr (GPtrArray) problems = pamor_test_form_check (wrong);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path
          = g_build_filename (g_getenv ("PAMOR_FIXTURES"), "forms", rows[i][0], NULL);
      g_autofree char *text = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      bytes = g_bytes_new (text, strlen (text));
      g_assert_null (pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), bytes, rows[i][0],
                                                &error));
      g_assert_cmpstr (error->message, ==, rows[i][1]);
    }
  g_assert_true (pamor_test_problems_have (problems, "NIK01", "pemohon.orang.nik"));
  g_assert_true (pamor_test_problems_have (problems, "date", "pemohon.orang.birth"));
  g_assert_true (pamor_test_problems_have (problems, "KTK01", "pemohon.hp"));
  g_assert_true (pamor_test_problems_have (problems, "yes_no", "kuasa.diwakilkan"));
}

static void
test_bad_text_is_named_or_cleaned (void)
{
  static const char *const cleaned[][2] = {
    { "pemohon.email", "moc@hotnoc" },
    { "pemohon.alamat.rt", "004" },
    { "kuasa.hubungan", "ibu" },
    { "kuasa.orang.name", "<b>Siti</b> & \"Budi\"" },
  };
  g_autoptr (PamorForm) form = pamor_test_form_read ("bad-text");
  g_autoptr (GPtrArray) problems = pamor_test_form_check (form);

  for (gsize i = 0; i < G_N_ELEMENTS (cleaned); i++)
    {
      g_autofree char *value = pamor_form_dup_value (form, cleaned[i][0]);

      g_assert_cmpstr (value, ==, cleaned[i][1]);
    }
  g_assert_true (pamor_test_problems_have (problems, "text_long", "pemohon.orang.name"));
  g_assert_true (pamor_test_problems_have (problems, "text_control", "pemohon.alamat.address"));
}

static void
test_an_older_catalogue_loads_while_its_fields_exist (void)
{
  static const char text[] = ADUAN "\"catalogue\": \"2025.1.1\", \"answers\": {\"aduan\": "
                                   "{\"pokok\": \"KTP\"}}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorForm) form
      = pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), bytes, "f.json", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (pamor_form_get (form, "aduan.pokok"), ==, "KTP");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/answers-are-kept-as-typed", test_answers_are_kept_as_typed);
  g_test_add_func ("/form/a-new-form-begins-with-what-is-usual",
                   test_a_new_form_begins_with_what_is_usual);
  g_test_add_func ("/form/a-new-item-begins-with-what-is-usual",
                   test_a_new_item_begins_with_what_is_usual);
  g_test_add_func ("/form/items-move-up-with-answers-and-reasons",
                   test_items_move_up_with_answers_and_reasons);
  g_test_add_func ("/form/a-wrong-path-is-a-mistake-of-the-program",
                   test_a_wrong_path_is_a_mistake_of_the_program);
  g_test_add_func ("/form/an-unknown-service-is-not-found", test_an_unknown_service_is_not_found);
  g_test_add_func ("/form/bytes-give-the-same-form-back", test_bytes_give_the_same_form_back);
  g_test_add_func ("/form/the-same-answers-freeze-to-the-same-bytes",
                   test_the_same_answers_freeze_to_the_same_bytes);
  g_test_add_func ("/form/the-payload-says-all-that-the-city-needs",
                   test_the_payload_says_all_that_the_city_needs);
  g_test_add_func ("/form/what-is-hidden-stays-in-the-draft-but-is-not-sent",
                   test_what_is_hidden_stays_in_the_draft_but_is_not_sent);
  g_test_add_func ("/form/who-has-no-nik-sends-none", test_who_has_no_nik_sends_none);
  g_test_add_func ("/form/photos-come-and-go", test_photos_come_and_go);
  g_test_add_func ("/form/pointers-of-the-server-lead-to-the-field",
                   test_pointers_of_the_server_lead_to_the_field);
  g_test_add_func ("/form/a-pointer-at-a-photo-leads-to-it-wherever-it-is-now",
                   test_a_pointer_at_a_photo_leads_to_it_wherever_it_is_now);
  g_test_add_func ("/form/an-older-form-gives-what-is-still-asked-and-names-the-rest",
                   test_an_older_form_gives_what_is_still_asked_and_names_the_rest);
  g_test_add_func ("/form/malformed-bytes-name-the-place", test_malformed_bytes_name_the_place);
  g_test_add_func ("/form/the-bad-examples-are-refused", test_the_bad_examples_are_refused);
  g_test_add_func ("/form/bad-text-is-named-or-cleaned", test_bad_text_is_named_or_cleaned);
  g_test_add_func ("/form/damage-never-crashes", test_damage_never_crashes);
  g_test_add_func ("/form/an-older-catalogue-loads-while-its-fields-exist",
                   test_an_older_catalogue_loads_while_its_fields_exist);
  return g_test_run ();
}
