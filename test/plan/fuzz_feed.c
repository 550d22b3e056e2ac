/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "../base/fuzz.h"
#include "feeds.h"
#include "plan/feed.h"

const struct slice fuzz_seed[] = { S(FEED_TEXT_NMC), S(FEED_TEXT_QWEATHER), S(FEED_TEXT_CAIYUN), S(FEED_TEXT_CAP), S(FEED_TEXT_CAP_PLAIN),
	S("<alert><identifier>1</identifier><sent>2026-11-27T18:00:00+08:00</sent><info><area><polygon>1,1 2,2 nan,3 9999,9 3,3</polygon><circle>80.1,1"
	    " 1</circle><circle>1,179.9 1999</circle></area></info></alert>") };
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

/* Whatever came: an item without a fault has all that a warning needs, in its range; and nothing is larger than it may be. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a;
	struct feed f;
	enum err e;

	arena_init(&a);
	e = feed_read((struct slice){ (const char *)p, n }, &a, &f);
	promise(e == E_OK || e == E_BAD_BODY || e == E_FULL || e == E_TOO_LARGE);
	for (size_t i = 0; !e && i < f.n; i++) {
		const struct feed_item *it = &f.item[i];
		promise(it->fault < FEED_FAULTS && it->nring <= FEED_RINGS && it->nreference <= FEED_REFS);
		promise(it->fault || (it->id.n && it->sender.n && it->hazard && it->rank && it->issued_ms && (it->level || it->message == FEED_CANCEL)));
		promise(utf8_valid(it->title) && utf8_valid(it->text) && utf8_valid(it->areas) && (!it->code.n || it->code.n == 6));
		for (int r = 0; r < it->nring; r++) {
			promise(it->ring[r].n >= 3 && it->ring[r].n <= FEED_RING);
			for (size_t k = 0; k < it->ring[r].n; k++)
				promise(abs(it->ring[r].at[k].lon_e7) <= 1800000000 && abs(it->ring[r].at[k].lat_e7) <= 900000000);
		}
	}
	arena_free(&a);
	return 0;
}
