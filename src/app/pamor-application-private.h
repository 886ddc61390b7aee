/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pamor-application.h"
#include "app/pamor-news.h"
#include "app/pamor-station.h"
#include "ui/settings/pamor-preferences.h"
#include "ui/shell/pamor-window.h"

G_BEGIN_DECLS

struct _PamorApplication
{
  AdwApplication  parent_instance;

  /* Borrowed */
  PamorWindow    *window;   /* (nullable): until it is closed */

  /* Owned */
  GSettings      *settings;
  PamorStation   *station;  /* (nullable): while a data folder is open */
  PamorNews      *news;     /* (nullable): while an officer is at work */
  char           *data;     /* (nullable): folder named on the command line */
  gboolean        practice;
  gboolean        opening;  /* a data folder is on its way */
};

#define PAMOR_NEWS_ID "status" /* one notification, the newest counts */

char *_pamor_application_dup_folder (PamorApplication *self);
void  _pamor_application_open       (PamorApplication *self,
                                     const char       *passphrase);
void  _pamor_application_offer_log_out (PamorApplication *self,
                                        PamorPreferences *preferences);
void  _pamor_application_close      (PamorApplication *self);

G_END_DECLS
