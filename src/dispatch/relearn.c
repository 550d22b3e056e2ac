/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/relearn.h"

#define BATCH 1000u

struct relearn
relearn_from(struct history *h)
{
	uint64_t end = h ? history_end(h) : 0, seq = end & UINT32_MAX;

	if (!end)
		return (struct relearn){ 0 };
	return (struct relearn){ .history = h, .at = end - (seq < RELEARN_ROWS ? seq : RELEARN_ROWS), .end = end };
}

static enum err
learn_batch(struct relearn *r, struct transitions *t, struct history_row *row, struct passage *p)
{
	uint64_t was = r->at;
	uint32_t n, kept = 0;
	enum err e = history_after(r->history, &r->at, BATCH, row, &n);

	for (uint32_t i = 0; i < n && !e; i++)
		if ((uint64_t)row[i].id < r->end)
			p[kept++] = row[i].p;
	if (!e)
		transitions_learn(t, p, kept);
	if (e || r->at == was || r->at >= r->end)
		r->history = NULL;
	return e;
}

enum err
relearn_turn(struct relearn *r, struct transitions *t)
{
	struct history_row *row;
	struct passage *p;
	enum err e = E_OK;

	if (!r->history)
		return E_OK;
	row = mem_alloc(sizeof *row * BATCH);
	p = mem_alloc(sizeof *p * BATCH);
	for (uint32_t i = 0; i < RELEARN_TURN / BATCH && r->history && !e; i++)
		e = learn_batch(r, t, row, p);
	mem_free(row);
	mem_free(p);
	return e;
}
