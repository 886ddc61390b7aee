/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/batch/pamor-batch-page.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-words.h"
#include "ui/batch/pamor-batch-commons.h"
#include "ui/batch/pamor-batch-view.h"
#include "ui/compat/pamor-pick-file.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define ROWS_A_TIME 40 /* between two looks at the keyboard */

struct _PamorBatchPage
{
  GtkWidget       parent_instance;

  /* Owned */
  PamorDesk      *desk;
  char           *service;
  char           *case_id;  /* (nullable): while it is being entered */
  PamorBatch     *batch;    /* (nullable) */
  guint           work;     /* source */

  /* Of the tree */
  GtkStack       *stack;
  GtkLabel       *trouble;
  AdwEntryRow    *name;
  PamorBatchCommons *commons;
  AdwExpanderRow *mapping;
  GPtrArray      *made;     /* owned array of rows made for one table */
  PamorBatchView *view;
  GtkLabel       *sum;
  GtkWidget      *enter, *save_bad;
};

enum { ENTERED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorBatchPage, pamor_batch_page, GTK_TYPE_WIDGET)

static void
update_sum (PamorBatchPage *self)
{
  guint all = pamor_table_get_n_rows (pamor_batch_get_table (self->batch));
  guint made = pamor_batch_count (self->batch), bad = pamor_batch_count_bad (self->batch);
  g_autofree char *sum = made < all
    ? g_strdup_printf (_("%u of %u rows looked at"), made, all)
    : g_strdup_printf (_("%u good, %u refused"), made - bad, bad);
  g_autofree char *enter = g_strdup_printf (ngettext ("Enter %u row", "Enter %u rows", made - bad),
                                            made - bad);

  gtk_label_set_label (self->sum, sum);
  gtk_button_set_label (GTK_BUTTON (self->enter), enter);
  gtk_widget_set_sensitive (self->enter, made == all && made > bad && self->case_id == NULL);
  gtk_widget_set_sensitive (self->save_bad, made == all && bad > 0);
}

static gboolean
work_cb (gpointer user_data)
{
  PamorBatchPage *self = user_data;
  gboolean more;
  GDate today;

  pamor_clock_get_today (pamor_desk_get_clock (self->desk), &today);
  more = pamor_batch_advance (self->batch, &today, ROWS_A_TIME);
  pamor_batch_view_update (self->view);
  update_sum (self);
  if (more)
    return G_SOURCE_CONTINUE;
  self->work = 0;
  return G_SOURCE_REMOVE;
}

static void
look_anew (PamorBatchPage *self)
{
  pamor_batch_view_update (self->view);
  update_sum (self);
  if (self->work == 0)
    self->work = g_idle_add (work_cb, self);
}

static void
on_mapped_cb (PamorBatchPage *self,
              GParamSpec     *pspec,
              AdwComboRow    *row)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));
  guint selected = adw_combo_row_get_selected (row);
  GPtrArray *targets = pamor_batch_get_targets (self->batch);

  pamor_batch_set_path (self->batch, column,
                        selected == 0 || selected > targets->len
                          ? NULL : ((PamorBatchTarget *) targets->pdata[selected - 1])->path);
  pamor_batch_commons_update (self->commons);
  look_anew (self);
}

static guint
find_target (PamorBatchPage *self,
             const char     *path)
{
  GPtrArray *targets = pamor_batch_get_targets (self->batch);

  for (guint i = 0; path != NULL && i < targets->len; i++)
    if (g_str_equal (((PamorBatchTarget *) targets->pdata[i])->path, path))
      return i + 1;
  return 0;
}

static void
add_mapping (PamorBatchPage *self,
             guint           column,
             GListModel     *labels)
{
  PamorTable *table = pamor_batch_get_table (self->batch);
  GtkWidget *row = adw_combo_row_new ();
  GtkExpression *expression
    = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), pamor_table_get_header (table, column));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), pamor_table_get_cell (table, 0, column));
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), expression);
  gtk_expression_unref (expression);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), labels);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row),
                              find_target (self, pamor_batch_get_path (self->batch, column)));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_mapped_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->mapping, row);
  g_ptr_array_add (self->made, row);
}

