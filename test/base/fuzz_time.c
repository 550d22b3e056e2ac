/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "fuzz.h"

const struct slice fuzz_seed[] = {
	S("2026-11-23T03:00:00.000Z"), S("2019-12-01T08:00+08:00"), S("2020-02-29 23:59:59.9999-11:30"),
	S("2019-12-01"), S("1900-01-01T00:00:00Z"), S("2199-12-31T23:59:59z"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

/* What is read can be printed, and what was printed reads as the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice text = { (const char *)p, n };
	char out[TIME_TEXT_MAX];
	int64_t ms, again_ms;
	int32_t day, again_day;

	if (time_parse(text, &ms)) {
		size_t len = time_print(ms, out);

		promise(len == 24);
		/* an offset may carry an instant of 1900 or 2199 over the edge of what is read */
		if (time_parse((struct slice){ out, len }, &again_ms))
			promise(again_ms == ms);
		time_print_local(ms, out);
	}
	if (date_parse(text, &day)) {
		promise(date_print(day, out) == 10 && memcmp(out, p, 10) == 0);
		promise(date_parse(slice_of(out), &again_day) && again_day == day);
	}
	return 0;
}
