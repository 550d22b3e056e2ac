/* SPDX-License-Identifier: Apache-2.0 */
/* file.h - a whole file for a test; absent when it is not there. */
#ifndef TEST_FILE_H
#define TEST_FILE_H
#include <stdio.h>
#include "base/buf.h"

static inline bool
file_read(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "rb");
	char part[4096];
	size_t n;

	if (!f)
		return false;
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(b, (struct slice){ part, n });
	fclose(f);
	return !b->full;
}
#endif
