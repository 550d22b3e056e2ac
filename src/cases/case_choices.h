/* SPDX-License-Identifier: Apache-2.0 */
/* case_choices.h - choices of the pages of a case. Macros only: pages are included in the middle of things. */
#ifndef CASES_CASE_CHOICES_H
#define CASES_CASE_CHOICES_H
#include "cases/camera_choices.h"

#define CASE_STAFF (R_officer|R_case_officer)
#define CASE_READERS (R_officer|R_case_officer|R_clerk|R_legal|R_leader|R_supervisor|R_auditor)
#endif
