/* SPDX-License-Identifier: Apache-2.0 */
/* audit_seal.c - the sealer: rows into batches, batches into a chain, its head to a place outside. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sodium.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "engine/audit_.h"

#define ROUNDS_MAX 64

/* ---- bytes of a row ---- */

void
hasher_open(struct hasher *h)
{
	h->md = EVP_MD_CTX_new();
	if (!h->md)
		die("out of memory");
}

void
hasher_close(struct hasher *h)
{
	EVP_MD_CTX_free(h->md);
	h->md = NULL;
}

void
hasher_start(struct hasher *h)
{
	h->n = 0;
	if (!EVP_DigestInit_ex(h->md, EVP_sha256(), NULL))
		die("SHA-256 is not available");
}

static void
flush(struct hasher *h)
{
	EVP_DigestUpdate(h->md, h->wait, h->n);
	h->n = 0;
}

static void
put(struct hasher *h, const void *p, size_t n)
{
	if (h->n + n > sizeof h->wait)
		flush(h);
	if (n > sizeof h->wait) {
		EVP_DigestUpdate(h->md, p, n);
		return;
	}
	if (n)
		memcpy(h->wait + h->n, p, n);
	h->n += n;
}

static void
put_be(struct hasher *h, unsigned char tag, uint64_t v, int bytes)
{
	unsigned char out[9] = { tag };

	for (int i = 0; i < bytes; i++)
		out[1 + i] = (unsigned char)(v >> (8 * (bytes - 1 - i)));
	put(h, out, 1 + (size_t)bytes);
}

static void
put_bytes(struct hasher *h, unsigned char tag, struct slice s)
{
	put_be(h, tag, s.n, 4);
	put(h, s.p, s.n);
}

/* i integer, t text, b blob: by AUDIT_COLUMNS, since not every driver knows the type of a value. */
static const char column_sort[AUDIT_COLUMN_COUNT + 1] = "iitiitttiittttttb";

void
hasher_row(struct hasher *h, const struct stmt *st)
{
	for (int i = 0; i < AUDIT_COLUMN_COUNT; i++) {
		if (col_null(st, i))
			put(h, "", 1);
		else if (column_sort[i] == 'i')
			put_be(h, 1, (uint64_t)col_int(st, i), 8);
		else if (column_sort[i] == 't')
			put_bytes(h, 2, col_text(st, i));
		else
			put_bytes(h, 3, col_blob(st, i));
	}
}

void
hasher_end(struct hasher *h, unsigned char root[HASH_LEN])
{
	unsigned n;

	flush(h);
	EVP_DigestFinal_ex(h->md, root, &n);
	assert(n == HASH_LEN);
}

/* ---- batches ---- */

void
audit_batch_head(
    const struct audit_batch *b, const struct audit_batch *before, unsigned char head[HASH_LEN])
{
	const int64_t number[] = { b->batch, b->first_seq, b->last_seq, b->rows, b->total,
		b->at_ms };
	struct hasher h;

	hasher_open(&h);
	hasher_start(&h);
	put_bytes(&h, 2, S("luan audit head"));
	put_bytes(&h, 2, slice_of(AUDIT_ALGORITHM));
	put_bytes(&h, 3, (struct slice){ (const char *)before->head, HASH_LEN });
	put_bytes(&h, 3, (struct slice){ (const char *)before->signature, SIGN_LEN });
	for (size_t i = 0; i < N_ELEMS(number); i++)
		put_be(&h, 1, (uint64_t)number[i], 8);
	put_bytes(&h, 3, (struct slice){ (const char *)b->root, HASH_LEN });
	hasher_end(&h, head);
	hasher_close(&h);
}

static bool
take(const struct stmt *st, int col, unsigned char *out, size_t n)
{
	struct slice s = col_blob(st, col);

	if (s.n != n)
		return false;
	memcpy(out, s.p, n);
	return true;
}

bool
audit_batch_read(const struct stmt *st, struct audit_batch *b)
{
	*b = (struct audit_batch){ .batch = col_int(st, 0), .first_seq = col_int(st, 1), .last_seq = col_int(st, 2),
		.rows = col_int(st, 3), .total = col_int(st, 4), .at_ms = col_int(st, 5),
		.known = slice_is(col_text(st, 6), AUDIT_ALGORITHM) };
	return take(st, 7, b->root, HASH_LEN) && take(st, 8, b->prev, HASH_LEN) &&
	    take(st, 9, b->head, HASH_LEN) && take(st, 10, b->signature, SIGN_LEN);
}

