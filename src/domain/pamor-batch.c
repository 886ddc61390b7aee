/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table to forms. Guarantees: nothing of a cell is lost in silence: what can't be read as
 * the answer that its column is for goes into the form as it stands, and the form says what is the
 * matter. */
#include "domain/pamor-batch.h"

#include "base/pamor-error.h"
#include "domain/pamor-batch-cell.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_ROUNDED 5 /* numbers that all end in 0 by chance once in 100,000 lists */

struct _PamorBatch
{
  PamorCatalogue *catalogue;
  char           *service;
  PamorTable     *table;
  GPtrArray      *targets;  /* of PamorBatchTarget */
  GPtrArray      *paths;    /* by column; NULL: the column is left out */
  GByteArray     *rounded;  /* by column: whether a spreadsheet rounded its numbers */
  GHashTable     *common;   /* path -> value */
  char           *activity; /* (nullable) */
  PamorFormTwin   twin;     /* (nullable) */
  gpointer        twin_data;
  GPtrArray      *rows;     /* of PamorBatchRow: those made so far */
  GHashTable     *seen;     /* NIK -> row, from 1 */
};

/* What people write above a column; a member of a person or area, or the key of a field. */
static const struct { const char *key, *words; } synonyms[] = {
  { "nik", "nik niksiswa nonik nomornik nomorindukkependudukan noktp nomorktp ktp" },
  { "name", "nama namalengkap namasiswa namasiswi namamurid namapeserta namawarga" },
  { "birth", "tgllahir tanggallahir lahir tgllhr ttl tempattanggallahir tempattgllahir" },
  { "sex", "lp jk jeniskelamin kelamin sex gender" },
  { "no_kk", "nokk nomorkk nomorkartukeluarga nokartukeluarga kk" },
  { "hp", "hp nohp nohpwa nomorhp nomorhpwa nomorhandphone telepon telp notelp notelepon wa nowa "
          "whatsapp" },
  { "email", "email surel alamatemail" },
  { "address", "alamat alamatrumah jalan" },
  { "rt", "rt" },
  { "rw", "rw" },
  { "kelurahan", "kelurahan kel desa" },
  { "sekolah", "sekolah namasekolah asalsekolah" },
  { "kelas", "kelas kls rombel" },
  { "hadir", "hadir kehadiran" },
};

static void
target_free (PamorBatchTarget *target)
{
  g_free (target->path);
  g_free (target->label);
  g_free (target);
}

static void
row_free (PamorBatchRow *row)
{
  g_object_unref (row->form);
  g_ptr_array_unref (row->problems);
  g_free (row);
}

/** pamor_batch_free: with its table and rows; forms that somebody else holds stay */
void
pamor_batch_free (PamorBatch *self)
{
  pamor_catalogue_unref (self->catalogue);
  g_free (self->service);
  pamor_table_free (self->table);
  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->paths);
  g_byte_array_unref (self->rounded);
  g_hash_table_unref (self->common);
  g_free (self->activity);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->seen);
  g_free (self);
}

static void
add_target (PamorBatch         *self,
            const PamorSection *section,
            const PamorField   *field,
            const char         *member)
{
  PamorBatchTarget *target = g_new0 (PamorBatchTarget, 1);

  target->path = *member != '\0' ? g_strconcat (field->path, ".", member, NULL)
                                 : g_strdup (field->path);
  target->label = *member != '\0'
    ? g_strdup_printf ("%s: %s", field->label,
                       pamor_field_get_member_label (field, self->catalogue, member))
    : g_strdup_printf ("%s: %s", section->title, field->label);
  g_ptr_array_add (self->targets, target);
}

static void
add_targets (PamorBatch         *self,
             const PamorService *service)
{
  for (guint i = 0; i < service->sections->len; i++)
    {
      const PamorSection *section = service->sections->pdata[i];

      for (guint j = 0; j < section->fields->len; j++)
        {
          const PamorField *field = section->fields->pdata[j];
          const char *const *members = pamor_field_get_members (field);

          for (guint n = 0; !field->is_list && members[n] != NULL; n++)
            add_target (self, section, field, members[n]);
        }
    }
}

static gboolean
is_called (const char *key,
           const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (g_str_equal (synonyms[i].key, key))
      {
        g_auto (GStrv) words = g_strsplit (synonyms[i].words, " ", -1);

        return g_strv_contains ((const char *const *) words, folded);
      }
  return FALSE;
}

