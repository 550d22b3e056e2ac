/* SPDX-License-Identifier: Apache-2.0 */
/* A template: whatever stands in it, it is read whole or its fault has a line. */
#include "../base/fuzz.h"
#include "base/limits.h"
#include "paper/template.h"

const struct slice fuzz_seed[] = {
	S("type x\nfrom 2024-01-01\ntitle 试|Test\nnumber {year}-{serial:6}\npaper a4 mm80\nby case officer\n"
	  "item a text req 甲|A @ 处52\nitem b date req 乙|B\nitem c list req-unless:d 丙|C\n\tcol n 名|N req 3\nitem d yes true 丁|D\nitem e money req-if:a=罚款 戊|E\n"
	  "remedy 2024-01-01 - 处59\n\t{a}。\n\t第二段\ncells a*2 b\ntext 甲{a}\ntext? e {e}\nremedy\ntable c\nlines! e 3 手写\nroom a 2\n"
	  "seal a b\nsign? a 签|{a}\neach_page 签\n"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct template t;
	struct arena a;
	struct buf wrong;

	arena_init(&a);
	buf_init(&wrong, KIB(16));
	if (template_read(S("f"), (struct slice){ (const char *)p, n }, &a, &t, &wrong))
		promise(wrong.n > 4 && !memcmp(wrong.p, "f:", 2));
	else
		promise(t.nitem > 0 && t.nitem <= TEMPLATE_ITEMS && t.nblock > 0 && t.papers && t.type);
	buf_free(&wrong);
	arena_free(&a);
	return 0;
}
