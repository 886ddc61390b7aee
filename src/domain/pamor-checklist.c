/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made of the catalogue alone, so that the window, the paper, the message and pamorctl say the
 * same. Pure; any thread. */
#include "domain/pamor-checklist.h"

#include "domain/pamor-condition-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * pamor_checklist_dup_when:
 * @service: that @requirement is of
 *
 * Returns: (transfer full): whether it is needed: always, if there is one, or in which case
 */
char *
pamor_checklist_dup_when (const PamorRequirement *requirement,
                          const PamorService     *service,
                          PamorCatalogue         *catalogue)
{
  g_autofree char *clause = NULL;

  g_return_val_if_fail (requirement != NULL && service != NULL && catalogue != NULL, NULL);

  if (requirement->required_if == NULL)
    return g_strdup (requirement->required ? _("needed") : _("if there is one"));
  clause = pamor_condition_dup_words (requirement->required_if, service, catalogue);
  return g_strdup_printf (_("only if %s"), clause);
}

/** pamor_checklist_dup_promise: Returns: (transfer full): how long @service takes, what it costs */
char *
pamor_checklist_dup_promise (const PamorService *service)
{
  g_return_val_if_fail (service != NULL, NULL);

  if (service->working_days[1] == 0)
    return g_strdup (_("This service is free of charge."));
  if (service->working_days[0] == service->working_days[1])
    return g_strdup_printf (_("Done within %u working days. This service is free of charge."),
                            service->working_days[1]);
  return g_strdup_printf (_("Done within %u to %u working days. This service is free of charge."),
                          service->working_days[0], service->working_days[1]);
}

static void
append_requirement (GString                *text,
                    const PamorRequirement *requirement,
                    const PamorService     *service,
                    PamorCatalogue         *catalogue)
{
  g_autofree char *when = pamor_checklist_dup_when (requirement, service, catalogue);

  g_string_append_printf (text, "[  ] %s (%s)\n", requirement->name, when);
  if (requirement->help != NULL)
    g_string_append_printf (text, "      %s\n", requirement->help);
  if (requirement->note != NULL)
    {
      g_string_append (text, "      ");
      g_string_append_printf (text, _("Not certain: %s"), requirement->note);
      g_string_append_c (text, '\n');
    }
}

/** pamor_checklist_dup_text: Returns: (transfer full): the whole list as plain text, for paper */
char *
pamor_checklist_dup_text (const PamorService *service,
                          PamorCatalogue     *catalogue)
{
  g_autofree char *promise = NULL, *basis = NULL;
  GString *text;

  g_return_val_if_fail (service != NULL && catalogue != NULL, NULL);

  text = g_string_new (NULL);
  if (service->prepare != NULL)
    g_string_append_printf (text, "%s\n\n", service->prepare);
  for (guint i = 0; i < service->requirements->len; i++)
    append_requirement (text, service->requirements->pdata[i], service, catalogue);
  if (service->requirements->len > 0)
    g_string_append_printf (text, "\n%s\n", _("The originals are photographed, copies are not."));
  promise = pamor_checklist_dup_promise (service);
  g_string_append_printf (text, "%s\n", promise);
  if (service->note != NULL)
    {
      g_string_append_printf (text, _("Not certain: %s"), service->note);
      g_string_append_c (text, '\n');
    }
  basis = service->basis != NULL ? g_strjoinv ("; ", service->basis) : g_strdup ("");
  if (*basis != '\0')
    {
      g_string_append_printf (text, _("Law: %s"), basis);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* The messenger makes bold what stands between two "*" on a line: none may come with the text. */
static char *
dup_bold (const char *words)
{
  g_autofree char *plain = g_strdelimit (g_strdup (words), "*\n", ' ');

  return g_strdup_printf ("*%s*", g_strstrip (plain));
}

/**
 * pamor_checklist_dup_message:
 *
 * Returns: (transfer full): the list as a short message for WhatsApp, with its "*bold*"
 */
char *
pamor_checklist_dup_message (const PamorService *service,
                             PamorCatalogue     *catalogue)
{
  g_autofree char *name = NULL;
  GString *text;

  g_return_val_if_fail (service != NULL && catalogue != NULL, NULL);

  name = dup_bold (service->name);
  text = g_string_new (NULL);
  g_string_append_printf (text, _("%s: please have ready"), name);
  g_string_append (text, "\n");
  for (guint i = 0; i < service->requirements->len; i++)
    {
      const PamorRequirement *requirement = service->requirements->pdata[i];
      g_autofree char *bold = dup_bold (requirement->name);
      g_autofree char *when = pamor_checklist_dup_when (requirement, service, catalogue);

      g_string_append_printf (text, "%u. %s (%s)\n", i + 1, bold, when);
    }
  if (service->requirements->len > 0)
    g_string_append_printf (text, "%s\n", _("Please bring the originals, copies are not enough."));
  else if (service->prepare != NULL)
    g_string_append_printf (text, "%s\n", service->prepare);
  if (service->working_days[1] > 0)
    {
      g_string_append_printf (text, _("Done within %u working days."), service->working_days[1]);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, _("The service is *FREE OF CHARGE*. Please do not pay anyone."));
  return g_string_free (text, FALSE);
}
