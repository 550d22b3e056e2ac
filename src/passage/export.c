/* SPDX-License-Identifier: Apache-2.0 */
/* export.c - POST passages/export: the answer to a search as a table file, with who, when and why on top. */
#include "base/clock.h"
#include "engine/sheet.h"
#include "engine/units.h"
#include "passage/passages_.h"
#include "passage/words.h"

#define EXPORT_PASSAGES 10000

static void
watermark(struct inquiry *a, struct sheet *s)
{
	struct call *c = &a->call;
	struct slice unit = units_name(c->who->unit, c->arena);
	char at[TIME_TEXT_MAX];

	time_print_local(c->now_ms, at);
	s->note[s->nnote++] = c->engine->simulated ? S("过车导出（模拟数据）|Passages - SIMULATED DATA") : S("过车导出|Passages");
	s->note[s->nnote++] = arena_printf(c->arena, "%s（%.*s） %s 编号%s", c->who->name, (int)unit.n, unit.n ? unit.p : "", at, c->request_id);
	s->note[s->nnote++] = arena_printf(c->arena, "事由：%.*s", (int)c->reason.n, c->reason.p);
	s->note[s->nnote++] = S("仅限上述事由使用，不得扩散|For the stated purpose only; do not pass on");
}

static const char *const column[] = { "编号|Passage", "号牌号码|Plate", "设备识别|Read", "号牌种类|Class", "过车时间|Time", "卡口|Tollgate",
	"车道|Lane", "方向|Direction", "车速km/h|Speed", "号牌颜色|Plate colour", "车身颜色|Colour", "车辆类型|Type" };

static void
head(struct sheet *s)
{
	s->head = true;
	for (size_t i = 0; i < N_ELEMS(column); i++)
		s->kind->text(s, slice_of(column[i]));
	s->kind->row_end(s);
	s->head = false;
}

static void
word(struct sheet *s, const char *title)
{
	s->kind->text(s, title ? title_zh(title) : S(""));
}

static void
row(struct inquiry *a, struct sheet *s, const struct history_row *r)
{
	const struct tollgate *t = tollgate_of(&a->gates, r->p.tollgate);
	const struct passage *p = &r->p;
	bool persons = t && t->persons;
	char at[TIME_TEXT_MAX];

	time_print_local(p->at_ms, at);
	s->kind->number(s, r->id);
	s->kind->text(s, plate_shown(a->call.arena, p->plate, persons));
	s->kind->text(s, p->flags & PASSAGE_CORRECTED ? plate_shown(a->call.arena, r->read, persons) : S(""));
	word(s, word_class(p->class_code));
	s->kind->text(s, slice_of(at));
	s->kind->text(s, t ? t->title : S(""));
	s->kind->number(s, p->lane);
	word(s, word_direction(p->direction));
	if (p->speed_kmh == SPEED_UNKNOWN)
		s->kind->text(s, S(""));
	else
		s->kind->number(s, p->speed_kmh);
	word(s, word_colour(p->plate_colour));
	word(s, word_colour(p->vehicle_colour));
	s->kind->text(s, slice_of(p->vehicle_type ? passage_vehicle_type_code(p->vehicle_type) : ""));
	s->kind->row_end(s);
}

/* Page after page; what would be longer than an office can use is refused, not cut. */
static enum err
write_rows(struct inquiry *a, struct sheet *s, struct history_query *h)
{
	struct history_rows rows;
	enum err e;

	h->limit = LIMIT_LIST;
	do {
		if ((e = passage_find(a, h, a->q.plate.n ? h->want : 0, &rows)))
			return e;
		for (int i = 0; i < rows.n; i++)
			row(a, s, &rows.row[i]);
		if (rows.n) {
			h->before_at_ms = rows.row[rows.n - 1].p.at_ms;
			h->before_id = rows.row[rows.n - 1].id;
		}
		passage_keep_seen(a, &rows);
		if (a->rows > EXPORT_PASSAGES)
			return refuse_text(&a->call, E_TOO_LARGE, NULL, "超过10000条，请缩小范围", "more than 10,000 passages: narrow it");
	} while (rows.more && rows.n);
	return E_OK;
}

/* By the body, else by what the client says it accepts. */
static enum err
take_format(struct inquiry *a, struct sheet *s)
{
	if (a->q.format.n)
		s->kind = sheet_kind_named(a->q.format);
	else
		s->kind = slice_starts(http_header(a->rq, "Accept"), xlsx_sheet.type) ? &xlsx_sheet : &csv_sheet;
	return s->kind ? E_OK : refuse_text(&a->call, E_BAD_VALUE, "format", "须为csv或xlsx", "must be csv or xlsx");
}

static enum err
write_file(struct inquiry *a, struct sheet *s, struct history_query *h)
{
	enum err e = sheet_file(s, a->call.engine->options.data_dir, a->call.arena);

	if (e)
		return refuse(&a->call, e, NULL, -1);
	a->file = s->fd;
	watermark(a, s);
	s->kind->open(s);
	head(s);
	e = write_rows(a, s, h);
	s->kind->close(s);
	if (!e && (s->err || (s->err = sheet_size(s, &a->file_size))))
		e = refuse(&a->call, s->err, NULL, -1);
	return e;
}

enum err
passage_export_post(struct inquiry *a)
{
	struct sheet s = { .fd = -1, .ncol = (int)N_ELEMS(column) };
	struct history_query h;
	enum err e;

	if ((e = passage_question(a, &h, true)) || (e = take_format(a, &s)) || (e = write_file(a, &s, &h)))
		return e;
	a->kind = "export";
	a->type = s.kind->type;
	http_set(a->rq, "Content-Disposition", arena_printf(a->call.arena, "attachment; filename=\"passages.%s\"", s.kind->name).p);
	return inquiry_log(a);
}
