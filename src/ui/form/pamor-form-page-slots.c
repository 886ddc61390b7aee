/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room that is left on the days of a pick-up point: asked for once the point is chosen, shown
 * from what is kept till the server answers. */
#include "ui/form/pamor-form-page-private.h"

#include "sync/pamor-slots.h"
#include "ui/form/pamor-row-day.h"

static void
show_slots (PamorFormPage    *self,
            const PamorField *field)
{
  const char *point = pamor_form_get (self->form, field->point);
  PamorRow *row = pamor_row_set_find (self->rows, field->path);
  g_autoptr (PamorSlots) slots = NULL;
  g_autofree char *name = NULL;
  const char *note;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (!PAMOR_IS_ROW_DAY (row))
    return;
  if (point != NULL)
    {
      name = pamor_slots_make_note_name (point);
      note = pamor_store_get_note (pamor_desk_get_store (self->desk), name);
      slots = note != NULL ? pamor_slots_parse_note (note, NULL) : NULL;
    }
  pamor_row_day_set_slots (PAMOR_ROW_DAY (row), slots);
}

static void
want_slots (PamorFormPage    *self,
            const PamorField *field)
{
  PamorCalendar *calendar = pamor_catalogue_get_calendar (pamor_form_get_catalogue (self->form));
  const char *point = pamor_form_get (self->form, field->point);
  GDate today, from, to;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (point == NULL || !pamor_form_shows_field (self->form, field))
    return;
  pamor_clock_get_today (pamor_desk_get_clock (self->desk), &today);
  pamor_calendar_add_working_days (calendar, &today, field->ahead_min, &from);
  pamor_calendar_add_working_days (calendar, &today, field->ahead_max, &to);
  pamor_engine_want_slots (pamor_desk_get_engine (self->desk), point, &from, &to);
}

/* @path: (nullable): of a choice of point; NULL for all */
static void
update_days (PamorFormPage *self,
             const char    *path,
             gboolean       ask)
{
  GPtrArray *sections = pamor_form_get_service (self->form)->sections;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  for (guint i = 0; i < sections->len; i++)
    {
      GPtrArray *fields = ((const PamorSection *) sections->pdata[i])->fields;

      for (guint j = 0; j < fields->len; j++)
        {
          const PamorField *field = fields->pdata[j];

          if (field->point == NULL || (path != NULL && !g_str_equal (field->point, path)))
            continue;
          show_slots (self, field);
          if (ask)
            want_slots (self, field);
        }
    }
}

static void
on_form_changed_cb (PamorFormPage *self,
                    const char    *path)
{
  if (*path != '\0')
    update_days (self, path, TRUE);
}

static void
on_slots_changed_cb (PamorFormPage *self)
{
  update_days (self, NULL, FALSE);
}

/** pamor_form_page_watch_slots: the days to be chosen from say how much room they have */
void
pamor_form_page_watch_slots (PamorFormPage *self)
{
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pamor_desk_get_engine (self->desk), "slots-changed",
                           G_CALLBACK (on_slots_changed_cb), self, G_CONNECT_SWAPPED);
  update_days (self, NULL, TRUE);
}
