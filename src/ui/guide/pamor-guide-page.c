/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/guide/pamor-guide-page.h"

#include "ui/widgets/pamor-focus.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MOST_SHOWN 60 /* of one kind: who sees more searches with one word more */

static const char *const kind_titles[] = {
  [PAMOR_GUIDE_SERVICE] = N_("Services"),
  [PAMOR_GUIDE_PROGRAMME] = N_("Programmes of the city"),
  [PAMOR_GUIDE_POINT] = N_("Service points and hours"),
  [PAMOR_GUIDE_FIELD] = N_("Help on what is asked"),
};

struct _PamorGuidePage
{
  GtkWidget       parent_instance;

  /* Owned as children */
  GtkWidget      *box;
  GtkSearchEntry *search;
  GtkStack       *stack;
  GtkListBox     *list;

  /* Owned */
  PamorDesk      *desk;
  PamorCatalogue *catalogue; /* (nullable) that the entries are of; NULL until it is first seen */
  GPtrArray      *entries;   /* (nullable) of PamorGuideEntry */
};

G_DEFINE_FINAL_TYPE (PamorGuidePage, pamor_guide_page, GTK_TYPE_WIDGET)

static guint chosen_signal;

static const PamorGuideEntry *
get_entry (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "entry");
}

static void
on_row_activated_cb (PamorGuidePage *self,
                     GtkListBoxRow  *row)
{
  const PamorGuideEntry *entry = get_entry (row);

  g_assert (PAMOR_IS_GUIDE_PAGE (self));

  if (entry->kind == PAMOR_GUIDE_SERVICE)
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.prepare", "s",
                                ((PamorService *) entry->services->pdata[0])->code);
  else
    g_signal_emit (self, chosen_signal, 0, entry);
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       unused)
{
  GtkWidget *label;

  if (before != NULL && get_entry (before)->kind == get_entry (row)->kind)
    return gtk_list_box_row_set_header (row, NULL);
  label = gtk_label_new (_(kind_titles[get_entry (row)->kind]));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "pamor-guide-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
add_row (PamorGuidePage        *self,
         const PamorGuideEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();

  g_assert (PAMOR_IS_GUIDE_PAGE (self));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), entry->what);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row),
                                     entry->kind == PAMOR_GUIDE_POINT ? 0 : 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "entry", (gpointer) entry);
  gtk_list_box_append (self->list, row);
}

/* Of one kind: first what is called so, then what has it in its words. */
static void
add_kind (PamorGuidePage *self,
          PamorGuideKind  kind,
          const char     *text)
{
  guint shown = 0;

  g_assert (PAMOR_IS_GUIDE_PAGE (self));

  for (guint named = 2; named-- > 0;)
    for (guint i = 0; i < self->entries->len && shown < MOST_SHOWN; i++)
      {
        const PamorGuideEntry *entry = self->entries->pdata[i];

        if (entry->kind != kind || !pamor_guide_matches (entry, text)
            || g_str_match_string (text, entry->title, TRUE) != named)
          continue;
        add_row (self, entry);
        shown++;
      }
}

static gboolean
has_named (PamorGuidePage *self,
           PamorGuideKind  kind,
           const char     *text)
{
  g_assert (PAMOR_IS_GUIDE_PAGE (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      const PamorGuideEntry *entry = self->entries->pdata[i];

      if (entry->kind == kind && g_str_match_string (text, entry->title, TRUE))
        return TRUE;
    }
  return FALSE;
}

static void
refill (PamorGuidePage *self)
{
  g_autofree char *text = g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  GtkWidget *child;

  g_assert (PAMOR_IS_GUIDE_PAGE (self));

  if (self->entries == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  /* The kinds that have something called so come before those that only speak of it. */
  for (guint named = 2; named-- > 0;)
    for (guint kind = 0; kind < G_N_ELEMENTS (kind_titles); kind++)
      if ((kind != PAMOR_GUIDE_FIELD || *text != '\0') && has_named (self, kind, text) == named)
        add_kind (self, kind, text);
  gtk_stack_set_visible_child_name (
      self->stack, gtk_list_box_get_row_at_index (self->list, 0) != NULL ? "list" : "empty");
}

static void
on_stop_search_cb (PamorGuidePage *self)
{
  g_assert (PAMOR_IS_GUIDE_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* The first found, as where a service is picked. */
static void
on_activate_cb (PamorGuidePage *self)
{
  GtkListBoxRow *first;

  g_assert (PAMOR_IS_GUIDE_PAGE (self));

  refill (self); /* the search waits for a pause in the typing, Enter does not */
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first != NULL)
    on_row_activated_cb (self, first);
}

/* Built when it is first seen, and anew for another catalogue: the start need not wait for it. */
static void
pamor_guide_page_map (GtkWidget *widget)
{
  PamorGuidePage *self = PAMOR_GUIDE_PAGE (widget);
  PamorCatalogue *catalogue = pamor_desk_get_catalogue (self->desk);

  if (self->catalogue != catalogue)
    {
      PamorCatalogue *last = self->catalogue;

      g_clear_pointer (&self->entries, g_ptr_array_unref);
      self->catalogue = pamor_catalogue_ref (catalogue);
      self->entries = pamor_guide_list (catalogue);
      refill (self);
      g_clear_pointer (&last, pamor_catalogue_unref);
    }
  GTK_WIDGET_CLASS (pamor_guide_page_parent_class)->map (widget);
}

static gboolean
pamor_guide_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PAMOR_GUIDE_PAGE (widget)->search));
}

static void
pamor_guide_page_dispose (GObject *object)
{
  PamorGuidePage *self = PAMOR_GUIDE_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->catalogue, pamor_catalogue_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_guide_page_parent_class)->dispose (object);
}

static void
pamor_guide_page_class_init (PamorGuidePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_guide_page_dispose;
  widget_class->map = pamor_guide_page_map;
  widget_class->grab_focus = pamor_guide_page_grab_focus;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_list (PamorGuidePage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  g_assert (PAMOR_IS_GUIDE_PAGE (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "background");
  gtk_widget_set_margin_start (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->list), 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static void
pamor_guide_page_init (PamorGuidePage *self)
{
  GtkWidget *clamp = adw_clamp_new (), *empty = adw_status_page_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Search services, programmes, places, help"),
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the guide"), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (refill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (on_stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->search));
  gtk_widget_add_css_class (clamp, "pamor-guide-search");
  gtk_box_append (GTK_BOX (self->box), clamp);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("Nothing found"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty), _("Try another word, or fewer."));
  gtk_stack_add_named (self->stack, new_list (self), "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  pamor_focus_through (GTK_WIDGET (self));
}

/** pamor_guide_page_new: Returns: (transfer floating) */
GtkWidget *
pamor_guide_page_new (PamorDesk *desk)
{
  PamorGuidePage *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_GUIDE_PAGE, NULL);
  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/** pamor_guide_page_search: looks for @text at once, the cursor at its end */
void
pamor_guide_page_search (PamorGuidePage *self,
                         const char     *text)
{
  g_return_if_fail (PAMOR_IS_GUIDE_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  refill (self);
}
