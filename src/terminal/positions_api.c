/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/positions_api.h"

#include <stdlib.h>
#include "base/clock.h"
#include "engine/audit.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "net/json.h"
#include "net/percent.h"
#include "org/fleet_vehicle.h"
#include "people/person.h"
#include "people/setting.h"
#include "terminal/jt808.h"

#define ITEMS_MAX 500
#define TRACK_MAX 100000
#define TRACK_DAYS 31
#define NOW_MAX 200000
#define WITHIN_S 1800

struct asking {
	struct positions_api *api;
	struct http_request *rq;
	struct call call;
	struct buf answer;
	const char *verb;		/* for the audit; NULL: none is written */
	const struct record *rec;
	int64_t row, rows;
	int64_t from_ms, to_ms;		/* what was asked for; a moment: both the same */
	struct positions_found found;
};

/* ---- answers ---- */

static void
put_place(struct buf *b, struct point p)
{
	buf_printf(b, "[%.7f,%.7f]", p.lon_e7 / 1e7, p.lat_e7 / 1e7);
}

static void
put_one(struct buf *b, const struct position *p)
{
	const struct where_fix *f = &p->fix;

	buf_printf(b, "%s{\"kind\":\"%s\",\"id\":%lld,\"unit\":%lld,\"at\":\"", b->p[b->n - 1] == '[' ? "" : ",", f->kind == WHERE_VEHICLE ? "vehicle" : "person",
	    (long long)f->id, (long long)f->unit);
	buf_time(b, f->at_ms);
	buf_puts(b, "\",\"received_at\":\"");
	buf_time(b, f->received_ms);
	buf_puts(b, "\",\"place\":");
	put_place(b, f->at);
	buf_printf(b, ",\"speed\":%.1f,\"course\":%d,\"sos\":%s", f->speed_kmh10 / 10.0, f->course, f->alarm & JT808_SOS ? "true" : "false");
	if (p->doubt)
		buf_printf(b, ",\"doubt\":\"%s\"", position_doubt_name(p->doubt));
	buf_putc(b, '}');
}

static bool
may_see(const struct asking *a, const struct where_fix *f)
{
	return may(&a->call, POSITION_ROLES, f->unit) || (f->kind == WHERE_PERSON && f->id == a->call.who->person);
}

static void
put_found(struct asking *a)
{
	struct buf *b = &a->answer;

	buf_puts(b, "{\"at\":\"");
	buf_time(b, a->call.now_ms);
	buf_printf(b, "\",\"more\":%s,\"items\":[", a->found.more ? "true" : "false");
	for (size_t i = 0; i < a->found.n; i++)
		if (may_see(a, &a->found.row[i].fix)) {
			put_one(b, &a->found.row[i]);
			a->rows++;
		}
	buf_puts(b, "]}");
}

/* ---- questions ---- */

static enum err
query_int(struct asking *a, const char *name, int64_t least, int64_t most, int64_t *ret)
{
	struct slice text = http_query(a->rq, name);

	if (text.p && (!slice_int(text, ret) || *ret < least || *ret > most))
		return refuse_text(&a->call, E_BAD_VALUE, name, NULL, NULL);
	return E_OK;
}

static enum err
query_time(struct asking *a, const char *name, int64_t *ret)
{
	struct slice text = http_query(a->rq, name);

	if (!text.p)
		return refuse_text(&a->call, E_MISSING, name, NULL, NULL);
	return time_parse(text, ret) ? E_OK : refuse_text(&a->call, E_BAD_VALUE, name, NULL, NULL);
}

static enum err
reason(struct asking *a)
{
	struct slice given = http_header(a->rq, "Luan-Reason"), text;

	if (!given.n)
		return refuse_text(&a->call, E_NO_REASON, "reason", "须说明查询事由", "say why it is asked");
	if (percent_decode(a->call.arena, given, &text))
		return refuse_text(&a->call, E_BAD_VALUE, "reason", NULL, NULL);
	text = slice_trim(text);
	if (!text.n || !utf8_valid(text) || utf8_count(text) > LIMIT_REASON)
		return refuse_text(&a->call, E_BAD_VALUE, "reason", NULL, NULL);
	a->call.reason = text;
	return E_OK;
}

/* Whoever is signed on to a patrol, rising. */
static enum err
read_patrolling(struct asking *a, int64_t **ret, size_t *ret_n)
{
	size_t cap = 0;
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(a->api->engine->db, &c);

	if (e || (e = sql(c, &st, "SELECT DISTINCT m.person FROM patrol p JOIN patrol_crew m ON m.parent = p.id WHERE p.state <> 'off' ORDER BY m.person")))
		return e;
	for (*ret_n = 0; !(e = sql_step(st)); ) {
		if (*ret_n == cap) {
			int64_t *more = arena_array(a->call.arena, int64_t, cap = cap ? 2 * cap : 256);
			if (*ret_n)
				memcpy(more, *ret, *ret_n * sizeof *more);
			*ret = more;
		}
		(*ret)[(*ret_n)++] = col_int(st, 0);
	}
	return e == E_DONE ? E_OK : e;
}

