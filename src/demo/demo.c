/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_.h"

#include "base/log.h"
#include "engine/deadline.h"
#include "people/admin.h"

#define STAFF_ROLES 8
/* Accounts stand at a few units only: enough to play every part, among neighbours too. */
static const struct {
	const char *place;
	unsigned roles[STAFF_ROLES];
} staff[] = {
	{ "zhangdian", { R_leader, R_legal, R_device, R_officer, R_reviewer, R_case_officer, R_clerk } },
	{ "linzi", { R_leader, R_device, R_officer, R_supervisor } },
	{ "zhangdian-1", { R_officer, R_duty, R_leader, R_auxiliary } },
	{ "zhangdian-2", { R_officer, R_duty, 0, 0 } },
	{ "linzi-2", { R_officer, R_duty, 0, 0 } },
	{ "command", { R_dispatcher, 0, 0, 0 } },
};

static const char *
role_word(unsigned role)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (role == 1u << i)
			return role_name((enum role_bit)i);
	return "";
}

/* officer@zhangdian-1; a second holder, where two are needed, is officer2@zhangdian-1. */
static enum err
add_account(struct demo *d, const char *place, unsigned role, int number)
{
	struct arena a;
	size_t at = demo_place_named(place);
	static int numbered;
	struct account_made made;
	char digit[12] = "", zh[64];
	enum err e;
	int i = 0;

	while (1u << i != role)
		i++;
	arena_init(&a);
	if (number > 1)
		(void)snprintf(digit, sizeof digit, "%d", number);
	(void)snprintf(zh, sizeof zh, "%.*s", (int)title_zh(role_title((enum role_bit)i)).n, role_title((enum role_bit)i));
	struct account_new n = {
		.user = arena_printf(&a, "%s%s@%s", role_word(role), digit, place),
		.name = arena_printf(&a, "模拟%s%s%s", demo_place[at].short_name, zh, digit),
		.police_no = arena_printf(&a, "99%04d", ++numbered),
		.category = role == R_auxiliary ? "auxiliary" : role == R_maintainer ? "contractor" : "police",
		.unit = demo_unit(at), .roles = role, .password = slice_of(d->password), .hash = d->hash,
		.persons = role & (R_officer | R_duty | R_leader | R_supervisor | R_dispatcher | R_device | R_legal | R_case_officer | R_personnel |
		    R_reviewer | R_clerk),
	};
	e = account_add(d->engine, &n, &made);
	arena_free(&a);
	return e == E_EXISTS ? E_OK : e;
}

enum err
demo_accounts(struct demo *d)
{
	static const char *const pairs[] = { "zhangdian-1", "zhangdian-2" };
	enum err e = password_hash(slice_of(d->password), d->hash);

	for (int i = 0; i < ROLE_COUNT && !e; i++)
		if (1u << i != R_citizen)
			e = add_account(d, "detachment", 1u << i, 1);
	for (size_t i = 0; i < N_ELEMS(staff) && !e; i++)
		for (int k = 0; k < STAFF_ROLES && staff[i].roles[k] && !e; k++)
			e = add_account(d, staff[i].place, staff[i].roles[k], 1);
	for (size_t i = 0; i < N_ELEMS(pairs) && !e; i++)
		if (!(e = add_account(d, pairs[i], R_duty, 2)))
			e = add_account(d, pairs[i], R_officer, 2);
	if (!e && !(e = add_account(d, "zhangdian", R_reviewer, 2)) && !(e = add_account(d, "zhangdian", R_reviewer, 3)) &&
	    !(e = add_account(d, "zhangdian", R_case_officer, 2)))
		e = add_account(d, "zhangdian", R_leader, 2);
	return e ? e : add_account(d, "detachment", R_secadmin, 2);
}

enum err
demo_fill(struct demo *d)
{
	enum err e;

	if (!d->engine->simulated)
		return E_FORBIDDEN;
	if ((e = engine_write(d->engine, "模拟数据", demo_units, d)) || (e = engine_write(d->engine, "模拟数据", demo_offices, d)) ||
	    (e = demo_accounts(d)) || (e = demo_roads(d)) || (e = demo_devices(d)))
		return e;
	log_at(LOG_INFO, "demo.filled", KV("devices", LI(d->devices)));
	if ((e = demo_crews(d)) || (e = demo_stations(d)) || (e = demo_checks(d)) || (e = demo_recorders(d)) || (e = demo_duty(d)) || (e = demo_work(d)) ||
	    (e = demo_incidents(d)) || (e = demo_video(d)) || (e = demo_joint(d)))
		return e;
	if ((e = demo_campaigns(d)))
		return e;
	return demo_plans(d);
}
