/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/sharing_message.h"

#include <stdio.h>

#include "base/clock.h"
#include "engine/units.h"
#include "ingest/port_.h"
#include "net/json.h"

#define ORG_CODE 12
#define DEVICE_CODE 20

bool
sharing_covers(const struct sharing_terms *t, const struct directory *d, const struct history_row *r)
{
	const struct directory_tollgate *gate = directory_tollgate_row(d, r->p.tollgate);
	int32_t came = beijing_day((int64_t)r->p.received_s * 1000), seen = beijing_day(r->p.at_ms);

	return r->series == SERIES_LIVE && gate && units_within(gate->unit, t->unit) && !(r->p.plate & PLATE_ALIAS) && came >= t->from_day &&
	    came <= t->to_day && seen >= t->from_day && seen <= t->to_day;
}

/* ---- numbers: digits only, as long as they have to be ---- */

static size_t
padded(char *to, struct slice code, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = i < code.n ? code.p[i] : '0';
	return n;
}

void
sharing_notice_id(const struct sharing_notice *n, char ret[SHARING_NOTICE_ID + 1])
{
	char time[16];

	(void)port_local_time(n->now_ms, time);
	(void)padded(ret, n->org, ORG_CODE);
	(void)snprintf(ret + ORG_CODE, SHARING_NOTICE_ID + 1 - ORG_CODE, "04%.14s%05u", time, n->serial % 100000);
}

static struct slice
device_code(const struct directory *d, const struct passage *p)
{
	const struct directory_device *v = directory_device_row(d, p->device);
	const struct directory_tollgate *t = v ? NULL : directory_tollgate_row(d, p->tollgate);

	return v ? v->code : t ? t->code : (struct slice){ NULL, 0 };
}

/* 20 device, 02 image, 14 time, 5; 02, 5: the ten digits that are ours are of the place in the history, so that two of a second differ. */
void
sharing_vehicle_id(const struct directory *d, const struct history_row *r, char ret[SHARING_VEHICLE_ID + 1])
{
	uint32_t seq = (uint32_t)r->id, segment = (uint32_t)((uint64_t)r->id >> 32);
	char time[16];

	(void)port_local_time(r->p.at_ms, time);
	(void)padded(ret, device_code(d, &r->p), DEVICE_CODE);
	(void)snprintf(ret + DEVICE_CODE, SHARING_VEHICLE_ID + 1 - DEVICE_CODE, "02%.14s%05u02%02u%03u", time, seq % 100000, seq / 100000 % 100,
	    segment % 1000);
}

/* ---- the message ---- */

static void
member(struct buf *b, const char *name, struct slice value)
{
	buf_printf(b, ",\"%s\":", name);
	buf_json(b, value.p ? value : S(""));
}

static void
number(struct buf *b, const char *name, int v, bool known)
{
	if (known)
		buf_printf(b, ",\"%s\":%d", name, v);
}

static void
code(struct buf *b, const char *name, int v)
{
	if (v)
		buf_printf(b, ",\"%s\":\"%d\"", name, v);
	else
		buf_printf(b, ",\"%s\":\"\"", name);
}

static void
put_plate(struct buf *b, const struct passage *p)
{
	char text[PLATE_TEXT_MAX];
	size_t n = plate_print(p->plate, text);
	bool none = p->flags & PASSAGE_NO_PLATE && !p->plate;

	for (size_t i = 0; i < n; i++)
		text[i] = text[i] == '?' ? '-' : text[i];	/* GA/T 1400: a sign that was not read */
	buf_printf(b, ",\"HasPlate\":\"%d\"", !none);
	member(b, "PlateNo", p->plate ? (struct slice){ text, n } : S("无车牌"));
	if (p->class_code)
		buf_printf(b, ",\"PlateClass\":\"%02u\"", p->class_code);
	else
		buf_puts(b, ",\"PlateClass\":\"\"");
	code(b, "PlateColor", p->plate_colour);
	number(b, "PlateReliability", p->reliability, p->reliability != RELIABILITY_UNKNOWN);
}

