/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include "base/arena.h"
#include "people/hashing.h"

struct hashing {
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	pthread_t thread[HASHING_THREADS];
	int nthread;
	struct hash_work *first, **last;
	int queued;
	bool stopping;
};

static struct hash_work *
take(struct hashing *h)
{
	struct hash_work *w;

	pthread_mutex_lock(&h->mutex);
	while (!h->first && !h->stopping)
		pthread_cond_wait(&h->wake, &h->mutex);
	w = h->first;
	if (w) {
		h->first = w->next;
		h->queued--;
		if (!h->first)
			h->last = &h->first;
	}
	pthread_mutex_unlock(&h->mutex);
	return w;
}

static void *
hash_thread(void *arg)
{
	struct hashing *h = arg;
	struct hash_work *w;

	while ((w = take(h)))
		w->run(w);
	return NULL;
}

enum err
hashing_start(struct hashing **ret)
{
	struct hashing *h = mem_alloc(sizeof(*h));

	pthread_mutex_init(&h->mutex, NULL);
	pthread_cond_init(&h->wake, NULL);
	h->last = &h->first;
	for (; h->nthread < HASHING_THREADS; h->nthread++)
		if (pthread_create(&h->thread[h->nthread], NULL, hash_thread, h)) {
			hashing_stop(h);
			return E_FULL;
		}
	*ret = h;
	return E_OK;
}

enum err
hashing_submit(struct hashing *h, struct hash_work *w)
{
	enum err e = E_OK;

	pthread_mutex_lock(&h->mutex);
	if (h->stopping) {
		e = E_SHUTDOWN;
	} else if (h->queued >= HASHING_QUEUE) {
		e = E_BUSY;
	} else {
		w->next = NULL;
		*h->last = w;
		h->last = &w->next;
		h->queued++;
		pthread_cond_signal(&h->wake);
	}
	pthread_mutex_unlock(&h->mutex);
	return e;
}

void
hashing_stop(struct hashing *h)
{
	if (!h)
		return;
	pthread_mutex_lock(&h->mutex);
	h->stopping = true;
	pthread_cond_broadcast(&h->wake);
	pthread_mutex_unlock(&h->mutex);
	for (int i = 0; i < h->nthread; i++)
		pthread_join(h->thread[i], NULL);
	pthread_mutex_destroy(&h->mutex);
	pthread_cond_destroy(&h->wake);
	mem_free(h);
}
