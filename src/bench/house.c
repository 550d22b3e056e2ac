/* SPDX-License-Identifier: Apache-2.0 */
/* house.c - an organisation with rows to measure on: one detachment, brigades, squadrons, devices, repair orders.
 * Units, persons and grants are made by the engine; the many rows by SQL, since they are only there to be many. */
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/hash.h"
#include "bench/bench_.h"
#include "demo/demo.h"
#include "engine/record.h"
#include "engine/schema_live.h"
#include "people/admin.h"
#include "people/unit.h"

#define CHUNK 50000			/* rows of one transaction */
#define CACHE MIB(768)			/* while filling */
#define FIRST_BRIGADE 2			/* ids: root 1, brigades, squadrons */
#define FIRST_SQUADRON (FIRST_BRIGADE + HOUSE_BRIGADES)

/* ---- organisation ---- */

static enum err
add_unit(struct call *c, int n, const char *level, int64_t parent)
{
	struct row *r = row_new(c->arena, &unit_record);

	row_set_text(r, unit_code, arena_printf(c->arena, "3703%08d", n));
	row_set_text(r, unit_name, arena_printf(c->arena, "测试单位%d", n));
	row_set_text(r, unit_level, slice_of(level));
	row_set_int(r, unit_parent, parent);
	row_set_text(r, unit_valid_from, S("2019-01-01"));
	return record_create(c, r);
}

static enum err
add_units(struct call *c, void *ctx)
{
	enum err e = E_OK;
	int n = 0;

	(void)ctx;
	for (int i = 0; !e && i < HOUSE_BRIGADES; i++)
		e = add_unit(c, ++n, "brigade", 1);
	for (int i = 0; !e && i < HOUSE_BRIGADES * HOUSE_SQUADRONS; i++)
		e = add_unit(c, ++n, "squadron", FIRST_BRIGADE + i / HOUSE_SQUADRONS);
	return e;
}

static enum err
add_people(struct engine *e)
{
	static const struct {
		const char *user;
		unsigned roles;
		int64_t unit;
	} who[] = {
		{ "device-a", R_device, 1 }, { "device-b", R_device, 1 }, { "leader", R_leader, 1 },
		{ "leader.b", R_leader, FIRST_BRIGADE }, { "leader.s", R_leader, FIRST_SQUADRON },
	};
	struct account_made made;
	enum err err = E_OK;

	for (size_t i = 0; !err && i < N_ELEMS(who); i++) {
		struct account_new n = { .user = slice_of(who[i].user), .name = slice_of(who[i].user), .unit = who[i].unit,
			.roles = who[i].roles, .password = S(BENCH_PASSWORD) };
		err = account_add(e, &n, &made);
	}
	return err;
}

static enum err
organise(struct engine *e)
{
	struct people *p;
	enum err err = people_open(&p, e);

	if (err)
		return err;
	e->signin = people_signin(p);
	if (!(err = seed_store(e, "370300000000", "测试支队")) && !(err = engine_write(e, "bench", add_units, NULL)))
		err = add_people(e);
	people_close(p);
	e->signin = NULL;
	return err;
}

enum err
house_make(struct bench *b, const char *data, struct engine **ret)
{
	struct engine_options o = { .data_dir = data, .store_url = b->o.store, .cache_bytes = CACHE, .file_budget = 1ull << 30,
		.create = true, .simulated = true };
	enum err e;

	house_remove(b, data);
	if ((e = engine_open(ret, &o, b->o.pages)))
		return bench_failed("store", e);
	if ((e = organise(*ret))) {
		engine_close(*ret);
		return bench_failed("store", e);
	}
	return E_OK;
}

/* ---- rows ---- */

struct rows {
	const char *text;		/* of one chunk: ?1 first, ?2 last, ?3 devices */
	int64_t first, last, devices;
};

static enum err
rows_job(void *ctx, struct conn *c)
{
	const struct rows *r = ctx;
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, r->text);

	if (e)
		return e;
	sql_int(st, 1, r->first);
	sql_int(st, 2, r->last);
	sql_int(st, 3, r->devices);
	return sql_run(st);
}

