/* SPDX-License-Identifier: Apache-2.0 */
/* paper_.h - private to paper/. */
#ifndef PAPER_PAPER__H
#define PAPER_PAPER__H
#include "engine/record.h"
#include "paper/content.h"
#include "paper/document.h"
#include "paper/paper.h"
#include "paper/render.h"
#include "people/seal.h"

#define PAPER_ROLES (R_officer|R_case_officer|R_legal|R_duty|R_leader|R_supervisor|R_auditor)
#define PAPER_WRITERS (R_officer|R_case_officer|R_duty)	/* who may write a document by hand, outside a case */
#define PDF_MAX MIB(16)
#define CODE_SYMBOLS 20
#define CODE_MAX (CODE_SYMBOLS + 4)		/* with its three '-' and NUL */

struct house_gate;
struct paper_house {
	struct engine *engine;
	struct people_key key;
	char public_url[240];
	struct house_gate *gate;	/* verify.c: how often an address may ask */
};
struct paper_house *paper_here(void);	/* NULL: not open in this process */

/* number.c */
enum err number_next(struct call *c, const struct template *t, int64_t unit, int year, int64_t *ret) must_check;
enum err number_write(struct call *c, const struct template *t, int64_t unit, int64_t serial, struct slice *ret) must_check;
bool number_format_ok(struct slice format);

/* code.c: 100 random bits in Crockford's base 32, which has no letters that are taken for figures */
void code_make(char ret[CODE_MAX]);
bool code_read(struct slice typed, char ret[CODE_MAX]);	/* small letters, O for 0, I and L for 1, with or without '-' */
struct slice code_key(const char *code, struct arena *a);	/* what is stored to find it: a digest */

/* drawing.c */
struct drawn {
	struct row *row;
	struct slice pdf;
	char hash[65];
};
struct drawing_want {
	const char *paper;		/* NULL: as it was issued */
	bool noted;			/* the file's copy, with what was noted of it since */
};
/* The document as it was issued: from its file, or drawn up now. Outside a job. On its own paper and not `noted`: the very bytes whose
 * hash stands in the row; another paper, the file's copy, or a voided document is drawn anew, marked where it is void. E_DONE: the
 * file's copy was asked for and nothing has been noted. */
enum err drawing_get(struct paper_house *h, struct arena *a, int64_t document, struct drawing_want want, struct drawn *ret) must_check;
enum err drawing_tick(struct engine *e, void *house) must_check;
enum err content_open(struct paper_house *h, struct arena *a, const struct row *document, json_t **ret) must_check;
struct slice content_seal(struct paper_house *h, struct arena *a, struct slice json, struct slice code_key);

/* noted.c */
bool noted_any(const struct row *document);
/* Puts into the content what stands in place of a signature; answers the paragraph below it. */
struct slice noted_put(struct arena *a, const struct template *t, const struct row *document, json_t *values);

/* desk.c, verify.c */
void desk_issue(struct http_request *rq, void *house);
void desk_check(struct http_request *rq, void *house);
void desk_print(struct http_request *rq, void *house);
void desk_templates(struct http_request *rq, void *house);
void verify_page(struct http_request *rq, void *house);
void verify_json(struct http_request *rq, void *house);
struct house_gate *gate_make(void);
void gate_free(struct house_gate *g);
bool gate_pass(struct house_gate *g, struct slice peer, int64_t a_minute, int64_t mono_ms);	/* false: too often */
#endif
