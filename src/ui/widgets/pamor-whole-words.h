/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void pamor_whole_words_show (AdwComboRow *combo);

G_END_DECLS
