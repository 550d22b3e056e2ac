/* SPDX-License-Identifier: Apache-2.0 */
/* pages.h - the test pages as the engine would hold them. */
#ifndef TEST_ENGINE_PAGES_H
#define TEST_ENGINE_PAGES_H
#include "engine/engine.h"

extern const struct record lamp_record, lamp_class_record, lamp_job_record, lamp_wish_record;
extern const struct view lamps_seen_view, lamp_calls_view, lamp_peek_view;

static const struct record *const test_records[] = {
	&lamp_record, &lamp_class_record, &lamp_job_record, &lamp_wish_record,
};
static const struct view *const test_views[] = { &lamps_seen_view, &lamp_calls_view, &lamp_peek_view };
static const struct pages test_pages = {
	.record = test_records, .nrecord = (int)N_ELEMS(test_records),
	.view = test_views, .nview = (int)N_ELEMS(test_views),
};
#endif
