/* SPDX-License-Identifier: Apache-2.0 */
#include "match/watch_list.h"

#include "engine/guard.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "engine/units.h"
#include "match/hot.h"
#include "match/list.h"

/* ---- taking it in ---- */

struct importing {
	struct engine *engine;
	struct slice name;
	const struct list *list;
	const struct list_difference *difference;
	struct file_hash hash;
	int64_t against, row;
	bool approve;
};

static enum err
content_in_force(struct conn *c, int64_t *ret_row, struct file_hash *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT id, content FROM watch_list WHERE state = 'in_force' ORDER BY id DESC LIMIT 1");

	*ret_row = 0;
	if (e || (e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	if (!file_hash_parse(col_text(st, 1), ret))
		return E_CORRUPT;
	*ret_row = col_int(st, 0);
	return E_OK;
}

/* The list in force; an empty one where there is none. */
static enum err
read_in_force(struct engine *e, struct conn *c, int64_t *ret_row, struct list *ret)
{
	struct file_hash hash;
	struct slice content;
	struct arena a;
	enum err err = content_in_force(c, ret_row, &hash);

	*ret = (struct list){ 0 };
	if (err || !*ret_row)
		return err;
	arena_init(&a);
	if (!(err = file_read(e->files, &hash, &a, &content)))
		err = list_parse(content, ret);
	arena_free(&a);
	return err;
}

static void
fill(const struct importing *m, struct row *r)
{
	row_set_text(r, watch_list_name, m->name);
	row_set_int(r, watch_list_entries, (int64_t)m->list->n);
	row_set_int(r, watch_list_patterns, (int64_t)m->list->patterns);
	row_set_int(r, watch_list_added, m->difference->added);
	row_set_int(r, watch_list_removed, m->difference->removed);
	row_set_int(r, watch_list_changed, m->difference->changed);
	row_set_int(r, watch_list_bad, (int64_t)m->list->bad);
	if (m->against)
		row_set_int(r, watch_list_against, m->against);
	if (m->difference->preview.n)
		row_set_text(r, watch_list_preview, buf_slice(&m->difference->preview));
	if (m->list->faults.n)
		row_set_text(r, watch_list_faults, buf_slice(&m->list->faults));
	row_set_text(r, watch_list_content, slice_of(m->hash.hex));
}

static enum err
make_row(struct call *c, void *ctx)
{
	struct importing *m = ctx;
	struct row *r = row_new(c->arena, &watch_list_record), *after;
	enum err e;

	fill(m, r);
	if ((e = record_create(c, r)))
		return e;
	m->row = r->id;
	return m->approve ? record_fire(c, &watch_list_record, r->id, 0, "approve", row_new(c->arena, &watch_list_record), 0, &after) : E_OK;
}

enum err
list_import(struct engine *e, struct slice name, struct slice csv, bool approve, int64_t *ret_row)
{
	struct importing m = { .engine = e, .name = name, .approve = approve };
	struct list was = { 0 }, is;
	struct list_difference d = { 0 };
	reader_scoped c = NULL;
	enum err err;

	if (approve && !e->simulated)
		return E_FORBIDDEN;
	err = list_parse(csv, &is);
	if (!err && !(err = db_reader(e->db, &c)))
		err = read_in_force(e, c, &m.against, &was);
	db_reader_release(&c);
	if (!err && !(err = file_put(e->files, csv, &m.hash))) {
		list_compare(&was, &is, &d);
		m.list = &is;
		m.difference = &d;
		err = engine_write(e, "导入官方布控名单", make_row, &m);
		buf_free(&d.preview);
	}
	*ret_row = m.row;
	list_free(&was);
	list_free(&is);
	return err;
}

enum err
list_each_in_force(struct engine *e, struct conn *c, enum err (*fn)(void *ctx, int64_t list, const struct list_line *l), void *ctx)
{
	struct list l;
	int64_t row;
	enum err err = read_in_force(e, c, &row, &l);

	for (size_t i = 0; i < l.n && !err; i++)
		err = fn(ctx, row, &l.line[i]);
	list_free(&l);
	return err;
}

/* ---- approving ---- */

/* It reaches everywhere: whoever approves holds the right for the whole detachment, and did not hand it in. */
static enum err
watch_list_may_approve(struct call *c, const struct row *r)
{
	enum err e = second_person(c, r);

	return e ? e : may(c, R_leader|R_dispatcher, units_root()) ? E_OK : refuse(c, E_FORBIDDEN, NULL, -1);
}

/* What was compared is what is approved: if another list came into force meanwhile, the difference is not the one seen. */
static enum err
watch_list_begin(struct call *c, struct row *draft)
{
	struct file_hash hash;
	struct row *after;
	int64_t present;
	enum err e = content_in_force(c->conn, &present, &hash);

	if (e)
		return e;
	if (present != row_ref(draft, watch_list_against))
		return refuse_text(c, E_STALE, "against", "期间已有另一名单生效，请重新导入对比", "another list came into force meanwhile: import it again");
	if (c->who->person)
		row_set_int(draft, watch_list_approved_by, c->who->person);
	return present ? record_fire_as_system(c, &watch_list_record, present, "replace", &after) : E_OK;
}

static void
watch_list_note_change(struct call *c, const struct row *r)
{
	(void)r;
	timer_kick(c->engine, HOT_TIMER);
}

#define NAME watch_list
#define DEF "match/watch_list.def"
#include "engine/define.h"
