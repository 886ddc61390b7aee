/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/scanner/pamor-scanner-window.h"

#include "domain/pamor-words.h"
#include "scan/pamor-scan.h"
#include "ui/photos/pamor-photo-verdict.h"
#include "ui/photos/pamor-photo-work.h"
#include "ui/widgets/pamor-photo-tile.h"

#include <glib/gi18n-lib.h>

#define REMEMBERED "scanner"
#define LEAVE "scanner.leave"
#define SCAN "scanner.scan"
#define SEARCH "scanner.search"

/* SANE's own test device, to practise with where there is no scanner */
#define PRACTICE_SCANNER "test:0"

/* Milliseconds between two moves of a bar that knows no end */
#define PULSE 150

struct _PamorScannerWindow
{
  AdwWindow            parent_instance;

  /* Template */
  GtkProgressBar      *bar;
  AdwComboRow         *colours;
  GtkWidget           *done;
  AdwComboRow         *fineness;
  GtkBox              *last;
  AdwStatusPage       *none;
  GtkWidget           *retry;
  GtkWidget           *scan;
  AdwComboRow         *scanners;
  AdwComboRow         *source;
  GtkStack            *stack;
  GtkLabel            *state;
  GtkWidget           *stop;
  AdwWindowTitle      *title;
  GtkWidget           *wishes;

  /* Owned */
  GCancellable        *cancellable; /* (nullable): of the errand */
  PamorPhotoCard      *card;        /* (nullable) once it is closed */
  PamorScan           *errand;      /* (nullable): the one under way; of others nothing is heard */
  GPtrArray           *names;       /* of the scanners, in the order of the list */
  GSettings           *settings;

  PamorScanSources     sources;     /* of the scanner chosen */
  gboolean             practice;
  guint                taken;       /* pages, since it was opened */
  guint                pulse;       /* source */
};

G_DEFINE_FINAL_TYPE (PamorScannerWindow, pamor_scanner_window, ADW_TYPE_WINDOW)

/* Only what changed is written: a screen reader says it anew each time. */
static void
say (PamorScannerWindow *self,
     const char         *words)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  if (!g_str_equal (gtk_label_get_label (self->state), words))
    gtk_label_set_label (self->state, words);
}

static PamorScanSources
get_source (PamorScannerWindow *self)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  if (self->sources == (PAMOR_SCAN_GLASS | PAMOR_SCAN_FEEDER))
    return adw_combo_row_get_selected (self->source) == 0 ? PAMOR_SCAN_GLASS : PAMOR_SCAN_FEEDER;
  return self->sources;
}

/* What is to be done before the next scan */
static void
show_step (PamorScannerWindow *self)
{
  const gboolean feeds = get_source (self) == PAMOR_SCAN_FEEDER;
  g_autofree char *in = NULL;

  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  gtk_button_set_label (GTK_BUTTON (self->scan), self->taken == 0 ? _("Scan")
                                                                   : _("Scan the Next Page"));
  gtk_widget_set_visible (self->done, self->taken > 0);
  if (self->taken == 0)
    say (self, feeds ? _("Lay the pages into the feeder, then scan.")
                     : _("Lay the page face down on the glass, close the cover, then scan."));
  else
    {
      in = g_strdup_printf (ngettext ("%u page is in. Lay the next one down and scan, or end here.",
                                      "%u pages are in. Lay the next one down and scan, or end "
                                      "here.", self->taken), self->taken);
      say (self, in);
    }
}

static void
drop_errand (PamorScannerWindow *self)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->errand == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->errand, self);
  g_clear_object (&self->errand);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* @errand: (transfer full): put in the place of any before */
static void
send_out (PamorScannerWindow  *self,
          PamorScan           *errand,
          GAsyncReadyCallback  callback)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  drop_errand (self);
  self->errand = errand;
  self->cancellable = g_cancellable_new ();
  pamor_scan_run_async (errand, self->cancellable, callback, g_object_ref (self));
}

