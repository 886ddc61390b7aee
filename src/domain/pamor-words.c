/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every text says what happened, then what is safe, then what to do; never a code alone. What is
 * not known here has words too, so a newer server leaves nobody without any. */
#include "domain/pamor-words.h"

#include "base/pamor-error.h"

#include <glib/gi18n-lib.h>

static const char *const error_words[] = {
  [PAMOR_ERROR_OFFLINE] =
    N_("There is no connection. Everything is kept here and is sent by itself later."),
  [PAMOR_ERROR_RETRY_LATER] =
    N_("The server cannot answer just now. Everything is kept here and is tried again by itself."),
  [PAMOR_ERROR_PORTAL] =
    N_("This Wi-Fi wants a login first. Nothing is lost. "
       "Log in to it with a browser, then try again."),
  [PAMOR_ERROR_UNTRUSTED] =
    N_("The server could not prove who it is, so nothing was sent. Everything is kept here. "
       "Check the date and time of this computer; if they are right, tell the office."),
  [PAMOR_ERROR_AUTH] =
    N_("The server does not know you. Everything is kept here. "
       "Check id and password, then log in again."),
  [PAMOR_ERROR_UPGRADE] =
    N_("The server asks for a newer Halo Pamor. Everything is kept here, and you can go on "
       "entering. Update the program to send again."),
  [PAMOR_ERROR_REJECTED] =
    N_("The office did not accept this. It is kept here. Correct what is wrong and send it again."),
  [PAMOR_ERROR_CONFLICT] =
    N_("Somebody was faster with the same. Nothing was overwritten. Look at it, then decide."),
  [PAMOR_ERROR_INVALID] =
    N_("This is not right yet. Nothing was changed. Correct it and try again."),
  [PAMOR_ERROR_NOT_FOUND] =
    N_("This is no longer there. Everything else is as it was. Look for it in the list again."),
  [PAMOR_ERROR_NO_SPACE] =
    N_("Not saved: the disk is full. What you see stays on the screen. "
       "Delete other files, then save again."),
  [PAMOR_ERROR_DAMAGED] =
    N_("Some of what is kept is damaged and was set aside. The rest is safe. Tell the office."),
  [PAMOR_ERROR_LOCKED] =
    N_("Your data is locked. It is safe. Unlock the keyring or type your passphrase."),
  [PAMOR_ERROR_BUSY] =
    N_("Halo Pamor is open already. Nothing was changed. Use the other window, or close it first."),
  [PAMOR_ERROR_TOO_NEW] =
    N_("A newer Halo Pamor wrote this data. It was not touched. Update the program, then open it."),
  [PAMOR_ERROR_PHOTO_EMPTY] =
    N_("This file is empty. Nothing was added. Take the photo again or choose another file."),
  [PAMOR_ERROR_PHOTO_BROKEN] =
    N_("This picture is damaged or breaks off. Nothing was added. Take the photo again."),
  [PAMOR_ERROR_PHOTO_KIND] =
    N_("This file is not a picture that can be read here. Nothing was added. "
       "Choose a photo (JPEG, PNG, WebP, HEIC, TIFF) or a PDF."),
  [PAMOR_ERROR_PHOTO_CODEC] =
    N_("This computer cannot read this kind of HEIC photo. Nothing was added. "
       "Set the camera of the phone to JPEG, or send the photo as JPEG."),
  [PAMOR_ERROR_PHOTO_PAGES] =
    N_("This file has several pages. Nothing was added. Choose the page that is needed."),
  [PAMOR_ERROR_PHOTO_LOCKED] =
    N_("This PDF is locked with a password. Nothing was added. "
       "Save it without a password, or take a photo of the page."),
  [PAMOR_ERROR_PHOTO_HUGE] =
    N_("This picture is too large. Nothing was added. Take it again at a lower resolution."),
  [PAMOR_ERROR_SCANNER_BUSY] =
    N_("Another program uses the scanner. What is in is safe. "
       "Wait for it or close that program, then scan again."),
  [PAMOR_ERROR_SCANNER_COVER] =
    N_("The cover of the scanner is open. What is in is safe. Close it, then scan again."),
  [PAMOR_ERROR_SCANNER_JAM] =
    N_("Paper is stuck in the scanner. What is in is safe. "
       "Take it out carefully, lay it in again, then go on."),
  [PAMOR_ERROR_SCANNER_EMPTY] =
    N_("There is no paper in the feeder. Nothing was added. Lay the paper in, then scan again."),
  [PAMOR_ERROR_SCANNER_DENIED] =
    N_("This computer does not let you use the scanner. Nothing was added. "
       "Ask whoever looks after the computer to add you to the group “scanner”."),
  [PAMOR_ERROR_SCANNER_LOST] =
    N_("The scanner does not answer. What is in is safe. "
       "Check its cable and that it is switched on, then try again."),
  [PAMOR_ERROR_SCANNER_ABSENT] =
    N_("Scanners can't be used here: a part of Halo Pamor is missing. Everything else works. "
       "Tell the office; a camera or the phone will do meanwhile."),
  [PAMOR_ERROR_FAILED] =
    N_("Something failed on this computer. What was saved is safe. "
       "Try again; if it stays, tell the office."),
};

