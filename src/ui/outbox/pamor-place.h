/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"

G_BEGIN_DECLS

/** PamorPlace: where an officer looks for something. Everything entered is in one of the lists. */
typedef enum
{
  PAMOR_PLACE_TODAY,   /* not a list: the day at a glance */
  PAMOR_PLACE_DRAFTS,
  PAMOR_PLACE_QUEUE,   /* on its way, by itself */
  PAMOR_PLACE_CORRECT, /* waits for a person */
  PAMOR_PLACE_STATUS,  /* with the city */
  PAMOR_PLACE_GUIDE    /* not a list: what can be looked up */
} PamorPlace;

#define PAMOR_N_PLACES (PAMOR_PLACE_GUIDE + 1)

PamorPlace  pamor_place_of        (PamorSubmission *item);
const char *pamor_place_get_title (PamorPlace       place);
const char *pamor_place_get_icon  (PamorPlace       place);
const char *pamor_place_get_empty (PamorPlace       place);
GListModel *pamor_place_filter    (PamorPlace       place,
                                   GListModel      *items);

G_END_DECLS
