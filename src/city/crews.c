/* SPDX-License-Identifier: Apache-2.0 */
/* crews.c - crews sign on, drive about their squadron's roads, go to where they are sent; now and then one is silent or calls for help. */
#include "city/crews.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "city/crews_.h"
#include "city/dice.h"
#include "demo/places.h"

#define TURN_MS 200
#define SIGN_ON_EACH_MS 400		/* a password takes the server a while */
#define SHIFT_MS (8 * 3600000LL)
#define SILENCE_EACH_MS 240000
#define SOS_EACH_MS 1500000
#define CRUISE 0.62			/* of the limit, on patrol; more on the way to something */

/* ---- the interface ---- */

bool
crews_post(struct crews *s, struct console *k, const char *target, const char *reason)
{
	json_t *answer = NULL;
	enum err e = console_post(k, target, reason, buf_slice(&s->b), &answer);

	if ((e == E_GONE || e == E_TIMEOUT) && !console_again(k, s->o->http))
		e = console_post(k, target, reason, buf_slice(&s->b), &answer);
	json_decref(answer);
	if (!e)
		return true;
	if (e == E_GONE || e == E_TIMEOUT) {
		console_close(k);		/* the server is away: again later */
		return false;
	}
	if (k->status == 401)
		console_close(k);		/* the session is over: another next time */
	s->did.said_no++;
	if (!s->said[0] && k->status != 401)
		(void)snprintf(s->said, sizeof s->said, "%s: %s", target, k->said);
	return false;
}

static enum err
keep_person(void *ctx, json_t *row)
{
	struct crews *s = ctx;
	const char *user = json_string_value(json_object_get(row, "user"));

	for (int i = 0; i < s->n && user; i++)
		for (int k = 0; k < DEMO_CREW; k++)
			if (!strcmp(user, s->crew[i].who.user[k]))
				s->crew[i].person[k] = json_integer_value(json_object_get(row, "id"));
	return E_OK;
}

static enum err
keep_car(void *ctx, json_t *row)
{
	struct crews *s = ctx;
	char number[24];

	for (int i = 0; i < s->n; i++) {
		(void)snprintf(number, sizeof number, "模拟%03d", i + 1);
		if (!strcmp(number, json_string_value(json_object_get(row, "number"))))
			s->crew[i].vehicle = json_integer_value(json_object_get(row, "id"));
	}
	return E_OK;
}

/* Crews that are still on duty from a run before go on. */
static enum err
keep_patrol(void *ctx, json_t *row)
{
	struct crews *s = ctx;
	const char *sign = json_string_value(json_object_get(row, "call_sign"));

	for (int i = 0; i < s->n && sign; i++)
		if (!strcmp(sign, s->crew[i].who.call_sign))
			s->crew[i].patrol = json_integer_value(json_object_get(row, "id"));
	return E_OK;
}

static bool
open_desks(struct crews *s)
{
	return !console_open(&s->duty, s->o->http, "duty@detachment", s->o->password) &&
	    !console_open(&s->desk, s->o->http, "dispatcher@detachment", s->o->password) && !console_each(&s->duty, "persons", keep_person, s) &&
	    !console_each(&s->duty, "fleet_vehicles", keep_car, s) && !console_each(&s->duty, "patrols?state.in=free,committed,busy", keep_patrol, s);
}

static void
sign_on(struct crews *s, struct crew *c)
{
	char ends[TIME_TEXT_MAX];
	json_scoped made = NULL;

	c->sign_on_ms = s->now_ms + 60000;
	if (!c->person[0] || (!c->leader.client && console_open(&c->leader, s->o->http, c->who.user[0], s->o->password)))
		return;
	(void)time_print(s->now_ms + SHIFT_MS, ends);
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"call_sign\":\"%s\",\"kind\":\"%s\",\"leader\":%lld,\"vehicle\":%lld,\"shift_ends\":\"%s\",\"alcohol_tester\":true,\"crash_kit\":%s,"
	    "\"crew\":[{\"person\":%lld,\"part\":\"officer\"},{\"person\":%lld,\"part\":\"officer\"}]}", c->who.call_sign, c->n % 7 == 6 ? "motorcycle" : "car",
	    (long long)c->person[0], (long long)c->vehicle, ends, c->n % 3 ? "true" : "false", (long long)c->person[0], (long long)c->person[1]);
	if (console_post(&c->leader, "patrols", NULL, buf_slice(&s->b), &made)) {
		s->did.said_no++;
		if (!s->said[0])
			(void)snprintf(s->said, sizeof s->said, "patrols: %s", c->leader.said);
		return;
	}
	c->patrol = json_integer_value(json_object_get(made, "id"));
	s->did.signed_on++;
}

