/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/fuzz.h"
#include "base/limits.h"
#include "net/json.h"

const struct slice fuzz_seed[] = {
	S("{\"plate\":\"鲁C12345\",\"at\":\"2026-11-23T08:00:00+08:00\",\"fine\":20000,"
	    "\"items\":[{\"a\":null},true,-1.5e3]}"),
	S("[\"\\u6dc4\\u535a\\ud83d\\ude94\\n\\\"\\\\\",9223372036854775807,-9223372036854775808,1e308]"),
	S("{\"a\":{\"a\":{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}}"),
	S("{\"a\":1,\"b\":2,\"a\":3}"),
	S("\"\xe6\xb7\x84\xed\xa0\x80\xff\\u0000\""),
	S("[1,2,]{}"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

static int
depth_of(const json_t *j)
{
	int deepest = 0, d;
	const char *key;
	json_t *item;
	size_t i;

	if (json_is_array(j)) {
		json_array_foreach(j, i, item)
			if ((d = depth_of(item)) > deepest)
				deepest = d;
	} else if (json_is_object(j)) {
		json_object_foreach((json_t *)(uintptr_t)j, key, item) {
			promise(utf8_valid(slice_of(key)));
			if ((d = depth_of(item)) > deepest)
				deepest = d;
		}
	} else {
		promise(utf8_valid(json_slice(j)));
		return 0;
	}
	return deepest + 1;
}

/* What is accepted is within the limits, and written and read again it is the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	json_t *j = NULL, *again = NULL;
	size_t at = SIZE_MAX;
	char *text;
	enum err e = json_read((struct slice){ (const char *)p, n }, &j, &at);

	if (e) {
		promise(!j && at <= n);
		promise(e == E_BAD_BODY || e == E_DUPLICATE_KEY || e == E_TOO_DEEP || e == E_BAD_UTF8 ||
		    e == E_BAD_VALUE);
		return 0;
	}
	promise(depth_of(j) <= LIMIT_JSON_DEPTH);
	text = json_dumps(j, JSON_ENCODE_ANY | JSON_REAL_PRECISION(17));
	promise(text);
	promise(json_read(slice_of(text), &again, &at) == E_OK);
	promise(json_equal(j, again));
	free(text);
	json_release(&j);
	json_release(&again);
	return 0;
}
