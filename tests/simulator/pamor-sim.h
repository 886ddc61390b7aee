/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/pamor-reply.h"
#include "net/pamor-session.h"
#include "practice/pamor-practice-handler.h"
#include "sync/pamor-account.h"
#include "sync/pamor-engine.h"

G_BEGIN_DECLS

/**
 * The simulator: the officer's side of the program as it is, on a disk in memory; the practice
 * E-Open as it is, asked without a socket; the network, the people and the calamities made up, all
 * from one seed. Nothing waits: the clock goes from one event to the next. One run at a time, as
 * what stands in for libsoup and for the worker has nobody to ask but pamor_sim_get().
 */

/** PamorSimFault: what can go wrong; those of the network first */
typedef enum
{
  PAMOR_SIM_DROPPED_BEFORE, /* the request never arrived */
  PAMOR_SIM_DROPPED_AFTER,  /* it did; the reply never came */
  PAMOR_SIM_CUT_KEPT,       /* broke off in the body, of which the server keeps what came */
  PAMOR_SIM_CUT_LOST,
  PAMOR_SIM_DUPLICATED,     /* arrived twice */
  PAMOR_SIM_LATE,           /* arrived long after it was given up */
  PAMOR_SIM_ERROR_BEFORE,   /* 5xx, 408, 423, 425 in place of doing it */
  PAMOR_SIM_ERROR_AFTER,    /* done, but a gateway says 502 or 504 */
  PAMOR_SIM_THROTTLED,      /* 429, 503 */
  PAMOR_SIM_THROTTLED_UNTIL,/* the same with Retry-After, as seconds or as a date */
  PAMOR_SIM_PORTAL,
  PAMOR_SIM_UNTRUSTED,
  PAMOR_SIM_UPGRADE,
  PAMOR_SIM_TRUNCATED,      /* the reply's body, though it claims to be whole */
  PAMOR_SIM_GARBAGE,
  PAMOR_SIM_HUGE,
  PAMOR_SIM_WRONG_TYPE,     /* members are not what they should be */
  PAMOR_SIM_WRONG_ID,       /* the reply is about another submission */
  PAMOR_SIM_WRONG_DIGEST,   /* a receipt of something else */
  PAMOR_SIM_DAMAGED,        /* a byte of the request's body changed on the way */
  PAMOR_SIM_LAST_OF_NETWORK = PAMOR_SIM_DAMAGED,

  PAMOR_SIM_LINK_DOWN,      /* the rest come over time, and stay for a while */
  PAMOR_SIM_TOKEN_EXPIRED,
  PAMOR_SIM_SESSION_ENDED,
  PAMOR_SIM_OFFICE_RESTART, /* partial uploads are gone */
  PAMOR_SIM_OFFICE_RESTORED,
  PAMOR_SIM_CLOCK_JUMP,
  PAMOR_SIM_SUSPEND,
  PAMOR_SIM_NETWORK_CHANGED,
  PAMOR_SIM_DISK_IS_FULL,
  PAMOR_SIM_DISK_FAILS,
  PAMOR_SIM_MEMORY_IS_SHORT, /* a statement of a transaction can't be had, the next can */
  PAMOR_SIM_OVERTAKEN,      /* what was under way of a revision comes back after its correction */
  PAMOR_SIM_KILLED,         /* in a step of the disk or between two, as the next is */
  PAMOR_SIM_POWER_CUT,
  PAMOR_SIM_N_FAULTS
} PamorSimFault;

/** PamorSimPlant: a fault beyond all promises, to see that the checks can fail */
typedef enum
{
  PAMOR_SIM_PLANT_NONE,
  PAMOR_SIM_PLANT_LYING_DISK,     /* says "synced" and is not */
  PAMOR_SIM_PLANT_FORGED_RECEIPT, /* the server confirms what it does not have whole */
  PAMOR_SIM_PLANT_CHANGED_BYTES,  /* what arrives at the server is not what was sealed */
  PAMOR_SIM_N_PLANTS
} PamorSimPlant;

/** PamorSimSeal: what was promised of one revision */
typedef struct
{
  guint      revision;
  gboolean   reported; /* to the person, as kept */
  char      *payload;  /* hex digests */
  char      *manifest;
  GPtrArray *photos;   /* of PamorAttachment, without content: the manifest */
} PamorSimSeal;

/** PamorSimItem: one thing entered, as the person remembers it */
typedef struct
{
  char       *id;
  guint       number;       /* in the trace */
  GPtrArray  *seals;        /* of PamorSimSeal, the newest last */
  char       *form;         /* (nullable): of the draft, as reported kept */
  char       *form_tried;   /* (nullable): as last asked to be kept */
  gboolean    deleted;      /* as a draft; or tried to be */
  char       *receipt;      /* (nullable): the digest that the last receipt named */
  PamorState  state;        /* as last seen; PAMOR_STATE_DRAFT where not yet */
  gint64      status_at;    /* as last seen */
  gboolean    asked_back;   /* a withdrawal may still come late, after its refusal */
  guint       restorations; /* of the office, when it gave that */
} PamorSimItem;

