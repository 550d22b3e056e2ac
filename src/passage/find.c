/* SPDX-License-Identifier: Apache-2.0 */
/* find.c - what a plate in a question means, and the history asked for it, under its pseudonyms too. */
#include <stdlib.h>

#include "base/clock.h"
#include "passage/passages_.h"
#include "people/setting.h"

#define KNOWN_LEAST 3	/* symbols that a pattern must name */

/* Symbols that the pattern names; that nothing follows the last of them is no symbol. */
static int
known(plate_t want, plate_t mask)
{
	int n = 0;

	for (int i = 0; i < PLATE_SYMBOLS; i++)
		n += (want & mask) >> i * PLATE_BITS & ((1u << PLATE_BITS) - 1) ? 1 : 0;
	return n;
}

enum err
passage_plate(struct inquiry *a, plate_t *ret_want, plate_t *ret_mask)
{
	plate_t p;
	bool packed = plate_pack(a->q.plate, &p);

	if (a->q.near || (packed && !plate_unread(p))) {
		if (!packed)
			return refuse_text(&a->call, E_BAD_VALUE, "plate", "不是号牌号码", "is not a plate");
		*ret_want = p;
		*ret_mask = PLATE_EXACT;
		a->kind = a->q.near ? "near" : "exact";
		return E_OK;
	}
	if (!plate_pattern(a->q.plate, ret_want, ret_mask))
		return refuse_text(&a->call, E_BAD_VALUE, "plate", "不是号牌号码；未知字符用?，末尾任意用*",
		    "is not a plate; ? stands for one unread character, * at the end for any rest");
	a->kind = "pattern";
	if (known(*ret_want, *ret_mask) < KNOWN_LEAST)
		return refuse_text(&a->call, E_BAD_VALUE, "plate", "至少写明3个字符", "at least 3 characters must be known");
	return E_OK;
}

int64_t
passage_plain_from(const struct inquiry *a)
{
	return a->call.now_ms - setting(SET_passage_plain_days) * DAY_MS;
}

/* Newest first; of the same moment the greater id. */
static int
newest(const void *x, const void *y)
{
	const struct history_row *a = x, *b = y;

	if (a->p.at_ms != b->p.at_ms)
		return a->p.at_ms > b->p.at_ms ? -1 : 1;
	return a->id > b->id ? -1 : a->id < b->id;
}

static void
join(struct inquiry *a, struct history_rows *to, const struct history_rows *more, plate_t plate, int limit)
{
	struct history_row *all = arena_array(a->call.arena, struct history_row, (size_t)(to->n + more->n) + 1);

	if (to->n)
		memcpy(all, to->row, (size_t)to->n * sizeof *all);
	for (int i = 0; i < more->n; i++) {
		all[to->n + i] = more->row[i];
		if (all[to->n + i].p.plate & PLATE_ALIAS)
			all[to->n + i].p.plate = all[to->n + i].read = plate;
	}
	to->n += more->n;
	to->more |= more->more;
	to->scanned += more->scanned;
	qsort(all, (size_t)to->n, sizeof *all, newest);
	if (to->n > limit) {
		to->n = limit;
		to->more = true;
	}
	to->row = all;
}

/* Beyond the plain tier a vehicle is only found under the pseudonym that each month's key gives it. */
static enum err
find_aliases(struct inquiry *a, const struct history_query *q, plate_t plate, struct history_rows *ret)
{
	struct history_query one = *q;
	struct history_rows rows;
	struct alias_key *key;
	reader_scoped c = NULL;
	size_t n;
	enum err e = inquiry_reader(a, &c);

	if (e || (e = alias_keys(a->p, c, a->call.arena, &key, &n)))
		return e;
	db_reader_release(&c);
	a->call.conn = NULL;
	for (size_t i = 0; i < n && !e; i++) {
		one.want = plate_alias(plate, (uint8_t)q->class_code, key[i].key);
		one.mask = ~0ull;
		e = history_find(a->p->history, &one, a->call.arena, &rows);
		if (!e)
			join(a, ret, &rows, plate, q->limit);
	}
	return e;
}

enum err
passage_find(struct inquiry *a, struct history_query *q, plate_t plate, struct history_rows *ret)
{
	bool aliases = plate && q->mask == PLATE_EXACT && !q->near_least && q->from_ms < passage_plain_from(a);
	enum err e;

	*ret = (struct history_rows){ 0 };
	q->deadline_mono_ms = clock_mono_ms() + LIMIT_QUERY_S * 1000;
	if (q->tollgate && !q->ntollgate)
		return E_OK;
	if (aliases && !q->class_code)
		return refuse_text(&a->call, E_MISSING, "class", "该时间段的过车已作假名化处理，须指明号牌种类",
		    "passages of that time are pseudonymised: the class of plate is needed");
	e = history_find(a->p->history, q, a->call.arena, ret);
	if (!e && aliases)
		e = find_aliases(a, q, plate, ret);
	return e ? refuse(&a->call, e, NULL, -1) : E_OK;
}
