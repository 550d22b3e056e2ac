/* SPDX-License-Identifier: Apache-2.0 */
/* audit_.h - what the files of the audit share: one row, its bytes, its batch, its keys. Private to engine/.
 *
 * Bytes      a row is hashed as its columns in the order of AUDIT_COLUMNS, each a tag (0 NULL, 1 integer, 2 text,
 *            3 blob) and 8 bytes, or 4 bytes of length and the content, integers big-endian: two different rows
 *            can never have the same bytes.
 *
 *   rows of a batch ──sha256──► root ─┐
 *   previous head, its signature ─────┼──sha256──► head ──ed25519──► signature
 *   batch, range, rows, total, at ────┘
 *
 *            The signature of one batch stands under the head of the next: checking the newest signature
 *            checks them all.
 * Order      SQLite commits in the order of seq, so a batch is a range. PostgreSQL commits out of order: there
 *            the sealer writes its batch into the rows it sees, and what commits later goes into a later batch.
 *            Numbers that were rolled back are gaps and no fault: a batch commits to its rows and their count.
 */
#ifndef ENGINE_AUDIT__H
#define ENGINE_AUDIT__H
#include <openssl/evp.h>
#include "engine/audit.h"
#include "engine/engine.h"

#define AUDIT_COLUMNS "seq, at, kind, person, session, peer, request, record, row, unit, verb, from_state, to_state," \
	" reason, case_ref, detail, secret"
#define AUDIT_COLUMN_COUNT 17
#define AUDIT_BATCH_COLUMNS "batch, first_seq, last_seq, rows, total, at, algorithm, root, prev, head, signature"
#define HASH_LEN 32
#define SIGN_LEN 64

struct audit_entry {
	const char *kind, *verb;	/* kind: change, read, note */
	struct slice record;
	int64_t row, unit;
	const char *from_state, *to_state;
	struct slice detail, secret;
};
enum err audit_insert(struct call *c, const struct audit_entry *e) must_check;
void audit_value_json(struct buf *b, const struct type *t, const struct value *v);
void audit_put_verb(struct buf *b, const struct record *rec, struct slice verb);	/* "verb" with its titles */
/* The steps of a row that came with its life (lived.c), as entries of a history. */
void lived_history_json(struct call *c, const struct record *rec, struct slice detail, struct buf *b);

/* ---- hashing ---- */
struct hasher {
	EVP_MD_CTX *md;
	size_t n;
	unsigned char wait[4096];	/* small columns are gathered: one call of the digest for many */
};
void hasher_open(struct hasher *h);
void hasher_start(struct hasher *h);
void hasher_row(struct hasher *h, const struct stmt *st);	/* a row of SELECT AUDIT_COLUMNS */
void hasher_end(struct hasher *h, unsigned char root[HASH_LEN]);
void hasher_close(struct hasher *h);

struct audit_batch {
	int64_t batch, first_seq, last_seq, rows, total, at_ms;
	bool known;			/* algorithm is AUDIT_ALGORITHM */
	unsigned char root[HASH_LEN], prev[HASH_LEN], head[HASH_LEN], signature[SIGN_LEN];
};
bool audit_batch_read(const struct stmt *st, struct audit_batch *ret) must_check;	/* false: malformed */
void audit_batch_head(const struct audit_batch *b, const struct audit_batch *before, unsigned char head[HASH_LEN]);
enum err audit_last_batch(struct conn *c, struct audit_batch *ret) must_check;	/* batch 0: none */
enum err audit_seal_db(struct db *db, const struct audit_keys *k, int64_t max_rows, struct audit_batch *ret) must_check;
enum err audit_head_read(const char *path, struct arena *a, struct audit_head *ret) must_check;
#define AUDIT_BATCH_MAX 20000

/* ---- keys ---- */
struct audit_keys {
	unsigned char master[32], sign[SIGN_LEN], public_key[32];
};
enum err audit_public_key(const char *data_dir, unsigned char public_key[32]) must_check;
/* Under the key of (record, row), which is made when there is none. */
enum err audit_encrypt(struct call *c, const struct record *rec, int64_t row, struct slice plain, struct slice *ret) must_check;
/* E_GONE when the key has been destroyed. */
enum err audit_decrypt(struct call *c, const struct record *rec, int64_t row, struct slice secret, struct slice *ret) must_check;
#endif
