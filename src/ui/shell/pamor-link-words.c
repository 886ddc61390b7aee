/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/pamor-link-words.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *words;
  const char *button; /* (nullable) */
  const char *action; /* (nullable): of the shell, what the button does */
} links[] = {
  [PAMOR_LINK_UNKNOWN] = { N_("E-Open has not been asked yet."), NULL, NULL },
  [PAMOR_LINK_ONLINE] = { N_("E-Open can be reached."), NULL, NULL },
  /* Whether there is no network at all, or one that leads nowhere, the test of it tells. */
  [PAMOR_LINK_OFFLINE] = { N_("E-Open can't be reached from here. Everything is saved and is sent "
                              "by itself later."),
                           NULL, NULL },
  [PAMOR_LINK_PORTAL] = { N_("This Wi-Fi wants you to log in to it first. Everything is saved."),
                          N_("Open its page"), "shell.portal" },
  [PAMOR_LINK_SERVER_DOWN] = { N_("E-Open can't answer just now. Everything is saved and is sent "
                                  "by itself later."),
                               N_("Try now"), "shell.send-now" },
  [PAMOR_LINK_UNTRUSTED] = { N_("The way to E-Open is not safe, so nothing is sent. Check date and "
                                "time of this computer; if they are right, tell the office."),
                             N_("Try now"), "shell.send-now" },
  [PAMOR_LINK_LOG_IN] = { N_("Log in again so that sending can go on. Everything is saved."),
                          N_("Log in"), "shell.log-in" },
  [PAMOR_LINK_UPGRADE] = { N_("E-Open wants a newer Halo Pamor. Everything is saved; please update "
                              "the program."),
                           NULL, NULL },
};

/** pamor_link_get_words: Returns: how things stand with the server, for people */
const char *
pamor_link_get_words (PamorLink link)
{
  return _(links[link].words);
}

/** pamor_link_get_button: Returns: (nullable): words of the one thing to do about it */
const char *
pamor_link_get_button (PamorLink link)
{
  return links[link].button != NULL ? _(links[link].button) : NULL;
}

/** pamor_link_get_action: Returns: (nullable): the action of that button */
const char *
pamor_link_get_action (PamorLink link)
{
  return links[link].action;
}

/** pamor_link_is_trouble: Returns: whether it concerns everything, and is shown to all */
gboolean
pamor_link_is_trouble (PamorLink link)
{
  return link != PAMOR_LINK_UNKNOWN && link != PAMOR_LINK_ONLINE;
}
