/* SPDX-License-Identifier: Apache-2.0 */
#include "city/sender.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "city/dice.h"
#include "city/digest.h"
#include "city/report.h"

#define TRIES 40

struct job {
	struct job *next;
	enum sender_what what;
	int32_t camera;
	int records;
	size_t n;
	char body[];
};
struct wire {
	struct sender *s;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct job *first, **last;
	size_t bytes;
	struct client *client;
	uint64_t dice;
	struct sender_stats stats;	/* the thread's own */
	struct sender_stats shown;	/* under the lock; queued only here */
	bool started;
};
struct sender {
	struct sender_options o;
	struct wire *wire;
	atomic_bool stop;
	int64_t dropped;
};

static void
nap(int ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000L };

	(void)nanosleep(&t, NULL);
}

static bool
connected(struct wire *w)
{
	if (!w->client && client_open(&w->client, w->s->o.device_address, 20000))
		w->client = NULL;
	return w->client != NULL;
}

static void
hang_up(struct wire *w)
{
	if (w->client)
		client_close(w->client);
	w->client = NULL;
}

static enum err
sign_on(struct wire *w, struct camera *c)
{
	enum err e = digest_register(w->client, c->code, w->s->o.password, &w->dice);

	if (!e) {
		atomic_store(&c->registered, 1);
		w->stats.registered++;
	}
	return e;
}

static int
taken(struct slice body)
{
	static const char key[] = "\"StatusCode\":";
	const char *at = body.p, *end = body.p + body.n;
	int n = 0;

	while (at && (at = memmem(at, (size_t)(end - at), key, sizeof key - 1)) && at + sizeof key < end) {
		at += sizeof key - 1;
		at += *at == '"';
		n += *at == '0';
	}
	return n;
}

static void
note(struct wire *w, int status, struct slice body)
{
	if (!w->stats.said[0])
		(void)snprintf(w->stats.said, sizeof w->stats.said, "%d %.*s", status, (int)(body.n < 180 ? body.n : 180), body.p ? body.p : "");
}

/* One try; false: again. */
static bool
attempt(struct wire *w, struct job *j, struct camera *c)
{
	static const char *const path[] = { "/VIID/MotorVehicles", "/VIID/System/Keepalive", "/VIID/System/UnRegister" };
	struct client_reply r;
	char head[160];
	enum err e;

	if (!connected(w))
		return false;
	if (!atomic_load(&c->registered) && (e = sign_on(w, c))) {
		if (e == E_BAD_CREDENTIALS || e == E_BAD_BODY) {
			w->stats.failed++;
			note(w, 401, slice_of(c->code));
			return true;		/* it will not get better */
		}
		if (e != E_BUSY)
			hang_up(w);
		return false;
	}
	(void)snprintf(head, sizeof head, VIID_TYPE "User-Identify: %s\r\n", c->code);
	if (client_call(w->client, "POST", path[j->what], head, (struct slice){ j->body, j->n }, &r)) {
		hang_up(w);
		return false;
	}
	w->stats.requests++;
	if (r.status == 401) {
		atomic_store(&c->registered, 0);
		return false;
	}
	if (r.status == 503 || r.status == 429 || r.status == 507)
		return false;
	if (j->what == SEND_PASSAGES) {
		int n = r.status == 200 ? taken(r.body) : 0;
		n = n > j->records ? j->records : n;
		w->stats.passages += n;
		w->stats.refused += j->records - n;
		if (n < j->records)
			note(w, r.status, r.body);
	} else if (r.status != 200) {
		w->stats.refused++;
		note(w, r.status, r.body);
	}
	return true;
}

static void
work_off(struct wire *w, struct job *j)
{
	struct camera *c = &w->s->o.cameras->camera[j->camera];

	for (int i = 0; i < TRIES; i++) {
		if (attempt(w, j, c))
			return;
		w->stats.repeated++;
		if (atomic_load(&w->s->stop) && i > 2)
			break;
		nap(i < 3 ? 20 : 250);
	}
	w->stats.failed++;
}

