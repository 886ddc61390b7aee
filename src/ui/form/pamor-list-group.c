/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-list-group.h"

#include "domain/pamor-field.h"
#include "ui/form/pamor-field-group.h"
#include "ui/form/pamor-undo.h"

#include <glib/gi18n-lib.h>

#define NOBODY G_MAXUINT

struct _PamorListGroup
{
  GtkWidget         parent_instance;

  /* Borrowed, of the catalogue */
  const PamorField *field;

  /* Owned */
  PamorRowSet      *rows;
  GtkBox           *box;
  GtkButton        *add;
  GPtrArray        *groups; /* of the items, owned by the box */
};

G_DEFINE_FINAL_TYPE (PamorListGroup, pamor_list_group, GTK_TYPE_WIDGET)

/* An item that was removed, to be put back where it was. */
typedef struct
{
  PamorForm        *form;
  const PamorField *field;
  guint             index;
  GStrv             values; /* by member; one where the field has no members */
} Removed;

static void rebuild (PamorListGroup *self);

/* Of whom much is asked: one at a time, the others closed to a head each. */
static gboolean
has_heads (PamorListGroup *self)
{
  return self->field->kind == PAMOR_FIELD_PERSON && self->field->fields != NULL;
}

/* Opens the one at @index, which closes the others; none: all are closed. */
static void
open_item (PamorListGroup *self,
           guint           index)
{
  g_assert (PAMOR_IS_LIST_GROUP (self));

  for (guint i = 0; has_heads (self) && i < self->groups->len; i++)
    pamor_row_head_set_open (pamor_field_group_get_head (self->groups->pdata[i]), i == index);
}

static char *
dup_path (const PamorField *field,
          guint             index,
          const char       *member)
{
  return member != NULL && *member != '\0'
           ? g_strdup_printf ("%s[%u].%s", field->path, index, member)
           : g_strdup_printf ("%s[%u]", field->path, index);
}

/* The value of member number @n, or of the item itself; NULL behind the last. */
static char *
dup_value_path (const PamorField *field,
                guint             index,
                guint             n)
{
  const char *const *members = pamor_field_get_members (field);

  return members[n] != NULL ? dup_path (field, index, members[n]) : NULL;
}

static void
copy_item (PamorForm        *form,
           const PamorField *field,
           guint             from,
           guint             to)
{
  for (guint n = 0;; n++)
    {
      g_autofree char *source = dup_value_path (field, from, n);
      g_autofree char *target = dup_value_path (field, to, n);

      if (source == NULL)
        return;
      pamor_form_set (form, target, pamor_form_get (form, source));
    }
}

static void
put_back (gpointer data)
{
  Removed *removed = data;
  guint last = pamor_form_append_item (removed->form, removed->field->path);

  for (guint i = last; i > removed->index; i--)
    copy_item (removed->form, removed->field, i - 1, i);
  for (guint n = 0; removed->values[n] != NULL; n++)
    {
      g_autofree char *path = dup_value_path (removed->field, MIN (removed->index, last), n);

      pamor_form_set (removed->form, path, *removed->values[n] != '\0' ? removed->values[n] : NULL);
    }
}

static void
free_removed (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->form);
  g_strfreev (removed->values);
  g_free (removed);
}

static Removed *
take_out (PamorForm        *form,
          const PamorField *field,
          guint             index)
{
  Removed *removed = g_new0 (Removed, 1);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint n = 0;; n++)
    {
      g_autofree char *path = dup_value_path (field, index, n);
      const char *value = path != NULL ? pamor_form_get (form, path) : NULL;

      if (path == NULL)
        break;
      g_strv_builder_add (values, value != NULL ? value : "");
    }
  removed->form = g_object_ref (form);
  removed->field = field;
  removed->index = index;
  removed->values = g_strv_builder_end (values);
  pamor_form_remove_item (form, field->path, index);
  return removed;
}

static void
on_remove_clicked_cb (GtkButton      *button,
                      PamorListGroup *self)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (button), PAMOR_TYPE_FIELD_GROUP);
  guint index;

  g_assert (PAMOR_IS_LIST_GROUP (self));

  if (g_ptr_array_find (self->groups, group, &index))
    {
      g_autofree char *label = pamor_field_dup_item_label (self->field, index);
      g_autofree char *words = g_strdup_printf (_("%s removed"), label);

      open_item (self, NOBODY);
      pamor_undo_offer (GTK_WIDGET (self), words, put_back,
                        take_out (pamor_row_set_get_form (self->rows), self->field, index),
                        free_removed);
    }
}

