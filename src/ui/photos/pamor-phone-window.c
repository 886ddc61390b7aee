/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-phone-window.h"

#include "base/pamor-network.h"
#include "domain/pamor-words.h"
#include "pocket/pamor-pocket.h"
#include "ui/photos/pamor-photo-work.h"
#include "ui/widgets/pamor-focus.h"
#include "ui/widgets/pamor-qr-code.h"

#include <glib/gi18n-lib.h>

struct _PamorPhoneWindow
{
  AdwWindow       parent_instance;

  /* Template */
  GtkLabel       *address;
  AdwStatusPage  *notice;
  GtkProgressBar *bar;
  GtkWidget      *choice;
  GtkDropDown    *chooser;
  PamorQrCode    *code;
  GtkLabel       *document;
  GtkLabel       *left;
  GtkStack       *stack;
  GtkLabel       *state;
  GtkLabel       *steps;

  /* Owned */
  PamorPhotoCard *card;
  PamorClock     *clock;
  GPtrArray      *networks; /* of PamorNetwork: as in the chooser */
  PamorPocket    *pocket;   /* (nullable) */
  char           *outcome;  /* (nullable): words for what became of the last photo */

  gboolean        practice;
  guint           tick; /* source */
};

G_DEFINE_FINAL_TYPE (PamorPhoneWindow, pamor_phone_window, ADW_TYPE_WINDOW)

static void
tell (PamorPhoneWindow *self,
      const char       *title,
      const char       *words)
{
  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  adw_status_page_set_title (self->notice, title);
  adw_status_page_set_description (self->notice, words);
  gtk_stack_set_visible_child_name (self->stack, "notice");
}

/* Only what changed is written: a screen reader says it anew each time. */
static void
say (PamorPhoneWindow *self,
     const char       *words)
{
  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  if (g_strcmp0 (gtk_label_get_label (self->state), words) != 0)
    gtk_label_set_label (self->state, words);
}

static char *
dup_time_words (int seconds)
{
  const int whole = seconds / 60, rest = seconds % 60;
  g_autofree char *minutes = g_strdup_printf (ngettext ("%d minute", "%d minutes", whole), whole);
  g_autofree char *more = g_strdup_printf (ngettext ("%d second", "%d seconds", rest), rest);

  if (whole == 0)
    return g_steal_pointer (&more);
  return rest == 0 ? g_steal_pointer (&minutes) : g_strconcat (minutes, " ", more, NULL);
}

static gboolean
show_time_left (gpointer data)
{
  PamorPhoneWindow *self = data;
  const int seconds = self->pocket == NULL ? 0
                      : pamor_pocket_get_time_left (self->pocket) / G_TIME_SPAN_SECOND;
  g_autofree char *left = dup_time_words (seconds);
  g_autofree char *words = g_strdup_printf (_("Closes in %s unless it is used"), left);

  gtk_label_set_label (self->left, words);
  return G_SOURCE_CONTINUE;
}

static void
show_progress (PamorPhoneWindow *self)
{
  g_autofree char *come = NULL, *whole = NULL, *words = NULL;
  goffset done, total;

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  pamor_pocket_get_progress (self->pocket, &done, &total);
  come = pamor_words_for_size (done);
  whole = pamor_words_for_size (total);
  words = g_strdup_printf (_("Receiving %s of %s"), come, whole);
  say (self, words);
  gtk_progress_bar_set_fraction (self->bar, (double) done / MAX (total, 1));
}

static void
on_pocket_changed_cb (PamorPhoneWindow *self)
{
  const PamorPocketState state = pamor_pocket_get_state (self->pocket);

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->bar), state == PAMOR_POCKET_RECEIVING);
  switch (state)
    {
    case PAMOR_POCKET_WAITING:
      say (self, _("Waiting for the phone"));
      break;
    case PAMOR_POCKET_OPENED:
      say (self, self->outcome != NULL ? self->outcome : _("The phone is there. Take the photo."));
      break;
    case PAMOR_POCKET_RECEIVING:
      g_clear_pointer (&self->outcome, g_free);
      show_progress (self);
      break;
    case PAMOR_POCKET_LOOKING:
      say (self, _("It is here and being looked at"));
      break;
    case PAMOR_POCKET_FULL:
      gtk_window_close (GTK_WINDOW (self));
      break;
    case PAMOR_POCKET_UNUSED:
      tell (self, _("Closed"), _("No phone came for five minutes. Show a new code once it is at "
                                 "hand."));
      break;
    case PAMOR_POCKET_GUESSED:
      tell (self, _("Closed to be safe"),
            _("Somebody in this network tried many addresses of this page. Nothing was read. Use "
              "the phone's own hotspot if you can, then show a new code."));
      break;
    case PAMOR_POCKET_LEFT:
      break;
    }
}

