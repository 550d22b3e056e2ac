/* SPDX-License-Identifier: Apache-2.0 */
/* rest_find.c - POST /api/v1/search {"q"}: over the names of everything that the call may see. */
#include "engine/record_.h"
#include "engine/rest_.h"
#include "net/json.h"

#define FIND_EACH 5	/* rows of one record */

static bool
has_title(const struct record *rec)
{
	for (int i = 0; i < rec->nfield; i++)
		if ((rec->field[i].flags & TITLE) && rec->field[i].type.kind == K_TEXT)
			return true;
	return false;
}

static void
put_found(struct rest *r, const struct row *row)
{
	struct buf *b = &r->answer;

	buf_printf(b, "%s{\"record\":\"%s\",\"id\":%lld,\"title\":", b->p[b->n - 1] == '[' ? "" : ",",
	    row->rec->name, (long long)row->id);
	buf_json(b, row_title(r->call.arena, row));
	buf_puts(b, ",\"state\":");
	buf_json(b, row->state < 0 ? (struct slice){ NULL, 0 } : slice_of(row->rec->state[row->state].name));
	buf_puts(b, ",\"unit_title\":");
	buf_json(b, units_name(row->unit, r->call.arena));
	buf_putc(b, '}');
}

static enum err
find_in(struct rest *r, const struct record *rec, struct slice text)
{
	struct list_query q = { .rec = rec, .text = text, .sort = COL_ID, .descending = true, .limit = FIND_EACH };
	struct list_result res;
	enum err e;

	if (!has_title(rec) || !may(&r->call, rec->can_read, 0))
		return E_OK;
	if ((e = record_list(&r->call, &q, &res)))
		return e;
	for (int i = 0; i < res.n; i++)
		put_found(r, res.row[i]);
	return E_OK;
}

void
rest_find(struct rest *r)
{
	json_scoped body = NULL;
	const struct pages *pages = r->call.engine->pages;
	struct slice text;
	enum err e = r->rq->method == HTTP_POST ? rest_body(r, &body) : refuse(&r->call, E_NO_METHOD, NULL, -1);

	text = slice_trim(json_slice(json_object_get(body, "q")));
	if (!e && (!text.n || utf8_count(text) > 100))
		e = refuse_text(&r->call, E_BAD_VALUE, "q", "须为1至100字", "must have 1 to 100 characters");
	buf_puts(&r->answer, "{\"items\":[");
	for (int i = 0; !e && i < pages->nrecord; i++)
		e = find_in(r, pages->record[i], arena_copy(r->call.arena, text));
	buf_puts(&r->answer, "]}");
	r->status = 200;
	r->call.unmasked = 0;	/* only titles were shown, which are never personal */
	rest_finish(r, e);
}
