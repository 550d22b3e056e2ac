/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/schema.h"

#include <ctype.h>

static const char *const role_names[] = {
#define ROLE(n, title) #n,
#include "engine/role.def"
#undef ROLE
};
static const char *const role_titles[] = {
#define ROLE(n, title) title,
#include "engine/role.def"
#undef ROLE
};

const char *
role_name(enum role_bit r)
{
	return role_names[r];
}

const char *
role_title(enum role_bit r)
{
	return role_titles[r];
}

unsigned
role_named(struct slice name)
{
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (slice_is(name, role_names[i]))
			return 1u << i;
	return 0;
}

struct slice
title_zh(const char *title)
{
	const char *bar = strchr(title, '|');

	return bar ? (struct slice){ title, (size_t)(bar - title) } : slice_of(title);
}

/* "Plate number" as given, else the symbol with its underscores opened: plate_class is "Plate class". */
struct slice
title_en(const char *title, const char *symbol, char *space, size_t max)
{
	const char *bar = strchr(title, '|');
	size_t n = strlen(symbol);

	if (bar)
		return slice_of(bar + 1);
	if (n >= max)
		n = max - 1;
	for (size_t i = 0; i < n; i++)
		space[i] = symbol[i] == '_' ? ' ' : symbol[i];
	if (n)
		space[0] = (char)toupper((unsigned char)space[0]);
	space[n] = '\0';
	return (struct slice){ space, n };
}
