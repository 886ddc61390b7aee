/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-twin.h"

#include <glib/gi18n-lib.h>

static const PamorAttachment *
find_twin (PamorForm             *form,
           const PamorAttachment *photo)
{
  GPtrArray *all = pamor_form_get_attachments (form);

  for (guint i = 0; i < all->len; i++)
    {
      const PamorAttachment *other = all->pdata[i];

      if (!g_str_equal (other->id, photo->id) && g_str_equal (other->sha256, photo->sha256))
        return other;
    }
  return NULL;
}

/* Returns: (transfer full) (nullable): where the form has one of @photos once more, in words */
static char *
describe (PamorForm *form,
          GPtrArray *photos)
{
  for (guint i = 0; i < photos->len; i++)
    {
      const PamorAttachment *photo = photos->pdata[i], *twin = find_twin (form, photo);
      const PamorRequirement *of;

      if (twin == NULL)
        continue;
      if (g_str_equal (twin->requirement, photo->requirement))
        return g_strdup (_("The same picture is here twice. Remove one, or take another page."));
      of = pamor_service_find_requirement (pamor_form_get_service (form), twin->requirement);
      return g_strdup_printf (_("The same picture is also at “%s”. Look which document it shows, "
                                "and take a photo of the other."),
                              of != NULL ? of->name : twin->requirement);
    }
  return NULL;
}

/**
 * pamor_photo_twin_show:
 * @label: hidden where there is none
 * @photos: (element-type PamorAttachment): those of one document
 *
 * Says where the form has one of @photos once more: the office would send the same picture at two
 * documents back. Made small twice it has the same bytes, so that their digests tell.
 */
void
pamor_photo_twin_show (GtkLabel  *label,
                       PamorForm *form,
                       GPtrArray *photos)
{
  g_autofree char *words = NULL;

  g_return_if_fail (GTK_IS_LABEL (label) && PAMOR_IS_FORM (form) && photos != NULL);

  words = describe (form, photos);
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}
