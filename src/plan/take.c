/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/take.h"

#include <stdlib.h>

#include "base/clock.h"
#include "engine/timer.h"
#include "plan/feed_.h"
#include "plan/plans_.h"

struct taking {
	struct call *c;
	const struct feed *feed;
	const struct feed_item *it;
	struct areas areas;
	struct slice key;		/* sender without its province and city */
	struct ids district;
	const char *matched;
	struct taken *told;
	struct taken now;		/* of this item */
};

#define ARGS(...) (struct first_arg[]){ __VA_ARGS__ }, (int)N_ELEMS(((struct first_arg[]){ __VA_ARGS__ }))

/* ---- ends ---- */

static enum err
fire(struct call *c, int64_t id, const char *verb, struct slice why)
{
	struct slice was = c->reason;
	struct row *after;
	enum err e;

	c->reason = why;
	e = record_fire_as_system(c, &weather_warning_record, id, verb, &after);
	c->reason = was;
	return e;
}

/* The warnings in force that this item ends: by the ids it refers to, by its own id, else the sender's of that hazard until then. */
static enum err
ended_by(struct taking *t, struct ids *ret)
{
	const struct feed_item *it = t->it;
	struct ids by_id;
	enum err e = all_ids(t->c, "SELECT w.id FROM weather_warning w JOIN weather_warning_origin o ON o.parent = w.id WHERE w.state = 'in_force' AND o.outside_id = ?1",
	    ARGS(FIRST_TEXT(it->id)), ret);

	for (int i = 0; i < it->nreference && !e; i++) {
		e = all_ids(t->c, "SELECT w.id FROM weather_warning w JOIN weather_warning_origin o ON o.parent = w.id WHERE w.state = 'in_force' AND o.outside_id = ?1",
		    ARGS(FIRST_TEXT(it->reference[i])), &by_id);
		for (int k = 0; k < by_id.n; k++)
			ids_add(ret, by_id.id[k]);
	}
	if (e || ret->n || it->nreference)
		return e;
	return all_ids(t->c, "SELECT id FROM weather_warning WHERE state = 'in_force' AND sender_key = ?1 AND hazard = ?2 AND issued_at <= ?3",
	    ARGS(FIRST_TEXT(t->key), FIRST_TEXT(slice_of(it->hazard)), FIRST_INT(it->issued_ms)), ret);
}

static enum err
take_cancel(struct taking *t)
{
	struct ids ended;
	enum err e = ended_by(t, &ended);

	for (int i = 0; i < ended.n && !e; i++)
		e = fire(t->c, ended.id[i], "cancel", t->it->title.n ? words_cut(t->it->title, 200) : S("来源通知解除"));
	if (ended.n)
		t->now.cancelled++;
	else
		t->now.repeated++;	/* ended already, or never told of */
	return e;
}

/* ---- the same, told again ---- */

static void
add_origin(struct taking *t, struct row *r)
{
	struct value *v = row_add_part(r, 1)->value;

	v[weather_warning_origin_source] = (struct value){ .kind = V_TEXT, .s = slice_of(feed_name(t->feed->kind)) };
	v[weather_warning_origin_outside_id] = (struct value){ .kind = V_TEXT, .s = t->it->id };
	v[weather_warning_origin_at] = (struct value){ .kind = V_INT, .i = t->c->now_ms };
}

/* What the first source did not say is taken from this one. */
static enum err
join(struct taking *t, int64_t id)
{
	struct row *r, *after;
	uint64_t set = 0;
	enum err e = record_load(t->c, &weather_warning_record, id, &r);

	if (!e && r->state != weather_warning_is_in_force) {
		t->now.repeated++;	/* over: it is not written any more */
		return E_OK;
	}
	if (e || (e = record_parts(t->c, r)))
		return e;
	if (row_empty(r, weather_warning_text) && t->it->text.n) {
		row_set_text(r, weather_warning_text, t->it->text);
		set |= 1ull << weather_warning_text;
	}
	if (row_bool(r, weather_warning_assumed_end) && t->it->to_ms > row_time(r, weather_warning_issued_at)) {
		row_set_int(r, weather_warning_to_at, t->it->to_ms);
		row_set_int(r, weather_warning_assumed_end, false);
		set |= 1ull << weather_warning_to_at | 1ull << weather_warning_assumed_end;
	}
	add_origin(t, r);
	t->now.joined++;
	return record_patch(t->c, &weather_warning_record, id, 0, r, set, &after);
}

