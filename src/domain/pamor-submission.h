/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PamorState:
 *
 * Where something entered stands on its way to the city. Kept before the act that it announces.
 */
typedef enum
{
  PAMOR_STATE_DRAFT,        /* being filled */
  PAMOR_STATE_QUEUED,       /* sealed: the bytes are frozen, waits to be sent */
  PAMOR_STATE_SENDING,      /* PUT under way, answer unknown */
  PAMOR_STATE_UPLOADING,    /* the server wants attachments */
  PAMOR_STATE_CONFIRMING,   /* the server has everything, the receipt is wanted */
  PAMOR_STATE_ACKNOWLEDGED, /* the receipt names our digest: the city has it */
  PAMOR_STATE_PARKED,       /* needs a person; never blocks others */
  PAMOR_STATE_WITHDRAWING,
  PAMOR_STATE_WITHDRAWN,
  PAMOR_STATE_PURGED        /* only ids, digests, receipt and times are left */
} PamorState;

#define PAMOR_N_STATES (PAMOR_STATE_PURGED + 1)

/** PamorStatus: what the city says of an acknowledged submission (the six labels of E-Open) */
typedef enum
{
  PAMOR_STATUS_NONE,
  PAMOR_STATUS_VERIFICATION,
  PAMOR_STATUS_PROCESSING,
  PAMOR_STATUS_DONE,
  PAMOR_STATUS_COLLECTED,
  PAMOR_STATUS_REJECTED,
  PAMOR_STATUS_FAILED
} PamorStatus;

const char *pamor_state_get_nick    (PamorState   state);
gboolean    pamor_state_from_nick   (const char  *nick,
                                     PamorState  *state);
const char *pamor_status_get_nick   (PamorStatus  status);
gboolean    pamor_status_from_nick  (const char  *nick,
                                     PamorStatus *status);

/** PamorCorrection: how what is wrong with something sealed can be put right */
typedef enum
{
  PAMOR_CORRECTION_NONE,     /* nothing is wrong with it, or it was put right */
  PAMOR_CORRECTION_REVISION, /* a new revision of it */
  PAMOR_CORRECTION_ANEW      /* a new submission that names it: the city takes no revision of it */
} PamorCorrection;

/** PamorPresence: whether who it is about came, where that is asked, as in a school */
typedef enum
{
  PAMOR_PRESENCE_NOT_ASKED,
  PAMOR_PRESENCE_AWAY, /* or not answered yet */
  PAMOR_PRESENCE_HERE
} PamorPresence;

#define PAMOR_MEDIA_TYPE_PDF "application/pdf"

/** PamorAttachment: one photo for one requirement, and how much of it the server has */
typedef struct
{
  char     *id;          /* UUIDv7 */
  char     *requirement; /* code in the catalogue */
  char     *media_type;
  char     *sha256;      /* of the content: 64 lower-case hex digits */
  gint64    size;        /* bytes of the content */
  gint64    offset;      /* bytes that the server has confirmed */
  guint     failures;    /* transit failures since the last progress */
  gboolean  stored;      /* the server has it whole and its digest agrees */
  GBytes   *content;     /* (nullable): only where it is on its way into the store */
} PamorAttachment;

PamorAttachment *pamor_attachment_new  (const char            *id,
                                        const char            *requirement,
                                        GBytes                *content);
gboolean         pamor_attachment_is_pdf (const PamorAttachment *self);
PamorAttachment *pamor_attachment_copy (const PamorAttachment *self);
void             pamor_attachment_free (PamorAttachment       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorAttachment, pamor_attachment_free)

/**
 * PamorSubmission:
 *
 * A snapshot of one thing entered: what the queue, the list and the sync core know of it. The
 * members are public and read directly; once handed out by the store a snapshot never changes,
 * a newer one takes its place. The sync core works on a copy and hands it back to be kept.
 */
#define PAMOR_TYPE_SUBMISSION (pamor_submission_get_type ())
G_DECLARE_FINAL_TYPE (PamorSubmission, pamor_submission, PAMOR, SUBMISSION, GObject)

struct _PamorSubmission
{
  GObject      parent_instance;

  char        *id;              /* UUIDv7, the name under which the server knows it */
  gint64       seq;             /* local order, from 1 */
  guint        revision;        /* of the sealed bytes, from 1 */
  guint        server_revision; /* the newest that the server is known to hold; 0 none */
  PamorState   state;

