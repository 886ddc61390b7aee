/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorAnswersView:
 *
 * What was answered in a form, to read: a group for each section, in the order of the form. Follows
 * the form while it changes.
 */
#define PAMOR_TYPE_ANSWERS_VIEW (pamor_answers_view_get_type ())
G_DECLARE_FINAL_TYPE (PamorAnswersView, pamor_answers_view, PAMOR, ANSWERS_VIEW, GtkWidget)

GtkWidget *pamor_answers_view_new (PamorForm *form);

G_END_DECLS
