/* SPDX-License-Identifier: Apache-2.0 */
/* area.h - which districts a warning concerns, and which squadrons answer for them.
 *
 * Shape      a polygon is laid over the borders of districts (over the places of squadrons where none is drawn); else the area code counts
 *            by its prefix; else names in sender and areas. A city's row stands for the districts below it when they have rows.
 * Cost       all districts are read for a feed, some dozen; a ring against a border is points times points.
 */
#ifndef PLAN_AREA_H
#define PLAN_AREA_H
#include "engine/call.h"
#include "plan/feed.h"

#define AREA_DISTRICTS 60		/* of one warning */
#define AREA_SQUADRONS 100
struct area_district {
	int64_t id, unit;		/* unit 0: by the area code */
	struct slice code, name;
	struct point *border;
	size_t nborder;
	struct point *place;		/* of its squadrons */
	size_t nplace;
};
struct areas {
	struct area_district *district;
	size_t n;
};
struct ids {
	int64_t id[AREA_SQUADRONS];
	int n;
};
enum err areas_load(struct call *c, struct areas *ret) must_check;
/* *ret_how: "polygon", "code", "name"; NULL: it concerns nobody here. */
void areas_match(const struct areas *a, const struct feed_item *it, struct ids *ret, const char **ret_how);
/* "lon,lat lon,lat ..": false when a point is none, or there are less than three. ret may be NULL. */
bool border_read(struct slice text, struct point *ret, size_t max, size_t *ret_n) must_check;
bool ring_holds(const struct point *ring, size_t n, struct point p);
bool rings_touch(const struct point *a, size_t na, const struct point *b, size_t nb);

enum err area_squadrons(struct call *c, const int64_t *district, int n, struct ids *ret) must_check;
struct slice area_words(struct call *c, const int64_t *district, int n);	/* "张店区、淄川区等8个辖区" */
int64_t area_unit(const struct ids *squadrons);	/* the lowest unit above all of them that is more than a squadron */
bool ids_hold(const struct ids *s, int64_t id);
void ids_add(struct ids *s, int64_t id);	/* twice is once; what is too many is left out */
#endif
