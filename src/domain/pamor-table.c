/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of text, as spreadsheets save them: RFC 4180 and what people make of it. Nothing in a cell
 * is ever run: what is read is text, and what is written can't be taken for a formula. Blocks on
 * disk where a file is read. */
#include "domain/pamor-table.h"

#include "base/pamor-error.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST_BYTES   (10 * 1000 * 1000)
#define MOST_ROWS    5000
#define MOST_COLUMNS 200
#define MOST_LETTERS 1000
#define MOST_DIGITS  11 /* a spreadsheet writes a longer number as 3,27501E+15 */

struct _PamorTable
{
  GPtrArray *rows;    /* of GPtrArray of text; the first are the headers */
  GPtrArray *current; /* the row being read */
  guint      longest; /* letters of the longest cell */
};

/** pamor_table_free: with every cell; texts got from it end here */
void
pamor_table_free (PamorTable *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->current);
  g_free (self);
}

static gboolean
refuse (GError     **error,
        const char  *file,
        const char  *words)
{
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, "%s: %s", file, words);
  return FALSE;
}

/* Returns: (transfer full) (nullable): as UTF-8, whatever it was: a spreadsheet on an office's
 * computer writes Windows-1252, and "Unicode text" is UTF-16. */
static char *
decode (const char *data,
        gsize       size,
        gsize      *length)
{
  if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return g_convert (data, size, "UTF-8", "UTF-16", NULL, length, NULL);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  *length = size;
  if (memchr (data, '\0', size) != NULL || g_utf8_validate (data, size, NULL))
    return g_strndup (data, size); /* a NUL is refused in words, not converted away */
  return g_convert (data, size, "UTF-8", "WINDOWS-1252", NULL, length, NULL);
}

/* The one that parts the first line into most; what stands in quotes parts nothing. A spreadsheet
 * may say it in a line of its own, "sep=;", which is no part of the list. */
static char
find_delimiter (const char **list)
{
  const char *text = *list + strspn (*list, "\r\n");
  static const char delimiters[] = { '\t', ';', ',' }; /* commas stand in words too */
  guint counts[G_N_ELEMENTS (delimiters)] = { 0 };
  gboolean quoted = FALSE;
  gsize best = 0;

  if (g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] != '\0'
      && (text[5] == '\r' || text[5] == '\n'))
    {
      *list = text + 5;
      return text[4];
    }
  for (; *text != '\0' && (quoted || (*text != '\n' && *text != '\r')); text++)
    {
      quoted ^= *text == '"';
      for (gsize i = 0; i < G_N_ELEMENTS (delimiters) && !quoted; i++)
        counts[i] += *text == delimiters[i];
    }
  for (gsize i = 1; i < G_N_ELEMENTS (delimiters); i++)
    if (counts[i] > counts[best])
      best = i;
  return counts[best] > 0 ? delimiters[best] : '\0';
}

static void
on_cell (void   *data,
         size_t  length,
         void   *user_data)
{
  PamorTable *self = user_data;
  char *cell;

  /* One beyond what is taken is enough to know that it is too much. */
  if (self->current->len > MOST_COLUMNS || self->rows->len > MOST_ROWS + 1)
    return;
  cell = g_strstrip (g_strndup (data, length));
  self->longest = MAX (self->longest, g_utf8_strlen (cell, -1));
  g_ptr_array_add (self->current, cell);
}

/* A row of empty cells says nothing: spreadsheets leave hundreds of them at the end. */
static void
on_row (int   end,
        void *user_data)
{
  PamorTable *self = user_data;
  gboolean any = FALSE;

  for (guint i = 0; i < self->current->len; i++)
    any |= *(const char *) self->current->pdata[i] != '\0';
  if (any)
    g_ptr_array_add (self->rows, g_steal_pointer (&self->current));
  else
    g_ptr_array_unref (self->current);
  self->current = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
parse (PamorTable *self,
       const char *text,
       gsize       length,
       char        delimiter)
{
  struct csv_parser parser;
  gboolean done;

  if (csv_init (&parser, 0) != 0)
    return FALSE;
  csv_set_delim (&parser, delimiter);
  if (delimiter == '\t')
    csv_set_space_func (&parser, NULL);
  /* Lenient with quotation marks in a cell, but not with one that swallows the rest of the file. */
  done = csv_parse (&parser, text, length, on_cell, on_row, self) == length
         && csv_set_opts (&parser, CSV_STRICT | CSV_STRICT_FINI) == 0
         && csv_fini (&parser, on_cell, on_row, self) == 0;
  csv_free (&parser);
  return done;
}

/* A NIK, or what a spreadsheet made of one: no column is called so. A date may well be. */
static gboolean
holds_number (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const char *cell = cells->pdata[i];
      guint digits = 0;

      for (const char *c = cell; *c != '\0'; c++)
        digits += g_ascii_isdigit (*c);
      if ((digits >= 15 || (digits > 0 && strstr (cell, "E+") != NULL))
          && strspn (cell, "'0123456789.,- E+") == strlen (cell))
        return TRUE;
    }
  return FALSE;
}

/* A comma in words that stand without quotation marks parts them, and moves what is behind it.
 * Returns: the first row, from 1, with something beyond the last header; 0 where there is none */
static guint
find_longer (PamorTable *self)
{
  for (guint i = 1; i < self->rows->len; i++)
    {
      GPtrArray *cells = self->rows->pdata[i];

      for (guint column = pamor_table_get_n_columns (self); column < cells->len; column++)
        if (*(const char *) cells->pdata[column] != '\0')
          return i;
    }
  return 0;
}

