/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/outbox/pamor-outbox-page.h"
#include "ui/shell/pamor-shell.h"
#include "ui/shell/pamor-sidebar.h"
#include "ui/widgets/pamor-banner.h"
#include "ui/widgets/pamor-navigator.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** PamorOpenAt: where a form begins that is opened */
typedef enum
{
  PAMOR_OPEN_BEGIN,   /* a draft at the first thing missing, a correction where the office points */
  PAMOR_OPEN_AGAIN,   /* where the keyboard was when the program ended */
  PAMOR_OPEN_MISSING, /* at the first thing that keeps it from the queue */
  PAMOR_OPEN_RENEWED  /* with the newest catalogue, whatever it was begun with */
} PamorOpenAt;

struct _PamorShell
{
  GtkWidget        parent_instance;

  /* Template */
  GtkWidget       *back;
  PamorBanner     *banner;
  GtkWidget       *content;
  PamorNavigator  *navigator;
  GtkRevealer     *side;
  GtkWidget       *side_button;
  GtkWidget       *side_space;
  AdwBin          *sync;
  AdwWindowTitle  *title;
  AdwToastOverlay *toasts;

  /* Borrowed */
  GtkWidget       *guide;
  GtkWidget       *home;
  PamorOutboxPage *outbox;
  PamorSidebar    *sidebar;
  GtkWidget       *status;
  GdkSurface      *surface; /* (nullable): while realized */

  /* Owned */
  PamorDesk       *desk;
  AdwToast        *undo;    /* (nullable): while a deletion can be taken back */
  char            *filling; /* (nullable) id: of a list, and the next comes after it */
  char            *wanted;  /* (nullable) id: to be opened once nothing is being taken over */

  PamorOpenAt      wanted_at;
  guint            copying; /* cases of which the drafts are taking over */
  gboolean         begins;  /* a bundle, whose drafts are on their way into the store */
  gboolean         folded;  /* too narrow for sidebar and page side by side */
};

void      _pamor_shell_install_actions (GtkWidgetClass *widget_class);
void      _pamor_shell_log_in          (PamorShell     *self);
AdwToast *_pamor_shell_new_toast       (const char     *words);
void      _pamor_shell_say_error      (PamorShell     *self,
                                        const GError   *error);
void      _pamor_shell_open_case       (PamorShell     *self,
                                        const char     *case_id);
void      _pamor_shell_start_bundle    (PamorShell     *self,
                                        const PamorBundle *bundle);
void      _pamor_shell_send_case       (PamorShell     *self,
                                        const char     *case_id);
void      _pamor_shell_fill_next       (PamorShell     *self,
                                        const char     *filled);
void      _pamor_shell_go_on_with_case (PamorShell     *self,
                                        PamorSubmission *sealed,
                                        gboolean         here);

/* pamor-shell-bin.c */
void      _pamor_shell_delete         (PamorShell     *self,
                                       const char     *id);
void      _pamor_shell_let_go_of      (PamorShell     *self,
                                       const char     *id);

/* pamor-shell-form.c */

GtkWidget *_pamor_shell_push_form   (PamorShell      *self,
                                     PamorForm       *form,
                                     PamorSubmission *item);
void       _pamor_shell_open_form   (PamorShell      *self,
                                     const char      *id,
                                     PamorOpenAt      at);
void       _pamor_shell_resume_form (PamorShell      *self,
                                     const char      *note);
void       _pamor_shell_forget_form (PamorShell      *self);

/* pamor-shell-actions.c */
void       _pamor_shell_go_on_after (PamorShell      *self,
                                     const char      *id,
                                     gboolean         here);

G_END_DECLS
