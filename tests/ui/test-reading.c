/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The voice is the real speech-dispatcher, in a folder of its own, with a module that writes down
 * what it is to say; the reading mode is that of a real display. */
#include "pamor-test-probe.h"
#include "ui/reading/pamor-read-button.h"
#include "ui/reading/pamor-reader.h"
#include "ui/reading/pamor-reading-mode.h"

#include <glib/gstdio.h>
#include <string.h>

#define SPEECHD                                                                                    \
  "LogLevel 0\nDisableAutoSpawn\nAudioOutputMethod \"alsa\"\nAudioALSADevice \"null\"\n"           \
  "AddModule \"uji\" \"sd_generic\" \"uji.conf\"\nDefaultModule uji\n"
/* Goes on speaking for as long as there is a file "spoken.on". */
#define MODULE                                                                                     \
  "GenericExecuteSynth \"printf '%%s' \\'$DATA\\' >> %s/spoken; "                                  \
  "while test -e %s/spoken.on; do sleep 0.1; done\"\n"                                             \
  "AddVoice \"%s\" \"MALE1\" \"uji\"\n"

/** Service: a speech-dispatcher that makes no sound */
typedef struct
{
  char        *folder;
  GSubprocess *process;
} Service;

static char *
keep (Service    *self,
      const char *name,
      const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Until something happened elsewhere, in another process. */
static void
await_file (Service    *self,
            const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
}

static void
start (Service    *self,
       const char *language)
{
  g_autofree char *modules = NULL, *module = NULL, *socket = NULL, *address = NULL;
  g_autofree char *speechd = NULL, *uji = NULL, *pid = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("pamor-voice-XXXXXX", NULL);
  modules = g_build_filename (self->folder, "modules", NULL);
  g_assert_cmpint (g_mkdir (modules, 0700), ==, 0);
  speechd = keep (self, "speechd.conf", SPEECHD);
  module = g_strdup_printf (MODULE, self->folder, self->folder, language);
  uji = keep (self, "modules/uji.conf", module);
  socket = g_build_filename (self->folder, "socket", NULL);
  pid = g_build_filename (self->folder, "pid", NULL); /* it removes that file when it ends */
  self->process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
      "speech-dispatcher", "-s", "-t", "0", "-C", self->folder, "-L", self->folder, "-P",
      pid, "-c", "unix_socket", "-S", socket, NULL);
  g_assert_no_error (error);
  await_file (self, "socket");
  address = g_strconcat ("unix_socket:", socket, NULL);
  g_setenv ("SPEECHD_ADDRESS", address, TRUE);
}

static void
end (Service *self)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "rm", "-r", self->folder, NULL };

  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
  g_clear_pointer (&self->folder, g_free);
}

static char *
dup_text (gpointer text)
{
  return g_strdup (text);
}

static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (ADW_IS_MESSAGE_DIALOG (at->data))
      return at->data;
  return NULL;
}

/* Presses, and expects to be told what is missing. */
static void
check_told (const char *words)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_read_button_new (dup_text, (gpointer) "Halo", NULL));
  g_signal_emit_by_name (probe.widget, "clicked");
  while (find_dialog () == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (adw_message_dialog_get_body (find_dialog ()), ==, words);
  g_assert_nonnull (strstr (words, "speech-dispatcher-espeak-ng"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (probe.widget)), ==, "_Read aloud");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  pamor_test_probe_tear_down (&probe);
}

static void
test_without_a_service_it_says_what_to_install (void)
{
  g_setenv ("SPEECHD_ADDRESS", "unix_socket:/proc/none/socket", TRUE);
  check_told ("Nothing on this computer can read aloud. Please have the packages "
              "“speech-dispatcher” and “speech-dispatcher-espeak-ng” installed, then press again.");
}

static void
test_without_an_indonesian_voice_it_says_what_to_install (void)
{
  Service service;

  start (&service, "cs");
  check_told ("There is no Indonesian voice on this computer. Please have the package "
              "“speech-dispatcher-espeak-ng” installed, log out and in once, then press again.");
  end (&service);
}

