/* SPDX-License-Identifier: Apache-2.0 */
/* take_.h - values from outside: JSON or text to a checked value. Private to engine/. */
#ifndef ENGINE_TAKE_PRIVATE_H
#define ENGINE_TAKE_PRIVATE_H
#include <jansson.h>
#include "engine/call.h"
#include "engine/row.h"

/* name is what a fault calls the field ("items.3.what"). null and "" are absent. */
enum err take_value(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret) must_check;
enum err take_plain(struct call *c, const char *name, const struct field *f, struct slice text, struct value *ret) must_check;
int part_field_named(const struct record *rec, const char *part, const char *name);	/* -1: none */
/* Why somebody asks: trimmed, at most LIMIT_REASON characters, into c->reason; it stands in every audit row of the call. */
enum err take_reason(struct call *c, const json_t *body) must_check;	/* its member "reason", if there is one */
enum err take_reason_text(struct call *c, const char *name, struct slice text) must_check;
#endif
