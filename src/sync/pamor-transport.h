/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** PamorOperation: what can be asked of the city's server (data/api/eopen-field-v1.yaml) */
typedef enum
{
  PAMOR_OP_PROBE,           /* HEAD /v1/service */
  PAMOR_OP_DISCOVER,        /* GET /v1/service */
  PAMOR_OP_PUT_SUBMISSION,  /* PUT /v1/submissions/{id}, or .../revisions/{n} from revision 2 on */
  PAMOR_OP_ASK_OFFSET,      /* HEAD .../attachments/{att}/content */
  PAMOR_OP_SEND_CHUNK,      /* PATCH .../attachments/{att}/content */
  PAMOR_OP_GET_RECEIPT,
  PAMOR_OP_WITHDRAW,        /* DELETE /v1/submissions/{id} */
  PAMOR_OP_GET_CHANGES,
  PAMOR_OP_GET_CATALOGUE,   /* GET /v1/catalogue */
  PAMOR_OP_GET_SLOTS,       /* GET /v1/pickup-slots */
  PAMOR_OP_LIST_SUBMISSIONS, /* GET /v1/submissions */
  PAMOR_OP_REPORT,          /* PUT /v1/device */
  PAMOR_OP_LOG_IN,          /* POST /v1/sessions; the session's own business, as are the next two */
  PAMOR_OP_REFRESH,         /* POST /v1/sessions/refresh */
  PAMOR_OP_LOG_OUT          /* DELETE /v1/sessions/current */
} PamorOperation;

/** PamorRequest: owned by the caller until the exchange has finished */
typedef struct
{
  PamorOperation  op;
  char           *submission; /* id, where one is meant */
  guint           revision;
  char           *etag;       /* (nullable) If-Match of a revision, If-None-Match of a catalogue */
  char           *attachment; /* id, where one is meant */
  gint64          offset;     /* of a chunk */
  GBytes         *body;       /* (nullable) */
  char           *cursor;     /* (nullable) of changes and lists; of slots the query,
                                 escaped */
} PamorRequest;

void pamor_request_clear (PamorRequest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PamorRequest, pamor_request_clear)

/** PamorVerdictClass: what a reply means; the machine acts on the class alone */
typedef enum
{
  PAMOR_VERDICT_OK,
  PAMOR_VERDICT_LINK,       /* no route, reset, stall, cut body */
  PAMOR_VERDICT_TLS,        /* bad certificate */
  PAMOR_VERDICT_PORTAL,     /* somebody else answered */
  PAMOR_VERDICT_TRANSIT,    /* digest mismatch on the way */
  PAMOR_VERDICT_RESYNC,     /* offset mismatch; offset is the true one */
  PAMOR_VERDICT_LOST,       /* the server does not have it */
  PAMOR_VERDICT_INCOMPLETE, /* 409 on a receipt: attachments are missing */
  PAMOR_VERDICT_AUTH,       /* log in again; one refresh was already tried */
  PAMOR_VERDICT_ITEM,       /* this item is refused */
  PAMOR_VERDICT_SERVER,     /* 408, 425, 5xx; any failure of what stands before it */
  PAMOR_VERDICT_THROTTLE,   /* 429, 503 */
  PAMOR_VERDICT_UPGRADE     /* 426 */
} PamorVerdictClass;

#define PAMOR_N_VERDICT_CLASSES (PAMOR_VERDICT_UPGRADE + 1)

/** PamorVerdict: an answer, judged. Members beyond class are set where the operation has them. */
typedef struct
{
  PamorVerdictClass  class;
  guint              http_status;   /* 0 where no reply of the server came */
  char              *code;          /* (nullable) problem type, last part: "duplicate-subject" */
  char              *message;       /* (nullable) detail, the server's words */
  char              *pointer;       /* (nullable) of the first validation error */
  gint64             retry_after_s; /* -1 where not said */
  gint64             offset;        /* -1 where not said */
  char              *etag;          /* (nullable) */
  gboolean           incomplete;    /* PUT/GET: attachments are missing */
  GStrv              missing;       /* (nullable) their ids */
  JsonNode          *body;          /* (nullable) the parsed reply */
  GBytes            *content;       /* (nullable) of a catalogue: the bytes, as their digest has
                                       them; NULL: as it was */
} PamorVerdict;

const char   *pamor_verdict_class_get_nick (PamorVerdictClass class);
PamorVerdict *pamor_verdict_new  (PamorVerdictClass  class);
void          pamor_verdict_free (PamorVerdict      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorVerdict, pamor_verdict_free)

