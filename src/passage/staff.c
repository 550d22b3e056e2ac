/* SPDX-License-Identifier: Apache-2.0 */
/* staff.c - does a question aim at a vehicle of the force's own people? Keyed digests are compared, never plates.
 *
 * A question by plate, by a pattern with few holes or for near misses aims at single vehicles: what it asks and what it was
 * answered is compared. One by tollgate and time meets a colleague's vehicle by chance, and is not.
 */
#include "base/hash.h"
#include "engine/record.h"
#include "passage/passages_.h"

#define HOLES 2

struct slice
plate_key(const struct passages *p, plate_t plate, struct arena *a)
{
	struct digest d = digest_keyed(&p->key, "plate", (struct slice){ (const char *)&plate, sizeof plate });
	struct slice hex;
	struct buf b;

	buf_init(&b, 80);
	hex_encode(&b, digest_slice(&d));
	hex = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return hex;
}

static enum err
compare(struct inquiry *a, plate_t plate)
{
	stmt_scoped st = NULL;
	enum err e = sql(a->call.conn, &st,
	    "SELECT id, person FROM staff_vehicle WHERE plate_key = ?1 AND state = 'kept' ORDER BY person = ?2 DESC, id LIMIT 1");
	bool own;

	if (e)
		return e;
	sql_text(st, 1, plate_key(a->p, plate, a->call.arena));
	sql_int(st, 2, a->call.who->person);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	own = col_int(st, 1) == a->call.who->person;
	if (!a->staff || (own && !a->staff_own))
		a->staff = col_int(st, 0);
	a->staff_own |= own;
	return E_OK;
}

enum err
staff_compare(struct inquiry *a)
{
	plate_t asked;
	enum err e = E_OK;

	a->staff = 0;
	a->staff_own = false;
	if (!a->q.plate.n || !plate_pack(a->q.plate, &asked) || plate_unread(asked) > HOLES)
		return E_OK;
	e = compare(a, asked);
	for (size_t i = 0; i < a->nseen && !e; i++)
		if (a->seen[i] != asked)
			e = compare(a, a->seen[i]);
	return e;
}
