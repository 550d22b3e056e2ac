/* SPDX-License-Identifier: Apache-2.0 */
/* viid_vehicles.c - MotorVehicles: the hot path. On the event loop a body becomes passages, each is judged, and all are given
 * to the sink; the answer is made when they are on disk, on the sink's thread. No allocation but the request's arena, no log line.
 */
#include "base/clock.h"
#include "engine/units.h"
#include "ingest/gat.h"
#include "ingest/port_.h"
#include "ingest/recent.h"
#include "ingest/strip.h"
#include "ingest/viid_.h"
#include "people/setting.h"

#define NOBODY ((struct slice){ NULL, 0 })

struct reception {
	struct intake in;		/* first */
	struct port *port;
	struct http_request *rq;
	struct port_line *line;
	const struct gat_vehicle *v;	/* [n], what was sent */
	uint32_t from;			/* row of who sent it */
	uint32_t n;
};

/* What holds for all objects of one request. */
struct bench {
	struct port *port;
	const struct directory *directory;
	const struct directory_device *from;	/* who registered */
	const struct strip *strip;
	struct arena *arena;
	int64_t now_ms, newest_ms, oldest_ms, late_ms, clock_ms;
};

static struct bench
bench_of(struct port *p, const struct directory *d, const struct directory_device *from, struct http_request *rq)
{
	int64_t now = clock_now_ms();

	return (struct bench){ .port = p, .directory = d, .from = from, .strip = rq->filtered, .arena = &rq->arena, .now_ms = now,
		.newest_ms = now + setting(SET_passage_ahead_s) * 1000,
		.oldest_ms = now - setting(from->history ? SET_passage_import_days : SET_passage_old_d) * DAY_MS,
		.late_ms = from->history ? INT64_MIN : now - setting(SET_passage_late_s) * 1000,
		.clock_ms = now + setting(SET_passage_clock_s) * 1000 };
}

/* Whose camera it was. A camera speaks for itself; a checkpoint computer also for others of its unit, a platform for all. */
static const struct directory_device *
device_of(const struct bench *b, const struct gat_vehicle *v, uint16_t *notes)
{
	const struct directory_device *named = directory_device(b->directory, v->device);

	if (!named)
		*notes |= NOTE_DEVICE;
	else if (named != b->from && !b->from->platform && named->unit != b->from->unit)
		*notes |= NOTE_FOREIGN;
	return named ? named : b->from;
}

/* Where it was. Its own tollgate, or one of its unit or below: a camera must not make up passages elsewhere in the city. */
static const struct directory_tollgate *
tollgate_of(const struct bench *b, const struct gat_vehicle *v, const struct directory_device *device, uint16_t *notes)
{
	const struct directory_tollgate *t = directory_tollgate(b->directory, v->tollgate);

	if (!v->tollgate.n && device->tollgate && (t = directory_tollgate_row(b->directory, device->tollgate)))
		*notes |= NOTE_TOLLGATE;
	if (!t || !t->active)
		*notes |= NOTE_UNKNOWN_TOLLGATE;
	else if (!b->from->platform && t->row != device->tollgate && !units_within(t->unit, b->from->unit))
		*notes |= NOTE_FOREIGN;
	return t;
}

static void
take_direction(struct passage *p, const struct directory_tollgate *t, uint16_t *notes)
{
	for (int i = 0; t && !p->direction && i < t->nlane; i++)
		if (t->lane[i].no == p->lane && t->lane[i].direction) {
			p->direction = t->lane[i].direction;
			*notes |= NOTE_DIRECTION;
		}
}

