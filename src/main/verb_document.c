/* SPDX-License-Identifier: Apache-2.0 */
/* verb_document.c - proof prints: a template with values from a file, marked 样张, without a store. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "main/options.h"
#include "net/json.h"
#include "paper/render.h"

#define PROOF "样张"

static int
usage(void)
{
	const struct template *t;

	(void)fprintf(stderr, "luan document TYPE [FILE.json --out FILE.pdf] [--paper a4|mm80|mm58]\n\n");
	for (int i = 0; (t = template_at(i)); i++)
		(void)fprintf(stderr, "  %-18s %s  %s / %s\n", t->type, t->version, t->zh, t->en);
	return 2;
}

static const char *
need_words(const struct item *it)
{
	static const char *const words[] = { [NEED_OPT] = "", [NEED_REQ] = "必备 required", [NEED_TRUE] = "必须为是 must be true",
		[NEED_IF] = "必备于 required if", [NEED_UNLESS] = "必备除非 required unless" };

	return words[it->need];
}

/* Without a file: what the document must hold. */
static int
show_items(const struct template *t)
{
	(void)printf("%s / %s\n%s  %s\n\n", t->zh, t->en, t->version, t->law);
	for (int i = 0; i < t->nitem; i++) {
		const struct item *it = &t->item[i];
		(void)printf("%-24s %-7s %s%s%s%s%s  %s / %s  %s\n", it->name, item_kind_name(it->kind), need_words(it), it->need_key ? " " : "",
		    it->need_key ? it->need_key : "", it->need_word ? "=" : "", it->need_word ? it->need_word : "", it->zh, it->en, it->law);
		for (int k = 0; k < it->ncolumn; k++)
			(void)printf("  %-22s %s  %s / %s\n", it->column[k].name, it->column[k].req ? "必备 required" : "", it->column[k].zh, it->column[k].en);
	}
	return 0;
}

static enum err
read_json(const char *path, struct arena *a, json_t **ret)
{
	char *text = arena_alloc(a, LIMIT_JSON_BODY + 1);
	FILE *f = fopen(path, "re");
	size_t n = 0, at;

	if (!f)
		return E_NOT_FOUND;
	n = fread(text, 1, LIMIT_JSON_BODY + 1, f);
	(void)fclose(f);
	return n > LIMIT_JSON_BODY ? E_TOO_LARGE : json_read((struct slice){ text, n }, ret, &at);
}

static void
show_faults(const struct content *c)
{
	for (int i = 0; i < c->nfault; i++)
		(void)fprintf(stderr, "! %s: %.*s / %.*s\n", c->fault[i].field, (int)c->fault[i].zh.n, c->fault[i].zh.p, (int)c->fault[i].en.n,
		    c->fault[i].en.p);
}

static enum err
write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "we");
	bool ok = f && fwrite(b->p, 1, b->n, f) == b->n;

	ok = f && fclose(f) == 0 && ok;
	return ok ? E_OK : E_STORE;
}

/* The day of the document: that of its seal, else today. */
static int32_t
day_of(const struct content *c)
{
	for (int i = 0; i < c->t->nblock; i++) {
		struct slice s = c->t->block[i].date_key ? content_plain(c, c->t->block[i].date_key) : S("");
		int64_t ms;
		int32_t day;
		if (s.n && date_parse(s, &day))
			return day;
		if (s.n && time_parse(s, &ms))
			return beijing_day(ms);
	}
	return beijing_day(clock_now_ms());
}

static int
proof(const struct config *c, struct content *v)
{
	const char *url = config_str(c, "public-url"), *paper = config_str(c, "paper"), *out = config_str(c, "out");
	struct render r = { .content = v, .mark = PROOF, .number = S("（样张）"), .paper = v->t->usual, .code = S("00000-00000-00000-00000") };
	struct buf pdf;
	int pages, p = paper ? paper_named(slice_of(paper)) : (int)v->t->usual;
	enum err e;

	v->day = day_of(v);
	r.at_ms = beijing_start_ms(v->day);
	r.url = arena_printf(v->arena, "%s%.*s", url ? url : "https://localhost/verify/", (int)r.code.n, r.code.p);
	if (!(v->t->papers >> p & 1))
		return (void)fprintf(stderr, "luan: 该文书不印在这种纸上 / not printed on this paper\n"), 1;
	r.paper = (enum paper)p;
	if ((e = content_check(v))) {
		show_faults(v);
		return 1;
	}
	buf_init(&pdf, LIMIT_ANSWER);
	if (!(e = render_pdf(&r, &pdf, &pages)))
		e = write_file(out, &pdf);
	buf_free(&pdf);
	if (e == E_MISSING)
		return (void)fprintf(stderr, "luan: 缺少字体 Noto Serif CJK SC（fonts-noto-cjk） / the font is not installed\n"), 1;
	return e ? fail(out, e) : (printf("%s: %d 页 / pages\n", out, pages), 0);
}

int
verb_document(struct config *c, int argc, char **argv)
{
	const struct template *t = argc ? template_of(slice_of(argv[0]), INT32_MAX) : NULL;
	struct arena a;
	struct content v = { .t = t, .arena = &a };
	json_scoped values = NULL;
	enum err e;
	int rc;

	if (!t || argc > 2 || (argc == 2) != (config_str(c, "out") != NULL))
		return usage();
	if (argc == 1)
		return show_items(t);
	arena_init(&a);
	e = read_json(argv[1], &a, &values);
	v.values = values;
	rc = e ? fail(argv[1], e) : proof(c, &v);
	arena_free(&a);
	return rc;
}
