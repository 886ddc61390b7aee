/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trainer's pages as HTML: plain, without a script, nothing from elsewhere. Whatever is put
 * into them goes through pamor_practice_html_add(), which escapes every value. */
#include "practice/pamor-practice-page.h"

#include "domain/pamor-words.h"
#include "practice/pamor-practice-html.h"
#include "practice/pamor-practice-json.h"

#include <glib/gi18n-lib.h>

#define add pamor_practice_html_add

static GString *
begin_page (const char *title)
{
  GString *page = g_string_new ("<!DOCTYPE html>\n");

  /* Translators: the language that you translate into, as in BCP 47 */
  add (page, "<html lang=\"%s\"><head><meta charset=\"utf-8\">", C_("language of the page", "en"));
  add (page, "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>", title);
  add (page, "<link rel=\"stylesheet\" href=\"/trainer/style.css\"></head>\n<body><header>");
  add (page, "<h1>%s</h1></header><main>\n", title);
  return page;
}

static char *
end_page (GString *page)
{
  add (page, "</main></body></html>\n");
  return g_string_free (page, FALSE);
}

static void
add_token (GString               *page,
           PamorPracticeExchange *exchange)
{
  add (page, "<input type=\"hidden\" name=\"token\" value=\"%s\">",
       pamor_practice_store_get_start (exchange->store));
}

static void
add_option (GString    *page,
            const char *value,
            const char *text,
            gboolean    chosen)
{
  add (page, "<option value=\"%s\"%s>%s</option>", value, chosen ? " selected" : "", text);
}

static void
add_moods (GString               *page,
           PamorPracticeExchange *exchange)
{
  const char *const words[] = {
    _("Normal"), _("Slow"), _("Down"), _("Wi-Fi login page answers"),
    _("Each first reply is lost"), _("Cut uploads keep nothing")
  };
  g_autofree char *duplicates = NULL;

  duplicates = pamor_practice_store_get_setting (exchange->store, "refuse-duplicates");
  add (page, "<form method=\"post\" action=\"/trainer/mood\">");
  add_token (page, exchange);
  add (page, "<label>%s<select name=\"mood\">", _("E-Open behaves"));
  for (PamorMood mood = 0; mood < G_N_ELEMENTS (words); mood++)
    add_option (page, pamor_mood_get_nick (mood), words[mood], mood == exchange->mood);
  add (page, "</select></label><label>%s<select name=\"duplicates\">", _("The same answers again"));
  add_option (page, "accept", _("are accepted"), duplicates == NULL);
  add_option (page, "refuse", _("are refused"), duplicates != NULL);
  add (page, "</select></label><button>%s</button></form>\n", _("Set"));
}

static void
add_backup (GString               *page,
            PamorPracticeExchange *exchange)
{
  add (page, "<form method=\"post\" action=\"/trainer/backup\">");
  add_token (page, exchange);
  add (page, "<button>%s</button></form>", _("Make a backup"));
  add (page, "<form method=\"post\" action=\"/trainer/restore\">");
  add_token (page, exchange);
  add (page, "<button>%s</button></form>\n", _("Lose all that came since the backup"));
}

