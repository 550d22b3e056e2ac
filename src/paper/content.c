/* SPDX-License-Identifier: Apache-2.0 */
#include "paper/content.h"

#include "base/clock.h"
#include "base/limits.h"
#include "net/json.h"

/* ---- as a document writes it ---- */

struct slice
date_words(struct arena *a, int32_t day)
{
	struct civil c = civil_of(day);

	return arena_printf(a, "%d年%d月%d日", c.year, c.month, c.day);
}

struct slice
time_words(struct arena *a, int64_t ms)
{
	int32_t day = beijing_day(ms);
	int64_t minute = (ms - beijing_start_ms(day)) / 60000;
	struct slice date = date_words(a, day);

	return arena_printf(a, "%.*s%d时%02d分", (int)date.n, date.p, (int)(minute / 60), (int)(minute % 60));
}

static const char *const digit[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* Below ten thousand, after something greater when `after`: a gap is said by one zero. */
static void
four(struct buf *b, int64_t n, bool after)
{
	static const char *const place[] = { "", "拾", "佰", "仟" };
	bool gap = false;
	int64_t unit = 1000;

	for (int i = 3; i >= 0; i--, unit /= 10) {
		int64_t d = n / unit % 10;
		if (!d) {
			gap = true;
			continue;
		}
		if (gap && after)
			buf_puts(b, digit[0]);
		gap = false;
		after = true;
		buf_puts(b, digit[d]);
		buf_puts(b, place[i]);
	}
}

struct slice
money_capital(struct arena *a, int64_t fen)
{
	static const struct {
		int64_t unit;
		const char *word;
	} group[] = { { 100000000, "亿" }, { 10000, "万" }, { 1, "" } };
	int64_t yuan = fen / 100, jiao = fen / 10 % 10, cent = fen % 10;
	struct slice text;
	struct buf b;

	buf_init(&b, 400);
	for (size_t i = 0; i < N_ELEMS(group); i++) {
		int64_t n = yuan / group[i].unit % 10000;
		if (!n)
			continue;
		four(&b, n, b.n > 0);
		buf_puts(&b, group[i].word);
	}
	if (yuan || !fen)
		buf_puts(&b, yuan ? "元" : "零元");
	if (jiao)
		buf_printf(&b, "%s角", digit[jiao]);
	else if (cent && yuan)
		buf_puts(&b, digit[0]);
	if (cent)
		buf_printf(&b, "%s分", digit[cent]);
	else if (!jiao)
		buf_puts(&b, "整");
	text = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return text;
}

struct slice
money_words(struct arena *a, int64_t fen)
{
	struct slice words = money_capital(a, fen);

	return arena_printf(a, "%.*s（%lld.%02d元）", (int)words.n, words.p, (long long)(fen / 100), (int)(fen % 100));
}

/* ---- values ---- */

static const json_t *
value_of(const struct content *c, const char *key)
{
	return json_object_get(c->values, key);
}

bool
content_there(const struct content *c, const char *key)
{
	const json_t *v = value_of(c, key);

	switch (v ? json_typeof(v) : JSON_NULL) {
	case JSON_STRING:
		return slice_trim(json_slice(v)).n > 0;
	case JSON_ARRAY:
		return json_array_size(v) > 0;
	case JSON_TRUE: case JSON_INTEGER:
		return true;
	case JSON_NULL: case JSON_FALSE: case JSON_OBJECT: case JSON_REAL:
		break;
	}
	return false;
}

struct slice
content_plain(const struct content *c, const char *key)
{
	struct slice s = json_slice(value_of(c, key));

	return s.p ? slice_trim(s) : s;
}

struct slice
content_text(const struct content *c, const struct item *it)
{
	const json_t *v = value_of(c, it->name);
	int64_t ms, n = json_integer_value(v);
	int32_t day;

	if (!content_there(c, it->name))
		return S("");
	switch (it->kind) {
	case ITEM_TEXT: case ITEM_LONG:
		return json_is_string(v) ? content_plain(c, it->name) : S("");
	case ITEM_DATE:
		return date_parse(json_slice(v), &day) ? date_words(c->arena, day) : S("");
	case ITEM_TIME:
		return time_parse(json_slice(v), &ms) ? time_words(c->arena, ms) : S("");
	case ITEM_MONEY:
		return money_words(c->arena, n);
	case ITEM_POINTS:
		return n ? arena_printf(c->arena, "%d分", (int)n) : S("0分");
	case ITEM_YES:
		return S("是");
	case ITEM_LIST: case ITEM_QA:
		break;
	}
	return S("");
}

static bool
stops(struct slice s)
{
	return s.n >= 3 && !memcmp(s.p + s.n - 3, "。", 3);
}

static bool
followed(const char *p)
{
	static const char *const sign[] = { "。", "，", "；", "：", "、", "）" };

	for (size_t i = 0; i < N_ELEMS(sign); i++)
		if (!strncmp(p, sign[i], 3))
			return true;
	return false;
}

struct slice
content_fill(const struct content *c, const char *text)
{
	struct slice out, value;
	struct buf b;
	const char *p = text, *open, *end;

	buf_init(&b, KIB(256));
	while ((open = strchr(p, '{')) && (end = strchr(open, '}'))) {
		const struct item *it = template_item(c->t, (struct slice){ open + 1, (size_t)(end - open) - 1 });
		buf_put(&b, (struct slice){ p, (size_t)(open - p) });
		value = it ? content_text(c, it) : S("");
		p = end + 1;
		if (stops(value) && followed(p))	/* a value that brought its own full stop gives way to the template's sign */
			value.n -= 3;
		buf_put(&b, value);
	}
	buf_puts(&b, p);
	out = arena_copy(c->arena, buf_slice(&b));
	buf_free(&b);
	return out;
}

/* ---- compared with the template ---- */

static void
fault(struct content *c, enum err code, const char *name, struct slice zh, struct slice en)
{
	if (c->nfault < CONTENT_FAULTS)
		c->fault[c->nfault++] = (struct content_fault){ code, arena_printf(c->arena, "content.%s", name).p, zh, en };
}

static void
missing(struct content *c, const struct item *it)
{
	const char *open = it->law[0] ? "（" : "", *end = it->law[0] ? "）" : "";

	fault(c, E_MISSING, it->name, arena_printf(c->arena, "缺少必备内容：%s%s%s%s", it->zh, open, it->law, end),
	    arena_printf(c->arena, "required item missing: %s%s%s%s", it->en, it->law[0] ? " (" : "", it->law, it->law[0] ? ")" : ""));
}

static void
wrong(struct content *c, const struct item *it, const char *zh, const char *en)
{
	fault(c, E_BAD_VALUE, it->name, arena_printf(c->arena, "%s：%s", it->zh, zh), arena_printf(c->arena, "%s: %s", it->en, en));
}

/* Printable: no control characters but a new line where several lines may be. */
static bool
printable(struct slice s, bool lines)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < ' ' && !(lines && s.p[i] == '\n')) || s.p[i] == 0x7f)
			return false;
	return utf8_valid(s);
}

