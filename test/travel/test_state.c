/* SPDX-License-Identifier: Apache-2.0 */
/* The road state on a road of three sections: levels, the times of the network, the hours, what is usual and what is not. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "engine/record.h"
#include "main/pages.h"
#include "map/polyline.h"
#include "map/road_class.h"
#include "map/road_section.h"
#include "map/roads.h"
#include "people/people.h"
#include "people/unit.h"
#include "travel/road_event.h"
#include "travel/road_hour.h"
#include "travel/road_state_.h"

#define HOUR 1798700400000LL		/* 2026-12-31 07:00 UTC */
#define SECTIONS 3

static struct world {
	char dir[64];
	struct engine *e;
	struct people *people;
	struct road_watch w;
	int64_t section[SECTIONS];
} world;

static void
must(enum err (*fn)(struct call *c, void *ctx), void *ctx)
{
	assert_int_equal(engine_write(world.e, "test", fn, ctx), E_OK);
}

static enum err
add_unit(struct call *c, void *ctx)
{
	struct row *u = row_new(c->arena, &unit_record);

	(void)ctx;
	row_set_text(u, unit_code, S("370303000000"));
	row_set_text(u, unit_name, S("支队"));
	row_set_text(u, unit_level, S("detachment"));
	row_set_text(u, unit_valid_from, S("2010-01-01"));
	return record_create(c, u);
}

static enum err
add_class(struct call *c, void *ctx)
{
	struct row *r = row_new(c->arena, &road_class_record);

	(void)ctx;
	row_set_text(r, road_class_code, S("urban"));
	row_set_text(r, road_class_name, S("城市道路"));
	row_set_int(r, road_class_limit_kmh, 60);
	row_set_int(r, road_class_free_permille, 900);
	row_set_int(r, road_class_smooth_kmh, 40);
	row_set_int(r, road_class_steady_kmh, 30);
	row_set_int(r, road_class_slow_kmh, 20);
	row_set_int(r, road_class_jam_kmh, 15);
	row_set_text(r, road_class_article, S("试"));
	r->valid_from = S("2010-01-01");
	return record_create(c, r);
}

static enum err
add_sections(struct call *c, void *ctx)
{
	enum err e = E_OK;

	(void)ctx;
	for (int i = 0; i < SECTIONS && !e; i++) {
		struct point p[2] = { { 1180000000 + i * 100000, 368000000 }, { 1180000000 + (i + 1) * 100000, 368000000 } };
		struct row *r = row_new(c->arena, &road_section_record);
		struct buf b;
		buf_init(&b, 200);
		polyline_encode(&b, p, 2);
		row_set_text(r, road_section_code, arena_printf(c->arena, "t-%d", i));
		row_set_text(r, road_section_name, S("人民路"));
		row_set_text(r, road_section_class, S("urban"));
		row_set_text(r, road_section_shape, buf_slice(&b));
		buf_free(&b);
		e = record_create(c, r);
		world.section[i] = r->id;
	}
	return e;
}

static int
setup(void **state)
{
	struct engine_options o = { .create = true };
	reader_scoped c = NULL;

	snprintf(world.dir, sizeof world.dir, "/tmp/luan-road-XXXXXX");
	assert_non_null(mkdtemp(world.dir));
	o.data_dir = world.dir;
	assert_int_equal(engine_open(&world.e, &o, all_pages()), E_OK);
	assert_int_equal(people_open(&world.people, world.e), E_OK);
	must(add_unit, NULL);
	must(add_class, NULL);
	must(add_sections, NULL);
	assert_int_equal(db_reader(world.e->db, &c), E_OK);
	assert_int_equal(roads_load(c, HOUR), E_OK);
	world.w = (struct road_watch){ .engine = world.e, .pairs = pairs_new() };
	pthread_mutex_init(&world.w.lock, NULL);
	assert_true(turn_network(&world.w));
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st, (void)type, (void)f;
	return remove(path);
}

