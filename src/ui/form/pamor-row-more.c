/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-more.h"

#include <glib/gi18n-lib.h>

struct _PamorRowMore
{
  PamorRow parent_instance;
};

enum { OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorRowMore, pamor_row_more, PAMOR_TYPE_ROW)

static GtkWidget *
pamor_row_more_build (PamorRow *row)
{
  GtkWidget *widget = adw_action_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget),
                             gtk_image_new_from_icon_name ("go-down-symbolic"));
  g_signal_connect_object (widget, "activated", G_CALLBACK (pamor_row_more_open), row,
                           G_CONNECT_SWAPPED);
  return widget;
}

static void
pamor_row_more_show_value (PamorRow   *row,
                           const char *value)
{
}

static void
pamor_row_more_take_focus (PamorRow *row)
{
  gtk_widget_grab_focus (pamor_row_get_widget (row));
}

static void
pamor_row_more_class_init (PamorRowMoreClass *klass)
{
  PAMOR_ROW_CLASS (klass)->build = pamor_row_more_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_more_show_value;
  PAMOR_ROW_CLASS (klass)->take_focus = pamor_row_more_take_focus;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_row_more_init (PamorRowMore *self)
{
}

/** pamor_row_more_new: @place: of the person. Returns: (transfer full): the row */
PamorRow *
pamor_row_more_new (const PamorRowPlace *place)
{
  PamorRow *self = pamor_row_construct (PAMOR_TYPE_ROW_MORE, place);

  pamor_row_build (self);
  return self;
}

void
pamor_row_more_open (PamorRowMore *self)
{
  g_return_if_fail (PAMOR_IS_ROW_MORE (self));

  g_signal_emit (self, signals[OPENED], 0);
}
