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
  char           *activity;
  gboolean        practice;
};

G_DEFINE_FINAL_TYPE (PamorDesk, pamor_desk, G_TYPE_OBJECT)

static void
pamor_desk_finalize (GObject *object)
{
  PamorDesk *self = PAMOR_DESK (object);

  g_clear_object (&self->account);
  g_clear_object (&self->engine);
  g_clear_object (&self->intake);
  g_clear_object (&self->store);
  g_clear_pointer (&self->catalogue, pamor_catalogue_unref);
  g_free (self->activity);

  G_OBJECT_CLASS (pamor_desk_parent_class)->finalize (object);
}

static void
pamor_desk_class_init (PamorDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_desk_finalize;
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

/** pamor_desk_get_clock: Returns: (transfer none): the store's clock, the only one to tell time by */
PamorClock *
pamor_desk_get_clock (PamorDesk *self)
{
  g_return_val_if_fail (PAMOR_IS_DESK (self), NULL);
  return pamor_store_get_clock (self->store);
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

/** pamor_desk_get_activity: Returns: (nullable): code of today's activity, stamped on what is entered */
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

  old = g_steal_pointer (&self->activity);
  self->activity = g_strdup (code);
}

/** pamor_desk_get_today: @today: (out): the local date by the store's clock */
void
pamor_desk_get_today (PamorDesk *self,
                      GDate     *today)
{
  g_autoptr(GDateTime) now = NULL;
  int year, month, day;

  g_return_if_fail (PAMOR_IS_DESK (self));

  now = g_date_time_new_from_unix_local (pamor_clock_get_wall (pamor_desk_get_clock (self)) /
                                         G_USEC_PER_SEC);
  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (today, 1);
  g_date_set_dmy (today, day, month, year);
}
