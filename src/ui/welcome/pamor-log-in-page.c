/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/welcome/pamor-log-in-page.h"

#include "base/pamor-error.h"
#include "domain/pamor-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorLogInPage
{
  GtkWidget    parent_instance;

  /* Template */
  GtkWidget   *content;
  GtkWidget   *go;
  GtkEditable *officer;
  GtkEditable *secret;
  GtkEditable *server;
  GtkSpinner  *spinner;
  GtkLabel    *trouble;
};

G_DEFINE_FINAL_TYPE (PamorLogInPage, pamor_log_in_page, GTK_TYPE_WIDGET)

enum { LOG_IN, CANCELLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_complete (PamorLogInPage *self)
{
  g_assert (PAMOR_IS_LOG_IN_PAGE (self));

  return *gtk_editable_get_text (self->server) != '\0'
         && *gtk_editable_get_text (self->officer) != '\0'
         && *gtk_editable_get_text (self->secret) != '\0';
}

static void
on_changed_cb (PamorLogInPage *self)
{
  g_assert (PAMOR_IS_LOG_IN_PAGE (self));

  gtk_widget_set_sensitive (self->go,
                            is_complete (self) && !gtk_spinner_get_spinning (self->spinner));
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
}

static void
on_go_cb (PamorLogInPage *self)
{
  g_autofree char *server = NULL, *officer = NULL;

  g_assert (PAMOR_IS_LOG_IN_PAGE (self));

  if (!is_complete (self) || gtk_spinner_get_spinning (self->spinner))
    return;
  server = g_strstrip (g_strdup (gtk_editable_get_text (self->server)));
  officer = g_strstrip (g_strdup (gtk_editable_get_text (self->officer)));
  g_signal_emit (self, signals[LOG_IN], 0, server, officer, gtk_editable_get_text (self->secret));
}

/* To the first row that is still empty. */
static gboolean
pamor_log_in_page_grab_focus (GtkWidget *widget)
{
  PamorLogInPage *self = PAMOR_LOG_IN_PAGE (widget);
  GtkEditable *rows[] = { self->server, self->officer, self->secret };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (*gtk_editable_get_text (rows[i]) == '\0')
      return gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
  return FALSE;
}

/* Enter goes on to what is still empty; where nothing is, it logs in. */
static void
on_activated_cb (PamorLogInPage *self)
{
  g_assert (PAMOR_IS_LOG_IN_PAGE (self));

  if (!gtk_widget_grab_focus (GTK_WIDGET (self)))
    on_go_cb (self);
}

static void
on_cancel_cb (PamorLogInPage *self)
{
  g_assert (PAMOR_IS_LOG_IN_PAGE (self));

  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
pamor_log_in_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_LOG_IN_PAGE);
  G_OBJECT_CLASS (pamor_log_in_page_parent_class)->dispose (object);
}

static void
pamor_log_in_page_class_init (PamorLogInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_log_in_page_dispose;
  widget_class->grab_focus = pamor_log_in_page_grab_focus;
  signals[LOG_IN] = g_signal_new ("log-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                  G_TYPE_STRING);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass),
                                     G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/welcome/pamor-log-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorLogInPage, content);
  gtk_widget_class_bind_template_child (widget_class, PamorLogInPage, go);
  gtk_widget_class_bind_template_child (widget_class, PamorLogInPage, officer);
  gtk_widget_class_bind_template_child (widget_class, PamorLogInPage, secret);
  gtk_widget_class_bind_template_child (widget_class, PamorLogInPage, server);
  gtk_widget_class_bind_template_child (widget_class, PamorLogInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PamorLogInPage, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_go_cb);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Escape, 0, "cancelled", NULL);
}

static void
pamor_log_in_page_init (PamorLogInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_log_in_page_new: @server, @officer: as last time; "" where there was none */
GtkWidget *
pamor_log_in_page_new (const char *server,
                       const char *officer)
{
  PamorLogInPage *self = g_object_new (PAMOR_TYPE_LOG_IN_PAGE, NULL);

  gtk_editable_set_text (self->server, server);
  gtk_editable_set_text (self->officer, officer);
  return GTK_WIDGET (self);
}

/** pamor_log_in_page_set_busy: while E-Open is asked */
void
pamor_log_in_page_set_busy (PamorLogInPage *self,
                            gboolean        busy)
{
  g_return_if_fail (PAMOR_IS_LOG_IN_PAGE (self));

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->go, !busy && is_complete (self));
}

/* Nothing entered is at stake here, which is what most words for errors begin with. */
static char *
dup_words (const GError *error)
{
  if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_OFFLINE))
    return g_strdup (_("E-Open can't be reached. Check the network and the server address."));
  if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_AUTH))
    return g_strdup (_("E-Open doesn't know this officer id with this password. Please type both "
                       "again, or ask your office."));
  if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_INVALID))
    return g_strdup (_("The server address is not complete. It begins with https://."));
  return pamor_words_for_error (error);
}

/** pamor_log_in_page_show_error: why it did not work and what to do */
void
pamor_log_in_page_show_error (PamorLogInPage *self,
                              const GError   *error)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PAMOR_IS_LOG_IN_PAGE (self));
  g_return_if_fail (error != NULL);

  words = dup_words (error);
  pamor_log_in_page_set_busy (self, FALSE);
  gtk_label_set_label (self->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->secret));
}

/** pamor_log_in_page_get_trouble: Returns: (nullable): what is shown to have gone wrong */
const char *
pamor_log_in_page_get_trouble (PamorLogInPage *self)
{
  g_return_val_if_fail (PAMOR_IS_LOG_IN_PAGE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->trouble)) ? gtk_label_get_label (self->trouble)
                                                             : NULL;
}
