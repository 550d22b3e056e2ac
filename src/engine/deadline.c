/* SPDX-License-Identifier: Apache-2.0 */
/* deadline.c - terms and calendar in memory, and what they say about one clock.
 *
 *   calendar_day, legal_term ──load──► struct law (immutable) ◄──take── reckoning, on any thread
 */
#include "engine/deadline_.h"

#include <assert.h>
#include <pthread.h>
#include "base/clock.h"
#include "base/log.h"
#include "engine/engine.h"
#include "engine/record_.h"
#include "engine/table_.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;	/* guards current and all refs */
static struct law *current;

/* ---- generations ---- */

static struct law *
law_new(void)
{
	struct law *l = mem_alloc(sizeof *l);

	arena_init(&l->arena);
	l->refs = 1;
	return l;
}

static void
law_free(struct law *l)
{
	calendar_free(l->calendar);
	arena_free(&l->arena);
	mem_free(l);
}

struct law *
law_take(void)
{
	struct law *l;

	pthread_mutex_lock(&lock);
	if (!current) {
		current = law_new();
		current->calendar = calendar_make(NULL, 0);
	}
	l = current;
	l->refs++;
	pthread_mutex_unlock(&lock);
	return l;
}

void
law_drop(struct law **l)
{
	bool last;

	if (!*l)
		return;
	pthread_mutex_lock(&lock);
	last = --(*l)->refs == 0;
	pthread_mutex_unlock(&lock);
	if (last)
		law_free(*l);
	*l = NULL;
}

static void
law_swap(struct law *next)
{
	struct law *old;

	pthread_mutex_lock(&lock);
	old = current;
	current = next;
	pthread_mutex_unlock(&lock);
	law_drop(&old);
}

void
deadline_unload(void)
{
	law_swap(NULL);
}

/* ---- loading ---- */

static enum err
load_days(struct conn *c, struct law *l)
{
	struct calendar_day *day;
	stmt_scoped st = NULL;
	stmt_scoped count = NULL;
	size_t n = 0, max;
	enum err e;

	if ((e = sql(c, &count, "SELECT count(*) FROM calendar_day")) || (e = sql_step(count)))
		return e;
	max = (size_t)col_int(count, 0);
	sql_done(count);
	day = arena_array(&l->arena, struct calendar_day, max + 1);
	if ((e = sql(c, &st, "SELECT \"date\", kind FROM calendar_day ORDER BY \"date\", id")))
		return e;
	while (n < max && !(e = sql_step(st)))
		if (date_parse(col_text(st, 0), &day[n].day)) {
			day[n].off = slice_is(col_text(st, 1), "off");
			n++;
		}
	if (e && e != E_DONE)
		return e;
	l->calendar = calendar_make(day, n);
	return E_OK;
}

static enum period_unit
measure_of(struct slice name)
{
	static const char *const names[] = {
		[PERIOD_HOUR] = "hour",
		[PERIOD_DAY] = "calendar_day",
		[PERIOD_WORKING_DAY] = "working_day",
		[PERIOD_MONTH] = "month",
		[PERIOD_YEAR] = "year",
		[PERIOD_MINUTE] = "minute",
	};

	for (size_t i = 0; i < N_ELEMS(names); i++)
		if (slice_is(name, names[i]))
			return (enum period_unit)i;
	return PERIOD_DAY;		/* CHECK of the table lets no other in */
}

static bool
flag(const struct stmt *st, int col)
{
	return !col_null(st, col) && col_int(st, col);
}

static struct slice
text(struct law *l, const struct stmt *st, int col)
{
	return col_null(st, col) ? (struct slice){ NULL, 0 }
				 : arena_copy(&l->arena, col_text(st, col));
}

static void
take_version(struct law *l, const struct stmt *st)
{
	struct term_version *v = &l->version[l->n];

	*v = (struct term_version){ .to = INT32_MAX,
		.from = INT32_MIN,
		.term = { .code = text(l, st, 0),
		    .name = text(l, st, 1),
		    .law = text(l, st, 12),
		    .article = text(l, st, 13),
		    .quantity = flag(st, 4),
		    .waits = flag(st, 17),
		    .warn_s = col_null(st, 14) ? 0 : col_int(st, 14),
		    .period = { .length = (int)col_int(st, 2),
			.unit = measure_of(col_text(st, 3)),
			.roll = flag(st, 5),
			.count_first = flag(st, 6),
			.hour_text = flag(st, 7),
			.backwards = flag(st, 8),
			.whole_days = flag(st, 9),
			.no_makeup = flag(st, 10),
			.roll_holiday_only = flag(st, 11) } } };
	if (!date_parse(col_text(st, 15), &v->from))
		return;
	if (!col_null(st, 16) && !date_parse(col_text(st, 16), &v->to))
		return;
	l->n++;
}

