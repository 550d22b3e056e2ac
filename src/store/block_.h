/* SPDX-License-Identifier: Apache-2.0 */
/* block_.h - up to 512 passages by columns: of each value only what it has above the least of its column, in as many bits
 * as the greatest needs. A single value can be read without the others, so a search looks at two columns, not at rows.
 *
 *   [n: 2] [least: 8, bits: 1] x 17  [column] x 17  [16 bytes of nothing, so that reading may run on]
 */
#ifndef STORE_BLOCK__H
#define STORE_BLOCK__H
#include "store/passage.h"

#define BLOCK_ROWS 512u
enum block_column { COL_PLATE, COL_AT, COL_SEQ, COL_RECEIVED, COL_TOLLGATE, COL_DEVICE, COL_PICTURES, COL_FLAGS, COL_SPEED, COL_CLASS,
	COL_LANE, COL_DIRECTION, COL_PLATE_COLOUR, COL_VEHICLE_COLOUR, COL_VEHICLE_TYPE, COL_RELIABILITY, COL_USE, BLOCK_COLUMNS };
#define BLOCK_HEAD (2 + 9 * BLOCK_COLUMNS)
#define BLOCK_BYTES (BLOCK_HEAD + BLOCK_COLUMNS * (BLOCK_ROWS * 8 + 8) + 16)

struct block {
	uint32_t n;
	struct {
		uint64_t least;
		uint32_t bits;
		const uint8_t *p;
	} column[BLOCK_COLUMNS];
};
size_t block_write(const struct passage *row, uint32_t n, uint8_t to[BLOCK_BYTES]);
bool block_read(struct slice s, struct block *ret) must_check;		/* false: not a block; s stays the caller's */
void block_row(const struct block *b, uint32_t i, struct passage *ret);

static inline uint64_t
block_get(const struct block *b, enum block_column c, uint32_t i)
{
	uint32_t bits = b->column[c].bits;
	uint64_t at = (uint64_t)i * bits, v;
	const uint8_t *p = b->column[c].p + (at >> 3);
	memcpy(&v, p, 8);
	v >>= at & 7;
	if (bits > 56 && (at & 7))
		v |= (uint64_t)p[8] << (64 - (at & 7));
	return b->column[c].least + (bits < 64 ? v & ((UINT64_C(1) << bits) - 1) : v);
}
#endif
