/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-pick.h"

#include "domain/pamor-regions.h"
#include "ui/form/pamor-picker.h"

#include <glib/gi18n-lib.h>

/* More than one wants to read; who looks for one types another letter. */
#define MOST_REGIONS 40

struct _PamorRowPick
{
  PamorRow             parent_instance;

  /* Borrowed, of the catalogue; NULL: areas */
  const PamorCodeList *codes;

  gboolean             country; /* the kecamatan of the country, not the kelurahan of the city */
};

G_DEFINE_FINAL_TYPE (PamorRowPick, pamor_row_pick, PAMOR_TYPE_ROW)

static void
search_codes (PamorRowPick *self,
              const char   *text,
              GListStore   *found)
{
  g_assert (PAMOR_IS_ROW_PICK (self));

  for (guint i = 0; i < self->codes->codes->len; i++)
    {
      const PamorCode *code = g_ptr_array_index (self->codes->codes, i);

      if (g_str_match_string (text, code->text, TRUE))
        pamor_picker_append (found, code->code, code->text, code->note);
    }
}

static void
search_areas (const char *text,
              GListStore *found)
{
  PamorRegions *regions = pamor_regions_get_default ();
  g_autoptr (GPtrArray) areas = pamor_regions_search_areas (regions, text);

  for (guint i = 0; i < areas->len; i++)
    {
      const PamorArea *area = g_ptr_array_index (areas, i);
      const PamorArea *parent = pamor_regions_find_area (regions, area->parent);

      if (!area->is_kecamatan)
        pamor_picker_append (found, area->code, area->name, parent != NULL ? parent->name : NULL);
    }
}

static void
search_regions (const char *text,
                GListStore *found)
{
  PamorRegions *regions = pamor_regions_get_default ();
  g_autoptr (GPtrArray) codes = pamor_regions_search_districts (regions, text, MOST_REGIONS);

  for (guint i = 0; i < codes->len; i++)
    {
      g_autofree char *words = pamor_regions_dup_district_words (regions, codes->pdata[i]);

      pamor_picker_append (found, codes->pdata[i], words, NULL);
    }
}

static GListModel *
search (const char *text,
        gpointer    user_data)
{
  PamorRowPick *self = PAMOR_ROW_PICK (user_data);
  GListStore *found = pamor_picker_make_store ();

  if (self->codes != NULL)
    search_codes (self, text, found);
  else if (self->country)
    search_regions (text, found);
  else
    search_areas (text, found);
  return G_LIST_MODEL (found);
}

static char *
dup_area_words (const char *value)
{
  PamorRegions *regions = pamor_regions_get_default ();
  const PamorArea *area, *parent;

  area = pamor_regions_find_area (regions, value);
  if (area == NULL)
    return g_strdup (value);
  parent = pamor_regions_find_area (regions, area->parent);
  return g_strdup_printf ("%s, %s", area->name, parent != NULL ? parent->name : "");
}

static char *
dup_words (PamorRowPick *self,
           const char   *value)
{
  const char *text;
  char *words;

  g_assert (PAMOR_IS_ROW_PICK (self));

  if (*value == '\0')
    return g_strdup (_("Not chosen"));
  if (self->codes == NULL && !self->country)
    return dup_area_words (value);
  if (self->codes == NULL)
    {
      words = pamor_regions_dup_district_words (pamor_regions_get_default (), value);
      return words != NULL ? words : g_strdup (value);
    }
  text = pamor_code_list_find_text (self->codes, value);
  return g_strdup (text != NULL ? text : value);
}

static const char *
find_note (PamorRowPick *self,
           const char   *value)
{
  g_assert (PAMOR_IS_ROW_PICK (self));

  for (guint i = 0; self->codes != NULL && i < self->codes->codes->len; i++)
    {
      const PamorCode *code = g_ptr_array_index (self->codes->codes, i);

      if (g_str_equal (code->code, value))
        return code->note;
    }
  return NULL;
}

static void
on_picked_cb (PamorRowPick *self,
              const char   *code)
{
  g_assert (PAMOR_IS_ROW_PICK (self));

  pamor_row_write (PAMOR_ROW (self), code);
  pamor_row_read (PAMOR_ROW (self));
  pamor_row_leave (PAMOR_ROW (self));
}

/* When it is first asked for, like all that is heavy. */
static void
create_picker_cb (GtkMenuButton *button,
                  gpointer       user_data)
{
  GtkWidget *picker = pamor_picker_new (search, user_data);

  g_signal_connect_object (picker, "picked", G_CALLBACK (on_picked_cb), user_data,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, picker);
}

static GtkWidget *
pamor_row_pick_build (PamorRow *row)
{
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_picker_cb, row, NULL);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Search…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), button);
  gtk_widget_set_focusable (widget, FALSE);
  return widget;
}

static void
pamor_row_pick_show_value (PamorRow   *row,
                           const char *value)
{
  g_autofree char *words = dup_words (PAMOR_ROW_PICK (row), value);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (pamor_row_get_widget (row)), words);
  if (pamor_row_get_note (row) != NULL)
    pamor_row_say (row, find_note (PAMOR_ROW_PICK (row), value));
}

static void
pamor_row_pick_class_init (PamorRowPickClass *klass)
{
  PAMOR_ROW_CLASS (klass)->build = pamor_row_pick_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_pick_show_value;
}

static void
pamor_row_pick_init (PamorRowPick *self)
{
}

/** pamor_row_pick_new_for_codes: Returns: (transfer full): the row; @codes must outlive it */
PamorRow *
pamor_row_pick_new_for_codes (const PamorRowPlace *place,
                              const PamorCodeList *codes)
{
  PamorRowPick *self = pamor_row_construct (PAMOR_TYPE_ROW_PICK, place);

  self->codes = codes;
  pamor_row_build (PAMOR_ROW (self));
  return PAMOR_ROW (self);
}

/** pamor_row_pick_new_for_areas: Returns: (transfer full): the row for a kelurahan of the city */
PamorRow *
pamor_row_pick_new_for_areas (const PamorRowPlace *place)
{
  PamorRow *self = pamor_row_construct (PAMOR_TYPE_ROW_PICK, place);

  pamor_row_build (self);
  return self;
}

/** pamor_row_pick_new_for_regions: Returns: (transfer full): for a kecamatan of the country */
PamorRow *
pamor_row_pick_new_for_regions (const PamorRowPlace *place)
{
  PamorRowPick *self = pamor_row_construct (PAMOR_TYPE_ROW_PICK, place);

  self->country = TRUE;
  pamor_row_build (PAMOR_ROW (self));
  return PAMOR_ROW (self);
}
