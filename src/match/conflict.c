/* SPDX-License-Identifier: Apache-2.0 */
#include "match/conflict.h"

static const struct {
	uint8_t class_code;
	const char *types;		/* beginnings of the types that cannot have the class, by blanks */
	const char *what;
} odd[] = {
	{ 1, "K3 K4 M", "大型汽车号牌装在小型客车或摩托车上|a plate for large vehicles on a small car or motorcycle" },
	{ 2, "K1 H1 Q1 M", "小型汽车号牌装在大型、重型车或摩托车上|a plate for small vehicles on a large one or a motorcycle" },
	{ 51, "K3 K4 M", "大型新能源号牌装在小型客车或摩托车上|a large new-energy plate on a small car or motorcycle" },
	{ 52, "K1 H1 Q1 M", "小型新能源号牌装在大型、重型车或摩托车上|a small new-energy plate on a large vehicle or a motorcycle" },
	{ 7, "K H Q", "摩托车号牌装在汽车上|a motorcycle's plate on a car" },
	{ 8, "K H Q", "轻便摩托车号牌装在汽车上|a moped's plate on a car" },
};

static bool
begins_with_one(const char *type, struct slice list)
{
	struct slice one;

	while (slice_cut(&list, ' ', &one))
		if (one.n && !strncmp(type, one.p, one.n))
			return true;
	return false;
}

const char *
conflict_check(const struct passage *p, int64_t least_reliability)
{
	const char *type = passage_vehicle_type_code(p->vehicle_type);
	enum plate_form f;

	if (!p->plate || (p->plate & PLATE_ALIAS) || !p->class_code || (p->flags & (PASSAGE_NO_PLATE | PASSAGE_UNREAD | PASSAGE_FORM)) ||
	    (p->reliability != RELIABILITY_UNKNOWN && p->reliability < least_reliability))
		return NULL;
	f = plate_form(p->plate);
	if (f == PLATE_WRONG || f == PLATE_PARTLY)
		return NULL;
	if (!plate_fits_class(f, p->class_code))
		return "号牌种类与号牌式样不符|the class and the form of the plate";
	if (!plate_fits_colour(f, p->class_code, p->plate_colour))
		return "号牌颜色与号牌种类不符|the colour and the class of the plate";
	for (size_t i = 0; type && *type && i < N_ELEMS(odd); i++)
		if (odd[i].class_code == p->class_code && begins_with_one(type, slice_of(odd[i].types)))
			return odd[i].what;
	return NULL;
}
