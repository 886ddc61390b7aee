/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-history.h"

#include "domain/pamor-words.h"
#include "store/pamor-store.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* A line says a state, a status, or one of a few acts of a person. */
static char *
dup_what (const char *what)
{
  g_autoptr(PamorSubmission) stand_in = pamor_submission_new ();
  PamorStatus status;

  if (g_str_equal (what, "sealed"))
    return g_strdup (_("Saved in the queue"));
  if (g_str_equal (what, "corrected"))
    return g_strdup (_("Corrected"));
  if (g_str_equal (what, "replaced"))
    return g_strdup (_("Replaced by a new one"));
  if (g_str_equal (what, "told"))
    return g_strdup (_("The citizen was told"));
  if (g_str_equal (what, "untold"))
    return g_strdup (_("The citizen was not told after all"));
  if (g_str_equal (what, "created"))
    return g_strdup (_("Begun"));
  if (pamor_status_from_nick (what, &status))
    return pamor_words_for_status (status);
  if (pamor_state_from_nick (what, &stand_in->state))
    return pamor_words_for_state (stand_in);
  return g_strdup (what);
}

static char *
dup_why (const PamorHistoryLine *line)
{
  g_autoptr(PamorSubmission) stand_in = pamor_submission_new ();

  if (line->reason == NULL || !pamor_state_from_nick (line->what, &stand_in->state))
    return g_strdup (line->text != NULL ? line->text : "");
  pamor_submission_set_reason (stand_in, line->reason, line->text, NULL);
  return pamor_words_for_reason (stand_in);
}

/**
 * pamor_history_new:
 * @lines: of PamorHistoryLine, oldest first
 *
 * Returns: (transfer full): the history of a submission, to read
 */
GtkWidget *
pamor_history_new (GPtrArray  *lines,
                   PamorClock *clock)
{
  GtkWidget *group = adw_preferences_group_new ();
  const gint64 now = pamor_clock_get_wall (clock);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("History"));
  for (guint i = 0; i < lines->len; i++)
    {
      const PamorHistoryLine *line = lines->pdata[i];
      g_autofree char *what = dup_what (line->what);
      g_autofree char *why = dup_why (line);
      g_autofree char *when = pamor_words_for_time (line->at, now);
      GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (when);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), what);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}
