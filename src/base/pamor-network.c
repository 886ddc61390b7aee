/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-network.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

/** pamor_network_new: @name: of an interface; @address: this computer's there */
PamorNetwork *
pamor_network_new (const char   *name,
                   GInetAddress *address)
{
  PamorNetwork *self = g_new (PamorNetwork, 1);

  *self = (PamorNetwork) { g_strdup (name), g_object_ref (address) };
  return self;
}

/** pamor_network_free: with its address */
void
pamor_network_free (PamorNetwork *self)
{
  g_free (self->name);
  g_object_unref (self->address);
  g_free (self);
}

/** pamor_network_is_wireless: by its name, as systemd and the kernel give it */
gboolean
pamor_network_is_wireless (const PamorNetwork *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_has_prefix (self->name, "wl");
}

/**
 * pamor_network_is_private:
 *
 * Returns: whether only a local network reaches @address (RFC 1918, RFC 4193, and 169.254/16). Not
 *   IPv6's link-local ones: a browser can't be told the interface that they need.
 */
gboolean
pamor_network_is_private (GInetAddress *address)
{
  const guint8 *bytes;

  g_return_val_if_fail (G_IS_INET_ADDRESS (address), FALSE);

  bytes = g_inet_address_to_bytes (address);
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return (bytes[0] & 0xfe) == 0xfc;
  return g_inet_address_get_is_site_local (address) || g_inet_address_get_is_link_local (address);
}

/* Wi-Fi first: there the phone is. Last the bridges of virtual machines, where it never is. */
static guint
rank (const PamorNetwork *network)
{
  static const char *const virtual[] = { "br-", "docker", "lxc", "veth", "virbr", "vmnet" };

  for (guint i = 0; i < G_N_ELEMENTS (virtual); i++)
    if (g_str_has_prefix (network->name, virtual[i]))
      return 4;
  return (pamor_network_is_wireless (network) ? 0 : 2)
         + (g_inet_address_get_family (network->address) == G_SOCKET_FAMILY_IPV6);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return (int) rank (*(PamorNetwork *const *) a) - (int) rank (*(PamorNetwork *const *) b);
}

/** pamor_network_sort: @networks: (element-type PamorNetwork): the likeliest for a phone first */
void
pamor_network_sort (GPtrArray *networks)
{
  g_return_if_fail (networks != NULL);

  g_ptr_array_sort (networks, compare);
}

/* Returns: (transfer full) (nullable) */
static GInetAddress *
read_address (const struct sockaddr *native)
{
  const gsize size = native == NULL                   ? 0
                     : native->sa_family == AF_INET  ? sizeof (struct sockaddr_in)
                     : native->sa_family == AF_INET6 ? sizeof (struct sockaddr_in6)
                                                     : 0;
  g_autoptr (GSocketAddress) address = NULL;

  if (size == 0)
    return NULL;
  address = g_socket_address_new_from_native ((gpointer) native, size);
  return g_object_ref (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/**
 * pamor_network_list:
 *
 * Returns: (transfer full) (element-type PamorNetwork): the networks from which another device
 *   reaches this computer and the internet does not, the likeliest first; may be empty
 */
GPtrArray *
pamor_network_list (void)
{
  GPtrArray *networks = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_network_free);
  const guint wanted = IFF_UP | IFF_RUNNING, unwanted = IFF_LOOPBACK | IFF_POINTOPOINT;
  struct ifaddrs *all = NULL;

  if (getifaddrs (&all) != 0)
    return networks;
  for (const struct ifaddrs *each = all; each != NULL; each = each->ifa_next)
    {
      g_autoptr (GInetAddress) address = read_address (each->ifa_addr);

      if (address != NULL && (each->ifa_flags & (wanted | unwanted)) == wanted
          && pamor_network_is_private (address))
        g_ptr_array_add (networks, pamor_network_new (each->ifa_name, address));
    }
  freeifaddrs (all);
  pamor_network_sort (networks);
  return networks;
}
