/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds of values, as a table, and the two listings made from it: --help and the effective values. */
#include "base/config_.h"

struct unit {
	const char *name;
	int64_t factor;
};
static const struct unit plain[] = { { "", 1 }, { NULL } };
static const struct unit sizes[] = { { "K", 1 << 10 }, { "M", 1 << 20 }, { "G", 1 << 30 }, { "", 1 }, { NULL } };
static const struct unit times[] = {
	{ "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "d", 86400000 }, { "", 1000 }, { NULL },
};

static bool check_text(const struct config_row *row, struct slice s, int64_t *ret);
static bool check_number(const struct config_row *row, struct slice s, int64_t *ret);
static bool check_bool(const struct config_row *row, struct slice s, int64_t *ret);
static bool check_choice(const struct config_row *row, struct slice s, int64_t *ret);
static bool check_address(const struct config_row *row, struct slice s, int64_t *ret);

static const struct kind {
	bool (*check)(const struct config_row *row, struct slice s, int64_t *ret);
	const struct unit *unit;
	const char *zh, *en;
} kinds[] = {
	[CONFIG_TEXT] = { check_text, NULL, "文本", "text" },
	[CONFIG_INT] = { check_number, plain, "整数", "a whole number" },
	[CONFIG_BOOL] = { check_bool, NULL, "yes 或 no", "yes or no" },
	[CONFIG_BYTES] = { check_number, sizes, "字节数（可带 K、M、G）", "bytes, with K, M or G" },
	[CONFIG_TIME] = { check_number, times, "时长（ms、s、m、h、d，默认秒）", "a duration in ms, s, m, h or d (seconds if bare)" },
	[CONFIG_CHOICE] = { check_choice, NULL, "其中之一", "one of" },
	[CONFIG_PATH] = { check_text, NULL, "路径", "a path" },
	[CONFIG_ADDRESS] = { check_address, NULL, "地址:端口", "address:port" },
};

static bool
check_text(const struct config_row *row, struct slice s, int64_t *ret)
{
	return (s.n > 0 || row->kind == CONFIG_TEXT) && utf8_valid(s);
}

static bool
parse_number(const struct unit *unit, struct slice s, int64_t *ret)
{
	size_t digits = 0;
	int64_t v;

	while (digits < s.n && (s.p[digits] == '-' || (s.p[digits] >= '0' && s.p[digits] <= '9')))
		digits++;
	if (!slice_int((struct slice){ s.p, digits }, &v))
		return false;
	for (; unit->name; unit++)
		if (slice_is((struct slice){ s.p + digits, s.n - digits }, unit->name))
			return !__builtin_mul_overflow(v, unit->factor, ret);
	return false;
}

/* bound: "least..most", either may be missing; in the kind's units. */
static bool
in_bound(const char *bound, const struct unit *unit, int64_t v)
{
	const char *dots = bound ? strstr(bound, "..") : NULL;
	int64_t limit;

	if (!dots)
		return true;
	if (parse_number(unit, (struct slice){ bound, (size_t)(dots - bound) }, &limit) && v < limit)
		return false;
	return !parse_number(unit, slice_of(dots + 2), &limit) || v <= limit;
}

static bool
check_number(const struct config_row *row, struct slice s, int64_t *ret)
{
	const struct unit *unit = kinds[row->kind].unit;
	int64_t v;

	if (!parse_number(unit, s, &v) || (unit != plain && v < 0) || !in_bound(row->bound, unit, v))
		return false;
	*ret = v;
	return true;
}

static bool
check_bool(const struct config_row *row, struct slice s, int64_t *ret)
{
	static const char *const word[] = { "no", "yes", "false", "true", "0", "1", "off", "on" };

	for (size_t i = 0; i < N_ELEMS(word); i++)
		if (slice_is(s, word[i])) {
			*ret = i & 1;
			return true;
		}
	return false;
}

static bool
check_choice(const struct config_row *row, struct slice s, int64_t *ret)
{
	struct slice rest = slice_of(row->bound), one;

	for (*ret = 0; slice_cut(&rest, '|', &one); ++*ret)
		if (slice_eq(s, one))
			return true;
	return false;
}

static bool
check_address(const struct config_row *row, struct slice s, int64_t *ret)
{
	size_t colon = s.n;
	int64_t port;
	struct slice host;

	while (colon && s.p[colon - 1] != ':')
		colon--;
	if (!colon || !slice_int((struct slice){ s.p + colon, s.n - colon }, &port) || port < 0 || port > 65535)
		return false;
	host = (struct slice){ s.p, colon - 1 };
	if (host.n && host.p[0] == '[')
		return host.n > 2 && host.p[host.n - 1] == ']';
	return !host.n || (!memchr(host.p, ':', host.n) && !memchr(host.p, ' ', host.n) && utf8_valid(host));
}

bool
config_check(const struct config_row *row, struct slice text, int64_t *ret_number)
{
	return text.p && kinds[row->kind].check(row, text, ret_number);
}

bool
config_is_number(enum config_kind kind)
{
	return kinds[kind].unit || kind == CONFIG_BOOL || kind == CONFIG_CHOICE;
}

void
config_expect(const struct config_row *row, struct buf *b, bool zh)
{
	buf_puts(b, zh ? kinds[row->kind].zh : kinds[row->kind].en);
	if (row->bound)
		buf_printf(b, zh ? "：%s" : " %s", row->bound);
}

/* ---- listings ---- */

static void
put_env_name(struct buf *b, const char *key)
{
	buf_puts(b, "LUAN_");
	for (; *key; key++)
		buf_putc(b, *key == '-' ? '_' : *key >= 'a' && *key <= 'z' ? (char)(*key - 32) : *key);
}

void
config_help(const struct config *c, struct buf *b)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct config_row *row = &c->row[i];

		buf_printf(b, "  --%s%s\n      %s|%s\n      ", row->key, row->kind == CONFIG_BOOL ? "" : " …",
		    row->zh, row->en);
		config_expect(row, b, true);
		buf_putc(b, '|');
		config_expect(row, b, false);
		if (row->dflt && *row->dflt && !row->secret)
			buf_printf(b, "；默认|default: %s", row->dflt);
		buf_puts(b, "；");
		put_env_name(b, row->key);
		buf_putc(b, '\n');
	}
}

static void
put_source(const struct config *c, size_t i, struct buf *b)
{
	const struct config_value *v = &c->value[i];

	switch (v->source) {
	case CONFIG_DEFAULT:
		buf_puts(b, v->text ? "默认|default" : "未设置|not set");
		break;
	case CONFIG_FILE:
		buf_printf(b, "%s:%d", c->file ? c->file : "", v->line);
		break;
	case CONFIG_ENV:
		put_env_name(b, c->row[i].key);
		break;
	case CONFIG_FLAG:
		buf_printf(b, "--%s", c->row[i].key);
		break;
	}
}

void
config_print(const struct config *c, struct buf *b)
{
	for (size_t i = 0; i < c->n; i++) {
		const char *text = c->value[i].text;
		bool hidden = c->row[i].secret && text;

		/* what is not set or not shown is a comment, so the listing can be used as a file */
		buf_puts(b, "# 来源|source: ");
		put_source(c, i, b);
		buf_printf(b, "\n%s%s = %s\n", text && !hidden ? "" : "# ", c->row[i].key,
		    hidden ? "（不显示|hidden）" : text ? text : "");
	}
}
