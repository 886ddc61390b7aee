/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/outbox/pamor-place.h"

G_BEGIN_DECLS

/**
 * PamorCase:
 *
 * What belongs together, in figures: a snapshot that never changes, a newer one takes its place.
 * The members are public and read directly.
 */
#define PAMOR_TYPE_CASE (pamor_case_get_type ())
G_DECLARE_FINAL_TYPE (PamorCase, pamor_case, PAMOR, CASE, GObject)

struct _PamorCase
{
  GObject          parent_instance;

  char            *id;
  gint64           seq;     /* of the one entered last */
  guint            n;
  guint            drafts;
  guint            ready;   /* drafts that lack nothing but the consent */
  guint            waiting; /* in the queue */
  guint            held;    /* there behind a draft, which comes before them */
  guint            back;    /* for a correction */
  guint            sent;    /* with the city */
  guint            asked;   /* where it is asked who is present */
  guint            present;
  guint            sendable; /* ready, and here where that is asked */
  gboolean         ordered; /* sent one after the other, as a family's; else a list */
  PamorSubmission *first;   /* who or what gives it its name */
  const char      *service; /* (nullable): code, where all are of one */
  PamorSubmission *newest[PAMOR_N_PLACES]; /* (nullable): changed last there; TODAY: of all */
};

PamorCase *pamor_case_new       (GPtrArray *items);
gboolean   pamor_case_can_send  (PamorSubmission *item);
gboolean   pamor_case_wants     (PamorCase *self,
                                 PamorSubmission *item);
char      *pamor_case_dup_title (PamorCase *self);
char      *pamor_case_dup_words (PamorCase *self);

G_END_DECLS
