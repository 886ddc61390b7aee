/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PamorNetwork: a local network that this computer is in, with its address there */
typedef struct
{
  char         *name;    /* of the interface: "wlp2s0" */
  GInetAddress *address; /* private: nobody outside of that network reaches it */
} PamorNetwork;

PamorNetwork *pamor_network_new         (const char   *name,
                                         GInetAddress *address);
void          pamor_network_free        (PamorNetwork *self);
gboolean      pamor_network_is_wireless (const PamorNetwork *self);
GPtrArray    *pamor_network_list        (void);
void          pamor_network_sort        (GPtrArray    *networks);
gboolean      pamor_network_is_private  (GInetAddress *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorNetwork, pamor_network_free)

G_END_DECLS
