/* SPDX-License-Identifier: Apache-2.0 */
/* event_at.c - which number the log had come to at a moment, also when the events themselves are gone. */
#include "engine/event_.h"

#include "engine/engine.h"

/* The time of the first event from seq on; E_DONE: there is none. */
static enum err
time_from(struct conn *c, int64_t seq, int64_t *ret_seq, int64_t *ret_at)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT seq, at FROM event WHERE seq >= ?1 ORDER BY seq LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, seq);
	if ((e = sql_step(st)))
		return e;
	*ret_seq = col_int(st, 0);
	*ret_at = col_int(st, 1);
	return E_OK;
}

static enum err
ends(struct conn *c, int64_t *ret_first, int64_t *ret_last)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT coalesce(min(seq), 0), coalesce(max(seq), 0) FROM event");

	if (e || (e = sql_step(st)))
		return e;
	*ret_first = col_int(st, 0);
	*ret_last = col_int(st, 1);
	return E_OK;
}

static enum err
marked(struct conn *c, int64_t at_ms, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT seq FROM event_mark WHERE at <= ?1 ORDER BY at DESC LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, at_ms);
	e = sql_step(st);
	*ret = e ? 0 : col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

/* Times rise with the numbers, but for the milliseconds that a commit took longer than its neighbour's. */
enum err
event_seq_at(struct conn *c, int64_t at_ms, int64_t *ret)
{
	int64_t lo, hi, first, seq, at;
	enum err e = ends(c, &lo, &hi);

	first = lo;
	while (!e && lo && lo <= hi) {
		int64_t mid = lo + (hi - lo) / 2;
		if ((e = time_from(c, mid, &seq, &at)) == E_DONE || (!e && (seq > hi || at > at_ms))) {
			hi = mid - 1;
			e = E_OK;
		} else if (!e) {
			lo = seq + 1;
		}
	}
	if (e)
		return e;
	if (hi >= first && first) {
		*ret = hi;
		return E_OK;
	}
	return marked(c, at_ms, ret);
}

enum err
event_mark(struct conn *c, int64_t n, int64_t before_ms)
{
	stmt_scoped put = NULL;
	stmt_scoped gone = NULL;
	enum err e;

	if ((e = sql(c, &put, "INSERT INTO event_mark (at, seq) SELECT (o.at / 60000 + 1) * 60000, max(o.seq) FROM"
	    " (SELECT seq, at FROM event ORDER BY seq LIMIT ?1) o GROUP BY (o.at / 60000 + 1) * 60000"
	    " ON CONFLICT (at) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > event_mark.seq")))
		return e;
	sql_int(put, 1, n);
	if ((e = sql_run(put)) || (e = sql(c, &gone, "DELETE FROM event_mark WHERE at < ?1")))
		return e;
	sql_int(gone, 1, before_ms);
	return sql_run(gone);
}

enum err
event_settled(const struct engine *e, struct conn *c, int64_t *ret_seq, bool *ret_settled)
{
	stmt_scoped st = NULL;
	int64_t first;
	enum err err = ends(c, &first, ret_seq);

	*ret_settled = true;
	if (err || db_kind(conn_db(c)) == DB_SQLITE)
		return err;
	if ((err = sql(c, &st, "SELECT DISTINCT record FROM event_new")))
		return err;
	while (!(err = sql_step(st))) {
		const struct record *rec = record_named(e, col_text(st, 0));
		*ret_settled = *ret_settled && (!rec || !rec->nshow);
	}
	return err == E_DONE ? E_OK : err;
}
