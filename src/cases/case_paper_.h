/* SPDX-License-Identifier: Apache-2.0 */
/* case_paper_.h - documents that the steps of a case issue: their content from the case, whether they are there, signed, served. Private to cases/.
 *
 * Use        paper_pool_open, put what the case does not know, paper_pool_issue; case_paper does all three. What a form does not ask is not put;
 *            what it asks and is not there refuses the step: "content.<item>", with its article.
 */
#ifndef CASES_CASE_PAPER__H
#define CASES_CASE_PAPER__H
#include <jansson.h>
#include "engine/call.h"
#include "engine/row.h"
#include "paper/document.h"
#include "paper/paper.h"

struct paper_pool {
	struct call *c;
	const struct row *subject;	/* the case, measure or other row that it belongs to */
	const struct template *t;
	json_t *content;
};
/* paper_put.c */
enum err pool_open(struct paper_pool *p, struct call *c, const struct row *subject, const char *type) must_check;
enum err pool_issue(struct paper_pool *p, struct row **ret) must_check;	/* also closes; *ret may be needed for its number */
void pool_close(struct paper_pool *p);
bool pool_asks(const struct paper_pool *p, const char *item);
void put_text(struct paper_pool *p, const char *item, struct slice s);	/* absent and empty: nothing is put; too long: cut with … */
void put_int(struct paper_pool *p, const char *item, int64_t n);
void put_yes(struct paper_pool *p, const char *item, bool yes);
void put_date(struct paper_pool *p, const char *item, int64_t ms);	/* 0: nothing */
void put_time(struct paper_pool *p, const char *item, int64_t ms);
enum err put_person(struct paper_pool *p, const char *item, int64_t person) must_check;	/* his name */
enum err put_officer(struct paper_pool *p, const char *item, int64_t person) must_check;	/* and his police number: 张样例（031234） */
struct slice choice_zh(const struct row *r, int field);
struct slice yuan_words(struct arena *a, int64_t fen);			/* 200元, 12.50元 */

/* case_paper.c */
enum err case_paper(struct call *c, const struct row *r, const char *type, struct row **ret) must_check;
enum err case_pool(struct paper_pool *p, struct call *c, const struct row *r, const char *type) must_check;	/* filled, to be added to */
enum err office_of(struct call *c, int64_t unit, struct row **ret) must_check;	/* NULL: none */
enum err put_office(struct paper_pool *p, int64_t unit) must_check;	/* and the authority's name */
enum err case_party_of(struct call *c, const struct row *violation, struct row **ret) must_check;	/* NULL: none */

/* paper_gate.c: the newest document of the subject and type that holds; NULL: none */
enum err paper_last(struct call *c, const struct row *subject, const char *type, struct row **ret) must_check;
enum err paper_there(struct call *c, const struct row *subject, const char *type, const char *law) must_check;
enum err paper_signed(struct call *c, const struct row *subject, const char *type, const char *law) must_check;	/* or the refusal noted */
enum err paper_served(struct call *c, const struct row *subject, const char *type, const char *law, struct row **ret) must_check;
enum err paper_replaced(struct call *c, const struct row *subject, const char *type, const char *why) must_check;	/* voids it, where there is one */
#endif
