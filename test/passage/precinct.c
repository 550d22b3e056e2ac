/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700
#include "precinct.h"

#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "engine/deadline.h"
#include "engine/record.h"
#include "engine/records.h"
#include "engine/rest.h"
#include "main/pages.h"
#include "net/client.h"
#include "org/tollgate.h"
#include "people/admin.h"
#include "people/grant.h"
#include "people/people.h"
#include "people/unit.h"
#include "../base/tree.h"

#define PASSWORD "Kw7-brass-lamp"

struct precinct at;
static struct http_server *server;
static char dir[64], address[40];
static struct {
	char user[40];
	char header[200];
} signed_in[16];
static json_t *last;

uint32_t
gate_id(int i)
{
	return at.gate[i];
}

/* ---- what there is ---- */

struct making {
	const char *code, *name, *level;
	int64_t unit, id;
	int32_t lon_e7, lat_e7;
};

static enum err
make_unit(struct call *c, void *ctx)
{
	struct making *m = ctx;
	struct row *u = row_new(c->arena, &unit_record);
	enum err e;

	row_set_text(u, unit_code, slice_of(m->code));
	row_set_text(u, unit_name, slice_of(m->name));
	row_set_text(u, unit_level, slice_of(m->level));
	if (m->unit)
		row_set_int(u, unit_parent, m->unit);
	row_set_text(u, unit_valid_from, S("2010-01-01"));
	e = record_create(c, u);
	m->id = u->id;
	return e;
}

static int64_t
new_unit(const char *code, const char *name, const char *level, int64_t parent)
{
	struct making m = { .code = code, .name = name, .level = level, .unit = parent };

	ok(engine_write(at.engine, NULL, make_unit, &m));
	return m.id;
}

static enum err
make_gate(struct call *c, void *ctx)
{
	struct making *m = ctx;
	struct row *r = row_new(c->arena, &tollgate_record);
	enum err e;

	r->unit = m->unit;
	row_set_text(r, tollgate_code, slice_of(m->code));
	row_set_text(r, tollgate_name, slice_of(m->name));
	row_set_point(r, tollgate_place, (struct point){ m->lon_e7, m->lat_e7 });
	row_set_text(r, tollgate_category, S("urban"));
	row_set_text(r, tollgate_usage, S("traffic"));
	e = record_create(c, r);
	m->id = r->id;
	return e;
}

static uint32_t
new_gate(const char *code, const char *name, int64_t unit, int32_t lon_e7, int32_t lat_e7)
{
	struct making m = { .code = code, .name = name, .unit = unit, .lon_e7 = lon_e7, .lat_e7 = lat_e7 };

	ok(engine_write(at.engine, NULL, make_gate, &m));
	return (uint32_t)m.id;
}

static void
person(const char *user, unsigned roles, int64_t unit, bool persons)
{
	static char hash[PASSWORD_HASH_MAX];	/* one for all: each costs a tenth of a second */
	struct account_new n = { .user = slice_of(user), .name = slice_of(user), .unit = unit, .roles = roles, .persons = persons,
		.password = S(PASSWORD), .hash = hash };
	struct account_made m;

	if (!hash[0])
		ok(password_hash(S(PASSWORD), hash));
	ok(account_add(at.engine, &n, &m));
}

static enum err
make_leader(struct call *c, void *ctx)
{
	const struct making *m = ctx;
	struct row *g = row_new(c->arena, &grant_record), *after;
	enum err e;

	g->unit = m->unit;
	g->state = grant_is_requested;
	row_set_int(g, grant_person, m->id);
	row_set_text(g, grant_role, S("leader"));
	row_set_int(g, grant_persons, 1);
	row_set_text(g, grant_purpose, S("test"));
	if ((e = record_create(c, g)))
		return e;
	return record_fire(c, &grant_record, g->id, 0, "approve", row_new(c->arena, &grant_record), 0, &after);
}

/* One more grant, for whoever was made last. */
static void
lead(int64_t unit)
{
	struct making m = { .unit = unit, .id = count("SELECT max(id) FROM person") };

	ok(engine_write(at.engine, NULL, make_leader, &m));
}

