/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/sharing_out.h"

#include <sodium.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "engine/units.h"
#include "ingest/port_.h"
#include "ingest/sharing.h"
#include "ingest/sharing_out_.h"
#include "org/device.h"

#define LOOK_MS 1000
#define READ_MAX 4096			/* rows looked at in one turn of a sharing: then the others have theirs */
#define PASS_ROWS 200000		/* so many that it does not cover: the place is written down all the same */
#define BODY_MAX MIB(2)
#define STOP_MS 5000
#define PROOFS 2			/* digests of one batch: a receiver that always has another nonce is not followed for ever */
#define ENDS_MAX 100

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;	/* here: hooks of steps may come while it is closed */
static struct sharing_out *here;

/* ---- a batch ---- */

/* Rows that are covered, from o->next on. *ret_more: there may be others behind them. */
static enum err
read_batch(struct sharing_out *s, struct out *o, const struct directory *d, uint32_t *ret_n, bool *ret_more)
{
	uint32_t n = 0, looked = 0, got;
	enum err e = E_OK;

	*ret_more = true;
	while (n < o->most && looked < READ_MAX && !e) {
		uint64_t was = o->next;
		uint32_t kept = n;

		if ((e = history_after(s->o.history, &o->next, o->most - n, &s->row[n], &got)))
			break;
		if (o->next == was) {
			*ret_more = false;
			break;
		}
		for (uint32_t i = 0; i < got; i++)
			if (sharing_covers(&o->terms, d, &s->row[n + i]))
				s->row[kept++] = s->row[n + i];
		looked += o->most - n;
		n = kept;
	}
	*ret_n = n;
	return e;
}

static void
set_headers(struct sharing_out *s, struct out *o)
{
	o->post.header[0] = "Content-Type: " VIID_JSON;
	o->post.header[1] = s->identity;
	o->post.header[2] = o->authorization.n ? o->authorization.p : NULL;
}

/* The receiver's challenge, answered with what is kept of the platform's password: it fits where both sides agreed on one for our
 * realm. Never for our own path of registration: whoever sits between must not turn an answer into one. */
static bool
prove(struct out *o)
{
	const struct directory *d = directory_hold();
	const struct directory_device *v = directory_device_row(d, o->device);
	struct http_digest c;
	const char *path;
	char cnonce[17];
	uint64_t random;
	bool can = v && v->has_secret && post_url(o->address, &path) && !strstr(path, "/VIID/System") &&
	    http_digest_challenge(slice_of(o->challenge), &c) && slice_is(c.realm, DEVICE_REALM);

	buf_reset(&o->authorization);
	o->proofs++;
	if (can) {
		randombytes_buf(&random, sizeof random);
		(void)snprintf(cnonce, sizeof cnonce, "%016llx", (unsigned long long)random);
		http_digest_answer(&c, &(struct http_digest_ask){ .user = v->login, .uri = slice_of(path), .cnonce = slice_of(cnonce), .ha1 = v->ha1,
		    .method = "POST", .count = ++o->count }, &o->authorization);
		buf_putc(&o->authorization, 0);
		can = !o->authorization.full;
	}
	if (!can)
		buf_reset(&o->authorization);
	directory_let_go(d);
	return can;
}

static enum err
send_rows(struct sharing_out *s, struct out *o, const struct directory *d, uint32_t n)
{
	struct sharing_notice notice = { slice_of(o->org), slice_of(o->subscribe_id), slice_of(o->title), clock_now_ms(), s->serial++ };
	enum err e;

	sharing_notice_id(&notice, o->notice);
	buf_init(&o->post.body, BODY_MAX);
	sharing_message(&o->post.body, &notice, d, s->row, n);
	o->rows = n;
	o->proofs = 0;
	if (o->challenge[0])
		(void)prove(o);
	o->post.url = o->address;
	o->post.ctx = o;
	set_headers(s, o);
	if ((e = post_send(s->poster, &o->post)))
		buf_free(&o->post.body);
	else
		o->flying = true;
	return e;
}