static const char *const state_words[PAMOR_N_STATES] = {
  [PAMOR_STATE_DRAFT] = N_("Draft"),
  [PAMOR_STATE_QUEUED] = N_("Ready to send"),
  [PAMOR_STATE_SENDING] = N_("Being sent"),
  [PAMOR_STATE_UPLOADING] = N_("Sending photos"),
  [PAMOR_STATE_CONFIRMING] = N_("Waiting for the receipt"),
  [PAMOR_STATE_ACKNOWLEDGED] = N_("Received by the city"),
  [PAMOR_STATE_PARKED] = N_("Needs you"),
  [PAMOR_STATE_WITHDRAWING] = N_("Being withdrawn"),
  [PAMOR_STATE_WITHDRAWN] = N_("Withdrawn"),
  [PAMOR_STATE_PURGED] = N_("Finished, contents removed"),
};

static const char *const status_words[] = {
  [PAMOR_STATUS_NONE] = N_("No news yet"),
  [PAMOR_STATUS_VERIFICATION] = N_("Being verified"),
  [PAMOR_STATUS_PROCESSING] = N_("Being processed"),
  [PAMOR_STATUS_DONE] = N_("Ready for collection"),
  [PAMOR_STATUS_COLLECTED] = N_("Collected"),
  [PAMOR_STATUS_REJECTED] = N_("Rejected"),
  [PAMOR_STATUS_FAILED] = N_("Processing failed"),
};

/* Codes of why a submission waits (the first seven: nothing is wrong with it) or is parked: nicks
 * of a verdict's class, or what the machine or the server calls it. */
static const struct { const char *code, *words; } reasons[] = {
  { "link", N_("No connection; sent by itself later.") },
  { "server", N_("The server cannot answer just now; tried again by itself.") },
  { "throttle", N_("The server is busy and asked us to wait; sent by itself later.") },
  { "portal", N_("This Wi-Fi wants a login first. Log in to it with a browser.") },
  { "tls", N_("The server could not prove who it is, so nothing was sent. "
              "Check the date and time of this computer, or tell the office.") },
  { "auth", N_("Log in again; then it is sent by itself.") },
  { "upgrade", N_("The server asks for a newer Halo Pamor. Update the program to send it.") },
  { "transit", N_("It arrived damaged several times. It is whole here. "
                  "Try again on another network.") },
  { "lost", N_("The server no longer has it; it is sent anew by itself.") },
  { "lost-revision", N_("The city no longer has what this corrects. All of it is here. "
                        "Open it with Correct, look, and save it to the queue: it goes as new.") },
  { "gone", N_("The city no longer has this, and its contents were removed from this computer "
               "after the receipt. Call the office with the number; enter it anew if they ask.") },
  { "stale", N_("The office has another version of this. Nothing was overwritten. "
                "Tell the office.") },
  { "incomplete", N_("The server still wants photos of it; they are sent by themselves.") },
  { "resync", N_("The server lost count of a photo; it is sent on by itself.") },
  { "validation", N_("Something in it is not right yet. Correct it and send it again.") },
  { "duplicate-subject", N_("The office already has one like this for the same person. "
                            "Ask the applicant, then correct or withdraw it.") },
  { "different-content", N_("The server holds something else under this number. "
                            "Nothing was overwritten. Correct it: it goes as a new one in its "
                            "place.") },
  { "closed", N_("The office takes no more corrections of this. Correct it all the same: it goes "
                 "as a new one in its place.") },
  { "already-replaced", N_("The office already has another one in place of what this corrects. "
                           "Nothing is lost. Ask the office, then withdraw this one.") },
  { "already-processed", N_("The office works on it already, so it took no correction. "
                            "Nothing is lost. Tell the office what has to change.") },
  { "withdrawn", N_("It was withdrawn, so the server does not take it any more. "
                    "Enter it anew if it is still wanted.") },
  { "too-large", N_("It is larger than the server takes. "
                    "Replace the largest photo and send it again.") },
  { "media-type", N_("The server does not take this kind of file. "
                     "Replace the photo and send it again.") },
  { "receipt-differs", N_("The receipt does not match what was sent, so it does not count. "
                          "Everything is kept here. Tell the office.") },
  { "rejected", N_("The server did not accept it. Correct it and send it again.") },
  { "local-damaged", N_("What is kept of it here is damaged, so it is not sent. "
                        "Enter it anew, and tell the office.") },
};

