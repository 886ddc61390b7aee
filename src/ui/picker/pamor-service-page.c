/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/picker/pamor-service-page.h"

#include "ui/widgets/pamor-focus.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _PamorServicePage
{
  GtkWidget       parent_instance;

  /* Template */
  GtkWidget      *content;
  GtkBox         *groups;
  GtkSearchEntry *search;

  /* Owned */
  PamorCatalogue *catalogue;
  const char     *first; /* (borrowed) (nullable): code of the first service or bundle shown */
};

G_DEFINE_FINAL_TYPE (PamorServicePage, pamor_service_page, GTK_TYPE_WIDGET)

static char *
dup_first_sentence (const char *text)
{
  const char *end = strstr (text, ". ");

  return end != NULL ? g_strndup (text, end + 1 - text) : g_strdup (text);
}

static void
add_row (PamorServicePage    *self,
         AdwPreferencesGroup *group,
         const char          *code,
         const char          *name,
         const char          *prepare)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = dup_first_sentence (prepare != NULL ? prepare : "");

  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  if (self->first == NULL)
    self->first = code;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "shell.prepare");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", code);
  adw_preferences_group_add (group, row);
}

/* The bundles that @text finds, in a group of their own; Returns: whether there are any. */
static gboolean
add_bundles (PamorServicePage *self,
             const char       *text)
{
  GPtrArray *bundles = pamor_catalogue_get_bundles (self->catalogue);
  GtkWidget *group = NULL;

  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  for (guint i = 0; i < bundles->len; i++)
    {
      const PamorBundle *bundle = bundles->pdata[i];
      g_autofree char *keywords = g_strjoinv (" ", bundle->keywords);
      g_autofree char *words = g_strconcat (bundle->name, " ", keywords, NULL);

      if (*text != '\0' && !g_str_match_string (text, words, TRUE))
        continue;
      if (group == NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                           _("Several services for one family"));
          gtk_box_append (self->groups, group);
        }
      add_row (self, ADW_PREFERENCES_GROUP (group), bundle->code, bundle->name, bundle->prepare);
    }
  return group != NULL;
}

static void
add_group (PamorServicePage *self,
           const char       *title,
           GPtrArray        *services)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *markup = g_markup_escape_text (title, -1);

  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), markup);
  for (guint i = 0; i < services->len; i++)
    {
      const PamorService *service = services->pdata[i];

      add_row (self, ADW_PREFERENCES_GROUP (group), service->code, service->name, service->prepare);
    }
  gtk_box_append (self->groups, group);
}

static void
show_all (PamorServicePage *self)
{
  GPtrArray *groups = pamor_catalogue_get_groups (self->catalogue);

  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  for (guint i = 0; i < groups->len; i++)
    {
      const PamorGroup *group = groups->pdata[i];

      if (group->services->len > 0)
        add_group (self, group->name, group->services);
    }
  add_bundles (self, "");
}

/* Whether @text begins what a bundle is known by: a programme, an occasion. */
static gboolean
means_bundle (PamorServicePage *self,
              const char       *text)
{
  GPtrArray *bundles = pamor_catalogue_get_bundles (self->catalogue);
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  for (guint i = 0; i < bundles->len; i++)
    for (char **word = ((PamorBundle *) bundles->pdata[i])->keywords; *word != NULL; word++)
      {
        g_autofree char *known = g_utf8_casefold (*word, -1);

        if (g_str_has_prefix (known, wanted))
          return TRUE;
      }
  return FALSE;
}

static void
show_found (PamorServicePage *self,
            const char       *text)
{
  g_autoptr(GPtrArray) found = pamor_catalogue_search_services (self->catalogue, text);
  gboolean meant, any;
  GtkWidget *none;

  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  meant = (found->len == 0 || !pamor_service_is_named (found->pdata[0], text))
          && means_bundle (self, text);
  any = meant && add_bundles (self, text);
  if (found->len > 0)
    add_group (self, _("Found"), found);
  any |= !meant && add_bundles (self, text);
  if (any || found->len > 0)
    return;

  none = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("No such service"));
  adw_status_page_set_description (ADW_STATUS_PAGE (none),
                                   _("Try another word, for example KTP, birth or family card."));
  pamor_focus_through (none);
  gtk_box_append (self->groups, none);
}

static void
on_search_changed_cb (PamorServicePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GtkWidget *child;

  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  self->first = NULL;
  if (*text == '\0')
    show_all (self);
  else
    show_found (self, text);
}

static void
on_search_activate_cb (PamorServicePage *self)
{
  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  if (self->first != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.prepare", "s", self->first);
}

/* The first row found is the one next to the field: Down goes there, Enter takes it. */
static gboolean
on_key_pressed_cb (PamorServicePage *self,
                   guint             keyval)
{
  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  return keyval == GDK_KEY_Down
         && gtk_widget_child_focus (GTK_WIDGET (self->groups), GTK_DIR_TAB_FORWARD);
}

static void
on_stop_search_cb (PamorServicePage *self)
{
  g_assert (PAMOR_IS_SERVICE_PAGE (self));

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    pamor_service_page_search (self, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.back", NULL);
}

static void
pamor_service_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_SERVICE_PAGE);
  G_OBJECT_CLASS (pamor_service_page_parent_class)->dispose (object);
}

static void
pamor_service_page_finalize (GObject *object)
{
  g_clear_pointer (&PAMOR_SERVICE_PAGE (object)->catalogue, pamor_catalogue_unref);
  G_OBJECT_CLASS (pamor_service_page_parent_class)->finalize (object);
}

static void
pamor_service_page_class_init (PamorServicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_service_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_service_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/picker/pamor-service-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorServicePage, content);
  gtk_widget_class_bind_template_child (widget_class, PamorServicePage, groups);
  gtk_widget_class_bind_template_child (widget_class, PamorServicePage, search);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
pamor_service_page_init (PamorServicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pamor_focus_through (GTK_WIDGET (self));
}

/** pamor_service_page_new: Returns: (transfer floating): all services, until one is searched */
GtkWidget *
pamor_service_page_new (PamorCatalogue *catalogue)
{
  PamorServicePage *self;

  g_return_val_if_fail (catalogue != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_SERVICE_PAGE, NULL);
  self->catalogue = pamor_catalogue_ref (catalogue);
  on_search_changed_cb (self);
  return GTK_WIDGET (self);
}

/** pamor_service_page_search: as if @text had been typed */
void
pamor_service_page_search (PamorServicePage *self,
                           const char       *text)
{
  g_return_if_fail (PAMOR_IS_SERVICE_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  on_search_changed_cb (self);
}

/** pamor_service_page_get_first: Returns: (nullable): code of the first service or bundle listed */
const char *
pamor_service_page_get_first (PamorServicePage *self)
{
  g_return_val_if_fail (PAMOR_IS_SERVICE_PAGE (self), NULL);

  return self->first;
}