static void
failed(struct sharing_out *s, struct out *o, enum err e)
{
	int64_t wait = 1000ll << (o->failures < 6 ? o->failures : 6);

	o->next = o->at;		/* read and judged anew */
	o->due_mono_ms = clock_mono_ms() + (wait < SHARING_WAIT_MS ? wait : SHARING_WAIT_MS);
	o->failures++;
	if (!(o->failures & (o->failures - 1)))		/* 1, 2, 4, 8 .. */
		log_at(LOG_WARN, "sharing.failed", KV("sharing", LI(o->id)), KV("failures", LI(o->failures)), KV("status", LI(o->post.status)),
		    KV("error", LS(err_name(e))));
	if (!o->troubled)
		sharing_rows_trouble(s, o, e);
}

static void
turn(struct sharing_out *s, struct out *o)
{
	const struct directory *d = directory_hold();
	uint32_t n = 0;
	bool more = false;
	enum err e = read_batch(s, o, d, &n, &more);

	o->due_mono_ms = clock_mono_ms() + (more ? 0 : o->interval_ms);
	if (!e && n)
		e = send_rows(s, o, d, n);
	else if (!e && o->next - o->at > PASS_ROWS)	/* also where a segment has ended */
		e = sharing_rows_passed(s, o);
	directory_let_go(d);
	if (e)
		failed(s, o, e);
}

/* ---- an answer ---- */

static bool
try_again(struct sharing_out *s, struct out *o)
{
	if (o->post.err || o->post.status != 401 || !o->post.challenge[0] || o->proofs >= PROOFS)
		return false;
	if (strcmp(o->challenge, o->post.challenge))
		o->count = 0;
	(void)snprintf(o->challenge, sizeof o->challenge, "%s", o->post.challenge);
	if (!prove(o))
		return false;
	post_free(&o->post);
	set_headers(s, o);
	return !post_send(s->poster, &o->post);
}

static void
taken(struct sharing_out *s, struct out *o, int64_t refused)
{
	enum err e = sharing_rows_taken(s, o, refused);

	if (e) {
		failed(s, o, e);
		return;
	}
	o->failures = 0;
	if (o->troubled)
		sharing_rows_trouble(s, o, E_OK);
}

static void
landed(struct sharing_out *s, struct out *o)
{
	int64_t refused = 0;
	enum err e = o->post.err;

	if (try_again(s, o))
		return;
	if (!e)
		e = sharing_answer(o->post.status, o->post.answer.n ? buf_slice(&o->post.answer) : (struct slice){ NULL, 0 }, o->rows, &refused);
	o->flying = false;
	post_free(&o->post);
	buf_free(&o->post.body);
	if (o->post.status == 413 && o->most > 1)
		o->most = (uint32_t)(o->rows + 1) / 2;
	if (e)
		failed(s, o, e);		/* also when all of it was refused: it is for people to see why, not for us to drop it */
	else
		taken(s, o, refused);
}

/* ---- the thread ---- */

static int
work_due(struct sharing_out *s)
{
	int64_t now = clock_mono_ms(), next = now + LOOK_MS;

	for (struct out *o = s->first; o; o = o->next_out) {
		if (o->flying)
			continue;
		if (o->due_mono_ms <= now)
			turn(s, o);
		if (!o->flying && o->due_mono_ms < next)
			next = o->due_mono_ms;
	}
	now = clock_mono_ms();
	return next > now ? (int)(next - now) : 0;
}

/* What is on its way may come home: it is counted then. */
static void
wait_home(struct sharing_out *s)
{
	int64_t until = clock_mono_ms() + STOP_MS;
	bool flying = true;

	while (flying && clock_mono_ms() < until) {
		struct post *p = post_wait(s->poster, 100);

		if (p)
			landed(s, p->ctx);
		flying = false;
		for (struct out *o = s->first; o; o = o->next_out)
			flying |= o->flying;
	}
	while (s->first)
		out_drop(s, &s->first);
}

static void *
sending_main(void *arg)
{
	struct sharing_out *s = arg;

	while (!atomic_load(&s->stopping)) {
		enum err e = sharing_rows_look(s);
		int wait = e ? LOOK_MS : work_due(s);
		struct post *p = post_wait(s->poster, wait);

		if (p)
			landed(s, p->ctx);
	}
	wait_home(s);
	return NULL;
}