/** PamorCulprit: what stands between this computer and the city, nearest first */
typedef enum
{
  PAMOR_CULPRIT_NETWORK,     /* there is no way out of this computer */
  PAMOR_CULPRIT_PORTAL,      /* the network wants a login of its own */
  PAMOR_CULPRIT_NAME,        /* nobody knows the server's address */
  PAMOR_CULPRIT_SERVER,      /* nothing answers there, or only that it can't */
  PAMOR_CULPRIT_CLOCK,       /* the certificate is not of the day that this computer has */
  PAMOR_CULPRIT_CERTIFICATE, /* something answers, but can't prove to be the server */
  PAMOR_CULPRIT_UPGRADE,     /* the server wants a newer program */
  PAMOR_CULPRIT_ACCOUNT,     /* the officer has to log in again */
  PAMOR_CULPRIT_NONE
} PamorCulprit;

const char *pamor_culprit_get_nick  (PamorCulprit culprit);
const char *pamor_culprit_get_words (PamorCulprit culprit);

/**
 * PamorTransport:
 *
 * One exchange with the server: a request goes out at most once, a verdict comes back. Never fails
 * but by cancellation: every trouble is a verdict. progress (bytes of the body gone out) may be
 * called while it runs.
 */
#define PAMOR_TYPE_TRANSPORT (pamor_transport_get_type ())
G_DECLARE_INTERFACE (PamorTransport, pamor_transport, PAMOR, TRANSPORT, GObject)

typedef void (*PamorTransportProgress) (gint64 sent, gpointer user_data);

struct _PamorTransportInterface
{
  GTypeInterface   parent_iface;

  void           (*exchange_async)  (PamorTransport          *self,
                                     const PamorRequest      *request,
                                     PamorTransportProgress   progress,
                                     gpointer                 progress_data,
                                     GCancellable            *cancellable,
                                     GAsyncReadyCallback      callback,
                                     gpointer                 user_data);
  PamorVerdict * (*exchange_finish) (PamorTransport          *self,
                                     GAsyncResult            *result,
                                     GError                 **error);
  void           (*drop_links)      (PamorTransport          *self);
  void           (*reach_async)     (PamorTransport          *self,
                                     GCancellable            *cancellable,
                                     GAsyncReadyCallback      callback,
                                     gpointer                 user_data);
  PamorCulprit   (*reach_finish)    (PamorTransport          *self,
                                     GAsyncResult            *result,
                                     GError                 **error);
};

void          pamor_transport_exchange_async  (PamorTransport          *self,
                                               const PamorRequest      *request,
                                               PamorTransportProgress   progress,
                                               gpointer                 progress_data,
                                               GCancellable            *cancellable,
                                               GAsyncReadyCallback      callback,
                                               gpointer                 user_data);
PamorVerdict *pamor_transport_exchange_finish (PamorTransport          *self,
                                               GAsyncResult            *result,
                                               GError                 **error);
void          pamor_transport_drop_links      (PamorTransport          *self);
void          pamor_transport_reach_async     (PamorTransport          *self,
                                               GCancellable            *cancellable,
                                               GAsyncReadyCallback      callback,
                                               gpointer                 user_data);
PamorCulprit  pamor_transport_reach_finish    (PamorTransport          *self,
                                               GAsyncResult            *result,
                                               GError                 **error);

/**
 * PamorTokenKeeper:
 *
 * Where the session keeps what survives a restart. New tokens are kept before they are first
 * used: until then the server honours the previous refresh token.
 */
#define PAMOR_TYPE_TOKEN_KEEPER (pamor_token_keeper_get_type ())
G_DECLARE_INTERFACE (PamorTokenKeeper, pamor_token_keeper, PAMOR, TOKEN_KEEPER, GObject)

struct _PamorTokenKeeperInterface
{
  GTypeInterface  parent_iface;

  const char    * (*get_server)  (PamorTokenKeeper     *self); /* (nullable) base URL */
  const char    * (*get_officer) (PamorTokenKeeper     *self); /* (nullable) */
  const char    * (*get_device)  (PamorTokenKeeper     *self); /* UUID of this device */
  const char    * (*get_tokens)  (PamorTokenKeeper     *self); /* (nullable) JSON, opaque here */
  void            (*keep_async)  (PamorTokenKeeper     *self,
                                  const char           *server,
                                  const char           *officer,
                                  const char           *tokens, /* (nullable): logged out */
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
  gboolean        (*keep_finish) (PamorTokenKeeper     *self,
                                  GAsyncResult         *result,
                                  GError              **error);
};

const char *pamor_token_keeper_get_server  (PamorTokenKeeper     *self);
const char *pamor_token_keeper_get_officer (PamorTokenKeeper     *self);
const char *pamor_token_keeper_get_device  (PamorTokenKeeper     *self);
const char *pamor_token_keeper_get_tokens  (PamorTokenKeeper     *self);
void        pamor_token_keeper_keep_async  (PamorTokenKeeper     *self,
                                            const char           *server,
                                            const char           *officer,
                                            const char           *tokens,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean    pamor_token_keeper_keep_finish (PamorTokenKeeper     *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
