/* SPDX-License-Identifier: Apache-2.0 */
/* crew.c - how many officers the rules ask for, and how many go. Facts: 违法行为处理程序规定 7/2; 事故处理程序规定 23, 27; 规范 70. */
#include "base/clock.h"
#include "dispatch/crew_rule.h"
#include "dispatch/dispatch.h"
#include "dispatch/incident.h"
#include "dispatch/incident_rule.h"
#include "engine/record.h"

#define CREW_SQL \
	"SELECT count(DISTINCT CASE WHEN q.part = 'officer' THEN q.person END), count(DISTINCT CASE WHEN q.part = 'auxiliary' THEN q.person END) FROM (" \
	"SELECT p.leader AS person, 'officer' AS part FROM patrol p WHERE p.id IN (%s) UNION SELECT k.person, k.part FROM patrol_crew k" \
	" JOIN patrol p ON p.id = k.parent WHERE k.parent IN (%s) AND k.person <> p.leader) q"

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
crew_of(struct call *c, int64_t patrol, struct crew *ret)
{
	return count(c, "?1", patrol, ret);
}

enum err
crew_at(struct call *c, int64_t incident, struct crew *ret)
{
	return count(c, "SELECT patrol FROM dispatch_order WHERE incident = ?1 AND state IN (" ORDER_LIVE ")", incident, ret);
}

enum err
crew_rules_of(struct call *c, const struct row *incident, const struct row *ret[CREW_ASKS], size_t *ret_n)
{
	char day[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	struct row *rule, *r;
	enum err e = incident_rule_of(c, row_text(incident, incident_kind), &rule);

	*ret_n = 0;
	if (e)
		return e;
	if ((e = sql(c->conn, &st, "SELECT id FROM crew_rule WHERE family IN ('any', ?1) AND (kind IS NULL OR kind = ?2) AND (road IS NULL OR road = ?3)"
	    " AND valid_from <= ?4 AND (valid_to IS NULL OR valid_to > ?4) ORDER BY basis, officers DESC, id")))
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, row_text(rule, incident_rule_family));
	sql_text(st, 2, row_text(incident, incident_kind));
	sql_text(st, 3, row_empty(incident, incident_road_class) ? S("") : row_text(incident, incident_road_class));
	sql_text(st, 4, (struct slice){ day, date_print(beijing_day(c->now_ms), day) });
	while (*ret_n < CREW_ASKS && !(e = sql_step(st))) {
		if ((e = record_load(c, &crew_rule_record, col_int(st, 0), &r)))
			return e;
		ret[(*ret_n)++] = r;
	}
	return !e || e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

bool
crew_meets(const struct row *rule, struct crew crew)
{
	if (crew.officers >= row_int(rule, crew_rule_officers))
		return true;
	return !row_empty(rule, crew_rule_or_officers) && crew.officers >= row_int(rule, crew_rule_or_officers) &&
	    crew.auxiliaries >= row_int(rule, crew_rule_or_auxiliaries);
}
