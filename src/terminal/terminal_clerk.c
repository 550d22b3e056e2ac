/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_clerk.c - one thread that writes into the records what the gateway finds: nothing there waits for the disk but this. */
#include "terminal/terminal_port_.h"

#include <time.h>
#include "base/log.h"

#define RETRY_MS 200

static enum err
run(struct call *c, void *ctx)
{
	struct task *t = ctx;

	return t->run(c, t);
}

/* What fails for the store's sake is tried again; what is refused by itself is logged and let go. */
static bool
passing(enum err e)
{
	return e == E_BUSY || e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT;
}

static void
do_task(struct terminal_port *p, struct task *t)
{
	enum err e;

	while (passing(e = engine_write(p->o.engine, t->why, run, t)) && !p->clerk.stopping) {
		struct timespec wait = { 0, RETRY_MS * 1000000L };
		(void)nanosleep(&wait, NULL);
	}
	if (e) {
		PORT_COUNT(p, clerk_failed, 1);
		log_at(LOG_WARN, "terminal.not_written", KV("why", LS(t->why)), KV("error", LS(err_name(e))));
	}
	if (t->done)
		t->done(p, t, e);
	mem_free(t);
}

static void *
clerk_main(void *arg)
{
	struct terminal_port *p = arg;
	struct clerk *k = &p->clerk;

	(void)pthread_mutex_lock(&k->lock);
	while (k->first || !k->stopping) {
		struct task *t = k->first;
		if (!t) {
			(void)pthread_cond_wait(&k->change, &k->lock);
			continue;
		}
		if (!(k->first = t->next))
			k->last = &k->first;
		k->n--;
		(void)pthread_mutex_unlock(&k->lock);
		do_task(p, t);
		(void)pthread_mutex_lock(&k->lock);
	}
	(void)pthread_mutex_unlock(&k->lock);
	return NULL;
}

static void
put_in(struct clerk *k, struct task *t)
{
	struct task **at = k->last;

	if (t->urgent)
		for (at = &k->first; *at && (*at)->urgent; at = &(*at)->next)
			;
	if (!(t->next = *at))
		k->last = &t->next;
	*at = t;
	k->n++;
}

bool
clerk_give(struct terminal_port *p, struct task *t)
{
	struct clerk *k = &p->clerk;
	bool taken;

	(void)pthread_mutex_lock(&k->lock);
	if ((taken = !k->stopping && k->n < (t->urgent ? 2 * CLERK_TASKS : CLERK_TASKS))) {
		put_in(k, t);
		(void)pthread_cond_signal(&k->change);
	}
	(void)pthread_mutex_unlock(&k->lock);
	if (!taken)
		mem_free(t);
	return taken;
}

void
clerk_start(struct terminal_port *p)
{
	struct clerk *k = &p->clerk;

	(void)pthread_mutex_init(&k->lock, NULL);
	(void)pthread_cond_init(&k->change, NULL);
	k->last = &k->first;
	if (pthread_create(&k->thread, NULL, clerk_main, p))
		die("terminal: no thread");
}

void
clerk_stop(struct terminal_port *p)
{
	struct clerk *k = &p->clerk;

	(void)pthread_mutex_lock(&k->lock);
	k->stopping = true;
	(void)pthread_cond_signal(&k->change);
	(void)pthread_mutex_unlock(&k->lock);
	(void)pthread_join(k->thread, NULL);
	(void)pthread_cond_destroy(&k->change);
	(void)pthread_mutex_destroy(&k->lock);
}
