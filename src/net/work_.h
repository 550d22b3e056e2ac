/* SPDX-License-Identifier: Apache-2.0 */
/* work_.h - threads that do what event loops must not: a bounded queue for each worth.
 *
 * Shape   three lists; a worker takes the worthiest first. Reads leave one worker free for steps, exports
 *         leave half of them.
 * Limits  a step is refused when `max` pieces are queued in all, a read at half of it, an export at an eighth.
 */
#ifndef NET_WORK__H
#define NET_WORK__H
#include <pthread.h>
#include "net/http.h"

#define WORK_THREADS_MAX 64

struct work {
	struct work *next;
	void (*run)(struct work *w);
	enum http_worth worth;
	int64_t since_ms;		/* monotonic */
};
struct work_pool {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	struct work *head[WORTH_COUNT], *tail[WORTH_COUNT];
	int running[WORTH_COUNT], queued, idle, max;
	int nthread;
	bool stop;
	pthread_t thread[WORK_THREADS_MAX];
};

void work_start(struct work_pool *p, int threads, int max);
void work_stop(struct work_pool *p);			/* does what is queued, then ends */
bool work_push(struct work_pool *p, struct work *w) must_check;	/* false: refused */
bool work_push_admitted(struct work_pool *p, struct work *w) must_check;	/* part of something accepted: false only once stopped */
int work_queued(struct work_pool *p);
/* A thread that no signal is delivered to: they are the main thread's, and a broken pipe is an error of write. */
void work_thread(pthread_t *ret, void *(*fn)(void *), void *arg);
#endif
