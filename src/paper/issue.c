/* SPDX-License-Identifier: Apache-2.0 */
/* issue.c - a document comes to be: compared with its template, numbered, sealed. Nothing is drawn here: the writer's time is everybody's. */
#include "base/clock.h"
#include "engine/units.h"
#include "paper/paper_.h"

static enum err
refuse_faults(struct call *c, const struct content *v)
{
	for (int i = 0; i < v->nfault; i++)
		(void)refuse_named(c, v->fault[i].code, v->fault[i].field, v->fault[i].zh, v->fault[i].en);
	return v->fault[0].code;
}

static enum err
template_for(struct call *c, const struct paper_order *o, const struct template **ret, int *ret_paper)
{
	int64_t at = o->at_ms ? o->at_ms : c->now_ms;
	const struct template *t = template_of(o->type, beijing_day(at));

	if (!t)
		return refuse_text(c, E_NOT_FOUND, "type", "该日期没有这种文书的式样", "there is no form of such a document on that day");
	*ret_paper = o->paper ? paper_named(slice_of(o->paper)) : (int)t->usual;
	if (*ret_paper < 0 || !(t->papers >> *ret_paper & 1))
		return refuse_text(c, E_BAD_VALUE, "paper", "该文书不印在这种纸上", "it is not printed on this paper");
	*ret = t;
	return E_OK;
}

enum err
paper_check(struct call *c, const struct paper_order *o)
{
	const struct template *t = NULL;
	struct content v = { .values = o->content, .arena = c->arena };
	int paper;
	enum err e = template_for(c, o, &t, &paper);

	if (e)
		return e;
	v.t = t;
	v.day = beijing_day(o->at_ms ? o->at_ms : c->now_ms);
	return content_check(&v) ? refuse_faults(c, &v) : E_OK;
}

static struct slice
as_json(struct arena *a, const json_t *content)
{
	size_t n = json_dumpb(content, NULL, 0, JSON_COMPACT | JSON_SORT_KEYS);
	char *text = arena_alloc(a, n + 1);

	(void)json_dumpb(content, text, n, JSON_COMPACT | JSON_SORT_KEYS);
	return (struct slice){ text, n };
}

static void
set(struct row *r, int field, struct slice s)
{
	if (s.n)
		row_set_text(r, field, s);
}

static void
fill_row(struct paper_house *h, struct row *r, const struct content *v, const struct paper_order *o)
{
	char code[CODE_MAX];
	struct slice authority = content_plain(v, "authority"), key;

	code_make(code);
	key = code_key(code, r->arena);
	row_set_text(r, document_type, slice_of(v->t->type));
	row_set_text(r, document_form, slice_of(v->t->version));
	row_set_text(r, document_code, slice_of(code));
	row_set_text(r, document_code_key, key);
	row_set_text(r, document_content, content_seal(h, r->arena, as_json(r->arena, o->content), key));
	row_set_text(r, document_url, arena_printf(r->arena, "%s%s", h->public_url, code));
	set(r, document_authority, authority.n ? authority : units_name(o->unit, r->arena));
	set(r, document_party, v->t->party ? content_plain(v, v->t->party) : S(""));
	if (o->subject) {
		row_set_text(r, document_subject, slice_of(o->subject->name));
		row_set_int(r, document_subject_row, o->subject_row);
	}
	row_set_int(r, document_pending, !o->later);
}

enum err
paper_issue(struct call *c, const struct paper_order *o, struct row **ret)
{
	struct paper_house *h = paper_here();
	struct row *r = row_new(c->arena, &document_record);
	const struct template *t = NULL;
	struct content v = { .values = o->content, .arena = c->arena };
	int year = civil_of(beijing_day(c->now_ms)).year, paper;
	int64_t serial, at = o->at_ms ? o->at_ms : c->now_ms;
	struct slice number;
	enum err e = h ? template_for(c, o, &t, &paper) : refuse(c, E_INTERNAL, NULL, -1);

	if (e)
		return e;
	v.t = t;
	v.day = beijing_day(at);
	if (content_check(&v))
		return refuse_faults(c, &v);
	if ((e = number_next(c, t, o->unit, year, &serial)) || (e = number_write(c, t, o->unit, serial, &number)))
		return e;
	r->unit = o->unit;
	r->state = document_is_issued;
	fill_row(h, r, &v, o);
	row_set_text(r, document_number, number);
	row_set_int(r, document_year, year);
	row_set_int(r, document_serial, serial);
	row_set_int(r, document_at, at);
	row_set_text(r, document_paper, slice_of(paper_name[paper]));
	if ((e = record_create_as_system(c, r)))
		return e;
	*ret = r;
	return E_OK;
}
