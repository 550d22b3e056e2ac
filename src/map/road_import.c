/* SPDX-License-Identifier: Apache-2.0 */
#include "map/road_import.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/csv.h"
#include "base/hash.h"
#include "engine/import.h"
#include "engine/record.h"
#include "map/helper_.h"
#include "map/import.h"
#include "map/road_kind.h"
#include "map/road_post.h"
#include "map/road_section.h"
#include "map/roads.h"
#include "net/json.h"

#define SOURCE_MAX 60			/* bytes, to be sure of the characters */
#define CHUNK 500			/* rows retired or restored in a job */
#define ROWS_MAX 4000000

struct importing {
	struct engine *e;
	const struct road_order *o;
	struct road_report *report;
	char helper[PATH_MAX], file[PATH_MAX], section_path[PATH_MAX], post_path[PATH_MAX];
	char source[SOURCE_MAX + 1];
};
struct table {				/* one of the two files that the helper wrote */
	const struct record *rec;
	struct slice csv;
	struct text_map codes;
	const char *path;
};

/* ---- names and places ---- */

static bool
set_source(struct importing *m)
{
	const char *base = strrchr(m->o->file, '/'), *given = m->o->source;
	size_t n;

	base = base ? base + 1 : m->o->file;
	n = given ? strlen(given) : strcspn(base, ".");
	if (!n || n > SOURCE_MAX)
		return false;
	memcpy(m->source, given ? given : base, n);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)m->source[i] < 0x20 || m->source[i] == '"' || m->source[i] == ',')
			return false;
	return utf8_valid((struct slice){ m->source, n });
}

static enum err
find_paths(struct importing *m)
{
	const char *data = m->e->options.data_dir;
	struct stat st;
	enum err e = helper_find(m->helper);

	if (e)
		return e;
	if (!realpath(m->o->file, m->file) || stat(m->file, &st))
		return E_NOT_FOUND;
	if (S_ISREG(st.st_mode) && st.st_size > MAP_SOURCE_MAX)
		return E_TOO_LARGE;
	if (!set_source(m))
		return E_BAD_VALUE;
	if (snprintf(m->section_path, PATH_MAX, "%s/.roads-%ld-sections.csv", data, (long)getpid()) >= PATH_MAX ||
	    snprintf(m->post_path, PATH_MAX, "%s/.roads-%ld-posts.csv", data, (long)getpid()) >= PATH_MAX)
		return E_TOO_LARGE;
	return E_OK;
}

/* ---- what the helper says ---- */

static void
take_count(struct road_report *r, const json_t *from, const char *name, int field)
{
	int64_t v = json_integer_value(json_object_get(from, name));

	r->value[field] = v < 0 ? 0 : v;
}

static enum err
take_report(struct slice told, struct road_report *r)
{
	json_scoped j = NULL;
	const json_t *counts;
	size_t at;

	if (json_read(told, &j, &at) || !json_is_object(j))
		return E_BAD_BODY;
	take_count(r, j, "features", road_import_features);
	take_count(r, j, "ways", road_import_ways);
	take_count(r, j, "sections", road_import_sections);
	take_count(r, j, "posts", road_import_posts);
	take_count(r, j, "metres", road_import_length_m);
	counts = json_object_get(j, "counts");
	for (int i = 0; i < ROAD_COUNTS; i++)
		take_count(r, counts, road_count_name((enum road_count)i), field_named(&road_import_record, slice_of(road_count_name((enum road_count)i))));
	return E_OK;
}

static enum err
run(struct importing *m)
{
	char roads[] = "roads", gcj[] = "gcj02", told[HELPER_TOLD_MAX];
	char *argv[] = { m->helper, roads, m->file, m->section_path, m->post_path, m->source, m->o->gcj02 ? gcj : NULL, NULL };
	size_t n = 0;
	enum err e = helper_run(argv, told, &n);

	return e ? e : take_report((struct slice){ told, n }, m->report);
}

/* ---- the tables ---- */

