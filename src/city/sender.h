/* SPDX-License-Identifier: Apache-2.0 */
/* sender.h - the wires between the cameras and the server: threads with a kept connection each, what a camera sends in order.
 *
 * Shape      jobs are queued up to SENDER_QUEUE_BYTES; a camera's jobs all go over the same wire. Each camera registers by digest
 *            before its first job and again whenever the server no longer knows it (401). Busy (503) is tried again, with pauses.
 * Exact      a job is counted as sent only when every record of it was taken; what is refused for good is counted and named once.
 * Threads    sender_put from one thread.
 */
#ifndef CITY_SENDER_H
#define CITY_SENDER_H
#include "city/camera.h"

#define SENDER_QUEUE_BYTES ((size_t)64 << 20)
enum sender_what { SEND_PASSAGES, SEND_KEEPALIVE, SEND_UNREGISTER };
struct sender_options {
	const char *device_address, *password;
	struct cameras *cameras;
	int wires;
	uint64_t seed;
};
struct sender_stats {
	int64_t passages, requests, refused, repeated, failed, registered, dropped;
	int64_t queued;			/* jobs */
	char said[200];			/* the first refusal */
};
struct sender;
enum err sender_open(struct sender **ret, const struct sender_options *o) must_check;
/* False: the queue is full and the job was dropped (and counted): the city does not wait for the server. */
bool sender_put(struct sender *s, enum sender_what what, int32_t camera, struct slice body, int records);
void sender_drain(struct sender *s, int64_t most_ms);
void sender_close(struct sender *s);
void sender_stats(struct sender *s, struct sender_stats *ret);
#endif
