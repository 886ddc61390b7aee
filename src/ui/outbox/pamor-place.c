/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-place.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

static const struct
{
  const char *title, *icon, *empty;
} places[PAMOR_N_PLACES] = {
  [PAMOR_PLACE_TODAY] = { N_("Today"), "go-home-symbolic", "" },
  [PAMOR_PLACE_DRAFTS] = { N_("Drafts"), "document-edit-symbolic",
                           N_("What you begin and don't finish waits here.") },
  [PAMOR_PLACE_QUEUE] = { N_("Waiting to be sent"), "mail-send-symbolic",
                          N_("Nothing waits to be sent.") },
  [PAMOR_PLACE_CORRECT] = { N_("Needs correction"), "dialog-warning-symbolic",
                            N_("Nothing needs to be corrected.") },
  [PAMOR_PLACE_STATUS] = { N_("Status"), "emblem-ok-symbolic",
                           N_("What the city has received appears here with its number.") },
  [PAMOR_PLACE_GUIDE] = { N_("Guide"), "help-browser-symbolic", "" },
};

/** pamor_place_of: Returns: the one place where @item is looked for; a list */
PamorPlace
pamor_place_of (PamorSubmission *item)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), PAMOR_PLACE_STATUS);

  if (item->state == PAMOR_STATE_DRAFT)
    return PAMOR_PLACE_DRAFTS;
  if (pamor_submission_can_correct (item))
    return PAMOR_PLACE_CORRECT;
  if (pamor_submission_is_waiting (item))
    return PAMOR_PLACE_QUEUE;
  return PAMOR_PLACE_STATUS;
}

/** pamor_place_get_title: Returns: (transfer none): in the person's language */
const char *
pamor_place_get_title (PamorPlace place)
{
  return _(places[place].title);
}

/** pamor_place_get_icon: Returns: (transfer none): name of a symbolic icon */
const char *
pamor_place_get_icon (PamorPlace place)
{
  return places[place].icon;
}

/** pamor_place_get_empty: Returns: what to say where nothing is in it */
const char *
pamor_place_get_empty (PamorPlace place)
{
  return *places[place].empty != '\0' ? _(places[place].empty) : "";
}

static gboolean
is_in_place (gpointer item,
             gpointer user_data)
{
  return pamor_place_of (item) == GPOINTER_TO_UINT (user_data);
}

/** pamor_place_filter: Returns: (transfer full): those of @items in @place, live */
GListModel *
pamor_place_filter (PamorPlace  place,
                    GListModel *items)
{
  GtkFilter *filter;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  filter = GTK_FILTER (gtk_custom_filter_new (is_in_place, GUINT_TO_POINTER (place), NULL));
  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (items), filter));
}
