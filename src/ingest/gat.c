/* SPDX-License-Identifier: Apache-2.0 */
/* gat.c - walks a body to its vehicles and reads each.
 *
 *   MotorVehicleListObject | MotorVehicleObjectList | (Subscribe|Disposition)Notification(List)Object ..   containers, in any nesting
 *     MotorVehicleObject: {..} or [{..}, ..]                                                                vehicles
 *       SubImageList: SubImageInfoObject: {..} or [{..}, ..]                                                gat_image.c
 */
#include <stdio.h>
#include "base/limits.h"
#include "ingest/gat_.h"

#define KEY_MAX 100			/* bytes of a key that is written with escapes */

void
gat_trouble(struct gat_reader *r, enum gat_trouble t, const char *field)
{
	if (r->v->trouble)
		return;
	r->v->trouble = t;
	r->v->field = field;
}

char
gat_peek(struct gat_reader *r)
{
	scan_space(&r->s);
	return r->s.p < r->s.end ? *r->s.p : 0;
}

static struct slice
unescaped(struct gat_reader *r, struct scan_string t)
{
	char *out;
	size_t n;

	if (!t.escaped)
		return t.text;
	out = arena_alloc(r->a, t.text.n + 1);
	return scan_text(t, out, t.text.n, &n) ? (struct slice){ out, n } : t.text;	/* an escape is longer than what it says */
}

bool
gat_scalar(struct gat_reader *r, struct slice *ret, bool *ret_nested)
{
	struct scan_string t;
	struct scan_value v;
	char c = gat_peek(r);

	*ret = (struct slice){ NULL, 0 };
	*ret_nested = false;
	if (c == '"') {
		r->s.p++;
		if (!scan_string(&r->s, &t))
			return false;
		*ret = unescaped(r, t);
		return true;
	}
	if (c == '{' || c == '[') {
		*ret_nested = true;
		return scan_skip(&r->s);
	}
	if (!scan_value(&r->s, &v))
		return false;
	*ret = v.kind == SCAN_TRUE ? S("1") : v.kind == SCAN_FALSE ? S("0") : v.text;
	return true;
}

bool
gat_next_field(struct gat_reader *r, struct gat_seen *seen, const struct gat_field **ret, bool *ret_twice)
{
	struct scan_string key;
	struct slice name;

	if (!scan_key(&r->s, &key))
		return false;
	name = unescaped(r, key);
	if ((*ret = gat_field_find(name))) {
		*ret_twice = gat_seen_known(seen, *ret);
		return true;
	}
	*ret_twice = !scan_keys_new(&seen->other, name);
	r->out->unknown_fields++;
	return scan_skip(&r->s);
}

/* ---- a vehicle ---- */

static struct gat_vehicle *
new_vehicle(struct gat_reader *r)
{
	struct gat_vehicles *out = r->out;

	if (out->n == r->max) {
		scan_fail(&r->s, r->s.p, "对象数超过上限|more objects than are taken at once");
		return NULL;
	}
	if (out->n == r->room) {
		struct gat_vehicle *old = out->v;
		r->room = r->room * 2 < r->max ? r->room * 2 : r->max;
		out->v = arena_array(r->a, struct gat_vehicle, r->room);
		memcpy(out->v, old, out->n * sizeof *old);
	}
	return &out->v[out->n++];
}

/* What is said about the plate, all fields together. */
static void
judge_plate(struct gat_reader *r)
{
	struct passage *p = &r->v->p;

	if (p->plate) {
		enum plate_form form = plate_form(p->plate);
		p->flags |= form == PLATE_WRONG ? PASSAGE_FORM : 0;
		p->flags |= plate_unread(p->plate) ? PASSAGE_UNREAD : 0;
	} else if (r->has_plate == 0 || (r->has_plate < 0 && r->v->plate_text.n)) {
		p->flags |= PASSAGE_NO_PLATE;
	} else {			/* there is one, says the device, or says nothing */
		p->flags |= PASSAGE_UNREAD;
	}
}

