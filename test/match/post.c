/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700
#include "post.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "engine/records.h"
#include "ingest/viid_object.h"
#include "match/hot.h"
#include "match/watch_entry.h"
#include "org/device.h"
#include "org/tollgate.h"
#include "people/people.h"
#include "people/unit.h"
#include "../base/tree.h"

static const struct record *const records[] = { &unit_record, &person_record, &grant_record, &break_glass_record, &setting_record,
	&calendar_day_record, &legal_term_record, &finding_record, &tollgate_record, &device_record, &checkpoint_rule_record,
	&registry_vehicle_record, &watch_list_record, &watch_entry_record, &alarm_record, &sighting_record, &viid_object_record };
static const char *(*const tables[])(enum db_kind) = { people_ddl };
static const struct pages pages = { .record = records, .nrecord = (int)N_ELEMS(records), .table = tables, .ntable = 1 };

struct making {
	struct post *p;
	int i;
	const char *name;
	int64_t parent;
};

static enum err
add_unit(struct call *c, void *ctx)
{
	struct making *m = ctx;
	struct row *u = row_new(c->arena, &unit_record);
	enum err e;

	row_set_text(u, unit_code, arena_printf(c->arena, "37030300000%d", m->i));
	row_set_text(u, unit_name, slice_of(m->name));
	row_set_text(u, unit_level, m->i == 1 ? S("detachment") : m->i == 3 ? S("squadron") : S("brigade"));
	if (m->parent)
		row_set_int(u, unit_parent, m->parent);
	row_set_text(u, unit_valid_from, S("2010-01-01"));
	e = record_create(c, u);
	m->p->unit[m->i] = u->id;
	return e;
}

static void
add_units(struct post *p)
{
	static const struct { const char *name; int parent; } unit[] = { { 0 }, { "支队", 0 }, { "东大队", 1 }, { "东一中队", 2 }, { "西大队", 1 },
		{ "远大队", 1 } };

	for (int i = 1; i <= 5; i++)		/* each in a job of its own: a unit is known when it is committed */
		post_do(p, add_unit, &(struct making){ p, i, unit[i].name, unit[i].parent ? p->unit[unit[i].parent] : 0 });
}

static enum err
add_gate(struct call *c, struct post *p, int i, int64_t unit, int32_t lon_e7)
{
	struct row *g = row_new(c->arena, &tollgate_record), *d = row_new(c->arena, &device_record);
	enum err e;

	g->unit = d->unit = unit;
	row_set_text(g, tollgate_code, arena_printf(c->arena, "GATE00%d", i));
	row_set_text(g, tollgate_name, arena_printf(c->arena, "第%d卡口", i));
	row_set_point(g, tollgate_place, (struct point){ lon_e7, 368000000 });
	row_set_text(g, tollgate_category, S("urban"));
	row_set_text(g, tollgate_usage, S("traffic"));
	row_set_text(d, device_code, arena_printf(c->arena, "CAMERA0%d", i));
	row_set_text(d, device_name, arena_printf(c->arena, "第%d设备", i));
	row_set_text(d, device_category, S("checkpoint"));
	row_set_point(d, device_place, (struct point){ lon_e7, 368000000 });
	if ((e = record_create(c, g)) || (e = record_create(c, d)))
		return e;
	p->tollgate[i] = g->id;
	p->device[i] = d->id;
	return E_OK;
}

static enum err
fill(struct call *c, void *ctx)
{
	struct post *p = ctx;
	enum err e;

	if ((e = add_gate(c, p, 1, p->unit[3], 1180000000)) || (e = add_gate(c, p, 2, p->unit[2], 1180500000)) ||
	    (e = add_gate(c, p, 3, p->unit[4], 1181000000)))
		return e;
	return add_gate(c, p, 4, p->unit[5], 1187000000);
}

void
post_do(struct post *p, enum err (*fn)(struct call *c, void *ctx), void *ctx)
{
	ok(engine_write(p->engine, "test", fn, ctx));
}

void
post_start(struct post *p)
{
	ok(history_open(&p->history, &(struct history_options){ .data_dir = p->dir, .queue_rows = p->queue_rows }));
	ok(pack_open(&p->packs, p->dir, p->picture_budget ? p->picture_budget : MIB(64)));
	ok(match_open(&p->match, &(struct match_options){ .engine = p->engine, .history = p->history, .packs = p->packs }));
}

void
post_stop(struct post *p)
{
	match_close(p->match);
	if (p->packs)
		pack_close(p->packs);
	if (p->history)
		history_close(p->history);
	p->match = NULL;			/* a test that fails in between closes once more */
	p->packs = NULL;
	p->history = NULL;
}

