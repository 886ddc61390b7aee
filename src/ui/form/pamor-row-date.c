/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-date.h"

#include "ui/compat/pamor-calendar-names.h"

#include <glib/gi18n-lib.h>

struct _PamorRowDate
{
  PamorRow     parent_instance;

  /* Owned by the row's widget, once the calendar was asked for */
  GtkCalendar *calendar;
  GtkPopover  *popover;

  gboolean     choosing; /* the calendar is being set, nobody chooses */
};

G_DEFINE_FINAL_TYPE (PamorRowDate, pamor_row_date, PAMOR_TYPE_ROW)

/**
 * pamor_row_date_parse:
 * @text: day, month, year with any separator or none; or year, month, day
 * @date: (out): untouched where @text is no date
 */
gboolean
pamor_row_date_parse (const char *text,
                      GDate      *date)
{
  guint parts[3] = { 0 }, digits[3] = { 0 }, n = 0;
  const char *c = text;

  while (*c != '\0' && n < 3)
    {
      if (!g_ascii_isdigit (*c))
        {
          c++;
          continue;
        }
      /* Without separators, ddmmyyyy: two, two, four. */
      for (; g_ascii_isdigit (*c) && digits[n] < 4; c++, digits[n]++)
        {
          if (n < 2 && digits[n] == 2 && strspn (text, "0123456789") == 8)
            break;
          parts[n] = parts[n] * 10 + g_ascii_digit_value (*c);
        }
      n++;
    }
  if (n != 3 || *c != '\0')
    return FALSE;

  if (digits[0] == 4)
    {
      guint year = parts[0];

      parts[0] = parts[2];
      parts[2] = year;
      digits[2] = 4;
    }
  if (digits[2] != 4 || !g_date_valid_dmy (parts[0], parts[1], parts[2]))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, parts[0], parts[1], parts[2]);
  return TRUE;
}

static void
write_date (PamorRow    *row,
            const GDate *date)
{
  g_autofree char *iso = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date),
                                          g_date_get_month (date), g_date_get_day (date));

  pamor_row_write (row, iso);
}

static void
on_changed_cb (PamorRow    *row,
               GtkEditable *editable)
{
  const char *text = gtk_editable_get_text (editable);
  GDate date;

  g_assert (PAMOR_IS_ROW_DATE (row));

  if (pamor_row_date_parse (text, &date))
    write_date (row, &date);
  else
    pamor_row_write (row, text);
}

static void
on_day_selected_cb (PamorRowDate *self)
{
  g_autoptr (GDateTime) chosen = NULL;
  int year, month, day;
  GDate date;

  g_assert (PAMOR_IS_ROW_DATE (self));

  if (self->choosing)
    return;
  chosen = gtk_calendar_get_date (self->calendar);
  g_date_time_get_ymd (chosen, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  write_date (PAMOR_ROW (self), &date);
  pamor_row_read (PAMOR_ROW (self));
  gtk_popover_popdown (self->popover);
  pamor_row_leave (PAMOR_ROW (self));
}

static void
on_popover_shown_cb (PamorRowDate *self)
{
  const char *value = pamor_form_get (pamor_row_get_form (PAMOR_ROW (self)),
                                      pamor_row_get_path (PAMOR_ROW (self)));
  GDate date;

  g_assert (PAMOR_IS_ROW_DATE (self));

  if (value == NULL || !pamor_row_date_parse (value, &date))
    pamor_row_get_today (PAMOR_ROW (self), &date);
  self->choosing = TRUE;
  /* Day 1 first: a day that the old month has not would be refused. */
  g_object_set (self->calendar, "day", 1, NULL);
  g_object_set (self->calendar, "year", (int) g_date_get_year (&date),
                "month", (int) g_date_get_month (&date) - 1, NULL);
  g_object_set (self->calendar, "day", (int) g_date_get_day (&date), NULL);
  self->choosing = FALSE;
}

/* When it is first asked for: a calendar is heavy, and a form has many dates. */
static void
create_calendar_cb (GtkMenuButton *button,
                    gpointer       user_data)
{
  PamorRowDate *self = PAMOR_ROW_DATE (user_data);

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  pamor_calendar_names_put (self->calendar);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_popover_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
}

static GtkWidget *
make_calendar_button (PamorRowDate *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_calendar_cb, self, NULL);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _("Choose in a calendar"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose in a calendar"), -1);
  return button;
}

static GtkWidget *
pamor_row_date_build (PamorRow *row)
{
  GtkWidget *widget = adw_entry_row_new ();

  gtk_widget_add_css_class (widget, "numeric");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (widget), make_calendar_button (PAMOR_ROW_DATE (row)));
  g_signal_connect_object (widget, "changed", G_CALLBACK (on_changed_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "entry-activated", G_CALLBACK (pamor_row_move_on), row,
                           G_CONNECT_SWAPPED);
  /* Left: what was typed in some way now stands there in the one way. */
  g_signal_connect (row, "left", G_CALLBACK (pamor_row_read), NULL);
  return widget;
}

static void
pamor_row_date_show_value (PamorRow   *row,
                           const char *value)
{
  GtkEditable *editable = GTK_EDITABLE (pamor_row_get_widget (row));
  g_autofree char *text = NULL;
  GDate date;

  if (pamor_row_date_parse (value, &date))
    text = g_strdup_printf ("%02d-%02d-%04d", g_date_get_day (&date), g_date_get_month (&date),
                            g_date_get_year (&date));
  else
    text = g_strdup (value);
  if (!g_str_equal (gtk_editable_get_text (editable), text))
    gtk_editable_set_text (editable, text);
}

static void
pamor_row_date_class_init (PamorRowDateClass *klass)
{
  PAMOR_ROW_CLASS (klass)->build = pamor_row_date_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_date_show_value;
}

static void
pamor_row_date_init (PamorRowDate *self)
{
}

/** pamor_row_date_new: Returns: (transfer full): the row */
PamorRow *
pamor_row_date_new (const PamorRowPlace *place)
{
  PamorRow *self = pamor_row_construct (PAMOR_TYPE_ROW_DATE, place);

  pamor_row_build (self);
  return self;
}
