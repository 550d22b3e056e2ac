/* SPDX-License-Identifier: Apache-2.0 */
/* schema.h - what a RECORD, STREAM, VIEW and RULE is, as plain constant data.
 *
 * A thing is declared once, on the page <name>.def; the preprocessor turns the page into one of these
 * structures, and everything else (table, routes, rights, audit, documents, screens, tests) is derived.
 * Titles are "中文|English"; where the English is left out it is derived from the symbol.
 * Nothing here allocates; every object lives for the program.
 */
#ifndef ENGINE_SCHEMA_H
#define ENGINE_SCHEMA_H
#include "base/err.h"
#include "base/limits.h"
#include "base/slice.h"

enum kind { K_TEXT, K_INT, K_BOOL, K_TIME, K_DATE, K_CHOICE, K_REF, K_POINT };

enum flag {
	REQ = 1 << 0,		/* must be present on create */
	FIND = 1 << 1,		/* indexed: may be filtered and sorted by */
	UNIQ = 1 << 2,
	PII = 1 << 3,		/* about a person: masked without a grant and a reason, never logged */
	FIX = 1 << 4,		/* set at creation, never patched */
	SYS = 1 << 5,		/* written by steps and effects only, never by a client */
	TITLE = 1 << 6,		/* part of what a person calls the row; never PII */
	LONG = 1 << 7,		/* text of several lines */
	SECRET = 1 << 8,	/* never leaves the engine: no answer, export, audit or event holds it */
};

enum role_bit {
#define ROLE(n, title) ROLE_INDEX_##n,
#include "engine/role.def"
#undef ROLE
	ROLE_COUNT
};
enum role {
	R_NONE = 0,
#define ROLE(n, title) R_##n = 1 << ROLE_INDEX_##n,
#include "engine/role.def"
#undef ROLE
	R_ANY = (1 << ROLE_COUNT) - 1,
	R_STAFF = R_ANY & ~R_citizen
};

enum scope {
	SCOPE_NONE,		/* every holder of a reading role, wherever the grant */
	SCOPE_UNIT,		/* rows of the units below the grant */
	SCOPE_SHARED,		/* the same, and every unit that takes part in the row */
	SCOPE_OWN,		/* the same for staff; a citizen sees what he created */
};

enum look { IDLE, NORMAL, ATTENTION, ALARM, UNKNOWN };	/* the five state colours, with a word beside */

struct record;
struct call;
struct row;
struct rule_act;

struct choice {
	const char *name, *title;
};

struct type {
	enum kind kind;
	int64_t min, max;		/* text: characters; int: value in unit */
	const char *unit;		/* "km/h", "fen", "m"; NULL if none */
	const struct choice *choice;	/* K_CHOICE, ends with a NULL name */
	const struct record *ref;	/* K_REF */
	const char *like;		/* K_TEXT: POSIX extended expression the whole text matches; NULL: any */
};

struct field {
	const char *name;		/* column, JSON key, TypeScript key */
	struct type type;
	unsigned flags;
	const char *title, *doc;	/* doc is the help under the form field */
};

struct part {				/* child rows that live and die with their parent */
	const char *name, *title;
	int max;			/* rows */
};
struct part_field {
	const char *part;
	struct field field;
};

struct file_slot {			/* attachments of one kind */
	const char *name, *title;
	unsigned who_reads;		/* role mask; PII-like: every read is audited */
	size_t max_bytes;
	int max_count;
	const char *types;		/* "image/jpeg,image/png" */
};

struct index {
	const char *name, *columns;	/* "state, due_at" */
	bool unique;
};

typedef enum err guard_fn(struct call *, const struct row *);	/* facts: reads, may refuse */
typedef enum err effect_fn(struct call *, struct row *);	/* acts: writes the draft; same transaction */
typedef void changed_fn(struct call *, const struct row *);	/* after commit: refresh a cache */

struct state {
	const char *name, *title;
	const char *term;		/* legal_term code: the clock that starts on entering; NULL: no limit */
	enum look look;
};

