/* SPDX-License-Identifier: Apache-2.0 */
/* calls.c - citizens call and a dispatcher sends whom the server recommends. What lies on a road slows its traffic until it is dealt with. Only incidents
 * that the city told of itself are handled: those that a person enters are left to persons. */
#include "base/clock.h"
#include "city/crews_.h"
#include "city/dice.h"
#include "demo/places.h"

#define CALL_EACH_MS 25000
#define DESK_EACH_MS 1500
#define ANSWER_MS 6000			/* a dispatcher reads before he sends */
#define BLOCKED 12			/* percent of the speed that is left */
#define QUEUES 45			/* on the roads that lead there */

static const struct {
	const char *kind, *what;
	int priority, weight;
	bool slows, hurt;
} matters[] = {
	{ "crash", "两车追尾，占用一条车道，无人受伤", 3, 30, true, false },
	{ "crash_injury", "电动车与小型客车相撞，一人腿部受伤", 1, 12, true, true },
	{ "breakdown", "货车抛锚，停在行车道", 3, 16, true, false },
	{ "obstacle", "路面遗撒砂石，车辆绕行", 3, 12, true, false },
	{ "jam", "路口拥堵，车辆排队", 3, 12, false, false },
	{ "signal_fault", "信号灯黄闪，车辆抢行", 3, 6, false, false },
	{ "violation", "多车违停占用应急车道", 4, 8, false, false },
	{ "help", "群众车辆落锁，孩子在车内", 2, 4, false, false },
};

/* What must be asked of a crash before it can be closed (事故处理程序规定 16). */
static const char told[] = ",\"vehicle\":[{\"plate\":\"模拟A\",\"type\":\"小型客车\"},{\"plate\":\"模拟B\",\"type\":\"小型客车\"}],"
    "\"answer\":[{\"question\":\"crash_goods\",\"answer\":\"没有\"},{\"question\":\"crash_fled\",\"answer\":\"没有\"}]";

static const char *
class_of_law(enum road_class c)
{
	return c == ROAD_MOTORWAY ? "motorway" : c <= ROAD_COUNTY ? "highway" : c == ROAD_URBAN ? "main_road" : "street";
}

static size_t
draw_matter(struct crews *s)
{
	int left = (int)dice_below(&s->dice, 100);
	size_t i = 0;

	while (i + 1 < N_ELEMS(matters) && (left -= matters[i].weight) >= 0)
		i++;
	return i;
}

/* Where people drive, near one of the crews. */
static uint32_t
draw_arc(struct crews *s)
{
	const struct crew *c = &s->crew[dice_below(&s->dice, (uint32_t)s->n)];
	const struct roads *r = s->roads;

	for (int i = 0; i < 200; i++) {
		uint32_t k = dice_below(&s->dice, r->narc);
		if (r->node[r->arc[k].from].place == c->who.place && r->arc[k].metres > 150)
			return k;
	}
	return c->arc;
}

void
calls_slow(struct crews *s)
{
	pthread_mutex_lock(&s->lock);
	s->nslow = 0;
	s->weather = s->storm.slowed;
	for (int i = 0; i < s->ncall; i++) {
		const struct road_arc *a = &s->roads->arc[s->call[i].arc];
		const struct road_node *from = &s->roads->node[a->from];
		if (!s->call[i].slows || s->nslow + 12 > SLOW_MAX)
			continue;
		s->slow[s->nslow].arc = s->call[i].arc;
		s->slow[s->nslow++].percent = BLOCKED;
		for (uint32_t k = 0; k < from->n && k < 8; k++)		/* the queue stands on what leads into it */
			if (s->roads->arc[from->first + k].back != s->call[i].arc) {
				s->slow[s->nslow].arc = s->roads->arc[from->first + k].back;
				s->slow[s->nslow++].percent = QUEUES;
			}
	}
	s->changed = true;
	pthread_mutex_unlock(&s->lock);
}

