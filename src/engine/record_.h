/* SPDX-License-Identifier: Apache-2.0 */
/* record_.h - what record.c and step.c share. Private to engine/. */
#ifndef ENGINE_RECORD_PRIVATE_H
#define ENGINE_RECORD_PRIVATE_H
#include "engine/record.h"
#include "engine/units.h"

enum err record_update(struct call *c, const struct row *before, struct row *draft) must_check;
enum err record_replace_parts(struct call *c, const struct row *before, struct row *draft) must_check;
enum err record_check_refs(struct call *c, const struct row *draft, uint64_t set) must_check;
enum err record_may_create(struct call *c, const struct row *draft) must_check;
enum err record_insert(struct call *c, struct row *draft) must_check;
bool record_final(const struct record *rec, int state);	/* no step leads out of it: nothing is changed any more */
void record_touched(struct call *c, const struct record *rec);
void row_overlay(struct row *draft, const struct row *change, uint64_t set);
int bind_due(struct stmt *st, int n, const struct row *d);
#endif
