/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GtkCalendar takes the names of months and weekdays from the C library, so from the machine's
 * locale, which is not the language of the program. */
#include "ui/compat/pamor-calendar-names.h"

#include "domain/pamor-words.h"

/* Returns: (transfer full) (nullable): our name for the machine's */
static char *
dup_name (const char *machine)
{
  GDate day;
  char name[64];

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, 2024);
  for (; g_date_get_year (&day) == 2024; g_date_add_months (&day, 1))
    if (g_date_strftime (name, sizeof name, "%OB", &day) > 0 && g_str_equal (name, machine))
      return pamor_words_for_month (g_date_get_month (&day));
  for (guint i = 0; i < 7; i++, g_date_add_days (&day, 1))
    if (g_date_strftime (name, sizeof name, "%a", &day) > 0 && g_str_equal (name, machine))
      {
        g_autofree char *weekday = pamor_words_for_weekday (g_date_get_weekday (&day));

        return g_utf8_substring (weekday, 0, 3);
      }
  return NULL;
}

static void
put (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      g_autofree char *name = dup_name (gtk_label_get_text (GTK_LABEL (widget)));

      if (name != NULL)
        gtk_label_set_text (GTK_LABEL (widget), name);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    put (child);
}

/** pamor_calendar_names_put: @calendar: just made; it names months and days once, at its making */
void
pamor_calendar_names_put (GtkCalendar *calendar)
{
  g_return_if_fail (GTK_IS_CALENDAR (calendar));
  put (GTK_WIDGET (calendar));
}
