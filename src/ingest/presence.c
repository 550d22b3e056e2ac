/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/presence.h"

#define LATER memory_order_relaxed

void
presence_init(struct presence *p, uint32_t device)
{
	p->device = device;
	p->told_unread = -1;
	atomic_init(&p->window_clock_ms, CLOCK_UNKNOWN);
	atomic_init(&p->told_clock_ms, CLOCK_UNKNOWN);
}

bool
presence_registered(const struct presence *p, uint64_t peer, int64_t now_mono_ms)
{
	return atomic_load_explicit(&p->until_mono_ms, memory_order_acquire) > now_mono_ms && atomic_load_explicit(&p->peer, LATER) == peer;
}

void
presence_heard(struct presence *p, int64_t now_ms, int64_t until_mono_ms)
{
	if (!atomic_load_explicit(&p->first_at_ms, LATER))
		atomic_store_explicit(&p->first_at_ms, now_ms, LATER);
	atomic_store_explicit(&p->last_at_ms, now_ms, LATER);
	atomic_store_explicit(&p->until_mono_ms, until_mono_ms, memory_order_release);
}

void
presence_count(struct presence *p, int n, int unread, int32_t clock_ms)
{
	int32_t was = atomic_load_explicit(&p->window_clock_ms, LATER);

	atomic_fetch_add_explicit(&p->passages, n, LATER);
	atomic_fetch_add_explicit(&p->window_n, n, LATER);
	if (unread) {
		atomic_fetch_add_explicit(&p->unread, unread, LATER);
		atomic_fetch_add_explicit(&p->window_unread, unread, LATER);
	}
	while (clock_ms > was && !atomic_compare_exchange_weak_explicit(&p->window_clock_ms, &was, clock_ms, LATER, LATER))
		;
}
