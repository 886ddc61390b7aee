/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-network.h"

static gboolean
is_private (const char *ip)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (ip);

  return pamor_network_is_private (address);
}

static void
test_only_what_stays_in_the_house_is_private (void)
{
  g_assert_true (is_private ("192.168.43.1")); /* an Android hotspot */
  g_assert_true (is_private ("172.20.10.2")); /* an iPhone's */
  g_assert_true (is_private ("10.42.0.1"));
  g_assert_true (is_private ("169.254.7.7"));
  g_assert_true (is_private ("fd12:3456:789a::1"));
  g_assert_false (is_private ("172.32.0.1"));
  g_assert_false (is_private ("192.169.0.1"));
  g_assert_false (is_private ("8.8.8.8"));
  g_assert_false (is_private ("0.0.0.0"));
  g_assert_false (is_private ("127.0.0.1"));
  g_assert_false (is_private ("2001:db8::1"));
  g_assert_false (is_private ("fe80::1"));
  g_assert_false (is_private ("::"));
}

static PamorNetwork *
make_network (const char *name,
              const char *ip)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (ip);

  return pamor_network_new (name, address);
}

static void
test_wifi_comes_first_and_virtual_machines_last (void)
{
  static const char *const order[] = { "wlp2s0", "eth0", "eth0", "docker0" };
  g_autoptr (GPtrArray) networks
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_network_free);

  g_ptr_array_add (networks, make_network ("docker0", "172.17.0.1"));
  g_ptr_array_add (networks, make_network ("eth0", "fd00::5"));
  g_ptr_array_add (networks, make_network ("eth0", "192.168.1.5"));
  g_ptr_array_add (networks, make_network ("wlp2s0", "192.168.43.17"));
  pamor_network_sort (networks);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (((PamorNetwork *) networks->pdata[i])->name, ==, order[i]);
  g_assert_cmpint (g_inet_address_get_family (((PamorNetwork *) networks->pdata[1])->address), ==,
                   G_SOCKET_FAMILY_IPV4);
}

static void
test_what_this_computer_has_is_listed_if_private (void)
{
  g_autoptr (GPtrArray) networks = pamor_network_list ();

  for (guint i = 0; i < networks->len; i++)
    g_assert_true (pamor_network_is_private (((PamorNetwork *) networks->pdata[i])->address));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/only-what-stays-in-the-house-is-private",
                   test_only_what_stays_in_the_house_is_private);
  g_test_add_func ("/network/wifi-comes-first-and-virtual-machines-last",
                   test_wifi_comes_first_and_virtual_machines_last);
  g_test_add_func ("/network/what-this-computer-has-is-listed-if-private",
                   test_what_this_computer_has_is_listed_if_private);
  return g_test_run ();
}
