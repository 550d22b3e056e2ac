/* SPDX-License-Identifier: Apache-2.0 */
/* crews.c - who can go on patrol in the simulated city: two officers, a car and its terminal for each squadron, two of each in the city's middle.
 * They sign on, obey and report as "luan city" plays them: nobody is on duty before. */
#include "demo/crews.h"

#include "demo/demo_.h"
#include "org/fleet_vehicle.h"
#include "people/admin.h"
#include "terminal/terminal.h"

static bool
is_squadron(size_t place)
{
	return !strcmp(demo_place[place].level, "squadron");
}

static int
crews_of(size_t place)
{
	return !is_squadron(place) ? 0 : strcmp(demo_place[place].parent, "zhangdian") ? 1 : 2;
}

bool
demo_crew(int n, struct demo_crew *ret)
{
	for (size_t i = 0; i < demo_nplace; i++) {
		int here = crews_of(i);
		if (n >= here) {
			n -= here;
			continue;
		}
		ret->place = i;
		for (int k = 0; k < DEMO_CREW; k++)
			(void)snprintf(ret->user[k], sizeof ret->user[k], "patrol%d@%s", n * DEMO_CREW + k + 1, demo_place[i].login);
		(void)snprintf(ret->call_sign, sizeof ret->call_sign, "%s%d", demo_place[i].short_name, n + 1);
		return true;
	}
	return false;
}

static enum err
add_officer(struct demo *d, const struct demo_crew *crew, int n, int k)
{
	static const char *const letter[DEMO_CREW] = { "甲", "乙" };
	struct account_made made;
	struct arena a;
	enum err e;

	arena_init(&a);
	struct account_new account = { .user = slice_of(crew->user[k]), .name = arena_printf(&a, "模拟巡逻%s%s", crew->call_sign, letter[k]),
		.police_no = arena_printf(&a, "98%04d", n * DEMO_CREW + k + 1), .category = "police", .unit = demo_unit(crew->place), .roles = R_officer,
		.password = slice_of(d->password), .hash = d->hash, .persons = R_officer };
	e = account_add(d->engine, &account, &made);
	arena_free(&a);
	return e == E_EXISTS ? E_OK : e;
}

struct fleet_job {
	struct demo_crew crew;
	int n;
};

static enum err
add_car(struct call *c, void *ctx)
{
	struct fleet_job *f = ctx;
	struct row *car = row_new(c->arena, &fleet_vehicle_record), *t = row_new(c->arena, &terminal_record);
	enum err e;

	car->unit = t->unit = demo_unit(f->crew.place);
	row_set_text(car, fleet_vehicle_number, arena_printf(c->arena, "模拟%03d", f->n + 1));
	row_set_text(car, fleet_vehicle_plate, arena_printf(c->arena, "鲁C%04d警", f->n + 1));
	row_set_text(car, fleet_vehicle_kind, f->n % 7 == 6 ? S("motorcycle") : S("car"));
	row_set_int(car, fleet_vehicle_seats, f->n % 7 == 6 ? 2 : 5);
	row_set_text(car, fleet_vehicle_remark, S("模拟数据"));
	if ((e = record_create(c, car)))
		return e;
	row_set_text(t, terminal_phone, arena_printf(c->arena, DEMO_TERMINAL, f->n + 1));
	row_set_int(t, terminal_vehicle, car->id);
	return record_create(c, t);
}

enum err
demo_crews(struct demo *d)
{
	struct fleet_job f;
	enum err e = E_OK;

	for (f.n = 0; !e && demo_crew(f.n, &f.crew); f.n++) {
		for (int k = 0; k < DEMO_CREW && !e; k++)
			e = add_officer(d, &f.crew, f.n, k);
		if (!e)
			e = engine_write(d->engine, "模拟数据", add_car, &f);
	}
	return e;
}