static void
add_mappings (PamorBatchPage *self)
{
  GPtrArray *targets = pamor_batch_get_targets (self->batch);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n = pamor_table_get_n_columns (pamor_batch_get_table (self->batch)), used = 0;
  g_autofree char *words = NULL;

  gtk_string_list_append (labels, _("Left out"));
  for (guint i = 0; i < targets->len; i++)
    gtk_string_list_append (labels, ((PamorBatchTarget *) targets->pdata[i])->label);
  for (guint i = 0; i < n; i++)
    {
      add_mapping (self, i, G_LIST_MODEL (labels));
      used += pamor_batch_get_path (self->batch, i) != NULL;
    }
  words = g_strdup_printf (_("%u of %u columns are used"), used, n);
  adw_expander_row_set_subtitle (self->mapping, words);
  adw_expander_row_set_expanded (self->mapping, used < 2);
}

static void
add_commons (PamorBatchPage *self)
{
  g_autoptr (PamorForm) form
    = pamor_form_new (pamor_desk_get_catalogue (self->desk), self->service, NULL);

  pamor_form_set_activity (form, pamor_desk_get_activity (self->desk));
  pamor_batch_commons_set_batch (self->commons, self->batch, form);
}

static void
forget_table (PamorBatchPage *self)
{
  g_clear_handle_id (&self->work, g_source_remove);
  pamor_batch_view_set_batch (self->view, NULL);
  pamor_batch_commons_set_batch (self->commons, NULL, NULL);
  g_clear_pointer (&self->batch, pamor_batch_free);
  for (guint i = 0; i < self->made->len; i++)
    adw_expander_row_remove (self->mapping, self->made->pdata[i]);
  g_ptr_array_set_size (self->made, 0);
}

static char *
find_twin (const char *service,
           const char *nik,
           gpointer    user_data)
{
  GListModel *items = pamor_desk_get_items (PAMOR_DESK (user_data));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      if (item->state != PAMOR_STATE_WITHDRAWN && item->status != PAMOR_STATUS_REJECTED
          && g_strcmp0 (item->service, service) == 0 && g_strcmp0 (item->subject, nik) == 0)
        return g_strdup (item->title);
    }
  return NULL;
}

/* @table: (transfer full) */
static void
take_table (PamorBatchPage *self,
            PamorTable     *table)
{
  g_autoptr (GError) error = NULL;

  g_assert (PAMOR_IS_BATCH_PAGE (self) && table != NULL);

  forget_table (self);
  self->batch = pamor_batch_new (pamor_desk_get_catalogue (self->desk), self->service, table,
                                 &error);
  g_return_if_fail (self->batch != NULL);
  pamor_batch_set_activity (self->batch, pamor_desk_get_activity (self->desk));
  pamor_batch_set_twin (self->batch, find_twin, self->desk);
  add_commons (self);
  add_mappings (self);
  pamor_batch_view_set_batch (self->view, self->batch);
  gtk_stack_set_visible_child_name (self->stack, "table");
  look_anew (self);
}

static void
show_trouble (PamorBatchPage *self,
              const char     *words)
{
  gtk_label_set_label (self->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  if (self->batch != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.say", "s", words);
}

/** pamor_batch_page_open: what can't be read is told, and what was there before stays */
void
pamor_batch_page_open (PamorBatchPage *self,
                       const char     *path)
{
  g_autoptr (GError) error = NULL;
  PamorTable *table;

  g_return_if_fail (PAMOR_IS_BATCH_PAGE (self) && path != NULL);

  table = pamor_table_read_file (path, &error);
  if (table != NULL)
    take_table (self, table);
  else
    show_trouble (self, error->message);
}

static void
on_picked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GFile) file = pamor_pick_path_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    pamor_batch_page_open (PAMOR_BATCH_PAGE (source), path);
}

