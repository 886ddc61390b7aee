/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-side-layout.h"

/* The matter keeps at least this before anything stands beside it. */
#define MATTER_WIDTH 520
#define SIDE_WIDTH 300

struct _PamorSideLayout
{
  GtkLayoutManager  parent_instance;
};

G_DEFINE_FINAL_TYPE (PamorSideLayout, pamor_side_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
has_side (GtkWidget *side)
{
  return side != NULL && gtk_widget_should_layout (side);
}

/* Both may grow with the size of the letters. */
static int
measure_side_width (GtkWidget *side)
{
  int minimum;

  gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MAX (minimum, SIDE_WIDTH);
}

static gboolean
fits_beside (GtkWidget *matter,
             GtkWidget *side,
             int        width)
{
  int minimum;

  gtk_widget_measure (matter, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return width >= MAX (minimum, MATTER_WIDTH) + measure_side_width (side);
}

static void
pamor_side_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  GtkWidget *matter = gtk_widget_get_first_child (widget);
  GtkWidget *side = gtk_widget_get_next_sibling (matter);
  int side_minimum = 0, side_natural = 0;

  gtk_widget_measure (matter, orientation, -1, minimum, natural, NULL, NULL);
  if (!has_side (side))
    return;
  gtk_widget_measure (side, orientation, -1, &side_minimum, &side_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, side_minimum);
      *natural += MAX (side_natural, SIDE_WIDTH);
    }
  else
    {
      *minimum += side_minimum;
      *natural = MAX (*natural, *minimum);
    }
}

static void
allocate_below (GtkWidget *matter,
                GtkWidget *side,
                int        width,
                int        height)
{
  int minimum, natural, matter_height;

  gtk_widget_measure (side, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  /* At most a third, for the matter's sake; the rest of the words can be scrolled to. */
  natural = CLAMP (natural, minimum, MAX (minimum, height / 3));
  matter_height = MAX (0, height - natural);
  gtk_widget_size_allocate (matter, &(GtkAllocation) { 0, 0, width, matter_height }, -1);
  gtk_widget_size_allocate (side, &(GtkAllocation) { 0, matter_height, width, natural }, -1);
}

static void
pamor_side_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  GtkWidget *matter = gtk_widget_get_first_child (widget);
  GtkWidget *side = gtk_widget_get_next_sibling (matter);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int side_width;

  if (!has_side (side))
    {
      gtk_widget_size_allocate (matter, &(GtkAllocation) { 0, 0, width, height }, -1);
      return;
    }
  if (!fits_beside (matter, side, width))
    {
      allocate_below (matter, side, width, height);
      return;
    }
  side_width = measure_side_width (side);
  gtk_widget_size_allocate (matter, &(GtkAllocation) { mirrored ? side_width : 0, 0,
                                                       width - side_width, height }, -1);
  gtk_widget_size_allocate (side, &(GtkAllocation) { mirrored ? 0 : width - side_width, 0,
                                                     side_width, height }, -1);
}

static void
pamor_side_layout_class_init (PamorSideLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = pamor_side_layout_measure;
  manager_class->allocate = pamor_side_layout_allocate;
}

static void
pamor_side_layout_init (PamorSideLayout *self)
{
}
