/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same service for the same NIK, entered here and still under way. */
#include "ui/form/pamor-twins.h"

#include "domain/pamor-words.h"

/** Twins: where to look for what is there already for the same person and service */
typedef struct
{
  PamorDesk *desk; /* owned */
  char      *id;   /* owned: of the form itself, which is no twin of its own */
} Twins;

static void
twins_free (gpointer data)
{
  Twins *twins = data;

  g_object_unref (twins->desk);
  g_free (twins->id);
  g_free (twins);
}

/* Whether the city is still busy with it, or will be. */
static gboolean
is_under_way (const PamorSubmission *item)
{
  return item->state != PAMOR_STATE_DRAFT && item->state < PAMOR_STATE_WITHDRAWING
         && item->status != PAMOR_STATUS_REJECTED && item->status != PAMOR_STATUS_FAILED
         && item->status != PAMOR_STATUS_COLLECTED;
}

static char *
dup_twin_words (const char *service,
                const char *nik,
                gpointer    user_data)
{
  const Twins *twins = user_data;
  GListModel *items = pamor_desk_get_items (twins->desk);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      if (is_under_way (item) && g_strcmp0 (item->subject, nik) == 0
          && g_strcmp0 (item->service, service) == 0 && !g_str_equal (item->id, twins->id))
        {
          g_autofree char *state = pamor_words_for_state (item);
          g_autofree char *time
            = pamor_words_for_time (item->sealed_at,
                                    pamor_clock_get_wall (pamor_desk_get_clock (twins->desk)));

          return g_strdup_printf ("%s, %s, %s", item->title, time, state);
        }
    }
  return NULL;
}

/**
 * pamor_twins_look_for:
 * @id: of the submission of @form
 *
 * @form warns of them from now on, and holds on to @desk until it is told to look for none.
 */
void
pamor_twins_look_for (PamorForm  *form,
                      PamorDesk  *desk,
                      const char *id)
{
  Twins *twins;

  g_return_if_fail (PAMOR_IS_FORM (form) && PAMOR_IS_DESK (desk) && id != NULL);

  twins = g_new0 (Twins, 1);
  twins->desk = g_object_ref (desk);
  twins->id = g_strdup (id);
  pamor_form_set_twin (form, dup_twin_words, twins, twins_free);
}