static bool
text_fits(const json_t *v, size_t max, bool lines)
{
	struct slice s = json_slice(v);

	return s.p && printable(s, lines) && utf8_count(s) <= max;
}

static void
check_list(struct content *c, const struct item *it, const json_t *rows)
{
	const char *key;
	json_t *row, *v;
	size_t i;

	if (!json_is_array(rows) || json_array_size(rows) > CONTENT_ROWS) {
		wrong(c, it, "须为清单", "must be a list");
		return;
	}
	json_array_foreach(rows, i, row) {
		for (int k = 0; k < it->ncolumn; k++) {
			const struct item_column *col = &it->column[k];
			if (col->req && !slice_trim(json_slice(json_object_get(row, col->name))).n)
				fault(c, E_MISSING, arena_printf(c->arena, "%s.%zu.%s", it->name, i, col->name).p,
				    arena_printf(c->arena, "缺少必备内容：%s第%zu行%s（%s）", it->zh, i + 1, col->zh, it->law),
				    arena_printf(c->arena, "required item missing: %s, row %zu, %s (%s)", it->en, i + 1, col->en, it->law));
		}
		json_object_foreach(row, key, v) {
			int k = 0;
			while (k < it->ncolumn && strcmp(key, it->column[k].name))
				k++;
			if (k == it->ncolumn)
				fault(c, E_UNKNOWN_FIELD, arena_printf(c->arena, "%s.%zu", it->name, i).p, S("没有这一列"), S("there is no such column"));
			else if (!json_is_null(v) && !text_fits(v, CONTENT_TEXT, false))
				wrong(c, it, "单元格须为不超过500字的文字", "a cell is a text of at most 500 characters");
		}
	}
}

static void
check_qa(struct content *c, const struct item *it, const json_t *rows)
{
	json_t *row;
	size_t i;

	if (!json_is_array(rows) || json_array_size(rows) > CONTENT_ROWS) {
		wrong(c, it, "须为问答", "must be questions and answers");
		return;
	}
	json_array_foreach(rows, i, row)
		if (!text_fits(json_object_get(row, "q"), CONTENT_LONG, true) || !text_fits(json_object_get(row, "a"), CONTENT_LONG, true)) {
			wrong(c, it, "每一项须有问和答", "each has a question and an answer");
			return;
		}
}

