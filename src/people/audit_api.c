/* SPDX-License-Identifier: Apache-2.0 */
/* audit_api.c - /api/v1/audit: who did and saw what, for the audit administrator and, within their
 * units, supervisors. Looking into the audit is itself audited. */
#include "base/clock.h"
#include "engine/units.h"
#include "people/api_.h"

#define READERS (R_auditor | R_supervisor)
#define LOOKED_MAX 500
#define LOOKED_DAYS 7

static bool
holds(const int64_t *unit, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (unit[i] == id)
			return true;
	return false;
}

/* The units whose rows may be seen: none with *ret_all, everything. */
static size_t
covered(struct call *c, int64_t **ret, bool *ret_all)
{
	const struct who *w = c->who;
	size_t n = 0, k, max = units_count();	/* the tree may grow meanwhile */
	int64_t *below;

	*ret = arena_array(c->arena, int64_t, max + 1);
	*ret_all = w->person == 0;
	for (int i = 0; i < w->ngrant && !*ret_all; i++) {
		const struct grant *g = &w->grant[i];
		if (!(g->role & READERS) || g->from_ms > c->now_ms || g->to_ms <= c->now_ms)
			continue;
		*ret_all = g->unit == units_root();
		k = units_below(g->unit, c->arena, &below);
		for (size_t j = 0; j < k && n < max; j++)
			if (!holds(*ret, n, below[j]))
				(*ret)[n++] = below[j];
	}
	return *ret_all ? 0 : n;
}

static enum err
query_int(struct api *x, const char *name, int64_t *ret)
{
	struct slice s = http_query(x->rq, name);

	if (!s.n)
		return E_OK;
	return slice_int(s, ret) && *ret >= 0
		   ? E_OK
		   : refuse_text(&x->call, E_BAD_QUERY, name, NULL, NULL);
}

static enum err
query_time(struct api *x, const char *name, int64_t *ret)
{
	struct slice s = http_query(x->rq, name);
	int32_t day;

	if (!s.n || time_parse(s, ret))
		return E_OK;
	if (!date_parse(s, &day))
		return refuse_text(&x->call, E_BAD_QUERY, name, NULL, NULL);
	*ret = beijing_start_ms(day);
	return E_OK;
}

static enum err
take_query(struct api *x, struct audit_query *q)
{
	int64_t limit = 50;
	int64_t *unit;
	bool all;
	enum err e;

	*q = (struct audit_query){ .record = http_query(x->rq, "record"),
		.verb = http_query(x->rq, "verb"),
		.kind = http_query(x->rq, "kind") };
	if ((e = query_int(x, "id", &q->row)) || (e = query_int(x, "person", &q->person)) ||
	    (e = query_int(x, "cursor", &q->before)) || (e = query_int(x, "limit", &limit)) ||
	    (e = query_time(x, "from", &q->from_ms)) || (e = query_time(x, "to", &q->to_ms)))
		return e;
	q->limit = limit < 1 ? 1 : limit > LIMIT_LIST ? LIMIT_LIST : (int)limit;
	q->nunit = covered(&x->call, &unit, &all);
	q->unit = all ? NULL : unit;
	return all || q->nunit ? E_OK : refuse(&x->call, E_FORBIDDEN, NULL, -1);
}

static void
note(struct api *x, const char *verb, const struct audit_query *q)
{
	struct buf b;

	buf_init(&b, KIB(4));
	buf_puts(&b, "{\"record\":");
	buf_json(&b, q->record);
	buf_puts(&b, ",\"verb\":");
	buf_json(&b, q->verb);
	buf_printf(&b, ",\"row\":%lld,\"person\":%lld,\"from\":%lld,\"to\":%lld}",
	    (long long)q->row, (long long)q->person, (long long)q->from_ms, (long long)q->to_ms);
	x->note = verb;
	x->note_about = "audit";
	x->note_detail = arena_copy(x->call.arena, buf_slice(&b));
	buf_free(&b);
}