static void
on_choose_cb (PamorBatchPage *self)
{
  pamor_pick_path_async (GTK_WIDGET (self), GTK_FILE_CHOOSER_ACTION_OPEN, _("A list of people"),
                         NULL, on_picked_cb, NULL);
}

static void
on_pasted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorBatchPage) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  PamorTable *table = NULL;

  if (text == NULL || self->desk == NULL)
    return;
  bytes = g_bytes_new (text, strlen (text));
  table = pamor_table_read (bytes, _("what was pasted"), &error);
  if (table != NULL)
    take_table (self, table);
  else
    show_trouble (self, error->message);
}

static void
on_paste_cb (PamorBatchPage *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_pasted_cb,
                                 g_object_ref (self));
}

static gboolean
on_drop_cb (PamorBatchPage *self,
            const GValue   *value,
            double          x,
            double          y,
            GtkDropTarget  *target)
{
  g_autofree char *path = g_file_get_path (g_value_get_object (value));

  if (path != NULL)
    pamor_batch_page_open (self, path);
  return path != NULL;
}

static void
on_save_place_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  PamorBatchPage *self = PAMOR_BATCH_PAGE (source);
  g_autoptr (GFile) file = pamor_pick_path_finish (result, NULL);
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (file == NULL || self->batch == NULL)
    return;
  csv = pamor_batch_export_bad (self->batch);
  if (g_file_replace_contents (file, g_bytes_get_data (csv, NULL), g_bytes_get_size (csv), NULL,
                               FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.say", "s",
                                _("The refused rows were saved"));
  else
    show_trouble (self, words = pamor_words_for_error (error));
}

static void
on_save_bad_cb (PamorBatchPage *self)
{
  pamor_pick_path_async (GTK_WIDGET (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                         _("Save the refused rows"), _("refused.csv"), on_save_place_cb, NULL);
}

static void
on_entered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PamorBatchPage) self = user_data;
  g_autofree char *case_id = g_steal_pointer (&self->case_id);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (pamor_store_save_drafts_finish (PAMOR_STORE (source), result, &error))
    {
      g_signal_emit (self, signals[ENTERED], 0, case_id);
      return;
    }
  words = pamor_words_for_error (error);
  if (self->batch != NULL)
    {
      update_sum (self);
      show_trouble (self, words);
    }
}

/* The good rows become drafts, all or none. */
static void
enter_good (PamorBatchPage *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  PamorClock *clock;
  const char *name;
  GDate today;

  g_assert (PAMOR_IS_BATCH_PAGE (self) && self->batch != NULL && self->case_id == NULL);

  clock = pamor_desk_get_clock (self->desk);
  name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  pamor_clock_get_today (clock, &today);
  self->case_id = pamor_uuid_new (clock);
  for (guint i = 0; i < pamor_batch_count (self->batch); i++)
    {
      const PamorBatchRow *row = pamor_batch_get_row (self->batch, i);
      PamorSubmission *item;

      if (row->bad)
        continue;
      item = pamor_submission_new ();
      pamor_form_set_case (row->form, self->case_id, *name != '\0' ? name : _("A list of people"),
                           0);
      item->id = pamor_uuid_new (clock);
      pamor_form_describe (row->form, &today, item);
      g_ptr_array_add (items, item);
      g_ptr_array_add (forms, pamor_form_to_bytes (row->form));
    }
  update_sum (self);
  pamor_store_save_drafts_async (pamor_desk_get_store (self->desk), items, forms, on_entered_cb,
                                 g_object_ref (self));
}

static void
on_only_bad_cb (PamorBatchPage  *self,
                GtkToggleButton *button)
{
  pamor_batch_view_set_only_bad (self->view, gtk_toggle_button_get_active (button));
}