/* Told by another source; the same source with another id means another warning. */
static enum err
find_same(struct taking *t, int64_t *ret)
{
	const struct feed_item *it = t->it;
	int64_t apart = figure_of(t->c, "same_min", 10) * MINUTE_MS;

	return first_id(t->c, "SELECT id FROM weather_warning WHERE sender_key = ?1 AND hazard = ?2 AND level = ?3 AND issued_at BETWEEN ?4 AND ?5"
	    " AND (area_code IS NULL OR ?6 = '' OR area_code = ?6) AND NOT EXISTS (SELECT 1 FROM weather_warning_origin o WHERE o.parent = weather_warning.id AND o.source = ?7)"
	    " ORDER BY id LIMIT 1",
	    ARGS(FIRST_TEXT(t->key), FIRST_TEXT(slice_of(it->hazard)), FIRST_TEXT(slice_of(it->level)), FIRST_INT(it->issued_ms - apart),
	    FIRST_INT(it->issued_ms + apart), FIRST_TEXT(it->code.n ? it->code : S("")), FIRST_TEXT(slice_of(feed_name(t->feed->kind)))), ret);
}

/* ---- new ---- */

static void
set_words(struct row *r, int field, struct slice s, size_t chars)
{
	if (s.n)
		row_set_text(r, field, words_cut(s, chars));
}

static struct row *
draft_of(struct taking *t)
{
	const struct feed_item *it = t->it;
	struct row *r = row_new(t->c->arena, &weather_warning_record);
	int64_t late = figure_of(t->c, "warning_late_min", 120) * MINUTE_MS;

	row_set_text(r, weather_warning_hazard, slice_of(it->hazard));
	row_set_text(r, weather_warning_level, slice_of(it->level));
	row_set_text(r, weather_warning_rank, slice_of(it->rank));
	set_words(r, weather_warning_sender, it->sender, 100);
	set_words(r, weather_warning_sender_key, t->key, 100);
	set_words(r, weather_warning_area_code, it->code, 6);
	set_words(r, weather_warning_areas, it->areas, 1000);
	set_words(r, weather_warning_text, it->text, 2000);
	set_words(r, weather_warning_outside_id, it->id, 128);
	row_set_text(r, weather_warning_source, slice_of(feed_name(t->feed->kind)));
	row_set_text(r, weather_warning_matched, slice_of(t->matched));
	row_set_int(r, weather_warning_issued_at, it->issued_ms);
	if (it->from_ms)
		row_set_int(r, weather_warning_from_at, it->from_ms);
	if (it->to_ms)
		row_set_int(r, weather_warning_to_at, it->to_ms);
	row_set_int(r, weather_warning_received_at, t->c->now_ms);
	row_set_int(r, weather_warning_late, t->c->now_ms - it->issued_ms > late);
	row_set_int(r, weather_warning_doubtful, it->doubtful);
	for (int i = 0; i < t->district.n && i < AREA_DISTRICTS; i++)
		row_add_part(r, 0)->value[weather_warning_district_district] = (struct value){ .kind = V_INT, .i = t->district.id[i] };
	add_origin(t, r);
	r->parts_given = true;
	return r;
}

/* Older ones of the same sender and hazard, and what an update names. */
static enum err
older_ones(struct taking *t, struct ids *ret)
{
	struct ids named = { .n = 0 };
	enum err e = all_ids(t->c, "SELECT id FROM weather_warning WHERE state = 'in_force' AND sender_key = ?1 AND hazard = ?2 AND issued_at < ?3 ORDER BY issued_at DESC",
	    ARGS(FIRST_TEXT(t->key), FIRST_TEXT(slice_of(t->it->hazard)), FIRST_INT(t->it->issued_ms)), ret);

	if (!e && t->it->nreference)
		e = ended_by(t, &named);
	for (int i = 0; i < named.n; i++)
		ids_add(ret, named.id[i]);
	return e;
}

