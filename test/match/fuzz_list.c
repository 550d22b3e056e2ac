/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/fuzz.h"
#include "match/category.h"
#include "match/list.h"

const struct slice fuzz_seed[] = {
	S("plate,class,category,until,case_no,priority\n鲁C12345,02,stolen,2027-01-01,A1,1\n鲁C?234*,,drunk,,,\n"),
	S("号牌号码;号牌种类;布控类别\n鲁C1;2;被盗抢\n\n;;\n\"鲁"), S("class,plate\n99,京A00001\n100,京A00002\n-1,京A3\n"), S("plate\n*\n??\n"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

/* Whatever the file, what is taken is in order and in range, and a list does not differ from itself. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct list l;
	struct list_difference d;
	enum err e = list_parse((struct slice){ (const char *)p, n }, &l);

	promise(e == E_OK || e == E_BAD_BODY || e == E_FULL);
	promise(l.patterns <= l.n && l.n <= n);
	for (size_t i = 0; i < l.n; i++) {
		promise(l.line[i].want && (l.line[i].want & l.line[i].mask) == l.line[i].want && !(l.line[i].mask & PLATE_ALIAS));
		promise(l.line[i].class_code < 100 && l.line[i].category < WATCH_CATEGORIES && l.line[i].priority >= 1 && l.line[i].priority <= 3);
		promise(!i || l.line[i - 1].want <= l.line[i].want);
	}
	list_compare(&l, &l, &d);
	promise(!d.added && !d.removed && !d.changed && !d.preview.n);
	buf_free(&d.preview);
	list_free(&l);
	return 0;
}
