/* SPDX-License-Identifier: Apache-2.0 */
/* scene.c - how many officers an incident asks for at the scene, and how many go. 违法行为处理程序规定 7/2, 36; 事故处理程序规定 23, 27; 规范 70. */
#include "base/clock.h"
#include "dispatch/dispatch.h"
#include "dispatch/incident.h"
#include "dispatch/incident_rule.h"
#include "dispatch/scene_rule.h"
#include "engine/record.h"
#include "map/net.h"

/* Everybody once; the leader is an officer, whether or not he is listed in the crew too. */
#define CREW_SQL \
	"SELECT count(DISTINCT CASE WHEN q.part = 'officer' THEN q.person END), count(DISTINCT CASE WHEN q.part = 'auxiliary' THEN q.person END) FROM (" \
	"SELECT p.leader AS person, 'officer' AS part FROM patrol p WHERE p.id IN (%s) UNION SELECT k.person, k.part FROM patrol_crew k" \
	" JOIN patrol p ON p.id = k.parent WHERE k.parent IN (%s) AND k.person <> p.leader) q"
#define RULES_MAX 16

static enum err
count(struct call *c, const char *which, int64_t id, struct crew *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, arena_printf(c->arena, CREW_SQL, which, which).p);

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, id);
	if ((e = sql_step(st)))
		return refuse(c, e, NULL, -1);
	*ret = (struct crew){ col_int(st, 0), col_int(st, 1) };
	return E_OK;
}

enum err
scene_crew_of(struct call *c, int64_t patrol, struct crew *ret)
{
	return count(c, "?1", patrol, ret);
}

enum err
scene_crew_at(struct call *c, int64_t incident, struct crew *ret)
{
	return count(c, "SELECT patrol FROM dispatch_order WHERE incident = ?1 AND state IN (" ORDER_LIVE ")", incident, ret);
}

static bool
meets(const struct row *rule, const struct crew *crew)
{
	if (crew->officers >= row_int(rule, scene_rule_officers))
		return true;
	return !row_empty(rule, scene_rule_or_officers) && crew->officers >= row_int(rule, scene_rule_or_officers) &&
	    crew->auxiliaries >= row_int(rule, scene_rule_or_auxiliaries);
}

static enum err
too_few(struct call *c, const struct row *rule, const struct crew *crew, const char *field)
{
	struct slice name = row_text(rule, scene_rule_name), en = row_text(rule, scene_rule_name_en), law = row_text(rule, scene_rule_law),
	    article = row_text(rule, scene_rule_article);

	return refuse_named(c, E_GUARD, field,
	    arena_printf(c->arena, "人数不足：%.*s，民警不少于%lld名（%.*s %.*s），现为%lld名", (int)name.n, name.p,
	    (long long)row_int(rule, scene_rule_officers), (int)law.n, law.p, (int)article.n, article.p, (long long)crew->officers),
	    arena_printf(c->arena, "too few: %.*s asks for %lld officers (%.*s %.*s), these are %lld", (int)en.n, en.p,
	    (long long)row_int(rule, scene_rule_officers), (int)law.n, law.p, (int)article.n, article.p, (long long)crew->officers));
}

static enum err
rules_of(struct call *c, const struct row *incident, struct row *ret[RULES_MAX], int *ret_n)
{
	char day[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	struct row *rule;
	enum err e = incident_rule_of(c, row_text(incident, incident_kind), &rule);

	*ret_n = 0;
	if (e)
		return e;
	if ((e = sql(c->conn, &st, "SELECT id FROM scene_rule WHERE family IN ('any', ?1) AND (kind IS NULL OR kind = ?2) AND valid_from <= ?3"
	    " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY officers DESC, id")))
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, row_text(rule, incident_rule_family));
	sql_text(st, 2, row_text(incident, incident_kind));
	sql_text(st, 3, (struct slice){ day, date_print(beijing_day(c->now_ms), day) });
	while (*ret_n < RULES_MAX && !(e = sql_step(st)))
		if ((e = record_load(c, &scene_rule_record, col_int(st, 0), &ret[(*ret_n)++])))
			return e;
	return !e || e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* ---- the road ---- */

static const char *
road_of_class(enum road_class class)
{
	return class == ROAD_MOTORWAY ? "motorway" : class <= ROAD_COUNTY ? "highway" : class == ROAD_URBAN ? "main_road" : "street";
}

/* Receipt never waits for it (事故处理程序规定 17): without network or figure the road is not known. */
static struct slice
road_at(struct call *c, struct point at)
{
	struct call probe = *c;
	const struct road_net *net;
	struct road_spot spot;
	struct slice road = { 0 };
	int64_t within_m;

	if (!point_valid(at) || dispatch_figure(&probe, "snap_m", &within_m))
		return road;
	net = road_net_hold();
	if (net && road_snap(net, at, (uint32_t)within_m, &spot))
		road = slice_of(road_of_class(road_edge(net, spot.edge)->class));
	road_net_let_go(net);
	return road;
}

/* Said by nobody, the kind of road is that of the place, and moves with it. */
enum err
scene_take_road(struct call *c, struct row *draft)
{
	struct row *old;
	struct slice road;
	enum err e;

	if (draft->id && !row_empty(draft, incident_place)) {
		if ((e = record_load(c, &incident_record, draft->id, &old)))
			return e;
		if (!row_empty(old, incident_place) && !row_empty(old, incident_road_class) &&
		    slice_eq(row_text(draft, incident_road_class), row_text(old, incident_road_class)) &&
		    slice_eq(row_text(old, incident_road_class), road_at(c, row_point(old, incident_place))))
			row_clear(draft, incident_road_class);
	}
	if (row_empty(draft, incident_place) || !row_empty(draft, incident_road_class))
		return E_OK;
	road = road_at(c, row_point(draft, incident_place));
	if (road.n)
		row_set_text(draft, incident_road_class, road);
	return E_OK;
}

/* What is said, else that of its place, else the stricter. */
static struct slice
road_of(struct call *c, const struct row *incident)
{
	struct slice road = row_text(incident, incident_road_class);

	if (!road.n && !row_empty(incident, incident_place))
		road = road_at(c, row_point(incident, incident_place));
	return road.n ? road : S("highway");
}

enum err
scene_enough(struct call *c, const struct row *incident, const struct crew *crew, const char *field)
{
	struct row *rule[RULES_MAX];
	int n;
	enum err e = rules_of(c, incident, rule, &n);

	for (int i = 0; i < n && !e; i++)
		if (!meets(rule[i], crew))
			e = too_few(c, rule[i], crew, field);
	return e ? e : crew_enough(c, road_of(c, incident), false, crew, field);
}