static int
by_number(const void *va, const void *vb)
{
	const int64_t *a = va, *b = vb;

	return *a < *b ? -1 : *a > *b;
}

/* A phone off duty is nobody's business but its owner's, unless he calls for help. */
static bool
is_shown(const struct asking *a, const struct where_fix *f, const int64_t *patrolling, size_t n)
{
	if (f->at_ms < a->call.now_ms - setting(SET_position_shown_min) * 60000)
		return false;
	return f->kind == WHERE_VEHICLE || f->id == a->call.who->person || f->alarm & JT808_SOS ||
	    (n && bsearch(&f->id, patrolling, n, sizeof *patrolling, by_number));
}

static enum err
ask_now(struct asking *a)
{
	struct where_fix *f;
	size_t n = where_all(NULL, 0), got, npatrolling;
	int64_t *patrolling = NULL;
	enum err e = read_patrolling(a, &patrolling, &npatrolling);

	if (e)
		return e;
	n = n > NOW_MAX ? NOW_MAX : n;
	f = arena_array(a->call.arena, struct where_fix, n + 64);
	got = where_all(f, n + 64);
	got = got > n + 64 ? n + 64 : got;
	a->found.row = arena_array(a->call.arena, struct position, got + 1);
	for (size_t i = 0; i < got; i++)
		if (is_shown(a, &f[i], patrolling, npatrolling))
			a->found.row[a->found.n++].fix = f[i];
	return E_OK;
}

static enum err
ask_moment(struct asking *a)
{
	int64_t at, within = WITHIN_S;
	enum err e;

	if ((e = query_time(a, "at", &at)) || (e = query_int(a, "within", 1, 86400, &within)))
		return e;
	if (!may(&a->call, POSITION_ROLES, 0))
		return refuse(&a->call, E_FORBIDDEN, NULL, -1);
	if ((e = reason(a)))
		return e;
	a->verb = "moment";
	a->from_ms = a->to_ms = at;
	a->rec = &fleet_vehicle_record;
	return positions_at(a->api->positions, at, within * 1000, a->call.arena, &a->found);
}

static enum err
ask_track(struct asking *a)
{
	bool person = http_query(a->rq, "person").p != NULL, own;
	int64_t id = 0, from, to, doubtful = 0;
	enum err e;

	if ((e = query_int(a, person ? "person" : "vehicle", 1, INT64_MAX, &id)) || (e = query_time(a, "from", &from)) || (e = query_time(a, "to", &to)) ||
	    (e = query_int(a, "doubtful", 0, 1, &doubtful)))
		return e;
	if (to <= from || to - from > TRACK_DAYS * DAY_MS)
		return refuse_text(&a->call, E_BAD_VALUE, "to", "须晚于起始时间，且不超过31天", "must be later than its beginning, by 31 days at most");
	own = person && id == a->call.who->person;
	if (!own && !may(&a->call, POSITION_ROLES, 0))
		return refuse(&a->call, E_FORBIDDEN, NULL, -1);
	if (!own && (e = reason(a)))
		return e;
	a->verb = own ? NULL : "track";
	a->from_ms = from;
	a->to_ms = to;
	a->rec = person ? &person_record : &fleet_vehicle_record;
	a->row = id;
	return positions_track(a->api->positions, person ? WHERE_PERSON : WHERE_VEHICLE, id, from, to, doubtful, TRACK_MAX, a->call.arena, &a->found);
}

/* Rows, and of when they are: {"rows","at"} or {"rows","from","to"}. */
static enum err
write_audit(void *ctx, struct conn *conn)
{
	struct asking *a = ctx;
	char from[TIME_TEXT_MAX], to[TIME_TEXT_MAX];

	(void)time_print(a->from_ms, from);
	(void)time_print(a->to_ms, to);
	a->call.conn = conn;
	return audit_read(&a->call, a->verb, a->rec, a->row, a->from_ms == a->to_ms ?
	    arena_printf(a->call.arena, "{\"rows\":%lld,\"at\":\"%s\"}", (long long)a->rows, from) :
	    arena_printf(a->call.arena, "{\"rows\":%lld,\"from\":\"%s\",\"to\":\"%s\"}", (long long)a->rows, from, to));
}

static enum err
get(struct asking *a)
{
	enum err e;

	if (http_query(a->rq, "at").p)
		e = ask_moment(a);
	else if (http_query(a->rq, "vehicle").p || http_query(a->rq, "person").p)
		e = ask_track(a);
	else
		e = ask_now(a);
	if (e)
		return a->call.err ? e : refuse(&a->call, e, NULL, -1);
	put_found(a);
	if (a->verb && (e = db_write(a->api->engine->db, write_audit, a)))
		return refuse(&a->call, e, NULL, -1);
	return E_OK;
}

/* ---- phones ---- */

