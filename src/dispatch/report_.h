/* SPDX-License-Identifier: Apache-2.0 */
/* report_.h - the page of the after-action report, embedded by the build. Private to dispatch/. */
#ifndef DISPATCH_REPORT__H
#define DISPATCH_REPORT__H
#include "paper/template.h"

extern const struct embedded dispatch_templates[];
extern const size_t dispatch_templates_n;
#endif
