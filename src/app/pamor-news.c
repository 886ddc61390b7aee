/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pamor-news.h"

#include <glib/gi18n-lib.h>

struct _PamorNews
{
  GObject     parent_instance;

  /* Owned */
  PamorStore *store;
  GHashTable *heard; /* id -> gint64: the status_at that was known before */
  GHashTable *fresh; /* ids whose status changed since it was last told of */
};

G_DEFINE_FINAL_TYPE (PamorNews, pamor_news, G_TYPE_OBJECT)

static guint came_signal;

static void
pamor_news_finalize (GObject *object)
{
  PamorNews *self = PAMOR_NEWS (object);

  g_object_unref (self->store);
  g_hash_table_unref (self->heard);
  g_hash_table_unref (self->fresh);
  G_OBJECT_CLASS (pamor_news_parent_class)->finalize (object);
}

static void
pamor_news_class_init (PamorNewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_news_finalize;
  came_signal = g_signal_new ("came", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
pamor_news_init (PamorNews *self)
{
  self->heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Returns: whether it is another status than was known of @item */
static gboolean
hear (PamorNews       *self,
      PamorSubmission *item)
{
  const gint64 *heard = g_hash_table_lookup (self->heard, item->id);

  if (item->status == PAMOR_STATUS_NONE || (heard != NULL && *heard == item->status_at))
    return FALSE;
  g_hash_table_replace (self->heard, g_strdup (item->id),
                        g_memdup2 (&item->status_at, sizeof item->status_at));
  return TRUE;
}

/* What the officer does changes no status of the city's, so it is no news. */
static void
on_changed_cb (PamorNews  *self,
               const char *id,
               PamorStore *store)
{
  PamorSubmission *item = pamor_store_find (store, id);

  g_assert (PAMOR_IS_NEWS (self));

  if (item != NULL && hear (self, item))
    g_hash_table_add (self->fresh, g_strdup (id));
}

static void
on_settled_cb (PamorNews *self)
{
  g_assert (PAMOR_IS_NEWS (self));

  if (g_hash_table_size (self->fresh) > 0)
    g_signal_emit (self, came_signal, 0);
}

/** pamor_news_new: what is known by now is no news */
PamorNews *
pamor_news_new (PamorDesk *desk)
{
  PamorNews *self;
  GListModel *items;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_NEWS, NULL);
  self->store = g_object_ref (pamor_desk_get_store (desk));
  items = pamor_store_get_items (self->store);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      hear (self, item);
    }
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pamor_desk_get_engine (desk), "settled", G_CALLBACK (on_settled_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/** pamor_news_make_notification: Returns: (transfer full): how many changed, how many citizens are
 * to be told */
GNotification *
pamor_news_make_notification (PamorNews *self)
{
  GNotification *notification;
  g_autofree char *changed = NULL, *tell = NULL;
  GHashTableIter each;
  gpointer id;
  guint n, to_tell = 0;

  g_return_val_if_fail (PAMOR_IS_NEWS (self), NULL);

  g_hash_table_iter_init (&each, self->fresh);
  while (g_hash_table_iter_next (&each, &id, NULL))
    {
      PamorSubmission *item = pamor_store_find (self->store, id);

      to_tell += item != NULL && pamor_submission_is_untold (item);
    }
  n = g_hash_table_size (self->fresh);
  changed = g_strdup_printf (ngettext ("The status of %u application changed",
                                       "The status of %u applications changed", n), n);
  tell = to_tell == 0 ? g_strdup ("")
                      : g_strdup_printf (ngettext ("%u citizen is to be told",
                                                   "%u citizens are to be told", to_tell), to_tell);
  notification = g_notification_new (changed);
  g_notification_set_body (notification, tell);
  g_notification_set_default_action (notification, "app.status");
  return notification;
}

/** pamor_news_forget: the officer has seen it */
void
pamor_news_forget (PamorNews *self)
{
  g_return_if_fail (PAMOR_IS_NEWS (self));

  g_hash_table_remove_all (self->fresh);
}
