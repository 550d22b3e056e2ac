/* SPDX-License-Identifier: Apache-2.0 */
/* report_.h - the pages of the reports, embedded by the build. Private to dispatch/. */
#ifndef DISPATCH_REPORT__H
#define DISPATCH_REPORT__H
#include <string.h>

#include "paper/template.h"

extern const struct embedded dispatch_templates[];
extern const size_t dispatch_templates_n;

static inline struct slice
dispatch_template(const char *name)
{
	for (size_t i = 0; i < dispatch_templates_n; i++)
		if (!strcmp(dispatch_templates[i].name, name))
			return dispatch_templates[i].text;
	return (struct slice){ NULL, 0 };
}
#endif