static const char *const weekdays[] = {
  N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
  N_("Sunday")
};

static const char *const months[] = {
  N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
  N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")
};

/** pamor_words_for_month: Returns: (transfer full): alone, not within a date */
char *
pamor_words_for_month (GDateMonth month)
{
  g_return_val_if_fail (g_date_valid_month (month), NULL);
  return g_strdup (_(months[month - 1]));
}

/** pamor_words_for_weekday: Returns: (transfer full): in full */
char *
pamor_words_for_weekday (GDateWeekday weekday)
{
  g_return_val_if_fail (g_date_valid_weekday (weekday), NULL);
  return g_strdup (_(weekdays[weekday - 1]));
}

/**
 * pamor_words_for_error:
 * @error: of any domain; what is not PAMOR_ERROR counts as PAMOR_ERROR_FAILED
 *
 * Returns: (transfer full): what happened, what is safe, what to do; for INVALID and FAILED the
 *   error's own message too, on a line of its own, for only it says what and where
 */
char *
pamor_words_for_error (const GError *error)
{
  PamorError code = PAMOR_ERROR_FAILED;
  gboolean telling;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == PAMOR_ERROR && error->code >= 0 && error->code <= PAMOR_ERROR_FAILED)
    code = error->code;
  telling = code == PAMOR_ERROR_INVALID || code == PAMOR_ERROR_FAILED;
  return g_strconcat (_(error_words[code]), telling ? "\n" : NULL, error->message, NULL);
}

/** pamor_words_for_state: Returns: (transfer full): few words; once received, the city's status */
char *
pamor_words_for_state (PamorSubmission *submission)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (submission), NULL);

  if (submission->replaced_by != NULL && submission->state != PAMOR_STATE_PURGED)
    return g_strdup (_("Replaced by a new one"));
  if (submission->state == PAMOR_STATE_ACKNOWLEDGED && submission->status != PAMOR_STATUS_NONE)
    return pamor_words_for_status (submission->status);
  if (submission->state == PAMOR_STATE_QUEUED && g_strcmp0 (submission->reason, "link") == 0)
    return g_strdup (_("Waiting for a connection"));
  return g_strdup (_(state_words[submission->state]));
}

/** pamor_words_for_status: Returns: (transfer full): a few words */
char *
pamor_words_for_status (PamorStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_words), NULL);

  return g_strdup (_(status_words[status]));
}

/**
 * pamor_words_for_reason:
 *
 * Returns: (transfer full): why it waits or is parked, with the server's own words where there are
 *   any; "" where there is no reason
 */
char *
pamor_words_for_reason (PamorSubmission *submission)
{
  const char *words = NULL, *text;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (submission), NULL);

  if (submission->reason == NULL)
    return g_strdup ("");
  text = submission->reason_text;
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].code, submission->reason))
      words = _(reasons[i].words);
  if (words == NULL && text != NULL)
    return g_strdup (text);
  if (words == NULL)
    words = _("It could not be sent. It is kept here. Open it and look.");
  if (text == NULL)
    return g_strdup (words);
  /* Translators: first our words, then the server's own */
  return g_strdup_printf (_("%s The server says: %s"), words, text);
}

/**
 * pamor_words_for_turn:
 * @earlier: see pamor_store_find_earlier()
 * @service: its name as people know it
 *
 * Returns: (transfer full): why one of a case waits
 */
