/* SPDX-License-Identifier: Apache-2.0 */
/* err.h - every way a request can fail, with its HTTP status and its words.
 *
 * Shape   enum err, 0 is success; the table is err.def.
 * Use     fallible functions return enum err and are must_check; callers: if ((e = f(c))) return e;
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H
#include "base/slice.h"

enum err {
#define ERR(code, http, zh, en) code,
#include "base/err.def"
#undef ERR
	ERR_COUNT
};

const char *err_name(enum err e);	/* "E_BAD_VALUE" */
int err_http(enum err e);		/* 422 */
const char *err_zh(enum err e);
const char *err_en(enum err e);
#endif
