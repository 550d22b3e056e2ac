/* SPDX-License-Identifier: Apache-2.0 */
/* sample.h - the sample values of each template, as the proof prints take them. */
#ifndef TEST_PAPER_SAMPLE_H
#define TEST_PAPER_SAMPLE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/limits.h"
#include "paper/render.h"

/* Fontconfig keeps patterns by offsets, which a leak checker takes for lost. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libcairo\n";
}

static inline json_t *
sample(const char *type)
{
	char path[500];
	json_error_t why;
	json_t *j;

	snprintf(path, sizeof path, "%s/%s.json", getenv("PAPER_SAMPLES"), type);
	if (!(j = json_load_file(path, 0, &why)))
		fail_msg("%s: %s", path, why.text);
	return j;
}

static inline struct content
content_of(const char *type, const json_t *values, struct arena *a)
{
	struct content c = { .t = template_of(slice_of(type), INT32_MAX), .values = values, .arena = a };
	bool returned = !strcmp(type, "return_list");

	assert_non_null(c.t);
	c.day = civil_days((struct civil){ 2026, 7, returned ? 5 : 1 });
	return c;
}
#endif