static gboolean
check (PamorTable  *self,
       const char  *file,
       GError     **error)
{
  const guint longer = find_longer (self);

  if (self->rows->len < 2)
    return refuse (error, file, _("there are no rows below the headers"));
  if (pamor_table_get_n_columns (self) < 2)
    return refuse (error, file, _("there is only one column. Save it as CSV with commas, "
                                  "semicolons or tabs."));
  if (holds_number (self->rows->pdata[0]))
    return refuse (error, file, _("the first line names a person already. Put the name of each "
                                  "column above it, such as NIK and Nama."));
  if (pamor_table_get_n_columns (self) > MOST_COLUMNS)
    return refuse (error, file, _("there are more than 200 columns"));
  if (self->rows->len - 1 > MOST_ROWS)
    return refuse (error, file, _("there are more than 5,000 rows. Divide the list."));
  if (self->longest > MOST_LETTERS)
    return refuse (error, file, _("a cell has more than 1,000 letters"));
  if (longer > 0)
    {
      g_autofree char *words
        = g_strdup_printf (_("row %u has more cells than there are headers. Put text that has a "
                             "comma or semicolon in it into quotation marks."), longer);

      return refuse (error, file, words);
    }
  return TRUE;
}

/**
 * pamor_table_read:
 * @bytes: comma, semicolon or tab between the cells; UTF-8, UTF-16 with its mark, or Windows-1252
 * @file: what errors begin with
 *
 * Returns: (transfer full) (nullable): %PAMOR_ERROR_INVALID in words for people
 */
PamorTable *
pamor_table_read (GBytes      *bytes,
                  const char  *file,
                  GError     **error)
{
  g_autoptr (PamorTable) self = NULL;
  g_autofree char *text = NULL;
  gsize size, length = 0;
  const char *data, *list;
  char delimiter;

  g_return_val_if_fail (bytes != NULL && file != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > MOST_BYTES)
    return refuse (error, file, _("the file is larger than 10 MB. Divide the list.")), NULL;
  text = size > 0 ? decode (data, size, &length) : g_strdup ("");
  if (text == NULL || memchr (text, '\0', length) != NULL)
    return refuse (error, file, _("this is not a list in text. Save it as CSV.")), NULL;
  list = text;
  delimiter = find_delimiter (&list);
  self = g_new0 (PamorTable, 1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->current = g_ptr_array_new_with_free_func (g_free);
  if (!parse (self, list, length - (list - text), delimiter != '\0' ? delimiter : ','))
    return refuse (error, file, _("a quotation mark is opened and never closed")), NULL;
  return check (self, file, error) ? g_steal_pointer (&self) : NULL;
}

/** pamor_table_read_file: Returns: (transfer full) (nullable): as pamor_table_read(); too large a
 *   file is refused before it is read, with %PAMOR_ERROR_INVALID */
PamorTable *
pamor_table_read_file (const char  *path,
                       GError     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  GStatBuf info;
  char *text;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_path_get_basename (path);
  if (g_stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    return refuse (error, name, _("this is not a file")), NULL;
  if (g_stat (path, &info) == 0 && info.st_size > MOST_BYTES)
    return refuse (error, name, _("the file is larger than 10 MB. Divide the list.")), NULL;
  if (!g_file_get_contents (path, &text, &length, &failure))
    return refuse (error, name, failure->message), NULL;
  bytes = g_bytes_new_take (text, length);
  return pamor_table_read (bytes, name, error);
}

/** pamor_table_get_n_columns: Returns: as many as the row of headers has */
guint
pamor_table_get_n_columns (PamorTable *self)
{
  return self->rows->len > 0 ? ((GPtrArray *) self->rows->pdata[0])->len : 0;
}

/** pamor_table_get_n_rows: Returns: without the headers */
guint
pamor_table_get_n_rows (PamorTable *self)
{
  return self->rows->len - 1;
}

static const char *
get_cell (PamorTable *self,
          guint       row,
          guint       column)
{
  GPtrArray *cells = self->rows->pdata[row];

  return column < cells->len ? cells->pdata[column] : "";
}

/** pamor_table_get_header: Returns: (transfer none): as pamor_table_get_cell(), of the headers */
const char *
pamor_table_get_header (PamorTable *self,
                        guint       column)
{
  return get_cell (self, 0, column);
}

/** pamor_table_get_cell: @row: from 0, below the headers. Returns: "" where the row is shorter */
const char *
pamor_table_get_cell (PamorTable *self,
                      guint       row,
                      guint       column)
{
  g_return_val_if_fail (row < pamor_table_get_n_rows (self), "");

  return get_cell (self, row + 1, column);
}

/**
 * pamor_table_append_cell:
 *
 * Adds @text to the row that @csv ends with, quoted (RFC 4180). A cell that a spreadsheet would
 * take for a formula gets an apostrophe, so that opening the file runs nothing; so does a number
 * that is too long for one.
 */
void
pamor_table_append_cell (GString    *csv,
                         const char *text)
{
  const gsize digits = strspn (text, "0123456789");
  const gboolean too_long = digits > MOST_DIGITS && text[digits] == '\0';
  g_autofree char *safe = *text != '\0' && (too_long || strchr ("=+-@\t\r", *text) != NULL)
                            ? g_strconcat ("'", text, NULL) : g_strdup (text);
  gsize length = csv_write (NULL, 0, safe, strlen (safe));
  g_autofree char *quoted = g_malloc (length + 1);

  csv_write (quoted, length, safe, strlen (safe));
  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  g_string_append_len (csv, quoted, length);
}
