/* SPDX-License-Identifier: Apache-2.0 */
/* deadline_move.c - what happens to clocks that run: a decree moves them, a warning comes before they end, a finding after.
 *
 * Candidates are read beside the writer, page by page; only those that move are written, a few in each job, and each is
 * looked at again inside it.
 */
#include <pthread.h>
#include <stdatomic.h>
#include "base/clock.h"
#include "base/log.h"
#include "engine/audit_.h"
#include "engine/deadline_.h"
#include "engine/engine.h"
#include "engine/event.h"
#include "engine/record.h"
#include "engine/rule_.h"
#include "engine/table_.h"
#include "engine/timer.h"
#include "engine/units.h"

#define PAGE_ROWS 1000		/* clocks read at once */
#define JOB_ROWS 100		/* clocks moved or warned about in one job */
#define OVERDUE_MAX 10000	/* of one record looked at in one tick */
#define WHY_MAX 400
#define WARN_BY_HAND_S 86400	/* before a clock without a term */

/* ---- the law in memory ---- */

/* A decree may be entered days after it was given: what ended meanwhile had not ended by the law. */
static enum err
first_decree(struct conn *c, const struct calendar *was, int64_t *since)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT \"date\", kind, decreed FROM calendar_day WHERE decreed IS NOT NULL");

	while (!e && !(e = sql_step(st))) {
		bool off = slice_is(col_text(st, 1), "off");
		int32_t day, decreed;
		if (!date_parse(col_text(st, 0), &day) || !date_parse(col_text(st, 2), &decreed) ||
		    (calendar_off(was, day) == off && calendar_works(was, day) != off))
			continue;
		if (beijing_start_ms(decreed) < *since)
			*since = beijing_start_ms(decreed);
	}
	return e == E_DONE ? E_OK : e;
}

/* *since, when asked: brought back to the day of the earliest decree among the days that changed. */
static enum err
reload_if_changed(struct engine *e, bool *ret_reloaded, int64_t *since)
{
	reader_scoped c = NULL;
	struct law_stamp stamp;
	law_scoped l = law_take();
	enum err err;

	*ret_reloaded = false;
	if ((err = db_reader(e->db, &c)) || (err = law_stamp_read(c, &stamp)))
		return err;
	if (!memcmp(&stamp, &l->stamp, sizeof stamp))
		return E_OK;
	if (since && (err = first_decree(c, l->calendar, since)))
		return err;
	*ret_reloaded = true;
	return deadline_load(c);
}

/* ---- moved by a decree ---- */

struct clock_row {
	int64_t id, due_at;
};
struct move {
	struct engine *engine;
	const struct record *rec;
	struct slice why;
	int64_t since;
	int64_t at, id;			/* cursor */
	struct clock_row row[PAGE_ROWS];	/* those that move */
	int n, begin, end;		/* the slice of one job */
	int64_t moved;
};

/* True when the clock ends elsewhere by the law as it is now; the new reckoning in the arena. */
static bool
ends_elsewhere(struct arena *a, struct slice code, int64_t from, int64_t due_at, int64_t *ret_due,
    struct slice *ret_why)
{
	law_scoped l = law_take();
	const struct legal_term *t = law_term(l, code, beijing_day(from));
	struct slice was, was_en;

	if (!t || t->quantity || period_end(l->calendar, &t->period, from, a, ret_due, ret_why) ||
	    *ret_due == due_at)
		return false;
	was = period_end_text(l->calendar, &t->period, due_at, a);
	was_en = period_end_text_en(l->calendar, &t->period, due_at, a);
	*ret_why = deadline_why_and(a, deadline_why(a, *ret_why, period_why_en(l->calendar, &t->period, from, a), t),
	    arena_printf(a, "；原为%.*s", (int)was.n, was.p), arena_printf(a, "; before: %.*s", (int)was_en.n, was_en.p));
	return true;
}

