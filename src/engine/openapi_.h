/* SPDX-License-Identifier: Apache-2.0 */
/* openapi_.h - what the two halves of the document share. Private to engine/. */
#ifndef ENGINE_OPENAPI__H
#define ENGINE_OPENAPI__H
#include "base/limits.h"
#include "engine/names_.h"
#include "engine/openapi.h"

void oa_sep(struct buf *b);					/* a comma, unless an object or array has just begun */
void oa_key(struct buf *b, const char *key);			/* separated; "key": */
void oa_text(struct buf *b, const char *key, const char *text);	/* "key":"text" */
void oa_title(struct buf *b, const char *title, const char *symbol);	/* "title":"中文 / English" */
void oa_type(struct buf *b, const struct type *t, unsigned nullable);	/* members of a schema, without braces */
enum { OA_NULL = 1, OA_MASK = 2 };				/* may be null; may be a mask, a text whatever the kind */

/* Components. */
void oa_fixed_schemas(struct buf *b);
void oa_record_schemas(struct buf *b, const struct record *rec);
void oa_view_schema(struct buf *b, const struct view *v);
void oa_step_type(const struct record *rec, const char *verb, char out[NAME_MAX_TEXT]);	/* LampRepairStep */
bool verb_first(const struct record *rec, int step);		/* the first step of its verb */
#endif
