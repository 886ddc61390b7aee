/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-day.h"

#include "domain/pamor-field.h"
#include "domain/pamor-words.h"
#include "ui/widgets/pamor-whole-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GDate day;
  int   left; /* -1: not known */
} Day;

struct _PamorRowDay
{
  PamorRow  parent_instance;

  GArray   *days;     /* of Day; position 0 of the list is "not chosen" */
  char     *age;      /* (nullable): when the server told the room that is left */
  gboolean  official; /* no day on the way lies beyond the decreed years */
};

G_DEFINE_FINAL_TYPE (PamorRowDay, pamor_row_day, PAMOR_TYPE_ROW)

static Day *
day_at (PamorRowDay *self,
        guint        position)
{
  return position == 0 || position > self->days->len
           ? NULL : &g_array_index (self->days, Day, position - 1);
}

static void
format_day (const GDate *day,
            char         iso[11])
{
  g_snprintf (iso, 11, "%04d-%02d-%02d", g_date_get_year (day), g_date_get_month (day),
              g_date_get_day (day));
}

static guint
find_position (PamorRowDay *self,
               const char  *value)
{
  for (guint i = 1; i <= self->days->len; i++)
    {
      char iso[11];

      format_day (&day_at (self, i)->day, iso);
      if (g_str_equal (iso, value))
        return i;
    }
  return 0;
}

static char *
dup_words (const Day *day)
{
  g_autofree char *date = pamor_words_for_date (&day->day);

  if (day->left < 0)
    return g_steal_pointer (&date);
  if (day->left == 0)
    return g_strdup_printf (_("%s: full"), date);
  /* Translators: a day and the places left on it */
  return g_strdup_printf (_("%s: %d left"), date, day->left);
}

static void
say (PamorRowDay *self,
     const char  *first)
{
  const char *unsure = self->official ? NULL
    : _("The holidays of that year are not decreed yet. Tell the citizen that the day may move.");
  g_autofree char *words = NULL;

  words = g_strdup_printf ("%s%s%s%s%s", first != NULL ? first : "",
                           first != NULL && (self->age != NULL || unsure != NULL) ? " " : "",
                           self->age != NULL ? self->age : "",
                           self->age != NULL && unsure != NULL ? " " : "",
                           unsure != NULL ? unsure : "");
  pamor_row_say (PAMOR_ROW (self), *words != '\0' ? words : NULL);
}

/* Of a full day the next that is not; where there is none, that day: the server decides. */
static guint
find_free (PamorRowDay *self,
           guint        position)
{
  for (guint i = position; i <= self->days->len; i++)
    if (day_at (self, i)->left != 0)
      return i;
  return position;
}

static void
on_selected_cb (PamorRowDay *self,
                GParamSpec  *pspec,
                AdwComboRow *combo)
{
  guint position = adw_combo_row_get_selected (combo), offered;
  g_autofree char *words = NULL;
  char iso[11];

  g_assert (PAMOR_IS_ROW_DAY (self));

  if (pamor_row_is_reading (PAMOR_ROW (self)))
    return;
  offered = position > 0 ? find_free (self, position) : 0;
  if (offered != position)
    {
      g_autofree char *full = pamor_words_for_date (&day_at (self, position)->day);

      words = g_strdup_printf (_("%s is full. The next day with room is chosen."), full);
    }
  if (offered > 0)
    format_day (&day_at (self, offered)->day, iso);
  if (g_strcmp0 (offered > 0 ? iso : NULL, pamor_form_get (pamor_row_get_form (PAMOR_ROW (self)),
                                                           pamor_row_get_path (PAMOR_ROW (self))))
      == 0)
    return; /* the list tells late what this row itself chose in it */
  pamor_row_write (PAMOR_ROW (self), offered > 0 ? iso : NULL);
  pamor_row_read (PAMOR_ROW (self));
  say (self, words);
  pamor_row_leave (PAMOR_ROW (self));
}

static GtkWidget *
pamor_row_day_build (PamorRow *row)
{
  GtkWidget *widget = adw_combo_row_new ();

  pamor_whole_words_show (ADW_COMBO_ROW (widget));
  g_signal_connect_object (widget, "notify::selected", G_CALLBACK (on_selected_cb), row,
                           G_CONNECT_SWAPPED);
  return widget;
}

