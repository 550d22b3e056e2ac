/* SPDX-License-Identifier: Apache-2.0 */
#include "travel/samples.h"

void
samples_add(struct samples *s, uint32_t at_s, uint16_t kmh10)
{
	s->at_s[s->next] = at_s;
	s->kmh10[s->next] = kmh10;
	s->next = (uint8_t)((s->next + 1) % SAMPLES_KEPT);
	s->n = (uint8_t)(s->n < SAMPLES_KEPT ? s->n + 1 : SAMPLES_KEPT);
}

uint16_t
samples_median(const struct samples *s, uint32_t since_s, int least, int *ret_n)
{
	uint16_t v[SAMPLES_KEPT];
	int n = 0;

	for (int i = 0; i < s->n; i++) {
		int k = n;
		if (s->at_s[i] < since_s)
			continue;
		for (n++; k && v[k - 1] > s->kmh10[i]; k--)
			v[k] = v[k - 1];
		v[k] = s->kmh10[i];
	}
	*ret_n = n;
	if (!n || n < least)
		return 0;
	return n % 2 ? v[n / 2] : (uint16_t)((v[n / 2 - 1] + v[n / 2]) / 2);
}

enum road_level
samples_level(uint16_t kmh10, const struct road_figures *f, uint32_t free_kmh10)
{
	const int32_t bound[] = { f->smooth_kmh, f->steady_kmh, f->slow_kmh, f->jam_kmh };
	uint64_t smooth10 = (uint64_t)f->smooth_kmh * 10, reach = (uint64_t)free_kmh10 * 9 / 10;	/* the empty road itself is smooth */

	if (!kmh10 || !f->smooth_kmh)
		return LEVEL_UNKNOWN;
	for (int i = 0; i < 4; i++) {
		uint64_t b = (uint64_t)bound[i] * 10;
		if (reach && reach < smooth10)
			b = b * reach / smooth10;
		if (kmh10 > b)
			return (enum road_level)(LEVEL_SMOOTH + i);
	}
	return LEVEL_JAM;
}

const char *
level_name(enum road_level l)
{
	static const char *const name[LEVELS] = { "unknown", "smooth", "steady", "slow", "congested", "jam" };

	return name[l];
}
