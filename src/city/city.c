/* SPDX-License-Identifier: Apache-2.0 */
#include "city/city.h"

#include <stdio.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "city/city_.h"
#include "city/crews.h"
#include "city/dice.h"

#define TICK_MS 50
#define WARM_MS 300000			/* the last five minutes are told at the start, so that flows are not empty */
#define WARM_STEP_MS 8000		/* of them a tick */
#define KEEPALIVE_MS 60000
#define WIRES 6
#define TELL_MS 10000
#define WANTED_EACH_MS 25000
#define CLONE_EACH_MS 90000

/* Only a store that is stamped as simulated: what the city sends must never stand among what happened. */
static enum err
ask_stamp(struct city *c)
{
	struct console k;
	json_scoped health = NULL;
	enum err e = console_open(&k, c->o.http, "sysadmin@detachment", c->o.password);

	if (e)
		return e;
	if (!(e = console_get(&k, "health", &health)) && !json_is_true(json_object_get(health, "simulated")))
		e = E_FORBIDDEN;
	console_close(&k);
	return e;
}

static enum err
ask_server(struct city *c)
{
	struct console k;
	enum err e = ask_stamp(c);

	if (e || (e = console_open(&k, c->o.http, "device@detachment", c->o.password)))
		return e;
	if ((e = cameras_load(&c->cameras, &k, &c->roads, c->o.seed)) == E_FORBIDDEN)
		log_at(LOG_ERROR, "city.refused", KV("status", LI(k.status)));
	console_close(&k);
	return e;
}

static void
open_traffic(struct city *c)
{
	c->fleet = (struct fleet){ c->o.seed, CITY_FLEET };
	c->began_ms = clock_now_ms();
	c->now_ms = c->began_ms - WARM_MS;
	traffic_open(&c->traffic, &(struct traffic_options){ .roads = &c->roads, .gates = { c->cameras.middle, c->cameras.end },
		.fleet = c->fleet, .per_second = c->o.per_second, .seed = c->o.seed, .from_ms = c->now_ms });
}

static enum err
open_city(struct city *c)
{
	enum err e;

	arena_init(&c->arena);
	roads_make(&c->roads, &c->arena);
	c->dice = c->o.seed ^ 0x63697479ull;
	buf_init(&c->body, MIB(2)), buf_init(&c->scene, MIB(1)), buf_init(&c->plate, MIB(1)), buf_init(&c->scene64, MIB(2)), buf_init(&c->plate64, MIB(2));
	if ((e = ask_server(c)))
		return e;
	if (c->o.pictures && painter_open(&c->painter))
		log_at(LOG_WARN, "city.no_font", KV("pictures", LI(0)));
	if ((e = sender_open(&c->sender, &(struct sender_options){ .device_address = c->o.device, .password = c->o.password,
	    .cameras = &c->cameras, .wires = WIRES, .seed = c->o.seed })))
		return e;
	open_traffic(c);
	return E_OK;
}

static void
close_city(struct city *c)
{
	if (c->sender)
		sender_close(c->sender);
	if (c->traffic)
		traffic_close(c->traffic);
	if (c->painter)
		painter_close(c->painter);
	if (c->cameras.camera)
		cameras_free(&c->cameras);
	city_drop_late(c);
	buf_free(&c->body), buf_free(&c->scene), buf_free(&c->plate), buf_free(&c->scene64), buf_free(&c->plate64);
	arena_free(&c->arena);
}

/* Each camera in its turn, so that they do not all call at once. */
static void
keep_alive(struct city *c, int64_t *at)
{
	int64_t now = clock_mono_ms();
	char body[96];

	if (!*at)
		*at = now - KEEPALIVE_MS;
	for (int64_t due = (now - *at) * c->cameras.n / KEEPALIVE_MS; due > 0; due--) {
		static int32_t next;
		struct camera *cam = &c->cameras.camera[next];
		int n = snprintf(body, sizeof body, "{\"KeepaliveObject\":{\"DeviceID\":\"%s\"}}", cam->code);
		*at += KEEPALIVE_MS / c->cameras.n + 1;
		if (!camera_silent(&c->cameras, next, c->o.seed, c->now_ms))
			(void)sender_put(c->sender, SEND_KEEPALIVE, next, (struct slice){ body, (size_t)n }, 0);
		next = (next + 1) % c->cameras.n;
	}
	*at = now > *at ? *at : now;
}

static void
extra_trips(struct city *c, int64_t *wanted_ms, int64_t *clone_ms)
{
	if (c->now_ms >= *wanted_ms) {
		uint32_t v = c->wanted[dice_below(&c->dice, WANTED)];
		traffic_send(c->traffic, v, v, dice_next(&c->dice));
		*wanted_ms = c->now_ms + WANTED_EACH_MS;
	}
	if (c->now_ms >= *clone_ms) {	/* the plate of one, twice at once in different parts of the city */
		uint32_t k = (uint32_t)dice_below(&c->dice, CLONES), v = city_wanted_vehicle(c, WANTED + (int)k), other = v + 7777 + k;
		traffic_send(c->traffic, v, v, dice_next(&c->dice));
		traffic_send(c->traffic, other % c->fleet.size, v, dice_next(&c->dice));
		*clone_ms = c->now_ms + CLONE_EACH_MS;
	}
}

