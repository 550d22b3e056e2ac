/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include "base/plate.h"
#include "fuzz.h"

const struct slice fuzz_seed[] = {
	S("鲁C·12345"), S("鲁ｃ１２３４５"), S("WJ鲁1234X"), S("鲁X1234应急"), S("使123456"), S("粤Z12-4港"), S("鲁C?2*"), S("鲁AD1_3＊5"),
	S("民航B1234"), S("\xe9\xb2\x81\x43\xff\x31"), S("?????????"), S("京A12345\0" "8"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

/* What was packed can be printed, and packs to the same. */
static void
taken(struct slice text, plate_t p)
{
	char out[PLATE_TEXT_MAX];
	unsigned why;
	plate_t again;
	size_t n = plate_print(p, out);

	promise(p && p < PLATE_ALIAS && n == strlen(out) && n < sizeof out && n > 0);
	promise(plate_pack((struct slice){ out, n }, &again) && again == p);
	promise(plate_length(p) >= 1 && plate_length(p) <= PLATE_SYMBOLS && plate_unread(p) <= plate_length(p));
	promise(plate_near(p, p, &why) == 1000 && why == 0);
	promise((plate_form(p) == PLATE_PARTLY) <= (plate_unread(p) > 0));
	promise(utf8_valid((struct slice){ out, n }));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice text = { (const char *)p, n };
	plate_t plate = 0, want = 0, mask = 0;
	uint64_t any = 0;
	char out[PLATE_TEXT_MAX];
	unsigned why;

	if (plate_pack(text, &plate))
		taken(text, plate);
	if (plate_pattern(text, &want, &mask)) {
		promise(want && !(want & ~mask) && mask < PLATE_ALIAS);
		promise(!plate || plate_unread(plate) || memchr(text.p, '*', n) || (plate & mask) == want);
	}
	memcpy(&any, p, n < sizeof any ? n : sizeof any);	/* what a damaged file may hold */
	promise(plate_print(any, out) < sizeof out);
	promise(plate_length(any) <= PLATE_SYMBOLS && plate_form(any) < PLATE_FORMS);
	promise(plate_near(any, plate, &why) >= 0 && why < 1u << PLATE_SYMBOLS);
	return 0;
}
