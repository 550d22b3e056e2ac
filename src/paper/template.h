/* SPDX-License-Identifier: Apache-2.0 */
/* template.h - what a legal document of a type must say and how it is laid out, as data, by version.
 *
 * Shape      one text file for each type and version under data/document_templates, built into the program, read once;
 *            immutable afterwards. Dates are days as in clock.h; `to` is exclusive, INT32_MAX: open.
 * Errors     E_BAD_VALUE from template_read, with file, line and what is wrong. A built-in template that cannot be read is a
 *            bug: it stops the program (a unit test reads them all).
 * Source     规82, 程264: forms are set by the ministry or the province, so layout is a version; the list of items is law.
 */
#ifndef PAPER_TEMPLATE_H
#define PAPER_TEMPLATE_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define TEMPLATE_ITEMS 60
#define TEMPLATE_COLUMNS 8
#define TEMPLATE_CELLS 4

enum item_kind { ITEM_TEXT, ITEM_LONG, ITEM_DATE, ITEM_TIME, ITEM_MONEY, ITEM_POINTS, ITEM_YES, ITEM_LIST, ITEM_QA };
enum item_need { NEED_OPT, NEED_REQ, NEED_TRUE, NEED_IF, NEED_UNLESS };	/* TRUE: a yes that must be yes */
struct item_column {
	const char *name, *zh, *en;
	bool req;
	int weight;
};
struct item {
	const char *name, *zh, *en, *law;	/* law: "" when no article asks for it */
	enum item_kind kind;
	enum item_need need;
	const char *need_key, *need_word;	/* word: text that the key's value must hold; NULL: any */
	struct item_column column[TEMPLATE_COLUMNS];
	int ncolumn;
};
enum block_kind { BLOCK_CELLS, BLOCK_TEXT, BLOCK_REMEDY, BLOCK_TABLE, BLOCK_QA, BLOCK_SIGN, BLOCK_SEAL, BLOCK_LINES, BLOCK_ROOM };
enum block_when { WHEN_ALWAYS, WHEN_THERE, WHEN_ABSENT };
struct block {
	enum block_kind kind;
	enum block_when when;
	const char *key;		/* when; also: the item of a table, the signer, the authority of a seal */
	const char *text, *hint;	/* hint: printed name behind a line for a signature */
	const char *date_key;		/* seal */
	struct { const struct item *item; int weight; } cell[TEMPLATE_CELLS];
	int n;				/* cells; lines of a block for handwriting */
	int line;			/* of the file */
};
struct remedy {
	int32_t from, to;
	bool unverified;		/* not compared with the text of the law of its time */
	const char *law, *text;		/* paragraphs divided by '\n' */
};
enum paper { PAPER_A4, PAPER_MM80, PAPER_MM58, PAPER_COUNT };
struct template {
	const char *type, *version, *zh, *en, *law, *number;
	int32_t from, to;
	unsigned papers;		/* bits of enum paper; the first named is `usual` */
	enum paper usual;
	bool by_officer;		/* may also be written by hand, outside the steps of a case */
	struct item item[TEMPLATE_ITEMS];
	int nitem;
	struct block *block;
	int nblock;
	struct remedy *remedy;
	int nremedy;
	const char *each_page;		/* a line for a signature at the foot of every page; NULL: none */
	const char *party;		/* item that names whom it is about */
};

enum err template_read(struct slice name, struct slice text, struct arena *a, struct template *ret, struct buf *wrong) must_check;
/* The version of a type in force on a day; NULL: none. The newest when day is INT32_MAX. */
const struct template *template_of(struct slice type, int32_t day);
const struct template *template_version(struct slice type, struct slice version);
const struct template *template_at(int i);			/* in the order of their files; NULL: no more */
const struct item *template_item(const struct template *t, struct slice name);
const struct remedy *template_remedy(const struct template *t, int32_t day);	/* NULL: none covers the day */
extern const char *const paper_name[PAPER_COUNT];		/* "a4", "mm80", "mm58" */
int paper_named(struct slice s);				/* -1: none */
const char *item_kind_name(enum item_kind k);

struct embedded {
	const char *name;
	struct slice text;
};
extern const struct embedded embedded_templates[];
extern const size_t embedded_templates_n;
#endif
