/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/area.h"

#include "engine/record.h"
#include "engine/units.h"
#include "plan/feed_.h"

#define DISTRICTS_MAX 500
#define BORDER_MAX 1000

bool
ids_hold(const struct ids *s, int64_t id)
{
	for (int i = 0; i < s->n; i++)
		if (s->id[i] == id)
			return true;
	return false;
}

void
ids_add(struct ids *s, int64_t id)
{
	if (!ids_hold(s, id) && s->n < AREA_SQUADRONS)
		s->id[s->n++] = id;
}

/* ---- districts in memory ---- */

static bool
is_city(struct slice code)
{
	return code.n == 6 && code.p[4] == '0' && code.p[5] == '0';
}

struct squadron {
	int64_t id;
	struct slice code;
	struct point place;
};
static enum err
read_squadrons(struct call *c, struct squadron **ret, size_t *ret_n)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id, area_code, place_lon, place_lat FROM unit WHERE level = 'squadron' AND state = 'active' ORDER BY id");

	*ret_n = 0;
	*ret = arena_array(c->arena, struct squadron, DISTRICTS_MAX);
	if (e)
		return refuse(c, e, NULL, -1);
	while (*ret_n < DISTRICTS_MAX && !(e = sql_step(st)))
		(*ret)[(*ret_n)++] = (struct squadron){ col_int(st, 0), arena_copy(c->arena, col_text(st, 1)),
			{ (int32_t)col_int(st, 2), (int32_t)col_int(st, 3) } };
	return e && e != E_DONE ? refuse(c, e, NULL, -1) : E_OK;
}

static bool
answers(const struct squadron *s, int64_t unit, struct slice code)
{
	return unit ? units_within(s->id, unit) : s->code.n == 6 && !memcmp(s->code.p, code.p, is_city(code) ? 4 : 6);
}

static void
read_border(struct call *c, struct area_district *d, struct slice text)
{
	struct point *at;

	if (!text.n)
		return;
	at = arena_array(c->arena, struct point, BORDER_MAX);
	if (border_read(text, at, BORDER_MAX, &d->nborder))
		d->border = at;
	else
		d->nborder = 0;
}

static void
place_squadrons(struct call *c, struct area_district *d, const struct squadron *s, size_t n)
{
	d->place = arena_array(c->arena, struct point, n + 1);
	for (size_t i = 0; i < n; i++)
		if (answers(&s[i], d->unit, d->code) && point_valid(s[i].place))
			d->place[d->nplace++] = s[i].place;
}

enum err
areas_load(struct call *c, struct areas *ret)
{
	stmt_scoped st = NULL;
	struct squadron *squadron;
	size_t n;
	enum err e = read_squadrons(c, &squadron, &n);

	*ret = (struct areas){ arena_array(c->arena, struct area_district, DISTRICTS_MAX), 0 };
	if (e)
		return e;
	if ((e = sql(c->conn, &st, "SELECT id, code, name, answering, border FROM district ORDER BY code")))
		return refuse(c, e, NULL, -1);
	while (ret->n < DISTRICTS_MAX && !(e = sql_step(st))) {
		struct area_district *d = &ret->district[ret->n++];
		*d = (struct area_district){ .id = col_int(st, 0), .unit = col_null(st, 3) ? 0 : col_int(st, 3),
			.code = arena_copy(c->arena, col_text(st, 1)), .name = arena_copy(c->arena, col_text(st, 2)) };
		read_border(c, d, col_text(st, 4));
		place_squadrons(c, d, squadron, n);
	}
	return e && e != E_DONE ? refuse(c, e, NULL, -1) : E_OK;
}

/* ---- matching ---- */

static bool
ring_meets(const struct area_district *d, const struct feed_ring *r)
{
	if (d->nborder)
		return rings_touch(d->border, d->nborder, r->at, r->n);
	for (size_t i = 0; i < d->nplace; i++)
		if (ring_holds(r->at, r->n, d->place[i]))
			return true;
	return false;
}

static void
by_polygon(const struct areas *a, const struct feed_item *it, struct ids *ret)
{
	for (size_t i = 0; i < a->n; i++)
		for (int k = 0; !is_city(a->district[i].code) && k < it->nring; k++)
			if (ring_meets(&a->district[i], &it->ring[k]))
				ids_add(ret, a->district[i].id);
}

