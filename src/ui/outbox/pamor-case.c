/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-case.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PamorCase, pamor_case, G_TYPE_OBJECT)

static void
pamor_case_finalize (GObject *object)
{
  PamorCase *self = PAMOR_CASE (object);

  g_free (self->id);
  g_clear_object (&self->first);
  for (guint i = 0; i < PAMOR_N_PLACES; i++)
    g_clear_object (&self->newest[i]);
  G_OBJECT_CLASS (pamor_case_parent_class)->finalize (object);
}

static void
pamor_case_class_init (PamorCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_case_finalize;
}

static void
pamor_case_init (PamorCase *self)
{
}

/* The first of a family is the one that is sent first; of a list the one that was entered first. */
static gboolean
comes_before (PamorSubmission *one,
              PamorSubmission *other)
{
  if (one->case_order != other->case_order)
    return one->case_order < other->case_order;
  return one->seq < other->seq;
}

/** pamor_case_can_send: Returns: whether nothing but the consent keeps it from the queue */
gboolean
pamor_case_can_send (PamorSubmission *item)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), FALSE);

  return pamor_submission_is_ready (item) && item->presence != PAMOR_PRESENCE_AWAY;
}

/** pamor_case_wants: Returns: whether to complete it now: of the absent only before any came */
gboolean
pamor_case_wants (PamorCase       *self,
                  PamorSubmission *item)
{
  g_return_val_if_fail (PAMOR_IS_CASE (self) && PAMOR_IS_SUBMISSION (item), FALSE);

  return item->state == PAMOR_STATE_DRAFT && !pamor_submission_is_ready (item)
         && (self->present == 0 || item->presence != PAMOR_PRESENCE_AWAY);
}

static void
note_newest (PamorCase       *self,
             PamorPlace       place,
             PamorSubmission *item)
{
  if (self->newest[place] == NULL || item->changed_at > self->newest[place]->changed_at)
    g_set_object (&self->newest[place], item);
}

static void
count (PamorCase       *self,
       PamorSubmission *item)
{
  self->n++;
  self->seq = MAX (self->seq, item->seq);
  self->drafts += item->state == PAMOR_STATE_DRAFT;
  self->ready += pamor_submission_is_ready (item);
  self->waiting += pamor_place_of (item) == PAMOR_PLACE_QUEUE;
  self->back += pamor_place_of (item) == PAMOR_PLACE_CORRECT;
  self->sent += pamor_place_of (item) == PAMOR_PLACE_STATUS;
  self->asked += item->presence != PAMOR_PRESENCE_NOT_ASKED;
  self->present += item->presence == PAMOR_PRESENCE_HERE;
  self->sendable += pamor_case_can_send (item);
  self->ordered |= item->case_order > 0;
  if (self->first == NULL || comes_before (item, self->first))
    g_set_object (&self->first, item);
  note_newest (self, PAMOR_PLACE_TODAY, item);
  note_newest (self, pamor_place_of (item), item);
}

static gboolean
is_behind_draft (PamorSubmission *item,
                 GPtrArray       *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      PamorSubmission *other = items->pdata[i];

      if (other->state == PAMOR_STATE_DRAFT && pamor_submission_goes_before (other, item))
        return TRUE;
    }
  return FALSE;
}

/** pamor_case_new: @items: of PamorSubmission, all of one case, at least one */
PamorCase *
pamor_case_new (GPtrArray *items)
{
  PamorCase *self;

  g_return_val_if_fail (items != NULL && items->len > 0, NULL);

  self = g_object_new (PAMOR_TYPE_CASE, NULL);
  self->id = g_strdup (((PamorSubmission *) items->pdata[0])->case_id);
  for (guint i = 0; i < items->len; i++)
    count (self, items->pdata[i]);
  for (guint i = 0; self->ordered && i < items->len; i++)
    self->held += is_behind_draft (items->pdata[i], items);
  self->service = self->first->service;
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (((PamorSubmission *) items->pdata[i])->service, self->service) != 0)
      self->service = NULL;
  return self;
}

/** pamor_case_dup_title: Returns: (transfer full): its name; of a family also whose it is */
char *
pamor_case_dup_title (PamorCase *self)
{
  const char *name, *who;

  g_return_val_if_fail (PAMOR_IS_CASE (self), NULL);

  name = self->first->case_name != NULL ? self->first->case_name : "";
  who = self->ordered && self->first->title != NULL ? self->first->title : "";
  return g_strconcat (name, *name != '\0' && *who != '\0' ? " · " : "", who, NULL);
}

static void
add_words (GStrvBuilder *parts,
           char         *words)
{
  g_strv_builder_add (parts, words);
  g_free (words);
}

/** pamor_case_dup_words: Returns: (transfer full): how far: "41 of 60 present · 12 sent" */
char *
pamor_case_dup_words (PamorCase *self)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_auto(GStrv) known = NULL;

  g_return_val_if_fail (PAMOR_IS_CASE (self), NULL);

  if (self->asked > 0)
    add_words (parts, g_strdup_printf (_("%u of %u present"), self->present, self->n));
  if (self->ready > 0)
    add_words (parts, g_strdup_printf (_("%u complete"), self->ready));
  if (self->drafts > self->ready)
    add_words (parts, g_strdup_printf (_("%u incomplete"), self->drafts - self->ready));
  if (self->waiting > self->held)
    add_words (parts, g_strdup_printf (_("%u waiting to be sent"), self->waiting - self->held));
  if (self->held > 0)
    add_words (parts, g_strdup_printf (_("%u waiting for the draft"), self->held));
  if (self->back > 0)
    add_words (parts, g_strdup_printf (_("%u to be corrected"), self->back));
  if (self->sent > 0)
    add_words (parts, g_strdup_printf (_("%u sent"), self->sent));
  known = g_strv_builder_end (parts);
  return g_strjoinv (" · ", known);
}
