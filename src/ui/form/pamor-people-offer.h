/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-person.h"
#include "ui/form/pamor-row-set.h"

G_BEGIN_DECLS

/**
 * PamorPeopleOffer:
 *
 * Below the row of a NIK or a name: who was entered before, in this form or another, and fits what
 * is typed. Picking one fills in the person, which can be taken back. Down leads into it, Enter
 * picks, Esc closes it.
 */
#define PAMOR_TYPE_PEOPLE_OFFER (pamor_people_offer_get_type ())
G_DECLARE_FINAL_TYPE (PamorPeopleOffer, pamor_people_offer, PAMOR, PEOPLE_OFFER, GtkPopover)

void  pamor_people_offer_attach (PamorRowSet       *rows,
                                 PamorRow          *row,
                                 const char        *person);
guint pamor_people_offer_update (PamorPeopleOffer  *self);
void  pamor_people_offer_pick   (PamorPeopleOffer  *self,
                                 const PamorPerson *person);

G_END_DECLS
