/* SPDX-License-Identifier: Apache-2.0 */
/* year_life.c - the rows of one violation of the simulated year, each with the steps that led to where it stands now. */
#include <string.h>

#include "base/clock.h"
#include "cases/camera_record.h"
#include "cases/measure.h"
#include "cases/payment_order.h"
#include "cases/violation_case.h"
#include "demo/year_.h"

#define MINUTE 60000LL
#define HOUR (60 * MINUTE)

/* Something in [from, to) units later. */
static int64_t
later(struct year_state *s, int64_t at, int64_t unit_ms, int from, int to)
{
	return at + from * unit_ms + (int64_t)demo_below(&s->random, to - from) * unit_ms + demo_below(&s->random, (int)unit_ms);
}

static bool
chance(struct year_state *s, int percent)
{
	return demo_below(&s->random, 100) < percent;
}

/* ---- what the camera saw ---- */

static struct row *
record_row(struct call *c, struct year *y, struct year_state *s, const struct found *f)
{
	struct row *r = row_new(c->arena, &camera_record_record);
	const struct year_kind *k = f->kind;

	r->unit = f->spot->unit;
	r->created_at = f->at_ms + 2000;
	row_set_text(r, camera_record_subject, arena_printf(c->arena, "%s｜%.*s", k->behaviour, (int)f->spot->where.n, f->spot->where.p));
	row_set_int(r, camera_record_device, f->spot->device);
	if (f->spot->gate)
		row_set_int(r, camera_record_tollgate, f->spot->gate);
	row_set_text(r, camera_record_code, slice_of(k->code));
	row_set_int(r, camera_record_violation, k->violation);
	row_set_text(r, camera_record_family, slice_of(k->family));
	row_set_int(r, camera_record_captured_at, f->at_ms);
	row_set_text(r, camera_record_plate, year_plate(c->arena, f->vehicle));
	row_set_text(r, camera_record_plate_class, S("02"));
	row_set_int(r, camera_record_frames, 3);
	row_set_int(r, camera_record_clock_ms, demo_below(&s->random, 800) - 400);
	if (f->spot->kind == SPOT_SPEED) {
		row_set_int(r, camera_record_limit_kmh, 60);
		row_set_int(r, camera_record_speed_kmh, slice_is(slice_of(k->code), "1636") ? 73 + demo_below(&s->random, 15) : 67 + demo_below(&s->random, 5));
	}
	row_set_text(r, camera_record_address, f->spot->where);
	return r;
}

static int64_t
first_review(struct year *y, struct year_state *s, struct row *r, struct life *l, const char *verb)
{
	int64_t look = 5000 + demo_below(&s->random, 24000), at = later(s, row_time(r, camera_record_captured_at), HOUR, 2, chance(s, 1) ? 250 : 46);

	if (!life_step(l, "open", at, y->actor[ACT_REVIEWER]))
		return at;
	row_set_int(r, camera_record_opened_by, y->actor[ACT_REVIEWER]);
	row_set_int(r, camera_record_opened_at, at);
	at += look;
	if (!life_step(l, verb, at, y->actor[ACT_REVIEWER]))
		return at;
	r->due_from = row_time(r, camera_record_captured_at);
	row_set_int(r, camera_record_displacement, 1);
	row_set_int(r, camera_record_first_by, y->actor[ACT_REVIEWER]);
	row_set_int(r, camera_record_first_at, at);
	row_set_int(r, camera_record_first_ms, look);
	return at;
}

static int64_t
second_review(struct year *y, struct year_state *s, struct row *r, struct life *l, const char *verb, int64_t after)
{
	int64_t look = 4000 + demo_below(&s->random, 18000), at = later(s, after, MINUTE, 10, 1200);

	if (!life_step(l, "open", at, y->actor[ACT_REVIEWER2]))
		return at;
	row_set_int(r, camera_record_opened_by, y->actor[ACT_REVIEWER2]);
	row_set_int(r, camera_record_opened_at, at);
	at += look;
	if (!life_step(l, verb, at, y->actor[ACT_REVIEWER2]))
		return at;
	r->due_from = at;
	row_set_int(r, camera_record_second_by, y->actor[ACT_REVIEWER2]);
	row_set_int(r, camera_record_second_at, at);
	row_set_int(r, camera_record_second_ms, look);
	return at;
}