static void
populate(void)
{
	at.detachment = new_unit("370303000000", "支队", "detachment", 0);
	at.east = new_unit("370303000001", "东大队", "brigade", at.detachment);
	at.west = new_unit("370303000002", "西大队", "brigade", at.detachment);
	at.gate[0] = new_gate("370303000001210001", "东一卡口", at.east, 1180000000, 368000000);
	at.gate[1] = new_gate("370303000001210002", "东二卡口", at.east, 1181000000, 368000000);
	at.gate[2] = new_gate("370303000001210003", "西一卡口", at.west, 1180000000, 369000000);
	person("secadmin", R_secadmin, at.detachment, false);
	person("officer", R_officer, at.east, true);
	person("plain", R_officer, at.east, false);
	person("case_officer", R_case_officer, at.east, true);
	person("stranger", R_officer, at.west, true);
	person("mixed", R_officer, at.detachment, true);
	lead(at.east);
	person("chief", R_leader, at.detachment, true);
	person("blind_chief", R_leader, at.detachment, false);
	person("auditor", R_auditor, at.detachment, false);
	person("supervisor", R_supervisor, at.detachment, true);
	person("clerk", R_personnel, at.detachment, true);
	person("legal", R_legal, at.detachment, true);
	person("device", R_device, at.detachment, false);
}

static void
serve(void)
{
	struct http_options o = { .address = "127.0.0.1:0", .loop_threads = 1, .worker_threads = 4, .max_connections = 256,
		.max_per_address = 256 };
	struct http_route route[PEOPLE_ROUTES + PASSAGES_ROUTES + 1];
	size_t n;

	ok(people_start(at.people));
	n = people_routes(at.people, route, PEOPLE_ROUTES);
	n += passages_routes(at.passages, route + n, PASSAGES_ROUTES);
	route[n++] = (struct http_route){ .prefix = "/api/v1/", .handle = rest_serve, .ctx = at.engine, .body_max = KIB(64) };
	ok(http_start(&server, &o, route, n));
	snprintf(address, sizeof address, "127.0.0.1:%d", http_port(server));
}

int
precinct_open(void **state)
{
	struct engine_options o = { .data_dir = dir, .file_budget = MIB(64), .create = true };
	struct history_options h = { .data_dir = dir, .segment_rows = 20000 };

	(void)state;
	memset(&at, 0, sizeof at);
	memset(signed_in, 0, sizeof signed_in);
	log_setup(LOG_TEXT, LOG_ERROR, 2);
	snprintf(dir, sizeof dir, "/tmp/luan-passage-XXXXXX");
	assert_non_null(mkdtemp(dir));
	clock_simulate(NOW_MS);
	ok(engine_open(&at.engine, &o, all_pages()));
	ok(people_open(&at.people, at.engine));
	at.engine->signin = people_signin(at.people);
	ok(history_open(&at.history, &h));
	ok(pack_open(&at.packs, dir, MIB(64)));
	ok(passages_open(&at.passages, &(struct passages_options){ at.engine, at.history, at.packs }));
	populate();
	serve();
	return 0;
}

int
precinct_close(void **state)
{
	(void)state;
	http_stop(server);
	passages_close(at.passages);
	people_close(at.people);
	pack_close(at.packs);
	history_close(at.history);
	engine_close(at.engine);
	clock_simulate(0);
	json_decref(last);
	last = NULL;
	tree_remove(dir);
	return 0;
}

/* ---- passages ---- */

struct waiting {
	struct history_batch b;
	sem_t landed;
	enum err err;
};

static void
landed(struct history_batch *b, enum err e)
{
	struct waiting *w = (struct waiting *)b;

	w->err = e;
	sem_post(&w->landed);
}

int64_t
pass_with(struct passage p, enum passage_series s)
{
	struct waiting w = { .b = { .row = &p, .n = 1, .series = s, .done = landed } };

	sem_init(&w.landed, 0, 0);
	history_append(at.history, &w.b);
	while (sem_wait(&w.landed))
		;
	ok(w.err);
	return passage_id(w.b.segment, p.seq);
}

