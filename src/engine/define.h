/* SPDX-License-Identifier: Apache-2.0 */
/* define.h - source pass over the page DEF of the record NAME: emits <name>_record.
 *
 * The C file of a page includes its header (declare.h pass), writes its guards and effects as static
 * functions, and ends with NAME, DEF and this file. A page without guards of its own needs no C file:
 * engine/page.c is compiled for it.
 */
#include "engine/guard.h"
#include "engine/records.h"

#define PAGE_TABLE(what) PAGE_NAME(NAME, what##_table)
#define FIELD(n, type_, flags_, title_, doc_) { #n, type_, flags_, title_, doc_ },
static const struct field PAGE_TABLE(field)[] = {
#include "engine/pass.h"
	{ 0 } };
#define PART(n, title_, max_) { #n, title_, max_ },
static const struct part PAGE_TABLE(part)[] = {
#include "engine/pass.h"
	{ 0 } };
#define PFIELD(part_, n, type_, flags_, title_, doc_) { #part_, { #n, type_, flags_, title_, doc_ } },
static const struct part_field PAGE_TABLE(part_field)[] = {
#include "engine/pass.h"
	{ 0 } };
#define ATTACH(n, title_, who_, bytes_, count_, types_) { #n, title_, who_, bytes_, count_, types_ },
static const struct file_slot PAGE_TABLE(file)[] = {
#include "engine/pass.h"
	{ 0 } };
#define INDEX(n, columns_) { #n, columns_, false },
#define UNIQUE(n, columns_) { #n, columns_, true },
static const struct index PAGE_TABLE(index)[] = {
#include "engine/pass.h"
	{ 0 } };
#define STATE(n, title_, term_, look_) { #n, title_, term_, look_ },
static const struct state PAGE_TABLE(state)[] = {
#include "engine/pass.h"
	{ 0 } };
#define STEP(from_, verb_, to_, who_, guard_, effect_, title_) \
	{ PAGE_IS(NAME, from_), PAGE_IS(NAME, to_), #verb_, title_, who_, guard_, effect_ },
static const struct step PAGE_TABLE(step)[] = {
#include "engine/pass.h"
	{ 0 } };
#define ASK(verb_, field_, flags_) { #verb_, PAGE_NAME(NAME, field_), flags_ },
#define REASON(verb_) { #verb_, -1, REQ },
static const struct ask PAGE_TABLE(ask)[] = {
#include "engine/pass.h"
	{ 0 } };

#define SHOW(state_) PAGE_IS(NAME, state_),
static const uint8_t PAGE_TABLE(show)[] = {
#include "engine/pass.h"
	0 };
#define SHOW_FIELD(field_) PAGE_NAME(NAME, field_),
static const uint8_t PAGE_TABLE(show_field)[] = {
#include "engine/pass.h"
	0 };

#define PAGE_COUNT(what) (int)(N_ELEMS(PAGE_TABLE(what)) - 1)
#define RECORD(n, title_, scope_, read_, create_, patch_) \
	PAGE_RECORD(n, title_, scope_, read_, create_, patch_, 0)
#define STREAM(n, title_, scope_, read_, append_, keep_) \
	PAGE_RECORD(n, title_, scope_, read_, append_, R_NONE, keep_)
#define PAGE_RECORD(n, title_, scope_, read_, create_, patch_, keep_) \
const struct record n##_record = { .name = #n, .title = title_, .scope = scope_, \
	.can_read = read_, .can_create = create_, .can_patch = patch_, .keep_days = keep_, \
	.field = PAGE_TABLE(field), .nfield = PAGE_COUNT(field), \
	.part = PAGE_TABLE(part), .npart = PAGE_COUNT(part), \
	.part_field = PAGE_TABLE(part_field), .npart_field = PAGE_COUNT(part_field), \
	.file = PAGE_TABLE(file), .nfile = PAGE_COUNT(file), \
	.index = PAGE_TABLE(index), .nindex = PAGE_COUNT(index), \
	.state = PAGE_TABLE(state), .nstate = PAGE_COUNT(state), \
	.step = PAGE_TABLE(step), .nstep = PAGE_COUNT(step), \
	.ask = PAGE_TABLE(ask), .nask = PAGE_COUNT(ask), \
	.show = PAGE_TABLE(show), .nshow = PAGE_COUNT(show), \
	.show_field = PAGE_TABLE(show_field), .nshow_field = PAGE_COUNT(show_field),
#define SOURCE(text_) .source = text_,
#define CHECK(fn_) .check = fn_,
#define CHANGED(fn_) .changed = fn_,
#define SHARED_AS(field_) .shared_as = PAGE_NAME(NAME, field_) + 1,
#define VALID(key_) .valid_key = PAGE_NAME(NAME, key_) + 1,
#include "engine/pass.h"
};
#undef NAME
#undef DEF