static GtkWidget *
make_button (PamorBatchPage *self,
             const char     *words,
             GCallback       on_clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  g_signal_connect_object (button, "clicked", on_clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_empty (PamorBatchPage *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *choose = make_button (self, _("_Choose a File…"), G_CALLBACK (on_choose_cb));
  GtkWidget *paste = make_button (self, _("_Paste"), G_CALLBACK (on_paste_cb));

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Many at once"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
    _("Drop the school's or the office's list here, choose it, or paste it from the spreadsheet. "
      "The first row says what the columns are, in any order: NIK, name, birth date …"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "x-office-spreadsheet-symbolic");
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  gtk_widget_add_css_class (choose, "suggested-action");
  gtk_widget_add_css_class (choose, "pill");
  gtk_widget_add_css_class (paste, "pill");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), choose);
  gtk_box_append (GTK_BOX (box), paste);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  return page;
}

static void
set_margins (GtkWidget *box)
{
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
}

/* The button takes the keyboard, not the place around it. */
static void
add_to_flow (GtkWidget *flow,
             GtkWidget *button)
{
  gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static GtkWidget *
make_foot (PamorBatchPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *flow = gtk_flow_box_new ();
  GtkWidget *only_bad = gtk_toggle_button_new_with_mnemonic (_("Only what is the _matter"));

  self->sum = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->sum, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->sum), "heading");
  g_signal_connect_object (only_bad, "toggled", G_CALLBACK (on_only_bad_cb), self,
                           G_CONNECT_SWAPPED);
  self->save_bad = make_button (self, _("_Save the refused rows"), G_CALLBACK (on_save_bad_cb));
  self->enter = make_button (self, "", G_CALLBACK (enter_good));
  gtk_widget_add_css_class (self->enter, "suggested-action");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  add_to_flow (flow, only_bad);
  add_to_flow (flow, self->save_bad);
  add_to_flow (flow, self->enter);
  set_margins (box);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sum));
  gtk_box_append (GTK_BOX (box), flow);
  return box;
}

/* Where the text is large there is more than the window holds: then all but the foot scrolls. */
static GtkWidget *
make_table (PamorBatchPage *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();

  self->commons = PAMOR_BATCH_COMMONS (pamor_batch_commons_new ());
  g_signal_connect_object (self->commons, "changed", G_CALLBACK (look_anew), self,
                           G_CONNECT_SWAPPED);
  self->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name),
                                 _("What the list is called, such as SMAN 3, XI IPA 2"));
  self->mapping = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->mapping), _("Columns"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->name));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->mapping));
  self->view = PAMOR_BATCH_VIEW (pamor_batch_view_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, 200);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->commons));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  set_margins (box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_box_append (GTK_BOX (page), scroller);
  gtk_box_append (GTK_BOX (page), make_foot (self));
  return page;
}

static void
pamor_batch_page_dispose (GObject *object)
{
  PamorBatchPage *self = PAMOR_BATCH_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->work, g_source_remove);
  if (self->view != NULL && self->batch != NULL)
    pamor_batch_view_set_batch (self->view, NULL);
  self->view = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->batch, pamor_batch_free);
  g_clear_pointer (&self->made, g_ptr_array_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (pamor_batch_page_parent_class)->dispose (object);
}

static void
pamor_batch_page_finalize (GObject *object)
{
  g_free (PAMOR_BATCH_PAGE (object)->service);
  g_free (PAMOR_BATCH_PAGE (object)->case_id);

  G_OBJECT_CLASS (pamor_batch_page_parent_class)->finalize (object);
}

static void
pamor_batch_page_class_init (PamorBatchPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_batch_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_batch_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pamor_batch_page_init (PamorBatchPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->made = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  gtk_stack_add_named (self->stack, make_table (self), "table");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/** pamor_batch_page_new: @service: code of what each row becomes */
GtkWidget *
pamor_batch_page_new (PamorDesk  *desk,
                      const char *service)
{
  PamorBatchPage *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk) && service != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_BATCH_PAGE, NULL);
  self->desk = g_object_ref (desk);
  self->service = g_strdup (service);
  return GTK_WIDGET (self);
}
