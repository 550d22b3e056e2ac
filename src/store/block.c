/* SPDX-License-Identifier: Apache-2.0 */
#include "store/block_.h"

/* A value as a column holds it: what is mostly said is small, "not said" is least. */
static inline uint64_t
value(const struct passage *p, enum block_column c)
{
	switch (c) {
	case COL_PLATE: return p->plate;
	case COL_AT: return (uint64_t)p->at_ms;
	case COL_SEQ: return p->seq;
	case COL_RECEIVED: return (uint64_t)((int64_t)p->received_s - p->at_ms / 1000);
	case COL_TOLLGATE: return p->tollgate;
	case COL_DEVICE: return p->device;
	case COL_PICTURES: return p->pictures;
	case COL_FLAGS: return p->flags;
	case COL_SPEED: return (uint16_t)(p->speed_kmh + 1);
	case COL_CLASS: return p->class_code;
	case COL_LANE: return p->lane;
	case COL_DIRECTION: return p->direction;
	case COL_PLATE_COLOUR: return p->plate_colour;
	case COL_VEHICLE_COLOUR: return p->vehicle_colour;
	case COL_VEHICLE_TYPE: return p->vehicle_type;
	case COL_RELIABILITY: return (uint8_t)(p->reliability + 1);
	case COL_USE: return p->use;
	case BLOCK_COLUMNS: break;
	}
	return 0;
}

static uint32_t
bits_of(uint64_t v)
{
	return v ? 64 - (uint32_t)__builtin_clzll(v) : 0;
}

static size_t
column_bytes(uint32_t n, uint32_t bits)
{
	return ((size_t)n * bits + 7) / 8;
}

static void
put_bits(uint8_t *to, const uint64_t *v, uint32_t n, uint64_t least, uint32_t bits)
{
	uint64_t have = 0;
	uint32_t filled = 0;
	for (uint32_t i = 0; i < n && bits; i++) {
		uint64_t x = v[i] - least;
		have |= x << filled;
		if (filled + bits >= 64) {
			memcpy(to, &have, 8);
			to += 8;
			have = filled ? x >> (64 - filled) : 0;
			filled = filled + bits - 64;
			if (!filled)
				have = 0;
		} else {
			filled += bits;
		}
	}
	memcpy(to, &have, 8);		/* what follows is written over it */
}

/* Differences of signed values are taken as signed: the least of "received before it was seen" is negative. */
static size_t
column_write(const uint64_t *v, uint32_t n, uint8_t *head, uint8_t *to, bool is_signed)
{
	uint64_t least = v[0], most = v[0];
	for (uint32_t i = 1; i < n; i++) {
		bool less = is_signed ? (int64_t)v[i] < (int64_t)least : v[i] < least;
		bool more = is_signed ? (int64_t)v[i] > (int64_t)most : v[i] > most;
		least = less ? v[i] : least;
		most = more ? v[i] : most;
	}
	uint32_t bits = bits_of(most - least);
	memcpy(head, &least, 8);
	head[8] = (uint8_t)bits;
	put_bits(to, v, n, least, bits);
	return column_bytes(n, bits);
}

size_t
block_write(const struct passage *row, uint32_t n, uint8_t to[BLOCK_BYTES])
{
	uint64_t v[BLOCK_ROWS];
	uint16_t n16 = (uint16_t)n;
	size_t at = BLOCK_HEAD;
	memcpy(to, &n16, 2);
	for (int c = 0; c < BLOCK_COLUMNS; c++) {
		for (uint32_t i = 0; i < n; i++)
			v[i] = value(&row[i], (enum block_column)c);
		at += column_write(v, n, to + 2 + 9 * c, to + at, c == COL_AT || c == COL_RECEIVED);
	}
	memset(to + at, 0, 16);
	return at + 16;
}

bool
block_read(struct slice s, struct block *ret)
{
	uint16_t n;
	size_t at = BLOCK_HEAD;
	if (s.n < BLOCK_HEAD + 16)
		return false;
	memcpy(&n, s.p, 2);
	if (!n || n > BLOCK_ROWS)
		return false;
	ret->n = n;
	for (int c = 0; c < BLOCK_COLUMNS; c++) {
		const uint8_t *head = (const uint8_t *)s.p + 2 + 9 * c;
		memcpy(&ret->column[c].least, head, 8);
		ret->column[c].bits = head[8];
		ret->column[c].p = (const uint8_t *)s.p + at;
		if (head[8] > 64 || (at += column_bytes(n, head[8])) + 16 > s.n)
			return false;
	}
	return at + 16 == s.n;
}

void
block_row(const struct block *b, uint32_t i, struct passage *ret)
{
	int64_t at = (int64_t)block_get(b, COL_AT, i);
	*ret = (struct passage){
		.plate = block_get(b, COL_PLATE, i), .at_ms = at, .pictures = block_get(b, COL_PICTURES, i),
		.seq = (uint32_t)block_get(b, COL_SEQ, i),
		.received_s = (uint32_t)((int64_t)block_get(b, COL_RECEIVED, i) + at / 1000),
		.tollgate = (uint32_t)block_get(b, COL_TOLLGATE, i), .device = (uint32_t)block_get(b, COL_DEVICE, i),
		.flags = (uint16_t)block_get(b, COL_FLAGS, i), .speed_kmh = (uint16_t)(block_get(b, COL_SPEED, i) - 1),
		.class_code = (uint8_t)block_get(b, COL_CLASS, i), .lane = (uint8_t)block_get(b, COL_LANE, i),
		.direction = (uint8_t)block_get(b, COL_DIRECTION, i), .plate_colour = (uint8_t)block_get(b, COL_PLATE_COLOUR, i),
		.vehicle_colour = (uint8_t)block_get(b, COL_VEHICLE_COLOUR, i),
		.vehicle_type = (uint8_t)block_get(b, COL_VEHICLE_TYPE, i),
		.reliability = (uint8_t)(block_get(b, COL_RELIABILITY, i) - 1), .use = (uint8_t)block_get(b, COL_USE, i),
	};
}
