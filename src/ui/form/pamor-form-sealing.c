/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-form-sealing.h"

/**
 * pamor_form_sealing_begin:
 * @form: one that nothing keeps from the queue any more
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
  PamorStore *store;
  PamorSubmission *known;
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  GDate today;

  g_return_if_fail (PAMOR_IS_DESK (desk) && PAMOR_IS_FORM (form) && PAMOR_IS_SUBMISSION (item));

  store = pamor_desk_get_store (desk);
  known = pamor_store_find (store, item->id);
  sealed = pamor_submission_copy (known != NULL ? known : item);
  pamor_clock_get_today (pamor_desk_get_clock (desk), &today);
  pamor_form_describe (form, &today, sealed);
  bytes = pamor_form_to_bytes (form);
  payload = pamor_form_freeze (form, sealed->id, sealed->server_revision + 1, sealed->replaces,
                               pamor_clock_get_wall (pamor_desk_get_clock (desk)));
  photos = pamor_form_list_sent_attachments (form); /* of the day that the payload is of */
  pamor_store_seal_async (store, sealed, bytes, payload, photos, callback, user_data);
}
