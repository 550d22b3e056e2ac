/* SPDX-License-Identifier: Apache-2.0 */
/* demo.h - a demo organisation of the size of a real city force. Everything in it is simulated but the names of places.
 *
 * Shape    one detachment, nine district brigades and Wenchanghu, 35 squadrons, 5 vehicle offices, 7 crash sections,
 *          35 stations, an examination centre; 10,952 devices in ten categories; accounts for every role; repair
 *          orders, notices and handover sheets in all states; districts and one weather warning. Deterministic by seed.
 * Use      luan init --demo, in a store stamped as simulated and nowhere else (E_FORBIDDEN).
 * Cost     about 5 s and 30 MB.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H
#include "engine/engine.h"
#include "people/password.h"
#include "people/people.h"

#define DEMO_DEVICES 10952
struct demo {
	struct engine *engine;
	struct people *people;
	const char *password;		/* of every demo account */
	char hash[PASSWORD_HASH_MAX];	/* made from it, once */
	uint64_t seed;
	int devices;			/* DEMO_DEVICES; fewer for quick tests */
	int64_t now_ms;
};
enum err demo_fill(struct demo *d) must_check;
/* After demo_fill: n violations of the last 365 days (YEAR_VIOLATIONS: the account's), each with its life, their audit sealed. What was
 * drawn by month, unit and kind stands in DATA/demo-year.csv. Tells its progress on stdout. */
#define YEAR_VIOLATIONS 1720000
struct demo_year_made {
	int64_t violations, records, cases, orders, ms;
};
enum err demo_year(struct demo *d, int64_t n, struct demo_year_made *ret) must_check;
/* The first unit and the data that every store starts with: calendar, terms, codes. Also for real stores. */
enum err seed_store(struct engine *e, const char *root_code, const char *root_name) must_check;
#endif
