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

/**
 * pamor_photo_twin_describe:
 * @photos: (element-type PamorAttachment): those of one document
 *
 * The same picture made small twice has the same bytes, so that their digests tell.
 *
 * Returns: (transfer full) (nullable): where the form has one of @photos once more, in words
 */
char *
pamor_photo_twin_describe (PamorForm *form,
                           GPtrArray *photos)
{
  g_return_val_if_fail (PAMOR_IS_FORM (form) && photos != NULL, NULL);

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
