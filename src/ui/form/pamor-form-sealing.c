/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form into the queue. Of a correction what was sealed before is read first, so that the history
 * can tell what changed; where it can't be read, the correction goes all the same. Main thread. */
#include "ui/form/pamor-form-sealing.h"

#include "domain/pamor-form-changes.h"

/** Sealing: a correction on its way into the store */
typedef struct
{
  PamorDesk           *desk; /* owned, as are the next two */
  PamorForm           *form;
  PamorSubmission     *item;
  GAsyncReadyCallback  callback;
  gpointer             user_data;
} Sealing;

static void
sealing_free (Sealing *sealing)
{
  g_object_unref (sealing->desk);
  g_object_unref (sealing->form);
  g_object_unref (sealing->item);
  g_free (sealing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sealing, sealing_free)

static void
seal (Sealing *sealing)
{
  PamorSubmission *item = sealing->item;
  PamorClock *clock = pamor_desk_get_clock (sealing->desk);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  GDate today;

  pamor_clock_get_today (clock, &today);
  pamor_form_describe (sealing->form, &today, item);
  bytes = pamor_form_to_bytes (sealing->form);
  payload = pamor_form_freeze (sealing->form, item->id, item->server_revision + 1, item->replaces,
                               pamor_clock_get_wall (clock));
  photos = pamor_form_list_sent_attachments (sealing->form); /* of the day that the payload is of */
  pamor_store_seal_async (pamor_desk_get_store (sealing->desk), item, bytes, payload, photos,
                          sealing->callback, sealing->user_data);
}

static void
on_before_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Sealing) sealing = user_data;
  g_autoptr (GBytes) bytes
    = pamor_store_read_sealed_form_finish (PAMOR_STORE (source), result, NULL);
  g_autoptr (PamorForm) before = NULL;

  if (bytes != NULL)
    before = pamor_form_new_from_bytes (pamor_form_get_catalogue (sealing->form), bytes,
                                        sealing->item->id, NULL);
  if (before != NULL)
    sealing->item->changes = pamor_form_describe_changes (before, sealing->form);
  seal (sealing);
}

/**
 * pamor_form_sealing_begin:
 * @form: one that nothing keeps from the queue any more; not to change until @callback
 * @item: its draft, or the sealed one that it corrects
 * @callback: calls pamor_store_seal_finish()
 */
void
pamor_form_sealing_begin (PamorDesk           *desk,
                          PamorForm           *form,
                          PamorSubmission     *item,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (Sealing) sealing = g_new0 (Sealing, 1);
  PamorStore *store;
  PamorSubmission *known;
  const char *before;

  g_return_if_fail (PAMOR_IS_DESK (desk) && PAMOR_IS_FORM (form) && PAMOR_IS_SUBMISSION (item));

  store = pamor_desk_get_store (desk);
  known = pamor_store_find (store, item->id);
  *sealing = (Sealing){ g_object_ref (desk), g_object_ref (form),
                        pamor_submission_copy (known != NULL ? known : item), callback, user_data };
  before = sealing->item->state != PAMOR_STATE_DRAFT ? sealing->item->id : sealing->item->replaces;
  if (before == NULL)
    seal (sealing);
  else
    pamor_store_read_sealed_form_async (store, before, on_before_read_cb,
                                        g_steal_pointer (&sealing));
}
