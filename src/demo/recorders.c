/* SPDX-License-Identifier: Apache-2.0 */
/* recorders.c - a recorder for each officer of the demo, issued and paired for the day; some in stock, one faulty. Their platform speaks
 * through the adapter `recorders`, whose key is SHA-256 of the demo password: the simulated field must be able to sign. */
#include <ctype.h>
#include <sodium.h>

#include "demo/demo_.h"
#include "gate/adapter.h"
#include "people/person.h"
#include "recorder/recorder.h"
#include "recorder/recorder_issue.h"

#define OFFICERS 64
#define SPARE 6
#define SHIFT_MS (24 * 3600000LL)

struct issuing {
	struct demo *d;
	int64_t adapter;
};

static enum err
make_adapter(struct call *c, struct issuing *f)
{
	struct row *r = row_new(c->arena, &adapter_record), *after;
	unsigned char key[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof key + 1];
	enum err e = demo_act_as(c, "secadmin@detachment");

	(void)crypto_hash_sha256(key, (const unsigned char *)f->d->password, strlen(f->d->password));
	(void)sodium_bin2hex(hex, sizeof hex, key, sizeof key);
	row_set_text(r, adapter_code, S("recorders"));
	row_set_text(r, adapter_kind, S("recorder"));
	row_set_text(r, adapter_secret, slice_of(hex));
	if (e || (e = record_create(c, r)) || (e = demo_act_as(c, "sysadmin@detachment")))
		return e;
	f->adapter = r->id;
	return record_fire(c, &adapter_record, r->id, 0, "start", row_new(c->arena, &adapter_record), 0, &after);
}

/* officer@zhangdian-1: ZFJ-OFFICER-ZHANGDIAN-1 */
static struct slice
number(struct call *c, const char *prefix, struct slice user)
{
	char *text = arena_str(c->arena, arena_printf(c->arena, "%s-%.*s", prefix, (int)user.n, user.p));

	for (char *p = text; *p; p++)
		*p = isalnum((unsigned char)*p) ? (char)toupper((unsigned char)*p) : '-';
	return slice_of(text);
}

static enum err
make_recorder(struct call *c, const struct issuing *f, struct slice code, int64_t unit, int64_t *ret)
{
	struct row *r = row_new(c->arena, &recorder_record);
	enum err e = demo_act_as(c, "device@detachment");

	r->unit = unit;
	row_set_text(r, recorder_code, code);
	row_set_text(r, recorder_model, S("模拟型号"));
	row_set_text(r, recorder_standard, S("GA/T 947（模拟）"));
	row_set_int(r, recorder_adapter, f->adapter);
	if (e || (e = record_create(c, r)))
		return e;
	*ret = r->id;
	return E_OK;
}

static enum err
issue(struct call *c, const struct issuing *f, int64_t officer, struct slice user, int64_t unit)
{
	struct row *r = row_new(c->arena, &recorder_issue_record);
	int64_t recorder;
	enum err e = make_recorder(c, f, number(c, "ZFJ", user), unit, &recorder);

	if (e || (e = demo_act_as(c, "duty@detachment")))
		return e;
	row_set_int(r, recorder_issue_recorder, recorder);
	row_set_int(r, recorder_issue_officer, officer);
	row_set_text(r, recorder_issue_terminal, number(c, "JWT", user));
	row_set_int(r, recorder_issue_from_at, f->d->now_ms);
	row_set_int(r, recorder_issue_until_at, f->d->now_ms + SHIFT_MS);
	return record_create(c, r);
}

static enum err
make_issues(struct call *c, const struct issuing *f)
{
	int64_t id[OFFICERS], unit[OFFICERS];
	struct slice user[OFFICERS];
	stmt_scoped st = NULL;
	int n = 0;
	enum err e = sql(c->conn, &st, "SELECT id, unit, \"user\" FROM person WHERE \"user\" LIKE 'officer%' OR \"user\" LIKE 'case_officer%' ORDER BY id");

	if (e)
		return e;
	for (; n < OFFICERS && !(e = sql_step(st)); n++) {
		id[n] = col_int(st, 0);
		unit[n] = col_int(st, 1);
		user[n] = arena_copy(c->arena, col_text(st, 2));
	}
	sql_done(st);
	e = e == E_DONE ? E_OK : e;
	for (int i = 0; i < n && !e; i++)
		e = issue(c, f, id[i], user[i], unit[i]);
	return e;
}

static enum err
make_spare(struct call *c, const struct issuing *f)
{
	struct row *after;
	int64_t id = 0;
	enum err e = E_OK;

	for (int i = 1; i <= SPARE && !e; i++)
		e = make_recorder(c, f, arena_printf(c->arena, "ZFJ-SPARE-%02d", i), demo_unit(demo_place_named("zhangdian-1")), &id);
	if (e)
		return e;
	c->reason = S("开机后不能录像，送修");
	return record_fire(c, &recorder_record, id, 0, "fault", row_new(c->arena, &recorder_record), 0, &after);
}

static enum err
make_all(struct call *c, void *ctx)
{
	struct issuing *f = ctx;
	enum err e = make_adapter(c, f);

	return e || (e = make_issues(c, f)) ? e : make_spare(c, f);
}

enum err
demo_recorders(struct demo *d)
{
	struct issuing f = { .d = d };

	return engine_write(d->engine, "模拟数据", make_all, &f);
}
