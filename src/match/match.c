/* SPDX-License-Identifier: Apache-2.0 */
/* match.c - the way of a batch: see match.h. Its parts are parts of one object, given back when the last is done. */
#include "match/match.h"

#include "base/clock.h"
#include "base/log.h"
#include "ingest/tap.h"
#include "match/checkpoint_rule.h"
#include "match/hot.h"
#include "match/match_.h"

#define BRAKE_SLOTS ((size_t)1 << 14)

#define WAITING_MAX 20000		/* batches with hits that are not alarms yet: beyond, devices are told to wait */

#define TELL_MS 60000			/* that pictures are lost is logged as often at most */

/* ---- one batch ---- */

struct shot {				/* the pictures of one row */
	struct picture_set set;
	struct parcel *parcel;
	uint32_t row;
};
struct parcel {
	struct match *m;
	struct intake *in;
	struct hits *hits;		/* NULL: nothing live, or handed on */
	struct history_batch live, other;
	struct shot *shot;
	atomic_uint waits;		/* pictures; then batches */
	_Atomic int err;		/* enum err: the first */
};

static void
note_err(struct parcel *t, enum err e)
{
	int ok = E_OK;

	if (e)
		(void)atomic_compare_exchange_strong(&t->err, &ok, (int)e);
}

static void
leave(struct match *m)
{
	pthread_mutex_lock(&m->lock);
	if (!--m->in_flight)
		pthread_cond_broadcast(&m->idle);
	pthread_mutex_unlock(&m->lock);
}

static void
finish(struct parcel *t)
{
	struct match *m = t->m;
	struct intake *in = t->in;
	enum err e = (enum err)atomic_load(&t->err);

	for (size_t i = 0; t->hits && i < t->hits->n; i++)	/* not stored: it will be sent again, and is to be found again */
		detect_take_back(m, t->hits, &t->hits->raise[i]);
	hits_free(t->hits);
	mem_free(t->shot);
	mem_free(t);
	in->done(in, e);
	leave(m);
}

static void
count_down(struct parcel *t)
{
	if (atomic_fetch_sub(&t->waits, 1) == 1)
		finish(t);
}

/* ---- on disk ---- */

/* Keeps of the hits those whose row was stored now: what was sent before has been matched before. */
static void
number_hits(struct parcel *t, struct hits *h)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->n; i++) {
		struct raise r = h->raise[i];
		const struct passage *p = &t->live.row[r.row];
		if (p->flags & PASSAGE_SAME) {
			detect_take_back(t->m, h, &r);
			continue;
		}
		r.p = *p;
		r.passage = passage_id(t->live.segment, p->seq);
		h->raise[kept++] = r;
	}
	h->n = kept;
}

/* Here and not when the whole request is done: batches of the live series come here in the order of the history, and the
 * mark must not run ahead. */
static void
hand_on(struct parcel *t)
{
	struct hits *h = t->hits;
	bool stored = false;

	h->segment = t->live.segment;
	for (uint32_t i = 0; i < t->live.n; i++) {
		if (t->live.row[i].flags & PASSAGE_SAME)
			continue;
		stored = true;
		h->seq = t->live.row[i].seq;
	}
	t->hits = NULL;
	if (t->m->o.tap)
		t->m->o.tap->passages(t->m->o.tap, t->live.row, t->live.n);
	number_hits(t, h);
	if (!stored)
		hits_free(h);
	else
		alarmer_put(t->m, h);
}

static void
live_done(struct history_batch *b, enum err e)
{
	struct parcel *t = (struct parcel *)((char *)b - offsetof(struct parcel, live));

	note_err(t, e);
	t->in->segment = b->segment;
	if (!e && t->hits)
		hand_on(t);
	count_down(t);
}

static void
other_done(struct history_batch *b, enum err e)
{
	struct parcel *t = (struct parcel *)((char *)b - offsetof(struct parcel, other));

	note_err(t, e);
	count_down(t);
}

static void
append(struct parcel *t)
{
	struct intake *in = t->in;
	uint32_t nlive = in->nlive, other = in->n - in->nlive;

	if (atomic_load(&t->err) || !in->n) {
		finish(t);
		return;
	}
	t->live = (struct history_batch){ .row = in->row, .n = nlive, .series = in->import ? SERIES_IMPORT : SERIES_LIVE, .done = live_done };
	t->other = (struct history_batch){ .row = in->row + nlive, .n = other, .series = SERIES_QUARANTINE, .raw = in->raw, .done = other_done };
	atomic_store(&t->waits, (nlive > 0) + (other > 0));
	if (nlive)
		history_append(t->m->o.history, &t->live);
	if (other)
		history_append(t->m->o.history, &t->other);	/* t lives: its done has not come */
}

/* ---- pictures ---- */

static void
tell_lost(struct match *m, enum err e)
{
	int64_t now = clock_mono_ms(), last = atomic_load(&m->picture_told_ms);

	if ((!last || now - last >= TELL_MS) && atomic_compare_exchange_strong(&m->picture_told_ms, &last, now))
		log_at(LOG_ERROR, "match.picture", KV("error", LS(err_name(e))));
}