static enum err
live_rejected(struct call *c, struct year *y, struct year_state *s, struct found *f)
{
	static const char *const why[] = { "no_violation", "unread", "image", "displacement", "no_violation", "same_fact", "exempt", "mismatch" };
	struct row *r = record_row(c, y, s, f);
	struct life l = { .now_ms = y->now_ms };
	int64_t at = first_review(y, s, r, &l, "reject");

	if (!row_empty(r, camera_record_first_at))
		row_set_text(r, camera_record_reject_code, slice_of(why[demo_below(&s->random, N_ELEMS(why))]));
	(void)second_review(y, s, r, &l, "confirm", at);
	f->total[TOTAL_RECORDED]++;
	f->total[TOTAL_REJECTED] += !row_empty(r, camera_record_second_at);
	s->records++;
	return record_lived(c, r, &l);
}

/* ---- the case ---- */

static void
decide(struct year *y, struct year_state *s, struct row *r, struct life *l, const struct found *f, int64_t at, int64_t by)
{
	bool general = !f->kind->simple;

	if (general) {
		if (!life_step(l, "approve", at = later(s, at, HOUR, 20, 90), y->actor[ACT_LEADER]))
			return;
		row_set_int(r, violation_case_approved_by, y->actor[ACT_LEADER]);
		at = later(s, at, HOUR, 1, 20);
	}
	if (!life_step(l, "decide", at += 2 * MINUTE, by))
		return;
	row_set_int(r, violation_case_decided_at, at);
	row_set_int(r, violation_case_decided_by, by);
	row_set_text(r, violation_case_decision_no, arena_printf(r->arena, "%04d-%06lld-S%08lld", civil_of(beijing_day(at)).year, (long long)r->unit,
	    (long long)s->cases));
	row_set_int(r, violation_case_surcharge_told, 1);
	row_set_text(r, violation_case_remedy, general ? S("both") : S("reconsider_first"));
	if (!life_step(l, "serve", at += MINUTE, by))
		return;
	row_set_text(r, violation_case_service, chance(s, 40) ? S("electronic") : S("direct"));
	row_set_int(r, violation_case_consent, row_is(r, violation_case_service, "electronic"));
	row_set_int(r, violation_case_served_at, at);
	if (!general) {
		row_set_int(r, violation_case_file_by, at + 2 * DAY_MS);
		if (life_step(l, "file", at + MINUTE, by))
			row_set_int(r, violation_case_filed_at, at + MINUTE);
	}
}

/* Most pay within the fifteen days of law; of the rest most after. */
static int64_t
pay(struct year_state *s, struct row *r, struct life *l)
{
	int64_t served = row_time(r, violation_case_served_at), due = beijing_start_ms(beijing_day(served) + 16), at;

	if (row_empty(r, violation_case_served_at))
		return INT64_MAX;
	r->due_from = served;
	if (chance(s, 97)) {
		at = chance(s, 60) ? later(s, served, MINUTE, 2, 300) : later(s, served, HOUR, 5, 350);
	} else {
		if (!life_step(l, "fall_due", due + 5000, 0))
			return INT64_MAX;
		r->due_from = due - 1;
		at = chance(s, 80) ? later(s, due, HOUR, 4, 600) : INT64_MAX;
	}
	return life_step(l, "pay", at, 0) ? at : INT64_MAX;
}

