/* SPDX-License-Identifier: Apache-2.0 */
/* search.c - POST passages/search */
#include <stdlib.h>

#include "engine/units.h"
#include "passage/passages_.h"

#define AT(member) offsetof(struct question, member)
static const struct inquiry_member search_member[] = {
	{ "plate", ASK_TEXT, AT(plate), 0, 12, false },
	{ "class", ASK_INT, AT(class_code), 1, 99, false },
	{ "near", ASK_INT, AT(near), 500, 1000, false },
	{ "tollgates", ASK_IDS, AT(tollgates), 0, 0, false },
	{ "unit", ASK_INT, AT(unit), 1, INT64_MAX, false },
	{ "lane", ASK_INT, AT(lane), 1, 255, false },
	{ "from", ASK_TIME, AT(from_ms), 0, 0, true },
	{ "to", ASK_TIME, AT(to_ms), 0, 0, true },
	{ "plate_colour", ASK_INT, AT(plate_colour), 1, 99, false },
	{ "vehicle_colour", ASK_INT, AT(vehicle_colour), 1, 99, false },
	{ "vehicle_type", ASK_TEXT, AT(vehicle_type), 0, 4, false },
	{ "direction", ASK_INT, AT(direction), 1, 9, false },
	{ "series", ASK_SERIES, AT(series), 0, 0, false },
	{ "limit", ASK_INT, AT(limit), 1, LIMIT_LIST, false },
	{ "cursor", ASK_TEXT, AT(cursor), 0, 60, false },
	{ "purpose", ASK_TEXT, AT(purpose), 0, 20, true },
	{ "reason", ASK_TEXT, AT(reason), 0, LIMIT_REASON, true },
	{ "case", ASK_TEXT, AT(case_no), 0, 60, false },
	{ "format", ASK_TEXT, AT(format), 0, 8, false },	/* last: of a file only */
};

/* "at.id": where the last page ended. It names no person. */
static enum err
take_cursor(struct inquiry *a, struct history_query *h)
{
	struct slice rest = a->q.cursor, at, id;

	if (!rest.n)
		return E_OK;
	if (slice_cut(&rest, '.', &at) && slice_cut(&rest, '.', &id) && !rest.n && slice_int(at, &h->before_at_ms) &&
	    slice_int(id, &h->before_id) && h->before_at_ms > 0 && h->before_id > 0)
		return E_OK;
	return refuse_text(&a->call, E_BAD_VALUE, "cursor", NULL, NULL);
}

/* Quarantined reads belong to no tollgate and so to no unit: only those over the whole force see them. */
static enum err
take_series(struct inquiry *a, struct history_query *h)
{
	h->series = a->q.series ? a->q.series : 1u << SERIES_LIVE;
	if (h->series & 1u << SERIES_QUARANTINE && !a->gates.all)
		return refuse_text(&a->call, E_FORBIDDEN, "series", "待核数据须由覆盖全支队的授权查询",
		    "the quarantine is for grants over the whole force");
	return h->series & 1u << SERIES_QUARANTINE ? inquiry_in_tier(a, units_root()) : E_OK;
}

static enum err
take_marks(struct inquiry *a, struct history_query *h)
{
	h->class_code = (int)a->q.class_code;
	h->lane = (int)a->q.lane;
	h->direction = (int)a->q.direction;
	h->plate_colour = (int)a->q.plate_colour;
	h->vehicle_colour = (int)a->q.vehicle_colour;
	h->from_ms = a->q.from_ms;
	h->to_ms = a->q.to_ms;
	h->limit = a->q.limit ? (int)a->q.limit : 50;
	h->near_least = (int)a->q.near;
	if (a->q.vehicle_type.n && !(h->vehicle_type = passage_vehicle_type(a->q.vehicle_type)))
		return refuse_text(&a->call, E_BAD_VALUE, "vehicle_type", NULL, NULL);
	if (a->q.near && !a->q.plate.n)
		return refuse_text(&a->call, E_MISSING, "plate", NULL, NULL);
	return E_OK;
}

