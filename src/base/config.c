/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/config.h"
#include "base/config_.h"
#include "base/limits.h"

#define FILE_MAX MIB(1)
#define NOTES_MAX KIB(64)
#define KEY_MAX 64
#define SHOWN_MAX 80

/* Where a value stands, for faults and for the listing. */
struct place {
	enum config_source source;
	const char *name;		/* file, variable or flag */
	int line;
};

void
config_init(struct config *c, const struct config_row *row, size_t n)
{
	*c = (struct config){ .row = row, .n = n };
	c->value = mem_alloc(mul_size(n, sizeof(*c->value)));
	buf_init(&c->faults, NOTES_MAX);
	buf_init(&c->warnings, NOTES_MAX);
	for (size_t i = 0; i < n; i++) {
		bool valid;

		assert(strlen(row[i].key) < KEY_MAX);
		if (!row[i].dflt)
			continue;
		valid = config_check(&row[i], slice_of(row[i].dflt), &c->value[i].number);
		assert(valid && "a default must be valid");
		(void)valid;
		c->value[i].text = mem_str(slice_of(row[i].dflt));
	}
}

static void
drop(struct config_value *v)
{
	if (v->text)
		explicit_bzero(v->text, strlen(v->text));
	mem_free(v->text);
	v->text = NULL;
}

void
config_free(struct config *c)
{
	for (size_t i = 0; i < c->n; i++)
		drop(&c->value[i]);
	mem_free(c->value);
	mem_free(c->file);
	buf_free(&c->faults);
	buf_free(&c->warnings);
	*c = (struct config){ 0 };
}

bool
config_ok(const struct config *c)
{
	return c->faults.n == 0;
}

/* ---- setting ---- */

static void
note(struct buf *b, const struct place *at)
{
	buf_puts(b, at->name);
	if (at->line)
		buf_printf(b, ":%d", at->line);
	buf_puts(b, ": ");
}

/* Key as written: '_' and '.' stand for '-', so that a variable's name and a file's habit both do. */
static int
find(const struct config *c, struct slice key)
{
	char text[KEY_MAX];

	if (key.n >= sizeof(text))
		return -1;
	for (size_t i = 0; i < key.n; i++)
		text[i] = key.p[i] == '_' || key.p[i] == '.' ? '-' : key.p[i];
	for (size_t i = 0; i < c->n; i++)
		if (slice_is((struct slice){ text, key.n }, c->row[i].key))
			return (int)i;
	return -1;
}

static void
unknown(struct config *c, struct buf *b, const struct place *at, struct slice key)
{
	note(b, at);
	buf_puts(b, "没有配置项 ");
	buf_json(b, key);
	buf_puts(b, "|unknown key ");
	buf_json(b, key);
	buf_putc(b, '\n');
}

/* Shown as a JSON string: what was typed may hold anything, and ends up on a terminal. */
static void
bad_value(struct config *c, const struct config_row *row, struct slice text, const struct place *at)
{
	struct slice shown = row->secret ? S("…") : text;

	shown.n = shown.n < SHOWN_MAX ? shown.n : SHOWN_MAX;
	note(&c->faults, at);
	buf_printf(&c->faults, "配置项 %s 的值无效，应为", row->key);
	config_expect(row, &c->faults, true);
	buf_puts(&c->faults, "，实为 ");
	buf_json(&c->faults, shown);
	buf_printf(&c->faults, "|bad value for %s, expected ", row->key);
	config_expect(row, &c->faults, false);
	buf_puts(&c->faults, ", got ");
	buf_json(&c->faults, shown);
	buf_putc(&c->faults, '\n');
}

static void
set(struct config *c, int i, struct slice text, const struct place *at)
{
	const struct config_row *row = &c->row[i];
	struct config_value *v = &c->value[i];
	int64_t number = 0;

	if (!config_check(row, text, &number)) {
		bad_value(c, row, text, at);
		return;
	}
	drop(v);
	*v = (struct config_value){ mem_str(text), number, at->source, at->line };
	if (row->secret && at->source == CONFIG_FLAG) {
		note(&c->warnings, at);
		buf_puts(&c->warnings, "命令行中的密码对本机所有用户可见"
		    "|a secret on the command line is visible to every user of this machine\n");
	}
}

/* ---- file ---- */

static void
take_line(struct config *c, struct slice line, const struct place *at)
{
	struct slice key, value = line;
	int i;

	line = slice_trim(line);
	if (line.n == 0 || line.p[0] == '#')
		return;
	if (!utf8_valid(line)) {
		note(&c->faults, at);
		buf_puts(&c->faults, "不是有效的UTF-8文本|not valid UTF-8\n");
		return;
	}
	value = line;
	if (!slice_cut(&value, '=', &key) || !value.p) {
		note(&c->faults, at);
		buf_puts(&c->faults, "应为“配置项 = 值”|expected \"key = value\"\n");
		return;
	}
	i = find(c, slice_trim(key));
	if (i < 0)
		unknown(c, &c->faults, at, slice_trim(key));
	else
		set(c, i, slice_trim(value), at);
}

