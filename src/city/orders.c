/* SPDX-License-Identifier: Apache-2.0 */
/* orders.c - what a crew does about an order: signs for it after a while, sets out, arrives when its car is there, sees to the scene, reports. Sometimes
 * it refuses and says why; while it is silent it does nothing. */
#include "base/arena.h"
#include "city/crews_.h"
#include "city/dice.h"

#define LIST_MS 2000
#define REFUSES 12			/* one of so many */

static struct crew *
crew_of(struct crews *s, int64_t patrol)
{
	for (int i = 0; i < s->n; i++)
		if (s->crew[i].patrol == patrol)
			return &s->crew[i];
	return NULL;
}

static uint32_t
junction_of(const struct crews *s, const json_t *place, uint32_t otherwise)
{
	double lon = json_number_value(json_array_get(place, 0)), lat = json_number_value(json_array_get(place, 1));

	return json_array_size(place) == 2 ? roads_nearest(s->roads, (struct point){ (int32_t)(lon * 1e7), (int32_t)(lat * 1e7) }) : otherwise;
}

/* One order at a time; what it is about to do next takes a while. */
static enum err
see_order(void *ctx, json_t *row)
{
	struct crews *s = ctx;
	struct crew *c = crew_of(s, json_integer_value(json_object_get(row, "patrol")));
	int64_t id = json_integer_value(json_object_get(row, "id"));
	const char *state = json_string_value(json_object_get(row, "state"));

	if (!c || !state || (c->order && c->order != id))
		return E_OK;
	if (c->order != id) {
		c->order = id;
		c->arrived = c->guarded = false;
		c->to = junction_of(s, json_object_get(row, "place"), c->home);
		c->act_ms = s->now_ms + 4000 + dice_below(&s->dice, 14000);
	}
	(void)snprintf(c->doing, sizeof c->doing, "%s", state);
	return E_OK;
}

void
orders_turn(struct crews *s)
{
	int64_t had[DEMO_CREWS_MAX];

	if (s->now_ms < s->list_ms)
		return;
	s->list_ms = s->now_ms + LIST_MS;
	if (!s->duty.client && console_open(&s->duty, s->o->http, "duty@detachment", s->o->password))
		return;
	for (int i = 0; i < s->n; i++) {
		had[i] = s->crew[i].order;
		s->crew[i].doing[0] = '\0';
	}
	if (console_each(&s->duty, "dispatch_orders?state.in=issued,acknowledged,under_way,on_scene", see_order, s)) {
		if (s->duty.status == 401)
			console_close(&s->duty);
		return;
	}
	for (int i = 0; i < s->n; i++)
		if (had[i] && s->crew[i].order == had[i] && !s->crew[i].doing[0])
			s->crew[i].order = 0;		/* recalled, or ended by somebody else */
}

static bool
step(struct crews *s, struct crew *c, const char *verb, const char *body, const char *reason)
{
	char target[96];

	if (!c->leader.client && console_open(&c->leader, s->o->http, c->who.user[0], s->o->password))
		return false;
	buf_reset(&s->b);
	buf_puts(&s->b, body);
	(void)snprintf(target, sizeof target, "dispatch_orders/%lld/%s", (long long)c->order, verb);
	return crews_post(s, &c->leader, target, reason);
}

static void
begin(struct crews *s, struct crew *c)
{
	static const char *const why[] = {
		"{\"reason\":\"正在处置另一起警情（模拟）\"}", "{\"reason\":\"车辆故障，无法前往（模拟）\"}",
		"{\"reason\":\"距离过远，建议就近派警（模拟）\"}",
	};

	if (dice_below(&s->dice, REFUSES) == 0) {
		if (step(s, c, "refuse", why[dice_below(&s->dice, N_ELEMS(why))], NULL)) {
			s->did.refused++;
			c->order = 0;
		}
		return;
	}
	if (step(s, c, "acknowledge", "{}", NULL))
		s->did.obeyed++;
}

static void
work(struct crews *s, struct crew *c)
{
	if (!c->guarded) {
		c->guarded = step(s, c, "guard_scene", "{\"guarded_by\":\"模拟警员乙\"}", NULL);
		c->act_ms = s->now_ms + 30000 + dice_below(&s->dice, 60000);
		return;
	}
	if (step(s, c, "finish", "{\"note\":\"模拟：现场已处置，交通恢复\"}", NULL))
		c->order = 0;
}

void
order_step(struct crews *s, struct crew *c)
{
	c->act_ms = s->now_ms + 3000 + dice_below(&s->dice, 5000);
	if (!strcmp(c->doing, "issued"))
		begin(s, c);
	else if (!strcmp(c->doing, "acknowledged"))
		(void)step(s, c, "set_out", "{}", NULL);
	else if (!strcmp(c->doing, "under_way") && c->arrived)
		(void)step(s, c, "arrive", "{}", NULL);
	else if (!strcmp(c->doing, "on_scene")) {
		c->arrived = true;
		work(s, c);
	}
}
