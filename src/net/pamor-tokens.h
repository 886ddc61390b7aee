/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** PamorTokens: what a login gave. Its life runs on the boot clock: the wall clock may be wrong. */
typedef struct
{
  char   *text;       /* as it is kept */
  char   *access;
  char   *refresh;
  gint64  renew_at;   /* boot us; 0: not known, as after a restart: the server's 401 tells */
} PamorTokens;

PamorTokens *pamor_tokens_from_text (const char        *text);
PamorTokens *pamor_tokens_from_node (JsonNode          *node,
                                     gint64             boot_us);
void         pamor_tokens_free      (PamorTokens       *self);
gboolean     pamor_tokens_run_out   (const PamorTokens *self,
                                     gint64             boot_us);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorTokens, pamor_tokens_free)

G_END_DECLS
