/* SPDX-License-Identifier: Apache-2.0 */
/* sink.h - where passages go that a device has reported: installed by main, so that ingest knows nothing of what is
 * matched, kept or shown.
 *
 * Order      accept() may be called from any event-loop thread and never blocks; done() comes later, from any thread, once,
 *            after everything in the batch is on disk (or with the error why not: E_BUSY, E_DISK_FULL, E_STORE).
 * Lifetime   rows, raw texts and pictures live until done() returns.
 */
#ifndef INGEST_SINK_H
#define INGEST_SINK_H
#include "store/history.h"
#include "store/pack.h"

struct intake {				/* one request of a device, by series: those of the live series first */
	struct passage *row;
	uint32_t n;
	uint32_t nlive;			/* row[0..nlive) live (or import); the rest is quarantined */
	uint32_t segment;		/* of the live rows, once they are stored: with seq the id of a passage */
	bool import;			/* historical: series import, no matching */
	const struct slice *raw;	/* [n - nlive] of the quarantined rows */
	struct picture_set **set;	/* [n], NULL where there is no picture; NULL: none at all */
	int64_t received_mono_us;	/* when its last byte came */
	void (*done)(struct intake *in, enum err e);
	struct intake *next;		/* the sink's */
	void *sink_priv;
};
struct passage_sink {
	void (*accept)(struct passage_sink *s, struct intake *in);
};
#endif
