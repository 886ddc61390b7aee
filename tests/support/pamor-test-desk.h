/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "pamor-test-store.h"
#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

/**
 * PamorTestDesk:
 *
 * A fixture: a desk on a new store in a temporary folder, with the catalogue of the program, an
 * engine that is not started and a transport that nobody answers. Tearing down asserts that
 * nothing holds on to the desk.
 */
typedef struct
{
  PamorTestFolder  folder;
  PamorDesk       *desk;
  gpointer         silence; /* (borrowed) in the transport's place */
} PamorTestDesk;

void             pamor_test_desk_set_up    (PamorTestDesk *self,
                                            gconstpointer  unused);
void             pamor_test_desk_tear_down (PamorTestDesk *self,
                                            gconstpointer  unused);
PamorForm       *pamor_test_desk_new_form  (PamorTestDesk *self,
                                            const char    *service);
PamorSubmission *pamor_test_desk_new_item  (PamorTestDesk *self,
                                            PamorForm     *form);
void             pamor_test_desk_set_culprit (PamorTestDesk *self,
                                            PamorCulprit   culprit);
void             pamor_test_desk_fill_disk (PamorTestDesk *self,
                                            gboolean       full);

G_END_DECLS