/* Returns: whether the errand that @source was is still waited for */
static gboolean
take_back (PamorScannerWindow *self,
           GObject            *source)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  if (source != G_OBJECT (self->errand))
    return FALSE;
  drop_errand (self);
  return TRUE;
}

static void
on_sources_cb (PamorScannerWindow *self,
               guint               sources)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  self->sources = sources;
}

/* One that can't be looked at may all the same scan, once what is said is put right. */
static void
on_looked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorScannerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const gboolean well = pamor_scan_run_finish (PAMOR_SCAN (source), result, &error);

  if (!take_back (self, source))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->source),
                          self->sources == (PAMOR_SCAN_GLASS | PAMOR_SCAN_FEEDER));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SCAN, TRUE);
  gtk_widget_grab_focus (self->scan);
  show_step (self);
  if (!well)
    say (self, words = pamor_words_for_error (error));
}

static void
on_selected_cb (PamorScannerWindow *self)
{
  const guint chosen = adw_combo_row_get_selected (self->scanners);
  PamorScan *look;

  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  /* While the list grows nothing in it is a choice. */
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "scan"))
    return;
  self->sources = PAMOR_SCAN_GLASS;
  gtk_widget_set_visible (GTK_WIDGET (self->source), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SCAN, FALSE);
  say (self, _("One moment: the scanner is asked what it can do."));
  look = pamor_scan_new_look (self->names->pdata[chosen]);
  g_signal_connect_object (look, "sources", G_CALLBACK (on_sources_cb), self, G_CONNECT_SWAPPED);
  send_out (self, look, on_looked_cb);
}

/* Of the same model there may be two, and of one scanner two drivers. */
static void
on_device_cb (PamorScannerWindow *self,
              const char         *name,
              const char         *title)
{
  GtkStringList *titles = GTK_STRING_LIST (adw_combo_row_get_model (self->scanners));
  g_autofree char *other = g_strdup (title);

  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  for (guint i = 0, same = 1; i < self->names->len; i++)
    if (g_str_has_prefix (gtk_string_list_get_string (titles, i), title))
      {
        g_free (other);
        other = g_strdup_printf ("%s (%u)", title, ++same);
      }
  g_ptr_array_add (self->names, g_strdup (name));
  gtk_string_list_append (titles, other);
}

/* The very same, or else one that is called so: plugged in anew it may have another name. */
static guint
find_remembered (PamorScannerWindow *self)
{
  GtkStringList *titles = GTK_STRING_LIST (adw_combo_row_get_model (self->scanners));
  g_autofree char *name = NULL, *title = NULL;
  guint called_so = 0;

  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  g_settings_get (self->settings, REMEMBERED, "(ss)", &name, &title);
  for (guint i = self->names->len; i-- > 0;)
    if (g_str_equal (self->names->pdata[i], name))
      return i;
    else if (g_str_equal (gtk_string_list_get_string (titles, i), title))
      called_so = i;
  return called_so;
}

static void
show_none (PamorScannerWindow *self,
           const GError       *error)
{
  g_autofree char *words
    = error != NULL ? pamor_words_for_error (error)
                    : g_strdup (_("Plug it in, switch it on and search again. Or photograph the "
                                  "document with a camera or the phone."));

  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  adw_status_page_set_description (self->none, words);
  gtk_stack_set_visible_child_name (self->stack, "none");
  gtk_widget_grab_focus (self->retry);
}

static void
on_searched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (PamorScannerWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  pamor_scan_run_finish (PAMOR_SCAN (source), result, &error);
  if (!take_back (self, source))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SEARCH, TRUE);
  if (self->names->len == 0 && error == NULL && self->practice)
    on_device_cb (self, PRACTICE_SCANNER, _("Practice scanner"));
  if (self->names->len == 0)
    {
      show_none (self, error);
      return;
    }
  adw_combo_row_set_selected (self->scanners, find_remembered (self));
  gtk_stack_set_visible_child_name (self->stack, "scan");
  on_selected_cb (self);
}

