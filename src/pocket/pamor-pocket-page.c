/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page is one file: style and script stand in it and are named by their hashes, so that a
 * browser runs nothing else and loads nothing from anywhere. */
#include "pocket/pamor-pocket-page.h"

#include "pamor-pocket-resources.h"

#include <glib/gi18n-lib.h>

#define FOLDER "/id/e_open/HaloPamor/pocket/"

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);

  return g_resource_lookup_data (pamor_pocket_get_resource (), path, 0, NULL);
}

static char *
hash (const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) bytes = load (name);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_checksum_get_digest (checksum, digest, &size);
  return g_base64_encode (digest, size);
}

static void add (GString    *page,
                 const char *format,
                 ...) G_GNUC_PRINTF (2, 3);

/* @format: HTML, whose values are escaped, as text or within quotes */
static void
add (GString    *page,
     const char *format,
     ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_markup_vprintf_escaped (format, values);
  va_end (values);
  g_string_append (page, text);
}

static void
add_resource (GString    *page,
              const char *element,
              const char *name)
{
  g_autoptr (GBytes) bytes = load (name);

  g_string_append_printf (page, "<%s>", element);
  g_string_append_len (page, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_string_append_printf (page, "</%s>\n", element);
}

static void
add_head (GString    *page,
          const char *title)
{
  /* Translators: the language that you translate into, as in BCP 47 */
  add (page, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">\n",
       C_("language of the page", "en"));
  g_string_append (page, "<meta name=\"viewport\" content=\"width=device-width\">\n"
                         "<link rel=\"icon\" href=\"data:,\">\n");
  add (page, "<title>%s · Halo Pamor</title>\n", title);
  add_resource (page, "style", "pamor-pocket-page.css");
  g_string_append (page, "</head>\n");
}

/* What the script says is handed to it here, so that the script is the same in every language. */
static void
add_body (GString *page,
          goffset  limit)
{
  add (page, "<body data-limit=\"%" G_GOFFSET_FORMAT "\" data-size=\"%s\" data-far=\"%s\"", limit,
       _("%s MB"), _("%s of %s MB"));
  add (page, " data-waiting=\"%s\"", _("Sent. The computer is looking at it…"));
  add (page, " data-huge=\"%s\"", _("This file is too large. Choose a photo."));
  add (page, " data-over=\"%s\"", _("This page is closed. Scan the code on the computer again."));
  add (page, " data-cut=\"%s\">\n",
       _("It did not get through. Is the phone still in the same network? Then send it again. "
         "Otherwise scan the code on the computer again."));
}

static void
add_places (GString *page)
{
  g_string_append (page, "<section id=\"take\" hidden><label class=\"main tall\">");
  add (page, "<span>%s</span>", _("Take the photo"));
  g_string_append (page, "<input id=\"camera\" type=\"file\" accept=\"image/*\" "
                         "capture=\"environment\"></label>\n<label class=\"other\">");
  add (page, "<span>%s</span>", _("Choose one from the gallery"));
  g_string_append (page, "<input id=\"gallery\" type=\"file\" accept=\"image/*\"></label>\n");
  add (page, "<p class=\"quiet\">%s</p></section>\n",
       _("All four corners in the picture, no shadow, no flash on plastic."));
  add (page, "<section id=\"look\" hidden><img id=\"picture\" alt=\"%s\">", _("The photo"));
  add (page, "<p id=\"size\" class=\"quiet\"></p><button id=\"send\" class=\"main\">%s</button>",
       _("Send"));
  add (page, "<button id=\"again\" class=\"other\">%s</button></section>\n", _("Take it again"));
  add (page, "<section id=\"way\" hidden><p>%s</p>", _("Being sent…"));
  add (page, "<progress id=\"bar\" aria-label=\"%s\"></progress>", _("Being sent…"));
  g_string_append (page, "<p id=\"far\" class=\"quiet\"></p></section>\n");
}

/**
 * pamor_pocket_page_make:
 * @title: what the photo is to be of
 * @limit: of its bytes
 *
 * Returns: (transfer full): HTML
 */
GBytes *
pamor_pocket_page_make (const char *title,
                        goffset     limit)
{
  GString *page = g_string_new (NULL);

  g_return_val_if_fail (title != NULL, NULL);

  add_head (page, title);
  add_body (page, limit);
  add (page, "<p class=\"quiet\">Halo Pamor</p><h1>%s</h1>\n", title);
  g_string_append (page, "<output id=\"said\" role=\"status\" hidden></output>\n");
  add_places (page);
  add (page, "<noscript><p>%s</p></noscript>\n",
       _("This page needs JavaScript. Switch it on in the browser, or open it in another one."));
  add_resource (page, "script", "pamor-pocket-page.js");
  g_string_append (page, "</body></html>\n");
  return g_string_free_to_bytes (page);
}

/** pamor_pocket_page_make_headers: Returns: (transfer full): lines, of the reply with the page */
char *
pamor_pocket_page_make_headers (void)
{
  g_autofree char *script = hash ("pamor-pocket-page.js");
  g_autofree char *style = hash ("pamor-pocket-page.css");

  return g_strdup_printf (
    "Content-Type: text/html; charset=utf-8\r\n"
    "Content-Security-Policy: default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; "
    "img-src blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'\r\n"
    "X-Frame-Options: DENY\r\nCross-Origin-Resource-Policy: same-origin\r\n", script, style);
}
