/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <errno.h>

#include "base/clock.h"
#include "demo/demo.h"
#include "main/options.h"
#include "main/pages.h"
#include "people/admin.h"

#define DEMO_SEED 20190101

static enum err
fill_demo(struct engine *e, const struct config *c, struct slice password)
{
	struct demo d = { .engine = e, .password = password.p, .seed = DEMO_SEED,
		.devices = config_int(c, "rows") ? (int)config_int(c, "rows") : DEMO_DEVICES, .now_ms = clock_now_ms() };

	return demo_fill(&d);
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
	err = seed_store(e, config_bool(c, "demo") ? NULL : config_str(c, "root-code"), config_str(c, "root-name"));
	if (!err && config_bool(c, "demo"))
		err = fill_demo(e, c, slice_of(demo ? demo : made));
	if (!err)
		err = administrators(e, slice_of(admin));
	if (!err && config_bool(c, "demo"))
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
		return (void)fprintf(stderr, "luan init --data DIR [--demo]\n"), 2;
	if (mkdir(o.data_dir, 0700) && errno != EEXIST)
		return fail(o.data_dir, E_STORE);
	o.create = true;
	o.simulated = config_bool(c, "demo");
	if ((err = engine_open(&e, &o, all_pages())))
		return fail("init", err);
	err = fill(e, c);
	engine_close(e);
	return err ? fail("init", err) : 0;
}
