/* SPDX-License-Identifier: Apache-2.0 */
/* road_responsibility.h - which unit and post answer for a place.
 *
 * Shape      the first that says somebody: the numbered road with its kilometre, the keeper of the section, the area that contains the
 *            point. A section that is not named is found from the point in the road network. Nobody is an answer too.
 * Cost       two statements by index; areas are read and tested one by one: some hundred of them, some 100 us.
 * Errors     E_NOT_FOUND, not refused: nobody answers for it.
 */
#ifndef DUTY_ROAD_RESPONSIBILITY_H
#define DUTY_ROAD_RESPONSIBILITY_H
#include "base/geo.h"
#include "engine/call.h"
#define NAME road_responsibility
#define DEF "duty/road_responsibility.def"
#include "engine/declare.h"

struct duty_place {
	int64_t section;		/* row of road_section; 0: not known */
	struct slice road;		/* number, such as G309; absent: not known */
	int64_t at_m;			/* metres from the start of the road; < 0: not known */
	struct point at;		/* 0,0: not known */
};
enum duty_by { DUTY_BY_ROAD, DUTY_BY_SECTION, DUTY_BY_AREA };
struct duty_owner {
	int64_t responsibility, unit, post;	/* responsibility 0: keeper of the section; post 0: the unit as a whole */
	enum duty_by by;
};
enum err duty_responsible(struct call *c, const struct duty_place *p, int64_t at_ms, struct duty_owner *ret) must_check;
#endif
