/* SPDX-License-Identifier: Apache-2.0 */
/* feed.h - passages by the hundred thousand a second for load_run: the bench, the soak and the fault tests.
 *
 * Shape   connection i is a device of its own at a tollgate of its own (feed_device, feed_tollgate), registered by digest
 *         before; each request holds 'batch' records of exactly 'record' bytes, each vehicle once in a long while, so that
 *         nothing is a repeat; of a million passages 'hits' are of the vehicles 0 .. watched-1.
 * Exact   what is sent is a function of seed, connection and number: a request that was not answered is written again.
 * Cost    about 0.3 us a record.
 */
#ifndef CITY_FEED_H
#define CITY_FEED_H
#include "city/fleet.h"
#include "city/report.h"
#include "net/load.h"

#define FEED_CODE 21			/* 20 digits and NUL */
struct feed_connection {
	char device[FEED_CODE], tollgate[FEED_CODE];
	char head[160];
	uint32_t sent;			/* records of requests that were answered or given up */
	uint32_t batches;
	struct buf body;
};
struct feed {
	struct fleet fleet;
	uint32_t watched, hits;
	int connections, batch, picture_each;	/* every nth record carries the pictures; 0: none */
	const struct report_picture *picture;	/* one a record, in turn */
	int npicture;
	size_t record;
	uint64_t limit;			/* records in all; 0: no limit */
	struct feed_connection *at;
	/* what came back */
	int64_t taken, refused, odd;	/* records with status 0, with another; answers that were no 200 */
	char first_odd[256];
};
void feed_device(int i, char ret[FEED_CODE]);
void feed_tollgate(int i, char ret[FEED_CODE]);
void feed_open(struct feed *f);
void feed_close(struct feed *f);
enum err feed_register(struct feed *f, const char *address, const char *password) must_check;
void feed_body(struct feed *f, int connection);	/* the next body, in its connection's buffer */
load_next_fn feed_next;			/* ctx is the feed */
load_answered_fn feed_answered;
#endif