static enum err
fill(struct engine *e, const char *text, int64_t n, int64_t devices)
{
	struct rows r = { .text = text, .devices = devices };
	enum err err = E_OK;

	for (r.first = 1; !err && r.first <= n; r.first = r.last + 1) {
		r.last = r.first + CHUNK - 1 < n ? r.first + CHUNK - 1 : n;
		err = db_write(e->db, rows_job, &r);
	}
	return err ? bench_failed("rows", err) : E_OK;
}

/* h is spread over 32 bits; its upper digits choose. */
#define NUMBERS "WITH RECURSIVE n(i, h) AS (SELECT CAST(?1 AS BIGINT), CAST(?1 AS BIGINT) * 2654435761 % 4294967296 UNION ALL" \
	" SELECT i + 1, (i + 1) * 2654435761 % 4294967296 FROM n WHERE i < CAST(?2 AS BIGINT)) "
#define COMMON "unit, version, created_at, created_by, updated_at, updated_by"
#define TEXT_OF(x) #x
#define NUMBER(x) TEXT_OF(x)
#define UNIT_OF(device) "12 + (" device ") % 80"	/* FIRST_SQUADRON + device % squadrons */
_Static_assert(FIRST_SQUADRON == 12 && HOUSE_BRIGADES * HOUSE_SQUADRONS == 80, "UNIT_OF says so");

enum err
house_devices(struct engine *e, int64_t n)
{
	return fill(e, "INSERT INTO device (" COMMON ", state, code, name, category, place_lon, place_lat, road, road_class, maker, published_on, verified_until)"
	    " " NUMBERS "SELECT " UNIT_OF("i") ", 1, 1700000000000 + i, 1, 1700000000000 + i, 1, 'faulty', 'B' || (1000000 + i),"
	    " '中心路第' || i || '路口', CASE h / 65536 % 3 WHEN 0 THEN 'red_light' WHEN 1 THEN 'checkpoint' ELSE 'video' END,"
	    " 1180000000 + h / 4096, 367000000 + h % 1000000, 'G' || (300 + h / 65536 % 50), 'urban', '厂家' || (h / 65536 % 20), '2023-06-01', '2099-12-31'"
	    " FROM n WHERE CAST(?3 AS BIGINT) >= 0", n, n);
}

#define CODE_HASH "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f"

enum err
house_terminals(struct engine *e, int64_t n)
{
	enum err err = fill(e, "INSERT INTO fleet_vehicle (" COMMON ", state, number, plate, kind) " NUMBERS "SELECT " UNIT_OF("i")
	    ", 1, 1700000000000 + i, 1, 1700000000000 + i, 1, 'in_service', 'B' || (1000000 + i), '鲁C' || (10000 + i % 90000), 'car'"
	    " FROM n WHERE CAST(?3 AS BIGINT) >= 0", n, n);

	return err ? err : fill(e, "INSERT INTO terminal (" COMMON ", state, phone, vehicle, serial, code, registered_at) " NUMBERS "SELECT " UNIT_OF("i")
	    ", 1, 1700000000000 + i, 1, 1700000000000 + i, 1, 'registered', '' || (13900000000 + i - 1), i, 'T' || i, '" CODE_HASH "', 1700000000000"
	    " FROM n WHERE CAST(?3 AS BIGINT) >= 0", n, n);
}

/* Nine in ten are closed; three years, a row each 45 s at two million. No clock has run out and no rule is broken, so that
 * the server is not busy with findings while it is measured. */
#define LATER "1924992000000 + 3600000 * (h / 4096 % 8760)"
#define ORDER_COLUMNS "INSERT INTO repair_order (" COMMON ", state, due_from, due_at, due_term, due_why, device, fault, seen_at," \
	" urgency, what, contact, cause, returned) " NUMBERS "SELECT " UNIT_OF("1 + h / 16 % CAST(?3 AS BIGINT)") \
	", 3, 1680000000000 + i * 45000, 1 + h % 5, 1680000000000 + i * 45000 + h % 90000000, 1 + h % 4, "