/* Those below the code; the city's own row only where it has none below. */
static void
by_prefix(const struct areas *a, struct slice code, struct ids *ret)
{
	size_t n = code.n != 6 ? 7 : !memcmp(code.p + 2, "0000", 4) ? 2 : is_city(code) ? 4 : 6;

	for (int pass = 0; n < 7 && pass < 2 && !ret->n; pass++)
		for (size_t i = 0; i < a->n; i++)
			if (is_city(a->district[i].code) == (pass == 1) && !memcmp(a->district[i].code.p, code.p, n))
				ids_add(ret, a->district[i].id);
}

/* "张店区", or "张店" where the last sign is only what it is. */
static bool
is_named(struct slice in, struct slice name)
{
	char text[160];
	size_t n = name.n < sizeof text ? name.n : sizeof text - 1;

	memcpy(text, name.p, n);
	text[n] = 0;
	if (words_hold(in, text))
		return true;
	if (utf8_count(name) < 3)
		return false;
	text[n - 3] = 0;		/* a Chinese character is three bytes */
	return words_hold(in, text);
}

static void
by_name(const struct areas *a, const struct feed_item *it, struct ids *ret)
{
	for (int pass = 0; pass < 2 && !ret->n; pass++)
		for (size_t i = 0; i < a->n; i++) {
			const struct area_district *d = &a->district[i];
			if (is_city(d->code) != (pass == 1) || !(is_named(it->sender, d->name) || is_named(it->areas, d->name)))
				continue;
			if (pass == 0)
				ids_add(ret, d->id);
			else
				by_prefix(a, d->code, ret);
		}
}

void
areas_match(const struct areas *a, const struct feed_item *it, struct ids *ret, const char **ret_how)
{
	*ret = (struct ids){ .n = 0 };
	*ret_how = NULL;
	by_polygon(a, it, ret);
	if (ret->n || it->nring) {
		*ret_how = ret->n ? "polygon" : NULL;	/* where a shape is given, it counts: outside it nobody is concerned */
		return;
	}
	by_prefix(a, it->code, ret);
	if (ret->n) {
		*ret_how = "code";
		return;
	}
	if (it->code.n != 6)
		by_name(a, it, ret);
	*ret_how = ret->n ? "name" : NULL;
}

/* ---- who answers ---- */

enum err
area_squadrons(struct call *c, const int64_t *district, int n, struct ids *ret)
{
	struct squadron *squadron;
	struct areas all;
	size_t ns;
	enum err e;

	*ret = (struct ids){ .n = 0 };
	if ((e = areas_load(c, &all)) || (e = read_squadrons(c, &squadron, &ns)))
		return e;
	for (size_t s = 0; s < ns; s++)
		for (size_t i = 0; i < all.n; i++)
			for (int k = 0; k < n; k++)
				if (all.district[i].id == district[k] && answers(&squadron[s], all.district[i].unit, all.district[i].code))
					ids_add(ret, squadron[s].id);
	return E_OK;
}

struct slice
area_words(struct call *c, const int64_t *district, int n)
{
	struct slice words = { NULL, 0 };
	struct areas all;
	int told = 0;

	if (areas_load(c, &all))
		return S("");
	for (size_t i = 0; i < all.n && told < 3; i++)
		for (int k = 0; k < n; k++)
			if (all.district[i].id == district[k] && told < 3) {
				words = arena_printf(c->arena, "%.*s%s%.*s", (int)words.n, words.n ? words.p : "", told ? "、" : "",
				    (int)all.district[i].name.n, all.district[i].name.p);
				told++;
			}
	return n > 3 ? arena_printf(c->arena, "%.*s等%d个辖区", (int)words.n, words.p, n) : words;
}

int64_t
area_unit(const struct ids *s)
{
	int64_t top = s->n ? units_parent(s->id[0]) : units_root();

	for (int i = 0; i < s->n; i++)
		while (top && !units_within(s->id[i], top))
			top = units_parent(top);
	return top ? top : units_root();
}
