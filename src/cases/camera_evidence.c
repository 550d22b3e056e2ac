/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/camera_evidence.h"

#include "base/clock.h"
#include "base/plate.h"
#include "cases/camera_record.h"
#include "cases/evidence_rule.h"
#include "cases/law.h"
#include "engine/record.h"
#include "org/device.h"

enum err
case_plate(struct call *c, struct row *r, int field)
{
	char text[PLATE_TEXT_MAX];
	plate_t p;

	if (!plate_pack(row_text(r, field), &p) || plate_unread(p))
		return refuse_text(c, E_BAD_VALUE, r->rec->field[field].name, "不是完整的号牌", "not a whole plate");
	row_set_text(r, field, (struct slice){ text, plate_print(p, text) });
	return E_OK;
}

enum err
camera_rule(struct call *c, const struct row *r, struct row **ret)
{
	enum err e = first_version(c, &evidence_rule_record, row_text(r, camera_record_family), row_time(r, camera_record_captured_at), ret);

	return e != E_NOT_FOUND ? e : refuse_text(c, E_GUARD, "family", "没有有效的取证规则", "no evidence rule is in force");
}

/* ---- evidence ---- */

static enum err
has_pictures(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e;

	if (!row_empty(r, camera_record_passage))
		return E_OK;
	e = first_id(c, "SELECT id FROM attachment WHERE record = 'camera_record' AND row = ?1 AND slot = 'picture' AND removed_at IS NULL LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(r->id) }, 1, &id);
	if (e || id)
		return e;
	return refuse_text(c, E_GUARD, "picture", "没有证据图片", "there is no picture");
}

static enum err
pictures(struct call *c, const struct row *r, const struct row *rule)
{
	int64_t seconds = row_int(rule, evidence_rule_interval_s), last = row_time(r, camera_record_last_at);

	if (row_int(r, camera_record_frames) < row_int(rule, evidence_rule_frames))
		return refuse_text(c, E_GUARD, "frames", "画面数少于取证规则的要求（GA/T 832）", "fewer pictures than the evidence rule asks");
	if (seconds && last - row_time(r, camera_record_captured_at) < seconds * 1000)
		return refuse_text(c, E_GUARD, "last_at", "首末画面间隔不足（GA/T 832）", "first and last picture are too near in time");
	if (row_bool(rule, evidence_rule_displacement) && !row_bool(r, camera_record_displacement))
		return refuse_text(c, E_GUARD, "displacement", "须确认画面间位移可见（GA/T 832）", "displacement must be seen between the pictures");
	return has_pictures(c, r);
}

static enum err
measures(struct call *c, const struct row *r, const struct row *rule)
{
	int64_t clock = row_int(r, camera_record_clock_ms), most = row_int(rule, evidence_rule_clock_ms);

	if (row_empty(r, camera_record_clock_ms))
		return refuse_text(c, E_MISSING, "clock_ms", "须有时钟误差（GA/T 832）", "the clock error must be known");
	if (clock > most || clock < -most)
		return refuse_text(c, E_GUARD, "clock_ms", "时钟误差超过取证规则的上限（GA/T 832）", "the clock is more wrong than the rule allows");
	if (row_bool(rule, evidence_rule_measured) &&
	    (row_empty(r, camera_record_limit_kmh) || row_int(r, camera_record_speed_kmh) <= row_int(r, camera_record_limit_kmh)))
		return refuse_text(c, E_GUARD, "speed_kmh", "须有高于限速值的测速值", "a measured speed above the limit is needed");
	if (row_int(rule, evidence_rule_warn_min) && (row_empty(r, camera_record_warned_at) ||
	    row_time(r, camera_record_captured_at) - row_time(r, camera_record_warned_at) > row_int(rule, evidence_rule_warn_min) * 60000))
		return refuse_text(c, E_GUARD, "warned_at", "须先行提醒，仍不改正的才记录", "a warning must come first");
	return E_OK;
}

/* DATE fields compare as text. */
static bool
by_day(const struct row *device, int field, struct slice day, bool until)
{
	struct slice s = row_text(device, field);
	int order;

	if (s.n < day.n)
		return false;
	order = memcmp(s.p, day.p, day.n);
	return until ? order >= 0 : order <= 0;
}

static enum err
device_in_order(struct call *c, const struct row *r, const struct row *rule)
{
	char text[TIME_TEXT_MAX];
	struct slice day = { text, date_print(beijing_day(row_time(r, camera_record_captured_at)), text) };
	struct row *device;
	enum err e = record_load(c, &device_record, row_ref(r, camera_record_device), &device);

	if (e)
		return e;
	if (row_bool(rule, evidence_rule_verified) && !by_day(device, device_verified_until, day, true))
		return refuse_text(c, E_GUARD, "device", "违法时设备检定不在有效期（违法处理程序规定15/2）", "the device was not verified at the time");
	if (row_bool(rule, evidence_rule_reviewed) && !by_day(device, device_reviewed_on, day, false))
		return refuse_text(c, E_GUARD, "device", "违法时设备未经法制和技术审核（行政处罚法41/1）", "the device had not been legally and technically reviewed at the time");
	if (row_bool(rule, evidence_rule_published) && !by_day(device, device_published_on, day, false))
		return refuse_text(c, E_GUARD, "device", "违法时设备设置地点未公布（行政处罚法41、违法处理程序规定16/2）", "the place of the device was not published at the time");
	if (row_bool(rule, evidence_rule_warning_sign) && !by_day(device, device_warning_sign_on, day, false))
		return refuse_text(c, E_GUARD, "device", "违法时路段未设测速警告标志（违法处理程序规定17/1）", "there was no warning sign at the time");
	return E_OK;
}

enum err
camera_evidence(struct call *c, const struct row *r)
{
	struct row *rule;
	enum err e = camera_rule(c, r, &rule);

	if (e || (e = pictures(c, r, rule)) || (e = measures(c, r, rule)))
		return e;
	return device_in_order(c, r, rule);
}

/* ---- the same fact ---- */

enum err
camera_same_fact(struct call *c, const struct row *r, bool used, int64_t *ret)
{
	struct row *rule;
	int64_t at = row_time(r, camera_record_captured_at), window;
	enum err e = camera_rule(c, r, &rule);

	if (e)
		return e;
	window = row_int(rule, evidence_rule_same_fact_min) * 60000;
	return first_id(c, used ?
	    "SELECT id FROM camera_record WHERE plate = ?1 AND plate_class = ?2 AND captured_at >= ?3 AND captured_at <= ?4 AND family = ?5 AND id <> ?6"
	    " AND (device = ?7 OR tollgate = ?8) AND state NOT IN ('captured', 'first_reject', 'rejected', 'cancelled') ORDER BY captured_at, id LIMIT 1" :
	    "SELECT id FROM camera_record WHERE plate = ?1 AND plate_class = ?2 AND captured_at >= ?3 AND captured_at <= ?4 AND family = ?5 AND id <> ?6"
	    " AND (device = ?7 OR tollgate = ?8) AND state NOT IN ('rejected', 'cancelled') ORDER BY captured_at, id LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(row_text(r, camera_record_plate)), FIRST_TEXT(row_text(r, camera_record_plate_class)), FIRST_INT(at - window),
	    FIRST_INT(at + window), FIRST_TEXT(row_text(r, camera_record_family)), FIRST_INT(r->id), FIRST_INT(row_ref(r, camera_record_device)),
	    FIRST_INT(row_ref(r, camera_record_tollgate)) }, 8, ret);
}