void
config_text(struct config *c, struct slice text, const char *name)
{
	struct place at = { CONFIG_FILE, name, 0 };
	struct slice line;

	mem_free(c->file);
	c->file = mem_str(slice_of(name));
	if (slice_starts(text, "\xef\xbb\xbf")) {
		text.p += 3;
		text.n -= 3;
	}
	while (slice_cut(&text, '\n', &line)) {
		at.line++;
		take_line(c, line, &at);
	}
}

static enum err
read_all(int fd, struct buf *b)
{
	char part[4096];
	ssize_t n;

	while ((n = read(fd, part, sizeof(part))) != 0) {
		if (n < 0 && errno != EINTR)
			return E_STORE;
		if (n > 0)
			buf_put(b, (struct slice){ part, (size_t)n });
		if (b->full)
			return E_TOO_LARGE;
	}
	return E_OK;
}

enum err
config_file(struct config *c, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct buf b;
	enum err e;

	if (fd < 0)
		return errno == ENOENT ? E_NOT_FOUND : E_STORE;
	buf_init(&b, FILE_MAX);
	e = read_all(fd, &b);
	close(fd);
	if (!e)
		config_text(c, buf_slice(&b), path);
	if (b.p)
		explicit_bzero(b.p, b.cap);
	buf_free(&b);
	return e;
}

/* ---- environment and flags ---- */

/* LUAN_BODY_MAX without its prefix. Only upper case, so that no two variables set one key. */
static int
find_variable(const struct config *c, struct slice name)
{
	char key[KEY_MAX];

	if (name.n >= sizeof(key))
		return -1;
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] >= 'a' && name.p[i] <= 'z')
			return -1;
		key[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] + 32) : name.p[i];
	}
	return find(c, (struct slice){ key, name.n });
}

void
config_env(struct config *c, char *const *environment)
{
	for (; *environment; environment++) {
		struct slice value = slice_of(*environment), name;
		char key[KEY_MAX];
		struct place at = { CONFIG_ENV, key, 0 };
		int i;

		if (!slice_starts(value, "LUAN_") || !slice_cut(&value, '=', &name) || !value.p)
			continue;
		snprintf(key, sizeof(key), "%.*s", (int)name.n, name.p);
		name.p += 5;
		name.n -= 5;
		i = find_variable(c, name);
		if (i < 0)
			unknown(c, &c->warnings, &at, name);
		else
			set(c, i, value, &at);
	}
}

/* One flag at argv[*at]; moves *at to its last word. */
static void
take_flag(struct config *c, int argc, char **argv, int *at)
{
	struct slice value = slice_of(argv[*at] + 2), key;
	char name[KEY_MAX];
	struct place place = { CONFIG_FLAG, name, 0 };
	int i;

	if (!slice_cut(&value, '=', &key))
		return;
	snprintf(name, sizeof(name), "--%.*s", (int)key.n, key.p);
	i = find(c, key);
	if (i < 0) {
		unknown(c, &c->faults, &place, key);
		return;
	}
	if (!value.p && c->row[i].kind == CONFIG_BOOL) {
		value = S("yes");
	} else if (!value.p && *at + 1 < argc) {
		value = slice_of(argv[++*at]);
	} else if (!value.p) {
		note(&c->faults, &place);
		buf_puts(&c->faults, "缺少值|needs a value\n");
		return;
	}
	set(c, i, value, &place);
}

int
config_flags(struct config *c, int argc, char **argv)
{
	int words = 0;

	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			while (++i < argc)
				argv[words++] = argv[i];
			break;
		}
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			c->help = true;
		else if (strncmp(argv[i], "--", 2) == 0)
			take_flag(c, argc, argv, &i);
		else
			argv[words++] = argv[i];
	}
	return words;
}

/* ---- asking ---- */

static const struct config_value *
value_of(const struct config *c, const char *key, bool number)
{
	int i = find(c, slice_of(key));

	assert(i >= 0 && "a key that is not in the table");
	assert(!number || config_is_number(c->row[i].kind));
	(void)number;
	return &c->value[i];
}

const char *
config_str(const struct config *c, const char *key)
{
	return value_of(c, key, false)->text;
}

int64_t
config_int(const struct config *c, const char *key)
{
	return value_of(c, key, true)->number;
}

bool
config_bool(const struct config *c, const char *key)
{
	return value_of(c, key, true)->number != 0;
}

enum config_source
config_source(const struct config *c, const char *key)
{
	return value_of(c, key, false)->source;
}
