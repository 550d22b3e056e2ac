/* SPDX-License-Identifier: Apache-2.0 */
/* places.h - the units of the demo organisation and where they sit. Names of districts and towns are real, the force is not. */
#ifndef DEMO_PLACES_H
#define DEMO_PLACES_H
#include <stddef.h>

struct place {
	const char *level;
	const char *name, *short_name;
	const char *login;	/* the part behind '@' of its accounts */
	const char *parent;	/* login of the unit above; NULL: the root */
	double lon, lat;
	const char *area;
};
extern const struct place demo_place[];
extern const size_t demo_nplace;
size_t demo_place_named(const char *login);
#endif
