/* SPDX-License-Identifier: Apache-2.0 */
#include "people/backoff.h"

#define MIN_MS 60000LL

const struct backoff_rule backoff_account = { 5, MIN_MS, 60 * MIN_MS, 24 * 60 * MIN_MS };
const struct backoff_rule backoff_address = { 30, MIN_MS, 60 * MIN_MS, 60 * MIN_MS };

int64_t
backoff_wait_ms(const struct backoff_rule *r, int64_t n)
{
	int64_t wait = r->first_ms;

	if (n < r->free)
		return 0;
	for (int64_t i = r->free; i < n && wait < r->most_ms; i++)
		wait *= 2;
	return wait < r->most_ms ? wait : r->most_ms;
}

int64_t
backoff_until_ms(const struct backoff_rule *r, const struct backoff *b)
{
	int64_t wait = backoff_wait_ms(r, b->n);

	return wait ? b->last_ms + wait : 0;
}

/* A clock that was set back does not forget: only time that has passed does. */
void
backoff_failed(const struct backoff_rule *r, struct backoff *b, int64_t now_ms)
{
	if (b->last_ms && now_ms - b->last_ms >= r->forget_ms)
		b->n = 0;
	b->n++;
	b->last_ms = now_ms;
}