struct post *
post_open(void)
{
	struct post *p = mem_alloc(sizeof *p);
	struct engine_options o = { .data_dir = p->dir, .file_budget = MIB(64), .create = true, .simulated = true };

	arena_init(&p->arena);
	(void)snprintf(p->dir, sizeof p->dir, "/tmp/luan-match-XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	ok(engine_open(&p->engine, &o, &pages));
	ok(people_open(&p->people, p->engine));
	add_units(p);
	post_do(p, fill, p);
	post_start(p);
	return p;
}

void
post_close(struct post *p)
{
	post_stop(p);
	people_close(p->people);
	engine_close(p->engine);
	clock_simulate(0);
	tree_remove(p->dir);
	arena_free(&p->arena);
	mem_free(p);
}

plate_t
post_plate(const char *text)
{
	plate_t p;

	assert_true(plate_pack(slice_of(text), &p));
	return p;
}

struct passage
post_passage(struct post *p, const char *plate, int tollgate, int64_t at_ms)
{
	return (struct passage){ .plate = post_plate(plate), .at_ms = at_ms, .received_s = (uint32_t)(at_ms / 1000), .class_code = 2,
		.tollgate = (uint32_t)p->tollgate[tollgate], .device = (uint32_t)p->device[tollgate], .lane = 1, .plate_colour = 5,
		.speed_kmh = 60, .reliability = 95 };
}

struct sent {
	struct intake in;
	pthread_mutex_t lock;
	pthread_cond_t change;
	bool done;
	enum err err;
};

static void
sent_done(struct intake *in, enum err e)
{
	struct sent *s = (struct sent *)in;

	pthread_mutex_lock(&s->lock);
	s->done = true;
	s->err = e;
	pthread_cond_signal(&s->change);
	pthread_mutex_unlock(&s->lock);
}

enum err
post_send_pictures(struct post *p, struct passage *row, uint32_t n, struct picture_set **set)
{
	struct sent s = { .in = { .row = row, .n = n, .nlive = n, .set = set, .done = sent_done }, .lock = PTHREAD_MUTEX_INITIALIZER,
		.change = PTHREAD_COND_INITIALIZER };
	struct passage_sink *sink = match_sink(p->match);

	sink->accept(sink, &s.in);
	pthread_mutex_lock(&s.lock);
	while (!s.done)
		pthread_cond_wait(&s.change, &s.lock);
	pthread_mutex_unlock(&s.lock);
	return s.err;
}

enum err
post_send(struct post *p, struct passage *row, uint32_t n)
{
	return post_send_pictures(p, row, n, NULL);
}

void
post_settle(struct post *p)
{
	struct match_stats st;
	int64_t until = clock_mono_ms() + 30000;

	do {
		usleep(1000);
		match_stats(p->match, &st);
		assert_true(clock_mono_ms() < until);
	} while (st.waiting);
}

struct entry {
	const char *plate, *category, *reach;
	int64_t unit, id;
};

static enum err
make_entry(struct call *c, void *ctx)
{
	struct entry *w = ctx;
	struct row *r = row_new(c->arena, &watch_entry_record), *after;
	enum err e;

	r->unit = w->unit;
	row_set_text(r, watch_entry_category, slice_of(w->category));
	row_set_text(r, watch_entry_subject, S("测试布控"));
	row_set_text(r, watch_entry_basis, S("测试"));
	row_set_text(r, watch_entry_case_no, S("T-1"));
	row_set_text(r, watch_entry_plate, slice_of(w->plate));
	row_set_text(r, watch_entry_plate_class, S("02"));
	row_set_text(r, watch_entry_reach, slice_of(w->reach));
	row_set_text(r, watch_entry_visibility, S("unit"));
	row_set_text(r, watch_entry_action, S("intercept"));
	row_set_int(r, watch_entry_priority, 1);
	row_set_int(r, watch_entry_to_at, c->now_ms + 7 * DAY_MS);
	if ((e = record_create(c, r)))
		return e;
	w->id = r->id;
	return record_fire(c, &watch_entry_record, r->id, 0, "approve", row_new(c->arena, &watch_entry_record), 0, &after);
}

int64_t
post_entry(struct post *p, const char *plate, const char *category, const char *reach, int64_t unit)
{
	struct entry w = { plate, category, reach, unit, 0 };

	post_do(p, make_entry, &w);
	ok(hot_tick(p->engine, NULL));
	return w.id;
}

int64_t
post_count(struct post *p, const char *text)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;

	ok(db_reader(p->engine->db, &c));
	ok(sql(c, &st, text));
	ok(sql_step(st));
	return col_int(st, 0);
}
