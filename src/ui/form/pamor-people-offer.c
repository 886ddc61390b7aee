/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-people-offer.h"

#include "domain/pamor-field.h"
#include "ui/form/pamor-undo.h"
#include "ui/widgets/pamor-focus.h"

#include <glib/gi18n-lib.h>

/* More than one takes in at a glance; who looks for another types one more letter. */
#define MOST 5
/* Fewer fit everybody. */
#define FEWEST_LETTERS 3
/* Pixels; a popover is else as narrow as its words can be broken. */
#define WIDTH 380

struct _PamorPeopleOffer
{
  GtkPopover   parent_instance;

  /* Borrowed: the row's group keeps both as long as the row is in the window */
  PamorRowSet *rows;
  PamorRow    *row;

  /* Owned by the popover */
  GtkLabel    *said;
  GtkListBox  *list;

  /* Owned */
  char        *person; /* path, "ibu.orang" */
  GPtrArray   *people; /* of PamorPerson: as listed */

  guint        search; /* source */
};

G_DEFINE_FINAL_TYPE (PamorPeopleOffer, pamor_people_offer, GTK_TYPE_POPOVER)

static PamorForm *
get_form (PamorPeopleOffer *self)
{
  g_assert (PAMOR_IS_PEOPLE_OFFER (self));

  return pamor_row_set_get_form (self->rows);
}

static char *
dup_member_path (PamorPeopleOffer *self,
                 const char       *member)
{
  return g_strconcat (self->person, ".", member, NULL);
}

static const char *
get_member (PamorPeopleOffer *self,
            const char       *member)
{
  g_autofree char *path = dup_member_path (self, member);

  return pamor_form_get (get_form (self), path);
}

/** Filled: what stood in a form before somebody was picked */
typedef struct
{
  PamorForm *form;   /* owned */
  GPtrArray *paths;  /* of char * */
  GPtrArray *values; /* of char *; NULL for nothing */
} Filled;

static void
put_back (gpointer data)
{
  Filled *filled = data;

  for (guint i = 0; i < filled->paths->len; i++)
    pamor_form_set (filled->form, filled->paths->pdata[i], filled->values->pdata[i]);
}

static void
free_filled (gpointer  data,
             GClosure *closure)
{
  Filled *filled = data;

  g_object_unref (filled->form);
  g_ptr_array_unref (filled->paths);
  g_ptr_array_unref (filled->values);
  g_free (filled);
}

static void
fill (Filled     *filled,
      const char *path,
      const char *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (filled->paths, g_strdup (path));
  g_ptr_array_add (filled->values, g_strdup (pamor_form_get (filled->form, path)));
  pamor_form_set (filled->form, path, *value != '\0' ? value : NULL);
}

static void
fill_member (PamorPeopleOffer *self,
             Filled           *filled,
             const char       *member,
             const char       *value)
{
  g_autofree char *path = dup_member_path (self, member);

  fill (filled, path, value);
}

/* The number of the family card that the section asks for beside the person, if still open. */
static void
fill_no_kk (PamorPeopleOffer *self,
            Filled           *filled,
            const char       *no_kk)
{
  g_auto (GStrv) parts = g_strsplit (self->person, ".", 2);
  g_autofree char *path = g_strconcat (parts[0], ".no_kk", NULL);
  const PamorField *field
    = pamor_service_find_field (pamor_form_get_service (filled->form), path);

  if (field != NULL && field->kind == PAMOR_FIELD_NO_KK && !field->is_list
      && pamor_form_get (filled->form, path) == NULL)
    fill (filled, path, no_kk);
}

/* To what is asked behind the person: nothing is left to be typed there. */
static void
go_on (PamorPeopleOffer *self)
{
  g_autofree char *path = dup_member_path (self, "sex");

  pamor_row_move_on (pamor_row_set_find (self->rows, path));
}

