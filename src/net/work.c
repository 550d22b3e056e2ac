/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <signal.h>
#include "base/clock.h"
#include "base/log.h"
#include "net/work_.h"

/* Part of the queue that each worth may fill, as a divisor. */
static const int share[WORTH_COUNT] = { [WORTH_STEP] = 1, [WORTH_READ] = 2, [WORTH_EXPORT] = 8 };

static int
at_once(const struct work_pool *p, enum http_worth worth)
{
	int free_for_better = worth == WORTH_STEP ? 0 : worth == WORTH_READ ? 1 : p->nthread / 2;
	int n = p->nthread - free_for_better;

	return n < 1 ? 1 : n;
}

static struct work *
take(struct work_pool *p)
{
	for (int i = 0; i < WORTH_COUNT; i++) {
		struct work *w = p->head[i];

		if (!w || p->running[i] >= at_once(p, (enum http_worth)i))
			continue;
		p->head[i] = w->next;
		if (!p->head[i])
			p->tail[i] = NULL;
		p->queued--;
		p->running[i]++;
		return w;
	}
	return NULL;
}

static void *
worker(void *arg)
{
	struct work_pool *p = arg;
	struct work *w;
	enum http_worth worth;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		if (!(w = take(p))) {
			if (p->stop && !p->queued)
				break;
			p->idle++;
			pthread_cond_wait(&p->wake, &p->lock);
			p->idle--;
			continue;
		}
		worth = w->worth;		/* w is gone once it has run */
		pthread_mutex_unlock(&p->lock);
		w->run(w);
		pthread_mutex_lock(&p->lock);
		p->running[worth]--;
		if (p->head[worth] && p->idle)
			pthread_cond_signal(&p->wake);
	}
	pthread_cond_broadcast(&p->wake);
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

void
work_thread(pthread_t *ret, void *(*fn)(void *), void *arg)
{
	static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };
	sigset_t all, before;

	sigfillset(&all);
	for (size_t i = 0; i < N_ELEMS(fatal); i++)
		sigdelset(&all, fatal[i]);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	if (pthread_create(ret, NULL, fn, arg))
		die("work: no thread");
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void
work_start(struct work_pool *p, int threads, int max)
{
	assert(threads > 0 && threads <= WORK_THREADS_MAX && max > 0);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->wake, NULL);
	p->nthread = threads;
	p->max = max;
	for (int i = 0; i < threads; i++)
		work_thread(&p->thread[i], worker, p);
}

void
work_stop(struct work_pool *p)
{
	pthread_mutex_lock(&p->lock);
	p->stop = true;
	pthread_cond_broadcast(&p->wake);
	pthread_mutex_unlock(&p->lock);
	for (int i = 0; i < p->nthread; i++)
		pthread_join(p->thread[i], NULL);
	pthread_cond_destroy(&p->wake);
	pthread_mutex_destroy(&p->lock);
}

static void
append(struct work_pool *p, struct work *w)
{
	w->next = NULL;
	w->since_ms = clock_mono_ms();
	if (p->tail[w->worth])
		p->tail[w->worth]->next = w;
	else
		p->head[w->worth] = w;
	p->tail[w->worth] = w;
	p->queued++;
	if (p->idle)
		pthread_cond_signal(&p->wake);
}

bool
work_push(struct work_pool *p, struct work *w)
{
	bool room;

	pthread_mutex_lock(&p->lock);
	room = !p->stop && p->queued < (p->max + share[w->worth] - 1) / share[w->worth];
	if (room)
		append(p, w);
	pthread_mutex_unlock(&p->lock);
	return room;
}

bool
work_push_admitted(struct work_pool *p, struct work *w)
{
	bool open;

	pthread_mutex_lock(&p->lock);
	open = !p->stop;
	if (open)
		append(p, w);
	pthread_mutex_unlock(&p->lock);
	return open;
}

int
work_queued(struct work_pool *p)
{
	int n;

	pthread_mutex_lock(&p->lock);
	n = p->queued;
	pthread_mutex_unlock(&p->lock);
	return n;
}
