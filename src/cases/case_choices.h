/* SPDX-License-Identifier: Apache-2.0 */
/* case_choices.h - choices of the pages of a case. Macros only: pages are included in the middle of things. */
#ifndef CASES_CASE_CHOICES_H
#define CASES_CASE_CHOICES_H
#include "cases/camera_choices.h"

#define CASE_STAFF (R_officer|R_case_officer)
#define CASE_READERS (R_officer|R_case_officer|R_clerk|R_legal|R_leader|R_supervisor|R_auditor)
/* 行政处罚法 30, 31, 33, 36, 57; put_no_penalty (case_decided.c) has the article of each. */
#define CASE_NO_PENALTY \
	C(minor, "轻微并及时改正，没有造成危害后果|Minor, put right in time, no harm"), C(first, "初次违法，后果轻微并及时改正|First, minor, put right in time"), \
	C(no_fault, "有证据证明没有主观过错|Proved to be without fault"), C(under_14, "不满十四周岁|Under 14"), \
	C(incapable, "不能辨认或者控制自己行为|Cannot understand or control himself"), C(too_late, "二年内未被发现|Two years have passed"), \
	C(unproven, "违法事实不能成立|Not proved")
#endif