/** pamor_people_offer_pick: fills in all that is known of @person */
void
pamor_people_offer_pick (PamorPeopleOffer  *self,
                         const PamorPerson *person)
{
  Filled *filled;
  g_autofree char *words = NULL;

  g_return_if_fail (PAMOR_IS_PEOPLE_OFFER (self));
  g_return_if_fail (person != NULL);

  words = g_strdup_printf (_("%s filled in"), person->name != NULL ? person->name : person->nik);
  filled = g_new0 (Filled, 1);
  filled->form = g_object_ref (get_form (self));
  filled->paths = g_ptr_array_new_with_free_func (g_free);
  filled->values = g_ptr_array_new_with_free_func (g_free);
  if (get_member (self, "no_nik") != NULL)
    fill_member (self, filled, "no_nik", "");
  fill_member (self, filled, "nik", person->nik);
  fill_member (self, filled, "name", person->name);
  fill_member (self, filled, "birth", person->birth);
  fill_member (self, filled, "sex", person->sex);
  fill_no_kk (self, filled, person->no_kk);
  gtk_popover_popdown (GTK_POPOVER (self));
  go_on (self);
  pamor_undo_offer (GTK_WIDGET (self), words, put_back, filled, free_filled);
}

static void
on_activated_cb (PamorPeopleOffer *self,
                 GtkListBoxRow    *row)
{
  g_assert (PAMOR_IS_PEOPLE_OFFER (self));

  pamor_people_offer_pick (self, self->people->pdata[gtk_list_box_row_get_index (row)]);
}

static char *
dup_details (const PamorPerson *person)
{
  g_autofree char *nik = g_strdup_printf ("%.4s %.4s %.4s %s", person->nik, person->nik + 4,
                                          person->nik + 8, person->nik + 12);

  if (person->role == NULL)
    return g_steal_pointer (&nik);
  return g_strdup_printf ("%s · %s", nik, person->role);
}