char *
pamor_words_for_turn (PamorSubmission *earlier,
                      const char      *service)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (earlier) && service != NULL, NULL);

  if (earlier->state == PAMOR_STATE_DRAFT) /* Translators: the name of a service */
    return g_strdup_printf (_("Waits for %s, which is still a draft: finish it, or delete it if "
                              "nobody wants it."), service);
  /* Translators: the name of a service */
  return g_strdup_printf (_("Goes once the city has %s."), service);
}

/** pamor_words_for_size: Returns: (transfer full): "412 KB" of 1,000 bytes, rounded up; "1,2 MB" */
char *
pamor_words_for_size (gint64 bytes)
{
  const gint64 kb = (MAX (bytes, 0) + 999) / 1000, tenths = (kb + 50) / 100;

  if (kb < 1000)
    return g_strdup_printf (_("%d KB"), (int) kb);
  /* Translators: put the decimal mark of your language between the two numbers */
  return g_strdup_printf (_("%d.%d MB"), (int) (tenths / 10), (int) (tenths % 10));
}

/**
 * pamor_words_for_number:
 * @number: "49.5", with a point or none
 * @unit: (nullable): "cm"
 *
 * Returns: (transfer full): both, the number with the decimal mark that people write
 */
char *
pamor_words_for_number (const char *number,
                        const char *unit)
{
  g_autofree char *words = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (number != NULL, NULL);

  parts = g_strsplit (number, ".", 2);
  /* Translators: put the decimal mark of your language between the two numbers */
  words = parts[0] == NULL || parts[1] == NULL ? g_strdup (number)
                                               : g_strdup_printf (_("%s.%s"), parts[0], parts[1]);
  return unit == NULL ? g_steal_pointer (&words) : g_strdup_printf ("%s %s", words, unit);
}

/** pamor_words_for_date: Returns: (transfer full): "Friday, 20 November 2026" */
char *
pamor_words_for_date (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  /* Translators: weekday, day, month, year */
  return g_strdup_printf (_("%s, %d %s %d"), _(weekdays[g_date_get_weekday (date) - 1]),
                          g_date_get_day (date), _(months[g_date_get_month (date) - 1]),
                          g_date_get_year (date));
}

/**
 * pamor_words_for_time:
 * @wall_us: wall clock, us; 0 is never
 * @now_us: wall clock, us
 *
 * Returns: (transfer full): local time, "14.05", with the day where it is not today; "" for never
 */
char *
pamor_words_for_time (gint64 wall_us,
                      gint64 now_us)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autofree char *hour = NULL;
  const char *month;

  g_return_val_if_fail (then != NULL && now != NULL, NULL);

  if (wall_us == 0)
    return g_strdup ("");
  /* Translators: hour and minute; in Indonesian 14.05 */
  hour = g_strdup_printf (_("%02d:%02d"), g_date_time_get_hour (then),
                          g_date_time_get_minute (then));
  month = _(months[g_date_time_get_month (then) - 1]);
  if (g_date_time_get_year (then) != g_date_time_get_year (now))
    /* Translators: day, month, year, time of day */
    return g_strdup_printf (_("%d %s %d, %s"), g_date_time_get_day_of_month (then), month,
                            g_date_time_get_year (then), hour);
  if (g_date_time_get_day_of_year (then) != g_date_time_get_day_of_year (now))
    /* Translators: day, month, time of day */
    return g_strdup_printf (_("%d %s, %s"), g_date_time_get_day_of_month (then), month, hour);
  return g_steal_pointer (&hour);
}

/**
 * pamor_words_for_age:
 * @since_us: wall clock, us; as the city says it
 * @now_us: wall clock, us; as this computer says it, which may be wrong by years
 *
 * Returns: (transfer full): "3 days"; where the clocks contradict each other, that
 */
char *
pamor_words_for_age (gint64 since_us,
                     gint64 now_us)
{
  const gint64 hours = (now_us - since_us) / ((gint64) 3600 * G_USEC_PER_SEC), days = hours / 24;

  if (since_us <= 0 || hours < -24 || days > 3650)
    return g_strdup (_("the clock of this computer is wrong"));
  if (hours < 1)
    return g_strdup (_("just now"));
  if (days < 1)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) hours), (int) hours);
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}
