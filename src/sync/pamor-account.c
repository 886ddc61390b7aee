/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The officer's account. Server, officer and tokens are one note, so that a crash can never pair
 * the tokens of one server with the address of another. */
#include "sync/pamor-account.h"

#include "base/pamor-uuid.h"

struct _PamorAccount
{
  GObject     parent_instance;

  /* Owned */
  PamorStore *store;
  char       *device;
  char       *server;  /* these three: (nullable), as kept */
  char       *officer;
  char       *tokens;
};

typedef struct
{
  char *server;
  char *officer;
  char *tokens;
} Keeping;

static void pamor_account_keeper_init (PamorTokenKeeperInterface *iface);
static void on_kept                   (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE_WITH_CODE (PamorAccount, pamor_account, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAMOR_TYPE_TOKEN_KEEPER,
                                                      pamor_account_keeper_init))

static void
keeping_free (Keeping *keeping)
{
  g_free (keeping->server);
  g_free (keeping->officer);
  g_free (keeping->tokens);
  g_free (keeping);
}

static void
pamor_account_finalize (GObject *object)
{
  PamorAccount *self = PAMOR_ACCOUNT (object);

  g_object_unref (self->store);
  g_free (self->device);
  g_free (self->server);
  g_free (self->officer);
  g_free (self->tokens);
  G_OBJECT_CLASS (pamor_account_parent_class)->finalize (object);
}

static void
pamor_account_class_init (PamorAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_account_finalize;
}

static void
pamor_account_init (PamorAccount *self)
{
}

static char *
dup_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || json_node_get_value_type (node) != G_TYPE_STRING
           ? NULL : json_node_dup_string (node);
}

static void
read_note (PamorAccount *self)
{
  const char *note = pamor_store_get_note (self->store, "account");
  g_autoptr (JsonNode) node = note == NULL ? NULL : json_from_string (note, NULL);
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  self->server = dup_text (object, "server");
  self->officer = dup_text (object, "officer");
  self->tokens = dup_text (object, "tokens");
}

/**
 * pamor_account_new:
 * @store: where the account is kept; without a device id in it, one is made and kept
 */
PamorAccount *
pamor_account_new (PamorStore *store)
{
  PamorAccount *self;

  g_return_val_if_fail (PAMOR_IS_STORE (store), NULL);

  self = g_object_new (PAMOR_TYPE_ACCOUNT, NULL);
  self->store = g_object_ref (store);
  self->device = g_strdup (pamor_store_get_note (store, "device"));
  if (self->device == NULL)
    {
      /* Should this not be kept, nothing that names the device is: that is written after it. */
      self->device = pamor_uuid_new (pamor_store_get_clock (store));
      pamor_store_set_note_async (store, "device", self->device, NULL, NULL);
    }
  read_note (self);
  return self;
}

/** pamor_account_is_logged_in: Returns: whether there are tokens; the server may refuse them */
gboolean
pamor_account_is_logged_in (PamorAccount *self)
{
  g_return_val_if_fail (PAMOR_IS_ACCOUNT (self), FALSE);

  return self->server != NULL && self->tokens != NULL;
}

static const char *
get_server (PamorTokenKeeper *keeper)
{
  return PAMOR_ACCOUNT (keeper)->server;
}

static const char *
get_officer (PamorTokenKeeper *keeper)
{
  return PAMOR_ACCOUNT (keeper)->officer;
}

static const char *
get_device (PamorTokenKeeper *keeper)
{
  return PAMOR_ACCOUNT (keeper)->device;
}

static const char *
get_tokens (PamorTokenKeeper *keeper)
{
  return PAMOR_ACCOUNT (keeper)->tokens;
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* What was learnt of an account holds for no other. Changes are numbered by each server for each
 * officer: elsewhere the same number means another place, and what came before it would never be
 * heard of; nor was anybody told there what is held here. What an officer does not see in his list
 * is not lost if another one sent it. */
static void
move_on (PamorAccount *self,
         const char   *server,
         const char   *officer)
{
  const gboolean other = g_strcmp0 (officer, self->officer) != 0;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *now = NULL;

  if (other || g_strcmp0 (server, self->server) != 0)
    {
      pamor_store_keep_changes_async (self->store, none, NULL, NULL, NULL);
      pamor_store_set_note_async (self->store, "reported", NULL, NULL, NULL);
    }
  if (!other || self->officer == NULL)
    return;
  now = g_strdup_printf ("%" G_GINT64_FORMAT,
                         pamor_clock_get_wall (pamor_store_get_clock (self->store)));
  pamor_store_set_note_async (self->store, PAMOR_ACCOUNT_SINCE, now, NULL, NULL);
}

static void
keep_async (PamorTokenKeeper    *keeper,
            const char          *server,
            const char          *officer,
            const char          *tokens,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (keeper, NULL, callback, user_data);
  Keeping *keeping = g_new0 (Keeping, 1);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *note = NULL;

  g_task_set_source_tag (task, keep_async);
  keeping->server = g_strdup (server);
  keeping->officer = g_strdup (officer);
  keeping->tokens = g_strdup (tokens);
  g_task_set_task_data (task, keeping, (GDestroyNotify) keeping_free);

  move_on (PAMOR_ACCOUNT (keeper), server, officer);
  json_builder_begin_object (builder);
  add_text (builder, "server", server);
  add_text (builder, "officer", officer);
  add_text (builder, "tokens", tokens);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  note = json_to_string (root, FALSE);
  pamor_store_set_note_async (PAMOR_ACCOUNT (keeper)->store, "account", note, on_kept, task);
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PamorAccount *self = g_task_get_source_object (task);
  Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (!pamor_store_set_note_finish (PAMOR_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_free (self->server);
  g_free (self->officer);
  g_free (self->tokens);
  self->server = g_steal_pointer (&keeping->server);
  self->officer = g_steal_pointer (&keeping->officer);
  self->tokens = g_steal_pointer (&keeping->tokens);
  g_task_return_boolean (task, TRUE);
}

static gboolean
keep_finish (PamorTokenKeeper  *keeper,
             GAsyncResult      *result,
             GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keeper), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
pamor_account_keeper_init (PamorTokenKeeperInterface *iface)
{
  iface->get_server = get_server;
  iface->get_officer = get_officer;
  iface->get_device = get_device;
  iface->get_tokens = get_tokens;
  iface->keep_async = keep_async;
  iface->keep_finish = keep_finish;
}