/* ---- exemptions ---- */

/* Police plates by class; fire, ambulance and rescue vehicles by the form of their plate. Whether on a task a person says. */
bool
camera_emergency_class(const struct row *r)
{
	plate_t p;

	if (row_is(r, camera_record_plate_class, "23") || row_is(r, camera_record_plate_class, "24"))
		return true;
	return plate_pack(row_text(r, camera_record_plate), &p) && (plate_form(p) == PLATE_POLICE || plate_form(p) == PLATE_EMERGENCY);
}

enum err
camera_exemption(struct call *c, const struct row *r, struct slice *ret)
{
	static const struct {
		const char *name, *text;
	} where[] = {
		{ "permit", "SELECT id FROM exemption WHERE plate = ?1 AND plate_class = ?2 AND from_at <= ?3 AND to_at > ?3 AND state = 'in_force' AND kind = 'permit'"
		    " AND (family IS NULL OR family = ?4) LIMIT 1" },
		{ "emergency", "SELECT id FROM exemption WHERE plate = ?1 AND plate_class = ?2 AND from_at <= ?3 AND to_at > ?3 AND state = 'in_force' AND kind = 'task'"
		    " AND (family IS NULL OR family = ?4) LIMIT 1" },
		{ "stolen", "SELECT id FROM watch_entry WHERE plate = ?1 AND (plate_class IS NULL OR plate_class = ?2) AND category = 'stolen' AND (from_at IS NULL"
		    " OR from_at <= ?3) AND to_at > ?3 AND CAST(?4 AS TEXT) <> '' AND state IN ('urgent', 'in_force', 'met') LIMIT 1" },
		{ "cloned", "SELECT id FROM watch_entry WHERE plate = ?1 AND (plate_class IS NULL OR plate_class = ?2) AND category = 'cloned' AND (from_at IS NULL"
		    " OR from_at <= ?3) AND to_at > ?3 AND CAST(?4 AS TEXT) <> '' AND state IN ('urgent', 'in_force', 'met') LIMIT 1" },
		{ "stolen", "SELECT id FROM registry_vehicle WHERE code = ?2 || '-' || ?1 AND stolen = 1 AND CAST(?3 AS BIGINT) > 0 AND CAST(?4 AS TEXT) <> '' LIMIT 1" },
	};
	int64_t stop;
	enum err e;

	*ret = (struct slice){ NULL, 0 };
	for (size_t i = 0; i < N_ELEMS(where); i++) {
		int64_t id;
		e = first_id(c, where[i].text, (struct first_arg[]){ FIRST_TEXT(row_text(r, camera_record_plate)),
		    FIRST_TEXT(row_text(r, camera_record_plate_class)), FIRST_INT(row_time(r, camera_record_captured_at)), FIRST_TEXT(row_text(r, camera_record_family)) },
		    4, &id);
		if (e)
			return e;
		if (id) {
			*ret = slice_of(where[i].name);
			return E_OK;
		}
	}
	if (!(e = camera_dealt_with(c, r, &stop)) && stop)
		*ret = S("handled");
	return e;
}
