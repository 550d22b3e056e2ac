/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "engine/openapi.h"
#include "engine/reference.h"
#include "engine/schema_live.h"
#include "engine/typescript.h"
#include "main/options.h"
#include "main/pages.h"

static int
print(struct buf *b)
{
	bool ok = !b->full && fwrite(b->p, 1, b->n, stdout) == b->n && fflush(stdout) == 0;

	buf_free(b);
	return ok ? 0 : 1;
}

static int
live(struct config *c, bool apply)
{
	struct engine_options o = engine_options(c);
	struct engine *e;
	struct buf b;
	enum err err;

	o.inspect = true;
	if ((err = engine_open(&e, &o, all_pages())))
		return fail("schema", err);
	buf_init(&b, MIB(8));
	err = schema_diff(e, &b);
	if (!err && apply)
		err = schema_apply(e);
	engine_close(e);
	if (err) {
		buf_free(&b);
		return fail("schema", err);
	}
	return print(&b);
}

int
verb_schema(struct config *c, int argc, char **argv)
{
	const char *store = config_str(c, "store");
	enum db_kind k = strncmp(store, "postgres", 8) ? DB_SQLITE : DB_POSTGRES;
	struct buf b;

	if (config_bool(c, "diff") || config_bool(c, "apply"))
		return live(c, config_bool(c, "apply"));
	buf_init(&b, MIB(16));
	if (config_bool(c, "sql"))
		schema_sql(all_pages(), k, &b);
	else if (config_bool(c, "ts"))
		typescript_schema(all_pages(), &b);
	else if (config_bool(c, "openapi"))
		openapi_document(all_pages(), &b);
	else if (config_bool(c, "docs"))
		reference_document(all_pages(), config_bool(c, "english"), &b);
	else
		(void)fprintf(stderr, "luan schema --sql|--ts|--openapi|--docs|--diff|--apply\n");
	return b.n ? print(&b) : 2;
}
