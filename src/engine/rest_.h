/* SPDX-License-Identifier: Apache-2.0 */
/* rest_.h - the routes derived from the pages. Private to engine/.
 *
 * A request is read on its worker thread; a write is parsed there, run as a job by the store's writer and
 * answered after its commit. A read that shows personal data becomes a job too: its audit row first, then
 * the answer.
 */
#ifndef ENGINE_REST_PRIVATE_H
#define ENGINE_REST_PRIVATE_H
#include "engine/engine.h"
#include "engine/idempotency.h"
#include "engine/record.h"

#define REST_SEGMENTS 6
struct rest {
	struct job job;			/* first: the store hands it back */
	struct call call;
	struct http_request *rq;
	const struct record *rec;
	struct slice segment[REST_SEGMENTS];	/* of the path below /api/v1/ */
	int nsegment;
	int64_t id;
	struct buf answer;
	int status;
	const char *type;
	char etag[32];
	struct slice location;
	/* writes */
	enum err (*act)(struct rest *r);	/* runs inside the job */
	enum err refused;		/* while what is kept of a refusal is written */
	struct row *after;		/* what it made, to be shown in the answer */
	const char *verb;
	int64_t version;
	struct row *draft;
	uint64_t set;
	int64_t *ids;
	size_t nid;
	struct idempotency key;
	/* reads of personal data, to be audited before the answer */
	const char *audit_verb;
	struct slice audit_detail;
	int64_t *seen;
	size_t nseen;
	/* attachments */
	const struct file_slot *slot;
	struct file_hash hash;
	struct slice file_name, file_type;
	int64_t file_id;
};

void rest_finish(struct rest *r, enum err e);	/* answers and frees */
void rest_answer(struct rest *r);		/* the answer as it stands, after its audit row when one is due */
void rest_write(struct rest *r);		/* submits r->act as a job */
enum err rest_body(struct rest *r, json_t **ret) must_check;
void rest_list(struct rest *r);
void rest_search(struct rest *r);
void rest_one(struct rest *r);
void rest_history(struct rest *r);
void rest_create(struct rest *r);
void rest_patch(struct rest *r);
void rest_step(struct rest *r, const char *verb);
void rest_bulk(struct rest *r, struct slice verb);
void rest_file_put(struct rest *r);
void rest_file_get(struct rest *r);
void rest_file_remove(struct rest *r);
void rest_find(struct rest *r);			/* POST search: over all records */

/* Parts of row_json. */
void value_json(struct buf *b, const struct type *t, const struct value *v);
void refs_json(struct call *c, struct buf *b, const struct row *r);	/* ,"titles":{..} */
void files_json(struct call *c, struct buf *b, const struct row *r);	/* ,"files":{..} */
const char *verb_of(const struct record *rec, struct slice name);	/* the declared verb, NULL: none */
#endif
