/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

#include <stdlib.h>

#include "base/log.h"
#include "engine/deadline.h"
#include "engine/event.h"
#include "engine/names_.h"
#include "engine/record.h"
#include "engine/rest_.h"
#include "engine/schema_live.h"
#include "engine/stream.h"
#include "engine/table_.h"
#include "engine/timer.h"
#include "engine/units.h"

/* --- names --- */

int
record_index(const struct engine *e, const struct record *rec)
{
	for (int i = 0; i < e->pages->nrecord; i++)
		if (e->pages->record[i] == rec)
			return i;
	die("a record that is not in pages.def");
}

const struct record *
record_named(const struct engine *e, struct slice name)
{
	for (int i = 0; i < e->pages->nrecord; i++)
		if (slice_is(name, e->pages->record[i]->name))
			return e->pages->record[i];
	return NULL;
}

const char *
record_plural(const struct engine *e, const struct record *rec)
{
	return e->plural[record_index(e, rec)];
}

const struct record *
record_by_path(const struct engine *e, struct slice plural)
{
	for (int i = 0; i < e->pages->nrecord; i++)
		if (slice_is(plural, e->plural[i]))
			return e->pages->record[i];
	return NULL;
}

/* --- life --- */

static enum err
load(struct engine *e)
{
	reader_scoped c = NULL;
	enum err err = db_reader(e->db, &c);

	if (err || (err = units_load(c)) || (err = deadline_load(c)))
		return err;
	return schema_stamp(c, &e->simulated);
}

struct engine *
engine_for_pages(const struct pages *p)
{
	struct engine *e = mem_alloc(sizeof *e);

	e->pages = p;
	e->plural = mem_alloc(sizeof *e->plural * (size_t)(p->nrecord + 1));
	e->sql_text = mem_alloc(sizeof *e->sql_text * 2 * (size_t)(p->nrecord + 1));
	for (int i = 0; i < p->nrecord; i++) {
		char plural[NAME_MAX_TEXT];
		name_plural(p->record[i]->name, plural);
		e->plural[i] = mem_str(slice_of(plural));
	}
	return e;
}

enum err
engine_open(struct engine **ret, const struct engine_options *o, const struct pages *p)
{
	struct db_options db = { .data_dir = o->data_dir, .url = o->store_url, .cache_bytes = o->cache_bytes };
	struct engine *e = engine_for_pages(p);
	enum err err;

	e->options = *o;
	e->hub = sse_hub_new();
	if ((err = db_open(&e->db, &db)) || (err = file_store_open(&e->files, o->data_dir, o->file_budget)) ||
	    (err = audit_keys_open(&e->keys, o->data_dir)) ||
	    (err = o->create ? schema_create(e, o->simulated) : schema_check(e, o->inspect)) ||
	    (!o->inspect && (err = load(e)))) {
		engine_close(e);
		return err;
	}
	*ret = e;
	return E_OK;
}

void
engine_close(struct engine *e)
{
	if (!e)
		return;
	timer_stop(e);
	event_stop(e);
	if (e->db)
		db_close(e->db);
	if (e->files)
		file_store_close(e->files);
	if (e->keys)
		audit_keys_close(e->keys);
	if (e->hub)
		sse_hub_free(e->hub);
	for (int i = 0; i < e->pages->nrecord; i++) {
		mem_free((void *)(uintptr_t)e->plural[i]);
		mem_free((void *)(uintptr_t)atomic_load(&e->sql_text[i * 2]));
		mem_free((void *)(uintptr_t)atomic_load(&e->sql_text[i * 2 + 1]));
	}
	mem_free(e->plural);
	mem_free((void *)e->sql_text);
	mem_free(e);
}

enum err
engine_start(struct engine *e)
{
	enum err err = event_start(e);

	if (err || (err = timer_add(e, "streams", 3600000, stream_prune, NULL)) ||
	    (err = timer_add(e, "idempotency", 3600000, idempotency_prune, NULL)))
		return err;
	return timer_start(e);
}

/* --- the system's own calls --- */

void
call_system(struct call *c, struct engine *e, struct arena *a, struct conn *conn, const char *reason)
{
	static const struct who system = { .name = "系统" };

	*c = (struct call){ .engine = e, .arena = a, .conn = conn, .who = &system, .now_ms = clock_now_ms(),
		.reason = slice_of(reason), .request_id = "system" };
}

struct own {
	struct engine *e;
	const char *reason;
	enum err (*fn)(struct call *c, void *ctx);
	void *ctx;
	struct arena arena;
	struct call call;
};

static enum err
own_run(void *ctx, struct conn *conn)
{
	struct own *o = ctx;

	arena_free(&o->arena);
	call_system(&o->call, o->e, &o->arena, conn, o->reason);
	return o->fn(&o->call, o->ctx);
}

enum err
engine_write(struct engine *e, const char *reason, enum err (*fn)(struct call *c, void *ctx), void *ctx)
{
	struct own o = { .e = e, .reason = reason, .fn = fn, .ctx = ctx };
	enum err err;

	arena_init(&o.arena);
	err = db_write(e->db, own_run, &o);
	o.call.conn = NULL;
	if (!err)
		record_committed(&o.call);
	else
		log_at(LOG_WARN, "system.refused", KV("error", LS(err_name(err))),
		    KV("field", LS(o.call.nfault && o.call.fault[0].field ? o.call.fault[0].field : "")));
	arena_free(&o.arena);
	return err;
}
