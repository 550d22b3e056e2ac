/* SPDX-License-Identifier: Apache-2.0 */
/* drawing.c - the PDF of a document: drawn up once beside the transaction, its hash into the row, its bytes sealed into a file. */
#include <sodium.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "engine/timer.h"
#include "net/json.h"
#include "paper/paper_.h"

#define DRAW_EACH 32		/* asked for at once */
#define DRAW_MS 20000		/* one turn of the timer: others wait for its thread */

/* What seals is bound to: the first bytes of the code's digest, so that no content can be put under another document. */
static int64_t
bound_to(struct slice code_key)
{
	int64_t n = 0;

	for (size_t i = 0; i < 15 && i < code_key.n; i++)
		n = n << 4 | (code_key.p[i] <= '9' ? code_key.p[i] - '0' : code_key.p[i] - 'a' + 10);
	return n;
}

struct slice
content_seal(struct paper_house *h, struct arena *a, struct slice json, struct slice code_key)
{
	struct slice text;
	struct buf b;

	buf_init(&b, LIMIT_TEXT);
	base64url_encode(&b, seal(&h->key, json, bound_to(code_key), a));
	text = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return text;
}

enum err
content_open(struct paper_house *h, struct arena *a, const struct row *document, json_t **ret)
{
	struct slice plain;
	struct buf b;
	size_t at;
	enum err e = E_CORRUPT;

	buf_init(&b, LIMIT_TEXT);
	if (base64url_decode(&b, row_text(document, document_content)))
		e = seal_open(&h->key, buf_slice(&b), bound_to(row_text(document, document_code_key)), a, &plain);
	buf_free(&b);
	return e ? e : json_read(plain, ret, &at);
}

enum err
paper_content(struct call *c, const struct row *document, json_t **ret)
{
	struct paper_house *h = paper_here();
	enum err e = h ? content_open(h, c->arena, document, ret) : E_INTERNAL;

	return e ? refuse(c, e, NULL, -1) : E_OK;
}

static void
hash_of(struct slice bytes, char ret[65])
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sum, (const unsigned char *)bytes.p, bytes.n);
	sodium_bin2hex(ret, 65, sum, sizeof sum);
}

static enum err
draw(struct paper_house *h, struct arena *a, const struct row *r, struct drawing_want want, struct slice *ret)
{
	const struct template *t = template_version(row_text(r, document_type), row_text(r, document_form));
	struct content v = { .t = t, .arena = a, .day = beijing_day(row_time(r, document_at)) };
	struct render d = { .content = &v, .number = row_text(r, document_number), .code = row_text(r, document_code),
		.url = row_text(r, document_url), .paper = (enum paper)paper_named(slice_of(want.paper)), .at_ms = row_time(r, document_at),
		.mark = r->state == document_is_voided ? "作废" : h->engine->simulated ? "模拟数据" : NULL };
	json_scoped values = NULL;
	struct buf pdf;
	enum err e;

	if (!t)
		return E_NOT_FOUND;	/* issued under a form that this release does not have */
	if ((e = content_open(h, a, r, &values)))
		return e;
	v.values = values;
	if (want.noted)
		d.note = noted_put(a, t, r, values);
	buf_init(&pdf, PDF_MAX);
	if (!(e = render_pdf(&d, &pdf, NULL)))
		*ret = arena_copy(a, buf_slice(&pdf));
	buf_free(&pdf);
	return e;
}

/* ---- the first time ---- */

struct drawing {
	int64_t id;
	const char *hash, *file;
};

static enum err
write_drawing(struct call *c, void *ctx)
{
	const struct drawing *d = ctx;
	struct row *change = row_new(c->arena, &document_record), *now, *after;
	enum err e = record_load(c, &document_record, d->id, &now);

	if (e || !row_empty(now, document_hash))	/* somebody else was first, with the same bytes */
		return e;
	row_set_text(change, document_hash, slice_of(d->hash));
	row_set_text(change, document_file, slice_of(d->file));
	row_set_int(change, document_pending, 0);
	return record_patch(c, &document_record, d->id, 0, change,
	    1ull << document_hash | 1ull << document_file | 1ull << document_pending, &after);
}

