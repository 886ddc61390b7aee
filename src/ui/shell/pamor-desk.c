/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/pamor-desk.h"

#include "domain/pamor-words.h"

#include <glib/gi18n-lib.h>

struct _PamorDesk
{
  GObject         parent_instance;

  /* Owned */
  PamorStore     *store;
  PamorEngine    *engine;
  PamorIntake    *intake;
  PamorCatalogue *catalogue;
  GPtrArray      *former;    /* of PamorCatalogue: what is on the screen may still be of one, and
                              * what is opened next */
  char           *trouble;   /* (nullable) why a catalogue that came is not used */
  PamorAccount   *account;
  PamorBin       *bin;
  PamorCases     *cases;
  char           *activity;
  gboolean        practice;
};

G_DEFINE_FINAL_TYPE (PamorDesk, pamor_desk, G_TYPE_OBJECT)

enum { PROP_0, PROP_ACTIVITY, N_PROPS };
static GParamSpec *properties[N_PROPS];
static guint catalogue_changed_signal, said_signal;

static void
pamor_desk_finalize (GObject *object)
{
  PamorDesk *self = PAMOR_DESK (object);

  g_clear_object (&self->cases);
  g_clear_object (&self->bin);
  g_clear_object (&self->account);
  g_clear_object (&self->engine);
  g_clear_object (&self->intake);
  g_clear_object (&self->store);
  g_clear_pointer (&self->catalogue, pamor_catalogue_unref);
  g_ptr_array_unref (self->former);
  g_free (self->trouble);
  g_free (self->activity);

  G_OBJECT_CLASS (pamor_desk_parent_class)->finalize (object);
}

static void
pamor_desk_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  g_assert (id == PROP_ACTIVITY);
  g_value_set_string (value, PAMOR_DESK (object)->activity);
}

static void
pamor_desk_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  g_assert (id == PROP_ACTIVITY);
  pamor_desk_set_activity (PAMOR_DESK (object), g_value_get_string (value));
}

static void
pamor_desk_class_init (PamorDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pamor_desk_finalize;
  object_class->get_property = pamor_desk_get_property;
  object_class->set_property = pamor_desk_set_property;
  properties[PROP_ACTIVITY] = g_param_spec_string (
      "activity", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  catalogue_changed_signal = g_signal_new ("catalogue-changed", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           G_TYPE_STRING);
  said_signal = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pamor_desk_init (PamorDesk *self)
{
  self->former = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_catalogue_unref);
}

static void
on_refreshed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PamorDesk *self = PAMOR_DESK (source);
  g_autoptr(GError) error = NULL;

  /* The engine checked it before it was kept: what fails now is the disk, and the last stays. */
  if (!pamor_desk_refresh_finish (self, result, &error))
    g_debug ("catalogue: %s", error->message);
  else
    g_signal_emit (self, catalogue_changed_signal, 0,
                   pamor_catalogue_get_version (self->catalogue));
}

/* The city's may be the one that is in use already, as it is right after the first contact. */
static void
on_catalogue_changed_cb (PamorDesk  *self,
                         const char *version)
{
  if (g_strcmp0 (version, pamor_catalogue_get_version (self->catalogue)) != 0)
    pamor_desk_refresh_async (self, on_refreshed_cb, NULL);
}

/**
 * pamor_desk_new:
 * @store: an open store
 * @engine: of that store
 * @practice: whether all this is practice
 *
 * Takes references of all of them.
 *
 * Returns: (transfer full): the desk
 */