static void
add_line (PamorPeopleOffer  *self,
          const PamorPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *details = dup_details (person);

  g_assert (PAMOR_IS_PEOPLE_OFFER (self));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 person->name != NULL ? person->name : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

/* Whether nothing would change: it is the one who was picked, or just typed. */
static gboolean
stands_there (PamorPeopleOffer  *self,
              const PamorPerson *person)
{
  return g_strcmp0 (get_member (self, "nik"), person->nik) == 0
         && (person->name == NULL || g_strcmp0 (get_member (self, "name"), person->name) == 0)
         && (person->birth == NULL || g_strcmp0 (get_member (self, "birth"), person->birth) == 0);
}

static void
take (PamorPeopleOffer *self,
      GPtrArray        *known,
      const char       *text)
{
  g_autoptr (GPtrArray) found = pamor_people_search (known, text, known->len);

  g_assert (PAMOR_IS_PEOPLE_OFFER (self));

  for (guint i = 0; i < found->len && self->people->len < MOST; i++)
    {
      const PamorPerson *person = found->pdata[i];
      gboolean there = stands_there (self, person);

      for (guint j = 0; !there && j < self->people->len; j++)
        there = g_str_equal (((PamorPerson *) self->people->pdata[j])->nik, person->nik);
      if (!there)
        g_ptr_array_add (self->people, pamor_person_copy (person));
    }
}

static gboolean
is_typed_in (PamorPeopleOffer *self)
{
  GtkWidget *widget = pamor_row_get_widget (self->row);
  GtkWidget *focus = pamor_focus_get (widget);

  return focus != NULL && gtk_widget_is_ancestor (focus, widget)
         && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/**
 * pamor_people_offer_update:
 *
 * Lists who fits what is typed now: those of this form before those of others.
 *
 * Returns: how many
 */
guint
pamor_people_offer_update (PamorPeopleOffer *self)
{
  const char *text;
  GtkWidget *child;
  g_autofree char *words = NULL;

  g_return_val_if_fail (PAMOR_IS_PEOPLE_OFFER (self), 0);

  text = gtk_editable_get_text (GTK_EDITABLE (pamor_row_get_widget (self->row)));
  g_ptr_array_set_size (self->people, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  if (g_utf8_strlen (text, -1) >= FEWEST_LETTERS)
    {
      g_autoptr (GPtrArray) near = pamor_form_list_people (get_form (self));

      take (self, near, text);
      take (self, pamor_row_set_get_people (self->rows), text);
    }
  for (guint i = 0; i < self->people->len; i++)
    add_line (self, self->people->pdata[i]);
  words = g_strdup_printf (ngettext ("%u person entered before: Down to choose",
                                     "%u people entered before: Down to choose",
                                     self->people->len), self->people->len);
  gtk_label_set_label (self->said, words);
  return self->people->len;
}

static gboolean
on_search_cb (gpointer user_data)
{
  PamorPeopleOffer *self = PAMOR_PEOPLE_OFFER (user_data);

  self->search = 0;
  if (is_typed_in (self) && pamor_people_offer_update (self) > 0)
    gtk_popover_popup (GTK_POPOVER (self));
  else
    gtk_popover_popdown (GTK_POPOVER (self));
  return G_SOURCE_REMOVE;
}

/* When the keys are through: a search is no part of a keystroke. */
static void
on_changed_cb (PamorPeopleOffer *self)
{
  g_assert (PAMOR_IS_PEOPLE_OFFER (self));

  if (self->search == 0 && !pamor_row_is_reading (self->row))
    self->search = g_idle_add_full (G_PRIORITY_LOW, on_search_cb, self, NULL);
}

static gboolean
on_key_pressed_cb (PamorPeopleOffer      *self,
                   guint                  key,
                   guint                  code,
                   GdkModifierType        held,
                   GtkEventControllerKey *keys)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_assert (PAMOR_IS_PEOPLE_OFFER (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || first == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down && is_typed_in (self))
    gtk_widget_grab_focus (GTK_WIDGET (first));
  else if (key == GDK_KEY_Escape
           || (key == GDK_KEY_Up && gtk_root_get_focus (root) == GTK_WIDGET (first)))
    {
      gtk_widget_child_focus (pamor_row_get_widget (self->row), GTK_DIR_TAB_FORWARD);
      if (key == GDK_KEY_Escape)
        gtk_popover_popdown (GTK_POPOVER (self));
    }
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
pamor_people_offer_dispose (GObject *object)
{
  PamorPeopleOffer *self = PAMOR_PEOPLE_OFFER (object);

  g_clear_handle_id (&self->search, g_source_remove);

  G_OBJECT_CLASS (pamor_people_offer_parent_class)->dispose (object);
}

static void
pamor_people_offer_finalize (GObject *object)
{
  PamorPeopleOffer *self = PAMOR_PEOPLE_OFFER (object);

  g_free (self->person);
  g_ptr_array_unref (self->people);

  G_OBJECT_CLASS (pamor_people_offer_parent_class)->finalize (object);
}

static void
pamor_people_offer_class_init (PamorPeopleOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_people_offer_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_people_offer_finalize;
}

static void
pamor_people_offer_init (PamorPeopleOffer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_person_free);
  /* An alert is read out when it comes; what is seen of it tells the key. */
  self->said = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                             "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->said), "caption");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->said));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  /* It must not take the keyboard from who types on. */
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

static void
watch (PamorPeopleOffer *self,
       GtkWidget        *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect_object (widget, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (widget, "destroy", G_CALLBACK (gtk_widget_unparent), self);
}

/**
 * pamor_people_offer_attach:
 * @row: of the NIK or the name, one that is typed in
 * @person: path of the person, "ibu.orang"
 *
 * The offer goes with the row's widget.
 */
void
pamor_people_offer_attach (PamorRowSet *rows,
                           PamorRow    *row,
                           const char  *person)
{
  PamorPeopleOffer *self;
  GtkWidget *widget;

  g_return_if_fail (PAMOR_IS_ROW_SET (rows));
  g_return_if_fail (GTK_IS_EDITABLE (pamor_row_get_widget (row)));

  self = g_object_new (PAMOR_TYPE_PEOPLE_OFFER, NULL);
  widget = pamor_row_get_widget (row);
  self->rows = rows;
  self->row = row;
  self->person = g_strdup (person);
  gtk_widget_set_parent (GTK_WIDGET (self), widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP,
                                  TRUE, -1);
  watch (self, widget);
}
