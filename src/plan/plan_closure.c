/* SPDX-License-Identifier: Apache-2.0 */
/* plan_closure.c - who decides on a road control, and what the public is told of it. */
#include "plan/plan_closure.h"

#include "base/clock.h"
#include "engine/units.h"
#include "plan/plans_.h"
#include "plan/road_closure_authority.h"

#define ARGS(...) (struct first_arg[]){ __VA_ARGS__ }, (int)N_ELEMS(((struct first_arg[]){ __VA_ARGS__ }))

static bool
bans(const struct row *r)
{
	return row_is(r, plan_closure_measure, "close") || row_is(r, plan_closure_measure, "no_trucks") || row_is(r, plan_closure_measure, "no_hazmat");
}

/* ---- by whom ---- */

static enum err
area_code_of(struct call *c, int64_t unit, struct slice *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT area_code FROM unit WHERE id = ?1");

	*ret = S("");
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, unit);
	if (!(e = sql_step(st)) && !col_null(st, 0))
		*ret = arena_copy(c->arena, col_text(st, 0));
	return e && e != E_DONE ? refuse(c, e, NULL, -1) : E_OK;
}

/* The row of the nearest region: the longest that begins the area code. */
static enum err
find_authority(struct call *c, const struct row *r, struct row **ret)
{
	char today[TIME_TEXT_MAX];
	struct slice day = { today, date_print(beijing_day(c->now_ms), today) }, code;
	int64_t id;
	enum err e = area_code_of(c, r->unit, &code);

	if (e || (e = first_id(c, "SELECT id FROM road_closure_authority WHERE road_class = ?1 AND measure = ?2 AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to > ?3)"
	    " AND (region IS NULL OR substr(?4, 1, length(region)) = region) ORDER BY length(coalesce(region, '')) DESC, valid_from DESC, id LIMIT 1",
	    ARGS(FIRST_TEXT(row_text(r, plan_closure_road_class)), FIRST_TEXT(row_text(r, plan_closure_measure)), FIRST_TEXT(day), FIRST_TEXT(code)), &id)))
		return e;
	return id ? record_load(c, &road_closure_authority_record, id, ret) :
	    refuse_text(c, E_GUARD, "measure", "没有规定此类道路此项管制由谁决定", "no row says who decides on this control for this class of road");
}

/* The nearest unit at or above that is of the level; a province has no unit here: the detachment carries its decision out. */
static enum err
decider(struct call *c, const struct row *r, int64_t *ret)
{
	bool brigade = row_is(r, plan_closure_decides, "county");
	int64_t there;
	enum err e = E_OK;

	for (*ret = r->unit; *ret && !e; *ret = units_parent(*ret)) {
		e = first_id(c, brigade ? "SELECT id FROM unit WHERE id = ?1 AND level IN ('brigade', 'detachment')"
		    : "SELECT id FROM unit WHERE id = ?1 AND level = 'detachment'",
		    ARGS(FIRST_INT(*ret)), &there);
		if (there)
			break;
	}
	return e;
}

/* Refused with the article of the row that says so. */
static enum err
by_law(struct call *c, const struct row *r, enum err e, const char *field, const char *zh, const char *en)
{
	struct slice a = row_text(r, plan_closure_article);

	return refuse_named(c, e, field, arena_printf(c->arena, "%s（%.*s）", zh, (int)a.n, a.p), arena_printf(c->arena, "%s (%.*s)", en, (int)a.n, a.p));
}

static enum err
closure_may_decide(struct call *c, const struct row *r)
{
	int64_t unit;
	enum err e = decider(c, r, &unit);

	if (e)
		return e;
	if (unit && may(c, R_leader, unit))
		return E_OK;
	return by_law(c, r, E_FORBIDDEN, "decides", row_is(r, plan_closure_decides, "county") ? "由大队以上领导决定" : "由支队领导决定",
	    row_is(r, plan_closure_decides, "county") ? "a leader of the brigade or above decides" : "a leader of the detachment decides");
}

/* The squadrons of a plan see its controls; the unit that asked for one puts it in force and lifts it. */
static enum err
closure_commands(struct call *c, const struct row *r)
{
	return may(c, R_dispatcher | R_duty | R_leader, r->unit) ? E_OK : refuse_text(c, E_FORBIDDEN, NULL, "由提出管制的单位办理", "the unit that asked for it does this");
}

