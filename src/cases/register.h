/* SPDX-License-Identifier: Apache-2.0 */
/* register.h - puts into the queue for the national system what it is to know of a record or case. In the step's transaction. */
#ifndef CASES_REGISTER_H
#define CASES_REGISTER_H
#include "engine/call.h"
#include "engine/row.h"

enum err register_queue(struct call *c, const char *kind, const struct row *about) must_check;
#endif
