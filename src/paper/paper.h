/* SPDX-License-Identifier: Apache-2.0 */
/* paper.h - legal documents: issued with a number and a code, drawn up as PDF, printed with a trace, verified by anybody.
 *
 *   paper_issue (in the job of a step): template of the day ─ every required item ─ number ─ code ─ content sealed ─ row of `document`
 *        commit ─► timer paper.draw: PDF, its hash, the file sealed ─► POST documents/print: trace and audit on disk, then the bytes
 *                                                               └─► GET /verify/{code}: what it is and whether it holds, no person
 *
 * Use        paper_open after people_open (also by the command line), paper_start before engine_start adds the timer, paper_routes
 *            goes to the HTTP server; paper_close after the server has stopped.
 *            A chain fills a JSON object by the template's items (luan document TYPE prints them; content.h says how values are
 *            written) and calls paper_issue inside its step. It voids with paper_void and asks paper_served_ready before service.
 * Cost       paper_issue: a few statements, nothing is drawn in the job. Drawing: 20 to 50 ms beside it.
 * Errors     E_MISSING content.<item> with the item's name in Chinese and English and its article; E_BAD_VALUE, E_UNKNOWN_FIELD;
 *            E_NOT_FOUND "type": no template of this type is in force on the day.
 * Invariant  serials of a unit, kind and year have no gap: the counter changes in the transaction of the row. A document is never
 *            changed; what it said is found again from its code, and its PDF has the hash that stands in the row.
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H
#include <jansson.h>
#include "engine/engine.h"
#include "engine/row.h"
#include "paper/template.h"

struct paper_order {
	struct slice type;		/* "simple_decision": a choice of document.type */
	int64_t unit;			/* whose number and seal */
	const struct record *subject;	/* the row that it belongs to; NULL: none */
	int64_t subject_row;
	int64_t at_ms;			/* the document's date: which form and clause; 0: now. The seal's date must be the same day */
	const char *paper;		/* "a4", "mm80", "mm58"; NULL: the form's usual one */
	const json_t *content;		/* borrowed */
	bool later;			/* bulk: drawn up when it is first printed */
};
/* Only compares: every fault in c->fault, the first returned. */
enum err paper_check(struct call *c, const struct paper_order *o) must_check;
/* In a job. Rights are those of the step that calls it. */
enum err paper_issue(struct call *c, const struct paper_order *o, struct row **ret) must_check;
/* In a job, with c->reason: the caller's step decides; also documents of a case, which nobody may void by hand. */
enum err paper_void(struct call *c, int64_t document) must_check;
/* E_GUARD "seal": a document with a place for a seal is served only when the seal has been noted. */
enum err paper_served_ready(struct call *c, int64_t document) must_check;
/* What a document said; the caller answers for whoever sees it. json_decref it. */
enum err paper_content(struct call *c, const struct row *document, json_t **ret) must_check;

/* In the job of a step that notes the signature, its refusal or the service of a document: what hangs on it begins (处罚法 64/1/1, 规定 54/1). A
 * refusal refuses the step. One listener, set before the server takes calls. */
typedef enum err paper_noted_fn(struct call *c, const struct row *document);
void paper_on_noted(paper_noted_fn *fn);

struct paper_house;
struct paper_options {
	struct engine *engine;
	const char *public_url;		/* what stands before the code in the QR code; NULL: "/verify/" */
};
enum err paper_open(struct paper_house **ret, const struct paper_options *o) must_check;
enum err paper_start(struct paper_house *h) must_check;	/* adds the timer */
void paper_close(struct paper_house *h);
#define PAPER_ROUTES 6
size_t paper_routes(struct paper_house *h, struct http_route *ret, size_t max);
enum err paper_tick(struct paper_house *h) must_check;	/* what the timer does, for tests: draws up what waits */
const char *paper_ddl(enum db_kind k);			/* table document_counter */
#endif
