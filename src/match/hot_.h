/* SPDX-License-Identifier: Apache-2.0 */
/* hot_.h - the lower layer of the hot set: registry and official list. Private to match/. */
#ifndef MATCH_HOT__H
#define MATCH_HOT__H
#include "engine/engine.h"
#include "match/watch.h"

struct base_stamps {
	int64_t registry_id, registry_at, list, list_version, day, rules;
};
enum err base_stamps_read(struct conn *c, struct base_stamps *ret) must_check;
enum err base_build(struct engine *e, struct conn *c, struct watch_set **ret) must_check;
#endif
