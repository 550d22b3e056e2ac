/* SPDX-License-Identifier: Apache-2.0 */
#include "map/roads.h"

#include <stdatomic.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/timer.h"
#include "map/polyline.h"
#include "map/road_kind.h"

#define LOOK_MS 1000
#define OTHERS_MS 60000			/* how often what another server changed is looked for */
#define POINTS_MAX 4000

struct stamp {				/* of what was loaded */
	int64_t import, rows, updated, day;
};
static struct {
	atomic_bool dirty;
	struct stamp loaded;
	int64_t others_mono_ms;
} state;

void
roads_changed(struct call *c, const struct row *r)
{
	(void)c;
	(void)r;
	atomic_store(&state.dirty, true);
}

/* ---- reading the tables ---- */

struct reading {
	struct road_line *line;
	struct road_mark *mark;
	size_t n, cap, nmark, mark_cap, bad;
	struct arena arena;		/* names and courses, until the network has them */
};

static int32_t
km_or_none(struct stmt *st, int col)
{
	return col_null(st, col) ? ROAD_NO_KM : (int32_t)col_int(st, col);
}

static void
read_line(struct reading *r, struct stmt *st, struct point *space)
{
	struct road_line *l;
	struct road_figures f;
	enum road_class class;
	struct point *shape;
	size_t n;

	if (!road_class_named(col_text(st, 4), &class) || !polyline_decode(col_text(st, 10), space, POINTS_MAX, &n)) {
		r->bad++;
		return;
	}
	if (r->n == r->cap)
		r->line = mem_resize(r->line, mul_size(r->cap = r->cap ? r->cap * 2 : 4096, sizeof *r->line));
	l = &r->line[r->n++];
	shape = arena_array(&r->arena, struct point, n);
	memcpy(shape, space, n * sizeof *shape);
	f = road_figures_of(class);
	*l = (struct road_line){ .section = col_int(st, 0), .unit = col_int(st, 1), .name = arena_copy(&r->arena, col_text(st, 2)),
		.number = arena_copy(&r->arena, col_text(st, 3)),
		.shape = shape, .nshape = (uint32_t)n, .from_km_m = km_or_none(st, 8), .to_km_m = km_or_none(st, 9), .limit_kmh = (uint16_t)col_int(st, 5),
		.class = (uint8_t)class, .lanes = (uint8_t)col_int(st, 6), .oneway = col_int(st, 7) != 0 };
	if (!l->limit_kmh)
		l->limit_kmh = (uint16_t)f.limit_kmh;
	l->free_kmh = (uint16_t)((int32_t)l->limit_kmh * f.free_permille / 1000);
}

static enum err
read_sections(struct conn *c, struct reading *r)
{
	struct point *space = arena_array(&r->arena, struct point, POINTS_MAX);
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT id, keeper, name, number, class, limit_kmh, lanes, oneway, from_km_m, to_km_m, shape FROM road_section WHERE state = 'used' ORDER BY id");

	if (e)
		return e;
	while (!(e = sql_step(st)))
		read_line(r, st, space);
	return e == E_DONE ? E_OK : e;
}

static enum err
read_posts(struct conn *c, struct reading *r)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT number, km_m, place_lon, place_lat FROM road_post WHERE state = 'used'");

	if (e)
		return e;
	while (!(e = sql_step(st))) {
		if (r->nmark == r->mark_cap)
			r->mark = mem_resize(r->mark, mul_size(r->mark_cap = r->mark_cap ? r->mark_cap * 2 : 1024, sizeof *r->mark));
		r->mark[r->nmark++] = (struct road_mark){ arena_copy(&r->arena, col_text(st, 0)), (int32_t)col_int(st, 1),
			{ (int32_t)col_int(st, 2), (int32_t)col_int(st, 3) } };
	}
	return e == E_DONE ? E_OK : e;
}

static void
put(struct reading *r)
{
	struct road_net *n = r->n ? road_net_make(r->line, r->n, r->mark, r->nmark) : NULL;
	struct road_size s = { 0 };

	if (n)
		s = road_net_size(n);
	road_net_put(n);
	log_at(r->bad ? LOG_WARN : LOG_INFO, "roads.load", KV("sections", LI(s.edges)), KV("nodes", LI(s.nodes)), KV("islands", LI(s.islands)),
	    KV("unread", LI((int64_t)r->bad)));
}

enum err
roads_load(struct conn *c, int64_t now_ms)
{
	struct reading r = { 0 };
	enum err e;

	arena_init(&r.arena);
	if (!(e = road_figures_load(c, now_ms)) && !(e = read_sections(c, &r)) && !(e = read_posts(c, &r)))
		put(&r);
	mem_free(r.line);
	mem_free(r.mark);
	arena_free(&r.arena);
	return e;
}

/* ---- when ---- */

static enum err
one_number(struct conn *c, const char *text, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, text);

	if (!e && !(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e;
}

/* The import is looked for each second; rows that another server has changed are counted only once in a while: there is no index for it. */
static enum err
look(struct conn *c, struct stamp *now)
{
	int64_t mono = clock_mono_ms();
	enum err e;

	if ((e = one_number(c, "SELECT coalesce(max(id), 0) FROM road_import", &now->import)))
		return e;
	if (mono - state.others_mono_ms < OTHERS_MS && now->import == state.loaded.import)
		return E_OK;
	state.others_mono_ms = mono;
	if ((e = one_number(c, "SELECT count(*) FROM road_section", &now->rows)))
		return e;
	return one_number(c, "SELECT coalesce(max(updated_at), 0) FROM road_section", &now->updated);
}

static enum err
tick(struct engine *e, void *ctx)
{
	reader_scoped c = NULL;
	struct stamp now = state.loaded;
	bool dirty = atomic_exchange(&state.dirty, false);
	enum err err;

	(void)ctx;
	now.day = beijing_day(clock_now_ms());
	if ((err = db_reader(e->db, &c)) || (err = look(c, &now)))
		return err;
	if (!dirty && !memcmp(&now, &state.loaded, sizeof now))
		return E_OK;
	if ((err = roads_load(c, clock_now_ms())))
		atomic_store(&state.dirty, true);
	else
		state.loaded = now;
	return err;
}

enum err
roads_open(struct engine *e)
{
	enum err err;

	state.loaded = (struct stamp){ .import = -1 };
	if ((err = tick(e, NULL)))
		return err;
	return timer_add(e, "roads", LOOK_MS, tick, NULL);
}

void
roads_stop(void)
{
	road_net_put(NULL);
}
