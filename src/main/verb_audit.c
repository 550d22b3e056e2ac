/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "engine/audit.h"
#include "main/options.h"

static int
verify(struct config *c)
{
	struct db_options o = { .data_dir = config_str(c, "data"), .url = config_str(c, "store") };
	struct audit_report r = { 0 };
	struct arena a;
	struct db *db;
	enum err e = db_open(&db, &o);

	if (e)
		return fail("audit verify", e);
	arena_init(&a);
	e = audit_verify(db, o.data_dir, config_str(c, "head"), &a, &r);
	(void)printf("%lld rows in %lld batches\n", (long long)r.rows, (long long)r.batches);
	if (e == E_CORRUPT)
		(void)printf("审计链不完整，第%lld行：%.*s\nthe chain is broken at row %lld: %.*s\n", (long long)r.bad_seq,
		    (int)r.what_zh.n, r.what_zh.p, (long long)r.bad_seq, (int)r.what_en.n, r.what_en.p);
	else if (!e)
		(void)printf("审计链完整 / the chain is whole\n");
	arena_free(&a);
	db_close(db);
	return e ? fail("audit verify", e) : 0;
}

int
verb_audit(struct config *c, int argc, char **argv)
{
	if (argc == 1 && !strcmp(argv[0], "verify"))
		return verify(c);
	(void)fprintf(stderr, "luan audit verify [--head FILE]\n");
	return 2;
}
