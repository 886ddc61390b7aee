/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-item-row.h"

#include "domain/pamor-words.h"
#include "ui/outbox/pamor-item-words.h"

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

  /* Owned */
  char      *begun; /* (nullable): id of a draft, or of what a correction may be begun of */

  gboolean   by_street; /* the street comes first */
  gboolean   within; /* the page says of which case it is, and of a list which service */
};

G_DEFINE_FINAL_TYPE (PamorItemRow, pamor_item_row, GTK_TYPE_WIDGET)

static void
pamor_item_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_ITEM_ROW);
  g_clear_pointer (&PAMOR_ITEM_ROW (object)->begun, g_free);
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

/** pamor_item_row_new: Returns: (transfer floating): blank, until something is set */
GtkWidget *
pamor_item_row_new (void)
{
  return g_object_new (PAMOR_TYPE_ITEM_ROW, NULL);
}

/** pamor_item_row_hide_case: for a page that says of which case all is */
void
pamor_item_row_hide_case (PamorItemRow *self)
{
  g_return_if_fail (PAMOR_IS_ITEM_ROW (self));

  self->within = TRUE;
}

/** pamor_item_row_set_by_street: for a list in the order of a walk; heard when it is set next */
void
pamor_item_row_set_by_street (PamorItemRow *self,
                              gboolean      by_street)
{
  g_return_if_fail (PAMOR_IS_ITEM_ROW (self));

  self->by_street = by_street;
}

/* Returns: (transfer full): @what, behind the street where that is wanted and known */
static char *
add_street (PamorItemRow    *self,
            PamorSubmission *item,
            const char      *what)
{
  if (!self->by_street || item->street == NULL || *item->street == '\0')
    return g_strdup (what);
  return g_strconcat (item->street, " · ", what, NULL);
}

static const char *
find_service_name (PamorDesk  *desk,
                   const char *code)
{
  const PamorService *service
      = code != NULL ? pamor_catalogue_find_service (pamor_desk_get_catalogue (desk), code) : NULL;

  return service != NULL ? service->name : code;
}

/* What a case and one of it are shown by: where @item stands, and since when. */
static void
show_state (PamorItemRow    *self,
            PamorSubmission *item,
            gint64           now)
{
  const char *classes[] = { "pamor-state", pamor_item_get_tone (item), NULL };
  g_autofree char *state = pamor_item_dup_state (item, now);
  g_autofree char *when = pamor_words_for_time (item->changed_at, now);

  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->when, when);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
}

static void
show_why (PamorItemRow *self,
          const char   *why)
{
  gtk_label_set_label (self->why, why);
  gtk_widget_set_visible (GTK_WIDGET (self->why), *why != '\0');
}

/** pamor_item_row_set_item: shows @item by the clock and the catalogue of @desk; keeps neither */
void
pamor_item_row_set_item (PamorItemRow    *self,
                         PamorDesk       *desk,
                         PamorSubmission *item)
{
  g_autofree char *why = NULL, *reason = NULL, *what = NULL, *where = NULL;
  gboolean named;
  gint64 now;

  g_return_if_fail (PAMOR_IS_ITEM_ROW (self));
  g_return_if_fail (PAMOR_IS_DESK (desk));
  g_return_if_fail (PAMOR_IS_SUBMISSION (item));

  g_free (self->begun);
  self->begun = item->state == PAMOR_STATE_DRAFT || pamor_submission_can_correct (item)
                    ? g_strdup (item->id)
                    : NULL;
  now = pamor_clock_get_wall (pamor_desk_get_clock (desk));
  reason = pamor_item_dup_turn (item, desk);
  if (reason == NULL)
    reason = pamor_item_dup_why (item, now);
  why = g_strconcat (item->number != NULL ? item->number : "",
                     item->number != NULL && *reason != '\0' ? " · " : "", reason, NULL);
  named = item->title != NULL && *item->title != '\0';
  gtk_label_set_label (self->title, named ? item->title : _("No name yet"));
  what = g_strconcat (find_service_name (desk, item->service),
                      item->case_name != NULL && !self->within ? " · " : NULL, item->case_name,
                      NULL);
  where = add_street (self, item, what);
  gtk_label_set_label (self->service, where);
  gtk_widget_set_visible (GTK_WIDGET (self->service), !self->within || item->case_order > 0);
  show_state (self, item, now);
  show_why (self, why);
}

/**
 * pamor_item_row_set_case:
 * @entry: shown as one
 * @place: it stands where the one stands that changed last here; it has one here
 */
void
pamor_item_row_set_case (PamorItemRow *self,
                         PamorDesk    *desk,
                         PamorCase    *entry,
                         PamorPlace    place)
{
  g_autofree char *title = NULL, *what = NULL, *where = NULL, *how_many = NULL, *words = NULL;

  g_return_if_fail (PAMOR_IS_ITEM_ROW (self));
  g_return_if_fail (PAMOR_IS_DESK (desk));
  g_return_if_fail (PAMOR_IS_CASE (entry) && entry->newest[place] != NULL);

  g_clear_pointer (&self->begun, g_free);
  title = pamor_case_dup_title (entry);
  how_many = g_strdup_printf (ngettext ("%u application", "%u applications", entry->n), entry->n);
  what = g_strconcat (how_many, entry->service != NULL ? " · " : NULL,
                      find_service_name (desk, entry->service), NULL);
  words = pamor_case_dup_words (entry);
  gtk_label_set_label (self->title, title);
  where = add_street (self, entry->first, what);
  gtk_label_set_label (self->service, where);
  show_state (self, entry->newest[place], pamor_clock_get_wall (pamor_desk_get_clock (desk)));
  show_why (self, words);
}

/** pamor_item_row_get_why: Returns: the line that says why it waits; "" where none */
const char *
pamor_item_row_get_why (PamorItemRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ITEM_ROW (self), NULL);

  return gtk_label_get_label (self->why);
}

/** pamor_item_row_get_begun: Returns: (nullable): id of what it shows, where something of it can be
 * begun that "shell.delete" throws away */
const char *
pamor_item_row_get_begun (PamorItemRow *self)
{
  g_return_val_if_fail (PAMOR_IS_ITEM_ROW (self), NULL);

  return self->begun;
}

/** pamor_item_row_name: @line: around it in a list, gets its words as its name, to be read out */
void
pamor_item_row_name (PamorItemRow *self,
                     GtkWidget    *line)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PAMOR_IS_ITEM_ROW (self) && GTK_IS_WIDGET (line));

  words = g_strjoin (", ", gtk_label_get_label (self->title), gtk_label_get_label (self->state),
                     gtk_label_get_label (self->service),
                     *pamor_item_row_get_why (self) != '\0' ? pamor_item_row_get_why (self) : NULL,
                     NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
