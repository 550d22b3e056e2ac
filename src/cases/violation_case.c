/* SPDX-License-Identifier: Apache-2.0 */
/* violation_case.c - how a case begins, and facts that the other files of its steps share. */
#include "cases/violation_case.h"

#include <string.h>

#include "base/hash.h"
#include "cases/camera_evidence.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "cases/on_site.h"
#include "cases/violation_code.h"
#include "engine/first.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "org/device.h"
#include "people/person.h"
#include "people/seal.h"

/* ---- shared ---- */

enum err
case_over(struct call *c, const struct row *r)
{
	return r->due_at && c->now_ms < r->due_at ?
	    refuse_text(c, E_GUARD, "due_at", "法定期间尚未届满", "the period of law has not run out") : E_OK;
}

enum err
case_attached(struct call *c, const struct row *r, const char *slot, bool *ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM attachment WHERE record = ?1 AND row = ?2 AND slot = ?3 AND removed_at IS NULL LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(slice_of(r->rec->name)), FIRST_INT(r->id), FIRST_TEXT(slice_of(slot)) }, 3, &id);

	*ret = id != 0;
	return e;
}

/* The same person or vehicle, told apart without saying which: what rules and figures compare. */
enum err
case_key(struct call *c, const char *purpose, struct slice text, struct slice *ret)
{
	struct people_key key;
	struct digest d;
	struct buf hex;
	enum err e = people_key_open(&key, c->engine->options.data_dir);

	if (e)
		return refuse(c, e, NULL, -1);
	d = digest_keyed(&key, purpose, text);
	people_key_wipe(&key);
	buf_init(&hex, 64);
	hex_encode(&hex, (struct slice){ (const char *)d.byte, 16 });
	*ret = arena_copy(c->arena, buf_slice(&hex));
	buf_free(&hex);
	return E_OK;
}

enum err
case_close_record(struct call *c, const struct row *r, const char *verb)
{
	struct row *record, *after;
	enum err e;

	if (row_empty(r, violation_case_camera_record))
		return E_OK;
	if ((e = record_load(c, &camera_record_record, row_ref(r, violation_case_camera_record), &record)) || record->state != camera_record_is_accepted)
		return e;
	return record_fire_as_system(c, &camera_record_record, record->id, verb, &after);
}

/* Its decision is cancelled. With a ground of 规定 22 the record is to be cancelled too, within three days by another person; without, it is dealt with anew. */
enum err
case_release_record(struct call *c, const struct row *r)
{
	struct row *change = row_new(c->arena, &camera_record_record), *after;
	bool was = c->as_system, ground = !row_empty(r, violation_case_cancel_ground);
	enum err e;

	if (row_empty(r, violation_case_camera_record))
		return ground ? refuse_text(c, E_BAD_VALUE, "cancel_ground", "现场查处的案件没有电子监控记录", "a stop has no camera record") : E_OK;
	if (ground)
		row_set_text(change, camera_record_cancel_ground, row_text(r, violation_case_cancel_ground));
	c->as_system = true;
	e = record_fire(c, &camera_record_record, row_ref(r, violation_case_camera_record), 0, ground ? "verify" : "reopen", change,
	    ground ? 1ull << camera_record_cancel_ground : 0, &after);
	c->as_system = was;
	return e;
}

/* ---- beginning ---- */

/* 规定 7/2, 高速条例 55: the road decides how many officers there are and which ladder holds; of a camera it is that where the device stands. */
static enum err
take_road(struct call *c, struct row *r, const struct row *record)
{
	struct row *device;
	enum err e = record_load(c, &device_record, row_ref(record, camera_record_device), &device);

	if (e || row_empty(device, device_road_class))
		return e;
	row_set_text(r, violation_case_road, row_is(device, device_road_class, "urban") ? S("urban") : row_is(device, device_road_class, "motorway") ?
	    S("motorway") : S("highway"));
	return E_OK;
}

