/* SPDX-License-Identifier: Apache-2.0 */
/* measure_paper_.h - documents of a coercive measure: voucher with its list, decision to lift, list of what was given back. Private to cases/. */
#ifndef CASES_MEASURE_PAPER__H
#define CASES_MEASURE_PAPER__H
#include "cases/case_paper_.h"

enum err measure_paper_issue(struct call *c, struct row *draft) must_check;	/* sets the voucher's number */
enum err measure_paper_lift(struct call *c, const struct row *draft) must_check;
enum err measure_paper_return(struct call *c, const struct row *draft) must_check;
enum err measure_return_ground(struct call *c, const struct row *m, struct slice *ret) must_check;	/* refused when there is none (measure_return.c) */
#endif