/* As law_term looks for them, whatever the store's collation says of an underscore. */
static int
by_code(const void *a, const void *b)
{
	const struct term_version *x = a, *y = b;
	size_t n = x->term.code.n < y->term.code.n ? x->term.code.n : y->term.code.n;
	int order = n ? memcmp(x->term.code.p, y->term.code.p, n) : 0;

	if (!order && x->term.code.n != y->term.code.n)
		order = x->term.code.n < y->term.code.n ? -1 : 1;
	return order ? order : x->from < y->from ? -1 : x->from > y->from;
}

static enum err
load_terms(struct conn *c, struct law *l)
{
	stmt_scoped st = NULL;
	stmt_scoped count = NULL;
	size_t max;
	enum err e;

	if ((e = sql(c, &count, "SELECT count(*) FROM legal_term")) || (e = sql_step(count)))
		return e;
	max = (size_t)col_int(count, 0);
	sql_done(count);
	l->version = arena_array(&l->arena, struct term_version, max + 1);
	if ((e = sql(c, &st,
		 "SELECT code, name, length, measure, quantity, roll, count_first, hour_text, backwards, whole_days,"
		 " no_makeup, roll_holiday_only, law, article, warn_s, valid_from, valid_to, waits FROM legal_term ORDER BY code, valid_from")))
		return e;
	while (l->n < max && !(e = sql_step(st)))
		take_version(l, st);
	qsort(l->version, l->n, sizeof *l->version, by_code);
	return e == E_DONE ? E_OK : e;
}

enum err
law_stamp_read(struct conn *c, struct law_stamp *ret)
{
	stmt_scoped st = NULL;
	enum err e;

	if ((e = sql(c, &st,
		 "SELECT count(*), coalesce(max(updated_at), 0), coalesce(sum(version), 0) FROM"
		 " (SELECT updated_at, version FROM calendar_day UNION ALL SELECT updated_at, version FROM legal_term) t")) ||
	    (e = sql_step(st)))
		return e;
	*ret = (struct law_stamp){ col_int(st, 0), col_int(st, 1), col_int(st, 2) };
	return E_OK;
}

enum err
deadline_load(struct conn *c)
{
	struct law *l = law_new();
	enum err e;

	if ((e = law_stamp_read(c, &l->stamp)) || (e = load_days(c, l)) || (e = load_terms(c, l))) {
		law_free(l);
		return e;
	}
	law_swap(l);
	return E_OK;
}

/* ---- terms ---- */

