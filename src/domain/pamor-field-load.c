/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields and sections of a service or a part, read strictly; what is wrong is kept by the
 * PamorJson. */
#include "domain/pamor-catalogue-private.h"

#include "domain/pamor-condition.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Keys that only some kinds of field take; bits are 1 << PamorFieldKind. */
static const struct { const char *key; guint kinds; } special_keys[] = {
  { "codes", 1 << PAMOR_FIELD_CHOICE },
  { "usual", 1 << PAMOR_FIELD_CHOICE },
  { "min", 1 << PAMOR_FIELD_NUMBER },
  { "max", 1 << PAMOR_FIELD_NUMBER },
  { "unit", 1 << PAMOR_FIELD_NUMBER },
  { "max_length", 1 << PAMOR_FIELD_TEXT },
  { "multiline", 1 << PAMOR_FIELD_TEXT },
  { "not_after", 1 << PAMOR_FIELD_DATE },
  { "not_before", 1 << PAMOR_FIELD_DATE },
  { "first_recording", 1 << PAMOR_FIELD_NAME | 1 << PAMOR_FIELD_PERSON },
  { "nik_optional", 1 << PAMOR_FIELD_PERSON },
  { "whole_person", 1 << PAMOR_FIELD_PERSON },
  { "fields", 1 << PAMOR_FIELD_PERSON },
  { "whole", 1 << PAMOR_FIELD_NUMBER },
  { "working_days_ahead", 1 << PAMOR_FIELD_DATE },
  { "point", 1 << PAMOR_FIELD_DATE },
};

/* Where a value stands on a document of the family or the person; each has its drawing. */
static const char *const spots[]
    = { "kk.nomor",         "kk.kepala",        "kk.alamat",          "kk.rt_rw",
        "kk.kelurahan",     "kk.nama",          "kk.nik",             "kk.jenis_kelamin",
        "kk.tempat_lahir",  "kk.tanggal_lahir", "kk.agama",           "kk.pendidikan",
        "kk.pekerjaan",     "kk.golongan_darah", "kk.status",         "kk.hubungan",
        "kk.kewarganegaraan", "kk.paspor",      "kk.ayah",            "kk.ibu",
        "ktp.nik",          "ktp.nama",         "ktp.lahir",          "ktp.jenis_kelamin",
        "ktp.golongan_darah", "ktp.alamat",     "ktp.rt_rw",          "ktp.kelurahan",
        "ktp.kecamatan",    "ktp.agama",        "ktp.status",         "ktp.pekerjaan",
        "ktp.kewarganegaraan", "ktp.foto",      "skl.nama",           "skl.tanggal",
        "skl.pukul",        "skl.berat",        "skl.panjang",        "skl.ibu",
        NULL };

static char *
load_key (PamorJson *json)
{
  char *key = pamor_json_need_text (json, "key");

  if (key != NULL && !pamor_path_is_key (key))
    pamor_json_fail (json, _("“%s” is not a key: a-z, 0-9 and _ only, at most 32"), key);
  return key;
}

/* Returns: (transfer full) (nullable): the condition at @key, not resolved yet */
static PamorCondition *
load_condition (PamorJson  *json,
                const char *key)
{
  PamorCondition *condition;

  if (!pamor_json_enter (json, key))
    return NULL;
  condition = pamor_condition_parse (json);
  pamor_json_leave (json);
  return condition;
}

/**
 * pamor_condition_load_required:
 * @json: stands on a field or requirement; fails where both members are there
 * @required: (out): the member “required”
 *
 * Returns: (transfer full) (nullable): of “required_if”, not resolved yet
 */
PamorCondition *
pamor_condition_load_required (PamorJson *json,
                               gboolean  *required)
{
  PamorCondition *condition = load_condition (json, "required_if");

  *required = pamor_json_get_flag (json, "required", FALSE);
  if (*required && condition != NULL)
    pamor_json_fail (json, _("“required” and “required_if” exclude each other"));
  return condition;
}

static void
load_kind (PamorField *self,
           PamorJson  *json)
{
  g_autofree char *nick = NULL;

  if (!pamor_json_need (json, "kind"))
    return;
  nick = pamor_json_dup_string (json);
  if (nick != NULL && !pamor_field_kind_from_nick (nick, &self->kind))
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("kind"), nick, pamor_field_kinds);
  pamor_json_leave (json);
}