static void
judge(const struct bench *b, struct gat_vehicle *v, struct port_line *line)
{
	const struct directory_device *device = device_of(b, v, &line->notes);
	const struct directory_tollgate *t = tollgate_of(b, v, device, &line->notes);
	struct passage *p = &v->p;

	p->device = device->row;
	p->tollgate = t ? t->row : 0;
	p->received_s = (uint32_t)(b->now_ms / 1000);
	take_direction(p, t, &line->notes);
	line->notes |= p->at_ms > b->newest_ms ? NOTE_AHEAD : p->at_ms < b->oldest_ms ? NOTE_OLD : 0;
	line->notes |= v->corrected ? NOTE_VALUE : 0;
	line->notes |= v->ndropped ? NOTE_FACE : 0;
	if (p->at_ms > b->clock_ms)
		p->flags |= PASSAGE_CLOCK;
	else if (p->at_ms < b->late_ms)
		p->flags |= PASSAGE_LATE;
	if (b->port->simulated)
		p->flags |= PASSAGE_SIMULATED;
	if (!(line->notes & NOTE_QUARANTINED) && !b->from->history)
		presence_count(device->presence, 1, (p->flags & (PASSAGE_UNREAD | PASSAGE_NO_PLATE)) != 0,
		    (int32_t)(p->at_ms - b->now_ms > -DAY_MS ? p->at_ms - b->now_ms : -DAY_MS));
}

/* ---- pictures ---- */

static bool
take_picture(const struct bench *b, const struct gat_picture *g, struct picture *ret)
{
	const struct strip_picture *s = b->strip ? strip_picture(b->strip, g->data) : NULL;

	if (!s || s->state != STRIP_GOOD)
		return false;
	ret->bytes = (struct slice){ s->p, s->n };
	ret->type = g->type;
	memcpy(ret->sha256, s->sha256, sizeof ret->sha256);
	ret->format = picture_look(ret->bytes, &ret->width, &ret->height);
	return ret->format != PICTURE_NONE;
}

/* A passage is kept also when its pictures are none. */
static struct picture_set *
take_pictures(const struct bench *b, const struct gat_vehicle *v, struct port_line *line)
{
	struct picture_set *set;

	if (!v->npicture)
		return NULL;
	set = arena_new(b->arena, struct picture_set);
	for (int i = 0; i < v->npicture && set->n < PACK_SET_MAX; i++) {
		if (take_picture(b, &v->picture[i], &set->picture[set->n]))
			set->n++;
		else
			line->notes |= NOTE_PICTURE;
	}
	PORT_COUNT(b->port, pictures, set->n);
	if (set->n < v->npicture)
		PORT_COUNT(b->port, not_pictures, v->npicture - set->n);
	return set->n ? set : NULL;
}

/* ---- the intake ---- */

static void
place(struct reception *r, uint32_t at, struct gat_vehicle *v, struct picture_set *set, struct port_line *line)
{
	r->in.row[at] = v->p;
	line->row = at;
	if (set && !r->in.set)
		r->in.set = arena_array(&r->rq->arena, struct picture_set *, r->in.n);
	if (set)
		r->in.set[at] = set;
}

/* Live rows first, then what is quarantined, with its text. */
static void
arrange(const struct bench *b, struct reception *r, struct gat_vehicles *vs)
{
	uint32_t live = 0, aside = r->in.nlive;
	struct slice *raw = NULL;

	r->in.row = arena_array(b->arena, struct passage, r->in.n);
	if (r->in.n > r->in.nlive)
		r->in.raw = raw = arena_array(b->arena, struct slice, r->in.n - r->in.nlive);
	for (uint32_t i = 0; i < r->n; i++) {
		struct port_line *line = &r->line[i];
		struct picture_set *set;

		if (line->code)
			continue;
		set = take_pictures(b, &vs->v[i], line);
		if (line->notes & NOTE_QUARANTINED)
			raw[aside - r->in.nlive] = vs->v[i].raw;
		place(r, line->notes & NOTE_QUARANTINED ? aside++ : live++, &vs->v[i], set, line);
	}
}

static void
look_at_all(const struct bench *b, struct reception *r, struct gat_vehicles *vs)
{
	int64_t faces = 0, corrected = 0, unread = 0;

	for (uint32_t i = 0; i < r->n; i++) {
		struct gat_vehicle *v = &vs->v[i];
		struct port_line *line = &r->line[i];

		line->id = v->id;
		line->row = UINT32_MAX;
		if (v->trouble) {
			line->code = VIID_BAD_CONTENT;
			line->why = gat_trouble_title(v->trouble);
			line->field = v->field;
			continue;
		}
		judge(b, v, line);
		r->in.n++;
		r->in.nlive += !(line->notes & NOTE_QUARANTINED);
		faces += v->ndropped;
		corrected += v->corrected;
		unread += (v->p.flags & PASSAGE_UNREAD) != 0;
	}
	PORT_COUNT(b->port, objects, r->n);
	PORT_COUNT(b->port, accepted, r->in.n);
	PORT_COUNT(b->port, refused, r->n - r->in.n);
	PORT_COUNT(b->port, quarantined, r->in.n - r->in.nlive);
	PORT_COUNT(b->port, faces_dropped, faces);
	PORT_COUNT(b->port, corrected, corrected);
	PORT_COUNT(b->port, unread, unread);
	PORT_COUNT(b->port, unknown_fields, vs->unknown_fields);
}