static enum err
read_page(struct move *m, bool *ret_more)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	struct arena a;
	int n = 0;
	enum err e;

	arena_init(&a);
	m->n = 0;
	if (!(e = db_reader(m->engine->db, &c)))
		e = sql(c, &st,
		    arena_printf(&a,
			"SELECT id, due_from, due_at, due_term FROM \"%s\" WHERE due_at IS NOT NULL AND"
			" due_at >= ?1 AND (due_at > ?1 OR id > ?2) ORDER BY due_at, id LIMIT ?3",
			m->rec->name)
			.p);
	if (!e) {
		sql_int(st, 1, m->at);
		sql_int(st, 2, m->id);
		sql_int(st, 3, PAGE_ROWS);
	}
	while (!e && !(e = sql_step(st))) {
		int64_t due;
		struct slice why;
		n++;
		m->id = col_int(st, 0);
		m->at = col_int(st, 2);
		if (!col_null(st, 3) &&
		    ends_elsewhere(&a, col_text(st, 3), col_int(st, 1), m->at, &due, &why))
			m->row[m->n++] = (struct clock_row){ m->id, m->at };
	}
	arena_free(&a);
	*ret_more = n == PAGE_ROWS;
	return e == E_DONE ? E_OK : e;
}

static void
put_due(struct buf *b, int64_t ms)
{
	buf_putc(b, '"');
	buf_time(b, ms);
	buf_putc(b, '"');
}

/* Both reckonings stand in the audit: an officer must be able to say what applied before and what after. */
static enum err
audit_move(struct call *c, const struct row *before, const struct row *after)
{
	const char *state = after->rec->state[after->state].name;
	struct audit_entry entry = { .kind = "change",
		.verb = "recompute",
		.record = slice_of(after->rec->name),
		.row = after->id,
		.unit = after->unit,
		.from_state = state,
		.to_state = state };
	struct buf b;
	enum err e;

	buf_init(&b, KIB(16));
	buf_puts(&b, "{\"changes\":{\"due_at\":[");
	put_due(&b, before->due_at);
	buf_putc(&b, ',');
	put_due(&b, after->due_at);
	buf_puts(&b, "],\"due_why\":[");
	buf_json(&b, due_why_zh(before->due_why));
	buf_putc(&b, ',');
	buf_json(&b, due_why_zh(after->due_why));
	buf_puts(&b, "],\"due_why_en\":[");
	buf_json(&b, due_why_en(before->due_why));
	buf_putc(&b, ',');
	buf_json(&b, due_why_en(after->due_why));
	buf_puts(&b, "]},\"term\":");
	buf_json(&b, after->due_term);
	buf_putc(&b, '}');
	entry.detail = buf_slice(&b);
	e = b.full ? E_FULL : audit_insert(c, &entry);
	buf_free(&b);
	return e;
}

static enum err
update_due(struct call *c, const struct row *before, struct row *after)
{
	stmt_scoped st = NULL;
	enum err e;

	if ((e = sql(c->conn, &st,
		 arena_printf(c->arena,
		     "UPDATE \"%s\" SET due_at = ?1, due_why = ?2, version = version + 1,"
		     " updated_at = ?3, updated_by = 0 WHERE id = ?4 AND version = ?5 AND due_at = ?6",
		     after->rec->name)
		     .p)))
		return e;
	sql_int(st, 1, after->due_at);
	sql_text(st, 2, after->due_why);
	sql_int(st, 3, c->now_ms);
	sql_int(st, 4, after->id);
	sql_int(st, 5, before->version);
	sql_int(st, 6, before->due_at);
	if ((e = sql_run(st)))
		return e;
	after->version++;
	return sql_changes(st) == 1 ? E_OK : E_LOST_RACE;
}

static enum err
row_read(struct call *c, const struct record *rec, int64_t id, struct row **ret)
{
	stmt_scoped st = NULL;
	enum err e;

	if ((e = sql(c->conn, &st, record_sql_get(c->engine, rec))))
		return e;
	sql_int(st, 1, id);
	if ((e = sql_step(st)))
		return e;
	*ret = table_read(st, rec, c->arena);
	return E_OK;
}