int64_t
pass(const char *plate, int class_code, uint32_t gate, int64_t hours_ago)
{
	struct passage p = { .class_code = (uint8_t)class_code, .tollgate = gate, .device = 7, .lane = 1, .direction = 1,
		.plate_colour = 5, .vehicle_colour = 2, .vehicle_type = passage_vehicle_type(S("K33")), .speed_kmh = 60, .reliability = 95,
		.at_ms = NOW_MS - hours_ago * HOUR_MS, .received_s = (uint32_t)((NOW_MS - hours_ago * HOUR_MS) / 1000 + 1) };

	assert_true(plate_pack(slice_of(plate), &p.plate));
	if (plate_unread(p.plate))
		p.flags |= PASSAGE_UNREAD;
	return pass_with(p, SERIES_LIVE);
}

/* ---- asking ---- */

static void
keep(struct reply *r, const struct client_reply *got)
{
	const char *s;

	json_decref(last);
	r->status = got->status;
	r->body = last = got->body.n ? json_loadb(got->body.p, got->body.n, 0, NULL) : NULL;
	s = json_string_value(json_object_get(r->body, "code"));
	snprintf(r->code, sizeof r->code, "%s", s ? s : "");
	s = json_string_value(json_object_get(r->body, "field"));
	snprintf(r->field, sizeof r->field, "%s", s ? s : "");
	snprintf(r->head, sizeof r->head, "%.*s", (int)got->head.n, got->head.p ? got->head.p : "");
	snprintf(r->text, sizeof r->text, "%.*s", (int)(got->body.n < 3900 ? got->body.n : 3900), got->body.p ? got->body.p : "");
}

static struct reply
send(const char *method, const char *target, const char *headers, const char *body)
{
	struct reply r = { 0 };
	struct client_reply got;
	struct client *c;

	ok(client_open(&c, address, 60000));
	ok(client_call(c, method, target, headers, slice_of(body ? body : ""), &got));
	keep(&r, &got);
	client_close(c);
	return r;
}

static const char *
bearer(const char *user)
{
	char body[200];
	struct reply r;
	size_t i = 0;

	while (i < N_ELEMS(signed_in) && signed_in[i].user[0] && strcmp(signed_in[i].user, user))
		i++;
	assert_true(i < N_ELEMS(signed_in));
	if (signed_in[i].user[0])
		return signed_in[i].header;
	snprintf(body, sizeof body, "{\"user\":\"%s\",\"password\":\"%s\"}", user, PASSWORD);
	r = send("POST", "/api/v1/session", NULL, body);
	assert_int_equal(r.status, 200);
	snprintf(signed_in[i].user, sizeof signed_in[i].user, "%s", user);
	snprintf(signed_in[i].header, sizeof signed_in[i].header, "Authorization: Bearer %s\r\n", body_text(&r, "token"));
	return signed_in[i].header;
}

struct reply
ask_as(const char *user, const char *method, const char *path, const char *headers, const char *body)
{
	char target[300], all[600];

	snprintf(all, sizeof all, "%s%s", user ? bearer(user) : "", headers ? headers : "");
	snprintf(target, sizeof target, "/api/v1/%s", path);
	return send(method, target, all, body);
}

struct reply
post_as(const char *user, const char *path, const char *format, ...)
{
	char body[4000];
	va_list ap;

	va_start(ap, format);
	vsnprintf(body, sizeof body, format, ap);
	va_end(ap);
	return ask_as(user, "POST", path, NULL, body);
}

size_t
items(const struct reply *r)
{
	return json_array_size(json_object_get(r->body, "items"));
}

const char *
item_text(const struct reply *r, size_t i, const char *key)
{
	const char *s = json_string_value(json_object_get(json_array_get(json_object_get(r->body, "items"), i), key));

	return s ? s : "";
}

int64_t
item_int(const struct reply *r, size_t i, const char *key)
{
	return json_integer_value(json_object_get(json_array_get(json_object_get(r->body, "items"), i), key));
}

int64_t
body_int(const struct reply *r, const char *key)
{
	return json_integer_value(json_object_get(r->body, key));
}

const char *
body_text(const struct reply *r, const char *key)
{
	const char *s = json_string_value(json_object_get(r->body, key));

	return s ? s : "";
}

int64_t
count(const char *sql_text)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;

	ok(db_reader(at.engine->db, &c));
	ok(sql(c, &st, sql_text));
	ok(sql_step(st));
	return col_int(st, 0);
}
