/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-draft-saver.h"
#include "ui/form/pamor-form-page.h"
#include "ui/form/pamor-form-section.h"
#include "ui/form/pamor-help-pane.h"
#include "ui/form/pamor-row-set.h"
#include "ui/form/pamor-step-rail.h"
#include "ui/photos/pamor-photo-page.h"
#include "ui/review/pamor-review-page.h"
#include "ui/widgets/pamor-banner.h"

G_BEGIN_DECLS

struct _PamorFormPage
{
  GtkWidget         parent_instance;

  /* Template */
  GtkButton        *back;
  GtkWidget        *content;
  GtkWidget        *drop;
  PamorHelpPane    *help;
  GtkWidget        *next;
  GtkWidget        *overlay;
  PamorStepRail    *rail;
  PamorBanner      *newer;
  PamorBanner      *office;
  GtkLabel         *saved;
  GtkWidget        *seal;
  GtkBox           *sections;
  GtkScrolledWindow *scroller;
  GtkStack         *stack;
  PamorBanner      *trouble;

  /* Owned by the stack */
  PamorPhotoPage   *photos;
  PamorReviewPage  *review;

  /* Owned */
  PamorDesk        *desk;
  PamorForm        *form;
  PamorDraftSaver  *saver;
  PamorPhotoTaker  *taker;
  PamorRowSet      *rows;
  GPtrArray        *parts;    /* of PamorFormSection, owned by the box */
  GPtrArray        *problems; /* of PamorProblem: of the last check */
  GtkWidget        *asked;    /* (nullable) weak: where F1 was pressed */
  void            (*then) (PamorFormPage *); /* (nullable) once no photo is on its way */
  char             *aim;      /* (nullable) path to be brought to, once its page is laid out */

  guint             arrival;  /* tick callback */
  guint             frames;   /* since it was asked for */
  guint             follow;   /* tick callback */
  guint             photo_step, review_step;
  gboolean          asked_for; /* sealing was tried: all problems are shown */
  gboolean          preview;   /* only looked at */
};

void pamor_form_page_add_steps    (PamorFormPage *self);
void pamor_form_page_arrive       (PamorFormPage *self);
void pamor_form_page_check        (PamorFormPage *self);
void pamor_form_page_follow_focus (PamorFormPage *self);
void pamor_form_page_show_step    (PamorFormPage *self,
                                   guint          step);
void pamor_form_page_go_by        (PamorFormPage *self,
                                   int            by);
void pamor_form_page_update_steps (PamorFormPage *self);
void pamor_form_page_watch_newer  (PamorFormPage *self);
void pamor_form_page_watch_photos (PamorFormPage *self);
gboolean pamor_form_page_awaits_photos (PamorFormPage *self,
                                   void         (*then) (PamorFormPage *self));
void pamor_form_page_watch_slots  (PamorFormPage *self);
void pamor_form_page_install_actions (GtkWidgetClass *widget_class);
void pamor_form_page_renew        (PamorFormPage *self);
void pamor_form_page_show_draft   (PamorFormPage *self);

G_END_DECLS