static enum err
move_one(struct call *c, const struct move *m, const struct clock_row *r, int64_t *moved)
{
	struct row *before, *after;
	struct slice why;
	enum err e = row_read(c, m->rec, r->id, &before);

	if (e == E_DONE || (!e && (before->due_at != r->due_at || !before->due_term.n)))
		return E_OK;		/* a step was taken meanwhile: it reckoned by the new law */
	if (e)
		return e;
	after = row_copy(c->arena, before);
	if (!ends_elsewhere(
		c->arena, before->due_term, before->due_from, before->due_at, &after->due_at, &why))
		return E_OK;
	after->due_why = deadline_why_and(c->arena, why, arena_printf(c->arena, "，因%.*s重算", (int)m->why.n, m->why.p),
	    arena_printf(c->arena, ", reckoned anew: %.*s", (int)m->why.n, m->why.p));
	if ((e = update_due(c, before, after)))
		return e == E_LOST_RACE ? E_OK : e;
	if ((e = audit_move(c, before, after)) || (e = event_deadline(c, "recompute", after)))
		return e;
	(*moved)++;
	return E_OK;
}

static enum err
move_job(struct call *c, void *ctx)
{
	struct move *m = ctx;
	int64_t moved = 0;
	enum err e = E_OK;

	for (int i = m->begin; i < m->end && !e; i++)
		e = move_one(c, m, &m->row[i], &moved);
	m->moved = moved;
	return e;
}

static enum err
move_record(struct move *m, const char *reason, int64_t *ret_moved)
{
	bool more = true;
	enum err e = E_OK;

	m->at = m->since + 1;		/* what had ended by then stays */
	m->id = 0;
	while (more && !(e = read_page(m, &more)))
		for (m->begin = 0; m->begin < m->n; m->begin = m->end) {
			m->end = m->begin + JOB_ROWS < m->n ? m->begin + JOB_ROWS : m->n;
			if ((e = engine_write(m->engine, reason, move_job, m)))
				return e;
			*ret_moved += m->moved;
		}
	return e;
}

/* Behind it, no job that still reckoned by the old law is on its way to the disk; of PostgreSQL's writers beside it one may still be. */
static enum err
started_by_now(void *ctx, struct conn *c)
{
	(void)ctx, (void)c;
	return E_OK;
}

enum err
deadline_recompute_since(struct engine *e, struct slice why, int64_t decreed_ms, int64_t *ret_moved)
{
	struct move *m = mem_alloc(sizeof *m);
	struct arena a;
	const char *reason;
	bool reloaded;
	enum err err;

	arena_init(&a);
	*m = (struct move){ .engine = e, .why = why, .since = decreed_ms };
	m->why.n = why.n > WHY_MAX ? WHY_MAX : why.n;
	while (m->why.n && m->why.n < why.n && (why.p[m->why.n] & 0xc0) == 0x80)
		m->why.n--;
	reason = arena_str(&a, m->why);
	*ret_moved = 0;
	if (!(err = reload_if_changed(e, &reloaded, NULL)))
		err = db_write(e->db, started_by_now, NULL);
	for (int i = 0; i < e->pages->nrecord && !err; i++)
		if (record_has_due(m->rec = e->pages->record[i]))
			err = move_record(m, reason, ret_moved);
	log_at(err ? LOG_WARN : LOG_INFO, "deadline.recomputed", KV("moved", LI(*ret_moved)),
	    KV("error", LS(err_name(err))));
	arena_free(&a);
	mem_free(m);
	return err;
}

enum err
deadline_recompute(struct engine *e, struct slice why, int64_t *ret_moved)
{
	return deadline_recompute_since(e, why, clock_now_ms(), ret_moved);
}

/* ---- when the law changes ---- */

static struct {
	pthread_mutex_t lock;
	bool changed;
	char why[WHY_MAX + 1];
	bool checked;		/* once since the start: there may have been a change just before a crash */
} news = { .lock = PTHREAD_MUTEX_INITIALIZER };

void
deadline_law_changed(struct call *c, const struct row *r)
{
	size_t n = c->reason.n < WHY_MAX ? c->reason.n : WHY_MAX;

	while (n && n < c->reason.n && (c->reason.p[n] & 0xc0) == 0x80)
		n--;
	pthread_mutex_lock(&news.lock);
	news.changed = true;
	if (n) {
		memcpy(news.why, c->reason.p, n);
		news.why[n] = 0;
	}
	pthread_mutex_unlock(&news.lock);
	timer_kick(c->engine, "law");
}

