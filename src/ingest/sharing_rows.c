/* SPDX-License-Identifier: Apache-2.0 */
/* sharing_rows.c - the sender and the store: which sharings stand, how far each has come, what was handed over. */
#include "base/clock.h"
#include "base/log.h"
#include "engine/audit.h"
#include "engine/engine.h"
#include "ingest/sharing.h"
#include "ingest/sharing_out_.h"

#define REASON "数据共享"
#define INTERVAL_S 10			/* where the row names none */

#define DDL(INT, END) \
	"CREATE TABLE sharing_mark (sharing " INT " NOT NULL, server TEXT NOT NULL, reached " INT " NOT NULL, PRIMARY KEY (sharing, server))" END ";"

const char *
ingest_ddl(enum db_kind k)
{
	return k == DB_SQLITE ? DDL("INTEGER", " STRICT") : DDL("BIGINT", "");
}

/* ---- places ---- */

static enum err
put_mark(struct conn *c, int64_t sharing, const char *server, uint64_t at)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "INSERT INTO sharing_mark (sharing, server, reached) VALUES (?1, ?2, ?3)"
	    " ON CONFLICT (sharing, server) DO UPDATE SET reached = excluded.reached");

	if (e)
		return e;
	sql_int(st, 1, sharing);
	sql_text(st, 2, slice_of(server));
	sql_int(st, 3, (int64_t)at);
	return sql_run(st);
}

static enum err
forget_marks(struct conn *c, int64_t sharing)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "DELETE FROM sharing_mark WHERE sharing = ?1");

	if (e)
		return e;
	sql_int(st, 1, sharing);
	return sql_run(st);
}

/* ---- the rows that stand ---- */

static const char standing[] = "SELECT s.id, s.unit, s.device, s.receive_address, coalesce(s.subscribe_id, ''), s.subject, s.valid_from_day, s.valid_to_day,"
    " coalesce(s.interval_s, 0), u.code, m.reached, CASE WHEN s.trouble IS NULL THEN 0 ELSE 1 END FROM sharing s JOIN device d ON d.id = s.device JOIN unit u ON u.id = s.unit"
    " LEFT JOIN sharing_mark m ON m.sharing = s.id AND m.server = ?1 WHERE s.state = 'approved' AND s.content = 'passages' AND s.tollgates = 'all'"
    " AND s.receive_address IS NOT NULL AND s.valid_from_day <= ?2 AND s.valid_to_day >= ?2 AND d.category = 'platform'"
    " AND d.state IN ('active', 'faulty') ORDER BY s.id LIMIT ?3";

static struct out *
out_of(struct sharing_out *s, int64_t id)
{
	for (struct out *o = s->first; o; o = o->next_out)
		if (o->id == id)
			return o;
	return NULL;
}

/* The days are read with every look: a period may be made shorter. */
static bool
take_terms(struct out *o, struct stmt *st)
{
	int64_t interval = col_int(st, 8);

	o->terms.unit = col_int(st, 1);
	o->interval_ms = (interval > 0 ? interval : INTERVAL_S) * 1000;
	return date_parse(col_text(st, 6), &o->terms.from_day) && date_parse(col_text(st, 7), &o->terms.to_day);
}

static struct out *
out_new(struct sharing_out *s, struct stmt *st)
{
	struct out *o = mem_alloc(sizeof *o);

	o->id = col_int(st, 0);
	o->device = (uint32_t)col_int(st, 2);
	o->address = mem_str(col_text(st, 3));
	o->subscribe_id = mem_str(col_text(st, 4));
	o->title = mem_str(col_text(st, 5));
	o->org = mem_str(col_text(st, 9));
	o->troubled = col_int(st, 11);
	o->most = SHARING_ROWS;
	buf_init(&o->authorization, 4096);
	o->next_out = s->first;
	s->first = o;
	return o;
}

struct begun {
	struct sharing_out *s;
	struct out *o;
};

static enum err
begin_mark(struct call *c, void *ctx)
{
	const struct begun *b = ctx;

	return put_mark(c->conn, b->o->id, b->s->server, b->o->at);
}

/* A place beyond the history is that of a copy that was newer: after a restore what comes now is what counts. */
static enum err
take_place(struct sharing_out *s, struct out *o, bool has, uint64_t at)
{
	uint64_t end = history_end(s->o.history);

	o->at = o->next = has && at <= end ? at : end;
	return has && at <= end ? E_OK : engine_write(s->o.engine, REASON, begin_mark, &(struct begun){ s, o });
}

struct place {
	struct out *o;
	bool has;
	uint64_t at;
};

/* A sharing that was approved anew begins at another place: it is another one. */
static enum err
read_rows(struct sharing_out *s, struct place *fresh, size_t *ret_n)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	char today[TIME_TEXT_MAX];
	int n = 0;
	enum err e;

	if ((e = db_reader(s->o.engine->db, &c)) || (e = sql(c, &st, standing)))
		return e;
	sql_text(st, 1, slice_of(s->server));
	sql_text(st, 2, (struct slice){ today, date_print(beijing_day(clock_now_ms()), today) });
	sql_int(st, 3, SHARINGS_MAX + 1);
	for (; !(e = sql_step(st)) && n < SHARINGS_MAX; n++) {
		struct out *o = out_of(s, col_int(st, 0));
		bool has = !col_null(st, 10);
		uint64_t at = has ? (uint64_t)col_int(st, 10) : 0;

		if (o && (!has || at != o->at))
			continue;		/* not seen: dropped, and taken up again with the next look */
		if (!o) {
			o = out_new(s, st);
			fresh[(*ret_n)++] = (struct place){ o, has, at };
		}
		o->seen = take_terms(o, st);
	}
	if (!e && !s->told_full)
		log_at(LOG_WARN, "sharing.full", KV("most", LI(SHARINGS_MAX)));
	s->told_full = !e;
	return e == E_DONE ? E_OK : e;
}

