/* SPDX-License-Identifier: Apache-2.0 */
/* From a passage to an alarm: once for each ground and vehicle, told to those ahead, not lost by a crash. */
#include "post.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "engine/units.h"
#include "ingest/viid_object.h"
#include "match/alarm.h"
#include "match/hot.h"
#include "match/list.h"
#include "match/raise.h"
#include "match/watch_entry.h"

static int
setup(void **state)
{
	*state = post_open();
	return 0;
}

static int
teardown(void **state)
{
	post_close(*state);
	return 0;
}

static void
test_a_hit_is_one_alarm_with_all_its_sightings(void **state)
{
	struct post *p = *state;
	int64_t now = clock_now_ms();
	struct passage row[3];

	(void)post_entry(p, "鲁C12345", "stolen", "city", p->unit[2]);
	for (int i = 0; i < 3; i++)
		row[i] = post_passage(p, i == 1 ? "鲁C54321" : "鲁C12345", 1 + (i == 2), now - 600000 + i * 300000);
	ok(post_send(p, row, 3));
	post_settle(p);
	assert_true(row[0].flags & PASSAGE_HIT);
	assert_false(row[1].flags & PASSAGE_HIT);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm"), 1);
	assert_int_equal(post_count(p, "SELECT count(*) FROM sighting"), 2);
	assert_int_equal(post_count(p, "SELECT sightings FROM alarm"), 2);
	assert_int_equal(post_count(p, "SELECT last_at FROM alarm"), now);
	assert_int_equal(post_count(p, "SELECT unit FROM alarm"), p->unit[3]);	/* of the first tollgate */
	ok(post_send(p, row, 3));		/* the device sends it again */
	post_settle(p);
	assert_int_equal(post_count(p, "SELECT count(*) FROM sighting"), 2);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm WHERE why LIKE '%T-1%' AND why NOT LIKE '%12345%'"), 1);
}

static void
test_units_ahead_are_told_and_far_ones_are_not(void **state)
{
	struct post *p = *state;
	struct passage row = post_passage(p, "鲁C12345", 1, clock_now_ms());
	char sql[200];

	(void)post_entry(p, "鲁C12345", "stolen", "city", p->unit[2]);
	ok(post_send(p, &row, 1));
	post_settle(p);
	for (int unit = 2; unit <= 5; unit++) {
		(void)snprintf(sql, sizeof sql, "SELECT count(*) FROM share WHERE record = 'alarm' AND unit = %lld", (long long)p->unit[unit]);
		assert_int_equal(post_count(p, sql), unit == 2 || unit == 4);
		(void)snprintf(sql, sizeof sql, "SELECT count(*) FROM share WHERE record = 'sighting' AND unit = %lld", (long long)p->unit[unit]);
		assert_int_equal(post_count(p, sql), unit == 2 || unit == 4);
	}
}

static int64_t
shares(struct post *p, const char *record, int64_t unit)
{
	char sql[200];

	(void)snprintf(sql, sizeof sql, "SELECT count(*) FROM share WHERE record = '%s' AND unit = %lld", record, (long long)unit);
	return post_count(p, sql);
}

static void
test_units_are_told_where_the_vehicle_goes(void **state)
{
	struct post *p = *state;
	int64_t now = clock_now_ms();
	struct passage here = post_passage(p, "鲁C12345", 1, now - 3600000), late = post_passage(p, "鲁C12345", 4, now - 7200000),
	    there = post_passage(p, "鲁C12345", 4, now);

	(void)post_entry(p, "鲁C12345", "stolen", "city", p->unit[2]);
	ok(post_send(p, &here, 1));
	ok(post_send(p, &late, 1));		/* it was there before: nobody there waits for it now */
	post_settle(p);
	assert_int_equal(shares(p, "alarm", p->unit[5]), 0);
	ok(post_send(p, &there, 1));
	post_settle(p);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm"), 1);
	assert_int_equal(shares(p, "alarm", p->unit[5]), 1);
	assert_int_equal(shares(p, "sighting", p->unit[5]), 3);	/* where it came from too */
}

/* ---- restricted knowledge, and what is captured before it is approved ---- */

struct wanted {
	struct post *p;
	int64_t id;
	bool urgent;
};