enum err
audit_last_batch(struct conn *c, struct audit_batch *ret)
{
	stmt_scoped st = NULL;
	enum err e;

	*ret = (struct audit_batch){ 0 };
	if ((e = sql(c, &st,
		 "SELECT " AUDIT_BATCH_COLUMNS " FROM audit_batch ORDER BY batch DESC LIMIT 1")))
		return e;
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	return audit_batch_read(st, ret) ? E_OK : E_CORRUPT;
}

struct sealing {
	enum db_kind kind;
	const struct audit_keys *keys;
	int64_t max_rows;
	struct audit_batch last, made;
};

/* Hashes the rows of s->made.batch: on SQLite all after the last batch, on PostgreSQL those that were claimed. */
static enum err
hash_rows(struct sealing *s, struct conn *c)
{
	static const char *const text[] = {
		[DB_SQLITE] =
		    "SELECT " AUDIT_COLUMNS " FROM audit WHERE seq > ?1 ORDER BY seq LIMIT ?2",
		[DB_POSTGRES] = "SELECT " AUDIT_COLUMNS
				" FROM audit WHERE batch = ?1 AND seq >= ?2 ORDER BY seq",
	};
	struct audit_batch *m = &s->made;
	stmt_scoped st = NULL;
	struct hasher h;
	enum err e = sql(c, &st, text[s->kind]);

	if (e)
		return e;
	sql_int(st, 1, s->kind == DB_SQLITE ? s->last.last_seq : m->batch);
	sql_int(st, 2, s->kind == DB_SQLITE ? s->max_rows : m->first_seq);
	hasher_open(&h);
	hasher_start(&h);
	while (!(e = sql_step(st))) {
		m->last_seq = col_int(st, 0);
		if (!m->rows++)
			m->first_seq = m->last_seq;
		hasher_row(&h, st);
	}
	hasher_end(&h, m->root);
	hasher_close(&h);
	return e == E_DONE ? E_OK : e;
}

/* PostgreSQL: whatever is committed and in no batch yet. */
static enum err
claim_rows(struct sealing *s, struct conn *c)
{
	stmt_scoped st = NULL;
	stmt_scoped first = NULL;
	enum err e;

	if ((e = sql(c, &first, "SELECT min(seq) FROM audit WHERE batch IS NULL")))
		return e;
	if ((e = sql_step(first)))
		return e == E_DONE ? E_OK : e;
	s->made.first_seq = col_null(first, 0) ? 0 : col_int(first, 0);
	sql_done(first);
	if (!s->made.first_seq)
		return E_OK;
	if ((e = sql(c, &st,
		 "UPDATE audit SET batch = ?1 WHERE seq IN (SELECT seq FROM audit WHERE batch IS NULL"
		 " AND seq >= ?2 ORDER BY seq LIMIT ?3)")))
		return e;
	sql_int(st, 1, s->made.batch);
	sql_int(st, 2, s->made.first_seq);
	sql_int(st, 3, s->max_rows);
	return sql_run(st);
}