static void
load_list (PamorField *self,
           PamorJson  *json)
{
  static const char *const keys[] = { "min", "max", "item_label", NULL };

  if (!pamor_json_enter (json, "list"))
    return;
  pamor_json_expect_object (json, keys);
  self->is_list = TRUE;
  self->list_min = pamor_json_get_count (json, "min", 0, 50, 0);
  self->list_max = pamor_json_get_count (json, "max", 1, 50, 50);
  self->item_label = pamor_json_dup_text (json, "item_label");
  if (self->list_min > self->list_max)
    pamor_json_fail (json, _("“min” is above “max”"));
  if (self->item_label != NULL && strstr (self->item_label, "%d") == NULL)
    pamor_json_fail (json, _("“item_label” needs %%d where the number of the item goes"));
  pamor_json_leave (json);
}

static void
load_codes (PamorField     *self,
            PamorJson      *json,
            PamorCatalogue *catalogue)
{
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  if (self->kind != PAMOR_FIELD_CHOICE || !pamor_json_need (json, "codes"))
    return;
  id = pamor_json_dup_string (json);
  self->codes = id == NULL ? NULL : (PamorCodeList *) pamor_catalogue_find_codes (catalogue, id);
  for (guint i = 0; i < catalogue->code_lists->len; i++)
    g_ptr_array_add (known, ((PamorCodeList *) g_ptr_array_index (catalogue->code_lists, i))->id);
  g_ptr_array_add (known, NULL);
  if (id != NULL && self->codes == NULL)
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("code list"), id,
                             (const char *const *) known->pdata);
  pamor_json_leave (json);
  self->usual = pamor_json_dup_text (json, "usual");
  if (self->usual != NULL && self->codes != NULL
      && pamor_code_list_find_text (self->codes, self->usual) == NULL)
    pamor_json_fail (json, _("“usual”: there is no code “%s” in “%s”"), self->usual, id);
}

static char *
load_day (PamorJson  *json,
          const char *key)
{
  char *text = pamor_json_dup_text (json, key);
  GDate day;

  if (text != NULL && !g_str_equal (text, "today") && !pamor_field_parse_date (text, &day))
    pamor_json_fail (json, _("“%s” is neither “today” nor a date such as “2026-11-20”"), text);
  return text;
}

static void
load_days_ahead (PamorField *self,
                 PamorJson  *json)
{
  self->point = pamor_json_dup_text (json, "point");
  pamor_json_get_pair (json, "working_days_ahead", &self->ahead_min, &self->ahead_max);
  if (self->point != NULL && self->ahead_max == 0)
    pamor_json_fail (json, _("“%s” goes with “%s” only"), "point", "working_days_ahead");
}

static void
load_limits (PamorField     *self,
             PamorJson      *json,
             PamorCatalogue *catalogue)
{
  for (gsize i = 0; i < G_N_ELEMENTS (special_keys); i++)
    if (pamor_json_has (json, special_keys[i].key) && !(special_keys[i].kinds & 1 << self->kind))
      pamor_json_fail (json, _("a field of the kind “%s” takes no “%s”"),
                       pamor_field_kinds[self->kind], special_keys[i].key);
  load_codes (self, json, catalogue);
  self->has_min = pamor_json_get_number (json, "min", &self->min);
  self->has_max = pamor_json_get_number (json, "max", &self->max);
  if (self->has_min && self->has_max && self->min > self->max)
    pamor_json_fail (json, _("“min” is above “max”"));
  self->unit = pamor_json_dup_text (json, "unit");
  self->max_length = pamor_json_get_count (json, "max_length", 1, 4000, 0);
  self->multiline = pamor_json_get_flag (json, "multiline", FALSE);
  self->not_after = load_day (json, "not_after");
  self->not_before = load_day (json, "not_before");
  self->first_recording = pamor_json_get_flag (json, "first_recording", FALSE);
  self->nik_optional = pamor_json_get_flag (json, "nik_optional", FALSE);
  self->whole_person = pamor_json_get_flag (json, "whole_person", FALSE);
  self->whole = pamor_json_get_flag (json, "whole", FALSE);
  load_days_ahead (self, json);
}

static void
load_spot (PamorField *self,
           PamorJson  *json)
{
  self->spot = pamor_json_dup_text (json, "spot");
  if (self->spot != NULL && !g_strv_contains (spots, self->spot))
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("spot"), self->spot, spots);
  if (self->spot != NULL)
    return;
  if (self->kind == PAMOR_FIELD_NIK || self->kind == PAMOR_FIELD_PERSON)
    self->spot = g_strdup ("ktp.nik");
  else if (self->kind == PAMOR_FIELD_NO_KK)
    self->spot = g_strdup ("kk.nomor");
  else if (self->kind == PAMOR_FIELD_AREA)
    self->spot = g_strdup ("ktp.alamat");
}

