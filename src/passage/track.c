/* SPDX-License-Identifier: Apache-2.0 */
/* track.c - POST passages/track: where one vehicle was, oldest first, and how fast it must have gone in between. */
#include "passage/passages_.h"

#define AT(member) offsetof(struct question, member)
static const struct inquiry_member track_member[] = {
	{ "plate", ASK_TEXT, AT(plate), 0, 12, true },
	{ "class", ASK_INT, AT(class_code), 1, 99, true },
	{ "from", ASK_TIME, AT(from_ms), 0, 0, true },
	{ "to", ASK_TIME, AT(to_ms), 0, 0, true },
	{ "series", ASK_SERIES, AT(series), 0, 0, false },
	{ "purpose", ASK_TEXT, AT(purpose), 0, 20, true },
	{ "case", ASK_TEXT, AT(case_no), 0, 60, false },
	{ "reason", ASK_TEXT, AT(reason), 0, LIMIT_REASON, true },
};

/* As the crow flies: the least a vehicle can have driven, so kmh is a lower bound. */
static void
put_leg(struct inquiry *a, const struct history_row *from, const struct history_row *to)
{
	const struct tollgate *f = tollgate_of(&a->gates, from->p.tollgate), *t = tollgate_of(&a->gates, to->p.tollgate);
	double seconds = (double)(to->p.at_ms - from->p.at_ms) / 1000, metres;
	struct buf *b = &a->answer;

	buf_printf(b, "{\"from\":%lld,\"to\":%lld,\"seconds\":%.3f", (long long)from->id, (long long)to->id, seconds);
	if (!f || !t || !point_valid(f->place) || !point_valid(t->place)) {
		buf_puts(b, ",\"metres\":null,\"kmh\":null}");
		return;
	}
	metres = geo_distance_m(f->place, t->place);
	buf_printf(b, ",\"metres\":%.0f", metres);
	if (seconds > 0)
		buf_printf(b, ",\"kmh\":%.1f}", metres / seconds * 3.6);
	else
		buf_puts(b, ",\"kmh\":null}");
}

static void
put_track(struct inquiry *a, const struct history_rows *rows)
{
	struct buf *b = &a->answer;

	buf_puts(b, "{\"items\":[");
	for (int i = rows->n - 1; i >= 0; i--) {
		passage_json(a, b, &rows->row[i], tollgate_of(&a->gates, rows->row[i].p.tollgate));
		if (i)
			buf_putc(b, ',');
	}
	buf_puts(b, "],\"legs\":[");
	for (int i = rows->n - 1; i > 0; i--) {
		put_leg(a, &rows->row[i], &rows->row[i - 1]);
		if (i > 1)
			buf_putc(b, ',');
	}
	buf_printf(b, "],\"more\":%s,\"at\":\"", rows->more ? "true" : "false");
	buf_time(b, a->call.now_ms);
}

enum err
passage_track_post(struct inquiry *a)
{
	struct history_query h = { .limit = LIMIT_LIST };
	struct history_rows rows;
	struct ids ids;
	bool all;
	enum err e;

	if ((e = inquiry_take(a, track_member, N_ELEMS(track_member))) || (e = inquiry_purpose(a, true)) || (e = inquiry_period(a)) ||
	    (e = passage_gates_read(a)))
		return e;
	if (!a->gates.any_persons)
		return refuse_text(&a->call, E_PERSONS, "plate", NULL, NULL);
	if ((e = passage_plate(a, &h.want, &h.mask)))
		return e;
	if (h.mask != PLATE_EXACT)
		return refuse_text(&a->call, E_BAD_VALUE, "plate", "轨迹须有完整号牌", "a track needs a whole plate");
	if ((e = inquiry_gates(a, true, &ids, &all)))
		return e;
	a->kind = "track";
	h.tollgate = all ? NULL : ids.id;
	h.ntollgate = all ? 0 : ids.n;
	h.series = a->q.series ? a->q.series & ~(1u << SERIES_QUARANTINE) : 1u << SERIES_LIVE | 1u << SERIES_IMPORT;
	h.class_code = (int)a->q.class_code;
	h.from_ms = a->q.from_ms;
	h.to_ms = a->q.to_ms;
	if ((e = passage_find(a, &h, h.want, &rows)))
		return e;
	passage_keep_seen(a, &rows);
	put_track(a, &rows);
	if ((e = inquiry_log(a)))
		return e;
	buf_printf(&a->answer, "\",\"search\":%lld}", (long long)a->log);
	return E_OK;
}