/* 处理程序规定 19, 20, 54: only what was entered and notified becomes a case; its facts are the record's. */
static enum err
take_record(struct call *c, struct row *r)
{
	static const struct {
		int to, from;
	} taken[] = {
		{ violation_case_code, camera_record_code }, { violation_case_happened_at, camera_record_captured_at },
		{ violation_case_address, camera_record_address }, { violation_case_plate, camera_record_plate },
		{ violation_case_plate_class, camera_record_plate_class }, { violation_case_speed_kmh, camera_record_speed_kmh },
		{ violation_case_limit_kmh, camera_record_limit_kmh },
	};
	struct row *record, *after;
	enum err e;

	if (row_empty(r, violation_case_camera_record))
		return refuse(c, E_MISSING, r->rec, violation_case_camera_record);
	if ((e = record_load(c, &camera_record_record, row_ref(r, violation_case_camera_record), &record)))
		return e;
	if (record->state != camera_record_is_notified && record->state != camera_record_is_extended)
		return refuse_text(c, E_GUARD, "camera_record", "记录须已审核录入并告知（违法处理程序规定19、20）", "the record must have been audited, entered and notified");
	if (row_bool(r, violation_case_absent) && (record->state != camera_record_is_notified || !record->due_at || c->now_ms < record->due_at))
		return refuse_text(c, E_GUARD, "absent", "未满三十日或者已申请延期的，不得按未到案办理（违法处理程序规定54/1）",
		    "nobody is absent before the thirty days are over, or who has asked for an extension");
	for (size_t i = 0; i < N_ELEMS(taken); i++)
		r->value[taken[i].to] = record->value[taken[i].from];
	if ((e = take_road(c, r, record)))
		return e;
	r->unit = record->unit;		/* 处理程序规定 5/2: the place of the violation decides */
	return record_fire_as_system(c, &camera_record_record, record->id, "accept", &after);
}

static enum err
take_stop(struct call *c, struct row *r)
{
	if (!row_empty(r, violation_case_camera_record) || row_bool(r, violation_case_absent))
		return refuse_text(c, E_BAD_VALUE, "source", "现场查处的案件没有电子监控记录", "a stop has no camera record");
	if (row_empty(r, violation_case_code))
		return refuse(c, E_MISSING, r->rec, violation_case_code);
	if (row_empty(r, violation_case_happened_at))
		return refuse(c, E_MISSING, r->rec, violation_case_happened_at);
	if (row_empty(r, violation_case_address))
		return refuse(c, E_MISSING, r->rec, violation_case_address);
	if (row_empty(r, violation_case_road))
		return refuse(c, E_MISSING, r->rec, violation_case_road);
	if (row_time(r, violation_case_happened_at) > c->now_ms + 300000)
		return refuse_text(c, E_BAD_VALUE, "happened_at", "违法时间不能晚于当前时间", "must not lie in the future");
	if (!row_is(r, violation_case_road, "urban") && row_empty(r, violation_case_officer2))
		return refuse_text(c, E_GUARD, "officer2", "在公路上执勤执法不得少于两人（违法处理程序规定7/2）", "on a highway two officers must be present");
	if (!row_empty(r, violation_case_plate))
		return case_plate(c, r, violation_case_plate);
	return E_OK;
}

/* 行政处罚法 36: what was not found within two years is not penalised. */
static enum err
within_limitation(struct call *c, const struct row *r)
{
	int64_t end;
	enum err e = law_term_end(c, "penalty_limitation", row_time(r, violation_case_happened_at), &end);

	if (e || c->now_ms < end || row_is(r, violation_case_source, "camera"))	/* found when it was recorded */
		return e;
	return refuse_text(c, E_GUARD, "happened_at", "违法行为在二年内未被发现的不再处罚（行政处罚法36/1）", "not penalised after two years");
}

static enum err
take_violation(struct call *c, struct row *r)
{
	struct row *v;
	struct slice behaviour, key;
	enum err e = first_version(c, &violation_code_record, row_text(r, violation_case_code), row_time(r, violation_case_happened_at), &v);

	if (e == E_NOT_FOUND)
		return refuse_text(c, E_BAD_VALUE, "code", "违法时没有此代码", "no such code was in force at the time");
	if (e)
		return e;
	if (row_is(v, violation_code_family, "speed") && row_empty(r, violation_case_road))
		return refuse(c, E_MISSING, r->rec, violation_case_road);
	behaviour = row_text(v, violation_code_behaviour);
	row_set_int(r, violation_case_violation, v->id);
	row_set_text(r, violation_case_subject, behaviour);
	if (row_empty(r, violation_case_plate))
		return E_OK;
	if ((e = case_not_recorded(c, r, row_text(v, violation_code_family))) ||
	    (e = case_vehicle_key(c, row_text(r, violation_case_plate_class), row_text(r, violation_case_plate), &key)))
		return e;
	row_set_text(r, violation_case_vehicle_key, key);
	return E_OK;
}

/* A notice given at the scene: fifteen days to appear (规定 46/1/3), filed within 24 hours (46/2). */
static enum err
begin_clock(struct call *c, struct row *r)
{
	int64_t by;
	enum err e;

	if (!row_bool(r, violation_case_notice_given)) {
		if (!row_bool(r, violation_case_absent))
			row_set_int(r, violation_case_appeared_at, c->now_ms);
		return E_OK;
	}
	r->state = violation_case_is_summoned;
	if ((e = law_term_end(c, "spot_notice_file", c->now_ms, &by)))
		return e;
	row_set_int(r, violation_case_file_by, by);
	return E_OK;
}

