/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row-set.h"

G_BEGIN_DECLS

/** PamorFormSection: one section of the form: its title, its help, its fields */
#define PAMOR_TYPE_FORM_SECTION (pamor_form_section_get_type ())
G_DECLARE_FINAL_TYPE (PamorFormSection, pamor_form_section, PAMOR, FORM_SECTION, GtkWidget)

GtkWidget          *pamor_form_section_new         (PamorRowSet        *rows,
                                                    const PamorSection *section);
const PamorSection *pamor_form_section_get_section (PamorFormSection   *self);

G_END_DECLS
