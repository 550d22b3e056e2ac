/* SPDX-License-Identifier: Apache-2.0 */
/* Writes what is derived from the test pages to standard output, for public validators: derive ts|openapi|zh|en */
#include "base/limits.h"
#include "engine/openapi.h"
#include "engine/reference.h"
#include "engine/typescript.h"
#include "pages.h"

static void
chinese(const struct pages *p, struct buf *b)
{
	reference_document(p, false, b);
}

static void
english(const struct pages *p, struct buf *b)
{
	reference_document(p, true, b);
}

static const struct {
	const char *name;
	void (*write)(const struct pages *p, struct buf *b);
} documents[] = { { "ts", typescript_schema }, { "openapi", openapi_document }, { "zh", chinese }, { "en", english } };

int
main(int argc, char **argv)
{
	struct buf b;
	bool ok;
	buf_init(&b, LIMIT_ANSWER);
	for (size_t i = 0; i < N_ELEMS(documents); i++)
		if (argc == 2 && strcmp(argv[1], documents[i].name) == 0)
			documents[i].write(&test_pages, &b);
	ok = b.n && !b.full && fwrite(b.p, 1, b.n, stdout) == b.n;
	buf_free(&b);
	return !ok;
}
