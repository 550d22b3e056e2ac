/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PEOPLE_SESSION_PRIVATE_H
#define PEOPLE_SESSION_PRIVATE_H
#include <pthread.h>
#include <stdatomic.h>
#include "base/hash.h"
#include "people/session.h"

struct counted_who {
	struct who who;			/* first */
	atomic_int refs;
};
struct session {
	struct digest token;
	struct session_view view;	/* without csrf; seen_ms below is the living one */
	_Atomic int64_t seen_ms;
	int64_t written_ms;		/* what the table says of seen_ms */
	uint64_t generation;		/* of the grants it was read with */
	struct counted_who *who;
};
/* Readers take the lock shared and change nothing but seen_ms; an entry is replaced or freed only
 * under it alone. */
struct session_cache {
	pthread_rwlock_t lock;
	struct text_map map;		/* token digest -> struct session */
	_Atomic uint64_t generation;
	_Atomic int64_t high_ms, high_mono_ms;	/* the highest time seen, and when */
	atomic_bool changed;		/* recheck was asked since the last refresh */
};
/* Reads one session with its person and grants; E_NOT_SIGNED_IN when it has ended or the person may
 * not sign in. */
enum err session_read(struct people *p, struct conn *c, const struct digest *token,
    struct session **ret) must_check;
void session_free(struct session *s);
bool session_same_rights(const struct who *a, const struct who *b);
#endif
