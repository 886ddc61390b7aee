/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-circuit.h"
#include "sync/pamor-discovery.h"
#include "sync/pamor-engine.h"
#include "sync/pamor-holdings.h"
#include "sync/pamor-pace.h"

G_BEGIN_DECLS

/** PamorEngineLane: at most one exchange at a time; a row is held only while it is under way */
typedef struct
{
  PamorEngine     *engine;     /* borrowed: its owner */
  PamorLane        lane;
  gboolean         busy;
  gboolean         look;       /* the table may have something for this lane */

  /* Owned */
  PamorSubmission *row;        /* (nullable): its new progress */
  PamorRequest     request;
  gint64           length;     /* of the chunk */
  gint64           begun;      /* boot us */
  gint64           in_flight;  /* bytes of the body gone out */
  char            *known;      /* (nullable): id of the row whose offset was told just now */
  char            *photo_id;   /* (nullable): of the attachment held in photo */
  GBytes          *photo;      /* (nullable): whole, its digest checked */
} PamorEngineLane;

struct _PamorEngine
{
  GObject          parent_instance;

  /* Owned */
  PamorStore      *store;
  PamorTransport  *transport;
  PamorClock      *clock;        /* borrowed: the store's */
  PamorDiscovery  *discovery;
  GCancellable    *cancellable;  /* ends what is under way, never what is to be kept of it */
  GPtrArray       *runs;         /* of GTask */
  GError          *trouble;      /* (nullable): the store failed */

  PamorEngineLane  lanes[2];     /* by PamorLane; the first also asks what belongs to no row */
  PamorCircuit     circuit;
  PamorPace        pace;
  gboolean         started;
  gboolean         ask_anew;     /* an open circuit may be probed though only a run is going on */
  gboolean         row_fell;     /* the host failed last at a row of the lane of small requests */
  gboolean         log_in;       /* the server wants a login: nothing goes until a person acts */
  gboolean         photos_on_metered;
  gint64           discover_at;  /* boot us, as are the next three */
  gint64           changes_at;   /* when the photos are done with; 0: at once then */
  gint64           changes_late; /* by then even while photos go out */
  guint            changes_pages; /* since news were last all there */
  gint64           catalogue_at; /* boot us: when the catalogue is asked for */
  PamorHoldings   *holdings;     /* (nullable): what the city should hold, while it is compared */
  gint64           holdings_at;  /* boot us: not asked for before, as is the next */
  gint64           holdings_look_at;
  gboolean         holdings_doubted;
  gint64           report_at;    /* boot us: what is unsent is not looked through before */
  GStrv            reported;     /* (nullable): ids, as they were looked through last */
  gboolean         changes_anew; /* from the first on: some were never told */
  gint64           look_at;      /* when the table is looked at again, whatever happens */
  gint64           boot_ahead;   /* us that the boot clock is ahead of the monotonic one */
  GHashTable      *slots_wanted; /* point -> query of what is to be looked up */
  char            *slots_point;  /* (nullable): of the one under way */
  char            *catalogue_version; /* (nullable): of the one being kept */
  guint            timer;        /* of the clock, 0 none */
  guint            network_timer;

  /* Properties */
  PamorLink        link;
  gboolean         busy;
  char            *sending_id;
  gint64           bytes_sent;
  gint64           bytes_total;
  gint64           next_try;
  gint64           last_contact;
  gint64           moved_at;     /* boot us */
};

enum
{
  PROP_0, PROP_LINK, PROP_BUSY, PROP_SENDING_ID, PROP_BYTES_SENT, PROP_BYTES_TOTAL, PROP_NEXT_TRY,
  PROP_LAST_CONTACT, PROP_MOVED_AT, PROP_ATTACHMENT_LIMIT, PROP_PHOTOS_ON_METERED, N_PROPS
};

extern GParamSpec *pamor_engine_props[N_PROPS];

/* pamor-engine.c */
void     pamor_engine_notify       (PamorEngine        *self,
                                    guint               prop);
void     pamor_engine_set_link     (PamorEngine        *self,
                                    PamorLink           link);
void     pamor_engine_emit_settled (PamorEngine        *self);
void     pamor_engine_emit_slots_changed (PamorEngine  *self,
                                    const char         *point);
void     pamor_engine_emit_catalogue_changed (PamorEngine *self,
                                    const char         *version);

/* pamor-engine-turn.c: what to do next, and when */
gboolean pamor_engine_is_active    (PamorEngine        *self);
void     pamor_engine_look         (PamorEngine        *self);
void     pamor_engine_turn         (PamorEngine        *self);
void     pamor_engine_fail         (PamorEngine        *self,
                                    GError             *error);
void     pamor_engine_clear_timer  (PamorEngine        *self,
                                    guint              *id);

/* pamor-engine-lane.c: one row, one step */
void     pamor_engine_lane_start   (PamorEngineLane    *lane);
void     pamor_engine_lane_end     (PamorEngineLane    *lane);
void     pamor_engine_lane_clear   (PamorEngineLane    *lane);

/* pamor-engine-host.c: what belongs to no row */
void     pamor_engine_note         (PamorEngine        *self,
                                    PamorOperation      op,
                                    const PamorVerdict *verdict);
void     pamor_engine_ask          (PamorEngine        *self,
                                    PamorOperation      op,
                                    const char         *cursor,
                                    GAsyncReadyCallback callback);
PamorVerdict *pamor_engine_finish  (PamorEngine        *self,
                                    GAsyncResult       *result);
const char *pamor_engine_get_cursor (PamorEngine       *self);
gint64   pamor_engine_get_number   (PamorEngine        *self,
                                    const char         *note);
gboolean pamor_engine_finish_note  (PamorEngine        *self,
                                    GAsyncResult       *result);
gboolean pamor_engine_finish_progress (PamorEngine     *self,
                                       GAsyncResult    *result);
void     pamor_engine_probe        (PamorEngine        *self);
void     pamor_engine_discover     (PamorEngine        *self);
void     pamor_engine_pull_changes (PamorEngine        *self);

/* pamor-engine-holdings.c: what the city should have, and no longer does */
void     pamor_engine_doubt        (PamorEngine        *self);
gboolean pamor_engine_wants_holdings (PamorEngine      *self);
void     pamor_engine_pull_holdings (PamorEngine       *self);

/* pamor-engine-report.c: what this computer holds and the city does not */
gboolean pamor_engine_wants_report (PamorEngine        *self);
void     pamor_engine_report       (PamorEngine        *self);

/* pamor-engine-reference.c: what is only looked up */
void     pamor_engine_pull_catalogue (PamorEngine      *self);
void     pamor_engine_pull_slots   (PamorEngine        *self);

G_END_DECLS
