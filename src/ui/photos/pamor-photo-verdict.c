/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-verdict.h"

/* Letters that a line holds: about as wide as a photo's tile */
#define WIDTH_CHARS 24

/* A requirement of the catalogue on which nothing is written */
#define PORTRAIT "FOTO"

struct _PamorPhotoVerdict
{
  GtkWidget parent_instance;

  /* Owned by the tree; NULL once disposed */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *remedy;
};

G_DEFINE_FINAL_TYPE (PamorPhotoVerdict, pamor_photo_verdict, GTK_TYPE_WIDGET)

static void
pamor_photo_verdict_dispose (GObject *object)
{
  PamorPhotoVerdict *self = PAMOR_PHOTO_VERDICT (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->icon = NULL;
  self->title = self->remedy = NULL;

  G_OBJECT_CLASS (pamor_photo_verdict_parent_class)->dispose (object);
}

static void
pamor_photo_verdict_class_init (PamorPhotoVerdictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_photo_verdict_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* As wide as its lines, whatever the height: photos scroll sideways, and a label that may choose
 * would rather be one long line. */
static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  GtkWidget *box = gtk_widget_get_first_child (widget);

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, minimum, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (box, orientation, *minimum, minimum, NULL, NULL, NULL);
  *natural = *minimum;
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
pamor_photo_verdict_init (PamorPhotoVerdict *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (NULL, measure, allocate));
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  self->icon = GTK_IMAGE (icon);
  self->title = add_label (words, "caption-heading");
  self->remedy = add_label (words, "caption");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** pamor_photo_verdict_new: Returns: a verdict not yet known, not seen before it is */
GtkWidget *
pamor_photo_verdict_new (void)
{
  return g_object_new (PAMOR_TYPE_PHOTO_VERDICT, NULL);
}

/** pamor_photo_verdict_show: shows @verdict instead of what was shown */
void
pamor_photo_verdict_show (PamorPhotoVerdict     *self,
                          const PamorLegibility *verdict)
{
  static const char *const icons[] = { "emblem-ok-symbolic", "dialog-warning-symbolic",
                                       "dialog-error-symbolic" };
  static const char *const styles[] = { "success", "warning", "error" };
  const char *remedy;

  g_return_if_fail (PAMOR_IS_PHOTO_VERDICT (self) && verdict != NULL);

  remedy = pamor_legibility_get_remedy (verdict);
  gtk_image_set_from_icon_name (self->icon, icons[verdict->grade]);
  gtk_label_set_label (self->title, pamor_legibility_get_title (verdict));
  gtk_label_set_label (self->remedy, remedy != NULL ? remedy : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), styles[i]);
      gtk_widget_remove_css_class (GTK_WIDGET (self->title), styles[i]);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), styles[verdict->grade]);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), styles[verdict->grade]);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* One at a time: each has the whole picture in memory */
static void
judge_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  static GMutex one;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&one);
  PamorLegibility verdict;
  GError *error = NULL;

  if (pamor_legibility_judge_jpeg (data, &verdict, &error))
    g_task_return_pointer (task, g_memdup2 (&verdict, sizeof verdict), g_free);
  else
    g_task_return_error (task, error);
}

static void
on_judged_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorPhotoVerdict) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree PamorLegibility *verdict = g_task_propagate_pointer (G_TASK (result), &error);

  /* What can't be read tells so on its tile. */
  if (verdict == NULL)
    g_debug ("verdict: %s", error->message);
  else if (self->icon != NULL)
    pamor_photo_verdict_show (self, verdict);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorPhotoVerdict) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  GBytes *jpeg = pamor_store_read_photo_finish (PAMOR_STORE (source), result, &error);

  if (jpeg == NULL)
    {
      g_debug ("verdict: %s", error->message);
      return;
    }
  task = g_task_new (NULL, NULL, on_judged_cb, g_object_ref (self));
  g_task_set_source_tag (task, on_read_cb);
  g_task_set_task_data (task, jpeg, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, judge_in_thread);
}

/**
 * pamor_photo_verdict_judge:
 * @submission: its id
 * @attachment: its id
 *
 * Reads the photo from the store and shows the verdict on it. What is judged is what the office
 * gets, so the verdict is the same whenever the draft is opened.
 */
void
pamor_photo_verdict_judge (PamorPhotoVerdict *self,
                           PamorDesk         *desk,
                           const char        *submission,
                           const char        *attachment)
{
  g_return_if_fail (PAMOR_IS_PHOTO_VERDICT (self));
  g_return_if_fail (PAMOR_IS_DESK (desk));

  pamor_store_read_photo_async (pamor_desk_get_store (desk), submission, attachment, on_read_cb,
                                g_object_ref (self));
}

/** pamor_photo_verdict_is_due: Returns: whether there is anything to read on that document */
gboolean
pamor_photo_verdict_is_due (const char *requirement)
{
  g_return_val_if_fail (requirement != NULL, FALSE);

  return !g_str_equal (requirement, PORTRAIT);
}