static gboolean
matches (const PamorBatchTarget *target,
         const char             *folded)
{
  const char *dot = strrchr (target->path, '.'), *colon = strrchr (target->label, ':');
  g_autofree char *key = pamor_batch_fold (dot + 1);
  g_autofree char *label = pamor_batch_fold (colon + 1);

  return *folded != '\0'
         && (g_str_equal (folded, key) || g_str_equal (folded, label)
             || is_called (dot + 1, folded));
}

/* The first answer that a header names and no column before it has taken. */
static void
guess_paths (PamorBatch *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint column = 0; column < pamor_table_get_n_columns (self->table); column++)
    {
      /* "Tgl lahir (HH/BB/TTTT)": how it is to be written is no part of what it is called. */
      g_auto (GStrv) header = g_strsplit (pamor_table_get_header (self->table, column), "(", 2);
      g_autofree char *folded = pamor_batch_fold (header[0] != NULL ? header[0] : "");
      const char *path = NULL;

      for (guint i = 0; i < self->targets->len && path == NULL; i++)
        {
          const PamorBatchTarget *target = self->targets->pdata[i];

          if (!g_hash_table_contains (taken, target->path) && matches (target, folded))
            path = target->path;
        }
      if (path != NULL)
        g_hash_table_add (taken, (char *) path);
      g_ptr_array_add (self->paths, g_strdup (path));
    }
}

/* A spreadsheet keeps fifteen digits of a number, so the last of a NIK becomes 0. One in ten ends
 * so by itself, but not each of a list. */
static gboolean
was_rounded (PamorTable *table,
             guint       column)
{
  guint n = 0;

  for (guint row = 0; row < pamor_table_get_n_rows (table); row++)
    {
      const char *cell = pamor_table_get_cell (table, row, column);

      if (strlen (cell) != 16 || strspn (cell, "0123456789") != 16)
        continue;
      if (cell[15] != '0')
        return FALSE;
      n++;
    }
  return n >= LEAST_ROUNDED;
}

/**
 * pamor_batch_new:
 * @table: (transfer full)
 *
 * Returns: (transfer full) (nullable): %PAMOR_ERROR_NOT_FOUND when there is no such service
 */
PamorBatch *
pamor_batch_new (PamorCatalogue  *catalogue,
                 const char      *service,
                 PamorTable      *table,
                 GError         **error)
{
  const PamorService *found;
  PamorBatch *self;

  g_return_val_if_fail (catalogue != NULL && service != NULL && table != NULL, NULL);

  found = pamor_catalogue_find_service (catalogue, service);
  if (found == NULL)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, _("There is no service “%s”"),
                   service);
      pamor_table_free (table);
      return NULL;
    }
  self = g_new0 (PamorBatch, 1);
  self->catalogue = pamor_catalogue_ref (catalogue);
  self->service = g_strdup (service);
  self->table = table;
  self->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) target_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_targets (self, found);
  guess_paths (self);
  self->rounded = g_byte_array_new ();
  for (guint column = 0; column < pamor_table_get_n_columns (table); column++)
    {
      const guint8 rounded = was_rounded (table, column);

      g_byte_array_append (self->rounded, &rounded, 1);
    }
  return self;
}

/** pamor_batch_get_table: Returns: (transfer none): as it was read; nothing in it changes */
PamorTable *
pamor_batch_get_table (PamorBatch *self)
{
  return self->table;
}

/** pamor_batch_get_targets: Returns: (transfer none): of PamorBatchTarget, in the form's order */
GPtrArray *
pamor_batch_get_targets (PamorBatch *self)
{
  return self->targets;
}

/** pamor_batch_get_path: Returns: (transfer none) (nullable): NULL: the column is left out */
const char *
pamor_batch_get_path (PamorBatch *self,
                      guint       column)
{
  g_return_val_if_fail (column < self->paths->len, NULL);

  return self->paths->pdata[column];
}

static void
start_over (PamorBatch *self)
{
  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_remove_all (self->seen);
}

/** pamor_batch_set_path: @path: (nullable): what was made of the rows is made anew */
void
pamor_batch_set_path (PamorBatch *self,
                      guint       column,
                      const char *path)
{
  g_return_if_fail (column < self->paths->len);

  g_free (self->paths->pdata[column]);
  self->paths->pdata[column] = g_strdup (path);
  start_over (self);
}

/** pamor_batch_set_common: an answer of every form; a cell that has one goes before it */
void
pamor_batch_set_common (PamorBatch *self,
                        const char *path,
                        const char *value)
{
  g_return_if_fail (path != NULL);

  g_hash_table_replace (self->common, g_strdup (path), g_strdup (value));
  start_over (self);
}

