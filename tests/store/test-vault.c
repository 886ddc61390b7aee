/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "store/pamor-vault.h"

#include <string.h>

typedef struct { PamorVault *vault; GBytes *plain, *sealed; } Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  f->vault = pamor_vault_new ();
  f->plain = g_bytes_new_static ("3275014506260001", 16);
  f->sealed = pamor_vault_seal (f->vault, "form", "satu", 3, f->plain);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  pamor_vault_free (f->vault);
  g_bytes_unref (f->plain);
  g_bytes_unref (f->sealed);
}

static void
check_refused (PamorVault *vault,
               const char *table,
               const char *id,
               gint64      revision,
               GBytes     *sealed)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_vault_open (vault, table, id, revision, sealed, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
}

static void
test_opens_what_it_sealed (Fixture       *f,
                           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  for (gsize size = 0; size <= 1024; size += 64)
    {
      g_autofree char *text = g_strnfill (size, 'a');
      g_autoptr (GBytes) plain = g_bytes_new (text, size);
      g_autoptr (GBytes) sealed = pamor_vault_seal (f->vault, "t", "i", 0, plain);
      g_autoptr (GBytes) opened = pamor_vault_open (f->vault, "t", "i", 0, sealed, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (plain, opened));
    }
}

static void
test_says_nothing_of_text_or_length (Fixture       *f,
                                     gconstpointer  unused)
{
  g_autoptr (GBytes) shorter = g_bytes_new_static ("a", 1);
  g_autoptr (GBytes) sealed = pamor_vault_seal (f->vault, "form", "satu", 3, shorter);
  g_autoptr (GBytes) again = pamor_vault_seal (f->vault, "form", "satu", 3, f->plain);
  gsize size;
  const char *data = g_bytes_get_data (f->sealed, &size);

  g_assert_cmpuint (g_bytes_get_size (sealed), ==, size);
  g_assert_false (g_bytes_equal (f->sealed, again));
  g_assert_null (memmem (data, size, "32750145", 8));
}

static void
test_opens_only_where_it_belongs (Fixture       *f,
                                  gconstpointer  unused)
{
  check_refused (f->vault, "payload", "satu", 3, f->sealed);
  check_refused (f->vault, "form", "dua", 3, f->sealed);
  check_refused (f->vault, "form", "satu", 4, f->sealed);
}

static void
test_opens_only_with_its_own_key (Fixture       *f,
                                  gconstpointer  unused)
{
  g_autoptr (PamorVault) other = pamor_vault_new ();
  const guint8 *root = pamor_vault_get_root (f->vault);
  guint32 key_id = pamor_vault_get_key_id (f->vault);
  g_autoptr (PamorVault) renamed = pamor_vault_new_of_root (root, key_id + 1);
  g_autoptr (PamorVault) same = pamor_vault_new_of_root (root, key_id);
  g_autoptr (GBytes) opened = pamor_vault_open (same, "form", "satu", 3, f->sealed, NULL);

  check_refused (other, "form", "satu", 3, f->sealed);
  check_refused (renamed, "form", "satu", 3, f->sealed);
  g_assert_nonnull (opened);
}

static void
test_any_changed_bit_is_noticed (Fixture       *f,
                                 gconstpointer  unused)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (f->sealed, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (data, size);
      g_autoptr (GBytes) bytes = NULL;

      changed[i] ^= 1 << (i % 8);
      bytes = g_bytes_new_take (g_steal_pointer (&changed), size);
      check_refused (f->vault, "form", "satu", 3, bytes);
    }
}

static void
test_any_shortening_is_noticed (Fixture       *f,
                                gconstpointer  unused)
{
  for (gsize size = 0; size < g_bytes_get_size (f->sealed); size++)
    {
      g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (f->sealed, 0, size);

      check_refused (f->vault, "form", "satu", 3, shorter);
    }
  check_refused (f->vault, "form", "satu", 3, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/vault/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("opens-what-it-sealed", test_opens_what_it_sealed);
  ADD ("says-nothing-of-text-or-length", test_says_nothing_of_text_or_length);
  ADD ("opens-only-where-it-belongs", test_opens_only_where_it_belongs);
  ADD ("opens-only-with-its-own-key", test_opens_only_with_its_own_key);
  ADD ("any-changed-bit-is-noticed", test_any_changed_bit_is_noticed);
  ADD ("any-shortening-is-noticed", test_any_shortening_is_noticed);
  return g_test_run ();
}
