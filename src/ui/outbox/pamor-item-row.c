/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-item-row.h"

#include "domain/pamor-words.h"

#include <glib/gi18n-lib.h>

struct _PamorItemRow
{
  GtkWidget  parent_instance;

  /* Template */
  GtkWidget *content;
  GtkLabel  *service;
  GtkLabel  *state;
  GtkLabel  *title;
  GtkLabel  *when;
  GtkLabel  *why;
};

G_DEFINE_FINAL_TYPE (PamorItemRow, pamor_item_row, GTK_TYPE_WIDGET)

static void
pamor_item_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_ITEM_ROW);
  G_OBJECT_CLASS (pamor_item_row_parent_class)->dispose (object);
}

static void
pamor_item_row_class_init (PamorItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_item_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/outbox/pamor-item-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorItemRow, content);
  gtk_widget_class_bind_template_child (widget_class, PamorItemRow, service);
  gtk_widget_class_bind_template_child (widget_class, PamorItemRow, state);
  gtk_widget_class_bind_template_child (widget_class, PamorItemRow, title);
  gtk_widget_class_bind_template_child (widget_class, PamorItemRow, when);
  gtk_widget_class_bind_template_child (widget_class, PamorItemRow, why);
}

static void
pamor_item_row_init (PamorItemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pamor_item_row_new (void)
{
  return g_object_new (PAMOR_TYPE_ITEM_ROW, NULL);
}

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

/* Why it waits, how much is left, when it is tried next: "" where nothing needs to be said. */
static char *
dup_why (PamorSubmission *item,
         gint64           now)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *reason = pamor_words_for_reason (item);
  g_auto(GStrv) known = NULL;

  if (item->number != NULL)
    g_strv_builder_add (parts, item->number);
  if (reason != NULL && *reason != '\0')
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
  return g_strjoinv (" · ", known);
}

/** pamor_item_row_set_item: shows @item by the clock and the catalogue of @desk; keeps neither */
void
pamor_item_row_set_item (PamorItemRow    *self,
                         PamorDesk       *desk,
                         PamorSubmission *item)
{
  const char *classes[] = { "pamor-state", NULL, NULL };
  const PamorService *service;
  g_autofree char *state = NULL, *when = NULL, *why = NULL;
  gboolean named;
  gint64 now;

  g_return_if_fail (PAMOR_IS_ITEM_ROW (self));
  g_return_if_fail (PAMOR_IS_DESK (desk));
  g_return_if_fail (PAMOR_IS_SUBMISSION (item));

  now = pamor_clock_get_wall (pamor_desk_get_clock (desk));
  service = pamor_catalogue_find_service (pamor_desk_get_catalogue (desk), item->service);
  state = pamor_words_for_state (item);
  when = pamor_words_for_time (item->changed_at, now);
  why = dup_why (item, now);
  named = item->title != NULL && *item->title != '\0';
  gtk_label_set_label (self->title, named ? item->title : _("No name yet"));
  gtk_label_set_label (self->service, service != NULL ? service->name : item->service);
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->why, why);
  gtk_widget_set_visible (GTK_WIDGET (self->why), *why != '\0');
  classes[1] = pamor_item_get_tone (item);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
}

/** pamor_item_row_get_why: Returns: the line that says why it waits; "" where none */
const char *
pamor_item_row_get_why (PamorItemRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ITEM_ROW (self), NULL);

  return gtk_label_get_label (self->why);
}
