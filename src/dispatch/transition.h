/* SPDX-License-Identifier: Apache-2.0 */
/* transition.h - which place follows which: of every vehicle the last place is remembered, and the step to the next counted.
 *
 * Shape      a bounded table of where each vehicle was last (four ways, the oldest gives way; a hash of the plate, never the
 *            plate) and a bounded table of pairs with their number and the mean and spread of the logarithm of the seconds.
 *            Pairs fade by half when one has been counted TRANSITION_FULL times, so that a changed road is learned.
 * Careful    reads that are not whole, late or by a wrong clock teach nothing; nor does a pause longer than TRANSITION_MAX_S.
 * Threads    any; one short lock a passage. A full table of pairs learns no new ones and counts what it left out.
 * Cost       120 ns a passage where all of it misses the caches.
 */
#ifndef DISPATCH_TRANSITION_H
#define DISPATCH_TRANSITION_H
#include "store/passage.h"

#define TRANSITION_SEEN ((size_t)1 << 20)	/* vehicles; 16 bytes each */
#define TRANSITION_PAIRS ((size_t)1 << 17)	/* 32 bytes each */
#define TRANSITION_FULL 4096
#define TRANSITION_MAX_S 7200
struct transitions;
struct transitions *transitions_new(size_t seen, size_t pairs);	/* powers of two */
void transitions_free(struct transitions *t);
void transitions_learn(struct transitions *t, const struct passage *row, size_t n);
struct transition {
	uint32_t n;
	double ln_mean, ln_sd;		/* of seconds; 0 below two */
};
struct transition transition_of(struct transitions *t, uint32_t from, uint32_t to);
uint32_t transitions_from(struct transitions *t, uint32_t from);	/* all that went on from there */
struct transition_stats {
	int64_t pairs, steps, left_out;
};
struct transition_stats transitions_stats(struct transitions *t);
#endif
