/* SPDX-License-Identifier: Apache-2.0 */
/* dice.h - chance that is the same every time: splitmix64, so that a city with the same seed is the same city. */
#ifndef CITY_DICE_H
#define CITY_DICE_H
#include <stdint.h>

static inline uint64_t
dice_mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

static inline uint64_t
dice_next(uint64_t *state)
{
	return dice_mix(*state += 0x9e3779b97f4a7c15ull);
}

static inline uint32_t
dice_below(uint64_t *state, uint32_t n)		/* 0 .. n-1 */
{
	return (uint32_t)((dice_next(state) >> 32) * n >> 32);
}

static inline double
dice_real(uint64_t *state)			/* 0 .. 1 */
{
	return (double)(dice_next(state) >> 11) * (1.0 / 9007199254740992.0);
}
#endif
