/* SPDX-License-Identifier: Apache-2.0 */
/* picture_.h - what is private to picture/: the state of devices as told by the tap, the snapshot, the texts of a tick. */
#ifndef PICTURE_PICTURE__H
#define PICTURE_PICTURE__H
#include <pthread.h>
#include "picture/flow.h"
#include "picture/picture.h"

#define TOPS_MAX LIMIT_GRANTS
struct eyes {				/* whose eyes: the units at the top of what may be seen, sorted; n 1 and root: all */
	int64_t top[TOPS_MAX];
	int n;
	bool all;
};
bool eyes_see(const struct eyes *s, int64_t unit);

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
struct snapshot {
	int64_t at_ms, since_ms;
	int32_t day;
	struct snap_gate *gate;
	size_t ngate;
	struct snap_device *device;
	size_t ndevice;
	struct snap_counts devices, alarms;
};
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
	struct text {
		struct eyes scope;
		struct sse_text *sse;
		struct slice json;	/* mem */
	} text[128];			/* of this tick, by scope */
	size_t ntext;
	unsigned roles;
};
struct device_told *picture_device(struct picture *p, uint32_t id, bool make);
/* Reads what is due from the store into fresh lists and puts them in place; called by the picture's thread alone. */
enum err snapshot_read(struct picture *p, int64_t now_ms, bool all) must_check;
void snapshot_flow(struct picture *p, int64_t now_ms);	/* the counters; locked */
void snapshot_json(struct picture *p, const struct eyes *s, struct buf *b);	/* locked */
void snapshot_free(struct snapshot *s);
#endif
