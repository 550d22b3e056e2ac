/* SPDX-License-Identifier: Apache-2.0 */
/* joint_report.c - a joint operation as a report: who took part and did what, every task, the course of events. Drawn from what stands on record
 * now, for whoever sees the operation; the look is written down. */
#include <pthread.h>

#include "base/clock.h"
#include "dispatch/desk_.h"
#include "dispatch/joint_operation.h"
#include "dispatch/report_.h"
#include "engine/record.h"
#include "engine/units.h"
#include "net/json.h"
#include "paper/report_page.h"


static struct template page;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
read_page(void)
{
	report_page_read(&page, "joint.txt", dispatch_template("joint.txt"));
}

void
joint_report_open(void)
{
	(void)pthread_once(&once, read_page);
}

/* ---- words ---- */

static void
set(json_t *j, const char *name, struct slice s)
{
	json_object_set_new(j, name, json_stringn(s.p ? s.p : "", s.n));
}

static struct slice
when(struct call *c, int64_t ms)
{
	char text[TIME_TEXT_MAX];

	return ms ? arena_copy(c->arena, (struct slice){ text, time_print_local(ms, text) - 3 }) : S("");	/* to the minute */
}

static struct slice
state_word(const char *record, struct call *c, struct slice name)
{
	const struct record *rec = record_named(c->engine, slice_of(record));
	int i = rec ? state_named(rec, name) : -1;

	return i >= 0 ? title_zh(rec->state[i].title) : name;
}

static struct slice
choice_of(const struct row *r, int field)
{
	for (const struct choice *ch = r->rec->field[field].type.choice; ch->name; ch++)
		if (row_is(r, field, ch->name))
			return title_zh(ch->title);
	return S("");
}

static struct slice
number(struct call *c, int64_t n)
{
	return arena_printf(c->arena, "%lld", (long long)n);
}

/* The unit, or the service that was asked. */
static struct slice
who(struct call *c, const struct stmt *st, int unit, int service)
{
	return col_null(st, service) ? units_name(col_int(st, unit), c->arena) : arena_copy(c->arena, col_text(st, service));
}

/* ---- lists ---- */

#define PARTICIPANTS_MAX 120		/* rows of each list: of more, the last says so */
#define TASKS_MAX 120
#define COURSE_MAX 300

#define PARTICIPANTS \
	"SELECT w.unit, w.service, w.state, w.took, count(t.id), coalesce(sum(CASE WHEN t.state = 'done' THEN 1 ELSE 0 END), 0)," \
	" coalesce(sum(CASE WHEN t.state = 'not_done' THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN t.late = 1 AND t.state <> 'withdrawn' THEN 1 ELSE 0 END), 0)" \
	" FROM (SELECT CAST(0 AS BIGINT) AS id, unit, CAST(NULL AS TEXT) AS service, '' AS state, CAST(NULL AS BIGINT) AS took FROM joint_operation WHERE id = ?1" \
	" UNION ALL SELECT i.id, i.invited, s.name, i.state, i.answered_at - i.created_at FROM joint_invitation i LEFT JOIN partner_service s ON s.id = i.service" \
	" WHERE i.operation = ?1) w LEFT JOIN joint_task t ON t.operation = ?1 AND coalesce(t.invitation, 0) = w.id" \
	" GROUP BY w.id, w.unit, w.service, w.state, w.took ORDER BY w.id LIMIT ?2"
#define TASKS \
	"SELECT t.task, t.doer, s.name, t.until_at, t.state, t.outcome FROM joint_task t LEFT JOIN joint_invitation i ON i.id = t.invitation" \
	" LEFT JOIN partner_service s ON s.id = i.service WHERE t.operation = ?1 ORDER BY t.until_at, t.id LIMIT ?2"
#define COURSE \
	"SELECT at, unit, service, what FROM (" \
	"SELECT i.created_at AS at, i.invited AS unit, s.name AS service, '邀请：' || i.asked AS what FROM joint_invitation i" \
	" LEFT JOIN partner_service s ON s.id = i.service WHERE i.operation = ?1" \
	" UNION ALL SELECT i.answered_at, i.invited, s.name, '答复：' || coalesce(i.answer, CASE WHEN i.state = 'declined' THEN '谢绝' ELSE '接受' END)" \
	" FROM joint_invitation i LEFT JOIN partner_service s ON s.id = i.service WHERE i.operation = ?1 AND i.answered_at IS NOT NULL" \
	" UNION ALL SELECT created_at, doer, NULL, '下达任务：' || task FROM joint_task WHERE operation = ?1" \
	" UNION ALL SELECT accepted_at, doer, NULL, '接受任务：' || task FROM joint_task WHERE operation = ?1 AND accepted_at IS NOT NULL" \
	" UNION ALL SELECT ended_at, doer, NULL, CASE state WHEN 'done' THEN '完成：' WHEN 'not_done' THEN '未完成：' ELSE '撤回：' END || coalesce(outcome, task)" \
	" FROM joint_task WHERE operation = ?1 AND ended_at IS NOT NULL" \
	" UNION ALL SELECT created_at, unit, NULL, '消息：' || text FROM joint_note WHERE operation = ?1) e ORDER BY at LIMIT ?2"

