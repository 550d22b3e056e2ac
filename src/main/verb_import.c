/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/api.h"
#include "cases/bank_file.h"
#include "engine/deadline.h"
#include "engine/import.h"
#include "main/options.h"
#include "main/pages.h"
#include "map/import.h"
#include "map/road_import.h"
#include "match/list.h"
#include "passage/import.h"
#include "plan/take.h"

static int
show(const struct import_report *r)
{
	struct buf b;

	buf_init(&b, MIB(8));
	import_report_json(r, &b);
	(void)fwrite(b.p, 1, b.n, stdout);
	(void)fputc('\n', stdout);
	buf_free(&b);
	(void)fprintf(stderr, "接受 %lld，新增 %lld，变更 %lld，相同 %lld，拒绝 %lld / accepted, added, changed, unchanged, refused\n",
	    (long long)r->accepted, (long long)r->added, (long long)r->changed, (long long)r->unchanged, (long long)r->refused);
	return r->refused ? 1 : 0;
}

/* A holiday decreed late moves clocks that run: a server does so by its timer, without one it is done here. */
static void
move_deadlines(struct engine *e, const struct record *rec, struct slice why)
{
	int64_t moved = 0;

	if (strcmp(rec->name, "calendar_day") && strcmp(rec->name, "legal_term"))
		return;
	if (!deadline_recompute(e, why, &moved))
		(void)fprintf(stderr, "重算期限 %lld 个 / deadlines moved\n", (long long)moved);
}

static int
import(struct config *c, struct engine *e, const struct record *rec, struct slice csv)
{
	struct import_order o = { .rec = rec, .csv = csv, .preview = config_bool(c, "preview"),
		.why = slice_of(config_str(c, "why") ? config_str(c, "why") : "命令行导入") };
	struct import_report r;
	enum err err;
	int rc;

	import_report_init(&r);
	err = record_import(e, &o, &r);
	rc = err && err != E_BAD_BODY ? fail("import", err) : show(&r);
	if (!err && !o.preview)
		move_deadlines(e, rec, o.why);
	import_report_free(&r);
	return rc;
}

/* A feed of warnings as it came from outside (plan/feed.h). What concerns no district here is only counted. */
static int
import_weather(struct config *c, struct engine *e, struct slice text)
{
	const char *why = config_str(c, "why");
	struct taken t;
	struct buf b;
	enum err err = warnings_import(e, text, why ? why : "命令行导入气象预警", &t);

	if (err)
		return fail("import weather", err);
	buf_init(&b, KIB(4));
	taken_json(&t, &b);
	(void)printf("{%.*s}\n", (int)b.n, b.p);
	buf_free(&b);
	for (int i = 1; i < FEED_FAULTS; i++)
		if (t.fault[i])
			(void)fprintf(stderr, "%d 条：%s\n", t.fault[i], feed_fault_text((enum feed_fault)i));
	return t.refused ? 1 : 0;
}

/* The official list: taken in as a difference; a person approves it at the desk. --approve: at once, in a simulated store. */
static int
import_watch(struct config *c, struct engine *e, const char *path, struct slice csv)
{
	const char *why = config_str(c, "why"), *name = strrchr(path, '/');
	int64_t row = 0;
	enum err err = list_import(e, slice_of(why ? why : name ? name + 1 : path), csv, config_bool(c, "approve"), &row);

	if (err)
		return fail("import watch", err);
	(void)printf("{\"watch_list\":%lld}\n", (long long)row);
	(void)fprintf(stderr, "名单 %lld 已%s / list %s\n", (long long)row, config_bool(c, "approve") ? "生效" : "导入，待批准",
	    config_bool(c, "approve") ? "in force" : "taken in, to be approved");
	return 0;
}

/* The history has one writer: refused beside a running server. A preview needs none. */
static int
import_passages(struct config *c, struct engine *e, const char *path)
{
	const struct history_options h = { .data_dir = e->options.data_dir };
	struct passage_import o = { .engine = e, .path = path, .preview = config_bool(c, "preview") };
	struct import_report r;
	enum err err = o.preview ? E_OK : history_open(&o.history, &h);
	int rc;

	if (err)
		return fail_passages(err);
	import_report_init(&r);
	err = passages_import(&o, &r);
	if (o.history)
		history_close(o.history);
	rc = err && err != E_BAD_BODY ? fail("import", err) : show(&r);
	import_report_free(&r);
	return rc;
}

