/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorReviewPage:
 *
 * The whole as the office will see it: what still keeps it from being sealed, the answers, the
 * photos, the consent.
 *
 * Signals: problem-chosen (const char *path); left (): the consent was given or left.
 */
#define PAMOR_TYPE_REVIEW_PAGE (pamor_review_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorReviewPage, pamor_review_page, PAMOR, REVIEW_PAGE, GtkWidget)

GtkWidget *pamor_review_page_new           (PamorDesk       *desk,
                                            PamorForm       *form,
                                            const char      *submission);
void       pamor_review_page_show_problems (PamorReviewPage *self,
                                            GPtrArray       *problems,
                                            gboolean         asked_for);
void       pamor_review_page_begin         (PamorReviewPage *self);
void       pamor_review_page_go_to_consent (PamorReviewPage *self);

G_END_DECLS
