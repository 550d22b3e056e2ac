/* SPDX-License-Identifier: Apache-2.0 */
/* scoped.c - nothing but scoped_* may be read by a restricted connection. */
#include "store/scoped_.h"

#include <ctype.h>
#include <strings.h>
#include "store/sqlite_.h"

/* ---- tokens ---- */

static const char *
skip_space(const char *p)
{
	for (;;) {
		while (*p && strchr(" \t\r\n\f", *p))
			p++;
		if (p[0] == '-' && p[1] == '-') {
			p += strcspn(p, "\n");
		} else if (p[0] == '/' && p[1] == '*') {
			const char *end = strstr(p + 2, "*/");
			p = end ? end + 2 : p + strlen(p);
		} else {
			return p;
		}
	}
}

static bool
word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' || (c & 0x80);
}

static const char *
quoted_end(const char *p)
{
	char q = *p == '[' ? ']' : *p;
	for (p++; *p; p++) {
		if (*p != q)
			continue;
		if (p[1] != q || q == ']')
			return p;
		p++;
	}
	return p;
}

bool
sql_token(const char **at, enum token *kind, struct slice *ret)
{
	const char *p = skip_space(*at), *end = p;
	if (!*p)
		return false;
	if (strchr("'\"`[", *p)) {
		*kind = *p == '\'' ? TOKEN_STRING : TOKEN_WORD;
		end = quoted_end(p);
		*ret = (struct slice){ p + 1, (size_t)(end - p - 1) };
		*at = *end ? end + 1 : end;
		return true;
	}
	*kind = *p == '?' ? TOKEN_PARAM : isdigit((unsigned char)*p) ? TOKEN_NUMBER :
	    word_char(*p) ? TOKEN_WORD : TOKEN_MARK;
	end++;
	while (*kind != TOKEN_MARK && word_char(*end))
		end++;
	*ret = (struct slice){ p, (size_t)(end - p) };
	*at = end;
	return true;
}

