/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorConsentBox:
 *
 * What is read to the citizen, and that he agrees: nothing is ticked beforehand. The tick stamps
 * who witnessed it and when. Leave for WhatsApp is asked for on its own.
 * Signal: left (): an answer was given or left.
 */
#define PAMOR_TYPE_CONSENT_BOX (pamor_consent_box_get_type ())
G_DECLARE_FINAL_TYPE (PamorConsentBox, pamor_consent_box, PAMOR, CONSENT_BOX, GtkWidget)

GtkWidget *pamor_consent_box_new         (PamorDesk          *desk,
                                          PamorForm          *form);
void       pamor_consent_box_set_problem (PamorConsentBox    *self,
                                          const PamorProblem *problem);
void       pamor_consent_box_set_many    (PamorConsentBox    *self);
gboolean   pamor_consent_box_is_given    (PamorConsentBox    *self);
GtkWidget *pamor_consent_box_focus       (PamorConsentBox    *self);
GtkWidget *pamor_consent_box_get_note    (PamorConsentBox    *self);

G_END_DECLS
