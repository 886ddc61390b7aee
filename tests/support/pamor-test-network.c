/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-network.h"

static void initable_init (GInitableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PamorTestNetwork, pamor_test_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, NULL))

static gboolean
init (GInitable     *self,
      GCancellable  *cancellable,
      GError       **error)
{
  return TRUE;
}

static void
initable_init (GInitableIface *iface)
{
  iface->init = init;
}

enum { PROP_AVAILABLE = 1, PROP_METERED, PROP_CONNECTIVITY };

static void
pamor_test_network_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PamorTestNetwork *self = PAMOR_TEST_NETWORK (object);

  if (id == PROP_METERED)
    g_value_set_boolean (value, self->metered);
  else if (id == PROP_AVAILABLE)
    g_value_set_boolean (value, self->available);
  else
    g_value_set_enum (value, self->connectivity);
}

static void
pamor_test_network_class_init (PamorTestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pamor_test_network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
pamor_test_network_init (PamorTestNetwork *self)
{
  self->available = TRUE;
  self->connectivity = G_NETWORK_CONNECTIVITY_FULL;
}

/** pamor_test_network_install: before anybody asks for the network monitor. Returns: (transfer
 *   none): what they get then; all is well with it */
PamorTestNetwork *
pamor_test_network_install (void)
{
  g_setenv ("GIO_USE_NETWORK_MONITOR", "test", TRUE);
  g_type_ensure (G_TYPE_NETWORK_MONITOR);
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, PAMOR_TYPE_TEST_NETWORK,
                                  "test", 100);
  return PAMOR_TEST_NETWORK (g_network_monitor_get_default ());
}
