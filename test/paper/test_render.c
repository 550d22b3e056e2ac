/* SPDX-License-Identifier: Apache-2.0 */
/* Every template on every paper of its own: the same bytes twice, every item in the text that a reader takes out again, the code
 * in its picture, long values within the page. Skipped parts need pdftotext, pdftoppm, zbarimg. */
#include "sample.h"

#include <malloc.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "net/json.h"

#define CODE "7K3M9-0ABCD-EFGHJ-KMNPQ"
#define URL "https://verify.example/verify/" CODE

static enum err
render(struct content *c, enum paper p, struct buf *pdf, int *pages)
{
	struct render r = { .content = c, .number = S("试公交字〔2026〕第000001号"), .code = S(CODE), .url = S(URL), .paper = p,
		.at_ms = beijing_start_ms(c->day) };

	buf_init(pdf, MIB(16));
	return render_pdf(&r, pdf, pages);
}

static bool
runs(const char *program)
{
	char path[80];

	snprintf(path, sizeof path, "/usr/bin/%s", program);
	return access(path, X_OK) == 0;
}

/* Runs it with the PDF as a file and answers what it prints; NULL: it failed. */
static char *
output(struct arena *a, const struct buf *pdf, const char *const arg[])
{
	char path[] = "/tmp/luan-paper-XXXXXX";
	int fd = mkstemp(path), out[2], rc;
	char *text = arena_alloc(a, MIB(4));
	size_t n = 0;
	ssize_t got;
	pid_t child;

	assert_true(fd >= 0 && write(fd, pdf->p, pdf->n) == (ssize_t)pdf->n && !close(fd) && !pipe(out));
	if (!(child = fork())) {
		char *argv[16] = { 0 };
		for (int i = 0; arg[i]; i++)
			argv[i] = strcmp(arg[i], "PDF") ? (char *)(uintptr_t)arg[i] : path;
		(void)dup2(out[1], 1);
		(void)close(out[0]);
		(void)execvp(argv[0], argv);
		_exit(127);
	}
	close(out[1]);
	while ((got = read(out[0], text + n, MIB(4) - 1 - n)) > 0)
		n += (size_t)got;
	close(out[0]);
	waitpid(child, &rc, 0);
	unlink(path);
	return rc ? NULL : text;
}

/* Without white space: a line may end anywhere in Chinese. */
static char *
squeezed(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *p = out;

	for (; *s; s++) {
		if (!strncmp(s, "\xe3\x80\x80", 3))
			s += 2;
		else if ((unsigned char)*s > ' ')
			*p++ = *s;
	}
	return out;
}

static void
must_hold(struct arena *a, const char *text, struct slice what, const char *where)
{
	char *want = squeezed(a, arena_str(a, what));

	if (!strstr(text, want))
		fail_msg("%s: %s is not in the text", where, want);
}

static void
check_list_text(struct arena *a, const char *text, const json_t *rows, const char *where)
{
	const char *key;
	json_t *row, *v;
	size_t i;

	json_array_foreach(rows, i, row)
		json_object_foreach(row, key, v)
			must_hold(a, text, json_slice(v), where);
}

/* Of an A4 page what stands between head and foot, page after page. */
static char *
text_of(struct arena *a, const struct buf *pdf, enum paper p)
{
	static const char *const part[] = { "pdftotext", "-raw", "-x", "0", "-y", "100", "-W", "600", "-H", "648", "PDF", "-" };
	static const char *const all[] = { "pdftotext", "-raw", "PDF", "-", NULL };
	const char *arg[N_ELEMS(part) + 1] = { 0 };
	char *text;

	memcpy(arg, part, sizeof part);
	text = output(a, pdf, p == PAPER_A4 ? arg : all);
	assert_non_null(text);
	return squeezed(a, text);
}

static void
check_text(struct content *c, const struct buf *pdf, enum paper p)
{
	char *text = text_of(c->arena, pdf, p), *whole = squeezed(c->arena, output(c->arena, pdf, (const char *const[]){ "pdftotext", "PDF", "-", NULL }));
	const struct remedy *m = template_remedy(c->t, c->day);

	must_hold(c->arena, text, slice_of(c->t->zh), c->t->type);
	must_hold(c->arena, text, S("试公交字〔2026〕第000001号"), c->t->type);
	must_hold(c->arena, whole, S(CODE), c->t->type);
	for (int i = 0; i < c->t->nitem; i++) {
		const struct item *it = &c->t->item[i];
		if (it->kind == ITEM_LIST || it->kind == ITEM_QA)
			check_list_text(c->arena, text, json_object_get(c->values, it->name), it->name);
		else if (it->kind != ITEM_YES && content_there(c, it->name))
			must_hold(c->arena, text, content_text(c, it), it->name);
	}
	if (m)
		must_hold(c->arena, text, content_fill(c, arena_str(c->arena, (struct slice){ m->text, strcspn(m->text, "\n") })), "remedy");
}

static void
test_every_template(void **state)
{
	const struct template *t;
	struct arena a;

	(void)state;
	if (!render_ready())
		skip();
	arena_init(&a);
	for (int i = 0; (t = template_at(i)); i++) {
		json_t *values = sample(t->type);
		struct content c = content_of(t->type, values, &a);
		assert_int_equal(content_check(&c), E_OK);
		for (int p = 0; p < PAPER_COUNT; p++) {
			struct buf one, two;
			if (!(t->papers >> p & 1))
				continue;
			assert_int_equal(render(&c, (enum paper)p, &one, NULL), E_OK);
			assert_int_equal(render(&c, (enum paper)p, &two, NULL), E_OK);
			assert_int_equal(one.n, two.n);
			assert_memory_equal(one.p, two.p, one.n);	/* the hash can be reckoned again */
			if (runs("pdftotext"))
				check_text(&c, &one, (enum paper)p);
			buf_free(&one);
			buf_free(&two);
		}
		json_decref(values);
		arena_reset(&a);
	}
	arena_free(&a);
}