static void
on_add_clicked_cb (PamorListGroup *self)
{
  GtkWidget *group;

  g_assert (PAMOR_IS_LIST_GROUP (self));

  open_item (self, NOBODY);
  pamor_form_append_item (pamor_row_set_get_form (self->rows), self->field->path);
  group = g_ptr_array_index (self->groups, self->groups->len - 1);
  open_item (self, self->groups->len - 1);
  gtk_widget_child_focus (group, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_remove_button (PamorListGroup *self,
                    const char     *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *words = g_strdup_printf (_("Remove %s"), label);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self, 0);
  return button;
}

static void
on_opened_cb (PamorListGroup  *self,
              PamorFieldGroup *group)
{
  g_assert (PAMOR_IS_LIST_GROUP (self));

  if (!pamor_row_head_is_open (pamor_field_group_get_head (group)))
    return;
  for (guint i = 0; i < self->groups->len; i++)
    if (self->groups->pdata[i] != group)
      pamor_row_head_set_open (pamor_field_group_get_head (self->groups->pdata[i]), FALSE);
}

static void
add_item (PamorListGroup *self,
          guint           index,
          gboolean        removable)
{
  g_autofree char *label = pamor_field_dup_item_label (self->field, index);
  g_autofree char *path = dup_path (self->field, index, NULL);
  GtkWidget *button = removable ? make_remove_button (self, label) : NULL;
  GtkWidget *widget = pamor_field_group_new (self->rows, has_heads (self) ? NULL : label);
  PamorFieldGroup *group = PAMOR_FIELD_GROUP (widget);
  PamorRow *row;

  g_assert (PAMOR_IS_LIST_GROUP (self));

  if (has_heads (self))
    {
      row = PAMOR_ROW (pamor_field_group_add_head (group, self->field, path, label));
      if (button != NULL)
        adw_action_row_add_suffix (ADW_ACTION_ROW (pamor_row_get_widget (row)), button);
      g_signal_connect_object (group, "opened", G_CALLBACK (on_opened_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      pamor_field_group_add (group, self->field, path);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
    }
  gtk_box_append (self->box, widget);
  g_ptr_array_add (self->groups, widget);
}

static void
rebuild (PamorListGroup *self)
{
  PamorForm *form = pamor_row_set_get_form (self->rows);
  guint count = pamor_form_get_count (form, self->field->path);

  g_assert (PAMOR_IS_LIST_GROUP (self));

  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (self->box, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  for (guint i = 0; i < count; i++)
    add_item (self, i, count > self->field->list_min);
  gtk_widget_set_visible (GTK_WIDGET (self->add),
                          self->field->list_max == 0 || count < self->field->list_max);
}

static void
on_form_changed_cb (PamorListGroup *self)
{
  PamorForm *form = pamor_row_set_get_form (self->rows);

  g_assert (PAMOR_IS_LIST_GROUP (self));

  if (pamor_form_get_count (form, self->field->path) != self->groups->len)
    rebuild (self);
  gtk_widget_set_visible (GTK_WIDGET (self), pamor_form_shows_field (form, self->field));
}

static void
pamor_list_group_dispose (GObject *object)
{
  PamorListGroup *self = PAMOR_LIST_GROUP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (pamor_list_group_parent_class)->dispose (object);
}

static void
pamor_list_group_class_init (PamorListGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_list_group_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
pamor_list_group_init (PamorListGroup *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 18);
  self->groups = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  self->add = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->add), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->add), GTK_WIDGET (self));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Whether nobody is named yet. */
static gboolean
is_untouched (PamorListGroup *self)
{
  g_autofree char *path = dup_path (self->field, 0, "name");

  return has_heads (self)
         && pamor_form_get (pamor_row_set_get_form (self->rows), path) == NULL;
}

/** pamor_list_group_new: @field: a list; as many items as it must have at least are made */
GtkWidget *
pamor_list_group_new (PamorRowSet      *rows,
                      const PamorField *field)
{
  PamorListGroup *self;
  PamorForm *form = pamor_row_set_get_form (rows);
  g_autofree char *label = g_strdup_printf (_("Add: %s"), field->label);

  g_return_val_if_fail (field->is_list, NULL);

  self = g_object_new (PAMOR_TYPE_LIST_GROUP, NULL);
  self->rows = g_object_ref (rows);
  self->field = field;
  gtk_button_set_label (self->add, label);
  while (pamor_form_get_count (form, field->path) < field->list_min)
    pamor_form_append_item (form, field->path);
  rebuild (self);
  if (is_untouched (self))
    open_item (self, 0);
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_form_changed_cb (self);
  return GTK_WIDGET (self);
}
