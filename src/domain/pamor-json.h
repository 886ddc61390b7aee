/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PamorJson:
 *
 * A strict reader of one JSON file that knows where it is. It stands on one value; entering a
 * member or an item moves down, leaving moves up. The first thing wrong is kept with file and
 * path, and from then on nothing can be entered, so a reader of a format reads on without asking
 * and asks once at its end, pamor_json_finish().
 */
typedef struct _PamorJson PamorJson;

PamorJson  *pamor_json_new           (GBytes             *bytes,
                                      const char         *file);
PamorJson  *pamor_json_new_again     (PamorJson          *other,
                                      const char         *file);
void        pamor_json_free          (PamorJson          *self);
gboolean    pamor_json_finish        (PamorJson          *self,
                                      GError            **error);
gboolean    pamor_json_has_failed    (PamorJson          *self);
void        pamor_json_fail_with     (PamorJson          *self,
                                      PamorJson          *other);
void        pamor_json_fail          (PamorJson          *self,
                                      const char         *format,
                                      ...) G_GNUC_PRINTF (2, 3);
void        pamor_json_fail_at       (PamorJson          *self,
                                      const char         *path,
                                      const char         *format,
                                      ...) G_GNUC_PRINTF (3, 4);
void        pamor_json_fail_unknown  (PamorJson          *self,
                                      const char         *path,
                                      const char         *what,
                                      const char         *word,
                                      const char *const  *known);
const char *pamor_json_get_path      (PamorJson          *self);

gboolean    pamor_json_expect_object (PamorJson          *self,
                                      const char *const  *keys);
GList      *pamor_json_get_members   (PamorJson          *self);
gboolean    pamor_json_has           (PamorJson          *self,
                                      const char         *key);
gboolean    pamor_json_has_list      (PamorJson          *self,
                                      const char         *key);
gboolean    pamor_json_is_text       (PamorJson          *self);
gboolean    pamor_json_enter         (PamorJson          *self,
                                      const char         *key);
gboolean    pamor_json_need          (PamorJson          *self,
                                      const char         *key);
guint       pamor_json_count         (PamorJson          *self);
gboolean    pamor_json_enter_item    (PamorJson          *self,
                                      guint               index);
void        pamor_json_leave         (PamorJson          *self);

char       *pamor_json_dup_json      (PamorJson          *self);
char       *pamor_json_dup_string    (PamorJson          *self);
char       *pamor_json_dup_text      (PamorJson          *self,
                                      const char         *key);
char       *pamor_json_need_text     (PamorJson          *self,
                                      const char         *key);
GStrv       pamor_json_dup_texts     (PamorJson          *self,
                                      const char         *key);
gboolean    pamor_json_get_flag      (PamorJson          *self,
                                      const char         *key,
                                      gboolean            otherwise);
gboolean    pamor_json_get_number    (PamorJson          *self,
                                      const char         *key,
                                      double             *number);
guint       pamor_json_get_count     (PamorJson          *self,
                                      const char         *key,
                                      guint               least,
                                      guint               most,
                                      guint               otherwise);
void        pamor_json_get_pair      (PamorJson          *self,
                                      const char         *key,
                                      guint              *least,
                                      guint              *most);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorJson, pamor_json_free)

G_END_DECLS