  /* What people see; sealed in the database. */
  char        *service;         /* code in the catalogue */
  char        *kind;            /* application, complaint, ticket, visit */
  char        *title;           /* whom or what it is about */
  char        *activity;        /* (nullable) code */
  char        *subject;         /* (nullable) NIK of whom it is about */
  char        *street;          /* (nullable) the address, for the walk and the search */
  char        *phone;           /* (nullable) where the citizen can be told */
  GPtrArray   *people;          /* (nullable) of PamorPerson: who is named in it; never changed */
  guint        missing;         /* draft: problems that still keep it from the queue */
  gboolean     consented;       /* draft: the consent is none of them */
  PamorPresence presence;
  char        *case_id;         /* (nullable) UUID shared by what belongs together */
  char        *case_name;       /* (nullable) "Bayi baru lahir", "SMAN 3, XI IPA 2" */
  guint        case_order;      /* from 1: is sent after those before it; 0: in no order */
  char        *replaces;        /* (nullable) id of what it is handed in in place of */
  char        *replaced_by;     /* (nullable) id of what was sealed in its place */
  gboolean     begun;           /* a correction of it was begun: it lies beside what was sealed */
  char        *changes;         /* (nullable) only where a correction is on its way into the store:
                                   what it changes, in words, for the history */

  /* Frozen at sealing. */
  char        *payload_sha256;  /* (nullable) hex */
  char        *manifest_sha256; /* (nullable) hex, pamor_submission_make_manifest_sha256() */
  gint64       payload_size;    /* bytes */
  GPtrArray   *attachments;     /* of PamorAttachment, content NULL */

  /* How sending goes. */
  guint        attempts;        /* times taken since it last moved on; counted before the act */
  gint64       next_at;         /* wall clock, us: not before; 0 at once */
  char        *reason;          /* (nullable) code of why it waits or is parked */
  char        *reason_text;     /* (nullable) the server's own words */
  char        *reason_pointer;  /* (nullable) JSON pointer into the payload */
  char        *etag;            /* (nullable) of the server's copy */
  char        *base_etag;       /* (nullable) of the revision that this one corrects */

  /* What the city said. */
  char        *number;          /* (nullable) from the receipt */
  char        *pickup;          /* (nullable) from the receipt */
  char        *qr;              /* (nullable) from the receipt: the text of a ticket's QR code */
  gint64       received_at;     /* wall clock, us; 0: no receipt of this revision yet */
  PamorStatus  status;
  char        *status_reason;   /* (nullable) code */
  char        *status_text;     /* (nullable) the office's words */
  char        *status_pointer;  /* (nullable) JSON pointer into the payload: what they are about */
  gboolean     closed;          /* the office takes no revision of it */
  gint64       status_at;       /* wall clock, us */

  /* What the citizen was told of it, by the officer. */
  PamorStatus  told_status;
  gint64       told_at;         /* the status_at of what was told */

  gint64       created_at;      /* wall clock, us, as are the next two */
  gint64       sealed_at;
  gint64       changed_at;
};

PamorSubmission *pamor_submission_new                  (void);
PamorSubmission *pamor_submission_copy                 (PamorSubmission *self);
void             pamor_submission_set_reason           (PamorSubmission *self,
                                                        const char      *code,
                                                        const char      *text,
                                                        const char      *pointer);
PamorAttachment *pamor_submission_find_attachment      (PamorSubmission *self,
                                                        const char      *id);
PamorAttachment *pamor_submission_next_attachment      (PamorSubmission *self);
gint64           pamor_submission_bytes_total          (PamorSubmission *self);
gint64           pamor_submission_bytes_left           (PamorSubmission *self);
gboolean         pamor_submission_is_ready             (PamorSubmission *self);
PamorCorrection  pamor_submission_get_correction       (PamorSubmission *self);
gboolean         pamor_submission_can_correct          (PamorSubmission *self);
gboolean         pamor_submission_can_withdraw         (PamorSubmission *self);
gboolean         pamor_submission_can_retry            (PamorSubmission *self);
gboolean         pamor_submission_is_waiting           (PamorSubmission *self);
gboolean         pamor_submission_is_emptied           (PamorSubmission *self);
gboolean         pamor_submission_goes_before          (PamorSubmission *self,
                                                        PamorSubmission *later);
gboolean         pamor_submission_is_untold            (PamorSubmission *self);
char            *pamor_submission_make_manifest_sha256 (const char      *payload_sha256,
                                                        GPtrArray       *attachments);

G_END_DECLS
