/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-undo.h"

#include "ui/form/pamor-undo.h"

/* A photo that was removed or edited, to be put back. The store keeps it until the form is
 * sealed. */
typedef struct
{
  PamorForm       *form;
  PamorAttachment *attachment;
  char            *instead; /* (nullable) id of the photo that has its place */
  guint            index;   /* its place among all, for pages have an order */
} Removed;

static void
put_back (gpointer data)
{
  Removed *removed = data;

  if (removed->instead == NULL)
    pamor_form_insert_attachment (removed->form, removed->attachment, removed->index);
  else
    pamor_form_replace_attachment (removed->form, removed->instead, removed->attachment);
}

static void
free_removed (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->form);
  pamor_attachment_free (removed->attachment);
  g_free (removed->instead);
  g_free (removed);
}

/**
 * pamor_photo_undo_offer:
 * @near: a widget where it can be undone
 * @attachment: what @form had until now, or is about to lose
 * @instead: (nullable): id of the photo that has its place
 * @words: what happened
 */
void
pamor_photo_undo_offer (GtkWidget             *near,
                        PamorForm             *form,
                        const PamorAttachment *attachment,
                        const char            *instead,
                        const char            *words)
{
  Removed *removed;
  GPtrArray *all;

  g_return_if_fail (GTK_IS_WIDGET (near) && PAMOR_IS_FORM (form) && attachment != NULL);

  removed = g_new0 (Removed, 1);
  all = pamor_form_get_attachments (form);
  while (removed->index < all->len
         && !g_str_equal (((PamorAttachment *) all->pdata[removed->index])->id, attachment->id))
    removed->index++;
  removed->form = g_object_ref (form);
  removed->attachment = pamor_attachment_copy (attachment);
  removed->instead = g_strdup (instead);
  pamor_undo_offer (near, words, put_back, removed, free_removed);
}
