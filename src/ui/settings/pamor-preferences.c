/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/settings/pamor-preferences.h"

#include "ui/reading/pamor-reading-mode.h"
#include "ui/widgets/pamor-switch-row.h"

struct _PamorPreferences
{
  AdwWindow            parent_instance;

  /* Template */
  AdwPreferencesGroup *account;
  AdwComboRow         *language;
  AdwActionRow        *officer;
  PamorSwitchRow      *photos;
  PamorSwitchRow      *reading;
};

enum
{
  LOG_OUT, N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorPreferences, pamor_preferences, ADW_TYPE_WINDOW)

static const char *const languages[] = { "id", "en" }; /* in the order of the row */

static gboolean
get_language (GValue   *value,
              GVariant *variant,
              gpointer  user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_language (const GValue       *value,
              const GVariantType *type,
              gpointer            user_data)
{
  const guint chosen = g_value_get_uint (value);

  return g_variant_new_string (languages[MIN (chosen, G_N_ELEMENTS (languages) - 1)]);
}

static void
on_log_out_cb (PamorPreferences *self,
               GtkWidget        *button)
{
  g_assert (PAMOR_IS_PREFERENCES (self));

  gtk_widget_set_sensitive (button, FALSE); /* a server that does not answer takes a while */
  g_signal_emit (self, signals[LOG_OUT], 0);
}

static void
pamor_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_PREFERENCES);
  G_OBJECT_CLASS (pamor_preferences_parent_class)->dispose (object);
}

static void
pamor_preferences_class_init (PamorPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_preferences_dispose;
  signals[LOG_OUT] = g_signal_new ("log-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PAMOR_TYPE_SWITCH_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/id/e_open/HaloPamor/settings/pamor-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPreferences, account);
  gtk_widget_class_bind_template_child (widget_class, PamorPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, PamorPreferences, officer);
  gtk_widget_class_bind_template_child (widget_class, PamorPreferences, photos);
  gtk_widget_class_bind_template_child (widget_class, PamorPreferences, reading);
  gtk_widget_class_bind_template_callback (widget_class, on_log_out_cb);
}

static void
pamor_preferences_init (PamorPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_preferences_new: @settings: of the program; changed at once, in both directions */
GtkWindow *
pamor_preferences_new (GSettings *settings)
{
  PamorPreferences *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PAMOR_TYPE_PREFERENCES, NULL);
  g_settings_bind_with_mapping (settings, "language", self->language, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_language, set_language, NULL, NULL);
  g_settings_bind (settings, PAMOR_READING_KEY, self->reading, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "photos-on-metered", self->photos, "active", G_SETTINGS_BIND_DEFAULT);
  return GTK_WINDOW (self);
}

/** pamor_preferences_show_account: who is logged in, and where; offers to log out */
void
pamor_preferences_show_account (PamorPreferences *self,
                                const char       *officer,
                                const char       *server)
{
  g_return_if_fail (PAMOR_IS_PREFERENCES (self) && officer != NULL && server != NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->officer), officer);
  adw_action_row_set_subtitle (self->officer, server);
  gtk_widget_set_visible (GTK_WIDGET (self->account), TRUE);
}