/* The daily file of a bank. 0: taken, whatever it differs on; 1: faulty, nothing was booked. */
static int
import_payments(struct config *c, struct engine *e, const char *path, struct slice csv)
{
	const char *name = strrchr(path, '/');
	struct bank_order o = { .name = slice_of(name ? name + 1 : path), .csv = csv, .adapter = slice_of(config_str(c, "adapter")), .preview = config_bool(c, "preview") };
	struct import_report r;
	enum err err;
	int rc;

	import_report_init(&r);
	err = bank_file_import(e, &o, &r);
	rc = err && err != E_BAD_BODY ? fail("import payments", err) : show(&r);
	import_report_free(&r);
	return rc;
}

static int
with_slice(struct config *c, struct engine *e, const char *what, const char *path, struct slice csv)
{
	const struct record *rec = import_target(e, slice_of(what));

	if (!rec && !strcmp(what, "weather"))
		return import_weather(c, e, csv);
	return rec ? import(c, e, rec, csv) : !strcmp(what, "payments") ? import_payments(c, e, path, csv) : import_watch(c, e, path, csv);
}

static int
with_file(struct config *c, struct engine *e, const char *what, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;
	struct stat st;
	void *p;

	if (!import_target(e, slice_of(what)) && strcmp(what, "watch") && strcmp(what, "payments") && strcmp(what, "weather"))
		return (void)fprintf(stderr, "luan import devices|holidays|codes|terms|registry|authorities|factors|evidence|speeds|figures|watch|passages|"
		    "payments|weather|roads FILE\n"), 2;
	if (fd < 0 || fstat(fd, &st) || st.st_size <= 0)
		return fail(path, E_NOT_FOUND);
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return fail(path, E_STORE);
	rc = with_slice(c, e, what, path, (struct slice){ p, (size_t)st.st_size });
	(void)munmap(p, (size_t)st.st_size);
	(void)close(fd);
	return rc;
}

/* The base map is a file of its own beside the store: no record, no transaction. */
static int
import_map(const struct config *c, const char *path)
{
	struct map_report r;
	enum err e = map_import(config_str(c, "data"), path, config_str(c, "attribution"), &r);

	if (e)
		return fail(path, e);
	(void)fprintf(stderr, "底图：收入 %lld，略过 %lld，瓦片 %lld，%lld KB / kept, left out, tiles, size\n", (long long)r.kept,
	    (long long)r.skipped, (long long)r.tiles, (long long)(r.bytes / 1024));
	return 0;
}

/* The road network: everything that was understood, changed and left out is told, and kept as a row of road_import. */
static int
import_roads(struct config *c, struct engine *e, const char *path)
{
	struct road_order o = { .file = path, .source = config_str(c, "source"), .gcj02 = config_bool(c, "gcj02"), .preview = config_bool(c, "preview") };
	struct road_report r;
	enum err err = road_import(e, &o, &r);

	for (int i = 0; !err && i < road_import_nfield; i++) {
		const struct field *f = &road_import_record.field[i];
		struct slice zh = title_zh(f->title);
		if (f->type.kind == K_INT && r.value[i])
			(void)printf("%-18s %12lld  %.*s\n", f->name, (long long)r.value[i], (int)zh.n, zh.p);
	}
	if (r.errors.n)
		(void)fprintf(stderr, "[%.*s]\n", (int)r.errors.n, r.errors.p);
	road_report_free(&r);
	return err ? fail(path, err) : 0;
}

int
verb_import(struct config *c, int argc, char **argv)
{
	struct engine_options o = engine_options(c);
	struct engine *e;
	enum err err;
	int rc;

	if (argc != 2)
		return (void)fprintf(stderr, "luan import devices|holidays|codes|terms|registry|watch|passages|payments|weather|map|roads FILE [--preview] [--why ..]\n"), 2;
	if (!strcmp(argv[0], "map"))
		return import_map(c, argv[1]);
	if ((err = engine_open(&e, &o, all_pages())))
		return fail("import", err);
	rc = !strcmp(argv[0], "roads") ? import_roads(c, e, argv[1]) : !strcmp(argv[0], "passages") ? import_passages(c, e, argv[1]) : with_file(c, e, argv[0], argv[1]);
	engine_close(e);
	return rc;
}
