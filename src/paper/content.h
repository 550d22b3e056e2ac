/* SPDX-License-Identifier: Apache-2.0 */
/* content.h - the values of one document: compared with its template, and written as a document writes them.
 *
 * Shape      a JSON object by item name. text, long: text; date: "2026-07-01"; time: RFC 3339; money: fen; points: 0..12;
 *            yes: true or false; list: array of objects by column; qa: array of {"q","a"}. "sign_" and a signer's name: what
 *            stands in place of a signature by hand (electronic signature with its recording, refusal).
 * Errors     content_check names every fault, at most CONTENT_FAULTS; a required item that is missing is E_MISSING with its
 *            name in both languages and the article that asks for it.
 */
#ifndef PAPER_CONTENT_H
#define PAPER_CONTENT_H
#include <jansson.h>
#include "paper/template.h"

#define CONTENT_FAULTS 16
#define CONTENT_TEXT 500		/* characters */
#define CONTENT_LONG 12000
#define CONTENT_ROWS 300		/* of a list, of questions */
#define CONTENT_BYTES 48000		/* of the whole, as JSON */

struct content_fault {
	enum err code;
	const char *field;		/* "content.points" */
	struct slice zh, en;
};
struct content {
	const struct template *t;
	const json_t *values;
	int32_t day;			/* of the document: decides the remedy clause */
	struct arena *arena;
	struct content_fault fault[CONTENT_FAULTS];
	int nfault;
};
enum err content_check(struct content *c) must_check;			/* E_OK, or the first fault's code */
bool content_there(const struct content *c, const char *key);		/* a value that says something: false, "" and [] do not */
struct slice content_text(const struct content *c, const struct item *it);	/* as it is printed; empty when absent */
struct slice content_fill(const struct content *c, const char *text);	/* {items} replaced */
struct slice content_plain(const struct content *c, const char *key);	/* a text as it was given; absent: none */

struct slice money_capital(struct arena *a, int64_t fen);	/* 20050 -> 贰佰元伍角 */
struct slice money_words(struct arena *a, int64_t fen);		/* 贰佰元整（200.00元） */
struct slice date_words(struct arena *a, int32_t day);		/* 2026年7月1日 */
struct slice time_words(struct arena *a, int64_t ms);		/* 2026年7月1日14时05分 */
#endif