static void
search (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  PamorScannerWindow *self = PAMOR_SCANNER_WINDOW (widget);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  PamorScan *errand = pamor_scan_new_search ();

  gtk_stack_set_visible_child_name (self->stack, "search");
  g_ptr_array_set_size (self->names, 0);
  adw_combo_row_set_model (self->scanners, G_LIST_MODEL (titles));
  gtk_widget_action_set_enabled (widget, SEARCH, FALSE);
  gtk_widget_action_set_enabled (widget, SCAN, FALSE);
  g_signal_connect_object (errand, "device", G_CALLBACK (on_device_cb), self, G_CONNECT_SWAPPED);
  send_out (self, errand, on_searched_cb);
}

static void
set_scanning (PamorScannerWindow *self,
              gboolean            scanning)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->bar), scanning);
  gtk_widget_set_visible (self->scan, !scanning);
  gtk_widget_set_visible (self->stop, scanning);
  gtk_widget_set_visible (self->done, !scanning && self->taken > 0);
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_set_sensitive (self->wishes, !scanning);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SCAN, !scanning);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SEARCH, !scanning);
  gtk_widget_grab_focus (scanning ? self->stop : self->scan);
}

static gboolean
on_pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (PAMOR_SCANNER_WINDOW (data)->bar);
  return G_SOURCE_CONTINUE;
}

/* Until it tells how far it is: first it warms up, and some never do. */
static void
await_page (PamorScannerWindow *self)
{
  g_autofree char *words = g_strdup_printf (_("Scanning page %u"), self->taken + 1);

  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  say (self, words);
  if (self->pulse == 0)
    self->pulse = g_timeout_add (PULSE, on_pulse_cb, self);
}

static void
on_progress_cb (PamorScannerWindow *self,
                double              share)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_progress_bar_set_fraction (self->bar, share);
}

static void
show_last (PamorScannerWindow *self,
           const char         *attachment)
{
  PamorPhotoTaker *taker = pamor_photo_card_get_taker (self->card);
  const PamorRequirement *requirement = pamor_photo_card_get_requirement (self->card);
  GtkWidget *child, *verdict;

  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->last))) != NULL)
    gtk_box_remove (self->last, child);
  gtk_box_append (self->last, pamor_photo_tile_new (pamor_photo_taker_get_desk (taker),
                                                    pamor_photo_taker_get_id (taker), attachment,
                                                    requirement->name));
  if (!pamor_photo_verdict_is_due (requirement->code))
    return;
  verdict = pamor_photo_verdict_new ();
  gtk_box_append (self->last, verdict);
  pamor_photo_verdict_judge (PAMOR_PHOTO_VERDICT (verdict), pamor_photo_taker_get_desk (taker),
                             pamor_photo_taker_get_id (taker), attachment);
}

static void
on_work_done_cb (PamorScannerWindow *self,
                 const char         *attachment,
                 const char         *trouble)
{
  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  if (self->card == NULL)
    return; /* closed */
  if (attachment != NULL)
    show_last (self, attachment);
  else if (trouble != NULL)
    say (self, trouble);
}

