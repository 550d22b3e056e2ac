/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_STAY_H
#define CASES_STAY_H
#include "gate/adapter.h"
#include "cases/violation_case.h"
#include "engine/call.h"
#include "engine/row.h"
#define NAME stay
#define DEF "cases/stay.def"
#include "engine/declare.h"

enum err stay_of(struct call *c, int64_t violation_case, int64_t *ret_id) must_check;	/* 0: none in force */
guard_fn case_not_stayed;			/* of a violation case */
#endif
