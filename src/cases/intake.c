/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/intake.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "base/log.h"
#include "cases/camera_record.h"
#include "cases/law.h"
#include "engine/record.h"

#define WAITING_MAX 2000
#define COMPOSITE 7
#define COMPOSITE_FRAMES 3

struct held {				/* a request that reports a violation, until its records are made */
	struct intake in;		/* first: what the sink below is given */
	struct intake *of;
	struct violation_intake *v;
	struct held *next;
};
struct violation_intake {
	struct passage_sink sink;	/* first */
	struct intake_options o;
	pthread_mutex_t lock;		/* guards the queue */
	pthread_cond_t change;
	pthread_t thread;
	struct held *head, **tail;
	bool stopping, running;
	_Atomic int waiting;
	_Atomic int64_t made, same, unread, refused, failed_jobs;
};

/* ---- one record ---- */

static int
frames_of(const struct picture_set *set)
{
	int n = 0;

	for (int i = 0; set && i < set->n; i++)
		n += set->picture[i].type == COMPOSITE ? COMPOSITE_FRAMES : set->picture[i].type == 2 || set->picture[i].type == 3 ? 0 : 1;
	return n < 1 ? 1 : n > PACK_SET_MAX ? PACK_SET_MAX : n;
}

/* The newest reading before the violation; none leaves it open for the reviewer. */
static enum err
take_clock(struct call *c, struct row *r)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT clock_ms FROM device_reading WHERE device = ?1 AND at <= ?2 AND clock_ms IS NOT NULL ORDER BY at DESC LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, row_ref(r, camera_record_device));
	sql_int(st, 2, row_time(r, camera_record_captured_at));
	if (!(e = sql_step(st)))
		row_set_int(r, camera_record_clock_ms, col_int(st, 0));
	return e == E_DONE ? E_OK : e;
}

static enum err
take_limit(struct call *c, struct row *r, const struct passage *p)
{
	int64_t limit;
	enum err e = first_id(c, "SELECT coalesce((SELECT limit_kmh FROM tollgate_lane WHERE parent = t.id AND no = ?2), t.limit_kmh, 0) FROM tollgate t WHERE id = ?1",
	    (struct first_arg[]){ FIRST_INT(p->tollgate), FIRST_INT(p->lane) }, 2, &limit);

	if (!e && limit && p->speed_kmh != SPEED_UNKNOWN) {
		row_set_int(r, camera_record_speed_kmh, p->speed_kmh > 400 ? 400 : p->speed_kmh);
		row_set_int(r, camera_record_limit_kmh, limit);
	}
	return e;
}

/* Sent again after its records failed: the passage is found by what it is. */
static enum err
number_again(struct violation_intake *v, struct call *c, const struct passage *p, int64_t *ret)
{
	struct history_query q = { .series = 1u << SERIES_LIVE, .want = p->plate, .mask = PLATE_ALIAS - 1, .class_code = p->class_code, .from_ms = p->at_ms,
		.to_ms = p->at_ms + 1, .tollgate = &p->tollgate, .ntollgate = 1, .limit = 1 };
	struct history_rows rows;
	enum err e = history_find(v->o.history, &q, c->arena, &rows);

	*ret = !e && rows.n ? rows.row[0].id : 0;
	return e;
}

struct making {
	struct violation_intake *v;
	struct call *c;
	const struct passage *p;
	const struct picture_set *set;
	int64_t passage;
};

static enum err
make(void *ctx, struct conn *conn)
{
	struct making *m = ctx;
	struct row *r = row_new(m->c->arena, &camera_record_record);
	char code[8], plate[PLATE_TEXT_MAX], class[4];
	enum err e;

	(void)conn;
	row_set_int(r, camera_record_device, m->p->device);
	row_set_int(r, camera_record_tollgate, m->p->tollgate);
	row_set_int(r, camera_record_passage, m->passage);
	row_set_text(r, camera_record_code, (struct slice){ code, passage_violation_print(m->p->spare, code) });
	row_set_int(r, camera_record_captured_at, m->p->at_ms);
	row_set_text(r, camera_record_plate, (struct slice){ plate, plate_print(m->p->plate, plate) });
	class[0] = (char)('0' + m->p->class_code / 10 % 10);
	class[1] = (char)('0' + m->p->class_code % 10);
	row_set_text(r, camera_record_plate_class, (struct slice){ class, 2 });
	row_set_int(r, camera_record_frames, frames_of(m->set));
	if ((e = take_clock(m->c, r)) || (e = take_limit(m->c, r, m->p)))
		return e;
	return record_create(m->c, r);
}

