/* SPDX-License-Identifier: Apache-2.0 */
/* picture.c - GET pictures/{passage}/{n}: the bytes, to those who may see the plate on them, or whom an alarm shows them. */
#include "engine/record.h"
#include "engine/units.h"
#include "passage/one_.h"

/* What a person works on shows its pictures, if he may see its plate: an alarm those of its sightings, a camera record its evidence. Their
 * pages stand above this folder, so they are asked by name. */
static const struct {
	const char *record, *beside, *text, *purpose;
} showing[] = {
	{ "alarm", "sighting", "SELECT alarm FROM sighting WHERE passage = ?1 ORDER BY id DESC LIMIT 20", "alarm" },
	{ "camera_record", "camera_record", "SELECT id FROM camera_record WHERE passage = ?1", "case" },
};

static enum err
shown_by(struct inquiry *a, size_t i, int64_t id, bool *ret)
{
	const struct record *rec = record_named(a->p->engine, slice_of(showing[i].record));
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	int plate = rec ? field_named(rec, S("plate")) : -1;
	struct row *row;
	enum err e;

	*ret = false;
	if (plate < 0 || !record_named(a->p->engine, slice_of(showing[i].beside)))
		return E_OK;
	if ((e = inquiry_reader(a, &c)) || (e = sql(c, &st, showing[i].text)))
		return e;
	sql_int(st, 1, id);
	while (!*ret && !(e = sql_step(st))) {
		struct call probe = a->call;
		*ret = may(&probe, rec->can_read, 0) && !record_get(&probe, rec, col_int(st, 0), &row) && !row_empty(row, plate) && !(row->masked >> plate & 1);
	}
	a->call.conn = NULL;
	if (*ret)
		a->q.purpose = slice_of(showing[i].purpose);
	return e == E_DONE ? E_OK : e;
}

static enum err
shown_by_work(struct inquiry *a, int64_t id, bool *ret)
{
	enum err e = E_OK;

	*ret = false;
	for (size_t i = 0; i < N_ELEMS(showing) && !e && !*ret; i++)
		e = shown_by(a, i, id, ret);
	return e;
}

/* Of an alarm's sighting the scope is the alarm's: a neighbour brigade that it was handed to sees its pictures too. */
enum err
passage_picture_allowed(struct inquiry *a, int64_t id, struct history_row *ret)
{
	const struct tollgate *t;
	bool shown;
	enum err e;

	if (!a->call.reason.n)
		return refuse_text(&a->call, E_NO_REASON, "Luan-Reason", NULL, NULL);
	if ((e = shown_by_work(a, id, &shown)))
		return refuse(&a->call, e, NULL, -1);
	if (shown) {
		a->passage = id;
		a->rows = 1;
		return (e = history_one(a->p->history, id, ret)) ? refuse(&a->call, e, NULL, -1) : E_OK;
	}
	if ((e = passage_load(a, id, ret, &t)))
		return e;
	if (t ? t->persons : may_persons(&a->call, PASSAGE_ROLES, units_root()))	/* none: quarantined, read by the whole force's */
		return E_OK;
	return refuse_text(&a->call, E_PERSONS, NULL, NULL, NULL);
}

enum err
passage_picture_show(struct inquiry *a, const struct picture *p, const char *name)
{
	enum err e;

	a->kind = "picture";
	if ((e = inquiry_log(a)))
		return e;
	a->picture = p->bytes;
	a->type = picture_mime(p->format);
	http_set(a->rq, "Content-Disposition", arena_printf(a->call.arena, "inline; filename=\"%s\"", name).p);
	http_set(a->rq, "Cache-Control", "no-store");
	return E_OK;
}

/* Its own set first, then what came by itself. */
static enum err
find_picture(struct inquiry *a, const struct history_row *r, int64_t n, const struct picture **ret)
{
	struct picture_set *set = arena_new(a->call.arena, struct picture_set);
	struct image_ref image[PASSAGE_IMAGES];
	int own = 0, more;
	enum err e;

	if (r->p.pictures && (e = pack_get(a->p->packs, r->p.pictures, a->call.arena, set)))
		return e;
	own = set->n;
	if (n > own) {
		if ((e = images_of(a, r->id, image, &more)))
			return e;
		n -= own;
		if (n > more)
			return E_NOT_FOUND;
		if ((e = pack_get(a->p->packs, image[n - 1].pack, a->call.arena, set)))
			return e;
		n = 1;
	}
	*ret = &set->picture[n - 1];
	return set->n >= n ? E_OK : E_NOT_FOUND;
}

enum err
passage_picture_get(struct inquiry *a, int64_t id, int64_t n)
{
	struct history_row r;
	const struct picture *p;
	enum err e;

	if ((e = passage_picture_allowed(a, id, &r)))
		return e;
	if (n < 1 || !a->p->packs)
		return refuse(&a->call, E_NOT_FOUND, NULL, -1);
	if ((e = find_picture(a, &r, n, &p)))
		return a->call.err ? e : refuse(&a->call, e, NULL, -1);
	return passage_picture_show(a, p, arena_printf(a->call.arena, "%lld-%lld", (long long)id, (long long)n).p);
}
