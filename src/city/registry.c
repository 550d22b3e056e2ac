/* SPDX-License-Identifier: Apache-2.0 */
/* registry.c - what a vehicle office would have on record of the city's vehicles: most in order, some overdue, scrapped or stolen. */
#include <stdio.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "city/city_.h"
#include "city/dice.h"

static void
put_day(FILE *f, int32_t day)
{
	char text[TIME_TEXT_MAX];

	(void)date_print(day, text);
	(void)fprintf(f, ",%s", text);
}

static void
put_row(FILE *f, const struct fleet *fleet, uint32_t number, int32_t today)
{
	static const char *const colour[] = { "", "black", "white", "gray", "red", "blue", "yellow", "orange", "brown", "green" };
	uint64_t luck = dice_mix(fleet->seed + 31 + number);
	struct vehicle v;

	fleet_vehicle(fleet, number, &v);
	(void)fprintf(f, "%02d-%s,%s,%s,%s", v.class_code, v.plate, v.colour < N_ELEMS(colour) ? colour[v.colour] : "", v.type, v.brand);
	put_day(f, today + (luck % 1000 < 12 ? -90 : 1) * (int32_t)(1 + luck / 1000 % 7));
	put_day(f, today + 30 + (int32_t)(luck / 7000 % 330));
	(void)fprintf(f, ",%s,%s", luck / 1000000 % 1000 < 2 ? "true" : "false", luck / 1000000000 % 10000 < 3 ? "true" : "false");
	put_day(f, today);
	(void)fputc('\n', f);
}

enum err
city_write_registry(const char *path, uint64_t seed, int rows)
{
	struct fleet fleet = { seed, CITY_FLEET };
	FILE *f = fopen(path, "we");

	if (!f)
		return E_STORE;
	(void)fputs("code,colour,type,brand,inspected_until,insured_until,scrapped,stolen,imported_on\n", f);
	for (int i = 0; i < rows; i++)
		put_row(f, &fleet, (uint32_t)((uint64_t)i * 7919 % CITY_FLEET), beijing_day(clock_now_ms()));
	return fclose(f) ? E_STORE : E_OK;
}
