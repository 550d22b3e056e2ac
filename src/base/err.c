/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include "base/err.h"

static const struct {
	const char *name;
	int http;
	const char *zh, *en;
} table[] = {
#define ERR(code, http, zh, en) { #code, http, zh, en },
#include "base/err.def"
#undef ERR
};

const char *
err_name(enum err e)
{
	assert(e < ERR_COUNT);
	return table[e].name;
}

int
err_http(enum err e)
{
	assert(e < ERR_COUNT);
	return table[e].http;
}

const char *
err_zh(enum err e)
{
	assert(e < ERR_COUNT);
	return table[e].zh;
}

const char *
err_en(enum err e)
{
	assert(e < ERR_COUNT);
	return table[e].en;
}