static void
check_kind(struct content *c, const struct item *it, const json_t *v)
{
	int64_t n = json_integer_value(v), ms;
	int32_t day;

	switch (it->kind) {
	case ITEM_TEXT:
		if (!text_fits(v, CONTENT_TEXT, false))
			wrong(c, it, "须为不超过500字的一行文字", "a line of at most 500 characters");
		break;
	case ITEM_LONG:
		if (!text_fits(v, CONTENT_LONG, true))
			wrong(c, it, "须为不超过12000字的文字", "a text of at most 12000 characters");
		break;
	case ITEM_DATE:
		if (!date_parse(json_slice(v), &day))
			wrong(c, it, "须为日期，如2026-07-01", "a date such as 2026-07-01");
		break;
	case ITEM_TIME:
		if (!time_parse(json_slice(v), &ms))
			wrong(c, it, "须为带时区的时间", "a time with its zone");
		break;
	case ITEM_MONEY:
		if (!json_is_integer(v) || n < 1 || n > INT64_C(1000000000000))
			wrong(c, it, "须为以分计的金额", "an amount in fen");
		break;
	case ITEM_POINTS:
		if (!json_is_integer(v) || n < 0 || n > 12)
			wrong(c, it, "须为0至12", "0 to 12");
		break;
	case ITEM_YES:
		if (!json_is_boolean(v))
			wrong(c, it, "须为是或者否", "true or false");
		break;
	case ITEM_LIST:
		check_list(c, it, v);
		break;
	case ITEM_QA:
		check_qa(c, it, v);
		break;
	}
}

/* The key of a condition is there, and holds its word. */
static bool
holds(const struct content *c, const struct item *it)
{
	struct slice v;

	if (!content_there(c, it->need_key) || !it->need_word)
		return content_there(c, it->need_key);
	v = content_plain(c, it->need_key);
	return memmem(v.p, v.n, it->need_word, strlen(it->need_word)) != NULL;
}

static bool
needed(const struct content *c, const struct item *it)
{
	switch (it->need) {
	case NEED_REQ: case NEED_TRUE:
		return true;
	case NEED_IF:
		return holds(c, it);
	case NEED_UNLESS:
		return !holds(c, it);
	case NEED_OPT:
		break;
	}
	return false;
}

static bool
known(const struct content *c, const char *key)
{
	if (template_item(c->t, slice_of(key)))
		return true;
	for (int i = 0; i < c->t->nblock && !strncmp(key, "sign_", 5); i++)
		if (c->t->block[i].kind == BLOCK_SIGN && !strcmp(c->t->block[i].key, key + 5))
			return true;
	return false;
}

static void
check_item(struct content *c, const struct item *it)
{
	const json_t *v = value_of(c, it->name);
	bool there = it->kind == ITEM_YES && it->need == NEED_REQ ? json_is_boolean(v) : content_there(c, it->name);

	if (!there && needed(c, it))
		missing(c, it);
	if (v && !json_is_null(v))
		check_kind(c, it, v);
}

/* Day and remedy: the clause is the one in force when the document is made, so the printed day must be that day. */
static void
check_day(struct content *c)
{
	for (int i = 0; i < c->t->nblock; i++) {
		const struct block *b = &c->t->block[i];
		const struct item *it = b->kind == BLOCK_SEAL ? template_item(c->t, slice_of(b->date_key)) : NULL;
		struct slice s = it ? json_slice(value_of(c, it->name)) : S("");
		int64_t ms = 0;
		int32_t day = 0;
		if (!s.n || !(it->kind == ITEM_DATE ? date_parse(s, &day) : time_parse(s, &ms)))
			continue;
		if ((it->kind == ITEM_DATE ? day : beijing_day(ms)) != c->day)
			wrong(c, it, "与文书日期不一致", "is not the day of the document");
	}
	if (c->t->nremedy && !template_remedy(c->t, c->day))
		fault(c, E_MISSING, "remedy", S("该日期没有现行的救济告知条款（处52、59；强24；复20(3)）"),
		    S("no remedy clause is in force on that day (处52, 59; 强24; 复20(3))"));
}

enum err
content_check(struct content *c)
{
	const char *key;
	json_t *v;

	c->nfault = 0;
	if (!json_is_object(c->values)) {
		fault(c, E_BAD_BODY, "", S("须为对象"), S("must be an object"));
		return E_BAD_BODY;
	}
	for (int i = 0; i < c->t->nitem; i++)
		check_item(c, &c->t->item[i]);
	check_day(c);
	json_object_foreach((json_t *)(uintptr_t)c->values, key, v)
		if (!known(c, key))
			fault(c, E_UNKNOWN_FIELD, key, S("该文书没有这项内容"), S("this document has no such item"));
		else if (!strncmp(key, "sign_", 5) && !template_item(c->t, slice_of(key)) && !text_fits(v, 60, false))
			fault(c, E_BAD_VALUE, key, S("须为不超过60字的一行文字"), S("a line of at most 60 characters"));
	if (!c->nfault && json_dumpb(c->values, NULL, 0, JSON_COMPACT) > CONTENT_BYTES)
		fault(c, E_TOO_LARGE, "", S("内容过长"), S("the content is too long"));
	return c->nfault ? c->fault[0].code : E_OK;
}