/** pamor_batch_set_activity: @code: (nullable): of every form; rows made so far are made anew */
void
pamor_batch_set_activity (PamorBatch *self,
                          const char *code)
{
  g_free (self->activity);
  self->activity = g_strdup (code);
  start_over (self);
}

/** pamor_batch_set_twin: as pamor_form_set_twin(), for every form */
void
pamor_batch_set_twin (PamorBatch    *self,
                      PamorFormTwin  twin,
                      gpointer       user_data)
{
  self->twin = twin;
  self->twin_data = user_data;
  start_over (self);
}

/* "3,27501E+15": the last digits are gone for good. */
static gboolean
is_spreadsheet_number (const char *cell)
{
  const char *e = strpbrk (cell, "eE");

  return e != NULL && e > cell && strspn (cell, "0123456789.,") == (gsize) (e - cell)
         && strspn (e + 1, "+0123456789") == strlen (e + 1);
}

static void
add_problem (PamorBatchRow *row,
             const char    *rule,
             const char    *path,
             char          *message,
             const char    *remedy)
{
  g_autofree char *owned = message;

  g_ptr_array_add (row->problems, pamor_problem_new (rule, path, PAMOR_SEVERITY_REFUSE, owned,
                                                     remedy));
}

/* A text cell may begin with an apostrophe, as those do that are written here. */
static const char *
skip_apostrophe (const char *cell)
{
  return *cell == '\'' && (g_ascii_isdigit (cell[1]) || strchr ("=+-@", cell[1]) != NULL)
           ? cell + 1 : cell;
}

/* @cell: of a number with many digits; Returns: whether the spreadsheet left it as it was */
static gboolean
check_whole (PamorBatch    *self,
             PamorBatchRow *row,
             guint          column,
             const char    *cell)
{
  const gboolean short_form = is_spreadsheet_number (cell);

  if (!short_form && !(self->rounded->data[column] && g_str_has_suffix (cell, "0")))
    return TRUE;
  add_problem (row, "spreadsheet", self->paths->pdata[column],
               short_form
                 ? g_strdup_printf (_("The spreadsheet made “%s” of this number."), cell)
                 : g_strdup (_("The spreadsheet rounded this column: every number ends in 0.")),
               _("Its last digits are lost. Set the column to text and type it again."));
  return FALSE;
}

/* Whom the form is about: a mother may well stand in the rows of two children. */
static void
check_met (PamorBatch    *self,
           PamorBatchRow *row,
           const char    *path,
           const char    *cell)
{
  const char *subject = pamor_form_get_service (row->form)->subject_path;
  g_autofree char *nik = pamor_field_normalize (PAMOR_FIELD_NIK, cell);
  gpointer before;

  if (g_strcmp0 (path, subject) != 0 || *nik == '\0')
    return;
  if (g_hash_table_lookup_extended (self->seen, nik, NULL, &before))
    add_problem (row, "NIK12", path,
                 g_strdup_printf (_("This NIK stands in row %u already."),
                                  GPOINTER_TO_UINT (before)),
                 _("Keep one of the two rows."));
  else
    g_hash_table_insert (self->seen, g_steal_pointer (&nik),
                         GUINT_TO_POINTER (self->rows->len + 1));
}

static void
fill (PamorBatch    *self,
      PamorBatchRow *row,
      guint          column)
{
  const PamorService *service = pamor_form_get_service (row->form);
  const char *path = self->paths->pdata[column];
  const char *cell
    = skip_apostrophe (pamor_table_get_cell (self->table, self->rows->len, column));
  g_autofree char *value = NULL;
  const PamorField *field;
  PamorFieldKind kind;
  PamorPath parts;

  if (path == NULL || *cell == '\0' || !pamor_path_parse (path, &parts))
    return;
  field = pamor_field_find (service, &parts);
  if (field == NULL)
    return;
  value = pamor_batch_read_cell (field, &parts, cell);
  pamor_form_set (row->form, path, value);
  kind = pamor_field_get_value_kind (field, parts.member);
  if ((kind == PAMOR_FIELD_NIK || kind == PAMOR_FIELD_NO_KK || kind == PAMOR_FIELD_PHONE)
      && check_whole (self, row, column, cell))
    check_met (self, row, path, value);
}

