/* SPDX-License-Identifier: Apache-2.0 */
/* places.h - where tollgates are and whose they are: in memory, for rules and for who is told first.
 *
 * Shape     an immutable array sorted by row, swapped whole; held while it is used.
 * Cost      places_find a binary search; places_near one pass over all tollgates (10,000: about 0.3 ms).
 */
#ifndef MATCH_PLACES_H
#define MATCH_PLACES_H
#include "base/geo.h"
#include "store/db.h"

struct place_of {
	int64_t id, unit;
	struct point at;
};
struct places;
struct places *places_new(const struct place_of *p, size_t n);	/* sorted by id; copied; held once */
enum err places_load(struct conn *c) must_check;	/* from the table tollgate, becomes the one in force */
const struct places *places_hold(void);			/* NULL: none loaded */
void places_let_go(const struct places *p);
void places_stop(void);
const struct place_of *places_find(const struct places *p, int64_t tollgate);
const struct place_of *places_all(const struct places *p, size_t *ret_n);	/* NULL places: none */
/* Units of tollgates within `metres` of the place, the nearest first, `skip` left out. */
size_t places_near(const struct places *p, struct point at, double metres, int64_t skip, int64_t *ret_unit, size_t max);
#endif
