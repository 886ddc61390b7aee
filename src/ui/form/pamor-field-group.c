/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-field-group.h"

#include "domain/pamor-field.h"
#include "ui/form/pamor-people-offer.h"
#include "ui/form/pamor-row-choice.h"
#include "ui/form/pamor-row-date.h"
#include "ui/form/pamor-row-day.h"
#include "ui/form/pamor-row-digits.h"
#include "ui/form/pamor-row-either.h"
#include "ui/form/pamor-row-head.h"
#include "ui/form/pamor-row-paragraph.h"
#include "ui/form/pamor-row-pick.h"
#include "ui/form/pamor-row-text.h"
#include "ui/form/pamor-row-tick.h"
#include "ui/widgets/pamor-focus.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From here on a list is searched, not unrolled. */
#define LONG_LIST 12

typedef struct
{
  PamorRow *row;    /* owned by the set */
  gboolean  whole;  /* one answer with a title of its own, which tells whether it may stay empty */
  char     *unless; /* (nullable) path of a tick that hides it */
} Entry;

struct _PamorFieldGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Owned */
  PamorRowSet         *rows;
  GArray              *entries; /* of Entry; the head, where there is one, is the first */
};

enum { OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorFieldGroup, pamor_field_group, ADW_TYPE_PREFERENCES_GROUP)

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->unless);
}

static void
pamor_field_group_dispose (GObject *object)
{
  PamorFieldGroup *self = PAMOR_FIELD_GROUP (object);

  for (guint i = 0; self->rows != NULL && i < self->entries->len; i++)
    pamor_row_set_remove (self->rows, g_array_index (self->entries, Entry, i).row);
  g_array_set_size (self->entries, 0);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (pamor_field_group_parent_class)->dispose (object);
}

static void
pamor_field_group_finalize (GObject *object)
{
  g_array_unref (PAMOR_FIELD_GROUP (object)->entries);

  G_OBJECT_CLASS (pamor_field_group_parent_class)->finalize (object);
}

/* Rows and notes in the order they stand: the one at an even place is a row, behind it its note. */
static GtkWidget *
place_at (PamorFieldGroup *self,
          int              place)
{
  PamorRow *row = g_array_index (self->entries, Entry, place / 2).row;

  g_assert (PAMOR_IS_FIELD_GROUP (self));

  return place % 2 == 0 ? pamor_row_get_widget (row) : GTK_WIDGET (pamor_row_get_note (row));
}

static int
find_focus (PamorFieldGroup *self)
{
  GtkWidget *focus = pamor_focus_get (GTK_WIDGET (self));

  g_assert (PAMOR_IS_FIELD_GROUP (self));

  for (int i = 0; focus != NULL && i < (int) self->entries->len * 2; i++)
    if (focus == place_at (self, i) || gtk_widget_is_ancestor (focus, place_at (self, i)))
      return i;
  return -1;
}

/* A list box lets the focus out where the next row takes none, as a note does not; rows behind it
 * would never be come to. */
static gboolean
pamor_field_group_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  PamorFieldGroup *self = PAMOR_FIELD_GROUP (widget);
  int by = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  int at = find_focus (self);

  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    {
      if (at < 0 && by < 0)
        at = (int) self->entries->len * 2 - 1;
      for (int i = at; i >= 0 && i < (int) self->entries->len * 2; i += by)
        if (gtk_widget_child_focus (place_at (self, i), direction))
          return TRUE;
      if (at >= 0 && by > 0)
        return FALSE;
    }
  return GTK_WIDGET_CLASS (pamor_field_group_parent_class)->focus (widget, direction);
}

