/* SPDX-License-Identifier: Apache-2.0 */
/* presence.h - what a device does: registered from where, heard when, how much, how its clock stands. In memory, one for each
 * device that is known, for the life of the program; counted without a lock by the event loops.
 *
 * Units      *_mono_ms of the monotonic clock, *_at_ms UTC.
 * Clock      a passage tells the time of the device to the second and comes some time later; the largest (device time - received)
 *            of a window is therefore the clock's difference, at most that of the network too small.
 * States     registered ──3 keepalives missed──► offline ──register──► registered. What is not registered is answered 401.
 */
#ifndef INGEST_PRESENCE_H
#define INGEST_PRESENCE_H
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/slice.h"

#define CLOCK_UNKNOWN INT32_MIN

struct presence {
	uint32_t device;			/* row */
	_Atomic bool online;
	_Atomic int64_t until_mono_ms;		/* registered until; 0: not */
	_Atomic uint64_t peer;			/* hash of the address it registered from */
	_Atomic uint64_t secret;		/* directory_device.secret it registered with: another password ends it */
	_Atomic int64_t first_at_ms, last_at_ms;	/* heard, since this server began; 0: never */
	_Atomic int64_t passages, unread;	/* since this server began */
	/* the window that the next reading tells of */
	_Atomic int64_t window_n, window_unread;
	_Atomic int32_t window_clock_ms;	/* CLOCK_UNKNOWN: nothing came */
	/* of registering: under presence_lock */
	uint64_t nonce;				/* the newest nonce that was used; older ones are refused */
	uint32_t nonce_count;
	int64_t register_from_mono_ms;		/* window of registrations */
	int registers;
	/* of the timer alone */
	bool told_online;
	int told_unread;			/* permille; -1: never told */
	_Atomic int32_t told_clock_ms;		/* written by it, read by all */
	int64_t told_at_ms;
	int64_t rate_n, rate_at_ms;		/* passages at the last look */
	_Atomic int32_t per_minute;
};
void presence_init(struct presence *p, uint32_t device);
bool presence_registered(const struct presence *p, uint64_t peer, int64_t now_mono_ms);
void presence_heard(struct presence *p, int64_t now_ms, int64_t until_mono_ms);	/* keepalive or data: registered for longer */
void presence_count(struct presence *p, int n, int unread, int32_t clock_ms);
#endif
