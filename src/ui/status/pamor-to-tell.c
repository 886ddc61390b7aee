/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/status/pamor-to-tell.h"

struct _PamorToTell
{
  GObject          parent_instance;

  PamorSubmission *item; /* owned */
};

G_DEFINE_FINAL_TYPE (PamorToTell, pamor_to_tell, G_TYPE_OBJECT)

static void
pamor_to_tell_finalize (GObject *object)
{
  g_object_unref (PAMOR_TO_TELL (object)->item);
  G_OBJECT_CLASS (pamor_to_tell_parent_class)->finalize (object);
}

static void
pamor_to_tell_class_init (PamorToTellClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_to_tell_finalize;
}

static void
pamor_to_tell_init (PamorToTell *self)
{
}

/** pamor_to_tell_new: Returns: (transfer full): not ticked; @item: a snapshot, kept as it is */
PamorToTell *
pamor_to_tell_new (PamorSubmission *item)
{
  PamorToTell *self;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  self = g_object_new (PAMOR_TYPE_TO_TELL, NULL);
  self->item = g_object_ref (item);
  return self;
}

/** pamor_to_tell_get_item: Returns: (transfer none): the snapshot that is shown */
PamorSubmission *
pamor_to_tell_get_item (PamorToTell *self)
{
  g_return_val_if_fail (PAMOR_IS_TO_TELL (self), NULL);

  return self->item;
}
