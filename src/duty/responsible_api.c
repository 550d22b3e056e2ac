/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/responsible_api.h"

#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "duty/road_responsibility.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "engine/units.h"
#include "map/roads_api.h"

#define KM_MOST 9999999

static bool
number_of(struct slice text, double least, double most, double *ret)
{
	char word[32], *end;

	if (!text.n || text.n >= sizeof word)
		return false;
	memcpy(word, text.p, text.n);
	word[text.n] = 0;
	*ret = strtod(word, &end);
	return !*end && isfinite(*ret) && *ret >= least && *ret <= most;
}

static bool
take_place(struct http_request *rq, struct duty_place *p)
{
	struct slice place = http_query(rq, "place"), km = http_query(rq, "km_m"), lon;
	double x, y, m;

	*p = (struct duty_place){ .road = http_query(rq, "number"), .at_m = -1 };
	if (p->road.n > 20 || (p->road.n > 0) != (km.n > 0) || (!p->road.n && !place.n))
		return false;
	if (km.n) {
		if (!number_of(km, 0, KM_MOST, &m))
			return false;
		p->at_m = (int64_t)m;
	}
	if (!place.n)
		return true;
	if (!slice_cut(&place, ',', &lon) || !number_of(lon, -180, 180, &x) || !number_of(place, -90, 90, &y))
		return false;
	p->at = (struct point){ (int32_t)lround(x * 1e7), (int32_t)lround(y * 1e7) };
	return true;
}

static void
put_owner(struct buf *b, struct arena *a, const struct duty_owner *o)
{
	static const char *const by[] = { [DUTY_BY_ROAD] = "road", [DUTY_BY_SECTION] = "section", [DUTY_BY_AREA] = "area" };

	buf_printf(b, "{\"unit\":%lld,\"unit_title\":", (long long)o->unit);
	buf_json(b, units_name(o->unit, a));
	buf_puts(b, ",\"post\":");
	if (o->post)
		buf_int(b, o->post);
	else
		buf_puts(b, "null");
	buf_printf(b, ",\"by\":\"%s\"}", by[o->by]);
}

static void
serve(struct http_request *rq, void *ctx)
{
	struct engine *e = ctx;
	const struct who *who = roads_who(e, rq, R_STAFF & ~R_maintainer);
	reader_scoped conn = NULL;
	struct duty_owner owner;
	struct duty_place place;
	struct call c;
	struct buf b;
	enum err err = E_BAD_QUERY;

	if (!who)
		return;
	if (take_place(rq, &place) && !(err = db_reader(e->db, &conn))) {
		call_system(&c, e, &rq->arena, conn, NULL);
		err = duty_responsible(&c, &place, clock_now_ms(), &owner);
	}
	e->signin->release(who);
	if (err) {
		metrics_refusal(err);
		http_problem(rq, err, NULL, 0);
		return;
	}
	buf_init(&b, KIB(4));
	put_owner(&b, &rq->arena, &owner);
	http_answer(rq, 200, "application/json; charset=utf-8", arena_copy(&rq->arena, buf_slice(&b)));
	buf_free(&b);
}

size_t
duty_routes(struct engine *e, struct http_route *route, size_t max)
{
	if (max < 1)
		return 0;
	route[0] = (struct http_route){ .prefix = "/api/v1/duty/responsible", .handle = serve, .ctx = e };
	return 1;
}