static bool
take_news(char why[WHY_MAX + 1])
{
	bool changed;

	pthread_mutex_lock(&news.lock);
	changed = news.changed || !news.checked;
	if (news.why[0])
		snprintf(why, WHY_MAX + 1, "%s", news.why);
	else
		snprintf(why, WHY_MAX + 1, "%s", news.checked ? "期限或日历变更" : "启动时复核");
	news.changed = false;
	news.checked = true;
	news.why[0] = 0;
	pthread_mutex_unlock(&news.lock);
	return changed;
}

/* Clocks are reckoned also for what another process changed: until now this one started them by the old law. */
enum err
deadline_law_refresh(struct engine *e)
{
	char why[WHY_MAX + 1];
	int64_t moved, since = clock_now_ms();
	bool reloaded;
	enum err err = reload_if_changed(e, &reloaded, &since);

	if (err || (!take_news(why) && !reloaded))
		return err;
	return deadline_recompute_since(e, slice_of(why), since, &moved);
}

/* ---- before the end: one warning for each clock ---- */

struct warn {
	struct engine *engine;
	const struct record *rec;
	const char *term;		/* NULL: clocks set by hand */
	int64_t until;
	int64_t after_due, after_id;	/* the last that was looked at: the next batch begins behind it */
	int64_t id[JOB_ROWS], due_at[JOB_ROWS];
	int n;
};

static enum err
warn_candidates(struct warn *w)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	struct arena a;
	enum err e;

	arena_init(&a);
	w->n = 0;
	if (!(e = db_reader(w->engine->db, &c)))
		e = sql(c, &st,
		    arena_printf(&a,
			"SELECT t.id, t.due_at FROM \"%s\" t WHERE t.due_at >= ?1 AND (t.due_at > ?1 OR t.id > ?4) AND t.due_at <= ?2"
			" AND t.due_term %s AND NOT EXISTS (SELECT 1 FROM event_notice n WHERE"
			" n.record = '%s' AND n.row = t.id AND n.clock = t.due_at) ORDER BY t.due_at, t.id LIMIT ?3",
			w->rec->name, w->term ? "= ?5" : "IS NULL", w->rec->name)
			.p);
	if (!e) {
		sql_int(st, 1, w->after_due);
		sql_int(st, 2, w->until);
		sql_int(st, 3, JOB_ROWS);
		sql_int(st, 4, w->after_id);
		if (w->term)
			sql_text(st, 5, slice_of(w->term));
	}
	while (!e && w->n < JOB_ROWS && !(e = sql_step(st))) {
		w->after_id = w->id[w->n] = col_int(st, 0);
		w->after_due = w->due_at[w->n++] = col_int(st, 1);
	}
	arena_free(&a);
	return e == E_DONE ? E_OK : e;
}

static enum err
warn_job(struct call *c, void *ctx)
{
	struct warn *w = ctx;
	struct row *r;
	bool first;
	enum err e;

	for (int i = 0; i < w->n; i++) {
		if ((e = event_once(c, w->rec, w->id[i], w->due_at[i], &first)))
			return e;
		if (!first)
			continue;
		e = row_read(c, w->rec, w->id[i], &r);
		if (e && e != E_DONE)
			return e;
		if (!e && r->due_at == w->due_at[i] && (e = event_deadline(c, "warn", r)))
			return e;
	}
	return E_OK;
}

static enum err
warn_term(struct engine *e, const struct record *rec, const char *term, int64_t warn_s)
{
	struct warn w = { .engine = e, .rec = rec, .term = term, .after_due = clock_now_ms(), .after_id = INT64_MAX };
	enum err err;

	w.until = w.after_due + warn_s * 1000;
	do {
		if ((err = warn_candidates(&w)) || !w.n)
			return err;
		if ((err = engine_write(e, NULL, warn_job, &w)))
			return err;
	} while (w.n == JOB_ROWS);
	return E_OK;
}

static int64_t
warning_of(const char *term, int64_t now)
{
	law_scoped l = law_take();
	const struct legal_term *t = law_term(l, slice_of(term), beijing_day(now));

	return t ? t->warn_s : 0;
}

static bool
term_seen_before(const struct record *rec, int state)
{
	for (int i = 0; i < state; i++)
		if (rec->state[i].term && !strcmp(rec->state[i].term, rec->state[state].term))
			return true;
	return false;
}

