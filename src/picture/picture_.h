/* SPDX-License-Identifier: Apache-2.0 */
/* picture_.h - what is private to picture/: the state of devices as told by the tap, the snapshot, the texts of a tick. */
#ifndef PICTURE_PICTURE__H
#define PICTURE_PICTURE__H
#include <pthread.h>
#include "engine/shown.h"
#include "picture/flow.h"
#include "picture/picture.h"
#include "terminal/positions_api.h"

/* Kinds of things: bit 0 what a tollgate's reader sees (flow, devices, figures), then one for each record that is shown, and two for the
 * places of officers: where they are, and where they were, which tells more of them. */
#define KINDS_MAX 30
#define KIND_WHERE 30
#define KIND_WHERE_WAS 31
#define WHERE_ROLES (POSITION_ROLES|R_officer)
#define TOPS_MAX LIMIT_GRANTS
struct eyes {				/* whose eyes: units at the top of what may be seen, by unit, and which kinds below each */
	struct {
		int64_t unit;
		uint32_t sees;
	} top[TOPS_MAX];
	int n;
	uint32_t everywhere;		/* kinds seen of the whole force: kept apart, they need not be looked up */
};
bool eyes_see(const struct eyes *s, int kind, int64_t unit);
bool eyes_see_shown(const struct eyes *s, int kind, const struct shown *x);
bool eyes_open(const struct eyes *s, int kind);		/* sees any of the kind, somewhere */
bool eyes_same(const struct eyes *a, const struct eyes *b);

/* ---- devices, by row ---- */
#define DEVICES_MAX (1u << 20)
enum online { ONLINE_UNKNOWN, ONLINE_YES, ONLINE_NO };
struct device_told {
	_Atomic uint8_t online;
	_Atomic int32_t clock_ms;
};

/* ---- the snapshot: what the last tick found, by unit ---- */
struct snap_gate {
	uint32_t id;
	int64_t unit;
	struct flow_gate flow;
	int64_t before, before_unread;	/* of today before the start, from the history; of earlier days since: negative */
	int64_t today, unread_today;
};
struct snap_count {			/* rows of a record by unit and state */
	int64_t unit, n;
	uint8_t state;
};
struct snap_counts {
	const struct record *rec;	/* NULL: there is no such record */
	struct snap_count *row;
	size_t n;
	int64_t at_ms;			/* when it was asked for */
};
struct snap_device {
	uint32_t id;
	int64_t unit;
};
struct snap_unit {			/* a patrol and where it is */
	int64_t patrol, unit, vehicle, leader;
	int64_t since_ms, until_ms;	/* of the span that says so */
	struct where_fix fix;		/* id 0: nobody knows */
	bool silent;
};
struct shown_now {			/* spans that are open, as of one number of the event log */
	int64_t seq, read_ms;		/* read_ms: monotonic */
	struct arena arena;
	struct shown_list list;
	size_t first[KINDS_MAX + 1];	/* by kind: list[first[k] .. first[k + 1]) */
	struct snap_unit *unit;		/* in the arena */
	size_t nunit;
};
struct snapshot {
	int64_t at_ms, since_ms;
	int32_t day;
	struct snap_gate *gate;
	size_t ngate;
	struct snap_device *device;
	size_t ndevice;
	struct snap_counts devices, alarms;
	struct shown_now *shown;
};
enum picture_part { PART_UNITS = 1, PART_SHOWN = 2, PART_REST = 4, PART_ALL = 7 };
struct picture {
	struct passage_tap tap;		/* first: the tap hands it back */
	struct engine *engine;
	struct history *history;
	struct flow *flow;
	_Atomic(struct device_told *) told[DEVICES_MAX / 1024];
	pthread_t thread;
	pthread_mutex_t lock;		/* snap and texts: held while a text is made, never over I/O */
	pthread_cond_t wake;
	bool stop, running;
	struct snapshot snap;
	int64_t listed_ms;		/* when gates and devices were read */
	unsigned tick, part;		/* what the stream is told in this tick */
	struct text {
		struct eyes scope;
		unsigned part;
		struct sse_text *sse;
		struct slice json;	/* mem */
	} text[128];			/* of this tick, by scope */
	size_t ntext;
	const struct record *kind[KINDS_MAX];	/* [0] tollgate, or NULL */
	int nkind, patrol;			/* patrol: its kind; -1: there are none */
	struct positions *positions;		/* NULL: none are kept */
};
void picture_eyes(const struct picture *p, const struct who *who, struct eyes *ret);
struct device_told *picture_device(struct picture *p, uint32_t id, bool make);
/* Reads what is due from the store into fresh lists and puts them in place; called by the picture's thread alone. */
enum err snapshot_read(struct picture *p, int64_t now_ms, bool all) must_check;
void snapshot_flow(struct picture *p, int64_t now_ms);	/* the counters; locked */
void snapshot_json(struct picture *p, const struct eyes *s, unsigned part, struct buf *b);	/* locked */
void snapshot_time(struct buf *b, const char *key, int64_t ms);

/* ---- shown_now.c: what has a state and a place ---- */
/* Reads the open spans anew when the log has gone on; *ret_new: it had. */
enum err shown_now_read(struct picture *p, bool *ret_new) must_check;
void shown_now_units(struct picture *p, int64_t now_ms);	/* where the patrols are; locked */
void shown_now_json(const struct picture *p, const struct eyes *s, struct buf *b);	/* ,"seq":n,"shown":{..} */
/* kind: KIND_WHERE or KIND_WHERE_WAS */
void units_json(const struct eyes *s, int kind, const struct snap_unit *unit, size_t n, int64_t now_ms, struct buf *b);	/* ,"units":[[..],..] */
void shown_now_free(struct shown_now *n);
/* "shown":{"incident":[..],..} of rows sorted by kind; first as in struct shown_now. */
void shown_json(const struct picture *p, const struct eyes *s, const struct shown_list *l, const size_t first[], struct buf *b);
size_t shown_patrols(const struct picture *p, const struct shown_list *l, const size_t first[], struct arena *a, struct snap_unit **ret);
void shown_kinds(const struct picture *p, struct shown_list *l, size_t ret_first[]);
int picture_kind(const struct picture *p, const struct record *rec);	/* -1: not shown */
void snapshot_free(struct snapshot *s);
#endif