static enum err
live_order(struct call *c, struct year *y, struct year_state *s, const struct row *r, int64_t paid)
{
	struct row *o = row_new(c->arena, &payment_order_record);
	struct life l = { .now_ms = y->now_ms };
	int64_t served = row_time(r, violation_case_served_at), number = s->orders++;

	o->unit = r->unit;
	o->created_at = served;
	row_set_text(o, payment_order_number, arena_printf(c->arena, "JK%.*s", (int)row_text(r, violation_case_decision_no).n,
	    row_text(r, violation_case_decision_no).p));
	row_set_int(o, payment_order_violation_case, r->id);
	row_set_int(o, payment_order_fine, row_int(r, violation_case_fine));
	row_set_int(o, payment_order_pay_by, beijing_start_ms(beijing_day(served) + 16));
	row_set_int(o, payment_order_surcharge_told, 1);
	if (paid <= y->now_ms && life_step(&l, "pay", paid, 0)) {
		int64_t extra, at = paid;
		enum err e = payment_surcharge(c, o, at, &extra);
		if (e)
			return e;
		row_set_int(o, payment_order_paid_fine, row_int(r, violation_case_fine));
		row_set_int(o, payment_order_paid_surcharge, extra);
		row_set_int(o, payment_order_paid_at, at);
		row_set_text(o, payment_order_transaction, arena_printf(c->arena, "SIM%010lld", (long long)number));
	}
	return record_lived(c, o, &l);
}

static void
tell(struct row *r, struct life *l, const struct found *f, int64_t at, int64_t by)
{
	const struct year_kind *k = f->kind;
	bool suspended = slice_is(slice_of(k->code), "1712");

	if (!life_step(l, "tell", at, by))
		return;
	r->due_from = at;
	row_set_text(r, violation_case_procedure, k->simple ? S("simple") : S("general"));
	row_set_text(r, violation_case_penalty, suspended ? S("suspension") : S("fine"));
	row_set_int(r, violation_case_fine, k->fine);
	if (suspended)
		row_set_int(r, violation_case_suspend_months, 6);
	row_set_int(r, violation_case_points, k->points);
	row_set_text(r, violation_case_facts, arena_printf(r->arena, "模拟数据：%s", k->behaviour));
	row_set_text(r, violation_case_told_way, k->simple ? S("oral") : S("record"));
	row_set_int(r, violation_case_told_at, at);
}

static void
set_party(struct year *y, struct year_state *s, struct row *r, const struct found *f)
{
	struct slice id = year_party(r->arena, f->person);

	row_set_text(r, violation_case_party, S("driver"));
	row_set_text(r, violation_case_party_kind, S("person"));
	row_set_text(r, violation_case_party_name, arena_printf(r->arena, "模拟当事人%u", f->person));
	row_set_text(r, violation_case_party_id, id);
	row_set_text(r, violation_case_party_key, year_key(y, r->arena, "case.party", id));
	row_set_int(r, violation_case_own_vehicle, !chance(s, 5));
}

static void
set_vehicle(struct year *y, struct row *r, const struct found *f)
{
	struct slice plate = year_plate(r->arena, f->vehicle);

	row_set_text(r, violation_case_subject, slice_of(f->kind->behaviour));
	row_set_text(r, violation_case_code, slice_of(f->kind->code));
	row_set_int(r, violation_case_violation, f->kind->violation);
	row_set_int(r, violation_case_happened_at, f->at_ms);
	row_set_text(r, violation_case_address, f->spot->where);
	row_set_text(r, violation_case_road, S("urban"));		/* its limits and fines are those of a city's roads */
	row_set_text(r, violation_case_plate, plate);
	row_set_text(r, violation_case_plate_class, S("02"));
	row_set_text(r, violation_case_vehicle_key, year_key(y, r->arena, "case.vehicle", arena_printf(r->arena, "02-%.*s", (int)plate.n, plate.p)));
}