#define ORDER_REST " 1 + h / 16 % CAST(?3 AS BIGINT), CASE h / 1024 % 5 WHEN 0 THEN 'offline' WHEN 1 THEN 'image' WHEN 2 THEN 'power'" \
	" WHEN 3 THEN 'clock' ELSE 'damage' END, 1680000000000 + i * 45000 - 60000, CASE h / 16777216 % 10 WHEN 0 THEN 'urgent' ELSE 'normal' END," \
	" '路口设备离线，第' || i || '号报修', '张' || (h % 1000) || ' 1385330' || (1000 + h % 9000), NULL, 0 FROM n"
#define SHARE "(h / 65536 % 1000)"	/* 0 .. 999 */
#define ACTIVE " CASE WHEN " SHARE " < 90 THEN "

enum err
house_orders(struct engine *e, int64_t n, bool all_accepted)
{
	return fill(e, all_accepted ?
	    ORDER_COLUMNS "'accepted', 1680000000000 + i * 45000, " LATER ", 'repair_finish', '48小时',"
	    ORDER_REST :
	    ORDER_COLUMNS "CASE WHEN " SHARE " < 30 THEN 'open' WHEN " SHARE " < 70 THEN 'accepted' WHEN " SHARE " < 90 THEN 'repaired'"
	    " WHEN " SHARE " < 100 THEN 'voided' ELSE 'closed' END,"
	    ACTIVE "1680000000000 + i * 45000 END," ACTIVE LATER " END,"
	    ACTIVE "'repair_finish' END," ACTIVE "'48小时' END," ORDER_REST, n, n < 160 ? 80 : n / 100 < 10952 ? n / 100 + 80 : 10952);
}

/* ---- places ---- */

const char *
house_path(struct bench *b, const char *what)
{
	return arena_printf(&b->arena, "%s/%s%s", b->o.dir, what, b->postgres ? "-pg" : "").p;
}

static void
remove_below(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		char name[4096];
		struct stat st;
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		(void)snprintf(name, sizeof name, "%s/%s", path, e->d_name);
		if (!lstat(name, &st) && S_ISDIR(st.st_mode))
			remove_below(name);
		else
			(void)unlink(name);
	}
	if (d)
		closedir(d);
	(void)rmdir(path);
}

/* Only what is a store: a directory with luan.db or keys in it. */
void
house_remove(struct bench *b, const char *data)
{
	char name[4096];

	(void)b;
	(void)snprintf(name, sizeof name, "%s/keys", data);
	if (access(name, F_OK) == 0)
		remove_below(data);
}

static enum err
make_large(struct bench *b, int64_t rows, const char *data)
{
	struct engine *e;
	int64_t began = now_us();
	enum err err = house_make(b, data, &e);

	if (err)
		return err;
	if (!(err = house_devices(e, 10952)))
		err = house_orders(e, rows, false);
	engine_close(e);
	(void)printf("# %lld rows filled in %.1f s\n", (long long)rows, (double)(now_us() - began) / 1e6);
	return err;
}

/* Set when the store is complete: one that was broken off, or of other tables, is made anew. */
const char *
house_mark(struct bench *b, const char *data)
{
	struct buf ddl;
	uint64_t h;

	buf_init(&ddl, MIB(8));
	schema_sql(b->o.pages, DB_SQLITE, &ddl);
	h = hash64(buf_slice(&ddl));
	buf_free(&ddl);
	return arena_printf(&b->arena, "%s/complete-%016llx", data, (unsigned long long)h).p;
}

enum err
house_large(struct bench *b, int64_t rows, const char **ret_data)
{
	const char *data = house_path(b, arena_printf(&b->arena, "rows-%lld", (long long)rows).p);
	const char *mark = house_mark(b, data);
	FILE *f;
	enum err e;

	*ret_data = data;
	if (access(mark, F_OK) == 0)
		return E_OK;
	if ((e = make_large(b, rows, data)))
		return e;
	if (!(f = fopen(mark, "we")))
		return bench_failed(mark, E_STORE);
	(void)fclose(f);
	return E_OK;
}