static void
finish(struct gat_reader *r)
{
	struct gat_vehicle *v = r->v;

	if (!v->id.n)
		gat_trouble(r, GAT_NO_ID, "MotorVehicleID");
	if (!r->time_rank)
		gat_trouble(r, GAT_NO_TIME, "PassTime");
	if (r->time_rank < 3 && !v->trouble) {
		v->corrected++;
		v->field = "PassTime";
	}
	judge_plate(r);
	r->out->refused += v->trouble != GAT_OK;
}

static void
take_field(struct gat_reader *r, const struct gat_field *f)
{
	struct slice text;
	bool nested;

	if (f->kind == GAT_IMAGES || f->kind == GAT_IMAGE) {
		gat_images(r, f);
		return;
	}
	if (f->kind == GAT_SKIP) {
		scan_skip(&r->s);
		return;
	}
	if (!gat_scalar(r, &text, &nested))
		return;
	if (nested)
		gat_trouble(r, GAT_BAD_TEXT, f->name);
	else if (text.n)
		gat_field_take(r, f, text);
}

/* A short number with nothing but digits: behind it; NULL: ask the scanner. */
static inline const char *
short_number(const char *p, const char *end, struct slice *ret)
{
	const char *q = p;

	while (q < end && *q >= '0' && *q <= '9')
		q++;
	if (q == p || q == end || (*q != ',' && *q != '}') || (*p == '0' && q - p > 1))
		return NULL;
	*ret = (struct slice){ p, (size_t)(q - p) };
	return q;
}

/* The usual way, with the cursor in a register: ,"Known":"short" and ,"Known":123 without white space. Stops before what
 * is anything else; that is then read by the scanner, one field, and this goes on. */
static void
short_fields(struct gat_reader *r, struct gat_seen *seen)
{
	const char *p = r->s.p, *end = r->s.end, *q, *value;
	const struct gat_field *f;
	struct slice name, text;

	while (end - p > 2 && p[0] == ',' && p[1] == '"' && (q = scan_short(p + 2, end, &name)) && end - q > 2 && *q == ':' &&
	    (f = gat_field_find(name))) {
		value = q + 1;
		q = *value == '"' ? scan_short(value + 1, end, &text) : short_number(value, end, &text);
		if (gat_seen_known(seen, f))
			gat_trouble(r, GAT_TWICE, f->name);
		if (q) {
			p = q;
			if (text.n && f->kind != GAT_SKIP)
				gat_field_take(r, f, text);
			continue;
		}
		r->s.p = value;
		take_field(r, f);
		p = r->s.p;
	}
	r->s.p = p;
}

/* A vehicle's object, which stands at the cursor. */
static void
vehicle(struct gat_reader *r)
{
	struct gat_seen seen = { .known = { 0 }, .other.n = 0 };
	const struct gat_field *f;
	const char *began;
	struct scan_value value;
	bool twice;

	(void)gat_peek(r);
	began = r->s.p;
	if (!(r->v = new_vehicle(r)) || !scan_value(&r->s, &value))
		return;
	r->v->p.speed_kmh = SPEED_UNKNOWN;
	r->v->p.reliability = RELIABILITY_UNKNOWN;
	r->time_rank = 0;
	r->has_plate = -1;
	if (value.kind != SCAN_OBJECT)
		gat_trouble(r, GAT_BAD_TEXT, "MotorVehicleObject");
	while (value.kind == SCAN_ARRAY && scan_item(&r->s))
		scan_skip(&r->s);
	while (value.kind == SCAN_OBJECT && gat_next_field(r, &seen, &f, &twice)) {
		if (twice)
			gat_trouble(r, GAT_TWICE, f ? f->name : "?");
		if (f)
			take_field(r, f);
		short_fields(r, &seen);
	}
	r->v->raw = (struct slice){ began, (size_t)(r->s.p - began) };
	finish(r);
}