static enum err
make_one(struct making *m, uint32_t segment)
{
	int64_t there;
	enum err e = E_OK;

	if (!m->p->plate || plate_unread(m->p->plate) || !m->p->device || !m->p->tollgate) {
		m->v->unread++;
		return E_OK;
	}
	m->passage = passage_id(segment, m->p->seq);
	if ((m->p->flags & PASSAGE_SAME) && (e = number_again(m->v, m->c, m->p, &m->passage)))
		return e;
	if (!m->passage || (e = first_id(m->c, "SELECT id FROM camera_record WHERE passage = ?1", (struct first_arg[]){ FIRST_INT(m->passage) }, 1, &there)) || there) {
		m->v->same++;
		return e;
	}
	e = db_nested(m->c->conn, make, m);
	if (e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT || e == E_CORRUPT)
		return e;
	if (e) {
		m->v->refused++;
		log_at(LOG_WARN, "camera_record.refused", KV("passage", LI(m->passage)), KV("error", LS(err_name(e))));
	} else
		m->v->made++;
	m->c->err = E_OK;
	m->c->nfault = 0;
	return E_OK;
}

static enum err
make_records(struct call *c, void *ctx)
{
	struct held *h = ctx;
	enum err e = E_OK;

	for (uint32_t i = 0; i < h->in.nlive && !e; i++) {
		struct making m = { h->v, c, &h->in.row[i], h->in.set ? h->in.set[i] : NULL, 0 };
		if (h->in.row[i].spare)
			e = make_one(&m, h->in.segment);
	}
	return e;
}

/* ---- the thread ---- */

static void
answer(struct held *h, enum err e)
{
	struct intake *of = h->of;

	atomic_fetch_sub(&h->v->waiting, 1);
	mem_free(h);
	of->done(of, e);
}

static struct held *
next_held(struct violation_intake *v)
{
	struct held *h;

	pthread_mutex_lock(&v->lock);
	while (!v->head && !v->stopping)
		pthread_cond_wait(&v->change, &v->lock);
	if ((h = v->head) && !(v->head = h->next))
		v->tail = &v->head;
	pthread_mutex_unlock(&v->lock);
	return h;
}

static void *
loop(void *ctx)
{
	struct violation_intake *v = ctx;
	struct held *h;
	enum err e;

	while ((h = next_held(v))) {
		if ((e = engine_write(v->o.engine, "违法记录自动采集", make_records, h)))
			v->failed_jobs++;
		answer(h, e);
	}
	return NULL;
}

/* On the history's thread: it must not wait for the store. */
static void
below_done(struct intake *in, enum err e)
{
	struct held *h = (struct held *)in;
	struct violation_intake *v = h->v;

	if (e) {
		answer(h, e);
		return;
	}
	pthread_mutex_lock(&v->lock);
	h->next = NULL;
	*v->tail = h;
	v->tail = &h->next;
	pthread_cond_signal(&v->change);
	pthread_mutex_unlock(&v->lock);
}

/* ---- the sink ---- */

static bool
reports_violation(const struct intake *in)
{
	for (uint32_t i = 0; !in->import && i < in->nlive; i++)
		if (in->row[i].spare)
			return true;
	return false;
}

static void
accept(struct passage_sink *s, struct intake *in)
{
	struct violation_intake *v = (struct violation_intake *)s;
	struct held *h;

	if (!reports_violation(in)) {
		v->o.below->accept(v->o.below, in);
		return;
	}
	if (atomic_fetch_add(&v->waiting, 1) >= WAITING_MAX) {
		atomic_fetch_sub(&v->waiting, 1);
		in->done(in, E_BUSY);
		return;
	}
	h = mem_alloc(sizeof *h);
	*h = (struct held){ .in = *in, .of = in, .v = v };
	h->in.done = below_done;
	v->o.below->accept(v->o.below, &h->in);
}

enum err
intake_open(struct violation_intake **ret, const struct intake_options *o)
{
	struct violation_intake *v = mem_alloc(sizeof *v);

	*v = (struct violation_intake){ .sink = { accept }, .o = *o };
	v->tail = &v->head;
	pthread_mutex_init(&v->lock, NULL);
	pthread_cond_init(&v->change, NULL);
	v->running = !pthread_create(&v->thread, NULL, loop, v);
	*ret = v;
	return v->running ? E_OK : E_INTERNAL;
}

struct passage_sink *
intake_sink(struct violation_intake *v)
{
	return &v->sink;
}

void
intake_close(struct violation_intake *v)
{
	if (!v)
		return;
	pthread_mutex_lock(&v->lock);
	v->stopping = true;
	pthread_cond_signal(&v->change);
	pthread_mutex_unlock(&v->lock);
	if (v->running)
		pthread_join(v->thread, NULL);
	pthread_cond_destroy(&v->change);
	pthread_mutex_destroy(&v->lock);
	mem_free(v);
}

void
intake_stats(struct violation_intake *v, struct intake_stats *ret)
{
	*ret = (struct intake_stats){ v->made, v->same, v->unread, v->refused, v->failed_jobs };
}