/* ---- driving ---- */

struct point
crew_place(const struct crews *s, const struct crew *c)
{
	const struct road_arc *a = &s->roads->arc[c->arc];

	return roads_on(s->roads, a, a->metres ? c->along_m / a->metres : 0);
}

double
crew_course(const struct crews *s, const struct crew *c)
{
	struct point from = s->roads->node[s->roads->arc[c->arc].from].at, to = s->roads->node[s->roads->arc[c->arc].to].at;
	double east = (to.lon_e7 - from.lon_e7) * cos(from.lat_e7 * 1e-7 * M_PI / 180), north = to.lat_e7 - from.lat_e7;
	double deg = atan2(east, north) * 180 / M_PI;

	return deg < 0 ? deg + 360 : deg;
}

/* Somewhere in the town of its squadron. */
static uint32_t
somewhere(struct crews *s, const struct crew *c)
{
	const struct roads *r = s->roads;

	for (int i = 0; i < 60; i++) {
		uint32_t node = dice_below(&s->dice, r->nnode);
		if (r->node[node].place == c->who.place)
			return node;
	}
	return c->home;
}

/* At a junction: on towards the goal; *ret_there: this is it. */
static void
turn_into(struct crews *s, struct crew *c, uint32_t node, bool *ret_there)
{
	*ret_there = node == c->goal;
	if (*ret_there)
		return;
	c->arc = routes_next(&s->routes, node, c->goal);
	c->along_m = 0;
}

static void
move(struct crews *s, struct crew *c)
{
	const struct road_arc *a = &s->roads->arc[c->arc];
	double seconds = (double)(s->now_ms - c->moved_ms) / 1000;
	bool sent = c->order && !c->arrived, there = false;

	c->moved_ms = s->now_ms;
	if (c->order && c->arrived) {
		c->kmh = 0;
		return;
	}
	if (c->order && strcmp(c->doing, "under_way")) {	/* it has not set out yet */
		c->kmh = 0;
		return;
	}
	c->goal = sent ? c->to : c->goal;
	c->kmh = a->limit_kmh * (sent ? 1.15 : CRUISE) * (0.92 + 0.16 * dice_real(&s->dice));
	c->along_m += c->kmh / 3.6 * seconds;
	if (c->along_m < a->metres)
		return;
	turn_into(s, c, a->to, &there);
	if (!there)
		return;
	c->along_m = a->metres;
	if (sent)
		c->arrived = true;
	else
		c->goal = somewhere(s, c);
}

/* ---- the thread ---- */

static void
mishaps(struct crews *s)
{
	struct crew *c = &s->crew[dice_below(&s->dice, (uint32_t)s->n)];

	if (s->now_ms >= s->silence_ms) {
		s->silence_ms = s->now_ms + SILENCE_EACH_MS;
		c->silent_until_ms = s->now_ms + 180000 + dice_below(&s->dice, 180000);
	}
	if (s->now_ms >= s->sos_ms && !c->order) {
		s->sos_ms = s->now_ms + SOS_EACH_MS;
		c->sos_until_ms = s->now_ms + 20000;
		c->terminal.report_ms = s->now_ms;
	}
}

