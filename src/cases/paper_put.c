/* SPDX-License-Identifier: Apache-2.0 */
/* paper_put.c - values of a document's content, put when the form asks for them. */
#include "base/clock.h"
#include "cases/case_paper_.h"
#include "engine/record.h"
#include "paper/content.h"
#include "people/person.h"

enum err
pool_open(struct paper_pool *p, struct call *c, const struct row *subject, const char *type)
{
	*p = (struct paper_pool){ .c = c, .subject = subject, .t = template_of(slice_of(type), beijing_day(c->now_ms)) };
	if (!p->t)
		return refuse_text(c, E_NOT_FOUND, "type", "该日期没有这种文书的式样", "there is no form of such a document on that day");
	p->content = json_object();
	return E_OK;
}

void
pool_close(struct paper_pool *p)
{
	json_decref(p->content);
	p->content = NULL;
}

enum err
pool_issue(struct paper_pool *p, struct row **ret)
{
	struct paper_order o = { .type = slice_of(p->t->type), .unit = p->subject->unit, .subject = p->subject->rec, .subject_row = p->subject->id,
		.content = p->content };
	enum err e = paper_issue(p->c, &o, ret);

	pool_close(p);
	return e;
}

bool
pool_asks(const struct paper_pool *p, const char *item)
{
	return template_item(p->t, slice_of(item));
}

/* The whole characters of at most n bytes. */
static struct slice
head(struct slice s, size_t characters)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] & 0xc0) != 0x80 && n++ == characters)
			return (struct slice){ s.p, i };
	return s;
}

void
put_text(struct paper_pool *p, const char *item, struct slice s)
{
	const struct item *it = template_item(p->t, slice_of(item));

	s = slice_trim(s);
	if (!it || !s.n)
		return;
	if (it->kind == ITEM_TEXT && utf8_count(s) > CONTENT_TEXT) {
		struct slice cut = head(s, CONTENT_TEXT - 1);
		s = arena_printf(p->c->arena, "%.*s…", (int)cut.n, cut.p);
	}
	json_object_set_new(p->content, item, json_stringn(s.p, s.n));
}

void
put_int(struct paper_pool *p, const char *item, int64_t n)
{
	if (pool_asks(p, item))
		json_object_set_new(p->content, item, json_integer(n));
}

void
put_yes(struct paper_pool *p, const char *item, bool yes)
{
	if (pool_asks(p, item))
		json_object_set_new(p->content, item, json_boolean(yes));
}

void
put_date(struct paper_pool *p, const char *item, int64_t ms)
{
	char text[TIME_TEXT_MAX];

	if (ms)
		put_text(p, item, (struct slice){ text, date_print(beijing_day(ms), text) });
}

void
put_time(struct paper_pool *p, const char *item, int64_t ms)
{
	char text[TIME_TEXT_MAX];

	if (ms)
		put_text(p, item, (struct slice){ text, time_print(ms, text) });
}

/* NULL: nobody, or the paper does not ask. */
static enum err
asked_person(struct paper_pool *p, const char *item, int64_t person, struct row **ret)
{
	*ret = NULL;
	return person && pool_asks(p, item) ? record_load(p->c, &person_record, person, ret) : E_OK;
}

enum err
put_person(struct paper_pool *p, const char *item, int64_t person)
{
	struct row *r;
	enum err e = asked_person(p, item, person, &r);

	if (!e && r)
		put_text(p, item, row_text(r, person_name));
	return e;
}

enum err
put_officer(struct paper_pool *p, const char *item, int64_t person)
{
	struct slice name, number;
	struct row *r;
	enum err e = asked_person(p, item, person, &r);

	if (e || !r)
		return e;
	name = row_text(r, person_name);
	number = row_text(r, person_police_no);
	put_text(p, item, number.n ? arena_printf(p->c->arena, "%.*s（%.*s）", (int)name.n, name.p, (int)number.n, number.p) : name);
	return E_OK;
}

struct slice
choice_zh(const struct row *r, int field)
{
	struct slice name = row_text(r, field);

	for (const struct choice *ch = r->rec->field[field].type.choice; ch && ch->name; ch++)
		if (slice_is(name, ch->name))
			return title_zh(ch->title);
	return (struct slice){ NULL, 0 };
}

struct slice
yuan_words(struct arena *a, int64_t fen)
{
	return fen % 100 ? arena_printf(a, "%lld.%02d元", (long long)(fen / 100), (int)(fen % 100)) : arena_printf(a, "%lld元", (long long)(fen / 100));
}
