/* SPDX-License-Identifier: Apache-2.0 */
/* passage_.h - a passage as it lies in an open segment: fixed width, little endian, without seq. */
#ifndef STORE_PASSAGE__H
#define STORE_PASSAGE__H
#include "store/passage.h"

#define PASSAGE_PACKED 46
void passage_pack(const struct passage *p, uint8_t to[PASSAGE_PACKED]);
void passage_unpack(const uint8_t from[PASSAGE_PACKED], struct passage *ret);

static inline uint64_t
passage_mix(uint64_t a, uint64_t b)
{
	__uint128_t m = (__uint128_t)(a ^ UINT64_C(0xa0761d6478bd642f)) * (b ^ UINT64_C(0xe7037ed1a0b428db));
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

/* Of the key of passage.h: the same fact has the same. */
static inline uint64_t
passage_key_hash(const struct passage *p, uint64_t seed)
{
	uint64_t who = passage_mix(p->plate ^ seed, (uint64_t)p->at_ms);
	uint64_t where = (uint64_t)p->tollgate << 32 | p->device;
	return passage_mix(who ^ where, seed ^ ((uint64_t)p->lane << 8 | p->class_code));
}

static inline bool
passage_same(const struct passage *a, const struct passage *b)
{
	return a->plate == b->plate && a->at_ms == b->at_ms && a->tollgate == b->tollgate && a->device == b->device &&
	    a->lane == b->lane && a->class_code == b->class_code;
}
#endif