static void
load_forms (PamorField *self,
            PamorJson  *json)
{
  self->forms = pamor_json_dup_texts (json, "forms");
  for (gsize i = 0; self->forms[i] != NULL; i++)
    {
      const char *slash = strchr (self->forms[i], '/');

      if (slash == NULL || slash == self->forms[i] || slash[1] == '\0')
        pamor_json_fail (json, _("“%s” is not a box of a paper form, such as “F-1.03/asal_rt”"),
                         self->forms[i]);
    }
  if (self->forms[0] == NULL)
    g_clear_pointer (&self->forms, g_strfreev);
}

static PamorField *load_field (PamorJson      *json,
                               const char     *section,
                               PamorCatalogue *catalogue);

static void
check_own (PamorField       *self,
           const PamorField *own,
           PamorJson        *json)
{
  if (own->kind == PAMOR_FIELD_PERSON || own->kind == PAMOR_FIELD_AREA || own->is_list)
    pamor_json_fail (json, _("a field of a person is one value: no list, person or area"));
  else if (strlen (own->key) >= sizeof ((PamorPath *) NULL)->member)
    pamor_json_fail (json, _("“%s” is too long for a field of a person, at most 31"), own->key);
  else if (own->usual != NULL && !self->is_list)
    pamor_json_fail (json, _("“usual” of a person's field goes with a list only"));
  else if (g_strv_contains (pamor_field_get_members (self), own->key))
    pamor_json_fail (json, _("“%s” is there twice"), own->key);
}

/* Fields of a person beside its own members: asked of each, one value each. */
static void
load_own_fields (PamorField     *self,
                 PamorJson      *json,
                 PamorCatalogue *catalogue)
{
  if (!pamor_json_enter (json, "fields"))
    return;
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      PamorField *own = load_field (json, NULL, catalogue);

      if (!pamor_json_has_failed (json))
        check_own (self, own, json);
      pamor_field_add_own (self, own);
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
}

/* @section: (nullable): NULL for a field of a person */
static PamorField *
load_field (PamorJson      *json,
            const char     *section,
            PamorCatalogue *catalogue)
{
  static const char *const keys[]
      = { "key",   "kind",       "label",      "help",      "mistake",   "required",
          "list",  "required_if", "visible_if", "codes",     "min",       "max",
          "unit",  "max_length", "multiline",  "not_after", "not_before", "first_recording",
          "nik_optional", "whole_person", "fields", "whole", "working_days_ahead", "point",
          "spot",  "note",       "forms",      "usual", NULL };
  PamorField *self = g_new0 (PamorField, 1);

  pamor_json_expect_object (json, keys);
  self->key = load_key (json);
  self->path = section == NULL ? g_strdup (self->key)
                               : g_strdup_printf ("%s.%s", section, self->key);
  self->label = pamor_json_need_text (json, "label");
  self->help = pamor_json_dup_text (json, "help");
  self->mistake = pamor_json_dup_text (json, "mistake");
  self->note = pamor_json_dup_text (json, "note");
  self->required_if = pamor_condition_load_required (json, &self->required);
  self->visible_if = load_condition (json, "visible_if");
  load_kind (self, json);
  load_list (self, json);
  load_spot (self, json);
  load_forms (self, json);
  if (!pamor_json_has_failed (json))
    load_limits (self, json, catalogue);
  if (!pamor_json_has_failed (json))
    load_own_fields (self, json, catalogue);
  return self;
}

/** pamor_section_free: with its fields */
void
pamor_section_free (PamorSection *self)
{
  g_free (self->key);
  g_free (self->title);
  g_free (self->help);
  g_clear_pointer (&self->visible_if, pamor_condition_free);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/**
 * pamor_section_load:
 * @is_part: a file of its own, which brings requirements and rules too; they are left to the caller
 *
 * Returns: (transfer full): the section; of use only when @json has not failed
 */
PamorSection *
pamor_section_load (PamorJson      *json,
                    PamorCatalogue *catalogue,
                    gboolean        is_part)
{
  static const char *const keys[] = { "key", "title", "help", "visible_if", "fields", NULL };
  static const char *const part_keys[] = { "key",    "title",        "help",  "visible_if",
                                           "fields", "requirements", "rules", NULL };
  PamorSection *self = g_new0 (PamorSection, 1);

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_field_free);
  pamor_json_expect_object (json, is_part ? part_keys : keys);
  self->key = load_key (json);
  self->title = pamor_json_need_text (json, "title");
  self->help = pamor_json_dup_text (json, "help");
  self->visible_if = load_condition (json, "visible_if");
  if (!pamor_json_need (json, "fields"))
    return self;
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      g_ptr_array_add (self->fields, load_field (json, self->key, catalogue));
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
  return self;
}