static enum err
share_squadrons(struct call *c, const struct row *r)
{
	struct ids s;
	enum err e = all_ids(c, "SELECT unit FROM plan_squadron WHERE parent = ?1", ARGS(FIRST_INT(row_ref(r, plan_closure_plan))), &s);

	for (int i = 0; i < s.n && !e; i++)
		e = record_share(c, r, s.id[i]);
	return e;
}

/* ---- asked ---- */

static void
set_subject(struct call *c, struct row *r)
{
	struct slice road = row_text(r, plan_closure_road), m = choice_words(r->rec, plan_closure_measure, row_text(r, plan_closure_measure)),
		     limit = row_empty(r, plan_closure_limit_kmh) ? S("") : arena_printf(c->arena, "%lld", (long long)row_int(r, plan_closure_limit_kmh));

	row_set_text(r, plan_closure_subject, arena_printf(c->arena, "%.*s %.*s%.*s", (int)road.n, road.p, (int)m.n, m.p, (int)limit.n, limit.p));
}

static enum err
closure_check(struct call *c, struct row *r)
{
	struct row *plan, *authority;
	enum err e;

	if (r->id && r->state != plan_closure_is_asked)
		return refuse_text(c, E_NO_STEP, NULL, "已决定的管制不得修改，须撤回后另提", "what was decided is not rewritten: withdraw it and ask anew");
	if ((e = record_load(c, &plan_record, row_ref(r, plan_closure_plan), &plan)))
		return e;
	if (!r->id && plan->state != plan_is_running && !c->as_system)
		return refuse_text(c, E_GUARD, "plan", "预案未在执行", "the plan is not running");
	if (row_is(r, plan_closure_measure, "speed_limit") && row_empty(r, plan_closure_limit_kmh))
		return refuse(c, E_MISSING, r->rec, plan_closure_limit_kmh);
	if (bans(r) && row_empty(r, plan_closure_detour))
		return refuse_text(c, E_MISSING, "detour", "禁止通行须写明绕行路线（山东省实施办法40、规范54条）", "a ban names the detour");
	if ((e = find_authority(c, r, &authority)))
		return e;
	row_set_text(r, plan_closure_decides, row_text(authority, road_closure_authority_level));
	row_set_text(r, plan_closure_article, row_text(authority, road_closure_authority_article));
	set_subject(c, r);
	return E_OK;
}

/* ---- decided ---- */

static struct slice
sentence(struct call *c, const struct row *r)
{
	struct arena *a = c->arena;
	struct slice measure = choice_words(r->rec, plan_closure_measure, row_text(r, plan_closure_measure)), reason = row_text(r, plan_closure_reason),
		     road = row_text(r, plan_closure_road), span = row_text(r, plan_closure_span), detour = row_text(r, plan_closure_detour),
		     limit = row_empty(r, plan_closure_limit_kmh) ? S("") : arena_printf(a, "，限速%lld公里/小时", (long long)row_int(r, plan_closure_limit_kmh)),
		     gap = row_int(r, plan_closure_gap_m) ? arena_printf(a, "，与前车保持%lld米以上", (long long)row_int(r, plan_closure_gap_m)) : S(""),
		     between = span.n ? arena_printf(a, "（%.*s）", (int)span.n, span.p) : S(""), around = detour.n ? arena_printf(a, "请绕行：%.*s。", (int)detour.n,
		    detour.p) : S("");
	int64_t min = row_int(r, plan_closure_minutes);
	struct slice lasts = min % 60 ? arena_printf(a, "%lld分钟", (long long)min) : arena_printf(a, "%lld小时", (long long)(min / 60));

	return arena_printf(a, "因%.*s，%.*s%.*s实施%.*s%.*s%.*s，预计持续%.*s。%.*s", (int)reason.n, reason.p, (int)road.n, road.p, (int)between.n, between.p,
	    (int)measure.n, measure.p, (int)limit.n, limit.p, (int)gap.n, gap.p, (int)lasts.n, lasts.p, (int)around.n, around.p);
}

