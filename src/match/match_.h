/* SPDX-License-Identifier: Apache-2.0 */
/* match_.h - what match.c, detect.c and alarmer.c share. Private to match/. */
#ifndef MATCH_MATCH__H
#define MATCH_MATCH__H
#include <pthread.h>
#include <stdatomic.h>

#include "match/brake.h"
#include "match/match.h"
#include "match/raise.h"
#include "match/travel.h"

struct hits {				/* of one batch; goes through the queue of the alarmer */
	struct raise *raise;		/* mem_alloc'd */
	size_t n, cap;
	int64_t at_ms;			/* when detect() counted its rules in the brake */
	uint32_t segment, seq;		/* the last row of the batch: where the mark moves to */
	struct hits *next;
};
struct alarmer {
	pthread_t thread;
	pthread_mutex_t lock;		/* guards all of it */
	pthread_cond_t change;
	struct hits *first, **last;
	size_t waiting;			/* queued and in hand */
	uint32_t segment, seq;		/* mark wanted when nothing waits */
	bool stopping, running;
};
struct match {
	struct match_options o;
	struct passage_sink sink;
	struct order_sink orders;
	struct travel *travel;
	struct brake *brake;
	struct alarmer alarmer;
	pthread_mutex_t lock;		/* guards in_flight */
	pthread_cond_t idle;
	size_t in_flight;
	_Atomic int64_t passages, hits, hits_lost, alarms, sightings, travels, conflicts, failed_jobs;
	_Atomic int64_t picture_told_ms;	/* monotonic: when it was last logged that pictures are lost */
};

/* detect.c: what a batch meets; marks PASSAGE_HIT. Pure but for the tables of the rules. */
void detect(struct match *m, struct passage *row, size_t n, struct hits *ret);
void detect_take_back(struct match *m, const struct hits *h, const struct raise *r);	/* of a rule: will not be raised, may be again */
void hits_free(struct hits *h);		/* what it holds and itself */

/* alarmer.c */
enum err alarmer_start(struct match *m) must_check;
void alarmer_stop(struct match *m);	/* raises what waits, at most LIMIT_STOP_S */
void alarmer_put(struct match *m, struct hits *h);	/* takes over h; n may be 0 */
enum err alarmer_raise_now(struct match *m, const struct hits *h) must_check;
#endif