static enum err
insert_batch(struct sealing *s, struct conn *c)
{
	struct audit_batch *m = &s->made;
	stmt_scoped st = NULL;
	enum err e;

	if ((e = sql(c, &st, "INSERT INTO audit_batch (" AUDIT_BATCH_COLUMNS ")"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")))
		return e;
	m->total = s->last.total + m->rows;
	m->at_ms = clock_now_ms();
	memcpy(m->prev, s->last.head, HASH_LEN);
	audit_batch_head(m, &s->last, m->head);
	crypto_sign_detached(m->signature, NULL, m->head, HASH_LEN, s->keys->sign);
	sql_int(st, 1, m->batch);
	sql_int(st, 2, m->first_seq);
	sql_int(st, 3, m->last_seq);
	sql_int(st, 4, m->rows);
	sql_int(st, 5, m->total);
	sql_int(st, 6, m->at_ms);
	sql_text(st, 7, slice_of(AUDIT_ALGORITHM));
	sql_blob(st, 8, (struct slice){ (char *)m->root, HASH_LEN });
	sql_blob(st, 9, (struct slice){ (char *)m->prev, HASH_LEN });
	sql_blob(st, 10, (struct slice){ (char *)m->head, HASH_LEN });
	sql_blob(st, 11, (struct slice){ (char *)m->signature, SIGN_LEN });
	return sql_run(st);
}

static enum err
seal_begin(struct sealing *s, struct conn *c)
{
	enum err e = audit_last_batch(c, &s->last);

	s->made = (struct audit_batch){ .batch = s->last.batch + 1, .known = true };
	return e;
}

static enum err
job_insert(void *ctx, struct conn *c)
{
	return insert_batch(ctx, c);
}

static enum err
job_claim(void *ctx, struct conn *c)
{
	struct sealing *s = ctx;
	enum err e;

	if ((e = seal_begin(s, c)) || (e = claim_rows(s, c)) || (e = hash_rows(s, c)))
		return e;
	return s->made.rows ? insert_batch(s, c) : E_OK;
}

/* SQLite: hashing is done beside the writer, which only inserts the batch. */
static enum err
seal_beside(struct sealing *s, struct db *db)
{
	reader_scoped c = NULL;
	enum err e;

	if ((e = db_reader(db, &c)) || (e = db_snapshot(c)) || (e = seal_begin(s, c)) ||
	    (e = hash_rows(s, c)))
		return e;
	db_reader_release(&c);
	return s->made.rows ? db_write(db, job_insert, s) : E_OK;
}

/* One batch of what is not sealed yet; ret->rows is 0 when there is nothing. Another sealer may be quicker:
 * the number of the batch is its key, so that one of the two is refused and nothing is sealed twice. */
enum err
audit_seal_db(struct db *db, const struct audit_keys *k, int64_t max_rows, struct audit_batch *ret)
{
	struct sealing s = { .kind = db_kind(db), .keys = k, .max_rows = max_rows };
	enum err e = s.kind == DB_SQLITE ? seal_beside(&s, db) : db_write(db, job_claim, &s);

	if (e == E_EXISTS) {
		s.made.rows = 0;
		e = E_OK;
	}
	*ret = s.made.rows ? s.made : s.last;
	ret->rows = s.made.rows;
	return e;
}

static void
head_of(const struct audit_batch *b, const struct audit_keys *k, struct audit_head *ret)
{
	*ret = (struct audit_head){ .batch = b->batch, .last_seq = b->last_seq, .rows = b->total, .at_ms = b->at_ms };
	memcpy(ret->head, b->head, HASH_LEN);
	memcpy(ret->signature, b->signature, SIGN_LEN);
	memcpy(ret->public_key, k->public_key, sizeof ret->public_key);
}

enum err
audit_seal(struct engine *e)
{
	struct arena a;
	struct audit_batch b;
	struct audit_head h;
	const char *path = e->options.head_path;
	bool made = false;
	enum err err = E_OK;

	arena_init(&a);
	if (!path)
		path = arena_printf(&a, "%s/audit-head", e->options.data_dir).p;
	for (int i = 0; i < ROUNDS_MAX; i++) {
		if ((err = audit_seal_db(e->db, e->keys, AUDIT_BATCH_MAX, &b)) || !b.rows)
			break;
		made = true;
		head_of(&b, e->keys, &h);
		if (b.rows < AUDIT_BATCH_MAX)
			break;
	}
	if (!err && made)
		err = audit_head_export(&h, path);
	if (err)
		log_at(LOG_ERROR, "audit.seal", KV("error", LS(err_name(err))));
	arena_free(&a);
	return err;
}

enum err
audit_head_get(
    struct conn *c, const struct audit_keys *k, struct audit_head *ret, int64_t *ret_unsealed)
{
	struct audit_batch b;
	stmt_scoped st = NULL;
	bool range = db_kind(conn_db(c)) == DB_SQLITE;
	enum err e;

	if ((e = audit_last_batch(c, &b)) ||
	    (e = sql(c, &st, range ? "SELECT count(*) FROM audit WHERE seq > ?1" :
	    "SELECT count(*) FROM audit WHERE batch IS NULL AND seq > ?1")))
		return e;
	sql_int(st, 1, range ? b.last_seq : 0);
	if ((e = sql_step(st)))
		return e;
	*ret_unsealed = col_int(st, 0);
	head_of(&b, k, ret);
	return E_OK;
}

/* ---- the head outside ---- */

static void
put_hex(struct buf *b, const char *name, const unsigned char *p, size_t n)
{
	buf_printf(b, ",\"%s\":\"", name);
	hex_encode(b, (struct slice){ (const char *)p, n });
	buf_putc(b, '"');
}

static void
head_json(struct buf *b, const struct audit_head *h)
{
	buf_printf(b, "\"batch\":%lld,\"last_seq\":%lld,\"rows\":%lld,\"at\":\"",
	    (long long)h->batch, (long long)h->last_seq, (long long)h->rows);
	buf_time(b, h->at_ms);
	buf_puts(b, "\",\"algorithm\":\"" AUDIT_ALGORITHM "\"");
	put_hex(b, "head", h->head, sizeof h->head);
	put_hex(b, "signature", h->signature, sizeof h->signature);
	put_hex(b, "public_key", h->public_key, sizeof h->public_key);
}

static bool
write_synced(const char *path, struct slice text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	bool ok;

	if (fd < 0)
		return false;
	ok = write(fd, text.p, text.n) == (ssize_t)text.n && !fsync(fd);
	return !close(fd) && ok;
}

static bool
sync_parent(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = mem_str(
	    slash ? (struct slice){ path, slash == path ? 1 : (size_t)(slash - path) } : S("."));
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && !fsync(fd);

	if (fd >= 0)
		close(fd);
	mem_free(dir);
	return ok;
}

/* Old or new, never half: written aside, synced, renamed, the directory synced. */
enum err
audit_head_export(const struct audit_head *h, const char *path)
{
	struct arena a;
	struct buf b;
	const char *temp;
	enum err e = E_OK;

	arena_init(&a);
	buf_init(&b, KIB(4));
	buf_putc(&b, '{');
	head_json(&b, h);
	buf_puts(&b, "}\n");
	temp = arena_printf(&a, "%s.new", path).p;
	if (!write_synced(temp, buf_slice(&b)) || rename(temp, path) || !sync_parent(path)) {
		log_at(
		    LOG_ERROR, "audit.head_export", KV("path", LS(path)), KV("errno", LI(errno)));
		e = errno == ENOSPC ? E_DISK_FULL : E_STORE;
	}
	buf_free(&b);
	arena_free(&a);
	return e;
}

static bool
take_hex(const json_t *j, const char *name, unsigned char *out, size_t n)
{
	const char *hex = json_string_value(json_object_get(j, name));
	size_t got;

	return hex && !sodium_hex2bin(out, n, hex, strlen(hex), NULL, &got, NULL) && got == n;
}

enum err
audit_head_read(const char *path, struct arena *a, struct audit_head *ret)
{
	json_t *j = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
	bool ok = j &&
	    slice_is(slice_of(json_string_value(json_object_get(j, "algorithm"))), AUDIT_ALGORITHM);

	*ret = (struct audit_head){ .batch = json_integer_value(json_object_get(j, "batch")),
		.last_seq = json_integer_value(json_object_get(j, "last_seq")),
		.rows = json_integer_value(json_object_get(j, "rows")) };
	ok = ok && time_parse(slice_of(json_string_value(json_object_get(j, "at"))), &ret->at_ms) &&
	    take_hex(j, "head", ret->head, sizeof ret->head) &&
	    take_hex(j, "signature", ret->signature, sizeof ret->signature) &&
	    take_hex(j, "public_key", ret->public_key, sizeof ret->public_key);
	json_decref(j);
	return ok ? E_OK : access(path, R_OK) ? E_NOT_FOUND : E_CORRUPT;
}

enum err
audit_chain_json(struct call *c, struct buf *b)
{
	struct audit_head h;
	int64_t unsealed;
	enum err e = audit_head_get(c->conn, c->engine->keys, &h, &unsealed);

	if (e)
		return e;
	buf_putc(b, '{');
	head_json(b, &h);
	buf_printf(b, ",\"unsealed\":%lld}", (long long)unsealed);
	return b->full ? E_FULL : E_OK;
}
