/* SPDX-License-Identifier: Apache-2.0 */
/* house.h - a store of its own with the pages of people/, three administrators and a few people:
 *
 *   detachment ─┬─ east (brigade) ─── squadron      admin, secadmin, auditor: over the detachment
 *               └─ west (brigade)                   wang: leader of east; li: officer of squadron
 */
#ifndef TEST_PEOPLE_HOUSE_H
#define TEST_PEOPLE_HOUSE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/clock.h"
#include "engine/engine.h"
#include "engine/record.h"
#include "people/admin.h"
#include "people/people_.h"
#include "people/person.h"
#include "people/grant.h"
#include "people/break_glass.h"
#include "people/setting.h"
#include "people/sign_in.h"
#include "people/unit.h"

#define GOOD_PASSWORD "Kw7-brass-lamp"
#define MINUTE_MS 60000LL
#define HOUR (60 * MINUTE_MS)
#define START_MS 1763870400000LL	/* 2025-11-23T04:00:00Z */

struct house {
	char dir[64];
	struct engine *engine;
	struct people *people;
	int64_t now_ms;
	int64_t detachment, east, west, squadron;
	int64_t admin, secadmin, auditor, wang, li;
	struct arena arena;
};
int house_empty(void **state);			/* a store without units and people */
int house_open(void **state);
int house_close(void **state);
void house_reopen(struct house *h);		/* as after a restart */
void house_go(struct house *h, int64_t ms);	/* the simulated clock goes on (or back) */

int64_t house_person(struct house *h, const char *user, unsigned roles, int64_t unit);
enum err house_sign_in(struct house *h, const char *user, const char *password, const char *code,
    struct sign_in *ret);
struct sign_in house_in(struct house *h, const char *user);	/* must succeed */
/* The session as a bearer; E_OK releases the who again. */
enum err house_check(struct house *h, const struct sign_in *s);
/* Runs fn in a job as this person, with the rights he has now. The error of refusals. */
enum err house_as(struct house *h, int64_t person, enum err (*fn)(struct call *c, void *ctx),
    void *ctx);
enum err house_fire(struct house *h, int64_t person, const struct record *rec, int64_t id,
    const char *verb);
enum err house_ask(struct house *h, int64_t person, int64_t holder, unsigned role, int64_t unit,
    int64_t to_ms, int64_t *ret_id);
int64_t house_count(struct house *h, const char *sql_text);
void house_set(struct house *h, enum setting s, int64_t value);	/* by the security administrator */
#endif
