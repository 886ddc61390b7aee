/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-store.h"

G_BEGIN_DECLS

/**
 * PamorBin:
 *
 * A draft thrown away is hidden first and deleted later, so that it can be taken back whole, photos
 * too. Of a correction beside something sealed only the correction is thrown away: what was sealed
 * stays to be seen. Holds one; whoever throws the next empties it. A crash meanwhile loses nothing:
 * it is back.
 *
 * Signal: moved (): something was thrown away, or taken back.
 */
#define PAMOR_TYPE_BIN (pamor_bin_get_type ())
G_DECLARE_FINAL_TYPE (PamorBin, pamor_bin, PAMOR, BIN, GObject)

PamorBin   *pamor_bin_new       (PamorStore *store);
GListModel *pamor_bin_get_items (PamorBin   *self);
void        pamor_bin_put       (PamorBin   *self,
                                 const char *id);
void        pamor_bin_take_back (PamorBin   *self);
void        pamor_bin_empty     (PamorBin   *self);
const char *pamor_bin_find_begun (PamorBin        *self,
                                  PamorSubmission *item);
gboolean    pamor_bin_has_begun  (PamorBin        *self,
                                  PamorSubmission *item);

G_END_DECLS
