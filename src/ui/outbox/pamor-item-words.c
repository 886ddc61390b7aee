/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-item-words.h"

#include "domain/pamor-words.h"

#include <glib/gi18n-lib.h>

/** pamor_item_get_tone: Returns: CSS class for how its state is coloured; words say it too */
const char *
pamor_item_get_tone (PamorSubmission *item)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  if (pamor_submission_can_correct (item))
    return "error";
  if (item->state != PAMOR_STATE_ACKNOWLEDGED)
    return item->state == PAMOR_STATE_SENDING || item->state == PAMOR_STATE_UPLOADING ? "accent"
                                                                                      : "neutral";
  if (item->status == PAMOR_STATUS_DONE || item->status == PAMOR_STATUS_COLLECTED)
    return "success";
  return item->status == PAMOR_STATUS_FAILED ? "error" : "accent";
}

/** pamor_item_dup_state: Returns: (transfer full): "Being processed · 3 days": since when, once the
 * city has it */
char *
pamor_item_dup_state (PamorSubmission *item,
                      gint64           now)
{
  g_autofree char *state = NULL, *age = NULL;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  state = pamor_words_for_state (item);
  if (item->state != PAMOR_STATE_ACKNOWLEDGED)
    return g_steal_pointer (&state);
  age = pamor_words_for_age (MAX (item->status_at, item->received_at), now);
  return g_strdup_printf ("%s · %s", state, age);
}

/**
 * pamor_item_dup_reason:
 *
 * Returns: (transfer full): why it waits or came back, in our words for the code, or else in those
 *   that the office wrote itself; "" where nothing needs to be said
 */
char *
pamor_item_dup_reason (PamorSubmission *item)
{
  g_autofree char *reason = NULL;

  if (item->replaced_by != NULL)
    return g_strdup ("");
  reason = pamor_words_for_reason (item);
  if (*reason != '\0' || item->status_text == NULL)
    return g_steal_pointer (&reason);
  return g_strdup (item->status_text);
}

/* A draft says what it still needs, and how long it has been lying there. */
static char *
dup_draft (PamorSubmission *item,
           gint64           now)
{
  g_autofree char *begun = pamor_words_for_time (item->created_at, now);
  g_autofree char *missing
      = item->missing == 0 ? g_strdup (_("complete, not in the queue yet"))
        : pamor_submission_is_ready (item)
            ? g_strdup (_("complete but for the consent"))
            : g_strdup_printf (ngettext ("%u missing", "%u missing", item->missing), item->missing);

  if (item->created_at == 0)
    return g_steal_pointer (&missing);
  return g_strdup_printf (_("%s · begun %s"), missing, begun);
}

/**
 * pamor_item_dup_why:
 * @now: wall clock, us
 *
 * Returns: (transfer full): what a draft still needs; why it waits or came back, how much of it is
 *   left to send, when that is tried next; "" where nothing needs to be said
 */
char *
pamor_item_dup_why (PamorSubmission *item,
                    gint64           now)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *reason = NULL;
  g_auto(GStrv) known = NULL;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  if (item->state == PAMOR_STATE_DRAFT)
    return dup_draft (item, now);
  reason = pamor_item_dup_reason (item);
  if (*reason != '\0')
    g_strv_builder_add (parts, reason);
  if (pamor_submission_is_waiting (item) && pamor_submission_bytes_left (item) > 0)
    {
      g_autofree char *size = pamor_words_for_size (pamor_submission_bytes_left (item));
      g_autofree char *left = g_strdup_printf (_("%s still to send"), size);

      g_strv_builder_add (parts, left);
    }
  if (pamor_submission_is_waiting (item) && item->next_at > now)
    {
      g_autofree char *time = pamor_words_for_time (item->next_at, now);
      g_autofree char *next = g_strdup_printf (_("tries again %s"), time);

      g_strv_builder_add (parts, next);
    }
  known = g_strv_builder_end (parts);
  if (g_strv_length (known) > 1 && g_str_has_suffix (known[0], "."))
    known[0][strlen (known[0]) - 1] = '\0'; /* its sentence goes on */
  return g_strjoinv (" · ", known);
}

/** pamor_item_dup_turn: Returns: (transfer full) (nullable): for which of its case it waits; NULL:
 *   for none */
char *
pamor_item_dup_turn (PamorSubmission *item,
                     PamorDesk       *desk)
{
  PamorSubmission *earlier;
  const PamorService *service;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item) && PAMOR_IS_DESK (desk), NULL);

  earlier = pamor_store_find_earlier (pamor_desk_get_store (desk), item);
  if (earlier == NULL)
    return NULL;
  service = pamor_catalogue_find_service (pamor_desk_get_catalogue (desk), earlier->service);
  return pamor_words_for_turn (earlier, service != NULL ? service->name : earlier->service);
}