static enum err
want(struct call *c, void *ctx)
{
	struct wanted *w = ctx;
	struct row *r = row_new(c->arena, &watch_entry_record), *after;
	enum err e;

	r->unit = w->p->unit[1];
	row_set_text(r, watch_entry_category, S("stolen"));
	row_set_int(r, watch_entry_urgent, w->urgent);
	row_set_text(r, watch_entry_subject, S("测试布控"));
	row_set_text(r, watch_entry_basis, S("测试"));
	row_set_text(r, watch_entry_case_no, S("T-2"));
	row_set_text(r, watch_entry_plate, S("鲁C12345"));
	row_set_text(r, watch_entry_reach, S("city"));
	row_set_text(r, watch_entry_visibility, S("restricted"));
	row_set_text(r, watch_entry_action, S("intercept"));
	row_set_int(r, watch_entry_priority, 1);
	row_set_int(r, watch_entry_to_at, c->now_ms + DAY_MS);
	if ((e = record_create(c, r)))
		return e;
	w->id = r->id;
	return w->urgent ? E_OK : record_fire(c, &watch_entry_record, r->id, 0, "approve", row_new(c->arena, &watch_entry_record), 0, &after);
}

static void
test_what_is_restricted_is_shown_to_the_detachment_alone(void **state)
{
	struct post *p = *state;
	struct wanted w = { .p = p };
	int64_t now = clock_now_ms();
	struct passage row[2] = { post_passage(p, "鲁C12345", 1, now - 3600000), post_passage(p, "鲁C12345", 4, now) };

	post_do(p, want, &w);
	ok(hot_tick(p->engine, NULL));
	ok(post_send(p, row, 2));
	post_settle(p);
	assert_int_equal(post_count(p, "SELECT count(*) FROM sighting"), 2);
	assert_int_equal(post_count(p, "SELECT unit FROM alarm"), p->unit[1]);
	assert_int_equal(post_count(p, "SELECT count(DISTINCT unit) FROM sighting"), 1);
	assert_int_equal(post_count(p, "SELECT count(*) FROM share"), 0);
}

static enum err
fire_entry(struct call *c, int64_t id, const char *verb)
{
	struct row *after;

	return record_fire(c, &watch_entry_record, id, 0, verb, row_new(c->arena, &watch_entry_record), 0, &after);
}

static enum err
capture_it(struct call *c, void *ctx)
{
	return fire_entry(c, ((struct wanted *)ctx)->id, "capture");
}

static enum err
approve_it(struct call *c, void *ctx)
{
	return fire_entry(c, ((struct wanted *)ctx)->id, "approve");
}

static void
test_what_is_captured_while_urgent_is_cancelled_after_its_approval(void **state)
{
	struct post *p = *state;
	struct wanted w = { .p = p, .urgent = true };
	int64_t due;

	post_do(p, want, &w);
	due = post_count(p, "SELECT due_at FROM watch_entry WHERE state = 'urgent'");
	post_do(p, capture_it, &w);
	assert_int_equal(post_count(p, "SELECT due_at FROM watch_entry WHERE state = 'urgent' AND met_at > 0"), due);
	post_do(p, approve_it, &w);
	assert_int_equal(post_count(p, "SELECT count(*) FROM watch_entry WHERE state = 'met' AND approved_at > 0"), 1);
}

static void
test_an_entry_holds_where_it_was_asked_for(void **state)
{
	struct post *p = *state;
	int64_t now = clock_now_ms();
	struct passage row[2] = { post_passage(p, "鲁C12345", 3, now), post_passage(p, "鲁C12345", 2, now - 3600000) };

	(void)post_entry(p, "鲁C12345", "temporary", "own", p->unit[2]);
	ok(post_send(p, row, 2));
	post_settle(p);
	assert_false(row[0].flags & PASSAGE_HIT);	/* west is not of the brigade */
	assert_true(row[1].flags & PASSAGE_HIT);
	assert_int_equal(post_count(p, "SELECT count(*) FROM sighting"), 1);
}

static void
test_imported_history_raises_nothing(void **state)
{
	struct post *p = *state;
	struct history_query q = { .series = 1 << SERIES_LIVE | 1 << SERIES_IMPORT, .to_ms = INT64_MAX, .limit = 10 };
	struct history_rows found;
	struct passage row = post_passage(p, "鲁C12345", 1, clock_now_ms());

	(void)post_entry(p, "鲁C12345", "stolen", "city", p->unit[2]);
	ok(post_send(p, &row, 1));
	post_settle(p);
	ok(history_find(p->history, &q, &p->arena, &found));
	assert_int_equal(found.n, 1);
	assert_true(found.row[0].p.flags & PASSAGE_HIT);	/* marked on disk: what met something keeps its plate */
}