static int
teardown(void **state)
{
	for (uint32_t i = 0; i < world.w.narc; i++)
		mem_free(world.w.arc[i]);
	mem_free(world.w.arc);
	pairs_free(world.w.pairs);
	road_net_let_go(world.w.net);
	road_net_put(NULL);
	people_close(world.people);
	engine_close(world.e);
	return nftw(world.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static uint32_t
arc(int i, bool back)
{
	uint32_t edge;

	assert_true(road_edge_of(world.w.net, world.section[i], &edge));
	return edge * 2 + back;
}

static void
speeds(int i, int64_t at_ms, uint16_t kmh, int n)
{
	struct arc_state *a = arc_of(&world.w, arc(i, false));

	for (; n; n--) {
		samples_add(&a->samples, (uint32_t)(at_ms / 1000), (uint16_t)(kmh * 10));
		a->hour_sum10 += kmh * 10u;
		a->hour_n++;
	}
}

static size_t
turn_at(int64_t now_ms)
{
	struct level_change ch[16];
	size_t n = turn_evaluate(&world.w, now_ms, ch, N_ELEMS(ch));

	assert_int_equal(rows_changes(&world.w, ch, n, now_ms), E_OK);
	assert_int_equal(rows_events(&world.w, now_ms), E_OK);
	return n;
}

static int64_t
count(const char *text)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;

	assert_int_equal(db_reader(world.e->db, &c), E_OK);
	assert_int_equal(sql(c, &st, text), E_OK);
	assert_int_equal(sql_step(st), E_OK);
	return col_int(st, 0);
}

/* Two samples are none; a change has to be seen twice; the network drives by what was measured, and as before when that is old. */
static void
levels_and_times(void **state)
{
	int64_t t = HOUR - 50 * DAY_MS;
	uint32_t free = road_edge_free_ms(world.w.net, arc(0, false) / 2);

	speeds(0, t, 50, 2);
	assert_int_equal(turn_at(t), 0);
	speeds(0, t, 50, 1);
	assert_int_equal(turn_at(t + 30000), 1);
	assert_int_equal(world.w.arc[arc(0, false)]->level, LEVEL_SMOOTH);
	speeds(0, t + 60000, 10, 9);
	assert_int_equal(turn_at(t + 60000), 0);
	assert_int_equal(turn_at(t + 90000), 1);
	assert_int_equal(world.w.arc[arc(0, false)]->level, LEVEL_JAM);
	assert_true(road_edge_ms(world.w.net, arc(0, false) / 2, false) > 4 * free);
	assert_int_equal(road_edge_ms(world.w.net, arc(0, false) / 2, true), free);
	assert_int_equal(turn_at(t + 3 * HOUR_MS), 0);
	assert_int_equal(world.w.arc[arc(0, false)]->level, LEVEL_UNKNOWN);
	assert_int_equal(road_edge_ms(world.w.net, arc(0, false) / 2, false), free);
	assert_int_equal(count("SELECT count(*) FROM road_level"), 2);
	assert_int_equal(count("SELECT count(*) FROM road_level WHERE level = 'jam' AND was = 'smooth' AND speed_kmh = 10"), 1);
}

static void
hours_make_the_usual(void **state)
{
	for (int week = 4; week >= 1; week--) {
		int64_t at = HOUR - week * 7 * DAY_MS;
		for (int i = 0; i < SECTIONS; i++)
			arc_of(&world.w, arc(i, false))->hour_sum10 = arc_of(&world.w, arc(i, false))->hour_n = 0;
		speeds(0, at, (uint16_t)(40 + week), 5);
		if (week <= 2)
			speeds(1, at, 45, 5);
		speeds(2, at, 45, 2);
		assert_int_equal(rows_hour(&world.w, at), E_OK);
	}
	assert_int_equal(count("SELECT count(*) FROM road_hour"), 6);	/* two samples are no hour */
	assert_int_equal(rows_usual(&world.w, HOUR), E_OK);
	assert_int_equal(arc_of(&world.w, arc(0, false))->usual10, 425);	/* 41, 42, 43, 44 */
	assert_int_equal(arc_of(&world.w, arc(1, false))->usual10, 0);		/* two weeks are too few */
	assert_int_equal(rows_usual(&world.w, HOUR + HOUR_MS), E_OK);
	assert_int_equal(arc_of(&world.w, arc(0, false))->usual10, 0);		/* another hour has another usual */
}

/* Slow as never at this hour, for ten minutes: one event; over when it flows again. Where nothing is known of the usual: none. */
static void
what_is_not_usual(void **state)
{
	int64_t t = HOUR + 60000;

	assert_int_equal(rows_usual(&world.w, HOUR), E_OK);
	for (int minute = 0; minute <= 12; minute += 2) {
		speeds(0, t + minute * 60000, 12, 16);
		speeds(1, t + minute * 60000, 12, 16);
		(void)turn_at(t + minute * 60000);
		assert_int_equal(count("SELECT count(*) FROM road_event"), minute >= 10);
	}
	assert_int_equal(count("SELECT count(*) FROM road_event WHERE state = 'raised' AND usual_kmh = 43 AND speed_kmh = 12 AND level = 'jam'"), 1);
	assert_int_equal(count("SELECT section FROM road_event"), world.section[0]);
	speeds(0, t + 14 * 60000, 41, 16);
	(void)turn_at(t + 14 * 60000);
	(void)turn_at(t + 15 * 60000);
	assert_int_equal(count("SELECT count(*) FROM road_event WHERE state = 'over' AND ended_at IS NOT NULL"), 1);
	assert_int_equal(world.w.arc[arc(0, false)]->event, 0);
}

/* After a restart an event that is open is not raised again. */
static void
open_after_a_start(void **state)
{
	int64_t t = HOUR + 30 * 60000;

	for (int minute = 0; minute <= 12; minute += 2) {
		speeds(0, t + minute * 60000, 12, 16);
		(void)turn_at(t + minute * 60000);
	}
	assert_int_equal(count("SELECT count(*) FROM road_event WHERE state = 'raised'"), 1);
	world.w.arc[arc(0, false)]->event = 0;
	assert_int_equal(rows_open_events(&world.w), E_OK);
	assert_true(world.w.arc[arc(0, false)]->event > 0);
	(void)turn_at(t + 13 * 60000);
	assert_int_equal(count("SELECT count(*) FROM road_event"), 2);
}

struct seen {
	int n;
	uint16_t kmh10;
	uint32_t edge;
};

static void
see(void *ctx, const struct road_arc_of *a, uint32_t at_s, uint16_t kmh10)
{
	struct seen *s = ctx;

	(void)at_s;
	s->n++;
	s->kmh10 = kmh10;
	s->edge = a->edge;
}

static bool
place(void *ctx, uint32_t gate, struct point *ret)
{
	(void)ctx;
	*ret = (struct point){ 1180000000 + (int32_t)gate * 100000, 368000000 };
	return gate < 10;
}

static struct seen
passes(plate_t plate, uint32_t gate, int64_t at_ms)
{
	struct passage p = { .plate = plate, .class_code = 2, .tollgate = gate, .at_ms = at_ms };
	struct seen s = { 0 };

	pairs_see(world.w.pairs, &p, place, NULL, see, &s);
	return s;
}

/* 890 m between tollgates 1 and 2 in 80 s are 40 km/h. */
static void
pairs_of_tollgates(void **state)
{
	struct seen s;

	assert_int_equal(passes(5, 1, HOUR).n, 0);
	s = passes(5, 2, HOUR + 80000);
	assert_true(s.n == 1 && abs((int)s.kmh10 - 400) < 5 && road_edge(world.w.net, s.edge)->section == world.section[1]);
	assert_int_equal(passes(5, 2, HOUR + 81000).n, 0);		/* the same place */
	assert_int_equal(passes(5, 1, HOUR + 70000).n, 0);		/* it comes late */
	assert_int_equal(passes(6, 1, HOUR).n, 0);
	assert_int_equal(passes(6, 2, HOUR + 10000).n, 0);		/* 320 km/h */
	assert_int_equal(passes(7, 1, HOUR).n, 0);
	assert_int_equal(passes(7, 2, HOUR + 3600000).n, 0);		/* it has stopped on the way */
	assert_int_equal(passes(8, 11, HOUR).n + passes(8, 1, HOUR + 60000).n, 0);	/* nobody knows where that is */
	s = (struct seen){ 0 };
	assert_true(pairs_drive(world.w.net, (struct point){ 1180000000, 368000000 }, (struct point){ 1180100000, 368000000 }, 60000, 1, see, &s));
	assert_true(s.n == 1 && abs((int)s.kmh10 - 534) < 5);
	assert_false(pairs_drive(world.w.net, (struct point){ 1180000000, 368000000 }, (struct point){ 1180000100, 368000000 }, 60000, 1, see, &s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_and_times), cmocka_unit_test(hours_make_the_usual), cmocka_unit_test(what_is_not_usual), cmocka_unit_test(open_after_a_start),
		cmocka_unit_test(pairs_of_tollgates),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
