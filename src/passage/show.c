/* SPDX-License-Identifier: Apache-2.0 */
/* show.c - a passage as the interface shows it. doc/passages.md */
#include "passage/one_.h"
#include "passage/words.h"

static void
titled(struct buf *b, const char *name, int code, const char *word)
{
	buf_printf(b, ",\"%s\":", name);
	if (!code) {
		buf_puts(b, "null");
		return;
	}
	buf_int(b, code);
	buf_printf(b, ",\"%s_title\":", name);
	buf_json(b, word ? title_zh(word) : (struct slice){ NULL, 0 });
	if (word) {
		char space[80];
		buf_printf(b, ",\"%s_title_en\":", name);
		buf_json(b, title_en(word, name, space, sizeof space));
	}
}

static size_t
chars_bytes(struct slice s, size_t chars)
{
	size_t i = 0;

	while (i < s.n && chars--)
		for (i++; i < s.n && ((unsigned char)s.p[i] & 0xc0) == 0x80; i++)
			;
	return i;
}

struct slice
plate_shown(struct arena *a, plate_t p, bool persons)
{
	char text[PLATE_TEXT_MAX];
	struct slice s = { text, plate_print(p, text) };
	size_t n = utf8_count(s), head = chars_bytes(s, 2), tail = n > 6 ? chars_bytes(s, n - 2) : s.n;

	if (!p)
		return (struct slice){ NULL, 0 };
	if (persons)
		return arena_copy(a, s);
	if (p & PLATE_ALIAS || n < 6)
		return S("***");
	return arena_printf(a, "%.*s***%.*s", (int)head, s.p, (int)(s.n - tail), s.p + tail);
}

static void
put_flags(struct buf *b, unsigned flags)
{
	static const struct {
		unsigned bit;
		const char *name;
	} name[] = {
		{ PASSAGE_REPEAT, "repeat" }, { PASSAGE_NO_PLATE, "no_plate" }, { PASSAGE_UNREAD, "unread" }, { PASSAGE_FORM, "form" },
		{ PASSAGE_CLOCK, "clock" }, { PASSAGE_LATE, "late" }, { PASSAGE_HIT, "hit" }, { PASSAGE_CORRECTED, "corrected" },
		{ PASSAGE_BELT, "belt" }, { PASSAGE_CALL, "call" }, { PASSAGE_SIMULATED, "simulated" },
	};
	bool first = true;

	buf_puts(b, ",\"flags\":[");
	for (size_t i = 0; i < N_ELEMS(name); i++)
		if (flags & name[i].bit) {
			buf_printf(b, "%s\"%s\"", first ? "" : ",", name[i].name);
			first = false;
		}
	buf_putc(b, ']');
}

static struct slice
symbol(struct slice text, size_t place)
{
	size_t from = chars_bytes(text, place), to = chars_bytes(text, place + 1);

	return to > from ? (struct slice){ text.p + from, to - from } : S("");
}

/* Which places of a near miss differ, and how. */
static void
put_why(struct inquiry *a, struct buf *b, const struct history_row *r)
{
	char want[PLATE_TEXT_MAX], read[PLATE_TEXT_MAX];
	struct slice w = { want, 0 }, t = { read, plate_print(r->p.plate, read) };
	plate_t asked = 0;
	bool first = true;

	if (plate_pack(a->q.plate, &asked))
		w.n = plate_print(asked, want);
	buf_printf(b, ",\"score\":%d,\"why\":[", r->score);
	for (unsigned i = 0; i < PLATE_SYMBOLS; i++) {
		if (!(r->why & 1u << i))
			continue;
		buf_printf(b, "%s{\"place\":%u,\"want\":", first ? "" : ",", i + 1);
		buf_json(b, symbol(w, i));
		buf_puts(b, ",\"read\":");
		buf_json(b, symbol(t, i));
		buf_putc(b, '}');
		first = false;
	}
	buf_putc(b, ']');
}

static void
put_plate(struct inquiry *a, struct buf *b, const struct history_row *r, bool persons)
{
	buf_printf(b, "{\"id\":%lld,\"plate\":", (long long)r->id);
	buf_json(b, plate_shown(a->call.arena, r->p.plate, persons));
	if (r->p.flags & PASSAGE_CORRECTED) {
		buf_puts(b, ",\"read\":");
		buf_json(b, plate_shown(a->call.arena, r->read, persons));
	}
	if (!persons && r->p.plate)
		buf_puts(b, ",\"masked\":[\"plate\"]");
	if (r->p.plate & PLATE_ALIAS)
		buf_puts(b, ",\"pseudonym\":true");
	titled(b, "class", r->p.class_code, word_class(r->p.class_code));
}

static void
put_place(struct buf *b, const struct history_row *r, const struct tollgate *t)
{
	buf_puts(b, ",\"at\":\"");
	buf_time(b, r->p.at_ms);
	buf_puts(b, "\",\"received_at\":\"");
	buf_time(b, (int64_t)r->p.received_s * 1000);
	buf_printf(b, "\",\"tollgate\":%u,\"tollgate_title\":", r->p.tollgate);
	buf_json(b, t ? t->title : (struct slice){ NULL, 0 });
	if (t && point_valid(t->place))
		buf_printf(b, ",\"place\":[%.7f,%.7f]", t->place.lon_e7 / 1e7, t->place.lat_e7 / 1e7);
	else
		buf_puts(b, ",\"place\":null");
	buf_printf(b, ",\"device\":%u,\"lane\":%d", r->p.device, r->p.lane);
	titled(b, "direction", r->p.direction, word_direction(r->p.direction));
}

void
passage_json(struct inquiry *a, struct buf *b, const struct history_row *r, const struct tollgate *t)
{
	const struct passage *p = &r->p;
	const char *type = p->vehicle_type ? passage_vehicle_type_code(p->vehicle_type) : NULL;
	const char *word = word_vehicle_type(type);

	put_plate(a, b, r, t && t->persons);
	put_place(b, r, t);
	buf_puts(b, ",\"speed\":");
	if (p->speed_kmh == SPEED_UNKNOWN)
		buf_puts(b, "null");
	else
		buf_int(b, p->speed_kmh);
	titled(b, "plate_colour", p->plate_colour, word_colour(p->plate_colour));
	titled(b, "vehicle_colour", p->vehicle_colour, word_colour(p->vehicle_colour));
	buf_puts(b, ",\"vehicle_type\":");
	buf_json(b, slice_of(type));
	buf_puts(b, ",\"vehicle_type_title\":");
	buf_json(b, word ? title_zh(word) : (struct slice){ NULL, 0 });
	buf_puts(b, ",\"reliability\":");
	if (p->reliability == RELIABILITY_UNKNOWN)
		buf_puts(b, "null");
	else
		buf_int(b, p->reliability);
	put_flags(b, p->flags);
	buf_printf(b, ",\"has_pictures\":%s,\"series\":\"%s\"", p->pictures || images_there(a, r->id) ? "true" : "false", passage_series_name(r->series));
	if (a->q.near)
		put_why(a, b, r);
	buf_putc(b, '}');
}
