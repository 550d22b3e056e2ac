/* SPDX-License-Identifier: Apache-2.0 */
/* precinct.h - a server of its own over sockets: two brigades with their tollgates, and people who look for passages.
 *
 *   detachment ─┬─ east: gates 1 (118.00,36.80), 2 (118.10,36.80)     officer, plain (no persons), case_officer of east
 *               └─ west: gate 3 (118.00,36.90)                        stranger: officer of west
 *   chief: leader over all, mixed: officer over all and leader of east, auditor, clerk (personnel), legal
 */
#ifndef TEST_PASSAGE_PRECINCT_H
#define TEST_PASSAGE_PRECINCT_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <jansson.h>
#include "base/clock.h"
#include "engine/engine.h"
#include "passage/passages_.h"

#define NOW_MS INT64_C(1782892800000)	/* 2026-07-01T16:00+08:00 */
#define HOUR_MS 3600000LL
#define EAST_1 gate_id(0)
#define EAST_2 gate_id(1)
#define WEST_1 gate_id(2)

struct precinct {
	struct engine *engine;
	struct people *people;
	struct history *history;
	struct pack_store *packs;
	struct passages *passages;
	int64_t east, west, detachment;
	uint32_t gate[3];
};
extern struct precinct at;
uint32_t gate_id(int i);

int precinct_open(void **state);
int precinct_close(void **state);

/* A passage of this plate so many hours ago; gives its id. */
int64_t pass(const char *plate, int class_code, uint32_t gate, int64_t hours_ago);
int64_t pass_with(struct passage p, enum passage_series s);

struct reply {
	int status;
	json_t *body;		/* NULL: none */
	char code[40], field[40];
	char head[2000];
	char text[4000];
};
/* As this person ("officer@"), below /api/v1/; headers may be NULL. The reply's body lives until the next call. */
struct reply ask_as(const char *user, const char *method, const char *path, const char *headers, const char *body);
struct reply post_as(const char *user, const char *path, const char *format, ...) __attribute__((format(printf, 3, 4)));
size_t items(const struct reply *r);
const char *item_text(const struct reply *r, size_t i, const char *key);
int64_t item_int(const struct reply *r, size_t i, const char *key);
int64_t body_int(const struct reply *r, const char *key);
const char *body_text(const struct reply *r, const char *key);
int64_t count(const char *sql_text);
#define ok(call) assert_int_equal((call), E_OK)
#define expect(r, status_, code_) do { \
	struct reply r_ = (r); \
	if (r_.status != (status_) || ((code_) && strcmp(r_.code, (code_) ? (code_) : ""))) \
		fail_msg("%s:%d: %d %s %s %s", __FILE__, __LINE__, r_.status, r_.code, r_.field, r_.text); \
} while (0)
#define PURPOSE "\"purpose\":\"case\",\"reason\":\"核查肇事逃逸车辆\""
#define DAY_BEFORE "\"from\":\"2026-06-30T08:00:00Z\",\"to\":\"2026-07-01T08:00:00Z\""
#endif