enum err
sharing_rows_look(struct sharing_out *s)
{
	struct place fresh[SHARINGS_MAX];
	size_t n = 0;
	enum err e;

	for (struct out *o = s->first; o; o = o->next_out)
		o->seen = false;
	e = read_rows(s, fresh, &n);
	for (size_t i = 0; i < n; i++) {
		enum err bad = take_place(s, fresh[i].o, fresh[i].has, fresh[i].at);

		fresh[i].o->seen &= !bad;
		e = e ? e : bad;
	}
	for (struct out **at = &s->first; *at; )	/* also when the look has failed: what is not known to stand does not send */
		if ((*at)->seen)
			at = &(*at)->next_out;
		else
			out_drop(s, at);
	return e;
}

void
out_drop(struct sharing_out *s, struct out **at)
{
	struct out *o = *at;

	*at = o->next_out;
	if (o->flying) {
		post_cancel(s->poster, &o->post);
		sharing_rows_cut(s, o);
		post_free(&o->post);
		buf_free(&o->post.body);
	}
	mem_free(o->address);
	mem_free(o->subscribe_id);
	mem_free(o->title);
	mem_free(o->org);
	buf_free(&o->authorization);
	mem_free(o);
}

/* ---- what was handed over ---- */

struct handing {
	struct sharing_out *s;
	const struct out *o;
	const char *verb;
	int64_t refused;
	enum err trouble;
};

/* The count is no change of the row: its version stays, so that nobody who is about to suspend it is told that he was too late. */
static enum err
add_sent(struct conn *c, int64_t id, int64_t n)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "UPDATE sharing SET sent = coalesce(sent, 0) + ?2 WHERE id = ?1");

	if (e)
		return e;
	sql_int(st, 1, id);
	sql_int(st, 2, n);
	return sql_run(st);
}

static enum err
note(struct call *c, const struct handing *h)
{
	const struct out *o = h->o;

	return audit_read(c, h->verb, &sharing_record, o->id, arena_printf(c->arena, "{\"passages\":%lld,\"refused\":%lld,\"notification\":\"%s\","
	    "\"from\":\"%u:%u\",\"to\":\"%u:%u\"}", (long long)o->rows, (long long)h->refused, o->notice, (unsigned)(o->at >> 32), (unsigned)o->at,
	    (unsigned)(o->next >> 32), (unsigned)o->next));
}

static enum err
write_taken(struct call *c, void *ctx)
{
	const struct handing *h = ctx;
	enum err e = put_mark(c->conn, h->o->id, h->s->server, h->o->next);

	if (!e && h->o->rows && !(e = add_sent(c->conn, h->o->id, h->o->rows - h->refused)))
		e = note(c, h);
	return e;
}

enum err
sharing_rows_taken(struct sharing_out *s, struct out *o, int64_t refused)
{
	enum err e = engine_write(s->o.engine, REASON, write_taken, &(struct handing){ s, o, "share", refused, E_OK });

	if (!e)
		o->at = o->next;
	return e;
}

enum err
sharing_rows_passed(struct sharing_out *s, struct out *o)
{
	o->rows = 0;
	return sharing_rows_taken(s, o, 0);
}

static enum err
write_cut(struct call *c, void *ctx)
{
	return note(c, ctx);
}

/* Whether the receiver has read it is not known: the log says what it may have. */
void
sharing_rows_cut(struct sharing_out *s, const struct out *o)
{
	enum err e = engine_write(s->o.engine, REASON, write_cut, &(struct handing){ s, o, "share_cut", 0, E_OK });

	if (e)
		log_at(LOG_ERROR, "sharing.audit", KV("sharing", LI(o->id)), KV("error", LS(err_name(e))));
}

static enum err
write_trouble(struct call *c, void *ctx)
{
	const struct handing *h = ctx;
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "UPDATE sharing SET trouble = ?2 WHERE id = ?1");

	if (e)
		return e;
	sql_int(st, 1, h->o->id);
	if (h->trouble)
		sql_text(st, 2, arena_printf(c->arena, "%s（%s）", h->trouble == E_GONE ? "无法连接接收方" : h->trouble == E_TIMEOUT ? "接收方未答复" :
		    h->trouble == E_BAD_BODY ? "接收方答复无法解析" : h->trouble == E_BAD_CREDENTIALS ? "接收方不认可本平台身份" :
		    h->trouble == E_FORBIDDEN ? "接收方拒收" : "接收方暂不能接收", err_name(h->trouble)));
	else
		sql_null(st, 2);
	return sql_run(st);
}

void
sharing_rows_trouble(struct sharing_out *s, struct out *o, enum err trouble)
{
	enum err e = engine_write(s->o.engine, REASON, write_trouble, &(struct handing){ s, o, NULL, 0, trouble });

	if (!e)
		o->troubled = trouble != E_OK;
}

/* ---- beginning ---- */

enum err
sharing_marks_begin(struct call *c, int64_t sharing, const char *server, uint64_t at)
{
	enum err e = forget_marks(c->conn, sharing);

	return e || !server ? e : put_mark(c->conn, sharing, server, at);
}
