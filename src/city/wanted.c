/* SPDX-License-Identifier: Apache-2.0 */
/* wanted.c - vehicles that are looked for: applied for by one account and approved by another, as it must be, over the interface. */
#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "city/city_.h"
#include "city/dice.h"

static const struct {
	const char *category, *subject, *basis, *action;
	int priority;
	bool urgent;
} matters[WANTED] = {
	{ "hit_and_run", "模拟：肇事逃逸追查", "道路交通事故处理程序规定第43条", "intercept", 1, true },
	{ "stolen", "模拟：被盗抢车辆查缉", "刑事诉讼法", "intercept", 1, false },
	{ "cloned", "模拟：使用伪造、变造号牌线索", "道路交通安全法第96条", "intercept", 2, false },
	{ "unpaid", "模拟：多次违法未处理", "道路交通安全法第110条", "check", 3, false },
	{ "hit_and_run", "模拟：肇事逃逸查缉", "道路交通事故处理程序规定第43条", "intercept", 1, false },
	{ "other", "模拟：协查通报", "道路交通事故处理程序规定第44条", "report", 3, false },
	{ "scrapped", "模拟：报废车上路线索", "道路交通安全法第100条", "intercept", 2, false },
	{ "stolen", "模拟：被盗抢车辆协查", "刑事诉讼法", "intercept", 2, false },
};

/* A car or a lorry of the city, spread over the fleet, never one of the services. */
uint32_t
city_wanted_vehicle(const struct city *c, int i)
{
	uint32_t n = (uint32_t)(dice_mix(c->o.seed + 77 + (uint64_t)i) % c->fleet.size);
	struct vehicle v;

	for (;; n = (n + 1) % c->fleet.size) {
		fleet_vehicle(&c->fleet, n, &v);
		if (v.class_code == 2 || v.class_code == 52 || v.class_code == 1)
			return n;
	}
}

static void
put_entry(const struct city *c, int i, struct buf *b)
{
	static const char *const colour[] = { NULL, "black", "white", "gray", "red", "blue", "yellow", "orange", "brown", "green" };
	struct vehicle v;
	char until[TIME_TEXT_MAX];

	fleet_vehicle(&c->fleet, c->wanted[i], &v);
	(void)time_print(clock_now_ms() + 20 * DAY_MS, until);
	buf_reset(b);
	buf_printf(b, "{\"category\":\"%s\",\"urgent\":%s,\"subject\":\"%s\",\"basis\":\"%s\",\"case_no\":\"SIM-2026-%04d\",\"plate\":\"%s\","
	    "\"plate_class\":\"%02d\",\"vehicle\":\"模拟车辆 %s\",\"reach\":\"city\",\"visibility\":\"area\",\"to_at\":\"%s\",\"priority\":%d,\"action\":\"%s\"",
	    matters[i].category, matters[i].urgent ? "true" : "false", matters[i].subject, matters[i].basis, i + 1, v.plate, v.class_code, v.brand, until,
	    matters[i].priority, matters[i].action);
	if (v.colour < N_ELEMS(colour) && colour[v.colour])
		buf_printf(b, ",\"vehicle_colour\":\"%s\"", colour[v.colour]);
	buf_putc(b, '}');
}

static void
apply_one(struct city *c, struct console *applies, struct console *approves, int i, struct buf *b)
{
	json_scoped made = NULL;
	json_scoped done = NULL;
	char target[96];

	put_entry(c, i, b);
	if (console_post(applies, "watch_entries", NULL, buf_slice(b), &made)) {
		log_at(LOG_WARN, "city.watch_entry", KV("status", LI(applies->status)), KV("said", LS(applies->said)));
		return;
	}
	if (matters[i].urgent)		/* acts at once; its approval is left to whoever looks at the desk */
		return;
	(void)snprintf(target, sizeof target, "watch_entries/%lld/approve", (long long)json_integer_value(json_object_get(made, "id")));
	if (console_post(approves, target, NULL, S("{}"), &done))
		log_at(LOG_WARN, "city.watch_approve", KV("status", LI(approves->status)), KV("said", LS(approves->said)));
}

/* Once: a store that already has entries keeps them. */
void
city_apply(struct city *c)
{
	struct console applies, approves;
	json_scoped there = NULL;
	struct buf b;

	if (console_open(&applies, c->o.http, "officer@detachment", c->o.password))
		return;
	if (console_open(&approves, c->o.http, "leader@detachment", c->o.password)) {
		console_close(&applies);
		return;
	}
	buf_init(&b, KIB(16));
	if (console_get(&applies, "watch_entries?limit=1", &there))
		log_at(LOG_WARN, "city.watch_entries", KV("status", LI(applies.status)));
	else if (json_array_size(json_object_get(there, "items")) == 0)
		for (int i = 0; i < WANTED; i++)
			apply_one(c, &applies, &approves, i, &b);
	buf_free(&b);
	console_close(&applies);
	console_close(&approves);
}