static enum err
audit_list(struct api *x)
{
	struct audit_query q;
	enum err e = take_query(x, &q);

	if (e)
		return e;
	note(x, "read_audit", &q);
	conn_deadline(x->call.conn, clock_mono_ms() + LIMIT_QUERY_S * 1000);
	e = audit_list_json(&x->call, &q, &x->answer);
	conn_deadline(x->call.conn, 0);
	return e;
}

/* ---- who looked at what ---- */

/* Rows are numbered as time passes, and only seq is indexed: the first row at or after that moment,
 * by halving. */
static enum err
seq_at(struct conn *c, int64_t ms, int64_t *ret)
{
	int64_t low = 1, high, at;
	enum err e = people_count(c, "SELECT MAX(seq) FROM audit", 0, 0, &high);

	high++;
	while (!e && low < high) {
		int64_t mid = low + (high - low) / 2;
		e = people_count(
		    c, "SELECT at FROM audit WHERE seq >= ?1 ORDER BY seq LIMIT 1", mid, 0, &at);
		if (at && at < ms)
			low = mid + 1;
		else
			high = mid;
	}
	*ret = low;
	return e;
}

static const char looked_columns[] =
    "{\"columns\":["
    "{\"name\":\"person\",\"title\":\"人员编号\",\"title_en\":\"Person\",\"kind\":\"ref\",\"ref\":"
    "\"person\",\"flags\":[\"key\"]},"
    "{\"name\":\"name\",\"title\":\"姓名\",\"title_en\":\"Name\",\"kind\":\"text\",\"flags\":["
    "\"key\"]},"
    "{\"name\":\"record\",\"title\":\"查看对象\",\"title_en\":\"Looked "
    "at\",\"kind\":\"text\",\"flags\":[\"key\"]},"
    "{\"name\":\"verb\",\"title\":\"方式\",\"title_en\":\"How\",\"kind\":\"text\",\"flags\":["
    "\"key\"]},"
    "{\"name\":\"times\",\"title\":\"次数\",\"title_en\":\"Times\",\"kind\":\"int\",\"flags\":["
    "\"count\"]},"
    "{\"name\":\"rows\",\"title\":\"涉及记录数\",\"title_en\":\"Rows\",\"kind\":\"int\",\"flags\":["
    "]},"
    "{\"name\":\"without_reason\",\"title\":\"无理由次数\",\"title_en\":\"Without a "
    "reason\",\"kind\":\"int\",\"flags\":[]},"
    "{\"name\":\"first_at\",\"title\":\"首次\",\"title_en\":\"First\",\"kind\":\"time\",\"flags\":["
    "]},"
    "{\"name\":\"last_at\",\"title\":\"末次\",\"title_en\":\"Last\",\"kind\":\"time\",\"flags\":[]}"
    "],\"drill\":\"audit?kind=read&person={person}&record={record}&verb={verb}\",\"rows\":[";

static void
looked_sql(struct buf *b, const struct audit_query *q)
{
	buf_puts(b, "SELECT a.person, p.name, a.record, a.verb, COUNT(*), COUNT(DISTINCT a.row),"
		    " SUM(CASE WHEN a.reason IS NULL THEN 1 ELSE 0 END), MIN(a.at), MAX(a.at)"
		    " FROM audit a LEFT JOIN person p ON p.id = a.person WHERE a.kind = 'read' AND "
		    "a.seq >= ?1 AND a.at >= ?2 AND a.at < ?3"
		    " AND (?4 = 0 OR a.person = ?4) AND (?5 = '' OR a.record = ?5) AND (?6 = '' OR "
		    "a.verb = ?6)");
	for (size_t i = 0; i < q->nunit; i++)
		buf_printf(b, "%s%lld", i ? "," : " AND a.unit IN (", (long long)q->unit[i]);
	buf_printf(b,
	    "%s GROUP BY a.person, p.name, a.record, a.verb ORDER BY 5 DESC, 1, 3, 4 LIMIT %d",
	    q->nunit ? ")" : "", LOOKED_MAX);
	buf_putc(b, '\0');
}

