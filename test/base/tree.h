/* SPDX-License-Identifier: Apache-2.0 */
/* tree.h - a folder that a test has made, taken away with all that is in it. Its user defines _XOPEN_SOURCE 700. */
#ifndef TEST_TREE_H
#define TEST_TREE_H
#include <ftw.h>
#include <stdio.h>

static inline int
tree_unlink_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st, (void)type, (void)f;
	return remove(path);
}

static inline int
tree_remove(const char *dir)
{
	return nftw(dir, tree_unlink_one, 16, FTW_DEPTH | FTW_PHYS);
}
#endif