/* ---- the answer, after the commit ---- */

static void
note_same(struct reception *r)
{
	int64_t same = 0;

	for (uint32_t i = 0; i < r->n; i++)
		if (r->line[i].row != UINT32_MAX && (r->in.row[r->line[i].row].flags & PASSAGE_SAME)) {
			r->line[i].notes |= NOTE_SAME;
			same++;
		}
	if (same)
		PORT_COUNT(r->port, same, same);
}

static void
note_failure(struct reception *r, enum err e)
{
	bool later = err_http(e) == 503 || err_http(e) == 507;

	for (uint32_t i = 0; i < r->n; i++)
		if (!r->line[i].code) {
			r->line[i].code = later ? VIID_BUSY : VIID_OTHER;
			r->line[i].why = err_zh(e);
			r->line[i].notes = 0;
		}
	PORT_COUNT(r->port, busy, r->in.n);
}

/* An image that comes by itself finds its passage by these numbers. */
static void
note_recent(struct reception *r)
{
	int64_t now = clock_mono_ms();

	for (uint32_t i = 0; i < r->n; i++) {
		uint32_t row = r->line[i].row;

		if (row < r->in.nlive && !(r->in.row[row].flags & PASSAGE_SAME))
			recent_put_vehicle(r->port->recent, r->from, r->v[i].id, r->v[i].source, passage_id(r->in.segment, r->in.row[row].seq), now);
	}
}

static void
answer(struct intake *in, enum err e)
{
	struct reception *r = (struct reception *)in;

	if (e) {
		note_failure(r, e);
	} else {
		note_same(r);
		note_recent(r);
	}
	port_answer_list(r->rq, e ? 503 : 200, r->line, r->n);
}

void
viid_receive(struct port *p, const struct directory *d, const struct directory_device *from, struct http_request *rq)
{
	struct reception *r = arena_new(&rq->arena, struct reception);
	struct bench b = bench_of(p, d, from, rq);
	struct gat_vehicles vs = { 0 };
	enum err e;

	r->in.received_mono_us = clock_mono_ms() * 1000;
	r->in.done = answer;
	r->in.import = from->history;
	r->port = p;
	r->rq = rq;
	if ((e = gat_vehicles(rq->body, &rq->arena, PORT_VEHICLES_MAX, &vs)))
		return port_refuse(rq, e, NOBODY, vs.fault);
	r->n = vs.n;
	r->v = vs.v;
	r->from = from->row;
	r->line = arena_array(&rq->arena, struct port_line, vs.n);
	look_at_all(&b, r, &vs);
	port_alive(p, from);
	if (!r->in.n)
		return port_answer_list(rq, 200, r->line, r->n);
	arrange(&b, r, &vs);
	p->o.sink->accept(p->o.sink, &r->in);	/* from here on the request may be gone */
}

void
viid_vehicles(struct http_request *rq, void *port)
{
	struct port *p = port;
	const struct directory *d = directory_hold();
	const struct directory_device *from = port_who(p, d, rq);

	PORT_COUNT(p, requests, 1);
	if (!from)
		;
	else if (rq->method == HTTP_POST && (slice_is(rq->path, "/VIID/MotorVehicles") || slice_is(rq->path, "/VIID/MotorVehicles/")))
		viid_receive(p, d, from, rq);
	else
		port_refuse(rq, E_NO_METHOD, NOBODY, "过车记录只能上报，不能修改、删除或查询|passages are reported, never changed, deleted or asked for here");
	directory_let_go(d);
}
