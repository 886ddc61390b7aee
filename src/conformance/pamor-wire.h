/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** PamorCall: a request, right or wrong; everything is borrowed */
typedef struct
{
  const char *method;
  const char *path;       /* and query */
  GBytes     *body;       /* (nullable) */
  const char *type;       /* (nullable): Content-Type; NULL of a body: application/json */
  const char *digest;     /* (nullable): Content-Digest; NULL: the right one, "": none */
  const char *token;      /* (nullable): Bearer; NULL: that of the test account, "": none */
  const char *headers[9]; /* names and values by turns */
} PamorCall;

/** PamorAnswer: what came back; status 0 and a trouble where nothing did */
typedef struct
{
  char       *method;
  char       *path;
  char       *sent;       /* what was asked, for people; tokens and bodies left out */
  char       *request_id;
  guint       status;
  GHashTable *headers;    /* lower-case name -> value */
  GBytes     *body;
  JsonNode   *json;       /* (nullable): of a body that is a JSON object */
  char       *trouble;    /* (nullable): why nothing came */
} PamorAnswer;

void        pamor_answer_free       (PamorAnswer     *self);
const char *pamor_answer_get_header (PamorAnswer     *self,
                                     const char      *name);
const char *pamor_answer_get_text   (PamorAnswer     *self,
                                     const char      *name);
JsonNode   *pamor_answer_get_member (PamorAnswer     *self,
                                     const char      *name);
JsonArray  *pamor_answer_get_list   (PamorAnswer     *self,
                                     const char      *name);
char       *pamor_answer_describe   (PamorAnswer     *self);

typedef struct _PamorWire PamorWire;

PamorWire   *pamor_wire_new         (const char      *url,
                                     PamorClock      *clock,
                                     GError         **error);
void         pamor_wire_free        (PamorWire       *self);
PamorAnswer *pamor_wire_send        (PamorWire       *self,
                                     const PamorCall *call,
                                     const char      *token);
gboolean     pamor_wire_send_cut    (PamorWire       *self,
                                     const PamorCall *call,
                                     const char      *token,
                                     gsize            bytes);
char        *pamor_wire_make_digest (GBytes          *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorWire, pamor_wire_free)

G_END_DECLS