/* What does not fit any more is not scanned to its end. */
static void
on_page_cb (PamorScannerWindow *self,
            GBytes             *png)
{
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_bytes (png);
  GtkWidget *work = pamor_photo_card_take (self->card, source);

  g_assert (PAMOR_IS_SCANNER_WINDOW (self));

  if (work != NULL)
    {
      self->taken++;
      g_signal_connect_object (work, "done", G_CALLBACK (on_work_done_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (work == NULL || pamor_photo_card_count_free (self->card) == 0)
    g_cancellable_cancel (self->cancellable);
  else
    await_page (self);
}

static void
on_scanned_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PamorScannerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const gboolean well = pamor_scan_run_finish (PAMOR_SCAN (source), result, &error);

  if (!take_back (self, source))
    return;
  if (pamor_photo_card_count_free (self->card) == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  set_scanning (self, FALSE);
  show_step (self);
  if (!well && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, words = pamor_words_for_error (error));
}

static void
scan_pages (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PamorScannerWindow *self = PAMOR_SCANNER_WINDOW (widget);
  const guint chosen = adw_combo_row_get_selected (self->scanners);
  GtkStringList *titles = GTK_STRING_LIST (adw_combo_row_get_model (self->scanners));
  const PamorScanWish wish = { get_source (self),
                               adw_combo_row_get_selected (self->fineness) == 0 ? 300 : 200,
                               adw_combo_row_get_selected (self->colours) == 1 };
  PamorScan *errand = pamor_scan_new_pages (self->names->pdata[chosen], &wish);

  g_settings_set (self->settings, REMEMBERED, "(ss)", self->names->pdata[chosen],
                  gtk_string_list_get_string (titles, chosen));
  g_signal_connect_object (errand, "progress", G_CALLBACK (on_progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (errand, "page", G_CALLBACK (on_page_cb), self, G_CONNECT_SWAPPED);
  set_scanning (self, TRUE);
  send_out (self, errand, on_scanned_cb);
  await_page (self);
}

/* A scan that is under way is stopped first; it may take the scanner a moment. */
static void
leave (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  PamorScannerWindow *self = PAMOR_SCANNER_WINDOW (widget);

  if (!gtk_widget_get_visible (self->stop))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  say (self, _("Stopping the scanner"));
  gtk_widget_set_sensitive (self->stop, FALSE);
  g_cancellable_cancel (self->cancellable);
}

/* Closed; what is under way holds on to it until the scanner has stopped. */
static void
pamor_scanner_window_unmap (GtkWidget *widget)
{
  drop_errand (PAMOR_SCANNER_WINDOW (widget));

  GTK_WIDGET_CLASS (pamor_scanner_window_parent_class)->unmap (widget);
}

static void
pamor_scanner_window_dispose (GObject *object)
{
  PamorScannerWindow *self = PAMOR_SCANNER_WINDOW (object);

  drop_errand (self);
  g_clear_object (&self->card);
  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_SCANNER_WINDOW);

  G_OBJECT_CLASS (pamor_scanner_window_parent_class)->dispose (object);
}

static void
pamor_scanner_window_finalize (GObject *object)
{
  PamorScannerWindow *self = PAMOR_SCANNER_WINDOW (object);

  g_ptr_array_unref (self->names);
  g_object_unref (self->settings);

  G_OBJECT_CLASS (pamor_scanner_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, colours);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, done);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, fineness);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, last);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, none);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, retry);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, scan);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, scanners);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, source);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, state);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, stop);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PamorScannerWindow, wishes);
}

static void
pamor_scanner_window_class_init (PamorScannerWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_scanner_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_scanner_window_finalize;
  widget_class->unmap = pamor_scanner_window_unmap;

  gtk_widget_class_install_action (widget_class, LEAVE, NULL, leave);
  gtk_widget_class_install_action (widget_class, SCAN, NULL, scan_pages);
  gtk_widget_class_install_action (widget_class, SEARCH, NULL, search);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, LEAVE, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, SEARCH, NULL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/id/e_open/HaloPamor/scanner/pamor-scanner-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_step);
}

static void
pamor_scanner_window_init (PamorScannerWindow *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_settings_new (PAMOR_APP_ID);
  self->sources = PAMOR_SCAN_GLASS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pamor_scanner_window_new:
 * @card: of the document; has room for a page
 * @practice: whether a test device will do where there is no scanner
 */
GtkWidget *
pamor_scanner_window_new (PamorPhotoCard *card,
                          gboolean        practice)
{
  PamorScannerWindow *self;
  const char *document;

  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (card), NULL);

  self = g_object_new (PAMOR_TYPE_SCANNER_WINDOW, NULL);
  self->card = g_object_ref (card);
  self->practice = practice;
  document = pamor_photo_card_get_requirement (card)->name;
  gtk_window_set_title (GTK_WINDOW (self), document);
  adw_window_title_set_subtitle (self->title, document);
  search (GTK_WIDGET (self), SEARCH, NULL);
  return GTK_WIDGET (self);
}
