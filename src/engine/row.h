/* SPDX-License-Identifier: Apache-2.0 */
/* row.h - one row of a record in memory: a value for every field, and what all rows have in common.
 *
 * Lifetime   the arena it was made in.
 * Use        row_text(v, violation_plate), row_set_int(v, violation_fine, 20000).
 */
#ifndef ENGINE_ROW_H
#define ENGINE_ROW_H
#include "base/arena.h"
#include "base/geo.h"
#include "engine/schema.h"

enum value_kind { V_NULL, V_INT, V_TEXT, V_POINT };
struct value {
	enum value_kind kind;
	int64_t i;		/* K_INT, K_BOOL, K_TIME (ms), K_REF (id) */
	struct slice s;		/* K_TEXT, K_CHOICE, K_DATE ("2026-11-23") */
	struct point p;		/* K_POINT */
};
struct part_row {
	int part;		/* index into rec->part */
	int64_t id;
	struct value *value;	/* by index into rec->part_field; only this part's are used */
};
struct row {
	const struct record *rec;
	struct arena *arena;
	int64_t id, unit, version;
	int state;		/* index into rec->state; -1: record without states */
	int64_t created_at, created_by, updated_at, updated_by;	/* ms; person ids */
	int64_t due_from, due_at;		/* ms, 0: no clock runs */
	struct slice due_term, due_why;		/* legal_term code; the reckoning in words, "中文|English" */
	struct slice valid_from, valid_to;	/* DATE; valid_to exclusive, absent: open */
	struct value *value;			/* by field index */
	struct part_row *part_row;
	int npart_row;
	bool parts_given;	/* parts were sent (and replace what stands) or loaded */
	uint64_t masked;	/* bit per field: value was replaced by its mask */
	bool shown;		/* personal data stands in it for the caller to see: its reading is audited */
};

struct row *row_new(struct arena *a, const struct record *rec);
struct row *row_copy(struct arena *a, const struct row *r);
struct slice row_text(const struct row *r, int field);
int64_t row_int(const struct row *r, int field);	/* 0 when empty */
int64_t row_time(const struct row *r, int field);
int64_t row_ref(const struct row *r, int field);
bool row_bool(const struct row *r, int field);
struct point row_point(const struct row *r, int field);
bool row_empty(const struct row *r, int field);
bool row_is(const struct row *r, int field, const char *value);
void row_set_int(struct row *r, int field, int64_t v);	/* K_INT, K_BOOL, K_TIME, K_REF */
void row_set_text(struct row *r, int field, struct slice v);	/* copied */
void row_set_point(struct row *r, int field, struct point v);
void row_clear(struct row *r, int field);
struct part_row *row_add_part(struct row *r, int part);	/* the new child row; O(n): parts are few */
bool value_eq(const struct value *a, const struct value *b);
int field_named(const struct record *rec, struct slice name);	/* -1: none */
int state_named(const struct record *rec, struct slice name);
#endif
