/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-set.h"

#include "ui/form/pamor-row-head.h"
#include "ui/widgets/pamor-focus.h"

struct _PamorRowSet
{
  GObject     parent_instance;

  /* Owned */
  PamorForm  *form;
  PamorClock *clock;
  GPtrArray  *rows; /* of PamorRow, in the order of their making */
  GHashTable *left; /* set of paths; outlives the rows, which lists make anew */
  GPtrArray  *people; /* of PamorPerson: who was entered before */
  GPtrArray  *problems; /* (nullable) of PamorProblem: of the last check */

  /* Weak */
  GtkWidget  *aside; /* (nullable) */

  gboolean    all_left;
};

enum { ENTERED, LEFT, FINISHED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorRowSet, pamor_row_set, G_TYPE_OBJECT)

static void
pamor_row_set_finalize (GObject *object)
{
  PamorRowSet *self = PAMOR_ROW_SET (object);

  g_clear_weak_pointer (&self->aside);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_object (&self->form);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (pamor_row_set_parent_class)->finalize (object);
}

static void
pamor_row_set_class_init (PamorRowSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_row_set_finalize;

  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, PAMOR_TYPE_ROW);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, PAMOR_TYPE_ROW);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_row_set_init (PamorRowSet *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->people = g_ptr_array_new ();
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
on_form_changed_cb (PamorRowSet *self,
                    const char  *path)
{
  g_assert (PAMOR_IS_ROW_SET (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      PamorRow *row = g_ptr_array_index (self->rows, i);

      if (*path == '\0' || g_str_equal (path, pamor_row_get_path (row)))
        pamor_row_read (row);
    }
}

/** pamor_row_set_new: @clock: for rows that know of today */
PamorRowSet *
pamor_row_set_new (PamorForm  *form,
                   PamorClock *clock)
{
  PamorRowSet *self;

  g_return_val_if_fail (PAMOR_IS_FORM (form), NULL);
  g_return_val_if_fail (PAMOR_IS_CLOCK (clock), NULL);

  self = g_object_new (PAMOR_TYPE_ROW_SET, NULL);
  self->form = g_object_ref (form);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * pamor_row_set_set_aside:
 * @aside: what is read about a row: who goes there has not left the row
 */
void
pamor_row_set_set_aside (PamorRowSet *self,
                         GtkWidget   *aside)
{
  g_return_if_fail (PAMOR_IS_ROW_SET (self));

  g_set_weak_pointer (&self->aside, aside);
}

/** pamor_row_set_set_people: @people: of PamorPerson: who was entered before, to be offered */
void
pamor_row_set_set_people (PamorRowSet *self,
                          GPtrArray   *people)
{
  g_return_if_fail (PAMOR_IS_ROW_SET (self));

  g_ptr_array_ref (people);
  g_ptr_array_unref (self->people);
  self->people = people;
}

/** pamor_row_set_get_people: Returns: (transfer none) (nullable): of PamorPerson, to be offered */
GPtrArray *
pamor_row_set_get_people (PamorRowSet *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW_SET (self), NULL);
  return self->people;
}

/** pamor_row_set_get_form: Returns: (transfer none): that all its rows fill */
PamorForm *
pamor_row_set_get_form (PamorRowSet *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW_SET (self), NULL);
  return self->form;
}

/** pamor_row_set_get_clock: Returns: (transfer none): for a row that is made */
PamorClock *
pamor_row_set_get_clock (PamorRowSet *self)
{
  g_return_val_if_fail (PAMOR_IS_ROW_SET (self), NULL);
  return self->clock;
}

static void
on_entered_cb (PamorRowSet *self,
               PamorRow    *row)
{
  g_assert (PAMOR_IS_ROW_SET (self));

  g_signal_emit (self, signals[ENTERED], 0, row);
}

static gboolean
is_aside (PamorRowSet *self)
{
  GtkWidget *focus = self->aside != NULL ? pamor_focus_get (self->aside) : NULL;

  g_assert (PAMOR_IS_ROW_SET (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, self->aside);
}

static void
on_left_cb (PamorRowSet *self,
            PamorRow    *row)
{
  g_assert (PAMOR_IS_ROW_SET (self));

  if (is_aside (self))
    return;
  g_hash_table_add (self->left, g_strdup (pamor_row_get_path (row)));
  g_signal_emit (self, signals[LEFT], 0, row);
}

/* By where they are in the window, which is not the order of their making; and not by their place
 * in pixels, which a row that an answer has just brought has not got yet. */
static gboolean
comes_after (GtkWidget *widget,
             GtkWidget *other)
{
  while (other != NULL && !gtk_widget_is_ancestor (widget, gtk_widget_get_parent (other)))
    other = gtk_widget_get_parent (other);
  while (other != NULL && (other = gtk_widget_get_next_sibling (other)) != NULL)
    if (other == widget || gtk_widget_is_ancestor (widget, other))
      return TRUE;
  return FALSE;
}

static void
on_next_cb (PamorRowSet *self,
            PamorRow    *row)
{
  GtkWidget *nearest = NULL;
  PamorRow *next = NULL;

  g_assert (PAMOR_IS_ROW_SET (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *widget = pamor_row_get_widget (self->rows->pdata[i]);

      if (gtk_widget_get_mapped (widget) && comes_after (widget, pamor_row_get_widget (row))
          && (nearest == NULL || comes_after (nearest, widget)))
        {
          next = self->rows->pdata[i];
          nearest = widget;
        }
    }
  if (next != NULL)
    pamor_row_take_focus (next);
  else
    g_signal_emit (self, signals[FINISHED], 0);
}

static gboolean
is_within (const char *path,
           const char *whole)
{
  gsize length = strlen (whole);

  return strncmp (path, whole, length) == 0 && (path[length] == '.' || path[length] == '[');
}

static void
count_lacking (PamorRowSet  *self,
               PamorRowHead *head)
{
  guint count = 0;

  for (guint i = 0; self->problems != NULL && i < self->problems->len; i++)
    {
      const PamorProblem *problem = g_ptr_array_index (self->problems, i);

      count += pamor_problem_blocks (problem)
               && is_within (problem->path, pamor_row_get_path (PAMOR_ROW (head)));
    }
  pamor_row_head_set_lacking (head, count);
}

/** pamor_row_set_add: @row: (transfer full): stays until it is removed */
void
pamor_row_set_add (PamorRowSet *self,
                   PamorRow    *row)
{
  g_return_if_fail (PAMOR_IS_ROW_SET (self));
  g_return_if_fail (PAMOR_IS_ROW (row));

  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "entered", G_CALLBACK (on_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "left", G_CALLBACK (on_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "next", G_CALLBACK (on_next_cb), self, G_CONNECT_SWAPPED);
  if (PAMOR_IS_ROW_HEAD (row))
    count_lacking (self, PAMOR_ROW_HEAD (row));
}

/** pamor_row_set_remove: when its item of a list goes; the answer is the form's */
void
pamor_row_set_remove (PamorRowSet *self,
                      PamorRow    *row)
{
  g_return_if_fail (PAMOR_IS_ROW_SET (self));

  g_ptr_array_remove (self->rows, row);
}

static PamorRow *
find_row (PamorRowSet *self,
          const char  *path)
{
  PamorRow *near = NULL;

  g_assert (PAMOR_IS_ROW_SET (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      PamorRow *row = g_ptr_array_index (self->rows, i);
      const char *own = pamor_row_get_path (row);

      if (g_str_equal (own, path))
        return row;
      if (near == NULL && pamor_row_is_shown (row)
          && (is_within (own, path) || is_within (path, own)))
        near = row;
    }
  return near;
}

/**
 * pamor_row_set_find:
 * @path: of a value, or of a person, an area or a list
 *
 * Returns: (transfer none) (nullable): the row of that value, else the first that is a part of it,
 * else the one that it is a part of. One that waits behind the closed head of a person is brought
 * out.
 */
PamorRow *
pamor_row_set_find (PamorRowSet *self,
                    const char  *path)
{
  PamorRow *row;

  g_return_val_if_fail (PAMOR_IS_ROW_SET (self), NULL);

  row = find_row (self, path);
  if (!PAMOR_IS_ROW_HEAD (row) || g_str_equal (pamor_row_get_path (row), path)
      || !is_within (path, pamor_row_get_path (row))
      || pamor_row_head_is_open (PAMOR_ROW_HEAD (row)))
    return row;
  pamor_row_head_set_open (PAMOR_ROW_HEAD (row), TRUE);
  return find_row (self, path);
}

/** pamor_row_set_leave_all: from now on each row shows its problem: sealing was asked for */
void
pamor_row_set_leave_all (PamorRowSet *self)
{
  g_return_if_fail (PAMOR_IS_ROW_SET (self));

  self->all_left = TRUE;
}

static gboolean
outweighs (const PamorProblem *a,
           const PamorProblem *b)
{
  if (b == NULL || pamor_problem_blocks (a) != pamor_problem_blocks (b))
    return b == NULL || pamor_problem_blocks (a);
  return a->severity > b->severity;
}

/** pamor_row_set_show_problems: @problems: of pamor_form_check(); each row shows its gravest */
void
pamor_row_set_show_problems (PamorRowSet *self,
                             GPtrArray   *problems)
{
  g_autoptr (GHashTable) gravest = g_hash_table_new (NULL, NULL);

  g_return_if_fail (PAMOR_IS_ROW_SET (self));

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = g_ptr_array_ref (problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const PamorProblem *problem = g_ptr_array_index (problems, i);
      PamorRow *row = find_row (self, problem->path);

      if (row != NULL && (self->all_left || g_hash_table_contains (self->left,
                                                                   pamor_row_get_path (row)))
          && outweighs (problem, g_hash_table_lookup (gravest, row)))
        g_hash_table_insert (gravest, row, (gpointer) problem);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      PamorRow *row = g_ptr_array_index (self->rows, i);

      pamor_row_set_problem (row, g_hash_table_lookup (gravest, row));
      if (PAMOR_IS_ROW_HEAD (row))
        count_lacking (self, PAMOR_ROW_HEAD (row));
    }
}