static void
show_days (PamorRowDay *self)
{
  AdwComboRow *combo = ADW_COMBO_ROW (pamor_row_get_widget (PAMOR_ROW (self)));
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  g_assert (PAMOR_IS_ROW_DAY (self));

  gtk_string_list_append (texts, _("Not chosen"));
  for (guint i = 1; i <= self->days->len; i++)
    {
      g_autofree char *words = dup_words (day_at (self, i));

      gtk_string_list_append (texts, words);
    }
  g_signal_handlers_block_by_func (combo, on_selected_cb, self);
  adw_combo_row_set_model (combo, G_LIST_MODEL (texts));
  g_signal_handlers_unblock_by_func (combo, on_selected_cb, self);
}

/* A day that was chosen before and no longer offers itself is still shown: the form refuses it. */
static void
pamor_row_day_show_value (PamorRow   *row,
                          const char *value)
{
  PamorRowDay *self = PAMOR_ROW_DAY (row);
  AdwComboRow *combo = ADW_COMBO_ROW (pamor_row_get_widget (row));
  Day past = { .left = -1 };

  if (*value != '\0' && find_position (self, value) == 0
      && pamor_field_parse_date (value, &past.day))
    {
      g_array_prepend_val (self->days, past);
      show_days (self);
    }
  adw_combo_row_set_selected (combo, find_position (self, value));
}

static void
pamor_row_day_finalize (GObject *object)
{
  g_array_unref (PAMOR_ROW_DAY (object)->days);
  g_free (PAMOR_ROW_DAY (object)->age);

  G_OBJECT_CLASS (pamor_row_day_parent_class)->finalize (object);
}

static void
pamor_row_day_class_init (PamorRowDayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_row_day_finalize;
  PAMOR_ROW_CLASS (klass)->build = pamor_row_day_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_day_show_value;
}

static void
pamor_row_day_init (PamorRowDay *self)
{
  self->days = g_array_new (FALSE, FALSE, sizeof (Day));
}

/** pamor_row_day_new: @place: of a date with ahead_max. Returns: (transfer full): the row */
PamorRow *
pamor_row_day_new (const PamorRowPlace *place)
{
  PamorRowDay *self = pamor_row_construct (PAMOR_TYPE_ROW_DAY, place);
  PamorCalendar *calendar = pamor_catalogue_get_calendar (pamor_form_get_catalogue (place->form));
  GDate today;

  pamor_row_get_today (PAMOR_ROW (self), &today);
  self->official = TRUE;
  for (guint n = place->field->ahead_min; n <= place->field->ahead_max; n++)
    {
      Day day = { .left = -1 };

      self->official &= pamor_calendar_add_working_days (calendar, &today, n, &day.day);
      g_array_append_val (self->days, day);
    }
  pamor_row_build (PAMOR_ROW (self));
  show_days (self);
  pamor_row_read (PAMOR_ROW (self));
  say (self, NULL);
  return PAMOR_ROW (self);
}

/** pamor_row_day_set_slots: @slots: (nullable): what is known of the chosen point */
void
pamor_row_day_set_slots (PamorRowDay      *self,
                         const PamorSlots *slots)
{
  g_autofree char *when = NULL;

  g_return_if_fail (PAMOR_IS_ROW_DAY (self));

  g_clear_pointer (&self->age, g_free);
  for (guint i = 1; i <= self->days->len; i++)
    {
      Day *day = day_at (self, i);
      const PamorSlot *slot = slots != NULL ? pamor_slots_find (slots, &day->day) : NULL;

      day->left = slot != NULL ? slot->room : -1;
    }
  if (slots != NULL)
    {
      when = pamor_words_for_time (slots->at, pamor_row_get_now (PAMOR_ROW (self)));
      self->age = slots->blanks < 0
        ? g_strdup_printf (_("Room as E-Open said at %s."), when)
        : g_strdup_printf (_("Room as E-Open said at %s; %d KTP blanks left there."), when,
                           slots->blanks);
    }
  show_days (self);
  pamor_row_read (PAMOR_ROW (self));
  say (self, NULL);
}
