/* SPDX-License-Identifier: Apache-2.0 */
/* helper_.h - the program luan-map as a process of its own: neither rights nor more of the machine than a map needs. Private to map/.
 *
 * Limits     6 GB of addresses, 4 hours of processor, 128 descriptors, 64 GB a file, no new privileges; it ends with its parent.
 * Errors     E_NOT_FOUND luan was built without GDAL; E_BAD_BODY the helper ended with a fault; E_STORE no process.
 */
#ifndef MAP_HELPER__H
#define MAP_HELPER__H
#include <limits.h>
#include "base/err.h"

#define HELPER_TOLD_MAX 4096		/* bytes of the helper's answer */
enum err helper_find(char ret[PATH_MAX]) must_check;	/* says on standard error when there is none */
enum err helper_run(char *const argv[], char told[HELPER_TOLD_MAX], size_t *ret_n) must_check;	/* argv[0]: from helper_find */
#endif