static bool
word_is(struct slice s, const char *word)
{
	return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

/* Behind an opening parenthesis: to its partner, which is left in *at. */
static struct slice
to_close(const char **at)
{
	const char *from = *at;
	enum token kind;
	struct slice t;
	for (int depth = 1; sql_token(at, &kind, &t); ) {
		if (kind == TOKEN_MARK)
			depth += *t.p == '(' ? 1 : *t.p == ')' ? -1 : 0;
		if (!depth)
			return (struct slice){ from, (size_t)(t.p - from) };
	}
	return (struct slice){ NULL, 0 };
}

static bool
mark_next(const char **at, char c)
{
	const char *p = *at;
	enum token kind;
	struct slice t;
	if (!sql_token(&p, &kind, &t) || kind != TOKEN_MARK || *t.p != c)
		return false;
	*at = p;
	return true;
}

static bool
word_next(const char **at, const char *word)
{
	const char *p = *at;
	enum token kind;
	struct slice t;
	if (!sql_token(&p, &kind, &t) || kind != TOKEN_WORD || !word_is(t, word))
		return false;
	*at = p;
	return true;
}

static bool
name_is_scoped(struct slice name)
{
	return name.n > strlen(SCOPED) && strncmp(name.p, SCOPED, strlen(SCOPED)) == 0;
}

/* name [(columns)] AS [[NOT] MATERIALIZED] (body) */
static bool
cte_next(const char **at, struct scoped_body *ret)
{
	enum token kind;
	*ret = (struct scoped_body){ .name.p = NULL };
	if (!sql_token(at, &kind, &ret->name) || kind != TOKEN_WORD)
		return false;
	if (mark_next(at, '(') && !(ret->columns = to_close(at)).p)
		return false;
	if (!word_next(at, "AS"))
		return false;
	word_next(at, "NOT");
	word_next(at, "MATERIALIZED");
	return mark_next(at, '(') && (ret->body = to_close(at)).p;
}

int
scoped_bodies(const char *text, struct scoped_body *ret)
{
	int n = 0;
	if (!word_next(&text, "WITH"))
		return 0;
	word_next(&text, "RECURSIVE");
	do {
		struct scoped_body b;
		if (!cte_next(&text, &b) || n == SCOPED_MAX)
			return -1;
		if (name_is_scoped(b.name))
			ret[n++] = b;
	} while (mark_next(&text, ','));
	return n;
}

/* Where in a statement a table may be named: behind FROM and JOIN, behind a comma or an opening parenthesis of
 * a FROM clause, and behind IN. A column may bear the name of a table (device.unit), so the place matters. */
#define DEPTH_MAX 64
struct place {
	bool from[DEPTH_MAX];	/* in a FROM clause, for each open parenthesis */
	int depth;
	bool table;		/* the next word is a table */
};

static const struct {
	const char *word;
	bool from, table;
} clauses[] = {
	{ "FROM", true, true }, { "JOIN", true, true }, { "SELECT" }, { "WHERE" }, { "GROUP" }, { "HAVING" },
	{ "ORDER" }, { "LIMIT" }, { "WINDOW" }, { "UNION" }, { "EXCEPT" }, { "INTERSECT" }, { "VALUES" },
};

static void
place_word(struct place *p, struct slice word)
{
	p->table = word_is(word, "IN");
	for (size_t i = 0; i < N_ELEMS(clauses); i++)
		if (word_is(word, clauses[i].word)) {
			p->from[p->depth] = clauses[i].from;
			p->table = clauses[i].table;
		}
}

static bool
place_mark(struct place *p, char c)
{
	if (c == '(') {
		if (p->depth + 1 == DEPTH_MAX)
			return false;
		p->from[p->depth + 1] = p->table && p->from[p->depth];
		p->depth++;
	} else {
		p->depth -= c == ')' && p->depth > 0;
	}
	p->table = (c == '(' || c == ',') && p->from[p->depth];
	return true;
}

/* The table named at a place for tables: the last of a.b.c. */
static struct slice
table_name(const char **at, struct slice first)
{
	enum token kind;
	struct slice last = first;
	while (mark_next(at, '.') && sql_token(at, &kind, &last))
		;
	return last;
}

bool
scoped_names(const char *text, const char *table)
{
	struct scoped_body body[SCOPED_MAX];
	int n = scoped_bodies(text, body), i = 0;
	struct place p = { .depth = 0 };
	enum token kind;
	struct slice t;
	if (n < 0)
		return true;
	for (const char *at = text; sql_token(&at, &kind, &t); ) {
		if (i < n && t.p >= body[i].body.p) {
			at = body[i].body.p + body[i].body.n;	/* the bodies come in order */
			i++;
		} else if (kind == TOKEN_MARK) {
			if (!place_mark(&p, *t.p))
				return true;
		} else if (kind == TOKEN_WORD && p.table && word_is(table_name(&at, t), table)) {
			return true;
		} else {
			place_word(&p, kind == TOKEN_WORD ? t : (struct slice){ NULL, 0 });
		}
	}
	return false;
}

/* ---- SQLite ---- */

/* `within` is the innermost CTE or view being read (checked by test for the version at hand). For a table of
 * which no column but the row number is used SQLite reports an empty column and, once the CTE has been folded into
 * its surroundings, the name of those: then only the text can tell. */
static bool
may_read(const struct lite_conn *l, const char *table, const char *column, const char *within)
{
	if (strncmp(table, "json_", 5) == 0)
		return true;		/* table-valued functions of texts */
	if (within && strncmp(within, SCOPED, strlen(SCOPED)) == 0)
		return true;
	return !*column && !scoped_names(l->text, table);
}

int
scoped_authorize(void *conn, int action, const char *a, const char *b, const char *base, const char *within)
{
	const struct lite_conn *l = conn;
	if (!l->base.restricted)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return b && strcasecmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
	case SQLITE_READ:
		return may_read(l, a, b, within) ? SQLITE_OK : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}
