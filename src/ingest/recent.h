/* SPDX-License-Identifier: Apache-2.0 */
/* recent.h - which passage an image belongs to: the numbers that vehicles of the last minutes brought, by who sent them.
 *
 * Shape      a table of RECENT_SLOTS, a newer number takes the place of an older one; nothing of it outlives the process.
 * Numbers    of a vehicle: its SourceID (the image it was found in, 41 signs), its own (48), and the 41 that its own begins with
 *            (GA/T 1400: a target's number is that of its source and seven more).
 * Trust      only what the same device or platform sent is found: nobody's image goes to another's passage.
 * Cost       put and get under one lock, some 30 ns each.
 */
#ifndef INGEST_RECENT_H
#define INGEST_RECENT_H
#include "base/slice.h"

#define RECENT_SLOTS (1u << 18)
#define RECENT_MS 600000
struct recent;
struct recent *recent_new(void);
void recent_free(struct recent *r);
void recent_put(struct recent *r, uint32_t from, struct slice number, int64_t passage, int64_t now_mono_ms);
void recent_put_vehicle(struct recent *r, uint32_t from, struct slice id, struct slice source, int64_t passage, int64_t now_mono_ms);
int64_t recent_get(struct recent *r, uint32_t from, struct slice number, int64_t now_mono_ms);	/* 0: none */
#endif
