/* SPDX-License-Identifier: Apache-2.0 */
/* net_find.c - streets by their names, crossings by two of them, and what a place is called. */
#include <inttypes.h>
#include <stdio.h>

#include "map/net_.h"
#include "map/net_words.h"

#define CROSSING_M 60		/* a place so near to a crossing is told by it */

enum fit { FIT_NONE, FIT_PART, FIT_BEGIN, FIT_WHOLE };

static enum fit
fit_of(struct slice name, struct slice words)
{
	if (!name.n || !words.n || words.n > name.n)
		return FIT_NONE;
	if (!memcmp(name.p, words.p, words.n))
		return words.n == name.n ? FIT_WHOLE : FIT_BEGIN;
	return memmem(name.p, name.n, words.p, words.n) ? FIT_PART : FIT_NONE;
}

static enum fit
edge_fit(const struct road_edge *e, struct slice words)
{
	enum fit a = fit_of(e->name, words), b = fit_of(e->number, words);

	return a > b ? a : b;
}

struct list {
	struct road_found *at;
	enum fit fit[64];
	size_t n, max;
};

/* Two sections of one road in one unit are one street for who looks for it. */
static bool
same_street(const struct road_edge *a, const struct road_edge *b)
{
	return a->unit == b->unit && slice_eq(a->name, b->name) && slice_eq(a->number, b->number);
}

static void
put(struct list *l, size_t i, const struct road_found *f, enum fit fit)
{
	if (l->n < l->max)
		l->n++;
	for (size_t k = l->n - 1; k > i; k--) {
		l->at[k] = l->at[k - 1];
		l->fit[k] = l->fit[k - 1];
	}
	l->at[i] = *f;
	l->fit[i] = fit;
}

static void
offer_street(const struct road_net *n, struct list *l, uint32_t edge, enum fit fit)
{
	const struct road_edge *e = &n->edge[edge];
	struct road_found f = { .spot = { edge, e->metres / 2, 0, e->section }, .at = road_point(n, edge, e->metres / 2), .km_m = ROAD_NO_KM };
	size_t i = 0;

	for (size_t k = 0; k < l->n; k++)
		if (same_street(&n->edge[l->at[k].spot.edge], e))
			return;
	while (i < l->n && l->fit[i] >= fit)
		i++;
	if (i < l->max)
		put(l, i, &f, fit);
}

static void
offer_node(const struct road_net *n, struct list *l, uint32_t edge, uint32_t other)
{
	const struct road_edge *e = &n->edge[edge], *o = &n->edge[other];
	uint32_t node = e->from == o->from || e->from == o->to ? e->from : e->to;
	struct road_found f = { .spot = { edge, node == e->from ? 0 : e->metres, 0, e->section }, .at = n->node[node], .km_m = ROAD_NO_KM, .crossing = o->section };

	for (size_t k = 0; k < l->n; k++)	/* four arms of one crossing, or both carriageways */
		if (net_metres(n, l->at[k].at, f.at) < CROSSING_M)
			return;
	if (l->n < l->max)
		put(l, l->n, &f, FIT_WHOLE);
}

/* Where a section of the one road ends and one of the other begins or ends. */
static void
crossings(const struct road_net *n, struct slice a, struct slice b, struct list *l)
{
	for (uint32_t i = 0; i < n->nedge && l->n < l->max; i++) {
		if (edge_fit(&n->edge[i], a) < FIT_BEGIN)
			continue;
		for (int end = 0; end < 2; end++) {
			uint32_t v = end ? n->edge[i].to : n->edge[i].from;
			for (int way = 0; way < 2; way++) {
				const struct leg *legs = way ? n->in : n->out;
				const uint32_t *first = way ? n->first_in : n->first_out;
				for (uint32_t k = first[v]; k < first[v + 1]; k++)
					if (legs[k].arc / 2 != i && edge_fit(&n->edge[legs[k].arc / 2], b) >= FIT_BEGIN)
						offer_node(n, l, i, legs[k].arc / 2);
			}
		}
	}
}

static void
kilometre(const struct road_net *n, const struct road_said *said, struct list *l)
{
	struct road_found f = { .km_m = said->km_m };

	for (int ascending = 1; ascending >= -1; ascending -= 2)
		if (l->n < l->max && road_locate(n, slice_of(said->number), said->km_m, ascending, &f.spot, &f.at) &&
		    (!l->n || l->at[0].spot.edge != f.spot.edge))
			put(l, l->n, &f, FIT_WHOLE);
}

size_t
road_find(const struct road_net *n, struct slice words, struct road_found *ret, size_t max)
{
	struct list l = { .at = ret, .max = max < N_ELEMS(l.fit) ? max : N_ELEMS(l.fit) };
	struct road_said said;
	struct slice a, b;

	words = slice_trim(words);
	if (!words.n)
		return 0;
	if (road_said(words, &said)) {
		if (said.km_m != ROAD_NO_KM)
			kilometre(n, &said, &l);
		else
			words = slice_of(said.number);
		if (l.n)
			return l.n;
	}
	if (road_said_two(words, &a, &b))
		crossings(n, a, b, &l);
	if (l.n)
		return l.n;
	for (uint32_t i = 0; i < n->nedge; i++) {
		enum fit fit = edge_fit(&n->edge[i], words);
		if (fit)
			offer_street(n, &l, i, fit);
	}
	return l.n;
}

/* ---- what it is called ---- */

/* The name of another road at the nearer end of the section, when that end is near. */
static struct slice
crossing_name(const struct road_net *n, const struct road_edge *e, uint32_t along_m)
{
	bool begin = along_m * 2 < e->metres;
	uint32_t v = begin ? e->from : e->to, away = begin ? along_m : e->metres - (along_m < e->metres ? along_m : e->metres);

	for (int way = 0; away <= CROSSING_M && way < 2; way++) {
		const struct leg *legs = way ? n->in : n->out;
		const uint32_t *first = way ? n->first_in : n->first_out;
		for (uint32_t k = first[v]; k < first[v + 1]; k++) {
			const struct road_edge *o = &n->edge[legs[k].arc / 2];
			struct slice name = o->name.n ? o->name : o->number;
			if (name.n && !slice_eq(o->name, e->name))
				return name;
		}
	}
	return (struct slice){ NULL, 0 };
}

struct slice
road_spot_words(const struct road_net *n, const struct road_spot *s, char out[ROAD_WORDS_MAX])
{
	const struct road_edge *e = road_edge(n, s->edge);
	struct slice other;
	int32_t km;
	int len;

	if (!e || (!e->name.n && !e->number.n))
		return (struct slice){ NULL, 0 };
	other = crossing_name(n, e, s->along_m);
	if (e->number.n && road_km(n, s, &km))
		len = snprintf(out, ROAD_WORDS_MAX, "%.*sK%" PRId32 "+%03" PRId32, (int)e->number.n, e->number.p, km / 1000, km % 1000);
	else if (other.n)
		len = snprintf(out, ROAD_WORDS_MAX, "%.*s与%.*s路口", (int)(e->name.n ? e->name.n : e->number.n), e->name.n ? e->name.p : e->number.p, (int)other.n, other.p);
	else
		len = snprintf(out, ROAD_WORDS_MAX, "%.*s", (int)(e->name.n ? e->name.n : e->number.n), e->name.n ? e->name.p : e->number.p);
	return (struct slice){ out, len < ROAD_WORDS_MAX ? (size_t)len : 0 };
}
