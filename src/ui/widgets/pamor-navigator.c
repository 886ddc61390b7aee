/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-navigator.h"

#include "ui/widgets/pamor-focus.h"

struct _PamorNavigator
{
  GtkWidget  parent_instance;

  /* Owned */
  GtkStack  *stack;
  GPtrArray *pages; /* of GtkWidget, of the stack: the root, then what was pushed */
};

G_DEFINE_FINAL_TYPE (PamorNavigator, pamor_navigator, GTK_TYPE_WIDGET)

static guint navigated_signal;

static void
pamor_navigator_dispose (GObject *object)
{
  PamorNavigator *self = PAMOR_NAVIGATOR (object);

  g_ptr_array_set_size (self->pages, 0);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;

  G_OBJECT_CLASS (pamor_navigator_parent_class)->dispose (object);
}

static void
pamor_navigator_finalize (GObject *object)
{
  g_ptr_array_unref (PAMOR_NAVIGATOR (object)->pages);
  G_OBJECT_CLASS (pamor_navigator_parent_class)->finalize (object);
}

static void
pamor_navigator_class_init (PamorNavigatorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_navigator_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_navigator_finalize;
  navigated_signal = g_signal_new ("navigated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
pamor_navigator_init (PamorNavigator *self)
{
  self->pages = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

/** pamor_navigator_new: Returns: (transfer floating): empty, see pamor_navigator_set_root() */
GtkWidget *
pamor_navigator_new (void)
{
  return g_object_new (PAMOR_TYPE_NAVIGATOR, NULL);
}

static void
show_top (PamorNavigator         *self,
          GtkStackTransitionType  transition)
{
  GtkWidget *page = pamor_navigator_get_page (self);

  g_assert (PAMOR_IS_NAVIGATOR (self));

  gtk_stack_set_transition_type (self->stack, transition);
  gtk_stack_set_visible_child (self->stack, page);
  pamor_focus_page (page);
  g_signal_emit (self, navigated_signal, 0);
}

/* Only once another page is shown: what is taken away flushes what was typed into it. */
static void
drop_from (PamorNavigator *self,
           guint           depth)
{
  g_assert (PAMOR_IS_NAVIGATOR (self));

  while (self->pages->len > depth)
    gtk_stack_remove (self->stack, g_ptr_array_steal_index (self->pages, self->pages->len - 1));
}

/**
 * pamor_navigator_set_root:
 * @root: kept from the first time on: going from one root to another and back keeps both
 *
 * Lets go of all that was pushed and shows @root.
 */
void
pamor_navigator_set_root (PamorNavigator *self,
                          GtkWidget      *root,
                          const char     *title)
{
  g_return_if_fail (PAMOR_IS_NAVIGATOR (self));
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (gtk_widget_get_parent (root) != GTK_WIDGET (self->stack))
    gtk_stack_add_child (self->stack, root);
  gtk_stack_page_set_title (gtk_stack_get_page (self->stack, root), title);
  gtk_stack_set_visible_child (self->stack, root);
  drop_from (self, MIN (self->pages->len, 1));
  g_ptr_array_set_size (self->pages, 0);
  g_ptr_array_add (self->pages, root);
  show_top (self, GTK_STACK_TRANSITION_TYPE_NONE);
}

/** pamor_navigator_push: shows @page over what is shown now; needs a root */
void
pamor_navigator_push (PamorNavigator *self,
                      GtkWidget      *page,
                      const char     *title)
{
  g_return_if_fail (PAMOR_IS_NAVIGATOR (self));
  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (self->pages->len > 0);

  gtk_stack_page_set_title (gtk_stack_add_child (self->stack, page), title);
  g_ptr_array_add (self->pages, page);
  show_top (self, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
}

/** pamor_navigator_pop: Returns: whether there was a page to let go of */
gboolean
pamor_navigator_pop (PamorNavigator *self)
{
  GtkWidget *top;

  g_return_val_if_fail (PAMOR_IS_NAVIGATOR (self), FALSE);

  if (pamor_navigator_get_depth (self) == 0)
    return FALSE;
  top = g_ptr_array_steal_index (self->pages, self->pages->len - 1);
  show_top (self, GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  gtk_stack_remove (self->stack, top);
  return TRUE;
}

/** pamor_navigator_pop_all: back to the root */
void
pamor_navigator_pop_all (PamorNavigator *self)
{
  g_return_if_fail (PAMOR_IS_NAVIGATOR (self));

  if (pamor_navigator_get_depth (self) == 0)
    return;
  gtk_stack_set_visible_child (self->stack, self->pages->pdata[0]);
  drop_from (self, 1);
  show_top (self, GTK_STACK_TRANSITION_TYPE_NONE);
}

/** pamor_navigator_get_depth: Returns: how many pages lie over the root */
guint
pamor_navigator_get_depth (PamorNavigator *self)
{
  g_return_val_if_fail (PAMOR_IS_NAVIGATOR (self), 0);

  return self->pages->len > 0 ? self->pages->len - 1 : 0;
}

/** pamor_navigator_get_page: Returns: (transfer none) (nullable): the page on top */
GtkWidget *
pamor_navigator_get_page (PamorNavigator *self)
{
  g_return_val_if_fail (PAMOR_IS_NAVIGATOR (self), NULL);

  return self->pages->len > 0 ? self->pages->pdata[self->pages->len - 1] : NULL;
}

/** pamor_navigator_get_title: Returns: (nullable): of the page on top */
const char *
pamor_navigator_get_title (PamorNavigator *self)
{
  GtkWidget *page;

  g_return_val_if_fail (PAMOR_IS_NAVIGATOR (self), NULL);

  page = pamor_navigator_get_page (self);
  return page != NULL ? gtk_stack_page_get_title (gtk_stack_get_page (self->stack, page)) : NULL;
}
