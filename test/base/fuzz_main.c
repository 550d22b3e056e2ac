/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "fuzz.h"

#define MUTATIONS 3000

/* xorshift: the same run everywhere, so that a failure can be repeated. */
static uint64_t
next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void
mutate(uint8_t *p, size_t n, uint64_t *state)
{
	static const uint8_t telling[] = { 0, '"', ',', '\n', '\r', '=', '-', ':', 0x80, 0xff, 0xe9, '0', '9' };

	for (uint64_t times = next(state) % 4 + 1; n && times; times--) {
		uint8_t *at = p + next(state) % n;

		*at = next(state) & 1 ? telling[next(state) % sizeof(telling)] : (uint8_t)next(state);
	}
}

int
main(void)
{
	uint64_t state = 88172645463325252u;
	size_t runs = 0;

	for (size_t i = 0; i < fuzz_seeds; i++) {
		uint8_t *p = mem_alloc(fuzz_seed[i].n);

		for (size_t n = 0; n <= fuzz_seed[i].n; n++, runs++) {
			/* a block of its own size, so that a sanitizer sees a read behind the end */
			uint8_t *exact = mem_alloc(n);

			memcpy(exact, fuzz_seed[i].p, n);
			LLVMFuzzerTestOneInput(exact, n);
			mem_free(exact);
		}
		for (int k = 0; k < MUTATIONS; k++, runs++) {
			memcpy(p, fuzz_seed[i].p, fuzz_seed[i].n);
			mutate(p, fuzz_seed[i].n, &state);
			LLVMFuzzerTestOneInput(p, fuzz_seed[i].n);
		}
		mem_free(p);
	}
	printf("%zu inputs\n", runs);
	return runs == 0;
}