/* The file is there before there is anything in it. */
static void
await_spoken (Service    *service,
              const char *expected)
{
  g_autofree char *path = g_build_filename (service->folder, "spoken", NULL);
  g_autofree char *text = NULL;

  while (!g_file_get_contents (path, &text, NULL, NULL) || strstr (text, expected) == NULL)
    {
      g_clear_pointer (&text, g_free);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_reads_until_the_end_and_stops_when_told (void)
{
  Service service;
  PamorTestProbe probe;
  g_autofree char *on = NULL;

  start (&service, "id");
  on = keep (&service, "spoken.on", "");
  pamor_test_probe_set_up (
      &probe, pamor_read_button_new (dup_text, (gpointer) "Kartu 'Keluarga' & KTP", NULL));
  g_signal_emit_by_name (probe.widget, "clicked");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (probe.widget)), ==, "Stop _reading");
  await_spoken (&service, "Kartu 'Keluarga' & KTP");
  g_signal_emit_by_name (probe.widget, "clicked");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (probe.widget)), ==, "_Read aloud");

  /* Once more, and this time it comes to its end by itself. */
  g_signal_emit_by_name (probe.widget, "clicked");
  g_assert_cmpint (g_unlink (on), ==, 0);
  while (pamor_reader_get_owner (pamor_reader_get_default ()) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (probe.widget)), ==, "_Read aloud");

  /* Leaving the page is silence too. */
  g_free (keep (&service, "spoken.on", ""));
  g_signal_emit_by_name (probe.widget, "clicked");
  gtk_widget_set_visible (probe.widget, FALSE);
  g_assert_null (pamor_reader_get_owner (pamor_reader_get_default ()));
  pamor_test_probe_tear_down (&probe);
  g_assert_cmpint (g_unlink (on), ==, 0); /* the service does not end in the middle of a word */
  end (&service);
}

static int
get_dpi (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi;
}

static void
test_the_mode_doubles_text_and_contrast_at_once (void)
{
  g_autoptr (GSettings) settings = g_settings_new (PAMOR_APP_ID);
  PamorTestProbe probe;
  GdkRGBA color;
  int usual, height, large;

  pamor_reading_mode_follow (settings);
  usual = get_dpi ();
  pamor_test_probe_set_up (&probe, gtk_label_new ("Halo"));
  gtk_widget_measure (probe.widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_false (pamor_reading_mode_is_on ());

  g_settings_set_boolean (settings, PAMOR_READING_KEY, TRUE);
  g_assert_true (pamor_reading_mode_is_on ());
  gtk_widget_measure (probe.widget, GTK_ORIENTATION_VERTICAL, -1, &large, NULL, NULL, NULL);
  g_assert_cmpint (large, >=, 2 * height - 2);
  gtk_style_context_get_color (gtk_widget_get_style_context (probe.widget), &color);
  g_assert_cmpfloat (color.red + color.green + color.blue, ==, 0);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_style_context_get_color (gtk_widget_get_style_context (probe.widget), &color);
  g_assert_cmpfloat (color.red + color.green + color.blue, ==, 3);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);

  g_settings_set_boolean (settings, PAMOR_READING_KEY, FALSE);
  g_assert_cmpint (get_dpi (), ==, usual);
  g_assert_false (pamor_reading_mode_is_on ());
  pamor_test_probe_tear_down (&probe);
}

static gboolean
wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static void
add_tests (void)
{
  /* What happens in another process wakes no loop here. */
  g_timeout_add (20, wake_cb, NULL);
  g_test_add_func ("/reader/without-a-service-it-says-what-to-install",
                   test_without_a_service_it_says_what_to_install);
  g_test_add_func ("/reader/without-an-indonesian-voice-it-says-what-to-install",
                   test_without_an_indonesian_voice_it_says_what_to_install);
  g_test_add_func ("/reader/reads-until-the-end-and-stops-when-told",
                   test_reads_until_the_end_and_stops_when_told);
  g_test_add_func ("/reading-mode/doubles-text-and-contrast-at-once",
                   test_the_mode_doubles_text_and_contrast_at_once);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
