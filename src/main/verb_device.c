/* SPDX-License-Identifier: Apache-2.0 */
/* verb_device.c - luan device add: a device that may register at the device port, and its tollgate where that is new. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/record.h"
#include "engine/units.h"
#include "main/options.h"
#include "main/pages.h"
#include "org/device.h"
#include "org/tollgate.h"
#include "people/people.h"

struct wanted {
	const char *code, *name, *password, *tollgate, *category, *mode, *unit, *login;
	struct point place;
	bool has_place, made_tollgate;
};

/* "118.05,36.81" in degrees, WGS-84. */
static bool
read_place(const char *text, struct point *ret)
{
	char *end;
	double lon = strtod(text, &end), lat;

	if (end == text || *end != ',')
		return false;
	text = end + 1;
	lat = strtod(text, &end);
	if (end == text || *end || lon < -180 || lon > 180 || lat < -90 || lat > 90)
		return false;
	*ret = (struct point){ (int32_t)(lon * 1e7), (int32_t)(lat * 1e7) };
	return point_valid(*ret);
}

static enum err
row_by_code(struct call *c, const char *text, const char *code, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text);

	if (e)
		return e;
	sql_text(st, 1, slice_of(code));
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e == E_DONE ? E_NOT_FOUND : e;
}

static enum err
make_tollgate(struct call *c, struct wanted *w, int64_t unit, int64_t *ret)
{
	struct row *r = row_new(c->arena, &tollgate_record);
	enum err e;

	if (!w->has_place)
		return refuse_text(c, E_MISSING, "place", "新卡口须给出 --place", "a new tollgate needs --place");
	r->unit = unit;
	row_set_text(r, tollgate_code, slice_of(w->tollgate));
	row_set_text(r, tollgate_name, slice_of(w->name));
	row_set_point(r, tollgate_place, w->place);
	row_set_text(r, tollgate_category, S("urban"));
	row_set_text(r, tollgate_usage, S("traffic"));
	if (!(e = record_create(c, r))) {
		*ret = r->id;
		w->made_tollgate = true;
	}
	return e;
}

/* A device without a place of its own stands where its tollgate is. */
static enum err
take_tollgate(struct call *c, struct wanted *w, struct row *device)
{
	struct row *t;
	int64_t id = 0;
	enum err e = row_by_code(c, "SELECT id FROM tollgate WHERE code = ?1", w->tollgate, &id);

	if (e == E_NOT_FOUND)
		e = make_tollgate(c, w, device->unit, &id);
	if (e || (e = record_load(c, &tollgate_record, id, &t)))
		return e;
	row_set_int(device, device_tollgate, id);
	if (!w->has_place)
		row_set_point(device, device_place, row_point(t, tollgate_place));
	return E_OK;
}

static enum err
add(struct call *c, void *ctx)
{
	struct wanted *w = ctx;
	struct row *r = row_new(c->arena, &device_record);
	int64_t unit = units_root();
	enum err e;

	w->made_tollgate = false;
	if (w->unit && (e = row_by_code(c, "SELECT id FROM unit WHERE code = ?1", w->unit, &unit)))
		return refuse_text(c, e, "unit", "没有这个单位代码", "no such unit code");
	r->unit = unit;
	row_set_text(r, device_code, slice_of(w->code));
	row_set_text(r, device_name, slice_of(w->name));
	row_set_text(r, device_category, slice_of(w->category));
	row_set_text(r, device_password, slice_of(w->password));
	if (w->mode)
		row_set_text(r, device_mode, slice_of(w->mode));
	if (w->login)
		row_set_text(r, device_login, slice_of(w->login));
	if (w->has_place)
		row_set_point(r, device_place, w->place);
	if (w->tollgate && (e = take_tollgate(c, w, r)))
		return e;
	return record_create(c, r);
}

static int
usage(void)
{
	(void)fprintf(stderr, "luan device add --code CODE --name NAME [--tollgate CODE] [--place LON,LAT] [--category checkpoint|platform|..]\n"
	    "  [--mode live|history] [--login NAME] [--unit CODE]   LUAN_PASSWORD: 接入口令 / its password\n");
	return 2;
}

int
verb_device(struct config *c, int argc, char **argv)
{
	struct engine_options o = engine_options(c);
	struct wanted w = { .code = config_str(c, "code"), .name = config_str(c, "name"), .password = config_str(c, "password"),
		.tollgate = config_str(c, "tollgate"), .category = config_str(c, "category"), .mode = config_str(c, "mode"),
		.unit = config_str(c, "unit"), .login = config_str(c, "login") };
	const char *place = config_str(c, "place");
	struct engine *e;
	struct people *p = NULL;
	enum err err;

	if (argc != 1 || strcmp(argv[0], "add") || !w.code || !w.name || !w.password || (place && !(w.has_place = read_place(place, &w.place))) ||
	    !(place || w.tollgate))
		return usage();
	if ((err = engine_open(&e, &o, all_pages())))
		return fail("device", err);
	if (!(err = people_open(&p, e))) {
		e->signin = people_signin(p);
		err = engine_write(e, "命令行登记设备", add, &w);
		people_close(p);
	}
	engine_close(e);
	if (err)
		return fail("device", err);
	(void)printf("%s%s%s\n", w.code, w.made_tollgate ? "  卡口 / tollgate " : "", w.made_tollgate ? w.tollgate : "");
	return 0;
}
