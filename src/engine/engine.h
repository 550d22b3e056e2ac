/* SPDX-License-Identifier: Apache-2.0 */
/* engine.h - everything a running luan holds: pages, store, files, keys, event log, clocks.
 *
 * Lifetime   made by engine_open (command line and server), given to every call.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H
#include <stdatomic.h>
#include "engine/audit.h"
#include "engine/call.h"
#include "engine/view.h"
#include "net/sse.h"
#include "store/file.h"

struct pages {				/* the declared things, from pages.def */
	const struct record *const *record;	int nrecord;
	const struct view *const *view;		int nview;
	const struct rule *const *rule;		int nrule;
	const char *(*const *table)(enum db_kind);	int ntable;	/* DDL of tables that are no records */
};
struct engine_options {
	const char *data_dir, *store_url;
	uint64_t file_budget;
	size_t cache_bytes;
	const char *head_path;		/* where audit heads are exported; NULL: data_dir/audit-head */
	bool create;			/* an empty store is filled with tables; otherwise it must fit the pages */
	bool inspect;			/* open although the store differs from the pages (schema --diff, --apply) */
	bool simulated;			/* with create: stamp the store as simulated */
};
struct engine {
	const struct pages *pages;
	struct engine_options options;
	struct db *db;
	struct file_store *files;
	struct audit_keys *keys;
	struct sse_hub *hub;
	struct sequencer *sequencer;	/* event.c */
	struct sse_text *(*live)(void *ctx, const struct who *who);	/* event.h */
	void *live_ctx;
	struct timers *timers;		/* timer.c */
	struct signin *signin;		/* signin.h: installed by main */
	const char **plural;		/* [nrecord] */
	_Atomic(const char *) *sql_text;	/* table.c: [nrecord][2] */
	bool simulated;			/* the store is stamped as simulated: shown on every screen */
};
enum err engine_open(struct engine **ret, const struct engine_options *o, const struct pages *p) must_check;
struct engine *engine_for_pages(const struct pages *p);	/* without a store: for luan schema */
void engine_close(struct engine *e);
enum err engine_start(struct engine *e) must_check;	/* sequencer, sealer, rules, deadlines, outbox: the server's threads */
const struct record *record_named(const struct engine *e, struct slice name);	/* "device"; NULL: none */
const struct record *record_by_path(const struct engine *e, struct slice plural);	/* "devices" */
int record_index(const struct engine *e, const struct record *rec);
const char *record_plural(const struct engine *e, const struct record *rec);
void call_system(struct call *c, struct engine *e, struct arena *a, struct conn *conn, const char *reason);	/* a call of the system itself */
/* Runs fn inside a job as the system and waits: command line and timers. */
enum err engine_write(struct engine *e, const char *reason, enum err (*fn)(struct call *c, void *ctx), void *ctx) must_check;
#endif
