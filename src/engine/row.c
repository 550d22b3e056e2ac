/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/row.h"

#include <assert.h>

struct row *
row_new(struct arena *a, const struct record *rec)
{
	struct row *r = arena_new(a, struct row);

	r->rec = rec;
	r->arena = a;
	r->state = rec->nstate ? 0 : -1;
	r->value = arena_array(a, struct value, (size_t)rec->nfield + 1);
	return r;
}

/* A copy to draft on: values are shared until they are set, since slices are never written through. */
struct row *
row_copy(struct arena *a, const struct row *r)
{
	struct row *n = arena_new(a, struct row);

	*n = *r;
	n->arena = a;
	n->value = arena_array(a, struct value, (size_t)r->rec->nfield + 1);
	memcpy(n->value, r->value, sizeof(struct value) * (size_t)r->rec->nfield);
	return n;
}

static struct value *
at(const struct row *r, int field)
{
	assert(field >= 0 && field < r->rec->nfield);
	return &r->value[field];
}

struct slice
row_text(const struct row *r, int field)
{
	return at(r, field)->s;
}

int64_t
row_int(const struct row *r, int field)
{
	return at(r, field)->i;
}

int64_t
row_time(const struct row *r, int field)
{
	return at(r, field)->i;
}

int64_t
row_ref(const struct row *r, int field)
{
	return at(r, field)->i;
}

bool
row_bool(const struct row *r, int field)
{
	return at(r, field)->i != 0;
}

struct point
row_point(const struct row *r, int field)
{
	return at(r, field)->p;
}

bool
row_empty(const struct row *r, int field)
{
	return at(r, field)->kind == V_NULL;
}

bool
row_is(const struct row *r, int field, const char *value)
{
	return slice_is(at(r, field)->s, value);
}

void
row_set_int(struct row *r, int field, int64_t v)
{
	*at(r, field) = (struct value){ .kind = V_INT, .i = v };
}

void
row_set_text(struct row *r, int field, struct slice v)
{
	*at(r, field) = (struct value){ .kind = v.n ? V_TEXT : V_NULL, .s = arena_copy(r->arena, v) };
}

void
row_set_point(struct row *r, int field, struct point v)
{
	*at(r, field) = (struct value){ .kind = V_POINT, .p = v };
}

void
row_clear(struct row *r, int field)
{
	*at(r, field) = (struct value){ 0 };
}

struct part_row *
row_add_part(struct row *r, int part)
{
	struct part_row *grown = arena_array(r->arena, struct part_row, (size_t)r->npart_row + 1);

	if (r->npart_row)
		memcpy(grown, r->part_row, sizeof *grown * (size_t)r->npart_row);
	r->part_row = grown;
	grown[r->npart_row] = (struct part_row){ .part = part,
		.value = arena_array(r->arena, struct value, (size_t)r->rec->npart_field + 1) };
	r->parts_given = true;
	return &grown[r->npart_row++];
}

bool
value_eq(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case V_NULL:
		return true;
	case V_INT:
		return a->i == b->i;
	case V_TEXT:
		return slice_eq(a->s, b->s);
	case V_POINT:
		return a->p.lon_e7 == b->p.lon_e7 && a->p.lat_e7 == b->p.lat_e7;
	}
	return false;
}

int
field_named(const struct record *rec, struct slice name)
{
	for (int i = 0; i < rec->nfield; i++)
		if (slice_is(name, rec->field[i].name))
			return i;
	return -1;
}

int
state_named(const struct record *rec, struct slice name)
{
	for (int i = 0; i < rec->nstate; i++)
		if (slice_is(name, rec->state[i].name))
			return i;
	return -1;
}
