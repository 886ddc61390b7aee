/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/status/pamor-tell-row.h"

#include "domain/pamor-citizen-words.h"
#include "domain/pamor-words.h"
#include "ui/form/pamor-undo.h"

#include <glib/gi18n-lib.h>

struct _PamorTellRow
{
  GtkWidget        parent_instance;

  /* Template */
  GtkLabel        *change;
  GtkWidget       *content;
  GtkWidget       *copy;
  GtkLabel        *message;
  GtkLabel        *name;
  GtkLabel        *phone;
  GtkWidget       *told;

  /* Owned */
  PamorDesk       *desk; /* (nullable): until it shows something */
  PamorSubmission *item; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PamorTellRow, pamor_tell_row, GTK_TYPE_WIDGET)

static const char *
name_service (PamorTellRow *self)
{
  const PamorService *service = pamor_catalogue_find_service (
      pamor_desk_get_catalogue (self->desk), self->item->service);

  g_assert (PAMOR_IS_TELL_ROW (self));

  return service != NULL ? service->name : self->item->service;
}

static void
show_message (PamorTellRow *self)
{
  g_autofree char *message = pamor_citizen_words_for_message (
      self->item, name_service (self), pamor_clock_get_wall (pamor_desk_get_clock (self->desk)));

  g_assert (PAMOR_IS_TELL_ROW (self));

  gtk_label_set_label (self->message, message);
}

/* It greets by the hour at which it is copied, not by that at which it was first shown. */
static void
on_copy_cb (PamorTellRow *self)
{
  g_assert (PAMOR_IS_TELL_ROW (self));

  show_message (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->message));
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.say", "s",
                              _("The message was copied. Paste it into the chat."));
}

/** Told: what was ticked, and where, for taking it back */
typedef struct
{
  PamorStore      *store;
  PamorSubmission *item;
} Told;

static void
free_told (gpointer  data,
           GClosure *closure)
{
  Told *told = data;

  g_object_unref (told->store);
  g_object_unref (told->item);
  g_free (told);
}

static void
on_kept_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  /* What the disk refuses is still in the list: the tick is not there. */
  if (!pamor_store_set_told_finish (PAMOR_STORE (source), result, &error))
    g_debug ("told: %s", error->message);
}

static void
take_back (gpointer data)
{
  Told *told = data;

  pamor_store_set_told_async (told->store, told->item, FALSE, on_kept_cb, NULL);
}

static void
on_told_cb (PamorTellRow *self)
{
  Told *told = g_new0 (Told, 1);
  g_autofree char *words = NULL;

  g_assert (PAMOR_IS_TELL_ROW (self));

  told->store = g_object_ref (pamor_desk_get_store (self->desk));
  told->item = g_object_ref (self->item);
  words = g_strdup_printf (_("%s was told"), gtk_label_get_text (self->name));
  pamor_undo_offer (GTK_WIDGET (self), words, take_back, told, free_told);
  pamor_store_set_told_async (pamor_desk_get_store (self->desk), self->item, TRUE, on_kept_cb,
                              NULL);
}

static void
pamor_tell_row_dispose (GObject *object)
{
  PamorTellRow *self = PAMOR_TELL_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_TELL_ROW);
  g_clear_object (&self->desk);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (pamor_tell_row_parent_class)->dispose (object);
}

static void
pamor_tell_row_class_init (PamorTellRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_tell_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/status/pamor-tell-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorTellRow, change);
  gtk_widget_class_bind_template_child (widget_class, PamorTellRow, content);
  gtk_widget_class_bind_template_child (widget_class, PamorTellRow, copy);
  gtk_widget_class_bind_template_child (widget_class, PamorTellRow, message);
  gtk_widget_class_bind_template_child (widget_class, PamorTellRow, name);
  gtk_widget_class_bind_template_child (widget_class, PamorTellRow, phone);
  gtk_widget_class_bind_template_child (widget_class, PamorTellRow, told);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_told_cb);
}

static void
pamor_tell_row_init (PamorTellRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_tell_row_new: Returns: (transfer floating): for one line after the other */
GtkWidget *
pamor_tell_row_new (void)
{
  return g_object_new (PAMOR_TYPE_TELL_ROW, NULL);
}

/* Each row has the same two buttons, so to a screen reader they say whose they are. */
static void
name_buttons (PamorTellRow *self,
              const char   *name)
{
  g_autofree char *copy = g_strdup_printf (_("Copy the message for %s"), name);
  g_autofree char *told = g_strdup_printf (_("%s was told: tick"), name);

  g_assert (PAMOR_IS_TELL_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_PROPERTY_LABEL, copy,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->told), GTK_ACCESSIBLE_PROPERTY_LABEL, told,
                                  -1);
}

/** pamor_tell_row_set_item: @item: one that pamor_submission_is_untold() */
void
pamor_tell_row_set_item (PamorTellRow    *self,
                         PamorDesk       *desk,
                         PamorSubmission *item)
{
  const char *name;
  g_autofree char *change = NULL, *age = NULL, *line = NULL;

  g_return_if_fail (PAMOR_IS_TELL_ROW (self));
  g_return_if_fail (PAMOR_IS_DESK (desk));
  g_return_if_fail (PAMOR_IS_SUBMISSION (item));

  g_set_object (&self->desk, desk);
  g_set_object (&self->item, item);
  name = item->title != NULL && *item->title != '\0' ? item->title : _("No name yet");
  change = pamor_citizen_words_for_change (item);
  age = pamor_words_for_age (item->status_at, pamor_clock_get_wall (pamor_desk_get_clock (desk)));
  line = g_strdup_printf ("%s · %s · %s", name_service (self), change, age);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->change, line);
  show_message (self);
  gtk_label_set_label (self->phone, item->phone != NULL ? item->phone : "");
  gtk_widget_set_visible (GTK_WIDGET (self->phone), item->phone != NULL);
  name_buttons (self, name);
}