/* The version in force on the day the clock starts: old cases keep the old text. */
const struct legal_term *
law_term(const struct law *l, struct slice code, int32_t day)
{
	for (size_t lo = 0, hi = l->n; lo < hi; ) {
		size_t mid = (lo + hi) / 2;
		const struct term_version *v = &l->version[mid];
		size_t n = code.n < v->term.code.n ? code.n : v->term.code.n;
		int order = n ? memcmp(code.p, v->term.code.p, n) : 0;
		if (!order)
			order = code.n != v->term.code.n ? (code.n < v->term.code.n ? -1 : 1)
			    : day < v->from              ? -1
							 : day >= v->to;
		if (!order)
			return &v->term;
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

bool
deadline_term(struct slice code, int32_t day, struct arena *a, struct legal_term *ret)
{
	law_scoped l = law_take();
	const struct legal_term *t = law_term(l, code, day);

	if (!t)
		return false;
	*ret = *t;
	ret->code = arena_copy(a, t->code);
	ret->name = arena_copy(a, t->name);
	ret->law = arena_copy(a, t->law);
	ret->article = arena_copy(a, t->article);
	return true;
}

void
deadline_missing(const struct engine *e, struct buf *b)
{
	law_scoped l = law_take();
	int32_t today = beijing_day(clock_now_ms());

	for (int i = 0; i < e->pages->nrecord; i++) {
		const struct record *rec = e->pages->record[i];
		for (int s = 0; s < rec->nstate; s++) {
			const struct legal_term *t;
			if (!rec->state[s].term)
				continue;
			t = law_term(l, slice_of(rec->state[s].term), today);
			if (!t || t->quantity)
				buf_printf(b, "%s%s.%s: %s%s", b->n ? "\n" : "", rec->name,
				    rec->state[s].name, rec->state[s].term,
				    t ? " is a quantity" : "");
		}
	}
}

/* ---- reckoning ---- */

/* The column holds both languages; rows of before hold Chinese alone. What comes from data rows or people must not part them. */
static struct slice
unparted(struct arena *a, struct slice s)
{
	char *copy = arena_str(a, s);

	for (char *p = copy; (p = strchr(p, '|')); )
		*p = '/';
	return slice_of(copy);
}

struct slice
deadline_why(struct arena *a, struct slice zh, struct slice en, const struct legal_term *t)
{
	struct slice law = unparted(a, t->law), article = unparted(a, t->article);

	return arena_printf(a, "%.*s（%.*s%s%.*s）|%.*s (%.*s%s%.*s)", (int)zh.n, zh.p, (int)law.n, law.p, article.n ? " " : "", (int)article.n,
	    article.p, (int)en.n, en.p, (int)law.n, law.p, article.n ? " " : "", (int)article.n, article.p);
}

struct slice
deadline_why_and(struct arena *a, struct slice why, struct slice zh, struct slice en)
{
	struct slice was_zh = due_why_zh(why), was_en = due_why_en(why);

	zh = unparted(a, zh);
	en = unparted(a, en);
	return was_en.n ? arena_printf(a, "%.*s%.*s|%.*s%.*s", (int)was_zh.n, was_zh.p, (int)zh.n, zh.p, (int)was_en.n, was_en.p, (int)en.n, en.p) :
			  arena_printf(a, "%.*s%.*s", (int)was_zh.n, was_zh.p, (int)zh.n, zh.p);
}

struct slice
due_why_zh(struct slice why)
{
	const char *bar = why.n ? memchr(why.p, '|', why.n) : NULL;

	return bar ? (struct slice){ why.p, (size_t)(bar - why.p) } : why;
}

struct slice
due_why_en(struct slice why)
{
	const char *bar = why.n ? memchr(why.p, '|', why.n) : NULL;

	return bar ? (struct slice){ bar + 1, why.n - (size_t)(bar + 1 - why.p) } : (struct slice){ NULL, 0 };
}

static enum err
reckon(
    struct call *c, struct slice code, int64_t from_ms, int64_t *ret_due_ms, struct slice *ret_why)
{
	law_scoped l = law_take();
	const struct legal_term *t = law_term(l, code, beijing_day(from_ms));
	struct slice why;
	enum err e;

	if (!t)
		return E_NOT_FOUND;
	if (t->quantity)
		return E_BAD_VALUE;
	if ((e = period_end(l->calendar, &t->period, from_ms, c->arena, ret_due_ms, &why)))
		return e;
	*ret_why = deadline_why(c->arena, why, period_why_en(l->calendar, &t->period, from_ms, c->arena), t);
	return E_OK;
}

enum err
deadline_reckon(
    struct call *c, struct slice term, int64_t from_ms, int64_t *ret_due_ms, struct slice *ret_why)
{
	switch (reckon(c, term, from_ms, ret_due_ms, ret_why)) {
	case E_OK:
		return E_OK;
	case E_NOT_FOUND:
		return refuse_text(c, E_NOT_FOUND, "term", "该日没有有效的此期限",
		    "No such term was in force on that day");
	default:
		return refuse_text(c, E_BAD_VALUE, "term", "这是数量，不是期限，或超出可计算范围",
		    "It is a quantity and no time limit, or out of range");
	}
}

static void
clear(struct row *r)
{
	r->due_from = r->due_at = 0;
	r->due_term = r->due_why = (struct slice){ NULL, 0 };
}

/* A clock that an effect set by hand (due_at without due_term) is kept, whatever the page says; a term that it named (due_term
 * without due_at) takes the place of the page's. */
enum err
deadline_enter(struct call *c, struct row *draft)
{
	const char *own = draft->state >= 0 ? draft->rec->state[draft->state].term : NULL;
	struct slice term = draft->due_term.n && !draft->due_at ? draft->due_term : slice_of(own);
	int64_t from = draft->due_from ? draft->due_from : c->now_ms;
	enum err e;

	if (draft->state < 0 || record_final(draft->rec, draft->state) ||
	    (!term.n && (draft->due_term.n || !draft->due_at))) {
		clear(draft);
		return E_OK;
	}
	if (draft->due_at && !draft->due_term.n) {
		draft->due_from = from;
		return E_OK;
	}
	if ((e = reckon(c, term, from, &draft->due_at, &draft->due_why))) {
		/* the case goes on without a clock; `luan check` names the missing term */
		log_at(LOG_WARN, "deadline.no_term", KV("record", LS(draft->rec->name)),
		    KV("term", LSL(term)), KV("error", LS(err_name(e))));
		clear(draft);
		return E_OK;
	}
	draft->due_from = from;
	draft->due_term = term;
	return E_OK;
}
