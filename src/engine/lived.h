/* SPDX-License-Identifier: Apache-2.0 */
/* lived.h - many rows with the life they had: the bulk form of record_fire_all for a simulated year.
 *
 *   draft as it stands at the end + the steps that led there ─► one INSERT, one audit row that holds every step with time and person
 *
 * Use        lived_begin (named indexes are put away), record_lived in jobs, lived_end (they are made again, sorted).
 * Shape      the steps decide the state: each must exist on the page from the state before it (E_NO_STEP). Guards, effects and CHECK are
 *            not run and no event is written: nobody acts, it is told what was done. The history of a row shows each step.
 * Errors     E_FORBIDDEN in a store that is not stamped as simulated.
 * Cost       about 20 us a row and 1 to 2 us for each of its indexes.
 */
#ifndef ENGINE_LIVED_H
#define ENGINE_LIVED_H
#include "engine/call.h"
#include "engine/row.h"

#define LIVED_STEPS 24
struct lived_step {
	const char *verb;
	int64_t at_ms, by;		/* by: a person, 0 the system */
};
struct life {
	int64_t now_ms;			/* what lies after it has not happened */
	struct lived_step step[LIVED_STEPS];
	int n;
};
/* False, and nothing from then on: it lies in the future, or something before it does. */
bool life_step(struct life *l, const char *verb, int64_t at_ms, int64_t by);
/* Sets id, state, version, times and the clock of the draft; created_at and created_by are the caller's. */
enum err record_lived(struct call *c, struct row *draft, const struct life *l) must_check;
/* "plate vehicle": the indexes ix_<record>_plate and ix_<record>_vehicle, into which rows would go in no order. */
struct lived_indexes {
	const struct record *rec;
	const char *names;
};
enum err lived_begin(struct engine *e, const struct lived_indexes *x, size_t n) must_check;
enum err lived_end(struct engine *e, const struct lived_indexes *x, size_t n) must_check;
#endif