void
sharing_out_wake(void)
{
	(void)pthread_mutex_lock(&lock);
	if (here)
		poster_wake(here->poster);
	(void)pthread_mutex_unlock(&lock);
}

enum err
sharing_out_begin(struct call *c, int64_t sharing, bool in_period)
{
	char server[HISTORY_NAME_MAX] = "";
	uint64_t at = 0;

	(void)pthread_mutex_lock(&lock);
	if (here && in_period) {
		memcpy(server, here->server, sizeof server);
		at = history_end(here->o.history);
	}
	(void)pthread_mutex_unlock(&lock);
	return sharing_marks_begin(c, sharing, server[0] ? server : NULL, at);
}

/* ---- the end of a period ---- */

static enum err
find_over(struct engine *e, int64_t *ret, int *ret_n)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	char today[TIME_TEXT_MAX];
	enum err err;

	*ret_n = 0;
	if ((err = db_reader(e->db, &c)) || (err = sql(c, &st, "SELECT id FROM sharing WHERE state IN ('approved', 'suspended') AND valid_to_day < ?1 ORDER BY id LIMIT ?2")))
		return err;
	sql_text(st, 1, (struct slice){ today, date_print(beijing_day(clock_now_ms()), today) });
	sql_int(st, 2, ENDS_MAX);
	while (*ret_n < ENDS_MAX && !(err = sql_step(st)))
		ret[(*ret_n)++] = col_int(st, 0);
	return err == E_DONE ? E_OK : err;
}

static enum err
expire(struct call *c, void *ctx)
{
	const int64_t *id = ctx;
	struct row *after;
	enum err e = record_fire_as_system(c, &sharing_record, *id, "expire", &after);

	return e == E_NO_STEP || e == E_LOST_RACE || e == E_GUARD ? E_OK : e;	/* a person was quicker */
}

static enum err
end_those_over(struct engine *e, void *ctx)
{
	int64_t id[ENDS_MAX];
	enum err err;
	int n;

	(void)ctx;
	if ((err = find_over(e, id, &n)))
		return err;
	for (int i = 0; i < n && !err; i++)
		err = engine_write(e, "共享期限届满，自动终止", expire, &id[i]);
	return err;
}

/* ---- life ---- */

/* GA/T 1400: 8 centre, 2 trade, 503 a platform, 1 network, 6 serial. */
static enum err
set_identity(struct sharing_out *s)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	struct slice code;
	enum err e;

	if (s->o.platform) {
		(void)snprintf(s->identity, sizeof s->identity, "User-Identify: %.20s", s->o.platform);
		return E_OK;
	}
	if ((e = db_reader(s->o.engine->db, &c)) || (e = sql(c, &st, "SELECT code FROM unit WHERE id = ?1")))
		return e;
	sql_int(st, 1, units_root());
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	code = col_text(st, 0);
	(void)snprintf(s->identity, sizeof s->identity, "User-Identify: %.*s005030000001", (int)(code.n < 8 ? code.n : 8), code.p);
	return E_OK;
}

enum err
sharing_out_open(struct sharing_out **ret, const struct sharing_out_options *o)
{
	struct sharing_out *s = mem_alloc(sizeof *s);
	enum err e;

	s->o = *o;
	if ((e = history_name(o->history, s->server)) || (e = set_identity(s)) || (e = timer_add(o->engine, SHARINGS_TIMER, LOOK_MS, end_those_over, NULL))) {
		mem_free(s);
		return e;
	}
	s->poster = poster_open();
	if (pthread_create(&s->thread, NULL, sending_main, s))
		die("sharing: no thread");
	(void)pthread_mutex_lock(&lock);
	here = s;
	(void)pthread_mutex_unlock(&lock);
	*ret = s;
	return E_OK;
}

void
sharing_out_close(struct sharing_out *s)
{
	if (!s)
		return;
	(void)pthread_mutex_lock(&lock);
	here = NULL;
	(void)pthread_mutex_unlock(&lock);
	atomic_store(&s->stopping, true);
	poster_wake(s->poster);
	(void)pthread_join(s->thread, NULL);
	poster_close(s->poster);
	mem_free(s);
}