static gboolean
is_filled (PamorBatch *self,
           const char *path)
{
  for (guint i = 0; i < self->paths->len; i++)
    if (g_strcmp0 (self->paths->pdata[i], path) == 0)
      return TRUE;
  return FALSE;
}

/* Only what is the matter with the cells: the rest is asked when the form is filled. */
static void
take_problems (PamorBatch    *self,
               PamorBatchRow *row,
               const GDate   *today)
{
  g_autoptr (GPtrArray) all = pamor_form_check (row->form, today);

  for (guint i = 0; i < all->len; i++)
    {
      PamorProblem *problem = all->pdata[i];

      if (is_filled (self, problem->path) && problem->severity != PAMOR_SEVERITY_INFO)
        g_ptr_array_add (row->problems,
                         pamor_problem_new (problem->rule, problem->path, problem->severity,
                                            problem->message, problem->remedy));
    }
  for (guint i = 0; i < row->problems->len; i++)
    row->bad |= ((PamorProblem *) row->problems->pdata[i])->severity == PAMOR_SEVERITY_REFUSE;
}

static void
make_row (PamorBatch  *self,
          const GDate *today)
{
  PamorBatchRow *row = g_new0 (PamorBatchRow, 1);
  GHashTableIter each;
  gpointer path, value;

  row->form = pamor_form_new (self->catalogue, self->service, NULL);
  row->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_problem_free);
  pamor_form_set_activity (row->form, self->activity);
  if (self->twin != NULL)
    pamor_form_set_twin (row->form, self->twin, self->twin_data, NULL);
  g_hash_table_iter_init (&each, self->common);
  while (g_hash_table_iter_next (&each, &path, &value))
    pamor_form_set (row->form, path, value);
  for (guint column = 0; column < self->paths->len; column++)
    fill (self, row, column);
  take_problems (self, row, today);
  g_ptr_array_add (self->rows, row);
}

/**
 * pamor_batch_advance:
 * @n: rows to make at most
 *
 * Returns: whether rows are left
 */
gboolean
pamor_batch_advance (PamorBatch  *self,
                     const GDate *today,
                     guint        n)
{
  guint all = pamor_table_get_n_rows (self->table);

  for (; n > 0 && self->rows->len < all; n--)
    make_row (self, today);
  return self->rows->len < all;
}

/** pamor_batch_count: Returns: rows made so far */
guint
pamor_batch_count (PamorBatch *self)
{
  return self->rows->len;
}

/** pamor_batch_count_bad: Returns: those of pamor_batch_count() that a problem refuses */
guint
pamor_batch_count_bad (PamorBatch *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += ((PamorBatchRow *) self->rows->pdata[i])->bad;
  return n;
}

/** pamor_batch_get_row: Returns: (transfer none): one of those made */
const PamorBatchRow *
pamor_batch_get_row (PamorBatch *self,
                     guint       row)
{
  g_return_val_if_fail (row < self->rows->len, NULL);

  return self->rows->pdata[row];
}

static char *
join_messages (const PamorBatchRow *row)
{
  g_autoptr (GStrvBuilder) messages = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < row->problems->len; i++)
    {
      const PamorProblem *problem = row->problems->pdata[i];

      if (problem->severity == PAMOR_SEVERITY_REFUSE)
        g_strv_builder_add (messages, problem->message);
    }
  all = g_strv_builder_end (messages);
  return g_strjoinv (" ", all);
}

/**
 * pamor_batch_export_bad:
 *
 * Returns: (transfer full): the rows that were refused, as they were, with the reason behind each;
 *   CSV in UTF-8 with its mark, so that a spreadsheet knows it
 */
GBytes *
pamor_batch_export_bad (PamorBatch *self)
{
  g_autoptr (GString) csv = g_string_new ("\xef\xbb\xbf");
  guint columns = pamor_table_get_n_columns (self->table);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint column = 0; column < columns; column++)
    pamor_table_append_cell (line, pamor_table_get_header (self->table, column));
  pamor_table_append_cell (line, _("reason"));
  g_string_append_printf (csv, "%s\r\n", line->str);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const PamorBatchRow *row = self->rows->pdata[i];
      g_autofree char *reason = join_messages (row);

      if (!row->bad)
        continue;
      g_string_truncate (line, 0);
      for (guint column = 0; column < columns; column++)
        pamor_table_append_cell (line, pamor_table_get_cell (self->table, i, column));
      pamor_table_append_cell (line, reason);
      g_string_append_printf (csv, "%s\r\n", line->str);
    }
  return g_string_free_to_bytes (g_steal_pointer (&csv));
}
