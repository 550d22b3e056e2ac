/* SPDX-License-Identifier: Apache-2.0 */
/* plans.c - the districts of the demo organisation with borders that are only boxes, the adapter of its weather office, and one warning. */
#include <sodium.h>

#include "base/clock.h"
#include "demo/demo_.h"
#include "gate/adapter.h"
#include "plan/district.h"
#include "plan/take.h"

static const struct {
	const char *code, *name;
	double west, south, east, north;
} districts[] = {
	{ "370300", "淄博市", 117.53, 35.93, 118.52, 37.29 }, { "370302", "淄川区", 117.70, 36.56, 118.20, 36.74 }, { "370303", "张店区", 117.94, 36.74, 118.18, 36.90 },
	{ "370304", "博山区", 117.70, 36.36, 118.10, 36.56 }, { "370305", "临淄区", 118.18, 36.70, 118.50, 36.93 }, { "370306", "周村区", 117.72, 36.70, 117.94, 36.88 },
	{ "370321", "桓台县", 117.90, 36.90, 118.22, 37.06 }, { "370322", "高青县", 117.55, 37.06, 118.10, 37.28 }, { "370323", "沂源县", 117.80, 35.94, 118.50, 36.36 },
};

static enum err
make_district(struct call *c, size_t i)
{
	struct row *r = row_new(c->arena, &district_record);

	row_set_text(r, district_code, slice_of(districts[i].code));
	row_set_text(r, district_name, slice_of(districts[i].name));
	row_set_text(r, district_border, arena_printf(c->arena, "%.2f,%.2f %.2f,%.2f %.2f,%.2f %.2f,%.2f", districts[i].west, districts[i].south, districts[i].east,
	    districts[i].south,
	    districts[i].east, districts[i].north, districts[i].west, districts[i].north));
	return record_create(c, r);
}

/* Its key is SHA-256 of the demo password, as that of the recorders: the simulated field must be able to sign. */
static enum err
make_adapter(struct call *c, struct demo *d)
{
	struct row *r = row_new(c->arena, &adapter_record), *after;
	unsigned char key[crypto_hash_sha256_BYTES];
	char hex[sizeof key * 2 + 1];
	enum err e;

	crypto_hash_sha256(key, (const unsigned char *)d->password, strlen(d->password));
	(void)sodium_bin2hex(hex, sizeof hex, key, sizeof key);
	row_set_text(r, adapter_code, S("weather"));
	row_set_text(r, adapter_kind, S("weather"));
	row_set_text(r, adapter_secret, slice_of(hex));
	if ((e = record_create(c, r)))
		return e;
	return record_fire(c, &adapter_record, r->id, 0, "start", row_new(c->arena, &adapter_record), 0, &after);
}

/* An hour ago, of one district: the demo begins with a plan that waits for its leader. */
static enum err
make_warning(struct call *c, struct demo *d)
{
	char at[TIME_TEXT_MAX];
	struct slice text;
	struct taken t;
	struct feed f;
	enum err e;

	(void)time_print_local(d->now_ms - 20 * 60000, at);
	text = arena_printf(c->arena, "{\"data\":{\"page\":{\"list\":[{\"alertid\":\"37032341600000_demo\",\"issuetime\":\"%.4s/%.2s/%.2s"
	    " %.5s\",\"title\":\"山东省淄博市沂源县气象台发布道路结冰黄色预警信号\"}]}}}",
	    at, at + 5, at + 8, at + 11);
	if ((e = feed_read(text, c->arena, &f)))
		return e;
	return warnings_take(c, &f, &t);
}

static enum err
make(struct call *c, void *ctx)
{
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(districts) && !e; i++)
		e = make_district(c, i);
	return e ? e : (e = make_adapter(c, ctx)) ? e : make_warning(c, ctx);
}

enum err
demo_plans(struct demo *d)
{
	return engine_write(d->engine, "模拟数据", make, d);
}
