/* SPDX-License-Identifier: Apache-2.0 */
#include "map/road_class.h"

#include <pthread.h>

#include "base/clock.h"
#include "engine/record.h"
#include "map/road_kind.h"
#include "map/roads.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct road_figures in_force[ROAD_CLASSES];

struct road_figures
road_figures_of(enum road_class class)
{
	struct road_figures f = { 0 };

	pthread_mutex_lock(&lock);
	if (class < ROAD_CLASSES)
		f = in_force[class];
	pthread_mutex_unlock(&lock);
	return f;
}

enum err
road_figures_load(struct conn *c, int64_t now_ms)
{
	struct road_figures fresh[ROAD_CLASSES] = { 0 };
	char today[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum road_class class;
	enum err e = sql(c, &st, "SELECT code, limit_kmh, free_permille, smooth_kmh, steady_kmh, slow_kmh, jam_kmh FROM road_class"
	    " WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)");

	if (e)
		return e;
	sql_text(st, 1, (struct slice){ today, date_print(beijing_day(now_ms), today) });
	while (!(e = sql_step(st)))
		if (road_class_named(col_text(st, 0), &class))
			fresh[class] = (struct road_figures){ (int32_t)col_int(st, 1), (int32_t)col_int(st, 2), (int32_t)col_int(st, 3), (int32_t)col_int(st, 4),
				(int32_t)col_int(st, 5), (int32_t)col_int(st, 6) };
	if (e != E_DONE)
		return e;
	pthread_mutex_lock(&lock);
	memcpy(in_force, fresh, sizeof in_force);
	pthread_mutex_unlock(&lock);
	return E_OK;
}

static enum err
road_class_check(struct call *c, struct row *draft)
{
	if (row_int(draft, road_class_smooth_kmh) <= row_int(draft, road_class_steady_kmh))
		return refuse_text(c, E_BAD_VALUE, "steady_kmh", "须低于“畅通高于”", "must be below the bound of smooth");
	if (row_int(draft, road_class_steady_kmh) <= row_int(draft, road_class_slow_kmh))
		return refuse_text(c, E_BAD_VALUE, "slow_kmh", "须低于“基本畅通高于”", "must be below the bound of steady");
	if (row_int(draft, road_class_slow_kmh) <= row_int(draft, road_class_jam_kmh))
		return refuse_text(c, E_BAD_VALUE, "jam_kmh", "须低于“轻度拥堵高于”", "must be below the bound of slow");
	return E_OK;
}

#define NAME road_class
#define DEF "map/road_class.def"
#include "engine/define.h"
