/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the "other_tags" of a source and as a name: never outside their buffers, names always fit for a label. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"
#include "map/kind.h"

const struct slice fuzz_seed[] = {
	S("\"name\"=>\"\xe5\xbc\xa0\xe5\xba\x97\",\"name:zh\"=>\"x\\\"y\""),
	S("\"a\"=>\"\\"),
	S("\"\"=>\"\",\"name\"=>\"\x01\xff\""),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice s = { (const char *)data, size };
	char out[MAP_TEXT_MAX + 1], name[MAP_TEXT_MAX + 1];
	struct slice got = map_other_tag(s, "name", out), label = map_name(got.n ? got : s, name);

	promise(got.n <= MAP_TEXT_MAX && label.n <= MAP_TEXT_MAX);
	promise(utf8_valid(label));
	return 0;
}
