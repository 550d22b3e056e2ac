/* SPDX-License-Identifier: Apache-2.0 */
/* audit_fill.c - millions of made-up audit rows, for measuring: inserted by the store itself, sealed like all others. */
#include "engine/audit_.h"

#define STEP_ROWS 200000

struct fill {
	int64_t first, n;
};

static enum err
fill_job(void *ctx, struct conn *c)
{
	const struct fill *f = ctx;
	stmt_scoped st = NULL;
	enum err e;

	if ((e = sql(c, &st,
		 "INSERT INTO audit (at, kind, person, session, peer, request, record, row, unit, verb, from_state,"
		 " to_state, reason, detail) WITH RECURSIVE n(i) AS (SELECT CAST(?1 AS BIGINT) UNION ALL SELECT i + 1 FROM n"
		 " WHERE i < CAST(?2 AS BIGINT)) SELECT 1700000000000 + i * 40, 'change', 1 + i / 5000 % 900, 1 + i / 100, '10.8.3.' || (i % 250),"
		 " 'r-' || i, 'device', 1 + i / 20, 1 + i / 50000 % 60, 'repair', 'reported', 'repaired',"
		 " '现场更换', '{\"changes\":{\"power\":[' || (i % 90) || ',' || (i % 91) || '],\"note\":[null,\"checked\"]}}' FROM n")))
		return e;
	sql_int(st, 1, f->first);
	sql_int(st, 2, f->first + f->n - 1);
	return sql_run(st);
}

static enum err
is_empty(struct db *db)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e;

	if ((e = db_reader(db, &c)) || (e = sql(c, &st, "SELECT 1 FROM audit LIMIT 1")))
		return e;
	e = sql_step(st);
	return e == E_DONE ? E_OK : e ? e : E_EXISTS;
}

enum err
audit_fill(struct db *db, const char *data_dir, int64_t n, int64_t batch)
{
	struct audit_keys *k;
	struct audit_batch made;
	enum err e;

	if ((e = is_empty(db)) || (e = audit_keys_open(&k, data_dir)))
		return e;
	for (struct fill f = { .first = 1 }; !e && f.first <= n; f.first += f.n) {
		f.n = n - f.first + 1 < STEP_ROWS ? n - f.first + 1 : STEP_ROWS;
		e = db_write(db, fill_job, &f);
		do
			if (!e)
				e = audit_seal_db(db, k, batch, &made);
		while (!e && made.rows == batch);
	}
	audit_keys_close(k);
	return e;
}
