/* SPDX-License-Identifier: Apache-2.0 */
/* legal_hold.c - a hold is approved by a step and carried out beside it: copying may take seconds, a step may not. */
#include "passage/legal_hold.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "passage/passages_.h"
#include "people/setting.h"

#define HOLDS_EACH 50	/* carried out in one turn */

static int64_t
plain_from(int64_t now_ms)
{
	return now_ms - setting(SET_passage_plain_days) * DAY_MS;
}

static enum err
hold_check(struct call *c, struct row *draft)
{
	plate_t p = 0;

	if (draft->id)
		return E_OK;
	if (row_time(draft, legal_hold_from_at) >= row_time(draft, legal_hold_to_at))
		return refuse_text(c, E_BAD_VALUE, "to_at", "截止时间须晚于起始时间", "must be later than its beginning");
	if (row_time(draft, legal_hold_to_at) > c->now_ms)
		return refuse_text(c, E_BAD_VALUE, "to_at", "不得晚于当前时间", "must not lie in the future");
	if (row_empty(draft, legal_hold_plate) && !draft->npart_row)
		return refuse_text(c, E_MISSING, "plate", "须指明号牌或卡口", "name a plate or tollgates");
	if (!row_empty(draft, legal_hold_plate) && !plate_pack(row_text(draft, legal_hold_plate), &p))
		return refuse_text(c, E_BAD_VALUE, "plate", "不是号牌号码", "is not a plate");
	if (!row_empty(draft, legal_hold_plate) && !plate_unread(p) && !row_int(draft, legal_hold_class) &&
	    row_time(draft, legal_hold_from_at) < plain_from(c->now_ms))
		return refuse_text(c, E_MISSING, "class", "该时间段的过车已作假名化处理，须指明号牌种类",
		    "passages of that time are pseudonymised: the class of plate is needed");
	row_set_int(draft, legal_hold_asked_by, c->who->person);
	return E_OK;
}

static enum err
hold_approve(struct call *c, struct row *draft)
{
	row_set_int(draft, legal_hold_approved_by, c->who->person);
	return E_OK;
}

static enum err
hold_by_system(struct call *c, const struct row *r)
{
	return c->who->person == 0 ? E_OK : refuse(c, E_FORBIDDEN, r->rec, -1);
}

static void
hold_changed(struct call *c, const struct row *r)
{
	(void)r;
	timer_kick(c->engine, "passage.holds");
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* What the hold covers, as a question to the history. Plates that were not fully read are held too when they may be it. */
static void
covers(const struct row *r, struct arena *a, struct history_query *q)
{
	uint32_t *gate = arena_array(a, uint32_t, (size_t)r->npart_row + 1);

	*q = (struct history_query){ .series = 1u << SERIES_LIVE | 1u << SERIES_IMPORT, .from_ms = row_time(r, legal_hold_from_at),
		.to_ms = row_time(r, legal_hold_to_at), .class_code = (int)row_int(r, legal_hold_class) };
	if (!row_empty(r, legal_hold_plate)) {
		if (plate_pack(row_text(r, legal_hold_plate), &q->want) && !plate_unread(q->want))
			q->mask = PLATE_EXACT;
		else if (!plate_pattern(row_text(r, legal_hold_plate), &q->want, &q->mask))
			q->mask = PLATE_EXACT;
	}
	for (int i = 0; i < r->npart_row; i++)
		gate[q->ntollgate++] = (uint32_t)r->part_row[i].value[legal_hold_at_tollgate].i;
	if (!q->ntollgate)
		return;
	qsort(gate, q->ntollgate, sizeof *gate, by_number);
	q->tollgate = gate;
}

struct carried {
	int64_t id, held;
	const char *verb;
};

static enum err
write_carried(struct call *c, void *ctx)
{
	const struct carried *k = ctx;
	struct row *change = row_new(c->arena, &legal_hold_record), *after;
	enum err e;

	row_set_int(change, legal_hold_held, k->held);
	if ((e = record_patch(c, &legal_hold_record, k->id, 0, change, 1ull << legal_hold_held, &after)))
		return e;
	return record_fire(c, &legal_hold_record, k->id, 0, k->verb, row_new(c->arena, &legal_hold_record), 0, &after);
}

/* What is older than the plain tier lies under the pseudonym that each month's key gives the plate. */
static enum err
hold_aliases(struct passages *p, const struct history_query *q, struct arena *a, struct carried *k)
{
	struct history_query one = *q;
	struct alias_key *key;
	reader_scoped conn = NULL;
	size_t n = 0;
	enum err e;

	if (!q->want || q->mask != PLATE_EXACT || !q->class_code || q->from_ms >= plain_from(clock_now_ms()))
		return E_OK;
	if (!(e = db_reader(p->engine->db, &conn)))
		e = alias_keys(p, conn, a, &key, &n);
	db_reader_release(&conn);
	for (size_t i = 0; i < n && !e; i++) {
		int64_t held = 0;
		one.want = plate_alias(q->want, (uint8_t)q->class_code, key[i].key);
		one.mask = ~0ull;
		e = history_hold(p->history, &one, k->id, &held);
		k->held += held;
	}
	return e;
}

static enum err
carry_out(struct passages *p, int64_t id)
{
	struct carried k = { .id = id, .verb = "hold" };
	struct history_query q;
	reader_scoped conn = NULL;
	struct arena a;
	struct call c;
	struct row *r;
	enum err e;

	arena_init(&a);
	if (!(e = db_reader(p->engine->db, &conn))) {
		call_system(&c, p->engine, &a, conn, NULL);
		if (!(e = record_load(&c, &legal_hold_record, id, &r)))
			e = record_parts(&c, r);
	}
	db_reader_release(&conn);
	if (!e && r->state == legal_hold_is_approved) {
		covers(r, &a, &q);
		if (!(e = history_hold(p->history, &q, id, &k.held)))
			e = hold_aliases(p, &q, &a, &k);
	} else if (!e) {
		k.verb = "let_go";
		e = history_release(p->history, id);
	}
	arena_free(&a);
	return e ? e : engine_write(p->engine, "证据保全", write_carried, &k);
}

/* timer: holds that were approved, holds that were released */
enum err
holds_tick(struct engine *e, void *ctx)
{
	struct passages *p = ctx;
	int64_t id[HOLDS_EACH];
	size_t n = 0;
	reader_scoped c = NULL;
	enum err err = db_reader(e->db, &c);

	if (!err) {
		stmt_scoped st = NULL;
		err = sql(c, &st, "SELECT id FROM legal_hold WHERE state IN ('approved', 'releasing') ORDER BY id LIMIT 50");
		while (!err && n < HOLDS_EACH && !(err = sql_step(st)))
			id[n++] = col_int(st, 0);
	}
	db_reader_release(&c);
	if (err == E_DONE)
		err = E_OK;
	for (size_t i = 0; i < n && !err; i++)
		if ((err = carry_out(p, id[i])))
			log_at(LOG_ERROR, "passage.hold", KV("hold", LI(id[i])), KV("error", LS(err_name(err))));
	return err;
}

#define NAME legal_hold
#define DEF "passage/legal_hold.def"
#include "engine/define.h"
