/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz.h - a fuzz target with its seeds. fuzz_main.c replays the seeds, every prefix of them and a fixed run
 * of mutations under any compiler; under clang libFuzzer takes its place and searches. */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H
#include "base/slice.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
extern const struct slice fuzz_seed[];
extern const size_t fuzz_seeds;

/* A broken promise must end the program under every build. */
#define promise(x) do { if (!(x)) { fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #x); abort(); } } while (0)
#endif
