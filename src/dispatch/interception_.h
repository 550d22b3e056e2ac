/* SPDX-License-Identifier: Apache-2.0 */
/* interception_.h - what interception.c, interception_order.c and interception_end.c share. Private to dispatch/. */
#ifndef DISPATCH_INTERCEPTION__H
#define DISPATCH_INTERCEPTION__H
#include "engine/call.h"
#include "engine/row.h"

/* interception_order.c */
enum err intercept_order(struct call *c, struct row *draft) must_check;
enum err intercept_own_patrol(struct call *c, const struct row *r, int64_t person, int64_t *ret) must_check;	/* of those posted, in whose crew he is; 0: none */

/* interception_end.c: the alarm by its own steps; the entry withdrawn. */
enum err intercept_recall(struct call *c, const struct row *draft, int64_t but) must_check;	/* the orders of all patrols but this one */
enum err intercept_end(struct call *c, struct row *draft, const char *outcome) must_check;
#endif
