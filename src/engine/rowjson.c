/* SPDX-License-Identifier: Apache-2.0 */
/* rowjson.c - a row as the API shows it. */
#include "base/clock.h"
#include "engine/deadline.h"
#include "engine/engine.h"
#include "engine/record_.h"
#include "engine/rest_.h"
#include "engine/table_.h"

static void
key(struct buf *b, const char *name)
{
	if (b->n && b->p[b->n - 1] != '{' && b->p[b->n - 1] != '[')
		buf_putc(b, ',');
	buf_putc(b, '"');
	buf_puts(b, name);
	buf_put(b, S("\":"));
}

static void
put_int(struct buf *b, const char *name, int64_t v)
{
	key(b, name);
	buf_int(b, v);
}

static void
put_time(struct buf *b, int64_t ms)
{
	if (!ms) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '"');
	buf_time(b, ms);
	buf_putc(b, '"');
}

/* Degrees from e7 without floating point, so that what came in goes out. */
static void
put_degrees(struct buf *b, int32_t e7)
{
	int64_t v = e7 < 0 ? -(int64_t)e7 : e7;

	buf_printf(b, "%s%lld.%07lld", e7 < 0 ? "-" : "", (long long)(v / 10000000), (long long)(v % 10000000));
	while (b->n && b->p[b->n - 1] == '0' && b->p[b->n - 2] != '.')
		b->n--;
}

static void
put_point(struct buf *b, struct point p)
{
	buf_putc(b, '[');
	put_degrees(b, p.lon_e7);
	buf_putc(b, ',');
	put_degrees(b, p.lat_e7);
	buf_putc(b, ']');
}

void
value_json(struct buf *b, const struct type *t, const struct value *v)
{
	switch (v->kind) {
	case V_NULL:
		buf_puts(b, "null");
		break;
	case V_TEXT:
		buf_json(b, v->s);
		break;
	case V_POINT:
		put_point(b, v->p);
		break;
	case V_INT:
		if (t->kind == K_BOOL)
			buf_puts(b, v->i ? "true" : "false");
		else if (t->kind == K_TIME)
			put_time(b, v->i);
		else
			buf_int(b, v->i);
	}
}

static void
put_common(struct buf *b, const struct row *r)
{
	buf_putc(b, '{');
	put_int(b, "id", r->id);
	if (r->state >= 0) {
		key(b, "state");
		buf_json(b, slice_of(r->rec->state[r->state].name));
	}
	put_int(b, "unit", r->unit);
	put_int(b, "version", r->version);
	key(b, "created_at");
	put_time(b, r->created_at);
	put_int(b, "created_by", r->created_by);
	key(b, "updated_at");
	put_time(b, r->updated_at);
	put_int(b, "updated_by", r->updated_by);
	if (record_has_due(r->rec)) {
		key(b, "due_at");
		put_time(b, r->due_at);
		key(b, "due_from");
		put_time(b, r->due_at ? r->due_from : 0);
		key(b, "due_term");
		buf_json(b, r->due_term);
		key(b, "due_why");
		buf_json(b, due_why_zh(r->due_why));
		key(b, "due_why_en");
		buf_json(b, due_why_en(r->due_why));
	}
	if (r->rec->valid_key) {
		key(b, "valid_from");
		buf_json(b, r->valid_from);
		key(b, "valid_to");
		buf_json(b, r->valid_to);
	}
}

static void
put_parts(struct buf *b, const struct row *r)
{
	for (int p = 0; p < r->rec->npart; p++) {
		key(b, r->rec->part[p].name);
		buf_putc(b, '[');
		for (int k = 0; k < r->npart_row; k++) {
			if (r->part_row[k].part != p)
				continue;
			if (b->p[b->n - 1] != '[')
				buf_putc(b, ',');
			buf_printf(b, "{\"id\":%lld", (long long)r->part_row[k].id);
			for (int i = 0; i < r->rec->npart_field; i++)
				if (!strcmp(r->rec->part_field[i].part, r->rec->part[p].name)) {
					key(b, r->rec->part_field[i].field.name);
					value_json(b, &r->rec->part_field[i].field.type, &r->part_row[k].value[i]);
				}
			buf_putc(b, '}');
		}
		buf_putc(b, ']');
	}
}

static void
put_masked(struct buf *b, const struct row *r)
{
	key(b, "masked");
	buf_putc(b, '[');
	for (int i = 0; i < r->rec->nfield; i++)
		if (r->masked & 1ull << i) {
			if (b->p[b->n - 1] != '[')
				buf_putc(b, ',');
			buf_json(b, slice_of(r->rec->field[i].name));
		}
	buf_putc(b, ']');
}

static void
put_steps(struct call *c, struct buf *b, const struct row *r)
{
	key(b, "steps");
	buf_putc(b, '[');
	for (int i = 0; i < r->rec->nstep; i++) {
		const struct step *s = &r->rec->step[i];
		char space[64];
		struct http_fault why;
		if (s->from != r->state)
			continue;
		if (b->p[b->n - 1] != '[')
			buf_putc(b, ',');
		buf_printf(b, "{\"verb\":\"%s\",\"title\":", s->verb);
		buf_json(b, title_zh(s->title));
		key(b, "title_en");
		buf_json(b, title_en(s->title, s->verb, space, sizeof space));
		buf_printf(b, ",\"to\":\"%s\",\"allowed\":%s", r->rec->state[s->to].name,
		    step_allowed(c, r, s, &why) ? "true" : "false");
		buf_printf(b, why.code ? ",\"why\":\"%s\",\"why_text\":" : ",\"why\":null,\"why_text\":", err_name(why.code));
		buf_json(b, why.detail_zh);
		key(b, "why_text_en");
		buf_json(b, why.detail_en);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

void
row_json(struct call *c, struct buf *b, const struct row *r, bool detail)
{
	put_common(b, r);
	for (int i = 0; i < r->rec->nfield; i++) {
		if (r->rec->field[i].flags & SECRET)
			continue;
		key(b, r->rec->field[i].name);
		value_json(b, &r->rec->field[i].type, &r->value[i]);
	}
	key(b, "title");
	buf_json(b, row_title(c->arena, r));
	refs_json(c, b, r);
	put_masked(b, r);
	if (detail) {
		put_parts(b, r);
		put_steps(c, b, r);
		files_json(c, b, r);
	}
	buf_putc(b, '}');
}
