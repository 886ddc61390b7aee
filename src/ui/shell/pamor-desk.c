/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/pamor-desk.h"

struct _PamorDesk
{
  GObject         parent_instance;

  /* Owned */
  PamorStore     *store;
  PamorEngine    *engine;
  PamorIntake    *intake;
  PamorCatalogue *catalogue;
  PamorAccount   *account;
  PamorBin       *bin;
  char           *activity;
  gboolean        practice;
};

G_DEFINE_FINAL_TYPE (PamorDesk, pamor_desk, G_TYPE_OBJECT)

enum { PROP_0, PROP_ACTIVITY, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void
pamor_desk_finalize (GObject *object)
{
  PamorDesk *self = PAMOR_DESK (object);

  g_clear_object (&self->bin);
  g_clear_object (&self->account);
  g_clear_object (&self->engine);
  g_clear_object (&self->intake);
  g_clear_object (&self->store);
  g_clear_pointer (&self->catalogue, pamor_catalogue_unref);
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
}

static void
pamor_desk_init (PamorDesk *self)
{
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
  self->practice = practice;
  return self;
}

PamorStore *
pamor_desk_get_store (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->store;
}

PamorEngine *
pamor_desk_get_engine (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->engine;
}

PamorIntake *
pamor_desk_get_intake (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->intake;
}

PamorCatalogue *
pamor_desk_get_catalogue (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return self->catalogue;
}

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

/** pamor_desk_get_officer: Returns: (nullable): who is logged in */
const char *
pamor_desk_get_officer (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return pamor_token_keeper_get_officer (PAMOR_TOKEN_KEEPER (self->account));
}

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
