/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One check after the other: what was sent, what came, what was wanted. A check that judged nothing
 * has failed, so that none passes by mistake. Every answer is kept for the rules that hold for all
 * of them. */
#include "conformance/pamor-judge-private.h"

#include <string.h>

/**
 * pamor_judge_new:
 * @wire: borrowed for as long as it lives
 * @service: code of the service that the specimens ask for
 */
PamorJudge *
pamor_judge_new (PamorWire  *wire,
                 PamorClock *clock,
                 const char *officer,
                 const char *secret,
                 const char *service)
{
  PamorJudge *self = g_new0 (PamorJudge, 1);

  self->wire = wire;
  self->clock = g_object_ref (clock);
  self->officer = g_strdup (officer);
  self->secret = g_strdup (secret);
  self->service = g_strdup (service);
  self->heard = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_answer_free);
  self->specimens = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_specimen_free);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/** pamor_judge_free: takes nothing back of the server, see pamor_judge_withdraw() */
void
pamor_judge_free (PamorJudge *self)
{
  g_object_unref (self->clock);
  g_free (self->officer);
  g_free (self->secret);
  g_free (self->service);
  g_free (self->token);
  g_clear_pointer (&self->discovery, json_node_unref);
  g_ptr_array_unref (self->heard);
  g_ptr_array_unref (self->specimens);
  g_ptr_array_unref (self->kept);
  g_hash_table_unref (self->here);
  g_free (self->sent);
  g_free (self->came);
  g_free (self->expected);
  g_free (self);
}

/** pamor_judge_begin: a new check; specimens and bytes of the one before are gone */
void
pamor_judge_begin (PamorJudge *self)
{
  g_ptr_array_set_size (self->specimens, 0);
  g_ptr_array_set_size (self->kept, 0);
  g_clear_pointer (&self->sent, g_free);
  g_clear_pointer (&self->came, g_free);
  g_clear_pointer (&self->expected, g_free);
  self->n_judged = 0;
  self->failed = self->skipped = FALSE;
}

/** pamor_judge_end: Returns: of this check; FAILED where it judged nothing */
PamorVerdict
pamor_judge_end (PamorJudge *self)
{
  if (self->skipped && !self->failed)
    return PAMOR_VERDICT_NOT_APPLICABLE;
  return self->failed || self->n_judged == 0 ? PAMOR_VERDICT_FAILED : PAMOR_VERDICT_PASSED;
}

/** pamor_judge_get_sent: (nullable), as the next two: of what failed, else of what came last */
const char *
pamor_judge_get_sent (PamorJudge *self)
{
  return self->sent;
}

/** pamor_judge_get_came: (nullable): the answer, as pamor_answer_describe() */
const char *
pamor_judge_get_came (PamorJudge *self)
{
  return self->came;
}

/** pamor_judge_get_expected: (nullable): what the contract wants, in words */
const char *
pamor_judge_get_expected (PamorJudge *self)
{
  return self->expected;
}

/** pamor_judge_get_heard: Returns: (transfer none): every PamorAnswer so far */
GPtrArray *
pamor_judge_get_heard (PamorJudge *self)
{
  return self->heard;
}

/** pamor_judge_that: @format: what the contract wants, in words */
gboolean
pamor_judge_that (PamorJudge  *self,
                  PamorAnswer *answer,
                  gboolean     so,
                  const char  *format,
                  ...)
{
  va_list args;

  self->n_judged++;
  if (self->failed)
    return FALSE;
  g_free (self->sent);
  g_free (self->came);
  g_free (self->expected);
  self->sent = g_strdup (answer->sent);
  self->came = pamor_answer_describe (answer);
  va_start (args, format);
  self->expected = g_strdup_vprintf (format, args);
  va_end (args);
  self->failed = !so;
  return so;
}

/** pamor_judge_status: @status: the one of HTTP that the contract wants */
gboolean
pamor_judge_status (PamorJudge  *self,
                    PamorAnswer *answer,
                    guint        status)
{
  return pamor_judge_that (self, answer, answer->status == status, "%u", status);
}

/** pamor_judge_refusal: @code: (nullable): of the problem; NULL: any */
gboolean
pamor_judge_refusal (PamorJudge  *self,
                     PamorAnswer *answer,
                     guint        status,
                     const char  *code)
{
  const char *type = pamor_answer_get_text (answer, "type");
  const char *slash = type == NULL ? NULL : strrchr (type, '/');
  const char *given = slash == NULL ? type : slash + 1;

  /* To HEAD there is no body that could tell. */
  return pamor_judge_that (self, answer,
                           answer->status == status
                             && (code == NULL || g_str_equal (answer->method, "HEAD")
                                 || g_strcmp0 (given, code) == 0),
                           "%u%s%s", status, code == NULL ? "" : " ", code == NULL ? "" : code);
}

/** pamor_judge_header: @value: (nullable): NULL: any, but there */
gboolean
pamor_judge_header (PamorJudge  *self,
                    PamorAnswer *answer,
                    const char  *name,
                    const char  *value)
{
  const char *given = pamor_answer_get_header (answer, name);

  return pamor_judge_that (self, answer,
                           given != NULL && (value == NULL || g_str_equal (given, value)),
                           "the header %s%s%s", name, value == NULL ? "" : ": ",
                           value == NULL ? "" : value);
}

/** pamor_judge_skip: this server does not offer what the check is about */
void
pamor_judge_skip (PamorJudge *self,
                  const char *why)
{
  self->skipped = TRUE;
  if (self->failed)
    return;
  g_free (self->expected);
  self->expected = g_strdup (why);
}

/** pamor_judge_withdraw: takes back what is left of the checks. Returns: how many; @left: not */
guint
pamor_judge_withdraw (PamorJudge *self,
                      guint      *left)
{
  GHashTableIter iter;
  gpointer path;
  guint done = 0;
  GHashTable *here = g_steal_pointer (&self->here);

  *left = 0;
  self->here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, here);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      const PamorCall call = { .method = "DELETE", .path = path };

      if (pamor_judge_send (self, &call)->status == 204)
        done++;
      else
        ++*left;
    }
  g_hash_table_unref (here);
  return done;
}
