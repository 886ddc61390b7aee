/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-eopen.h"

#include <string.h>

#define FORM "application/x-www-form-urlencoded"

/* Returns: (transfer full): the page as text */
static char *
get_page (PamorTestEopen *self,
          const char     *path)
{
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, "authorization", "", NULL), ==,
                   200);
  g_assert_true (g_str_has_prefix (pamor_test_eopen_header (self, "content-type"), "text/html"));
  g_assert_cmpstr (pamor_test_eopen_header (self, "cache-control"), ==, "no-store");
  return g_strndup (g_bytes_get_data (self->reply->body, NULL),
                    g_bytes_get_size (self->reply->body));
}

static char *
make_page_path (const char *submission)
{
  return g_strconcat ("/trainer/submissions/", strrchr (submission, '/') + 1, NULL);
}

static guint
post_form (PamorTestEopen *self,
           const char     *path,
           const char     *token,
           const char     *fields)
{
  g_autofree char *text = g_strdup_printf ("token=%s&%s", token, fields);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return pamor_test_eopen_send (self, "POST", path, body, "content-type", FORM, NULL);
}

static void
test_what_people_write_stays_text (PamorTestEopen *self,
                                   gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (
      self, "application",
      "{\"<b>\":{\"nama\":\"<script>alert('x')</script>\",\"n\":[1,true,null,\"\\u0007\\\"&\"]}}",
      NULL);
  g_autofree char *address = make_page_path (path);
  g_autofree char *list = get_page (self, "/");
  g_autofree char *page = get_page (self, address);

  g_assert_null (strstr (list, "<script"));
  g_assert_nonnull (strstr (list, "&lt;script&gt;alert(&apos;x&apos;)"));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "<b>"));
  g_assert_nonnull (strstr (page, "&lt;b&gt;"));
  g_assert_nonnull (strstr (pamor_test_eopen_header (self, "content-security-policy"),
                            "default-src 'none'"));
}

/* With ' for " */
#define BIRTH                                                                                      \
  "{'revision':1,'service':'AKTA_LAHIR','catalogue':'1','attachments':[],"                         \
  "'captured_at':'2026-11-20T08:00:00Z','case':{"                              \
  "'id':'0193a000-0000-7000-8000-00000000000c','name':'Bayi & ibu','order':1},"          \
  "'consent':{'agreed':'ya','role':'orang-tua','at':'2026-11-20T07:00:00Z'},"                      \
  "'reasons':[{'rule':'LHR01','path':'anak.lahir','reason':'Baru pulang'}],"                       \
  "'answers':{'x':{'y':'z'},'anak':{'nama':'BUDI UJI','baru':[true]},'saksi':'text',"              \
  "'ibu':{'orang':{'nik':'3275016504900001','sex':'P','birth':'1990-04-25','new':1,"               \
  "'name':{'deep':['er']}},'bukan':{'orang':[[]]}}}}"

static void
test_the_words_of_the_form_name_the_answers (PamorTestEopen *self,
                                             gconstpointer   unused)
{
  const char *const wanted[] = {
    "<dt>y</dt><dd>z</dd>", /* unknown, shown all the same */
    "<dd>BUDI UJI</dd>", "<dd>3275 0165 0490 0001</dd>", "<dd>female</dd>", "25 April 1990",
    "<dt>Agreed</dt><dd>Yes</dd>", "<dd>Baru pulang</dd>", "<li>er</li>", "<dt>new</dt><dd>1</dd>",
    "<dt>Part of</dt><dd>Bayi &amp; ibu</dd>",
  };
  const char *const unwanted[] = {
    "AKTA_LAHIR", "<dt>agreed</dt>", "LHR01", "1990-04-25", "T07:00"
  };
  const char *path = "/v1/submissions/0193a000-0000-7000-8000-000000000001";
  g_autofree char *address = make_page_path (path);
  g_autofree char *payload = g_strdelimit (g_strdup (BIRTH), "'", '"');
  g_autofree char *page = NULL;

  g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", path, payload), ==, 201);
  page = get_page (self, address);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strstr (page, wanted[i]) == NULL)
      g_error ("%s is missing in %s", wanted[i], page);
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_assert_null (strstr (page, unwanted[i]));
}

