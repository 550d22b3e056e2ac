/* SPDX-License-Identifier: Apache-2.0 */
/* The scanner against jansson: the same texts are taken, with the same values in them. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include "../base/fuzz.h"
#include "base/arena.h"
#include "net/scan.h"

#define DEPTH 32

const struct slice fuzz_seed[] = {
	S("{\"PlateNo\":\"鲁C12345\",\"Speed\":8,\"IsDecked\":false,\"LaneNo\":\"1\",\"Items\":[{\"a\":null},true,-1.5e3,0,-0,1E+2]}"),
	S("[\"\\u6dc4\\u535a\\ud83d\\ude94\\n\\\"\\\\\\/\\b\\f\\r\\t\",922337203685477580,-922337203685477580,1e30,0.10]"),
	S("{\"Data\":\"/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL==\"}"),
	S("{\"a\":{\"a\":{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}}"),
	S("{\"a\":1,\"b\":2,\"\\u0061\":3}"),
	S("\"0123456789abcde\xe6\xb7\x84\xed\xa0\x80\xff\\u0000\x7f\xf4\x90\x80\x80\xc0\x80\""),
	S(" [ 1 , 2 , [ ] , { } , \"\" ]\t\r\n"),
	S("[1,2,]{}"), S("[01,1.,.5,1e,-,+1,0x1]"), S("\"\\ud800\\u0041\\udc00\""),
	S("{\"k\xe2\x82\xac\":\"\xf0\x9f\x9a\x97\xdf\xbf\",\"0123456789012345\":\"01234567890123456789012345678901\"}"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

struct walk {
	struct scan s;
	struct arena a;
	bool twice, crowded;
};

static void value(struct walk *w, const json_t *j);

static const char *
text_of(struct walk *w, struct scan_string t)
{
	size_t n = 0;
	char *out = arena_alloc(&w->a, t.text.n + 1);

	promise(scan_text(t, out, t.text.n, &n) && n <= t.text.n);
	promise(utf8_valid((struct slice){ out, n }) && strlen(out) == n);
	promise(t.escaped == (memchr(t.text.n ? t.text.p : "", '\\', t.text.n) != NULL));
	promise(n == 0 || !scan_text(t, out, n - 1, &n));
	return out;
}

static void
object(struct walk *w, const json_t *j)
{
	struct scan_keys *seen = arena_new(&w->a, struct scan_keys);
	struct scan_string key;
	size_t n = 0;

	promise(!j || json_is_object(j));
	for (; scan_key(&w->s, &key); n++) {
		const char *name = text_of(w, key);
		if (!scan_keys_new(seen, slice_of(name))) {
			if (seen->n == SCAN_KEYS)
				w->crowded = true;
			else
				w->twice = true;
		}
		promise(!j || json_object_get(j, name));
		value(w, j ? json_object_get(j, name) : NULL);
	}
	promise(!j || json_object_size(j) == n);
}

static void
array(struct walk *w, const json_t *j)
{
	size_t n = 0;

	promise(!j || json_is_array(j));
	for (; scan_item(&w->s); n++)
		value(w, j ? json_array_get(j, n) : NULL);
	promise(!j || json_array_size(j) == n);
}

static void
number(struct walk *w, const json_t *j, struct slice text)
{
	int64_t v;
	bool whole = !memchr(text.p, '.', text.n) && !memchr(text.p, 'e', text.n) && !memchr(text.p, 'E', text.n);
	bool ok = scan_integer(text, &v);

	if (!j)
		return;
	if (whole)
		promise(json_is_integer(j) && (!ok || json_integer_value(j) == v) && (ok || text.n > 18));
	else
		promise(json_is_real(j) && json_real_value(j) == strtod(arena_str(&w->a, text), NULL));
}

static void
value(struct walk *w, const json_t *j)
{
	struct scan_value v;

	if (!scan_value(&w->s, &v))
		return;
	promise(w->s.depth <= DEPTH);
	switch (v.kind) {
	case SCAN_OBJECT:
		object(w, j);
		break;
	case SCAN_ARRAY:
		array(w, j);
		break;
	case SCAN_STRING: {
		const char *t = text_of(w, (struct scan_string){ v.text, v.escaped });
		promise(!j || (json_is_string(j) && strcmp(json_string_value(j), t) == 0));
		break;
	}
	case SCAN_NUMBER:
		number(w, j, v.text);
		break;
	default:
		promise(v.kind != SCAN_NONE);
		promise(!j || (v.kind == SCAN_TRUE ? json_is_true(j) : v.kind == SCAN_FALSE ? json_is_false(j) : json_is_null(j)));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice text = { (const char *)p, n };
	json_error_t why = { 0 };
	json_t *j = json_loadb(n ? text.p : "", n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
	struct walk w = { 0 };
	struct scan skip;
	bool ok, skipped;

	arena_init(&w.a);
	scan_open(&w.s, text, DEPTH);
	value(&w, NULL);
	ok = scan_end(&w.s);
	scan_open(&skip, text, DEPTH);
	skipped = scan_skip(&skip) && scan_end(&skip);
	promise(ok == skipped && ok == !w.s.fault && w.s.fault_at <= n);
	promise(skip.fault_at == w.s.fault_at && (!ok || w.s.depth == 0));
	if (ok && !w.crowded && !w.twice) {
		promise(j || json_error_code(&why) == json_error_numeric_overflow);
	} else if (!ok) {
		promise(!j || memchr(text.p, 0, n) || strcmp(w.s.fault, "嵌套过深|nested too deeply") == 0);	/* jansson ends at a NUL */
	} else if (w.twice) {
		promise(!j);
	}
	if (ok && j) {
		promise(!w.twice);
		scan_open(&w.s, text, DEPTH);
		value(&w, j);
	}
	json_decref(j);
	arena_free(&w.a);
	return 0;
}