static void
put_looked(struct buf *b, const struct stmt *st, bool first)
{
	buf_printf(b, "%s[%lld,", first ? "" : ",", (long long)col_int(st, 0));
	for (int i = 1; i <= 3; i++) {
		buf_json(b, col_null(st, i) ? (struct slice){ NULL, 0 } : col_text(st, i));
		buf_putc(b, ',');
	}
	buf_printf(b, "%lld,%lld,%lld,\"", (long long)col_int(st, 4), (long long)col_int(st, 5),
	    (long long)col_int(st, 6));
	buf_time(b, col_int(st, 7));
	buf_puts(b, "\",\"");
	buf_time(b, col_int(st, 8));
	buf_puts(b, "\"]");
}

static enum err
looked(struct api *x, const struct audit_query *q, int64_t first_seq)
{
	stmt_scoped st = NULL;
	struct buf text;
	enum err e;
	int n = 0;

	buf_init(&text, KIB(32));
	looked_sql(&text, q);
	e = text.full ? E_FULL : sql(x->call.conn, &st, text.p);
	buf_free(&text);
	if (e)
		return e;
	sql_int(st, 1, first_seq);
	sql_int(st, 2, q->from_ms);
	sql_int(st, 3, q->to_ms);
	sql_int(st, 4, q->person);
	sql_text(st, 5, q->record.n ? q->record : S(""));
	sql_text(st, 6, q->verb.n ? q->verb : S(""));
	buf_puts(&x->answer, looked_columns);
	for (; !(e = sql_step(st)); n++)
		put_looked(&x->answer, st, n == 0);
	buf_puts(&x->answer, "],\"warnings\":[");
	if (n == LOOKED_MAX)
		buf_printf(&x->answer,
		    "{\"zh\":\"仅显示前%d行，请缩小范围\",\"en\":\"Only the first %d rows are "
		    "shown; narrow the question\"}",
		    n, n);
	buf_puts(&x->answer, "],\"at\":\"");
	buf_time(&x->answer, x->call.now_ms);
	buf_puts(&x->answer, "\"}");
	return e == E_DONE ? E_OK : e;
}

static enum err
audit_looked(struct api *x)
{
	struct audit_query q;
	int64_t seq;
	enum err e = take_query(x, &q);

	if (e)
		return e;
	if (!q.to_ms)
		q.to_ms = x->call.now_ms + 1;
	if (!q.from_ms)
		q.from_ms = q.to_ms - LOOKED_DAYS * DAY_MS;
	note(x, "read_who_looked", &q);
	conn_deadline(x->call.conn, clock_mono_ms() + LIMIT_QUERY_S * 1000);
	e = seq_at(x->call.conn, q.from_ms, &seq);
	if (!e)
		e = looked(x, &q, seq);
	conn_deadline(x->call.conn, 0);
	return e;
}

/* ---- the chain ---- */

static enum err
audit_chain(struct api *x)
{
	if (!may(&x->call, READERS, 0))
		return refuse(&x->call, E_FORBIDDEN, NULL, -1);
	return audit_chain_json(&x->call, &x->answer);
}

static const struct api_route audit_route[] = {
	{ HTTP_GET, "",        API_READ, audit_list,   { { NULL } } },
	{ HTTP_GET, "/looked", API_READ, audit_looked, { { NULL } } },
	{ HTTP_GET, "/chain",  API_READ, audit_chain,  { { NULL } } },
	{ 0 } };

void
audit_log_serve(struct http_request *rq, void *ctx)
{
	struct slice rest = { rq->path.p + strlen("/api/v1/audit"),
		rq->path.n - strlen("/api/v1/audit") };

	api_serve(ctx, rq, rest, audit_route, false);
}