/* A passage is worth more than its picture: only what later will do is the error of the batch. That the disk is full the history
 * says itself; here it is the budget of the pictures, or their folder. */
static void
shot_done(struct picture_set *s, enum err e)
{
	struct shot *shot = (struct shot *)((char *)s - offsetof(struct shot, set));
	struct parcel *t = shot->parcel;

	if (e == E_BUSY)
		note_err(t, e);
	else if (e)
		tell_lost(t->m, e);
	t->in->row[shot->row].pictures = e ? 0 : s->ref;
	if (atomic_fetch_sub(&t->waits, 1) == 1)
		append(t);
}

static void
put_pictures(struct parcel *t)
{
	struct intake *in = t->in;
	uint32_t n = 0, k = 0;

	for (uint32_t i = 0; in->set && t->m->o.packs && i < in->n; i++)
		n += in->set[i] && in->set[i]->n > 0;
	if (!n) {
		append(t);
		return;
	}
	t->shot = mem_alloc(mul_size(sizeof *t->shot, n));
	atomic_store(&t->waits, n);
	for (uint32_t i = 0; k < n; i++) {
		if (!in->set[i] || in->set[i]->n <= 0)
			continue;
		t->shot[k] = (struct shot){ .set = *in->set[i], .parcel = t, .row = i };
		t->shot[k].set.done = shot_done;
		k++;
	}
	for (struct shot *shot = t->shot, *end = t->shot + n; shot < end; shot++)
		pack_put(t->m->o.packs, &shot->set);	/* the last done may give t back: nothing of t is read any more */
}

/* ---- the sink ---- */

static bool
too_many_wait(struct match *m)
{
	bool many;

	pthread_mutex_lock(&m->alarmer.lock);
	many = m->alarmer.waiting > WAITING_MAX;
	pthread_mutex_unlock(&m->alarmer.lock);
	return many;
}

static void
accept_intake(struct passage_sink *s, struct intake *in)
{
	struct match *m = (struct match *)((char *)s - offsetof(struct match, sink));
	struct parcel *t;

	if (too_many_wait(m)) {
		in->done(in, E_BUSY);
		return;
	}
	t = mem_alloc(sizeof *t);
	t->m = m;
	t->in = in;
	pthread_mutex_lock(&m->lock);
	m->in_flight++;
	pthread_mutex_unlock(&m->lock);
	if (!in->import && in->nlive) {
		t->hits = mem_alloc(sizeof *t->hits);
		detect(m, in->row, in->nlive, t->hits);
	}
	put_pictures(t);
}

struct passage_sink *
match_sink(struct match *m)
{
	return &m->sink;
}

/* ---- after a crash ---- */

static enum err
rematch(void *ctx, uint32_t segment, struct passage *row, uint32_t n)
{
	struct match *m = ctx;
	struct hits *h = mem_alloc(sizeof *h);
	enum err e;

	detect(m, row, n, h);
	for (size_t i = 0; i < h->n; i++)
		h->raise[i].passage = passage_id(segment, h->raise[i].p.seq);
	if (!(e = alarmer_raise_now(m, h)) && n)
		history_matched(m->o.history, segment, row[n - 1].seq);
	log_at(LOG_INFO, "match.again", KV("rows", LI(n)), KV("hits", LI((int64_t)h->n)));
	hits_free(h);
	return e;
}

/* ---- life ---- */

enum err
match_open(struct match **ret, const struct match_options *o)
{
	struct match *m = mem_alloc(sizeof *m);
	enum err e;

	m->o = *o;
	m->sink.accept = accept_intake;
	pthread_mutex_init(&m->lock, NULL);
	pthread_cond_init(&m->idle, NULL);
	m->travel = travel_new(TRAVEL_SLOTS);
	m->brake = brake_new(BRAKE_SLOTS);
	*ret = m;
	if ((e = checkpoint_rule_make(o->engine)) || (e = hot_start(o->engine)))
		return e;
	if (o->history && (e = history_unmatched(o->history, rematch, m)))
		return e;
	return alarmer_start(m);
}

void
match_close(struct match *m)
{
	if (!m)
		return;
	pthread_mutex_lock(&m->lock);
	while (m->in_flight)
		pthread_cond_wait(&m->idle, &m->lock);
	pthread_mutex_unlock(&m->lock);
	alarmer_stop(m);
	hot_stop();
	travel_free(m->travel);
	brake_free(m->brake);
	pthread_cond_destroy(&m->idle);
	pthread_mutex_destroy(&m->lock);
	mem_free(m);
}

void
match_stats(struct match *m, struct match_stats *ret)
{
	*ret = (struct match_stats){ .passages = m->passages, .hits = m->hits, .hits_lost = m->hits_lost, .alarms = m->alarms,
		.sightings = m->sightings, .travel = m->travels, .conflicts = m->conflicts, .failed_jobs = m->failed_jobs,
		.braked = brake_refused(m->brake) };
	pthread_mutex_lock(&m->alarmer.lock);
	ret->waiting = (int64_t)m->alarmer.waiting;
	pthread_mutex_unlock(&m->alarmer.lock);
}
