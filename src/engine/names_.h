/* SPDX-License-Identifier: Apache-2.0 */
/* names_.h - names, titles and flags of declared things, as the derived documents write them. */
#ifndef ENGINE_NAMES__H
#define ENGINE_NAMES__H
#include "base/buf.h"
#include "engine/schema.h"

#define NAME_MAX_TEXT 128
void name_plural(const char *name, char out[NAME_MAX_TEXT]);	/* repair_order -> repair_orders, category -> categories */
void name_type(const char *name, char out[NAME_MAX_TEXT]);	/* repair_order -> RepairOrder */
const char *kind_name(enum kind k);			/* "text", "int", ... */
const char *scope_name(enum scope s);			/* "none", "unit", ... */
const char *look_name(enum look l);
const char *chart_name(enum chart c);
const char *flag_name(unsigned bit);			/* "req"; NULL: not a flag */

/* Help is "中文|English"; with one language only, that one stands for both. */
struct slice doc_zh(const char *doc);
struct slice doc_en(const char *doc);

/* Pieces of JSON (and of TypeScript, whose literals are the same). Keys are written bare: they are C symbols. */
void put_json_key(struct buf *b, const char *key);	/* "key": */
void put_json_cstr(struct buf *b, const char *s);	/* NULL is null */
void put_json_titles(struct buf *b, const char *title, const char *symbol);	/* "title":"..","titleEn":".." */
void put_json_roles(struct buf *b, unsigned roles);	/* ["officer","leader"] */

struct pages;
const struct record *pages_record(const struct pages *p, struct slice name);	/* NULL: none */
const struct view *pages_view(const struct pages *p, struct slice name);
bool view_compares(const struct view *v);	/* has from, to and a column that counts */

/* What a client may send. */
bool field_creates(const struct field *f);
bool field_patches(const struct field *f);
const struct ask *step_reason(const struct record *rec, const struct step *s);	/* NULL: none is asked */
#endif