static struct job *
take(struct wire *w)
{
	struct job *j;

	pthread_mutex_lock(&w->lock);
	while (!w->first && !atomic_load(&w->s->stop))
		pthread_cond_wait(&w->more, &w->lock);
	if ((j = w->first)) {
		if (!(w->first = j->next))
			w->last = &w->first;
	}
	pthread_mutex_unlock(&w->lock);
	return j;
}

static void *
run(void *ctx)
{
	struct wire *w = ctx;
	struct job *j;

	while ((j = take(w))) {
		work_off(w, j);
		pthread_mutex_lock(&w->lock);
		w->bytes -= j->n;
		w->stats.queued = w->shown.queued - 1;
		w->shown = w->stats;
		pthread_mutex_unlock(&w->lock);
		mem_free(j);
	}
	hang_up(w);
	return NULL;
}

enum err
sender_open(struct sender **ret, const struct sender_options *o)
{
	struct sender *s = mem_alloc(sizeof *s);

	s->o = *o;
	s->wire = mem_alloc(mul_size((size_t)o->wires, sizeof *s->wire));
	for (int i = 0; i < o->wires; i++) {
		struct wire *w = &s->wire[i];
		w->s = s;
		w->last = &w->first;
		w->dice = o->seed + (uint64_t)i;
		pthread_mutex_init(&w->lock, NULL);
		pthread_cond_init(&w->more, NULL);
		w->started = pthread_create(&w->thread, NULL, run, w) == 0;
		if (!w->started) {
			sender_close(s);
			return E_INTERNAL;
		}
	}
	*ret = s;
	return E_OK;
}

bool
sender_put(struct sender *s, enum sender_what what, int32_t camera, struct slice body, int records)
{
	struct wire *w = &s->wire[camera % s->o.wires];
	struct job *j = mem_alloc(sizeof *j + body.n);
	bool room;

	*j = (struct job){ .what = what, .camera = camera, .records = records, .n = body.n };
	memcpy(j->body, body.p, body.n);
	pthread_mutex_lock(&w->lock);
	room = w->bytes + body.n <= SENDER_QUEUE_BYTES / (size_t)s->o.wires;
	if (room) {
		*w->last = j;
		w->last = &j->next;
		w->bytes += body.n;
		w->shown.queued++;
		pthread_cond_signal(&w->more);
	}
	pthread_mutex_unlock(&w->lock);
	if (!room) {
		s->dropped += records;
		mem_free(j);
	}
	return room;
}

void
sender_drain(struct sender *s, int64_t most_ms)
{
	int64_t end = clock_mono_ms() + most_ms;
	struct sender_stats st;

	do {
		sender_stats(s, &st);
		if (st.queued)
			nap(10);
	} while (st.queued && clock_mono_ms() < end);
}

void
sender_close(struct sender *s)
{
	atomic_store(&s->stop, true);
	for (int i = 0; i < s->o.wires; i++) {
		struct wire *w = &s->wire[i];
		if (!w->started)
			continue;
		pthread_mutex_lock(&w->lock);
		pthread_cond_signal(&w->more);
		pthread_mutex_unlock(&w->lock);
		pthread_join(w->thread, NULL);
		for (struct job *j = w->first, *next; j; j = next) {
			next = j->next;
			mem_free(j);
		}
	}
	mem_free(s->wire);
	mem_free(s);
}

void
sender_stats(struct sender *s, struct sender_stats *ret)
{
	*ret = (struct sender_stats){ .dropped = s->dropped };
	for (int i = 0; i < s->o.wires; i++) {
		struct wire *w = &s->wire[i];
		pthread_mutex_lock(&w->lock);
		ret->passages += w->shown.passages;
		ret->requests += w->shown.requests;
		ret->refused += w->shown.refused;
		ret->repeated += w->shown.repeated;
		ret->failed += w->shown.failed;
		ret->registered += w->shown.registered;
		ret->queued += w->shown.queued;
		if (!ret->said[0])
			memcpy(ret->said, w->shown.said, sizeof ret->said);
		pthread_mutex_unlock(&w->lock);
	}
}
