/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What libFuzzer calls. Any bytes may come; a broken promise ends in g_assert. */
int   LLVMFuzzerTestOneInput  (const guint8 *data, gsize size);
int   LLVMFuzzerInitialize    (int *argc, char ***argv);
gsize LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize room, unsigned int seed);
gsize LLVMFuzzerMutate        (guint8 *data, gsize size, gsize room);
