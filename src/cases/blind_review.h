/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_BLIND_REVIEW_H
#define CASES_BLIND_REVIEW_H
#include "cases/camera_record.h"
#include "engine/schema.h"
#define NAME blind_review
#define DEF "cases/blind_review.def"
#include "engine/declare.h"

struct call;
struct row;
enum err blind_draw(struct call *c, const struct row *record) must_check;	/* draws a lot on a record that was just judged */
#endif
