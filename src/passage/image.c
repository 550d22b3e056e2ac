/* SPDX-License-Identifier: Apache-2.0 */
/* image.c - pictures that devices sent by themselves: those of a passage stand behind its own; the others are shown to who may see
 * persons in the device's unit. */
#include "passage/device_image.h"
#include "passage/one_.h"
#include "store/pack.h"

enum err
images_of(struct inquiry *a, int64_t passage, struct image_ref ret[PASSAGE_IMAGES], int *ret_n)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = inquiry_reader(a, &c);

	*ret_n = 0;
	if (e || (e = sql(c, &st, "SELECT pack, type, width, height, bytes FROM device_image WHERE passage = ?1 ORDER BY id LIMIT ?2")))
		return e;
	sql_int(st, 1, passage);
	sql_int(st, 2, PASSAGE_IMAGES);
	while (*ret_n < PASSAGE_IMAGES && !(e = sql_step(st)))
		ret[(*ret_n)++] = (struct image_ref){ (uint64_t)col_int(st, 0), (int)col_int(st, 1), (int)col_int(st, 2), (int)col_int(st, 3), col_int(st, 4) };
	a->call.conn = NULL;
	return e == E_DONE ? E_OK : e;
}

bool
images_there(struct inquiry *a, int64_t passage)
{
	struct conn *was = a->call.conn;
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	bool there = false;

	if (!inquiry_reader(a, &c) && !sql(c, &st, "SELECT 1 FROM device_image WHERE passage = ?1 LIMIT 1")) {
		sql_int(st, 1, passage);
		there = sql_step(st) == E_OK;
	}
	a->call.conn = was;
	return there;
}

/* Outside the caller's units it does not exist for him; what is as old as it is for as few as passages are. */
static enum err
may_see(struct inquiry *a, const struct row *r)
{
	enum err e;

	if (!may(&a->call, PASSAGE_ROLES, r->unit))
		return refuse(&a->call, E_NOT_FOUND, NULL, -1);
	a->q.from_ms = row_time(r, device_image_at);
	a->q.to_ms = a->q.from_ms + 1;
	if ((e = inquiry_period(a)) || (e = inquiry_in_tier(a, r->unit)))
		return e;
	a->q.from_ms = a->q.to_ms = 0;
	return may_persons(&a->call, PASSAGE_ROLES, r->unit) ? E_OK : refuse_text(&a->call, E_PERSONS, NULL, NULL, NULL);
}

static enum err
load(struct inquiry *a, int64_t id, struct row **ret)
{
	reader_scoped c = NULL;
	enum err e = inquiry_reader(a, &c);

	if (!e)
		e = record_load(&a->call, &device_image_record, id, ret);
	a->call.conn = NULL;
	return e;
}

enum err
device_image_get(struct inquiry *a, int64_t id)
{
	struct picture_set set;
	struct row *r;
	enum err e;

	if (!a->call.reason.n)
		return refuse_text(&a->call, E_NO_REASON, "Luan-Reason", NULL, NULL);
	if ((e = load(a, id, &r)))
		return e;
	if (row_empty(r, device_image_passage)) {
		if ((e = may_see(a, r)))
			return e;
	} else if ((e = passage_picture_allowed(a, row_int(r, device_image_passage), &(struct history_row){ 0 }))) {
		return e;
	}
	if (!a->p->packs || pack_get(a->p->packs, (uint64_t)row_int(r, device_image_pack), a->call.arena, &set) || set.n < 1)
		return refuse(&a->call, E_NOT_FOUND, NULL, -1);
	a->image = id;
	a->rows = 1;
	return passage_picture_show(a, &set.picture[0], arena_printf(a->call.arena, "image-%lld", (long long)id).p);
}
