/* SPDX-License-Identifier: Apache-2.0 */
/* recommend_why.c - the words of a recommendation. What speaks against a patrol does not forbid to send it. */
#include "base/clock.h"
#include "dispatch/incident_rule.h"
#include "dispatch/recommend_.h"
#include "duty/patrol.h"

static void
say(struct search *s, struct on_duty *u, const char *code, bool against, struct slice zh, struct slice en)
{
	if (!u->reason)
		u->reason = arena_array(s->d->call.arena, struct reason, REASONS);
	if (u->nreason < REASONS)
		u->reason[u->nreason++] = (struct reason){ code, against, zh, en };
	u->fits &= !against;
}

static struct slice
clock_of(struct arena *a, int64_t ms)
{
	char text[TIME_TEXT_MAX];

	(void)time_print_local(ms, text);
	return arena_copy(a, (struct slice){ text + 11, 5 });
}

static void
say_way(struct search *s, struct on_duty *u)
{
	struct arena *a = s->d->call.arena;
	long long min = (long long)(u->travel_ms + 59999) / 60000;

	say(s, u, "way", false, arena_printf(a, "路程约%lld分钟（%.1f公里，%s）", min, u->metres / 1000, s->by_road ? "按路网" : "按直线距离折算"),
	    arena_printf(a, "some %lld min (%.1f km, %s)", min, u->metres / 1000, s->by_road ? "by road" : "reckoned from the straight line"));
}

static void
say_shift(struct search *s, struct on_duty *u)
{
	struct arena *a = s->d->call.arena;
	int64_t ends = s->d->call.now_ms + u->travel_ms + row_int(s->rule, incident_rule_takes_min) * 60000;
	bool late = ends + s->f.margin_min * 60000 > u->shift_ends;
	struct slice shift = clock_of(a, u->shift_ends), end = clock_of(a, ends);

	say(s, u, "shift", late, late ? arena_printf(a, "预计%.*s处置完毕，班次%.*s结束", (int)end.n, end.p, (int)shift.n, shift.p) :
	    arena_printf(a, "班次到%.*s", (int)shift.n, shift.p),
	    late ? arena_printf(a, "it takes until about %.*s, the shift ends at %.*s", (int)end.n, end.p, (int)shift.n, shift.p) :
	    arena_printf(a, "on duty until %.*s", (int)shift.n, shift.p));
}

static void
say_gear(struct search *s, struct on_duty *u)
{
	if (row_bool(s->rule, incident_rule_crash_kit))
		say(s, u, "crash_kit", !u->kit, u->kit ? S("带勘查器材") : S("无勘查器材"), u->kit ? S("has a crash scene kit") : S("no crash scene kit"));
	if (row_bool(s->rule, incident_rule_alcohol_tester))
		say(s, u, "alcohol_tester", !u->tester, u->tester ? S("带酒精检测仪") : S("无酒精检测仪"), u->tester ? S("has an alcohol tester") : S("no alcohol tester"));
	if (slice_is(u->kind, "station"))
		say(s, u, "station", true, S("执法站在岗，派出后须另行值守"), S("mans a station, which somebody else must then man"));
}

/* Asked as the order will be asked; the refusal's words are the reason. Those already sent to the incident count. */
static enum err
say_crew(struct search *s, struct on_duty *u, const struct crew *there)
{
	struct call probe = s->d->call;
	struct crew all;
	enum err e = scene_crew_of(&probe, u->id, &u->crew);

	if (e)
		return refuse(&s->d->call, e, NULL, -1);
	all = (struct crew){ u->crew.officers + there->officers, u->crew.auxiliaries + there->auxiliaries };
	probe.err = E_OK;
	probe.nfault = 0;
	e = scene_enough(&probe, s->incident, &all, "crew");
	if (e && probe.nfault && e == E_GUARD)
		say(s, u, "crew", true, probe.fault[0].detail_zh, probe.fault[0].detail_en);
	else if (e)
		return refuse(&s->d->call, e, NULL, -1);
	else
		say(s, u, "crew", false, arena_printf(probe.arena, "民警%lld名、辅警%lld名", (long long)u->crew.officers, (long long)u->crew.auxiliaries),
		    arena_printf(probe.arena, "%lld officers, %lld auxiliaries", (long long)u->crew.officers, (long long)u->crew.auxiliaries));
	return E_OK;
}

enum err
why_go(struct search *s, struct on_duty *u, const struct crew *there)
{
	say_way(s, u);
	say_gear(s, u);
	say_shift(s, u);
	return say_crew(s, u, there);
}

/* What it is on: the task of its order. */
enum err
why_not(struct search *s, struct on_duty *u)
{
	struct call *c = &s->d->call;
	const struct state *state = &patrol_record.state[u->state];
	struct slice zh = title_zh(state->title), en = title_en(state->title, state->name, (char[64]){ 0 }, 64), task = S("");
	int64_t ago = (c->now_ms - u->fix_at) / 60000;
	stmt_scoped st = NULL;
	enum err e;

	if (u->state != patrol_is_free) {
		if ((e = sql(c->conn, &st, "SELECT task FROM dispatch_order WHERE patrol = ?1 AND state IN (" ORDER_LIVE ") ORDER BY id DESC LIMIT 1")))
			return refuse(c, e, NULL, -1);
		sql_int(st, 1, u->id);
		if (!sql_step(st))
			task = arena_copy(c->arena, col_text(st, 0));
		say(s, u, "state", true, arena_printf(c->arena, "%.*s%s%.*s", (int)zh.n, zh.p, task.n ? "：" : "", (int)task.n, task.n ? task.p : ""),
		    arena_printf(c->arena, "%.*s%s%.*s", (int)en.n, arena_copy(c->arena, en).p, task.n ? ": " : "", (int)task.n, task.n ? task.p : ""));
	} else if (u->shift_ends <= c->now_ms) {
		say(s, u, "shift", true, S("班次已结束"), S("its shift has ended"));
	} else if (!u->placed) {
		say(s, u, "silent", true, S("没有位置"), S("its position is not known"));
	} else if (c->now_ms - u->fix_at > s->f.silent_s * 1000) {
		say(s, u, "silent", true, arena_printf(c->arena, "失联：最近位置在%lld分钟前", (long long)ago),
		    arena_printf(c->arena, "silent: last position %lld min ago", (long long)ago));
	} else {
		say(s, u, "far", true, S("较远或无路可达"), S("too far, or no way there"));
	}
	return E_OK;
}
