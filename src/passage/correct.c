/* SPDX-License-Identifier: Apache-2.0 */
/* correct.c - POST passages/{id}/correct: what a person read on the picture, beside what the device had read. */
#include "engine/record.h"
#include "passage/one_.h"
#include "passage/passage_correction.h"

#define AT(member) offsetof(struct question, member)
static const struct inquiry_member correct_member[] = {
	{ "plate", ASK_TEXT, AT(plate), 0, 12, true },
	{ "class", ASK_INT, AT(class_code), 1, 99, true },
	{ "reason", ASK_TEXT, AT(reason), 0, LIMIT_REASON, true },
};

struct correcting {
	struct inquiry *a;
	const struct history_row *was;
	const struct tollgate *gate;
	plate_t plate;
	struct row *made;
};

static enum err
write_correction(void *ctx, struct conn *conn)
{
	struct correcting *k = ctx;
	struct call *c = &k->a->call;
	struct row *r = row_new(c->arena, &passage_correction_record);

	c->conn = conn;
	r->unit = k->gate->unit;
	row_set_int(r, passage_correction_passage, k->was->id);
	row_set_int(r, passage_correction_device, k->was->p.device);
	row_set_text(r, passage_correction_read, k->was->read ? plate_shown(c->arena, k->was->read, true) : S("-"));
	row_set_int(r, passage_correction_read_class, k->was->p.class_code);
	row_set_text(r, passage_correction_plate, plate_shown(c->arena, k->plate, true));
	row_set_int(r, passage_correction_class, k->a->q.class_code);
	row_set_text(r, passage_correction_why, c->reason);
	k->made = r;
	return record_create_as_system(c, r);
}

static enum err
may_correct(struct inquiry *a, const struct tollgate *t, const struct history_row *r, plate_t *ret)
{
	if (!t || r->series == SERIES_QUARANTINE)
		return refuse(&a->call, E_NOT_FOUND, NULL, -1);
	if (!t->persons)
		return refuse_text(&a->call, E_PERSONS, "plate", NULL, NULL);
	if (!plate_pack(a->q.plate, ret) || plate_form(*ret) == PLATE_WRONG)
		return refuse_text(&a->call, E_BAD_VALUE, "plate", "不是号牌号码", "is not a plate");
	if (*ret == r->p.plate && a->q.class_code == r->p.class_code)
		return refuse_text(&a->call, E_BAD_VALUE, "plate", "与现有识别结果相同", "is what the passage says already");
	return E_OK;
}

/* The record first: what the history then says of the passage has its reason on disk. A crash between the two is mended
 * at the next start (corrections_apply). */
enum err
passage_correct_post(struct inquiry *a, int64_t id)
{
	struct history_row r;
	struct correcting k = { .a = a, .was = &r };
	struct history_overlay over = { .id = id };
	enum err e;

	if ((e = inquiry_take(a, correct_member, N_ELEMS(correct_member))))
		return e;
	a->call.reason = a->q.reason;
	if ((e = passage_load(a, id, &r, &k.gate)) || (e = may_correct(a, k.gate, &r, &k.plate)))
		return e;
	if ((e = db_write(a->p->engine->db, write_correction, &k)))
		return refuse(&a->call, e, NULL, -1);
	record_committed(&a->call);
	over.plate = k.plate;
	over.class_code = (uint8_t)a->q.class_code;
	if ((e = history_correct(a->p->history, &over)) || (e = history_one(a->p->history, id, &r)))
		return refuse(&a->call, e, NULL, -1);
	passage_json(a, &a->answer, &r, k.gate);
	a->answer.n--;
	buf_printf(&a->answer, ",\"correction\":%lld}", (long long)k.made->id);
	return E_OK;
}
