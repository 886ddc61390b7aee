/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorPicker:
 *
 * A popover with a search entry above a list. It knows nothing of what is searched: a function
 * gives it what a text finds.
 *
 * Signal: picked (const char *code)
 */
#define PAMOR_TYPE_PICKER (pamor_picker_get_type ())
G_DECLARE_FINAL_TYPE (PamorPicker, pamor_picker, PAMOR, PICKER, GtkPopover)

/** PamorPickerSearch: Returns: (transfer full): made with pamor_picker_make_store() */
typedef GListModel *(*PamorPickerSearch) (const char *text, gpointer user_data);

GtkWidget  *pamor_picker_new        (PamorPickerSearch  search,
                                     gpointer           user_data);
GListStore *pamor_picker_make_store (void);
void        pamor_picker_append     (GListStore        *store,
                                     const char        *code,
                                     const char        *text,
                                     const char        *detail);

G_END_DECLS