static enum err
closure_decide(struct call *c, struct row *draft)
{
	struct slice road = row_text(draft, plan_closure_road);
	enum err e;

	if (row_is(draft, plan_closure_decides, "province") && row_empty(draft, plan_closure_outside_ref))
		return by_law(c, draft, E_MISSING, "outside_ref", "由省级公安机关交通管理部门决定，须填写其决定文号",
		    "the province decides: the number of its decision is asked");
	row_set_int(draft, plan_closure_decided_by, c->who->person);
	row_set_int(draft, plan_closure_decided_at, c->now_ms);
	if ((e = share_squadrons(c, draft)))
		return e;
	return tell_public(c, draft, "control", arena_printf(c->arena, "%.*s交通管制通告", (int)road.n, road.p), sentence(c, draft));
}

static enum err
closure_refuse(struct call *c, struct row *draft)
{
	row_set_int(draft, plan_closure_decided_by, c->who->person);
	row_set_int(draft, plan_closure_decided_at, c->now_ms);
	return E_OK;
}

/* ---- in force ---- */

static void
last(struct call *c, struct row *draft)
{
	draft->due_from = c->now_ms;
	draft->due_at = c->now_ms + row_int(draft, plan_closure_minutes) * MINUTE_MS;
	draft->due_term = draft->due_why = (struct slice){ NULL, 0 };
}

/* 规范54: told to the public before; where that could not be, why. An event is known before: 道路交通安全法39 has no such exception. */
static enum err
closure_open(struct call *c, struct row *draft)
{
	struct row *plan;
	int64_t told;
	enum err e = first_id(c, "SELECT id FROM plan_announcement WHERE closure = ?1 AND occasion = 'control' AND state = 'published' LIMIT 1",
	    ARGS(FIRST_INT(draft->id)), &told);

	if (e || (e = record_load(c, &plan_record, row_ref(draft, plan_closure_plan), &plan)))
		return e;
	if (!told && row_is(plan, plan_cause, "event"))
		return refuse_text(c, E_GUARD, "unannounced", "大型群众性活动的限制交通措施应当提前向社会公告（道路交通安全法39条）",
		    "what restricts traffic for a large event is told to the public before (Road Traffic Safety Law art. 39)");
	if (!told && row_empty(draft, plan_closure_unannounced))
		return refuse_text(c, E_GUARD, "unannounced", "尚未向社会公告管制原因、持续时间和绕行路线；无法提前公告的须写明原因（规范54条、山东省实施办法40条）",
		    "cause, duration and detour have not been told to the public; where they could not be, say why (art. 54)");
	row_set_int(draft, plan_closure_opened_at, c->now_ms);
	last(c, draft);
	return E_OK;
}

/* 山东省实施办法40: how long it lasts is told to the public, and so is that it lasts longer. */
static enum err
closure_extend(struct call *c, struct row *draft)
{
	struct slice road = row_text(draft, plan_closure_road), text = sentence(c, draft), at;

	last(c, draft);
	at = when_words(c->arena, draft->due_at);
	return tell_public(c, draft, "extended", arena_printf(c->arena, "%.*s交通管制延长", (int)road.n, road.p),
	    arena_printf(c->arena, "%.*s延长后预计至%.*s。", (int)text.n, text.p, (int)at.n, at.p));
}

/* 山东省高速公路交通安全条例34/3: who runs the motorway is told at once that it is open again. */
static enum err
closure_lift(struct call *c, struct row *draft)
{
	struct slice road = row_text(draft, plan_closure_road), measure = choice_words(draft->rec, plan_closure_measure, row_text(draft, plan_closure_measure)),
		     at = when_words(c->arena, c->now_ms);
	bool motorway = row_is(draft, plan_closure_road_class, "motorway");

	row_set_int(draft, plan_closure_lifted_at, c->now_ms);
	return tell_public(c, draft, "lifted", arena_printf(c->arena, "%.*s解除交通管制", (int)road.n, road.p),
	    arena_printf(c->arena, "%.*s的%.*s措施已于%.*s解除，恢复正常通行。%s", (int)road.n, road.p, (int)measure.n, measure.p, (int)at.n, at.p,
	    motorway ? "请高速公路管理和经营单位即时开通。" : ""));
}

#define NAME plan_closure
#define DEF "plan/plan_closure.def"
#include "engine/define.h"
