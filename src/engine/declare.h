/* SPDX-License-Identifier: Apache-2.0 */
/* declare.h - header pass over the page DEF of the record NAME: its names become enumerators, so that a
 * misspelt field, state or role is a compile error.
 *
 *   <name>_<field>          index into record.field        violation_plate
 *   <name>_<part>_<field>   index into record.part_field   crash_party_name
 *   <name>_is_<state>       index into record.state        violation_is_paid
 */
#define PAGE_CAT(a, b) a##_##b
#define PAGE_NAME(a, b) PAGE_CAT(a, b)
#define PAGE_PART_CAT(a, b, c) a##_##b##_##c
#define PAGE_PART(a, b, c) PAGE_PART_CAT(a, b, c)
#define PAGE_IS_CAT(a, b) a##_is_##b
#define PAGE_IS(a, b) PAGE_IS_CAT(a, b)

#define RECORD(n, ...) extern const struct record n##_record;
#define STREAM(n, ...) extern const struct record n##_record;
#include "engine/pass.h"

#define FIELD(n, ...) PAGE_NAME(NAME, n),
enum {
#include "engine/pass.h"
	PAGE_NAME(NAME, nfield)
};
#define PFIELD(part, n, ...) PAGE_PART(NAME, part, n),
enum {
#include "engine/pass.h"
	PAGE_NAME(NAME, npart_field)
};
#define STATE(n, ...) PAGE_IS(NAME, n),
enum {
#include "engine/pass.h"
	PAGE_NAME(NAME, nstate)
};
#ifndef PAGE_KEEP
#undef NAME
#undef DEF
#endif
