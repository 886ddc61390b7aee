/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What holds before the first contact with a server. */
#define PAMOR_DEFAULT_ATTACHMENT_BYTES 750000

/** PamorDiscovery: what the server said of itself; every limit is here, none in the program */
typedef struct
{
  gint64    submission_bytes;
  gint64    attachments;      /* how many one submission may have */
  gint64    attachment_bytes;
  gint64    chunk_bytes;
  gboolean  takes_pdf;        /* as it is, in the place of a photo */
  gboolean  keeps_partial;    /* a body that broke off is kept as far as it came */
  gint64    changes_s;        /* between two looks for changes */
  gint64    spread_s;         /* at most added to that, at random */
  char     *maintenance;      /* (nullable) words for people */
} PamorDiscovery;

PamorDiscovery *pamor_discovery_new  (void);
void            pamor_discovery_free (PamorDiscovery *self);
gboolean        pamor_discovery_read (PamorDiscovery *self,
                                      JsonNode       *node);
PamorDiscovery *pamor_discovery_load (PamorStore     *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorDiscovery, pamor_discovery_free)

G_END_DECLS