static enum err
violation_case_check(struct call *c, struct row *r)
{
	bool camera = row_is(r, violation_case_source, "camera");
	enum err e;

	if (r->id)	/* what he was told, and what was decided, stands on it */
		return r->state == violation_case_is_accepted || r->state == violation_case_is_summoned ? E_OK :
		    refuse_text(c, E_GUARD, "factor", "告知之后不得更改，须重新拟定", "after he was told nothing is changed: the case is reworked");
	if (!row_empty(r, violation_case_officer2) && row_ref(r, violation_case_officer2) == c->who->person && c->who->person)
		return refuse_text(c, E_BAD_VALUE, "officer2", "须为另一人", "must be another person");
	if (camera && row_bool(r, violation_case_notice_given))
		return refuse_text(c, E_BAD_VALUE, "notice_given", "电子监控案件没有现场通知书", "a camera case has no notice given at the scene");
	if ((e = camera ? take_record(c, r) : take_stop(c, r)) || (e = take_violation(c, r)) || (e = within_limitation(c, r)))
		return e;
	return begin_clock(c, r);
}

/* The force's own rule: a notice is given at the scene while a recorder records that did so since the stop was taken up, of those who stopped him. */
static struct on_site
of_notice(const struct row *r)
{
	return (struct on_site){ "handling_notice", r->unit, r->created_by, row_ref(r, violation_case_officer2), r->created_at, r->id, 0,
		row_text(r, violation_case_subject) };
}

static enum err
case_may_give_notice(struct call *c, const struct row *r)
{
	struct on_site site = of_notice(r);
	struct recorder_cover cover;
	enum err e = case_no_notice(c, r);

	return e ? e : on_site_demand(c, &site, &cover);
}

static enum err
case_notice_at_scene(struct call *c, struct row *draft)
{
	struct on_site site = of_notice(draft);
	struct recorder_cover cover;
	int64_t id;
	enum err e;

	if ((e = on_site_demand(c, &site, &cover)) || (e = case_give_notice(c, draft)) || (e = on_site_issue(c, &site, &cover, &id)))
		return e;
	if (id)
		row_set_int(draft, violation_case_site_recording, id);
	return E_OK;
}

/* 规定 54/2: who comes is handled in the ordinary way, and is absent no more. */
enum err
case_appear(struct call *c, struct row *draft)
{
	if (row_bool(draft, violation_case_absent))
		row_set_int(draft, violation_case_absent, 0);
	row_set_int(draft, violation_case_appeared_at, c->now_ms);
	return E_OK;
}

/* 处罚法 42/1: who works on the case beside him says so himself; not to lend his recording to a decision on the spot that was refused for want of one. */
static enum err
case_may_join(struct call *c, const struct row *r)
{
	int64_t refused;
	enum err e;

	if (!row_empty(r, violation_case_officer2))
		return refuse_text(c, E_GUARD, "officer2", "已有另一民警，不得更换", "there is a second officer already, who is not replaced");
	if (!c->who->person || c->who->person == r->created_by)
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	e = first_id(c, "SELECT id FROM recording_refusal WHERE violation_case = ?1 LIMIT 1", (struct first_arg[]){ FIRST_INT(r->id) }, 1, &refused);
	return e || !refused ? e : refuse_text(c, E_GUARD, "recorder", "现场出具因无执法记录被拒绝后，不得增加民警", "after a refusal for want of a recording nobody joins");
}

static enum err
case_join(struct call *c, struct row *draft)
{
	row_set_int(draft, violation_case_officer2, c->who->person);
	return E_OK;
}

/* 行政强制法 53, 54; 程序规定 208/2: in the name of an authority of county level, by its head. */
static enum err
case_may_apply_court(struct call *c, const struct row *r)
{
	struct row *a;
	enum err e = law_authority(c, "court_enforcement", c->now_ms, &a);

	return e || (e = law_may_decide(c, a, R_leader, r->unit)) ? e : case_may_apply(c, r);
}

/* 处理程序规定 42: only what was found at the scene. */
static enum err
case_at_scene(struct call *c, const struct row *r)
{
	return row_is(r, violation_case_source, "stop") && !row_bool(r, violation_case_notice_given) ? E_OK :
	    refuse_text(c, E_GUARD, "source", "口头警告限于当场发现的轻微违法（违法处理程序规定42）", "an oral warning is for what was found at the scene");
}

#define NAME violation_case
#define DEF "cases/violation_case.def"
#include "engine/define.h"