typedef void put_fn(struct call *c, const struct stmt *st, json_t *j);

static void
put_participant(struct call *c, const struct stmt *st, json_t *j)
{
	static const char *const counts[] = { "tasks", "done", "not_done", "late" };
	struct slice state = col_text(st, 2);

	set(j, "who", who(c, st, 0, 1));
	set(j, "answer", state.n ? state_word("joint_invitation", c, state) : S("发起"));
	set(j, "took", col_null(st, 3) ? S("") : arena_printf(c->arena, "%lld分钟", (long long)(col_int(st, 3) / 60000)));
	for (int i = 0; i < (int)N_ELEMS(counts); i++)
		set(j, counts[i], number(c, col_int(st, 4 + i)));
}

static void
put_task(struct call *c, const struct stmt *st, json_t *j)
{
	struct slice state = state_word("joint_task", c, col_text(st, 4)), outcome = col_text(st, 5);

	set(j, "task", col_text(st, 0));
	set(j, "who", who(c, st, 1, 2));
	set(j, "until", when(c, col_int(st, 3)));
	set(j, "result", arena_printf(c->arena, "%.*s%s%.*s", (int)state.n, state.p, outcome.n ? "：" : "", (int)outcome.n, outcome.n ? outcome.p : ""));
}

static void
put_event(struct call *c, const struct stmt *st, json_t *j)
{
	set(j, "at", when(c, col_int(st, 0)));
	set(j, "who", who(c, st, 1, 2));
	set(j, "what", col_text(st, 3));
}

static enum err
put_list(struct call *c, int64_t id, json_t *to, const char *name, const char *text, size_t most, const char *more, put_fn *put)
{
	stmt_scoped st = NULL;
	json_t *list = json_array();
	enum err e = sql(c->conn, &st, text);

	json_object_set_new(to, name, list);
	if (e)
		return e;
	sql_int(st, 1, id);
	sql_int(st, 2, (int64_t)most + 1);
	while (!(e = sql_step(st))) {
		json_t *j = json_object();
		if (json_array_size(list) == most)
			set(j, more, arena_printf(c->arena, "（仅列前%zu项，其余从略）", most));
		else
			put(c, st, j);
		json_array_append_new(list, j);
	}
	return e == E_DONE ? E_OK : e;
}

/* ---- the page ---- */

static void
put_facts(struct call *c, const struct row *r, json_t *v)
{
	int64_t end = row_time(r, row_empty(r, joint_operation_ended_at) ? joint_operation_to_at : joint_operation_ended_at);
	struct slice from = when(c, row_time(r, joint_operation_from_at)), to = when(c, end), now = when(c, c->now_ms);

	set(v, "authority", units_name(r->unit, c->arena));
	set(v, "name", row_text(r, joint_operation_name));
	set(v, "kind", choice_of(r, joint_operation_kind));
	set(v, "state", title_zh(r->rec->state[r->state].title));
	set(v, "period", arena_printf(c->arena, "%.*s至%.*s", (int)from.n, from.p, (int)to.n, to.p));
	set(v, "area", row_text(r, joint_operation_area));
	set(v, "purpose", row_text(r, joint_operation_purpose));
	if (!row_empty(r, joint_operation_outcome))
		set(v, "outcome", row_text(r, joint_operation_outcome));
	set(v, "printed_by", arena_printf(c->arena, "%s %.*s", c->who->name, (int)now.n, now.p));
}

static enum err
draw(struct desk *d, const struct row *r)
{
	struct call *c = &d->call;
	json_scoped values = json_object();
	enum err e;

	joint_report_open();
	put_facts(c, r, values);
	if ((e = put_list(c, r->id, values, "participants", PARTICIPANTS, PARTICIPANTS_MAX, "who", put_participant)) ||
	    (e = put_list(c, r->id, values, "tasks", TASKS, TASKS_MAX, "task", put_task)) ||
	    (e = put_list(c, r->id, values, "course", COURSE, COURSE_MAX, "what", put_event)))
		return refuse(c, e, NULL, -1);
	return report_page_pdf(c, &page, values, c->now_ms, NULL, &d->pdf);
}

enum err
desk_joint_report(struct desk *d)
{
	struct row *r;
	enum err e;

	if ((e = record_load(&d->call, &joint_operation_record, d->id, &r)))
		return e;
	if (!row_visible(&d->call, r, joint_operation_record.can_read))
		return refuse(&d->call, E_NOT_FOUND, NULL, -1);
	d->look = "export";
	d->detail = S("{\"format\":\"pdf\"}");
	d->name = arena_printf(d->call.arena, "inline; filename=\"joint-operation-%lld.pdf\"", (long long)d->id);
	return draw(d, r);
}
