/* SPDX-License-Identifier: Apache-2.0 */
/* step.c - the only way a state changes:
 *
 *   find step -> grant -> guard (on the row as it stands inside the transaction) -> effect on a draft ->
 *   UPDATE .. WHERE id, version, state -> audit -> event
 */
#include <assert.h>

#include "engine/audit.h"
#include "engine/deadline.h"
#include "engine/event.h"
#include "engine/guard.h"
#include "engine/record_.h"

enum err
second_person(struct call *c, const struct row *r)
{
	return c->who->person && r->created_by == c->who->person ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

enum err
last_other_person(struct call *c, const struct row *r)
{
	return c->who->person && r->updated_by == c->who->person ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

enum err
creator_only(struct call *c, const struct row *r)
{
	return r->created_by != c->who->person ? refuse(c, E_FORBIDDEN, NULL, -1) : E_OK;
}

/* The step `verb` from this state; NULL when there is none. *ret_who gathers who may take it from any state. */
static const struct step *
step_from(const struct record *rec, int state, const char *verb, unsigned *ret_who)
{
	const struct step *found = NULL;

	*ret_who = 0;
	for (int i = 0; i < rec->nstep; i++) {
		const struct step *s = &rec->step[i];
		if (strcmp(s->verb, verb))
			continue;
		*ret_who |= s->who;
		if (s->from == state)
			found = s;
	}
	return found;
}

bool
step_allowed(struct call *c, const struct row *r, const struct step *s, struct http_fault *ret_why)
{
	struct call probe = *c;
	enum err e;

	probe.err = E_OK;
	probe.nfault = 0;
	e = !row_visible(&probe, r, s->who) ? E_FORBIDDEN : s->guard ? s->guard(&probe, r) : E_OK;
	*ret_why = e && probe.nfault ? probe.fault[0] : (struct http_fault){ .code = e };
	if (e && !ret_why->detail_zh.n)
		ret_why->detail_zh = slice_of(err_zh(e));
	if (e && !ret_why->detail_en.n)
		ret_why->detail_en = slice_of(err_en(e));
	return e == E_OK;
}

enum err
record_fire(struct call *c, const struct record *rec, int64_t id, int64_t version, const char *verb,
    const struct row *change, uint64_t set, struct row **ret)
{
	struct row *before, *draft;
	const struct step *s;
	unsigned who;
	enum err e;

	assert(conn_writes(c->conn));
	if ((e = record_load(c, rec, id, &before)))
		return e;
	s = step_from(rec, before->state, verb, &who);
	if (!row_visible(c, before, rec->can_read | who))
		return refuse(c, E_NOT_FOUND, NULL, -1);
	if (!row_visible(c, before, s ? s->who : who))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if (version && version != before->version)
		return refuse(c, s ? E_STALE : E_LOST_RACE, NULL, -1);
	if (!s)
		return refuse(c, E_NO_STEP, NULL, -1);
	if (s->guard && (e = s->guard(c, before)))
		return c->err ? e : refuse(c, e, NULL, -1);
	draft = row_copy(c->arena, before);
	row_overlay(draft, change, set);
	if (set && (e = record_check_refs(c, draft, set)))
		return e;
	draft->state = s->to;
	if (s->to != s->from) {		/* an effect may set a clock by hand: nothing of the old one must be left */
		draft->due_from = draft->due_at = 0;
		draft->due_term = draft->due_why = (struct slice){ NULL, 0 };
	}
	if (s->effect && (e = s->effect(c, draft)))
		return c->err ? e : refuse(c, e, NULL, -1);
	/* staying where it is, a clock goes on, unless the effect set another */
	if (((s->to != s->from || draft->due_at != before->due_at) && (e = deadline_enter(c, draft))) || (e = record_update(c, before, draft)) ||
	    (draft->parts_given && (e = record_replace_parts(c, before, draft))) ||
	    (e = audit_change(c, verb, before, draft)) || (e = event_write(c, verb, draft)))
		return e;
	record_touched(c, rec);
	*ret = draft;
	return E_OK;
}

enum err
record_fire_as_system(struct call *c, const struct record *rec, int64_t id, const char *verb, struct row **ret)
{
	bool was = c->as_system;
	enum err e;

	c->as_system = true;
	e = record_fire(c, rec, id, 0, verb, row_new(c->arena, rec), 0, ret);
	c->as_system = was;
	return e;
}

struct one {
	struct call *c;
	const struct record *rec;
	const char *verb;
	const struct row *change;
	uint64_t set;
	int64_t id;
};

static enum err
fire_one(void *ctx, struct conn *conn)
{
	struct one *o = ctx;
	struct row *after;

	return record_fire(o->c, o->rec, o->id, 0, o->verb, o->change, o->set, &after);
}

/* Each row by itself: a refusal undoes that row's work and is reported, the others go on; one transaction. */
enum err
record_fire_all(struct call *c, const struct record *rec, const int64_t *id, size_t n, const char *verb,
    const struct row *change, uint64_t set, struct fire_result *ret)
{
	struct one o = { c, rec, verb, change, set, 0 };

	for (size_t i = 0; i < n; i++) {
		enum err e;
		o.id = id[i];
		c->err = E_OK;
		c->nfault = 0;
		c->kept = NULL;
		e = db_nested(c->conn, fire_one, &o);
		ret[i] = (struct fire_result){ .id = id[i], .err = e };
		if (e && c->nfault) {
			ret[i].detail_zh = c->fault[0].detail_zh;
			ret[i].detail_en = c->fault[0].detail_en;
		}
		if (e == E_STORE || e == E_DISK_FULL || e == E_CORRUPT || e == E_TIMEOUT)
			return e;
		if (e && (e = call_kept(c)))
			return e;
	}
	c->err = E_OK;
	c->nfault = 0;
	return E_OK;
}
