/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of it, for the citizen. A message travels through a phone and stays there, so it
 * holds the name that the citizen goes by and the number on the receipt, and never a NIK: neither
 * ours nor one that the office wrote into its reason. */
#include "domain/pamor-citizen-words.h"

#include "domain/pamor-person.h"

#include <glib/gi18n-lib.h>

#define NIK "\\d(?:[ .-]?\\d){15}"

/* What to have ready, by the reason's code; the last for any other. */
static const struct
{
  const char *code, *words;
} to_have_ready[] = {
  { "photo-unreadable", N_("Please have the original document ready: it is photographed again.") },
  { "document-missing", N_("Please have the missing document ready.") },
  { "data-differs", N_("Please have your KTP-el and your family card (KK) ready, to compare.") },
  { NULL, N_("Please tell me when I may come by to put it right.") },
};

static const char *
find_to_have_ready (const char *code)
{
  gsize i = 0;

  while (to_have_ready[i].code != NULL && g_strcmp0 (to_have_ready[i].code, code) != 0)
    i++;
  return _(to_have_ready[i].words);
}

/* Returns: (transfer full): without what looks like a NIK or the number of a family card */
static char *
without_nik (const char *text)
{
  g_autoptr (GRegex) nik = g_regex_new (NIK, 0, 0, NULL);

  return g_regex_replace_literal (nik, text, -1, 0, "…", 0, NULL);
}

/** pamor_citizen_words_for_change: Returns: (transfer full): what to tell, in few plain words */
char *
pamor_citizen_words_for_change (PamorSubmission *item)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  switch (item->status)
    {
    case PAMOR_STATUS_DONE:
      return item->pickup != NULL ? g_strdup_printf (_("Is ready: %s"), item->pickup)
                                  : g_strdup (_("Is ready"));

    case PAMOR_STATUS_REJECTED:
      return item->status_text != NULL ? g_strdup_printf (_("Came back: %s"), item->status_text)
                                       : g_strdup (_("Came back, something has to be put right"));

    case PAMOR_STATUS_FAILED:
      return item->status_text != NULL
               ? g_strdup_printf (_("Could not be processed: %s"), item->status_text)
               : g_strdup (_("Could not be processed"));

    case PAMOR_STATUS_NONE:
    case PAMOR_STATUS_VERIFICATION:
    case PAMOR_STATUS_PROCESSING:
    case PAMOR_STATUS_COLLECTED:
    default:
      return g_strdup ("");
    }
}

/* An application is called after whom it is about; the rest after what it says. */
static const char *
find_name (PamorSubmission *item)
{
  if (g_strcmp0 (item->kind, "application") == 0 && item->title != NULL)
    return item->title;
  return item->people != NULL && item->people->len > 0
           ? ((PamorPerson *) item->people->pdata[0])->name : NULL;
}

static void
add_done (GString         *text,
          PamorSubmission *item)
{
  if (g_strcmp0 (item->kind, "application") != 0)
    {
      g_string_append (text, _(" It has been dealt with."));
      return;
    }
  g_string_append (text, _(" It is ready."));
  if (item->pickup != NULL)
    g_string_append_printf (text, _(" Where and when: %s."), item->pickup);
  g_string_append (text, _(" Please bring your identity card and the receipt. It is free of "
                           "charge."));
}

static void
add_reason (GString         *text,
            PamorSubmission *item)
{
  g_autofree char *reason = item->status_text == NULL ? NULL : without_nik (item->status_text);

  if (reason != NULL)
    g_string_append_printf (text, _(" The office writes: “%s”."), reason);
}

/* As one greets in Indonesia: siang is about noon, sore until the sun is down. */
static const char *
find_greeting (gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  const int hour = g_date_time_get_hour (time);

  if (hour < 10)
    return C_("greeting", "Good morning");
  if (hour < 15)
    return C_("greeting", "Good day");
  return hour < 18 ? C_("greeting", "Good afternoon") : C_("greeting", "Good evening");
}

static void
add_greeting (GString         *text,
              PamorSubmission *item,
              gint64           now)
{
  const char *known = find_name (item);
  g_autofree char *name = known == NULL ? NULL : without_nik (known);

  if (name == NULL) /* Translators: a greeting */
    g_string_append_printf (text, C_("greeting", "%s."), find_greeting (now));
  else /* Translators: a greeting; the name of the citizen */
    g_string_append_printf (text, C_("greeting", "%s, %s."), find_greeting (now), name);
}

/**
 * pamor_citizen_words_for_message:
 * @item: one that pamor_submission_is_untold(), or was
 * @service: its name as people know it
 * @now: wall clock, us: the hour at which it is sent
 *
 * Returns: (transfer full): a message to send as it is
 */
char *
pamor_citizen_words_for_message (PamorSubmission *item,
                                 const char      *service,
                                 gint64           now)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item) && service != NULL, NULL);

  add_greeting (text, item, now);
  /* Translators: the service, the number on the receipt */
  g_string_append_printf (text, _(" This is about %s, number %s."), service,
                          item->number == NULL ? "-" : item->number);
  if (item->status == PAMOR_STATUS_DONE)
    add_done (text, item);
  else if (item->status == PAMOR_STATUS_REJECTED)
    {
      g_string_append (text, _(" It came back from the office, something has to be put right."));
      add_reason (text, item);
      g_string_append_printf (text, " %s", find_to_have_ready (item->status_reason));
      g_string_append (text, _(" You need not begin anew."));
    }
  else
    {
      g_string_append (text, _(" The office could not process it."));
      add_reason (text, item);
      g_string_append (text, _(" Please tell me when I may come by, so that we find out together "
                               "what helps."));
    }
  g_string_append (text, _(" Thank you. Pamor, Kota Bekasi"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