typedef struct
{
  /* The run */
  guint64             seed;
  guint64             random;
  PamorSimPlant       plant;
  gboolean            calm;        /* no more faults: all must come to its end */
  gboolean            kinds[PAMOR_SIM_N_FAULTS];  /* that this run has at all */
  guint               percent;     /* of exchanges that something happens to */
  guint64             fired[PAMOR_SIM_N_FAULTS];
  guint64             requests, bodies, crashes;
  GString            *trace;
  char               *breach;      /* (nullable): the first promise that was broken */
  gint64              jumped_at;   /* boot us: when the wall last jumped */
  gint64              settled_after; /* us of calm */
  gboolean            over;        /* what is still to arrive comes too late */

  /* The world */
  PamorClock         *clock;
  gint64              epoch;       /* the office's wall when the boot clock was 0 */
  GPtrArray          *exchanges;   /* of what is under way */
  PamorSimFault       weather;     /* of the network until then; N_FAULTS: none */
  gint64              weather_until;

  /* The office */
  PamorPracticeStore *office;
  GBytes             *backup;      /* its newest */
  guint               restorations;
  gint64              office_behind; /* us that its clock is */
  gint64              chunk_bytes;

  /* The officer's computer; NULL while the program is not running */
  char               *folder;
  PamorStore         *store;
  PamorAccount       *account;
  PamorSession       *session;
  PamorEngine        *engine;
  gboolean            power_cut;   /* the death to come is one */
  gboolean            changed;     /* something in the store did, since it was last judged */
  GPtrArray          *shown;       /* (nullable) of PamorSubmission: what it showed when it ended,
                                      where nothing was half done */
  GPtrArray          *items;       /* of PamorSimItem */
  guint               acts_left;
} PamorSim;

/* pamor-sim.c: one run */
void          pamor_sim_prepare     (void);
PamorSim     *pamor_sim_get         (void);
PamorSim     *pamor_sim_run         (guint64        seed,
                                     PamorSimPlant  plant);
void          pamor_sim_free        (PamorSim      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorSim, pamor_sim_free)

/* pamor-sim-chance.c: numbers, words and names */
guint         pamor_sim_draw        (guint          n);
gboolean      pamor_sim_chance      (guint          percent);
char         *pamor_sim_make_id     (void);
const char   *pamor_sim_fault_get_nick (PamorSimFault fault);
gboolean      pamor_sim_strikes     (PamorSimFault  fault);
void          pamor_sim_tell        (const char    *format,
                                     ...) G_GNUC_PRINTF (1, 2);
void          pamor_sim_break       (const char    *format,
                                     ...) G_GNUC_PRINTF (1, 2);
const char   *pamor_sim_name        (const char    *id);
PamorSimItem *pamor_sim_find        (const char    *id);

/* pamor-sim-link.c: the network, in libsoup's place */
void          pamor_sim_link_hang_up (void);

/* pamor-sim-spoil.c: replies that no sound server gives */
void          pamor_sim_spoil       (PamorSimFault       fault,
                                     const PamorRequest *request,
                                     PamorReply         *reply);
void          pamor_sim_make_reply  (PamorSimFault       fault,
                                     PamorReply         *reply);

/* pamor-sim-office.c */
void          pamor_sim_office_open    (GBytes                     *image);
void          pamor_sim_office_close   (void);
PamorPracticeReply *pamor_sim_office_ask (const PamorPracticeRequest *request);
gint64        pamor_sim_office_now     (void);
void          pamor_sim_office_restart (void);
void          pamor_sim_office_restore (void);
void          pamor_sim_office_expire  (gboolean                    whole_session);
void          pamor_sim_office_decide  (void);
void          pamor_sim_office_say     (const char                 *id,
                                        const char                 *status,
                                        gboolean                    closes);

/* pamor-sim-computer.c: the program starts, ends, dies */
void          pamor_sim_pump           (void);
GAsyncResult *pamor_sim_await          (GAsyncResult **result);
gboolean      pamor_sim_computer_start (void);
void          pamor_sim_computer_stop  (void);
void          pamor_sim_computer_check (void);
void          pamor_sim_log_in         (void);

/* pamor-sim-statements.c: SQLite's compiler, for the officer's database */
void          pamor_sim_statements_fail_in (guint nth);

/* pamor-sim-person.c, -seal.c, -fate.c: what happens over time */
void          pamor_sim_person_begin   (void);
void          pamor_sim_person_help    (void);
void          pamor_sim_tell_citizen   (PamorSimItem  *item);
void          pamor_sim_item_free      (PamorSimItem  *item);
void          pamor_sim_enter_new      (void);
void          pamor_sim_finish_draft   (PamorSimItem  *item);
void          pamor_sim_correct        (PamorSimItem  *old);
void          pamor_sim_fate_begin     (void);

/* pamor-sim-weeks.c: what is settled for long goes, and nothing else */
void          pamor_sim_weeks_begin    (void);
void          pamor_sim_weeks_pass     (void);

/* pamor-sim-shown.c: what people saw is what is there the next time */
void          pamor_sim_shown_remember (void);
void          pamor_sim_shown_judge    (void);

/* pamor-sim-judge.c: the promises */
void          pamor_sim_judge_step     (void);
void          pamor_sim_judge_request  (const PamorRequest *request);
void          pamor_sim_judge_reopened (void);
void          pamor_sim_judge_end      (void);
gboolean      pamor_sim_is_settled     (void);

G_END_DECLS
