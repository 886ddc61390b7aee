/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-digits.h"

#include "domain/pamor-nik.h"
#include "domain/pamor-words.h"

#include <glib/gi18n-lib.h>

/* Room for a pasted number that is too long: it is refused in words, never cut in silence. */
#define MAX_DIGITS 24

struct _PamorRowDigits
{
  PamorRow        parent_instance;

  /* Owned */
  char           *person; /* (nullable) path of the person whose NIK it is */

  PamorFieldKind  kind;
  char            given_birth[11]; /* what the last NIK gave, to be replaced by the next */
  char            given_sex[2];
  gboolean        grouping;
};

G_DEFINE_FINAL_TYPE (PamorRowDigits, pamor_row_digits, PAMOR_TYPE_ROW)

static guint
count_digits (const char *text,
              gsize       length)
{
  guint count = 0;

  for (gsize i = 0; i < length && text[i] != '\0'; i++)
    count += g_ascii_isdigit (text[i]);
  return count;
}

static void
append_digits (GString    *digits,
               const char *text,
               gsize       length)
{
  for (gsize i = 0; i < length && text[i] != '\0' && digits->len < MAX_DIGITS; i++)
    if (g_ascii_isdigit (text[i]))
      g_string_append_c (digits, text[i]);
}

static char *
group (const char *digits)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; digits[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

static const char *
say_sex (PamorSex sex)
{
  return sex == PAMOR_SEX_FEMALE ? _("female") : _("male");
}

static char *
say_nik (const PamorNik *nik)
{
  g_autofree char *city4 = g_strndup (nik->digits, 4);
  const char *city = pamor_regions_find_city (pamor_regions_get_default (), city4);
  g_autofree char *birth = pamor_words_for_date (&nik->birth);

  if (city == NULL)
    return g_strdup_printf (_("%s, %s: well-formed"), say_sex (nik->sex), birth);
  /* Translators: sex, birth date, city of the first registration */
  return g_strdup_printf (_("%s, %s, first registered in %s: well-formed"), say_sex (nik->sex),
                          birth, city);
}

static void
give (PamorRowDigits *self,
      const char     *member,
      const char     *value,
      char           *given,
      gsize           size)
{
  PamorForm *form = pamor_row_get_form (PAMOR_ROW (self));
  g_autofree char *path = g_strconcat (self->person, ".", member, NULL);
  const char *old = pamor_form_get (form, path);

  if (old != NULL && *old != '\0' && !g_str_equal (old, given))
    return;
  g_strlcpy (given, value, size);
  pamor_form_set (form, path, value);
}

static void
give_person (PamorRowDigits *self,
             const PamorNik *nik)
{
  char birth[11];

  g_assert (PAMOR_IS_ROW_DIGITS (self));

  if (nik->sex == PAMOR_SEX_UNKNOWN || !g_date_valid (&nik->birth))
    return;
  g_snprintf (birth, sizeof birth, "%04d-%02d-%02d", g_date_get_year (&nik->birth),
              g_date_get_month (&nik->birth), g_date_get_day (&nik->birth));
  give (self, "birth", birth, self->given_birth, sizeof self->given_birth);
  give (self, "sex", nik->sex == PAMOR_SEX_FEMALE ? "P" : "L", self->given_sex,
        sizeof self->given_sex);
}

/* On a value that comes from the form nothing is given: the form knows what it holds. */
static void
read_nik (PamorRowDigits *self,
          const char     *digits)
{
  g_autofree char *words = NULL;
  PamorNik nik;
  GDate today;

  g_assert (PAMOR_IS_ROW_DIGITS (self));

  pamor_row_get_today (PAMOR_ROW (self), &today);
  if (pamor_nik_parse (digits, pamor_regions_get_default (), &today, &nik))
    {
      words = say_nik (&nik);
      if (self->person != NULL && !pamor_row_is_reading (PAMOR_ROW (self)))
        give_person (self, &nik);
    }
  pamor_row_say (PAMOR_ROW (self), words);
}

static void
read_no_kk (PamorRowDigits *self,
            const char     *digits)
{
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;
  PamorNoKk kk;
  GDate today;

  g_assert (PAMOR_IS_ROW_DIGITS (self));

  pamor_row_get_today (PAMOR_ROW (self), &today);
  if (pamor_no_kk_parse (digits, &today, &kk) && g_date_valid (&kk.recorded))
    {
      date = pamor_words_for_date (&kk.recorded);
      words = g_strdup_printf (_("recorded on %s: well-formed"), date);
    }
  pamor_row_say (PAMOR_ROW (self), words);
}

static void
on_changed_cb (PamorRowDigits *self,
               GtkEditable    *editable)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  g_assert (PAMOR_IS_ROW_DIGITS (self));

  if (self->grouping)
    return;
  append_digits (digits, gtk_editable_get_text (editable), G_MAXSIZE);
  pamor_row_write (PAMOR_ROW (self), digits->str);
  if (self->kind == PAMOR_FIELD_NIK)
    read_nik (self, digits->str);
  else
    read_no_kk (self, digits->str);
}

