/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_clerk_.h - who writes into the records what the gateway finds: one thread, so that no other waits. Private to terminal/. */
#ifndef TERMINAL_TERMINAL_CLERK_PRIVATE_H
#define TERMINAL_TERMINAL_CLERK_PRIVATE_H
#include <pthread.h>
#include "engine/call.h"

struct terminal_port;
struct task {
	struct task *next;
	enum err (*run)(struct call *c, struct task *t);	/* may be run again */
	void (*done)(struct terminal_port *p, struct task *t, enum err e);	/* frees what hangs on it, not itself; may be NULL */
	const char *why;
	bool urgent;			/* before all that are not */
};
struct clerk {
	pthread_mutex_t lock;
	pthread_cond_t change;
	struct task *first, **last;
	size_t n;
	bool stopping;
	pthread_t thread;
};
#define CLERK_TASKS 65536	/* wait at most; urgent ones as many again */
bool clerk_give(struct terminal_port *p, struct task *t);	/* takes it over; false: full or stopping, freed */
void clerk_start(struct terminal_port *p);
void clerk_stop(struct terminal_port *p);	/* does what waits */
#endif