static enum err
warn_record(struct engine *e, const struct record *rec)
{
	int64_t now = clock_now_ms(), warn_s;
	enum err err = E_OK;

	for (int s = 0; s < rec->nstate && !err; s++) {
		if (!rec->state[s].term || term_seen_before(rec, s))
			continue;
		if ((warn_s = warning_of(rec->state[s].term, now)) > 0)
			err = warn_term(e, rec, rec->state[s].term, warn_s);
	}
	return err ? err : warn_term(e, rec, NULL, WARN_BY_HAND_S);
}

/* ---- after the end: a finding ---- */

/* What waits for a party or a notice is no delay of ours when it ends; a clock set by hand is judged by its state's term. */
static struct slice
states_that_wait(const struct record *rec, struct arena *a)
{
	law_scoped l = law_take();
	int32_t today = beijing_day(clock_now_ms());
	struct slice list = S("''");

	for (int i = 0; i < rec->nstate; i++) {
		const struct legal_term *t = rec->state[i].term ? law_term(l, slice_of(rec->state[i].term), today) : NULL;
		if (t && t->waits)
			list = arena_printf(a, "%.*s, '%s'", (int)list.n, list.p, rec->state[i].name);
	}
	return list;
}

static enum err
read_overdue(
    struct engine *e, const struct record *rec, struct arena *a, struct offence *o, size_t *ret_n)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err;

	struct slice waiting = states_that_wait(rec, a);

	*ret_n = 0;
	if ((err = db_reader(e->db, &c)) ||
	    (err = sql(c, &st,
		 arena_printf(a,
		     "SELECT id, unit, due_at, due_term FROM \"%s\""
		     " WHERE due_at IS NOT NULL AND due_at <= ?1 AND CASE WHEN due_term IS NULL THEN state NOT IN (%.*s)"
		     " ELSE due_term NOT IN (SELECT code FROM legal_term WHERE waits = 1) END ORDER BY due_at, id LIMIT ?2",
		     rec->name, (int)waiting.n, waiting.p)
		     .p)))
		return err;
	sql_int(st, 1, clock_now_ms());
	sql_int(st, 2, OVERDUE_MAX);
	while (*ret_n < OVERDUE_MAX && !(err = sql_step(st))) {
		char when[TIME_TEXT_MAX];
		time_print_local(col_int(st, 2), when);
		o[(*ret_n)++] = (struct offence){ .row = col_int(st, 0),
			.unit = col_int(st, 1),
			.note = arena_printf(a, "期限 %.*s 已于 %s 届满", (int)col_text(st, 3).n,
			    col_text(st, 3).p ? col_text(st, 3).p : "", when) };
	}
	return err == E_DONE ? E_OK : err;
}

static enum err
overdue_record(struct engine *e, const struct record *rec)
{
	struct arena a;
	struct offence *o;
	struct finding_source f = {
		.rule = "deadline_passed", .record = rec->name, .owner = "leader"
	};
	char space[64], en[120];
	int64_t open;
	size_t n;
	enum err err;

	arena_init(&a);
	o = arena_array(&a, struct offence, OVERDUE_MAX);
	if (!(err = read_overdue(e, rec, &a, o, &n))) {
		struct slice name = title_en(rec->title, rec->name, space, sizeof space);
		snprintf(en, sizeof en, "%.*s: time limit passed", (int)name.n, name.p);
		f.what = arena_printf(&a, "%.*s逾期未办", (int)title_zh(rec->title).n, rec->title);
		f.what_en = slice_of(en);
		f.cut = n == OVERDUE_MAX;
		err = findings_settle(e, &f, o, n, &open);
	}
	arena_free(&a);
	return err;
}

enum err
deadline_tick(struct engine *e)
{
	enum err first = E_OK;

	for (int i = 0; i < e->pages->nrecord; i++) {
		const struct record *rec = e->pages->record[i];
		enum err err;
		if (!record_has_due(rec))
			continue;
		if (!(err = warn_record(e, rec)) && strcmp(rec->name, "finding"))
			err = overdue_record(e, rec);	/* about a finding it would never end */
		first = first ? first : err;
	}
	return first;
}
