/* SPDX-License-Identifier: Apache-2.0 */
/* The content of a document as a client sends it: it fits its template, or a fault names a field; what fits can be written. */
#include "../base/fuzz.h"
#include "net/json.h"
#include "paper/content.h"

const struct slice fuzz_seed[] = {
	S("{\"person_name\":\"样例\",\"id_no\":\"1\",\"phone\":\"1\",\"address\":\"样例\","
	  "\"ways\":\"电子送达\",\"electronic_address\":\"样例\",\"authority\":\"样例\",\"issued_at\":\"2026-07-01\"}"),
	S("{\"person_name\":\"样例\",\"decision_no\":\"1\",\"basis\":\"规37\",\"items\":[{\"name\":\"灯\",\"quantity\":\"1\"}],"
	  "\"officer1\":\"甲\",\"officer2\":\"乙\",\"authority\":\"样例\",\"issued_at\":\"2026-07-01\",\"sign_party\":\"x\"}"),
	S("{\"began_at\":\"2026-07-01T08:00:00+08:00\",\"dialogue\":[{\"q\":\"问\",\"a\":\"答\"}],\"rights_told\":true,\"fine\":20050,\"points\":12,\"penalty\":\"罚款\"}"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

static void
with(const struct template *t, const json_t *values)
{
	struct arena a;
	struct content c = { .t = t, .values = values, .arena = &a, .day = t->from + 2000 };

	arena_init(&a);
	if (content_check(&c)) {
		promise(c.nfault > 0 && c.nfault <= CONTENT_FAULTS);
		for (int i = 0; i < c.nfault; i++)
			promise(!strncmp(c.fault[i].field, "content.", 8) && c.fault[i].zh.n && c.fault[i].en.n);
	}
	for (int i = 0; i < t->nitem && json_is_object(values); i++)	/* even what does not fit is written without harm */
		promise(content_text(&c, &t->item[i]).p != NULL);
	arena_free(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const struct template *t;
	json_scoped values = NULL;
	size_t at;

	if (json_read((struct slice){ (const char *)p, n }, &values, &at))
		return 0;
	for (int i = 0; (t = template_at(i)); i++)
		with(t, values);
	return 0;
}
