/* SPDX-License-Identifier: Apache-2.0 */
/* audit.h - who did or saw what, when, from where and why; sealed into a signed chain.
 *
 * Shape      rows are inserted unchained in their transaction; one sealer chains them batch by batch: a batch's
 *            root is a hash over its rows in order, its head = hash(previous head, root, range), signed with
 *            ed25519 and exported to a file outside the data directory when configured.
 * PII        old and new values of PII fields are encrypted under a key of that row; destroying the key
 *            (audit_forget) erases them while the chain stays whole.
 * Cost       one insert per entry; audit_verify at least 350,000 rows/s on two cores.
 * Errors     E_CORRUPT from audit_verify, with what is wrong and where.
 */
#ifndef ENGINE_AUDIT_H
#define ENGINE_AUDIT_H
#include "engine/call.h"
#include "engine/row.h"

/* A write: verb is create, patch, a step's verb, ... ; before is NULL for a creation. Changed fields are found by comparing. */
enum err audit_change(struct call *c, const char *verb, const struct row *before, const struct row *after) must_check;
/* A read of personal data, an export, a search: verb is read, search, export, history, ...; row 0: none. detail is JSON or absent, without PII. */
enum err audit_read(struct call *c, const char *verb, const struct record *rec, int64_t row, struct slice detail) must_check;
/* Something that is not about a record: sign-in, sign-in failed, restore, key made, ... subject is a person id or 0. */
enum err audit_note(struct call *c, const char *verb, const char *topic, int64_t subject, struct slice detail) must_check;
enum err audit_forget(struct call *c, const struct record *rec, int64_t row) must_check;

/* JSON array of the history of a row, newest first, with persons' names; PII changes only when may_persons. */
enum err audit_history_json(struct call *c, const struct record *rec, int64_t row, struct buf *b) must_check;
const char *audit_verb_title(const struct record *rec, struct slice verb);	/* "中文|English"; NULL: nobody knows it */

struct audit_keys;
enum err audit_keys_open(struct audit_keys **ret, const char *data_dir) must_check;	/* made on first use, mode 0600 */
void audit_keys_close(struct audit_keys *k);

struct audit_head {
	int64_t batch, last_seq, rows;	/* rows: sealed in all */
	int64_t at_ms;
	unsigned char head[32], signature[64], public_key[32];
};
#define AUDIT_ALGORITHM "sha256/1"	/* hash and version of the encoding; stands in every batch */
enum err audit_seal(struct engine *e) must_check;	/* one round of the sealer; also called by its thread each second */
/* The newest head; batch 0: nothing sealed yet. *ret_unsealed: rows waiting. */
enum err audit_head_get(struct conn *c, const struct audit_keys *k, struct audit_head *ret, int64_t *ret_unsealed) must_check;
enum err audit_chain_json(struct call *c, struct buf *b) must_check;	/* GET audit/chain */
enum err audit_head_export(const struct audit_head *h, const char *path) must_check;
struct audit_report {
	int64_t rows, batches, bad_seq;	/* bad_seq: first row that does not fit, 0: none */
	struct slice what_zh, what_en;	/* in the arena */
};
enum err audit_verify(struct db *db, const char *data_dir, const char *head_path, struct arena *a, struct audit_report *ret) must_check;
/* POST audit/verify: only the newest batches, against the key beside the data. */
enum err audit_verify_newest(struct db *db, const char *data_dir, int64_t batches, struct arena *a, struct audit_report *ret) must_check;
/* GET audit: newest first. Absent, 0 and NULL ask for all; before: cursor, rows with a smaller seq. */
struct audit_query {
	struct slice record, verb, kind;	/* kind: change, read, note */
	int64_t row, person, from_ms, to_ms, before;
	int limit;
	const int64_t *unit;			/* only rows about these units */
	size_t nunit;
};
enum err audit_list_json(struct call *c, const struct audit_query *q, struct buf *b) must_check;	/* {"items":[..],"next":seq|null} */
/* For measurements only: n made-up rows, sealed by batches of `batch`. Refuses a store that has audit rows. */
enum err audit_fill(struct db *db, const char *data_dir, int64_t n, int64_t batch) must_check;
const char *audit_ddl(enum db_kind k);	/* tables audit, audit_batch, audit_key */
#endif