static void
vehicles(struct gat_reader *r)
{
	struct scan_value v;
	char c = gat_peek(r);

	r->found = true;
	if (c == '{') {
		vehicle(r);
	} else if (c != '[') {		/* "", null: none */
		scan_skip(&r->s);
	} else if (scan_value(&r->s, &v)) {
		while (scan_item(&r->s))
			vehicle(r);
	}
}

/* ---- the body ---- */

static void walk(struct gat_reader *r);

static void
walk_object(struct gat_reader *r)
{
	struct gat_seen seen = { .known = { 0 }, .other.n = 0 };
	const struct gat_field *f;
	bool twice;

	while (gat_next_field(r, &seen, &f, &twice)) {
		if (twice)
			scan_fail(&r->s, r->s.p, "同一键出现两次|the same key twice");
		else if (f && f->kind == GAT_VEHICLES)
			vehicles(r);
		else if (f && f->kind == GAT_CONTAINER)
			walk(r);
		else if (f)
			scan_skip(&r->s);
	}
}

/* Containers nest as deep as the scanner allows. */
static void
walk(struct gat_reader *r)
{
	struct scan_value v;
	char c = gat_peek(r);

	if (c != '{' && c != '[') {
		scan_skip(&r->s);
		return;
	}
	if (!scan_value(&r->s, &v))
		return;
	if (v.kind == SCAN_OBJECT) {
		walk_object(r);
		return;
	}
	while (scan_item(&r->s))
		walk(r);
}

enum err
gat_vehicles(struct slice body, struct arena *a, uint32_t max, struct gat_vehicles *ret)
{
	struct gat_reader r = { .a = a, .out = ret, .max = max };
	size_t guess = body.n / 400 + 1;	/* a usual object is longer; with pictures much longer */

	*ret = (struct gat_vehicles){ NULL };
	if (slice_starts(body, "\xef\xbb\xbf"))	/* a byte order mark, which some writers put there */
		body = (struct slice){ body.p + 3, body.n - 3 };
	r.room = guess > 128 ? 128 : (uint32_t)guess;
	r.room = r.room < max ? r.room : max;
	ret->v = arena_array(a, struct gat_vehicle, r.room);
	scan_open(&r.s, body, LIMIT_JSON_DEPTH);
	if (gat_peek(&r) == '{')
		walk(&r);
	else
		scan_fail(&r.s, r.s.p, "应为对象|an object is expected");
	if (scan_end(&r.s) && !r.found)
		scan_fail(&r.s, r.s.p, "没有MotorVehicleObject|no MotorVehicleObject");
	if (!r.s.fault)
		return E_OK;
	*ret = (struct gat_vehicles){ .fault = r.s.fault, .fault_at = r.s.fault_at };
	return E_BAD_BODY;
}

const char *
gat_trouble_title(enum gat_trouble t)
{
	static const char *const title[GAT_TROUBLES] = {
		[GAT_OK] = "正常|OK", [GAT_NO_ID] = "缺少标识|No ID", [GAT_NO_TOLLGATE] = "缺少卡口编号|No tollgate",
		[GAT_NO_TIME] = "缺少过车时间|No time of passage", [GAT_BAD_TIME] = "过车时间无效|Not a time",
		[GAT_BAD_PLATE] = "号牌含无效字符|Not a plate", [GAT_BAD_NUMBER] = "数值无效|Not a number that is allowed",
		[GAT_BAD_TEXT] = "文本无效|Not a text that is allowed", [GAT_TOO_LONG] = "文本过长|Too long",
		[GAT_TWICE] = "同一字段出现两次|The same field twice", [GAT_BAD_PICTURE] = "图片无效|Not a picture",
	};

	return (unsigned)t < GAT_TROUBLES ? title[t] : "";
}
