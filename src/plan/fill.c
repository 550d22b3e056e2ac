/* SPDX-License-Identifier: Apache-2.0 */
/* fill.c - the texts of a template: {hazard}, {level}, {sender}, {issued}, {from}, {to}, {area}, {title}. */
#include "plan/plans_.h"

static const char *const names[] = { "hazard", "level", "sender", "issued", "from", "to", "area", "title" };

struct filling {
	struct call *c;
	const struct row *plan, *warning;	/* warning NULL: none */
};

static struct slice
area_of(const struct filling *f)
{
	struct ids d;

	if (all_ids(f->c, "SELECT district FROM plan_district WHERE parent = ?1 ORDER BY pos", (struct first_arg[]){ FIRST_INT(f->plan->id) }, 1, &d))
		return S("");
	return d.n ? area_words(f->c, d.id, d.n) : row_text(f->plan, plan_place);
}

static struct slice
value_of(const struct filling *f, struct slice name)
{
	const struct row *w = f->warning, *p = f->plan;
	struct arena *a = f->c->arena;

	if (slice_is(name, "hazard"))
		return choice_words(p->rec, plan_hazard, row_text(p, plan_hazard));
	if (slice_is(name, "level"))
		return choice_words(p->rec, plan_level, row_text(p, plan_level));
	if (slice_is(name, "sender"))
		return w ? row_text(w, weather_warning_sender) : S("");
	if (slice_is(name, "issued"))
		return w ? when_words(a, row_time(w, weather_warning_issued_at)) : S("");
	if (slice_is(name, "from"))
		return when_words(a, row_time(p, plan_begins_at));
	if (slice_is(name, "to"))
		return row_time(p, plan_ends_at) ? when_words(a, row_time(p, plan_ends_at)) : S("另行通知");
	return slice_is(name, "area") ? area_of(f) : row_text(p, plan_title);
}

static bool
known(struct slice name)
{
	for (size_t i = 0; i < N_ELEMS(names); i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

bool
fill_known(struct slice text, struct slice *ret_unknown)
{
	struct slice piece;

	for (bool in = false; slice_cut(&text, in ? '}' : '{', &piece); in = !in)
		if (in && !known(piece)) {
			*ret_unknown = piece;
			return false;
		}
	return true;
}

struct slice
fill_text(struct call *c, const struct row *plan, struct slice text)
{
	struct filling f = { c, plan, NULL };
	struct row *w;
	struct slice piece, out;
	struct buf b;

	if (!row_empty(plan, plan_warning) && !record_load(c, &weather_warning_record, row_ref(plan, plan_warning), &w))
		f.warning = w;
	buf_init(&b, KIB(32));
	for (bool in = false; slice_cut(&text, in ? '}' : '{', &piece); in = !in)
		buf_put(&b, in ? value_of(&f, piece) : piece);
	out = arena_copy(c->arena, buf_slice(&b));
	buf_free(&b);
	return out;
}