/* ---- a crash between the commit of a passage and that of its alarm ---- */

static void
test_what_a_crash_left_is_matched_again_and_only_once(void **state)
{
	struct post *p = *state;
	int64_t now = clock_now_ms();
	struct passage row[4];

	for (int i = 0; i < 4; i++)
		row[i] = post_passage(p, "鲁C12345", 1, now - 100000 + i * 1000);
	ok(post_send(p, row, 4));		/* nothing is watched yet */
	post_settle(p);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm"), 0);
	post_stop(p);
	ok(history_open(&p->history, &(struct history_options){ .data_dir = p->dir }));
	history_matched(p->history, row[0].seq >> 31, row[1].seq);	/* as if the mark had stood behind the second */
	history_close(p->history);
	(void)post_entry(p, "鲁C12345", "stolen", "city", p->unit[2]);
	post_start(p);
	post_settle(p);
	post_stop(p);
	post_start(p);
	post_settle(p);
	assert_true(post_count(p, "SELECT count(*) FROM sighting") <= 4);
	assert_int_equal(post_count(p, "SELECT count(*) FROM sighting"), post_count(p, "SELECT count(DISTINCT passage) FROM sighting"));
}

/* The same hit raised twice, as a crash after the commit of the alarm and before that of the mark would. */
static enum err
raise_it(struct call *c, void *ctx)
{
	bool fresh;

	return alarm_raise(c, ctx, &fresh);
}

static void
test_a_passage_is_kept_when_its_pictures_cannot_be(void **state)
{
	struct post *p = *state;
	struct passage row[2];
	struct picture_set picture = { .n = 1, .picture = { { .bytes = S("not looked at here"), .type = 1 } } }, *set[] = { &picture };

	(void)post_entry(p, "鲁C12345", "stolen", "city", p->unit[2]);
	row[0] = post_passage(p, "鲁C11111", 1, 1600000000000);
	ok(post_send_pictures(p, row, 1, set));
	assert_int_not_equal(row[0].pictures, 0);
	post_stop(p);
	p->picture_budget = 1;			/* used up by the one */
	post_start(p);
	row[1] = post_passage(p, "鲁C12345", 1, 1600000001000);
	ok(post_send_pictures(p, row + 1, 1, set));
	post_settle(p);
	assert_int_equal(row[1].pictures, 0);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm"), 1);
}

static void
test_the_same_hit_is_raised_once(void **state)
{
	struct post *p = *state;
	struct raise r = { .item = { .category = 0, .priority = 1, .mask = PLATE_ALIAS - 1 }, .p = post_passage(p, "鲁C12345", 1, clock_now_ms()),
		.passage = 77 };

	post_do(p, raise_it, &r);
	post_do(p, raise_it, &r);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm"), 1);
	assert_int_equal(post_count(p, "SELECT count(*) FROM sighting"), 1);
	r.item.category = 5;			/* another ground is another alarm */
	post_do(p, raise_it, &r);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm"), 2);
}

/* ---- lists ---- */

static void
test_a_list_takes_effect_when_it_is_approved_and_replaces_the_last(void **state)
{
	struct post *p = *state;
	int64_t first, second, now = clock_now_ms();
	struct passage row[2] = { post_passage(p, "鲁C11111", 1, now), post_passage(p, "鲁C22222", 1, now) };

	ok(list_import(p->engine, S("昨日"), S("plate,class,category\n鲁C11111,02,stolen\n鲁C33333,02,drunk\n坏,02,stolen\n"), false, &first));
	ok(hot_tick(p->engine, NULL));
	ok(post_send(p, row, 2));
	assert_false(row[0].flags & PASSAGE_HIT);
	assert_int_equal(post_count(p, "SELECT bad FROM watch_list"), 1);
	ok(list_import(p->engine, S("今日"), S("plate,class,category\n鲁C11111,02,stolen\n鲁C33333,02,stolen\n鲁C22222,02,unpaid\n"), true, &second));
	ok(hot_tick(p->engine, NULL));
	row[0].at_ms++;
	row[1].at_ms++;
	ok(post_send(p, row, 2));
	post_settle(p);
	assert_true(row[0].flags & row[1].flags & PASSAGE_HIT);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm WHERE rule = 'list'"), 2);
	ok(list_import(p->engine, S("明日"), S("plate,class,category\n鲁C11111,02,stolen\n鲁C33333,02,drunk\n鲁C44444,02,unpaid\n"), true, &second));
	assert_int_equal(post_count(p, "SELECT added * 100 + removed * 10 + changed FROM watch_list ORDER BY id DESC LIMIT 1"), 111);
	assert_int_equal(post_count(p, "SELECT count(*) FROM watch_list WHERE state = 'in_force'"), 1);
	ok(hot_tick(p->engine, NULL));
	row[0] = post_passage(p, "鲁C44444", 1, now + 2);
	row[1] = post_passage(p, "鲁C22222", 1, now + 2);
	ok(post_send(p, row, 2));
	assert_true(row[0].flags & PASSAGE_HIT);
	assert_false(row[1].flags & PASSAGE_HIT);	/* no longer on it */
}

