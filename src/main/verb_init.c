/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <errno.h>

#include "base/clock.h"
#include "base/limits.h"
#include "demo/demo.h"
#include "main/options.h"
#include "main/pages.h"
#include "people/admin.h"

#define DEMO_SEED 20190101
#define YEAR_CACHE MIB(1024)		/* millions of rows go in, and are sorted for their indexes */

static enum err
fill_year(struct demo *d, int64_t n)
{
	struct demo_year_made made;
	enum err e = demo_year(d, n, &made);

	if (!e)
		(void)printf("模拟一年 / simulated year: %lld violations, %lld camera records, %lld cases, %lld payment orders in %.1f s\n",
		    (long long)made.violations, (long long)made.records, (long long)made.cases, (long long)made.orders, (double)made.ms / 1e3);
	return e;
}

static enum err
fill_demo(struct engine *e, const struct config *c, struct slice password)
{
	struct demo d = { .engine = e, .password = password.p, .seed = DEMO_SEED,
		.devices = config_int(c, "rows") ? (int)config_int(c, "rows") : DEMO_DEVICES, .now_ms = clock_now_ms() };

	enum err err = demo_fill(&d);

	return err || !config_int(c, "demo-year") ? err : fill_year(&d, config_int(c, "demo-year"));
}

static enum err
administrators(struct engine *e, struct slice password)
{
	struct admin_first made[ADMINS_FIRST];
	enum err err = admin_first(e, password, made);

	if (err) {
		(void)fprintf(stderr, "luan: %.*s / %.*s\n", (int)made[0].made.zh.n, made[0].made.zh.n ? made[0].made.zh.p : "",
		    (int)made[0].made.en.n, made[0].made.en.n ? made[0].made.en.p : "");
		return err;
	}
	(void)printf("账号与初始口令（只显示一次，首次登录须修改） / accounts and first passwords (shown once)\n");
	for (size_t i = 0; i < ADMINS_FIRST; i++)
		(void)printf("  %-10s %s\n", made[i].user, made[i].made.password[0] ? made[i].made.password : "(LUAN_ADMIN_PASSWORD)");
	return E_OK;
}

static enum err
fill(struct engine *e, const struct config *c)
{
	const char *admin = config_str(c, "admin-password"), *demo = config_str(c, "demo-password");
	char made[PASSWORD_MADE + 1];
	struct people *people;
	enum err err;

	password_make(made);

	if ((err = people_open(&people, e)))
		return err;
	e->signin = people_signin(people);
	err = seed_store(e, e->simulated ? NULL : config_str(c, "root-code"), config_str(c, "root-name"));
	if (!err && e->simulated)
		err = fill_demo(e, c, slice_of(demo ? demo : made));
	if (!err)
		err = administrators(e, slice_of(admin));
	if (!err && e->simulated)
		(void)printf("演示账号 角色@单位，口令 %s / demo accounts role@unit, password as shown\n", demo ? "(LUAN_DEMO_PASSWORD)" : made);
	people_close(people);
	return err;
}

int
verb_init(struct config *c, int argc, char **argv)
{
	struct engine_options o = engine_options(c);
	struct engine *e;
	enum err err;

	if (argc)
		return (void)fprintf(stderr, "luan init --data DIR [--demo] [--demo-year[=N]]\n"), 2;
	if (mkdir(o.data_dir, 0700) && errno != EEXIST)
		return fail(o.data_dir, E_STORE);
	o.create = true;
	o.simulated = config_bool(c, "demo") || config_int(c, "demo-year");
	if (config_int(c, "demo-year") && config_source(c, "cache") == CONFIG_DEFAULT)
		o.cache_bytes = YEAR_CACHE;
	if ((err = engine_open(&e, &o, all_pages())))
		return fail("init", err);
	err = fill(e, c);
	engine_close(e);
	return err ? fail("init", err) : 0;
}
