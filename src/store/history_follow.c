/* SPDX-License-Identifier: Apache-2.0 */
/* history_follow.c - the live series in the order in which it was stored, for who keeps a place of his own in it. */
#include "store/beside_.h"
#include "store/sealed_.h"

static uint32_t
rows_of(const struct part *p)
{
	return p->open ? atomic_load_explicit(&p->open->n, memory_order_acquire) : p->sealed->head.n;
}

uint64_t
history_end(struct history *h)
{
	parts_scoped parts = { 0 };

	parts_hold(h, 1u << SERIES_LIVE, &parts);
	return parts.n ? (uint64_t)parts.at[0]->number << 32 | rows_of(parts.at[0]) : 0;
}

/* E_DONE: that row was lost with its blob or block. A sealed segment is in use meanwhile. */
static enum err
row_at(const struct part *p, uint32_t seq, struct passage *ret)
{
	enum err e;

	if (!p->open) {
		e = sealed_find_seq(p->sealed, seq, ret);
		return e == E_CORRUPT || e == E_NOT_FOUND ? E_DONE : e;
	}
	*ret = *segment_row(p->open, seq);
	return ret->at_ms == ROW_LOST ? E_DONE : E_OK;
}

static void
show(struct history *h, const struct part *p, const struct passage *row, struct history_row *ret)
{
	struct history_overlay o;

	*ret = (struct history_row){ .id = passage_id(p->number, row->seq), .series = p->series, .p = *row, .read = row->plate, .score = 1000 };
	ret->p.spare = 0;
	if (!beside_overlay(h->beside, ret->id, &o))
		return;
	ret->p.plate = o.plate;
	ret->p.class_code = o.class_code;
	ret->p.flags |= PASSAGE_CORRECTED;
}

static enum err
read_some(struct history *h, const struct part *p, uint32_t *seq, uint32_t end, struct history_row *row, uint32_t *ret_n)
{
	struct passage one;
	enum err e = p->sealed ? sealed_use(p->sealed) : E_OK;

	if (e)
		return e;
	for (; *seq < end && !e; ++*seq) {
		if (!(e = row_at(p, *seq, &one)))
			show(h, p, &one, &row[(*ret_n)++]);
		if (e == E_DONE)
			e = E_OK;
		else if (e)
			break;
	}
	if (p->sealed)
		sealed_unuse(p->sealed);
	return e;
}

enum err
history_after(struct history *h, uint64_t *at, uint32_t max, struct history_row *row, uint32_t *ret_n)
{
	parts_scoped parts = { 0 };
	enum err e = E_OK;

	*ret_n = 0;
	parts_hold(h, 1u << SERIES_LIVE, &parts);
	for (size_t i = parts.n; i-- > 0 && max && !e; ) {	/* held newest first; an older one takes no more rows */
		const struct part *p = parts.at[i];
		uint32_t seq = p->number == *at >> 32 ? (uint32_t)*at : 0, n = rows_of(p), end;

		if (p->number < *at >> 32 || seq >= n)
			continue;
		end = n - seq < max ? n : seq + max;
		max -= end - seq;
		e = read_some(h, p, &seq, end, row, ret_n);
		if (e == E_CORRUPT) {		/* its index: the whole segment was reported and is left out */
			seq = n;
			e = E_OK;
		}
		*at = (uint64_t)p->number << 32 | seq;
	}
	return e;
}

enum err
history_name(struct history *h, char ret[HISTORY_NAME_MAX])
{
	return beside_name(h->beside, ret);
}