struct order {
	struct order_sink *sink;
	struct disposition d;
	int serial;
	enum err err;
};

static enum err
order_it(struct call *c, void *ctx)
{
	struct order *o = ctx;
	struct row *r = row_new(c->arena, &viid_object_record);

	r->unit = units_root();			/* the port keeps what came, then tells of it */
	row_set_int(r, viid_object_at, c->now_ms);
	row_set_int(r, viid_object_device, o->d.device);
	row_set_text(r, viid_object_resource, S("disposition"));
	row_set_text(r, viid_object_operation, S("post"));
	row_set_text(r, viid_object_object_id, o->d.id);
	row_set_text(r, viid_object_digest, arena_printf(c->arena, "%064d", ++o->serial));
	ok(record_create(c, r));
	o->err = o->sink->disposition(o->sink, c, &o->d);
	return E_OK;
}

static void
test_an_order_of_another_platform_is_an_application(void **state)
{
	struct post *p = *state;
	struct order o = { .sink = match_orders(p->match), .d = { .device = p->device[1], .id = S("D-1"), .plate = S("鲁C12345") } };

	post_do(p, order_it, &o);
	ok(o.err);
	assert_int_equal(post_count(p, "SELECT count(*) FROM watch_entry WHERE state = 'applied' AND case_no = 'D-1'"), 1);
	post_do(p, order_it, &o);
	assert_int_equal(o.err, E_EXISTS);
	o.d.cancelled = true;
	o.d.device = p->device[2];
	post_do(p, order_it, &o);		/* another platform that knows its number */
	assert_int_equal(o.err, E_FORBIDDEN);
	assert_int_equal(post_count(p, "SELECT count(*) FROM watch_entry WHERE state = 'applied'"), 1);
	o.d.device = p->device[1];
	post_do(p, order_it, &o);
	ok(o.err);
	assert_int_equal(post_count(p, "SELECT count(*) FROM watch_entry WHERE state = 'withdrawn'"), 1);
}

static void
test_misread_chance_follows_what_is_known(void **state)
{
	struct misread m = { .prior = 100, .reliability = RELIABILITY_UNKNOWN };
	int plain = misread_chance(&m), good, bad;

	assert_int_equal(plain, 100);
	m.looked = 90;
	m.wrong = 0;
	good = misread_chance(&m);
	m.wrong = 45;
	bad = misread_chance(&m);
	assert_true(good < plain && plain < bad);
	m.colour = -1;
	assert_true(misread_chance(&m) > bad);
	m.colour = 1;
	assert_true(misread_chance(&m) < bad);
	m.colour = 0;
	m.reliability = 99;
	assert_true(misread_chance(&m) < bad);
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_a_hit_is_one_alarm_with_all_its_sightings), T(test_units_ahead_are_told_and_far_ones_are_not),
		T(test_units_are_told_where_the_vehicle_goes), T(test_what_is_restricted_is_shown_to_the_detachment_alone),
		T(test_what_is_captured_while_urgent_is_cancelled_after_its_approval),
		T(test_an_entry_holds_where_it_was_asked_for), T(test_imported_history_raises_nothing),
		T(test_what_a_crash_left_is_matched_again_and_only_once), T(test_the_same_hit_is_raised_once),
		T(test_a_passage_is_kept_when_its_pictures_cannot_be),
		T(test_a_list_takes_effect_when_it_is_approved_and_replaces_the_last),
		T(test_an_order_of_another_platform_is_an_application), cmocka_unit_test(test_misread_chance_follows_what_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