static enum err
open_table(struct table *t)
{
	int fd = open(t->path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *p;

	if (fd < 0 || fstat(fd, &st) || st.st_size <= 0) {
		if (fd >= 0)
			(void)close(fd);
		return E_BAD_BODY;
	}
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	(void)close(fd);
	if (p == MAP_FAILED)
		return E_STORE;
	t->csv = (struct slice){ p, (size_t)st.st_size };
	text_map_init(&t->codes, ROWS_MAX);
	return E_OK;
}

static void
close_table(struct table *t)
{
	if (!t->csv.p)
		return;
	(void)munmap((void *)(uintptr_t)t->csv.p, t->csv.n);
	text_map_free(&t->codes);
}

static enum err
take_in(struct importing *m, struct table *t)
{
	struct import_order o = { .rec = t->rec, .csv = t->csv, .preview = m->o->preview, .why = S("路网导入") };
	struct road_report *r = m->report;
	struct import_report got;
	enum err e;

	import_report_init(&got);
	e = record_import(m->e, &o, &got);
	r->value[road_import_added] += got.added;
	r->value[road_import_changed] += got.changed;
	r->value[road_import_unchanged] += got.unchanged;
	r->value[road_import_refused] += got.refused;
	if (r->errors.n && got.errors.n)
		buf_putc(&r->errors, ',');
	buf_put(&r->errors, buf_slice(&got.errors));
	import_report_free(&got);
	return e;
}

static enum err
read_codes(struct table *t)
{
	struct csv *csv = mem_alloc(sizeof *csv);
	struct csv_row row;
	enum err e;

	csv_open(csv, t->csv, CSV_UTF8);
	if (!(e = csv_next(csv, &row)))		/* the header */
		while (!(e = csv_next(csv, &row)) && row.n)
			if ((e = text_map_put(&t->codes, row.field[0], t)))
				break;
	csv_close(csv);
	mem_free(csv);
	return e == E_DONE ? E_OK : e;
}

/* ---- what the source no longer has, or has again ---- */

struct firing {
	const struct table *t;
	struct slice source;
	int64_t *id;			/* retire: positive; restore: negative */
	size_t n, begin, end;
};

static enum err
read_gone(struct importing *m, struct firing *f)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	struct arena a;
	size_t cap = 0;
	enum err e = db_reader(m->e->db, &c);

	arena_init(&a);
	if (!e && !(e = sql(c, &st, arena_printf(&a, "SELECT id, code, state FROM %s WHERE source = ?1 ORDER BY id", f->t->rec->name).p))) {
		sql_text(st, 1, f->source);
		while (!(e = sql_step(st))) {
			bool has = text_map_get(&f->t->codes, col_text(st, 1)) != NULL, used = slice_is(col_text(st, 2), "used");
			if (has == used)
				continue;
			if (f->n == cap)
				f->id = mem_resize(f->id, mul_size(cap = cap ? cap * 2 : 1024, sizeof *f->id));
			f->id[f->n++] = used ? col_int(st, 0) : -col_int(st, 0);
		}
	}
	arena_free(&a);
	return e == E_DONE ? E_OK : e;
}

static enum err
fire_some(struct call *c, void *ctx)
{
	const struct firing *f = ctx;
	struct row *r;
	enum err e = E_OK;

	for (size_t i = f->begin; i < f->end && !e; i++)
		e = record_fire_as_system(c, f->t->rec, llabs(f->id[i]), f->id[i] > 0 ? "retire" : "restore", &r);
	return e;
}

static enum err
settle(struct importing *m, const struct table *t)
{
	struct firing f = { .t = t, .source = slice_of(m->source) };
	enum err e = read_gone(m, &f);

	for (; !e && f.begin < f.n; f.begin = f.end) {
		f.end = f.begin + CHUNK < f.n ? f.begin + CHUNK : f.n;
		if (!m->o->preview)
			e = engine_write(m->e, "路网导入", fire_some, &f);
	}
	for (size_t i = 0; i < f.n; i++)
		m->report->value[f.id[i] > 0 ? road_import_retired : road_import_restored]++;
	mem_free(f.id);
	return e;
}

static enum err
take_table(struct importing *m, struct table *t)
{
	enum err e;

	if ((e = open_table(t)) || (e = take_in(m, t)) || (e = read_codes(t)))
		return e;
	return settle(m, t);
}

/* ---- the end ---- */

static enum err
count_network(struct importing *m)
{
	reader_scoped c = NULL;
	const struct road_net *n;
	struct road_size s;
	enum err e;

	if ((e = db_reader(m->e->db, &c)) || (e = roads_load(c, clock_now_ms())))
		return e;
	if (!(n = road_net_hold()))
		return E_OK;
	s = road_net_size(n);
	m->report->value[road_import_nodes] = s.nodes;
	m->report->value[road_import_islands] = s.islands;
	m->report->value[road_import_island] = s.island_edges;
	road_net_let_go(n);
	return E_OK;
}

static enum err
write_report(struct call *c, void *ctx)
{
	const struct importing *m = ctx;
	struct row *r = row_new(c->arena, &road_import_record);

	for (int i = 0; i < road_import_nfield; i++)
		if (road_import_record.field[i].type.kind == K_INT)
			row_set_int(r, i, m->report->value[i]);
	row_set_text(r, road_import_source, slice_of(m->source));
	row_set_int(r, road_import_at, c->now_ms);
	return record_create(c, r);
}

enum err
road_import(struct engine *e, const struct road_order *o, struct road_report *ret)
{
	struct importing *m = mem_alloc(sizeof *m);
	struct table section = { .rec = &road_section_record }, post = { .rec = &road_post_record };
	enum err err;

	*ret = (struct road_report){ 0 };
	buf_init(&ret->errors, MIB(2));
	*m = (struct importing){ .e = e, .o = o, .report = ret };
	section.path = m->section_path;
	post.path = m->post_path;
	if (!(err = find_paths(m)) && !(err = run(m)) && !(err = take_table(m, &section)) && !(err = take_table(m, &post)) && !(err = count_network(m)) && !o->preview)
		err = engine_write(e, "路网导入", write_report, m);
	close_table(&section);
	close_table(&post);
	if (*m->section_path)
		(void)unlink(m->section_path);
	if (*m->post_path)
		(void)unlink(m->post_path);
	mem_free(m);
	return err;
}

void
road_report_free(struct road_report *r)
{
	buf_free(&r->errors);
}

#define NAME road_import
#define DEF "map/road_import.def"
#include "engine/define.h"