/* Nothing may lie beyond the text's edges: boxes of all words, from pdftotext -bbox. */
static void
check_inside(struct arena *a, const struct buf *pdf, const char *where)
{
	char *box = output(a, pdf, (const char *const[]){ "pdftotext", "-bbox", "PDF", "-", NULL });
	double x1, y1, x2, y2;

	assert_non_null(box);
	for (char *p = box; (p = strstr(p, "<word ")); p++) {
		assert_int_equal(sscanf(p, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x1, &y1, &x2, &y2), 4);
		if (x1 < 78 || x2 > 523 || y2 > 820)
			fail_msg("%s: a word leaves the page: %.60s", where, p);
	}
}

static json_t *
long_text(const char *piece, int times)
{
	struct buf b;
	json_t *j;

	buf_init(&b, MIB(1));
	for (int i = 0; i < times; i++)
		buf_puts(&b, piece);
	j = json_stringn(b.p, b.n);
	buf_free(&b);
	return j;
}

/* A name of thirty characters, an address of a hundred, facts over three pages: nothing is cut, signatures are never alone. */
static void
test_long_values(void **state)
{
	static const char *const types[] = { "simple_decision", "general_decision", "measure_voucher", "inquiry_record", "approval_sheet", "confiscation_list" };
	struct arena a;

	(void)state;
	if (!render_ready() || !runs("pdftotext"))
		skip();
	arena_init(&a);
	for (size_t i = 0; i < N_ELEMS(types); i++) {
		json_t *values = sample(types[i]);
		struct content c = content_of(types[i], values, &a);
		struct buf pdf;
		int pages;
		if (template_item(c.t, S("person_name")))
			json_object_set_new(values, "person_name", long_text("阿卜杜热西提·买买提吐尔逊", 3));
		if (template_item(c.t, S("address")))
			json_object_set_new(values, "address", long_text("山东省淄博市张店区示例街道示例社区", 6));
		if (template_item(c.t, S("facts")))
			json_object_set_new(values, "facts", long_text("经查，当事人驾驶机动车上道路行驶，违反道路交通信号灯通行规定，事实清楚。", 80));
		if (json_object_get(values, "items"))
			for (int k = 0; k < 60; k++)
				json_array_append_new(json_object_get(values, "items"), json_pack("{s:s,s:s}", "name", "没有特征的很长名称的物品一件用来换行", "quantity", "1个"));
		if (json_object_get(values, "dialogue"))
			for (int k = 0; k < 60; k++)
				json_array_append_new(json_object_get(values, "dialogue"), json_pack("{s:s,s:s}", "q", "当时的路况、天气和车速怎样？", "a",
				    "天气晴，路上车不多，我当时的车速大概是每小时五十公里，没有注意看信号灯。"));
		assert_int_equal(content_check(&c), E_OK);
		assert_int_equal(render(&c, PAPER_A4, &pdf, &pages), E_OK);
		assert_true(pages >= (i == 0 ? 1 : 2));
		check_text(&c, &pdf, PAPER_A4);
		check_inside(&a, &pdf, types[i]);
		if (getenv("PAPER_KEEP")) {
			FILE *f = fopen(arena_printf(&a, "%s/long_%s.pdf", getenv("PAPER_KEEP"), types[i]).p, "w");
			fwrite(pdf.p, 1, pdf.n, f);
			fclose(f);
		}
		buf_free(&pdf);
		json_decref(values);
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
test_qr_code(void **state)
{
	json_t *values = sample("simple_decision");
	struct arena a;
	struct content c = content_of("simple_decision", values, &a);

	(void)state;
	if (!render_ready() || !runs("pdftoppm") || !runs("zbarimg"))
		skip();
	arena_init(&a);
	for (int p = 0; p < PAPER_COUNT; p++) {
		struct buf pdf;
		char *said;
		assert_int_equal(render(&c, (enum paper)p, &pdf, NULL), E_OK);
		said = output(&a, &pdf, (const char *const[]){ "sh", "-c",
		    "pdftoppm -r 203 -gray -f 1 -l 1 \"$0\" \"$0\" && zbarimg -q --raw \"$0\"*.pgm; rm -f \"$0\"*.pgm", "PDF", NULL });
		assert_non_null(said);
		assert_non_null(strstr(said, URL));
		buf_free(&pdf);
	}
	json_decref(values);
	arena_free(&a);
}

/* Bytes in use after many are those after a few, but for what cairo 1.16 loses with each subset of a font (384). A
 * sanitizer's heap counts nothing here. */
static void
test_no_growth(void **state)
{
	json_t *values = sample("general_decision");
	size_t before = 0, after;
	struct buf pdf;

	(void)state;
	if (!render_ready())
		skip();
	for (int i = 0; i < 60; i++) {
		struct arena a;
		struct content c = content_of("general_decision", values, &a);
		arena_init(&a);
		assert_int_equal(render(&c, PAPER_A4, &pdf, NULL), E_OK);
		buf_free(&pdf);
		arena_free(&a);
		if (i == 9)
			before = mallinfo2().uordblks;
	}
	after = mallinfo2().uordblks;
	print_message("# %ld bytes a document\n", ((long)after - (long)before) / 50);
	assert_true(after < before + 50 * 800);
	json_decref(values);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_template), cmocka_unit_test(test_long_values), cmocka_unit_test(test_qr_code),
		cmocka_unit_test(test_no_growth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