/* 道路交通安全法 110: who may lose his licence gives it up until the case is decided. */
static enum err
live_measure(struct call *c, struct year *y, struct year_state *s, const struct row *r, const struct found *f, int64_t by)
{
	struct row *m = row_new(c->arena, &measure_record);
	struct life l = { .now_ms = y->now_ms };

	m->unit = r->unit;
	m->created_at = f->at_ms + 12 * MINUTE;
	m->created_by = by;
	row_set_text(m, measure_voucher, arena_printf(c->arena, "SIM-M%08lld", (long long)s->measures++));
	row_set_int(m, measure_violation_case, r->id);
	row_set_text(m, measure_kind, S("licence"));
	row_set_text(m, measure_thing, arena_printf(c->arena, "驾驶证 SIM%012u", f->person));
	row_set_int(m, measure_taken_at, f->at_ms + 12 * MINUTE);
	row_set_text(m, measure_place, f->spot->where);
	row_set_int(m, measure_officer2, y->actor[ACT_OFFICER]);
	row_set_text(m, measure_ground, S("道路交通安全法91、110（模拟数据）"));
	row_set_int(m, measure_told, 1);
	if (life_step(&l, "approve", later(s, m->created_at, HOUR, 1, 20), y->actor[ACT_LEADER])) {
		row_set_int(m, measure_approved_by, y->actor[ACT_LEADER]);
		if (life_step(&l, "hand_over", later(s, l.step[0].at_ms, MINUTE, 5, 100), by)) {
			row_set_int(m, measure_handed_at, l.step[1].at_ms);
			row_set_text(m, measure_custody, S("大队证件保管柜"));
		}
	}
	return record_lived(c, m, &l);
}

struct drawn_case {
	struct row *row;
	struct life life;
	int64_t paid, end;		/* INT64_MAX: not yet */
};

static struct drawn_case
draw_case(struct call *c, struct year *y, struct year_state *s, const char *source, const struct found *f, int64_t at, int64_t by)
{
	struct row *r = row_new(c->arena, &violation_case_record);
	struct drawn_case d = { .row = r, .life = { .now_ms = y->now_ms }, .end = INT64_MAX };

	row_set_text(r, violation_case_source, slice_of(source));
	r->unit = f->spot->unit;
	r->created_at = at;
	r->created_by = by;
	row_set_int(r, violation_case_appeared_at, at);
	set_vehicle(y, r, f);
	if (life_step(&d.life, "establish", at + MINUTE, by))
		set_party(y, s, r, f);
	tell(r, &d.life, f, at + 3 * MINUTE, by);
	decide(y, s, r, &d.life, f, at + 3 * MINUTE, by);
	d.paid = pay(s, r, &d.life);
	if (d.paid < INT64_MAX && life_step(&d.life, "close", d.paid + 30 * MINUTE, y->actor[ACT_CLERK]))
		d.end = d.paid + 30 * MINUTE;
	s->cases++;
	return d;
}

static enum err
write_case(struct call *c, struct year *y, struct year_state *s, const struct drawn_case *d)
{
	enum err e = record_lived(c, d->row, &d->life);

	return e || row_empty(d->row, violation_case_served_at) ? e : live_order(c, y, s, d->row, d->paid);
}

/* ---- both ways ---- */

/* 违法处理程序规定 41: slight, and corrected at once. */
static enum err
live_warning(struct call *c, struct year *y, struct year_state *s, struct found *f, int64_t by)
{
	struct row *r = row_new(c->arena, &violation_case_record);
	struct life l = { .now_ms = y->now_ms };

	row_set_text(r, violation_case_source, S("stop"));
	r->unit = f->spot->unit;
	r->created_at = f->at_ms;
	r->created_by = by;
	set_vehicle(y, r, f);
	f->total[TOTAL_STOPS_ENDED] += life_step(&l, "warn_orally", f->at_ms + 3 * MINUTE, by);
	s->cases++;
	return record_lived(c, r, &l);
}

enum err
live_stop(struct call *c, struct year *y, struct year_state *s, struct found *f)
{
	int64_t by = year_officer(y, f->spot->unit);
	struct drawn_case d;
	enum err e;

	f->total[TOTAL_STOPS]++;
	if (f->kind->simple && chance(s, 6))
		return live_warning(c, y, s, f, by);
	d = draw_case(c, y, s, "stop", f, f->at_ms + 2 * MINUTE, by);
	if (!f->kind->simple)
		row_set_int(d.row, violation_case_officer2, y->actor[ACT_OFFICER]);
	f->total[TOTAL_STOPS_ENDED] += d.end < INT64_MAX;
	e = write_case(c, y, s, &d);
	return e || strcmp(f->kind->code, "1712") ? e : live_measure(c, y, s, d.row, f, by);
}