/* The first name in the answers, wherever it is. Returns: (transfer none) (nullable) */
static const char *
find_name (JsonNode *node)
{
  const char *name = pamor_practice_json_get_text (node, "nama");
  JsonObjectIter iter;
  JsonNode *member;

  if (name == NULL)
    name = pamor_practice_json_get_text (node, "name");
  if (name != NULL || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return name;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (name == NULL && json_object_iter_next (&iter, NULL, &member))
    name = find_name (member);
  return name;
}

static const PamorService *
find_service (PamorPracticeRecord *record)
{
  return pamor_catalogue_find_service (pamor_catalogue_get_builtin (), record->service);
}

/* What people call it; of a newer catalogue than this program's only the code is known. */
static const char *
get_service_name (PamorPracticeRecord *record)
{
  const PamorService *service = find_service (record);

  return service == NULL ? record->service : service->name;
}

static JsonNode *
read_payload (PamorPracticeExchange *exchange,
              PamorPracticeRecord   *record)
{
  g_autoptr (GBytes) payload = NULL;

  payload = pamor_practice_read_payload (exchange->store, record->id, record->revision);
  return pamor_practice_json_parse (payload, NULL);
}

static char *
make_status_text (PamorPracticeRecord *record)
{
  if (record->withdrawn)
    return g_strdup (_("Withdrawn"));
  if (record->manifest_sha256 == NULL)
    return g_strdup (_("Photos still missing"));
  if (record->status == PAMOR_STATUS_NONE)
    return g_strdup (_("Arrived"));
  return pamor_words_for_status (record->status);
}

static void
add_row (GString               *page,
         PamorPracticeExchange *exchange,
         PamorPracticeRecord   *record)
{
  g_autoptr (JsonNode) payload = read_payload (exchange, record);
  const char *name = find_name (pamor_practice_json_get_member (payload, "answers"));
  g_autofree char *when = pamor_words_for_time (record->created_at, exchange->now);
  g_autofree char *status = make_status_text (record);

  add (page, "<tr><td><a href=\"/trainer/submissions/%s\">%s</a></td>", record->id,
       record->number == NULL ? _("no number yet") : record->number);
  add (page, "<td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n", get_service_name (record),
       name == NULL ? "" : name, when, status);
}

/** pamor_practice_make_list_page: Returns: (transfer full): all that arrived, newest first */
char *
pamor_practice_make_list_page (PamorPracticeExchange *exchange)
{
  GString *page = begin_page (_("Practice E-Open"));
  g_autoptr (sqlite3_stmt) rows = NULL;

  add (page, "<p>%s</p>\n",
       _("What officers send in practice arrives here. Nothing goes to the city."));
  add_moods (page, exchange);
  add_backup (page, exchange);
  add (page, "<h2>%s</h2><p><a href=\"/\">%s</a></p>\n", _("Arrived"), _("Look again"));
  add (page,
       "<table><thead><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr></thead>",
       _("Number"), _("Service"), _("Name"), _("When"), _("State"));
  add (page, "<tbody>\n");
  rows = pamor_practice_store_query (exchange->store, "SELECT id FROM submission ORDER BY seq DESC",
                                     "");
  while (pamor_practice_store_next (exchange->store, rows))
    {
      const char *id = (const char *) sqlite3_column_text (rows, 0);
      g_autoptr (PamorPracticeRecord) record = pamor_practice_record_load (exchange->store, id);

      if (record != NULL)
        add_row (page, exchange, record);
    }
  add (page, "</tbody></table>\n");
  return end_page (page);
}

static void
add_contents (GString               *page,
              PamorPracticeExchange *exchange,
              PamorPracticeRecord   *record)
{
  g_autoptr (JsonNode) payload = read_payload (exchange, record);
  JsonNode *answers = pamor_practice_json_get_member (payload, "answers");
  JsonNode *consent = pamor_practice_json_get_member (payload, "consent");
  JsonNode *reasons = pamor_practice_json_get_member (payload, "reasons");
  const char *family = pamor_practice_json_get_text (
    pamor_practice_json_get_member (payload, "case"), "name");
  const PamorService *service = find_service (record);

  if (answers == NULL) /* withdrawn */
    return;
  if (family != NULL)
    add (page, "<dl><dt>%s</dt><dd>%s</dd></dl>\n", _("Part of"), family);
  add (page, "<h2>%s</h2>\n", _("Answers"));
  pamor_practice_html_add_answers (page, answers, service, exchange->now);
  add (page, "<h2>%s</h2>\n", _("Consent"));
  pamor_practice_html_add_facts (page, consent, service, exchange->now);
  if (reasons == NULL)
    return;
  add (page, "<h2>%s</h2>\n", _("Reasons"));
  pamor_practice_html_add_facts (page, reasons, service, exchange->now);
}

static const char *
get_requirement_name (PamorPracticeRecord   *record,
                      const PamorAttachment *attachment)
{
  const PamorService *service = find_service (record);
  const PamorRequirement *requirement = NULL;

  if (service != NULL)
    requirement = pamor_service_find_requirement (service, attachment->requirement);
  return requirement == NULL ? attachment->requirement : requirement->name;
}

static void
add_photo (GString               *page,
           PamorPracticeRecord   *record,
           const PamorAttachment *attachment)
{
  const char *name = get_requirement_name (record, attachment);
  g_autofree char *have = pamor_words_for_size (attachment->offset);
  g_autofree char *size = pamor_words_for_size (attachment->size);

  if (!attachment->stored)
    {
      add (page, "<figure><figcaption>%s: ", name);
      add (page, _("%s of %s so far"), have, size);
      add (page, "</figcaption></figure>\n");
      return;
    }
  add (page, "<figure><a href=\"/trainer/photos/%s/%s\">", record->id, attachment->id);
  if (g_str_equal (attachment->media_type, "image/jpeg"))
    add (page, "<img src=\"/trainer/photos/%s/%s\" alt=\"%s\">", record->id, attachment->id, name);
  else
    add (page, "%s", attachment->media_type);
  add (page, "</a><figcaption>%s, %s</figcaption></figure>\n", name, size);
}

static void
add_photos (GString             *page,
            PamorPracticeRecord *record)
{
  if (record->attachments->len == 0)
    return;
  add (page, "<h2>%s</h2><div class=\"photos\">\n", _("Photos"));
  for (guint i = 0; i < record->attachments->len; i++)
    add_photo (page, record, record->attachments->pdata[i]);
  add (page, "</div>\n");
}

/* Where the officer's form is to open: at a photo. */
static void
add_places (GString             *page,
            PamorPracticeRecord *record)
{
  if (record->attachments->len == 0)
    return;
  add (page, "<label>%s<select name=\"pointer\">", _("Which photo"));
  add_option (page, "", _("none"), TRUE);
  for (guint i = 0; i < record->attachments->len; i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/attachments/%u", i);

      add_option (page, pointer, get_requirement_name (record, record->attachments->pdata[i]),
                  FALSE);
    }
  add (page, "</select></label>\n");
}

static void
add_status_form (GString               *page,
                 PamorPracticeExchange *exchange,
                 PamorPracticeRecord   *record)
{
  if (record->withdrawn || record->manifest_sha256 == NULL)
    return;
  add (page, "<h2>%s</h2><form method=\"post\" action=\"/trainer/status\">", _("Set the status"));
  add_token (page, exchange);
  add (page, "<input type=\"hidden\" name=\"submission\" value=\"%s\">", record->id);
  add (page, "<label class=\"wide\">%s<textarea name=\"message\" rows=\"2\" maxlength=\"500\">"
             "</textarea></label>",
       _("Words for the officer (needed to reject)"));
  add (page, "<label>%s<select name=\"reason_code\">", _("Reason"));
  add_option (page, "", _("none"), TRUE);
  add_option (page, "photo-unreadable", _("A photo cannot be read"), FALSE);
  add_option (page, "document-missing", _("A document is missing"), FALSE);
  add_option (page, "data-differs", _("The data differ from the document"), FALSE);
  add (page, "</select></label>\n");
  add_places (page, record);
  add (page, "<label><input type=\"checkbox\" name=\"closed\" value=\"yes\">%s</label>\n",
       _("It takes no correction: only a new one in its place"));
  for (PamorStatus status = PAMOR_STATUS_VERIFICATION; status <= PAMOR_STATUS_FAILED; status++)
    {
      g_autofree char *words = pamor_words_for_status (status);

      add (page, "<button name=\"status\" value=\"%s\">%s</button>", pamor_status_get_nick (status),
           words);
    }
  add (page, "</form>\n");
}

static void
add_facts (GString               *page,
           PamorPracticeExchange *exchange,
           PamorPracticeRecord   *record)
{
  g_autofree char *when = pamor_words_for_time (record->created_at, exchange->now);
  g_autofree char *status = make_status_text (record);

  add (page, "<p><a href=\"/\">%s</a></p><dl>", _("All that arrived"));
  add (page, "<dt>%s</dt><dd>%s</dd>", _("State"), status);
  add (page, "<dt>%s</dt><dd>%s</dd>", _("Service"), get_service_name (record));
  add (page, "<dt>%s</dt><dd>%s</dd>", _("Officer"), record->officer);
  add (page, "<dt>%s</dt><dd>%s</dd>", _("When"), when);
  add (page, "<dt>%s</dt><dd>%u</dd>", _("Revision"), record->revision);
  if (record->replaces != NULL)
    add (page, "<dt>%s</dt><dd><a href=\"/trainer/submissions/%s\">%s</a></dd>",
         _("In place of"), record->replaces, record->replaces);
  if (record->replaced_by != NULL)
    add (page, "<dt>%s</dt><dd><a href=\"/trainer/submissions/%s\">%s</a></dd>",
         _("Its place was taken by"), record->replaced_by, record->replaced_by);
  if (record->number != NULL && g_str_equal (record->kind, "ticket"))
    add (page, "<dt>%s</dt><dd>%s</dd>", _("Text of the QR code"), record->number);
  add (page, "<dt>%s</dt><dd>%s</dd></dl>\n", _("Sent as"), record->id);
}

/** pamor_practice_make_submission_page: Returns: (transfer full): its newest revision */
char *
pamor_practice_make_submission_page (PamorPracticeExchange *exchange,
                                     PamorPracticeRecord   *record)
{
  GString *page = begin_page (record->number == NULL ? _("no number yet") : record->number);

  add_facts (page, exchange, record);
  add_status_form (page, exchange, record);
  add_contents (page, exchange, record);
  add_photos (page, record);
  return end_page (page);
}
