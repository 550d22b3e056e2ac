/* SPDX-License-Identifier: Apache-2.0 */
#include "match/raise.h"

#define PRIOR_WEIGHT 10			/* alarms that the prior stands for */

/* 90 % is what cameras say of an ordinary read: better halves the odds, worse multiplies them. */
static double
reliability_factor(uint8_t r)
{
	double f = (100.0 - r) / 10.0;

	return r == RELIABILITY_UNKNOWN ? 1 : f < 0.2 ? 0.2 : f > 5 ? 5 : f;
}

int
misread_chance(const struct misread *m)
{
	double p = ((double)m->wrong + (double)m->prior / 1000 * PRIOR_WEIGHT) / ((double)m->looked + PRIOR_WEIGHT), odds;

	p = p < 0.001 ? 0.001 : p > 0.999 ? 0.999 : p;
	odds = p / (1 - p) * reliability_factor(m->reliability);
	if (m->colour)
		odds *= m->colour > 0 ? 1.0 / 3 : 6;
	return (int)(odds / (1 + odds) * 1000 + 0.5);
}