/* 违法处理程序规定 22: an objection that holds ends in the record's cancellation. */
static bool
object(struct year *y, struct year_state *s, struct row *r, struct life *l, int64_t notified, bool *ret_cancelled)
{
	int64_t at = later(s, notified, HOUR, 4, 400);

	if (!life_step(l, "object", at, y->actor[ACT_CLERK]))
		return false;
	row_set_text(r, camera_record_objection, S("模拟数据：当事人认为记录有误"));
	row_set_int(r, camera_record_objected_at, at);
	r->due_from = at;
	at = later(s, at, HOUR, 8, 80);
	if (chance(s, 60)) {
		if (!life_step(l, "dismiss", at, y->actor[ACT_CASE_OFFICER]))
			return false;
		row_set_text(r, camera_record_answer, S("模拟数据：证据清楚，异议不成立"));
		r->due_from = notified;
		return true;
	}
	if (life_step(l, "uphold", at, y->actor[ACT_LEGAL])) {
		r->due_from = at;
		row_set_text(r, camera_record_cancel_ground, S("unclear"));
		row_set_text(r, camera_record_answer, S("模拟数据：画面不足以认定，异议成立"));
		row_set_int(r, camera_record_verified_by, y->actor[ACT_LEGAL]);
		*ret_cancelled = life_step(l, "cancel", later(s, at, HOUR, 2, 40), y->actor[ACT_LEADER]);
	}
	return false;
}

static bool
until_notified(struct year *y, struct year_state *s, struct row *r, struct life *l, struct found *f, int64_t *ret_at)
{
	int64_t at = first_review(y, s, r, l, "pass");

	at = second_review(y, s, r, l, "enter", at);
	if (row_empty(r, camera_record_second_at))
		return false;
	f->total[TOTAL_USED]++;
	if (at + HOUR <= y->now_ms)
		row_set_text(r, camera_record_register_no, arena_printf(r->arena, "SIM-%010lld", (long long)s->records));
	at = later(s, at, HOUR, 2, chance(s, 1) ? 240 : 60);
	if (!life_step(l, "notify", at, y->actor[ACT_CLERK]))
		return false;
	row_set_text(r, camera_record_notify_way, chance(s, 70) ? S("app") : S("sms"));
	row_set_int(r, camera_record_notified_at, at);
	r->due_from = at;
	*ret_at = at;
	return true;
}

enum err
live_camera(struct call *c, struct year *y, struct year_state *s, struct found *f, bool rejected)
{
	struct row *r;
	struct life l = { .now_ms = y->now_ms };
	struct drawn_case d = { .end = INT64_MAX };
	int64_t notified = 0, at = INT64_MAX;
	bool open, cancelled = false;
	enum err e;

	if (rejected)
		return live_rejected(c, y, s, f);
	r = record_row(c, y, s, f);
	f->total[TOTAL_RECORDED]++;
	open = until_notified(y, s, r, &l, f, &notified);
	if (open && chance(s, 2))
		open = object(y, s, r, &l, notified, &cancelled);
	f->total[TOTAL_CANCELLED] += cancelled;
	if (open && chance(s, 98))
		at = later(s, l.step[l.n - 1].at_ms, HOUR, 3, chance(s, 70) ? 200 : 690);
	s->records++;
	if (open && at < INT64_MAX && life_step(&l, "accept", at, y->actor[ACT_CASE_OFFICER])) {
		d = draw_case(c, y, s, "camera", f, at, y->actor[ACT_CASE_OFFICER]);
		if (d.end < INT64_MAX)
			(void)life_step(&l, "close", d.end, y->actor[ACT_CLERK]);
	}
	if ((e = record_lived(c, r, &l)) || !d.row)
		return e;
	row_set_int(d.row, violation_case_camera_record, r->id);
	return write_case(c, y, s, &d);
}