static void
tell(struct crews *s)
{
	size_t m = draw_matter(s);
	uint32_t arc = draw_arc(s);
	const struct road_arc *a = &s->roads->arc[arc];
	const struct road *road = &s->roads->road[a->road];
	struct point at = roads_on(s->roads, a, 0.3 + 0.4 * dice_real(&s->dice));
	unsigned caller = dice_below(&s->dice, 10000);
	char now[TIME_TEXT_MAX];
	json_scoped made = NULL;

	(void)time_print(s->now_ms, now);
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"kind\":\"%s\",\"source\":\"call\",\"priority\":%d,\"caller_phone\":\"1390000%04u\",\"caller_name\":\"模拟报警人\",\"called_at\":\"%s\","
	    "\"address\":\"%s%s（模拟）\",\"road_class\":\"%s\",\"place\":[%.6f,%.6f],\"what\":\"模拟：%s\",\"injured\":%d,\"dead\":0,\"lanes_closed\":%d%s}", matters[m].kind,
	    matters[m].priority, caller, now, demo_place[s->roads->node[a->from].place].short_name, road->name, class_of_law(road->class),
	    at.lon_e7 * 1e-7, at.lat_e7 * 1e-7, matters[m].what, matters[m].hurt, matters[m].slows,
	    strncmp(matters[m].kind, "crash", 5) ? "" : told);
	if (console_post(&s->desk, "incidents", NULL, buf_slice(&s->b), &made)) {
		s->did.said_no++;
		if (!s->said[0])
			(void)snprintf(s->said, sizeof s->said, "incidents: %s", s->desk.said);
		return;
	}
	s->call[s->ncall++] = (struct call_made){ .incident = json_integer_value(json_object_get(made, "id")), .look_ms = s->now_ms + ANSWER_MS, .arc = arc,
		.slows = matters[m].slows };
	s->did.calls++;
	calls_slow(s);
}

static void
send_somebody(struct crews *s, const struct call_made *call)
{
	char target[96];
	json_scoped answer = NULL;
	const json_t *first;

	(void)snprintf(target, sizeof target, "incidents/%lld/recommendation", (long long)call->incident);
	if (console_get(&s->desk, target, &answer) || !(first = json_array_get(json_object_get(answer, "candidates"), 0)))
		return;
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"incident\":%lld,\"patrol\":%lld,\"task\":\"赶赴现场处置（模拟）\"}", (long long)call->incident,
	    (long long)json_integer_value(json_object_get(first, "patrol")));
	s->did.ordered += crews_post(s, &s->desk, "dispatch_orders", NULL);
}

static bool
close_call(struct crews *s, const struct call_made *call)
{
	char target[96];

	buf_reset(&s->b);
	buf_puts(&s->b, "{\"closing_code\":\"handled\",\"outcome\":\"模拟：现场处置完毕，交通恢复\"}");
	(void)snprintf(target, sizeof target, "incidents/%lld/close", (long long)call->incident);
	return crews_post(s, &s->desk, target, NULL);
}

/* One look at an incident: sends, waits, closes. True: it is over. */
static bool
handle(struct crews *s, struct call_made *call)
{
	char target[64];
	json_scoped row = NULL;
	const char *state;
	bool over = false;

	call->look_ms = s->now_ms + 5000;
	(void)snprintf(target, sizeof target, "incidents/%lld", (long long)call->incident);
	if (console_get(&s->desk, target, &row) || !(state = json_string_value(json_object_get(row, "state"))))
		return s->desk.status == 404;
	if (!strcmp(state, "open"))
		send_somebody(s, call);
	else if (!strcmp(state, "dealt")) {
		over = close_call(s, call);
		s->did.closed += over;
	} else {
		over = !strcmp(state, "closed") || !strcmp(state, "merged");
	}
	return over;
}

void
calls_turn(struct crews *s)
{
	int i = 0;

	if (!s->desk.client && console_open(&s->desk, s->o->http, "dispatcher@detachment", s->o->password))
		return;
	if (s->now_ms >= s->call_ms && s->ncall < CALLS_MAX) {
		s->call_ms = s->now_ms + CALL_EACH_MS / 2 + dice_below(&s->dice, CALL_EACH_MS);
		tell(s);
	}
	if (s->now_ms < s->desk_ms)
		return;
	s->desk_ms = s->now_ms + DESK_EACH_MS;
	for (int k = 1; k < s->ncall; k++)	/* one at a time, the one that has waited longest: a dispatcher has two hands */
		if (s->call[k].look_ms < s->call[i].look_ms)
			i = k;
	if (s->ncall && s->now_ms >= s->call[i].look_ms && handle(s, &s->call[i])) {
		s->call[i] = s->call[--s->ncall];
		calls_slow(s);
	}
	if (s->desk.status == 401)
		console_close(&s->desk);
}
