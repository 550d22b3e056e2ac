/* SPDX-License-Identifier: Apache-2.0 */
#include "match/places.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

struct places {
	atomic_long held;
	size_t n;
	struct place_of place[];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct places *in_force;

struct places *
places_new(const struct place_of *p, size_t n)
{
	struct places *s = mem_alloc(sizeof *s + mul_size(sizeof *p, n));

	s->held = 1;
	s->n = n;
	if (n)
		memcpy(s->place, p, n * sizeof *p);
	for (size_t i = 1; i < n; i++)
		assert(s->place[i - 1].id < s->place[i].id);
	return s;
}

const struct places *
places_hold(void)
{
	struct places *s;

	pthread_mutex_lock(&lock);
	if ((s = in_force))
		atomic_fetch_add(&s->held, 1);
	pthread_mutex_unlock(&lock);
	return s;
}

void
places_let_go(const struct places *p)
{
	struct places *s = (struct places *)(uintptr_t)p;

	if (s && atomic_fetch_sub(&s->held, 1) == 1)
		mem_free(s);
}

static void
swap(struct places *s)
{
	struct places *old;

	pthread_mutex_lock(&lock);
	old = in_force;
	in_force = s;
	pthread_mutex_unlock(&lock);
	places_let_go(old);
}

void
places_stop(void)
{
	swap(NULL);
}

enum err
places_load(struct conn *c)
{
	stmt_scoped st = NULL;
	struct place_of *p = NULL;
	size_t n = 0, cap = 0;
	enum err e = sql(c, &st, "SELECT id, unit, place_lon, place_lat FROM tollgate ORDER BY id");

	if (e)
		return e;
	while (!(e = sql_step(st))) {
		if (n == cap)
			p = mem_resize(p, mul_size(sizeof *p, cap = cap ? cap * 2 : 1024));
		p[n++] = (struct place_of){ col_int(st, 0), col_int(st, 1), { (int32_t)col_int(st, 2), (int32_t)col_int(st, 3) } };
	}
	if (e == E_DONE)
		swap(places_new(p, n));
	mem_free(p);
	return e == E_DONE ? E_OK : e;
}

const struct place_of *
places_all(const struct places *p, size_t *ret_n)
{
	*ret_n = p ? p->n : 0;
	return p ? p->place : NULL;
}

const struct place_of *
places_find(const struct places *p, int64_t tollgate)
{
	size_t lo = 0, hi = p ? p->n : 0;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (p->place[mid].id == tollgate)
			return &p->place[mid];
		if (p->place[mid].id < tollgate)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

struct near {
	int64_t unit;
	double metres;
};

/* Keeps the list sorted; a unit stands in it once, with its nearest tollgate. */
static size_t
put_near(struct near *list, size_t n, size_t max, int64_t unit, double metres)
{
	size_t at = 0, old;

	for (old = 0; old < n && list[old].unit != unit; old++)
		;
	if (old < n && list[old].metres <= metres)
		return n;
	if (old == n && n == max) {
		if (list[n - 1].metres <= metres)
			return n;
		old = n - 1;
	} else if (old == n) {
		n++;
	}
	memmove(list + old, list + old + 1, (n - 1 - old) * sizeof *list);
	while (at < n - 1 && list[at].metres <= metres)
		at++;
	memmove(list + at + 1, list + at, (n - 1 - at) * sizeof *list);
	list[at] = (struct near){ unit, metres };
	return n;
}

size_t
places_near(const struct places *p, struct point at, double metres, int64_t skip, int64_t *ret_unit, size_t max)
{
	struct near list[32];
	size_t n = 0;

	max = max < 32 ? max : 32;
	for (size_t i = 0; p && max && i < p->n; i++) {
		const struct place_of *q = &p->place[i];
		double d;
		if (q->unit == skip || (d = geo_distance_m(at, q->at)) > metres)
			continue;
		n = put_near(list, n, max, q->unit, d);
	}
	for (size_t i = 0; i < n; i++)
		ret_unit[i] = list[i].unit;
	return n;
}
