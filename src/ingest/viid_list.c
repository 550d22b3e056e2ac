/* SPDX-License-Identifier: Apache-2.0 */
/* viid_list.c - GET: what is known here of places and devices, as GA/T 1400 writes it. */
#include "base/limits.h"
#include "base/clock.h"
#include "engine/units.h"
#include "ingest/viid_.h"

#define PAGE_MAX 100

struct page {
	struct buf b;
	int64_t from, size, total, written;	/* RecordStartNo, PageRecordNum */
};

static int64_t
number_of(struct http_request *rq, const char *name, int64_t otherwise, int64_t most)
{
	int64_t v;

	return slice_int(http_query(rq, name), &v) && v >= 0 ? (v < most ? v : most) : otherwise;
}

static struct page
page_begin(const struct viid_list *l)
{
	struct page p = { .from = number_of(l->rq, "RecordStartNo", 0, INT32_MAX), .size = number_of(l->rq, "PageRecordNum", PAGE_MAX, PAGE_MAX) };

	buf_init(&p.b, MIB(4));
	buf_printf(&p.b, "{\"%s\":{\"%s\":[", l->resource->list, l->resource->object);
	return p;
}

/* Whether the next object is on the page; a ',' is written then. */
static bool
page_next(struct page *p)
{
	bool shown = p->total >= p->from && p->written < p->size;

	p->total++;
	if (shown && p->written++)
		buf_putc(&p->b, ',');
	return shown;
}

static void
page_end(const struct viid_list *l, struct page *p)
{
	buf_printf(&p->b, "],\"RecordStartNo\":%lld,\"PageRecordNum\":%lld,\"TotalNum\":%lld}}", (long long)p->from, (long long)p->written, (long long)p->total);
	if (p->b.full)
		port_refuse(l->rq, E_FULL, (struct slice){ NULL, 0 }, NULL);
	else
		http_answer(l->rq, 200, VIID_JSON, buf_slice(&p->b));
	buf_free(&p->b);
}

static void
member(struct buf *b, const char *name, struct slice value)
{
	buf_printf(b, "\"%s\":", name);
	buf_json(b, value.p ? value : S(""));
}

static bool
may_see_device(const struct viid_list *l, const struct directory_device *v)
{
	return v == l->from || (l->from->platform && units_within(v->unit, l->from->unit));
}

static bool
may_see_tollgate(const struct viid_list *l, const struct directory_tollgate *t)
{
	return t->row == l->from->tollgate || (l->from->platform && units_within(t->unit, l->from->unit));
}

static void
put_place(struct buf *b, struct point p)
{
	buf_printf(b, ",\"Longitude\":%.6f,\"Latitude\":%.6f", p.lon_e7 / 1e7, p.lat_e7 / 1e7);
}

/* No password, no address: they are nobody's business but ours. Whether its place was published and until when it is verified
 * is said, since evidence of the device counts only then (违法行为处理程序规定 15, 16). */
static void
put_ape(struct buf *b, const struct directory_device *v)
{
	buf_putc(b, '{');
	member(b, "ApeID", v->code);
	buf_putc(b, ',');
	member(b, "Name", v->name);
	put_place(b, v->place);
	buf_printf(b, ",\"IsOnline\":\"%d\",\"FunctionType\":\"1\",", atomic_load(&v->presence->online) ? 1 : 2);
	member(b, "PlacePublishedDay", v->published_on);
	buf_putc(b, ',');
	member(b, "VerifiedUntilDay", v->verified_until);
	buf_putc(b, '}');
}

void
viid_list_apes(const struct viid_list *l)
{
	struct page p = page_begin(l);

	for (size_t i = 0; i < directory_ndevice(l->directory); i++) {
		const struct directory_device *v = directory_device_at(l->directory, i);

		if (may_see_device(l, v) && page_next(&p))
			put_ape(&p.b, v);
	}
	page_end(l, &p);
}

void
viid_list_tollgates(const struct viid_list *l)
{
	struct page p = page_begin(l);
	const struct directory_tollgate *t;

	for (size_t i = 0; (t = directory_tollgate_at(l->directory, i)); i++) {
		if (!may_see_tollgate(l, t) || !page_next(&p))
			continue;
		buf_putc(&p.b, '{');
		member(&p.b, "TollgateID", t->code);
		buf_putc(&p.b, ',');
		member(&p.b, "Name", t->name);
		put_place(&p.b, t->place);
		buf_putc(&p.b, ',');
		member(&p.b, "PlaceCode", t->area_code);
		buf_printf(&p.b, ",\"Status\":\"%d\",\"TollgateCat\":\"%d\",\"TollgateUsage\":\"%d\",\"LaneNum\":%d}", t->active ? 1 : 2, t->category, t->usage, t->nlane);
	}
	page_end(l, &p);
}

void
viid_list_lanes(const struct viid_list *l)
{
	struct page p = page_begin(l);
	const struct directory_tollgate *t;

	for (size_t i = 0; (t = directory_tollgate_at(l->directory, i)); i++)
		for (int k = 0; k < t->nlane && may_see_tollgate(l, t); k++) {
			if (!page_next(&p))
				continue;
			buf_putc(&p.b, '{');
			member(&p.b, "TollgateID", t->code);
			buf_printf(&p.b, ",\"LaneId\":%d,\"LaneNo\":%d,\"Direction\":\"%d\"}", t->lane[k].no, t->lane[k].no, t->lane[k].direction);
		}
	page_end(l, &p);
}

void
viid_list_kept(const struct viid_list *l)
{
	struct page p = page_begin(l);
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(l->port->o.engine->db, &c);

	if (!e && !(e = sql(c, &st, "SELECT body FROM viid_object WHERE device = ?1 AND resource = ?2 AND operation <> 'delete' ORDER BY id DESC LIMIT 1000"))) {
		sql_int(st, 1, l->from->row);
		sql_text(st, 2, slice_of(l->resource->name));
		while (!(e = sql_step(st)))
			if (page_next(&p))
				buf_put(&p.b, col_text(st, 0));
	}
	if (e && e != E_DONE) {
		buf_free(&p.b);
		port_refuse(l->rq, e, (struct slice){ NULL, 0 }, NULL);
		return;
	}
	page_end(l, &p);
}
