/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"

G_DEFINE_QUARK (pamor-error-quark, pamor_error)