static void
turn(struct crews *s, int64_t *next_sign_on)
{
	s->now_ms = clock_now_ms();
	for (int i = 0; i < s->n; i++) {
		struct crew *c = &s->crew[i];
		if (!c->patrol && s->now_ms >= *next_sign_on && s->now_ms >= c->sign_on_ms) {
			sign_on(s, c);
			*next_sign_on = s->now_ms + SIGN_ON_EACH_MS;
		}
		if (!c->patrol)
			continue;
		move(s, c);
		terminal_turn(s, c);
		if (c->order && s->now_ms >= c->act_ms && s->now_ms >= c->silent_until_ms)
			order_step(s, c);
	}
	orders_turn(s);
	calls_turn(s);
	storm_turn(s);
	mishaps(s);
}

static void *
loop(void *arg)
{
	struct crews *s = arg;
	struct timespec nap = { 0, TURN_MS * 1000000L };
	int64_t next_sign_on = 0;
	bool stop = !open_desks(s);

	if (stop)
		log_at(LOG_WARN, "city.crews", KV("status", LI(s->duty.status)));
	while (!stop) {
		turn(s, &next_sign_on);
		(void)nanosleep(&nap, NULL);
		pthread_mutex_lock(&s->lock);
		stop = s->stop;
		pthread_mutex_unlock(&s->lock);
	}
	return NULL;
}

static void
place_crew(struct crews *s, struct crew *c)
{
	const struct place *p = &demo_place[c->who.place];
	struct point at = { (int32_t)(p->lon * 1e7), (int32_t)(p->lat * 1e7) };

	c->home = roads_nearest(s->roads, at);
	c->arc = s->roads->node[c->home].first + dice_below(&s->dice, s->roads->node[c->home].n);
	c->goal = somewhere(s, c);
	c->moved_ms = s->now_ms;
	c->terminal.n = c->n + 1;
}

struct crews *
crews_open(const struct city_options *o, const struct roads *r)
{
	struct crews *s;

	if (!o->terminal || o->speed < 0.999 || o->speed > 1.001)
		return NULL;
	s = mem_alloc(sizeof *s);
	s->o = o;
	s->roads = r;
	s->dice = o->seed ^ 0x637265777300ull;
	s->now_ms = clock_now_ms();
	s->call_ms = s->now_ms + 12000;
	s->silence_ms = s->now_ms + 90000;
	s->sos_ms = s->now_ms + 600000;
	s->storm = (struct storm){ .turn_ms = s->now_ms + 150000, .slowed = 100 };
	buf_init(&s->b, KIB(8));
	routes_open(&s->routes, r);
	pthread_mutex_init(&s->lock, NULL);
	while (s->n < DEMO_CREWS_MAX && demo_crew(s->n, &s->crew[s->n].who)) {
		s->crew[s->n].n = s->n;
		place_crew(s, &s->crew[s->n]);
		s->n++;
	}
	if (pthread_create(&s->thread, NULL, loop, s))
		die("no thread for the patrols");
	return s;
}

void
crews_slow(struct crews *s, struct traffic *t)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	if (s->changed) {
		traffic_free_flow(t, s->weather);
		for (int i = 0; i < s->nslow; i++)
			traffic_slow(t, s->slow[i].arc, s->slow[i].percent);
	}
	s->changed = false;
	pthread_mutex_unlock(&s->lock);
}

void
crews_close(struct crews *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->stop = true;
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	(void)printf("patrols: %lld\nreports: %lld\nstorms: %lld\ncalls: %lld\nordered: %lld\nobeyed: %lld\nrefused by crews: %lld\nclosed: %lld\nrefusals not meant: %lld\n",
	    (long long)s->did.signed_on, (long long)s->did.reports, (long long)s->did.storms, (long long)s->did.calls, (long long)s->did.ordered, (long long)s->did.obeyed,
	    (long long)s->did.refused, (long long)s->did.closed, (long long)s->did.said_no);
	if (s->said[0])
		(void)printf("first refusal of a patrol: %s\n", s->said);
	for (int i = 0; i < s->n; i++) {
		terminal_end(&s->crew[i].terminal);
		console_close(&s->crew[i].leader);
	}
	console_close(&s->duty);
	console_close(&s->desk);
	storm_end(s);
	routes_close(&s->routes);
	buf_free(&s->b);
	pthread_mutex_destroy(&s->lock);
	mem_free(s);
}