static void
test_a_ticket_shows_what_its_code_says (PamorTestEopen *self,
                                        gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "ticket", "{}", NULL);
  g_autofree char *address = make_page_path (path);
  g_autofree char *receipt = g_strconcat (path, "/receipt", NULL);
  g_autofree char *page = get_page (self, address);
  g_autofree char *line = NULL;

  g_assert_cmpint (pamor_test_eopen_send (self, "GET", receipt, NULL, NULL), ==, 200);
  line = g_strdup_printf ("<dt>Text of the QR code</dt><dd>%s</dd>",
                          pamor_test_eopen_text (self, "qr"));
  g_assert_nonnull (strstr (page, line));
}

static void
test_photos_are_shown_when_whole (PamorTestEopen *self,
                                  gconstpointer   unused)
{
  g_autoptr (GPtrArray) photos = pamor_test_eopen_make_photos (self, 1, 1000);
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", "{}", photos);
  g_autofree char *address = make_page_path (path);
  PamorAttachment *photo = photos->pdata[0];
  g_autofree char *image
      = g_strdup_printf ("/trainer/photos/%s/%s", strrchr (path, '/') + 1, photo->id);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (pamor_test_eopen_upload (self, path, photo, 0, 999), ==, 204);
  before = get_page (self, address);
  g_assert_null (strstr (before, "<img"));
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", image, NULL, NULL), ==, 404);

  g_assert_cmpint (pamor_test_eopen_upload (self, path, photo, 999, 1), ==, 204);
  after = get_page (self, address);
  g_assert_nonnull (strstr (after, image));
  g_assert_nonnull (strstr (after, "<img"));
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", image, NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_header (self, "content-type"), ==, "image/jpeg");
  g_assert_cmpstr (pamor_test_eopen_header (self, "cache-control"), ==, "no-store");
  g_assert_true (g_bytes_equal (self->reply->body, photo->content));
}

static void
test_it_answers_this_machine_only (PamorTestEopen *self,
                                   gconstpointer   unused)
{
  const char *const hosts[] = { "", "evil.example", "evil.example:8080", "127.0.0.1.evil.example",
                                "127.0.0.1@evil.example", "192.168.1.5:80" };
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"mood\":\"down\"}", 15);

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/", NULL, "host", hosts[i], NULL), ==,
                     403);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/", NULL, "host", "localhost:81", NULL), ==,
                   200);
  g_assert_cmpint (pamor_test_eopen_send (self, "POST", "/trainer/mood", body, "origin",
                                          "http://evil.example", NULL),
                   ==, 403);
  g_assert_cmpint (
      pamor_test_eopen_send (self, "POST", "/trainer/mood", body, "origin", "null", NULL), ==, 403);
  g_assert_cmpint (pamor_test_eopen_send (self, "POST", "/trainer/mood", body, "origin",
                                          "http://127.0.0.1:8080", NULL),
                   ==, 204);
}

static void
test_a_form_needs_the_token_of_this_start (PamorTestEopen *self,
                                           gconstpointer   unused)
{
  g_autofree char *token = g_strdup (pamor_practice_store_get_start (self->store));
  g_autofree char *page = get_page (self, "/");

  g_assert_nonnull (strstr (page, token));
  g_assert_cmpint (post_form (self, "/trainer/mood", "", "mood=down"), ==, 403);
  g_assert_cmpint (post_form (self, "/trainer/mood", "x", "mood=down"), ==, 403);
  g_assert_cmpint (pamor_practice_store_get_mood (self->store), ==, PAMOR_MOOD_NORMAL);
  g_assert_cmpint (post_form (self, "/trainer/mood", token, "mood=down"), ==, 303);
  g_assert_cmpstr (pamor_test_eopen_header (self, "location"), ==, "/");
  g_assert_cmpint (pamor_practice_store_get_mood (self->store), ==, PAMOR_MOOD_DOWN);

  pamor_test_eopen_reopen (self);
  g_assert_cmpint (post_form (self, "/trainer/mood", token, "mood=normal"), ==, 403);
}

