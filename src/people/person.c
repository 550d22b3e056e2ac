/* SPDX-License-Identifier: Apache-2.0 */
#include "people/person.h"
#include "base/clock.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "people/grant.h"
#include "people/people_.h"
#include "people/sign_in.h"

/* GB 11643: the last place is a check over the seventeen before it (ISO 7064 MOD 11-2). */
static bool
id_number_fits(struct slice s)
{
	int sum = 0;

	if (s.n != 18)
		return false;
	for (int i = 0; i < 17; i++)
		sum += (s.p[i] - '0') * ((1 << (17 - i)) % 11);
	return "10X98765432"[sum % 11] == s.p[17];
}

static enum err
check_unit(struct call *c, int64_t unit, const char *field)
{
	int64_t n;
	enum err e = people_count(
	    c->conn, "SELECT COUNT(*) FROM unit WHERE id = ?1 AND state = 'active'", unit, 0, &n);

	if (e)
		return refuse(c, e, NULL, -1);
	return n ? E_OK
		 : refuse_text(c, E_BAD_VALUE, field, "单位不存在或已撤销",
		       "There is no such unit, or it has ended");
}

static enum err
person_check(struct call *c, struct row *d)
{
	if (!row_empty(d, person_id_number) && !id_number_fits(row_text(d, person_id_number)))
		return refuse_text(c, E_BAD_VALUE, "id_number", "身份号码校验位不符",
		    "The check digit does not fit");
	return d->id ? E_OK : check_unit(c, d->unit, "unit");
}

static enum err
person_not_self(struct call *c, const struct row *p)
{
	return p->id == c->who->person ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

/* An account that may sign in no more must not be one's own nor the last that can grant. */
static enum err
person_may_stop(struct call *c, const struct row *p)
{
	enum err e = person_not_self(c, p);

	return e ? e : grant_keeps_secadmin(c, p->id);
}

static enum err
end_sessions(struct call *c, const struct row *p, const char *why)
{
	enum err e = session_end_person(c->conn, p->id, 0, c->now_ms, why);

	return e ? refuse(c, e, NULL, -1) : E_OK;
}

static enum err
person_stop(struct call *c, struct row *p)
{
	return end_sessions(c, p, "locked");
}

/* Counting of unused days and of failures starts anew: else the timer would lock it again at
 * once. */
static enum err
person_resume(struct call *c, struct row *p)
{
	enum err e = people_do(c->conn, "UPDATE credential SET used_at = ?2 WHERE person = ?1",
	    p->id, c->now_ms, NULL);

	if (!e)
		e = sign_in_forgive(c, row_text(p, person_user));
	return e ? refuse(c, e, NULL, -1) : E_OK;
}

static enum err
person_move(struct call *c, struct row *p)
{
	int64_t to = row_ref(p, person_to_unit);
	enum err e;

	if ((e = check_unit(c, to, "to_unit")))
		return e;
	if (!may(c, R_personnel | R_sysadmin, to))
		return refuse(c, E_FORBIDDEN, &person_record, person_to_unit);
	/* The owner unit is no field: an update of the row leaves it alone. */
	if ((e = people_do(c->conn, "UPDATE person SET unit = ?2 WHERE id = ?1", p->id, to, NULL)))
		return refuse(c, e, NULL, -1);
	p->unit = to;
	row_clear(p, person_to_unit);
	return people_mark(c->conn);
}

struct held {
	int64_t id;
	bool asked;			/* requested, not in force */
};

static enum err
read_held(struct call *c, int64_t person, struct held *held, size_t max, size_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st,
	    "SELECT id, state FROM \"grant\" WHERE person = ?1 AND state IN ('requested', "
	    "'in_force') ORDER BY id");

	*ret = 0;
	if (e)
		return e;
	sql_int(st, 1, person);
	while (*ret < max && !(e = sql_step(st)))
		held[(*ret)++] =
		    (struct held){ col_int(st, 0), slice_is(col_text(st, 1), "requested") };
	return e == E_DONE ? E_OK : e;
}

/* Grants do not outlive the post. They end through their own steps, taken by the system, so that
 * each is audited. */
static enum err
end_grants(struct call *c, int64_t person)
{
	static const struct who house = { .name = "system" };
	const struct who *kept = c->who;
	struct held held[2 * LIMIT_GRANTS];
	struct row *after;
	size_t n;
	enum err e = read_held(c, person, held, N_ELEMS(held), &n);

	c->who = &house;
	for (size_t i = 0; !e && i < n; i++)
		e = record_fire(c, &grant_record, held[i].id, 0, held[i].asked ? "refuse" : "end",
		    row_new(c->arena, &grant_record), 0, &after);
	c->who = kept;
	return e;
}

static enum err
person_leave(struct call *c, struct row *p)
{
	char today[TIME_TEXT_MAX];
	enum err e = end_sessions(c, p, "left");

	date_print(beijing_day(c->now_ms), today);
	row_set_text(p, person_left_on, slice_of(today));
	return e ? e : end_grants(c, p->id);
}

static enum err
person_rejoin(struct call *c, struct row *p)
{
	(void)c;
	row_clear(p, person_left_on);
	return E_OK;
}

static void
person_changed(struct call *c, const struct row *p)
{
	(void)p;
	session_recheck(people_here(c->engine));
}

#define NAME person
#define DEF "people/person.def"
#include "engine/define.h"
