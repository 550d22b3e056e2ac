/* SPDX-License-Identifier: Apache-2.0 */
/* one.c - GET passages/{id}: one passage, its pictures, the corrections made to it. */
#include "engine/record.h"
#include "engine/units.h"
#include "passage/one_.h"
#include "passage/passage_correction.h"
#include "passage/words.h"

/* A passage of a tollgate outside the caller's units does not exist for him. */
enum err
passage_load(struct inquiry *a, int64_t id, struct history_row *ret, const struct tollgate **ret_gate)
{
	enum err e = passage_gates_read(a);

	if (e)
		return e;
	if ((e = history_one(a->p->history, id, ret)))
		return refuse(&a->call, e, NULL, -1);
	*ret_gate = tollgate_of(&a->gates, ret->p.tollgate);
	if (!*ret_gate && !(a->gates.all && ret->series == SERIES_QUARANTINE))
		return refuse(&a->call, E_NOT_FOUND, NULL, -1);
	a->q.from_ms = ret->p.at_ms;
	a->q.to_ms = ret->p.at_ms + 1;
	if ((e = inquiry_period(a)) || (e = inquiry_in_tier(a, *ret_gate ? (*ret_gate)->unit : units_root())))
		return e;
	a->q.from_ms = a->q.to_ms = 0;
	a->passage = id;
	a->rows = 1;
	return E_OK;
}

static void
put_picture(struct buf *b, int n, const struct image_ref *p)
{
	const char *word = word_picture(p->type);
	char space[40];

	buf_printf(b, "%s{\"n\":%d,\"type\":%d,\"type_title\":", n > 1 ? "," : "", n, p->type);
	buf_json(b, word ? title_zh(word) : (struct slice){ NULL, 0 });
	buf_puts(b, ",\"type_title_en\":");
	buf_json(b, word ? title_en(word, "", space, sizeof space) : (struct slice){ NULL, 0 });
	buf_printf(b, ",\"width\":%d,\"height\":%d,\"bytes\":%lld}", p->width, p->height, (long long)p->bytes);
}

static enum err
put_pictures(struct inquiry *a, const struct history_row *r)
{
	struct picture_set set = { .n = 0 };
	struct image_ref image[PASSAGE_IMAGES];
	struct buf *b = &a->answer;
	int n = 0, more;
	enum err e = images_of(a, r->id, image, &more);

	if (e)
		return e;
	buf_puts(b, ",\"pictures\":[");
	if (r->p.pictures && a->p->packs && pack_get(a->p->packs, r->p.pictures, a->call.arena, &set))
		set.n = 0;
	for (int i = 0; i < set.n; i++) {
		const struct picture *p = &set.picture[i];

		put_picture(b, ++n, &(struct image_ref){ 0, p->type, p->width, p->height, (int64_t)p->bytes.n });
	}
	for (int i = 0; a->p->packs && i < more; i++)
		put_picture(b, ++n, &image[i]);
	buf_putc(b, ']');
	return E_OK;
}

static enum err
put_corrections(struct inquiry *a, int64_t id, bool persons)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	struct buf *b = &a->answer;
	enum err e = inquiry_reader(a, &c);
	bool first = true;

	if (e || (e = sql(c, &st, "SELECT id FROM passage_correction WHERE passage = ?1 ORDER BY id DESC LIMIT 50")))
		return e;
	sql_int(st, 1, id);
	buf_puts(b, ",\"corrections\":[");
	while (!(e = sql_step(st))) {
		struct row *r;
		if ((e = record_load(&a->call, &passage_correction_record, col_int(st, 0), &r)))
			return e;
		buf_printf(b, "%s{\"id\":%lld,\"state\":\"%s\",\"by\":%lld,\"at\":\"", first ? "" : ",", (long long)r->id,
		    passage_correction_record.state[r->state].name, (long long)r->created_by);
		first = false;
		buf_time(b, r->created_at);
		buf_puts(b, "\",\"read\":");
		buf_json(b, persons ? row_text(r, passage_correction_read) : S("***"));
		buf_puts(b, ",\"plate\":");
		buf_json(b, persons ? row_text(r, passage_correction_plate) : S("***"));
		buf_printf(b, ",\"class\":%lld}", (long long)row_int(r, passage_correction_class));
	}
	buf_putc(b, ']');
	a->call.conn = NULL;
	return e == E_DONE ? E_OK : e;
}

enum err
passage_get(struct inquiry *a, int64_t id)
{
	const struct tollgate *t;
	struct history_row r;
	enum err e;

	if ((e = passage_load(a, id, &r, &t)))
		return e;
	a->kind = "read";
	passage_json(a, &a->answer, &r, t);
	a->answer.n--;			/* the object goes on */
	if ((e = put_pictures(a, &r)) || (e = put_corrections(a, id, t && t->persons)))
		return refuse(&a->call, e, NULL, -1);
	buf_putc(&a->answer, '}');
	return t && t->persons ? inquiry_log(a) : E_OK;
}
