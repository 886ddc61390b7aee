/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PamorTestNetwork: what the desktop says of the network, as a test wants it */
#define PAMOR_TYPE_TEST_NETWORK (pamor_test_network_get_type ())
G_DECLARE_FINAL_TYPE (PamorTestNetwork, pamor_test_network, PAMOR, TEST_NETWORK, GObject)

struct _PamorTestNetwork
{
  GObject              parent_instance;
  gboolean             available;
  gboolean             metered;
  GNetworkConnectivity connectivity;
};

PamorTestNetwork *pamor_test_network_install (void);

G_END_DECLS