struct step {
	int from, to;
	const char *verb, *title;
	unsigned who;			/* role mask */
	guard_fn *guard;
	effect_fn *effect;
};

struct ask {				/* a field or the reason that a step takes with it */
	const char *verb;
	int field;			/* -1: the reason */
	unsigned flags;			/* REQ */
};

struct record {
	const char *name, *title;
	enum scope scope;
	unsigned can_read, can_create, can_patch;
	const struct field *field;		int nfield;
	const struct part *part;		int npart;
	const struct part_field *part_field;	int npart_field;
	const struct file_slot *file;		int nfile;
	const struct index *index;		int nindex;
	const struct state *state;		int nstate;
	const struct step *step;		int nstep;
	const struct ask *ask;			int nask;
	const uint8_t *show;			int nshow;		/* states in which it stands on the live picture (shown.h) */
	const uint8_t *show_field;		int nshow_field;	/* what the picture tells of it; never PII */
	int keep_days;			/* STREAM: facts that arrive and never change, deleted after so long; 0: a RECORD */
	int valid_key;			/* VALID: 1 + the field whose versions must not overlap; 0: not versioned */
	int shared_as;			/* SHARED_AS: 1 + the reference to the row whose sharing is this one's too; 0: its own */
	effect_fn *check;		/* on every create and patch: refuses or completes the draft */
	changed_fn *changed;
	const char *source;		/* law or standard behind the page; NULL if none */
};

/* A question with declared arguments. SQL names records as {record}: the scoped and masked form. */
enum col_flag { KEY = 1 << 0, COUNT = 1 << 1, RATE = 1 << 2 };	/* KEY: dimension; COUNT, RATE: compared between periods */
struct view_col {
	const char *name;
	struct type type;
	unsigned flags;
	const char *title;
};
enum chart { CHART_NONE, CHART_BAR, CHART_LINE, CHART_MAP, CHART_FIGURE };
struct view {
	const char *name, *title;
	unsigned who;
	const struct field *arg;	int narg;
	const struct view_col *col;	int ncol;
	const char *sql;		/* :name for arguments */
	enum chart chart;
	const char *drill;		/* "device?category={category}&state={state}": the records behind a row; NULL: none */
};

/* A view that must stay empty. SQL yields unit, id of each offending row, and a note. */
struct rule {
	const char *name, *title, *record;	/* record: what the ids mean */
	unsigned owner;				/* role that must follow up */
	int every_s, due_s;
	const char *sql, *source;
	const struct rule_act *act;		/* rule.h: what becomes of the rows instead of findings; NULL: findings */
};

#define TEXT(max_)		{ .kind = K_TEXT, .min = 1, .max = (max_) }
#define TEXT_LIKE(max_, re_)	{ .kind = K_TEXT, .min = 1, .max = (max_), .like = (re_) }
#define INT(min_, max_, unit_)	{ .kind = K_INT, .min = (min_), .max = (max_), .unit = (unit_) }
#define BOOL			{ .kind = K_BOOL, .max = 1 }
#define TIME			{ .kind = K_TIME }
#define DATE			{ .kind = K_DATE }
#define POINT			{ .kind = K_POINT, .unit = "deg WGS-84" }
#define C(name_, title_)	{ #name_, title_ }
#define CHOICE(...)		{ .kind = K_CHOICE, .choice = (const struct choice[]){ __VA_ARGS__, { NULL, NULL } } }
#define REF(rec_)		{ .kind = K_REF, .ref = &rec_##_record }
#define KEEP(days_)		days_
#define TERM(code_)		#code_
#define NO_TERM			NULL

struct slice title_zh(const char *title);
struct slice title_en(const char *title, const char *symbol, char *space, size_t max);	/* derived into space when not given */
const char *role_name(enum role_bit r);
const char *role_title(enum role_bit r);
unsigned role_named(struct slice name);		/* 0: no such role */
#endif
