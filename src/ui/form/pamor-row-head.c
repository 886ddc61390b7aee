/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-head.h"

#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>

struct _PamorRowHead
{
  PamorRow   parent_instance;

  /* Owned by the row's widget */
  GtkWidget *arrow;

  /* Owned */
  char      *label;   /* "Anggota 2" */

  guint      lacking;
  gboolean   open;
};

enum { OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorRowHead, pamor_row_head, PAMOR_TYPE_ROW)

static const char *
get_member (PamorRowHead *self,
            const char   *member)
{
  g_autofree char *path = g_strconcat (pamor_row_get_path (PAMOR_ROW (self)), ".", member, NULL);
  const char *value = pamor_form_get (pamor_row_get_form (PAMOR_ROW (self)), path);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* What the first choice among the questions says: in a family that is what one is to its head. */
static const char *
find_relation (PamorRowHead *self)
{
  const GPtrArray *fields = pamor_row_get_field (PAMOR_ROW (self))->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const PamorField *own = fields->pdata[i];
      const char *code = own->kind == PAMOR_FIELD_CHOICE ? get_member (self, own->key) : NULL;

      if (code != NULL)
        return pamor_code_list_find_text (own->codes, code);
    }
  return NULL;
}

static char *
dup_state (PamorRowHead *self)
{
  if (self->lacking > 0)
    return g_strdup_printf (_("lacks %u"), self->lacking);
  return g_strdup (_("complete"));
}

static void
show (PamorRowHead *self)
{
  GtkWidget *widget = pamor_row_get_widget (PAMOR_ROW (self));
  const char *name = get_member (self, "name");
  const char *relation = find_relation (self);
  g_autofree char *state = dup_state (self);
  g_autofree char *words = g_strjoin (" · ", name != NULL ? self->label : state,
                                      relation != NULL ? relation : name != NULL ? state : NULL,
                                      relation != NULL && name != NULL ? state : NULL, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), name != NULL ? name : self->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                self->open ? "go-up-symbolic" : "go-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_EXPANDED, self->open,
                               -1);
}

static void
on_form_changed_cb (PamorRowHead *self,
                    const char   *path)
{
  g_assert (PAMOR_IS_ROW_HEAD (self));

  if (*path == '\0' || g_str_has_prefix (path, pamor_row_get_path (PAMOR_ROW (self))))
    show (self);
}

static void
on_activated_cb (PamorRowHead *self)
{
  pamor_row_head_set_open (self, !self->open);
  if (self->open)
    pamor_row_move_on (PAMOR_ROW (self));
}

static GtkWidget *
pamor_row_head_build (PamorRow *row)
{
  PamorRowHead *self = PAMOR_ROW_HEAD (row);
  GtkWidget *widget = adw_action_row_new ();

  self->arrow = gtk_image_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), self->arrow);
  g_signal_connect_object (widget, "activated", G_CALLBACK (on_activated_cb), row,
                           G_CONNECT_SWAPPED);
  return widget;
}

static void
pamor_row_head_show_value (PamorRow   *row,
                           const char *value)
{
  show (PAMOR_ROW_HEAD (row));
}

/* Who goes on by Enter goes into what is open; what is closed waits for another Enter. */
static void
pamor_row_head_take_focus (PamorRow *row)
{
  if (PAMOR_ROW_HEAD (row)->open)
    pamor_row_move_on (row);
  else
    gtk_widget_grab_focus (pamor_row_get_widget (row));
}

static void
pamor_row_head_finalize (GObject *object)
{
  g_free (PAMOR_ROW_HEAD (object)->label);

  G_OBJECT_CLASS (pamor_row_head_parent_class)->finalize (object);
}

static void
pamor_row_head_class_init (PamorRowHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_row_head_finalize;
  PAMOR_ROW_CLASS (klass)->build = pamor_row_head_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_head_show_value;
  PAMOR_ROW_CLASS (klass)->take_focus = pamor_row_head_take_focus;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_row_head_init (PamorRowHead *self)
{
}

/** pamor_row_head_new: @place: of a person of a list. Returns: (transfer full): the row, closed */
PamorRow *
pamor_row_head_new (const PamorRowPlace *place)
{
  PamorRowHead *self = pamor_row_construct (PAMOR_TYPE_ROW_HEAD, place);

  self->label = g_strdup (place->title);
  pamor_row_build (PAMOR_ROW (self));
  g_signal_connect_object (place->form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return PAMOR_ROW (self);
}

/** pamor_row_head_is_open: Returns: whether the rows below it are to be seen */
gboolean
pamor_row_head_is_open (PamorRowHead *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW_HEAD (self), FALSE);
  return self->open;
}

/** pamor_row_head_set_open: who has the rows shows and hides them, told by "opened" */
void
pamor_row_head_set_open (PamorRowHead *self,
                         gboolean      open)
{
  g_return_if_fail (PAMOR_IS_ROW_HEAD (self));

  if (self->open == open)
    return;
  self->open = open;
  show (self);
  g_signal_emit (self, signals[OPENED], 0);
}

/** pamor_row_head_set_lacking: @count: of what keeps this person from being complete */
void
pamor_row_head_set_lacking (PamorRowHead *self,
                            guint         count)
{
  g_return_if_fail (PAMOR_IS_ROW_HEAD (self));

  self->lacking = count;
  show (self);
}