/* Puts @digits, grouped, in the place of everything; the cursor goes behind digit number @at. */
static int
regroup (PamorRowDigits *self,
         GtkEditable    *editable,
         const char     *digits,
         guint           at)
{
  g_autofree char *text = group (digits);
  int position = 0;

  g_assert (PAMOR_IS_ROW_DIGITS (self));

  self->grouping = TRUE;
  gtk_editable_delete_text (editable, 0, -1);
  self->grouping = FALSE;
  if (*text == '\0')
    {
      on_changed_cb (self, editable);
      return 0;
    }
  self->grouping = TRUE;
  gtk_editable_insert_text (editable, text, -1, &position);
  self->grouping = FALSE;
  on_changed_cb (self, editable);

  position = at + (at > 0 ? (at - 1) / 4 : 0);
  gtk_editable_set_position (editable, position);
  return position;
}

static void
on_insert_text_cb (GtkEditable    *editable,
                   const char     *text,
                   int             length,
                   int            *position,
                   PamorRowDigits *self)
{
  const char *old = gtk_editable_get_text (editable);
  g_autoptr (GString) digits = g_string_new (NULL);
  guint at;

  g_assert (PAMOR_IS_ROW_DIGITS (self));

  if (self->grouping)
    return;

  g_signal_stop_emission_by_name (editable, "insert-text");
  append_digits (digits, old, *position);
  append_digits (digits, text, length < 0 ? G_MAXSIZE : (gsize) length);
  at = digits->len;
  append_digits (digits, old + *position, G_MAXSIZE);
  *position = regroup (self, editable, digits->str, at);
}

/* A backspace at a gap takes the digit before the gap: the gap alone would come right back. */
static void
on_delete_text_cb (GtkEditable    *editable,
                   int             start,
                   int             end,
                   PamorRowDigits *self)
{
  const char *old = gtk_editable_get_text (editable);
  gsize length = strlen (old);
  gsize last = end < 0 ? length : MIN ((gsize) end, length);
  g_autoptr (GString) digits = g_string_new (NULL);
  guint at;

  g_assert (PAMOR_IS_ROW_DIGITS (self));

  if (self->grouping)
    return;

  g_signal_stop_emission_by_name (editable, "delete-text");
  append_digits (digits, old, start);
  if (count_digits (old + start, last - start) == 0 && digits->len > 0)
    g_string_truncate (digits, digits->len - 1);
  at = digits->len;
  append_digits (digits, old + last, G_MAXSIZE);
  regroup (self, editable, digits->str, at);
}

static GtkWidget *
pamor_row_digits_build (PamorRow *row)
{
  GtkWidget *widget = adw_entry_row_new ();
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (widget));

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (widget), GTK_INPUT_PURPOSE_DIGITS);
  gtk_widget_add_css_class (widget, "numeric");
  g_signal_connect_object (text, "insert-text", G_CALLBACK (on_insert_text_cb), row, 0);
  g_signal_connect_object (text, "delete-text", G_CALLBACK (on_delete_text_cb), row, 0);
  g_signal_connect_object (widget, "entry-activated", G_CALLBACK (pamor_row_move_on), row,
                           G_CONNECT_SWAPPED);
  return widget;
}

static void
pamor_row_digits_show_value (PamorRow   *row,
                             const char *value)
{
  GtkEditable *editable = GTK_EDITABLE (pamor_row_get_widget (row));
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);

  append_digits (shown, gtk_editable_get_text (editable), G_MAXSIZE);
  append_digits (wanted, value, G_MAXSIZE);
  if (!g_str_equal (shown->str, wanted->str))
    regroup (PAMOR_ROW_DIGITS (row), gtk_editable_get_delegate (editable), wanted->str,
             wanted->len);
}

static void
pamor_row_digits_finalize (GObject *object)
{
  g_free (PAMOR_ROW_DIGITS (object)->person);

  G_OBJECT_CLASS (pamor_row_digits_parent_class)->finalize (object);
}

static void
pamor_row_digits_class_init (PamorRowDigitsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_row_digits_finalize;
  PAMOR_ROW_CLASS (klass)->build = pamor_row_digits_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_digits_show_value;
}

static void
pamor_row_digits_init (PamorRowDigits *self)
{
}

/**
 * pamor_row_digits_new:
 * @kind: PAMOR_FIELD_NIK or PAMOR_FIELD_NO_KK
 * @person: (nullable): path of the person whose NIK it is, "ibu.orang"
 *
 * Returns: (transfer full): the row
 */
PamorRow *
pamor_row_digits_new (const PamorRowPlace *place,
                      PamorFieldKind       kind,
                      const char          *person)
{
  PamorRowDigits *self = pamor_row_construct (PAMOR_TYPE_ROW_DIGITS, place);

  self->kind = kind;
  self->person = g_strdup (person);
  pamor_row_build (PAMOR_ROW (self));
  return PAMOR_ROW (self);
}