PamorDesk *
pamor_desk_new (PamorStore     *store,
                PamorEngine    *engine,
                PamorIntake    *intake,
                PamorCatalogue *catalogue,
                PamorAccount   *account,
                gboolean        practice)
{
  PamorDesk *self;

  g_return_val_if_fail (PAMOR_IS_STORE (store), NULL);
  g_return_val_if_fail (PAMOR_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (PAMOR_IS_INTAKE (intake), NULL);
  g_return_val_if_fail (catalogue != NULL, NULL);
  g_return_val_if_fail (PAMOR_IS_ACCOUNT (account), NULL);

  self = g_object_new (PAMOR_TYPE_DESK, NULL);
  self->store = g_object_ref (store);
  self->engine = g_object_ref (engine);
  self->intake = g_object_ref (intake);
  self->catalogue = pamor_catalogue_ref (catalogue);
  self->account = g_object_ref (account);
  self->bin = pamor_bin_new (store);
  self->cases = pamor_cases_new (pamor_bin_get_items (self->bin));
  self->practice = practice;
  g_signal_connect_object (engine, "catalogue-changed", G_CALLBACK (on_catalogue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/** pamor_desk_get_store: Returns: (transfer none): one for as long as the desk lives */
PamorStore *
pamor_desk_get_store (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->store;
}

/** pamor_desk_get_engine: Returns: (transfer none): one for as long as the desk lives */
PamorEngine *
pamor_desk_get_engine (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->engine;
}

/** pamor_desk_get_intake: Returns: (transfer none): through which every picture comes in */
PamorIntake *
pamor_desk_get_intake (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->intake;
}

/** pamor_desk_get_catalogue: Returns: (transfer none): the newest that can be used; another after
 *   "catalogue-changed", so who keeps it takes a reference */
PamorCatalogue *
pamor_desk_get_catalogue (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->catalogue;
}

/** pamor_desk_find_catalogue: Returns: (transfer none) (nullable): NULL: to be read first */
PamorCatalogue *
pamor_desk_find_catalogue (PamorDesk  *self,
                           const char *version)
{
  PamorCatalogue *builtin = pamor_catalogue_get_builtin ();

  g_return_val_if_fail (PAMOR_IS_DESK (self) && version != NULL, NULL);

  if (g_str_equal (version, pamor_catalogue_get_version (self->catalogue)))
    return self->catalogue;
  for (guint i = 0; i < self->former->len; i++)
    if (g_str_equal (version, pamor_catalogue_get_version (self->former->pdata[i])))
      return self->former->pdata[i];
  return g_str_equal (version, pamor_catalogue_get_version (builtin)) ? builtin : NULL;
}

/** pamor_desk_add_catalogue: @catalogue: what an older form was begun with: found from now on */
void
pamor_desk_add_catalogue (PamorDesk      *self,
                          PamorCatalogue *catalogue)
{
  g_return_if_fail (PAMOR_IS_DESK (self) && catalogue != NULL);

  g_ptr_array_add (self->former, pamor_catalogue_ref (catalogue));
}

static void
use_catalogue (PamorDesk      *self,
               PamorCatalogue *catalogue)
{
  g_assert (PAMOR_IS_DESK (self));

  g_ptr_array_add (self->former, self->catalogue);
  self->catalogue = catalogue;
}

static void
on_pack_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PamorDesk *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pack
      = pamor_store_read_catalogue_finish (PAMOR_STORE (source), result, NULL, &error);
  PamorCatalogue *catalogue = NULL;

  if (pack != NULL)
    catalogue = pamor_catalogue_load_pack (pack, _("The catalogue from the city"), &error);
  g_clear_pointer (&self->trouble, g_free);
  if (catalogue != NULL)
    use_catalogue (self, catalogue);
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->trouble = pamor_words_for_error (error);
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * pamor_desk_refresh_async:
 *
 * Takes the newest catalogue that came from the city, for what is opened from now on; where none
 * came, or it can't be used, the one that is there stays, and pamor_desk_get_trouble() says why.
 */
void
pamor_desk_refresh_async (PamorDesk           *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PAMOR_IS_DESK (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_desk_refresh_async);
  pamor_store_read_catalogue_async (self->store, NULL, on_pack_read_cb, task);
}

/** pamor_desk_refresh_finish: FALSE where nothing could be read, or what came can't be used */
gboolean
pamor_desk_refresh_finish (PamorDesk     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** pamor_desk_get_trouble: Returns: (nullable): why the catalogue that came is not used */
const char *
pamor_desk_get_trouble (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->trouble;
}

/** pamor_desk_get_account: Returns: (transfer none): of the officer at this desk */
PamorAccount *
pamor_desk_get_account (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->account;
}

/** pamor_desk_get_clock: Returns: (transfer none): the store's clock, to tell time by */
PamorClock *
pamor_desk_get_clock (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return pamor_store_get_clock (self->store);
}

/** pamor_desk_get_bin: Returns: (transfer none): the draft that can still be taken back */
PamorBin *
pamor_desk_get_bin (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->bin;
}

/** pamor_desk_get_items: Returns: (transfer none): what there is to show, newest first */
GListModel *
pamor_desk_get_items (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return pamor_bin_get_items (self->bin);
}

/** pamor_desk_get_cases: Returns: (transfer none): the same, what belongs together as one */
PamorCases *
pamor_desk_get_cases (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->cases;
}

/** pamor_desk_get_officer: Returns: (nullable): who is logged in */
const char *
pamor_desk_get_officer (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return pamor_token_keeper_get_officer (PAMOR_TOKEN_KEEPER (self->account));
}

/** pamor_desk_is_practice: Returns: whether nothing done here reaches the city */
gboolean
pamor_desk_is_practice (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), FALSE);
  return self->practice;
}

/** pamor_desk_get_activity: Returns: (nullable): code of today's activity */
const char *
pamor_desk_get_activity (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->activity;
}

/** pamor_desk_set_activity: @code: (nullable): of today's; forms that are open keep theirs */
void
pamor_desk_set_activity (PamorDesk  *self,
                         const char *code)
{
  g_autofree char *old = NULL;

  g_return_if_fail (PAMOR_IS_DESK (self));

  if (g_strcmp0 (self->activity, code) == 0)
    return;
  old = g_steal_pointer (&self->activity);
  self->activity = g_strdup (code);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVITY]);
}

/** pamor_desk_say: @words: plain text, of what has no page any more on which it could be said */
void
pamor_desk_say (PamorDesk  *self,
                const char *words)
{
  g_return_if_fail (PAMOR_IS_DESK (self) && words != NULL);

  g_signal_emit (self, said_signal, 0, words);
}
