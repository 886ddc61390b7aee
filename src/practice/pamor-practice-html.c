/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was sent, as HTML in the words of the form it was entered with. A service, field or code
 * that this program does not know is shown as it came. */
#include "practice/pamor-practice-html.h"

#include "base/pamor-clock.h"
#include "domain/pamor-answer-words.h"
#include "domain/pamor-field.h"
#include "domain/pamor-words.h"
#include "practice/pamor-practice-json.h"

#include <glib/gi18n-lib.h>

#define add pamor_practice_html_add

/** Place: where a value stands */
typedef struct
{
  const PamorService *service; /* (nullable): NULL outside answers */
  const PamorService *rules;   /* (nullable): whose rules reasons speak of */
  const char         *section; /* (nullable): key */
  const PamorField   *field;   /* (nullable) */
  const char         *name;    /* (nullable): the last one on the way */
  gint64              now;     /* wall clock, us */
} Place;

/* What surrounds the answers: the consent, and reasons for warnings */
static const struct { const char *name, *words; } facts[] = {
  { "agreed", N_("Agreed") }, { "role", N_("As") }, { "name", N_("Name") },
  { "whatsapp", N_("News by WhatsApp") }, { "at", N_("When") }, { "officer", N_("Officer") },
  { "rule", N_("Rule") }, { "path", N_("Field") }, { "reason", N_("Reason") },
};

/** pamor_practice_html_add: @format: HTML, whose values are escaped, as text or within quotes */
void
pamor_practice_html_add (GString    *page,
                         const char *format,
                         ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_markup_vprintf_escaped (format, values);
  va_end (values);
  g_string_append (page, text);
}

static const char *
find_fact (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].name, name))
      return _(facts[i].words);
  return NULL;
}

static const char *
enter_section (Place      *place,
               const char *key)
{
  place->section = key;
  for (guint i = 0; i < place->service->sections->len; i++)
    {
      const PamorSection *section = place->service->sections->pdata[i];

      if (g_str_equal (section->key, key))
        return section->title;
    }
  return NULL;
}

/* Moves down by one name. Returns: (transfer none): what people call it, or the name itself */
static const char *
enter (Place      *place,
       const char *name)
{
  const char *label = NULL;

  place->name = name;
  if (place->service == NULL)
    label = find_fact (name);
  else if (place->field != NULL)
    label = pamor_field_get_member_label (place->field, pamor_catalogue_get_builtin (), name);
  else if (place->section != NULL)
    {
      g_autofree char *path = g_strconcat (place->section, ".", name, NULL);

      place->field = pamor_service_find_field (place->service, path);
      label = place->field == NULL ? NULL : place->field->label;
    }
  else
    label = enter_section (place, name);
  return label == NULL ? name : label;
}

static char *
dup_yes_no (const char *value)
{
  if (g_str_equal (value, "ya"))
    return g_strdup (_("Yes"));
  return g_strdup (g_str_equal (value, "tidak") ? _("No") : value);
}

/* Returns: (transfer full): the value of a field as people write it */
static char *
dup_answer (const Place *place,
            const char  *value)
{
  const char *const *members = pamor_field_get_members (place->field);
  const gboolean single = *members[0] == '\0';

  if (!single && !g_strv_contains (members, place->name))
    return g_strdup (value);
  return pamor_answer_words_for_value (place->field, single ? "" : place->name, value);
}

/* Returns: (transfer none) (nullable): what the rule says to people */
static const char *
find_rule (const PamorService *service,
           const char         *id)
{
  const PamorRule *rule = pamor_catalogue_find_rule (pamor_catalogue_get_builtin (), id);

  for (guint i = 0; service != NULL && rule == NULL && i < service->rules->len; i++)
    {
      const PamorRule *own = service->rules->pdata[i];

      rule = g_str_equal (own->id, id) ? own : NULL;
    }
  return rule == NULL ? NULL : rule->message;
}

/* Returns: (transfer full): what surrounds the answers, as people write it */
static char *
dup_fact (const Place *place,
          const char  *value)
{
  const char *rule = NULL;
  gint64 time;

  if (g_strcmp0 (place->name, "at") == 0 && pamor_clock_parse_utc (value, &time))
    return pamor_words_for_time (time, place->now);
  if (g_strcmp0 (place->name, "rule") == 0)
    rule = find_rule (place->rules, value);
  return rule == NULL ? dup_yes_no (value) : g_strdup (rule);
}

static void add_value (GString *page, JsonNode *node, Place place);

static void
add_members (GString    *page,
             JsonObject *object,
             Place       place)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  add (page, "<dl>");
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      Place inner = place;

      add (page, "<dt>%s</dt><dd>", enter (&inner, name));
      add_value (page, member, inner);
      add (page, "</dd>\n");
    }
  add (page, "</dl>");
}

static void
add_items (GString   *page,
           JsonArray *array,
           Place      place)
{
  add (page, "<ol>");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      add (page, "<li>");
      add_value (page, json_array_get_element (array, i), place);
      add (page, "</li>\n");
    }
  add (page, "</ol>");
}

static void
add_value (GString  *page,
           JsonNode *node,
           Place     place)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    add_members (page, json_node_get_object (node), place);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    add_items (page, json_node_get_array (node), place);
  else
    {
      text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                              : json_to_string (node, FALSE);
      words = place.field != NULL ? dup_answer (&place, text) : dup_fact (&place, text);
      add (page, "%s", words);
    }
}

/** pamor_practice_html_add_answers: @service: (nullable): NULL where it is not known here */
void
pamor_practice_html_add_answers (GString            *page,
                                 JsonNode           *answers,
                                 const PamorService *service,
                                 gint64              now)
{
  add_value (page, answers, (Place){ .service = service, .now = now });
}

/** pamor_practice_html_add_facts: the consent, or the reasons; @service: (nullable): of these */
void
pamor_practice_html_add_facts (GString            *page,
                               JsonNode           *surroundings,
                               const PamorService *service,
                               gint64              now)
{
  add_value (page, surroundings, (Place){ .rules = service, .now = now });
}