static void
pamor_field_group_class_init (PamorFieldGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_field_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_field_group_finalize;
  GTK_WIDGET_CLASS (klass)->focus = pamor_field_group_focus;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_field_group_init (PamorFieldGroup *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
}

static gboolean
is_ticked (PamorForm  *form,
           const char *path)
{
  return path != NULL && g_strcmp0 (pamor_form_get (form, path), "ya") == 0;
}

/* Returns: (nullable): what a title may be made of: the answer's, or that of a birth or a sex where
 *   the person must be told; the other members may stay empty only when all of the person may */
static const char *
find_title (PamorForm   *form,
            const Entry *entry)
{
  const PamorField *field = pamor_row_get_field (entry->row);
  const char *member = strrchr (pamor_row_get_path (entry->row), '.') + 1;

  if (entry->whole)
    return field->label;
  if (field->kind != PAMOR_FIELD_PERSON || !field->required
      || !(g_str_equal (member, "birth") || g_str_equal (member, "sex")))
    return NULL;
  return pamor_catalogue_get_member_label (pamor_form_get_catalogue (form), member);
}

static void
update_title (PamorForm  *form,
              PamorRow   *row,
              const char *label)
{
  g_autofree char *title = pamor_form_needs_value (form, pamor_row_get_path (row))
                             ? g_strdup (label)
                             : g_strdup_printf (_("%s (may stay empty)"), label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (pamor_row_get_widget (row)), title);
}

static void
update (PamorFieldGroup *self)
{
  PamorForm *form = pamor_row_set_get_form (self->rows);
  gboolean any = FALSE;

  g_assert (PAMOR_IS_FIELD_GROUP (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      gboolean shown = (entry->whole
                          ? pamor_form_shows_value (form, pamor_row_get_path (entry->row))
                          : pamor_form_shows_field (form, pamor_row_get_field (entry->row)))
                       && !is_ticked (form, entry->unless);

      pamor_row_set_shown (entry->row, shown);
      if (find_title (form, entry) != NULL)
        update_title (form, entry->row, find_title (form, entry));
      any |= shown;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

/**
 * pamor_field_group_new:
 * @title: (nullable): plain text above the frame
 */
GtkWidget *
pamor_field_group_new (PamorRowSet *rows,
                       const char  *title)
{
  PamorFieldGroup *self = g_object_new (PAMOR_TYPE_FIELD_GROUP, NULL);
  /* The title of a group, unlike that of a row, is always markup. */
  g_autofree char *escaped = title != NULL ? g_markup_escape_text (title, -1) : NULL;

  self->rows = g_object_ref (rows);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), escaped != NULL ? escaped : "");
  g_signal_connect_object (pamor_row_set_get_form (rows), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
add_row (PamorFieldGroup *self,
         PamorRow        *row,
         gboolean         whole,
         const char      *unless)
{
  Entry entry = { row, whole, g_strdup (unless) };

  g_assert (PAMOR_IS_FIELD_GROUP (self));

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), pamor_row_get_widget (row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (pamor_row_get_note (row)));
  g_array_append_val (self->entries, entry);
  pamor_row_set_add (self->rows, row);
}

static void
remove_last (PamorFieldGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  PamorRow *row = g_array_index (self->entries, Entry, self->entries->len - 1).row;

  g_assert (PAMOR_IS_FIELD_GROUP (self));

  adw_preferences_group_remove (group, pamor_row_get_widget (row));
  adw_preferences_group_remove (group, GTK_WIDGET (pamor_row_get_note (row)));
  g_array_set_size (self->entries, self->entries->len - 1);
  pamor_row_set_remove (self->rows, row);
}

static PamorRow *
make_choice (const PamorRowPlace *place)
{
  const PamorCodeList *codes = place->field->codes;

  return codes->codes->len < LONG_LIST ? pamor_row_choice_new (place, codes)
                                       : pamor_row_pick_new_for_codes (place, codes);
}

static PamorRow *
make_yes_no (const PamorRowPlace *place)
{
  const PamorCode answers[2] = { { (char *) "ya", (char *) _("Yes") },
                                 { (char *) "tidak", (char *) _("No") } };

  return pamor_row_either_new (place, answers);
}

static PamorRow *
make_sex (const PamorRowPlace *place)
{
  const PamorCode answers[2] = { { (char *) "L", (char *) _("Male") },
                                 { (char *) "P", (char *) _("Female") } };

  return pamor_row_either_new (place, answers);
}

static PamorRow *
make_row (const PamorRowPlace *place)
{
  switch (place->field->kind)
    {
    case PAMOR_FIELD_NIK:
    case PAMOR_FIELD_NO_KK:
      return pamor_row_digits_new (place, place->field->kind, NULL);
    case PAMOR_FIELD_DATE:
      return place->field->ahead_max > 0 ? pamor_row_day_new (place) : pamor_row_date_new (place);
    case PAMOR_FIELD_REGION:
      return pamor_row_pick_new_for_regions (place);
    case PAMOR_FIELD_CHOICE:
      return make_choice (place);
    case PAMOR_FIELD_YES_NO:
      return make_yes_no (place);
    case PAMOR_FIELD_TEXT:
    case PAMOR_FIELD_NAME:
    case PAMOR_FIELD_NUMBER:
    case PAMOR_FIELD_PHONE:
    case PAMOR_FIELD_EMAIL:
    case PAMOR_FIELD_TIME:
      return place->field->multiline
               ? pamor_row_paragraph_new (place)
               : pamor_row_text_new (place, place->field->kind, place->field->unit);
    case PAMOR_FIELD_AREA:
    case PAMOR_FIELD_PERSON:
      break;
    }
  g_assert_not_reached ();
}

static char *
put_member (PamorRowPlace *place,
            const char    *whole,
            const char    *member)
{
  char *path = g_strconcat (whole, ".", member, NULL);
  PamorCatalogue *catalogue = pamor_form_get_catalogue (place->form);

  place->path = path;
  place->title = pamor_catalogue_get_member_label (catalogue, member);
  return path;
}

static void
add_own (PamorFieldGroup *self,
         PamorRowPlace    place,
         const char      *person)
{
  const GPtrArray *fields = place.field->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const PamorField *own = fields->pdata[i];
      g_autofree char *path = g_strconcat (person, ".", own->key, NULL);

      place.field = own;
      place.path = path;
      place.title = own->label;
      add_row (self, make_row (&place), TRUE, NULL);
    }
}

/* Where the last row is typed in */
static void
offer_people (PamorFieldGroup *self,
              const char      *person)
{
  const Entry *last = &g_array_index (self->entries, Entry, self->entries->len - 1);

  pamor_people_offer_attach (self->rows, last->row, person);
}

static void
add_person (PamorFieldGroup *self,
            PamorRowPlace    place,
            const char      *path)
{
  g_autofree char *no_nik = g_strconcat (path, ".no_nik", NULL);
  g_autofree char *nik = put_member (&place, path, "nik");

  g_assert (PAMOR_IS_FIELD_GROUP (self));

  add_row (self, pamor_row_digits_new (&place, PAMOR_FIELD_NIK, path), FALSE, no_nik);
  offer_people (self, path);
  if (place.field->nik_optional)
    {
      g_autofree char *tick = put_member (&place, path, "no_nik");

      add_row (self, pamor_row_tick_new (&place), FALSE, NULL);
    }

  g_autofree char *name = put_member (&place, path, "name");
  add_row (self, pamor_row_text_new (&place, PAMOR_FIELD_NAME, NULL), FALSE, NULL);
  offer_people (self, path);

  g_autofree char *birth = put_member (&place, path, "birth");
  add_row (self, pamor_row_date_new (&place), FALSE, NULL);

  g_autofree char *sex = put_member (&place, path, "sex");
  add_row (self, make_sex (&place), FALSE, NULL);
  if (place.field->fields != NULL)
    add_own (self, place, path);
}

static void
add_area (PamorFieldGroup *self,
          PamorRowPlace    place,
          const char      *path)
{
  g_autofree char *address = put_member (&place, path, "address");

  g_assert (PAMOR_IS_FIELD_GROUP (self));

  add_row (self, pamor_row_text_new (&place, PAMOR_FIELD_TEXT, NULL), FALSE, NULL);

  g_autofree char *rt = put_member (&place, path, "rt");
  add_row (self, pamor_row_text_new (&place, PAMOR_FIELD_NUMBER, NULL), FALSE, NULL);

  g_autofree char *rw = put_member (&place, path, "rw");
  add_row (self, pamor_row_text_new (&place, PAMOR_FIELD_NUMBER, NULL), FALSE, NULL);

  g_autofree char *kelurahan = put_member (&place, path, "kelurahan");
  add_row (self, pamor_row_pick_new_for_areas (&place), FALSE, NULL);
}

/**
 * pamor_field_group_add:
 * @field: of the form's service
 * @path: of the value: that of @field, or of one item of its list
 */
void
pamor_field_group_add (PamorFieldGroup  *self,
                       const PamorField *field,
                       const char       *path)
{
  PamorRowPlace place = { 0 };

  g_return_if_fail (PAMOR_IS_FIELD_GROUP (self));

  place.form = pamor_row_set_get_form (self->rows);
  place.clock = pamor_row_set_get_clock (self->rows);
  place.field = field;
  place.path = path;
  place.title = field->label;

  if (field->kind == PAMOR_FIELD_PERSON)
    add_person (self, place, path);
  else if (field->kind == PAMOR_FIELD_AREA)
    add_area (self, place, path);
  else
    add_row (self, make_row (&place), !field->is_list, NULL);
  update (self);
}

static void
on_opened_cb (PamorFieldGroup *self,
              PamorRowHead    *head)
{
  g_assert (PAMOR_IS_FIELD_GROUP (self));

  if (pamor_row_head_is_open (head))
    pamor_field_group_add (self, pamor_row_get_field (PAMOR_ROW (head)),
                           pamor_row_get_path (PAMOR_ROW (head)));
  else
    while (self->entries->len > 1)
      remove_last (self);
  g_signal_emit (self, signals[OPENED], 0);
}

/**
 * pamor_field_group_add_head:
 * @field: a list of persons
 * @path: of one of them
 * @label: what that one is called
 *
 * Only the head, to begin with; the rows are made when it is opened, and go when it is closed.
 *
 * Returns: (transfer none): the head
 */
PamorRowHead *
pamor_field_group_add_head (PamorFieldGroup  *self,
                            const PamorField *field,
                            const char       *path,
                            const char       *label)
{
  PamorRowPlace place = { 0 };
  PamorRow *head;

  g_return_val_if_fail (PAMOR_IS_FIELD_GROUP (self), NULL);
  g_return_val_if_fail (self->entries->len == 0, NULL);

  place.form = pamor_row_set_get_form (self->rows);
  place.clock = pamor_row_set_get_clock (self->rows);
  place.field = field;
  place.path = path;
  place.title = label;
  head = pamor_row_head_new (&place);
  g_signal_connect_object (head, "opened", G_CALLBACK (on_opened_cb), self, G_CONNECT_SWAPPED);
  add_row (self, head, FALSE, NULL);
  return PAMOR_ROW_HEAD (head);
}

/** pamor_field_group_get_head: Returns: (transfer none) (nullable): the head, where it has one */
PamorRowHead *
pamor_field_group_get_head (PamorFieldGroup *self)
{
  PamorRow *first;

  g_return_val_if_fail (PAMOR_IS_FIELD_GROUP (self), NULL);

  first = self->entries->len > 0 ? g_array_index (self->entries, Entry, 0).row : NULL;
  return PAMOR_IS_ROW_HEAD (first) ? PAMOR_ROW_HEAD (first) : NULL;
}
