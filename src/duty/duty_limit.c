/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/duty_limit.h"

#include "engine/first.h"

int64_t
duty_figure(struct call *c, const char *code, int64_t at_ms)
{
	struct row *r;

	return first_version(c, &duty_limit_record, slice_of(code), at_ms, &r) ? -1 : row_int(r, duty_limit_value);
}

#define NAME duty_limit
#define DEF "duty/duty_limit.def"
#include "engine/define.h"
