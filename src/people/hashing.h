/* SPDX-License-Identifier: Apache-2.0 */
/* hashing.h - the threads that hash passwords: few, because each hashing takes 64 MiB, with a
 * bounded queue.
 *
 * Errors  E_BUSY when the queue is full, E_SHUTDOWN while stopping.
 */
#ifndef PEOPLE_HASHING_H
#define PEOPLE_HASHING_H
#include "base/err.h"

#define HASHING_THREADS 2
#define HASHING_QUEUE 256

struct hash_work {
	/* may hash, read and write and wait for it; answers its request */
	void (*run)(struct hash_work *w);
	struct hash_work *next;
};
struct hashing;
enum err hashing_start(struct hashing **ret) must_check;
enum err hashing_submit(struct hashing *h, struct hash_work *w) must_check;
void hashing_stop(struct hashing *h);		/* finishes what is queued */
#endif
