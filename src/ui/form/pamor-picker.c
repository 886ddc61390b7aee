/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-picker.h"

/* One thing that can be picked. */
#define PAMOR_TYPE_PICKER_ITEM (pamor_picker_item_get_type ())
G_DECLARE_FINAL_TYPE (PamorPickerItem, pamor_picker_item, PAMOR, PICKER_ITEM, GObject)

struct _PamorPickerItem
{
  GObject  parent_instance;

  char    *code;
  char    *text;
  char    *detail; /* (nullable) */
};

enum { PROP_0, PROP_TEXT, PROP_DETAIL };

G_DEFINE_FINAL_TYPE (PamorPickerItem, pamor_picker_item, G_TYPE_OBJECT)

struct _PamorPicker
{
  GtkPopover          parent_instance;

  /* Template */
  GtkSearchEntry     *entry;
  GtkListView        *list;
  GtkSingleSelection *selection;

  /* Borrowed */
  PamorPickerSearch   search;
  gpointer            user_data;
};

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorPicker, pamor_picker, GTK_TYPE_POPOVER)

static void
pamor_picker_item_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PamorPickerItem *self = PAMOR_PICKER_ITEM (object);

  g_value_set_string (value, prop_id == PROP_TEXT ? self->text : self->detail);
}

static void
pamor_picker_item_finalize (GObject *object)
{
  PamorPickerItem *self = PAMOR_PICKER_ITEM (object);

  g_free (self->code);
  g_free (self->text);
  g_free (self->detail);

  G_OBJECT_CLASS (pamor_picker_item_parent_class)->finalize (object);
}

static void
pamor_picker_item_class_init (PamorPickerItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pamor_picker_item_get_property;
  object_class->finalize = pamor_picker_item_finalize;
  g_object_class_install_property (object_class, PROP_TEXT,
                                   g_param_spec_string ("text", NULL, NULL, NULL,
                                                        G_PARAM_READABLE
                                                          | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_DETAIL,
                                   g_param_spec_string ("detail", NULL, NULL, NULL,
                                                        G_PARAM_READABLE
                                                          | G_PARAM_STATIC_STRINGS));
}

static void
pamor_picker_item_init (PamorPickerItem *self)
{
}

static void
on_search_changed_cb (PamorPicker *self)
{
  g_autoptr (GListModel) found = NULL;

  g_assert (PAMOR_IS_PICKER (self));

  found = self->search (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->user_data);
  gtk_single_selection_set_model (self->selection, found);
}

static void
pick (PamorPicker *self,
      guint        position)
{
  g_autoptr (PamorPickerItem) item = NULL;

  g_assert (PAMOR_IS_PICKER (self));

  item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (item == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, item->code);
}

static void
on_list_activated_cb (PamorPicker *self,
                      guint        position)
{
  pick (self, position);
}

static void
on_entry_activated_cb (PamorPicker *self)
{
  /* The search waits a moment after the last key; Enter means what is typed now. */
  on_search_changed_cb (self);
  pick (self, gtk_single_selection_get_selected (self->selection));
}

static void
on_shown_cb (PamorPicker *self)
{
  g_assert (PAMOR_IS_PICKER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  on_search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
pamor_picker_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_PICKER);

  G_OBJECT_CLASS (pamor_picker_parent_class)->dispose (object);
}

static void
pamor_picker_class_init (PamorPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_picker_dispose;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PAMOR_TYPE_PICKER_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/form/pamor-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, PamorPicker, list);
  gtk_widget_class_bind_template_child (widget_class, PamorPicker, selection);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_cb);
}

static void
pamor_picker_init (PamorPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_picker_new: @user_data: for @search; must outlive the picker */
GtkWidget *
pamor_picker_new (PamorPickerSearch search,
                  gpointer          user_data)
{
  PamorPicker *self = g_object_new (PAMOR_TYPE_PICKER, NULL);

  self->search = search;
  self->user_data = user_data;
  return GTK_WIDGET (self);
}

/** pamor_picker_make_store: Returns: (transfer full): for what a search finds */
GListStore *
pamor_picker_make_store (void)
{
  return g_list_store_new (PAMOR_TYPE_PICKER_ITEM);
}

/** pamor_picker_append: @detail: (nullable): said small below the text */
void
pamor_picker_append (GListStore *store,
                     const char *code,
                     const char *text,
                     const char *detail)
{
  g_autoptr (PamorPickerItem) item = g_object_new (PAMOR_TYPE_PICKER_ITEM, NULL);

  item->code = g_strdup (code);
  item->text = g_strdup (text);
  item->detail = g_strdup (detail);
  g_list_store_append (store, item);
}