/* Asking by plate is asking about its holder: only at tollgates whose persons the caller may see. */
static enum err
take_plate(struct inquiry *a, struct history_query *h)
{
	a->kind = "search";
	if (!a->q.plate.n)
		return E_OK;
	if (!a->gates.any_persons)
		return refuse_text(&a->call, E_PERSONS, "plate", NULL, NULL);
	return passage_plate(a, &h->want, &h->mask);
}

static enum err
take_gates(struct inquiry *a, struct history_query *h)
{
	struct ids ids = { 0 };
	bool all = false;
	enum err e = inquiry_gates(a, a->q.plate.n > 0, &ids, &all);

	h->tollgate = all ? NULL : ids.id;
	h->ntollgate = all ? 0 : ids.n;
	return e;
}

enum err
passage_gates_read(struct inquiry *a)
{
	reader_scoped c = NULL;
	enum err e = inquiry_reader(a, &c);

	if (e)
		return e;
	e = tollgates_visible(&a->call, &a->gates);
	a->call.conn = NULL;
	return e ? refuse(&a->call, e, NULL, -1) : E_OK;
}

void
passage_keep_seen(struct inquiry *a, const struct history_rows *rows)
{
	plate_t *all = arena_array(a->call.arena, plate_t, a->nseen + (size_t)rows->n + 1);

	if (a->nseen)
		memcpy(all, a->seen, a->nseen * sizeof *all);
	a->seen = all;
	for (int i = 0; i < rows->n; i++) {
		plate_t p = rows->row[i].p.plate;
		if (a->q.plate.n && p && (!a->nseen || p != all[a->nseen - 1]))
			all[a->nseen++] = p;
	}
	a->rows += rows->n;
}

static void
put_rows(struct inquiry *a, const struct history_rows *rows)
{
	struct buf *b = &a->answer;
	const struct history_row *last = rows->n ? &rows->row[rows->n - 1] : NULL;

	buf_puts(b, "{\"items\":[");
	for (int i = 0; i < rows->n; i++) {
		if (i)
			buf_putc(b, ',');
		passage_json(a, b, &rows->row[i], tollgate_of(&a->gates, rows->row[i].p.tollgate));
	}
	buf_puts(b, "],\"next\":");
	if (rows->more && last)
		buf_printf(b, "\"%lld.%lld\"", (long long)last->p.at_ms, (long long)last->id);
	else
		buf_puts(b, "null");
	buf_printf(b, ",\"scanned\":%lld,\"plain_from\":\"", (long long)rows->scanned);
	buf_time(b, passage_plain_from(a));
	buf_puts(b, "\",\"at\":\"");
	buf_time(b, a->call.now_ms);
}

enum err
passage_question(struct inquiry *a, struct history_query *h, bool file)
{
	enum err e;

	*h = (struct history_query){ 0 };
	if ((e = inquiry_take(a, search_member, N_ELEMS(search_member) - !file)) || (e = inquiry_purpose(a, false)) || (e = inquiry_period(a)) ||
	    (e = passage_gates_read(a)) || (e = take_series(a, h)) || (e = take_marks(a, h)) || (e = take_plate(a, h)) ||
	    (e = take_gates(a, h)))
		return e;
	return take_cursor(a, h);
}

enum err
passage_search_post(struct inquiry *a)
{
	struct history_query h;
	struct history_rows rows;
	enum err e;

	if ((e = passage_question(a, &h, false)) || (e = passage_find(a, &h, a->q.plate.n ? h.want : 0, &rows)))
		return e;
	passage_keep_seen(a, &rows);
	put_rows(a, &rows);
	if ((e = inquiry_log(a)))
		return e;
	buf_printf(&a->answer, "\",\"search\":%lld}", (long long)a->log);
	return E_OK;
}