/* Returns: whether the office will hardly read it, and a better one can still take its place */
static gboolean
wants_better (PamorPhoneWindow *self,
              PamorPhotoWork   *work)
{
  const PamorRequirement *requirement = pamor_photo_card_get_requirement (self->card);

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  return pamor_photo_work_wants_better (work)
         && (requirement->max == 1 || pamor_photo_card_count_free (self->card) > 0);
}

static void
answer (PamorPhoneWindow *self,
        gboolean          taken,
        char             *words)
{
  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  g_free (self->outcome);
  self->outcome = words;
  if (self->pocket != NULL)
    pamor_pocket_answer (self->pocket, taken, words);
}

static void
on_done_cb (PamorPhoneWindow *self,
            const char       *attachment,
            const char       *trouble,
            PamorPhotoWork   *work)
{
  const PamorLegibility verdict = pamor_photo_work_get_verdict (work);

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  if (attachment == NULL)
    answer (self, FALSE, g_strdup (trouble != NULL ? trouble : _("It was not taken.")));
  else if (wants_better (self, work))
    answer (self, FALSE, g_strdup_printf (_("It is in, but hard to read. %s"),
                                          pamor_legibility_get_remedy (&verdict)));
  else
    answer (self, TRUE, g_strdup (pamor_photo_card_count_free (self->card) > 0
                                    ? _("It is in. The next one can be taken.")
                                    : _("It is in. The phone can be put away.")));
}

static void
on_received_cb (PamorPhoneWindow *self,
                GBytes           *picture)
{
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_bytes (picture);
  GtkWidget *work = pamor_photo_card_take (self->card, source);

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  if (work == NULL)
    answer (self, FALSE, g_strdup (pamor_photo_card_get_trouble (self->card)));
  else
    g_signal_connect_object (work, "done", G_CALLBACK (on_done_cb), self, G_CONNECT_SWAPPED);
}

static void
drop_pocket (PamorPhoneWindow *self)
{
  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  if (self->pocket == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->pocket, self);
  pamor_pocket_close (self->pocket);
  g_clear_object (&self->pocket);
}

static void
show_pocket (PamorPhoneWindow *self)
{
  const char *address = pamor_pocket_get_address (self->pocket);

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  pamor_qr_code_set_text (self->code, address, _("QR code for the phone's camera"));
  gtk_label_set_label (self->address, address);
  gtk_stack_set_visible_child_name (self->stack, "code");
  show_time_left (self);
  on_pocket_changed_cb (self);
}

/* On the network that is chosen; a code that was shown before is dead. */
static void
open_pocket (PamorPhoneWindow *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->chooser);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  drop_pocket (self);
  if (chosen == GTK_INVALID_LIST_POSITION || chosen >= self->networks->len)
    return;
  self->pocket = pamor_pocket_new (self->clock,
                                   ((PamorNetwork *) self->networks->pdata[chosen])->address,
                                   pamor_photo_card_get_requirement (self->card)->name,
                                   pamor_photo_card_count_free (self->card), &error);
  if (self->pocket == NULL)
    {
      words = pamor_words_for_error (error);
      tell (self, _("No Network for the Phone"), words);
      return;
    }
  g_signal_connect_object (self->pocket, "changed", G_CALLBACK (on_pocket_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pocket, "received", G_CALLBACK (on_received_cb), self,
                           G_CONNECT_SWAPPED);
  show_pocket (self);
}

static char *
dup_network_words (const PamorNetwork *network)
{
  g_autofree char *ip = g_inet_address_to_string (network->address);

  if (g_inet_address_get_is_loopback (network->address))
    return g_strdup (_("This computer only, to try it"));
  return g_strdup_printf ("%s · %s", pamor_network_is_wireless (network) ? "Wi-Fi" : network->name,
                          ip);
}

/** pamor_phone_window_offer: @networks: (element-type PamorNetwork): to choose from; the first is
 *  opened, without any the person is told how to make one */
void
pamor_phone_window_offer (PamorPhoneWindow *self,
                          GPtrArray        *networks)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  g_return_if_fail (PAMOR_IS_PHONE_WINDOW (self));
  g_return_if_fail (networks != NULL);

  g_clear_pointer (&self->networks, g_ptr_array_unref);
  self->networks = g_ptr_array_ref (networks);
  for (guint i = 0; i < networks->len; i++)
    {
      g_autofree char *words = dup_network_words (networks->pdata[i]);

      gtk_string_list_append (list, words);
    }
  g_signal_handlers_block_by_func (self->chooser, open_pocket, self);
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (list));
  g_signal_handlers_unblock_by_func (self->chooser, open_pocket, self);
  gtk_widget_set_visible (self->choice, networks->len > 1);
  open_pocket (self);
  if (networks->len == 0)
    tell (self, _("No Network for the Phone"),
          _("Switch on the hotspot of the phone and connect this computer to it, as to any Wi-Fi. "
            "No internet is needed."));
}

