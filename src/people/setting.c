/* SPDX-License-Identifier: Apache-2.0 */
#include "people/setting.h"
#include <stdatomic.h>
#include "base/log.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/view.h"
#include "people/people_.h"

static const struct {
	const char *code;
	int64_t least, most, value;
	const char *unit, *name;
} known[] = {
#define SETTING(code_, least_, most_, value_, unit_, name_) \
	{ #code_, least_, most_, value_, unit_, name_ },
#include "people/setting_default.def"
#undef SETTING
};

static _Atomic int64_t in_force[SET_COUNT] = {
#define SETTING(code_, least_, most_, value_, unit_, name_) value_,
#include "people/setting_default.def"
#undef SETTING
};

int64_t
setting(enum setting s)
{
	return atomic_load_explicit(&in_force[s], memory_order_relaxed);
}

static int
setting_named(struct slice code)
{
	for (int i = 0; i < SET_COUNT; i++)
		if (slice_is(code, known[i].code))
			return i;
	return -1;
}

enum err
setting_load(struct conn *c)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT code, value FROM setting");

	if (e)
		return e;
	while (!(e = sql_step(st))) {
		int i = setting_named(col_text(st, 0));
		if (i >= 0)
			atomic_store(&in_force[i], col_int(st, 1));
	}
	compare_set_small_base(setting(SET_compare_base));
	return e == E_DONE ? E_OK : e;
}

static enum err
make_missing(struct call *c, void *ctx)
{
	bool there[SET_COUNT] = { false };
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT code FROM setting");

	(void)ctx;
	if (e)
		return e;
	while (!(e = sql_step(st))) {
		int i = setting_named(col_text(st, 0));
		if (i >= 0)
			there[i] = true;
	}
	if (e == E_DONE)
		e = E_OK;
	for (int i = 0; !e && i < SET_COUNT; i++) {
		struct row *r = row_new(c->arena, &setting_record);
		row_set_text(r, setting_code, slice_of(known[i].code));
		row_set_text(r, setting_name, slice_of(known[i].name));
		row_set_int(r, setting_value, known[i].value);
		if (*known[i].unit)
			row_set_text(r, setting_unit_of_value, slice_of(known[i].unit));
		if (!there[i])
			e = record_create(c, r);
	}
	return e;
}

enum err
setting_make(struct engine *e)
{
	return engine_write(e, "security settings", make_missing, NULL);
}

static enum err
setting_check(struct call *c, struct row *r)
{
	int i = setting_named(row_text(r, setting_code));
	int64_t v = row_int(r, setting_value);

	if (i < 0)
		return refuse(c, E_BAD_VALUE, &setting_record, setting_code);
	if (v >= known[i].least && v <= known[i].most)
		return people_mark(c->conn);
	return refuse_named(c, E_BAD_VALUE, "value",
	    arena_printf(c->arena, "须在%lld与%lld之间", (long long)known[i].least,
		(long long)known[i].most),
	    arena_printf(c->arena, "must be between %lld and %lld", (long long)known[i].least,
		(long long)known[i].most));
}

static void
setting_changed(struct call *c, const struct row *r)
{
	reader_scoped conn = NULL;
	enum err e = db_reader(c->engine->db, &conn);

	(void)r;
	if (!e)
		e = setting_load(conn);
	session_recheck(people_here(c->engine));	/* whether one must enrol or change the password is in the session */
	if (e)
		log_at(LOG_ERROR, "setting.load", KV("error", LS(err_name(e))));
}

#define NAME setting
#define DEF "people/setting.def"
#include "engine/define.h"