static void
test_a_status_reaches_the_officer (PamorTestEopen *self,
                                   gconstpointer   unused)
{
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", "{}", NULL);
  const char *id = strrchr (path, '/') + 1;
  g_autofree char *fields = NULL;
  g_autofree char *silent = NULL;
  JsonObject *item;

  fields = g_strdup_printf ("submission=%s&status=rejected&reason_code=photo-unreadable"
                            "&message=KK+tidak+terbaca+%%26+terpotong", id);
  silent = g_strdup_printf ("submission=%s&status=rejected&message=", id);
  g_assert_cmpint (post_form (self, "/trainer/status", pamor_practice_store_get_start (self->store),
                              silent),
                   ==, 422);
  g_assert_cmpint (post_form (self, "/trainer/status", pamor_practice_store_get_start (self->store),
                              fields),
                   ==, 303);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/v1/changes", NULL, NULL), ==, 200);
  item = json_array_get_object_element (pamor_test_eopen_array (self, "items"), 0);
  g_assert_cmpstr (json_object_get_string_member (item, "status"), ==, "rejected");
  g_assert_cmpstr (json_object_get_string_member (item, "reason_code"), ==, "photo-unreadable");
  g_assert_cmpstr (json_object_get_string_member (item, "message"), ==,
                   "KK tidak terbaca & terpotong");
}

static void
test_a_crooked_status_is_refused (PamorTestEopen *self,
                                  gconstpointer   unused)
{
  g_autoptr (GPtrArray) photos = pamor_test_eopen_make_photos (self, 1, 10);
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", "{}", photos);
  const char *id = strrchr (path, '/') + 1;
  const struct { const char *submission, *status; guint wanted; } posts[] = {
    { id, "done", 409 }, /* photos are missing */
    { id, "none", 400 },
    { id, "gone", 400 },
    { "0193a000-0000-7000-8000-000000000001", "done", 404 },
    { "../..", "done", 404 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"submission\":\"%s\",\"status\":\"%s\"}",
                                               posts[i].submission, posts[i].status);

      g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/trainer/status", text), ==,
                       posts[i].wanted);
    }
  g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/trainer/status", "{}"), ==, 404);
  g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/trainer/mood", "{\"mood\":7}"), ==,
                   400);
}

static void
test_programs_see_what_arrived (PamorTestEopen *self,
                                gconstpointer   unused)
{
  g_autoptr (GPtrArray) photos = pamor_test_eopen_make_photos (self, 1, 10);
  g_autofree char *path = pamor_test_eopen_hand_in (self, "application", "{}", photos);
  PamorAttachment *photo = photos->pdata[0];
  JsonObject *item, *attachment;

  pamor_test_eopen_upload (self, path, photo, 0, 4);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/trainer/submissions.json", NULL, NULL), ==,
                   200);
  g_assert_cmpint (pamor_test_eopen_number (self, "bodies"), ==, 3); /* login, submission, piece */
  g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "submissions")), ==, 1);
  item = json_array_get_object_element (pamor_test_eopen_array (self, "submissions"), 0);
  g_assert_cmpstr (json_object_get_string_member (item, "id"), ==, strrchr (path, '/') + 1);
  g_assert_cmpstr (json_object_get_string_member (item, "state"), ==, "incomplete");
  g_assert_cmpint (json_object_get_int_member (item, "puts"), ==, 1);
  attachment
      = json_array_get_object_element (json_object_get_array_member (item, "attachments"), 0);
  g_assert_cmpstr (json_object_get_string_member (attachment, "sha256"), ==, photo->sha256);
  g_assert_cmpint (json_object_get_int_member (attachment, "size"), ==, 10);
  g_assert_cmpint (json_object_get_int_member (attachment, "offset"), ==, 4);
}

static void
add (const char *name,
     void        (*test) (PamorTestEopen *, gconstpointer))
{
  g_test_add (name, PamorTestEopen, NULL, pamor_test_eopen_set_up, test,
              pamor_test_eopen_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/trainer/what-people-write-stays-text", test_what_people_write_stays_text);
  add ("/trainer/the-words-of-the-form-name-the-answers",
       test_the_words_of_the_form_name_the_answers);
  add ("/trainer/photos-are-shown-when-whole", test_photos_are_shown_when_whole);
  add ("/trainer/a-ticket-shows-what-its-code-says", test_a_ticket_shows_what_its_code_says);
  add ("/trainer/it-answers-this-machine-only", test_it_answers_this_machine_only);
  add ("/trainer/a-form-needs-the-token-of-this-start", test_a_form_needs_the_token_of_this_start);
  add ("/trainer/a-status-reaches-the-officer", test_a_status_reaches_the_officer);
  add ("/trainer/a-crooked-status-is-refused", test_a_crooked_status_is_refused);
  add ("/trainer/programs-see-what-arrived", test_programs_see_what_arrived);
  return g_test_run ();
}
