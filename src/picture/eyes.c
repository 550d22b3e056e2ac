/* SPDX-License-Identifier: Apache-2.0 */
/* eyes.c - what somebody may see of the picture, as a value: all with the same share one text. */
#include "base/clock.h"
#include "engine/units.h"
#include "picture/picture_.h"

static uint32_t
kinds_of(const struct picture *p, unsigned role)
{
	uint32_t sees = 0;

	for (int k = 0; k < p->nkind; k++)
		if (role & (p->kind[k] ? p->kind[k]->can_read : R_STAFF))
			sees |= 1u << k;
	return sees | (role & WHERE_ROLES ? 1u << KIND_WHERE : 0) | (role & POSITION_ROLES ? 1u << KIND_WHERE_WAS : 0);
}

static void
look_from(struct eyes *s, int64_t unit, uint32_t sees)
{
	int i = 0;

	while (i < s->n && s->top[i].unit < unit)
		i++;
	if (i == s->n || s->top[i].unit != unit) {
		memmove(&s->top[i + 1], &s->top[i], sizeof *s->top * (size_t)(s->n - i));
		s->top[i].unit = unit;
		s->top[i].sees = 0;
		s->n++;
	}
	s->top[i].sees |= sees;
}

/* Two who hold the same in other words are to have the same eyes: what is seen everywhere is taken out of the rest. */
static void
tidy(struct eyes *s)
{
	int n = 0;

	for (int i = 0; i < s->n; i++) {
		s->top[i].sees &= ~s->everywhere;
		if (s->top[i].sees)
			s->top[n++] = s->top[i];
	}
	s->n = n;
}

void
picture_eyes(const struct picture *p, const struct who *who, struct eyes *ret)
{
	int64_t now = clock_now_ms(), root = units_root();

	memset(ret, 0, sizeof *ret);		/* compared as bytes */
	if (who->person == 0)
		ret->everywhere = UINT32_MAX;
	for (int i = 0; i < who->ngrant; i++) {
		const struct grant *g = &who->grant[i];
		uint32_t sees = now >= g->from_ms && now < g->to_ms ? kinds_of(p, g->role) : 0;
		if (!sees)
			continue;
		if (g->unit == root)
			ret->everywhere |= sees;
		else
			look_from(ret, g->unit, sees);
	}
	tidy(ret);
}

bool
eyes_see(const struct eyes *s, int kind, int64_t unit)
{
	bool sees = s->everywhere >> kind & 1;

	for (int i = 0; i < s->n && !sees; i++)
		sees = s->top[i].sees >> kind & 1 && units_within(unit, s->top[i].unit);
	return sees;
}

bool
eyes_see_shown(const struct eyes *s, int kind, const struct shown *x)
{
	bool sees = eyes_see(s, kind, x->unit) || (x->rec->scope == SCOPE_NONE && eyes_open(s, kind));

	for (int i = 0; i < x->nshare && !sees; i++)
		sees = eyes_see(s, kind, x->share[i]);
	return sees;
}

bool
eyes_open(const struct eyes *s, int kind)
{
	bool open = s->everywhere >> kind & 1;

	for (int i = 0; i < s->n; i++)
		open = open || (s->top[i].sees >> kind & 1);
	return open;
}

bool
eyes_same(const struct eyes *a, const struct eyes *b)
{
	bool same = a->everywhere == b->everywhere && a->n == b->n;

	for (int i = 0; i < a->n && same; i++)
		same = a->top[i].unit == b->top[i].unit && a->top[i].sees == b->top[i].sees;
	return same;
}