static enum err
draw_first(struct paper_house *h, struct arena *a, struct drawn *d)
{
	struct file_hash file;
	struct drawing w = { .id = d->row->id, .hash = d->hash, .file = file.hex };
	enum err e;

	if ((e = draw(h, a, d->row, (struct drawing_want){ .paper = arena_str(a, row_text(d->row, document_paper)) }, &d->pdf)))
		return e;
	hash_of(d->pdf, d->hash);
	if ((e = file_put(h->engine->files, seal(&h->key, d->pdf, bound_to(row_text(d->row, document_code_key)), a), &file)))
		return e;
	return engine_write(h->engine, "制作文书", write_drawing, &w);
}

static enum err
read_file(struct paper_house *h, struct arena *a, struct drawn *d)
{
	struct file_hash file;
	struct slice sealed;
	enum err e;

	if (!file_hash_parse(row_text(d->row, document_file), &file))
		return E_CORRUPT;
	if ((e = file_read(h->engine->files, &file, a, &sealed)) ||
	    (e = seal_open(&h->key, sealed, bound_to(row_text(d->row, document_code_key)), a, &d->pdf)))
		return e;
	hash_of(d->pdf, d->hash);
	return slice_is(row_text(d->row, document_hash), d->hash) ? E_OK : E_CORRUPT;
}

static enum err
load(struct paper_house *h, struct arena *a, int64_t document, struct row **ret)
{
	reader_scoped conn = NULL;
	struct call c;
	enum err e = db_reader(h->engine->db, &conn);

	if (e)
		return e;
	call_system(&c, h->engine, a, conn, NULL);
	return record_load(&c, &document_record, document, ret);
}

enum err
drawing_get(struct paper_house *h, struct arena *a, int64_t document, struct drawing_want want, struct drawn *ret)
{
	enum err e = load(h, a, document, &ret->row);
	bool own;

	if (e)
		return e;
	if (want.noted && !noted_any(ret->row))
		return E_DONE;
	own = !want.noted && (!want.paper || slice_is(row_text(ret->row, document_paper), want.paper));
	if (own && !row_empty(ret->row, document_hash) && ret->row->state == document_is_issued)
		return read_file(h, a, ret);
	if (own && row_empty(ret->row, document_hash) && ret->row->state == document_is_issued)
		return draw_first(h, a, ret);
	if (!want.paper)
		want.paper = arena_str(a, row_text(ret->row, document_paper));
	if ((e = draw(h, a, ret->row, want, &ret->pdf)))
		return e;
	hash_of(ret->pdf, ret->hash);
	return E_OK;
}

/* ---- by the clock ---- */

static enum err
waiting(struct paper_house *h, int64_t *id, int *ret_n)
{
	reader_scoped conn = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(h->engine->db, &conn);

	*ret_n = 0;
	if (e || (e = sql(conn, &st, "SELECT id FROM document WHERE pending = 1 AND state = 'issued' ORDER BY id LIMIT 32")))
		return e;
	while (*ret_n < DRAW_EACH && !(e = sql_step(st)))
		id[(*ret_n)++] = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

/* One that cannot be drawn does not hold up the others. */
static enum err
draw_some(struct paper_house *h, const int64_t *id, int n)
{
	enum err e, first = E_OK;
	struct arena a;

	arena_init(&a);
	for (int i = 0; i < n; i++) {
		struct drawn d = { 0 };
		if ((e = drawing_get(h, &a, id[i], (struct drawing_want){ 0 }, &d)))
			log_at(LOG_ERROR, "paper.draw", KV("document", LI(id[i])), KV("error", LS(err_name(e))));
		first = first ? first : e;
		arena_reset(&a);
	}
	arena_free(&a);
	return first;
}

enum err
drawing_tick(struct engine *engine, void *house)
{
	int64_t id[DRAW_EACH], until = clock_mono_ms() + DRAW_MS;
	enum err e;
	int n;

	(void)engine;
	render_warm();			/* the first turn, right after the start: nobody waits for the fonts */
	do {
		if ((e = waiting(house, id, &n)) || (e = draw_some(house, id, n)))
			return e;
	} while (n && clock_mono_ms() < until);
	return E_OK;
}
