/* SPDX-License-Identifier: Apache-2.0 */
/* call.h - one authenticated request: who asks, why, when, with which rights, and what went wrong.
 *
 * Lifetime   a call lives in the arena of its request. Its conn is a reader, or the writer inside a job.
 * Errors     refuse() remembers the code and the field and returns the code.
 */
#ifndef ENGINE_CALL_H
#define ENGINE_CALL_H
#include "base/limits.h"
#include "engine/schema.h"
#include "net/http.h"
#include "store/db.h"

struct grant {				/* a role over a subtree of units for a time; tested together */
	unsigned role;			/* one bit */
	int64_t unit;			/* top of the subtree */
	int64_t from_ms, to_ms;		/* to is exclusive; INT64_MAX: open */
	bool persons;			/* covers personal data, when a reason is given */
};
struct who {				/* the person behind a session: immutable once made */
	int64_t person;			/* 0: the system itself */
	int64_t session;
	int64_t unit;			/* home unit */
	char name[64];
	int ngrant;
	struct grant grant[LIMIT_GRANTS];
};

struct ref_title {			/* refs.c: a title looked up in this call */
	const struct record *rec;
	int64_t id;
	struct slice title;
	struct ref_title *next;
};

#define CALL_FAULTS 16
#define CALL_TOUCHED 8
struct engine;
struct call {
	struct engine *engine;
	struct arena *arena;
	struct conn *conn;
	const struct who *who;
	int64_t now_ms;
	struct slice reason;		/* why: opens masked fields the grant covers; goes to the audit */
	const char *request_id;
	struct slice peer;
	struct slice case_ref;		/* case or alarm number given with the reason, if any */
	const struct record *touched[CALL_TOUCHED];	/* records with a CHANGED hook to be called after the commit */
	int ntouched;
	struct ref_title *titles;
	bool as_system;			/* inside the effect of a step: rights were asked of the step itself */
	int unmasked;			/* rows shown with personal data: must be audited before the answer */
	enum err (*kept)(struct call *c, void *ctx);	/* call_keep */
	void *kept_ctx;
	enum err err;			/* first refusal */
	struct http_fault fault[CALL_FAULTS];
	int nfault;
};

/* field: index into the record's fields, or -1. Texts may be NULL: then the words of the code. */
enum err refuse(struct call *c, enum err e, const struct record *rec, int field);
enum err refuse_named(struct call *c, enum err e, const char *field, struct slice zh, struct slice en);
enum err refuse_text(struct call *c, enum err e, const char *field, const char *zh, const char *en);

/* What has to stay although what was asked is refused and undone: fn writes it in a job of its own behind the refusal, which is then
 * answered as it was. fn and ctx (in the arena) may be called again; of several the last counts. Without a refusal nothing is written. */
void call_keep(struct call *c, enum err (*fn)(struct call *c, void *ctx), void *ctx);
enum err call_kept(struct call *c) must_check;		/* inside a job: writes it, once */

/* Rights. A call of the system itself (who->person == 0) may do everything. */
bool may(const struct call *c, unsigned roles, int64_t unit);	/* a grant of one of roles covers unit now; unit 0: anywhere */
bool may_persons(const struct call *c, unsigned roles, int64_t unit);	/* the same with persons, and a reason was given */
unsigned roles_of(const struct call *c);			/* all roles held anywhere now */
#endif
