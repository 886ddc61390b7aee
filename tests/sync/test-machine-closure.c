/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-row.h"

/* The whole table: what a row in a state becomes at each class of verdict. "=" stays. In the order
 * of PamorVerdictClass: ok link tls portal transit resync lost incomplete auth item server throttle
 * upgrade. */
static const struct
{
  PamorState  from;
  const char *to[PAMOR_N_VERDICT_CLASSES];
} table[] = {
  { PAMOR_STATE_QUEUED,
    { "uploading", "queued", "queued", "queued", "queued", "queued", "parked", "queued", "queued",
      "parked", "queued", "queued", "queued" } },
  { PAMOR_STATE_SENDING,
    { "uploading", "queued", "queued", "queued", "queued", "queued", "parked", "queued", "queued",
      "parked", "queued", "queued", "queued" } },
  { PAMOR_STATE_UPLOADING,
    { "=", "=", "=", "=", "=", "=", "queued", "=", "=", "parked", "=", "=", "=" } },
  { PAMOR_STATE_CONFIRMING,
    { "acknowledged", "=", "=", "=", "=", "=", "queued", "uploading", "=", "parked", "=", "=",
      "=" } },
  { PAMOR_STATE_WITHDRAWING,
    { "withdrawn", "=", "=", "=", "=", "=", "withdrawn", "=", "=", "parked", "=", "=", "=" } },
};

static void
test_every_state_meets_every_verdict (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    for (int class = 0; class < PAMOR_N_VERDICT_CLASSES; class++)
      {
        g_autoptr (PamorSubmission) s = pamor_test_row_new (table[i].from);
        const char *to = table[i].to[class];

        g_test_message ("%s, %s", pamor_state_get_nick (table[i].from),
                        pamor_verdict_class_get_nick (class));
        g_assert_true (pamor_test_row_step (s, FALSE, class));
        if (g_str_equal (to, "="))
          to = pamor_state_get_nick (table[i].from);
        g_assert_cmpstr (pamor_state_get_nick (s->state), ==, to);
      }
}

static void
test_other_states_ask_nothing (void)
{
  const PamorState states[] = { PAMOR_STATE_DRAFT, PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATE_PARKED,
                                PAMOR_STATE_WITHDRAWN, PAMOR_STATE_PURGED };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (PamorSubmission) s = pamor_test_row_new (states[i]);

      g_assert_false (pamor_test_row_step (s, FALSE, PAMOR_VERDICT_OK));
      g_assert_cmpint (s->attempts, ==, 0);
      g_assert_cmpint (s->state, ==, states[i]);
    }
}

/* All that decides what happens next, as one word; attempts only as far as anything looks at it. */
static char *
describe (PamorSubmission *s)
{
  GString *text = g_string_new (pamor_state_get_nick (s->state));

  g_string_append_printf (text, " %u %s %u %d", MIN (s->attempts, PAMOR_TRANSIT_LIMIT),
                          s->reason == NULL ? "-" : s->reason, s->server_revision, s->next_at > 0);
  for (guint i = 0; i < s->attachments->len; i++)
    {
      PamorAttachment *photo = s->attachments->pdata[i];

      g_string_append_printf (text, " %d/%u/%d", (int) photo->offset, photo->failures,
                              photo->stored);
    }
  return g_string_free (text, FALSE);
}

static void
assert_ends_well (PamorSubmission *start)
{
  g_autoptr (PamorSubmission) s = pamor_submission_copy (start);
  gboolean known = FALSE; /* its offset was told just now */

  for (int i = 0; i < 20; i++)
    {
      if (s->state == PAMOR_STATE_ACKNOWLEDGED || s->state == PAMOR_STATE_PARKED
          || s->state == PAMOR_STATE_WITHDRAWN)
        return;
      PamorOperation op = pamor_test_row_ask (s, known);

      g_assert_true (pamor_test_row_step (s, known, PAMOR_VERDICT_OK));
      known = op == PAMOR_OP_ASK_OFFSET;
    }
  g_error ("Never ends: %s", describe (s));
}

static void
visit (PamorSubmission *s,
       GHashTable      *seen,
       GQueue          *todo)
{
  char *name = describe (s);

  if (g_hash_table_contains (seen, name))
    {
      g_free (name);
      return;
    }
  pamor_machine_check (s);
  g_hash_table_add (seen, name);
  g_queue_push_tail (todo, pamor_submission_copy (s));
}

static void
test_from_every_reachable_state_a_sound_server_ends_it (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PamorSubmission) start = pamor_test_row_new (PAMOR_STATE_QUEUED);
  g_autofree char *sealed = g_strdup (start->manifest_sha256);
  GQueue todo = G_QUEUE_INIT;

  visit (start, seen, &todo);
  while (!g_queue_is_empty (&todo))
    {
      g_autoptr (PamorSubmission) s = g_queue_pop_head (&todo);

      assert_ends_well (s);
      for (int class = 0; class < PAMOR_N_VERDICT_CLASSES; class++)
        for (int known = 0; known < 2; known++)
          {
            g_autoptr (PamorSubmission) next = pamor_submission_copy (s);

            if (!pamor_test_row_step (next, known, class))
              continue;
            g_assert_cmpstr (next->manifest_sha256, ==, sealed);
            next->next_at = MIN (next->next_at, 1);
            visit (next, seen, &todo);
          }
    }
  g_test_message ("%u reachable", g_hash_table_size (seen));
  g_assert_cmpint (g_hash_table_size (seen), >, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/every-state-meets-every-verdict",
                   test_every_state_meets_every_verdict);
  g_test_add_func ("/machine/other-states-ask-nothing", test_other_states_ask_nothing);
  g_test_add_func ("/machine/from-every-reachable-state-a-sound-server-ends-it",
                   test_from_every_reachable_state_a_sound_server_ends_it);
  return g_test_run ();
}