static enum err
bad(struct asking *a, size_t i, const char *name, enum err e)
{
	return refuse_named(&a->call, e, arena_printf(a->call.arena, "items.%zu.%s", i, name).p, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
}

static double
number(const json_t *item, const char *name)
{
	const json_t *j = json_object_get(item, name);

	return json_is_number(j) ? json_number_value(j) : 0;
}

static enum err
take_item(struct asking *a, const json_t *item, size_t i, struct position *ret)
{
	const json_t *place = json_object_get(item, "place");
	double lon = json_number_value(json_array_get(place, 0)), lat = json_number_value(json_array_get(place, 1));
	double speed = number(item, "speed"), course = number(item, "course");
	int64_t at;

	if (!time_parse(json_slice(json_object_get(item, "at")), &at))
		return bad(a, i, "at", json_object_get(item, "at") ? E_BAD_VALUE : E_MISSING);
	if (json_array_size(place) != 2 || !(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90))
		return bad(a, i, "place", place ? E_BAD_VALUE : E_MISSING);
	if (!(speed >= 0 && speed <= 1000))
		return bad(a, i, "speed", E_BAD_VALUE);
	if (!(course >= 0 && course <= 360))
		return bad(a, i, "course", E_BAD_VALUE);
	*ret = (struct position){ .fix = { .kind = WHERE_PERSON, .id = a->call.who->person, .unit = a->call.who->unit, .at_ms = at, .received_ms = a->call.now_ms,
		.at = { (int32_t)(lon * 1e7), (int32_t)(lat * 1e7) }, .speed_kmh10 = (uint16_t)(speed * 10), .course = (uint16_t)course % 360,
		.alarm = json_is_true(json_object_get(item, "sos")) ? JT808_SOS : 0, .status = JT808_POSITIONED } };
	return E_OK;
}

static enum err
take_body(struct asking *a, const json_t *body, struct position *row, size_t *ret_n)
{
	const json_t *items = json_object_get(body, "items");
	enum err e = E_OK;

	*ret_n = json_array_size(items);
	if (!json_is_array(items) || !*ret_n || *ret_n > ITEMS_MAX)
		return refuse_text(&a->call, items ? E_BAD_VALUE : E_MISSING, "items", "须为1至500个位置的数组", "must be an array of 1 to 500 positions");
	for (size_t i = 0; i < *ret_n && !e; i++)
		e = take_item(a, json_array_get(items, i), i, &row[i]);
	return e;
}

static enum err
post(struct asking *a)
{
	struct position *row = arena_array(a->call.arena, struct position, ITEMS_MAX);
	json_scoped body = NULL;
	size_t n, doubtful = 0, at;
	enum err e;

	if (!may(&a->call, R_STAFF & ~R_maintainer, 0))
		return refuse(&a->call, E_FORBIDDEN, NULL, -1);
	if ((e = json_read(a->rq->body, &body, &at)))
		return refuse(&a->call, e, NULL, -1);
	if ((e = take_body(a, body, row, &n)))
		return e;
	if ((e = positions_append_wait(a->api->positions, row, n)))
		return refuse(&a->call, e, NULL, -1);
	for (size_t i = 0; i < n; i++)
		doubtful += row[i].doubt != POSITION_GOOD;
	buf_printf(&a->answer, "{\"taken\":%zu,\"doubtful\":%zu}", n, doubtful);
	return E_OK;
}

/* ---- one request ---- */

static enum err
act(struct asking *a)
{
	if (a->rq->method == HTTP_GET || a->rq->method == HTTP_HEAD)
		return get(a);
	return a->rq->method == HTTP_POST ? post(a) : refuse(&a->call, E_NO_METHOD, NULL, -1);
}

/* With the answer the arena goes, and what lies in it: the buffer is held apart. */
static void
finish(struct http_request *rq, const struct asking *a, enum err e)
{
	struct buf answer = a->answer;

	if (e) {
		metrics_refusal(e);
		http_problem(rq, e, a->call.fault, (size_t)a->call.nfault);
	} else {
		http_answer(rq, 200, "application/json; charset=utf-8", buf_slice(&answer));
	}
	buf_free(&answer);
}

void
positions_serve(struct http_request *rq, void *positions_api)
{
	struct asking *a = arena_new(&rq->arena, struct asking);
	struct positions_api *api = positions_api;
	struct signin *in = api->engine->signin;
	enum err e;

	*a = (struct asking){ .api = api, .rq = rq, .call = { .engine = api->engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id,
		.peer = rq->peer } };
	if ((e = in->authenticate(in->ctx, rq, &a->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return;
	}
	buf_init(&a->answer, LIMIT_ANSWER);
	e = slice_is(rq->path, POSITIONS_PREFIX) ? act(a) : refuse(&a->call, E_NOT_FOUND, NULL, -1);
	if (!e && a->answer.full)
		e = refuse(&a->call, E_FULL, NULL, -1);
	in->release(a->call.who);
	finish(rq, a, e);
}