static void
tell(struct city *c, int64_t *at, int64_t *last)
{
	struct sender_stats st;
	char when[TIME_TEXT_MAX];
	int64_t now = clock_mono_ms();

	if (c->o.quiet || now - *at < TELL_MS)
		return;
	sender_stats(c->sender, &st);
	(void)time_print_local(c->now_ms, when);
	(void)printf("模拟城市 simulated city %s  passages %lld (%.0f/s)  pictures %lld  on the road %zu  registered %lld  refused %lld  dropped %lld"
	    "  waiting %lld%s%s\n", when, (long long)st.passages, (double)(st.passages - *last) * 1000 / (double)(now - *at), (long long)c->pictures,
	    traffic_trips(c->traffic), (long long)st.registered, (long long)st.refused, (long long)st.dropped, (long long)st.queued,
	    st.said[0] ? "  first refusal: " : "", st.said);
	(void)fflush(stdout);
	*at = now;
	*last = st.passages;
}

/* The server's clock follows the city's when that is not the real one. */
static void
set_clock(struct city *c, struct console *k)
{
	char body[64], when[TIME_TEXT_MAX];
	json_scoped j = NULL;

	(void)time_print(c->now_ms, when);
	int n = snprintf(body, sizeof body, "{\"now\":\"%s\"}", when);
	if (console_post(k, "clock", NULL, (struct slice){ body, (size_t)n }, &j))
		log_at(LOG_WARN, "city.clock", KV("status", LI(k->status)));
}

static void
drive(struct city *c, const volatile sig_atomic_t *stop, struct console *clock)
{
	int64_t begun = clock_mono_ms(), alive = 0, told = begun, last = 0, wanted_ms = c->now_ms, clone_ms = c->began_ms + 20000;
	struct timespec nap = { 0, TICK_MS * 1000000L };
	struct traffic_pass pass;

	c->picture_ms = begun;
	while (!*stop && (!c->o.seconds || clock_mono_ms() - begun < c->o.seconds * 1000LL)) {
		int64_t due = c->began_ms + (int64_t)((double)(clock_mono_ms() - begun) * c->o.speed);
		c->behind = due - c->now_ms > 2000 * c->o.speed + 1000;
		int64_t to = due - c->now_ms > WARM_STEP_MS && c->o.speed <= 1 ? c->now_ms + WARM_STEP_MS : due;
		while (traffic_next(c->traffic, to, &pass))
			city_see(c, &pass);
		c->now_ms = to;
		if (clock)
			set_clock(c, clock);
		extra_trips(c, &wanted_ms, &clone_ms);
		city_release_late(c, false);
		city_flush(c, false);
		keep_alive(c, &alive);
		street_act(c);
		crews_slow(c->crews, c->traffic);
		tell(c, &told, &last);
		(void)nanosleep(&nap, NULL);
	}
	city_release_late(c, true);
	city_flush(c, true);
	sender_drain(c->sender, *stop ? 500 : 20000);
}

static void
conclude(struct city *c)
{
	struct street_stats did = { 0 };
	struct sender_stats st;

	street_close(c, &did);
	crews_close(c->crews);

	sender_stats(c->sender, &st);
	(void)printf("cameras: %d\ntollgates: %d\npassages: %lld\npictures: %lld\nrefused: %lld\nfailed: %lld\ndropped: %lld\n", c->cameras.n,
	    c->cameras.gates, (long long)st.passages, (long long)c->pictures, (long long)st.refused, (long long)st.failed, (long long)st.dropped);
	(void)printf("violations: %lld\nstops: %lld\nstops refused: %lld\nwithout recording: %lld\npaid: %lld\nobjections: %lld\ncontested: %lld\n",
	    (long long)c->violations, (long long)did.stops, (long long)did.refused, (long long)did.unrecorded, (long long)did.paid,
	    (long long)did.objected, (long long)did.contested);
	if (st.said[0])
		(void)printf("first refusal: %s\n", st.said);
	(void)fflush(stdout);
}

enum err
city_run(const struct city_options *o, const volatile sig_atomic_t *stop)
{
	struct city *c = mem_alloc(sizeof *c);
	struct console clock = { 0 };
	bool own_clock = o->speed < 0.999 || o->speed > 1.001;
	enum err e;

	c->o = *o;
	if (!(e = open_city(c)) && own_clock)
		e = console_open(&clock, o->http, "sysadmin@detachment", o->password);
	if (!e) {
		for (int i = 0; i < WANTED; i++)
			c->wanted[i] = city_wanted_vehicle(c, i);
		city_apply(c);
		street_open(c);
		c->crews = crews_open(&c->o, &c->roads);
		c->began_ms = clock_now_ms();
		drive(c, stop, own_clock ? &clock : NULL);
		conclude(c);
	}
	console_close(&clock);
	close_city(c);
	mem_free(c);
	return e;
}

enum err
city_ready(const char *http)
{
	struct client *c;
	struct client_reply r;
	enum err e = client_open(&c, http, 2000);

	if (e)
		return e;
	e = client_call(c, "GET", "/readyz", NULL, (struct slice){ NULL, 0 }, &r);
	if (!e && r.status != 200)
		e = E_BUSY;
	client_close(c);
	return e;
}
