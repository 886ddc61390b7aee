/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A citizen's papers should not lie about in the officer's folder of pictures once the program
 * keeps them sealed: the files they came from can go to the trash. Only when asked, only what is
 * the officer's own, and never past the trash.
 */
#include "ui/photos/pamor-photo-original.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define WANTED \
  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE "," \
  G_FILE_ATTRIBUTE_ACCESS_CAN_TRASH

/* Seconds to decide in */
#define PATIENCE 12

/** Offer: files that may go; owned by the toast that offers it, then by the work */
typedef struct
{
  AdwToastOverlay *overlay; /* (nullable): weak, it owns the toasts */
  GPtrArray       *files;   /* of GFile */
  guint            gone;
} Offer;

static void
offer_free (Offer *offer)
{
  g_clear_weak_pointer (&offer->overlay);
  g_ptr_array_unref (offer->files);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

/* At home, or on a card or stick; not on a share of the office, nor what a sandbox shows. */
static gboolean
is_at_home (const char *path)
{
  g_autofree char *home = g_strconcat (g_get_home_dir (), "/", NULL);
  const char *places[] = { home, "/media/", "/run/media/" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_has_prefix (path, places[i]))
      return TRUE;
  return FALSE;
}

/** pamor_photo_original_is_own: Returns: whether @file is the officer's, to be thrown away */
gboolean
pamor_photo_original_is_own (GFile *file)
{
  g_autofree char *path = NULL;
  g_autoptr (GFileInfo) info = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  path = g_file_is_native (file) ? g_file_get_path (file) : NULL;
  if (path == NULL || !is_at_home (path))
    return FALSE;
  info = g_file_query_info (file, WANTED, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  return info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
         && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE)
         && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_TRASH);
}

static AdwToast *
new_toast (const char *words)
{
  g_autofree char *title = g_markup_escape_text (words, -1);

  return adw_toast_new (title);
}

static void
say (Offer      *offer,
     const char *words)
{
  if (offer->overlay != NULL)
    adw_toast_overlay_add_toast (offer->overlay, new_toast (words));
}

static void trash_next (Offer *offer);

static void
on_trashed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Offer) offer = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (g_file_trash_finish (G_FILE (source), result, &error))
    offer->gone++;
  else
    {
      g_autofree char *name = g_file_get_parse_name (G_FILE (source));

      g_debug ("original: %s", error->message);
      words = g_strdup_printf (_("“%s” could not be put in the trash. Delete it with the file "
                                 "manager."), name);
      say (offer, words);
    }
  g_ptr_array_remove_index (offer->files, 0);
  trash_next (g_steal_pointer (&offer));
}

/* @offer: (transfer full) */
static void
trash_next (Offer *offer)
{
  g_autofree char *words = NULL;

  if (offer->files->len > 0)
    {
      g_file_trash_async (offer->files->pdata[0], G_PRIORITY_DEFAULT, NULL, on_trashed_cb, offer);
      return;
    }
  words = g_strdup_printf (ngettext ("%u original is in the trash", "%u originals are in the trash",
                                     offer->gone), offer->gone);
  if (offer->gone > 0)
    say (offer, words);
  offer_free (offer);
}

static void
on_wanted_cb (Offer *offer)
{
  Offer *work = g_new0 (Offer, 1);

  g_set_weak_pointer (&work->overlay, offer->overlay);
  work->files = g_ptr_array_ref (offer->files);
  trash_next (work);
}

static void
on_over_cb (gpointer  data,
            GClosure *closure)
{
  offer_free (data);
}

/**
 * pamor_photo_original_offer:
 * @near: a widget somewhere inside an AdwToastOverlay
 * @files: (element-type GFile): of photos that are kept now; those that are not the officer's own
 *   are left out
 */
void
pamor_photo_original_offer (GtkWidget *near,
                            GPtrArray *files)
{
  GtkWidget *overlay;
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *words = NULL;
  AdwToast *toast;
  Offer *offer;

  g_return_if_fail (GTK_IS_WIDGET (near) && files != NULL);

  overlay = gtk_widget_get_ancestor (near, ADW_TYPE_TOAST_OVERLAY);
  for (guint i = 0; i < files->len; i++)
    if (pamor_photo_original_is_own (files->pdata[i]))
      g_ptr_array_add (own, g_object_ref (files->pdata[i]));
  if (overlay == NULL || own->len == 0)
    return;
  words = g_strdup_printf (ngettext ("The photo is safe here; its file is not needed",
                                     "%u photos are safe here; their files are not needed",
                                     own->len), own->len);
  toast = new_toast (words);
  adw_toast_set_timeout (toast, PATIENCE);
  adw_toast_set_button_label (toast, ngettext ("Delete the Original", "Delete the Originals",
                                               own->len));
  offer = g_new0 (Offer, 1);
  g_set_weak_pointer (&offer->overlay, ADW_TOAST_OVERLAY (overlay));
  offer->files = g_steal_pointer (&own);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_wanted_cb), offer, on_over_cb,
                         G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}