static void
look_for_networks (PamorPhoneWindow *self)
{
  g_autoptr (GPtrArray) networks = pamor_network_list ();

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  if (self->practice)
    {
      g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

      g_ptr_array_add (networks, pamor_network_new ("lo", loopback));
    }
  pamor_phone_window_offer (self, networks);
}

static gboolean
has_network (GPtrArray          *networks,
             const PamorNetwork *network)
{
  for (guint i = 0; i < networks->len; i++)
    if (g_inet_address_equal (((PamorNetwork *) networks->pdata[i])->address, network->address))
      return TRUE;
  return FALSE;
}

/* A hotspot was switched on, or the Wi-Fi has gone. A code that still works stays. */
static void
on_network_changed_cb (PamorPhoneWindow *self)
{
  g_autoptr (GPtrArray) now = pamor_network_list ();
  const guint chosen = gtk_drop_down_get_selected (self->chooser);
  const PamorNetwork *network
    = chosen < self->networks->len ? self->networks->pdata[chosen] : NULL;

  g_assert (PAMOR_IS_PHONE_WINDOW (self));

  if (network == NULL || !(g_inet_address_get_is_loopback (network->address)
                           || has_network (now, network)))
    look_for_networks (self);
}

static void
pamor_phone_window_dispose (GObject *object)
{
  PamorPhoneWindow *self = PAMOR_PHONE_WINDOW (object);

  drop_pocket (self);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->card);
  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_PHONE_WINDOW);

  G_OBJECT_CLASS (pamor_phone_window_parent_class)->dispose (object);
}

static void
pamor_phone_window_finalize (GObject *object)
{
  PamorPhoneWindow *self = PAMOR_PHONE_WINDOW (object);

  g_clear_pointer (&self->networks, g_ptr_array_unref);
  g_free (self->outcome);

  G_OBJECT_CLASS (pamor_phone_window_parent_class)->finalize (object);
}

static void
pamor_phone_window_class_init (PamorPhoneWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_phone_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_phone_window_finalize;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-phone-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, address);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, choice);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, chooser);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, code);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, document);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, left);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, state);
  gtk_widget_class_bind_template_child (widget_class, PamorPhoneWindow, steps);
  gtk_widget_class_bind_template_callback (widget_class, look_for_networks);
  gtk_widget_class_bind_template_callback (widget_class, open_pocket);
}

static void
pamor_phone_window_init (PamorPhoneWindow *self)
{
  g_autofree char *steps = NULL;

  self->networks = g_ptr_array_new ();
  g_type_ensure (PAMOR_TYPE_QR_CODE);
  gtk_widget_init_template (GTK_WIDGET (self));
  pamor_focus_name (self->chooser, _("Network"));
  steps = g_strconcat ("1. ", _("Bring phone and computer into one Wi-Fi, best the phone's own "
                                "hotspot. No internet is needed."), "\n",
                       "2. ", _("Point the phone's camera at the code, or type the address."), "\n",
                       "3. ", _("Take the photo on the page that opens, and send it."), NULL);
  gtk_label_set_label (self->steps, steps);
  self->tick = g_timeout_add_seconds (1, show_time_left, self);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * pamor_phone_window_new:
 * @card: of the document; has room for a photo
 * @practice: whether a browser on this computer will do too
 */
GtkWidget *
pamor_phone_window_new (PamorPhotoCard *card,
                        PamorClock     *clock,
                        gboolean        practice)
{
  PamorPhoneWindow *self;

  g_return_val_if_fail (PAMOR_IS_PHOTO_CARD (card), NULL);
  g_return_val_if_fail (PAMOR_IS_CLOCK (clock), NULL);

  self = g_object_new (PAMOR_TYPE_PHONE_WINDOW, NULL);
  self->card = g_object_ref (card);
  self->clock = g_object_ref (clock);
  self->practice = practice;
  gtk_label_set_label (self->document, pamor_photo_card_get_requirement (card)->name);
  look_for_networks (self);
  return GTK_WIDGET (self);
}

/** pamor_phone_window_get_address: Returns: (nullable): what the code says; NULL without one */
const char *
pamor_phone_window_get_address (PamorPhoneWindow *self)
{
  g_return_val_if_fail (PAMOR_IS_PHONE_WINDOW (self), NULL);

  return self->pocket != NULL ? pamor_pocket_get_address (self->pocket) : NULL;
}
