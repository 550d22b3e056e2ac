/* SPDX-License-Identifier: Apache-2.0 */
/* record.h - what can be done with rows of a record. The only way to change one.
 *
 * Every function asks the rights of the call; outside its scope a row does not exist (E_NOT_FOUND).
 * Writes run inside a job (conn_writes(c->conn)); each writes its audit row and its event in the same
 * transaction. Cost of a step: one read, one update, one audit row, one event.
 */
#ifndef ENGINE_RECORD_H
#define ENGINE_RECORD_H
#include <jansson.h>
#include "engine/call.h"
#include "engine/row.h"

/* Body to draft: every fault is collected in c->fault, the first is returned. */
enum take { TAKE_CREATE, TAKE_PATCH, TAKE_STEP };
enum err record_take(struct call *c, const struct record *rec, const json_t *body, enum take mode,
    const char *verb, struct row *draft, uint64_t *ret_set) must_check;
/* Bits of a `set` beside those of the fields (LIMIT_FIELDS is below them). */
#define SET_VALID_FROM (1ull << 62)
#define SET_VALID_TO (1ull << 63)

enum err record_create(struct call *c, struct row *draft) must_check;	/* sets draft->id, unit, state, version */
/* Changes the fields present in `set` (a bit per field; parts when draft->parts_given). version 0: not compared. */
enum err record_patch(struct call *c, const struct record *rec, int64_t id, int64_t version,
    const struct row *change, uint64_t set, struct row **ret) must_check;
/* The only way a state changes: step - grant - guard - effect - UPDATE WHERE id, state, version - audit - deadline - event. */
enum err record_fire(struct call *c, const struct record *rec, int64_t id, int64_t version, const char *verb,
    const struct row *change, uint64_t set, struct row **ret) must_check;
struct fire_result {
	int64_t id;
	enum err err;
	struct slice detail_zh, detail_en;
};
enum err record_fire_all(struct call *c, const struct record *rec, const int64_t *id, size_t n, const char *verb,
    const struct row *change, uint64_t set, struct fire_result *ret) must_check;
/* The system's own part of somebody's step (effects): rights are not asked again, the audit names the person. */
enum err record_create_as_system(struct call *c, struct row *draft) must_check;
enum err record_fire_as_system(struct call *c, const struct record *rec, int64_t id, const char *verb, struct row **ret) must_check;
/* ret_why: code and the words of what stands in the way, those of the guard where it has some; E_OK: nothing does. */
bool step_allowed(struct call *c, const struct row *r, const struct step *s, struct http_fault *ret_why);

/* After the commit of a job that wrote records: calls their CHANGED hooks and wakes the event log. */
void record_committed(struct call *c);
/* Another unit takes part in the row from now on (SCOPE_SHARED); twice is once. */
enum err record_share(struct call *c, const struct row *r, int64_t unit) must_check;
enum err record_unshare(struct call *c, const struct row *r, int64_t unit) must_check;	/* and no longer */
bool row_visible(struct call *c, const struct row *r, unsigned roles);	/* in the scope of a grant with one of roles */
void row_mask(struct call *c, struct row *r);	/* replaces personal data that the call may not see */

/* Reading. Values the call may not see are masked; unmasked PII is audited by the caller (audit_read). */
enum err record_get(struct call *c, const struct record *rec, int64_t id, struct row **ret) must_check;	/* masked */
enum err record_load(struct call *c, const struct record *rec, int64_t id, struct row **ret) must_check;	/* whole and without rights: for guards and effects */
enum err record_parts(struct call *c, struct row *r) must_check;
enum err record_erase_persons(struct call *c, const struct record *rec, int64_t id) must_check;	/* lawful erasure: PII emptied, key destroyed */

enum list_op { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_LIKE, OP_IN, OP_EMPTY };
struct list_filter {
	int field;		/* field index, or one of COL_* */
	enum list_op op;
	struct value *value;
	int nvalue;
};
enum { COL_ID = -1, COL_STATE = -2, COL_UNIT = -3, COL_DUE = -4, COL_CREATED = -5, COL_UPDATED = -6, COL_AS_OF = -7 };
struct list_query {
	const struct record *rec;
	struct list_filter filter[32];
	int nfilter;
	int sort;		/* field index or COL_* */
	bool descending;
	int limit;
	struct slice text;	/* ?q=: looked for in the TITLE fields */
	struct slice cursor;	/* opaque; absent: from the start */
	bool count;		/* also count, up to LIST_COUNT_MAX */
	bool persons;		/* POST search: PII fields may be filtered when may_persons */
};
#define LIST_COUNT_MAX 100000
struct list_result {
	struct row **row;
	int n;
	struct slice next;	/* cursor; absent at the end */
	int64_t count;		/* -1: not asked; LIST_COUNT_MAX + 1: more */
};
enum err list_take_query(struct call *c, const struct http_request *rq, struct list_query *q) must_check;
enum err list_take_json(struct call *c, const json_t *body, struct list_query *q) must_check;
enum err record_list(struct call *c, const struct list_query *q, struct list_result *ret) must_check;
/* Row by row for exports, never more than one in memory: fn answers false to stop. */
enum err record_each(struct call *c, const struct list_query *q, bool (*fn)(void *ctx, struct row *r), void *ctx) must_check;

/* JSON of a row as the API shows it: {"id":..,"state":..,"unit":..,"version":.., fields.., "titles":{..},"masked":[..]}. */
void row_json(struct call *c, struct buf *b, const struct row *r, bool detail);
/* What a person calls the row: its TITLE fields, else the first FIND text, else "#id". */
struct slice row_title(struct arena *a, const struct row *r);
#endif