static enum err
take_new(struct taking *t)
{
	struct row *r = draft_of(t);
	struct ids older;
	int64_t newer;
	enum err e = first_id(t->c, "SELECT id FROM weather_warning WHERE sender_key = ?1 AND hazard = ?2 AND issued_at > ?3 AND state <> 'expired' LIMIT 1",
	    ARGS(FIRST_TEXT(t->key), FIRST_TEXT(slice_of(t->it->hazard)), FIRST_INT(t->it->issued_ms)), &newer);

	if (e || (e = older_ones(t, &older)))
		return e;
	if (older.n && !newer)
		row_set_int(r, weather_warning_follows, older.id[0]);
	r->state = newer ? weather_warning_is_superseded : weather_warning_is_in_force;
	t->now.added++;
	t->now.late += row_bool(r, weather_warning_late);
	if ((e = record_create_as_system(t->c, r)))
		return e;
	for (int i = 0; i < older.n && !newer && !e; i++)
		e = fire(t->c, older.id[i], "supersede", row_text(r, weather_warning_subject));
	return e;
}

/* ---- one ---- */

static enum err
take_one(struct taking *t)
{
	int64_t id;
	enum err e;

	t->key = words_cut(words_sender_key(t->it->sender), 100);
	if (t->it->message == FEED_CANCEL)
		return take_cancel(t);
	areas_match(&t->areas, t->it, &t->district, &t->matched);
	if (!t->matched) {
		t->now.foreign++;
		return E_OK;
	}
	if ((e = first_id(t->c, "SELECT parent FROM weather_warning_origin WHERE source = ?1 AND outside_id = ?2",
	    ARGS(FIRST_TEXT(slice_of(feed_name(t->feed->kind))), FIRST_TEXT(t->it->id)), &id)))
		return e;
	if (id) {
		t->now.repeated++;
		return E_OK;
	}
	if ((e = find_same(t, &id)))
		return e;
	return id ? join(t, id) : take_new(t);
}

static enum err
take_nested(void *ctx, struct conn *conn)
{
	struct taking *t = ctx;

	(void)conn;
	return take_one(t);
}

static void
add_up(struct taken *sum, const struct taken *one)
{
	sum->added += one->added;
	sum->joined += one->joined;
	sum->repeated += one->repeated;
	sum->cancelled += one->cancelled;
	sum->foreign += one->foreign;
	sum->late += one->late;
}

static int
by_issue(const void *a, const void *b)
{
	const struct feed_item *const *x = a, *const *y = b;

	return (*x)->issued_ms != (*y)->issued_ms ? ((*x)->issued_ms > (*y)->issued_ms) - ((*x)->issued_ms < (*y)->issued_ms) : (*x > *y) - (*x < *y);
}

enum err
warnings_take(struct call *c, const struct feed *f, struct taken *ret)
{
	const struct feed_item **order = arena_array(c->arena, const struct feed_item *, f->n + 1);
	struct taking t = { .c = c, .feed = f, .told = ret };
	enum err e;

	*ret = (struct taken){ .items = (int)f->n };
	if ((e = areas_load(c, &t.areas)))
		return e;
	for (size_t i = 0; i < f->n; i++)
		order[i] = &f->item[i];
	qsort(order, f->n, sizeof *order, by_issue);
	for (size_t i = 0; i < f->n; i++) {
		t.it = order[i];
		t.now = (struct taken){ 0 };
		ret->fault[t.it->fault]++;
		if (t.it->fault) {
			ret->refused++;
			continue;
		}
		e = db_nested(c->conn, take_nested, &t);
		if (e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT || e == E_CORRUPT)
			return e;
		if (e)
			ret->refused++;
		else
			add_up(ret, &t.now);
		c->err = E_OK;
		c->nfault = 0;
	}
	return E_OK;
}

struct importing {
	struct feed feed;
	struct taken *told;
};

static enum err
take_job(struct call *c, void *ctx)
{
	struct importing *i = ctx;

	return warnings_take(c, &i->feed, i->told);
}

enum err
warnings_import(struct engine *e, struct slice text, const char *why, struct taken *ret)
{
	struct importing i = { .told = ret };
	struct arena a;
	enum err err;

	*ret = (struct taken){ 0 };
	arena_init(&a);
	if (!(err = feed_read(text, &a, &i.feed)))
		err = engine_write(e, why, take_job, &i);
	arena_free(&a);
	if (!err && e->timers)
		timer_kick(e, "weather.weigh");
	return err;
}

void
taken_json(const struct taken *t, struct buf *b)
{
	buf_printf(b, "\"items\":%d,\"added\":%d,\"joined\":%d,\"repeated\":%d,\"cancelled\":%d,\"foreign\":%d,\"late\":%d,\"refused\":%d", t->items, t->added, t->joined,
	    t->repeated, t->cancelled, t->foreign, t->late, t->refused);
}
