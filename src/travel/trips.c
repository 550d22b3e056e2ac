/* SPDX-License-Identifier: Apache-2.0 */
#include "travel/trips.h"

#include <stdlib.h>

#include "base/arena.h"

bool
trip_usable(const struct passage *p)
{
	return p->plate && p->class_code && p->tollgate &&
	    !(p->flags & (PASSAGE_SAME | PASSAGE_REPEAT | PASSAGE_NO_PLATE | PASSAGE_UNREAD | PASSAGE_FORM | PASSAGE_CLOCK));
}

static int
by_vehicle(const void *x, const void *y)
{
	const struct trip_row *a = x, *b = y;

	if (a->plate != b->plate)
		return a->plate < b->plate ? -1 : 1;
	if (a->class_code != b->class_code)
		return a->class_code < b->class_code ? -1 : 1;
	if (a->at_ms != b->at_ms)
		return a->at_ms < b->at_ms ? -1 : 1;
	return a->gate < b->gate ? -1 : a->gate > b->gate;
}

void
trips_sort(struct trip_row *row, size_t n)
{
	if (n)
		qsort(row, n, sizeof *row, by_vehicle);
}

static int
place_on(const struct trip_route *r, uint32_t gate)
{
	for (int i = 0; i < r->ngate; i++)
		if (r->gate[i] == gate)
			return i;
	return -1;
}

/* From row 0, which is the first tollgate of the route. Two tollgates within one millisecond come in any order. */
static void
follow(const struct trip_route *r, const struct trip_row *row, size_t n, size_t route, trip_fn *fn, void *ctx)
{
	int64_t start = row->at_ms, last = start;
	int at = 0;

	if (start < r->from_ms || start >= r->to_ms)
		return;
	for (size_t i = 1; i < n && row[i].at_ms - start <= r->most_ms; i++) {
		int place = place_on(r, row[i].gate);
		if (place <= 0 || (place <= at && row[i].at_ms > last))
			return;
		last = row[i].at_ms;
		if (place + 1 == r->ngate) {
			fn(ctx, route, start, last - start);
			return;
		}
		if (place > at)
			at = place;
	}
}

struct start {
	uint32_t gate, route;
};

static int
by_gate(const void *x, const void *y)
{
	const struct start *a = x, *b = y;

	return a->gate < b->gate ? -1 : a->gate > b->gate;
}

/* The first of those that begin at the gate; n: none. */
static size_t
starts_at(const struct start *s, size_t n, uint32_t gate)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (s[mid].gate < gate)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void
trips_each(const struct trip_route *route, size_t nroute, const struct trip_row *row, size_t n, trip_fn *fn, void *ctx)
{
	struct start *start = mem_alloc(mul_size(nroute + 1, sizeof *start));
	size_t end = 0;

	for (size_t k = 0; k < nroute; k++)
		start[k] = (struct start){ route[k].gate[0], (uint32_t)k };
	qsort(start, nroute, sizeof *start, by_gate);
	for (size_t i = 0; i < n; i++) {
		for (end = end > i ? end : i + 1; end < n && row[end].plate == row[i].plate && row[end].class_code == row[i].class_code; end++)
			;
		for (size_t k = starts_at(start, nroute, row[i].gate); k < nroute && start[k].gate == row[i].gate; k++)
			follow(&route[start[k].route], row + i, end - i, start[k].route, fn, ctx);
	}
	mem_free(start);
}