/* The members that the standard requires and nobody here knows stand as devices write them when they have no picture. */
static void
put_vehicle(struct buf *b, const struct directory *d, const struct history_row *r)
{
	const struct passage *p = &r->p;
	const struct directory_device *v = directory_device_row(d, p->device);
	const struct directory_tollgate *t = directory_tollgate_row(d, p->tollgate);
	char id[SHARING_VEHICLE_ID + 1], time[16];

	sharing_vehicle_id(d, r, id);
	(void)port_local_time(p->at_ms, time);
	buf_printf(b, "{\"MotorVehicleID\":\"%s\",\"InfoKind\":1,\"SourceID\":\"\",\"StorageUrl1\":\"\",\"LeftTopX\":0,\"LeftTopY\":0,\"RightBtmX\":0,"
	    "\"RightBtmY\":0,\"PassTime\":\"%s\"", id, time);
	member(b, "TollgateID", t ? t->code : S(""));
	member(b, "DeviceID", v ? v->code : S(""));
	number(b, "LaneNo", p->lane, p->lane > 0);
	put_plate(b, p);
	number(b, "Speed", p->speed_kmh, p->speed_kmh != SPEED_UNKNOWN);
	code(b, "Direction", p->direction);
	code(b, "VehicleColor", p->vehicle_colour);
	member(b, "VehicleClass", p->vehicle_type ? slice_of(passage_vehicle_type_code(p->vehicle_type)) : S(""));
	buf_putc(b, '}');
}

void
sharing_message(struct buf *b, const struct sharing_notice *n, const struct directory *d, const struct history_row *row, size_t nrow)
{
	char id[SHARING_NOTICE_ID + 1], vehicle[SHARING_VEHICLE_ID + 1], time[16];

	sharing_notice_id(n, id);
	(void)port_local_time(n->now_ms, time);
	buf_printf(b, "{\"SubscribeNotificationListObject\":{\"SubscribeNotificationObject\":[{\"NotificationID\":\"%s\"", id);
	member(b, "SubscribeID", n->subscribe_id);
	member(b, "Title", n->title);
	buf_printf(b, ",\"TriggerTime\":\"%s\",\"InfoIDs\":\"", time);
	for (size_t i = 0; i < nrow; i++) {
		sharing_vehicle_id(d, &row[i], vehicle);
		buf_printf(b, "%s%s", i ? "," : "", vehicle);
	}
	buf_puts(b, "\",\"ExecuteOperation\":1,\"MotorVehicleObjectList\":{\"MotorVehicleObject\":[");
	for (size_t i = 0; i < nrow; i++) {
		if (i)
			buf_putc(b, ',');
		put_vehicle(b, d, &row[i]);
	}
	buf_puts(b, "]}}]}}");
}

/* ---- the answer ---- */

static bool
status_code(const json_t *o, int64_t *ret)
{
	const json_t *v = json_object_get(o, "StatusCode");

	if (json_is_integer(v))
		*ret = json_integer_value(v);
	else if (!json_is_string(v) || !slice_int(json_slice(v), ret))
		return false;
	return true;
}

struct tally {
	int64_t good, refused, later;
};

static bool
count_line(const json_t *o, struct tally *t)
{
	int64_t v;

	if (!status_code(o, &v))
		return false;
	if (v == VIID_OK)
		t->good++;
	else if (v == VIID_NOT_ALLOWED || v == VIID_BAD_FORMAT || v == VIID_BAD_CONTENT)
		t->refused++;
	else
		t->later++;
	return true;
}

/* ResponseStatusListObject (of one or of many), or ResponseStatusObject alone. */
static bool
count_lines(const json_t *body, struct tally *t)
{
	const json_t *list = json_object_get(body, "ResponseStatusListObject"), *o = json_object_get(list ? list : body, "ResponseStatusObject"), *one;
	size_t i;

	if (!json_is_array(o))
		return json_is_object(o) && count_line(o, t);
	json_array_foreach(o, i, one)
		if (!count_line(one, t))
			return false;
	return json_array_size(o) > 0;
}

enum err
sharing_answer(int status, struct slice body, int64_t nrow, int64_t *ret_refused)
{
	json_scoped j = NULL;
	struct tally t = { 0 };
	size_t at;

	*ret_refused = 0;
	if (status < 200 || status > 299)
		return status == 401 ? E_BAD_CREDENTIALS : status >= 400 && status < 500 && status != 429 ? E_FORBIDDEN : E_BUSY;
	if (!slice_trim(body).n)
		return E_OK;
	if (json_read(body, &j, &at) || !count_lines(j, &t))
		return E_BAD_BODY;
	if (t.later || !t.good)
		return t.later ? E_BUSY : E_FORBIDDEN;
	*ret_refused = t.refused < nrow ? t.refused : nrow;
	return E_OK;
}
